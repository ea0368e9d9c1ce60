"""Reminders that are due: each learner is written to once, however many workers look and however they end."""

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert

from bot import bootstrap
from bot.bootstrap import Content, Tumen
from bot.chat.letters import LEASE
from bot.playground.bot_api import BotApi
from bot.playground.loopback import Loopback
from bot.services.records import Records
from bot.settings import Settings
from bot.storage.rows import to_number
from bot.storage.tables import cards, learners, paces, reminders
from bot.storage.transactions import storage_at
from tests.faults.classroom import times
from tests.faults.killing import Birth, nursery, read
from tests.faults.test_database_away import own_postgres  # noqa: F401 - a fixture
from tests.playing import Clock
from tests.postgres import Server

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def fill(records: Records, people: Sequence[int], items: Sequence[str]) -> None:
    """Everybody has questions that are due (some are held back at random), and wanted to hear of it a minute ago."""
    connection: Any = records.learners.connection  # type: ignore[attr-defined]
    before = to_number(NOW - timedelta(days=3))
    card = {"stability": 1.0, "difficulty": 5.0, "first": before, "last": before, "due": before, "reviews": 1}
    card |= {"right": 1, "streak": 1, "lapses": 0}
    pace = {"zone": "Asia/Jakarta", "retention": 0.9, "most": 20, "pauses": "[]"}
    wish = {"hour": 19, "next_at": to_number(NOW - timedelta(minutes=1)), "ignored": 0, "sent": 0, "last_day": None}
    of = [{"learner_id": person} for person in people]
    connection.execute(
        insert(learners), [{"id": p, "language": "id", "since": before, "reachable": True} for p in people]
    )
    connection.execute(insert(cards), [each | {"item_id": item} | card for each in of for item in items])
    connection.execute(insert(paces), [each | pace for each in of])
    connection.execute(insert(reminders), [each | wish for each in of])


async def remind_until_told(worker: Tumen) -> None:
    while True:
        if not await worker.reminders.turn():
            await asyncio.sleep(0.01)


async def test_each_is_reminded_once_though_four_workers_look_and_are_broken_off(
    small: Content, postgres: Server
) -> None:
    dice, clock, database, api = Random(2), Clock(NOW), postgres.database(), BotApi(clock=lambda: NOW)
    everybody = [api.add_person(f"Murid {number}") for number in range(times(150, 3_000))]
    for person in everybody:
        api.start(person)  # Telegram lets no bot write first
    people = [person.id for person in everybody]
    items = [item.id for question_set in small.bank.sets.values() for item in question_set.items]
    settings = Settings(telegram_token=api.token, database_url=database)

    async def born() -> Tumen:
        worker = bootstrap.put_together(settings, Loopback(api), small, clock, clock.pause)
        await worker.storage.start()
        await worker.application.initialize()
        return worker

    workers = [await born() for _ in range(4)]
    await workers[0].storage.run(lambda records: fill(records, people, items))
    begun, breaks = time.monotonic(), times(10, 100)
    tasks = [asyncio.create_task(remind_until_told(worker)) for worker in workers]
    for _ in range(breaks):
        await asyncio.sleep(dice.uniform(0, 0.05))
        which = dice.randrange(4)
        tasks[which].cancel()
        tasks[which] = asyncio.create_task(remind_until_told(workers[which]))
    while await workers[0].storage.run(lambda records: records.reminders.due(clock.now, 1)):
        await asyncio.sleep(0.02)
    took = time.monotonic() - begun
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for worker in workers:
        await worker.outgoing.idle()
    clock.now += 2 * LEASE
    while await workers[0].outgoing.sweep():
        await workers[0].outgoing.idle()
    told = [sum(message.sender == api.bot for message in api.messages(person)) for person in everybody]
    for worker in workers:
        await worker.outgoing.stop()
        await worker.storage.stop()
        await worker.application.shutdown()
    print(
        f"{len(people)} reminders, 4 workers broken off {breaks} times: {took:.1f} s, {told.count(0)} lost, {sum(n > 1 for n in told)} twice"
    )
    assert set(told) == {1}


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_reminders_that_are_due_for_all_at_once_are_claimed_once_each_though_workers_are_killed(
    small: Content, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    """Claimed and written down is not sent: that is for Telegram's thirty a second."""
    shared, people = kind == "postgres", times(500, 100_000)
    workers = (times(2, 4), "PostgreSQL") if shared else (1, "SQLite")
    for kills in times([5], [0, 40]):
        database = f"sqlite:///{tmp_path}/{kills}.db"
        if shared:
            database = request.getfixturevalue("own_postgres").database()
        async with AsyncExitStack() as stack:
            words = ["tests.faults.claiming", database]
            births = [await stack.enter_async_context(nursery(words, {})) for _ in range(workers[0])]
            for birth in births:  # the first finds nothing: what it leaves is loaded
                await birth()
                assert await birth.ended() == 0
            await filled(database, small, people)
            took = await claimed_by(births, kills)
        letters = await read(database, "SELECT learner_id, occasion FROM outbox")
        planned = await read(database, "SELECT count(*) FROM reminders WHERE sent = 1 AND ignored = 1")
        lost, doubled = people - len({learner for learner, _ in letters}), len(letters) - len(set(letters))
        print(
            f"{people} reminders due, {workers[0]} at work on {workers[1]}, {kills} kills:",
            f"claimed and written in {took:.1f} s, {lost} lost, {doubled} twice",
        )
        assert (lost, doubled, len(letters), planned) == (0, 0, people, [(people,)])


async def filled(database: str, content: Content, people: int) -> None:
    items = [item.id for question_set in content.bank.sets.values() for item in question_set.items]
    storage = storage_at(database)
    await storage.start()
    for begin in range(1, people + 1, 2_000):
        some = range(begin, min(begin + 2_000, people + 1))
        await storage.run(partial(fill, people=some, items=items))
    await storage.run(looked_at)
    await storage.stop()


def looked_at(records: Any) -> None:
    """What a database that has run for a minute knows by itself: how much there is of what."""
    records.learners.connection.exec_driver_sql("ANALYZE")


async def claimed_by(births: Sequence[Birth], kills: int) -> float:
    """Workers claim until nothing is due, some killed and replaced: how many seconds they need."""
    dice, begun = Random(5), time.monotonic()
    working = [await birth() for birth in births]
    for _ in range(kills):
        await asyncio.sleep(dice.uniform(0, 0.2))
        which = dice.randrange(len(working))
        with suppress(ProcessLookupError):
            os.kill(working[which], signal.SIGKILL)
        working[which] = await births[which]()
    assert [await birth.ended() for birth in births] == [0] * len(births)
    return time.monotonic() - begun
