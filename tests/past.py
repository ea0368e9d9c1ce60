"""What a learner did before a test begins, recorded as it would have been."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.grading.judgement import Verdict
from bot.learning.attempt import Attempt
from bot.learning.session import Activity, Session, Stage
from bot.services import memory, people
from bot.services.records import Records


@dataclass(frozen=True)
class Answered:
    """An item answered, right or wrong, so many days ago."""

    item_id: str
    days_ago: float
    right: bool = True


def live(records: Records, learner_id: int, answers: Iterable[Answered], now: datetime, language: str = "id") -> None:
    """Record `answers`, the oldest first, each as a question of a quiz that is over."""
    in_order = sorted(answers, key=lambda each: -each.days_ago)
    began = now - timedelta(days=in_order[0].days_ago)
    learner, _ = people.meet(records, learner_id, language, began)
    items = tuple(each.item_id for each in in_order)
    for position, each in enumerate(in_order):
        at = now - timedelta(days=each.days_ago)
        whole = at.replace(microsecond=at.microsecond // 1000 * 1000)  # as exact as the record keeps it
        memory.remember(records, _attempt(learner.id, position, each, whole))
    ended = Session(learner.id, 1, Activity.QUIZ, "past", items, began, position=len(items) - 1, stage=Stage.ENDED)
    records.sessions.keep(ended)


def _attempt(learner_id: int, position: int, answered: Answered, at: datetime) -> Attempt:
    verdict = Verdict.CORRECT if answered.right else Verdict.WRONG
    reason = "exact" if answered.right else "dont_know"
    score = float(answered.right)
    return Attempt(learner_id, 1, position, 0, answered.item_id, "content", "…", verdict, score, reason, at)
