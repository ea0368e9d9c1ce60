"""Every reason has words in both languages."""

import json
import re
from pathlib import Path

import pytest
import yaml

from bot.cli.grading import grade, known_names
from bot.grading.answer_key import AnswerKey, KeyFields

ROOT = Path(__file__).parents[2] / "bot"
CODES = re.compile(r'(?:Verdict\.\w+, [^"\n]*|reason=|Claim\(|_found\([^"\n]*|Fit\.\w+, |return )"([a-z_]{4,})"')
# What `return "…"` gives elsewhere in grading without being a reason.
NO_REASONS = {
    "different",
    "coarser",
    "fuller",
    "same",
    "agent",
    "patient",
    "goal",
    "source",
    "active",
    "passive",
    "year",
}


def sentences(language: str) -> dict[str, str]:
    text = (ROOT / "i18n" / f"grading.{language}.yaml").read_text(encoding="utf-8")
    return {code.removeprefix("reason."): words for code, words in yaml.safe_load(text).items()}


def codes() -> set[str]:
    found = {code for path in (ROOT / "grading").glob("*.py") for code in CODES.findall(path.read_text("utf-8"))}
    return found - NO_REASONS | {"different", "other_person", "other_place", "other_country", "other_thing"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_reason_has_a_sentence(language: str) -> None:
    assert codes() - sentences(language).keys() == set()


def test_both_languages_have_the_same_reasons_and_placeholders() -> None:
    fields = re.compile(r"\{(\w+)\}")
    indonesian, english = sentences("id"), sentences("en")
    assert indonesian.keys() == english.keys()
    for code, words in indonesian.items():
        assert sorted(fields.findall(words)) == sorted(fields.findall(english[code])), code


def test_placeholders_are_known() -> None:
    known = {"matched", "note", "missing"}
    for words in sentences("id").values():
        assert set(re.findall(r"\{(\w+)\}", words)) <= known


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "Itu Kim Jong Il, ayahnya, bukan orang yang ditanyakan."),
        ("en", "That is Kim Jong Il, his father, not the person asked for."),
    ],
)
def test_who_is_named_by_mistake_is_told_who_that_is(language: str, sentence: str) -> None:
    row = {"question": "Siapa?", "key": {"a": "Kim Jong Un"}, "response": "Kim Jong Il"}
    (told,) = grade([json.dumps(row)], explain=True)
    assert json.loads(told)["sentence"][language] == sentence


@pytest.mark.parametrize(("language", "note"), [("id", "ibu kota Korea Selatan"), ("en", "the capital of South Korea")])
def test_what_is_named_by_mistake_is_told_what_it_is(language: str, note: str) -> None:
    key = AnswerKey.prepare(KeyFields(("Pyongyang",)), ("Di mana?",), known_names())
    assert key.judge("Seoul", language).note == note


def test_what_the_lexicon_says_nothing_of_is_only_named() -> None:
    row = {"question": "Negara mana?", "key": {"a": "Jepang"}, "response": "Vietnam"}
    (told,) = grade([json.dumps(row)], explain=True)
    assert json.loads(told)["sentence"]["id"] == "Itu Vietnam, bukan negara yang ditanyakan."
