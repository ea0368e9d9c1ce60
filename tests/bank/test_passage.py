"""A question is shown as it stands in its file."""

from hypothesis import given
from hypothesis import strategies as st

from bot.bank.passage import AROUND, MOST_LINES, passage

SET = "title: Minggu 4\nquestions:\n- q: Apa?\n  a: ini\n\n- q: Siapa?\n  a: itu\n"


def test_a_line_belongs_to_the_question_that_began_before_it() -> None:
    assert passage(SET, 4).lines == ("- q: Apa?", "  a: ini")
    assert passage(SET, 6).lines == passage(SET, 7).lines == ("- q: Siapa?", "  a: itu")


def test_where_no_question_begins_the_neighbours_are_shown() -> None:
    text = "\n".join(f"baris {number}" for number in range(1, 30))
    assert passage(text, 10).first == 10 - AROUND
    assert passage(text, 10).last == 10 + AROUND


def test_of_a_long_question_the_line_that_is_asked_for_is_shown() -> None:
    text = "- q: Apa?\n  accept:\n" + "".join(f"  - jawaban {number}\n" for number in range(100))
    seen = passage(text, 80)
    assert len(seen.lines) == MOST_LINES
    assert seen.first <= 80 <= seen.last


@given(st.text(st.sampled_from("- q:a\r\n\tx"), max_size=200), st.integers(-5, 300))
def test_any_line_of_any_text_has_a_passage_that_stands_in_it(text: str, line: int) -> None:
    seen = passage(text, line)
    lines = [each.rstrip("\r") for each in text.split("\n")]
    assert list(seen.lines) == lines[seen.first - 1 : seen.last]
    assert 0 < len(seen.lines) <= MOST_LINES
