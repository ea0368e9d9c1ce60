"""HTML as Telegram reads it: a text with its entities, or a refusal that names the place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.refusals import BotApiError, bad_request
from bot.playground.utf16 import units

Entity = Mapping[str, Any]

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = {*STYLES, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
NAMED_LETTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
LINK = re.compile(r"(?:https?|tg|ton|tonsite|ftp|mailto|tel)://?\S+|[^\s/:]+\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
MENTION = re.compile(r"tg://user\?id=(\d+)")


def parse_html(html: str) -> tuple[str, tuple[Entity, ...]]:
    """The text without tags, and what the tags said about it."""
    return _Reader(html).read()


@dataclass(frozen=True, slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    arguments: Mapping[str, str]
    offset: int
    letters: int


class _Reader:
    """One pass over the source, letter by letter, the way the server does it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[dict[str, Any]] = []

    def read(self) -> tuple[str, tuple[Entity, ...]]:
        while self.at < len(self.source):
            if self._here() == "<":
                self._tag()
            else:
                self._say(self._letter())
        if self.open:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.text), tuple(self.entities)

    def _here(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.source[place] if place < len(self.source) else ""

    def _say(self, letter: str) -> None:
        self.text.append(letter)
        self.offset += units(letter)

    def _letter(self) -> str:
        """One letter; a reference such as &lt; is one too, an unknown one is left as it is written."""
        if self._here() == "&" and (found := _reference(self.source, self.at)):
            letter, self.at = found
            return letter
        self.at += 1
        return self.source[self.at - 1]

    def _tag(self) -> None:
        begin = self.at
        if self._here(1) == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        self.at += 1
        tag = self._word(">").lower()
        if not self._here():
            raise _unreadable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in TAGS:
            raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        arguments = self._attributes(tag, begin)
        self.at += 1
        if tag == "span" and arguments.get("class") != "tg-spoiler":
            raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.open.append(_Open(tag, arguments, self.offset, len(self.text)))

    def _word(self, ends: str) -> str:
        begin = self.at
        while (letter := self._here()) and not letter.isspace() and letter not in ends:
            self.at += 1
        return self.source[begin : self.at]

    def _blanks(self) -> None:
        while self._here().isspace():
            self.at += 1

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        self._blanks()
        while self._here() != ">":
            name = self._word("=>/\"'").lower()
            if not name:
                raise _unreadable(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
            self._blanks()
            found[name] = self._value(tag, begin) if self._here() == "=" else ""
            if not self._here():
                named = f' "{tag}"' if not found[name] else ""
                raise _unreadable(f"Unclosed start tag{named} at byte offset {self._bytes(begin)}")
            self._blanks()
        return found

    def _value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._blanks()
        if not self._here():
            raise _unreadable(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')
        return self._quoted() if self._here() in "\"'" else self._bare()

    def _bare(self) -> str:
        begin = self.at
        while (letter := self._here()) and letter.isascii() and (letter.isalnum() or letter in ".-"):
            self.at += 1
        if self._here() and not self._here().isspace() and self._here() != ">":
            raise _unreadable(f"Unexpected end of name token at byte offset {self._bytes(begin)}")
        return self.source[begin : self.at].lower()

    def _quoted(self) -> str:
        quote, value = self._here(), []
        self.at += 1
        while self._here() not in ("", quote):
            value.append(self._letter())
        self.at += 1
        return "".join(value)

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise _unreadable(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        self.at += 2
        name = self._word(">").lower()
        self._blanks()
        if self._here() != ">":
            raise _unreadable(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        self.at += 1
        opened = self.open.pop()
        if name not in ("", opened.tag):
            place = f'byte offset {self._bytes(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            raise _unreadable(f"Unmatched end tag at {place}")
        if self.offset > opened.offset:
            self._mark(opened)

    def _mark(self, opened: _Open) -> None:
        place = {"offset": opened.offset, "length": self.offset - opened.offset}
        if opened.tag in ("pre", "code"):
            self._mark_code(opened, place)
        elif meaning := _meaning(opened, "".join(self.text[opened.letters :])):
            self.entities.append({**meaning, **place})

    def _mark_code(self, opened: _Open, place: dict[str, int]) -> None:
        """<pre><code class="language-x"> is one entity that knows its language, whichever stands outside."""
        language = opened.arguments.get("class", "").removeprefix("language-") if opened.tag == "code" else ""
        inner = self.entities[-1] if self.entities else {}
        same_place = all(inner.get(key) == value for key, value in place.items())
        if same_place and {inner["type"], opened.tag} == {"code", "pre"} and (inner.get("language") or language):
            inner.update({"type": "pre", "language": inner.get("language") or language})
        else:
            self.entities.append({"type": opened.tag, **place, **({"language": language} if language else {})})

    def _bytes(self, place: int) -> int:
        return len(self.source[:place].encode())


def _reference(source: str, at: int) -> tuple[str, int] | None:
    """The letter that a reference such as &amp; or &#233; stands for, and where the text goes on."""
    match = re.compile(r"&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));?", re.IGNORECASE).match(source, at)
    if not match:
        return None
    in_hex, in_digits, name = match.groups()
    if name:
        return (NAMED_LETTERS[name], match.end()) if name in NAMED_LETTERS else None
    code = int(in_hex, 16) if in_hex else int(in_digits)
    # Ten characters are as far as the server looks; half a surrogate pair is no letter.
    if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000 or match.end() - at > 10:
        return None
    return chr(code), match.end()


def _meaning(opened: _Open, text: str) -> dict[str, Any] | None:
    if opened.tag in STYLES:
        return {"type": STYLES[opened.tag]}
    if opened.tag == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in opened.arguments else "blockquote"}
    if opened.tag == "a":
        return _link(opened.arguments.get("href") or text)
    return _custom_emoji(opened) if opened.tag == "tg-emoji" else _time(opened)


def _link(url: str) -> dict[str, Any] | None:
    """A link that leads nowhere is silently no link at all."""
    if mention := MENTION.fullmatch(url):
        return {"type": "text_mention", "user": {"id": int(mention[1]), "is_bot": False, "first_name": ""}}
    if not LINK.fullmatch(url):
        return None
    return {
        "type": "text_link",
        "url": url if "://" in url or url.startswith(("mailto:", "tel:")) else f"http://{url}/",
    }


def _custom_emoji(opened: _Open) -> dict[str, Any]:
    number = opened.arguments.get("emoji-id", "")
    if not (number.isascii() and number.isdigit() and 0 < int(number) < 2**63):
        raise _unreadable("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def _time(opened: _Open) -> dict[str, Any] | None:
    moment = opened.arguments.get("unix", "")
    if not (moment.isascii() and moment.isdigit()):
        return None
    wish = opened.arguments.get("format", "")
    return {"type": "date_time", "unix_time": int(moment), **({"date_time_format": wish} if wish else {})}


def _unreadable(reason: str) -> BotApiError:
    return bad_request(f"can't parse entities: {reason}")
