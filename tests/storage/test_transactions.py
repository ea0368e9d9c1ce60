"""A transaction happens whole or not at all, whoever else is in the same commit."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

import asyncpg
import pytest

from bot.bootstrap import Content
from bot.errors import StorageUnavailable
from bot.learning.learner import Learner
from bot.services.records import Letter, Records, Storage
from bot.storage.sqlite import MOST_PER_COMMIT
from bot.storage.transactions import storage_at
from tests.playing import Clock, Playing
from tests.postgres import Server

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
RANI = Learner(7_000_000_001, "id", NOW)


def letter(place: int = 0, until: datetime = NOW) -> Letter:
    return Letter(RANI.id, "update:1", place, RANI.id, '{"params": {}}', until, NOW)


async def test_what_is_kept_is_found_again(storage: Storage) -> None:
    await storage.run(lambda records: records.learners.keep(RANI))
    assert await storage.run(lambda records: records.learners.find(RANI.id)) == RANI


async def test_what_fails_undoes_itself_and_nothing_else(storage: Storage) -> None:
    def keep(learner_id: int, fails: bool) -> None:
        def work(records: Records) -> None:
            records.learners.keep(Learner(learner_id, "id", NOW))
            if fails:
                raise ZeroDivisionError

        return storage.run(work)  # type: ignore[return-value]

    ended = await asyncio.gather(*(keep(n, fails=n % 3 == 0) for n in range(1, 31)), return_exceptions=True)
    found = [await storage.run(lambda records, n=n: records.learners.find(n)) for n in range(1, 31)]
    assert [isinstance(end, ZeroDivisionError) for end in ended] == [n % 3 == 0 for n in range(1, 31)]
    assert [learner is None for learner in found] == [n % 3 == 0 for n in range(1, 31)]


async def test_what_is_broken_off_happens_whole_or_not_at_all_and_leaves_nothing_to_the_next(storage: Storage) -> None:
    dice, rounds = Random(4), 60

    def keep_two(records: Records, number: int) -> None:
        records.learners.keep(Learner(2 * number, "id", NOW))
        records.learners.keep(Learner(2 * number + 1, "id", NOW))

    for number in range(rounds):
        broken_off = asyncio.create_task(storage.run(partial(keep_two, number=number)))
        await asyncio.sleep(dice.uniform(0, 0.004))
        broken_off.cancel()
        await asyncio.wait([broken_off])
        await storage.run(lambda records: records.learners.find(1))
    kept = [await storage.run(lambda records, n=n: records.learners.find(n)) for n in range(2 * rounds)]
    assert [learner is None for learner in kept[::2]] == [learner is None for learner in kept[1::2]]


async def test_more_transactions_than_fit_one_commit_all_happen(storage: Storage) -> None:
    many = range(1, 3 * MOST_PER_COMMIT)
    await asyncio.gather(*(storage.run(lambda r, n=n: r.learners.keep(Learner(n, "id", NOW))) for n in many))
    assert await storage.run(lambda r: all(r.learners.find(n) for n in many))


async def test_an_update_is_new_once(storage: Storage) -> None:
    seen = [await storage.run(lambda records: records.inbox.first_time(RANI.id, 5, NOW)) for _ in range(2)]
    assert seen == [True, False]


async def test_the_same_answer_is_not_replied_to_twice(storage: Storage) -> None:
    await storage.run(lambda records: records.outbox.put(letter()))
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        await storage.run(lambda records: records.outbox.put(letter()))


async def test_after_the_database_is_closed_everything_is_refused(storage: Storage) -> None:
    await storage.stop()
    with pytest.raises(StorageUnavailable):
        await storage.run(lambda records: records.learners.find(1))


async def test_what_is_under_way_when_the_database_is_closed_ends_first(storage: Storage) -> None:
    under_way = asyncio.create_task(storage.run(lambda records: records.learners.keep(RANI)))
    await asyncio.sleep(0)
    await storage.stop()
    await under_way


async def test_no_connection_is_left_open_whenever_the_bot_is_told_to_end(small: Content, postgres: Server) -> None:
    clock, database = Clock(NOW), postgres.database()
    for turns in range(0, 60, 6):
        async with Playing.on(small, clock, database) as playing:
            rani = playing.person()
            playing.api.say(rani, rani, "/start")
            [update] = playing.api.call("getUpdates", {})
            await playing.tumen.dispatcher.take(update)
            # Somewhere between sending the reply, marking it as sent, and nothing more to do.
            for _ in range(turns):
                await asyncio.sleep(0)
        await until_nobody_is_connected(database)


async def until_nobody_is_connected(database: str) -> None:
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    there = await asyncpg.connect(database)
    try:
        async with asyncio.timeout(60):
            while await there.fetchval(others):
                await asyncio.sleep(0.01)
    finally:
        await there.close()


# The outbox


async def test_a_letter_is_claimed_when_its_lease_has_ended_and_by_one_only(storage: Storage) -> None:
    await storage.run(lambda records: records.outbox.put(letter(until=NOW)))
    later = NOW + timedelta(minutes=1)
    early = await storage.run(lambda r: r.outbox.claim(NOW - timedelta(seconds=1), later, 10))
    first = await storage.run(lambda r: r.outbox.claim(NOW, later, 10))
    second = await storage.run(lambda r: r.outbox.claim(NOW, later, 10))
    assert (early, first, second) == ([], [letter(until=later)], [])


async def test_who_was_overtaken_cannot_prolong_the_lease(storage: Storage) -> None:
    await storage.run(lambda records: records.outbox.put(letter()))
    await storage.run(lambda r: r.outbox.claim(NOW, NOW + timedelta(seconds=30), 10))
    assert await storage.run(lambda r: r.outbox.lease([letter()], NOW + timedelta(hours=1))) == []


async def test_what_was_sent_is_not_claimed_again_and_is_forgotten_in_time(storage: Storage) -> None:
    await storage.run(lambda records: records.outbox.put(letter()))
    await storage.run(lambda records: records.outbox.sent([(letter(), 99)], NOW))
    assert await storage.run(lambda r: r.outbox.claim(NOW + timedelta(days=1), NOW, 10)) == []
    await storage.run(lambda records: records.outbox.forget(NOW + timedelta(seconds=1)))
    await storage.run(lambda records: records.outbox.put(letter()))


async def test_what_a_dead_predecessor_held_is_free_at_once(storage: Storage) -> None:
    await storage.run(lambda records: records.outbox.put(letter(until=NOW + timedelta(hours=1))))
    await storage.run(lambda records: records.outbox.free(NOW))
    assert len(await storage.run(lambda r: r.outbox.claim(NOW, NOW + timedelta(hours=1), 10))) == 1


# The file


async def test_a_second_bot_on_the_same_file_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tumen.db"
    first, second = storage_at(url), storage_at(url)
    await first.start()
    with pytest.raises(StorageUnavailable, match="another bot"):
        await second.start()
    await first.stop()
    await second.start()
    await second.stop()


async def test_a_file_that_is_no_database_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "tumen.db").write_bytes(b"a shopping list, not a database " * 100)
    with pytest.raises(StorageUnavailable, match=r"tumen\.db"):
        await storage_at(f"sqlite:///{tmp_path}/tumen.db").start()


async def test_a_full_disk_is_the_databases_trouble_and_passes(tmp_path: Path) -> None:
    storage = storage_at(f"sqlite:///{tmp_path}/tumen.db")
    await storage.start()

    def limit(pages: int) -> None:
        storage._engine.raw_connection().execute(f"PRAGMA max_page_count={pages}")  # type: ignore[union-attr]

    def bury(records: Records) -> None:
        records.inbox.bury(1, "x" * 100_000, "", NOW)

    limit(1)
    with pytest.raises(StorageUnavailable, match="full"):
        await storage.run(bury)
    await storage.run(lambda records: records.learners.keep(RANI))
    limit(1_000_000)
    await storage.run(bury)
    await storage.stop()
    with sqlite3.connect(tmp_path / "tumen.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


async def test_a_file_that_somebody_else_holds_is_the_databases_trouble_and_passes(tmp_path: Path) -> None:
    storage = storage_at(f"sqlite:///{tmp_path}/tumen.db")
    await storage.start()
    storage._engine.raw_connection().execute("PRAGMA busy_timeout=0")  # type: ignore[attr-defined]
    somebody = sqlite3.connect(tmp_path / "tumen.db", isolation_level=None)
    somebody.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable, match="locked"):
        await storage.run(lambda records: records.learners.keep(RANI))
    somebody.close()
    await storage.run(lambda records: records.learners.keep(RANI))
    assert await storage.run(lambda records: records.learners.find(RANI.id)) == RANI
    await storage.stop()


async def test_wrong_sql_is_our_mistake_not_the_databases(storage: Storage) -> None:
    def work(records: Records) -> None:
        records.learners.connection.exec_driver_sql("SELECT * FROM nothing")  # type: ignore[attr-defined]

    with pytest.raises(Exception, match="nothing") as raised:
        await storage.run(work)
    assert not isinstance(raised.value, StorageUnavailable)
