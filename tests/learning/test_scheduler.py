"""When an item comes back: figures of FSRS-6, and what must hold for every history."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grading.judgement import Verdict
from bot.learning.rating import questions
from bot.learning.scheduler import Scheduler
from tests.learning.answers import DAY, MONDAY, histories, question

RIGHT, WRONG = Verdict.CORRECT, Verdict.WRONG
SCHEDULER = Scheduler()


def reviewed(*answers):
    """The card after (day, verdict) answers."""
    attempts = [
        each
        for position, (day, verdict) in enumerate(answers)
        for each in question(verdict, at=MONDAY + day * DAY, position=position)
    ]
    return SCHEDULER.replay(attempts)["set/one"]


@pytest.mark.parametrize(
    ("answers", "after_a_week", "after_a_month"),
    [
        ([(0, RIGHT)], 0.81, 0.67),
        ([(0, RIGHT), (2, RIGHT)], 0.94, 0.82),
        ([(0, RIGHT), (2, RIGHT), (6, RIGHT)], 0.99, 0.91),
        ([(0, WRONG), (1, RIGHT)], 0.80, 0.65),
        ([(0, WRONG), (1, RIGHT), (3, RIGHT)], 0.93, 0.78),
        ([(0, WRONG), (0, RIGHT)], 0.60, 0.48),
    ],
)
def test_the_recall_predicted_is_that_of_fsrs_6(answers, after_a_week, after_a_month):
    card = reviewed(*answers)
    assert SCHEDULER.recall(card, MONDAY + 7 * DAY) == pytest.approx(after_a_week, abs=0.006)
    assert SCHEDULER.recall(card, MONDAY + 30 * DAY) == pytest.approx(after_a_month, abs=0.006)


def test_an_evening_and_the_next_evening_half_an_hour_earlier_are_a_day_apart():
    at = MONDAY + DAY - timedelta(minutes=30)
    earlier = SCHEDULER.replay([*question(RIGHT), *question(RIGHT, at=at, position=1)])["set/one"]
    assert earlier.stability == reviewed((0, RIGHT), (1, RIGHT)).stability


def test_the_card_counts_what_happened():
    card = reviewed((0, WRONG), (1, RIGHT), (3, RIGHT), (8, WRONG))
    assert (card.reviews, card.right, card.streak, card.lapses) == (4, 2, 0, 1)
    assert (card.first, card.last) == (MONDAY, MONDAY + 8 * DAY)


def test_something_that_keeps_slipping_is_a_leech_until_it_was_right_twice():
    slipping = [(day, RIGHT if day % 2 == 0 else WRONG) for day in range(8)]
    assert reviewed(*slipping).is_leech
    assert not reviewed(*slipping, (9, RIGHT), (12, RIGHT)).is_leech


def test_no_gap_is_longer_than_the_course():
    short = Scheduler(longest=14)
    attempts = [each for n in range(8) for each in question(RIGHT, at=MONDAY + 14 * n * DAY, position=n)]
    card = short.replay(attempts)["set/one"]
    assert card.due - card.last == 14 * DAY


def test_who_wants_to_remember_more_is_asked_sooner():
    attempts = [*question(RIGHT), *question(RIGHT, at=MONDAY + 2 * DAY, position=1)]
    dues = [Scheduler(retention).replay(attempts)["set/one"].due for retention in (0.8, 0.9, 0.95)]
    assert dues == sorted(dues, reverse=True)
    assert len(set(dues)) == 3


def test_a_clock_set_back_does_not_bring_anything_back_in_the_past():
    late = question(RIGHT, at=MONDAY + 5 * DAY)
    early = question(RIGHT, at=MONDAY, position=1)
    card = SCHEDULER.replay([*late, *early])["set/one"]
    assert card.due > card.last == MONDAY + 5 * DAY


@given(histories())
def test_nothing_is_due_before_it_was_reviewed(attempts):
    for card in SCHEDULER.replay(attempts).values():
        assert card.first <= card.last < card.due
        assert DAY <= card.due - card.last <= 180 * DAY


@given(histories())
def test_cards_kept_one_by_one_are_those_made_again_from_the_attempts(attempts):
    kept = {}
    for answered in questions(attempts):
        item_id = answered[-1].item_id
        kept[item_id] = SCHEDULER.review(kept.get(item_id), answered)
    assert kept == SCHEDULER.replay(reversed(attempts))


@given(histories(), st.floats(0.7, 0.97))
def test_a_changed_target_gives_the_schedule_that_a_replay_gives(attempts, retention):
    wanted = Scheduler(retention)
    changed = {item: wanted.reschedule(card) for item, card in SCHEDULER.replay(attempts).items()}
    assert changed == wanted.replay(attempts)


@given(histories(), st.floats(0.7, 0.97), st.floats(0.7, 0.97))
def test_who_aims_higher_is_never_asked_later(attempts, one, other):
    low, high = (Scheduler(retention).replay(attempts) for retention in sorted((one, other)))
    assert all(high[item].due <= low[item].due for item in low)


@given(histories(items=1), st.integers(0, 40), st.booleans())
def test_a_better_answer_never_comes_back_sooner(attempts, days, sure):
    card = SCHEDULER.replay(attempts).get("set/one")
    at = (card.last if card else MONDAY) + days * DAY
    answers = [
        question(WRONG, WRONG, at=at),
        question(WRONG, RIGHT, at=at),
        question(RIGHT, at=at),
        question(RIGHT, at=at, sure=sure),
    ]
    after = [SCHEDULER.review(card, answer) for answer in answers]
    assert [each.due for each in after] == sorted(each.due for each in after)
    assert [each.stability for each in after] == sorted(each.stability for each in after)


@given(histories(items=1), st.integers(1, 40))
def test_success_never_weakens_a_memory(attempts, days):
    card = SCHEDULER.replay(attempts).get("set/one")
    if card:
        again = SCHEDULER.review(card, question(RIGHT, at=card.last + days * DAY))
        assert again.stability >= card.stability


def test_predictions_are_made_before_the_answer_and_only_across_days():
    attempts = [
        *question(RIGHT),
        *question(RIGHT, at=MONDAY + timedelta(hours=1), position=1),
        *question(WRONG, at=MONDAY + 7 * DAY, position=2),
    ]
    [(predicted, answered)] = SCHEDULER.predictions(attempts)
    assert answered == tuple(attempts[2:])
    assert predicted == SCHEDULER.recall(SCHEDULER.replay(attempts[:2])["set/one"], MONDAY + 7 * DAY)


def test_a_regrade_is_a_replay():
    refused = [*question(WRONG, WRONG), *question(RIGHT, at=MONDAY + DAY, position=1)]
    upheld = [replace(refused[0], verdict=RIGHT), *refused[1:]]
    before, after = SCHEDULER.replay(refused)["set/one"], SCHEDULER.replay(upheld)["set/one"]
    assert after.due > before.due
    assert (before.right, after.right) == (1, 2)
