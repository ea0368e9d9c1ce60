"""Backups come back, databases move, and the doctor finds what is wrong."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.cli.main import main
from bot.grading.judgement import Verdict
from bot.learning.attempt import Attempt
from bot.learning.learner import Learner
from bot.learning.session import Activity, Session
from bot.services.records import Records
from bot.storage import copies
from bot.storage.transactions import storage_at
from tests.postgres import Server

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ODD = "“é\n'; DROP TABLE attempts; -- 朝鮮 😀\t"


@pytest.fixture
def tumen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """`python -m bot …` on a database of its own."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/tumen.db")
    monkeypatch.setenv("TELEGRAM_TOKEN", "123456:abcdefgh")
    return lambda *words: main([str(word) for word in words])


def fill(url: str, learners: int = 30) -> None:
    """Learners with answers of all kinds."""
    dice = Random(1)

    def work(records: Records) -> None:
        for number in range(7_000_000_001, 7_000_000_001 + learners):
            records.learners.keep(Learner(number, dice.choice(("id", "en")), NOW, dice.random() < 0.5))
            records.sessions.keep(Session(number, 3, Activity.QUIZ, "set", ("set/a", "set/b"), NOW))
            for place in range(20):
                answer = Attempt(
                    number,
                    1 + place % 3,
                    place,
                    0,
                    "set/a",
                    "hash",
                    ODD * (place % 2),
                    Verdict.WRONG,
                    dice.random(),
                    "other",
                    NOW,
                )
                records.attempts.add(answer)

    async def there() -> None:
        storage = storage_at(url)
        await storage.start()
        await storage.run(work)
        await storage.stop()

    asyncio.run(there())


