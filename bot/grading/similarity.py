"""How far a misspelling may stray before it is another word."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.grading.affixes import dictionary, indonesian_roots, is_indonesian
from bot.grading.english import NEIGHBOURS
from bot.grading.terms import COUNTERPARTS, TERMS
from bot.grading.words import STANDARD, these

# Sounds that are written in several ways, most of all when names cross alphabets: each becomes one letter.
_SOUNDS = (
    ("oye", "oe"), ("oje", "oe"), ("shch", "s"), ("tsch", "c"), ("tch", "c"), ("cz", "c"), ("ajk", "aik"),
    ("sch", "s"), ("sh", "s"), ("sy", "s"), ("sj", "s"), ("kh", "k"),
    ("ph", "f"), ("th", "t"), ("zh", "z"), ("dj", "j"), ("tj", "c"), ("ch", "c"), ("ck", "k"), ("gh", "g"),
    ("dh", "d"), ("bh", "b"), ("rh", "r"), ("oe", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"),
    ("ae", "e"), ("q", "k"), ("x", "ks"), ("w", "v"), ("y", "i"),
)  # fmt: skip
# Before a word these make another one of it.
_TURNING = these("in im il ir un dis non anti a re pre de ex pra pasca tak mis sub")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {
    key: {near for other, line in enumerate(_ROWS) for near in line[max(0, at - 1) : at + 2] if abs(other - row) < 2}
    for row, keys in enumerate(_ROWS)
    for at, key in enumerate(keys)
}
# A word of so many letters has few neighbours.
_LONG = 8
_VOICED = ({"k", "g"}, {"t", "d"}, {"p", "b"}, {"j", "c"})
_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)  # the words of a question come again with every response
def is_misspelling(given: str, wanted: str, typos: str = "normal", named: bool = False) -> bool:
    """Whether `given` is `wanted` with a few letters added, lost, changed or swapped, and no other word.

    Where the rest of a name is right (`named`) it may be another word: "Graham Bel".

    >>> is_misspelling("fotosintetis", "fotosintesis")
    True
    >>> is_misspelling("kuku", "kaki")
    False
    """
    if typos == "none" or given == wanted or not (given + wanted).replace(" ", "").isalpha():
        return False
    if STANDARD.get(given, given) == STANDARD.get(wanted, wanted):
        return True
    if len(wanted) < _LONG and _begins_otherwise(given, wanted):
        return False
    near = (
        _is_near(given, wanted, slips_allowed(wanted, typos))
        or (len(wanted) > 1 and _sounds_like(given, wanted))
        or _is_clipped(given, wanted)
    )
    return near and (named or not is_another_word(given, wanted))


def is_fumbled(given: str, wanted: str) -> bool:
    """Whether a finger hit the key beside the right one, or two came in the wrong order.

    >>> is_fumbled("brisc", "brics"), is_fumbled("aseam", "asean"), is_fumbled("asian", "asean")
    (True, True, False)
    """
    if len(given) != len(wanted) or given[0] != wanted[0] or OSA.distance(given, wanted, score_cutoff=1) != 1:
        return False
    return not is_another_word(given, wanted) and (sorted(given) == sorted(wanted) or _next_key(given, wanted))


def is_voiced(given: str, wanted: str) -> bool:
    """Whether a name begins with the other letter of a pair that alphabets mix up, and is else the same.

    >>> is_voiced("galma", "kalma"), is_voiced("pusan", "busan"), is_voiced("palma", "kalma")
    (True, True, False)
    """
    pair = {sound(given[:1]), sound(wanted[:1])}
    return pair in _VOICED and len(wanted) > 4 and sound(given[1:]) == sound(wanted[1:]) and given not in dictionary()


@lru_cache(maxsize=65536)
def slips_allowed(word: str, typos: str = "normal") -> int:
    """How many letters may be wrong: none in short words and in anything with a digit."""
    # Short words are one slip away from each other: "air" and "aid".
    if len(word) < 4 or not word.isalpha() or not word.isascii():
        return 0
    more = 1 if typos == "loose" else 0
    if len(word) < 8:
        # A common word has its neighbours in the dictionary, so more can be forgiven than in a name.
        return (2 if len(word) > 5 and word in dictionary() else 1) + more
    return (2 if len(word) < 12 else 3) + more


def is_another_word(given: str, wanted: str) -> bool:
    """Whether `given` is a word in its own right, or the opposite: then it is no slip of the pen."""
    if given in TERMS and wanted in TERMS and TERMS[given] != TERMS[wanted]:
        return True
    if any(_is_counterpart(given, wanted, sides) for sides in COUNTERPARTS):
        return True
    if (len(wanted) > 6 and _spelled_alike(given, wanted)) or _is_foreign(given, wanted):
        return False
    one, other = given.removesuffix("s"), wanted.removesuffix("s")
    if one != other and one in NEIGHBOURS and other in NEIGHBOURS:
        return True
    if given in dictionary() or (_may_be_built(wanted) and is_indonesian(given)):
        same = _respelled(given) & indonesian_roots(wanted) | _respelled(wanted) & indonesian_roots(given)
        return not same
    return any(given == start + wanted or wanted == start + given for start in _TURNING)


def _is_counterpart(given: str, wanted: str, sides: Sequence[Sequence[str]]) -> bool:
    """Whether two words only begin differently, and oppositely: "hypotension" and "hypertension"."""
    begun = [(at, start) for at, side in enumerate(sides) for start in side]
    return any(
        one != other and given.removeprefix(start) == wanted.removeprefix(begin)
        for one, start in begun if given.startswith(start)
        for other, begin in begun if wanted.startswith(begin)
    )  # fmt: skip


def _is_foreign(given: str, wanted: str) -> bool:
    """Whether a word of the dictionary is another language's with its own letter: "karbon" and "carbon"."""
    return wanted not in dictionary() and given.replace("c", "k") == wanted.replace("c", "k")


