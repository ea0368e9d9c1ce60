"""The schema's history leads where the tables are, and back."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.storage import migrations, postgres, sqlite
from bot.storage.tables import metadata

T = TypeVar("T")
Run = Callable[[Callable[[Connection], Any]], Any]


@pytest.fixture
def run(database: str, tmp_path: Path) -> Run:
    """Does something on a connection to an empty database."""

    def on_sqlite(work: Callable[[Connection], T]) -> T:
        engine = sqlite.engine_at(f"sqlite:///{tmp_path}/tumen.db")
        try:
            with engine.connect() as connection:
                return work(connection)
        finally:
            engine.dispose()

    def on_postgres(work: Callable[[Connection], T]) -> T:
        async def there() -> T:
            engine = postgres.engine_at(database)
            try:
                async with engine.connect() as connection:
                    return await connection.run_sync(work)
            finally:
                await engine.dispose()

        return asyncio.run(there())

    return on_sqlite if database.startswith("sqlite") else on_postgres


def test_all_revisions_together_make_the_tables(run: Run) -> None:
    run(migrations.upgrade)
    assert run(_differences) == []
    assert run(migrations.revision_of) == migrations.HEAD


def test_an_empty_database_starts_with_the_tables(run: Run) -> None:
    run(migrations.bring_up_to_date)
    assert run(_differences) == []
    assert run(migrations.revision_of) == migrations.HEAD


def test_the_way_back_leaves_nothing(run: Run) -> None:
    run(migrations.upgrade)
    run(lambda connection: migrations.downgrade(connection, "base"))
    assert run(lambda connection: inspect(connection).get_table_names()) == ["alembic_version"]


def test_an_old_database_is_brought_up_to_date(run: Run) -> None:
    run(lambda connection: migrations.upgrade(connection, "0001"))
    run(migrations.bring_up_to_date)
    assert run(_differences) == []


def test_the_newest_revision_is_the_one_we_say() -> None:
    folder = Path(migrations.__file__).parent
    assert ScriptDirectory(str(folder)).get_current_head() == migrations.HEAD


def _differences(connection: Connection) -> list[object]:
    with connection.begin():
        return compare_metadata(MigrationContext.configure(connection), metadata)
