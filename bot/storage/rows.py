"""Rows over one connection: what all records have in common."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table
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
        dialect = postgresql if self.connection.dialect.name == "postgresql" else sqlite
        key = list(table.primary_key)
        statement = dialect.insert(table)
        if replace:
            others = {c.name: statement.excluded[c.name] for c in table.columns if c not in key and c.name in values}
            statement = statement.on_conflict_do_update(index_elements=key, set_=others)
        else:
            statement = statement.on_conflict_do_nothing(index_elements=key)
        return self.connection.execute(statement, values).rowcount > 0
