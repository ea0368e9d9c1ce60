"""A text as the grader sees it: its words, and for each all that it may count as."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.grading import words as table
from bot.grading.affixes import bare_forms, dictionary, english_stems, indonesian_roots, is_agent, loan
from bot.grading.dates import MONTHS
from bot.grading.lexicon import Lexicon
from bot.grading.normalise import Token, tokens
from bot.grading.numerals import UNITS, numbers
from bot.grading.words import these

# Learners type anything: so many words are kept, the longest unused are forgotten.
_REMEMBERED = 50_000
_BREAKS = frozenset(",;:()[]/.!?\n")
# How British and Indonesian-school English end where American does otherwise.
_BRITISH = (
    ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("our", "or"), ("ours", "ors"),
    ("oured", "ored"), ("tre", "ter"), ("tres", "ters"), ("ogue", "og"), ("ence", "ense"), ("lled", "led"),
    ("lling", "ling"), ("mme", "m"), ("mmes", "ms"), ("yse", "yze"), ("aemia", "emia"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or name. Two words that share a key may stand for each other."""

    text: str
    keys: frozenset[str]
    number: float | None = None
    ids: frozenset[str] = frozenset()
    empty: bool = False  # it carries grammar, not content
    filler: bool = False  # it is said around an answer


_EMPTY = (table.FUNCTION | table.LIGHT | these("- + & = < > ~")) - {"may"}


@dataclass(frozen=True)
class Reading:
    """The words of a text in order, with where they stand and what divides them."""

    words: tuple[Word, ...]
    first: tuple[int, ...]  # the token each word begins with
    segment: tuple[int, ...]  # which stretch between commas, brackets and copulas it stands in
    tokens: tuple[Token, ...] = field(repr=False)
    where: Mapping[str, Sequence[int]] = field(repr=False, compare=False)  # for each key the words that have it
    named: bool = False  # the lexicon knew some of it
    terms: bool = False  # some of its words are terms of several, and no names

    @property
    def content(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if not word.empty and not word.filler)

    def __len__(self) -> int:
        return len(self.words)


