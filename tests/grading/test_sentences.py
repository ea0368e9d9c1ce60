"""Every reason has words in both languages."""

import re
from pathlib import Path

import pytest
import yaml

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
