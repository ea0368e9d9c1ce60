"""How a session went, from its attempts alone."""

from datetime import UTC, datetime

from bot.grading.judgement import Verdict
from bot.learning.attempt import Attempt
from bot.learning.progress import Tally, tally


def attempt(position: int, number: int, verdict: Verdict, *, hints: int = 0, chosen: bool = False) -> Attempt:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return Attempt(
        1, 1, position, number, f"s/{position}", "h", "r", verdict, 0.0, "x", when, hints=hints, chosen=chosen
    )


def test_nothing_asked_is_nothing_missed() -> None:
    assert tally([]) == Tally()


def test_each_question_counts_once_by_how_it_ended() -> None:
    counted = tally(
        [
            attempt(0, 0, Verdict.CORRECT),
            attempt(1, 0, Verdict.CORRECT, chosen=True),
            attempt(2, 0, Verdict.WRONG),
            attempt(2, 1, Verdict.CORRECT),
            attempt(3, 0, Verdict.CORRECT, hints=1),
            attempt(4, 0, Verdict.PROMPT),
            attempt(4, 1, Verdict.WRONG),
        ]
    )
    assert counted == Tally(at_once=1, by_choice=1, after_help=2, missed=("s/4",))
    assert (counted.right, counted.asked) == (4, 5)
