"""What is due for a learner today, and what comes on the days after."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain
from zoneinfo import ZoneInfo

from bot.learning import days, queue, trial
from bot.learning.card import Card
from bot.learning.days import Day
from bot.learning.learner import Learner
from bot.learning.pace import Pace
from bot.learning.queue import Plan, Queue
from bot.lessons.library import Library
from bot.services.memory import pace_of
from bot.services.records import Records
from bot.services.shelf import Shelf

# What was met within a fortnight may be held back, or is to be measured.
_FORTNIGHT = trial.LENGTH * 2
# A day's questions are chosen from so many that are due: siblings among them take up room, not forty in one.
MOST_CONSIDERED = 400
# How far a learner is told ahead.
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is left of today: the questions to come, in order, and the queue that they belong to."""

    items: tuple[str, ...]
    queue: Queue
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next day on which something is due: so many days from today, so many questions."""

    days: int
    questions: int


@dataclass(frozen=True)
class Today:
    """Chooses each learner's questions once a day. Every method is part of a transaction."""

    library: Library
    shelf: Shelf
    home: ZoneInfo  # where those live who have not said otherwise

    def waiting(self, records: Records, learner: Learner, now: datetime) -> Waiting:
        """What is left of today's queue, which is chosen when it is first asked for."""
        pace = self.pace(records, learner)
        today = days.day_of(now, pace.place)
        chosen = records.queues.find(learner.id)
        if chosen is None or chosen.day != today.date:
            chosen = self._choose(records, pace, today)
            records.queues.keep(learner.id, chosen)
        left = _left(chosen, records.cards.some(learner.id, chosen.items), today)
        return Waiting(left, chosen, paused_until(pace, today))

    def waiting_for_each(self, records: Records, them: Sequence[Pace], now: datetime) -> dict[int, int]:
        """How many questions each of many has left today; those who have no queue yet get theirs together."""
        queues, counts = records.crowd.queues([pace.learner_id for pace in them]), {}
        to_choose: dict[Day, list[Pace]] = defaultdict(list)
        for pace in them:
            today, queue = days.day_of(now, pace.place), queues.get(pace.learner_id)
            if queue is None or queue.day != today.date:
                to_choose[today].append(pace)
            else:
                counts[pace.learner_id] = len(_left(queue, records.cards.some(pace.learner_id, queue.items), today))
        for today, some in to_choose.items():
            counts |= self._choose_together(records, some, today)
        return counts

    def upcoming(self, records: Records, learner: Learner, now: datetime) -> Upcoming | None:
        """The next of the coming days on which something is due; None when it is none of them."""
        pace = self.pace(records, learner)
        for number in range(1, _WEEK + 1):
            day = days.day_of(now + timedelta(days=number), pace.place)
            if due := queue.build(self._candidates(records, learner.id, day), day, self._plan(pace)).items:
                return Upcoming(number, len(due))
        return None

    def pace(self, records: Records, learner: Learner) -> Pace:
        return pace_of(records, learner.id, self.home)

    @cached_property
    def facts(self) -> dict[str, tuple[str, ...]]:
        """What each item that ships with the bot is about."""
        return {item.id: item.about.facts for item in self.shelf.bank.items.values()}

    @cached_property
    def wordings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for item_id, facts in self.facts.items():
            found[trial.topic(item_id, facts)].append(item_id)
        return found

    def _plan(self, pace: Pace) -> Plan:
        return Plan(pace.learner_id, self.facts, pace.most, pace.pauses, self.wordings)

    def _choose_together(self, records: Records, them: Sequence[Pace], today: Day) -> dict[int, int]:
        """The queues of those whose day is `today`, kept; how many questions are left of each."""
        ids, since = [pace.learner_id for pace in them], today.start - _FORTNIGHT
        falling = records.crowd.falling_due(ids, today, since, queue.AHEAD)
        # Of a large backlog only a part is considered: those learners are looked at one by one.
        few = [learner_id for learner_id in ids if falling[learner_id][0] <= MOST_CONSIDERED]
        cards, new = records.crowd.recent_or_due(few, today, since), self._new_of_each(records, few)
        queues, counts = {}, {}
        for pace in them:
            who = pace.learner_id
            known = self._known(cards.get(who, ())) if who in new else self._candidates(records, who, today)
            fresh = new[who] if who in new else self._new(records, who)
            queues[who] = self._chosen(records, pace, today, known, fresh, falling[who])
            counts[who] = len(_left(queues[who], known, today))
        records.crowd.keep_queues(queues)
        return counts

    def _choose(self, records: Records, pace: Pace, today: Day) -> Queue:
        who = pace.learner_id
        falling = records.cards.falling_due(who, today, today.start - _FORTNIGHT, queue.AHEAD)
        known, new = self._candidates(records, who, today), self._new(records, who)
        return self._chosen(records, pace, today, known, new, falling)

    def _chosen(
        self, records: Records, pace: Pace, today: Day, known: list[Card], new: Sequence[str], falling: Sequence[int]
    ) -> Queue:
        chosen = queue.build(known, today, self._plan(pace), new)
        there = tuple(item_id for item_id in chosen.items if self.shelf.item(records, item_id))
        due, *later = falling
        ahead = tuple(given + other for given, other in zip(chosen.ahead, later, strict=True))
        beyond = 0 if paused_until(pace, today) else max(0, due - MOST_CONSIDERED)
        return replace(chosen, items=there, waiting=chosen.waiting + beyond, ahead=ahead)

    def _candidates(self, records: Records, learner_id: int, day: Day) -> list[Card]:
        since = day.start - _FORTNIGHT
        urgent = records.cards.urgent(learner_id, day, since, MOST_CONSIDERED)
        return self._known([*records.cards.recent(learner_id, day, since), *urgent])

    def _known(self, cards: Iterable[Card]) -> list[Card]:
        return [card for card in cards if not self._has_left(card.item_id)]

    def _new(self, records: Records, learner_id: int) -> list[str]:
        """Items on lessons that were finished, not met so far: from the sets that those lessons ask from."""
        places = records.lessons.places(learner_id)
        ids = self._asked_after({lesson_id for lesson_id, place in places.items() if place.finished})
        met = {card.item_id for card in records.cards.some(learner_id, ids)}
        return [item_id for item_id in ids if item_id not in met]

    def _new_of_each(self, records: Records, them: Sequence[int]) -> dict[int, list[str]]:
        asked = {who: self._asked_after(lessons) for who, lessons in records.crowd.finished(them).items()}
        met = records.crowd.met(list(asked), list(dict.fromkeys(chain.from_iterable(asked.values()))))
        nothing: frozenset[str] = frozenset()
        return {who: [each for each in asked.get(who, ()) if each not in met.get(who, nothing)] for who in them}

    def _asked_after(self, finished: Set[str]) -> list[str]:
        lessons = (lesson for lesson in self.library.course if lesson.id in finished)
        sets = dict.fromkeys(
            question.partition("/")[0] for lesson in lessons for question in lesson.questions if question
        )
        found = (self.shelf.bank.sets.get(set_id) for set_id in sets)
        return [item.id for question_set in found if question_set for item in question_set.items]

    def _has_left(self, item_id: str) -> bool:
        bank = self.shelf.bank
        return item_id.partition("/")[0] in bank.sets and bank.item(item_id) is None


def _left(chosen: Queue, cards: Iterable[Card], today: Day) -> tuple[str, ...]:
    asked = {card.item_id for card in cards if card.last >= today.start}
    return tuple(item_id for item_id in chosen.items if item_id not in asked)


def paused_until(pace: Pace, today: Day) -> datetime | None:
    return next((each.end for each in pace.pauses if each.start < today.end <= each.end), None)
