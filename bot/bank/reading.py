"""What comes of reading a file, and of writing one."""

from dataclasses import dataclass

from bot.bank.question_set import QuestionSet
from bot.items.findings import Finding


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the set with every question that could be taken, and what is wrong with the file."""

    question_set: QuestionSet | None
    findings: tuple[Finding, ...]
    written: int = 0  # how many questions stand in the file
    text: str = ""  # the file as it was understood; the edits of mends count in it


@dataclass(frozen=True, slots=True)
class Writing:
    """What was written, and the questions that the format has no words for; their numbers count in the set."""

    data: bytes
    findings: tuple[Finding, ...] = ()
