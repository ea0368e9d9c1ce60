"""Statements that are made once, on asyncpg itself, inside what SQLAlchemy runs as a plain function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import asyncpg
from sqlalchemy import Executable
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.util import await_only

from bot.storage.rows import Row

_DIALECT = dialect()  # type: ignore[no-untyped-call]


class AsyncpgDriver:
    """For one connection; asyncpg keeps what it has prepared on it."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    def ask(self, statement: Executable, values: Mapping[str, Any]) -> Sequence[Row]:
        prepared = _prepare(statement, tuple(values))
        return list(await_only(self._connection.fetch(prepared.sql, *prepared.order(values))))

    def change(self, statement: Executable, values: Mapping[str, Any]) -> int:
        prepared = _prepare(statement, tuple(values))
        told = await_only(self._connection.execute(prepared.sql, *prepared.order(values)))
        return int(told.rpartition(" ")[2])  # "UPDATE 1", "INSERT 0 1"

    def change_each(self, statement: Executable, values: Sequence[Mapping[str, Any]]) -> None:
        prepared = _prepare(statement, tuple(values[0]))
        await_only(self._connection.executemany(prepared.sql, [prepared.order(each) for each in values]))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement with `$1`, `$2`, …: whose values these are, and the values that it has itself."""

    sql: str
    names: tuple[str, ...]
    constants: Mapping[str, Any]

    def order(self, values: Mapping[str, Any]) -> list[Any]:
        return [values[name] if name in values else self.constants[name] for name in self.names]


@cache
def _prepare(statement: Executable, given: tuple[str, ...]) -> _Prepared:
    compiled: Any = statement.compile(dialect=_DIALECT, column_keys=list(given))  # type: ignore[attr-defined]
    return _Prepared(compiled.string, tuple(compiled.positiontup), compiled.params)
