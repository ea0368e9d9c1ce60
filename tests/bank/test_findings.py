"""What teachers are told: every line of `faults.yaml`, and a sentence for every finding."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.bank.checks import check
from bot.bank.yaml_format import CHAT, FILES, Reading, read, write
from bot.grading.lexicon import Lexicon
from bot.i18n import translator
from bot.items.findings import Finding, Severity, mended

ROOT = Path(__file__).parents[2]
LEXICON = Lexicon.load(ROOT / "content" / "lexicon.yaml")
CASES = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text("utf-8"))
SENTENCES = {
    language: yaml.safe_load((ROOT / f"bot/i18n/findings.{language}.yaml").read_text("utf-8"))
    for language in ("id", "en")
}
CODES = {key.split(".")[1] for key in SENTENCES["id"] if key.startswith("finding.")}
TODAY = date(2026, 1, 31)

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])


def reading_of(text: str | bytes) -> Reading:
    return read(text, "set", LEXICON, FILES)


def all_findings(reading: Reading) -> list[Finding]:
    return sorted((*reading.findings, *check(reading, TODAY)), key=lambda finding: (finding.line, finding.column))


def told(findings: list[Finding]) -> list[str]:
    return [f"{finding.line}:{finding.column} {finding.code}" for finding in findings]


@every_case
def test_the_teacher_is_told_this_and_nothing_else(case: dict[str, Any]) -> None:
    reading = reading_of(case["written"])
    assert told(all_findings(reading)) == case["findings"]
    assert len(reading.question_set.items if reading.question_set else ()) == case["taken"]


@every_case
def test_the_first_mend_of_each_finding_makes_the_file_so(case: dict[str, Any]) -> None:
    text = case["written"]
    for _ in range(5):  # what a slip hid may need a mend too
        text = mended(text, [finding.mends[0] for finding in reading_of(text).findings if finding.mends])
    assert text == case.get("mended", case["written"])
    if "mended" in case:
        left = [finding for finding in reading_of(text).findings if finding.severity is not Severity.WARNING]
        assert told(left) == case.get("left", [])


@every_case
def test_each_finding_has_words_in_both_languages(case: dict[str, Any]) -> None:
    for finding in all_findings(reading_of(case["written"])):
        for language in ("id", "en"):
            said = unescape(translator.load().say(language, finding.sentence, **finding.values))
            assert "{" not in said.replace(finding.quoted, "").replace("}{", "")
            for mend in finding.mends:
                assert translator.load().say(language, f"mend.{mend.code}", **mend.values)


@every_case
def test_each_finding_quotes_its_line(case: dict[str, Any]) -> None:
    lines = case["written"].split("\n")
    for finding in all_findings(reading_of(case["written"])):
        assert finding.quoted == lines[finding.line - 1][:200]


def test_every_code_that_has_words_is_found_in_some_file() -> None:
    others = (Path(__file__).with_name(f"test_{name}.py").read_text("utf-8") for name in ("limits", "confined"))
    elsewhere = set(re.findall(r'"([a-z0-9-]+)"', "".join(others)))
    found = {line.split()[1] for case in CASES for line in case["findings"]}
    assert found <= CODES
    assert not CODES - found - elsewhere


@pytest.mark.parametrize("language", ["id", "en"])
def test_teachers_never_read_words_of_programmers(language: str) -> None:
    for key, sentence in SENTENCES[language].items():
        assert not re.search(r"\b(key|mapping|scalar|indent|parse|string|null|token|kamu)\b", sentence), key


@pytest.mark.parametrize("word", ["no", "Yes", "on", "NO", "1:30", "007", "1_000", "12.10", "+62811", "~", "null", "="])
def test_what_stands_there_is_what_was_meant(word: str) -> None:
    reading = reading_of(f"- q: Apa?\n  a: {word}\n  type: text\n")
    assert reading.findings == ()
    assert reading.question_set
    assert reading.question_set.items[0].answer("id") == word


def test_good_questions_survive_a_bad_one() -> None:
    good = "- q: Apa ibu kota Rusia?\n  a: Moskwa\n"
    for case in CASES:
        if case["case"] not in (
            "three dashes between the questions",
            "no dashes at all",
            "one question without its dash",
        ):
            reading = reading_of(f"{good}{case['written']}" if case["written"].startswith("-") else good)
            assert reading.question_set
            assert reading.question_set.items[0].answer("id") == "Moskwa", case["case"]


def test_a_set_in_chat_is_smaller_than_one_in_a_file() -> None:
    assert CHAT.bytes < FILES.bytes
    assert CHAT.questions < FILES.questions


def test_indonesian_names_are_read_and_english_ones_written() -> None:
    text = (
        "judul: Uji\nbahasa: id\nsoal:\n  - soal: Ibu kota?\n    jawab: Pyongyang\n    salah: [Seoul]\n    tingkat: 2\n"
    )
    reading = reading_of(text)
    assert reading.findings == ()
    assert reading.question_set
    written = write(reading.question_set)
    assert "judul" not in written
    assert "a: Pyongyang" in written
    assert "level: 2" in written
