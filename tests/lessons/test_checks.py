"""What `lint content` finds in lessons, one fault at a time."""

from pathlib import Path

import pytest

from bot.bootstrap import Content
from bot.lessons.checks import Fault, check
from tests.conftest import ROOT

HEAD = {
    "id": "id: X\ntitle: Judul\nminutes: 4\norder: 1\nneeds: []\nfacts: [A-1, C-1]\nsources: [S1]\nsummary: Ringkasan.\ndated: 2026-01\n",
    "en": "id: X\ntitle: Title\nminutes: 4\norder: 1\nneeds: []\nfacts: [A-1, C-1]\nsources: [S1]\nsummary: Summary.\ndated: 2026-01\n",
}
FACTS = """facts:
- {id: A-1, date: "1948", grade: A, quiz: ok, sources: [S1]}
- {id: C-1, date: "1948", grade: C, quiz: avoid, sources: [S1]}
"""
WORDS = """avoid:
- {words: [rezim, regime], use: {id: pemerintah, en: government}}
- {words: [Kursk], use: {id: Wilayah Kursk, en: Kursk Region}, unless: [Wilayah Kursk, Kursk Region]}
attributing: [menurut, according to]
titles: [The Treaty of Very Good and Very Lasting Friendship]
"""
PLAIN = " ".join(f"kata{number}" for number in range(50))
DISPUTED = f"Menurut Ani begini, menurut Budi begitu. According to Ani so, according to Budi otherwise. {PLAIN}"


def lesson(folder: Path, changed: dict[str, str] | None = None, head: dict[str, str] | None = None) -> Path:
    """A lesson of five cards without a fault, but for what is `changed` in its cards and in its `head`."""
    content = folder / "content"
    (content / "lessons").mkdir(parents=True)
    (content / "pictures").mkdir()
    (content / "pictures" / "river.id.png").write_bytes(b"x" * 10)
    (content / "pictures" / "river.en.png").write_bytes(b"x" * 10)
    (content / "sources.yaml").write_text("sources: {S1: {title: T, publisher: P, date: '2020', tier: press}}\n")
    (content / "facts.yaml").write_text(FACTS)
    (content / "words.yaml").write_text(WORDS)
    for language in ("id", "en"):
        cards = [f"{PLAIN}\n<!-- facts: A-1 -->\n"] * 4 + [f"{DISPUTED}\n<!-- facts: C-1 -->\n"]
        text = f"---\n{HEAD[language]}---\n" + "---\n".join(cards)
        for old, new in {**(changed or {}), **(head or {})}.items():
            text = text.replace(old, new.replace("LANG", language), 1)
        (content / "lessons" / f"01-x.{language}.md").write_text(text)
    return content


def codes(faults: list[Fault]) -> set[str]:
    return {fault.finding.code for fault in faults}


def test_a_lesson_as_it_should_be_has_no_finding(tmp_path: Path) -> None:
    assert check(lesson(tmp_path), {}) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (PLAIN, "terlalu pendek", "card-length"),
        (PLAIN, PLAIN + PLAIN, "card-length"),
        ("A-1 -->", "A-9 -->", "unknown-fact"),
        (DISPUTED, PLAIN, "unattributed"),
        ("minutes: 4", "minutes: 14", "lesson-minutes"),
        ("sources: [S1]", "sources: [S1, S2]", "unknown-source"),
        ("sources: [S1]", "sources: []", "source-unnamed"),
        ("needs: []", "needs: [L99]", "unknown-lesson"),
        ("facts: [A-1, C-1]", "facts: [A-1]", "other-facts"),
        (PLAIN, PLAIN + "\n? set/none", "unknown-question"),
        (PLAIN, PLAIN + "\n![Sungai.](../pictures/sea.LANG.png)", "picture-missing"),
        (PLAIN, PLAIN + "\n![](../pictures/river.LANG.png)", "alt-missing"),
        (PLAIN, PLAIN + " rezim regime", "avoided-word"),
        (PLAIN, PLAIN + " Kursk", "avoided-word"),
        ("title: Judul", "title: Judul: {", "lesson-unreadable"),
        ("---\n" + PLAIN, PLAIN, "lesson-unreadable"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert code in codes(check(lesson(tmp_path, {old: new}), {}))


@pytest.mark.parametrize("spared", ["“rezim” “regime”", "*rezim* *regime*", "Wilayah Kursk (Kursk Region)"])
def test_words_that_are_somebodys_or_clear_are_spared(tmp_path: Path, spared: str) -> None:
    assert check(lesson(tmp_path, {PLAIN: f"{PLAIN} {spared}"}), {}) == []


def test_a_heavy_picture_is_found(tmp_path: Path) -> None:
    content = lesson(tmp_path, {PLAIN: PLAIN + "\n![Sungai.](../pictures/river.LANG.png)"})
    (content / "pictures" / "river.en.png").write_bytes(b"x" * 200_001)
    [fault] = check(content, {})
    assert (fault.path.name, fault.finding.code) == ("01-x.en.md", "picture-too-large")


def test_eight_words_in_common_are_taken_over_and_seven_are_not(tmp_path: Path) -> None:
    eight = "one two three four five six seven eight"
    content = lesson(tmp_path, {PLAIN: f"{PLAIN} {eight}"})
    assert codes(check(content, {}, f"And then: {eight.title()}!")) == {"taken-over"}
    assert check(content, {}, eight.removesuffix(" eight")) == []


@pytest.mark.parametrize(
    "exempt", ["“one two three four five six seven eight”", "The Treaty of Very Good and Very Lasting Friendship"]
)
def test_quotations_and_titles_may_be_the_same(tmp_path: Path, exempt: str) -> None:
    assert check(lesson(tmp_path, {PLAIN: f"{PLAIN} {exempt}"}), {}, exempt) == []


def test_a_finding_says_where(tmp_path: Path) -> None:
    faults = check(
        lesson(tmp_path, {f"{PLAIN}\n<!-- facts: A-1 -->\n---\n": f"{PLAIN}\n\nregime\n<!-- facts: A-1 -->\n---\n"}), {}
    )
    assert {(fault.finding.line, fault.finding.column) for fault in faults} == {(14, 1)}


def test_a_question_on_background_is_found(content: Content) -> None:
    item = next(item for item in content.bank.items.values() if item.about.facts)
    path = ROOT / "quizzes" / f"{item.id.partition('/')[0]}.yaml"
    known = content.library.facts
    assert all(known[fact].quiz != "avoid" for each in content.bank.items.values() for fact in each.about.facts)
    assert codes(check(ROOT / "content", {path: [item]})) == {"unknown-question"}


def test_the_content_that_ships_is_clean(content: Content) -> None:
    sets = {ROOT / "quizzes" / f"{each.id}.yaml": each.items for each in content.bank.sets.values()}
    assert check(ROOT / "content", sets) == []
