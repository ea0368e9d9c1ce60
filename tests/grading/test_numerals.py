"""Numbers as people type them."""

import pytest

from bot.grading.normalise import tokens
from bot.grading.numerals import is_amount, numbers, quantities, roman


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("dua puluh satu", [21]),
        ("dua, tiga", [2, 3]),
        ("seratus lima belas ribu", [115_000]),
        ("seribu sembilan ratus empat puluh delapan", [1948]),
        ("one hundred and five", [105]),
        ("twenty-four", [24]),
        ("nineteen forty", [19, 40]),
        ("17 k", [17]),
        ("17k", [17_000]),
        ("2.187 billion", [2_187_000_000]),
        ("1.234.567", [1_234_567]),
        ("1, 776", [1776]),
        ("half", []),
        ("half a", []),
        ("ke dua", [2]),
        ("IV", [4]),
        ("iv", []),
        ("dan", []),
    ],
)
def test_numbers_are_read_as_they_are_meant(text: str, values: list[float]) -> None:
    assert [number.value for number in numbers(tokens(text))] == values


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("-5", -5, None),
        ("minus lima", -5, None),
        ("Rp 5.000", 5000, "idr"),
        ("90 per cent", 90, "share"),
        ("100 °C", 100, "celsius"),
        ("4-inch", 4, "length"),
        ("11 billion US dollars", 11e9, "usd"),
        ("17 km persegi", 17, "length"),
    ],
)
def test_a_unit_beside_a_number_belongs_to_it(text: str, value: float, measure: str | None) -> None:
    (found,) = quantities(tokens(text))
    assert (found.value, found.measure) == (value, measure)


@pytest.mark.parametrize(
    ("text", "is_one"), [("about 17 km", True), ("First sergeant", False), ("Article 4", False), ("", False)]
)
def test_only_a_number_with_at_most_a_unit_is_an_amount(text: str, is_one: bool) -> None:
    assert (is_amount(tokens(text)) is not None) is is_one


def test_only_small_roman_numerals_count() -> None:
    assert [roman(word) for word in ("i", "iv", "ix", "xiv", "xxxix", "di", "mix", "iiii")] == [
        1,
        4,
        9,
        14,
        39,
        None,
        None,
        None,
    ]
