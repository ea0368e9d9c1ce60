"""What a teacher wrote: a tree of strings that know their places."""

from typing import NamedTuple


class Place(NamedTuple):
    """Line and column as an editor counts them, and the stretch of the text from `start` to `end`."""

    line: int = 1
    column: int = 1
    start: int = 0
    end: int = 0


class Scalar(NamedTuple):
    """One text; `quoted` if it stood in quotation marks or as a block, where every sign is just itself.

    A file has hundreds of thousands of these: its place is kept flat.
    """

    text: str
    line: int = 1
    column: int = 1
    start: int = 0
    end: int = 0
    quoted: bool = False

    @property
    def place(self) -> Place:
        return Place(self.line, self.column, self.start, self.end)


class ListNode(NamedTuple):
    """Several nodes, one after the other."""

    items: tuple["Node", ...]
    place: Place = Place()


class MapNode(NamedTuple):
    """Nodes with names, in the order written; a name may stand there twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place = Place()


Node = Scalar | ListNode | MapNode


def plant(plain: object) -> Node:
    """The tree of strings, lists and mappings that were not read from a text."""
    if isinstance(plain, dict):
        return MapNode(tuple((Scalar(str(name)), plant(value)) for name, value in plain.items()))
    if isinstance(plain, list | tuple):
        return ListNode(tuple(map(plant, plain)))
    return Scalar(str(plain), quoted=True)
