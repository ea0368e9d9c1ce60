"""What is wrong in `content/`: length, facts, attribution, pictures, words, and sentences taken from elsewhere."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot import own_yaml
from bot.errors import BadContent
from bot.items.findings import Finding, Severity
from bot.items.item import Item
from bot.lessons import library
from bot.lessons.lesson import Card, Lesson
from bot.lessons.library import LANGUAGES, Library

# What a reader of fifteen takes in at a glance on a phone; the opening has no time to lose.
WORDS, OPENING_WORDS = range(40, 91), range(25, 46)
CARDS, MINUTES = range(5, 10), range(3, 7)
# Telegram would send more, a slow line would not.
MOST_PICTURE_BYTES = 200_000
# A run of so many words in common is a sentence taken over and no accident.
RUN = 8

_WORD = re.compile(r"\w+")
# What stands in quotation marks, or slanted as a name, is somebody's; bold is ours.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\*)\*[^*]+\*(?!\*)")


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words that are one side's, what to say instead, and what near by makes them clear."""

    pattern: re.Pattern[str]
    use: Mapping[str, str]
    unless: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The words by which lessons are checked."""

    avoided: tuple[Avoided, ...]
    attributing: re.Pattern[str]
    titles: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> "Words":
        table = own_yaml.read(path)
        avoided = (Avoided(_any_of(e["words"]), e["use"], tuple(e.get("unless", ()))) for e in table["avoid"])
        return cls(tuple(avoided), _any_of(table["attributing"]), tuple(table["titles"]))


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding, and the file it is in."""

    path: Path
    finding: Finding


def check(folder: Path, sets: Mapping[Path, Iterable[Item]], foreign: str = "") -> list[Fault]:
    """Everything wrong in `folder` (`content/`) and in what `sets` ask; `foreign` is a text to keep away from."""
    try:
        lessons = library.load(folder)
    except BadContent as error:
        return [Fault(error.path, Finding("lesson-unreadable", error.line, 1, Severity.ERROR, {"fault": error.fault}))]
    checks = _Checks(folder, lessons, Words.load(folder / "words.yaml"), sets, _runs(foreign))
    return sorted(checks.faults(), key=lambda fault: (fault.path, fault.finding.line, fault.finding.column))


