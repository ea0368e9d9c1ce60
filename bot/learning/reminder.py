"""When a learner is reminded, and when we stop: at an hour of their own, once a day, never for ever."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from zoneinfo import ZoneInfo

from bot.learning import days

# After five unanswered reminders a sixth would be noise: one last word, then silence.
MOST_IGNORED = 5
# As many wordings as there are sentences for it.
WORDINGS = 4


class Sending(Enum):
    """What becomes of a reminder whose time has come."""

    REMIND = "remind"
    LAST_WORD = "last_word"
    NOTHING = "nothing"  # nothing is due, or it was sent today


@dataclass(frozen=True, slots=True)
class Reminder:
    """A learner's hour. `next_at` is None when nothing is to be sent; `ignored` counts those since the last answer."""

    learner_id: int
    hour: int
    zone: str
    next_at: datetime | None
    ignored: int = 0
    sent: int = 0
    last_day: date | None = None

    @property
    def wording(self) -> int:
        return self.sent % WORDINGS


def ask_for(learner_id: int, hour: int, zone: str, now: datetime, before: Reminder | None = None) -> Reminder:
    """Remind at `hour` from now on; never a second time on a day that has had one."""
    last_day, sent = (before.last_day, before.sent) if before else (None, 0)
    return _planned(Reminder(learner_id, hour, zone, None, 0, sent, last_day), now)


def stop(reminder: Reminder) -> Reminder:
    return replace(reminder, next_at=None)


def answered(reminder: Reminder) -> Reminder:
    """The learner has answered something: whatever was ignored is forgotten."""
    return replace(reminder, ignored=0)


def come(reminder: Reminder, now: datetime, waiting: int) -> tuple[Sending, Reminder]:
    """The time has come, late or not: what to send, with `waiting` questions due, and the reminder as it is then."""
    today = now.astimezone(ZoneInfo(reminder.zone)).date()
    if waiting <= 0 or (reminder.last_day is not None and reminder.last_day >= today):
        return Sending.NOTHING, _planned(reminder, now)
    told = replace(reminder, sent=reminder.sent + 1, last_day=today)
    if reminder.ignored >= MOST_IGNORED:
        return Sending.LAST_WORD, stop(told)
    return Sending.REMIND, _planned(replace(told, ignored=reminder.ignored + 1), now)


def _planned(reminder: Reminder, now: datetime) -> Reminder:
    zone = ZoneInfo(reminder.zone)
    not_before = reminder.last_day and date.fromordinal(reminder.last_day.toordinal() + 1)
    return replace(reminder, next_at=days.next_time(reminder.hour, zone, now, not_before))