def answers(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT * FROM attempts ORDER BY learner_id, session, position").fetchall()
    connection.close()
    return rows


def lose(path: Path, statement: str) -> None:
    """What should never happen to a database."""
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_a_backup_that_is_restored_is_what_was(tumen: Callable[..., int], tmp_path: Path) -> None:
    path, backup = tmp_path / "tumen.db", tmp_path / "backup.db"
    fill(f"sqlite:///{path}")
    before = answers(path)
    assert tumen("backup", backup) == 0
    path.write_bytes(b"torn")
    assert tumen("restore", backup) == 0
    assert answers(path) == before
    assert tumen("doctor") == 0


def test_a_backup_is_taken_while_the_bot_writes(tumen: Callable[..., int], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/tumen.db"
    fill(url)

    async def there() -> int:
        storage = storage_at(url)
        await storage.start()
        going = asyncio.create_task(asyncio.to_thread(tumen, "backup", tmp_path / "backup.db"))
        number = 0
        while not going.done():
            number += 1
            await storage.run(lambda records, n=number: records.learners.keep(Learner(n, "id", NOW)))
        await storage.stop()
        return await going

    assert asyncio.run(there()) == 0


def test_a_backup_is_never_written_over(tumen: Callable[..., int], tmp_path: Path) -> None:
    fill(f"sqlite:///{tmp_path}/tumen.db")
    (tmp_path / "backup.db").write_text("the last one")
    assert tumen("backup", tmp_path / "backup.db") == 1
    assert (tmp_path / "backup.db").read_text() == "the last one"


def test_a_live_installation_moves_to_postgresql_and_back_row_by_row(
    tumen: Callable[..., int],
    tmp_path: Path,
    postgres: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fill(f"sqlite:///{tmp_path}/tumen.db")
    there = postgres.database()
    assert tumen("migrate", "--to", there.replace("postgresql://", "postgres://")) == 0
    assert "attempts: 600 rows" in capsys.readouterr().out
    monkeypatch.setenv("DATABASE_URL", there)
    assert tumen("doctor") == 0
    assert tumen("backup", tmp_path / "backup.db") == 0
    assert answers(tmp_path / "backup.db") == answers(tmp_path / "tumen.db")


def change(url: str, work: Callable[[Records], object]) -> None:
    async def there() -> None:
        storage = storage_at(url)
        await storage.start()
        await storage.run(work)
        await storage.stop()

    asyncio.run(there())


def learners_in(url: str) -> set[int]:
    found: list[int] = []
    change(url, lambda records: found.extend(records.learners.ids(0, 1000)))
    return set(found)


RANI, SAM, TIA = 7_000_000_001, 7_000_000_002, 7_000_000_003


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_who_was_erased_stays_erased_when_an_older_backup_is_restored(
    tumen: Callable[..., int],
    tmp_path: Path,
    kind: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    live, more = f"sqlite:///{tmp_path}/tumen.db", []
    if kind == "postgres":
        live = request.getfixturevalue("postgres").database()
        monkeypatch.setenv("DATABASE_URL", live)
    fill(live, learners=3)
    # Tia was erased and came back before the backup: what it has of her is hers.
    change(live, lambda records: records.personal.erase(TIA, NOW))
    change(live, lambda records: records.learners.keep(Learner(TIA, "id", NOW)))
    assert tumen("backup", tmp_path / "backup.db") == 0
    change(live, lambda records: records.personal.erase(RANI, NOW + timedelta(days=1)))
    known = asyncio.run(copies.erasures_in(live))
    if kind == "postgres":
        monkeypatch.setenv("DATABASE_URL", request.getfixturevalue("postgres").database())
        more = ["--erased", live]
    assert tumen("restore", tmp_path / "backup.db", *more) == 0
    assert "1 who asked to be erased after this backup" in capsys.readouterr().out
    restored = os.environ["DATABASE_URL"]
    assert learners_in(restored) == {SAM, TIA}
    assert tumen("doctor") == 0
    # What was restored knows of it as well.
    assert tumen("backup", tmp_path / "second.db") == 0
    assert str(RANI) not in (tmp_path / "second.db").read_bytes().decode("latin-1")
    assert asyncio.run(copies.erasures_in(f"sqlite:///{tmp_path}/second.db")) == known


def test_where_nobody_knows_who_was_erased_a_restore_says_so(
    tumen: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(f"sqlite:///{tmp_path}/tumen.db", learners=2)
    assert tumen("backup", tmp_path / "backup.db") == 0
    (tmp_path / "tumen.db").write_bytes(b"torn" * 2000)
    assert tumen("restore", tmp_path / "backup.db") == 0
    assert "whoever was erased after this backup is back" in capsys.readouterr().err
    assert tumen("restore", tmp_path / "backup.db", "--erased", f"sqlite:///{tmp_path}/nowhere.db") == 1


def test_nothing_is_moved_onto_something(tumen: Callable[..., int], tmp_path: Path) -> None:
    for name in ("tumen.db", "other.db"):
        fill(f"sqlite:///{tmp_path}/{name}")
    assert tumen("migrate", "--to", f"sqlite:///{tmp_path}/other.db") == 1


async def test_nothing_is_moved_or_restored_while_the_bot_runs(tumen: Callable[..., int], tmp_path: Path) -> None:
    await asyncio.to_thread(fill, f"sqlite:///{tmp_path}/tumen.db")
    assert await asyncio.to_thread(tumen, "backup", tmp_path / "backup.db") == 0
    storage = storage_at(f"sqlite:///{tmp_path}/tumen.db")
    await storage.start()
    for words in (("migrate", "--to", f"sqlite:///{tmp_path}/other.db"), ("restore", tmp_path / "backup.db")):
        assert await asyncio.to_thread(tumen, *words) == 1
    await storage.stop()


def test_the_doctor_finds_a_torn_page_and_names_it(
    tumen: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tumen.db"
    fill(f"sqlite:///{path}", learners=200)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [(root,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'attempts'").fetchall()
    connection.close()
    torn = bytearray(path.read_bytes())
    torn[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(bytes(torn))
    assert tumen("doctor") == 1
    said = capsys.readouterr()
    assert "torn" in said.out + said.err or "malformed" in said.out + said.err
    assert tumen("backup", tmp_path / "backup.db") == 1
    assert not (tmp_path / "backup.db").exists()


def test_the_doctor_finds_answers_without_a_session(
    tumen: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(f"sqlite:///{tmp_path}/tumen.db", learners=2)
    lose(tmp_path / "tumen.db", "DELETE FROM sessions WHERE learner_id = 7000000001")
    assert tumen("doctor") == 1
    assert "20 answers belong to no session" in capsys.readouterr().out


def test_the_doctor_finds_sessions_of_nobody_and_none_where_there_are_none(
    tumen: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tumen("migrate") == 0
    tumen("doctor")
    assert "belong to nobody" not in capsys.readouterr().out
    fill(f"sqlite:///{tmp_path}/tumen.db", learners=3)
    lose(tmp_path / "tumen.db", "DELETE FROM learners WHERE id = 7000000001")
    assert tumen("doctor") == 1
    assert "1 sessions belong to nobody" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("migrate", "--to"), ("restore", "backup.db", "--erased")])
@pytest.mark.parametrize("address", ["mysql://x", "postgresql://tumen:se/cret@db:port/tumen"])
def test_an_address_that_is_none_is_refused_and_its_password_is_not_told(
    tumen: Callable[..., int], words: tuple[str, ...], address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(f"sqlite:///{tmp_path}/tumen.db", learners=1)
    assert tumen("backup", tmp_path / "backup.db") == 0
    assert tumen(*(tmp_path / word if word.endswith(".db") else word for word in words), address) == 2
    said = capsys.readouterr().err
    assert "DATABASE_URL is neither" in said
    assert "cret" not in said


def test_a_folder_that_cannot_be_made_is_said_by_name(
    tumen: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(f"sqlite:///{tmp_path}/tumen.db", learners=1)
    (tmp_path / "file").touch()
    assert tumen("backup", tmp_path / "file" / "backup.db") == 1
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/file/tumen.db")
    assert tumen("migrate") == 1
    assert capsys.readouterr().err.count("file") == 2


def test_without_a_database_the_doctor_says_so(tumen: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert tumen("doctor") == 1
    assert "no such file" in capsys.readouterr().err
