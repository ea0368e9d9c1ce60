"""What is said of a response: verdict, score, reason, and what it matched."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a careful teacher would do with a response."""

    CORRECT = "correct"  # accept it
    PROMPT = "prompt"  # ask back: the right direction, not enough
    WRONG = "wrong"  # refuse it


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with everything that is needed to explain it.

    `reason` is a snake_case code that has words in `i18n`; `matched` is the answer that was recognised (the key's,
    or the other thing's name when that is why it was refused); `note` is the right spelling, the teacher's own word,
    or who or what the other thing is;
    `found` of `needed` counts elements where several are asked.
    """

    verdict: Verdict
    score: float
    reason: str
    matched: str | None = None
    note: str | None = None
    found: int = 0
    needed: int = 0

    @property
    def is_correct(self) -> bool:
        return self.verdict is Verdict.CORRECT
