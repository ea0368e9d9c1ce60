"""Today's questions of one learner: what is due first, no more than a day's worth, nothing twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil

from bot.learning import trial
from bot.learning.card import Card
from bot.learning.days import Day
from bot.learning.trial import Arm

# Ten questions are four minutes: less than people give up over.
MOST_A_DAY = 10
# New items among the old ones, where there is room: every fourth question, three a day.
NEW_A_DAY = 3
NEW_EVERY = 4
# How far ahead what falls due is counted: two weeks are drawn, two months are enough to spread a backlog over.
AHEAD = 60

_DAY = timedelta(days=1)
_NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which nothing is asked; whatever was waiting moves by as much."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Spread:
    """A backlog laid over days: so many of it each day, until it is gone."""

    days: int
    a_day: int


@dataclass(frozen=True, slots=True)
class Queue:
    """What is asked on one day, in order.

    `waiting` counts everything due, asked today or not; `ahead` what falls due on each of the days after;
    `new` are those of `items` that have never been asked.
    """

    day: date
    items: tuple[str, ...]
    waiting: int
    ahead: tuple[int, ...]
    most: int = MOST_A_DAY
    new: frozenset[str] = frozenset()

    @property
    def spread(self) -> Spread | None:
        """How what does not fit into today is spread over the days that follow; None where all of it fits."""
        left = self.waiting - (len(self.items) - len(self.new))
        return spread(left, self.ahead, self.most) if left > 0 else None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a learner has settled on, and what is known of the items: the facts of each."""

    learner_id: int
    facts: Mapping[str, Sequence[str]]
    most: int = MOST_A_DAY
    pauses: tuple[Pause, ...] = ()
    wordings: Mapping[str, Sequence[str]] = field(default_factory=dict)  # the items about each topic


def build(cards: Iterable[Card], day: Day, plan: Plan, new: Sequence[str] = ()) -> Queue:
    """The queue of `day`; what was reviewed earlier on it is counted, and its siblings wait.

    `cards` may leave out what is neither due by the end of the day, nor asked on it, nor met within a fortnight; then
    `ahead` counts only what was given.
    """
    cards = list(cards)
    measured = _measured(cards, day, plan)
    due, ahead, asked = _sorted_out(cards, day, plan, measured)
    if any(pause.start < day.end <= pause.end for pause in plan.pauses):
        return Queue(day.date, (), 0, ahead, plan.most)
    # What was asked in other words is a review as well, though its own card is new.
    known = {_topic(card.item_id, plan) for card in cards if card.first < day.start}
    reviewed = sum(_topic(card.item_id, plan) in known for card in asked)
    taken = {fact for card in asked for fact in _facts(card.item_id, plan)}
    room = max(0, plan.most - reviewed)
    met = {card.item_id for card in cards}
    in_order = _by_urgency(due, day, measured)
    ways = (_ways(item_id, met, plan) if item_id in measured else (item_id,) for item_id in in_order)
    chosen = _without_siblings(ways, room, taken, plan)
    room = min(room - len(chosen), NEW_A_DAY - (len(asked) - reviewed))
    fresh = _without_siblings(((item_id,) for item_id in new), room, taken, plan)
    return Queue(day.date, tuple(_mixed(chosen, fresh)), len(due), ahead, plan.most, frozenset(fresh))


def due_time(card: Card, pauses: Sequence[Pause]) -> datetime:
    """When a card is due, moved by the pauses that began since it was last asked."""
    if not pauses:
        return card.due
    return card.due + sum((each.end - each.start for each in pauses if each.start >= card.last), timedelta())


