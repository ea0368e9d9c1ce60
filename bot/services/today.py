"""What is due for a learner today, and what comes on the days after."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
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
            chosen = self._choose(records, learner, pace, today)
            records.queues.keep(learner.id, chosen)
        asked = {card.item_id for card in records.cards.some(learner.id, chosen.items) if card.last >= today.start}
        left = tuple(item_id for item_id in chosen.items if item_id not in asked)
        return Waiting(left, chosen, paused_until(pace, today))

    def upcoming(self, records: Records, learner: Learner, now: datetime) -> Upcoming | None:
        """The next of the coming days on which something is due; None when it is none of them."""
        pace = self.pace(records, learner)
        for number in range(1, _WEEK + 1):
            day = days.day_of(now + timedelta(days=number), pace.place)
            if due := queue.build(self._candidates(records, learner, day), day, self._plan(pace)).items:
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

    def _choose(self, records: Records, learner: Learner, pace: Pace, today: Day) -> Queue:
        cards = self._candidates(records, learner, today)
        chosen = queue.build(cards, today, self._plan(pace), self._new(records, learner))
        there = tuple(item_id for item_id in chosen.items if self.shelf.item(records, item_id))
        due, *later = records.cards.falling_due(learner.id, today, today.start - _FORTNIGHT, queue.AHEAD)
        ahead = tuple(given + other for given, other in zip(chosen.ahead, later, strict=True))
        beyond = 0 if paused_until(pace, today) else max(0, due - MOST_CONSIDERED)
        return replace(chosen, items=there, waiting=chosen.waiting + beyond, ahead=ahead)

    def _candidates(self, records: Records, learner: Learner, day: Day) -> list[Card]:
        since = day.start - _FORTNIGHT
        urgent = records.cards.urgent(learner.id, day, since, MOST_CONSIDERED)
        cards = [*records.cards.recent(learner.id, day, since), *urgent]
        return [card for card in cards if not self._has_left(card.item_id)]

    def _new(self, records: Records, learner: Learner) -> list[str]:
        """Items on lessons that were finished, not met so far: from the sets that those lessons ask from."""
        places = records.lessons.places(learner.id)
        done = (each for each in self.library.course if each.id in places and places[each.id].finished)
        sets = dict.fromkeys(question.partition("/")[0] for lesson in done for question in lesson.questions if question)
        found = (self.shelf.bank.sets.get(set_id) for set_id in sets)
        ids = [item.id for question_set in found if question_set for item in question_set.items]
        met = {card.item_id for card in records.cards.some(learner.id, ids)}
        return [item_id for item_id in ids if item_id not in met]

    def _has_left(self, item_id: str) -> bool:
        bank = self.shelf.bank
        return item_id.partition("/")[0] in bank.sets and bank.item(item_id) is None


def paused_until(pace: Pace, today: Day) -> datetime | None:
    return next((each.end for each in pace.pauses if each.start < today.end <= each.end), None)
