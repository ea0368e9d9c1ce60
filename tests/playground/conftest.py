from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import telegram

from bot.playground.bot_api import BotApi
from bot.playground.chats import Person
from bot.playground.loopback import Loopback


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> BotApi:
    return BotApi(clock=clock)


@pytest.fixture
def rani(api: BotApi) -> Person:
    return api.add_person("Rani", "id", username="rani")


@pytest.fixture
def sam(api: BotApi) -> Person:
    return api.add_person("Sam", "en")


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    async with telegram.Bot(api.token, request=Loopback(api), get_updates_request=Loopback(api)) as bot:
        yield bot
