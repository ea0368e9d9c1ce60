"""How a learner is doing, and how good our forecasts are."""

from datetime import datetime

from bot.learning import measure
from bot.learning.days import week_of
from bot.learning.learner import Learner
from bot.learning.measure import Comparison
from bot.learning.rating import recalled
from bot.learning.standing import Standing, standing
from bot.services.memory import pace_of, scheduler_of
from bot.services.records import Records
from bot.services.today import Today

# How many of the days ahead are shown.
AHEAD = 14


def of(records: Records, today: Today, learner: Learner, now: datetime) -> Standing:
    """Everything that the learner is shown of themselves."""
    pace = today.pace(records, learner)
    attempts = records.attempts.of_learner(learner.id)
    week = week_of((attempt.at for attempt in attempts), now, pace.place)
    comparison = measure.compare(attempts, today.facts, pace.place)
    ahead = today.waiting(records, learner, now).queue.ahead[:AHEAD]
    return standing(records.cards.of_learner(learner.id), now, pace.scheduler, week, ahead, comparison)


def measured(records: Records, today: Today, learner_id: int) -> tuple[Comparison, list[tuple[float, bool]]]:
    """Reviewed against held back, and each recall predicted beside what came of it."""
    attempts = records.attempts.of_learner(learner_id)
    comparison = measure.compare(attempts, today.facts, pace_of(records, learner_id, today.home).place)
    predicted = scheduler_of(records, learner_id).predictions(attempts)
    return comparison, [(chance, recalled(question)) for chance, question in predicted]
