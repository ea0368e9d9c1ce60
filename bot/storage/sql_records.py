"""The records over SQLAlchemy Core, the same text for SQLite and PostgreSQL."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.grading.judgement import Verdict
from bot.learning.attempt import Attempt
from bot.learning.learner import Learner
from bot.learning.session import Activity, Session, Stage
from bot.services.crowd_records import CrowdRecords
from bot.services.learning_records import CardRecords, PaceRecords, QueueRecords, ReminderRecords
from bot.services.personal_records import PersonalRecords
from bot.services.records import (
    AttemptRecords,
    InboxRecords,
    LearnerRecords,
    LessonPlace,
    LessonRecords,
    Letter,
    OutboxRecords,
    ReportRecords,
    SessionRecords,
)
from bot.services.set_records import AwaitedRecords, DraftRecords, JobRecords, SetRecords, TeacherRecords
from bot.storage.rows import Row, Rows, driver_of, first, to_moment, to_number
from bot.storage.sql_crowd import SqlCrowd
from bot.storage.sql_learning import SqlCards, SqlPaces, SqlQueues, SqlReminders
from bot.storage.sql_personal import SqlPersonal
from bot.storage.sql_sets import SqlAwaited, SqlDrafts, SqlJobs, SqlSets, SqlTeachers
from bot.storage.tables import (
    attempts,
    dead_letters,
    inbox,
    learners,
    lesson_places,
    metadata,
    outbox,
    reports,
    sessions,
)


class SqlRecords:
    """All records over one connection, inside the transaction that the connection is in."""

    def __init__(self, connection: Connection) -> None:
        driver = driver_of(connection)
        self.learners: LearnerRecords = SqlLearners(connection, driver)
        self.sessions: SessionRecords = SqlSessions(connection, driver)
        self.attempts: AttemptRecords = SqlAttempts(connection, driver)
        self.lessons: LessonRecords = SqlLessons(connection, driver)
        self.inbox: InboxRecords = SqlInbox(connection, driver)
        self.outbox: OutboxRecords = SqlOutbox(connection, driver)
        self.reports: ReportRecords = SqlReports(connection, driver)
        self.sets: SetRecords = SqlSets(connection, driver)
        self.drafts: DraftRecords = SqlDrafts(connection, driver)
        self.awaited: AwaitedRecords = SqlAwaited(connection, driver)
        self.teachers: TeacherRecords = SqlTeachers(connection, driver)
        self.jobs: JobRecords = SqlJobs(connection, driver)
        self.cards: CardRecords = SqlCards(connection, driver)
        self.queues: QueueRecords = SqlQueues(connection, driver)
        self.paces: PaceRecords = SqlPaces(connection, driver)
        self.reminders: ReminderRecords = SqlReminders(connection, driver)
        self.crowd: CrowdRecords = SqlCrowd(connection, driver)
        self.personal: PersonalRecords = SqlPersonal(connection, driver)


class SqlLearners(Rows):
    """Who is learning."""

    # FOR UPDATE: two workers never work for one learner at once, not even before there is a session to lock.
    _FIND = select(learners).where(learners.c.id == bindparam("learner_id")).with_for_update()

    def find(self, learner_id: int) -> Learner | None:
        row = first(self.ask(self._FIND, {"learner_id": learner_id}))
        return Learner(row["id"], row["language"], to_moment(row["since"]), row["reachable"]) if row else None

    def ids(self, after: int, most: int) -> list[int]:
        behind = select(learners.c.id).where(learners.c.id > after).order_by(learners.c.id).limit(most)
        return list(self.connection.execute(behind).scalars())

    def keep(self, learner: Learner) -> None:
        values = {
            "id": learner.id,
            "language": learner.language,
            "since": to_number(learner.since),
            "reachable": learner.reachable,
        }
        self.write(learners, values, replace=True)


class SqlSessions(Rows):
    """The one current session of each learner."""

    # FOR UPDATE keeps two workers from answering for one learner at once; SQLite has one writer and leaves it out.
    _LOCK = select(sessions).where(sessions.c.learner_id == bindparam("learner")).with_for_update()

    def lock(self, learner_id: int) -> Session | None:
        row = first(self.ask(self._LOCK, {"learner": learner_id}))
        return _session(row) if row else None

    def keep(self, session: Session) -> None:
        values = {
            "learner_id": session.learner_id,
            "number": session.number,
            "activity": session.activity.value,
            "subject": session.subject,
            "items": _written(session.items),
            "started": to_number(session.started),
            "position": session.position,
            "misses": session.misses,
            "asked_back": session.asked_back,
            "hints": session.hints,
            "picks": _written(session.picks),
            "stage": session.stage.value,
            "version": session.version,
            "sure": session.sure,
        }
        self.write(sessions, values, replace=True)


class SqlAttempts(Rows):
    """Every answer ever given; only added to."""

    _ADD = insert(attempts)
    _OF_LEARNER = (
        select(attempts)
        .where(attempts.c.learner_id == bindparam("learner"))
        .order_by(attempts.c.session, attempts.c.position, attempts.c.attempt)
    )
    _OF_SESSION = _OF_LEARNER.where(attempts.c.session == bindparam("number"))
    _OF_QUESTION = _OF_SESSION.where(attempts.c.position == bindparam("position"))

    def add(self, attempt: Attempt) -> None:
        values = {name: getattr(attempt, name) for name in Attempt.__slots__}
        values |= {"verdict": attempt.verdict.value, "at": to_number(attempt.at)}
        self.change(self._ADD, values)

    def of_question(self, learner_id: int, session: int, position: int) -> list[Attempt]:
        which = {"learner": learner_id, "number": session, "position": position}
        return [_attempt(row) for row in self.ask(self._OF_QUESTION, which)]

    def of_learner(self, learner_id: int) -> list[Attempt]:
        return [_attempt(row) for row in self.ask(self._OF_LEARNER, {"learner": learner_id})]

    def of_session(self, learner_id: int, session: int) -> list[Attempt]:
        rows = self.ask(self._OF_SESSION, {"learner": learner_id, "number": session})
        return [_attempt(row) for row in rows]


class SqlLessons(Rows):
    """How far each learner is in each lesson."""

    _PLACES = select(lesson_places).where(lesson_places.c.learner_id == bindparam("learner"))

    def reached(self, learner_id: int, lesson_id: str, card: int, at: datetime) -> None:
        values = {"learner_id": learner_id, "lesson_id": lesson_id, "card": card, "at": to_number(at)}
        self.write(lesson_places, values, replace=True)

    def finished(self, learner_id: int, lesson_id: str, at: datetime) -> None:
        values = {"learner_id": learner_id, "lesson_id": lesson_id, "card": 0, "at": to_number(at)}
        self.write(lesson_places, values | {"finished_at": to_number(at)}, replace=True)

    def places(self, learner_id: int) -> dict[str, LessonPlace]:
        rows = self.ask(self._PLACES, {"learner": learner_id})
        return {row["lesson_id"]: LessonPlace(row["card"], row["finished_at"] is not None) for row in rows}


class SqlInbox(Rows):
    """Which updates have been seen."""

    def first_time(self, learner_id: int, update_id: int, at: datetime) -> bool:
        values = {"learner_id": learner_id, "update_id": update_id, "at": to_number(at)}
        return self.write(inbox, values, replace=False)

    def bury(self, update_id: int, update: str, cause: str, at: datetime) -> bool:
        values = {"update_id": update_id, "update": update, "cause": cause, "at": to_number(at)}
        return self.write(dead_letters, values, replace=False)


class SqlOutbox(Rows):
    """Replies that are written down before they are sent."""

    _KEY = (
        outbox.c.learner_id == bindparam("its_learner"),
        outbox.c.occasion == bindparam("its_occasion"),
        outbox.c.place == bindparam("its_place"),
    )
    _PUT = insert(outbox)
    _SENT = update(outbox).where(*_KEY).values(sent_at=bindparam("at"), message_id=bindparam("message"))
    _LEASE = (
        update(outbox)
        .where(*_KEY, outbox.c.sent_at.is_(None), outbox.c.leased_until == bindparam("leased"))
        .values(leased_until=bindparam("until"))
    )
    _FREE = update(outbox).where(outbox.c.sent_at.is_(None)).values(leased_until=bindparam("until"))
    _WAITING = (
        select(outbox)
        .where(outbox.c.sent_at.is_(None), outbox.c.leased_until <= bindparam("now"))
        .order_by(outbox.c.leased_until, outbox.c.written, outbox.c.learner_id, outbox.c.occasion, outbox.c.place)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )

    _AFTER = select(outbox.c.call).where(
        outbox.c.learner_id == bindparam("learner"),
        outbox.c.chat_id == bindparam("chat"),
        outbox.c.written > bindparam("written"),
    )

    def put(self, letter: Letter) -> None:
        self.change(self._PUT, _letter_values(letter))

    def put_each(self, letters: Sequence[Letter]) -> None:
        self.change_each(self._PUT, [_letter_values(letter) for letter in letters])

    def sent(self, letters: Sequence[tuple[Letter, int | None]], at: datetime) -> None:
        rows = [_key(letter) | {"at": to_number(at), "message": message_id} for letter, message_id in letters]
        self.change_each(self._SENT, rows)

    def lease(self, letters: Sequence[Letter], until: datetime) -> list[Letter]:
        ours = [letter for letter in letters if self._extend(letter, until)]
        return [replace(letter, leased_until=until) for letter in ours]

    def free(self, now: datetime) -> None:
        self.change(self._FREE, {"until": to_number(now)})

    def claim(self, now: datetime, until: datetime, most: int) -> list[Letter]:
        rows = self.ask(self._WAITING, {"now": to_number(now), "most": most})
        claimed = self.lease([_letter(row) for row in rows], until)
        return sorted(claimed, key=lambda letter: letter.written)

    def after(self, letter: Letter) -> list[str]:
        values = {"learner": letter.learner_id, "chat": letter.chat_id, "written": to_number(letter.written)}
        return [row["call"] for row in self.ask(self._AFTER, values)]

    def move(self, chat_id: int, new: int) -> None:
        # Every table that names a chat, also those that come later.
        for table in metadata.tables.values():
            if "chat_id" in table.c:
                self.connection.execute(update(table).where(table.c.chat_id == chat_id).values(chat_id=new))

    def forget(self, before: datetime) -> None:
        self.connection.execute(delete(outbox).where(outbox.c.sent_at < to_number(before)))
        self.connection.execute(delete(inbox).where(inbox.c.at < to_number(before)))

    def _extend(self, letter: Letter, until: datetime) -> bool:
        values = _key(letter) | {"leased": to_number(letter.leased_until), "until": to_number(until)}
        return self.change(self._LEASE, values) == 1


class SqlReports(Rows):
    """Questions that a learner found odd."""

    def add(self, learner_id: int, item_id: str, content: str, at: datetime) -> None:
        values = {"learner_id": learner_id, "item_id": item_id, "content": content, "at": to_number(at)}
        self.write(reports, values, replace=True)

    def of(self, learner_id: int) -> frozenset[str]:
        mine = select(reports.c.item_id).where(reports.c.learner_id == learner_id)
        return frozenset(self.connection.execute(mine).scalars())

    def counts(self) -> dict[str, int]:
        counted = select(reports.c.item_id, func.count(reports.c.learner_id.distinct())).group_by(reports.c.item_id)
        return {row[0]: row[1] for row in self.connection.execute(counted)}


def _session(row: Row) -> Session:
    return Session(
        learner_id=row["learner_id"],
        number=row["number"],
        activity=Activity(row["activity"]),
        subject=row["subject"],
        items=_listed(row["items"]),
        started=to_moment(row["started"]),
        position=row["position"],
        misses=row["misses"],
        asked_back=row["asked_back"],
        hints=row["hints"],
        picks=_listed(row["picks"]),
        stage=Stage(row["stage"]),
        version=row["version"],
        sure=row["sure"],
    )


# A session has the same items from its first question to its last: written and read once for those who are at it now.
_AT_IT_NOW = 4_096


@lru_cache(_AT_IT_NOW)
def _written(listed: tuple[Any, ...]) -> str:
    return json.dumps(listed)


@lru_cache(_AT_IT_NOW)
def _listed(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))


def _attempt(row: Row) -> Attempt:
    return Attempt(**{**row, "verdict": Verdict(row["verdict"]), "at": to_moment(row["at"])})


def _letter_values(letter: Letter) -> dict[str, Any]:
    values = {name: getattr(letter, name) for name in Letter.__slots__}
    return values | {"leased_until": to_number(letter.leased_until), "written": to_number(letter.written)}


def _letter(row: Row) -> Letter:
    return Letter(
        learner_id=row["learner_id"],
        occasion=row["occasion"],
        place=row["place"],
        chat_id=row["chat_id"],
        call=row["call"],
        leased_until=to_moment(row["leased_until"]),
        written=to_moment(row["written"]),
    )


def _key(letter: Letter) -> dict[str, Any]:
    return {"its_learner": letter.learner_id, "its_occasion": letter.occasion, "its_place": letter.place}
