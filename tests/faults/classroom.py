"""A class at work on a bot in its own process, and what must be true when it goes home."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from bot.playground.bot_api import BotApi
from bot.playground.server import serve
from tests.faults.killing import SUBJECT, UNSENT, Birth, lost_and_doubled, nurseries, read, settled
from tests.faults.pupils import Pupil

T = TypeVar("T")
LONG = bool(os.environ.get("FAULTS"))


def times(short: T, long: T) -> T:
    """How often, or for which cases: in every run of the tests, or in `make faults`."""
    return long if LONG else short


@dataclass
class Class:
    """Pupils, the Bot API they and the bots meet at, and the bots' processes."""

    api: BotApi
    database: str
    pupils: list[Pupil]
    bots: list[int] = field(default_factory=list)
    births: list[Birth] = field(default_factory=list)

    async def replied(self, more: int, within: float = 180) -> None:
        """Return when the bots have replied so often again."""
        before = sum(pupil.replies for pupil in self.pupils)
        async with asyncio.timeout(within):
            while sum(pupil.replies for pupil in self.pupils) < before + more:
                await asyncio.sleep(0.01)

    async def everybody_is_replied_to(self, within: float = 180) -> float:
        """How long the last of them waited."""
        begun, before = asyncio.get_running_loop().time(), [pupil.replies for pupil in self.pupils]
        async with asyncio.timeout(within):
            while any(pupil.replies == old for pupil, old in zip(self.pupils, before, strict=True)):
                await asyncio.sleep(0.01)
        return asyncio.get_running_loop().time() - begun

    async def compared(self, design: str = "ours") -> str:
        """Everything that was answered is on record once; in words, for the log."""
        lost, doubled, unsent = await self.damage()
        assert design != "ours" or (lost, doubled, unsent) == (0, 0, 0)
        repeated = sum(pupil.repeated for pupil in self.pupils)
        answers = sum(len(pupil.answers) for pupil in self.pupils)
        told = f"{answers} answers: {lost} lost, {doubled} recorded twice, {unsent} replies never shown"
        return f"{told}, {repeated} shown twice"

    async def damage(self) -> tuple[int, int, int]:
        lost, doubled = await lost_and_doubled(self.database, self.pupils)
        return lost, doubled, (await read(self.database, UNSENT))[0][0]


@asynccontextmanager
async def at_work(
    database: str, pupils: int = 8, workers: int = 0, patience: float = 180, design: str = "ours in haste"
) -> AsyncIterator[Class]:
    """A class at work; at the end everything is settled, and the bots have ended as they should."""
    api = BotApi()
    runner, address = await serve(api)
    people = [Pupil(api, api.add_person(f"Murid {n}"), Random(n), SUBJECT, patience) for n in range(pupils)]
    lesson, enough = Class(api, database, people), asyncio.Event()
    studying: list[asyncio.Task[None]] = []
    try:
        async with nurseries(design, address, api.token, database, workers) as lesson.births:
            lesson.bots = [await birth() for birth in lesson.births]
            studying = [asyncio.create_task(pupil.study(enough)) for pupil in people]
            yield lesson
            enough.set()
            await asyncio.gather(*studying, return_exceptions=not design.startswith("ours"))
            await settled(api, database)
            for bot, birth in zip(lesson.bots, lesson.births, strict=True):
                os.kill(bot, signal.SIGTERM)
                # Who is told before it has begun has nothing to end.
                assert await birth.ended() in (0, -signal.SIGTERM)
    finally:
        for task in studying:
            task.cancel()
        await runner.cleanup()
