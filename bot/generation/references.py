"""Who "ia" and "kota ini" are: a pronoun gets its name back where there is one candidate only."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.generation.read import Read
from bot.generation.tables import Tables
from bot.generation.words import Word

_HE = {"id": {"ia", "dia", "beliau"}, "en": {"he", "she", "his", "her"}}
_IT = {"id": frozenset[str](), "en": {"it"}}
_THIS = {"id": {"ini", "tersebut", "itu"}, "en": {"this", "these", "the"}}


def resolved(reads: Sequence[Read], table: Tables) -> list[Read]:
    """The sentences with the pronoun of their subject replaced. More than one candidate: left as it is."""
    done: list[Read] = []
    for read in reads:
        meant = _meant(read, done, table)
        done.append(read if meant is None else _renamed(read, *meant))
    return done


def _meant(read: Read, before: Sequence[Read], table: Tables) -> tuple[int, int, str] | None:
    """From which word to which to replace, and by what."""
    if len(read.words) < 4 or not before:
        return None
    at = _subject_starts(read, table)
    words = read.words[at:]
    first = words[0].small
    if first in _HE[table.language]:
        name = _only_person(before)
        return (at, at + 1, name) if name else None
    topic = _topic(before[0], table)
    if first in _IT[table.language]:
        name = topic[0] if topic and len(before) <= 3 else _thing(before[-1])
        return (at, at + 1, name) if name else None
    noun = _noun_pointed_at(words, table)
    if noun and topic and noun[1] == topic[1] and noun[1] not in topic[0].lower().split():
        return at, at + noun[0], topic[0]
    return None


def _subject_starts(read: Read, table: Tables) -> int:
    """Behind "Pada tahun 1945," where the sentence begins so."""
    if read.words[0].small not in table["prepositions"]:
        return 0
    for at, word in enumerate(read.words[:12]):
        pronoun = at > 1 and word.small in _HE[table.language] | _IT[table.language] - {"it"}
        if pronoun or (word.text == "," and at + 2 < len(read.words)):
            return at if pronoun else at + 1
    return 0


def _only_person(before: Sequence[Read]) -> str | None:
    """The one person who was the subject of the last two sentences, else the one person in them."""
    near = before[-2:]
    subjects = {name for read in near if (name := _subject(read))}
    if len(subjects) == 1:
        return _full(subjects.pop(), before)
    names = {m.text for read in near for m in read.mentions if m.type == "PERSON" and m.kind != "office"}
    return _full(names.pop(), before) if len(names) == 1 and not subjects else None


def _thing(read: Read) -> str:
    """The name, not of a person, that a sentence begins with."""
    if read.resolved:
        return read.resolved if not any(m.type == "PERSON" and m.text == read.resolved for m in read.mentions) else ""
    first = next((m for m in read.mentions if m.type in {"PLACE", "THING"} and m.kind not in {"definition"}), None)
    if not first or first.start > 4 or (first.start and not read.text.startswith("The ")):
        return ""
    return read.text[: first.end]


def _subject(read: Read) -> str:
    """The person a sentence begins with, its office before it or not."""
    if read.resolved:
        return read.resolved
    first = next((m for m in read.mentions if m.type == "PERSON" and m.kind != "office"), None)
    return first.text if first and first.start <= len(first.title) + 1 else ""


def _full(name: str, before: Sequence[Read]) -> str:
    """The full name that a short one stands for, if it is one person's."""
    fuller = {m.text for read in before for m in read.mentions if m.type == "PERSON" and name in m.text.split()}
    return fuller.pop() if len(fuller) == 1 else name


def _topic(first: Read, table: Tables) -> tuple[str, str] | None:
    """The name that the first sentence defines, and the noun it is called by: "Theremin", "alat"."""
    for at, word in enumerate(first.words[:14]):
        if word.small in table["copulas"]:
            names = [m for m in first.mentions if m.start <= first.words[0].start and m.end <= word.start]
            noun = next((w.small for w in first.words[at + 1 :] if w.small not in _LEADING), "")
            if table.language == "en":
                noun = _english_head(first.words[at + 1 :], table)
            return (names[0].text, noun) if names else None
    return None


_LEADING = frozenset("sebuah seorang suatu salah satu".split())


def _english_head(words: Sequence[Word], table: Tables) -> str:
    head = ""
    for word in words:
        if word.mark or (word.small in table["function_words"] and word.small not in {"a", "an", "the"}):
            break
        head = word.small
    return head


def _noun_pointed_at(words: Sequence[Word], table: Tables) -> tuple[int, str] | None:
    """ "Alat musik ini", "The city" at the start: how many words, and the noun."""
    if table.language == "id":
        for at in range(1, min(5, len(words))):
            if words[at].small in _THIS["id"]:
                return at + 1, words[0].small
            if words[at].mark or words[at].small in table["function_words"]:
                return None
        return None
    if (
        words[0].small in _THIS["en"]
        and len(words) > 2
        and (words[2].small in table["auxiliaries"] or words[2].small.endswith("ed"))
    ):
        return 2, words[1].small
    return None


def _renamed(read: Read, start: int, end: int, name: str) -> Read:
    owner = read.words[start].small in {"his", "her"}
    written = _written(name + "'s" if owner else name, read.words[start])
    return replace(read, words=(*read.words[:start], *written, *read.words[end:]), resolved=name)


def _written(name: str, pronoun: Word) -> Iterator[Word]:
    """The words of the name, all standing where the pronoun stood."""
    for part in name.split():
        yield Word(part, part.lower(), pronoun.start, pronoun.end, part[0].isupper(), False)
