"""Strangers' files are read elsewhere, and come back the same."""

from datetime import date
from pathlib import Path

import pytest

from bot.bank import confined
from bot.bank.checks import check
from bot.bank.confined import read_confined
from bot.bank.yaml_format import read
from bot.grading.lexicon import Lexicon

TODAY = date(2026, 1, 31)
EXAMPLES = sorted((Path(__file__).parents[1] / "items" / "examples").glob("*.yaml"))
NOTHING = Lexicon.empty()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_read_elsewhere_is_what_is_read_here(path: Path) -> None:
    here = read(path.read_bytes(), "set", NOTHING)
    there = read_confined(path.read_bytes(), "set", TODAY, NOTHING)
    assert there.question_set == here.question_set
    assert (there.written, there.text) == (here.written, here.text)
    assert there.findings == (*here.findings, *check(here, TODAY))


def test_findings_come_back_with_their_mends() -> None:
    data = b"- q: Kim: siapa?\n  a: [x, y]\n  image: a.jpg\n"
    here, there = read(data, "set", NOTHING), read_confined(data, "set", TODAY, NOTHING)
    assert there.findings == here.findings
    assert [finding.code for finding in there.findings] == ["colon-in-text", "one-or-all"]


def test_a_file_over_the_limit_is_not_even_sent() -> None:
    (finding,) = read_confined(b"x" * 3_000_000, "set", TODAY, NOTHING).findings
    assert finding.code == "too-large"


def test_a_reader_that_takes_too_long_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS", 0.01)
    (finding,) = read_confined(b"- q: Apa?\n  a: x\n", "set", TODAY, NOTHING).findings
    assert finding.code == "too-hard"


def test_a_reader_without_memory_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "ROOT", tmp_path)
    (tmp_path / "bot" / "bank").mkdir(parents=True)
    for folder in ("bot", "bot/bank"):
        (tmp_path / folder / "__init__.py").write_text("")
    (tmp_path / "bot" / "bank" / "confined.py").write_text("raise MemoryError\n")
    (finding,) = read_confined(b"- q: Apa?\n  a: x\n", "set", TODAY, NOTHING).findings
    assert finding.code == "too-hard"
