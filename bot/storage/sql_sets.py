"""Question sets, drafts, teachers and work under way, over SQLAlchemy Core."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.services.set_records import Awaited, Draft, Job, Reach, StoredSet
from bot.storage.rows import Row, Rows, first, to_moment, to_number
from bot.storage.tables import awaited, drafts, invitations, jobs, question_sets, set_versions, teachers


class SqlSets(Rows):
    """Question sets that teachers have saved."""

    def find(self, set_id: str) -> StoredSet | None:
        row = self.connection.execute(select(question_sets).where(question_sets.c.id == set_id)).mappings().first()
        return _stored(row) if row else None

    def keep(self, stored: StoredSet) -> None:
        values = {name: getattr(stored, name) for name in StoredSet.__slots__}
        values |= {"reach": stored.reach.value, "at": to_number(stored.at)}
        self.write(question_sets, values, replace=True)

    def remove(self, set_id: str) -> None:
        self.connection.execute(delete(set_versions).where(set_versions.c.set_id == set_id))
        self.connection.execute(delete(question_sets).where(question_sets.c.id == set_id))

    def add_version(self, set_id: str, version: int, text: str, at: datetime) -> None:
        values = {"set_id": set_id, "version": version, "text": text, "at": to_number(at)}
        self.connection.execute(insert(set_versions), values)

    def text(self, set_id: str, version: int) -> str | None:
        where = (set_versions.c.set_id == set_id, set_versions.c.version == version)
        return self.connection.execute(select(set_versions.c.text).where(*where)).scalar()

    def of_owner(self, owner_id: int) -> list[StoredSet]:
        mine = select(question_sets).where(question_sets.c.owner_id == owner_id).order_by(question_sets.c.at.desc())
        return [_stored(row) for row in self.connection.execute(mine).mappings()]

    def listed(self) -> list[StoredSet]:
        shown = question_sets.c.reach == Reach.LISTED.value
        rows = self.connection.execute(select(question_sets).where(shown).order_by(question_sets.c.title)).mappings()
        return [_stored(row) for row in rows]


class SqlDrafts(Rows):
    """One file in the making for each who writes."""

    _FIND = select(drafts).where(drafts.c.learner_id == bindparam("learner"))

    def find(self, learner_id: int) -> Draft | None:
        row = first(self.ask(self._FIND, {"learner": learner_id}))
        return Draft(**{**row, "at": to_moment(row["at"])}) if row else None

    def keep(self, draft: Draft) -> None:
        values = {name: getattr(draft, name) for name in Draft.__slots__} | {"at": to_number(draft.at)}
        self.write(drafts, values, replace=True)

    def remove(self, learner_id: int) -> None:
        self.connection.execute(delete(drafts).where(drafts.c.learner_id == learner_id))


class SqlAwaited(Rows):
    """What the next words of somebody are for."""

    _TAKE = delete(awaited).where(awaited.c.learner_id == bindparam("learner")).returning(awaited)

    def take(self, learner_id: int) -> Awaited | None:
        row = first(self.ask(self._TAKE, {"learner": learner_id}))
        return Awaited(**row) if row else None

    def keep(self, what: Awaited) -> None:
        self.write(awaited, {name: getattr(what, name) for name in Awaited.__slots__}, replace=True)


class SqlTeachers(Rows):
    """Who may put sets into everybody's list."""

    def is_teacher(self, learner_id: int) -> bool:
        found = select(teachers.c.learner_id).where(teachers.c.learner_id == learner_id)
        return self.connection.execute(found).first() is not None

    def add(self, learner_id: int, invited_by: int, at: datetime) -> None:
        values = {"learner_id": learner_id, "invited_by": invited_by, "at": to_number(at)}
        self.write(teachers, values, replace=False)

    def invite(self, token_hash: str, made_by: int, until: datetime) -> None:
        values = {"token_hash": token_hash, "made_by": made_by, "until": to_number(until)}
        self.connection.execute(insert(invitations), values)

    def use_invitation(self, token_hash: str, learner_id: int, now: datetime) -> int | None:
        open_ones = (
            invitations.c.token_hash == token_hash,
            invitations.c.used_by.is_(None),
            invitations.c.until > to_number(now),
        )
        used = update(invitations).where(*open_ones).values(used_by=learner_id, used_at=to_number(now))
        return self.connection.execute(used.returning(invitations.c.made_by)).scalar()


class SqlJobs(Rows):
    """Work under way."""

    def add(self, job: Job) -> None:
        values = {name: getattr(job, name) for name in Job.__slots__}
        self.connection.execute(insert(jobs), values | {"leased_until": to_number(job.leased_until)})

    def done(self, job: Job) -> bool:
        mine = (jobs.c.learner_id == job.learner_id, jobs.c.number == job.number)
        return self.connection.execute(delete(jobs).where(*mine)).rowcount > 0

    def claim(self, now: datetime, until: datetime, most: int) -> list[Job]:
        waiting = select(jobs).where(jobs.c.leased_until <= to_number(now)).limit(most)
        rows = self.connection.execute(waiting.with_for_update(skip_locked=True)).mappings().all()
        claimed = [Job(**{**row, "leased_until": to_moment(row["leased_until"])}) for row in rows]
        for job in claimed:
            mine = (jobs.c.learner_id == job.learner_id, jobs.c.number == job.number)
            self.connection.execute(update(jobs).where(*mine).values(leased_until=to_number(until)))
        return [replace(job, leased_until=until) for job in claimed]


def _stored(row: Row) -> StoredSet:
    return StoredSet(**{**row, "reach": Reach(row["reach"]), "at": to_moment(row["at"])})
