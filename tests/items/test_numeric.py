"""A number is not looked for where the first word says that there is none; and none is missed by that."""

from hypothesis import given
from hypothesis import strategies as st

from bot.grading.numerals import UNITS
from bot.grading.words import ABOUT
from bot.items import numeric

WORDS = [*UNITS, *ABOUT, "tujuh", "belas", "ke", "half", "minus", "II", "17", "1.000", "$", "Rp17", "Kim", "the", "per"]


@given(words=st.lists(st.sampled_from(WORDS), max_size=4))
def test_what_is_no_number_at_its_first_word_is_no_number(words: list[str]) -> None:
    written = " ".join(words)
    assert numeric._may_be_amount(written) or not numeric._is_amount(written)
