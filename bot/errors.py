"""The exceptions of the house: a broken promise between parts, with what it is about."""

from collections.abc import Sequence
from pathlib import Path


class TumenError(Exception):
    """What every exception of the house is."""


class BadSettings(TumenError):
    """The environment cannot be used; every fault is named at once."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


class BadContent(TumenError):
    """A lesson or a table that ships with the bot is not as it must be."""

    def __init__(self, path: Path, line: int, fault: str) -> None:
        self.path, self.line, self.fault = path, line, fault
        super().__init__(f"{path}:{line}: {fault}")


class NothingAsked(TumenError):
    """An answer came, and no question is open."""


class StaleButton(TumenError):
    """A button was pressed that belongs to a question already left."""


class NoSuchSubject(TumenError):
    """No lesson and no question set has this id."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        super().__init__(subject)


class StorageUnavailable(TumenError):
    """The database is away; what was asked may be asked again."""


class OtherPoller(TumenError):
    """Somebody else is polling with the same token."""


class NotAllowed(TumenError):
    """Somebody asked for what is not theirs to do."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)
