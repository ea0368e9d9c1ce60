"""What is asked of storage by those who write questions: sets, drafts, teachers, and work that takes longer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Reach(StrEnum):
    """Who can find a set."""

    PRIVATE = "private"  # its owner alone
    LINK = "link"  # everybody who was given its link
    LISTED = "listed"  # everybody, in the list of quizzes


@dataclass(frozen=True, slots=True)
class StoredSet:
    """A question set of a teacher's; what it says stands in its versions, which never change."""

    id: str
    owner_id: int
    title: str
    version: int
    reach: Reach
    questions: int
    at: datetime
    previous: int = 0  # the version that undoing goes back to, 0 for none


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that somebody is working on: one at a time, numbered so that old buttons are known.

    `target` is the set that it will become a version of, "" for a new one; `trying` is the number of the question
    that is being tried as a learner would, -1 for none.
    """

    learner_id: int
    number: int
    name: str
    text: str
    at: datetime
    target: str = ""
    trying: int = -1


@dataclass(frozen=True, slots=True)
class Job:
    """Work that takes too long for a transaction: recorded in one, done outside, its result recorded in another."""

    learner_id: int
    number: int  # the update that asked for it
    chat_id: int
    kind: str
    payload: str
    leased_until: datetime


class SetRecords(Protocol):
    """Question sets that teachers have saved."""

    def find(self, set_id: str) -> StoredSet | None: ...
    def keep(self, stored: StoredSet) -> None: ...
    def remove(self, set_id: str) -> None:
        """The set and all its versions; attempts stay."""

    def add_version(self, set_id: str, version: int, text: str, at: datetime) -> None: ...
    def text(self, set_id: str, version: int) -> str | None: ...
    def of_owner(self, owner_id: int) -> list[StoredSet]:
        """The newest first."""

    def listed(self) -> list[StoredSet]:
        """Every set that everybody can find, by title."""


class DraftRecords(Protocol):
    """One file in the making for each who writes."""

    def find(self, learner_id: int) -> Draft | None: ...
    def keep(self, draft: Draft) -> None: ...
    def remove(self, learner_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the next words of somebody are for: e.g. the new title of a set."""

    learner_id: int
    what: str
    about: str


class AwaitedRecords(Protocol):
    """At most one for each person."""

    def take(self, learner_id: int) -> Awaited | None:
        """What is awaited, which is then awaited no more."""

    def keep(self, awaited: Awaited) -> None: ...


class TeacherRecords(Protocol):
    """Who may put sets into everybody's list, and who was invited to."""

    def is_teacher(self, learner_id: int) -> bool: ...
    def add(self, learner_id: int, invited_by: int, at: datetime) -> None: ...
    def invite(self, token_hash: str, made_by: int, until: datetime) -> None: ...
    def use_invitation(self, token_hash: str, learner_id: int, now: datetime) -> int | None:
        """Who made it, if it is known, unused and not over; it is used from now on."""


class JobRecords(Protocol):
    """Work under way."""

    def add(self, job: Job) -> None: ...
    def done(self, job: Job) -> bool:
        """Whether it was still there: what was done already is not done again."""

    def claim(self, now: datetime, until: datetime, most: int) -> list[Job]:
        """Take over work whose lease has ended."""
