"""Marked-up text from elsewhere (HTML, Markdown, formulas) as the plain text that a question is made of."""

import html
import re
from dataclasses import dataclass
from enum import Enum

# Longer than any question; what is left of a text after its embedded pictures were taken out.
_LONGEST = 60_000

_EMBEDDED = re.compile(r"data:[\w.+-]{1,60}/[\w.+-]{1,60};base64,[A-Za-z0-9+/=\s]*")
_TAG_NAMES = (
    "a abbr acronym address article aside audio b bdi bdo big blockquote body br button caption center cite "
    "code col colgroup dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 "
    "h6 head header hr html i iframe img input ins kbd label legend li link main map mark math meta nav nolink "
    "o:p object ol option p param path picture pre q rp rt ruby s samp script section select small source span "
    "strike strong style sub summary sup svg table tbody td textarea tex tfoot th thead time title tr track tt "
    "u ul var video wbr"
)
_TAG = re.compile(rf"<(/?)({'|'.join(_TAG_NAMES.split())})\b([^<>]{{0,4000}})>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_UNSEEN = frozenset(("script", "style", "head", "title", "svg"))
_FORMULA = re.compile(
    r"\$\$[^$]{1,400}\$\$|(?<![\\$\w])\$[^$\n]{0,200}[\\^_={][^$\n]{0,200}\$|\\\([^\n]{1,400}?\\\)|\\\[.{1,400}?\\\]|\\begin\{",
    re.DOTALL,
)

_BREAKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "tr", "ul"),
    )
)
_MEDIA = frozenset(["audio", "video", "iframe", "object", "embed", "source", "track"])

