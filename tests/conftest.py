"""What the tests stand on: the real content, a database in memory, the playground for Telegram, a clock that we set."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import bootstrap
from bot.bootstrap import Content
from tests.playing import Clock, Playing

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def content() -> Content:
    return bootstrap.read_content()


@pytest.fixture(scope="session")
def small() -> Content:
    """A few questions on other things, so that no lesson's wording holds a test."""
    return bootstrap.read_content(ROOT / "tests" / "small")


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 3, 2, 1, 0, tzinfo=UTC))


@pytest.fixture
async def playing(small: Content, clock: Clock) -> AsyncIterator[Playing]:
    async with Playing.on(small, clock) as playing:
        yield playing
