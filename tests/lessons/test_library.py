"""Lessons are read whole, or not at all."""

from pathlib import Path

import pytest

from bot.bootstrap import Content
from bot.errors import BadContent
from bot.lessons import library

HEAD = "---\nid: X\ntitle: T\nminutes: 3\norder: 1\nsummary: S\ndated: 2026-01\n---\n"


def lessons_of(folder: Path, indonesian: str, english: str | None) -> None:
    (folder / "lessons").mkdir()
    (folder / "sources.yaml").write_text("sources: {}\n")
    (folder / "facts.yaml").write_text("facts: []\n")
    (folder / "lessons" / "01-x.id.md").write_text(indonesian)
    if english is not None:
        (folder / "lessons" / "01-x.en.md").write_text(english)


def test_cards_carry_heading_facts_and_question(tmp_path: Path) -> None:
    text = HEAD + "## H\nSatu.\n<!-- facts: A-1 A-2 -->\n? set/slug\n---\nDua.\n"
    lessons_of(tmp_path, text, text)
    first, second = library.load(tmp_path).lessons["X"].edition("id").cards
    assert (first.heading, first.body, first.facts, first.question) == ("H", "Satu.", ("A-1", "A-2"), "set/slug")
    assert (second.heading, second.body, second.question) == ("", "Dua.", "")


def test_a_picture_belongs_to_its_card_with_the_words_for_those_who_do_not_see_it(tmp_path: Path) -> None:
    pictured = "Satu.\n![Sebuah sungai.](../pictures/river.{}.png)\n---\nDua.\n"
    lessons_of(tmp_path, HEAD + pictured.format("id"), HEAD + pictured.format("en"))
    first, second = library.load(tmp_path).lessons["X"].edition("id").cards
    assert (first.body, first.picture, first.alt) == ("Satu.", "river.id.png", "Sebuah sungai.")
    assert (second.picture, second.line) == ("", 12)


@pytest.mark.parametrize(
    ("indonesian", "english", "fault"),
    [
        ("no head", HEAD + "x", "front matter"),
        (HEAD.replace("minutes: 3\n", "") + "x", HEAD + "x", "lacks minutes"),
        (HEAD + "x", None, "has no 01-x.en.md"),
        (HEAD, HEAD + "x", "no card"),
        (HEAD + "x\n? slug", HEAD + "x\n? slug", "set/slug"),
        (HEAD + "x\n? a/b", HEAD + "x\n? a/c", "other facts, questions or pictures"),
        (
            HEAD + "x\n![a](pictures/a.id.png)",
            HEAD + "x\n![a](pictures/b.en.png)",
            "other facts, questions or pictures",
        ),
        (HEAD + "x", HEAD + "x\n---\ny", "other facts, questions or pictures"),
    ],
)
def test_a_faulty_lesson_is_refused_with_its_place(
    tmp_path: Path, indonesian: str, english: str | None, fault: str
) -> None:
    lessons_of(tmp_path, indonesian, english)
    with pytest.raises(BadContent, match=fault):
        library.load(tmp_path)


def test_every_card_that_ships_asks_a_question_that_exists(content: Content) -> None:
    asked = {question for lesson in content.library.lessons.values() for question in lesson.questions if question}
    assert asked
    assert asked <= set(content.bank.items)
