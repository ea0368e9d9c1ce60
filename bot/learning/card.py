"""What a learner remembers of one item, and when it is due."""

from dataclasses import dataclass
from datetime import datetime

# Slipping this often after having been known, it needs to be shown differently, not more often (Anki's own limit is 8
# over years; a course here lasts a term).
LEECH = 4


@dataclass(frozen=True, slots=True)
class Card:
    """The memory state of one learner for one item, derived from the attempts: it can always be made again.

    `stability` is the number of days until recall has fallen to 90 %; `difficulty` runs from 1 to 10; `streak` counts
    the right reviews since the last miss; `lapses` the misses of what had been right before.
    """

    learner_id: int
    item_id: str
    stability: float
    difficulty: float
    first: datetime
    last: datetime
    due: datetime
    reviews: int = 1
    right: int = 0
    streak: int = 0
    lapses: int = 0

    @property
    def is_leech(self) -> bool:
        return self.lapses >= LEECH and self.streak < 2

    def holds(self, now: datetime) -> bool:
        """Whether it was right last time and is not due yet."""
        return self.streak > 0 and self.due > now
