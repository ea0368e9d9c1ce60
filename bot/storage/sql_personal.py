"""Every row about one person, over all tables."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, or_, select, update

from bot.services.personal_records import Row
from bot.storage.rows import Rows, to_moment, to_number
from bot.storage.tables import dead_letters, erasures, metadata, question_sets, set_versions, teachers

# Where a person's number stands under another name than `learner_id`.
_NAMED = {"learners": ("id",), "question_sets": ("owner_id",), "invitations": ("made_by", "used_by")}
# Tables with nobody in them, or read in another way below.
NOBODYS = {"set_versions", "dead_letters", "erasures"}
_TIMES = {
    *("at", "since", "started", "first", "last", "due", "next_at", "until", "used_at"),
    *("leased_until", "sent_at", "finished_at"),
}
# The connection is asked to leave nothing of what was deleted in SQLite's log.
SCRUB = "scrub"


class SqlPersonal(Rows):
    """What is kept about a person."""

    def everything(self, person_id: int) -> Mapping[str, Sequence[Row]]:
        found = {table.name: self._rows(table, person_id) for table in _personal()}
        found["set_versions"] = self._versions(person_id)
        found["dead_letters"] = [{"update": text} for text in self._dead_letters(person_id).values()]
        return {name: rows for name, rows in found.items() if rows}

    def erase(self, person_id: int, at: datetime) -> None:
        self._delete(person_id)
        self.write(erasures, {"mark": mark_of(person_id), "at": to_number(at)}, replace=True)
        self.connection.info[SCRUB] = True

    def erase_again(self, erased: Mapping[str, int]) -> int:
        """Erase whoever was erased after this database was written, as `erasures_known` another tells; how many."""
        known = erasures_known(self.connection)
        later = {mark: at for mark, at in erased.items() if at > known.get(mark, -1)}
        found = [person for person in self._people() if mark_of(person) in later]
        for person_id in found:
            self._delete(person_id)
        for mark, at in later.items():
            self.write(erasures, {"mark": mark, "at": at}, replace=True)
        self.connection.info[SCRUB] = bool(found)
        return len(found)

    def _people(self) -> set[int]:
        columns = [table.c[name] for table in _personal() for name in _NAMED.get(table.name, ("learner_id",))]
        found = (self.connection.execute(select(column).distinct()).scalars() for column in columns)
        return {person for each in found for person in each if person is not None}

    def _delete(self, person_id: int) -> None:
        owned = select(question_sets.c.id).where(question_sets.c.owner_id == person_id)
        self.connection.execute(delete(set_versions).where(set_versions.c.set_id.in_(owned)))
        for update_id in self._dead_letters(person_id):
            self.connection.execute(delete(dead_letters).where(dead_letters.c.update_id == update_id))
        for table in _personal():
            self.connection.execute(delete(table).where(_about(table, person_id)))
        invited = teachers.c.invited_by == person_id
        self.connection.execute(update(teachers).where(invited).values(invited_by=0))

    def _rows(self, table: Table, person_id: int) -> list[Row]:
        rows = self.connection.execute(select(table).where(_about(table, person_id))).mappings()
        return [{name: _readable(name, value) for name, value in row.items()} for row in rows]

    def _versions(self, person_id: int) -> list[Row]:
        owned = select(question_sets.c.id).where(question_sets.c.owner_id == person_id)
        rows = self.connection.execute(select(set_versions).where(set_versions.c.set_id.in_(owned))).mappings()
        return [{name: _readable(name, value) for name, value in row.items()} for row in rows]

    def _dead_letters(self, person_id: int) -> dict[int, str]:
        """What could not be handled is kept as it came: few, and looked through one by one."""
        rows = self.connection.execute(select(dead_letters.c.update_id, dead_letters.c.update))
        return {row.update_id: row.update for row in rows if _mentions(row.update, person_id)}


def mark_of(person_id: int) -> str:
    """What is kept of somebody who was erased: enough to know them in an old backup, not to learn their number.

    Whoever has the list and tries all numbers can still find them: it is as confidential as the database.
    """
    return hashlib.blake2b(str(person_id).encode(), digest_size=16, person=b"tumen erased").hexdigest()


def erasures_known(connection: Connection) -> dict[str, int]:
    """When each mark was last erased."""
    return {row.mark: row.at for row in connection.execute(select(erasures))}


def _personal() -> list[Table]:
    return [table for table in metadata.sorted_tables if table.name not in NOBODYS]


def _about(table: Table, person_id: int) -> ColumnElement[bool]:
    return or_(*(table.c[name] == person_id for name in _NAMED.get(table.name, ("learner_id",))))


def _readable(name: str, value: object) -> object:
    return to_moment(value).isoformat() if name in _TIMES and isinstance(value, int) else value


def _mentions(update_text: str, person_id: int) -> bool:
    try:
        return _holds(json.loads(update_text), person_id)
    except ValueError:
        return str(person_id) in update_text


def _holds(value: object, person_id: int) -> bool:
    if isinstance(value, dict):
        return any(_holds(each, person_id) for each in value.values())
    if isinstance(value, list):
        return any(_holds(each, person_id) for each in value)
    return not isinstance(value, bool) and value == person_id
