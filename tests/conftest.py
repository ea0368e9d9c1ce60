"""What the tests stand on: the real content, a database in memory, the playground for Telegram, a clock that we set."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import bootstrap
from bot.bootstrap import Content
from tests.playing import Clock, Playing

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def content() -> Content:
    return bootstrap.read_content()


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 1, 0, tzinfo=UTC))


@pytest.fixture
async def playing(content: Content, clock: Clock) -> AsyncIterator[Playing]:
    async with Playing.on(content, clock) as playing:
        yield playing


@pytest.fixture
def tomorrow(clock: Clock) -> Iterator[None]:
    clock.now += timedelta(days=1)
    yield
