"""What a chat or a page puts around a text that is passed on: who wrote it and when, signs of quoting, a fence."""

import re

from bot.bank.limits import LONGEST_LINE
from bot.bank.signs import ANY_NAME

# "[19/06/24 07.31.12] Bu Sari: ", "19/06/24, 7:31 PM - Bu Sari: "; and the line above that Telegram copies along.
_SENDER = re.compile(
    r"^[ \t]*\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?[ \t](?:pukul[ \t])?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?"
    r"(?:\s?[AaPp]\.?[Mm]\.?)?\]?(?:[ \t]-)?[ \t][^:\n]{1,60}:[ \t]?",
    re.MULTILINE,
)
_ABOVE = re.compile(r"^[^\n:]{1,60}, \[\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[.:]\d{2}\]:?[ \t]*$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*```[^\n`]*$", re.MULTILINE)
# What nobody sees: marks of direction, places where a word may be parted.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_QUESTION = re.compile(rf"^[ \t]*-[ \t]*(?:{ANY_NAME})[ \t]*:", re.MULTILINE | re.IGNORECASE)


def is_typed(text: str) -> bool:
    """Whether every line of `text` is as short as people write them."""
    return len(text) <= LONGEST_LINE or max(map(len, text.split("\n"))) <= LONGEST_LINE


def unwrapped(text: str) -> str:
    """`text` as it was before it was passed on, every line at its place.

    >>> unwrapped("[19/06/24 07.31.12] Bu Sari: T: Apa ibu kota Rusia?")
    'T: Apa ibu kota Rusia?'
    """
    if not is_typed(text):
        return text
    text = text if text.isascii() else _UNSEEN.sub("", text)
    text = _ABOVE.sub("", _SENDER.sub("", text))
    if all(line.lstrip().startswith(">") for line in text.split("\n") if line.strip()):
        text = _QUOTED.sub("", text)
    return _out_of_fence(text) if "```" in text else text


def _out_of_fence(text: str) -> str:
    """What stands between fences, where all our questions stand there."""
    parts = _FENCE.split(text)
    outside, inside = parts[::2], parts[1::2]
    if any(map(_QUESTION.search, outside)) or not any(map(_QUESTION.search, inside)):
        return text
    return "".join(part if place % 2 else "\n" * part.count("\n") for place, part in enumerate(parts))
