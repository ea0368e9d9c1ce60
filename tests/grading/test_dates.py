"""Dates as people type them, by their parts."""

import pytest

from bot.grading.date_key import DateKey
from bot.grading.dates import Date, agree, find, month


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-06-19", Date(2024, 6, 19)),
        ("2024-06-19t10:00:00z", Date(2024, 6, 19)),
        ("19/6/24", Date(2024, 6, 19, short=True)),
        ("19/6/49", Date(2049, 6, 19, short=True)),
        ("19/6/50", Date(1950, 6, 19, short=True)),
        ("6/19/2024", Date(2024, 6, 19)),
        ("12/6/2024", Date(2024, 6, 12)),
        ("1/12/2024", Date(2024, 12, 1)),
        ("13-vi-2024", Date(2024, 6, 13)),
        ("19 juni 2024", Date(2024, 6, 19)),
        ("june 19, 2024", Date(2024, 6, 19)),
        ("19 bulan 6 tahun 2024", Date(2024, 6, 19)),
        ("6/2024", Date(2024, 6)),
        ("juni '24", Date(2024, 6, short=True)),
        ("19 juni", Date(None, 6, 19)),
        ("june the 19th", Date(None, 6, 19)),
        ("1980s", Date(1980, span=10)),
        ("80-an", Date(1980, span=10)),
        ("1980-an", Date(1980, span=10)),
        ("abad ke-20", Date(1901, span=100)),
        ("abad xx", Date(1901, span=100)),
        ("19th century", Date(1801, span=100)),
        ("6th century bc", Date(-600, span=100)),
        ("480 bc", Date(-480)),
        ("ad 628", Date(628)),
        ("79 masehi", Date(79)),
        ("2024", Date(2024)),
        ("tahun 61", Date(1961, short=True)),
        ("'61", Date(1961, short=True)),
        ("juni", Date(None, 6)),
        ("tanggal 19", Date(day=19)),
        ("31 juni 2024", Date(2024, 6, 31)),
        ("dua ribu dua puluh empat", Date(2024)),
        ("nineteen forty-eight", Date(1948)),
        ("twenty twenty", Date(2020)),
    ],
)
def test_a_date_is_read_by_its_parts(text: str, date: Date) -> None:
    assert find(text).dates == (date,)


@pytest.mark.parametrize(
    "text", ["32/1/2024 sapi", "19/13/2024", "0/6/2024", "sapi", "2024%", "tanggal 32", "abad ke-iv x"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert not [date for date in find(text).dates if date.day]


def test_several_dates_stand_in_their_order_and_once() -> None:
    assert find("juli 2023, lalu 19 juni 2024, juli 2023").dates == (Date(2023, 7), Date(2024, 6, 19))
    assert find("1950-1953").dates == (Date(1950), Date(1953))


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("rabu, 19 juni 2024", True),
        ("2023/2024", True),
        ("'19 juni'", True),
        ("(19 juni)", False),
        ("pada 19/6/2024.", True),
        ("19 juni 2024 di moskow", False),
        ("pada rabu", False),
    ],
)
def test_a_text_may_be_a_date_and_nothing_else(text: str, only: bool) -> None:
    assert find(text).only is only


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("juni", 6), ("jnui", 6), ("jui", None), ("sapi", None), ("septmbr", 9), ("septmb", None), ("agusts", 8),
        ("agsts", None), ("desemmbber", 12), ("tahun", None), ("mei", 5), ("okt", 10),
    ],
)  # fmt: skip
def test_a_month_is_known_by_its_name_and_by_a_slip_of_it(word: str, number: int | None) -> None:
    assert month(word) == number


@pytest.mark.parametrize(
    ("asked", "given", "known", "how"),
    [
        (Date(2024, 6, 19), Date(2024, 6, 19), (), "same"),
        (Date(2024, 6), Date(2024, 6, 19), (), "fuller"),
        (Date(2024, 6, 19), Date(2024, 6), (), "coarser"),
        (Date(2024, 6, 19), Date(2023, 6), (), "different"),
        (Date(2024, 6, 19), Date(day=19), (Date(2024, 6),), "same"),
        (Date(2024, 6, 19), Date(day=19), (Date(2024),), "coarser"),
        (Date(2024, 6, 19), Date(1924, 6, 19, short=True), (), "same"),
        (Date(2024, 6, 19), Date(1924, 6, 19), (), "different"),
        (Date(2024, 6, 19), Date(2024, 1, 24, short=True), (), "different"),
        (Date(1961), Date(1960, span=10), (), "coarser"),
        (Date(1960), Date(1960, span=10), (), "coarser"),
        (Date(1970), Date(1960, span=10), (), "different"),
        (Date(1960, span=10), Date(1960, span=10), (), "same"),
        (Date(1960, span=10), Date(1969), (), "fuller"),
        (Date(1960, span=10), Date(1970), (), "different"),
        (Date(1960, span=10), Date(1901, span=100), (), "coarser"),
        (Date(1901, span=100), Date(1960, span=10), (), "fuller"),
        (Date(1960, span=10), Date(month=6), (), "coarser"),
    ],
)
def test_dates_agree_part_by_part(asked: Date, given: Date, known: tuple[Date, ...], how: str) -> None:
    assert agree(asked, given, known) == how


@pytest.mark.parametrize(
    ("question", "is_year"),
    [
        ("Tahun berapa?", True),
        ("Pada tahun mana?", True),
        ("Tahun apa itu?", True),
        ("In which year?", True),
        ("What year was it?", True),
        ("Kapan tahun itu?", False),
        ("When was it?", False),
        ("Tanggal dan tahun berapa?", False),
        ("On what day of which year?", False),
        ("What date in which year?", False),
    ],
)
def test_a_question_asks_for_the_year_or_for_all_of_the_date(question: str, is_year: bool) -> None:
    key = DateKey.prepare(["19 Juni 2024"], None, [question])
    assert key.judge("2024").is_correct is is_year


@pytest.mark.parametrize(
    ("key", "response", "right"),
    [
        ("19 Juni 2024", "19", True),
        ("19 Juni 2024", "tanggal 19", True),
        ("19 Juni 2024", "32", False),
        ("19 Juni 2024", "0", False),
        ("Juni 2024", "6", True),
        ("Juni 2024", "13", False),
        ("abad ke-20", "20", True),
        ("abad ke-20", "19", False),
        ("abad ke-20", "0", False),
    ],
)
def test_a_number_alone_is_the_part_that_is_asked(key: str, response: str, right: bool) -> None:
    question = ("Tanggal, bulan, atau abad berapa, Juni 2024?",)
    assert DateKey.prepare([key], None, question).judge(response).is_correct is right
