"""The same answers with a thousand and with a million learners in one SQLite file, ten attempts and ten cards each.

    python -m bench.growth [--rounds 3] [--most 1000000]

The larger file takes 1.4 GB and half a minute to fill.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.throughput import ROOT, SET, cpu, running, stub_at

WORDS = [sys.executable, "-m", "bot", "run"]
FEWEST, MOST = 1_000, 1_000_000
LEARNERS = 500
EACH = 10
FIRST = 7_000_000_001
BEGAN = 1_772_000_000_000
DAY = 86_400_000

_NUMBERS = "WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k + 1 < {most})"
# In the order of their keys, as nothing else fills so large a file in minutes.
_FILL = (
    f"INSERT INTO learners (id, language, since, reachable) SELECT {FIRST} + k, 'id', {BEGAN}, 1 FROM n",
    "INSERT INTO sessions (learner_id, number, activity, subject, items, started, position, misses, asked_back, hints,"
    f" picks, stage) SELECT {FIRST} + k, 1, 'quiz', 'past', '[\"past/1\"]', {BEGAN}, 0, 0, 0, 0, '[]', 'ended' FROM n",
    "INSERT INTO attempts (learner_id, session, position, attempt, item_id, content, response, verdict, score, reason,"
    f" at, hints, chosen) SELECT {FIRST} + k / {EACH}, 1, k % {EACH}, 0, 'past/' || (k % {EACH}), '0123456789abcdef',"
    f" 'Pyongyang', 'correct', 1.0, 'exact', {BEGAN} + k % {EACH}, 0, 0 FROM n",
    'INSERT INTO cards (learner_id, item_id, stability, difficulty, first, last, due, reviews, "right", streak, lapses)'
    f" SELECT {FIRST} + k / {EACH}, 'past/' || (k % {EACH}), 3.0, 5.0, {BEGAN}, {BEGAN}, {BEGAN} + {3 * DAY},"
    " 1, 1, 1, 0 FROM n",
)


@dataclass
class School:
    """So many learners, and what was found."""

    learners: int
    folder: Path
    rate: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)


def run(rounds: int = 3, most: int = MOST) -> None:
    with tempfile.TemporaryDirectory() as folder:
        schools = [School(learners, Path(folder) / str(learners)) for learners in (FEWEST, most)]
        for school in schools:
            _fill(school)
        for _ in range(rounds):
            for school in schools:
                _measure(school)
        _tell(schools)


def _fill(school: School) -> None:
    school.folder.mkdir()
    file = school.folder / "tumen.db"
    begun = time.monotonic()
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}"}
    subprocess.run([sys.executable, "-m", "bot", "migrate"], cwd=ROOT, env=environment, check=True, capture_output=True)
    with sqlite3.connect(file) as connection:
        for place, statement in enumerate(_FILL):
            most = school.learners * (EACH if place > 1 else 1)
            connection.execute(f"{_NUMBERS.format(most=most)} {statement}")
    connection.close()
    size, seconds = file.stat().st_size / 2**20, time.monotonic() - begun
    print(f"{school.learners} learners, {school.learners * EACH} attempts: {size:.0f} MiB, filled in {seconds:.0f} s")


def _measure(school: School) -> None:
    """Learners from all over the file open a quiz, then two answers each at once."""
    users = range(FIRST, FIRST + school.learners, school.learners // LEARNERS)
    # Numbers that no round before had: the bot remembers them.
    with (
        stub_at(0.0, time.time_ns() // 1_000_000) as stub,
        running(WORDS, stub, f"sqlite:///{school.folder}/tumen.db") as process,
    ):
        stub.play([(user, f"/kuis {SET}") for user in users])
        before = cpu(process.pid)
        answers = [(user, f"bukan itu {turn}") for turn in range(2) for user in users]
        found = stub.play(answers)
        school.own.append((cpu(process.pid) - before) / len(answers) * 1e6)
        school.rate.append(len(answers) / found["seconds"])


def _tell(schools: list[School]) -> None:
    few = schools[0]
    print(f"\nOne process, SQLite; {len(few.rate)} alternating rounds; medians (least–most)")
    for school in schools:
        slower = median(few.rate) / median(school.rate)
        line = (
            f"{school.learners:8} learners {median(school.rate):7.0f}/s ({min(school.rate):.0f}–{max(school.rate):.0f})"
        )
        print(f"{line}  {slower:5.2f} × slower  {median(school.own):6.0f} µs CPU each")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=MOST)
    given = parser.parse_args()
    run(given.rounds, given.most)
