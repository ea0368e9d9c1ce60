"""The lessons of `content/`, read and checked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yaml import MarkedYAMLError

from bot import own_yaml
from bot.errors import BadContent
from bot.lessons.lesson import Card, Edition, Fact, KnownSource, Lesson

LANGUAGES = ("id", "en")
_HEAD = ("id", "title", "minutes", "order", "summary", "dated")
_FACTS = re.compile(r"^<!--\s*facts:(?P<ids>[^>]*)-->\s*$")
_PICTURE = re.compile(r"^!\[(?P<alt>[^\]]*)\]\((?:\.\./)?pictures/(?P<name>[^)/]+)\)\s*$")
_QUESTION = re.compile(r"^\?\s*(?P<id>\S+)\s*$")


@dataclass(frozen=True)
class Library:
    """Every lesson, by id, in the order they are taught."""

    lessons: Mapping[str, Lesson]
    sources: Mapping[str, KnownSource] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    pictures: Mapping[str, Path] = field(default_factory=dict)

    def lesson(self, lesson_id: str) -> Lesson | None:
        return self.lessons.get(lesson_id)

    @property
    def course(self) -> tuple[Lesson, ...]:
        """The lessons to choose from; the opening (order 0) is not one of them."""
        return tuple(lesson for lesson in self.lessons.values() if lesson.order > 0)

    @property
    def opening(self) -> Lesson | None:
        return next((lesson for lesson in self.lessons.values() if lesson.order == 0), None)

    def told(self) -> Iterator[tuple[str, str]]:
        """What each card of the course says, with its language."""
        for lesson in self.course:
            for language, edition in lesson.editions.items():
                yield from ((language, card.body) for card in edition.cards)


def load(folder: Path) -> Library:
    """Read the lessons and sources below `folder` (`content/`); raises BadContent at the first fault."""
    lessons = [_lesson(path) for path in sorted((folder / "lessons").glob(f"*.{LANGUAGES[0]}.md"))]
    in_order = sorted(lessons, key=lambda lesson: lesson.order)
    by_id = {lesson.id: lesson for lesson in in_order}
    pictures = {path.name: path for path in sorted((folder / "pictures").glob("*.png"))}
    return Library(by_id, _sources(folder / "sources.yaml"), _facts(folder / "facts.yaml"), pictures)


def _sources(path: Path) -> dict[str, KnownSource]:
    table = own_yaml.read(path)["sources"]
    return {each: _source(each, about) for each, about in table.items()}


def _source(source_id: str, about: Mapping[str, Any]) -> KnownSource:
    title, date, url, tier = (about.get(name, "") for name in ("title", "date", "url", "tier"))
    publisher = about.get("publisher", "")
    named = publisher if isinstance(publisher, Mapping) else dict.fromkeys(LANGUAGES, publisher)
    return KnownSource(source_id, title, named, date, url, tier)


def _facts(path: Path) -> dict[str, Fact]:
    table = own_yaml.read(path)["facts"]
    facts = (Fact(f["id"], f["date"], f["grade"], f["quiz"], tuple(f["sources"])) for f in table)
    return {fact.id: fact for fact in facts}


def _lesson(path: Path) -> Lesson:
    slug = path.name.removesuffix(f".{LANGUAGES[0]}.md")
    paths = [path.with_name(f"{slug}.{language}.md") for language in LANGUAGES]
    heads, editions = {}, {}
    for language, each in zip(LANGUAGES, paths, strict=True):
        if not each.exists():
            raise BadContent(path, 1, f"the lesson has no {each.name}")
        heads[language], editions[language] = _edition(each)
    _same_cards(paths[1], editions)
    head = heads[LANGUAGES[0]]
    return Lesson(
        id=str(head["id"]),
        slug=slug,
        order=int(str(head["order"])),
        minutes=int(str(head["minutes"])),
        needs=_ids(head, "needs"),
        sources=_ids(head, "sources"),
        facts=_ids(head, "facts"),
        dated=str(head["dated"]),
        editions=editions,
    )


def _edition(path: Path) -> tuple[Mapping[str, object], Edition]:
    text = path.read_text("utf-8")
    _, head_text, body = [*text.split("---\n", 2), "", ""][:3]
    try:
        head = own_yaml.parse(head_text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise BadContent(path, line, f"the front matter is no YAML: {error.problem}") from error
    if not text.startswith("---\n") or not isinstance(head, dict):
        raise BadContent(path, 1, "the front matter between two lines of --- is missing")
    if missing := [name for name in _HEAD if name not in head]:
        raise BadContent(path, 1, f"the front matter lacks {', '.join(missing)}")
    first = text[: len(text) - len(body)].count("\n") + 1
    return head, Edition(str(head["title"]), str(head["summary"]), tuple(_cards(path, body, first)))


def _cards(path: Path, body: str, line: int) -> list[Card]:
    cards = []
    for part in re.split(r"^---$\n?", body, flags=re.MULTILINE):
        if part.strip():
            cards.append(_card(path, part, line))
        line += part.count("\n") + 1
    if not cards:
        raise BadContent(path, line, "the lesson has no card")
    return cards


def _card(path: Path, part: str, line: int) -> Card:
    heading, question, picture, alt = "", "", "", ""
    facts: list[str] = []
    body: list[str] = []
    for text in part.strip().splitlines():
        if match := _FACTS.match(text):
            facts += match["ids"].split()
        elif match := _QUESTION.match(text):
            question = match["id"]
        elif match := _PICTURE.match(text):
            picture, alt = match["name"], match["alt"]
        elif text.startswith("## "):
            heading = text[3:].strip()
        else:
            body.append(text)
    if question and question.count("/") != 1:
        raise BadContent(path, line, f"the question is set/slug, not {question}")
    return Card(heading, "\n".join(body).strip(), tuple(facts), question, picture, alt, line)


def _same_cards(path: Path, editions: Mapping[str, Edition]) -> None:
    told = [[_told(card) for card in edition.cards] for edition in editions.values()]
    if any(cards != told[0] for cards in told):
        raise BadContent(path, 1, "its cards carry other facts, questions or pictures than the other language's")


def _told(card: Card) -> tuple[object, ...]:
    return card.facts, card.question, card.picture.partition(".")[0]


def _ids(head: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = head.get(name) or ()
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()
