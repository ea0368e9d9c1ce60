"""Going on from day to day: reviews, whatever is best now, a pause, a pace of one's own."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.learning import days
from bot.learning.learner import Learner
from bot.learning.pace import Aim, Pace
from bot.learning.queue import Pause, due_time
from bot.learning.scheduler import Scheduler
from bot.services.records import Records
from bot.services.study import Finished, Shown, Study
from bot.services.today import Today, paused_until

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Target:
    """Something to aim at, with what it costs: the questions that fall due within two weeks."""

    aim: Aim
    questions: int
    chosen: bool


@dataclass(frozen=True)
class Reviews:
    """One learner's way through the days. Every method is one transaction, or part of one."""

    study: Study

    @property
    def today(self) -> Today:
        return self.study.today

    def begin(self, records: Records, learner: Learner, now: datetime) -> Shown | None:
        """Ask what is left of today; None when nothing is."""
        items = self.today.waiting(records, learner, now).items
        return self.study.begin_review(records, learner, items, now) if items else None

    def study_next(self, records: Records, learner: Learner, now: datetime) -> Shown | Finished | None:
        """Open whatever is best now: what was left open, what is due, the next lesson; None when all is done."""
        if unfinished := self.study.resume(records, learner, now):
            return unfinished
        if due := self.begin(records, learner, now):
            return due
        lesson = self.study.next_lesson(records, learner)
        return self.study.begin_lesson(records, learner, lesson.id, now) if lesson else None

    def pause(self, records: Records, learner: Learner, now: datetime) -> datetime:
        """Ask nothing for a week; everything due moves by a week. When it ends."""
        pace = self.today.pace(records, learner)
        if already := paused_until(pace, days.day_of(now, pace.place)):
            return already
        pause = Pause(now, now + WEEK)
        self._keep(records, replace(pace, pauses=(*_recent(pace, now), pause)))
        return pause.end

    def end_pause(self, records: Records, learner: Learner, now: datetime) -> None:
        """Go on before the pause is over; what it moved comes back by as much as is cut off."""
        pace = self.today.pace(records, learner)
        cut = tuple(replace(each, end=min(each.end, max(each.start, now))) for each in pace.pauses)
        self._keep(records, replace(pace, pauses=cut))

    def targets(self, records: Records, learner: Learner, now: datetime) -> tuple[Target, ...]:
        """All that the learner may aim at."""
        pace, cards = self.today.pace(records, learner), records.cards.of_learner(learner.id)
        found = []
        for aim in Aim:
            moved = (Scheduler(aim.retention).reschedule(card) for card in cards)
            questions = sum(due_time(card, pace.pauses) < now + 2 * WEEK for card in moved)
            found.append(Target(aim, questions, chosen=aim.retention == pace.retention))
        return tuple(found)

    def aim_at(self, records: Records, learner: Learner, aim: Aim) -> None:
        """Remember so much from now on: every card gets the due time that it would have had."""
        pace = self._keep(records, replace(self.today.pace(records, learner), retention=aim.retention))
        records.cards.keep(pace.scheduler.reschedule(card) for card in records.cards.of_learner(learner.id))

    def live_in(self, records: Records, learner: Learner, zone: str) -> Pace:
        """The learner's days begin where they live."""
        return self._keep(records, replace(self.today.pace(records, learner), zone=zone))

    def _keep(self, records: Records, pace: Pace) -> Pace:
        records.paces.keep(pace)
        records.queues.remove(pace.learner_id)
        return pace


def _recent(pace: Pace, now: datetime) -> tuple[Pause, ...]:
    # A pause matters for as long as a card was last asked before it: no gap is longer than the course.
    return tuple(each for each in pace.pauses if (now - each.end).days < pace.scheduler.longest)
