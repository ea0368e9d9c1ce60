"""Where a learner stands: what holds, what waits, what slipped, and what comes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from bot.learning.card import Card
from bot.learning.days import Week
from bot.learning.measure import Comparison
from bot.learning.scheduler import Scheduler


@dataclass(frozen=True, slots=True)
class SetMemory:
    """What is remembered of one question set: the mean predicted recall of the questions met so far.

    One that was wrong last time counts as forgotten: whoever has just read its key would recall it, and
    has not learned it.
    """

    set_id: str
    recall: float
    holding: int
    met: int


@dataclass(frozen=True, slots=True)
class Standing:
    """`holding` were right last time and are not due; `waiting` are due; `slipped` were wrong last time."""

    holding: int
    waiting: int
    slipped: int
    sets: tuple[SetMemory, ...]
    week: Week
    ahead: tuple[int, ...]
    comparison: Comparison

    @property
    def met(self) -> int:
        return self.holding + self.waiting + self.slipped


def standing(
    cards: Iterable[Card],
    now: datetime,
    scheduler: Scheduler,
    week: Week,
    ahead: tuple[int, ...],
    comparison: Comparison,
) -> Standing:
    """Count `cards`; the sets that are remembered least stand first."""
    known = list(cards)
    holding = sum(card.holds(now) for card in known)
    slipped = sum(card.streak == 0 for card in known)
    by_set: dict[str, list[Card]] = defaultdict(list)
    for card in known:
        by_set[card.item_id.partition("/")[0]].append(card)
    sets = [_memory(set_id, group, now, scheduler) for set_id, group in by_set.items()]
    in_order = tuple(sorted(sets, key=lambda each: (each.recall, each.set_id)))
    return Standing(holding, len(known) - holding - slipped, slipped, in_order, week, ahead, comparison)


def _memory(set_id: str, cards: list[Card], now: datetime, scheduler: Scheduler) -> SetMemory:
    recall = fmean(scheduler.recall(card, now) if card.streak else 0.0 for card in cards)
    return SetMemory(set_id, recall, sum(card.holds(now) for card in cards), len(cards))
