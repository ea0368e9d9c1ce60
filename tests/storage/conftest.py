"""A database of each kind, empty."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.records import Storage
from bot.storage.transactions import storage_at


@pytest.fixture
async def storage(database: str, tmp_path: Path) -> AsyncIterator[Storage]:
    storage = storage_at(f"sqlite:///{tmp_path}/tumen.db" if database == "sqlite://" else database)
    await storage.start()
    yield storage
    await storage.stop()
