"""Fields added to a question or changed where it stands in its file: the edits, and nothing else is touched."""

import json
from collections.abc import Iterable

from bot.bank.plain_form import Entry
from bot.items.findings import Edit
from bot.items.item_types import NAMES
from bot.items.nodes import ListNode, MapNode, Node, Scalar
from bot.items.options import fold
from bot.items.wordings import Wordings


def with_field(entry: Entry, text: str, name: str, value: str) -> Edit:
    """Write `name: value` above the second field, which always stands on a line of its own or after a comma."""
    before = entry.node.entries[1][0]
    if _opens(text, entry.node.place.start, "{"):
        return Edit(before.start, before.start, f"{name}: {value}, ")
    return Edit(before.start, before.start, f"{name}: {value}\n{' ' * (before.column - 1)}")


def rejecting(entry: Entry, text: str, response: str) -> Edit:
    """Put `response` among the answers that are never right."""
    written = _written(response)
    field = _field(entry, "reject")
    if field is None:
        return with_field(entry, text, "reject", f"[{written}]")
    there = field[1]
    if isinstance(there, Scalar):
        return Edit(there.start, there.end, f"[{_written(there.text)}, {written}]")
    return _first_in(there, text, written if isinstance(there, ListNode) else f'{written}: ""')


def asking_back(entry: Entry, text: str, wordings: Wordings, vague: str, remark: str) -> tuple[Edit, ...]:
    """Take `vague` out of what is accepted, and have `remark` asked back on it; nothing where that is not written."""
    accept, prompt = _field(entry, "accept"), _field(entry, "prompt")
    if accept is None:
        return ()
    left = [answer for answer in wordings.accept if fold(answer) != fold(vague)]
    asked = f"{_written(vague)}: {_written(remark)}"
    fields = [f"accept: [{', '.join(map(_written, left))}]"] if left else []
    if prompt is None:
        fields.append(f"prompt: {{{asked}}}")
        return (_instead(entry, text, accept, fields),)
    return (_instead(entry, text, accept, fields), _asked_too(text, prompt, wordings.prompt, asked))


def _asked_too(text: str, prompt: tuple[Scalar, Node], there: Iterable[str], asked: str) -> Edit:
    """Put `asked` beside what is asked back already; answers without a remark stay without one."""
    name, value = prompt
    if isinstance(value, MapNode):
        return _first_in(value, text, asked)
    silent = [f'{_written(answer)}: ""' for answer in there]
    return Edit(name.start, _end(value, text), f"prompt: {{{', '.join([*silent, asked])}}}")


def _instead(entry: Entry, text: str, field: tuple[Scalar, Node], fields: list[str]) -> Edit:
    """Put `fields` in the place of one; where there are none, what parts it from the next goes too."""
    name, value = field
    if fields:
        between = ", " if _opens(text, entry.node.place.start, "{") else f"\n{' ' * (name.column - 1)}"
        return Edit(name.start, _end(value, text), between.join(fields))
    place = entry.node.entries.index(field)
    if place + 1 < len(entry.node.entries):
        return Edit(name.start, entry.node.entries[place + 1][0].start, "")
    return Edit(_end(entry.node.entries[place - 1][1], text), _end(value, text), "")


def _field(entry: Entry, field: str) -> tuple[Scalar, Node] | None:
    return next((each for each in entry.node.entries if NAMES.get(each[0].text.lower()) == field), None)


def _end(node: Node, text: str) -> int:
    """Where the last sign of a value stands; to a reader of YAML one in lines ends where the next thing begins."""
    start, end = node.place.start, node.place.end
    if isinstance(node, ListNode) and node.items and not _opens(text, start, "["):
        return _end(node.items[-1], text)
    if isinstance(node, MapNode) and node.entries and not _opens(text, start, "{"):
        return _end(node.entries[-1][1], text)
    return start + len(text[start:end].rstrip())


def _written(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _first_in(node: ListNode | MapNode, text: str, written: str) -> Edit:
    start = node.place.start
    if _opens(text, start, "[{"):
        return Edit(start + 1, start + 1, f"{written}, ")
    dash = "- " if isinstance(node, ListNode) else ""
    return Edit(start, start, f"{dash}{written}\n{' ' * (node.place.column - 1)}")


def _opens(text: str, start: int, signs: str) -> bool:
    return text[start : start + 1] in signs
