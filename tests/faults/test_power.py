"""The power fails at any moment: whatever was acknowledged is there afterwards, and the file is whole."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from bot.learning.learner import Learner
from bot.services.records import Records
from bot.storage.sqlite import SqliteStorage
from tests.faults.classroom import times
from tests.faults.power import Journal, cuts, noting

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
# Small, so that the log is brought into the file again and again meanwhile.
PAGES_IN_LOG = 40


async def work(folder: Path, synchronous: str, dice: Random) -> tuple[Journal, dict[int, int]]:
    """Learners kept, a few at once; and for each when it was acknowledged, as the number of writes until then."""
    acknowledged: dict[int, int] = {}
    with noting() as journal:
        storage = SqliteStorage(f"sqlite:///{folder}/tumen.db")
        await storage.start()
        own = storage._connection.connection.driver_connection  # type: ignore[union-attr]
        own.execute(f"PRAGMA synchronous={synchronous}")  # type: ignore[union-attr]
        own.execute(f"PRAGMA wal_autocheckpoint={PAGES_IN_LOG}")  # type: ignore[union-attr]

        async def keep(number: int) -> None:
            def both(records: Records) -> None:
                records.learners.keep(Learner(number, "id", NOW))
                records.inbox.bury(number, "x" * dice.randrange(6000), "", NOW)

            await storage.run(both)
            acknowledged[number] = len(journal.writes)

        number = 0
        while number < 300:
            several = range(number, number + dice.randint(1, 8))
            await asyncio.gather(*(keep(each) for each in several))
            number = several.stop
        await storage.stop()
    return journal, acknowledged


async def cut_again_and_again(folder: Path, synchronous: str, number: int) -> tuple[int, int, int]:
    """How many acknowledged learners were lost, in how many cuts, and how many files were torn."""
    dice = Random(4)
    journal, acknowledged = await work(folder, synchronous, dice)
    if not journal.writes:
        pytest.skip("this Python brings an SQLite of its own: nothing can be put between it and the disk")
    begun = min(acknowledged.values())
    moments = sorted(dice.randrange(begun, len(journal.writes)) for _ in range(number))
    lost = losing = torn = 0
    for moment, files in cuts(journal.writes, moments, dice):
        for name in ("tumen.db", "tumen.db-wal"):
            (folder / f"cut-{name}").write_bytes(files.get(name, b""))
        with closing(sqlite3.connect(folder / "cut-tumen.db")) as left:
            torn += left.execute("PRAGMA quick_check").fetchone() != ("ok",)
            there = {row[0] for row in left.execute("SELECT id FROM learners")}
        missing = sum(1 for learner, when in acknowledged.items() if when <= moment and learner not in there)
        lost, losing = lost + missing, losing + bool(missing)
        for path in folder.glob("cut-*"):
            path.unlink()
    print(f"synchronous={synchronous}, {number} power cuts: {lost} acknowledged lost in {losing} cuts, {torn} torn")
    return lost, losing, torn


async def test_a_power_cut_loses_nothing_that_was_acknowledged_and_tears_nothing(tmp_path: Path) -> None:
    assert await cut_again_and_again(tmp_path, "FULL", times(100, 1000)) == (0, 0, 0)


async def test_the_same_test_finds_what_is_lost_without_a_sync_at_each_commit(tmp_path: Path) -> None:
    lost, _, torn = await cut_again_and_again(tmp_path, "NORMAL", times(50, 300))
    assert lost
    assert not torn