class Reader:
    """Reads texts with one lexicon, and remembers every word it has met."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.word = lru_cache(maxsize=_REMEMBERED)(self._word)
        self.named = lru_cache(maxsize=_REMEMBERED)(self._named)

    def read(self, given: Sequence[Token] | str, names: bool = True, together: bool = True) -> Reading:
        """The reading of a text; with `names`, what the lexicon knows is one word each, `together` whole terms too."""
        parts = tokens(given) if isinstance(given, str) else tuple(given)
        spans = self._spans(parts, names, together)
        found: list[Word] = []
        first: list[int] = []
        segment: list[int] = []
        at, stretch = 0, 0
        while at < len(parts):
            part = parts[at]
            end, word = spans.get(at) or self._one(parts, at)
            if at and ((part.before and _breaks(parts, at)) or part.text in table.COPULAS):
                stretch += 1
            found.append(word)
            first.append(at)
            segment.append(stretch)
            at = end
        named = names and any(word.ids or " " in word.text for word in found)
        terms = named and any(" " in word.text and not word.ids and word.number is None for word in found)
        return Reading(tuple(found), tuple(first), tuple(segment), parts, _where(found), named, terms)

    def _one(self, parts: Sequence[Token], at: int) -> tuple[int, Word]:
        """The word that stands there; "peluru-peluru" is many of it, "mata-mata" a word of its own."""
        text, end = parts[at].text, _repeated(parts, at)
        return end, self.word(f"{text}-{text}" if end > at + 1 and text in table.DOUBLED else text)

    def _word(self, text: str) -> Word:
        said = {text, table.CHAT.get(text, text)}
        return Word(text, self._keys(text), empty=not said.isdisjoint(_EMPTY), filler=not said.isdisjoint(table.FILLER))

    def _named(self, text: str, meant: frozenset[str]) -> Word:
        ids = frozenset(known for known in meant if not known.startswith("= "))
        return Word(text, (meant - ids) | {f"@ {known}" for known in ids} | self._keys(text), ids=ids)

    def _spans(self, parts: Sequence[Token], names: bool, together: bool) -> dict[int, tuple[int, Word]]:
        spans: dict[int, tuple[int, Word]] = {}
        if names and not self.lexicon.begin.isdisjoint([part.text for part in parts]):
            solid = [at for at, part in enumerate(parts) if part.text != "-"]  # "Kim Jong-un" is "Kim Jong Un"
            for mention in self.lexicon.mentions(tuple(self._owner(parts[at]) for at in solid)):
                if not together and mention.ids.isdisjoint(self.lexicon.entities):
                    continue
                start, end = solid[mention.start], solid[mention.end - 1] + 1
                text = " ".join(parts[at].text for at in solid[mention.start : mention.end])
                spans[start] = (end, self.named(text, mention.ids))
        for at, part in enumerate(parts) if names else ():
            if part.owner and (owner := self.lexicon.named((part.text[:-1],))) and not _covers(spans, at):
                spans[at] = (at + 1, self.named(part.text[:-1], owner))  # "Russia's"
        found = numbers(parts)
        taken = {at for start, (end, _) in spans.items() for at in range(start, end)} if found else set()
        for number in found:
            if not taken.intersection(range(number.start, number.end)):
                text = " ".join(part.text for part in parts[number.start : number.end])
                keys = frozenset({_number_key(number.value), text})
                spans[number.start] = (number.end, Word(text, keys, number.value))
        return spans

    def _owner(self, part: Token) -> str:
        """The "Korea" of "North Korea's", where no name has a "Koreas" inside."""
        return part.text[:-1] if part.owner and part.text not in self.lexicon.inside else part.text

    def _keys(self, text: str) -> frozenset[str]:
        meant = table.CHAT.get(text, text)
        keys = {text, meant, meant.replace("-", "")}
        if meant in MONTHS:
            keys.add(f"month {MONTHS[meant]}")
        if meant in UNITS:
            keys.add("unit {} {}".format(*UNITS[meant]))
        if len(meant) > 3:
            roots = indonesian_roots(meant)
            keys |= {f"{'agent' if is_agent(meant) else 'root'} {root}" for root in roots}
            if len(meant) > 5 and (learned := loan(meant)):
                keys.add(f"loan {learned}")
            if meant in roots:
                keys.add(f"stem {meant}")
            elif not roots:
                keys |= {f"stem {stem}" for stem in english_stems(meant)}
            keys |= {f"stem {american}" for american in american(meant)}
            keys |= self.lexicon.same({meant} if meant in dictionary() else bare_forms(meant))  # "kepala" is no "pala"
        if meant in table.NEGATORS:
            keys.add("negation")
        keys |= self.lexicon.same(keys | {key.split(" ", 1)[1] for key in keys if key.startswith(("root ", "stem "))})
        keys |= _GIVEN.get(meant, frozenset())
        return frozenset(keys)


def _covers(spans: Mapping[int, tuple[int, Word]], at: int) -> bool:
    return any(start <= at < end for start, (end, _) in spans.items())


def _repeated(parts: Sequence[Token], at: int) -> int:
    """Where a word ends that may be said twice: "anak-anak", "anak anak", "anak2"."""
    word, end = parts[at], at + 1
    if len(word.text) < 3 or word.upper or end == len(parts):
        return end
    following = parts[end]
    if following.text == "2" and following.joined and (end + 1 == len(parts) or not parts[end + 1].joined):
        return end + 1
    end += following.text == "-" and following.joined
    again = end < len(parts) and not parts[end].before and parts[end].text in (word.text, word.text + "nya")
    return end + 1 if again else at + 1


def _where(words: Sequence[Word]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for key in word.keys:
            found.setdefault(key, []).append(at)
    return found


def _breaks(parts: Sequence[Token], at: int) -> bool:
    """Whether something stands between a word and the one before; the dot of "Gen." or "J." does not."""
    marks = parts[at].before.replace(".", "") if len(parts[at - 1].text) < 4 else parts[at].before
    return any(mark in _BREAKS for mark in marks)


@lru_cache(maxsize=_REMEMBERED)
def american(word: str) -> tuple[str, ...]:
    """How the other English spells a word: "programme" is "program"."""
    return tuple(
        word.removesuffix(british) + ending
        for british, ending in _BRITISH
        if word.endswith(british) and len(word) > len(british) + 2
    )


def _number_key(value: float) -> str:
    return f"# {value:.12g}"


def _given_names() -> dict[str, frozenset[str]]:
    names: dict[str, frozenset[str]] = {}
    for line in table.GIVEN_NAMES.split("\n"):
        for name in line.split():
            names[name] = names.get(name, frozenset()) | {f"name {line.split()[0]}"}
    return names


_GIVEN = _given_names()
