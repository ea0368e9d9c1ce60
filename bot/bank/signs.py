"""By which signs questions are seen in a text, also where it is not YAML or was not meant so."""

import re

from bot.items.item_types import NAMES
from bot.items.nodes import ListNode, MapNode, Node, Scalar

ANY_NAME = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))
NAMES_OF_THE_QUESTION = "q|question|soal|tanya|pertanyaan"
# A question's name, and after it what was meant as a colon, or nothing.
_UNMARKED = rf"(?:{NAMES_OF_THE_QUESTION})(?:\s*[;=\uff1a]\s*|\s+)(?=\S)"
# A number, an emoji or a dot, where a question begins with a dash.
_MARK = r"\d{1,3}[.)]|\d\ufe0f?\u20e3|[^\w\s\"'\[\]{}()#&!|%@`:,-]{1,4}"
BULLET = re.compile(rf"^([ \t]*)({_MARK})[ \t]*(?=({ANY_NAME})\s*[:;=\uff1a])", re.IGNORECASE)
BLOCK_START = re.compile(rf"^(\s*)-\s*(?:(?:{ANY_NAME})\s*:|{_UNMARKED})", re.IGNORECASE)

# Between two parts of a list or map in brackets, where JSON has a comma: `}` and `{`, a text and the next line's name.
COMMA_MISSING = re.compile(r"(?<=[}\]])[ \t]*(?=[{\[])|(?<=[}\]\"\del])(?=[ \t]*\n\s*[{\[\"])")


def block_starts(lines: tuple[str, ...]) -> list[int]:
    """The numbers of the lines on which a question begins."""
    found = next(((number, begun) for number, line in enumerate(lines) if (begun := BLOCK_START.match(line))), None)
    if found is None:
        return []
    first, begun = found
    dash = re.compile(rf"^ {{{len(begun[1])}}}-(?:\s|$|(?:{ANY_NAME})\s*:)", re.IGNORECASE)
    return [number for number, line in enumerate(lines) if number >= first and dash.match(line)]


def is_suspect(tree: Node | None) -> bool:
    """Whether a tree, though it is YAML, was hardly meant so: `-q: …`, `q:…`, questions without dashes."""
    if isinstance(tree, Scalar):
        return ":" in tree.text
    if isinstance(tree, ListNode):
        return any(isinstance(each, Scalar) and _is_unmarked(each.text) for each in tree.items)
    if isinstance(tree, MapNode):
        names = [name.text for name, _ in tree.entries]
        questions = [name for name, value in tree.entries if _is_bare_question(name, value)]
        listed = any(isinstance(value, ListNode) and is_suspect(value) for _, value in tree.entries)
        odd = any(name.startswith("-") or BULLET.match(f"{name}:") for name in names)
        return listed or bool(questions) or odd
    return False


def _is_unmarked(text: str) -> bool:
    return ":" in text or re.match(_UNMARKED, text, re.IGNORECASE) is not None


def _is_bare_question(name: Scalar, value: Node) -> bool:
    return NAMES.get(name.text.lower()) == "q" and not isinstance(value, ListNode)
