"""Learners who remember by other laws than our scheduler believes in. Time is in days."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import exp, log, sqrt
from random import Random
from typing import Protocol


class Memory(Protocol):
    """One learner's memory of one item."""

    def recall(self, at: float) -> float: ...
    def practise(self, at: float, *, right: bool) -> None:
        """An answer, after which the key was shown."""


@dataclass
class HalfLife:
    """Half-life regression (Settles & Meeder 2016): the half-life grows with the answers, however they were spaced."""

    base: float
    per_right: float
    per_wrong: float
    right: int = 0
    wrong: int = 0
    last: float = 0.0

    def recall(self, at: float) -> float:
        if not self.right + self.wrong:
            return 0.0
        weight = self.per_right * (sqrt(1 + self.right) - 1) + self.per_wrong * (sqrt(1 + self.wrong) - 1)
        return 2.0 ** (-(at - self.last) / (self.base * 2.0**weight))

    def practise(self, at: float, *, right: bool) -> None:
        self.right, self.wrong, self.last = self.right + right, self.wrong + (not right), at


@dataclass
class ActR:
    """Traces that decay faster the fresher the memory was when they were laid (Pavlik & Anderson 2005)."""

    threshold: float
    spread: float = 0.255
    scale: float = 0.217
    intercept: float = 0.177
    traces: list[tuple[float, float]] = field(default_factory=list)

    # A day outside the laboratory disturbs as much as this many seconds in it (their factor of 0.025).
    SECONDS_A_DAY = 86400 * 0.025
    # A practice is not shorter than this.
    SHORTEST = 5.0

    def recall(self, at: float) -> float:
        if not self.traces:
            return 0.0
        return 1 / (1 + exp((self.threshold - self._activation(at)) / self.spread))

    def practise(self, at: float, *, right: bool) -> None:
        decay = self.scale * exp(self._activation(at)) + self.intercept if self.traces else self.intercept
        self.traces.append((at, decay))

    def _activation(self, at: float) -> float:
        return log(sum(max((at - when) * self.SECONDS_A_DAY, self.SHORTEST) ** -decay for when, decay in self.traces))


@dataclass
class TwoComponents:
    """Stability and retrievability (Woźniak 1995), forgetting exponential: akin to FSRS, and told as such."""

    first: float
    gain: float
    saturation: float
    kept_after_lapse: float
    stability: float = 0.0
    last: float = 0.0

    def recall(self, at: float) -> float:
        return exp(-(at - self.last) / self.stability) if self.stability else 0.0

    def practise(self, at: float, *, right: bool) -> None:
        if not self.stability:
            self.stability = self.first
        elif right:
            self.stability *= 1 + self.gain * (1 - self.recall(at)) * self.stability**-self.saturation
        else:
            self.stability = max(self.first, self.stability * self.kept_after_lapse)
        self.last = at


def half_life(dice: Random) -> Callable[[], Memory]:
    base, right, wrong = dice.lognormvariate(1.0, 0.4), max(0.6, dice.gauss(1.7, 0.3)), dice.gauss(-0.2, 0.1)
    return lambda: HalfLife(base * dice.lognormvariate(0, 0.3), right, wrong)


def act_r(dice: Random) -> Callable[[], Memory]:
    # Their threshold of -0.7 is for pairs of foreign words met once; a fact from a lesson is easier.
    threshold = dice.gauss(-1.5, 0.2)
    return lambda: ActR(threshold + dice.gauss(0, 0.15))


def two_components(dice: Random) -> Callable[[], Memory]:
    first, gain = dice.lognormvariate(1.0, 0.4), dice.uniform(4, 10)
    saturation, kept = dice.uniform(0.1, 0.3), dice.uniform(0.1, 0.4)
    return lambda: TwoComponents(first * dice.lognormvariate(0, 0.3), gain, saturation, kept)


MODELS: dict[str, Callable[[Random], Callable[[], Memory]]] = {
    "half-life regression": half_life,
    "ACT-R": act_r,
    "two components": two_components,
}
