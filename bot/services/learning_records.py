"""What is asked of storage about memory: cards, today's queue, the learner's pace, reminders."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.learning.card import Card
from bot.learning.days import Day
from bot.learning.pace import Pace
from bot.learning.queue import Queue
from bot.learning.reminder import Reminder


class CardRecords(Protocol):
    """What each learner remembers of each item; derived from the attempts."""

    def find(self, learner_id: int, item_id: str) -> Card | None: ...
    def some(self, learner_id: int, item_ids: Sequence[str]) -> list[Card]: ...
    def keep(self, cards: Iterable[Card]) -> None: ...
    def of_learner(self, learner_id: int) -> list[Card]: ...
    def recent(self, learner_id: int, day: Day, met_since: datetime) -> list[Card]:
        """Those asked on `day`, or first met since `met_since`."""

    def urgent(self, learner_id: int, day: Day, met_since: datetime, most: int) -> list[Card]:
        """Of the others those due by the end of `day`, the least forgotten first."""

    def falling_due(self, learner_id: int, day: Day, met_since: datetime, days: int) -> list[int]:
        """How many of the others are due by the end of `day`, and how many fall due on each of the `days` after it."""

    def remove(self, learner_id: int) -> None: ...


class QueueRecords(Protocol):
    """The questions of each learner's present day, chosen once."""

    def find(self, learner_id: int) -> Queue | None: ...
    def keep(self, learner_id: int, queue: Queue) -> None: ...
    def remove(self, learner_id: int) -> None: ...


class PaceRecords(Protocol):
    """What learners have settled for themselves."""

    def find(self, learner_id: int) -> Pace | None: ...
    def keep(self, pace: Pace) -> None: ...


class ReminderRecords(Protocol):
    """When each learner is reminded next."""

    def find(self, learner_id: int) -> Reminder | None:
        """The learner's reminder; nobody else changes it until this transaction ends."""

    def keep(self, reminder: Reminder) -> None: ...
    def answered(self, learner_id: int) -> None:
        """The learner has answered: what was ignored is forgotten."""

    def due(self, now: datetime, most: int) -> list[int]:
        """The learners whose time has come, the longest waiting first."""

    def put_off(self, learner_id: int, until: datetime) -> None:
        """Not before `until`, whatever else the row says."""
