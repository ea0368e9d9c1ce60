"""What the tests stand on: the real content, a database in memory, the playground for Telegram, a clock that we set."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import bootstrap
from bot.bootstrap import Content
from tests.playing import Clock, Playing
from tests.postgres import Server, server

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


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """PostgreSQL, started for these tests; they are skipped where there is none."""
    folder = Path(tempfile.mkdtemp(prefix="tumen-postgres-"))
    found = server(folder)
    if found is None:
        pytest.skip("no PostgreSQL: neither TEST_DATABASE_URL, nor on the path, nor the wheel")
    yield found
    found.stop()
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return "sqlite://"
    running: Server = request.getfixturevalue("postgres")
    return running.database()


@pytest.fixture
async def playing(small: Content, clock: Clock, database: str) -> AsyncIterator[Playing]:
    async with Playing.on(small, clock, database) as playing:
        yield playing
