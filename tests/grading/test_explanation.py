"""The steps of a judgement, as a teacher reads them."""

import pytest

from bot.cli.grading import known_names
from bot.grading.answer_key import AnswerKey, KeyFields
from bot.grading.explanation import steps
from bot.grading.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return known_names()


def test_what_was_taken_back_does_not_count(lexicon: Lexicon) -> None:
    key = AnswerKey.prepare(KeyFields(("Kim Jong Un",)), ("Siapa?",), lexicon)
    assert steps(key, "Kim Jong Il, eh Kim Jong Unn") == (
        "read: Kim Jong Il, eh Kim Jong Unn",
        "what counts: Kim Jong Unn",
        "judged as: words",
        "nearest: Kim Jong Un (full, spelling, slips: 1, missing: 0)",
        "verdict: correct (spelling)",
    )


def test_what_stands_beside_the_key_is_told(lexicon: Lexicon) -> None:
    key = AnswerKey.prepare(KeyFields(("Rusia", "2")), ("Apa?",), lexicon)
    assert steps(key, "tentara Rusia, Jepang")[1:] == (
        "judged as: number, words",
        "names: rusia, jepang",
        "nearest: Rusia (claim, other_claim, slips: 0, missing: 0, beside it: tentara)",
        "verdict: wrong (other_claim)",
    )


def test_without_words_there_is_nothing_near(lexicon: Lexicon) -> None:
    key = AnswerKey.prepare(KeyFields(("19 Juni 2024",)), ("Kapan?",), lexicon)
    assert steps(key, "2024") == ("read: 2024", "judged as: date", "verdict: prompt (date_incomplete)")
