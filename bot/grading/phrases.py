"""What a key asks for: which of its words must be said, and in which other shapes it may come."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from bot.grading import words as table
from bot.grading.affixes import dictionary, is_past, voice
from bot.grading.normalise import tokens
from bot.grading.numerals import is_amount
from bot.grading.reading import Reader, Reading, Word
from bot.grading.roles import deeds
from bot.grading.words import these

# More than something is not less than it.
BOUNDS = {
    "lebih dari": "kurang dari", "kurang dari": "lebih dari", "more than": "less than", "less than": "more than",
    "at least": "at most", "at most": "at least",
}  # fmt: skip
_BRACKETS = re.compile(r"(?:^|(?<=\s))[(\[]([^()\[\]]*)[)\]]")
_EITHER = re.compile(
    r",?\s+(?:or|atau|alias|a\.?k\.?a\.?|also known as|juga dikenal sebagai)\s+|\s+/\s+|(?<=[^\W\d])/(?=[^\W\d])"
)
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")


@dataclass(frozen=True)
class Asked:
    """What the question says and what kind of thing it asks for."""

    keys: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    person: bool = False
    place: bool = False
    amount: bool = False
    negated: bool = False
    doing: frozenset[str] = frozenset()  # what was done by whom it asks for: "siapa yang menyerang"
    tongue: bool = False  # it asks for a language
    forms: bool = False  # it asks for a form of a word, so another form of it is another answer


@dataclass(frozen=True)
class Phrase:
    """One way to say the key, and which words of it are needed."""

    shown: str
    reading: Reading
    must: tuple[int, ...]  # the words that are needed; the others may be missing
    proper: bool = False  # it is a name: what describes it does no harm
    name: bool = False  # all that is needed of it is written as names are
    person: bool = False
    types: frozenset[str] = frozenset()  # what the lexicon says it is
    reason: str = "exact"
    bare: bool = False  # read word by word, names not known
    deeds: tuple[int, ...] = ()  # where it says that something is done
    bounds: frozenset[str] = frozenset()  # "more than" where it says so
    kinds: frozenset[str] = frozenset()  # "river" where one of its names says so


def asked(question: Iterable[str], reader: Reader) -> Asked:
    """What the question says, in all its languages together."""
    readings = [reader.read(text) for text in question] + [reader.read(text, names=False) for text in question]
    words = [word.text for reading in readings for word in reading.words]
    spoken = set(words)
    head = {word.text.removesuffix(end) for reading in readings for word in reading.words[:5] for end in ("", "s")}
    return Asked(
        keys=frozenset(key for reading in readings for word in reading.words if not word.empty for key in word.keys),
        words=frozenset(word.removesuffix("nya") for word in words),
        ids=frozenset(known for reading in readings for word in reading.words for known in word.ids),
        person=bool(spoken & _WHO) or bool(head & _OFFICES),
        place=bool(spoken & _WHERE),
        amount=bool(spoken & _HOW_MANY),
        negated=bool(spoken & table.NEGATORS),
        doing=frozenset(_doing(readings)),
        tongue=bool(spoken & _TONGUES),
        forms=bool(spoken & _FORMS),
    )


def _doing(readings: Iterable[Reading]) -> Iterator[str]:
    """The verbs whose doer is asked: "negara mana yang menyerang", "who attacked", "which country attacked"."""
    for reading in readings:
        words = [word.text for word in reading.words]
        for at, (before, verb) in enumerate(pairwise(words)):
            asks = _WHOM & set(words[max(0, at - 2) : at + 1])
            if asks and ((before == "yang" and voice(verb) == "active") or is_past(verb)):
                yield verb


def shapes(text: str) -> Iterator[str]:
    """The texts that are the key as well: without its brackets, either side of an "or"."""
    yield text
    bare = _BRACKETS.sub(" ", text).strip()
    if bare and bare != text:
        yield bare
    for inner in _BRACKETS.findall(text):
        if _ACRONYM.fullmatch(inner.strip()):
            yield inner.strip()
    sides = [side.strip() for side in _EITHER.split(bare)]
    if len(sides) > 1 and all(len(side) > 2 for side in sides) and not is_amount(tokens(text)):  # "60 km/jam"
        yield from sides


def called(text: str, asks: Asked) -> Iterator[str]:
    """The part of an Indonesian name that its bearer goes by."""
    words = text.split()
    if asks.person and len(words) > 2 and words[0].lower() in _CALLED and words[1].lower() not in table.TITLES:
        yield " ".join(words[:2])


def phrase(
    text: str,
    asks: Asked,
    reader: Reader,
    names: bool = True,
    reason: str = "exact",
    types: frozenset[str] = frozenset(),
    together: bool = True,
) -> Phrase:
    """The phrase with what it needs; a key of which nothing would be needed needs all of it."""
    reading = reader.read(text, names, together)
    if names and len(reading.content) == 1:
        types = frozenset(reader.lexicon.entities[known].type for known in reading.content[0].ids)
    named = _named(reading)
    person = _is_person(reading, named, asks, types)
    must = _needed(reading, asks, named, person, _is_about_thing(text, reader))
    name = bool(must) and set(must) <= set(named)
    said = {f"{one.text} {other.text}" for one, other in pairwise(reading.words)}
    return Phrase(
        text, reading, must, bool(named), name, person, types, reason, not names,
        deeds(reading), frozenset(said & BOUNDS.keys()),
    )  # fmt: skip


def _is_person(reading: Reading, named: Collection[int], asks: Asked, types: frozenset[str]) -> bool:
    if types:
        return types == {"person"}
    words = sum(word.number is None for word in reading.content)  # "Henry Loeb III"
    names = sum(not reading.words[at].filler for at in named)  # "Sir" is said to teachers as well
    return asks.person and 0 < names == words and not _is_listed(reading)


def initials(reading: Reading) -> Iterator[str]:
    """The acronyms of a name of three words or more."""
    letters = [word.text[0] for word in reading.words if word.text[0].isalpha()]
    full = [
        word.text[0]
        for word in reading.words
        if word.text[0].isalpha() and not word.empty and word.text not in _AFTER_NAMES
    ]
    if 2 < len(full) < 8 and len(_named(reading)) >= len(full) - 1:
        yield "".join(full)
        yield "".join(letters)


def _named(reading: Reading) -> list[int]:
    """The words written as names are."""
    return [
        at
        for at, word in enumerate(reading.words)
        if not word.empty and word.number is None and reading.tokens[reading.first[at]].capital
    ]


def _is_about_thing(text: str, reader: Reader) -> bool:
    """Whether it ends in a name that is no person's: the head of "intelijen Korea Selatan" is before it."""
    last = reader.read(text).content[-1:]
    return any(reader.lexicon.entities[known].type != "person" for word in last for known in word.ids)


