"""One and four webhook workers that share a PostgreSQL: answers a second, and whether each was answered once.

python -m bench.workers [--rounds 3]
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.throughput import SET, cpu, running, stub_at
from tests import postgres
from tests.postgres import Server

WORDS = [sys.executable, "-m", "bot", "run", "--webhook"]
LEARNERS = 500
CROWDS = (1, 4)


@dataclass
class Crowd:
    """So many workers, and what was found."""

    workers: int
    rate: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    servers: list[float] = field(default_factory=list)
    lost: int = 0
    doubled: int = 0


def run(rounds: int = 3) -> None:
    crowds = [Crowd(workers) for workers in CROWDS]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = postgres.server(Path(folder), durable=True)
        if server is None or server.process is None:
            print("not run: there is no PostgreSQL of our own")
            return
        try:
            for _ in range(rounds):
                for crowd in crowds:
                    _measure(crowd, server)
        finally:
            server.stop()
    _tell(crowds)


def _measure(crowd: Crowd, server: Server) -> None:
    """Everybody opens a quiz and answers twice unmeasured, then six times, all at once, every tenth update twice."""
    users = range(7_000_000_001, 7_000_000_001 + LEARNERS)
    database, port = server.database(), _free_port()
    own = {"PORT": str(port), "WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": "a-secret-of-the-bench"}
    with stub_at(0.0) as stub, ExitStack() as stack:
        workers = [stack.enter_context(running(WORDS, stub, database, **own)).pid for _ in range(crowd.workers)]
        opened = stub.play(
            [(user, text) for text in (f"/kuis {SET}", "dulu", "lalu") for user in users], workers=crowd.workers
        )
        before = sum(map(cpu, workers)), _cpu_of(server)
        answers = [(user, f"bukan itu {turn}") for turn in range(6) for user in users]
        found = stub.play(answers, workers=crowd.workers)
        after = sum(map(cpu, workers)), _cpu_of(server)
        own_cpu, servers_cpu = ((there - here) / len(answers) * 1e6 for here, there in zip(before, after, strict=True))
    crowd.rate.append(len(answers) / found["seconds"])
    crowd.own.append(own_cpu)
    crowd.servers.append(servers_cpu)
    crowd.lost += opened["lost"] + found["lost"]
    crowd.doubled += opened["doubled"] + found["doubled"]


def _cpu_of(server: Server) -> float:
    """Seconds of processor time of the server's processes; those of connections that were closed are not counted."""
    assert server.process
    found = subprocess.run(["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True, check=True)
    return sum(cpu(int(process)) for process in found.stdout.split())


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _tell(crowds: list[Crowd]) -> None:
    alone = median(crowds[0].rate)
    print(f"\nWebhook workers on PostgreSQL, {os.cpu_count()} cores; {len(crowds[0].rate)} alternating rounds; medians")
    for crowd in crowds:
        line = f"{crowd.workers} at once {median(crowd.rate):7.0f}/s ({min(crowd.rate):.0f}–{max(crowd.rate):.0f})"
        line += f"  {median(crowd.rate) / alone:5.2f} × one  {median(crowd.own):6.0f} µs CPU each of the workers"
        print(f"{line}, {median(crowd.servers):6.0f} of the server  lost {crowd.lost}  doubled {crowd.doubled}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    run(parser.parse_args().rounds)
