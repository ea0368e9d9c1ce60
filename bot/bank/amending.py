"""A field added to a question where it stands in its file: the edits, and nothing else in the file is touched."""

import json

from bot.bank.plain_form import Entry
from bot.items.findings import Edit
from bot.items.item_types import NAMES
from bot.items.nodes import ListNode, MapNode, Scalar


def with_field(entry: Entry, text: str, name: str, value: str) -> Edit:
    """Write `name: value` above the second field, which always stands on a line of its own or after a comma."""
    before = entry.node.entries[1][0]
    if _opens(text, entry.node.place.start, "{"):
        return Edit(before.start, before.start, f"{name}: {value}, ")
    return Edit(before.start, before.start, f"{name}: {value}\n{' ' * (before.column - 1)}")


def rejecting(entry: Entry, text: str, response: str) -> Edit:
    """Put `response` among the answers that are never right."""
    written = json.dumps(response, ensure_ascii=False)
    there = next((value for name, value in entry.node.entries if NAMES.get(name.text.lower()) == "reject"), None)
    if there is None:
        return with_field(entry, text, "reject", f"[{written}]")
    if isinstance(there, Scalar):
        before = json.dumps(there.text, ensure_ascii=False)
        return Edit(there.start, there.end, f"[{before}, {written}]")
    return _first_in(there, text, written if isinstance(there, ListNode) else f'{written}: ""')


def _first_in(node: ListNode | MapNode, text: str, written: str) -> Edit:
    start = node.place.start
    if _opens(text, start, "[{"):
        return Edit(start + 1, start + 1, f"{written}, ")
    dash = "- " if isinstance(node, ListNode) else ""
    return Edit(start, start, f"{dash}{written}\n{' ' * (node.place.column - 1)}")


def _opens(text: str, start: int, signs: str) -> bool:
    return text[start : start + 1] in signs
