"""Terms of the course, looked up as people spell them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from bot import own_yaml
from bot.grading.similarity import closest

LANGUAGES = ("id", "en")
# A word that is less like a term than this means something else.
LEAST_LIKE = 0.7


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the subject and what it means, in both languages; `note` says what to mind."""

    id: str
    names: Mapping[str, str]
    meanings: Mapping[str, str]
    note: Mapping[str, str]

    def called(self, language: str, text: str = "") -> str:
        """Its name, as `text` has it where it has one of several."""
        names = _split(self.names.get(language) or next(iter(self.names.values())))
        return next((name for name in names if name.casefold() in text.casefold()), names[0])


@dataclass(frozen=True)
class Glossary:
    """All terms, by id; `uses` tells how many cards of the course name each."""

    terms: Mapping[str, Term]
    uses: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Glossary":
        terms = (_term(entry) for entry in own_yaml.read(path)["terms"])
        return cls({term.id: term for term in terms})

    def counted(self, cards: Iterable[tuple[str, str]]) -> "Glossary":
        """With what the cards of a course, each a language and a text, name."""
        named = (self.named_in(text, language) for language, text in cards)
        return replace(self, uses=Counter(term.id for terms in named for term in terms))

    def by_name(self, language: str) -> list[Term]:
        """All terms as a list in this language has them."""
        return sorted(self.terms.values(), key=lambda term: term.called(language).casefold())

    def look_up(self, words: str) -> tuple[Term, ...]:
        """The term of that name, else those with all of `words` in theirs, else the one that is spelled most alike."""
        wanted = words.casefold().strip()
        if not wanted:
            return ()
        if exact := self._names.get(wanted):
            return (self.terms[exact],)
        found = dict.fromkeys(term_id for name, term_id in self._names.items() if wanted in name)
        if not found and (near := closest(wanted, self._names, LEAST_LIKE)):
            found = {self._names[near]: None}
        return tuple(self.terms[term_id] for term_id in found)

    def named_in(self, text: str, language: str) -> tuple[Term, ...]:
        """The terms that a text uses, in the order in which they come; a longer term hides the shorter within it."""
        seen = {match.start(): match[0].casefold() for match in self._pattern(language).finditer(text)}
        ids = dict.fromkeys(self._names[name] for _, name in sorted(seen.items()))
        return tuple(self.terms[term_id] for term_id in ids)

    def rarest_in(self, text: str, language: str, most: int) -> tuple[Term, ...]:
        """The terms of a text that the course names least; the others are met elsewhere too."""
        terms = self.named_in(text, language)
        rarest = sorted(terms, key=lambda term: self.uses.get(term.id, 0))[:most]
        return tuple(term for term in terms if term in rarest)

    def _pattern(self, language: str) -> re.Pattern[str]:
        return self._patterns[language if language in self._patterns else LANGUAGES[0]]

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str]]:
        def pattern(language: str) -> re.Pattern[str]:
            names = [name for term in self.terms.values() for name in _split(term.names[language])]
            longest_first = sorted(names, key=len, reverse=True)
            return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)

        return {language: pattern(language) for language in LANGUAGES}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        terms = self.terms.values()
        return {name.casefold(): term.id for term in terms for each in term.names.values() for name in _split(each)}


def _term(entry: Mapping[str, object]) -> Term:
    return Term(str(entry["id"]), _texts(entry, "term"), _texts(entry, "definition"), _texts(entry, "note"))


def _texts(entry: Mapping[str, object], name: str) -> dict[str, str]:
    given = entry.get(name) or {}
    return {key: str(value) for key, value in given.items()} if isinstance(given, dict) else {}


def _split(names: str) -> list[str]:
    """ "aliansi / persekutuan" is two names of one thing."""
    return [name.strip() for name in names.split("/") if name.strip()]
