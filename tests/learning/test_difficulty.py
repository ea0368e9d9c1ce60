"""Recognised first, recalled after, helped when it keeps slipping."""

from bot.learning.difficulty import Form, form
from tests.learning.answers import card


def test_options_are_shown_until_it_was_right():
    assert form(None, options=4) is Form.CHOICE
    assert form(card(streak=0), options=4) is Form.CHOICE
    assert form(card(streak=1, right=1), options=4) is Form.RECALL


def test_after_a_miss_the_options_are_back():
    assert form(card(streak=0, right=3, lapses=1), options=4) is Form.CHOICE


def test_true_or_false_stays_what_it_is():
    assert form(card(streak=5), options=2) is Form.CHOICE


def test_typed_questions_are_recall_from_the_start():
    assert form(None, options=0) is Form.RECALL


def test_what_keeps_slipping_comes_with_help():
    assert form(card(lapses=4, streak=0), options=0) is Form.HELPED
    assert form(card(lapses=4, streak=2), options=4) is Form.RECALL
