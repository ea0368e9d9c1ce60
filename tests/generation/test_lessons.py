"""Class A drafts of our own lessons: those that were read and found good stay, and new ones keep the rules."""

import json
from pathlib import Path

import pytest

from bot.generation.drafts import Draft, draft
from bot.generation.sentences import plain
from bot.grading.lexicon import Lexicon

ROOT = Path(__file__).parents[2]
GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text("utf-8"))
LESSONS = sorted((ROOT / "content" / "lessons").glob("*.md"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load(ROOT / "content" / "lexicon.yaml")


def drafts_of(path: Path, lexicon: Lexicon) -> list[Draft]:
    return draft(plain(path.read_text("utf-8")), path.name.split(".")[-2], lexicon)


def test_what_was_found_good_is_still_drafted(lexicon: Lexicon) -> None:
    """A golden draft counts as long as its sentence stands in the lesson (renew: `python -m bench.generation --golden`)."""
    made = {path.name: drafts_of(path, lexicon) for path in LESSONS if path.name in {each["lesson"] for each in GOLDEN}}
    standing = 0
    for each in GOLDEN:
        same = [one for one in made.get(each["lesson"], ()) if one.sentence == each["sentence"]]
        if same:
            standing += 1
            assert (each["q"], each["a"]) in {(one.question, one.answer) for one in same}, each["q"]
    assert standing


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.name)
def test_class_a_of_a_lesson_keeps_the_rules(path: Path, lexicon: Lexicon) -> None:
    text = " ".join(plain(path.read_text("utf-8")).split())
    for each in drafts_of(path, lexicon):
        assert each.sentence in text
        if each.trust == "A":
            assert not each.reasons
            assert len(each.question.split()) <= 26
            assert not {"ini", "itu", "tersebut", "ia", "dia", "mereka", "it", "he", "they"} & set(
                each.question.split()
            )
