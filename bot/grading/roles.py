"""Who does what to whom: the same names with their parts exchanged are another statement."""

from collections.abc import Iterable

from bot.grading import words as table
from bot.grading.affixes import voice
from bot.grading.reading import Reading, Word
from bot.grading.words import these

_GOAL = these("ke kepada to untuk for into towards toward bagi terhadap against")
_SOURCE = these("dari from")
_AGENT = these("oleh by")
# What is done together has no direction.
_MUTUAL = these("met meet meets meeting with dengan bersama bertemu antara between dan and")
_GIVES = frozenset({"agent", "source"})
_BE = these("is was were are been be")


def roles(reading: Reading) -> dict[str, str]:
    """For each name the part it plays: agent, patient, goal or source."""
    found: dict[str, str] = {}
    for at, word in enumerate(reading.words):
        for known in word.ids:
            found.setdefault(known, _role(reading, at))
    return found


def swapped(stated: dict[str, str], given: Reading, between: Iterable[str]) -> bool:
    """Whether one of `between` plays the opposite part in `given`."""
    if any(word.text in _MUTUAL or word.text.startswith("ber") for word in given.words):
        return False
    if not any(_is_act(word) for word in given.words):
        return False
    said = roles(given)
    return len(said) > 1 and any(
        (said[name] in _GIVES) != (stated[name] in _GIVES) for name in between if name in said and name in stated
    )


def _role(reading: Reading, at: int) -> str:
    before = reading.words[:at]
    while before and before[-1].text in table.TITLES | table.ARTICLES:
        before = before[:-1]
    marker = before[-1].text if before else ""
    if marker in _GOAL:
        return "goal"
    if marker in _SOURCE:
        return "source"
    if marker in _AGENT:
        return "agent"
    acts = [place for place, word in enumerate(reading.words) if _is_act(word)]
    earlier = [place for place in acts if place < at]
    passive = any(voice(reading.words[place].text) == "passive" for place in acts) or (
        any(word.text in _BE for word in reading.words) and any(word.text in _AGENT for word in reading.words)
    )
    names = any(word.ids for word in reading.words[:at])
    if earlier and not names and not passive and at + 1 < len(reading) and reading.words[at + 1].text in _GOAL:
        return "agent"  # "serangan Jepang terhadap Rusia"
    return ("agent" if passive else "patient") if earlier else ("patient" if passive else "agent")


def _is_act(word: Word) -> bool:
    """Whether a word may be what is done: no name, number, title or kind."""
    quiet = word.empty or word.filler or word.ids or word.number is not None
    return not quiet and word.text not in table.NAMERS
