"""Our own YAML files: what stands in them as mappings, lists and texts, never as anything else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml._yaml import CParser


def read(path: Path) -> Any:
    """What the file says; None if it is empty."""
    return parse(path.read_text("utf-8"))


def parse(text: str) -> Any:
    """The same of a text; raises MarkedYAMLError.

    Straight from libyaml's events: in half the time of the library's loaders, and every start waits for it.

    >>> parse("date: 2024-06-19\\nnames: [id, 'no']")
    {'date': '2024-06-19', 'names': ['id', 'no']}
    """
    next_event: Callable[[], Any] = CParser(text).get_event
    # What is open, the innermost last; a mapping's names and values are in turn.
    open_: list[list[Any]] = [[]]
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            open_[-1].append(event.value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            open_.append([])
        elif kind is SequenceEndEvent:
            closed = open_.pop()
            open_[-1].append(closed)
        elif kind is MappingEndEvent:
            mapping = _mapping(open_.pop(), event)
            open_[-1].append(mapping)
        elif kind is StreamEndEvent:
            return next(iter(open_[0]), None)
        elif kind is AliasEvent:
            raise MarkedYAMLError(problem="an alias, which our own files do without", problem_mark=event.start_mark)


def _mapping(children: list[Any], event: Any) -> dict[str, Any]:
    names_and_values = iter(children)
    try:
        return dict(zip(names_and_values, names_and_values, strict=True))
    except TypeError as error:
        raise MarkedYAMLError(problem="a name that is no text", problem_mark=event.start_mark) from error
