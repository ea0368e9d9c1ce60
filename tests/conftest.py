"""What the tests stand on: the real content, a database in memory, the playground for Telegram, a clock that we set."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot import bootstrap
from bot.bootstrap import Content
from tests.playing import Clock, Playing
from tests.postgres import Server, server

ROOT = Path(__file__).resolve().parents[1]

# The same examples at every run, however slow the machine: what fails, a change has broken. New examples are looked for
# by who wants to: `pytest --hypothesis-profile=search`.
_SLOW = [HealthCheck.too_slow]
settings.register_profile("steady", derandomize=True, database=None, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("search", deadline=None, suppress_health_check=_SLOW)
settings.load_profile("steady")


@pytest.fixture(autouse=True, scope="session")
def _however_slow_the_machine() -> Iterator[None]:
    """A bot in a test looks around when it starts and not while the test goes on; and it ends without haste."""
    with pytest.MonkeyPatch.context() as patch:
        for place in ("outgoing.SWEEP_EVERY", "jobs.SWEEP_EVERY", "reminders.EVERY"):
            patch.setattr(f"bot.chat.{place}", 3600.0)
        for place in ("bot.chat.outgoing", "bot.storage.postgres"):
            patch.setattr(f"{place}.PATIENCE_AT_END", 60.0)
        yield


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
