"""`migrate`, `backup`, `restore` and `doctor`: the database, from outside the bot."""

import argparse
import asyncio
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot import logs, settings
from bot.errors import BadSettings, StorageUnavailable
from bot.settings import Settings
from bot.storage import copies, sqlite
from bot.storage.copies import Copied, NotEmpty, NotTheSame, OldRevision
from bot.storage.transactions import storage_at

# Below this a day of answers and a backup may not fit any more.
LEAST_FREE = 200 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    if parser.prog.endswith(" migrate"):
        parser.add_argument("--to", metavar="URL", help="move everything to this empty database, checked row by row")
    if parser.prog.endswith((" backup", " restore")):
        parser.add_argument("file", type=Path, help="the backup: one SQLite file")
    if parser.prog.endswith(" restore"):
        words = "the database that knows who was erased since; else the one that is replaced"
        parser.add_argument("--erased", metavar="URL", help=words)


def run(args: argparse.Namespace) -> int:
    """Exit 0 done, 1 a fault was found or it could not be done, 2 settings that cannot be used."""
    try:
        chosen = settings.read(os.environ)
        logs.start("WARNING", chosen.log_format)
        return asyncio.run(_WAYS[args.command](chosen, args))
    except BadSettings as error:
        print("\n".join(f"tumen: {fault}" for fault in error.faults), file=sys.stderr)
        return 2
    except (StorageUnavailable, NotEmpty, NotTheSame, OldRevision, OSError) as error:
        print(f"tumen: {_WORDS.get(type(error), '{}').format(error)}", file=sys.stderr)
        return 1


_WORDS: dict[type[Exception], str] = {
    StorageUnavailable: "the database cannot be used: {}",
    NotEmpty: "there is something in {} already: nothing was written over; name an empty database",
    NotTheSame: "the copy is not what it was copied from: {}; keep to the old one",
    OldRevision: "its tables are of version {}: run `python -m bot migrate` first",
}


async def _migrate(chosen: Settings, args: argparse.Namespace) -> int:
    await _bring_up_to_date(chosen.database_url)
    if args.to is None:
        print("The database is up to date.")
        return 0
    target = settings.read({"DATABASE_URL": args.to}).database_url
    with sqlite.writing_alone(chosen.database_url):
        _tell(await copies.copy(chosen.database_url, target))
    print("Every row is there and equal. Set DATABASE_URL to the new address and start the bot.")
    return 0


async def _bring_up_to_date(url: str) -> None:
    storage = storage_at(url)
    await storage.start()
    await storage.stop()


async def _backup(chosen: Settings, args: argparse.Namespace) -> int:
    """Into a file beside it first: a backup that was broken off is none."""
    if args.file.exists():
        raise NotEmpty(str(args.file))
    unfinished = args.file.with_name(f"{args.file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    _tell(await copies.copy(chosen.database_url, f"sqlite:///{unfinished}"))
    _one_file(unfinished)
    unfinished.rename(args.file)
    print(f"{args.file}: {args.file.stat().st_size:,} bytes, every row checked.")
    return 0


def _one_file(path: Path) -> None:
    """Everything in the file itself, nothing in a log beside it."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


async def _restore(chosen: Settings, args: argparse.Namespace) -> int:
    """What stands in the way is put aside, never deleted."""
    with sqlite.writing_alone(chosen.database_url), tempfile.TemporaryDirectory() as scratch:
        backup = copies.restorable(args.file, Path(scratch))
        erased = await _erasures(chosen.database_url, args.erased)
        for aside in _put_aside(chosen.database_url):
            print(f"What was there is now {aside}.")
        _tell(await copies.copy(f"sqlite:///{backup}", chosen.database_url))
        print("Every row of the backup is there and equal.")
        if again := await copies.erase_again(chosen.database_url, erased):
            print(f"{again} who asked to be erased after this backup are erased again.")
    return 0


async def _erasures(replaced: str, named: str | None) -> Mapping[str, int]:
    """Who was erased, as far as anybody knows; a restore is not refused for want of it, but it says so."""
    path = sqlite.file_of(replaced)
    if named is None and path is not None and not path.exists():
        return {}
    url = settings.read({"DATABASE_URL": named}).database_url if named else replaced
    try:
        return await copies.erasures_in(url)
    except StorageUnavailable as error:
        if named:
            raise
        print(f"tumen: whoever was erased after this backup is back ({error}); --erased URL names", file=sys.stderr)
        print("       a database that knows of them: a newer backup, or what can still be read", file=sys.stderr)
        return {}


def _put_aside(url: str) -> list[Path]:
    path = sqlite.file_of(url)
    if path is None or not path.exists():
        return []
    mark = datetime.now(UTC).strftime("before-restore-%Y%m%d-%H%M%S")
    moved = []
    for suffix in ("", "-wal", "-shm"):
        if (part := Path(f"{path}{suffix}")).exists():
            moved.append(part.rename(f"{path}.{mark}{suffix}"))
    return moved


async def _doctor(chosen: Settings, _: argparse.Namespace) -> int:
    faults = [*await copies.examined(chosen.database_url, datetime.now(UTC)), *_surroundings(chosen)]
    print("\n".join(f"fault: {fault}" for fault in faults) or "Nothing is wrong with this installation.")
    return 1 if faults else 0


def _surroundings(chosen: Settings) -> list[str]:
    faults = []
    if not chosen.telegram_token:
        faults.append("TELEGRAM_TOKEN is not set: `run` will not start (`try` and `chat` will)")
    if path := sqlite.file_of(chosen.database_url):
        folder = path.parent if path.parent.exists() else Path()
        if (free := shutil.disk_usage(folder).free) < LEAST_FREE:
            faults.append(f"only {free // 2**20} MiB are free where {path} lies")
    return faults


def _tell(copied: Sequence[Copied]) -> None:
    for each in copied:
        if each.rows:
            print(f"{each.table}: {each.rows:,} rows")


_WAYS = {"migrate": _migrate, "backup": _backup, "restore": _restore, "doctor": _doctor}
