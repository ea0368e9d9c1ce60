"""Learners live through two months by the real services and tables, and nothing that was promised is broken.

    python -m bench.two_months [--learners 10000] [--days 60]

Each has a time zone (some with daylight saving), days left out, hours of their own, a target, perhaps a week of pause.
After every answer and on every day the promises are checked; the first broken one ends the run with what it was.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot import bootstrap
from bot.grading.judgement import Verdict
from bot.learning import trial
from bot.learning.attempt import Attempt
from bot.learning.card import Card
from bot.learning.days import Day, day_of
from bot.learning.learner import Learner
from bot.learning.pace import Pace
from bot.learning.queue import Pause, due_time
from bot.learning.trial import Arm
from bot.services import memory, people
from bot.services.records import Records
from bot.services.shelf import Shelf
from bot.services.today import Today
from bot.storage import migrations
from bot.storage.sql_records import SqlRecords
from bot.storage.sqlite import engine_at

# The clocks change in Berlin on 29 March and in New York on 8 March.
START = datetime(2026, 2, 20, 12, tzinfo=UTC)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin", "America/New_York")
ITEMS, NEW_A_DAY = 40, 4
SKIPPED, KNOWN = 0.2, 0.8
DAY = timedelta(days=1)
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


class Life:
    """One learner's two months."""

    def __init__(self, records: Records, today: Today, number: int, count: Count) -> None:
        self.records, self.today, self.count = records, today, count
        self.dice = Random(number)
        self.learner: Learner = people.meet(records, number, "id", START)[0]
        self.pace = self._pace()
        records.paces.keep(self.pace)
        self.to_meet = self.dice.sample(sorted(today.facts), ITEMS)
        self.session = 0

    def live(self, days: int) -> None:
        for number in range(days):
            if self.dice.random() >= SKIPPED:
                self._day(START + number * DAY + timedelta(minutes=self.dice.randrange(-400, 400)))
        kept = {card.item_id: card for card in self.records.cards.of_learner(self.learner.id)}
        made = self.pace.scheduler.replay(self.records.attempts.of_learner(self.learner.id))
        promise(kept == made, "a replay gives the same cards", self.learner.id)
        self.count.learners += 1

    def _pace(self) -> Pace:
        pauses: tuple[Pause, ...] = ()
        if self.dice.random() < 0.2:
            begin = START + self.dice.randrange(10, 40) * DAY
            pauses = (Pause(begin, begin + 7 * DAY),)
        retention, most = self.dice.choice((0.85, 0.9, 0.95)), self.dice.choice((5, 10, 20))
        return Pace(self.learner.id, self.dice.choice(ZONES), retention, most, pauses)

    def _day(self, now: datetime) -> None:
        self.session += 1
        self.count.days += 1
        day = day_of(now, ZoneInfo(self.pace.zone))
        items = self.today.waiting(self.records, self.learner, now).items
        promise(len(items) <= self.pace.most, "the daily cap is kept", self.learner.id, now)
        facts = [fact for item_id in items for fact in self.today.facts[item_id] or (item_id,)]
        promise(len(facts) == len(set(facts)), "no two questions on one fact in a day", self.learner.id, now)
        for position, item_id in enumerate(items):
            before = self.records.cards.find(self.learner.id, item_id)
            promise(self._is_for_today(item_id, day), "only what is due, or its topic is measured", item_id, now)
            self._answer(before, item_id, position, now + timedelta(seconds=20 * position))
        again = self.today.waiting(self.records, self.learner, now + timedelta(minutes=10)).items
        promise(not again or day_of(now + timedelta(minutes=10), self.pace.place) != day, "nothing twice a day", again)
        for position, item_id in enumerate(self.to_meet[:NEW_A_DAY], len(items)):
            before = self.records.cards.find(self.learner.id, item_id)
            self._answer(before, item_id, position, now + timedelta(minutes=15, seconds=position))
        del self.to_meet[:NEW_A_DAY]

    def _is_for_today(self, item_id: str, day: Day) -> bool:
        """A measured topic may be asked in other words, even such as were never met."""
        facts = self.today.facts[item_id]
        subject = trial.topic(item_id, facts)
        same = [each for each, about in self.today.facts.items() if trial.topic(each, about) == subject]
        cards = self.records.cards.some(self.learner.id, same)
        return any(
            self._may_be_asked(card, day) for card in cards if card.item_id == item_id or not self._is_free(card)
        )

    def _is_free(self, card: Card) -> bool:
        facts = self.today.facts[card.item_id]
        return trial.arm(self.learner.id, trial.topic(card.item_id, facts)) is Arm.FREE

    def _may_be_asked(self, card: Card, day: Day) -> bool:
        facts = self.today.facts[card.item_id]
        arm = trial.arm(self.learner.id, trial.topic(card.item_id, facts))
        age = (day.date - card.first.astimezone(self.pace.place).date()).days
        if arm is Arm.HELD and age < 7:
            return False
        return due_time(card, self.pace.pauses) < day.end or (arm is not Arm.FREE and age >= 7)

    def _answer(self, before: Card | None, item_id: str, position: int, now: datetime) -> None:
        right = self.dice.random() < KNOWN
        verdict, hints = Verdict.CORRECT if right else Verdict.WRONG, int(self.dice.random() < 0.1)
        score, reason = float(right), "exact" if right else "dont_know"
        attempt = Attempt(
            self.learner.id, self.session, position, 0, item_id, "", "", verdict, score, reason, now, hints
        )
        card = memory.remember(self.records, attempt)
        assert card
        self.count.answers += 1
        promise(now < card.due, "never due in the past after an answer", card)
        promise(DAY <= card.due - card.last <= self.pace.scheduler.longest * DAY, "a gap of whole days", card)
        if before is not None and right:
            promise(card.stability >= before.stability, "success never weakens", before, card)
        if before is not None:
            self._compare(replace(attempt, verdict=Verdict.CORRECT), replace(attempt, verdict=Verdict.WRONG), before)

    def _compare(self, right: Attempt, wrong: Attempt, before: Card) -> None:
        better, worse = (self.pace.scheduler.review(before, [each]) for each in (right, wrong))
        promise(better.due >= worse.due, "a right answer never comes back sooner than a wrong one", before)


def run(learners: int, days: int) -> Count:
    """Let them all live; raises BrokenPromiseError."""
    content = bootstrap.read_content()
    today = Today(content.library, Shelf(content.bank, content.lexicon), ZoneInfo("Asia/Jakarta"))
    count = Count()
    for first in range(1, learners + 1, BATCH):
        engine = engine_at("sqlite://")
        with engine.connect() as connection:
            migrations.bring_up_to_date(connection)
            records = SqlRecords(connection)
            for number in range(first, min(first + BATCH, learners + 1)):
                with connection.begin():
                    Life(records, today, number, count).live(days)
        engine.dispose()
    return count


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Two months of many learners, by the real services.")
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=60)
    args = parser.parse_args(arguments)
    began = time.perf_counter()
    count = run(args.learners, args.days)
    took = time.perf_counter() - began
    lived = f"{count.learners} learners, {count.days} days of study, {count.answers} answers"
    print(f"{lived} in {took:.0f} s: every promise kept")


if __name__ == "__main__":
    main()
