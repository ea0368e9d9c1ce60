"""From verdicts and help to a rating: the table of what an answer says of memory."""

import pytest

from bot.grading.judgement import Verdict
from bot.learning.rating import Rating, questions, rate, recalled
from tests.learning.answers import attempt, question

RIGHT, PROMPT, WRONG = Verdict.CORRECT, Verdict.PROMPT, Verdict.WRONG


@pytest.mark.parametrize(
    ("answered", "successes", "rating"),
    [
        pytest.param(question(RIGHT), 0, Rating.GOOD, id="right, typed, no help"),
        pytest.param(question(RIGHT, sure=True), 0, Rating.GOOD, id="sure at the first success"),
        pytest.param(question(RIGHT, sure=True), 1, Rating.GOOD, id="sure at the second success"),
        pytest.param(question(RIGHT, sure=True), 2, Rating.EASY, id="sure at the third success"),
        pytest.param(question(RIGHT), 2, Rating.GOOD, id="third success, nothing said"),
        pytest.param(question(PROMPT, RIGHT), 0, Rating.HARD, id="right after a prompt"),
        pytest.param(question(RIGHT, hints=1), 0, Rating.HARD, id="right after a hint"),
        pytest.param(question(RIGHT, hints=2, sure=True), 5, Rating.HARD, id="right after two hints, sure"),
        pytest.param(question(RIGHT, chosen=True), 0, Rating.HARD, id="right by choosing, first meeting"),
        pytest.param(question(RIGHT, chosen=True, sure=True), 4, Rating.HARD, id="right by choosing, later"),
        pytest.param(question(WRONG, RIGHT), 0, Rating.HARD, id="right on the second try"),
        pytest.param(question(WRONG), 0, Rating.AGAIN, id="wrong"),
        pytest.param(question(WRONG, WRONG), 3, Rating.AGAIN, id="wrong twice"),
        pytest.param(question(PROMPT), 0, Rating.AGAIN, id="fewer than needed, and no more came"),
        pytest.param(question(PROMPT, WRONG, hints=1), 1, Rating.AGAIN, id="key shown after help"),
    ],
)
def test_the_rating_of(answered, successes, rating):
    assert rate(answered, successes) is rating


def test_a_slip_of_spelling_costs_nothing():
    slip = attempt(RIGHT)
    assert rate([slip], 0) is rate(question(RIGHT), 0)


def test_a_question_walked_away_from_says_nothing():
    left = attempt(WRONG, closes=False)
    after = attempt(RIGHT, position=1)
    assert list(questions([left, after])) == [(after,)]


def test_an_answer_accepted_later_closes_its_question_there():
    accepted = attempt(RIGHT, number=0, closes=False)
    second_try = attempt(WRONG, number=1)
    assert list(questions([accepted, second_try])) == [(accepted,)]


def test_questions_come_in_the_order_they_were_asked_whatever_order_they_are_given_in():
    first, second = attempt(RIGHT, position=0), attempt(WRONG, position=1)
    assert list(questions([second, first])) == [(first,), (second,)]


def test_recall_is_the_first_answer_without_help():
    assert recalled(question(RIGHT))
    assert not recalled(question(WRONG, RIGHT))
    assert not recalled(question(RIGHT, hints=1))
