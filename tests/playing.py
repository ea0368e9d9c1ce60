"""The whole bot in a test: people write and press, the bot answers, nothing is between but PTB."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot import bootstrap
from bot.bootstrap import Content, Tumen
from bot.playground.bot_api import BotApi
from bot.playground.chats import Event, Happening, Message, Person
from bot.playground.loopback import Loopback
from bot.settings import Settings


@dataclass
class Clock:
    """The time that everybody believes."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)

    async def pause(self, seconds: float) -> None:
        """Waiting that takes no time of ours."""
        self.pass_by(seconds=seconds)
        await asyncio.sleep(0)


@dataclass
class Playing:
    """One bot, the playground under it, what happened, and how much of it a test has looked at."""

    api: BotApi
    tumen: Tumen
    clock: Clock
    content: Content
    seen: list[Event] = field(default_factory=list)
    read: list[Event] = field(default_factory=list)
    offset: int = 0

    @classmethod
    @asynccontextmanager
    async def on(cls, content: Content, clock: Clock, database: str = "sqlite://") -> AsyncIterator["Playing"]:
        api = BotApi(clock=clock)
        settings = Settings(telegram_token=api.token, database_url=database)
        tumen = bootstrap.put_together(settings, Loopback(api), content, clock, clock.pause)
        playing = cls(api, tumen, clock, content)
        api.subscribe(playing.seen.append)
        await tumen.start()
        try:
            yield playing
        finally:
            await tumen.stop()

    def person(self, name: str = "Rani", language: str | None = "id") -> Person:
        return self.api.add_person(name, language)

    async def says(self, person: Person, text: str) -> list[str]:
        """What the bot writes when `person` writes `text`."""
        self.api.say(person, person, text)
        return await self.hears()

    async def presses(self, person: Person, label: str) -> list[str]:
        """What the bot writes or changes when `person` presses the newest button that says `label`."""
        self.api.press(person, self.newest_with(person, label), label)
        return await self.hears()

    def newest_with(self, person: Person, label: str) -> Message:
        shown = [message for message in self.api.messages(person) if message.sender == self.api.bot]
        for message in reversed(shown):
            if message.button(label):
                return message
        raise AssertionError(f"no button {label!r}; the last message has {shown[-1].buttons if shown else []}")

    async def hears(self) -> list[str]:
        """Let the bot take every update that waits; the texts it sent or edited, in order."""
        before = len(self.seen)
        await self.settle()
        return [plain(event.message) for event in self.seen[before:] if _is_the_bots(self.api, event) and event.message]

    async def settle(self) -> None:
        await self.take()
        await self.tumen.jobs.idle()
        await self.tumen.outgoing.idle()

    async def take(self) -> None:
        """Let the bot take every update that waits, and go on before the work behind them is done."""
        while updates := self.api.call("getUpdates", {"offset": self.offset, "timeout": 0}):
            self.offset = updates[-1]["update_id"] + 1
            await asyncio.gather(*(self.tumen.dispatcher.take(update) for update in updates))

    def buttons(self, person: Person) -> list[str]:
        return self.api.last(person).buttons

    def toasts(self) -> list[str]:
        answered = [event.press for event in self.seen if event.kind is Happening.ANSWERED]
        return [press.text for press in answered if press and press.text]


def plain(message: Message) -> str:
    """The words of a message on one line."""
    return re.sub(r"\s+", " ", message.text).strip()


def _is_the_bots(api: BotApi, event: Event) -> bool:
    written = event.kind in (Happening.SAID, Happening.EDITED)
    return written and event.message is not None and event.message.sender == api.bot
