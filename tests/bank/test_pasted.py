"""Questions pasted as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank import pasted
from bot.bank.yaml_format import read


@pytest.mark.parametrize(
    "text",
    [
        "T: Apa ibu kota Korea Utara?\nJ: Pyongyang",
        "t : Apa ibu kota Korea Utara?\nj : Pyongyang",
        "1. Soal: Apa ibu kota\nKorea Utara?\n   Jawab: Pyongyang\n",
        "Q: Apa ibu kota Korea Utara?\nA: Pyongyang",
    ],
)
def test_a_marked_question_is_read(text: str) -> None:
    assert pasted.is_pasted(text)
    question_set = read(pasted.to_yaml(text), "x").question_set
    assert question_set
    (item,) = question_set.items
    assert (item.question.speak("id"), item.answer("id")) == ("Apa ibu kota Korea Utara?", "Pyongyang")


def test_wrong_answers_make_a_choice() -> None:
    question_set = read(
        pasted.to_yaml("T: Ibu kota?\nJ: Pyongyang\nS: Seoul; Wonsan\nP: Huruf P\nK: Begitu"), "x"
    ).question_set
    assert question_set
    assert question_set.items[0].kind == "choice"
    assert len(question_set.items[0].about.hints) == 1


@pytest.mark.parametrize("text", ["pyongyang", "Tahun: 1948", "J: 1948", "A: b\nQ: c", "https://t.me/x", ""])
def test_an_answer_is_not_taken_for_a_question(text: str) -> None:
    assert not pasted.is_pasted(text)


def test_yaml_is_left_as_it_is() -> None:
    text = "- id: x\n  q: Apa?\n  a: Ini\n"
    assert pasted.to_yaml(text) == text


@given(st.text(max_size=300))
def test_any_text_is_one_or_the_other(text: str) -> None:
    read(pasted.to_yaml(text), "x")
    pasted.is_pasted(text)
