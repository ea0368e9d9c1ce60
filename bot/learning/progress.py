"""What a session came to, counted from its attempts."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from bot.grading.judgement import Verdict
from bot.learning.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Tally:
    """How the questions of one session went; the item ids that were missed stand in the order asked."""

    at_once: int = 0  # right at the first answer, typed
    by_choice: int = 0  # right at the first answer, by a button
    after_help: int = 0  # right after a hint, a word back or a second try
    missed: tuple[str, ...] = ()

    @property
    def right(self) -> int:
        return self.at_once + self.by_choice + self.after_help

    @property
    def asked(self) -> int:
        return self.right + len(self.missed)


def tally(attempts: Iterable[Attempt]) -> Tally:
    """Count `attempts` of one session, ordered by position and try."""
    at_once = by_choice = after_help = 0
    missed = []
    for _, group in groupby(attempts, key=lambda attempt: attempt.position):
        tried = list(group)
        last = tried[-1]
        if last.verdict is not Verdict.CORRECT:
            missed.append(last.item_id)
        elif len(tried) > 1 or last.hints:
            after_help += 1
        elif last.chosen:
            by_choice += 1
        else:
            at_once += 1
    return Tally(at_once, by_choice, after_help, tuple(missed))
