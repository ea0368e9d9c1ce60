"""How far a misspelling may stray before it is another word."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA


def is_misspelling(given: str, wanted: str) -> bool:
    """Whether `given` is `wanted` with a few letters added, lost, changed or swapped.

    >>> is_misspelling("fotosintetis", "fotosintesis")
    True
    >>> is_misspelling("kuku", "kaki")
    False
    """
    slips = slips_allowed(wanted)
    return 0 < OSA.distance(given, wanted, score_cutoff=slips) <= slips


def slips_allowed(word: str) -> int:
    # Short words are one slip away from each other: "air" and "aid".
    if len(word) < 4 or word.isdigit():
        return 0
    return 1 if len(word) < 8 else 2


def closest(word: str, candidates: Iterable[str], least: float = 0.6) -> str | None:
    """The candidate most like `word`, if any is at least `least` like it (0 nothing in common, 1 the same).

    >>> closest("anwser", ["accept", "answer"])
    'answer'
    """
    found = process.extractOne(word, list(candidates), scorer=OSA.normalized_similarity, score_cutoff=least)
    return found[0] if found else None
