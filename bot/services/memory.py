"""What every closed question leaves behind: a card, kept in the transaction that records the answer."""

from zoneinfo import ZoneInfo

from bot.learning.attempt import Attempt
from bot.learning.card import Card
from bot.learning.pace import Pace
from bot.learning.scheduler import Scheduler
from bot.services.records import Records


def remember(records: Records, attempt: Attempt) -> Card | None:
    """Record `attempt`; the card that follows from it when it closes its question."""
    records.attempts.add(attempt)
    records.reminders.answered(attempt.learner_id)
    if not attempt.closes:
        return None
    question = [attempt]
    if attempt.attempt:
        question = records.attempts.of_question(attempt.learner_id, attempt.session, attempt.position)
    before = records.cards.find(attempt.learner_id, attempt.item_id)
    card = scheduler_of(records, attempt.learner_id).review(before, question)
    records.cards.keep([card])
    return card


def rebuild(records: Records, learner_id: int) -> list[Card]:
    """Drop a learner's cards and make them again from the attempts: after a regrade, a change of target, a doubt."""
    cards = scheduler_of(records, learner_id).replay(records.attempts.of_learner(learner_id))
    records.cards.remove(learner_id)
    records.cards.keep(cards.values())
    records.queues.remove(learner_id)
    return list(cards.values())


def scheduler_of(records: Records, learner_id: int) -> Scheduler:
    pace = records.paces.find(learner_id)
    return pace.scheduler if pace else Scheduler()


def pace_of(records: Records, learner_id: int, home: ZoneInfo) -> Pace:
    """The learner's pace; whoever has never chosen a time zone lives where the bot does."""
    return records.paces.find(learner_id) or Pace(learner_id, home.key)
