"""What comes next for a learner: today's reviews, the next lesson, a pause, a rest."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.learning import days, queue, trial
from bot.learning.days import Day
from bot.learning.learner import Learner
from bot.learning.pace import Pace
from bot.learning.queue import Pause, Plan, Queue
from bot.services import memory
from bot.services.memory import pace_of
from bot.services.records import Records
from bot.services.study import Finished, Shown, Study

WEEK = timedelta(days=7)
# What was met within a fortnight may be held back, or is to be measured.
_FORTNIGHT = trial.LENGTH * 2


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is left of today: the questions to come, in order, and the queue that they belong to."""

    items: tuple[str, ...]
    queue: Queue
    paused_until: datetime | None = None


@dataclass(frozen=True)
class Reviews:
    """One learner's way through the days. Every method is one transaction, or part of one."""

    study: Study
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
        return Waiting(left, chosen, _paused_until(pace, today))

    def begin(self, records: Records, learner: Learner, now: datetime) -> Shown | None:
        """Ask what is left of today; None when nothing is."""
        items = self.waiting(records, learner, now).items
        return self.study.begin_review(records, learner, items, now) if items else None

    def study_next(self, records: Records, learner: Learner, now: datetime) -> Shown | Finished | None:
        """Open whatever is best now: what was left open, what is due, the next lesson; None when all is done."""
        if open_now := self.study.resume(records, learner, now):
            return open_now
        if due := self.begin(records, learner, now):
            return due
        lesson = self.study.next_lesson(records, learner)
        return self.study.begin_lesson(records, learner, lesson.id, now) if lesson else None

    def pause(self, records: Records, learner: Learner, now: datetime) -> datetime:
        """Ask nothing for a week; everything due moves by a week. When it ends."""
        pace = self.pace(records, learner)
        current = _paused_until(pace, days.day_of(now, pace.place))
        if current:
            return current
        pause = Pause(now, now + WEEK)
        records.paces.keep(replace(pace, pauses=(*_recent(pace, now), pause)))
        records.queues.remove(learner.id)
        return pause.end

    def end_pause(self, records: Records, learner: Learner, now: datetime) -> None:
        """Go on before the pause is over; what it moved comes back by as much as is cut off."""
        pace = self.pace(records, learner)
        cut = tuple(replace(each, end=min(each.end, max(each.start, now))) for each in pace.pauses)
        records.paces.keep(replace(pace, pauses=cut))
        records.queues.remove(learner.id)

    def aim_at(self, records: Records, learner: Learner, retention: float) -> None:
        """Remember so much from now on: every card gets the due time that it would have had."""
        records.paces.keep(replace(self.pace(records, learner), retention=retention))
        memory.rebuild(records, learner.id)

    def live_in(self, records: Records, learner: Learner, zone: str) -> Pace:
        """Days begin where the learner lives."""
        pace = replace(self.pace(records, learner), zone=zone)
        records.paces.keep(pace)
        records.queues.remove(learner.id)
        return pace

    def pace(self, records: Records, learner: Learner) -> Pace:
        return pace_of(records, learner.id, self.home)

    def plan(self, pace: Pace) -> Plan:
        return Plan(pace.learner_id, self._facts, pace.most, pace.pauses)

    def _choose(self, records: Records, learner: Learner, pace: Pace, today: Day) -> Queue:
        since = today.start - _FORTNIGHT
        cards = [card for card in records.cards.for_queue(learner.id, today, since) if not self._has_left(card.item_id)]
        chosen = queue.build(cards, today, self.plan(pace), self._new(records, learner))
        later = records.cards.ahead(learner.id, today, since, queue.AHEAD)
        there = tuple(item_id for item_id in chosen.items if self.study.shelf.item(records, item_id))
        ahead = tuple(given + other for given, other in zip(chosen.ahead, later, strict=True))
        return replace(chosen, items=there, ahead=ahead)

    def _new(self, records: Records, learner: Learner) -> list[str]:
        """Items on lessons that were finished, not met so far: from the sets that those lessons ask from."""
        places = records.lessons.places(learner.id)
        done = (each for each in self.study.library.course if each.id in places and places[each.id].finished)
        sets = dict.fromkeys(question.partition("/")[0] for lesson in done for question in lesson.questions if question)
        found = (self.study.shelf.bank.sets.get(set_id) for set_id in sets)
        ids = [item.id for question_set in found if question_set for item in question_set.items]
        met = {card.item_id for card in records.cards.some(learner.id, ids)}
        return [item_id for item_id in ids if item_id not in met]

    def _has_left(self, item_id: str) -> bool:
        bank = self.study.shelf.bank
        return item_id.partition("/")[0] in bank.sets and item_id not in bank.items

    @cached_property
    def _facts(self) -> dict[str, tuple[str, ...]]:
        return {item.id: item.about.facts for item in self.study.shelf.bank.items.values()}


def _paused_until(pace: Pace, today: Day) -> datetime | None:
    return next((each.end for each in pace.pauses if each.start < today.end <= each.end), None)


def _recent(pace: Pace, now: datetime) -> tuple[Pause, ...]:
    # A pause matters for as long as a card was last asked before it: no gap is longer than the course.
    return tuple(each for each in pace.pauses if (now - each.end).days < pace.scheduler.longest)
