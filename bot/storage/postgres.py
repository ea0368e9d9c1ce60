"""The records in PostgreSQL, shared by any number of processes."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import AsyncAdaptedQueuePool, Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StorageUnavailable
from bot.services.records import Records
from bot.storage import migrations
from bot.storage.sql_records import SqlRecords

logger = logging.getLogger(__name__)
T = TypeVar("T")

# More at once only wait for each other: 8 connections gave 1,846 answers a second on two cores, 32 gave 1,522.
CONNECTIONS = 8
# Who waits longer than this for a connection, an answer or a lock has lost the database; Telegram asks again.
PATIENCE = 10.0
PATIENCE_AT_START = 3600.0
# Who is told to end has no time for a database that does not answer: what was not committed comes again.
PATIENCE_AT_END = 1.0
# Two transactions that cannot both happen: the loser begins again.
_COLLISIONS = {"40001", "40P01"}
# What a database raises, by way of SQLAlchemy and without it.
_FAULTS = (DBAPIError, asyncpg.PostgresError, asyncpg.InterfaceError)
MOST_TRIES = 5
# Two workers that start at once must not both create the tables; any number will do, as long as it is always the same.
_MIGRATING = 7_355_608


class PostgresStorage:
    """One transaction per call, written as a plain function and run on asyncpg."""

    # Others write here too: their leases are to be respected.
    shared = True

    def __init__(self, url: str) -> None:
        self._url, self._engine, self._ready = url, _serving(url), False

    async def start(self) -> None:
        """Bring the tables up to date; raises StorageUnavailable with what is wrong."""
        if self._ready:
            return
        # A large table may take its time to be changed: nobody waits for an answer yet.
        patient = engine_at(self._url, PATIENCE_AT_START)
        try:
            async with patient.connect() as connection:
                await connection.run_sync(_bring_up_to_date)
        except (OSError, TimeoutError) as error:
            raise StorageUnavailable(type(error).__name__) from error
        except DBAPIError as error:
            raise StorageUnavailable(str(error.orig)) from error
        finally:
            await patient.dispose()
        self._ready = True

    async def run(self, work: Callable[[Records], T]) -> T:
        """The result of `work`, committed; a transaction that collides with another is run again."""
        if not self._ready:
            raise StorageUnavailable("the database is not open")
        for tried in range(1, MOST_TRIES + 1):
            try:
                return await self._once(work)
            except _FAULTS as error:
                if tried == MOST_TRIES or _state(error) not in _COLLISIONS:
                    raise
        raise AssertionError("unreachable")

    async def stop(self) -> None:
        """Let what is under way end, then close: a connection given back to a closed pool would stay open for ever."""
        self._ready = False
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_AT_END):
                while self._lent():  # noqa: ASYNC110 - the pool tells nobody
                    await asyncio.sleep(0.002)
                await self._engine.dispose()

    def _lent(self) -> int:
        pool = self._engine.pool
        assert isinstance(pool, AsyncAdaptedQueuePool)  # noqa: S101 - what an engine on asyncpg has
        return pool.checkedout()

    async def _once(self, work: Callable[[Records], T]) -> T:
        try:
            async with asyncio.timeout(PATIENCE), self._engine.connect() as connection:
                return await _transaction(connection, work)
        except (OSError, PoolTimeout) as error:
            raise StorageUnavailable(type(error).__name__) from error
        except _FAULTS as error:
            if _is_away(_state(error)):
                raise StorageUnavailable(type(error).__name__) from error
            raise


def engine_at(url: str, patience: float | None = PATIENCE, **options: Any) -> AsyncEngine:
    """An engine on asyncpg, whatever the address calls it; `patience` is for each statement, in seconds."""
    place = make_url(url).set(drivername="postgresql+asyncpg")
    return create_async_engine(
        place,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=PATIENCE,
        hide_parameters=True,
        connect_args={"timeout": PATIENCE, "command_timeout": patience, "server_settings": {"timezone": "UTC"}},
        **options,
    )


def _serving(url: str) -> AsyncEngine:
    """An engine that leaves transactions to us, and lends no connection that is closed."""
    # A transaction has a clock: one for each of its statements would be a sixteenth of the processor time.
    engine = engine_at(url, patience=None, isolation_level="AUTOCOMMIT")

    @event.listens_for(engine.sync_engine, "checkout")
    def look(connection: Any, *_: object) -> None:
        if connection.driver_connection.is_closed():
            raise DisconnectionError

    return engine


async def _transaction(connection: AsyncConnection, work: Callable[[Records], T]) -> T:
    driver: Any = (await connection.get_raw_connection()).driver_connection
    try:
        await driver.execute("BEGIN")
        done = await connection.run_sync(lambda inner: work(SqlRecords(inner)))
        await driver.execute("COMMIT")
    except _FAULTS as error:
        await _undo(driver)
        if driver.is_closed():
            raise StorageUnavailable(type(error).__name__) from error
        raise
    except OSError:  # a timeout, too: nobody answers
        driver.terminate()
        raise
    except Exception:
        await _undo(driver)
        raise
    except BaseException:
        # Broken off half-way: the server undoes what has no line any more.
        driver.terminate()
        raise
    return done


async def _undo(driver: Any) -> None:
    """Take back what was not committed; a connection on which that fails is not used again."""
    if driver.is_closed():
        return
    try:
        await driver.execute("ROLLBACK")
    except BaseException as error:
        driver.terminate()
        if not isinstance(error, Exception):
            raise


def _bring_up_to_date(connection: Connection) -> None:
    with connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({_MIGRATING})")
    try:
        migrations.bring_up_to_date(connection)
    finally:
        with connection.begin():
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_MIGRATING})")


def _state(error: Exception) -> str:
    """PostgreSQL's five characters for what went wrong, or none."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlstate", None) or ""


def _is_away(state: str) -> bool:
    """Whether the server is at fault and not our SQL: line lost (08), full (53), shutting down (57), read only."""
    return state[:2] in ("08", "53", "57", "58") or state == "25006"
