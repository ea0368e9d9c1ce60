"""A school whose bot is killed again and again: what was lost, what was recorded twice, what was never shown."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import asyncpg

from bot.learning.session import Ticket
from bot.playground.bot_api import BotApi
from bot.playground.server import serve
from tests.faults.pupils import Forgotten, Pupil
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
SUBJECT = "school"
PUPILS = 12
UNSENT = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"
# Long enough for several answers of everybody, short enough that something is always under way.
LIVES = (0.03, 0.35)


@dataclass(frozen=True)
class Damage:
    """What a hundred deaths have done."""

    kills: int
    answers: int
    lost: int
    doubled: int
    never_shown: int
    shown_twice: int

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.answers} answers: {self.lost} lost, {self.doubled} recorded twice, "
            f"{self.never_shown} replies never shown, {self.shown_twice} shown twice"
        )


async def kill_again_and_again(
    design: str, database: str, kills: int, *, workers: int = 0, patience: float = 180.0, seed: int = 1
) -> Damage:
    """Pupils answer while their bot is killed `kills` times at random moments; then it may finish, and we count.

    With `workers` so many serve one webhook on one database, and one of them at a time is killed; else one polls.
    """
    api, dice, killed = BotApi(), Random(seed), 0
    runner, address = await serve(api)
    school = [Pupil(api, api.add_person(f"Murid {n}"), Random(f"{seed}{n}"), SUBJECT, patience) for n in range(PUPILS)]
    enough, studying = asyncio.Event(), list[asyncio.Task[None]]()
    try:
        async with nurseries(design, address, api.token, database, workers) as births:
            bots = [await birth() for birth in births]
            while killed < kills:
                studying = studying or [asyncio.create_task(pupil.study(enough)) for pupil in school]
                answered = await _somebody_is_answered(school, patience)
                await asyncio.sleep(dice.uniform(*LIVES))
                victim = dice.randrange(len(bots))
                os.kill(bots[victim], signal.SIGKILL)
                bots[victim] = await births[victim]()
                killed += 1
                if not answered:
                    break
            enough.set()
            ended = await asyncio.gather(*studying, return_exceptions=True)
            await settled(api, database)
            for bot in bots:
                os.kill(bot, signal.SIGTERM)
            for birth in births:
                await birth.ended()
    finally:
        for task in studying:
            task.cancel()
        await runner.cleanup()
    for end in ended:
        if end is not None:
            print(end)
    forgotten = sum(isinstance(end, Forgotten) for end in ended)
    assert all(end is None or isinstance(end, Forgotten) for end in ended), ended
    return await _count(database, school, killed, forgotten)


class Birth:
    """Gives a new bot each time it is called; the one before must be dead."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin
        assert process.stdout
        self._ask, self._told, self._alive = process.stdin, process.stdout, False

    async def __call__(self) -> int:
        await self.ended()
        self._ask.write(b"another\n")
        self._alive = True
        return int(await self._told.readline())

    async def ended(self) -> int | None:
        """How the last one ended."""
        if not self._alive:
            return None
        self._alive = False
        return int(await self._told.readline())


@asynccontextmanager
async def nurseries(design: str, address: str, token: str, database: str, workers: int) -> AsyncIterator[list[Birth]]:
    """One poller, or several workers that share a port."""
    port = str(free_port())
    own = {
        "TELEGRAM_TOKEN": token,
        "TELEGRAM_API_URL": address,
        "DATABASE_URL": database,
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
        "PORT": port,
        "WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "WEBHOOK_SECRET": "a-secret-of-the-house",
    }
    words = ["tests.faults.nursery", design, "run", *(["--webhook"] if workers else [])]
    # The other designs have much to complain of.
    heard = design.startswith("ours")
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(nursery(words, own, heard=heard)) for _ in range(workers or 1)]


@asynccontextmanager
async def nursery(words: Sequence[str], own: Mapping[str, str], *, heard: bool = True) -> AsyncIterator[Birth]:
    """A process that has loaded the bot, and forks it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *words),
        cwd=ROOT,
        env={**os.environ, **own},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=None if heard else asyncio.subprocess.DEVNULL,
    )
    try:
        yield Birth(process)
    finally:
        process.kill()
        await process.wait()


async def _somebody_is_answered(school: list[Pupil], patience: float) -> bool:
    before, until = sum(pupil.replies for pupil in school), asyncio.get_running_loop().time() + patience
    while sum(pupil.replies for pupil in school) == before:
        if asyncio.get_running_loop().time() > until:
            return False
        await asyncio.sleep(0.002)
    return True


async def settled(api: BotApi, database: str) -> None:
    """Until the bot has heard everything and the outbox is empty: what a dead worker held waits for its lease to end."""
    until = asyncio.get_running_loop().time() + 120
    while len(api.updates) or (await read(database, UNSENT))[0][0]:
        if asyncio.get_running_loop().time() > until:
            return
        await asyncio.sleep(0.05)


async def _count(database: str, school: list[Pupil], kills: int, forgotten: int) -> Damage:
    lost, doubled = await lost_and_doubled(database, school)
    unsent = await read(database, UNSENT)
    repeated = sum(pupil.repeated for pupil in school)
    answers = sum(len(pupil.answers) for pupil in school)
    return Damage(kills, answers, lost, doubled, forgotten + unsent[0][0], repeated)


async def lost_and_doubled(database: str, school: list[Pupil]) -> tuple[int, int]:
    """How many answers are not on record as they were given, and how many are that nobody gave."""
    rows = await read(database, "SELECT learner_id, session, position, attempt, response FROM attempts")
    recorded = {(learner, Ticket(*place)): response for learner, *place, response in rows}
    given = {(pupil.person.id, ticket): text for pupil in school for ticket, text in pupil.answers.items()}
    changed = sum(text is not None and recorded.get(key, text) != text for key, text in given.items())
    return len(given.keys() - recorded.keys()) + changed, len(recorded.keys() - given.keys())


async def read(database: str, query: str) -> list[tuple[Any, ...]]:
    """What a database says, asked from outside the bot."""
    if database.startswith("sqlite:///"):
        with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection:
            return connection.execute(query).fetchall()
    there = await asyncpg.connect(database)
    try:
        return [tuple(row) for row in await there.fetch(query)]
    finally:
        await there.close()
