"""The schema's history, by Alembic; an empty database starts at its end."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.storage.tables import PARTIAL, metadata

# The newest revision. A test holds it to the files in versions/, so that a start need not load Alembic to know it.
HEAD = "0003"


def bring_up_to_date(connection: Connection) -> None:
    """Create the tables, or run the revisions that this database has not seen."""
    revision = revision_of(connection)
    if revision is None:
        _create(connection)
    elif revision != HEAD:
        upgrade(connection)


def revision_of(connection: Connection) -> str | None:
    """The revision the database is at; None when it is empty."""
    with connection.begin():
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run Alembic forward to `revision`."""
    from alembic import command  # noqa: PLC0415 - only an old database needs it: 0.2 s of every start

    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Run Alembic back to `revision`."""
    from alembic import command  # noqa: PLC0415 - as above

    command.downgrade(_config(connection), revision)


def _create(connection: Connection) -> None:
    for index, rows in PARTIAL.items():
        index.dialect_options[connection.dialect.name]["where"] = rows
    with connection.begin():
        metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def _config(connection: Connection) -> "Config":  # type: ignore[name-defined]  # noqa: F821 - loaded on use
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config
