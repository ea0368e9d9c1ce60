"""What was learned, measured: reviewed against held back, and the recall predicted against the recall seen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from zoneinfo import ZoneInfo

from bot.learning import trial
from bot.learning.attempt import Attempt
from bot.learning.rating import questions, recalled
from bot.learning.trial import Arm

# The normal quantile of a 95 % interval.
Z = 1.959964
# Below this many answers in either group a difference is an anecdote.
ENOUGH = 10
# A fact is measured from its seventh day to its fourteenth: later than that it is another question.
FIRST_DAY, LAST_DAY = 7, 14


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.hits + other.hits, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies, in 95 of 100 such measurements."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Recall after a week of what was reviewed and of what was held back."""

    reviewed: Share = Share()
    held: Share = Share()

    def __add__(self, other: "Comparison") -> "Comparison":
        return Comparison(self.reviewed + other.reviewed, self.held + other.held)

    @property
    def difference(self) -> float:
        return self.reviewed.value - self.held.value

    @property
    def interval(self) -> Interval:
        """Newcombe's, from the two Wilson intervals: it holds where a share is 0 or 1 and where n is small."""
        reviewed, held = wilson(self.reviewed), wilson(self.held)
        above = sqrt((reviewed.high - self.reviewed.value) ** 2 + (self.held.value - held.low) ** 2)
        below = sqrt((self.reviewed.value - reviewed.low) ** 2 + (held.high - self.held.value) ** 2)
        return Interval(max(-1.0, self.difference - below), min(1.0, self.difference + above))

    @property
    def is_enough(self) -> bool:
        return min(self.reviewed.of, self.held.of) >= ENOUGH


@dataclass(frozen=True, slots=True)
class Bin:
    """The reviews whose predicted recall lay from `low` to `high`."""

    low: float
    high: float
    predicted: float
    seen: Share


def wilson(share: Share) -> Interval:
    """The interval of a share; of nothing, everything is possible."""
    if not share.of:
        return Interval(0.0, 1.0)
    n, p = share.of, share.value
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def compare(attempts: Iterable[Attempt], facts: Mapping[str, Sequence[str]], zone: ZoneInfo) -> Comparison:
    """One learner's facts, each by the first time it was asked from its seventh day on.

    Facts are counted in the group they were drawn for, whatever the learner did with them of their own accord.
    """
    met: dict[str, date] = {}
    outcomes: dict[str, tuple[Arm, bool]] = {}
    for question in questions(attempts):
        first = question[0]
        subject = trial.topic(first.item_id, facts.get(first.item_id, ()))
        day = first.at.astimezone(zone).date()
        gone = (day - met.setdefault(subject, day)).days
        if subject not in outcomes and gone >= FIRST_DAY:
            arm = trial.arm(first.learner_id, subject) if gone <= LAST_DAY else Arm.FREE
            outcomes[subject] = arm, recalled(question)
    return Comparison(_share(outcomes.values(), Arm.REVIEWED), _share(outcomes.values(), Arm.HELD))


def calibration(predictions: Iterable[tuple[float, bool]], bins: int = 10) -> tuple[Bin, ...]:
    """Predicted recall against the recall seen, in bins of equal width; empty bins are left out."""
    grouped: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for predicted, was_recalled in predictions:
        grouped[min(int(predicted * bins), bins - 1)].append((predicted, was_recalled))
    return tuple(
        Bin(
            number / bins,
            (number + 1) / bins,
            sum(predicted for predicted, _ in group) / len(group),
            Share(sum(hit for _, hit in group), len(group)),
        )
        for number, group in sorted(grouped.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """The root of the mean squared distance between predicted and seen, each bin by its number of reviews."""
    total = sum(each.seen.of for each in bins)
    return sqrt(sum(each.seen.of * (each.predicted - each.seen.value) ** 2 for each in bins) / total) if total else 0.0


def _share(outcomes: Iterable[tuple[Arm, bool]], arm: Arm) -> Share:
    mine = [hit for each, hit in outcomes if each is arm]
    return Share(sum(mine), len(mine))
