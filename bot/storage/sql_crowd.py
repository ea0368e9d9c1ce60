"""Many learners at once, over SQLAlchemy Core: a statement for all of them where each by themselves takes one each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, case, func, or_, select

from bot.learning.card import Card
from bot.learning.days import Day
from bot.learning.learner import Learner
from bot.learning.queue import Queue
from bot.learning.reminder import Reminder
from bot.services.crowd_records import Claimed
from bot.storage.rows import Row, Rows, to_moment, to_number, upsert
from bot.storage.sql_learning import (
    DAY,
    card_of,
    pace_of,
    queue_of,
    queue_values,
    reminder_of,
    reminder_values,
    window,
)
from bot.storage.tables import cards, learners, lesson_places, paces, reminders, review_queues

_THEM: BindParameter[Any] = bindparam("them", expanding=True)


class SqlCrowd(Rows):
    """What is read and written of many learners at once."""

    # The learners are locked as well, and first of all: an answer locks them before their reminder. Nobody is waited
    # for, so that a learner who is just answering is left for the next time. A row that another worker has changed
    # since we began to look is looked at again, as it is now: both must be locked for that.
    _DUE = (
        select(reminders, learners, paces.c.zone, paces.c.retention, paces.c.most, paces.c.pauses)
        .join(learners, learners.c.id == reminders.c.learner_id)
        .join(paces, paces.c.learner_id == reminders.c.learner_id)
        .where(reminders.c.next_at <= bindparam("now"))
        .order_by(reminders.c.next_at)
        .limit(bindparam("most_at_once"))
        .with_for_update(of=[learners, reminders], skip_locked=True)
    )
    _DUE_OF_ONE = _DUE.where(reminders.c.learner_id == bindparam("learner"))
    _IS_DUE = cards.c.due < bindparam("end")
    _QUEUES = select(review_queues).where(review_queues.c.learner_id.in_(_THEM))
    _RECENT_OR_DUE = select(cards).where(
        cards.c.learner_id.in_(_THEM),
        or_(
            cards.c.last >= bindparam("start"), cards.c.first >= bindparam("met_since"), cards.c.due < bindparam("end")
        ),
    )
    # -1 is what is due already.
    _DAYS = case((_IS_DUE, -1), else_=(cards.c.due - bindparam("end")) // DAY)
    _FALLING = (
        select(cards.c.learner_id, _DAYS.label("day"), func.count().label("falling"))
        .where(
            cards.c.learner_id.in_(_THEM),
            and_(cards.c.last < bindparam("start"), cards.c.first < bindparam("met_since")),
            cards.c.due < bindparam("horizon"),
        )
        .group_by(cards.c.learner_id, _DAYS)
    )
    _FINISHED = select(lesson_places.c.learner_id, lesson_places.c.lesson_id).where(
        lesson_places.c.learner_id.in_(_THEM), lesson_places.c.finished_at.is_not(None)
    )
    _MET = select(cards.c.learner_id, cards.c.item_id).where(
        cards.c.learner_id.in_(_THEM), cards.c.item_id.in_(bindparam("items", expanding=True))
    )

    def claim(self, now: datetime, most: int, only: int | None = None) -> list[Claimed]:
        values = {"now": to_number(now), "most_at_once": most}
        if only is None:
            return [_claimed(row) for row in self._rows(self._DUE, values)]
        return [_claimed(row) for row in self._rows(self._DUE_OF_ONE, values | {"learner": only})]

    def queues(self, them: Sequence[int]) -> dict[int, Queue]:
        return {row["learner_id"]: queue_of(row) for row in self._rows(self._QUEUES, {"them": them})}

    def recent_or_due(self, them: Sequence[int], day: Day, met_since: datetime) -> dict[int, list[Card]]:
        found: dict[int, list[Card]] = defaultdict(list)
        values = window(day, met_since) | {"them": them}
        for row in self._rows(self._RECENT_OR_DUE, values):
            found[row["learner_id"]].append(card_of(row))
        return found

    def falling_due(self, them: Sequence[int], day: Day, met_since: datetime, days: int) -> dict[int, list[int]]:
        found = {learner_id: [0] * (days + 1) for learner_id in them}
        values = window(day, met_since) | {"them": them, "horizon": to_number(day.end) + days * DAY}
        for row in self._rows(self._FALLING, values):
            found[row["learner_id"]][row["day"] + 1] = row["falling"]
        return found

    def finished(self, them: Sequence[int]) -> dict[int, set[str]]:
        return _sets(self._rows(self._FINISHED, {"them": them}))

    def met(self, them: Sequence[int], items: Sequence[str]) -> dict[int, set[str]]:
        return _sets(self._rows(self._MET, {"them": them, "items": items})) if items else {}

    def keep_queues(self, kept: Mapping[int, Queue]) -> None:
        self._keep(review_queues, [queue_values(learner_id, queue) for learner_id, queue in kept.items()])

    def keep_reminders(self, kept: Sequence[Reminder]) -> None:
        self._keep(reminders, [reminder_values(each) for each in kept])

    def _rows(self, statement: Any, values: Mapping[str, Any]) -> Sequence[Row]:
        return self.connection.execute(statement, values).mappings().all()

    def _keep(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.change_each(upsert(self.connection.dialect.name, table, tuple(rows[0]), replace=True), rows)


def _sets(rows: Sequence[Row]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for learner_id, name in (row.values() for row in rows):
        found[learner_id].add(name)
    return found


def _claimed(row: Row) -> Claimed:
    learner = Learner(row["id"], row["language"], to_moment(row["since"]), row["reachable"])
    return Claimed(learner, reminder_of(row), pace_of(row))
