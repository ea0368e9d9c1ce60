"""What an answered question says of memory: from verdicts and help to one rating."""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import groupby

from bot.grading.judgement import Verdict
from bot.learning.attempt import Attempt

# "Sure" means something once the same thing has come back twice; before that everybody is sure.
SUCCESSES_BEFORE_EASY = 2


class Rating(IntEnum):
    """How well an item was remembered, in the scheduler's own four words."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def questions(attempts: Iterable[Attempt]) -> Iterator[tuple[Attempt, ...]]:
    """The attempts of each question that was closed, up to the one that closed it, in the order they were asked.

    A question left open (walked away from, timed out) says nothing of memory and is not among them.
    """
    ordered = sorted(attempts, key=lambda each: (each.session, each.position, each.attempt))
    for _, group in groupby(ordered, key=lambda each: (each.session, each.position)):
        if closed := _until_closed(group):
            yield closed


def rate(question: Sequence[Attempt], successes: int) -> Rating:
    """The rating of a closed question; `successes` counts the earlier reviews of the item that were right.

    A miss is never Hard, help never more than Hard, and a typing slip costs nothing.
    """
    last = question[-1]
    if last.verdict is not Verdict.CORRECT:
        return Rating.AGAIN
    if len(question) > 1 or last.hints or last.chosen:
        return Rating.HARD
    return Rating.EASY if last.sure and successes >= SUCCESSES_BEFORE_EASY else Rating.GOOD


def recalled(question: Sequence[Attempt]) -> bool:
    """Whether the first answer was right and nothing had helped: what is measured as recall."""
    return question[0].verdict is Verdict.CORRECT and not question[0].hints


def _until_closed(group: Iterable[Attempt]) -> tuple[Attempt, ...]:
    tried: list[Attempt] = []
    for attempt in group:
        tried.append(attempt)
        # An answer that was accepted later closes its question, whatever was tried after it.
        if attempt.closes or attempt.verdict is Verdict.CORRECT:
            return tuple(tried)
    return ()
