"""Large tables are changed and moved without a row lost, and in a time that an operator can plan with."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select

from bot.storage import copies, migrations, sqlite
from bot.storage.rows import to_number
from bot.storage.tables import attempts, learners, outbox, sessions
from tests.faults.classroom import times
from tests.postgres import Server
from tests.storage.test_migrations import run  # noqa: F401 - a fixture

NOW = to_number(datetime(2026, 3, 2, tzinfo=UTC))
ODD = "“é\n'; DROP TABLE attempts; -- 朝鮮 😀\t"


def fill(connection: Connection, rows: int) -> None:
    """Learners with a hundred answers each, and a reply that was not sent."""
    dice = Random(1)
    with connection.begin():
        for first in range(0, rows // 100, 500):
            people = [7_000_000_001 + number for number in range(first, min(first + 500, rows // 100))]
            connection.execute(
                insert(learners), [{"id": p, "language": "id", "since": NOW, "reachable": True} for p in people]
            )
            connection.execute(insert(sessions), [session(p) for p in people])
            connection.execute(insert(attempts), [attempt(p, place, dice) for p in people for place in range(100)])
            connection.execute(insert(outbox), [letter(p) for p in people])


def session(person: int) -> dict[str, Any]:
    place = {"number": 1, "activity": "quiz", "subject": "s", "items": "[]", "started": NOW, "position": 100}
    return {"learner_id": person, **place, "misses": 0, "asked_back": 0, "hints": 0, "picks": "[]", "stage": "asking"}


def attempt(person: int, place: int, dice: Random) -> dict[str, Any]:
    judged = {"verdict": "wrong", "score": dice.random(), "reason": "other", "at": NOW, "hints": 0, "chosen": False}
    where = {"learner_id": person, "session": 1, "position": place, "attempt": 0, "item_id": f"s/{place}"}
    return {**where, "content": "hash", "response": ODD * (place % 2), **judged}


def letter(person: int) -> dict[str, Any]:
    key = {"learner_id": person, "occasion": "update:1", "place": 0, "chat_id": person}
    return {**key, "call": "{}", "leased_until": NOW}


def all_rows(connection: Connection) -> list[Any]:
    with connection.begin():
        tables = (learners, sessions, attempts, outbox)
        return [sorted(map(tuple, connection.execute(select(table)))) for table in tables]


def test_what_is_there_survives_the_way_down_and_up_again(run: Callable[..., Any]) -> None:  # noqa: F811
    rows = times(2_000, 200_000)
    run(migrations.bring_up_to_date)
    run(lambda connection: fill(connection, rows))
    before = run(all_rows)
    took = []
    for change in (lambda connection: migrations.downgrade(connection, "0001"), migrations.bring_up_to_date):
        begun = time.monotonic()
        run(change)
        took.append(time.monotonic() - begun)
    assert run(all_rows) == before
    print(f"{rows} answers: {took[0]:.1f} s down to the first revision, {took[1]:.1f} s up again, every row as it was")


async def test_a_large_database_moves_to_postgresql_row_by_row(postgres: Server, tmp_path: Path) -> None:
    rows, here = times(5_000, 1_000_000), f"sqlite:///{tmp_path}/tumen.db"
    engine = sqlite.engine_at(here)
    with engine.connect() as connection:
        migrations.bring_up_to_date(connection)
        fill(connection, rows)
    engine.dispose()
    begun = time.monotonic()
    copied = {each.table: each.rows for each in await copies.copy(here, postgres.database())}
    took = time.monotonic() - begun
    assert (copied["attempts"], copied["learners"]) == (rows, rows // 100)
    print(f"{rows} answers moved to PostgreSQL and compared in {took:.1f} s: {rows / took:,.0f} a second")


def test_a_backup_knows_when_it_is_not_what_it_was_copied_from(tmp_path: Path) -> None:
    """One changed value is found: the sums are not decoration."""
    engine = sqlite.engine_at(f"sqlite:///{tmp_path}/tumen.db")
    with engine.connect() as connection:
        migrations.bring_up_to_date(connection)
        fill(connection, 1_000)
        with connection.begin():
            found = connection.execute(select(attempts)).fetchall()
            sums = len(found), sum(copies._hash(tuple(row)) for row in found)
        with connection.begin():
            assert copies._checked(attempts, connection, sums).rows == 1_000
            connection.execute(attempts.update().where(attempts.c.position == 7).values(score=0.123))
        with pytest.raises(copies.NotTheSame), connection.begin():
            copies._checked(attempts, connection, sums)
    engine.dispose()
