"""The golden table: what a careful teacher would say, response by response."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.grading import LEXICON, _fields, known_names
from bot.grading.answer_key import AnswerKey
from bot.grading.lexicon import Lexicon

TABLE = Path(__file__).with_name("judgements.yaml")
CASES = [
    case for rule in yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for case in rule["cases"]
]
Keys = Callable[[dict[str, Any]], AnswerKey]
LEARNER = ("q", "lang", "correct", "wrong", "prompted")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return known_names()


def rows(case: dict[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """Each response with its verdict, and its reason where the table gives one."""
    for verdict in ("correct", "prompt", "wrong"):
        listed = case.get("prompted" if verdict in case and isinstance(case[verdict], dict) else verdict, [])
        for row in listed if isinstance(listed, list) else ():
            response, reason = next(iter(row.items())) if isinstance(row, dict) else (row, None)
            yield str(response), verdict, reason


@pytest.fixture(scope="module")
def keys(lexicon: Lexicon) -> Keys:
    """The key of each case, prepared once for all tests."""
    prepared: dict[int, AnswerKey] = {}

    def key(case: dict[str, Any]) -> AnswerKey:
        if id(case) not in prepared:
            prepared[id(case)] = key_of(case, lexicon)
        return prepared[id(case)]

    return key


def key_of(case: dict[str, Any], lexicon: Lexicon) -> AnswerKey:
    # `prompt` is what learners wrote when it is a list, and the teacher's remarks when it is a map.
    key = {name: value for name, value in case.items() if name not in LEARNER}
    if isinstance(key.get("prompt"), list):
        del key["prompt"]
    return AnswerKey.prepare(_fields(key, None), (case["q"],), lexicon)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['q'][:40]} {str(case.get('a', ''))[:20]}")
def test_a_careful_teacher_would_say_the_same(case: dict[str, Any], keys: Keys) -> None:
    key = keys(case)
    judged = {response: key.judge(response, case.get("lang", "id")) for response, _, _ in rows(case)}
    differ = [
        f"{response!r}: {judged[response].verdict} ({judged[response].reason}), not {verdict} ({reason or 'any'})"
        for response, verdict, reason in rows(case)
        if judged[response].verdict != verdict or (reason and judged[response].reason != reason)
    ]
    assert differ == []


# How sure a judgement may be of itself.
SCORES = {"correct": (0.8, 1.0), "prompt": (0.1, 0.8), "wrong": (0.0, 0.3)}
# Reasons that name what was recognised; what is refused for another thing names that.
NAMING = re.compile(r"\{matched\}")


def test_every_judgement_can_be_told_to_the_learner(keys: Keys) -> None:
    sentences = yaml.safe_load((LEXICON.parents[1] / "bot/i18n/grading.id.yaml").read_text(encoding="utf-8"))
    for case in CASES:
        key = keys(case)
        for response, _, _ in rows(case):
            said = key.judge(response, case.get("lang", "id"))
            least, most = SCORES[said.verdict]
            assert least <= said.score <= most, (response, said)
            assert f"reason.{said.reason}" in sentences, (response, said)
            assert said.matched or not NAMING.search(sentences[f"reason.{said.reason}"]), (response, said)
            assert said.matched or not said.is_correct, (response, said)
            assert said.note or said.reason != "spelling", (response, said)


def test_the_table_is_long_enough_to_trust() -> None:
    assert sum(1 for case in CASES for _ in rows(case)) >= 400
