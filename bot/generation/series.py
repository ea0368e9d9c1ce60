"""Questions that take several sentences: put events in order, match persons and offices."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.generation.article import Article
from bot.generation.clauses import Clause, IsVerb, clause_of, holds, render
from bot.generation.entities import Mention
from bot.generation.facts import Fact
from bot.generation.trust import judged
from bot.grading import dates

# Fewer are guessed, more are not remembered.
FEWEST, MOST = 3, 5
_LONGEST = 14  # words of an event: it has to fit on a button


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a date, told without it."""

    text: str
    date: tuple[int, int, int]
    fact: Fact


def in_order(article: Article, is_verb: IsVerb) -> list[Event]:
    """Events of an article by date, each on a date of its own; empty where there are too few."""
    found: dict[tuple[int, ...], Event] = {}
    for event in _events(article, is_verb):
        found.setdefault(event.date[:2], event)  # two events of one month are too near each other to be told apart
    events = sorted(found.values(), key=lambda event: event.date)
    return events[:MOST] if len(events) >= FEWEST else []


def offices(article: Article) -> list[tuple[str, str]]:
    """Persons with the office that the article gives each of them; empty where there are too few."""
    held: dict[str, set[str]] = {}
    for read in article.sentences:
        for mention in read.mentions:
            if mention.type == "PERSON" and len(mention.title.split()) > 1 and " " in mention.text:
                held.setdefault(mention.text, set()).add(mention.title[0].upper() + mention.title[1:])
    pairs = [(name, titles.pop()) for name, titles in held.items() if len(titles) == 1]
    unshared = [(name, title) for name, title in pairs if [other for _, other in pairs].count(title) == 1]
    return unshared[:MOST] if len(unshared) >= FEWEST else []


def _events(article: Article, is_verb: IsVerb) -> Iterator[Event]:
    for read in article.sentences:
        for answer in read.mentions:
            date = _date(answer)
            if date is None:
                continue
            fact = Fact(read, answer, 0.0)
            clause = clause_of(read, answer, article.table, is_verb)
            text = _told(clause) if clause else ""
            if clause and text and judged(text, "cloze", fact, article, clause)[0] == "A":
                yield Event(text, date, fact)


def _told(clause: Clause) -> str:
    """The event without its date, where the date stands first."""
    words = (*clause.subject, *clause.predicate)
    if not holds(clause.lead, clause.answer) or not 3 <= len(words) <= _LONGEST:
        return ""
    text = render(words)
    return text[0].upper() + text[1:]


def _date(mention: Mention) -> tuple[int, int, int] | None:
    if mention.type != "TIME" or mention.kind not in {"day", "month", "year"} or not re.search(r"\d{4}", mention.text):
        return None
    found = dates.find(mention.text.lower()).dates
    if len(found) != 1 or found[0].year is None or found[0].span != 1:
        return None
    return found[0].year, found[0].month or 0, found[0].day or 0
