"""What is kept is handed over whole, and what is erased is nowhere in the file any more."""

import csv
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import BigInteger

from bot.bootstrap import Content
from bot.playground.chats import Message, Person
from bot.storage.sql_personal import _NAMED, NOBODYS
from bot.storage.tables import metadata
from tests.playing import Clock, Playing

SECRET = "jawabanrahasiasekali"


@pytest.fixture
async def on_disk(small: Content, clock: Clock, tmp_path: Path) -> AsyncIterator[Playing]:
    async with Playing.on(small, clock, f"sqlite:///{tmp_path / 'tumen.db'}") as playing:
        yield playing


async def learn_something(playing: Playing, person: Person) -> None:
    await playing.says(person, "/kuis rivers")
    await playing.says(person, SECRET)
    await playing.says(person, "tidak tahu")
    await playing.says(person, "/pengingat 19")
    await playing.says(person, "/kemajuan")
    await playing.settle()


async def test_everything_is_handed_over_as_json_and_as_a_table(playing: Playing) -> None:
    rani = playing.person()
    await learn_something(playing, rani)
    await playing.says(rani, "/data")
    whole, table = (content(playing, message) for message in playing.api.messages(rani)[-2:])
    kept = json.loads(whole)
    assert {"learners", "attempts", "cards", "sessions", "reminders", "paces", "inbox", "outbox"} <= set(kept)
    assert kept["attempts"][0]["response"] == SECRET
    assert kept["attempts"][0]["at"].startswith("2026-03-02T")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert [row["response"] for row in rows] == [SECRET, ""]


async def test_a_response_that_looks_like_a_formula_is_not_one_in_the_table(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis rivers")
    await playing.says(rani, "=1+1")
    await playing.says(rani, "/data")
    assert b"'=1+1" in content(playing, playing.api.last(rani))


async def test_who_erases_is_found_nowhere_in_the_file(on_disk: Playing, tmp_path: Path) -> None:
    rani, sam = on_disk.person("Rani"), on_disk.person("Sam", "en")
    await learn_something(on_disk, rani)
    await learn_something(on_disk, sam)
    before = search(tmp_path, rani.id)
    assert all(before.values()), before
    await on_disk.says(rani, "/lupakan")
    assert "Hapus semua" in on_disk.api.last(rani).text
    await on_disk.presses(rani, "Ya, hapus semuanya")
    await on_disk.tumen.jobs.idle()
    await on_disk.settle()
    assert "sudah dihapus" in on_disk.api.last(rani).text
    assert not search(tmp_path, rani.id)["number"]
    assert all(search(tmp_path, sam.id).values())


async def test_nothing_of_the_only_learner_is_left(on_disk: Playing, tmp_path: Path) -> None:
    rani = on_disk.person()
    await learn_something(on_disk, rani)
    await on_disk.says(rani, "/forget")
    await on_disk.presses(rani, "Ya, hapus semuanya")
    await on_disk.tumen.jobs.idle()
    await on_disk.settle()
    assert not any(search(tmp_path, rani.id).values())


async def test_who_keeps_their_data_keeps_it(playing: Playing) -> None:
    rani = playing.person()
    await learn_something(playing, rani)
    await playing.says(rani, "/lupakan")
    await playing.presses(rani, "Tidak, simpan saja")
    attempts = await playing.tumen.storage.run(lambda records: records.attempts.of_learner(rani.id))
    assert len(attempts) == 2


async def test_who_comes_back_begins_afresh(playing: Playing) -> None:
    rani = playing.person()
    await learn_something(playing, rani)
    await playing.says(rani, "/lupakan")
    await playing.presses(rani, "Ya, hapus semuanya")
    await playing.tumen.jobs.idle()
    await playing.settle()
    assert any("Tiga menit cukup" in said for said in await playing.says(rani, "/start"))


def test_every_table_is_looked_through() -> None:
    for table in metadata.sorted_tables:
        if table.name in NOBODYS:
            continue
        people = _NAMED.get(table.name, ("learner_id",))
        for name in people:
            assert isinstance(table.c[name].type, BigInteger), table.name


def content(playing: Playing, message: Message) -> bytes:
    place = playing.api.call("getFile", {"file_id": message.content["document"]["file_id"]})
    status, data = playing.api.download(playing.api.token, place["file_path"])
    assert status == 200
    return data


def search(folder: Path, person_id: int) -> dict[str, bool]:
    """Whether the database's files hold the person's number (as text, or as SQLite writes numbers) and words."""
    written = b"".join(path.read_bytes() for path in folder.glob("tumen.db*"))
    forms = (str(person_id).encode(), person_id.to_bytes(6, "big"), varint(person_id))
    return {"number": any(form in written for form in forms), "words": SECRET.encode() in written}


def varint(number: int) -> bytes:
    """How SQLite writes the key of a row."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))
