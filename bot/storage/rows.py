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


@cache
def upsert(dialect: str, table: Table, given: tuple[str, ...], replace: bool) -> Insert:
    """The statement that inserts a row, and where its key is taken replaces it or leaves it; made once and kept."""
    key = list(table.primary_key)
    if dialect == "postgresql":
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


class Rows:
    """Reads and writes inside the transaction that the connection is in."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def write(self, table: Table, values: dict[str, Any], *, replace: bool) -> bool:
        """Insert a row; where its key is taken, replace it or leave it. Whether a row was written."""
        statement = upsert(self.connection.dialect.name, table, tuple(values), replace)
        return self.connection.execute(statement, values).rowcount > 0
