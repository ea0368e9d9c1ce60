"""Blackboard's text files: a question on every line, its kind and its parts between tabs. They are read only."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.bank import weighted
from bot.bank.foreign import CannotTake, Import, Question, short, started
from bot.bank.limits import FILES, Limits
from bot.bank.reading import Reading
from bot.bank.weighted import Answer, Range
from bot.grading.lexicon import Lexicon
from bot.items.true_false import KEYS

_WHY_NOT = {"ESS": "essay", "SR": "essay", "FIL": "upload", "OP": "survey"}
_VARIABLE = re.compile(r"\[(\w{1,40})\]")


@dataclass(frozen=True)
class _Row:
    """What is asked on a line, and the parts after it."""

    under_way: Import
    asked: str
    parts: Sequence[str]


def read(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in a text file for Blackboard. Whatever stands in it, a Reading comes back."""
    under_way, text = started(data, set_id, lexicon, limits)
    for number, line in enumerate(text.split("\n"), 1):
        if under_way.is_full:
            break
        if line.strip():
            under_way.question(number, lambda line=line: _question(under_way, line))  # type: ignore[misc]
    return under_way.reading()


def _question(under_way: Import, line: str) -> Question:
    kind, asked, *parts = [*line.split("\t"), ""]
    kind, about = kind.strip().upper(), Question()
    asked = under_way.plain(asked.strip(), about=about)
    said = [under_way.plain(part.strip(), about=about) for part in parts]
    if kind in _WHY_NOT:
        raise CannotTake(_WHY_NOT[kind], text=short(asked))
    make = _MAKERS.get(kind)
    if make is None:
        raise CannotTake("kind-unknown", text=short(asked), kind=short(kind))
    while said and not said[-1]:
        said.pop()
    return {"q": asked, **make(_Row(under_way, asked, said)), **about}


def _choice(row: _Row) -> Question:
    verdicts = [verdict.lower() for verdict in row.parts[1::2]]
    if len(row.parts) % 2 or not set(verdicts) <= {"correct", "incorrect"}:
        raise CannotTake("no-right-answer")
    answers = [
        Answer(text, Decimal(100 * (verdict == "correct")))
        for text, verdict in zip(row.parts[::2], verdicts, strict=True)
    ]
    return weighted.choice(row.under_way, answers, several=verdicts.count("correct") > 1)


def _truth(row: _Row) -> Question:
    if not row.parts or row.parts[0].lower() not in KEYS:
        raise CannotTake("no-right-answer")
    return weighted.truth(row.under_way, KEYS[row.parts[0].lower()], "", "", "")


def _written(row: _Row) -> Question:
    key = weighted.written(row.under_way, [Answer(part.replace("*", "\\*")) for part in row.parts if part])
    return {**key, "type": weighted.inferred({"q": row.asked, **key}).get("type")}


def _number(row: _Row) -> Question:
    numbers = [weighted.decimal(part) for part in row.parts[:2]]
    if not numbers or numbers[0] is None or numbers[-1] is None:
        raise CannotTake("no-number-there", text=" ".join(row.parts[:2]))
    return weighted.number(
        row.under_way, [Range(numbers[0], abs(numbers[1] or Decimal(0)) if numbers[1:] else Decimal(0))]
    )


def _order(row: _Row) -> Question:
    return {"order": [part for part in row.parts if part]}


def _matching(row: _Row) -> Question:
    return weighted.matching(row.under_way, list(zip(row.parts[::2], row.parts[1::2], strict=False)))


def _blanks(row: _Row) -> Question:
    """`[x] and [y]`, and below each name what belongs there, up to an empty part."""
    groups: list[list[str]] = [[]]
    for part in row.parts:
        if part:
            groups[-1].append(part)
        else:
            groups.append([])
    named = {group[0]: [Answer(text) for text in group[1:]] for group in groups if group}
    names = [name for name in _VARIABLE.findall(row.asked) if name in named]
    if not names or len(names) != len(named):
        raise CannotTake("no-blanks")
    stem = _VARIABLE.sub(lambda found: "___" if found[1] in named else found[0], re.sub("_{3,}", "…", row.asked))
    return {"q": stem, "blanks": weighted.blanks(row.under_way, [named[name] for name in names])}


_MAKERS: Mapping[str, Callable[[_Row], Question]] = {
    "MC": _choice,
    "MA": _choice,
    "TF": _truth,
    "FIB": _written,
    "FIB_PLUS": _blanks,
    "NUM": _number,
    "ORD": _order,
    "MAT": _matching,
}
