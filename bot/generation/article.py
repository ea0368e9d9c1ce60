"""An article as it is read for questions: its sentences with their words and mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.generation.entities import Mention, Recogniser, same_everywhere
from bot.generation.read import Read
from bot.generation.references import resolved
from bot.generation.sentences import sentences
from bot.generation.tables import Tables, tables
from bot.generation.words import words
from bot.grading import dates
from bot.grading.lexicon import Lexicon

# More than this is a book: questions from its first part are enough, and the time stays bounded.
LONGEST = 60_000


@dataclass(frozen=True)
class Article:
    """All sentences of one article and what they say of each other's names."""

    language: str
    sentences: Sequence[Read]

    @property
    def table(self) -> Tables:
        return tables(self.language)

    @cached_property
    def text(self) -> str:
        return " ".join(read.text for read in self.sentences)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every word that belongs to a name of a person, place or thing."""
        mentions = (
            mention
            for read in self.sentences
            for mention in read.mentions
            if mention.type in {"PERSON", "PLACE", "THING"}
        )
        return frozenset(word for mention in mentions for word in mention.text.split())

    @cached_property
    def latest(self) -> tuple[int, int]:
        """The last year and month that it names; a year alone does not reach into its months."""
        named = (dates.find(m.text.lower()).dates for read in self.sentences for m in read.mentions if m.type == "TIME")
        known = [(date.year, date.month or 0) for found in named for date in found if date.year and date.span == 1]
        return max(known, default=(0, 0))

    def times_named(self, mention: Mention) -> int:
        return self.text.count(mention.text)


def read_article(text: str, language: str | None, lexicon: Lexicon) -> Article:
    """Read a plain text. Its language is told by its most common words where none is given."""
    text = text[:LONGEST]
    language = language if language in {"id", "en"} else language_of(text)
    found = sentences(text, language)
    split = [words(sentence.text) for sentence in found]
    small = frozenset(word.small for part in split for word in part if not word.capital)
    recogniser = Recogniser(language, lexicon)
    mentioned = [recogniser.mentions(sentence.text, part, small) for sentence, part in zip(found, split, strict=True)]
    joined = zip(found, split, same_everywhere(mentioned), strict=True)
    reads = [Read(sentence, part, mentions) for sentence, part, mentions in joined]
    return Article(language, tuple(resolved(reads, tables(language))))


def language_of(text: str) -> str:
    seen = re.findall(r"[a-z]+", text[:4000].lower())
    english = sum(word in {"the", "of", "and", "in", "was", "is", "to", "were"} for word in seen)
    return (
        "en"
        if english > sum(word in {"yang", "di", "dan", "pada", "dengan", "itu", "dari", "oleh"} for word in seen)
        else "id"
    )
