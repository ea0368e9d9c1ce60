"""Two spellings a teacher would call the same become one."""

import html
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# What may stand between two words and still mean something: an enumeration, an aside, a choice, an end.
_BREAKS = ",;:()[]/.!?\n"
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_MARKUP = re.compile(r"</?[a-z][^<>]{0,80}>|\|\||(?!~\d)[*_~`]+(?=\w)|(?<=\w)[*_~`]+", re.IGNORECASE)
_MARKS = re.compile(r"[*_~`<&|\\\r\t]")
_SPACES = re.compile(r"[^\S\n]+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_APOSTROPHES = re.compile("[\u2018\u2019\u201a\u201b\u02bc\u02b9\u0060\u00b4\u2032]")
_RAISED = re.compile("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")
_DASHES = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d\u30fb]")
_INITIALS = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W\d_]))?")
_UNTIL = re.compile(r"\bs\s?/\s?d\b", re.IGNORECASE)  # "1914 s/d 1918"
_SPELLED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]-){3,}[^\W\d_](?![^\W\d_])")
_FORMULA = 5  # letters of a word with capitals inside
# "benerrr", but not III nor XIII.
_STRETCHED = re.compile(
    r"(?<![a-zA-Z])(?!(?:iii|III)(?![a-zA-Z]))([^\W\d])\1{2,}|(?<=[^\W\d])(?!(?<=[CLVX])III(?![a-zA-Z]))([^\W\d])\2{2,}"
)
_TRIPLED = re.compile(r"([^\W\d])\1\1")  # most texts have none, and to look for it is cheap
_TOKEN = re.compile(
    r"(?P<number>(?:\A[.,])?\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<sign>[%$\u20ac\u00a3\u00a5\u20bd\u00b0&+\-<>=~\u00b1])"
    r"|(?P<break>[,;:()\[\]/.!?^\n])"
)


class Token(NamedTuple):
    """One word, number or sign, and what stood before it."""

    text: str
    before: str = ""  # the breaks between the word before and this one
    joined: bool = False  # nothing, not even a space, stood before it
    owner: bool = False  # it ended in 's
    capital: bool = False  # it was written with a capital letter
    upper: bool = False  # all of it was, or it is a formula like "NaCl"

    @property
    def is_number(self) -> bool:
        return self.text[-1].isdecimal()


def plain(text: str) -> str:
    """`text` without markup, ornaments and invisible letters; case and breaks are kept.

    >>> plain("**Pyongyang**\\u200b \\u2013 \\u201cya\\u201d")
    'Pyongyang - ya'
    """
    if text.isascii() and not _has_markup(text):
        return text.replace('"', " ").strip()
    text = text.replace("\u00c2\u00a0", " ")  # a no-break space read in the wrong encoding
    if "\\u" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = _RAISED.sub(lambda found: "^" + found[0], text)  # 10\u2078 is not 108
        text = _DASHES.sub("-", _APOSTROPHES.sub("'", _INVISIBLE.sub("", text)))
        text = "".join(_letter(letter) for letter in unicodedata.normalize("NFKC", text))
    return _SPACES.sub(" ", _MARKUP.sub(" ", text).replace('"', " ")).strip()


@lru_cache(maxsize=8192)  # a response is read by each kind of key
def tidy(text: str) -> str:
    """`text` as it is read: plain, no accents, dotted initials joined, capitals kept."""
    text = plain(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", "".join(map(_bare, unicodedata.normalize("NFD", text))))
    if "." in text:
        text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    if "/" in text:
        text = _UNTIL.sub("sampai", text)
    if "-" in text:
        text = _SPELLED.sub(lambda found: found[0].replace("-", ""), text)
    return _STRETCHED.sub(lambda found: found[1] or found[2], text) if _TRIPLED.search(text) else text


def clean(text: str) -> str:
    """`text` as it is compared: plain, small letters, no accents, dotted initials joined.

    >>> clean("The D.P.R.K.")
    'the dprk'
    >>> clean("Óscar")
    'oscar'
    """
    return tidy(text).lower()


@lru_cache(maxsize=8192)  # a question is read for each of its keys, a response by each kind of key
def tokens(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs of `text`, each knowing what stood before it."""
    written = tidy(text)
    cleaned = written.lower()
    found: list[Token] = []
    before, end = "", 0
    for match in _TOKEN.finditer(cleaned):
        kind, part, start = match.lastgroup, match[0], match.start()
        if kind == "break":
            before += part
            continue
        joined_to = start == end and bool(found)
        end = match.end()
        if kind == "word":
            shown = written[start:end]
            word = part.replace("'", "")
            upper = shown.isupper() or (len(shown) <= _FORMULA and not shown[1:].islower() and shown[0].isupper())
            found.append(Token(word, before, joined_to, part.endswith("'s"), shown[0].isupper(), upper))
        else:
            found.append(Token(part, before, joined_to))
        before = ""
    return tuple(found)


def joined(words: tuple[str, ...]) -> str:
    """The words as one string, for looking up."""
    return " ".join(words)


def _has_markup(text: str) -> bool:
    return _MARKS.search(text) is not None


def _letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"So", "Cn", "Co", "Cs", "Cc", "Sk"}:
        return letter if letter in "\n\u00b0^" else " "
    return '"' if category in {"Pi", "Pf"} else letter


_SPECIAL = {
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
    "ß": "ss",
}


def _bare(letter: str) -> str:
    if unicodedata.combining(letter):
        return ""
    return _SPECIAL.get(letter, letter)
