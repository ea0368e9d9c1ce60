"""A question form, and what forms of both languages share."""

import re
from dataclasses import dataclass

from bot.generation.clauses import Clause
from bot.generation.facts import Fact
from bot.generation.words import Word


@dataclass(frozen=True, slots=True)
class Form:
    """A question and the pattern it was made by."""

    question: str
    pattern: str
    whole: bool = True  # nothing of the sentence was cut but brackets


def tells_of_a_place(clause: Clause, before: Word) -> bool:
    """Whether "in Russia" belongs to the place it follows, "Khasan in Russia", and not to what is told."""
    return any(mention.type == "PLACE" and mention.end == before.end for mention in clause.read.mentions)


def names_another(fact: Fact, start: int, end: int) -> bool:
    """Whether a person's name ends what stands beside the answer: "Kim Il Sung, the father Kim Jong Il," is a list."""
    others = (mention for mention in fact.read.mentions if mention.type == "PERSON" and mention.kind != "office")
    return any(
        start < other.start and other.end == end and not re.search(r"\bof $|\bto $|\bdari $", fact.read.text[: other.start])
        for other in others
    )


def stands_for(short: str, long: str) -> bool:
    """Whether the letters of the short form begin the words of the long one, small words left out or not."""
    words = re.findall(r"[^\W\d_]+", long)
    letters = "".join(word[0] for word in words).lower()
    capitals = "".join(word[0] for word in words if word[0].isupper()).lower()
    begins = bool(words) and words[0][0].isupper()
    return len(short) > 1 and (short.lower() == letters or (begins and short.lower() == capitals))
