"""A lesson: cards of text, each with the facts it tells and the question asked after it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of a lesson that fits on a phone's screen; `body` is Markdown.

    `picture` is a file in `content/pictures/`, and `alt` says in words what it shows; `line` is where the card begins.
    """

    heading: str
    body: str
    facts: tuple[str, ...] = ()
    question: str = ""  # the id of the item asked after it, "set/slug"; "" asks nothing
    picture: str = ""
    alt: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A publication that facts come from; `date` is as exact as it is known, "" where it is not.

    `publisher` by language: who published it, and where a copy was read.
    """

    id: str
    title: str
    publisher: Mapping[str, str]
    date: str
    url: str
    tier: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What a lesson may tell: when it was, how well it is known (A, B, C), and the ids of its sources."""

    id: str
    date: str
    grade: str
    quiz: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A lesson in one language."""

    title: str
    summary: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in every language it is written in; the editions have the same cards in the same order."""

    id: str
    slug: str
    order: int
    minutes: int
    needs: tuple[str, ...]
    sources: tuple[str, ...]
    facts: tuple[str, ...]
    dated: str  # the latest source, e.g. "2026-01"
    editions: Mapping[str, Edition]

    def edition(self, language: str) -> Edition:
        return self.editions.get(language) or next(iter(self.editions.values()))

    @property
    def questions(self) -> tuple[str, ...]:
        """The id of the item after each card, "" where none is asked."""
        return tuple(card.question for card in self.edition("id").cards)