def _needed(
    reading: Reading, asks: Asked, named: Collection[int], person: bool, thing: bool = False
) -> tuple[int, ...]:
    may = {
        at
        for at, word in enumerate(reading.words)
        if (word.empty or word.text in table.VAGUE | table.ARTICLES) and not _hyphenated(reading, at)
    }
    content = [at for at in range(len(reading)) if at not in may]
    if not content:
        return tuple(range(len(reading)))
    for optional in (
        _of_question(reading, content, asks),
        _described(reading, content, named, asks, thing) if not person else set(),
        _given(reading, content) if person else set(),
        _titles(reading, content) if asks.person and not thing else set(),
        _tail(reading, named, content) if asks.place else set(),
        {at for at in content if reading.words[at].text in _PARTS} if asks.place else set(),
        _kind_of_place(reading, content),
        _kind_before(reading, content, named),
        _kind_behind(reading, content, named),
        _counted(reading, content, named) if asks.amount else set(),
        _republic(reading, content),
    ):
        if set(content) - may - optional:
            may |= optional
    return tuple(at for at in range(len(reading)) if at not in may)


def _of_question(reading: Reading, content: list[int], asks: Asked) -> set[int]:
    """What the question has said already."""
    return {at for at in content if reading.words[at].keys & asks.keys and reading.words[at].text not in table.NEGATORS}


