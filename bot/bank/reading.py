"""What comes of reading a file, and of writing one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.bank.plain_form import Entry
from bot.bank.question_set import QuestionSet
from bot.items.findings import Finding

# The format that a file is taken for when nothing in it says otherwise.
OURS = "yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the set with every question that could be taken, and what is wrong with the file."""

    question_set: QuestionSet | None
    findings: tuple[Finding, ...]
    written: int = 0  # how many questions stand in the file
    text: str = ""  # the file as it was decoded; the edits of mends count in it
    entries: Mapping[str, Entry] = field(default_factory=dict)  # by the id of the item


@dataclass(frozen=True, slots=True)
class Writing:
    """What was written, and the questions that the format has no words for; their numbers count in the set."""

    data: bytes
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent, whatever its format: `draft` is our YAML to go on with, "" if there is none."""

    format: str
    draft: str
    taken: int
    written: int
    findings: tuple[Finding, ...]  # of ours what is wrong with it, of another format what did not come along

    @property
    def is_ours(self) -> bool:
        return self.format == OURS
