"""What follows an answer."""

import pytest

from bot.grading.judgement import Judgement, Verdict
from bot.learning.behaviour import Step, step

RIGHT = Judgement(Verdict.CORRECT, 1.0, "exact")
VAGUE = Judgement(Verdict.PROMPT, 0.5, "too_general")
WRONG = Judgement(Verdict.WRONG, 0.0, "different")
SAID_SO = Judgement(Verdict.WRONG, 0.0, "no_answer")
UNKNOWN = Judgement(Verdict.WRONG, 0.0, "dont_know")


@pytest.mark.parametrize(
    ("judgement", "misses", "asked_back", "options", "follows"),
    [
        (RIGHT, 1, 2, 0, Step.RIGHT),
        (WRONG, 0, 0, 0, Step.TRY_AGAIN),
        (WRONG, 1, 0, 0, Step.REVEAL),
        (WRONG, 0, 0, 4, Step.TRY_AGAIN),
        (WRONG, 0, 0, 2, Step.REVEAL),  # of two options, the other one would be left
        (VAGUE, 0, 0, 0, Step.ASK_BACK),
        (VAGUE, 1, 1, 0, Step.ASK_BACK),
        (VAGUE, 0, 2, 0, Step.TRY_AGAIN),
        (VAGUE, 1, 2, 0, Step.REVEAL),
        (UNKNOWN, 0, 0, 0, Step.REVEAL),
        (SAID_SO, 0, 0, 0, Step.REVEAL),
    ],
)
def test_the_step_after_an_answer(
    judgement: Judgement, misses: int, asked_back: int, options: int, follows: Step
) -> None:
    assert step(judgement, misses, asked_back, options) is follows
