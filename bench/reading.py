"""How long ten thousand questions take to be read and checked, beside PyYAML: `python -m bench.reading`."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from bot.bank.checks import check
from bot.bank.limits import FILES
from bot.bank.yaml_format import read, write
from bot.grading.lexicon import Lexicon

QUESTION = """  - id: q-{n}
    q: Di kota mana perjanjian nomor {n} ditandatangani?
    a: Pyongyang {n}
    accept: [Pjongjang {n}, P'yongyang {n}]
    reject:
      Seoul {n}: Seoul ibu kota Korea Selatan.
    hint: Ibu kota salah satu dari dua negara itu.
    why: Perjanjian ditandatangani di sana.
    source:
      article: x
      text: ditandatangani di Pyongyang
    tags: [tempat]
    level: 2
"""
HOSTILE = {
    "200,000 brackets": "[" * 200_000,
    "100,000 anchors": "- q: [" + ",".join(f"&a{n} x" for n in range(100_000)) + "]\n",
    "300,000 items": "[" + "x," * 300_000 + "]",
    "50,000 questions left open": "- q: [\n" * 50_000,
    "30 rounds of merge keys": "- &a {q: x}\n" + "".join(f"- {{<<: [*a, *a], q{n}: x}}\n" for n in range(30)),
}


def main() -> None:
    text = "title: T\nlang: id\nquestions:\n" + "".join(QUESTION.format(n=n) for n in range(10_000))
    lexicon = Lexicon.load(Path(__file__).parents[1] / "content" / "lexicon.yaml")
    loader = _spent(lambda: yaml.load(text, Loader=yaml.CSafeLoader))
    reading = read(text, "set", lexicon, FILES)
    assert reading.question_set
    question_set = reading.question_set
    print(f"10,000 questions, {len(text):,} characters; CPU seconds, and times PyYAML's CSafeLoader ({loader:.2f} s)")
    _tell("read", _spent(lambda: read(text, "set", lexicon, FILES)), loader)
    _tell("checked", _spent(lambda: check(reading, date(2026, 1, 1))), loader)
    _tell("written", _spent(lambda: write(question_set)), loader)
    for name, data in HOSTILE.items():
        _tell(name, _spent(lambda data=data: read(data, "set", lexicon)), loader)  # type: ignore[misc]


def _spent(work: Callable[[], object]) -> float:
    """The least of three runs: what else the machine does only adds."""
    spent = []
    for _ in range(3):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def _tell(what: str, spent: float, loader: float) -> None:
    print(f"{what:30} {spent:6.2f} s {spent / loader:6.2f} x")


if __name__ == "__main__":
    main()
