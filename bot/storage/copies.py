"""Everything in one database, written into another and checked row by row."""

import hashlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, insert, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.errors import StorageUnavailable, TumenError
from bot.storage import migrations, sqlite
from bot.storage.examination import examine
from bot.storage.sql_personal import SqlPersonal, erasures_known
from bot.storage.tables import erasures, metadata

T = TypeVar("T")

# Few enough to be held in memory whatever stands in them, enough that the round trips do not count.
BATCH = 2_000


class NotEmpty(TumenError):
    """There is something in the database that would be written over."""


class NotTheSame(TumenError):
    """After copying, a table is not what it was copied from."""


class OldRevision(TumenError):
    """The database has tables of another version of the bot."""


@dataclass(frozen=True, slots=True)
class Copied:
    """One table, and how many rows of it were written and found equal."""

    table: str
    rows: int


async def copy(source: str, target: str) -> list[Copied]:
    """Write all of `source` into `target`, which must be empty; raises NotTheSame unless every row is equal there."""
    async with _open(source, snapshot=True) as old, _open(target) as new:
        return await _spawn(_copy, old, new)


async def examined(url: str, now: datetime) -> list[str]:
    """What is wrong with the database at `url`, in words."""
    async with _open(url, snapshot=True) as connection:
        return await _spawn(lambda there: examine(there, now), connection)


async def erasures_in(url: str) -> Mapping[str, int]:
    """Who was erased there and when, as marks; nobody where there are no tables yet, or older ones."""
    async with _open(url, snapshot=True) as connection:
        return await _spawn(_erasures, connection)


async def erase_again(url: str, erased: Mapping[str, int]) -> int:
    """Erase those whom an older copy still has; how many there were."""
    async with _open(url) as connection:
        return await _spawn(lambda there: _erase_again(there, erased), connection)


def restorable(path: Path, scratch: Path) -> Path:
    """A backup with today's tables: the file itself, or a copy in `scratch` that was brought up to date."""
    with _open_sqlite(f"sqlite:///{path}", snapshot=True) as connection:
        revision = migrations.revision_of(connection)
    if revision == migrations.HEAD:
        return path
    newer = scratch / "newer.db"
    newer.write_bytes(path.read_bytes())
    writing = sqlite.engine_at(f"sqlite:///{newer}")
    with writing.connect() as connection:
        migrations.bring_up_to_date(connection)
    writing.dispose()
    return newer


async def _spawn(work: Callable[..., T], *connections: Connection) -> T:
    """Do `work` on connections of either kind."""
    if all(connection.dialect.name == "sqlite" for connection in connections):
        return work(*connections)
    from sqlalchemy.util import greenlet_spawn  # noqa: PLC0415 - comes with the extra for PostgreSQL

    return await greenlet_spawn(work, *connections)


@asynccontextmanager
async def _open(url: str, *, snapshot: bool = False) -> AsyncIterator[Connection]:
    """A connection; as `snapshot` it sees one moment, whoever writes meanwhile."""
    if url.startswith("sqlite"):
        with _open_sqlite(url, snapshot) as connection:
            yield connection
        return
    from bot.storage import postgres  # noqa: PLC0415 - its driver is an extra

    engine = postgres.engine_at(url)
    level = "REPEATABLE READ" if snapshot else "READ COMMITTED"
    try:
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level=level)
            assert connection.sync_connection  # noqa: S101 - it has just been opened
            yield connection.sync_connection
    except (OSError, TimeoutError) as error:
        raise StorageUnavailable(str(error) or type(error).__name__) from error
    except DBAPIError as error:
        raise StorageUnavailable(str(error.orig)) from error
    finally:
        await engine.dispose()


@contextmanager
def _open_sqlite(url: str, snapshot: bool) -> Iterator[Connection]:
    path = make_url(url).database or ""
    if snapshot and not Path(path).exists():
        raise StorageUnavailable(f"{path}: there is no such file")
    # A reader takes no lock, changes nothing, and may look while the bot is at work.
    engine = _reading(path) if snapshot else sqlite.engine_at(url)
    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise StorageUnavailable(f"{path}: {error.orig}") from error
    finally:
        engine.dispose()


def _reading(path: str) -> Engine:
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true", connect_args={"isolation_level": None})
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _erasures(connection: Connection) -> dict[str, int]:
    with connection.begin():
        return erasures_known(connection) if inspect(connection).has_table(erasures.name) else {}


def _erase_again(connection: Connection, erased: Mapping[str, int]) -> int:
    with connection.begin():
        return SqlPersonal(connection).erase_again(erased)


def _copy(old: Connection, new: Connection) -> list[Copied]:
    if (revision := migrations.revision_of(old)) != migrations.HEAD:
        raise OldRevision(f"{revision or 'empty'}, not {migrations.HEAD}")
    migrations.bring_up_to_date(new)
    with old.begin(), new.begin():
        if full := [table.name for table in metadata.sorted_tables if _count(new, table)]:
            raise NotEmpty(", ".join(full))
        sums = {table.name: _write(table, old, new) for table in metadata.sorted_tables}
    with new.begin():
        return [_checked(table, new, sums[table.name]) for table in metadata.sorted_tables]


def _write(table: Table, old: Connection, new: Connection) -> tuple[int, int]:
    total = rows = 0
    for batch in _batches(table, old):
        new.execute(insert(table), [dict(zip(table.columns.keys(), row, strict=True)) for row in batch])
        total, rows = total + sum(map(_hash, batch)), rows + len(batch)
    return rows, total


def _checked(table: Table, new: Connection, expected: tuple[int, int]) -> Copied:
    """Equal sums of hashes: whatever the order, every row is there, once, with every value."""
    rows = total = 0
    for batch in _batches(table, new):
        total, rows = total + sum(map(_hash, batch)), rows + len(batch)
    if (rows, total) != expected:
        raise NotTheSame(f"{table.name}: {expected[0]} rows were read, {rows} are there, and they are not the same")
    return Copied(table.name, rows)


def _batches(table: Table, connection: Connection) -> Iterator[Sequence[tuple[Any, ...]]]:
    rows = connection.execution_options(stream_results=True).execute(select(table))
    yield from ([tuple(row) for row in part] for part in rows.partitions(BATCH))


def _hash(row: tuple[Any, ...]) -> int:
    return int.from_bytes(hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=16).digest())


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
