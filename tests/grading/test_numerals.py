"""Numbers as people type them."""

import pytest

from bot.grading.normalise import tokens
from bot.grading.numerals import Number, Quantity, digits, is_amount, numbers, quantities, roman


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
        ("17 km persegi", 17, "area"),
        ("27 cm3", 27, "volume"),
        ("25 square metres", 25, "area"),
        ("10 m^2", 10, "area"),
        ("60 km/jam", 60, "length/time"),
        ("60 km per hour", 60, "length/time"),
        ("9,8 m/s2", 9.8, "length/time2"),
        ("3 orang/kota", 3, "people"),
        ("5 square", 5, None),
        ("5 jam/hari", 5, "time"),
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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("twenty-first", Number(0, 3, 21, ordinal=True)),
        ("twenty first", Number(0, 2, 21, ordinal=True)),
        ("kedua puluh", Number(0, 2, 20, ordinal=True)),
        ("ketiga puluh delapan", Number(0, 3, 38, ordinal=True)),
        ("kedua", Number(0, 1, 2, ordinal=True)),
        ("pertama", Number(0, 1, 1, ordinal=True)),
        ("ke lima", Number(0, 2, 5, ordinal=True)),
        ("ke-38", Number(2, 3, 38, ordinal=True, written="38")),
        ("ke 38", Number(1, 2, 38, ordinal=True, written="38")),
        ("38th", Number(0, 2, 38, ordinal=True, written="38")),
        ("38 th", Number(0, 1, 38, written="38")),
        ("500 000", Number(0, 2, 500_000, written="500000")),
        ("1500 000", Number(0, 1, 1500, written="1500")),
        ("17 juta", Number(0, 2, 17_000_000, written="17", scaled=True)),
        ("17 ribu juta", Number(0, 3, 17e9, written="17", scaled=True)),
        ("tiga juta", Number(0, 2, 3e6, scaled=True)),
        ("tiga koma lima juta", Number(0, 4, 3.5e6, scaled=True)),
        ("twelve point five", Number(0, 3, 12.5)),
        ("tiga koma satu empat kali", Number(0, 4, 3.14)),
        ("tiga koma sapi", Number(0, 1, 3)),
        ("tiga koma", Number(0, 1, 3)),
        ("setengah juta", Number(0, 2, 500_000, scaled=True)),
        ("half a million", Number(0, 3, 500_000, scaled=True)),
        ("minus lima", Number(0, 2, -5)),
        ("-5", Number(0, 2, -5, written="5")),
        ("- 5", Number(1, 2, 5, written="5")),
        ("two hundred and thirty-eight", Number(0, 6, 238, scaled=True)),
        ("two hundred and", Number(0, 2, 200, scaled=True)),
        ("one million and two", Number(0, 4, 1_000_002, scaled=True)),
        ("dua ratus tiga puluh", Number(0, 4, 230, scaled=True)),
        ("dua belas", Number(0, 2, 12)),
        ("seribu seratus sebelas", Number(0, 3, 1111)),
        ("two and three", Number(0, 1, 2)),
        ("Nicholas II", Number(1, 2, 2)),
        ("Nicholas I", Number(1, 2, 1)),
        ("Nicholas I of Russia", Number(1, 2, 1)),
        ("Nicholas V, tsar", Number(1, 2, 5)),
    ],
)
def test_a_number_is_all_of_its_words(text: str, number: Number) -> None:
    assert numbers(tokens(text))[0] == number


@pytest.mark.parametrize("text", ["Putin I think", "I", "nicholas i", "A I", "Nicholas, I", "1950-1953 minus"])
def test_a_letter_or_a_dash_alone_is_no_number(text: str) -> None:
    assert not [number for number in numbers(tokens(text)) if number.value < 1000]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("120 dolar amerika", Quantity(120, "usd", 1, written="120", end=3)),
        ("120 us dollars", Quantity(120, "usd", 1, written="120", end=3)),
        ("120 us", Quantity(120, written="120", end=1)),
        ("$120", Quantity(120, "usd", 1, written="120", end=2)),
        ("-$120", Quantity(-120, "usd", 1, written="120", start=1, end=3)),
        ("km 120", Quantity(120, written="120", start=1, end=2)),
        ("sekitar lima km", Quantity(5, "length", 1000, about=True, start=1, end=3)),
        ("sekitar ada pula lima", Quantity(5, start=3, end=4)),
        ("5-inch", Quantity(5, "length", 0.0254, written="5", end=3)),
        ("5 derajat celsius", Quantity(5, "celsius", 1, written="5", end=3)),
        ("5 km, 3", Quantity(5, "length", 1000, written="5", end=2)),
        ("5 per cent", Quantity(5, "share", 1, written="5", end=3)),
        ("5 per orang", Quantity(5, written="5", end=1)),
        ("1 jam 48 menit", Quantity(108, "time", 60, end=4)),
        ("1 hour and 48 minutes", Quantity(108, "time", 60, end=5)),
        ("sekitar 1 jam 30 detik", Quantity(3630, "time", 1, about=True, start=1, end=5)),
        ("1 km 300 m", Quantity(1300, "length", 1, end=4)),
    ],
)
def test_a_quantity_is_all_of_its_words(text: str, quantity: Quantity) -> None:
    assert quantities(tokens(text))[0] == quantity


@pytest.mark.parametrize(
    "text", ["48 menit 1 jam", "1 jam sapi 48 menit", "1 jam 48 kg", "1 jam atau 48 menit", "jam ke-1 48 menit", "3, 5"]
)
def test_quantities_that_do_not_continue_each_other_are_two(text: str) -> None:
    assert len(quantities(tokens(text))) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,5", 1234.5), ("0.125", 0.125), ("1.000.000", 1e6), ("12,34", 12.34), ("1,23,45", 12345), ("7", 7)],
)
def test_marks_between_digits_part_thousands_or_decimals(text: str, value: float) -> None:
    assert digits(text) == value


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("17 orang", True),
        ("17 orang Rusia lama", False),
        ("tank 17", False),
        ("sekitar 17 tank", True),
        ("17 18", False),
        ("120 dollars a", True),
        ("17 !", True),
        ("kedua", True),
        ("kedua kali", True),
    ],
)
def test_an_amount_has_one_word_beside_it_at_most(text: str, is_one: bool) -> None:
    assert (is_amount(tokens(text)) is not None) is is_one