def _hyphenated(reading: Reading, at: int) -> bool:
    """Part of a compound like "by-law", where no word is empty."""
    here = reading.first[at]
    if reading.words[at].text in _ARABIC and reading.tokens[here].capital:
        return False
    if reading.words[at].text == "ke":
        return False  # "ke-25" counts
    return reading.words[at].text.isalpha() and (_ties(reading, here + 1) or _ties(reading, here - 1))


def _ties(reading: Reading, at: int) -> bool:
    """Whether a dash stands there that ties two words together."""
    tie = reading.tokens[max(at, 0) : at + 2]
    return len(tie) == 2 and tie[0].text == "-" and tie[0].joined and tie[1].joined


def _described(reading: Reading, content: list[int], named: Collection[int], asks: Asked, thing: bool) -> set[int]:
    """In "mobil limusin Aurus" or "English rock band the Outfield" what comes before the name."""
    small = [at for at in content if at not in named]
    if not small or any(reading.words[at].number is not None or reading.words[at].ids for at in content[:-1]):
        return set()
    if thing and asks.person and any(reading.words[at].text in _OFFICES for at in small):
        return set()  # of "menteri luar negeri Rusia" Russia alone is nobody
    tail = [at for at in named if at > small[-1]]
    plain = all(reading.words[at].text in table.NAMERS or reading.words[at].keys & asks.keys for at in small)
    person = len(tail) > 1 and any(key.startswith("name ") for key in reading.words[tail[0]].keys)
    if not (plain or person or (asks.person and not thing)):
        return set()  # "utang era Soviet" is not about the Soviets
    before = [at for at in named if at < small[-1]]
    if not tail or len(before) > 1 or (before and not asks.person):
        return set()
    return set(content) - set(tail)


def _counted(reading: Reading, content: list[int], named: Collection[int]) -> set[int]:
    """In "53-member roster" or "two years for women", where a number is asked, all but the number."""
    numbers = [at for at in content if reading.words[at].number is not None]
    return set(content) - set(numbers) if len(numbers) == 1 and not named else set()


def _republic(reading: Reading, content: list[int]) -> set[int]:
    """In "the Republic of Tecala" the kind of state."""
    first = content[0]
    ends = len(content) == 2 and first + 2 == content[1] and reading.words[first + 1].text in table.OF
    return {first} if ends and reading.words[first].text in _STATES and not reading.words[content[1]].ids else set()


def _given(reading: Reading, content: list[int]) -> set[int]:
    """Given and middle names: the family name is needed, where it can be told and is not the first."""
    text = [reading.words[at].text for at in content]
    if text[0] in table.FAMILY_FIRST and len(text) < 4 and max(map(len, text)) < 8:
        return set()
    after = [at for at in range(content[0] + 1, content[-1]) if reading.words[at].text in _FROM]
    names = [at for at in content if not after or at < after[0]]  # "Charles Carroll of Carrollton"
    names = [at for at in names if at not in _titles(reading, content) and reading.words[at].number is None]
    if not names or len(reading.words[names[-1]].text) < 3:
        return set()
    reigns = {at for at in content if reading.words[at].number is not None} if len(names) == 1 else set()
    return set(content) - {names[-1]} - reigns


def _titles(reading: Reading, content: list[int]) -> set[int]:
    """The titles before a name and the letters after it; the "King" of Martin Luther King is neither."""
    before = list(takewhile(lambda at: reading.words[at].text in table.TITLES, content))
    after = list(takewhile(lambda at: reading.words[at].text in _AFTER_NAMES, reversed(content)))
    return {*before, *after}


