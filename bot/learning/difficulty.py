"""How hard an item is made for one learner: recognised first, recalled after, helped when it keeps slipping."""

from enum import Enum

from bot.learning.card import Card


class Form(Enum):
    """How an item that has options is put."""

    CHOICE = "choice"
    RECALL = "recall"
    HELPED = "helped"  # as at the first meeting, and with its first hint at once


# Two options are a coin: without them the question would be another one.
FEWEST_OPTIONS = 3


def form(card: Card | None, options: int) -> Form:
    """The form for a learner with this card, of an item with `options` (0 where words are typed)."""
    if card is not None and card.is_leech:
        return Form.HELPED
    recognised = card is not None and card.streak > 0
    return Form.RECALL if options == 0 or (recognised and options >= FEWEST_OPTIONS) else Form.CHOICE
