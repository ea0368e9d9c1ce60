"""Reminding: asked for, sent once a day, ended by the learner or by their silence."""

from dataclasses import dataclass
from datetime import datetime

from bot.learning import reminder
from bot.learning.learner import Learner
from bot.learning.reminder import Reminder, Sending
from bot.services.crowd_records import Claimed
from bot.services.records import Records
from bot.services.today import Today


@dataclass(frozen=True, slots=True)
class Nudge:
    """A reminder whose time has come: what is to be sent, with the number of questions that wait."""

    learner: Learner
    sending: Sending
    reminder: Reminder
    questions: int


@dataclass(frozen=True)
class Reminding:
    """When learners are written to without having written first. Every method is part of a transaction."""

    today: Today

    def ask_for(self, records: Records, learner: Learner, hour: int, now: datetime) -> Reminder:
        """Remind this learner once a day at `hour`, where they live."""
        pace = self.today.pace(records, learner)
        records.paces.keep(pace)
        wanted = reminder.ask_for(learner.id, hour, pace.zone, now, records.reminders.find(learner.id))
        records.reminders.keep(wanted)
        return wanted

    def move(self, records: Records, learner: Learner, now: datetime) -> Reminder | None:
        """The learner lives elsewhere now: the same hour, there."""
        before = records.reminders.find(learner.id)
        return self.ask_for(records, learner, before.hour, now) if before and before.next_at else before

    def decline(self, records: Records, learner: Learner, now: datetime) -> None:
        """No reminders, and no offer of them."""
        records.reminders.keep(reminder.stop(self.ask_for(records, learner, 19, now)))

    def come(self, records: Records, now: datetime, most: int, only: int | None = None) -> list[Nudge]:
        """What becomes of those whose time has come: `most` of them, or `only` one. Nobody else looks after these."""
        claimed = records.crowd.claim(now, most, only)
        paces = [each.pace for each in claimed if each.learner.reachable]
        waiting = self.today.waiting_for_each(records, paces, now)
        decided = [_decide(each, now, waiting.get(each.learner.id, 0)) for each in claimed]
        records.crowd.keep_reminders([after for _, after in decided])
        return [nudge for nudge, _ in decided]


def _decide(claimed: Claimed, now: datetime, questions: int) -> tuple[Nudge, Reminder]:
    learner, before = claimed.learner, claimed.reminder
    if not learner.reachable:
        return Nudge(learner, Sending.NOTHING, before, 0), reminder.stop(before)
    sending, after = reminder.come(before, now, questions)
    return Nudge(learner, sending, before, questions), after
