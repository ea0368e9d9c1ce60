"""Strangers' files are read elsewhere, and come back the same."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.bank import confined, sent
from bot.bank.confined import read_confined
from bot.bank.reading import Sent
from tests.bank.foreign_samples import DIALECTS, Dialect

TODAY = date(2026, 1, 31)
EXAMPLES = sorted((Path(__file__).parents[1] / "items" / "examples").glob("*.yaml"))
SUFFIX = {"moodle": "xml", "text2qti": "txt", "anki": "txt"}
ONE_OF_EACH = list({dialect.format: dialect for dialect in DIALECTS}.values())


def read(data: bytes, name: str = "set.yaml") -> Sent:
    return read_confined(data, name, TODAY)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_read_elsewhere_is_what_is_read_here(path: Path) -> None:
    assert read(path.read_bytes()) == sent.read(path.read_bytes(), "set.yaml", TODAY)


@pytest.mark.parametrize("dialect", ONE_OF_EACH, ids=lambda dialect: dialect.format)
def test_every_format_is_read_elsewhere(dialect: Dialect) -> None:
    name = f"minggu-4.{SUFFIX.get(dialect.format, dialect.format)}"
    assert read(dialect.data, name) == sent.read(dialect.data, name, TODAY)


def test_findings_come_back_with_their_mends() -> None:
    data = b"- q: Kim: siapa?\n  a: [x, y]\n  image: a.jpg\n"
    assert read(data) == sent.read(data, "set.yaml", TODAY)
    assert [(finding.code, len(finding.mends)) for finding in read(data).findings] == [
        ("colon-in-text", 1),
        ("one-or-all", 2),
    ]


def test_a_file_over_the_limit_is_a_finding() -> None:
    (finding,) = read(b"x" * 2_000_001).findings
    assert finding.code == "too-large"


def test_a_reader_that_takes_too_long_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "PATIENCE", 0.01)
    (finding,) = read(b"- q: Apa?\n  a: x\n").findings
    assert finding.code == "too-hard"


def test_a_reader_without_memory_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "ROOT", tmp_path)
    (tmp_path / "bot" / "bank").mkdir(parents=True)
    for folder in ("bot", "bot/bank"):
        (tmp_path / folder / "__init__.py").write_text("")
    (tmp_path / "bot" / "bank" / "confined.py").write_text("raise MemoryError\n")
    (finding,) = read(b"- q: Apa?\n  a: x\n").findings
    assert finding.code == "too-hard"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory otherwise")
def test_the_other_process_cannot_take_more_memory_than_it_was_given() -> None:
    greedy = "from bot.bank import confined; confined.confine(); held = bytearray(confined.MEMORY)"
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, text=True, check=False)
    assert done.stderr.strip().endswith("MemoryError")
