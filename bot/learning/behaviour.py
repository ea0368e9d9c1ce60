"""What follows an answer: on, ask back, once more, or the key."""

from enum import Enum

from bot.grading.judgement import Judgement, Verdict

# A second try is worth having where more than two options remain to be thought about.
TRIES = 2
# Asking back twice helps; a third time it only tires.
TIMES_ASKED_BACK = 2
# By the button, or in words of one's own ("gak tau", "no idea").
NOT_KNOWING = frozenset({"dont_know", "no_answer"})


class Step(Enum):
    """What the learner meets next."""

    RIGHT = "right"  # the verdict and its reason, then on
    ASK_BACK = "ask_back"  # the right direction: say more
    TRY_AGAIN = "try_again"  # the key stays hidden
    REVEAL = "reveal"  # the key, its reason and its source, then on


def step(judgement: Judgement, misses: int, asked_back: int, options: int) -> Step:
    """The step after `judgement`; `misses` and `asked_back` count the answers before it, `options` the buttons."""
    if judgement.verdict is Verdict.CORRECT:
        return Step.RIGHT
    if judgement.reason in NOT_KNOWING:
        return Step.REVEAL
    if judgement.verdict is Verdict.PROMPT and asked_back < TIMES_ASKED_BACK:
        return Step.ASK_BACK
    tries = 1 if options == 2 else TRIES
    return Step.TRY_AGAIN if misses + 1 < tries else Step.REVEAL
