"""What is wrong in a file, where, and what to do: data; the words are made elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.items.nodes import Place

# A file that is wrong throughout says so a thousand times over; nobody reads further.
MOST_FINDINGS = 1_000

# What is quoted has to fit into a message beside other findings.
LONGEST_QUOTE = 200


class Severity(StrEnum):
    """What follows from a finding."""

    ERROR = "error"  # the question is not taken
    MENDED = "mended"  # not right as it stands, but understood and taken
    WARNING = "warning"  # right as it stands, but worth a look


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` where the file has the characters from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend a finding; `code` names it for a button, `safe` if nobody needs to be asked."""

    code: str
    edits: tuple[Edit, ...]
    safe: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause, at one place, with its line as it was written and the ways to mend it."""

    code: str
    line: int
    column: int
    severity: Severity
    values: Mapping[str, str] = field(default_factory=dict)
    quoted: str = ""
    mends: tuple[Mend, ...] = ()
    question: int | None = None  # the number of the question in its file, from 1

    @property
    def sentence(self) -> str:
        """The key of the sentence that says it: where something near was found, one that asks whether it was meant."""
        return f"finding.{self.code}.meant" if self.values.get("near") else f"finding.{self.code}"


class Notebook:
    """Where findings are noted while one text is read."""

    def __init__(self, text: str = "", question: int | None = None) -> None:
        self.text = text
        self.findings: list[Finding] = []
        self.question = question
        self.errors = 0
        self._lines: list[str] | None = None

    def note(
        self,
        code: str,
        at: Place,
        severity: Severity = Severity.ERROR,
        mends: Iterable[Mend] = (),
        **values: object,
    ) -> None:
        self.errors += severity is Severity.ERROR
        if not self.is_full:
            said = {name: str(value)[:LONGEST_QUOTE] for name, value in values.items()}
            quoted = self.line(at.line)
            finding = Finding(code, at.line, at.column, severity, said, quoted, tuple(mends), self.question)
            self.findings.append(finding)

    @property
    def is_full(self) -> bool:
        return len(self.findings) >= MOST_FINDINGS

    def adopt(self, findings: Iterable[Finding]) -> None:
        """Take over what was noted elsewhere."""
        for finding in findings:
            self.errors += finding.severity is Severity.ERROR
            if not self.is_full:
                self.findings.append(finding)

    def line(self, number: int) -> str:
        """Line `number` as it stands in the file, cut where nobody would read on."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines[number - 1][:LONGEST_QUOTE].rstrip("\r") if 0 < number <= len(self._lines) else ""


def mended(text: str, mends: Iterable[Mend]) -> str:
    """`text` with the mends made; of two that touch the same place the first is made."""
    taken: list[Edit] = []
    for mend in mends:
        if not any(_touch(edit, other) for edit in mend.edits for other in taken):
            taken.extend(mend.edits)
    for edit in sorted(taken, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _touch(one: Edit, other: Edit) -> bool:
    return one.start <= other.end and other.start <= one.end
