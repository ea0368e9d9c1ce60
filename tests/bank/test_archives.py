"""An archive that cannot be unpacked is a finding, in whatever way it is broken."""

import io
import zipfile

import pytest

from bot.bank.formats import FORMATS

# Where the headers of a part say how it is locked and packed: in front of it, and in the table at the end.
HEADERS = ((b"PK\x03\x04", 6, 8), (b"PK\x01\x02", 8, 10))
SENT = {"xlsx": "xl/worksheets/sheet1.xml", "apkg": "collection.anki2", "ims": "quiz.xml"}
SAID = {"xlsx": "not-a-workbook", "apkg": "not-anki", "ims": "not-a-package"}


def archive(name: str) -> bytearray:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, "<a>ada</a>" * 50)
    return bytearray(written.getvalue())


def locked(data: bytearray) -> bytes:
    for sign, flags, _ in HEADERS:
        data[data.index(sign) + flags] |= 1
    return bytes(data)


def packed_in_an_unknown_way(data: bytearray) -> bytes:
    for sign, _, method in HEADERS:
        data[data.index(sign) + method] = 97
    return bytes(data)


def torn(data: bytearray) -> bytes:
    return bytes(data[: len(data) // 2])


def changed_inside(data: bytearray) -> bytes:
    place = data.index(b".xml" if b".xml" in data else b"anki2") + 6
    data[place : place + 12] = b"\xff" * 12
    return bytes(data)


@pytest.mark.parametrize("kind", SENT)
@pytest.mark.parametrize("broken", [locked, packed_in_an_unknown_way, torn, changed_inside])
def test_an_archive_that_is_broken_is_said_to_be(kind: str, broken: object) -> None:
    read = FORMATS[kind].read
    assert read
    reading = read(broken(archive(SENT[kind])), "soal", None)  # type: ignore[operator]
    assert [finding.code for finding in reading.findings] == [SAID[kind]]