def days_until_asked(card: Card, facts: Sequence[str]) -> int:
    """How many days after its last answer an item comes back, its week of being left alone counted in."""
    gap = (card.due - card.last) // _DAY
    gone = (card.last - card.first) // _DAY
    held = trial.arm(card.learner_id, trial.topic(card.item_id, facts)) is Arm.HELD
    return max(gap, trial.LENGTH // _DAY - gone) if held else gap


def spread(left: int, ahead: Sequence[int], most: int) -> Spread:
    """How many days `left` take beside what falls due on them, at `most` questions a day; never more than counted."""
    waiting, days = left, 0
    for falling_due in ahead or (0,) * AHEAD:
        waiting += falling_due - most
        days += 1
        if waiting <= 0:
            break
    return Spread(days, ceil(left / days))


def _sorted_out(
    cards: Iterable[Card], day: Day, plan: Plan, measured: Set[str]
) -> tuple[list[Card], tuple[int, ...], list[Card]]:
    # Somebody may have 100,000 cards: what most of them need stands here and not in a call for each.
    due, asked = [], []
    ahead = [0] * AHEAD
    start, end, pauses = day.start, day.end, plan.pauses
    week_before = _week_before(day)
    for card in cards:
        if card.last >= start:
            asked.append(card)
        at = due_time(card, pauses) if pauses else card.due
        if card.first >= week_before and _arm(card, plan) is Arm.HELD:
            at = max(card.first + trial.LENGTH, end)
        elif card.item_id in measured:
            at = start
        if at < end:
            due.append(card)
        elif (days := (at - end).days) < AHEAD:
            ahead[days] += 1
    return due, tuple(ahead), asked


def _by_urgency(due: Sequence[Card], day: Day, measured: Set[str]) -> Iterator[str]:
    """Those that are measured today; then by turns what is nearly remembered still and what has waited longest.

    The first are saved while little is lost, the second see to it that nothing waits for ever. Some come twice.
    """
    fading = sorted(due, key=lambda card: ((day.end - card.last).days / card.stability, card.item_id))
    longest = sorted(due, key=lambda card: (card.due, card.item_id))
    yield from (card.item_id for card in fading if card.item_id in measured)
    yield from (card.item_id for pair in zip(fading, longest, strict=True) for card in pair)


def _without_siblings(ways: Iterable[Sequence[str]], room: int, taken: set[str], plan: Plan) -> list[str]:
    """Of each of `ways` to ask one thing the first that shares no fact with what is `taken`, which grows."""
    chosen: list[str] = []
    for items in ways:
        if len(chosen) >= room:
            break
        item_id = next((each for each in items if taken.isdisjoint(_facts(each, plan))), None)
        if item_id is not None:
            chosen.append(item_id)
            taken.update(_facts(item_id, plan))
    return chosen


def _mixed(known: Sequence[str], fresh: Sequence[str]) -> list[str]:
    mixed = list(known)
    for number, item_id in enumerate(fresh):
        mixed.insert(min(len(mixed), (number + 1) * NEW_EVERY - 1), item_id)
    return mixed


def _facts(item_id: str, plan: Plan) -> Sequence[str]:
    # An item that names no fact is about itself.
    return plan.facts.get(item_id, _NOTHING) or (item_id,)


def _arm(card: Card, plan: Plan) -> Arm:
    return trial.arm(plan.learner_id, _topic(card.item_id, plan))


def _week_before(day: Day) -> datetime:
    # What was first met on this date last week has its seventh day today.
    return day.start - (trial.LENGTH - _DAY)


def _measured(cards: Iterable[Card], day: Day, plan: Plan) -> frozenset[str]:
    """What is asked on its seventh day (or the days after it), because its topic has not been asked since."""
    week_before = _week_before(day)
    young = [card for card in cards if card.first >= week_before - trial.LENGTH]
    lately: dict[str, datetime] = {}
    for card in young:
        subject = _topic(card.item_id, plan)
        lately[subject] = max(card.last, lately.get(subject, card.last))
    return frozenset(
        card.item_id
        for card in young
        if card.first < week_before
        and lately[_topic(card.item_id, plan)] < card.first + trial.LENGTH - _DAY
        and _arm(card, plan) is not Arm.FREE
    )


def _ways(item_id: str, met: Set[str], plan: Plan) -> Sequence[str]:
    """The questions on the same topic, those not met first, its own last: knowing is not knowing one sentence."""
    others = [each for each in plan.wordings.get(_topic(item_id, plan), ()) if each != item_id]
    return *sorted(others, key=lambda each: each in met), item_id


def _topic(item_id: str, plan: Plan) -> str:
    return trial.topic(item_id, plan.facts.get(item_id, _NOTHING))
