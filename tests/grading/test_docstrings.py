"""The examples in the docstrings of grading hold."""

import doctest
from importlib import import_module

import pytest

MODULES = ["affixes", "dates", "normalise", "numerals", "polarity", "similarity"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name: str) -> None:
    tried = doctest.testmod(import_module(f"bot.grading.{name}"))
    assert tried.attempted > 0
    assert tried.failed == 0
