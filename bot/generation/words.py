"""A sentence as words with their places in it."""

import re
from dataclasses import dataclass

_WORD = re.compile(
    r"\d+(?:[.,:/]\d+)+%?|\d+%?(?:-?(?:an|s|th|st|nd|rd|km|m|cm|kg)\b)?"
    r"|(?:[A-Z]\.){2,}|[^\W\d_]\w*(?:[-'’][^\W_]+)*|[^\w\s]|_+",
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark and where it stands."""

    text: str
    small: str
    start: int
    end: int
    capital: bool
    mark: bool


def words(text: str) -> list[Word]:
    return [_word(match) for match in _WORD.finditer(text)]


def _word(match: re.Match[str]) -> Word:
    text = match[0]
    return Word(text, text.lower(), match.start(), match.end(), text[0].isupper(), not text[0].isalnum())
