"""From the bytes of a file to text: strictly UTF-8, and what else people send recognised by name."""

import re

from bot.bank.limits import Limits
from bot.items.findings import Edit, Mend, Notebook, Severity
from bot.items.nodes import Place

# The first bytes of files that are not text, and what people call them.
OTHER_FILES = (
    (b"PK\x03\x04", "Word, Excel, ZIP"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Word, Excel"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x89PNG", "PNG, JPEG, GIF"),
    (b"\xff\xd8\xff", "PNG, JPEG, GIF"),
    (b"GIF8", "PNG, JPEG, GIF"),
)

# What looks like a space or a line's end to people and does not to YAML: each becomes one that does.
_ODD_SPACES = "\xa0\u1680\u2007\u202f\u3000\ufeff"
# In so many bytes it shows whether each letter has two of them; a few of another script have no nought.
_TELLING, _MOSTLY = 2_000, 0.7
_ODD = re.compile(f"[{_ODD_SPACES}\x85\u2028\u2029\x0b\x0c]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONE_RETURN = re.compile("\r(?!\n)")
_ODD_INDENT = re.compile(f"^[ \\-]*[{_ODD_SPACES}][ {_ODD_SPACES}]*", re.MULTILINE)


def decode(data: str | bytes, limits: Limits, notebook: Notebook) -> str | None:
    """The text to parse, each character at its place in `notebook.text`; None if this is no text file."""
    size = len(data)
    if size > limits.bytes:
        notebook.note("too-large", Place(), size=_megabytes(size), limit=_megabytes(limits.bytes))
        return None
    text = data.removeprefix("\ufeff") if isinstance(data, str) else _text_of(data, notebook)
    if text is None:
        return None
    notebook.text = text
    if "\x00" in text:
        notebook.note("not-text", _place(text, text.index("\x00")))
        return None
    if text.count("\n") > limits.lines:
        notebook.text = ""
        notebook.note("too-many-lines", Place(), limit=limits.lines)
        return None
    return _without_oddities(text, notebook)


def encoding_of(data: bytes) -> str:
    """UTF-8, unless the first bytes are UTF-16, with its mark or, in Latin letters, with every other byte a nought."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = data[:_TELLING]
    even, odd = start[::2], start[1::2]
    if len(data) % 2 or not odd or b"\x00\x00" in start:
        return "utf-8-sig"
    noughts = even.count(0) / len(even), odd.count(0) / len(odd)
    if max(noughts) < _MOSTLY or min(noughts) > 0:
        return "utf-8-sig"
    return "utf-16-be" if noughts[0] else "utf-16-le"


def _text_of(data: bytes, notebook: Notebook) -> str | None:
    for start, name in OTHER_FILES:
        if data.startswith(start):
            notebook.note("other-file", Place(), kind=name)
            return None
    try:
        return data.decode(encoding_of(data))
    except UnicodeDecodeError as problem:
        return _other_encoding(data, problem.start, notebook)


def _other_encoding(data: bytes, start: int, notebook: Notebook) -> str | None:
    """What old Windows programs write. It may look wrong, so the teacher is asked; saving it as UTF-8 is the mend."""
    if b"\x00" in data:
        notebook.note("not-text", Place())
        return None
    text = data.decode("cp1252", "replace")
    notebook.text = text
    # In cp1252 a byte is a character, so the place of the one is the place of the other.
    notebook.note("not-utf8", _place(text, start), mends=(Mend("utf8", (Edit(0, 0, ""),)),), encoding="Windows-1252")
    return text


def _without_oddities(text: str, notebook: Notebook) -> str:
    if control := _CONTROL.search(text):
        places = [found.start() for found in _CONTROL.finditer(text)]
        edits = tuple(Edit(place, place + 1, "") for place in places[:1_000])
        sign = f"U+{ord(control[0]):04X}"
        mend = Mend("remove", edits, safe=True)
        notebook.note("control-character", _place(text, places[0]), Severity.MENDED, (mend,), sign=sign)
        text = _CONTROL.sub(" ", text)
    if _ODD.search(text):
        _note_odd_indent(text, notebook)
        text = _ODD.sub(" ", text)
    return _LONE_RETURN.sub("\n", text) if "\r" in text else text


def _note_odd_indent(text: str, notebook: Notebook) -> None:
    found = list(_ODD_INDENT.finditer(text))
    if found:
        edits = tuple(Edit(each.start(), each.end(), _ODD.sub(" ", each[0])) for each in found)
        mend = Mend("spaces", edits, safe=True)
        at = _place(text, found[0].start())
        notebook.note("odd-space", at, Severity.MENDED, (mend,), count=len(found))


def _place(text: str, start: int) -> Place:
    line = text.count("\n", 0, start) + 1
    return Place(line, start - text.rfind("\n", 0, start), start, start + 1)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
