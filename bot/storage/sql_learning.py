"""Cards, queues, paces and reminders, over SQLAlchemy Core."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import chain, repeat
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, delete, func, or_, select, update

from bot.learning.card import Card
from bot.learning.days import Day
from bot.learning.pace import Pace
from bot.learning.queue import Pause, Queue
from bot.learning.reminder import Reminder
from bot.storage.rows import Row, Rows, first, to_moment, to_number, upsert
from bot.storage.tables import cards, paces, reminders, review_queues

_TIMES = ("first", "last", "due")
# A day in the unit that times are kept in.
DAY = timedelta(days=1) // timedelta(milliseconds=1)


class SqlCards(Rows):
    """What each learner remembers of each item."""

    _MINE = select(cards).where(cards.c.learner_id == bindparam("learner"))
    _FIND = _MINE.where(cards.c.item_id == bindparam("item"))
    # No index on `due`: every answer would move a row in it. A learner's cards lie together and are read in one go.
    _IS_RECENT = or_(cards.c.last >= bindparam("start"), cards.c.first >= bindparam("met_since"))
    _IS_OLD = and_(cards.c.last < bindparam("start"), cards.c.first < bindparam("met_since"))
    _RECENT = _MINE.where(_IS_RECENT)
    _URGENT = (
        _MINE.where(_IS_OLD, cards.c.due < bindparam("end"))
        .order_by((bindparam("end") - cards.c.last) / cards.c.stability, cards.c.item_id)
        .limit(bindparam("most"))
    )
    _IS_DUE = cards.c.due < bindparam("end")
    # What is due already is counted by itself: it may be all of it, and grouping sorts.
    _DUE = select(func.count().label("due")).where(cards.c.learner_id == bindparam("learner"), _IS_OLD, _IS_DUE)
    _DAYS = (cards.c.due - bindparam("end")) // DAY
    _FALLING = (
        select(_DAYS.label("day"), func.count().label("falling"))
        .where(cards.c.learner_id == bindparam("learner"), _IS_OLD, ~_IS_DUE, cards.c.due < bindparam("horizon"))
        .group_by(_DAYS)
    )

    def find(self, learner_id: int, item_id: str) -> Card | None:
        row = first(self.ask(self._FIND, {"learner": learner_id, "item": item_id}))
        return card_of(row) if row else None

    def some(self, learner_id: int, item_ids: Sequence[str]) -> list[Card]:
        if not item_ids:
            return []
        places = 1 << (len(item_ids) - 1).bit_length()
        given = chain(item_ids, repeat(item_ids[-1], places - len(item_ids)))
        values = {"learner": learner_id} | {f"item_{place}": item_id for place, item_id in enumerate(given)}
        return [card_of(row) for row in self.ask(_some(places), values)]

    def keep(self, kept: Iterable[Card]) -> None:
        values = [_card_values(card) for card in kept]
        if not values:
            return
        statement = upsert(self.connection.dialect.name, cards, tuple(values[0]), replace=True)
        self.change_each(statement, values)

    def of_learner(self, learner_id: int) -> list[Card]:
        return [card_of(row) for row in self.ask(self._MINE, {"learner": learner_id})]

    def recent(self, learner_id: int, day: Day, met_since: datetime) -> list[Card]:
        values = window(day, met_since) | {"learner": learner_id}
        return [card_of(row) for row in self.ask(self._RECENT, values)]

    def urgent(self, learner_id: int, day: Day, met_since: datetime, most: int) -> list[Card]:
        values = window(day, met_since) | {"learner": learner_id, "most": most}
        return [card_of(row) for row in self.ask(self._URGENT, values)]

    def falling_due(self, learner_id: int, day: Day, met_since: datetime, days: int) -> list[int]:
        horizon = to_number(day.end) + days * DAY
        values = window(day, met_since) | {"learner": learner_id, "horizon": horizon}
        counted = {row["day"]: row["falling"] for row in self.ask(self._FALLING, values)}
        return [self.ask(self._DUE, values)[0]["due"], *(counted.get(number, 0) for number in range(days))]

    def remove(self, learner_id: int) -> None:
        self.connection.execute(delete(cards).where(cards.c.learner_id == learner_id))


class SqlQueues(Rows):
    """The questions of each learner's present day."""

    _FIND = select(review_queues).where(review_queues.c.learner_id == bindparam("learner"))

    def find(self, learner_id: int) -> Queue | None:
        row = first(self.ask(self._FIND, {"learner": learner_id}))
        return queue_of(row) if row else None

    def keep(self, learner_id: int, queue: Queue) -> None:
        self.write(review_queues, queue_values(learner_id, queue), replace=True)

    def remove(self, learner_id: int) -> None:
        self.connection.execute(delete(review_queues).where(review_queues.c.learner_id == learner_id))


