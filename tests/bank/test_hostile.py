"""What was made to do harm is read by every reader, with no more work than its size calls for."""

from datetime import date

import pytest

from bench import hostile
from bot.bank import sent
from bot.bank.formats import FORMATS
from bot.bank.limits import CHAT

TODAY = date(2026, 1, 31)
SMALL = 20_000
TRAPS = [(trap, name) for trap in hostile.TRAPS for name in hostile.TEXTS]


def trapped(trap: str, name: str, size: int) -> bytes:
    return hostile.trapped(hostile.TRAPS[trap], name, size)


@pytest.mark.parametrize(("trap", "name"), TRAPS)
def test_a_trap_is_read_or_refused(trap: str, name: str) -> None:
    found = sent.read(trapped(trap, name, SMALL), name, TODAY)
    assert found.taken <= found.written
    assert found.findings or found.taken


@pytest.mark.parametrize(
    ("name", "data"),
    [(name, data) for trap, name, data in [*hostile.workbooks(), *hostile.packages()] if "bomb" in trap],
)
def test_a_bomb_is_refused_before_it_unfolds(name: str, data: bytes) -> None:
    assert [finding.code for finding in sent.read(data, name, TODAY).findings] == ["too-large"]


@pytest.mark.parametrize("name", ["a.yaml", "a.xml"])
def test_laughs_are_no_entities(name: str) -> None:
    data = hostile.BOMB if name == "a.yaml" else hostile.LAUGHS
    found = sent.read(data.encode(), name, TODAY)
    assert not found.taken
    assert {finding.code for finding in found.findings} & {"forbidden-sign", "xml-broken"}


def test_a_workbook_of_more_cells_than_questions_have_is_not_read() -> None:
    cells = (f"<c><v>{number * number}</v></c>" for number in range(60_000))
    found = sent.read(hostile.workbook(f"<row>{''.join(cells)}</row>"), "a.xlsx", TODAY)
    assert [finding.code for finding in found.findings] == ["too-many-parts"]


@pytest.mark.parametrize("tag", ["<b>", "<b/>"])
def test_a_question_of_nothing_but_tags_is_not_parsed(tag: str) -> None:
    found = sent.read(f"<quiz>{hostile.question(tag * SMALL)}</quiz>".encode(), "a.xml", TODAY)
    assert [finding.code for finding in found.findings] == ["too-long-text"]


@pytest.mark.parametrize("each", [each for each in FORMATS.values() if each.read], ids=lambda each: each.name)
@pytest.mark.parametrize("data", [b"\x00" * 1_000, b"PK\x03\x04" + b"\x00" * 1_000, bytes(range(256)) * 100])
def test_no_reader_breaks_on_what_is_no_text(each: object, data: bytes) -> None:
    reading = each.read(data, "set", None, CHAT)  # type: ignore[attr-defined]
    assert reading.findings
