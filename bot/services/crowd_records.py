"""What is asked of storage about many learners at once: for reminders, which come due for thousands in one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.learning.card import Card
from bot.learning.days import Day
from bot.learning.learner import Learner
from bot.learning.pace import Pace
from bot.learning.queue import Queue
from bot.learning.reminder import Reminder


@dataclass(frozen=True, slots=True)
class Claimed:
    """A reminder whose time has come, and whom it is for."""

    learner: Learner
    reminder: Reminder
    pace: Pace


class CrowdRecords(Protocol):
    """The same as in the records of one learner, by learner."""

    def claim(self, now: datetime, most: int, only: int | None = None) -> list[Claimed]:
        """The reminders whose time has come, the longest waiting first; nobody else changes them or these learners
        until this transaction ends. Those of whom somebody is writing just now are left out."""

    def queues(self, them: Sequence[int]) -> dict[int, Queue]: ...
    def recent_or_due(self, them: Sequence[int], day: Day, met_since: datetime) -> dict[int, list[Card]]:
        """The cards asked on `day`, first met since `met_since`, or due by the end of `day`."""

    def falling_due(self, them: Sequence[int], day: Day, met_since: datetime, days: int) -> dict[int, list[int]]:
        """Of the cards neither asked on `day` nor met since: how many are due, then how many on each day after it."""

    def finished(self, them: Sequence[int]) -> dict[int, set[str]]:
        """The lessons that each has finished."""

    def met(self, them: Sequence[int], items: Sequence[str]) -> dict[int, set[str]]:
        """Which of `items` each has a card of."""

    def keep_queues(self, kept: Mapping[int, Queue]) -> None: ...
    def keep_reminders(self, kept: Sequence[Reminder]) -> None: ...
