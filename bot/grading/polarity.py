"""Keys that are yes or no, or true or false."""

from collections.abc import Sequence

from bot.grading import words as table
from bot.grading.judgement import Judgement, Verdict
from bot.grading.normalise import Token, tokens
from bot.grading.words import these

_ADVERBS = these("typically usually generally mostly umumnya biasanya memang")


def polarity(text: str) -> bool | None:
    """Whether the whole of a key says yes or no.

    >>> polarity("Tidak."), polarity("Typically, no"), polarity("tidak merinci")
    (False, False, None)
    """
    words = [token.text for token in tokens(text) if token.text not in _ADVERBS]
    if len(words) != 1:
        return None
    return False if words[0] in table.NO | table.FALSE else True if words[0] in table.YES | table.TRUE else None


def judge(wanted: bool, shown: str, given: Sequence[Token]) -> Judgement | None:
    """What the response says, yes or no; None if it says neither."""
    said = spoken(given)
    if said is None:
        return None
    if said is wanted:
        return Judgement(Verdict.CORRECT, 1.0, "polarity", shown)
    return Judgement(Verdict.WRONG, 0.0, "polarity_differs", shown)


def spoken(given: Sequence[Token]) -> bool | None:
    words = [token.text for token in given if token.text not in table.FILLER - table.YES]
    if not words:
        return None
    if words[0] in table.NEGATORS and words[1:2] and words[1] in table.FALSE - table.NEGATORS:
        return True  # "tidak salah"
    if words[0] in table.NEGATORS and words[1:2] and words[1] in table.TRUE:
        return False  # "tidak benar"
    if words[0] in table.NO | table.FALSE:
        return False
    if words[0] in table.YES | table.TRUE:
        return True
    return False if any(word in table.NEGATORS for word in words) else None
