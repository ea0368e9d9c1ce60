"""A question form, and what forms of both languages share."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.generation.clauses import Clause, holds
from bot.generation.facts import Fact
from bot.generation.words import Word


@dataclass(frozen=True, slots=True)
class Form:
    """A question and the pattern it was made by."""

    question: str
    pattern: str
    whole: bool = True  # nothing of the sentence was cut but brackets


Maker = Callable[[Clause], Iterator[Form]]


def of_clause(clause: Clause, makers: Mapping[str, tuple[Maker, ...]]) -> Iterator[Form]:
    """What the makers give for where the answer stands, else for its kind, its type, or anything."""
    answer = clause.answer
    kinds = ("SUBJECT",) if holds(clause.subject, answer) else (answer.type, answer.kind)
    for make in next((makers[kind] for kind in kinds if kind in makers), makers["ANY"]):
        yield from make(clause)


def without_end(words: Sequence[Word], skipped: Callable[[Word], bool]) -> list[Word]:
    """The words without those at their end that only lead to the answer."""
    kept = list(words)
    while kept and skipped(kept[-1]):
        kept.pop()
    return kept


def tidy(words: Sequence[Word], dangling: frozenset[str]) -> list[Word]:
    """Without a comma first or two in a row, and without a mark or a word at the end that leads on."""
    kept: list[Word] = []
    for word in words:
        if word.text == "," and (not kept or kept[-1].text == ","):
            continue
        kept.append(word)
    return without_end(kept, lambda word: (word.mark and word.text in ",;:-–") or word.small in dangling)


def is_one_of_many(words: Sequence[Word], joining: frozenset[str], number_words: frozenset[str]) -> bool:
    """ "10 gold, 11 silver and 6 bronze medals": whether here the next amount begins."""
    if len(words) < 3 or words[0].small not in joining:
        return False
    return words[1].text[0].isdigit() or words[1].small in number_words


def tells_of_a_place(clause: Clause, before: Word) -> bool:
    """Whether "in Russia" belongs to the place it follows, "Khasan in Russia", and not to what is told."""
    return any(mention.type == "PLACE" and mention.end == before.end for mention in clause.read.mentions)


def names_another(fact: Fact, start: int, end: int) -> bool:
    """Whether a person's name ends what stands beside the answer: "Kim Il Sung, the father Kim Jong Il," is a list."""
    others = (mention for mention in fact.read.mentions if mention.type == "PERSON" and mention.kind != "office")
    return any(
        start < other.start
        and other.end == end
        and not re.search(r"\bof $|\bto $|\bdari $", fact.read.text[: other.start])
        for other in others
    )


def stands_for(short: str, long: str) -> bool:
    """Whether the letters of the short form begin the words of the long one, small words left out or not."""
    words = re.findall(r"[^\W\d_]+", long)
    letters = "".join(word[0] for word in words).lower()
    capitals = "".join(word[0] for word in words if word[0].isupper()).lower()
    begins = bool(words) and words[0][0].isupper()
    return len(short) > 1 and (short.lower() == letters or (begins and short.lower() == capitals))
