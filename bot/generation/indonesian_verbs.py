"""Indonesian verbs: how they are told by their affixes, and how an active one becomes passive."""

from collections.abc import Sequence
from functools import lru_cache

from bot.generation.roots import has_root, roots
from bot.generation.tables import tables
from bot.generation.words import Word

_TABLE = tables("id")


def is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether the word is a verb by its affixes, or one of those without."""
    word = words[at]
    if word.mark or (word.capital and at):
        return False
    small = word.small.split("-")[0]
    if small in {"mulai", "termasuk", "kembali"} and (at == 0 or words[at - 1].text == ","):
        return False
    if small in _TABLE["copulas"] or small in _TABLE["plain_verbs"] or small in _TABLE["ter_verbs"]:
        return True
    return is_affixed(small)


@lru_cache(maxsize=20_000)
def is_affixed(small: str) -> bool:
    if small in _TABLE["verb_not"] or len(small) < 5 or small.endswith("nya"):
        return False
    return small.startswith(("me", "ber", "di")) and has_root(small) and small not in roots()


@lru_cache(maxsize=5000)
def passive_of(verb: str) -> str | None:
    """ "menewaskan" -> "ditewaskan", by its root; None where two roots would do, or none.

    >>> passive_of("menulis"), passive_of("memimpin"), passive_of("lahir")
    ('ditulis', 'dipimpin', None)
    """
    if verb in _TABLE["plain_verbs"]:
        return None
    known = roots()
    stems: set[str] = set()
    for prefix, first in (
        ("menge", ""),
        ("meng", ""),
        ("meng", "k"),
        ("meny", "s"),
        ("mem", ""),
        ("mem", "p"),
        ("men", ""),
        ("men", "t"),
        ("me", ""),
    ):
        if verb.startswith(prefix):
            stem = first + verb[len(prefix) :]
            if any(stem.endswith(end) and stem[: len(stem) - len(end)] in known for end in ("", "kan", "i")):
                stems.add(stem)
    return "di" + stems.pop() if len(stems) == 1 else None
