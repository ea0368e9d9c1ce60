"""Everything kept about a person: handed over, and erased."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.learning.attempt import Attempt
from bot.services.records import Records


@dataclass(frozen=True, slots=True)
class Export:
    """What is kept about a person: all of it, and the answers once more as a table."""

    everything: bytes
    answers: bytes


def export(records: Records, person_id: int) -> Export:
    tables = records.personal.everything(person_id)
    written = json.dumps(tables, ensure_ascii=False, indent=2, default=str)
    return Export(written.encode(), _table(records.attempts.of_learner(person_id)))


def forget(records: Records, person_id: int, now: datetime) -> None:
    """Erase a person: the one deletion from the record of attempts."""
    records.personal.erase(person_id, now)


_COLUMNS = ("at", "item_id", "response", "verdict", "score", "reason", "hints", "chosen")


def _table(attempts: Sequence[Attempt]) -> bytes:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(_COLUMNS)
    table.writerows([_cell(getattr(attempt, name)) for name in _COLUMNS] for attempt in attempts)
    # Without the mark Excel takes it for an encoding of its own and spoils the accents.
    return written.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    text = str(value)
    # What begins like a formula would be run as one.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