def _kind_of_place(reading: Reading, content: list[int]) -> set[int]:
    """The "river" of a river, the "city" of a city."""
    head = [at for at in content if reading.segment[at] == reading.segment[content[0]]]
    return {at for at in (head[0], head[-1]) if reading.words[at].text in table.PLACES}


def _kind_before(reading: Reading, content: list[int], named: Collection[int]) -> set[int]:
    """The "operation" of "Operation Barbarossa", where what is left is a name and no common word."""
    kind, *rest = content
    if reading.words[kind].text not in _BEARERS or not rest:
        return set()
    own = all(at in named and not _is_common(reading.words[at]) for at in rest)
    return {kind} if own else set()


def _is_common(word: Word) -> bool:
    """Whether it is a word before it is a name, as "Nasional" is."""
    return len(word.text) < _SHORT_NAME or word.text in dictionary() or any(key.startswith("= ") for key in word.keys)


def _kind_behind(reading: Reading, content: list[int], named: Collection[int]) -> set[int]:
    """The "jets" of "MiG-15 jets"."""
    *before, last = content
    names = bool(before) and all(at in named or reading.words[at].number is not None for at in before)
    return {last} if names and last not in named and reading.words[last].text in table.KINDS else set()


def _tail(reading: Reading, named: Collection[int], content: list[int]) -> set[int]:
    """In "Lisbon, Portugal" what only says where the place is."""
    if len(set(reading.segment)) != 2 or set(content) - set(named) or all(reading.words[at].ids for at in content):
        return set()
    return {at for at in content if reading.segment[at] > reading.segment[content[0]]}


def _is_listed(reading: Reading) -> bool:
    return (
        any(word.text in table.AND or word.text in table.OR for word in reading.words) or len(set(reading.segment)) > 1
    )


_WHO = these("""
    siapa siapakah who whom whose whos actor actress singer author player coach founder inventor director host writer
    winner character archbishop painter composer scientist tokoh pelaku pendiri penulis penemu penyanyi pemain
    cosmonaut astronaut explorer physicist chemist mathematician philosopher poet novelist artist architect musician
    politician diplomat spokesman spokeswoman spokesperson envoy kosmonaut astronot ilmuwan filsuf penyair sastrawan
    pelukis pencipta pahlawan politikus diplomat utusan aktor aktris sutradara atlet pelatih
""")
_AFTER_NAMES = these("jr sr phd md esq mbe obe saw swt")
_ARABIC = these("al an ar as at ad az ash asy el")  # the article of "Al-Qur'an", which may be missing
# A name that begins so is called by its first two words: "Sri Mulyani".
_CALLED = these("sri siti")
_FROM = these("of from dari y")
_STATES = these("republic kingdom state city province county town republik kerajaan kota negara provinsi")
_OFFICES = table.TITLES - these("negara luar negeri pertahanan umum agung chief foreign defence defense general")
_WHERE = these("mana manakah dimana dimanakah where city town kota place located tempat location stadium venue lokasi")
# Asked where something is, the place is right without its part.
_PARTS = these(
    """summit top outskirts outside centre center middle heart coast shore edge bank banks near around
    puncak tepi pinggiran pusat luar dekat sekitar tengah pesisir ujung"""
)
# Kinds of things that have a name of their own.
_BEARERS = these("""operasi operation op proyek project misi mission candi museum stadion stadium hotel jembatan bridge
    menara tower istana palace masjid mosque gereja church benteng fort monumen monument tugu bandara""")
_SHORT_NAME = 5
_WHOM = these("siapa siapakah mana manakah who which what apa apakah")
_TONGUES = these("bahasa bahasanya language languages tongue")
_FORMS = these("tense participle plural singular jamak tunggal v1 v2 v3 superlative comparative")
_HOW_MANY = these("berapa berapakah how number jumlah banyaknya season episode chapter age musim bab keberapa")
