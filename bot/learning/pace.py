"""How a learner wants to go on: where their days begin, how much of it, how well remembered."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.learning.queue import MOST_A_DAY, Pause
from bot.learning.scheduler import RETENTION, Scheduler


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
