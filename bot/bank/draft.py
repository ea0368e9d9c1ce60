"""A text mended line by line in memory, that still knows where everything stood."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from bot.items.findings import Edit, Finding, Mend
from bot.items.nodes import ListNode, MapNode, Node, Place, Scalar


@dataclass(frozen=True)
class Draft:
    """Some lines of a file, beginning at `line` (from 0) and at the character `start`, as written and as mended."""

    written: tuple[str, ...]
    lines: tuple[str, ...]
    line: int = 0
    start: int = 0

    @classmethod
    def of(cls, text: str, line: int = 0, start: int = 0) -> "Draft":
        lines = tuple(text.split("\n"))
        return cls(lines, lines, line, start)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_mended(self) -> bool:
        return self.lines != self.written

    def with_lines(self, lines: Mapping[int, str]) -> "Draft":
        return replace(self, lines=tuple(lines.get(number, line) for number, line in enumerate(self.lines)))

    def parts(self, starts: Sequence[int]) -> list["Draft"]:
        """The draft cut before each of these lines, and what stands before the first."""
        offsets = list(accumulate((len(line) + 1 for line in self.written), initial=self.start))
        bounds = [0, *starts, len(self.lines)]
        return [
            Draft(self.written[first:end], self.lines[first:end], self.line + first, offsets[first])
            for first, end in pairwise(bounds)
        ]

    def with_line(self, number: int, text: str) -> "Draft":
        return replace(self, lines=(*self.lines[:number], text, *self.lines[number + 1 :]))

    def mend(self, numbers: Iterable[int], code: str) -> Mend:
        """What brings the file to where the draft is, in these lines."""
        starts = list(accumulate((len(line) + 1 for line in self.written), initial=self.start))
        return Mend(code, tuple(self._edit(number, starts[number]) for number in numbers), safe=True)

    def place(self, number: int, column: int = 0) -> Place:
        """The place in the file of a column of line `number`."""
        start = self.start + sum(len(line) + 1 for line in self.written[:number]) + column
        return Place(self.line + number + 1, column + 1, start, start + 1)

    def restore(self, tree: Node) -> Node:
        """`tree`, read from the text as mended, with the places of the file."""
        return self._restored(tree, _Way(self))

    def restore_finding(self, finding: Finding) -> Finding:
        way = _Way(self)
        column = way.column(finding.line, finding.column)
        mends = tuple(
            replace(mend, edits=tuple(Edit(way.back(edit.start), way.back(edit.end), edit.text) for edit in mend.edits))
            for mend in finding.mends
        )
        return replace(finding, column=column, mends=mends)

    def _edit(self, number: int, start: int) -> Edit:
        before, after = self.written[number], self.lines[number]
        same = _same_at_start(before, after)
        tail = _same_at_start(before[same:][::-1], after[same:][::-1])
        return Edit(start + same, start + len(before) - tail, after[same : len(after) - tail])

    def _restored(self, node: Node, way: "_Way") -> Node:
        if isinstance(node, Scalar):
            start, end = way.back(node.start), way.back(node.end)
            return node._replace(column=way.column(node.line, node.column), start=start, end=end)
        place = node.place
        column = way.column(place.line, place.column)
        place = Place(place.line, column, way.back(place.start), way.back(place.end))
        if isinstance(node, ListNode):
            return ListNode(tuple(self._restored(each, way) for each in node.items), place)
        entries = ((self._restored(name, way), self._restored(value, way)) for name, value in node.entries)
        return MapNode(tuple((name, value) for name, value in entries if isinstance(name, Scalar)), place)


class _Way:
    """The way back from a draft to the file."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.here = list(accumulate((len(line) + 1 for line in draft.lines), initial=0))
        self.there = list(accumulate((len(line) + 1 for line in draft.written), initial=0))

    def back(self, offset: int) -> int:
        inside = max(0, offset - self.draft.start)
        number = min(bisect_right(self.here, inside) - 1, len(self.draft.lines) - 1)
        return self.draft.start + self.there[number] + self._in_line(number, inside - self.here[number])

    def column(self, line: int, column: int) -> int:
        number = line - self.draft.line - 1
        return self._in_line(number, column - 1) + 1 if 0 <= number < len(self.draft.lines) else column

    def _in_line(self, number: int, column: int) -> int:
        before, after = self.draft.written[number], self.draft.lines[number]
        same = _same_at_start(before, after)
        if column <= same:
            return column
        return max(same, min(len(before), column + len(before) - len(after)))


def _same_at_start(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
