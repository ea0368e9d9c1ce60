"""When an item comes back: FSRS-6, with the clock handed in. The only place that knows fsrs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

import fsrs

from bot.learning.attempt import Attempt
from bot.learning.card import Card
from bot.learning.rating import Rating, questions, rate

# At 0.9 an item comes back when one in ten would be forgotten: the field's usual balance of work and memory.
RETENTION = 0.9
# The length of a course: everything is met again within a school term and its holidays.
LONGEST = 180
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scheduler:
    """The schedule of one learner in one course: the recall aimed at, and the longest gap in days."""

    retention: float = RETENTION
    longest: int = LONGEST

    def review(self, card: Card | None, question: Sequence[Attempt]) -> Card:
        """The card after a closed question; `card` is None at the first meeting."""
        last = question[-1]
        rating = rate(question, card.right if card else 0)
        if card is None:
            card = _unseen(last)
        at = max(last.at, card.last)
        memory = self._fsrs.review_card(_memory(card, at), fsrs.Rating(rating), at.astimezone(UTC))[0]
        return _counted(card, rating, at, memory)

    def replay(self, attempts: Iterable[Attempt]) -> dict[str, Card]:
        """The cards of one learner, made from nothing but the attempts, by item."""
        cards: dict[str, Card] = {}
        for question in questions(attempts):
            item_id = question[-1].item_id
            cards[item_id] = self.review(cards.get(item_id), question)
        return cards

    def reschedule(self, card: Card) -> Card:
        """The same memory with the due time that this schedule gives it: for when the recall aimed at has changed."""
        decay = -self._fsrs.parameters[20]
        factor = 0.9 ** (1 / decay) - 1
        # In the order in which fsrs does it, so that both round the same way.
        days = round((card.stability / factor) * (self.retention ** (1 / decay) - 1))
        return replace(card, due=card.last + min(max(days, 1), self.longest) * _DAY)

    def recall(self, card: Card, at: datetime) -> float:
        """The predicted chance of a right answer at `at`."""
        return self._fsrs.get_card_retrievability(_memory(card, at), at.astimezone(UTC))

    def predictions(self, attempts: Iterable[Attempt]) -> list[tuple[float, Sequence[Attempt]]]:
        """For each question asked again on another day: the recall that was predicted, and what was answered."""
        cards: dict[str, Card] = {}
        predicted: list[tuple[float, Sequence[Attempt]]] = []
        for question in questions(attempts):
            item_id, at = question[-1].item_id, question[0].at
            card = cards.get(item_id)
            if card is not None and _days_between(card.last, at) > 0:
                predicted.append((self.recall(card, at), question))
            cards[item_id] = self.review(card, question)
        return predicted

    @property
    def _fsrs(self) -> fsrs.Scheduler:
        return _fsrs_scheduler(self.retention, self.longest)


@cache
def _fsrs_scheduler(retention: float, longest: int) -> fsrs.Scheduler:
    # No steps of minutes: nobody waits in a chat. No fuzz: the day's queue spreads the load, and a replay gives the
    # same schedule.
    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=longest,
        enable_fuzzing=False,
    )


def _unseen(attempt: Attempt) -> Card:
    return Card(attempt.learner_id, attempt.item_id, 0.0, 0.0, attempt.at, attempt.at, attempt.at, reviews=0)


def _memory(card: Card, at: datetime) -> fsrs.Card:
    if not card.reviews:
        return fsrs.Card(card_id=0)
    # fsrs counts whole days of 24 hours; 19:00 to 18:30 of the next evening is a day apart all the same.
    last = at.astimezone(UTC) - _days_between(card.last, at) * _DAY
    return fsrs.Card(0, fsrs.State.Review, None, card.stability, card.difficulty, card.due.astimezone(UTC), last)


def _days_between(last: datetime, at: datetime) -> int:
    return max(0, round((at - last) / _DAY))


def _counted(card: Card, rating: Rating, at: datetime, memory: fsrs.Card) -> Card:
    right = rating is not Rating.AGAIN
    assert memory.stability is not None  # noqa: S101 - a review has set both
    assert memory.difficulty is not None  # noqa: S101
    return replace(
        card,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last=at,
        due=memory.due,
        reviews=card.reviews + 1,
        right=card.right + right,
        streak=card.streak + 1 if right else 0,
        lapses=card.lapses + (not right and card.right > 0),
    )
