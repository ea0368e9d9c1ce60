"""How many responses are judged in a second, beside one call of rapidfuzz's best scorer on the same rows."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from bot.cli.grading import LEXICON, _fields
from bot.grading.answer_key import AnswerKey
from bot.grading.lexicon import Lexicon
from bot.grading.normalise import tidy, tokens

TABLE = Path(__file__).parents[1] / "tests" / "grading" / "judgements.yaml"
NOT_KEY = ("q", "lang", "correct", "wrong", "prompt", "prompted")
PASSES = 15


def run() -> None:
    lexicon = Lexicon.load(LEXICON)
    rows = _rows(lexicon)
    first = _per_second(lambda: _judge(rows), len(rows), unseen=True)
    again = _per_second(lambda: _judge(rows), len(rows))
    wall = _per_second(lambda: _judge(rows), len(rows), clock=time.perf_counter)
    ratio = _per_second(lambda: _compare(rows), len(rows))
    key = rows[0][0]
    long = _milliseconds(lambda: key.judge("Vladivostok, kata " * 228))
    fits = _milliseconds(lambda: key.judge("Vladivostok, kata " * 15))
    print(f"grading   {len(rows)} rows of the golden table, keys prepared, one core")
    print(f"  judged                {again:>9,.0f} a second of processor time ({wall:,.0f} by the clock on the wall)")
    print(
        f"  first seen            {first:>9,.0f} a second of processor time (no response remembered, known words are)"
    )
    print(f"  fuzz.WRatio alone     {ratio:>9,.0f} a second (one likeness, no verdict)")
    print(f"  4,096 letters         {long:>9.3f} ms   270 letters {fits:.3f} ms")


def _rows(lexicon: Lexicon) -> list[tuple[AnswerKey, str, str, str]]:
    cases = [case for rule in yaml.safe_load(TABLE.read_text(encoding="utf-8")) for case in rule["cases"]]
    return [
        (key, response, case.get("lang", "id"), key.shown)
        for case in cases
        for key in [_key(case, lexicon)]
        for response in _responses(case)
    ]


def _key(case: dict[str, Any], lexicon: Lexicon) -> AnswerKey:
    fields = {name: value for name, value in case.items() if name not in NOT_KEY}
    return AnswerKey.prepare(_fields(fields, None), (case["q"],), lexicon)


def _responses(case: dict[str, Any]) -> list[str]:
    said = [case.get(name) for name in ("correct", "prompt", "prompted", "wrong")]
    listed = [row for rows in said if isinstance(rows, list) for row in rows]
    return [str(next(iter(row)) if isinstance(row, dict) else row) for row in listed]


def _judge(rows: list[tuple[AnswerKey, str, str, str]]) -> None:
    for key, response, language, _ in rows:
        key.judge(response, language)


def _compare(rows: list[tuple[AnswerKey, str, str, str]]) -> None:
    for _, response, _, shown in rows:
        fuzz.WRatio(response, shown)


def _per_second(
    work: Callable[[], None], count: int, unseen: bool = False, clock: Callable[[], float] = time.process_time
) -> float:
    best = float("inf")
    for _ in range(PASSES):
        if unseen:
            tokens.cache_clear()
            tidy.cache_clear()
        best = min(best, _seconds(work, clock))
    return count / best


def _milliseconds(work: Callable[[], object]) -> float:
    return 1000 * min(_seconds(work) for _ in range(PASSES))


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    start = clock()
    work()
    return clock() - start
