"""Where transactions run, by the address of the database."""

from bot.services.records import Storage
from bot.storage.sqlite import SqliteStorage


def storage_at(url: str) -> Storage:
    """The storage at `url`, not yet open."""
    if url.startswith("postgresql"):
        from bot.storage.postgres import PostgresStorage  # noqa: PLC0415 - its driver is an extra, and slow to load

        return PostgresStorage(url)
    return SqliteStorage(url)
