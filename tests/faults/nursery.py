"""Bots that start at once: a process that has everything loaded forks one for each line it reads.

A bot is `python -m bot run` but for the loading; what kills it is a real signal to a real process.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot import bootstrap
from bot.bank.library import load_bank
from bot.bootstrap import Content
from bot.chat import budgets
from bot.cli import running
from bot.cli.main import main
from tests.faults.designs import DESIGNS

HERE = Path(__file__).parent

assert running  # loaded before the forks, not after


def tend(design: str, words: Sequence[str]) -> None:
    """Fork a bot of this design for each line of standard input; tell its number, wait for it, tell how it ended."""
    content = school()
    bootstrap.read_content = lambda *_: content
    DESIGNS[design]()
    # These pupils are faster than any person.
    budgets.PERSON_BURST = 1_000_000
    fork_for_each_line(lambda: main([*words]))


def fork_for_each_line(work: Callable[[], int]) -> None:
    for _ in sys.stdin:
        if (child := os.fork()) == 0:
            _die_with_parent()
            os._exit(work())
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def school() -> Content:
    """One set in which every answer is one act, so that answers can be counted."""
    small = bootstrap.read_content(HERE.parent / "small")
    return replace(small, bank=load_bank(HERE / "school" / "quizzes", small.lexicon))


def _die_with_parent() -> None:
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


if __name__ == "__main__":
    tend(sys.argv[1], sys.argv[2:])