class SqlPaces(Rows):
    """What learners have settled for themselves."""

    _FIND = select(paces).where(paces.c.learner_id == bindparam("learner"))

    def find(self, learner_id: int) -> Pace | None:
        row = first(self.ask(self._FIND, {"learner": learner_id}))
        return pace_of(row) if row else None

    def keep(self, pace: Pace) -> None:
        values = {name: getattr(pace, name) for name in Pace.__slots__}
        values["pauses"] = json.dumps([(to_number(each.start), to_number(each.end)) for each in pace.pauses])
        self.write(paces, values, replace=True)


class SqlReminders(Rows):
    """When each learner is reminded next; the zone is the learner's own, kept once, with their pace."""

    _FIND = (
        select(reminders, paces.c.zone)
        .join(paces, and_(paces.c.learner_id == reminders.c.learner_id))
        .where(reminders.c.learner_id == bindparam("learner"))
        .with_for_update(of=reminders)
    )
    _ANSWERED = (
        update(reminders)
        .where(reminders.c.learner_id == bindparam("learner"), reminders.c.ignored > 0)
        .values(ignored=0)
    )
    _DUE = (
        select(reminders.c.learner_id)
        .where(reminders.c.next_at <= bindparam("now"))
        .order_by(reminders.c.next_at)
        .limit(bindparam("most"))
    )

    def find(self, learner_id: int) -> Reminder | None:
        row = first(self.ask(self._FIND, {"learner": learner_id}))
        return reminder_of(row) if row else None

    def keep(self, reminder: Reminder) -> None:
        self.write(reminders, reminder_values(reminder), replace=True)

    def answered(self, learner_id: int) -> None:
        self.change(self._ANSWERED, {"learner": learner_id})

    def put_off(self, learner_id: int, until: datetime) -> None:
        mine = update(reminders).where(reminders.c.learner_id == learner_id, reminders.c.next_at.is_not(None))
        self.connection.execute(mine.values(next_at=to_number(until)))

    def due(self, now: datetime, most: int) -> list[int]:
        rows = self.connection.execute(self._DUE, {"now": to_number(now), "most": most})
        return [row.learner_id for row in rows]


def window(day: Day, met_since: datetime) -> dict[str, Any]:
    times = {"start": day.start, "end": day.end, "met_since": met_since}
    return {name: to_number(moment) for name, moment in times.items()}


def card_of(row: Row) -> Card:
    return Card(**{**row, **{name: to_moment(row[name]) for name in _TIMES}})


def queue_values(learner_id: int, queue: Queue) -> dict[str, Any]:
    return {
        "learner_id": learner_id,
        "day": queue.day.isoformat(),
        "items": json.dumps(queue.items),
        "new": json.dumps(sorted(queue.new)),
        "waiting": queue.waiting,
        "ahead": json.dumps(queue.ahead),
        "most": queue.most,
    }


def queue_of(row: Row) -> Queue:
    return Queue(
        date.fromisoformat(row["day"]),
        tuple(json.loads(row["items"])),
        row["waiting"],
        tuple(json.loads(row["ahead"])),
        row["most"],
        frozenset(json.loads(row["new"])),
    )


def pace_of(row: Row) -> Pace:
    pauses = tuple(Pause(to_moment(start), to_moment(end)) for start, end in json.loads(row["pauses"]))
    return Pace(row["learner_id"], row["zone"], row["retention"], row["most"], pauses)


def reminder_values(reminder: Reminder) -> dict[str, Any]:
    return {
        "learner_id": reminder.learner_id,
        "hour": reminder.hour,
        "next_at": to_number(reminder.next_at) if reminder.next_at else None,
        "ignored": reminder.ignored,
        "sent": reminder.sent,
        "last_day": reminder.last_day.isoformat() if reminder.last_day else None,
    }


def reminder_of(row: Row) -> Reminder:
    return Reminder(
        row["learner_id"],
        row["hour"],
        row["zone"],
        to_moment(row["next_at"]) if row["next_at"] is not None else None,
        row["ignored"],
        row["sent"],
        date.fromisoformat(row["last_day"]) if row["last_day"] else None,
    )


@cache
def _some(places: int) -> Select[Any]:
    """The statement for so many items: kept for each power of two, since making one takes longer than running it."""
    given: list[BindParameter[Any]] = [bindparam(f"item_{place}") for place in range(places)]
    return select(cards).where(cards.c.learner_id == bindparam("learner"), cards.c.item_id.in_(given))


def _card_values(card: Card) -> dict[str, object]:
    values = {name: getattr(card, name) for name in Card.__slots__}
    return values | {name: to_number(getattr(card, name)) for name in _TIMES}
