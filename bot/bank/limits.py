"""How large a file may be: one that is larger was not written by a teacher."""

from dataclasses import dataclass

# A line that is longer was not typed, and looking for signs or slips in it takes long.
LONGEST_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file that is read; depth and scalar are the same everywhere."""

    bytes: int
    questions: int
    nodes: int
    depth: int = 12
    scalar: int = 20_000

    @property
    def lines(self) -> int:
        """So many lines that nobody's questions have more."""
        return 60 * self.questions

    @property
    def width(self) -> int:
        """So many names and texts in one place: questions written without their dashes are one long map of them."""
        return 12 * self.questions


CHAT = Limits(bytes=2_000_000, questions=2_000, nodes=250_000)
FILES = Limits(bytes=8_000_000, questions=20_000, nodes=2_000_000)
