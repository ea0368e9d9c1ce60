"""How a learner wants to go on: where their days begin, how much of it, how well remembered."""

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.learning.queue import MOST_A_DAY, Pause
from bot.learning.scheduler import RETENTION, Scheduler


class Aim(StrEnum):
    """What a learner may aim at: the part that is still there when it is asked again."""

    RELAXED = "relaxed"
    USUAL = "usual"
    THOROUGH = "thorough"

    @property
    def retention(self) -> float:
        # Below 80 % more is lost between two reviews than most people bear; above 95 % the work doubles for little.
        return {Aim.RELAXED: 0.8, Aim.USUAL: RETENTION, Aim.THOROUGH: 0.95}[self]


@dataclass(frozen=True, slots=True)
class Pace:
    """A learner's own settings; whoever has said nothing has these."""

    learner_id: int
    zone: str
    retention: float = RETENTION
    most: int = MOST_A_DAY
    pauses: tuple[Pause, ...] = ()

    @property
    def place(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def scheduler(self) -> Scheduler:
        return Scheduler(self.retention)
