"""Word by word: what of the key was said, what was not, and what was said beside it."""

from dataclasses import dataclass
from enum import IntEnum

from bot.grading.claims import other_claim, stranger
from bot.grading.pairing import Pairing, Scene, pair
from bot.grading.phrases import Phrase
from bot.grading.reading import Reading, Word


class Fit(IntEnum):
    """How a response fits one way to say the key, the better the higher."""

    NONE = 0
    PART = 1  # nothing false, but not all of it
    CLAIM = 2  # all of it, inside another claim
    FULL = 3


@dataclass(frozen=True)
class Alignment:
    """How the words of a key and of a response go together."""

    fit: Fit
    reason: str
    slips: int = 0
    missing: int = 0
    said: int = 0
    other: Word | None = None  # what was said that does not belong


NOTHING = Alignment(Fit.NONE, "different")


def align(phrase: Phrase, given: Reading, scene: Scene) -> Alignment:
    """How `given` says `phrase`."""
    pairing = pair(phrase, given, scene)
    if pairing is None:
        return NOTHING
    if pairing.missing:
        return _partial(pairing)
    if stranger(pairing):
        return NOTHING
    claim = other_claim(pairing)
    if claim:
        return _found(pairing, Fit.CLAIM, claim.reason, claim.word)
    return _found(pairing, Fit.FULL, _how(pairing))


def _found(pairing: Pairing, fit: Fit, reason: str, other: Word | None = None) -> Alignment:
    return Alignment(fit, reason, pairing.slips, len(pairing.missing), len(pairing.said), other)


def _partial(pairing: Pairing) -> Alignment:
    """Part of the key and nothing false is vague; the question's own words alone are an echo."""
    words, asks = pairing.phrase.reading.words, pairing.scene.asks
    if any("negation" in words[at].keys for at in pairing.missing):
        return _found(pairing, Fit.NONE, "negated")
    if pairing.loud:
        return NOTHING
    repeats = all(words[at].keys & asks.keys for at in pairing.said)
    if repeats and any(not pairing.given.words[at].empty for at in pairing.extras):
        return _found(pairing, Fit.NONE, "echo")
    return _found(pairing, Fit.PART, "too_general")


def _how(pairing: Pairing) -> str:
    """In what way a full answer differs from the key."""
    if pairing.slips:
        return "spelling"
    words, given = pairing.phrase.reading.words, pairing.given.words
    if any(words[at].text != given[pairing.pairs[at][0]].text for at in pairing.said):
        return "rephrased"
    if any(not word.empty and at not in pairing.pairs for at, word in enumerate(words)):
        return "short_form"
    order = [pairing.pairs[at][0] for at in sorted(pairing.said)]
    return "word_order" if order != sorted(order) else pairing.phrase.reason
