"""What becomes of a text on its way into a message: trimmed, its entities put right, commands and links found."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.html_text import Entity, parse_html
from bot.playground.refusals import bad_request
from bot.playground.utf16 import places, units

CODE = {"code", "pre"}
SPLITTABLE = {"bold", "italic", "underline", "strikethrough", "spoiler"}
QUOTES = {"blockquote", "expandable_blockquote"}
# What a message can carry; the server drops the rest without a word.
MOST_ENTITIES = 100
FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<url>(?<![\w@.])(?:https?://[^\s<>\"']*[^\s<>\"'.,:;!?)\]]|(?:www\.|t\.me/)[^\s<>\"']*[^\s<>\"'.,:;!?)\]]))"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{2,31}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and what is said about its parts."""

    text: str
    entities: tuple[Entity, ...] = ()

    def as_fields(self, text: str = "text", entities: str = "entities") -> dict[str, Any]:
        """As a message carries it."""
        return {text: self.text, **({entities: list(self.entities)} if self.entities else {})} if self.text else {}


def read_text(text: str, parse_mode: str | None, given: Iterable[Entity] = ()) -> Formatted:
    """What a bot's text becomes; entities that it gave itself count only without a parse mode."""
    if not parse_mode:
        return put_right(text, given)
    if parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return put_right(*parse_html(text))


def put_right(text: str, entities: Iterable[Entity] = ()) -> Formatted:
    """Trimmed, nothing inside code, no quote in a quote, neighbours joined, commands and links marked."""
    cleaned = "".join(" " if letter < " " and letter != "\n" else letter for letter in text)
    left = units(cleaned) - units(cleaned.lstrip())
    trimmed = cleaned.strip()
    kept = _joined(_code_alone(_within(entities, left, units(trimmed))))
    found = _found(trimmed, [entity for entity in kept if entity["type"] not in SPLITTABLE | QUOTES])
    return Formatted(trimmed, tuple(sorted([*kept, *found], key=_order)[:MOST_ENTITIES]))


def _within(entities: Iterable[Entity], left: int, length: int) -> list[dict[str, Any]]:
    moved = []
    for entity in entities:
        begin = max(entity["offset"] - left, 0)
        end = min(entity["offset"] - left + entity["length"], length)
        if begin < end:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return moved


def _code_alone(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Styles stop where code begins; what else stands inside code, or a quote inside a quote, is dropped."""
    code = [entity for entity in entities if entity["type"] in CODE]
    kept = [code[i] for i in range(len(code)) if not any(_inside(code[i], other) for other in code[:i] + code[i + 1 :])]
    for entity in entities:
        if entity["type"] in SPLITTABLE:
            kept += _around(entity, code)
        elif entity["type"] in QUOTES:
            kept += (
                [] if any(_inside(entity, o) for o in entities if o["type"] in QUOTES and o is not entity) else [entity]
            )
        elif entity["type"] not in CODE:
            kept += [] if any(_overlaps(entity, other) for other in code) else [entity]
    return kept


def _around(entity: dict[str, Any], holes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    parts = [(entity["offset"], entity["offset"] + entity["length"])]
    for hole in holes:
        begin, end = hole["offset"], hole["offset"] + hole["length"]
        parts = [cut for a, b in parts for cut in ((a, min(b, begin)), (max(a, end), b)) if cut[0] < cut[1]]
    return [{**entity, "offset": begin, "length": end - begin} for begin, end in parts]


def _joined(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """<b>a</b><b>b</b> is one bold stretch, and so is bold within bold."""
    joined: list[dict[str, Any]] = []
    for entity in sorted(entities, key=_order):
        before = next((other for other in reversed(joined) if other["type"] == entity["type"]), None)
        if before and entity["type"] in SPLITTABLE and entity["offset"] <= before["offset"] + before["length"]:
            end = max(before["offset"] + before["length"], entity["offset"] + entity["length"])
            before["length"] = end - before["offset"]
        else:
            joined.append(dict(entity))
    return joined


def _found(text: str, taken: list[dict[str, Any]]) -> list[dict[str, Any]]:
    begins = places(text)
    found = []
    for match in FOUND.finditer(text):
        offset = begins[match.start()]
        entity = {"type": match.lastgroup, "offset": offset, "length": begins[match.end()] - offset}
        if not any(_overlaps(entity, other) for other in taken):
            found.append(entity)
    return found


def _order(entity: Mapping[str, Any]) -> tuple[int, int, str]:
    return entity["offset"], -entity["length"], entity["type"]


def _inside(entity: Entity, other: Entity) -> bool:
    ends_before = entity["offset"] + entity["length"] <= other["offset"] + other["length"]
    return bool(entity["offset"] >= other["offset"] and ends_before)


def _overlaps(entity: Entity, other: Entity) -> bool:
    starts_before_end = entity["offset"] < other["offset"] + other["length"]
    return bool(starts_before_end and other["offset"] < entity["offset"] + entity["length"])
