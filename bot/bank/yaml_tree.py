"""From the text of a YAML file to a tree of strings: from libyaml's events, with limits, nothing else let in."""

from typing import Any

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml._yaml import CParser

from bot.bank.limits import Limits
from bot.errors import TumenError
from bot.items.fields import in_quotes
from bot.items.findings import Edit, Mend, Notebook, Severity
from bot.items.nodes import ListNode, MapNode, Node, Place, Scalar


class NotYaml(TumenError):
    """The text stops being YAML here."""

    def __init__(self, problem: str, place: Place, context: Place) -> None:
        super().__init__(problem, place, context)
        self.problem = problem
        self.place = place
        self.context = context  # where began what came to no end


class OverLimit(TumenError):
    """The file is larger than anybody writes; nothing more is read of it."""

    def __init__(self, code: str, place: Place, limit: int) -> None:
        super().__init__(code, place, limit)
        self.code = code
        self.place = place
        self.limit = limit


def parse(text: str, limits: Limits, notebook: Notebook, line: int = 0, start: int = 0) -> Node | None:
    """The tree of the first document in `text`; None if it is empty.

    `line` and `start` count what stands before `text` in the file. `text` has no character that YAML does not know.
    """
    return _Builder(text, limits, notebook, line, start).build()


class _Builder:
    """Puts the events together, without recursion: a file may be nested deeper than Python's stack."""

    def __init__(self, text: str, limits: Limits, notebook: Notebook, line: int, start: int) -> None:
        self.text = text
        self.limits = limits
        self.notebook = notebook
        self.first_line = line + 1
        self.start = start
        self.documents = 0
        self.root: Node | None = None
        # What is open: the node's children so far, and the event it began with.
        self.open: list[tuple[list[Node], Any]] = []

    def build(self) -> Node | None:
        parser = CParser(self.text)
        try:
            self._read(parser)
        except MarkedYAMLError as error:
            problem = " ".join(part for part in (error.context, error.problem) if part)
            stopped = self._place_of(error.problem_mark or error.context_mark)
            began = self._place_of(error.context_mark or error.problem_mark)
            raise NotYaml(problem, stopped, began) from None
        finally:
            parser.dispose()
        return self.root

    def _read(self, parser: Any) -> None:
        # A file has a quarter of a million of these; what is done for each of them is done here, without a call.
        next_event, longest, most = parser.get_event, self.limits.scalar, self.limits.nodes
        widest = self.limits.width
        first_line, start = self.first_line, self.start
        nodes = 0
        siblings: list[Node] = []  # what the innermost open node has so far
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                text, begin = event.value, event.start_mark
                if len(text) > longest:
                    raise OverLimit("too-long-text", self._place(event), longest)
                if event.anchor is None and event.tag is None:
                    end, quoted = event.end_mark.index + start, bool(event.style)
                    node = Scalar(text, begin.line + first_line, begin.column + 1, begin.index + start, end, quoted)
                else:
                    node = self._with_sign(event)
                if self.open:
                    siblings.append(node)
                else:
                    self.root = node
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._enter(event)
                siblings = self.open[-1][0]
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._leave(event)
                siblings = self.open[-1][0] if self.open else []
                continue
            elif kind is AliasEvent:
                self._put(self._with_sign(event))
            elif kind is StreamEndEvent or (kind is DocumentStartEvent and self._is_second(event)):
                return
            nodes += 1
            if nodes > most or len(siblings) > widest:
                raise self._over(event, nodes)

    def _over(self, event: Any, nodes: int) -> OverLimit:
        most, widest = self.limits.nodes, self.limits.width
        code, limit = ("too-many-parts", most) if nodes > most else ("too-many-in-one", widest // 2)
        return OverLimit(code, self._place(event), limit)

    def _put(self, node: Node) -> None:
        if self.open:
            self.open[-1][0].append(node)
        else:
            self.root = node

    def _with_sign(self, event: Any) -> Scalar:
        """A text that begins with & * or ! is meant as it stands; nothing is ever put in its place."""
        place = self._place(event)
        written = self.text[place.start - self.start : place.end - self.start].rstrip()
        end = place.start + len(written)
        if self.notebook.is_full:
            return Scalar(written, place.line, place.column, place.start, end, quoted=True)
        mend = Mend("quote", (Edit(place.start, end, in_quotes(written)),), safe="\n" not in written)
        self.notebook.note("special-sign", place, Severity.MENDED, (mend,), sign=written[:1])
        return Scalar(written, place.line, place.column, place.start, end, quoted=True)

    def _enter(self, event: Any) -> None:
        if len(self.open) >= self.limits.depth:
            raise OverLimit("too-deep", self._place(event), self.limits.depth)
        if event.anchor is not None or event.tag is not None:
            place = self._place(event)
            at = place.start - self.start
            self.notebook.note("forbidden-sign", place, sign=self.text[at : at + 1])
        self.open.append(([], event))

    def _leave(self, event: Any) -> None:
        children, first = self.open.pop()
        begin = first.start_mark
        start, end = begin.index + self.start, event.end_mark.index + self.start
        place = Place(begin.line + self.first_line, begin.column + 1, start, end)
        if type(first) is SequenceStartEvent:
            self._put(ListNode(tuple(children), place))
        else:
            self._put(MapNode(self._entries(children), place))

    def _entries(self, children: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        names = children[::2]
        if all(type(name) is Scalar for name in names):
            return tuple(zip(names, children[1::2], strict=True))  # type: ignore[arg-type]
        stray = next(name for name in names if not isinstance(name, Scalar))
        self.notebook.note("name-not-a-text", stray.place)
        pairs = zip(names, children[1::2], strict=True)
        return tuple((name, value) for name, value in pairs if isinstance(name, Scalar))

    def _is_second(self, event: Any) -> bool:
        """A second document is not read; the line that begins it can be taken out."""
        self.documents += 1
        if self.documents == 1:
            return False
        place = self._place(event)
        mend = Mend("remove", (Edit(place.start, place.start + 3, ""),))
        self.notebook.note("several-documents", place, Severity.MENDED, (mend,))
        return True

    def _place(self, event: Any) -> Place:
        return self._place_of(event.start_mark)._replace(end=event.end_mark.index + self.start)

    def _place_of(self, mark: Any) -> Place:
        start = mark.index + self.start
        return Place(mark.line + self.first_line, mark.column + 1, start, start + 1)
