"""What is written is read as it was, and no text makes the reader fall."""

from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.bank.limits import CHAT
from bot.bank.plain_form import from_plain, to_plain
from bot.bank.yaml_format import read, write
from bot.bank.yaml_writing import to_yaml
from bot.grading.lexicon import Lexicon
from bot.items.findings import mended

ROOT = Path(__file__).parents[2]
NOTHING = Lexicon.empty()
MATERIAL = [
    path.read_text("utf-8")
    for path in sorted([*(ROOT / "quizzes").glob("*.yaml"), *(ROOT / "tests/items/examples").glob("*.yaml")])
] + [case["written"] for case in yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text("utf-8"))]

# Everything that has a meaning in YAML, and what people and their programs put in.
PIECES = [
    *"\n\t\r:-#&*!|>'\"%@`{}[],?= \\_~",
    *"“”«»\xa0\u200b\u2028\x85\ufeff\x00\x07🙂평é",
    "- q: ",
    "\n  a: ",
    "---",
    "<<: ",
]

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\t:-#'\"[]{}, \\|>&*!%@`_"), max_size=60)


@settings(max_examples=300, deadline=None)
@given(
    st.recursive(
        texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, min_size=1, max_size=3)
    )
)
def test_any_tree_of_texts_is_read_as_it_was_written(tree: object) -> None:
    again = yaml.load(to_yaml({"x": tree}), Loader=yaml.CBaseLoader)  # noqa: S506 - it makes strings alone
    assert again == {"x": tree}


@settings(max_examples=200, deadline=None)
@given(texts, texts, st.lists(texts, max_size=3))
def test_any_question_is_the_same_after_writing(question: str, answer: str, wrong: list[str]) -> None:
    plain = {"title": "T", "questions": [{"id": "x", "q": question, "a": answer, "wrong": wrong}]}
    if question_set := from_plain(plain, "set", NOTHING, CHAT):
        again = read(write(question_set), "set", NOTHING)
        assert again.question_set == question_set
        assert to_plain(again.question_set) == to_plain(question_set)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_reading(data: bytes) -> None:
    reading = read(data, "set", NOTHING)
    assert reading.question_set or reading.findings


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_file_is_read_and_mended_without_falling(seed: int) -> None:
    dice = Random(seed)
    for _ in range(50):
        text = damaged(dice.choice(MATERIAL)[:4_000], dice)
        reading = read(text, "set", NOTHING)
        assert reading.question_set or reading.findings
        lines = reading.text.count("\n") + reading.text.count("\r") + 1
        for finding in reading.findings:
            assert 1 <= finding.line <= lines + 1
            assert finding.column >= 1
            assert all(
                0 <= edit.start <= edit.end <= len(reading.text) for mend in finding.mends for edit in mend.edits
            )
        again = read(
            mended(reading.text, [mend for finding in reading.findings for mend in finding.mends]), "set", NOTHING
        )
        assert again.question_set or again.findings


def damaged(text: str, dice: Random) -> str:
    """`text` after a few slips of the finger."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text) + 1)
        slip = dice.randrange(5)
        if slip == 0:
            text = text[:at] + text[at + dice.randint(1, 8) :]
        elif slip == 1:
            text = text[:at] + text[at : at + 40] + text[at:]
        elif slip == 2:
            lines = text.split("\n")
            dice.shuffle(lines)
            text = "\n".join(lines[: dice.randint(1, len(lines))])
        else:
            text = text[:at] + dice.choice(PIECES) + text[at:]
    return text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["- q: Apa?", "  a: x", "\ta: y", "-q: z", "a:b", "  wrong: [", "]", "---", "x", ""])))
def test_any_lines_are_a_reading(lines: list[str]) -> None:
    reading = read("\n".join(lines), "set", NOTHING)
    assert reading.question_set or reading.findings
