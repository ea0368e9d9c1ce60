"""Text in, reply out: ours graded and recorded on disk, beside bots that only say back what they hear.

    python -m bench.throughput [--rounds 5]

aiogram is no dependency of ours. It takes part when AIOGRAM_PYTHON names an interpreter that has it:

    python -m venv ../aiogram && ../aiogram/bin/pip install aiogram
    AIOGRAM_PYTHON=../aiogram/bin/python make bench
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.telegram_stub import TOKEN

ROOT = Path(__file__).resolve().parents[1]
LEARNERS, SLOW_LEARNERS, BURST = 500, 50, 200
SET = "opening"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Bot:
    """One of the bots that are measured, and what was found."""

    name: str
    words: list[str]
    rate: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    paced: list[float] = field(default_factory=list)
    burst: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)
    loaded: list[float] = field(default_factory=list)


@dataclass
class Stub:
    """The server's process."""

    process: "subprocess.Popen[str]"
    address: str

    def play(self, send: list[tuple[int, str]], per_second: float = 0, workers: int = 0) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"send": send, "per_second": per_second, "workers": workers}) + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))


def run(rounds: int = 5) -> None:
    bots = _bots()
    for latency in (0.0, 0.05):
        for bot in bots:
            bot.__init__(bot.name, bot.words)  # type: ignore[misc]
        for _ in range(rounds):
            for bot in bots:
                _measure(bot, latency)
        _tell(bots, latency)


def _bots() -> list[Bot]:
    echo = str(ROOT / "bench" / "echo_bots.py")
    bots = [Bot("ours", [sys.executable, "-m", "bot", "run"]), Bot("PTB echo", [sys.executable, echo, "ptb"])]
    if other := os.environ.get("AIOGRAM_PYTHON"):
        bots.append(Bot("aiogram echo", [other, echo, "aiogram"]))
    return bots


def _measure(bot: Bot, latency: float) -> None:
    """One life of a bot: everybody opens a quiz and answers twice, to get warm, and again; a burst; 30 a second."""
    # A bot that sends one after another takes 50 ms for each, however many there are: fewer of them will do.
    slow = latency > 0 and bot.name == "PTB echo"
    users = range(7_000_000_001, 7_000_000_001 + (SLOW_LEARNERS if slow else LEARNERS))
    many = range(7_000_000_001, 7_000_000_001 + BURST)
    answers = [(user, f"bukan itu {turn}") for turn in range(2) for user in users]
    opened, again = ([(user, f"/kuis {SET}") for user in each] for each in (users, many))
    with stub_at(latency) as stub, tempfile.TemporaryDirectory() as folder, _life(bot, stub, folder) as process:
        stub.play(opened)
        bot.idle.append(_memory(process.pid))
        stub.play(answers)
        stub.play(opened)
        before = cpu(process.pid)
        found = stub.play(answers)
        bot.cpu.append((cpu(process.pid) - before) / len(answers) * 1e6)
        bot.rate.append(len(answers) / found["seconds"])
        bot.loaded.append(_memory(process.pid))
        if not slow:  # opening means nothing to an echo
            stub.play(again)
        bot.burst.append(stub.play([(user, "bukan itu") for user in many])["seconds"])
        if not slow:  # 50 ms each is less than 30 a second
            found = stub.play([(user, "bukan itu lagi") for user in many], per_second=30)
            bot.paced += found["delays"]


@contextmanager
def stub_at(latency: float, first: int = 0) -> Iterator[Stub]:
    words = [sys.executable, "-m", "bench.telegram_stub", str(latency), str(first)]
    process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield Stub(process, f"http://127.0.0.1:{process.stdout.readline().strip()}")
    finally:
        process.kill()
        process.communicate()


@contextmanager
def _life(bot: Bot, stub: Stub, folder: str) -> Iterator["subprocess.Popen[bytes]"]:
    words = bot.words if bot.name == "ours" else [*bot.words, stub.address, TOKEN]
    with running(words, stub, f"sqlite:///{folder}/tumen.db") as process:
        yield process


@contextmanager
def running(words: list[str], stub: Stub, database: str, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A bot, until it is told to end."""
    own = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": stub.address, "DATABASE_URL": database, "LOG_LEVEL": "ERROR"}
    process = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **own, **more})
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()


def cpu(process: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(process: int) -> float:
    """MiB in memory."""
    time.sleep(0.2)
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _tell(bots: list[Bot], latency: float) -> None:
    ours = bots[0]
    print(f"\nBot API latency {latency * 1000:.0f} ms; {len(ours.rate)} alternating rounds; medians (least–most)")
    for bot in bots:
        ratio = median(ours.rate) / median(bot.rate)
        line = f"{bot.name:13} {median(bot.rate):7.0f}/s ({min(bot.rate):.0f}–{max(bot.rate):.0f})"
        line += f"  ours is {ratio:5.2f} ×  {median(bot.cpu):6.0f} µs CPU each"
        line += f"  200 at once {median(bot.burst):6.2f} s  memory {median(bot.idle):.0f}–{median(bot.loaded):.0f} MiB"
        if bot.paced:
            cuts = quantiles(bot.paced, n=100)
            # One call of the API brings the message, another takes the reply: what remains is the bot's.
            p50, p99 = ((cuts[place] - 2 * latency) * 1000 for place in (49, 98))
            line += f"  at 30/s p50 {p50:.1f} p99 {p99:.1f} ms over the API's two calls"
        print(line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    run(parser.parse_args().rounds)
