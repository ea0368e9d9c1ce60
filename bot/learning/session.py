"""A learner's way through a lesson or a quiz: what is open, and how far they are."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Activity(StrEnum):
    """What a session is about."""

    LESSON = "lesson"
    QUIZ = "quiz"
    REVIEW = "review"  # what is due today; its subject is the number of days since any of it was asked


class Stage(StrEnum):
    """What the learner can do now."""

    ASKING = "asking"  # a question is open
    SHOWN = "shown"  # the verdict, or a card without a question, is on screen: going on is next
    ENDED = "ended"  # nothing is open


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a button belongs to; if any part differs from the session, the button is stale."""

    session: int
    position: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Session:
    """One learner's current lesson or quiz; a learner has one at a time, numbered from 1.

    `items` are the ids asked in order ("" for a card without a question); `misses`, `asked_back` and `hints` count what
    happened at the open question; `picks` are the options tapped so far.
    """

    learner_id: int
    number: int
    activity: Activity
    subject: str
    items: tuple[str, ...]
    started: datetime
    position: int = 0
    misses: int = 0
    asked_back: int = 0
    hints: int = 0
    picks: tuple[int, ...] = ()
    stage: Stage = Stage.ASKING
    version: int = 0  # of the teacher's set that it began with; 0 for what ships with the bot
    sure: bool = False  # the learner has said so of the open question

    @property
    def item_id(self) -> str:
        return self.items[self.position]

    @property
    def attempt(self) -> int:
        """The number of the answer that comes next, from 0."""
        return self.misses + self.asked_back

    @property
    def ticket(self) -> Ticket:
        return Ticket(self.number, self.position, self.attempt)

    @property
    def is_last(self) -> bool:
        return self.position + 1 >= len(self.items)

    def at(self, position: int) -> "Session":
        """The same session at another card or question, nothing tried yet."""
        stage = Stage.ASKING if self.items[position] else Stage.SHOWN
        return replace(self, position=position, misses=0, asked_back=0, hints=0, picks=(), sure=False, stage=stage)

    def ended(self) -> "Session":
        return replace(self, stage=Stage.ENDED, picks=())
