"""From the text of a YAML file to a tree of strings: from libyaml's events, with limits, nothing else let in."""

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
from yaml.cyaml import CParser

from bot.bank.limits import Limits
from bot.errors import TumenError
from bot.items.fields import in_quotes
from bot.items.findings import Edit, Mend, Notebook
from bot.items.nodes import ListNode, MapNode, Node, Place, Scalar


class NotYaml(TumenError):
    """The text stops being YAML here."""

    def __init__(self, problem: str, place: Place) -> None:
        super().__init__(problem, place)
        self.problem = problem
        self.place = place


class OverLimit(TumenError):
    """The file is larger than anybody writes; nothing more is read of it."""

    def __init__(self, code: str, place: Place, limit: int) -> None:
        super().__init__(code, place, limit)
        self.code = code
        self.place = place
        self.limit = limit


def parse(text: str, limits: Limits, notebook: Notebook, lines: int = 0, offset: int = 0) -> Node | None:
    """The tree of the first document in `text`; None if it is empty.

    `lines` and `offset` are what stands before `text` in the file. `text` is free of characters YAML does not know.
    """
    return _Builder(text, limits, notebook, lines, offset).build()


class _Builder:
    def __init__(self, text: str, limits: Limits, notebook: Notebook, lines: int, offset: int) -> None:
        self.text = text
        self.limits = limits
        self.notebook = notebook
        self.lines = lines
        self.offset = offset
        self.nodes = 0

    def build(self) -> Node | None:
        parser = CParser(self.text)
        try:
            return self._document(parser)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Place(mark.line + 1 + self.lines, mark.column + 1, mark.index + self.offset) if mark else Place()
            raise NotYaml(f"{error.context or ''} {error.problem or ''}".strip(), place) from None
        finally:
            parser.dispose()

    def _document(self, parser: CParser) -> Node | None:
        """Build without recursion: a file may be nested deeper than Python's stack."""
        root: Node | None = None
        open_nodes: list[tuple[list[Node], object]] = []
        documents = 0
        while True:
            event = parser.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                node: Node = self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._count(event, len(open_nodes) + 1)
                open_nodes.append(([], event))
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                children, start = open_nodes.pop()
                node = self._closed(children, start, event)
            elif kind is AliasEvent:
                node = self._alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._note_second_document(event)
                    return root
                continue
            elif kind is StreamEndEvent:
                return root
            else:
                continue
            if open_nodes:
                open_nodes[-1][0].append(node)
            else:
                root = node

    def _scalar(self, event: ScalarEvent) -> Scalar:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise OverLimit("too-many-parts", self._place(event), self.limits.nodes)
        if len(event.value) > self.limits.scalar:
            raise OverLimit("too-long-text", self._place(event), self.limits.scalar)
        place = self._place(event)
        if event.anchor is not None or event.tag is not None:
            return self._special(place)
        return Scalar(event.value, place, event.style not in (None, ""))

    def _alias(self, event: AliasEvent) -> Scalar:
        self.nodes += 1
        return self._special(self._place(event))

    def _special(self, place: Place) -> Scalar:
        """A text that begins with & * or ! is meant as it stands; nothing is ever put in its place."""
        written = self.text[place.start - self.offset : place.end - self.offset].strip()
        end = place.start + len(written)
        mend = Mend("quote", (Edit(place.start, end, in_quotes(written)),), safe=True)
        self.notebook.note("special-sign", place, mends=(mend,), sign=written[:1])
        return Scalar(written, place, quoted=True)

    def _count(self, event: MappingStartEvent | SequenceStartEvent, depth: int) -> None:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise OverLimit("too-many-parts", self._place(event), self.limits.nodes)
        if depth > self.limits.depth:
            raise OverLimit("too-deep", self._place(event), self.limits.depth)
        if event.anchor is not None or event.tag is not None:
            place = self._place(event)
            self.notebook.note("special-sign", place, sign=self.text[place.start - self.offset :][:1])

    def _closed(self, children: list[Node], start: object, end: MappingEndEvent | SequenceEndEvent) -> Node:
        place = self._between(start, end)
        if isinstance(start, SequenceStartEvent):
            return ListNode(tuple(children), place)
        entries = []
        for name, value in zip(children[::2], children[1::2], strict=True):
            if isinstance(name, Scalar):
                entries.append((name, value))
            else:
                self.notebook.note("name-not-a-text", name.place)
        return MapNode(tuple(entries), place)

    def _note_second_document(self, event: DocumentStartEvent) -> None:
        place = self._place(event)
        end = place.start + 3
        mend = Mend("remove", (Edit(place.start, end, ""),))
        self.notebook.note("several-documents", place, mends=(mend,))

    def _place(self, event: object) -> Place:
        return self._between(event, event)

    def _between(self, first: object, last: object) -> Place:
        start, end = first.start_mark, last.end_mark  # type: ignore[attr-defined]
        return Place(start.line + 1 + self.lines, start.column + 1, start.index + self.offset, end.index + self.offset)
