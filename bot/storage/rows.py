"""Rows over one connection: what all records have in common."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Boolean, Connection, Executable, Insert, Table
from sqlalchemy.dialects import sqlite

Row = Mapping[Any, Any]

# SQLite's driver takes values by name, as we have them.
_BY_NAME = sqlite.dialect(paramstyle="named")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_number(moment: datetime) -> int:
    return (moment - _EPOCH) // _MILLISECOND


def to_moment(number: int) -> datetime:
    return _EPOCH + number * _MILLISECOND


def first(rows: Sequence[Row]) -> Row | None:
    return rows[0] if rows else None


@cache
def upsert(dialect: str, table: Table, given: tuple[str, ...], replace: bool) -> Insert:
    """The statement that inserts a row, and where its key is taken replaces it or leaves it; made once and kept."""
    key = list(table.primary_key)
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 0.1 s of a start that needs none of it

        pg = postgresql.insert(table)
        if not replace:
            return pg.on_conflict_do_nothing(index_elements=key)
        return pg.on_conflict_do_update(index_elements=key, set_=_others(table, given, pg.excluded))
    lite = sqlite.insert(table)
    if not replace:
        return lite.on_conflict_do_nothing(index_elements=key)
    return lite.on_conflict_do_update(index_elements=key, set_=_others(table, given, lite.excluded))


def _others(table: Table, given: tuple[str, ...], excluded: Any) -> dict[str, Any]:
    return {c.name: excluded[c.name] for c in table.columns if not c.primary_key and c.name in given}


class Driver(Protocol):
    """Runs statements that are made once: SQLAlchemy takes several times as long for each as the database itself."""

    def ask(self, statement: Executable, values: Mapping[str, Any]) -> Sequence[Row]: ...

    def change(self, statement: Executable, values: Mapping[str, Any]) -> int: ...

    def change_each(self, statement: Executable, values: Sequence[Mapping[str, Any]]) -> None: ...


class Rows:
    """Reads and writes inside the transaction that the connection is in.

    `ask` and `change` take statements that are made once, and go straight to the driver. Others are executed on
    `connection`.
    """

    def __init__(self, connection: Connection, driver: Driver | None = None) -> None:
        self.connection = connection
        self._driver = driver or driver_of(connection)

    def ask(self, statement: Executable, values: Mapping[str, Any]) -> Sequence[Row]:
        """What the database answers, row by row."""
        return self._driver.ask(statement, values)

    def change(self, statement: Executable, values: Mapping[str, Any]) -> int:
        """How many rows were changed."""
        return self._driver.change(statement, values)

    def change_each(self, statement: Executable, values: Sequence[Mapping[str, Any]]) -> None:
        """The same with many values, or none."""
        if values:
            self._driver.change_each(statement, values)

    def write(self, table: Table, values: dict[str, Any], *, replace: bool) -> bool:
        """Insert a row; where its key is taken, replace it or leave it. Whether a row was written."""
        return self.change(upsert(self.connection.dialect.name, table, tuple(values), replace), values) > 0


def driver_of(connection: Connection) -> Driver:
    """The driver below a connection."""
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        return _Sqlite(raw)
    from bot.storage.asyncpg_driver import AsyncpgDriver  # noqa: PLC0415 - 0.1 s of a start that needs none of it

    return AsyncpgDriver(raw)


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ask(self, statement: Executable, values: Mapping[str, Any]) -> Sequence[Row]:
        prepared = _prepare(statement, tuple(values))
        return prepared.read(self._connection.execute(prepared.sql, prepared.complete(values)))

    def change(self, statement: Executable, values: Mapping[str, Any]) -> int:
        prepared = _prepare(statement, tuple(values))
        return self._connection.execute(prepared.sql, prepared.complete(values)).rowcount

    def change_each(self, statement: Executable, values: Sequence[Mapping[str, Any]]) -> None:
        prepared = _prepare(statement, tuple(values[0]))
        self._connection.executemany(prepared.sql, [prepared.complete(each) for each in values])


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement as SQLite's driver takes it: the values it has itself, and which columns are true or false."""

    sql: str
    constants: dict[str, Any]
    columns: tuple[str, ...]
    flags: tuple[str, ...]

    def complete(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**self.constants, **values} if self.constants else values

    def read(self, rows: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
        found = [dict(zip(self.columns, row, strict=True)) for row in rows]
        for flag in self.flags:
            for row in found:
                row[flag] = None if row[flag] is None else bool(row[flag])
        return found


@cache
def _prepare(statement: Executable, given: tuple[str, ...]) -> _Prepared:
    compiled: Any = statement.compile(dialect=_BY_NAME, column_keys=list(given))  # type: ignore[attr-defined]
    columns = tuple(column.name for column in compiled._result_columns)
    flags = tuple(column.name for column in compiled._result_columns if isinstance(column.type, Boolean))
    constants = {name: value for name, value in compiled.params.items() if name not in given}
    return _Prepared(compiled.string, constants, columns, flags)