def _may_be_built(word: str) -> bool:
    """Whether a word of affixes is another word beside this one, as "pertanahan" is beside "pertahanan".

    Beside a root or a foreign name, "difinisi" beside "definisi" or "Seregi" beside "Sergei", it is a slip.
    """
    return word not in dictionary() and is_indonesian(word)


def _respelled(word: str) -> set[str]:
    """What `word` is built on, in the spelling of the dictionary: "mempraktekkan" is built on "praktik"."""
    return {STANDARD[root] for root in indonesian_roots(word) if root in STANDARD}


def _spelled_alike(given: str, wanted: str) -> bool:
    """Whether one word is written in two ways: "konferensi", "konperensi"."""
    return sound(given).replace("p", "f") == sound(wanted).replace("p", "f")


def _sounds_like(given: str, wanted: str) -> bool:
    heard, meant = sound(given), sound(wanted)
    return heard == meant or (len(meant) > 5 and OSA.distance(heard, meant, score_cutoff=1) == 1 and len(given) > 5)


def _is_near(given: str, wanted: str, slips: int) -> bool:
    if not slips or abs(len(given) - len(wanted)) > slips:
        return False
    off = int(OSA.distance(given, wanted, score_cutoff=slips))
    if off == 1 and len(wanted) == 4:
        # "Ross" and "Rost" are two names; a letter lost, added, swapped or taken from the next key is a slip.
        return (
            len(given) != 4 or sorted(given) == sorted(wanted) or (wanted in dictionary() and _next_key(given, wanted))
        )
    if off == 2 and len(given) == len(wanted) < 10 and wanted not in dictionary() and _exchanged(given, wanted) == 2:
        return False  # two other consonants make another name: Soekarno and Soeharto
    # Who slips twice still begins with the right letter.
    return off <= slips and (off < 2 or sound(given[:1]) == sound(wanted[:1]))


def _is_clipped(given: str, wanted: str) -> bool:
    """Whether only vowels are left out, as in chat: "prjnjian"."""
    if len(given) < 4 or len(given) >= len(wanted) or given[0] != wanted[0]:
        return False
    return len(kept := _consonants(wanted)) > 3 and kept == _consonants(given) and _is_within(given, wanted)


def _consonants(word: str) -> str:
    return "".join(letter for letter in word if letter not in _VOWELS)


def _is_within(given: str, wanted: str) -> bool:
    """Whether the letters of `given` are in `wanted` in their order."""
    letters = iter(wanted)
    return all(letter in letters for letter in given)


def _begins_otherwise(given: str, wanted: str) -> bool:
    """Whether the first letter is another one, or one too many: who slips seldom slips there, "jogging" is a word."""
    if sound(given) == sound(wanted) or _is_spoken(given, wanted):
        return False
    if given[1:] == wanted[1:]:
        return not _next_key(given, wanted)
    return given[1:] == wanted or given == wanted[1:]


def _is_spoken(given: str, wanted: str) -> bool:
    """Whether an Indonesian word only lost the h that is not heard: "ujan" for "hujan"."""
    return "h" + given == wanted and wanted in dictionary()


def _next_key(given: str, wanted: str) -> bool:
    """Whether the letters that differ are neighbours on the keyboard."""
    return all(one == other or other in _KEYS.get(one, "") for one, other in zip(given, wanted, strict=True))


def _exchanged(given: str, wanted: str) -> int:
    """How many consonants stand where another letter should, in words of one length."""
    return sum(one != other and not {one, other} <= _VOWELS for one, other in zip(given, wanted, strict=True))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """`word` as it sounds, roughly: Sergei and Sergey, Wladimir and Vladimir are one.

    >>> sound("Wladiwostok".lower()) == sound("vladivostok")
    True
    """
    for written, heard in _SOUNDS:
        if written in word:
            word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word.replace("c", "k") if "c" in word else word)


def distance(given: str, wanted: str) -> int:
    """How many letters must be added, lost, changed or swapped."""
    return int(OSA.distance(given, wanted))


def nearest(word: str, choices: tuple[str, ...], within: int) -> list[str]:
    """The choices that `word` is nearest to, none of them farther than `within` slips."""
    distances = {choice: OSA.distance(word, choice, score_cutoff=within) for choice in choices}
    least = min(distances.values(), default=within + 1)
    return [choice for choice, distance in distances.items() if distance == least <= within]


def closest(word: str, candidates: Iterable[str], least: float = 0.6) -> str | None:
    """The candidate most like `word`, if any is at least `least` like it (0 nothing in common, 1 the same).

    >>> closest("anwser", ["accept", "answer"])
    'answer'
    """
    found = process.extractOne(word, list(candidates), scorer=OSA.normalized_similarity, score_cutoff=least)
    return found[0] if found else None
