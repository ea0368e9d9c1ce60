"""An article as sentences, each verbatim, without headings, marks and datelines."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from bot.generation.tables import Tables, tables

_END = re.compile(r"[.!?]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]?[A-Z0-9À-Þ])|[.!?]+[\"'”’»)\]]*\s*$")
_DATELINE = re.compile(r"^[A-Z][\w/ .]{2,30}(?:,\s*[\w() /]{2,25}){0,2}\s*(?:[-–—]{1,2}|:)\s+(?=[\"“A-Z])")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_NOT_PROSE = re.compile(r"\s*(?:#|\?\s|[-=*_]{3,}\s*$|\||>\s*$)")
_BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, verbatim; where it stands in the article; whether a paragraph begins with it."""

    text: str
    number: int
    leads: bool = False


def sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of a plain text in order."""
    table = tables(language)
    found: list[Sentence] = []
    for paragraph in _paragraphs(text):
        for at, part in enumerate(_split(paragraph, table)):
            found.append(Sentence(part, len(found), at == 0))
    return found


def plain(text: str) -> str:
    """The prose of Markdown or HTML, a paragraph a line; plain text stays as it is."""
    if re.search(r"<(?:p|html|body|div|article)\b", text, re.IGNORECASE):
        return _of_html(text)
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", text.replace("\r\n", "\n")))
    lines = ["" if _NOT_PROSE.match(line) else _BULLET.sub("\n", line) for line in text.split("\n")]
    return _MARKS.sub("", _LINK.sub(r"\1", "\n".join(lines))).strip()


def _of_html(text: str) -> str:
    reader = _Prose()
    reader.feed(text)
    return "\n\n".join(" ".join(part.split()) for part in "".join(reader.parts).split("\n\n") if part.strip())


class _Prose(HTMLParser):
    """The text of paragraphs and list items; scripts, styles, headings and menus are no prose."""

    _SILENT = frozenset(("script", "style", "head", "nav", "h1", "h2", "h3", "h4", "footer", "figcaption", "table"))

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in self._SILENT
        if tag in {"p", "li", "div", "br", "blockquote"}:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self._SILENT and self._silent > 0
        if tag in {"p", "li", "div"}:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _paragraphs(text: str) -> list[str]:
    """Blank lines divide; so does a single line break after the end of a sentence."""
    blocks = re.split(r"\n\s*\n|(?<=[.!?:”\"])\s*\n", text)
    return [line for line in (" ".join(block.split()) for block in blocks) if line]


def _split(paragraph: str, table: Tables) -> list[str]:
    parts, start = [], 0
    for end in _END.finditer(paragraph):
        if _is_abbreviation(paragraph[start : end.end()], table) or _inside_quote(paragraph[start : end.end()]):
            continue
        parts.append(paragraph[start : end.end()].strip())
        start = end.end()
    parts.append(paragraph[start:].strip())
    return [without for part in parts if part and (without := _DATELINE.sub("", part))]


def _is_abbreviation(text: str, table: Tables) -> bool:
    if not text.endswith("."):
        return False
    last = re.split(r"[\s(]", text[:-1])[-1]
    return (len(last) == 1 and last.isupper()) or last.lower() in table["abbreviations"]


def _inside_quote(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
