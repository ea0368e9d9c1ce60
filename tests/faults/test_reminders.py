"""Reminders that are due: each learner is written to once, however many workers look and however they end."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from bot import bootstrap
from bot.bootstrap import Content, Tumen
from bot.chat.outgoing import LEASE
from bot.playground.bot_api import BotApi
from bot.playground.loopback import Loopback
from bot.services.records import Records
from bot.settings import Settings
from bot.storage.rows import to_number
from bot.storage.tables import cards, learners, paces, reminders
from tests.faults.classroom import times
from tests.playing import Clock
from tests.postgres import Server

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def fill(records: Records, people: list[int], items: list[str]) -> None:
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
