"""What each rule is worth: agreement with people on given files, with one rule left out at a time.

    python -m bench.rules FILE.jsonl …

Lines as `python -m bot grade` reads them, with `expect`. Rows marked wrong that equal a key are not counted.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.cli import grading as command
from bot.grading import alignment, answer_key, claims, guards, pairing, phrases, text_key
from bot.grading.normalise import clean

# rule: (where it is, its name, what stands in for it when it is left out)
RULES: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "a slip of the pen": (pairing, "_misspelled", lambda *_: 0),
    "words of the question may be missing": (phrases, "_of_question", lambda *_: set()),
    "given names may be missing": (phrases, "_given", lambda *_: set()),
    "what describes a name may be missing": (phrases, "_described", lambda *_: set()),
    "the place is right without its country": (phrases, "_tail", lambda *_: set()),
    "a replaced word refuses": (alignment, "stranger", lambda *_: None),
    "another claim refuses": (alignment, "other_claim", lambda *_: None),
    "another head refuses": (claims, "_headed", lambda *_: None),
    "acronyms": (answer_key, "initials", lambda *_: ()),
    "brackets and or": (text_key, "shapes", lambda text: (text,)),
    "several right answers together": (answer_key.AnswerKey, "_together", lambda *_: None),
    "two answers for one refuse": (guards, "parted", lambda parts: [tuple(parts)]),
}


def main(paths: list[str]) -> None:
    sets = {Path(path).stem: _rows(path) for path in paths}
    whole = {name: _measured(rows) for name, rows in sets.items()}
    print(f"{'':42}" + "".join(f"{name[:14]:>16}" for name in sets))
    print(f"{'all rules: accuracy / wrong accepted':42}" + "".join(f"{a:9.1f} /{f:5.1f}" for a, f in whole.values()))
    for rule, (where, name, instead) in RULES.items():
        with _left_out(where, name, instead):
            found = {set_: _measured(rows) for set_, rows in sets.items()}
        changes = ((found[set_][0] - whole[set_][0], found[set_][1] - whole[set_][1]) for set_ in sets)
        print(f"{'without: ' + rule:42}" + "".join(f"{a:+9.1f} /{f:+5.1f}" for a, f in changes))


def _rows(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


@contextmanager
def _left_out(where: Any, name: str, instead: Callable[..., Any]) -> Iterator[None]:
    kept = getattr(where, name)
    setattr(where, name, instead)
    command._prepared.cache_clear()
    try:
        yield
    finally:
        setattr(where, name, kept)
        command._prepared.cache_clear()


def _measured(rows: list[dict[str, Any]]) -> tuple[float, float]:
    counted = [row for row in rows if not (row["expect"] == "wrong" and _equals_key(row))]
    judged = command.grade(json.dumps(row) for row in counted)
    accepted = [json.loads(line)["verdict"] == "correct" for line in judged]
    agreed = sum(yes == (row["expect"] == "correct") for yes, row in zip(accepted, counted, strict=True))
    wrong = [yes for yes, row in zip(accepted, counted, strict=True) if row["expect"] == "wrong"]
    return 100 * agreed / len(counted), 100 * sum(wrong) / max(1, len(wrong))


def _equals_key(row: dict[str, Any]) -> bool:
    keys = [row["key"]["a"], *row["key"].get("accept", [])]
    return _plain(row["response"]) in {_plain(key) for key in keys}


def _plain(text: str) -> str:
    letters = "".join(letter if letter.isalnum() else " " for letter in clean(text))
    return " ".join(word for word in letters.split() if word not in {"a", "an", "the"})


if __name__ == "__main__":
    main(sys.argv[1:])
