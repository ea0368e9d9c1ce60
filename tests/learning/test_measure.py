"""What was learned, measured."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grading.judgement import Verdict
from bot.learning.measure import Comparison, Share, calibration, calibration_error, compare, wilson
from bot.learning.trial import Arm, arm
from tests.learning.answers import DAY, MONDAY, question

ZONE = ZoneInfo("Asia/Jakarta")
RIGHT, WRONG = Verdict.CORRECT, Verdict.WRONG


def drawn(wanted):
    return next(f"F{n}" for n in range(1000) if arm(7, f"F{n}") is wanted)


def test_an_interval_of_wilson():
    # Newcombe 1998, table I: 81 of 263.
    interval = wilson(Share(81, 263))
    assert (interval.low, interval.high) == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_a_difference_with_newcombes_interval():
    # Newcombe 1998 (Statistics in Medicine 17:873), method 10: 56/70 against 48/80.
    interval = Comparison(Share(56, 70), Share(48, 80)).interval
    assert (interval.low, interval.high) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_every_interval_holds_what_was_seen(hits, misses, held_hits, held_misses):
    comparison = Comparison(Share(hits, hits + misses), Share(held_hits, held_hits + held_misses))
    assert -1 <= comparison.interval.low <= comparison.difference + 1e-9
    assert comparison.difference - 1e-9 <= comparison.interval.high <= 1


def test_each_fact_is_counted_once_on_its_seventh_day_by_another_question():
    held, reviewed = drawn(Arm.HELD), drawn(Arm.REVIEWED)
    facts = {"a/1": [held], "a/2": [held], "b/1": [reviewed], "b/2": [reviewed]}
    attempts = [
        *question(RIGHT, item="a/1"),
        *question(RIGHT, item="b/1", position=1),
        *question(RIGHT, item="b/1", position=2, at=MONDAY + 2 * DAY),
        *question(WRONG, RIGHT, item="a/2", position=3, at=MONDAY + 7 * DAY),
        *question(RIGHT, item="b/2", position=4, at=MONDAY + 7 * DAY),
        *question(RIGHT, item="a/1", position=5, at=MONDAY + 9 * DAY),
    ]
    comparison = compare(attempts, facts, ZONE)
    assert comparison == Comparison(reviewed=Share(1, 1), held=Share(0, 1))
    assert not comparison.is_enough


def test_who_comes_back_after_a_month_is_not_counted():
    facts = {"a/1": [drawn(Arm.HELD)]}
    attempts = [
        *question(RIGHT, item="a/1"),
        *question(RIGHT, item="a/1", position=1, at=MONDAY + 30 * DAY),
        *question(RIGHT, item="a/1", position=2, at=MONDAY + 31 * DAY),
    ]
    assert compare(attempts, facts, ZONE) == Comparison()


def test_calibration_sets_the_predicted_beside_the_seen():
    bins = calibration([(0.91, True), (0.93, False), (0.55, True), (1.0, True)])
    assert [(each.low, each.seen) for each in bins] == [(0.5, Share(1, 1)), (0.9, Share(2, 3))]
    assert bins[1].predicted == pytest.approx((0.91 + 0.93 + 1.0) / 3)
    assert calibration_error([]) == 0.0
    assert 0 < calibration_error(bins) < 1
