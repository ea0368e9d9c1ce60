"""Learners live through two months by the real services and tables, and nothing that was promised is broken.

    python -m bench.two_months [--learners 10000] [--first 1] [--days 60]

Each has a time zone (some with daylight saving), days left out, hours of their own, a target and a cap. Lessons,
reviews, hints and second tries go through the services that the chat asks. Some pause for a week, move to another zone,
aim at another recall, or stop half-way and come back. After every answer and on every day the promises are checked; the
first broken one ends the run with what it was. A learner's life depends on their number alone: `--first` cuts a run.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot import bootstrap
from bot.grading.judgement import Verdict
from bot.items.item import Item, Sample
from bot.learning import trial
from bot.learning.card import Card
from bot.learning.days import Day, day_of
from bot.learning.learner import Learner
from bot.learning.pace import Aim, Pace
from bot.learning.queue import NEW_A_DAY, due_time
from bot.learning.session import Stage
from bot.learning.trial import Arm
from bot.services import people
from bot.services.records import Records
from bot.services.reviews import Reviews
from bot.services.shelf import Shelf
from bot.services.study import Finished, Marked, Shown, Study
from bot.services.today import Today, Waiting
from bot.storage import migrations
from bot.storage.sql_records import SqlRecords
from bot.storage.sqlite import engine_at

# The clocks change in Berlin on 29 March and in New York on 8 March.
START = datetime(2026, 2, 20, 12, tzinfo=UTC)
AIMS = tuple(Aim)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin", "America/New_York")
CAPS, LESSONS = (3, 6, 12), (1, 3)
NEW_QUESTIONS = 4
# Parts of the days, of the questions, of the learners.
SKIPPED, HALF_WAY, LOOKED_THROUGH = (0.2, 0.5, 0.8), 0.1, 0.1
KNOWN, GUESSED, HINTED, SURE, COMPARED = 0.8, 0.5, 0.1, 0.3, 0.3
PAUSING, ENDING, MOVING, AIMING = 0.2, 0.3, 0.2, 0.2
DAY, SITTING, THINKING = timedelta(days=1), timedelta(hours=2), timedelta(seconds=20)
# An index on a million learners' rows is not the matter here: each batch has a database of its own.
BATCH = 500


class BrokenPromiseError(AssertionError):
    """What was promised and did not hold, with whom and when."""


@dataclass
class Count:
    learners: int = 0
    days: int = 0
    answers: int = 0


def promise(kept: bool, what: str, *about: object) -> None:
    if not kept:
        raise BrokenPromiseError(what, *about)


@dataclass
class School:
    """What all of them share: the services, the count, and responses of which nobody disputes the verdict."""

    reviews: Reviews
    count: Count = field(default_factory=Count)
    known: dict[tuple[str, Verdict], list[Sample]] = field(default_factory=dict)

    def samples(self, item: Item, verdict: Verdict) -> list[Sample]:
        if (key := (item.id, verdict)) not in self.known:
            self.known[key] = [each for each in item.samples() if each.verdict is verdict and each.language == "id"]
        return self.known[key]


@dataclass
class Life:
    """One learner's two months."""

    records: Records = field(repr=False)
    school: School = field(repr=False)
    number: int
    clock: datetime = START
    reviewed: Counter[date] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.dice = Random(self.number)
        self.learner: Learner = people.meet(self.records, self.number, "id", START)[0]
        choose = self.dice.choice
        self.records.paces.keep(Pace(self.number, choose(ZONES), choose(AIMS).retention, choose(CAPS)))
        self.lessons, self.skipped = self.dice.randint(*LESSONS), choose(SKIPPED)

    def live(self, days: int) -> None:
        events = self._events(days)
        for number in range(days):
            self.clock = START + number * DAY + timedelta(minutes=self.dice.randrange(-400, 400))
            for event in events.get(number, ()):
                event()
            if self.dice.random() >= self.skipped:
                self.school.count.days += 1
                self._review()
                self._go_on_with_lessons()
        made = self.pace.scheduler.replay(self.records.attempts.of_learner(self.number))
        promise({card.item_id: card for card in self._cards()} == made, "a replay gives the same cards", self.number)
        self.school.count.learners += 1

    @property
    def reviews(self) -> Reviews:
        return self.school.reviews

    @property
    def study(self) -> Study:
        return self.school.reviews.study

    @property
    def today(self) -> Today:
        return self.school.reviews.today

    @property
    def pace(self) -> Pace:
        return self.today.pace(self.records, self.learner)

    @property
    def day(self) -> Day:
        return day_of(self.clock, self.pace.place)

    def _events(self, days: int) -> dict[int, list[Callable[[], object]]]:
        """What happens beside studying, by the day."""
        events: dict[int, list[Callable[[], object]]] = defaultdict(list)
        dice, reviews, who = self.dice, self.reviews, (self.records, self.learner)
        if dice.random() < PAUSING:
            begin = dice.randrange(days)
            events[begin].append(lambda: reviews.pause(*who, self.clock))
            if dice.random() < ENDING:
                events[begin + dice.randint(1, 6)].append(lambda: reviews.end_pause(*who, self.clock))
        if dice.random() < MOVING:
            events[dice.randrange(days)].append(lambda: self._move(dice.choice(ZONES)))
        if dice.random() < AIMING:
            events[dice.randrange(days)].append(lambda: reviews.aim_at(*who, dice.choice(AIMS)))
        return events

    def _move(self, zone: str) -> None:
        self.reviews.live_in(self.records, self.learner, zone)
        self.reviewed.clear()  # a date there is another day

    def _review(self) -> None:
        waiting, day = self._waiting(), self.day
        self._check_choice(waiting, day)
        half = self.dice.randrange(len(waiting.items)) if waiting.items and self.dice.random() < HALF_WAY else 0
        if half:
            self._go_through(self.reviews.begin(self.records, self.learner, self.clock), half)
            self.study.stop(self.records, self.learner)
            promise(self._waiting().items == waiting.items[half:] or self.day != day, "stopping loses nothing", self)
            self.clock += SITTING
        if self.day == day:
            self._go_through(self.reviews.begin(self.records, self.learner, self.clock))
            if self.dice.random() < LOOKED_THROUGH:
                promise(not self._waiting().items or self.day != day, "nothing twice a day", self)
        self.reviewed[day.date] += sum(item_id not in waiting.queue.new for item_id in waiting.items)
        promise(self.reviewed[day.date] <= self.pace.most, "the daily cap is kept", self)

    def _go_on_with_lessons(self) -> None:
        lesson = self.study.next_lesson(self.records, self.learner)
        if lesson in self.study.library.course[: self.lessons]:
            assert lesson
            self._go_through(self.study.begin_lesson(self.records, self.learner, lesson.id, self.clock), NEW_QUESTIONS)

    def _go_through(self, shown: Shown | Finished | None, most: int = 1000) -> None:
        while isinstance(shown, Shown) and most:
            finished = None
            if shown.session.stage is Stage.ASKING:
                finished = self._answer(shown).finished
                most -= 1
            shown = finished or self.study.go_on(self.records, self.learner, self.clock)

    def _answer(self, shown: Shown) -> Marked:
        assert shown.question
        item, dice, who = shown.question.item, self.dice, (self.records, self.learner)
        before = self.records.cards.find(self.number, item.id)
        if dice.random() < HINTED:
            self.study.hint(*who)
        elif shown.question.asks_sure and dice.random() < SURE:
            self.study.be_sure(*who, shown.session.ticket)
        marked = self._respond(item)
        while marked.shown.session.stage is Stage.ASKING:
            marked = self._respond(item)
        self._check_card(marked, before)
        self.school.count.answers += 1
        return marked

    def _respond(self, item: Item) -> Marked:
        self.clock += THINKING
        verdict = Verdict.CORRECT if self.dice.random() < KNOWN else Verdict.WRONG
        if verdict is Verdict.WRONG and self.dice.random() < GUESSED:
            return self.study.give_up(self.records, self.learner, self.clock)
        if found := self.school.samples(item, verdict):
            return self.study.answer(self.records, self.learner, found[0].response, self.clock)
        return self.study.give_up(self.records, self.learner, self.clock)

    def _check_card(self, marked: Marked, before: Card | None) -> None:
        card = self.records.cards.find(self.number, marked.question.item.id)
        assert card
        scheduler = self.pace.scheduler
        promise(self.clock < card.due, "never due in the past after an answer", card)
        promise(DAY <= card.due - card.last <= scheduler.longest * DAY, "a gap of whole days", card)
        promise(card == scheduler.reschedule(card), "due when its stability says so", card)
        if before is not None and card.streak:
            promise(card.stability >= before.stability, "success never weakens", before, card)
        if before is not None and self.dice.random() < COMPARED:
            self._compare(marked, before)

    def _compare(self, marked: Marked, before: Card) -> None:
        scheduler = self.pace.scheduler
        session = marked.shown.session
        *earlier, last = self.records.attempts.of_question(self.number, session.number, session.position)
        right = scheduler.review(before, [*earlier, replace(last, verdict=Verdict.CORRECT)])
        wrong = scheduler.review(before, [*earlier, replace(last, verdict=Verdict.WRONG)])
        promise(right.due >= wrong.due, "a right answer never comes back sooner than a wrong one", before)

    def _check_choice(self, waiting: Waiting, day: Day) -> None:
        items, new = waiting.items, waiting.queue.new
        promise(not (waiting.paused_until and items), "nothing is asked in a pause", self)
        promise(len(new) <= NEW_A_DAY, "new items are kept few", self)
        facts = [fact for item_id in items for fact in self._facts(item_id)]
        promise(len(facts) == len(set(facts)), "no two questions on one fact in a day", self, items)
        cards = {card.item_id: card for card in self.records.cards.some(self.number, items)}
        for item_id in set(items) - new:
            is_due = item_id in cards and self._may_be_asked(cards[item_id], day)
            promise(is_due or self._is_measured(item_id, day), "only what is due or measured", self, item_id)
        if self.dice.random() < LOOKED_THROUGH and not waiting.paused_until:
            self._check_nothing_is_left_out(items, len(set(items) - new), day)

    def _check_nothing_is_left_out(self, items: Sequence[str], reviews: int, day: Day) -> None:
        cards, pauses = self._cards(), self.pace.pauses
        # By the cards: a sitting may have gone on past midnight, or the learner moved.
        asked = [card for card in cards if card.last >= day.start]
        known = {self._topic(card.item_id) for card in cards if card.first < day.start}
        if reviews + sum(self._topic(card.item_id) in known for card in asked) >= self.pace.most:
            return
        taken = {fact for item_id in (*items, *(card.item_id for card in asked)) for fact in self._facts(item_id)}
        for card in cards:
            if due_time(card, pauses) < day.end and self._arm(card) is Arm.FREE:
                promise(not taken.isdisjoint(self._facts(card.item_id)), "what is due is asked", self, card)

    def _is_measured(self, item_id: str, day: Day) -> bool:
        """Its topic is measured: then it may be asked in other words, even such as were never met."""
        same = self.today.wordings[self._topic(item_id)]
        others = self.records.cards.some(self.number, same)
        return any(self._arm(each) is not Arm.FREE and self._may_be_asked(each, day) for each in others)

    def _may_be_asked(self, card: Card, day: Day) -> bool:
        pace = self.pace
        age = (day.date - card.first.astimezone(pace.place).date()).days
        if self._arm(card) is Arm.HELD and age < trial.LENGTH.days:
            return False
        measured = self._arm(card) is not Arm.FREE and age >= trial.LENGTH.days
        return due_time(card, pace.pauses) < day.end or measured

    def _arm(self, card: Card) -> Arm:
        return trial.arm(self.number, self._topic(card.item_id))

    def _topic(self, item_id: str) -> str:
        return trial.topic(item_id, self.today.facts[item_id])

    def _facts(self, item_id: str) -> tuple[str, ...]:
        return self.today.facts[item_id] or (item_id,)

    def _waiting(self) -> Waiting:
        return self.today.waiting(self.records, self.learner, self.clock)

    def _cards(self) -> list[Card]:
        return self.records.cards.of_learner(self.number)


def run(learners: int, days: int, first: int = 1) -> Count:
    """Let them all live; raises BrokenPromiseError."""
    content = bootstrap.read_content()
    shelf = Shelf(content.bank, content.lexicon)
    school = School(Reviews(Study(content.library, shelf, Today(content.library, shelf, ZoneInfo("Asia/Jakarta")))))
    numbers = range(first, first + learners)
    for begin in range(0, learners, BATCH):
        engine = engine_at("sqlite://")
        with engine.connect() as connection:
            migrations.bring_up_to_date(connection)
            records = SqlRecords(connection)
            for number in numbers[begin : begin + BATCH]:
                with connection.begin():
                    Life(records, school, number).live(days)
        engine.dispose()
    return school.count


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Two months of many learners, by the real services.")
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=1, help="the number of the first of them")
    parser.add_argument("--days", type=int, default=60)
    args = parser.parse_args(arguments)
    began = time.process_time()
    count = run(args.learners, args.days, args.first)
    took = time.process_time() - began
    lived = f"learners {args.first}-{args.first + count.learners - 1}, {count.days} days, {count.answers} answers"
    print(f"{lived}, {took:.0f} s of the processor: every promise kept", flush=True)


if __name__ == "__main__":
    main()
