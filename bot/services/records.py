"""What is asked of storage: the records, inside one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.learning.attempt import Attempt
from bot.learning.learner import Learner
from bot.learning.session import Session
from bot.services.crowd_records import CrowdRecords
from bot.services.learning_records import CardRecords, PaceRecords, QueueRecords, ReminderRecords
from bot.services.personal_records import PersonalRecords
from bot.services.set_records import AwaitedRecords, DraftRecords, JobRecords, SetRecords, TeacherRecords

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply on its way out, in the outbox until Telegram has taken it.

    Its key is (learner, occasion, place): the same answer cannot be replied to twice. `call` is a Bot API method with
    its parameters as JSON. Nobody else sends it before `leased_until`.
    """

    learner_id: int
    occasion: str  # "answer:SESSION:POSITION:TRY", "update:ID", …
    place: int  # the letters of one occasion are sent in this order
    chat_id: int
    call: str
    leased_until: datetime
    written: datetime  # what was written first in a chat is said first


class LearnerRecords(Protocol):
    """Who is learning."""

    def find(self, learner_id: int) -> Learner | None: ...
    def keep(self, learner: Learner) -> None: ...
    def ids(self, after: int, most: int) -> list[int]:
        """The learners behind `after`, in the order of their numbers."""


class SessionRecords(Protocol):
    """The one current session of each learner."""

    def lock(self, learner_id: int) -> Session | None:
        """The learner's session; nobody else changes it until this transaction ends."""

    def keep(self, session: Session) -> None: ...


class AttemptRecords(Protocol):
    """Every answer ever given; only added to."""

    def add(self, attempt: Attempt) -> None: ...
    def of_question(self, learner_id: int, session: int, position: int) -> list[Attempt]:
        """Ordered by try."""

    def of_learner(self, learner_id: int) -> list[Attempt]:
        """Ordered by session, position and try."""

    def of_session(self, learner_id: int, session: int) -> list[Attempt]:
        """Ordered by position and try."""


class LessonRecords(Protocol):
    """How far each learner is in each lesson."""

    def reached(self, learner_id: int, lesson_id: str, card: int, at: datetime) -> None:
        """The learner has `card` in front of them."""

    def finished(self, learner_id: int, lesson_id: str, at: datetime) -> None: ...
    def places(self, learner_id: int) -> "dict[str, LessonPlace]": ...


@dataclass(frozen=True, slots=True)
class LessonPlace:
    """The card a learner left a lesson at, from 0, and whether the lesson was ever finished."""

    card: int
    finished: bool


class InboxRecords(Protocol):
    """Which updates have been seen, so that none has its effect twice."""

    def first_time(self, learner_id: int, update_id: int, at: datetime) -> bool: ...
    def bury(self, update_id: int, update: str, cause: str, at: datetime) -> bool:
        """Keep an update that cannot be handled, for a person to look at; False where it is kept already."""


class OutboxRecords(Protocol):
    """Replies that are written down before they are sent."""

    def put(self, letter: Letter) -> None: ...
    def put_each(self, letters: Sequence[Letter]) -> None: ...
    def sent(self, letters: Sequence[tuple[Letter, int | None]], at: datetime) -> None:
        """Mark as sent, each with the id of the message that it became."""

    def lease(self, letters: Sequence[Letter], until: datetime) -> list[Letter]:
        """Keep letters until then; those that somebody else has taken over meanwhile are left out."""

    def free(self, now: datetime) -> None:
        """Let all that waits be claimed: whoever had it is gone."""

    def claim(self, now: datetime, until: datetime, most: int) -> list[Letter]:
        """Take over letters whose lease has ended, in the order in which they were written."""

    def after(self, letter: Letter) -> list[str]:
        """The calls of what was written to the same chat later, sent or not."""

    def move(self, chat_id: int, new: int) -> None:
        """A group has got a new number: change it wherever it is written."""

    def forget(self, before: datetime) -> None:
        """Drop what was sent, and which updates were seen, before then."""


class ReportRecords(Protocol):
    """Questions that a learner found odd."""

    def add(self, learner_id: int, item_id: str, content: str, at: datetime) -> None: ...
    def of(self, learner_id: int) -> frozenset[str]:
        """The ids of the items that this learner reported: they are not asked of them again."""

    def counts(self) -> dict[str, int]:
        """How many learners reported each item."""


class Records(Protocol):
    """All records, in one transaction."""

    learners: LearnerRecords
    sessions: SessionRecords
    attempts: AttemptRecords
    lessons: LessonRecords
    inbox: InboxRecords
    outbox: OutboxRecords
    reports: ReportRecords
    sets: SetRecords
    drafts: DraftRecords
    awaited: AwaitedRecords
    teachers: TeacherRecords
    jobs: JobRecords
    cards: CardRecords
    queues: QueueRecords
    paces: PaceRecords
    reminders: ReminderRecords
    crowd: CrowdRecords
    personal: PersonalRecords


class Storage(Protocol):
    """Where transactions run: whole, or not at all. `shared`: other processes write here too."""

    @property
    def shared(self) -> bool: ...
    async def start(self) -> None:
        """Bring the tables up to date; raises StorageUnavailable with what is wrong."""

    async def stop(self) -> None:
        """Commit what is under way, then close."""

    async def run(self, work: Callable[[Records], T]) -> T:
        """The result of `work`, durably committed; StorageUnavailable when the database is away."""
