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
        "*Soal 1:* Apa ibu kota Korea Utara?\n*Jawaban 1:* Pyongyang",
        "1. Apa ibu kota Korea Utara?\n   Jawaban: Pyongyang\n",
        "T: Apa ibu kota Korea Utara?\nJ:\nPyongyang",
        "[19/06/24 07.31.12] Bu Sari: T: Apa ibu kota Korea Utara?\n[19/06/24 07.31.40] Bu Sari: J: Pyongyang",
        "19/06/24, 7:31 PM - Bu Sari: T: Apa ibu kota Korea Utara?\n19/06/24, 7:32 PM - Bu Sari: J: Pyongyang",
        "Sari, [19/06/2024 7:31]\nT: Apa ibu kota Korea Utara?\n\nSari, [19/06/2024 7:32]\nJ: Pyongyang",
        "\u200b- q: Apa ibu kota Korea Utara?\n\u200e  a: Pyong\u00adyang",
        "T: Apa ibu kota Korea Utara?\nJ: Pyongyang\n----------\n",
        "> T: Apa ibu kota Korea Utara?\n> J: Pyongyang",
        "Ini soalnya:\n```yaml\n- q: Apa ibu kota Korea Utara?\n  a: Pyongyang\n```\nSemoga membantu!",
    ],
)
def test_a_marked_question_is_read(text: str) -> None:
    assert pasted.is_pasted(text) or "```" in text
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


@pytest.mark.parametrize(
    "text",
    [
        "T: Ibu kota?\nA. Seoul\nB. Pyongyang\nC. Wonsan\nJ: B",
        "T: Ibu kota? a. Seoul b. Pyongyang c. Wonsan\nJ: b.",
        "Soal: Ibu kota?\na) Seoul\nb) Pyongyang\nc) Wonsan\nKunci: Pyongyang",
        "**1. Ibu kota?**\n- A. Seoul\n- B. Pyongyang ✅\n- C. Wonsan",
    ],
)
def test_lettered_options_make_a_choice(text: str) -> None:
    assert pasted.is_pasted(text)
    question_set = read(pasted.to_yaml(text), "x").question_set
    assert question_set
    (item,) = question_set.items
    assert (item.kind, item.answer("id")) == ("choice", "Pyongyang")
    assert item.question.speak("id") == "Ibu kota?"


def test_a_letter_that_no_option_has_is_a_finding() -> None:
    (finding,) = read(pasted.to_yaml("T: Ibu kota?\nA. Seoul\nB. Pyongyang\nJ: E"), "x").findings
    assert finding.code == "not-an-option"


@pytest.mark.parametrize(
    "text",
    [
        "question: What?\noptions:\n  - a\n  - b\nanswer: a\n",
        "1:\n  q: Apa?\n  a: ini\n2:\n  q: Siapa?\n  a: itu\n",
    ],
)
def test_what_only_looks_like_marks_is_left_as_it_is(text: str) -> None:
    assert pasted.to_yaml(text) == text


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
