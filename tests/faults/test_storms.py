"""What the world does to a running bot: databases that go away, a Bot API in trouble, updates that are no updates."""

import asyncio
import json
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.bootstrap import Content
from bot.playground.bot_api import BotApi, Fault
from bot.playground.parameters import Parameters
from bot.playground.refusals import ConnectionDropped, bad_gateway, too_many_requests
from bot.playground.server import serve
from tests.faults.killing import SUBJECT, UNSENT, nurseries, read, settled
from tests.faults.pupils import Pupil
from tests.faults.test_killing import LONGER
from tests.playing import Clock, Playing
from tests.postgres import Server, server

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@asynccontextmanager
async def school(
    database: str, pupils: int = 8, workers: int = 0, patience: float = 60
) -> AsyncIterator[tuple[BotApi, list[Pupil], asyncio.Event]]:
    """Pupils at work on a bot in its own process; at the end everything is settled and counted."""
    api = BotApi()
    runner, address = await serve(api)
    people = [Pupil(api, api.add_person(f"Murid {n}"), Random(n), SUBJECT, patience) for n in range(pupils)]
    enough = asyncio.Event()
    try:
        async with nurseries("ours in haste", address, api.token, database, workers) as births:
            bots = [await birth() for birth in births]
            studying = [asyncio.create_task(pupil.study(enough)) for pupil in people]
            yield api, people, enough
            enough.set()
            await asyncio.gather(*studying)
            await settled(api, database)
            for bot, birth in zip(bots, births, strict=True):
                os.kill(bot, signal.SIGTERM)
                assert await birth.ended() == 0
    finally:
        await runner.cleanup()


async def compared(database: str, people: list[Pupil]) -> str:
    """Everything that was answered is on record once; in words, for the log."""
    rows = await read(database, "SELECT learner_id, session, position, attempt FROM attempts")
    given = {(p.person.id, t.session, t.position, t.attempt) for p in people for t in p.answers}
    unsent = (await read(database, UNSENT))[0][0]
    assert (given - set(rows), set(rows) - given, unsent) == (set(), set(), 0)
    return f"{len(given)} answers: 0 lost, 0 recorded twice, 0 replies never shown"


async def replied(people: list[Pupil], more: int) -> None:
    before = sum(pupil.replies for pupil in people)
    async with asyncio.timeout(60):
        while sum(pupil.replies for pupil in people) < before + more:
            await asyncio.sleep(0.01)


@pytest.fixture
def own_postgres() -> AsyncIterator[Server]:
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
    database = own_postgres.database()
    async with school(database, workers=workers) as (_, people, _enough):
        for _ in range(3 * LONGER):
            await replied(people, more=10)
            own_postgres.kill()
            await asyncio.sleep(0.5)
            await asyncio.to_thread(own_postgres.start)
        await replied(people, more=10)
    print(
        f"{3 * LONGER} times all of PostgreSQL killed, {workers or 'no'} webhook workers:",
        await compared(database, people),
    )


async def test_a_bot_api_in_trouble_loses_no_reply(tmp_path: Path) -> None:
    dice, database = Random(5), f"sqlite:///{tmp_path}/tumen.db"

    def trouble(method: str, _: Parameters) -> Fault | None:
        if method not in ("sendMessage", "editMessageText", "getUpdates") or dice.random() > 0.2:
            return None
        return dice.choice([bad_gateway(), ConnectionDropped(), too_many_requests(1)])

    async with school(database) as (api, people, _):
        await replied(people, more=20)
        api.rule = trouble
        await replied(people, more=60 * LONGER)
        api.rule = None
    print("one call in five fails:", await compared(database, people))


async def test_told_to_end_again_and_again_under_load_it_ends_in_time_and_loses_nothing(tmp_path: Path) -> None:
    database, api = f"sqlite:///{tmp_path}/tumen.db", BotApi()
    runner, address = await serve(api)
    people = [Pupil(api, api.add_person(f"Murid {n}"), Random(n), SUBJECT, 60) for n in range(8)]
    enough, longest = asyncio.Event(), 0.0
    async with nurseries("ours", address, api.token, database, 0) as [birth]:
        bot = await birth()
        studying = [asyncio.create_task(pupil.study(enough)) for pupil in people]
        for turn in range(10 * LONGER + 1):
            if turn == 10 * LONGER:
                enough.set()
                await asyncio.gather(*studying)
                await settled(api, database)
            else:
                await replied(people, more=5)
            begun = asyncio.get_running_loop().time()
            os.kill(bot, signal.SIGTERM)
            assert await birth.ended() == 0
            longest = max(longest, asyncio.get_running_loop().time() - begun)
            bot = await birth()
        os.kill(bot, signal.SIGKILL)
    await runner.cleanup()
    assert longest < 5
    print(f"{10 * LONGER} times SIGTERM under load, longest {longest:.2f} s:", await compared(database, people))


# Updates that are no updates


def mutated(update: Mapping[str, Any], dice: Random) -> Any:
    """The update with one to three things in it changed for something else."""
    text = json.loads(json.dumps(update))
    odd = [None, True, -1, 0, 2**31, 2**63, 2**70, 1.5, "", "x" * 5000, "\ud800", "\0", [], {}, [[]], {"id": "seven"}]
    for _ in range(dice.randint(1, 3)):
        holders = list(_holders(text))
        holder = dice.choice(holders) if holders else text
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if keys and holder is not text:
            key = dice.choice(keys)
            if dice.random() < 0.3 and isinstance(holder, dict):
                del holder[key]
            else:
                holder[key] = dice.choice(odd)
    return text


def _holders(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] * bool(inner) + [each for one in inner for each in _holders(one)]


async def test_no_mutated_update_is_unhandled_and_the_learners_next_message_works(small: Content) -> None:
    dice, clock, times = Random(7), Clock(NOW), 1000 * LONGER
    async with Playing.on(small, clock) as playing:
        rani = playing.person()
        await playing.says(rani, "/kuis kinds")
        playing.api.say(rani, rani, "halo /kuis")
        playing.api.press(rani, playing.api.last(rani), playing.buttons(rani)[0])
        seeds = [*playing.api.updates.pending()]
        await playing.settle()
        for number in range(times):
            clock.pass_by(seconds=1)
            odd = mutated(dice.choice(seeds), dice) | {"update_id": 10**9 + number}
            await playing.tumen.dispatcher.take(odd)
            if number % 50 == 0:
                await playing.tumen.outgoing.idle()
        await playing.tumen.outgoing.idle()
        clock.pass_by(minutes=5)
        assert await playing.says(rani, "/start")
        buried = playing.tumen.figures.of("updates", "buried")
    print(f"{times} mutated updates: 0 unhandled, {buried} in dead letters")


async def test_a_clock_that_jumps_loses_no_reply_and_sends_none_twice(small: Content) -> None:
    dice, clock = Random(3), Clock(NOW)
    async with Playing.on(small, clock) as playing:
        rani = playing.person()
        await playing.says(rani, "/start")
        for _ in range(200 * LONGER):
            clock.now += dice.choice([timedelta(hours=-1), timedelta(days=1), timedelta(seconds=1), timedelta(0)])
            assert len(await playing.says(rani, "/bantuan")) == 1
            await playing.tumen.outgoing.sweep()
            await playing.tumen.outgoing.idle()
        said = [message for message in playing.api.messages(rani) if message.sender == playing.api.bot]
    assert len(said) == 200 * LONGER + 1
