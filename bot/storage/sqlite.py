"""The records in one SQLite file: one after another, many to a commit."""

import asyncio
import logging
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
# Nothing else happens in the process meanwhile (seconds).
LONGEST_TURN = 0.02
# Before this version a reset of the write-ahead log can lose a page when a second connection checkpoints.
SAFE_VERSION = (3, 51, 3)
# SQL that is wrong is a mistake of ours; everything else (full, locked, torn, gone) is the file's.
_OUR_MISTAKES = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE}


_Job = tuple[Callable[[Records], Any], "asyncio.Future[Any]"]


class SqliteStorage:
    """Transactions in a queue; up to 64 to a commit, a savepoint each.

    The statements run where they are asked for, a few at a time; only the commit, which waits for the disk, goes to a
    thread. With all of it in a thread every statement would wait for Python's lock, up to 5 ms each time.
    """

    # Nobody else writes here: what a predecessor left unsent is ours at once.
    shared = False

    def __init__(self, url: str) -> None:
        self._place = make_url(url)
        self._jobs: deque[_Job] = deque()
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="disk")
        self._working: asyncio.Task[None] | None = None
        self._engine: Engine | None = None
        self._connection: Connection | None = None
        self._lock: IO[str] | None = None

    async def start(self) -> None:
        """Bring the tables up to date; raises StorageUnavailable with what is wrong."""
        if self._connection is not None:
            return
        self._lock = _only_writer(self._place.database)
        self._engine = engine_at(str(self._place))
        try:
            self._connection = self._engine.connect()
            migrations.bring_up_to_date(self._connection)
            self._records = SqlRecords(self._connection)
        except DBAPIError as error:
            self._close()
            raise StorageUnavailable(f"{self._place.database}: {error.orig}") from error
        if sqlite3.sqlite_version_info < SAFE_VERSION:
            logger.info("sqlite.version", extra={"version": sqlite3.sqlite_version, "one_process_only": True})

    async def run(self, work: Callable[[Records], T]) -> T:
        """The result of `work`, committed; what it raises undoes it alone."""
        if self._connection is None:
            raise StorageUnavailable("the database is not open")
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.append((work, future))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work(self._connection))
        return await future

    async def stop(self) -> None:
        """Commit what is queued, then close."""
        if self._working is not None:
            await asyncio.wait([self._working])
        self._close()

    def _close(self) -> None:
        if self._connection:
            self._connection.close()
        if self._engine:
            self._engine.dispose()
        if self._lock:
            self._lock.close()
        self._disk.shutdown()
        self._connection = None

    async def _work(self, connection: Connection) -> None:
        """Commit after commit, until nothing is left to do; what comes meanwhile is in the next one."""
        while self._jobs:
            for (_, future), result, error in await self._commit(connection):
                _settle(future, result, error)

    async def _commit(self, connection: Connection) -> "list[_Outcome]":
        taken: list[_Job] = []
        try:
            transaction = connection.begin()
            try:
                outcomes = self._try_some(connection, taken)
                await self._on_disk(transaction.commit)
            except Exception:
                transaction.rollback()
                raise
            if connection.info.pop(SCRUB, False):
                await self._on_disk(lambda: _scrub(connection))
        except Exception as error:
            # The commit failed, or SQLite undid all of it at once (disk full): none of it happened.
            unavailable = StorageUnavailable(_cause(error))
            if not taken:  # nothing could even begin: who waits is told, or we would try again without end
                taken, self._jobs = list(self._jobs), deque()
            logger.error("storage.unavailable", extra={"cause": str(unavailable), "jobs": len(taken)})
            return [(job, None, unavailable) for job in taken]
        return outcomes

    async def _on_disk(self, work: Callable[[], None]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._disk, work)

    def _try_some(self, connection: Connection, taken: "list[_Job]") -> "list[_Outcome]":
        """As many as fit one commit, and no longer than others can wait."""
        records, until = self._records, time.monotonic() + LONGEST_TURN
        outcomes: list[_Outcome] = []
        while self._jobs and len(taken) < MOST_PER_COMMIT and time.monotonic() < until:
            taken.append(self._jobs.popleft())
            outcomes.append(_try(connection, records, taken[-1]))
        return outcomes


def _scrub(connection: Connection) -> None:
    """Bring the log's pages into the file, where deleted rows are overwritten, and cut the log off."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - it has just committed
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def engine_at(url: str) -> Engine:
    """An engine with one connection that writes as we do."""
    place = make_url(url)
    if place.database and place.database != ":memory:":
        _make_folder(place.database)
    options = {"check_same_thread": False, "isolation_level": None}
    engine = create_engine(place, poolclass=StaticPool, connect_args=options, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    # FULL: 150 simulated power cuts lost nothing that was acknowledged; NORMAL lost 954 answers.
    # MEMORY: what a savepoint sets aside needs no file of its own; it is of no use after a crash.
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=20000", "secure_delete=ON")
    for pragma in (*pragmas, "temp_store=MEMORY"):
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
    _make_folder(path)
    try:
        lock = Path(f"{path}.lock").open("w")  # noqa: SIM115 - open for as long as we run
    except OSError as error:
        raise StorageUnavailable(f"{path}: {error.strerror}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise StorageUnavailable(f"{path}: another bot is writing here") from error
    return lock


def _make_folder(path: str) -> None:
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(f"{path}: {error.strerror}") from error


_Outcome = tuple[_Job, Any, BaseException | None]


def _try(connection: Connection, records: Records, job: _Job) -> _Outcome:
    # Straight to the driver: SQLAlchemy would take longer than SQLite.
    execute = connection.connection.driver_connection.execute  # type: ignore[union-attr]
    execute("SAVEPOINT job")
    try:
        result = job[0](records)
    except Exception as error:
        failure = StorageUnavailable(_cause(error)) if _is_the_files(error) else error
        try:
            execute("ROLLBACK TO job")
        except sqlite3.Error:
            raise failure from error
        execute("RELEASE job")
        return job, None, failure
    execute("RELEASE job")
    return job, result, None


def _is_the_files(error: Exception) -> bool:
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return code is not None and code & 0xFF not in _OUR_MISTAKES


def _cause(error: Exception) -> str:
    """What the database said, without the statement and what a learner wrote in it."""
    return str(getattr(error, "orig", error))


def _settle(future: "asyncio.Future[Any]", result: Any, error: BaseException | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
