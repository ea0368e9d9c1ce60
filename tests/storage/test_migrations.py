"""The schema's history leads where the tables are, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.storage import migrations
from bot.storage.sqlite import engine_at
from bot.storage.tables import metadata


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = engine_at(f"sqlite:///{tmp_path}/tumen.db")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_all_revisions_together_make_the_tables(connection: Connection) -> None:
    migrations.upgrade(connection)
    assert _differences(connection) == []
    assert migrations.revision_of(connection) == migrations.HEAD


def test_an_empty_database_starts_with_the_tables(connection: Connection) -> None:
    migrations.bring_up_to_date(connection)
    assert _differences(connection) == []
    assert migrations.revision_of(connection) == migrations.HEAD


def test_the_way_back_leaves_nothing(connection: Connection) -> None:
    migrations.upgrade(connection)
    migrations.downgrade(connection, "base")
    assert inspect(connection).get_table_names() == ["alembic_version"]


def test_an_old_database_is_brought_up_to_date(connection: Connection) -> None:
    migrations.upgrade(connection, "0001")
    migrations.bring_up_to_date(connection)
    assert _differences(connection) == []


def test_the_newest_revision_is_the_one_we_say() -> None:
    folder = Path(migrations.__file__).parent
    assert ScriptDirectory(str(folder)).get_current_head() == migrations.HEAD


def _differences(connection: Connection) -> list[object]:
    with connection.begin():
        return compare_metadata(MigrationContext.configure(connection), metadata)
