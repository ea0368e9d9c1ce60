"""A question form, and what forms of both languages share."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A question and the pattern it was made by."""

    question: str
    pattern: str
    whole: bool = True  # nothing of the sentence was cut but brackets


def stands_for(short: str, long: str) -> bool:
    """Whether the letters of the short form begin the words of the long one, small words left out or not."""
    words = re.findall(r"[^\W\d_]+", long)
    letters = "".join(word[0] for word in words).lower()
    capitals = "".join(word[0] for word in words if word[0].isupper()).lower()
    begins = bool(words) and words[0][0].isupper()
    return len(short) > 1 and (short.lower() == letters or (begins and short.lower() == capitals))
