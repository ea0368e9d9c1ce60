"""Reminding: asked for, sent once a day, ended by the learner or by their silence."""

from dataclasses import dataclass
from datetime import datetime

from bot.learning import reminder
from bot.learning.learner import Learner
from bot.learning.reminder import Reminder, Sending
from bot.services.records import Records
from bot.services.today import Today


@dataclass(frozen=True, slots=True)
class Nudge:
    """A reminder to be sent now, with the number of questions that wait."""

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

    def come(self, records: Records, learner_id: int, now: datetime) -> Nudge | None:
        """This learner's time has come: what to send. None when nothing is, or another worker was first."""
        before = records.reminders.find(learner_id)
        learner = records.learners.find(learner_id)
        if before is None or before.next_at is None or before.next_at > now:
            return None
        if learner is None or not learner.reachable:
            records.reminders.keep(reminder.stop(before))
            return None
        questions = len(self.today.waiting(records, learner, now).items)
        sending, after = reminder.come(before, now, questions)
        records.reminders.keep(after)
        return None if sending is Sending.NOTHING else Nudge(learner, sending, before, questions)
