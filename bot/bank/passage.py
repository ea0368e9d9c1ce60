"""A question as it stands in its file, line by line."""

from dataclasses import dataclass

from bot.bank.signs import block_starts

# A screen of a phone; what lies further from the line that is asked for is not looked at.
MOST_LINES = 16
# Where no question begins anywhere, what stands around the line.
AROUND = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Some lines of a file; `first` is the number of the first of them, from 1."""

    first: int
    lines: tuple[str, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def passage(text: str, line: int) -> Passage:
    """The question that line `line` belongs to, as it was written.

    >>> passage("- q: Apa?\\n  anwser: ini\\n- q: Siapa?", 2)
    Passage(first=1, lines=('- q: Apa?', '  anwser: ini'))
    """
    lines = tuple(each.rstrip("\r") for each in text.split("\n"))
    at = min(max(line, 1), len(lines)) - 1
    first, end = _bounds(lines, at)
    first = max(first, at - MOST_LINES + 2)  # the line itself is there, and the one after it
    kept = lines[first : min(end, first + MOST_LINES)]
    while len(kept) > at - first + 1 and not kept[-1].strip():
        kept = kept[:-1]
    return Passage(first + 1, kept)


def _bounds(lines: tuple[str, ...], at: int) -> tuple[int, int]:
    starts = block_starts(lines)
    before = [start for start in starts if start <= at]
    if not before:
        return max(at - AROUND, 0), at + AROUND + 1
    return before[-1], next((start for start in starts if start > at), len(lines))