@dataclass(frozen=True)
class _Checks:
    folder: Path
    library: Library
    words: Words
    sets: Mapping[Path, Iterable[Item]]
    foreign: frozenset[tuple[str, ...]]

    def faults(self) -> Iterator[Fault]:
        for lesson in self.library.lessons.values():
            for language in LANGUAGES:
                path = self.folder / "lessons" / f"{lesson.slug}.{language}.md"
                yield from (Fault(path, finding) for finding in self._lesson(lesson, language, path))
        for path, items in self.sets.items():
            for item in items:
                yield from (Fault(path, finding) for finding in self._item(item, path))

    # Lessons

    def _lesson(self, lesson: Lesson, language: str, path: Path) -> Iterator[Finding]:
        edition, lines = lesson.edition(language), path.read_text("utf-8").splitlines()
        if lesson.order and len(edition.cards) not in CARDS:
            yield _found("card-count", count=len(edition.cards), least=CARDS[0], most=CARDS[-1])
        if lesson.order and lesson.minutes not in MINUTES:
            yield _found("lesson-minutes", minutes=lesson.minutes, least=MINUTES[0], most=MINUTES[-1])
        yield from self._head(lesson, {fact for card in edition.cards for fact in card.facts})
        for card in edition.cards:
            yield from self._card(card, opening=not lesson.order)
            yield from self._picture(card)
            yield from self._wording(f"{card.heading}\n{card.body}\n{card.alt}", lines, card.line, language)
        yield from self._avoided(edition.title, lines, 1, language)
        yield from self._wording(edition.summary, lines, 1, language)

    def _head(self, lesson: Lesson, told: set[str]) -> Iterator[Finding]:
        """The front matter against the cards and the other lessons."""
        yield from (_found("unknown-lesson", lesson=each) for each in lesson.needs if each not in self.library.lessons)
        yield from (
            _found("unknown-source", source=each) for each in lesson.sources if each not in self.library.sources
        )
        if lesson.facts and set(lesson.facts) != told:
            yield _found("other-facts", facts=", ".join(sorted(set(lesson.facts) ^ told)))
        sources = {source for fact in told for source in self._sources_of(fact)}
        if missing := sources - set(lesson.sources):
            yield _found("source-unnamed", sources=", ".join(sorted(missing)))

    def _sources_of(self, fact: str) -> tuple[str, ...]:
        known = self.library.facts.get(fact)
        return known.sources if known else ()

    def _card(self, card: Card, *, opening: bool) -> Iterator[Finding]:
        length, wanted = len(_WORD.findall(re.sub(r"[’'-]", "", card.body))), OPENING_WORDS if opening else WORDS
        # A card of the opening that tells nothing only leads to its question.
        if length not in wanted and (card.facts or not opening):
            yield _found("card-length", card.line, words=length, least=wanted[0], most=wanted[-1])
        if card.question and card.question not in self._questions:
            yield _found("unknown-question", card.line, question=card.question)
        for fact in card.facts:
            if fact not in self.library.facts:
                yield _found("unknown-fact", card.line, fact=fact)
            elif self.library.facts[fact].grade == "C" and len(self.words.attributing.findall(card.body)) < 2:
                yield _found("unattributed", card.line, fact=fact)

    def _picture(self, card: Card) -> Iterator[Finding]:
        if not card.picture:
            return
        path = self.library.pictures.get(card.picture)
        if path is None:
            yield _found("picture-missing", card.line, picture=card.picture)
        elif (size := path.stat().st_size) > MOST_PICTURE_BYTES:
            kilobytes = {"size": size // 1000, "limit": MOST_PICTURE_BYTES // 1000}
            yield _found("picture-too-large", card.line, picture=card.picture, **kilobytes)
        if not card.alt.strip():
            yield _found("alt-missing", card.line, picture=card.picture)

    # Questions

    @cached_property
    def _questions(self) -> frozenset[str]:
        return frozenset(item.id for items in self.sets.values() for item in items)

    def _item(self, item: Item, path: Path) -> Iterator[Finding]:
        lines = path.read_text("utf-8").splitlines()
        line = next(
            (n for n, text in enumerate(lines, 1) if re.search(rf"\bid: {item.id.partition('/')[2]}\b", text)), 1
        )
        for fact in item.about.facts:
            known = self.library.facts.get(fact)
            if known is None:
                yield _found("unknown-fact", line, fact=fact)
            elif known.quiz == "avoid":
                yield _found("avoided-fact", line, fact=fact)
        if item.about.image and not (self._is_ours(item.about.image) or item.about.image.startswith("https://")):
            yield _found("picture-missing", line, picture=item.about.image)
        for language in LANGUAGES:
            told = [item.question, item.about.why, *item.about.hints]
            told += [item.about.source.text] if item.about.source else []
            text = "\n".join(each.by_language.get(language, "") for each in told if each)
            yield from self._wording(text, lines, line, language)

    def _is_ours(self, image: str) -> bool:
        wanted = (image, *(f"{image}.{language}.png" for language in LANGUAGES))
        return any(name in self.library.pictures for name in wanted)

    # Words

    def _wording(self, text: str, lines: list[str], line: int, language: str) -> Iterator[Finding]:
        yield from self._avoided(text, lines, line, language)
        ours = _QUOTED.sub(" | ", text)
        for title in self.words.titles:
            ours = re.sub(re.escape(title), " | ", ours, flags=re.IGNORECASE)
        for run in _taken(ours, self.foreign):
            yield _found("taken-over", *_place(lines, line, run.split()[0]), words=run)

    def _avoided(self, text: str, lines: list[str], line: int, language: str) -> Iterator[Finding]:
        ours = _QUOTED.sub(" | ", text)
        for avoided in self.words.avoided:
            if (match := avoided.pattern.search(ours)) and not any(words in text for words in avoided.unless):
                where = _place(lines, line, match[0])
                yield _found("avoided-word", *where, word=match[0], use=avoided.use[language])


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    whole = (rf"\b{re.escape(word)}\b" if word[0].isalnum() else re.escape(word) for word in words)
    return re.compile("|".join(whole), re.IGNORECASE)


def _found(code: str, line: int = 1, column: int = 1, **values: object) -> Finding:
    return Finding(code, line, column, Severity.ERROR, {name: str(value) for name, value in values.items()})


def _place(lines: list[str], start: int, words: str) -> tuple[int, int]:
    """The line and column of `words` from line `start` on, else that line's beginning."""
    for number, line in enumerate(lines[start - 1 :], start):
        if (at := line.casefold().find(words.casefold())) >= 0:
            return number, at + 1
    return start, 1


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _taken(text: str, foreign: frozenset[tuple[str, ...]]) -> Iterator[str]:
    """The runs of words that `text` has in common with the foreign one; a run that goes on is told once."""
    for part in text.split("|"):
        words = _WORD.findall(part)
        end = 0
        for start in range(len(words) - RUN + 1):
            if tuple(word.casefold() for word in words[start : start + RUN]) in foreign:
                if start >= end:
                    yield " ".join(words[start : start + RUN])
                end = start + RUN