_RAISED = str.maketrans("0123456789+-=()nix", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣ")
_LOWERED = str.maketrans("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")
_CAN_RAISE, _CAN_LOWER = frozenset("0123456789+-=()nix"), frozenset("0123456789+-=()aeox")

_FENCE = re.compile(r"^[ \t]*(?:```+|~~~+)[^\n`]*$", re.MULTILINE)
_MD_PICTURE = re.compile(
    r"!\[([^\]\n]{0,500})\]\(\s*<?([^)\s>]{0,2000})>?(?:[ \t][^)\n]{0,300})?\)(?:\{[^}\n]{0,200}\})?"
)
_MD_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,500})\]\(\s*<?([^)\s>]{1,2000})>?(?:[ \t][^)\n]{0,300})?\)")
_MD_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_MD_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]+)\1(?!`)")
_MD_STRONG = re.compile(r"(?<![\w*])(\*\*|__)(?=[^\s*_])([^\n]{1,400}?)(?<=[^\s*_])\1(?![\w*])")
_MD_STRESS = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_\n]{1,400}?)(?<=[^\s\\])\1(?![\w*])")
_MD_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~|>$])")


class Form(Enum):
    """How a text is marked up."""

    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"
    GUESS = "guess"  # plain, but tags are tags


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without markup, what was lost on the way (codes of findings), and the first picture with an address."""

    text: str
    lost: tuple[str, ...] = ()
    picture: str | None = None
    alt: str | None = None


def plain(text: str, form: Form = Form.GUESS) -> Plain:
    """`text` as somebody reads it who sees no markup."""
    if form is Form.PLAIN:
        return Plain(text)
    if "base64," in text:
        text = _EMBEDDED.sub("data:", text)
    if len(text) > _LONGEST:
        return Plain(text)
    lost: dict[str, None] = {"formula": None} if is_formula(text, form) else {}
    page = _Page(lost)
    if form is Form.MARKDOWN:
        text = _without_markdown(text, page)
    if form is Form.HTML or is_html(text):
        text = page.read(text, keep_lines=form is not Form.HTML)
    return Plain(text.strip(), tuple(lost), page.picture, page.alt)


def is_html(text: str) -> bool:
    """Whether there is anything in `text` that only HTML means."""
    return ("<" in text and bool(_TAG.search(text))) or ("&" in text and bool(_ENTITY.search(text)))


def is_formula(text: str, form: Form = Form.GUESS) -> bool:
    """Whether there is LaTeX in `text`; in Markdown a bracket after a backslash is just a bracket."""
    signs = "$" in text or ("\\" in text and (form is not Form.MARKDOWN or "\\begin" in text))
    return signs and bool(_FORMULA.search(text))


def one_line(text: str) -> str:
    """`text` without line ends, for formats that know none."""
    return " ".join(line.strip() for line in text.split("\n") if line.strip())


class _Page:
    """Reads HTML tag by tag; the text keeps its line ends where the page would show them."""

    def __init__(self, lost: dict[str, None]) -> None:
        self.lost = lost
        self.picture: str | None = None
        self.alt: str | None = None
        self.parts: list[str] = []
        self.verbatim = 0  # how deep in <pre>
        self.unseen = ""  # the open tag whose text no page shows
        self.links: list[str] = []
        self.raised: list[tuple[str, int]] = []  # open <sup> and <sub>, and where they began

    def read(self, text: str, keep_lines: bool) -> str:
        text = _without_comments(text)
        end = 0
        for tag in _TAG.finditer(text):
            self._say(text[end : tag.start()], keep_lines)
            self._tag(tag[2].lower(), tag[3], closing=bool(tag[1]))
            end = tag.end()
        self._say(text[end:], keep_lines)
        lines = (line.rstrip() for line in "".join(self.parts).replace("\r", "").split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n ")

    def _say(self, text: str, keep_lines: bool) -> None:
        if self.unseen:
            return
        if not self.verbatim:
            text = re.sub(r"[ \t]+", " ", text) if keep_lines else re.sub(r"\s+", " ", text)
            if text.startswith((" ", "\n")) and (not self.parts or self.parts[-1].endswith((" ", "\n"))):
                text = text.lstrip(" ") if keep_lines else text.lstrip()
        said = html.unescape(text).replace("\xa0", " ")
        if said:
            self.parts.append(said)

    def _tag(self, name: str, attributes: str, closing: bool) -> None:
        if name in _UNSEEN:
            self.unseen = name if not closing else ""
        elif name == "br":
            self.parts.append("\n")
        elif name == "img" and not closing:
            self._picture(attributes)
        elif name in _MEDIA:
            self.lost["media-lost"] = None
        elif name in ("sup", "sub"):
            self._raise(name, closing)
        elif name == "a":
            self._link(attributes, closing)
        elif name in ("td", "th") and not closing:
            self._cell()
        elif name in _BREAKS:
            self._break(name, closing)
        elif name == "math":
            self.lost["formula"] = None

    def _picture(self, attributes: str) -> None:
        values = _attributes(attributes)
        source, alt = values.get("src", ""), values.get("alt", "").strip()
        if source.startswith(("http://", "https://")) and self.picture is None:
            self.picture, self.alt = source, alt or None
            return
        self.lost["picture-lost"] = None
        if alt:
            self.parts.append(f"[{alt}]")

    def _raise(self, name: str, closing: bool) -> None:
        if not closing:
            self.raised.append((name, len(self.parts)))
            return
        if not self.raised or self.raised[-1][0] != name:
            return
        start = self.raised.pop()[1]
        inside = "".join(self.parts[start:])
        del self.parts[start:]
        self.parts.append(_raised(inside, name == "sup"))

    def _link(self, attributes: str, closing: bool) -> None:
        if not closing:
            self.links.append(_attributes(attributes).get("href", ""))
        elif self.links:
            address = self.links.pop()
            if address.startswith(("http://", "https://")) and address not in "".join(self.parts[-3:]):
                self.parts.append(f" ({address})")

    def _cell(self) -> None:
        self.lost["table-flat"] = None
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append(" | ")

    def _break(self, name: str, closing: bool) -> None:
        if name == "pre":
            self.verbatim = max(0, self.verbatim + (-1 if closing else 1))
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
        if name == "li" and not closing:
            self.parts.append("- ")


def _without_comments(text: str) -> str:
    first, *others = text.replace("<![CDATA[", "").replace("]]>", "").split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(text)
    return {name.lower(): html.unescape(one or two or three) for name, one, two, three in found}


def _raised(text: str, up: bool) -> str:
    if not text.strip():
        return text
    if set(text) <= (_CAN_RAISE if up else _CAN_LOWER):
        return text.translate(_RAISED if up else _LOWERED)
    sign = "^" if up else "_"
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _without_markdown(text: str, page: _Page) -> str:
    text = _FENCE.sub("", text)
    text = _MD_PICTURE.sub(lambda found: _md_picture(found, page), text)
    text = _MD_LINK.sub(lambda found: found[1] if found[2] in found[1] else f"{found[1]} ({found[2]})", text)
    text = _MD_HEADING.sub("", text)
    codes: list[str] = []
    text = _MD_CODE.sub(lambda found: _put_by(found[2], codes), text)
    for pattern in (_MD_STRONG, _MD_STRESS):
        text = pattern.sub(r"\2", text)
    text = _MD_ESCAPE.sub(r"\1", text) if not is_formula(text, Form.MARKDOWN) else text
    text = re.sub("\ue010(\\d+)\ue011", lambda found: codes[int(found[1])], text)
    return re.sub(r"\n{3,}", "\n\n", text)


def _put_by(code: str, codes: list[str]) -> str:
    """Code is left as it stands while the rest is read."""
    codes.append(code)
    return f"\ue010{len(codes) - 1}\ue011"


def _md_picture(found: re.Match[str], page: _Page) -> str:
    alt, source = found[1].strip(), found[2]
    if source.startswith(("http://", "https://")) and page.picture is None:
        page.picture, page.alt = source, alt or None
        return ""
    page.lost["picture-lost"] = None
    return f"[{alt}]" if alt else ""
