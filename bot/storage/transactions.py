"""Where transactions run, by the address of the database."""

from bot.services.records import Storage
from bot.storage.sqlite import SqliteStorage


def storage_at(url: str) -> Storage:
    """The storage at `url`, not yet open."""
    return SqliteStorage(url)
