"""Statements to judge true or false: one fact swapped for another of its kind, the truth as the correction."""

import random
from dataclasses import dataclass

from bot.generation.cloze import BLANK

ASKED = {"id": "Benar atau salah: {}", "en": "True or false: {}"}
VERDICTS = {"id": {True: "Benar", False: "Salah"}, "en": {True: "True", False: "False"}}


@dataclass(frozen=True, slots=True)
class Statement:
    """What is to be judged, and the true sentence where it is false."""

    text: str
    true: bool
    correction: str | None


def statement(gap: str, answer: str, others: tuple[str, ...], source: str, dice: random.Random) -> Statement | None:
    """A statement from a sentence with a gap: the right answer put back or, as often, a wrong one.

    What the article says word for word is no question, so a true statement is offered only where it was cut or turned.
    """
    truth = gap.replace(BLANK, answer)
    verbatim = truth.rstrip(".") in " ".join(source.split())
    if not verbatim and dice.random() < 0.5:
        return Statement(truth, True, None)
    return Statement(gap.replace(BLANK, others[0]), False, truth) if others else None
