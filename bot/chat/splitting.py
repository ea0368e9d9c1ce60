"""A text too long for one message, cut where a reader would pause, its markup whole in every part."""

import re
from collections.abc import Iterator

# What Telegram takes in one message, counted in UTF-16 units without the markup.
MOST_UNITS = 4096
_PIECES = re.compile(r"<(?P<close>/?)(?P<name>[a-z-]+)[^>]*>|&(?:#\d+|#x[0-9a-f]+|\w+);|[^<&]", re.IGNORECASE)
# Where to cut, best first: between paragraphs, lines, sentences, words.
_PAUSES = ("\n\n", "\n", ". ", " ")


def split(html: str, most: int = MOST_UNITS) -> list[str]:
    """The parts of `html`, each at most `most` units long; what a part leaves open, the next one opens again.

    >>> split("<b>satu dua</b> tiga", most=9)
    ['<b>satu dua</b>', 'tiga']
    """
    if len(html) <= most // 2:  # a letter is at most two units: nothing to count
        return [html]
    pieces = list(_PIECES.finditer(html))
    parts, begin, opened = [], 0, list[str]()
    while begin < len(pieces):
        end = _end(pieces, begin, most)
        text, after = _render(pieces[begin:end], opened)
        if text:
            parts.append(text)
        begin, opened = end, after
    return parts or [html]


def _end(pieces: "list[re.Match[str]]", begin: int, most: int) -> int:
    """The piece that the next part begins with."""
    units, end = 0, begin
    while end < len(pieces) and units + _units(pieces[end]) <= most:
        units += _units(pieces[end])
        end += 1
    if end == len(pieces):
        return end
    return next(_cuts(pieces, begin, end), end)


def _cuts(pieces: "list[re.Match[str]]", begin: int, end: int) -> Iterator[int]:
    """Behind the last pause of each kind, if that leaves a part of some length."""
    for pause in _PAUSES:
        for place in range(end, begin + (end - begin) // 3, -1):
            if "".join(piece[0] for piece in pieces[max(begin, place - len(pause)) : place]) == pause:
                yield place
                break


def _units(piece: "re.Match[str]") -> int:
    if piece["name"]:
        return 0
    return 2 if len(piece[0]) == 1 and piece[0] > "\uffff" else 1


def _render(pieces: "list[re.Match[str]]", opened: list[str]) -> tuple[str, list[str]]:
    """One part with its markup closed, and the tags that the next part has to open again."""
    open_now, text = list(opened), ""
    for piece in pieces:
        if piece["name"] and piece["close"]:
            if open_now:
                open_now.pop()
        elif piece["name"]:
            open_now.append(piece[0])
        text += piece[0]
    before, after = "".join(opened), "".join(f"</{_name(tag)}>" for tag in reversed(open_now))
    body = text.strip()
    return (f"{before}{body}{after}" if _says(body) else ""), open_now


def _says(text: str) -> bool:
    return bool(re.sub(r"<[^>]*>", "", text).strip())


def _name(tag: str) -> str:
    found = _PIECES.match(tag)
    return found["name"] if found else ""
