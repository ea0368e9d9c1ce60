"""Rows over one connection: what all records have in common."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_number(moment: datetime) -> int:
    return (moment - _EPOCH) // _MILLISECOND


def to_moment(number: int) -> datetime:
    return _EPOCH + number * _MILLISECOND


class Rows:
    """Reads and writes inside the transaction that the connection is in."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def write(self, table: Table, values: dict[str, Any], *, replace: bool) -> bool:
        """Insert a row; where its key is taken, replace it or leave it. Whether a row was written."""
        statement = _insert(self.connection.dialect.name, table, tuple(values), replace)
        return self.connection.execute(statement, values).rowcount > 0


@cache
def _insert(dialect: str, table: Table, names: tuple[str, ...], replace: bool) -> Insert:
    # Made once: to put it together costs more than to run it.
    statement: Any = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    key = list(table.primary_key)
    if not replace:
        left: Insert = statement.on_conflict_do_nothing(index_elements=key)
        return left
    others = {column.name: statement.excluded[column.name] for column in table.c if column not in key}
    replaced: Insert = statement.on_conflict_do_update(
        index_elements=key, set_={name: column for name, column in others.items() if name in names}
    )
    return replaced
