"""A text as the grader sees it: its words, and for each all that it may count as."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.grading import words as table
from bot.grading.affixes import bare_forms, english_stems, indonesian_roots
from bot.grading.dates import MONTHS
from bot.grading.lexicon import Lexicon
from bot.grading.normalise import Token, tokens
from bot.grading.numerals import UNITS, numbers
from bot.grading.words import these

# More words than this are not an answer; the key itself may be longer.
_REMEMBERED = 50_000
_BREAKS = frozenset(",;:()[]/.!?\n")
# How British and Indonesian-school English end where American does otherwise.
_BRITISH = (
    ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("our", "or"), ("ours", "ors"),
    ("oured", "ored"), ("tre", "ter"), ("tres", "ters"), ("ogue", "og"), ("ence", "ense"), ("lled", "led"),
    ("lling", "ling"), ("mme", "m"), ("mmes", "ms"), ("yse", "yze"), ("aemia", "emia"),
)  # fmt: skip


@dataclass(frozen=True)
class Word:
    """One word, number or name. Two words that share a key may stand for each other."""

    text: str
    keys: frozenset[str]
    number: float | None = None
    ids: frozenset[str] = frozenset()

    @cached_property
    def empty(self) -> bool:
        """It carries grammar, not content."""
        return self.number is None and not self.ids and self.text in _EMPTY

    @cached_property
    def filler(self) -> bool:
        return self.number is None and not self.ids and self.text in table.FILLER

    @cached_property
    def concepts(self) -> frozenset[str]:
        return frozenset(key for key in self.keys if key[0] == "=")


_EMPTY = (table.FUNCTION | table.LIGHT | these("- + & = < > ~")) - {"may"}


@dataclass(frozen=True)
class Reading:
    """The words of a text in order, with where they stand and what divides them."""

    words: tuple[Word, ...]
    first: tuple[int, ...] = ()  # the token each word begins with
    segment: tuple[int, ...] = ()  # which stretch between commas, brackets and copulas it stands in
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    named: bool = False  # the lexicon knew some of it

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """For each key the words that have it."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            for key in word.keys:
                found.setdefault(key, []).append(at)
        return found

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(self.where)

    @cached_property
    def content(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if not word.empty and not word.filler)

    def __len__(self) -> int:
        return len(self.words)


class Reader:
    """Reads texts with one lexicon, and remembers every word it has met."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._words: dict[str, Word] = {}

    def read(self, given: Sequence[Token] | str, names: bool = True) -> Reading:
        """The reading of a text; with `names`, what the lexicon knows is one word each."""
        parts = tokens(given) if isinstance(given, str) else tuple(given)
        spans = self._spans(parts, names)
        found: list[Word] = []
        first: list[int] = []
        segment: list[int] = []
        at, stretch = 0, 0
        while at < len(parts):
            end, word = spans.get(at) or (at + 1, self.word(parts[at].text))
            if at and (_breaks(parts, at) or parts[at].text in table.COPULAS):
                stretch += 1
            found.append(word)
            first.append(at)
            segment.append(stretch)
            at = end
        named = names and any(word.ids or " " in word.text for word in found)
        return Reading(tuple(found), tuple(first), tuple(segment), parts, named)

    def word(self, text: str) -> Word:
        known = self._words.get(text)
        if known is None:
            if len(self._words) > _REMEMBERED:
                self._words.clear()
            known = self._words[text] = Word(text, self._keys(text))
        return known

    def _spans(self, parts: Sequence[Token], names: bool) -> dict[int, tuple[int, Word]]:
        spans: dict[int, tuple[int, Word]] = {}
        if names:
            for mention in self.lexicon.mentions(tuple(part.text for part in parts)):
                text = " ".join(part.text for part in parts[mention.start : mention.end])
                ids = frozenset(known for known in mention.ids if not known.startswith("= "))
                keys = (mention.ids - ids) | {f"@ {known}" for known in ids} | self._keys(text)
                spans[mention.start] = (mention.end, Word(text, keys, ids=ids))
        taken = {at for start, (end, _) in spans.items() for at in range(start, end)}
        for number in numbers(parts):
            if not taken.intersection(range(number.start, number.end)):
                text = " ".join(part.text for part in parts[number.start : number.end])
                keys = frozenset({_number_key(number.value), text})
                spans[number.start] = (number.end, Word(text, keys, number.value))
        return spans

    def _keys(self, text: str) -> frozenset[str]:
        meant = table.CHAT.get(text, text)
        keys = {text, meant}
        if meant in MONTHS:
            keys.add(f"month {MONTHS[meant]}")
        if meant in UNITS:
            keys.add("unit {} {}".format(*UNITS[meant]))
        if len(meant) > 3:
            roots = indonesian_roots(meant)
            keys |= {f"root {root}" for root in roots}
            if len(roots) < 1 or meant in roots:
                keys |= {f"stem {stem}" for stem in english_stems(meant)}
            keys |= {f"stem {american}" for american in _american(meant)}
            keys |= self.lexicon.same(bare_forms(meant))
        if meant in table.NEGATORS:
            keys.add("negation")
        keys |= self.lexicon.same(keys | {key.split(" ", 1)[1] for key in keys if key.startswith(("root ", "stem "))})
        keys |= _GIVEN.get(meant, frozenset())
        return frozenset(keys)


def _breaks(parts: Sequence[Token], at: int) -> bool:
    """Whether something stands between a word and the one before; the dot of "Gen." or "J." does not."""
    marks = parts[at].before.replace(".", "") if len(parts[at - 1].text) < 4 else parts[at].before
    return any(mark in _BREAKS for mark in marks)


def _american(word: str) -> Iterable[str]:
    for british, american in _BRITISH:
        if word.endswith(british) and len(word) > len(british) + 2:
            yield word.removesuffix(british) + american


def _number_key(value: float) -> str:
    return f"# {value:.12g}"


def _given_names() -> dict[str, frozenset[str]]:
    names: dict[str, frozenset[str]] = {}
    for line in table.GIVEN_NAMES.split("\n"):
        for name in line.split():
            names[name] = names.get(name, frozenset()) | {f"name {line.split()[0]}"}
    return names


_GIVEN = _given_names()
