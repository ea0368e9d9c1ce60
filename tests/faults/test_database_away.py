"""The database is killed, stopped, cut off or full, and comes back: it costs time and nothing else."""

import asyncio
import os
import resource
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import aiohttp
import asyncpg
import pytest

from bot.errors import StorageUnavailable
from bot.services.records import Records
from bot.storage.transactions import storage_at
from tests.faults.classroom import Class, at_work, times
from tests.faults.killing import read
from tests.faults.wire import wire_to
from tests.postgres import Server, server

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def own_postgres() -> Iterator[Server]:
    """A server that keeps what it has acknowledged, and may be killed."""
    with tempfile.TemporaryDirectory(prefix="tumen-postgres-", ignore_cleanup_errors=True) as folder:
        found = server(Path(folder), durable=True)
        if found is None or found.process is None:
            pytest.skip("no PostgreSQL of our own to kill")
        yield found
        found.stop()


@pytest.mark.parametrize("workers", [0, 2])
async def test_a_database_that_is_killed_and_comes_back_costs_nothing_but_time(
    own_postgres: Server, workers: int
) -> None:
    kills = times(3, 50)
    async with at_work(own_postgres.database(), workers=workers) as lesson:
        for _ in range(kills):
            await lesson.replied(more=10)
            own_postgres.kill()
            await asyncio.to_thread(own_postgres.start)
        await lesson.replied(more=10)
    print(f"{kills} times all of PostgreSQL killed, {workers or 'no'} webhook workers:", await lesson.compared())


async def test_the_same_test_finds_what_is_lost_when_the_database_acknowledges_too_early(own_postgres: Server) -> None:
    database = own_postgres.database()
    await told(database, f"ALTER DATABASE {database.rpartition('/')[2]} SET synchronous_commit = off")
    async with at_work(database, patience=10, design="acknowledged too early") as lesson:
        for _ in range(times(1, 10)):
            with suppress(TimeoutError):  # a learner whose answer is lost waits in vain
                await lesson.replied(more=1, within=60)
                await told(database, "CHECKPOINT")  # the tables themselves are not to be lost
                [(writer,)] = await read(database, "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'")
                os.kill(writer, signal.SIGSTOP)  # or it would be by chance that a kill meets what is not yet written
                await lesson.replied(more=16, within=60)
            own_postgres.kill()
            await asyncio.to_thread(own_postgres.start)
    print("synchronous_commit=off, all of PostgreSQL killed:", await lesson.compared("a worse one"))
    lost, _, _ = await lesson.damage()
    assert lost


async def told(database: str, statement: str) -> None:
    there = await asyncpg.connect(database)
    try:
        await there.execute(statement)
    finally:
        await there.close()


@pytest.mark.parametrize("workers", [0, 2])
async def test_a_database_that_is_stopped_for_a_while_is_waited_for(own_postgres: Server, workers: int) -> None:
    away = times(3, 60)
    async with at_work(own_postgres.database(), workers=workers, patience=180 + away) as lesson:
        await lesson.replied(more=20)
        await asyncio.to_thread(own_postgres.stop)
        await asyncio.sleep(away / 2)
        if workers:
            assert await asked(lesson) == (503, "2", 503, 200)
        await asyncio.sleep(away / 2)
        await asyncio.to_thread(own_postgres.start)
        longest = await lesson.everybody_is_replied_to()
        await lesson.replied(more=20)
    print(
        f"PostgreSQL stopped for {away} s, {workers or 'no'} webhook workers:",
        f"everybody is answered {longest:.1f} s after it is back,",
        await lesson.compared(),
    )
    # Telegram is told to come again after two seconds, and a sweep follows a second later.
    assert longest < times(60, 15)


async def asked(lesson: Class) -> tuple[int, str, int, int]:
    """What a worker without a database says: to an update, with when to come again; and whether it is ready, and alive."""
    hook = lesson.api.webhook
    assert hook
    root = hook.url.partition("/telegram/")[0]
    update = {"update_id": 10**9, "message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}}
    update["message"] |= {"from": {"id": 1, "is_bot": False, "first_name": "Ani"}, "text": "halo"}  # type: ignore[operator]
    async with aiohttp.ClientSession() as session:
        async with session.post(hook.url, json=update, headers={HEADER: hook.secret}) as said:
            given_back, when = said.status, said.headers.get("Retry-After", "")
        async with session.get(f"{root}/readyz") as said:
            ready = said.status
        async with session.get(f"{root}/healthz") as said:
            return given_back, when, ready, said.status


@pytest.mark.parametrize("workers", [0, 2])
async def test_a_network_that_is_cut_between_bot_and_database_costs_nothing_but_time(
    own_postgres: Server, workers: int
) -> None:
    dice, number, longest = Random(8), times(6, 500), 0.0
    async with wire_to(own_postgres.database()) as (wire, database):
        async with at_work(database, workers=workers) as lesson:
            for _ in range(number):
                await lesson.replied(more=5)
                dice.choice((wire.hang, wire.tear))()
                await asyncio.sleep(dice.uniform(0.05, 0.8))
                wire.mend()
                longest = max(longest, await lesson.everybody_is_replied_to())
        told = await lesson.compared()
    print(f"{number} cuts of the wire, {workers or 'no'} webhook workers: longest wait {longest:.1f} s,", told)


async def test_a_full_disk_stops_answers_and_room_on_it_brings_them_back(tmp_path: Path) -> None:
    number = times(2, 20)
    async with at_work(f"sqlite:///{tmp_path}/tumen.db", workers=1) as lesson:
        for _ in range(number):
            await lesson.replied(more=10)
            size = max(path.stat().st_size for path in tmp_path.glob("tumen.db*"))
            unlimited = resource.prlimit(lesson.bots[0], resource.RLIMIT_FSIZE, (size + 4096, resource.RLIM_INFINITY))
            with suppress(TimeoutError):
                await lesson.replied(more=100_000, within=1)
            async with asyncio.timeout(180):
                # Looking whether it is ready fails too where it shares a commit with an answer: it is looked again.
                while await asked(lesson) != (503, "2", 200, 200):
                    await asyncio.sleep(0.01)
            resource.prlimit(lesson.bots[0], resource.RLIMIT_FSIZE, unlimited)
            await lesson.everybody_is_replied_to()
    print(f"{number} times no room for another page:", await lesson.compared())


@pytest.mark.parametrize("state", ["53100", "53200", "53300", "57P03", "25006"])
async def test_a_postgresql_that_is_full_or_read_only_is_away_and_not_our_mistake(postgres: Server, state: str) -> None:
    storage = storage_at(postgres.database())
    await storage.start()

    def refused(records: Records) -> None:
        said = f"DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '{state}'; END $$"
        records.learners.connection.exec_driver_sql(said)  # type: ignore[attr-defined]

    with pytest.raises(StorageUnavailable):
        await storage.run(refused)
    assert await storage.run(lambda records: records.learners.find(1)) is None
    await storage.stop()
