"""A sentence with the answer left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.generation.article import Article
from bot.generation.clauses import Clause, cut, holds, render, without_brackets
from bot.generation.facts import Fact
from bot.generation.tables import Tables
from bot.generation.words import Word

BLANK = "____"
# A gap needs its sentence around it, but more than this is reading, not asking.
LONGEST = 32


@dataclass(frozen=True, slots=True)
class Gap:
    """A text with a blank. `whole`: nothing of the sentence was cut but brackets."""

    text: str
    whole: bool


def blanks(fact: Fact, article: Article, clause: Clause | None) -> Iterator[Gap]:
    """The texts around the answer with a blank in its place, the best first."""
    for words, whole in _stretches(fact, article, clause):
        text = _blanked(words, fact, article)
        if text:
            yield Gap(text, whole)


def turned(fact: Fact, article: Article, clause: Clause | None) -> str | None:
    """The clause with the adverbial it began with put last: "Kim Il Sung wafat pada ____." """
    if clause is None or not clause.lead or not clause.subject or "," in {word.text for word in clause.predicate}:
        return None
    first, *rest = clause.lead
    lead = (replace(first, text=first.small), *rest) if first.small in article.table["prepositions"] else clause.lead
    before = (*clause.subject, *clause.predicate)
    if holds(clause.lead, fact.answer):
        head, tail = cut(lead, fact.answer)
        text = f"{render(before)} {render(head)} {BLANK} {render(tail)}"
    else:
        head, tail = cut(before, fact.answer)
        text = f"{render(head)} {BLANK} {render(tail)} {render(lead)}"
    text = re.sub(r"\s+([,.;])", r"\1", " ".join(text.split()))
    return text[0].upper() + text[1:] + "."


def _stretches(fact: Fact, article: Article, clause: Clause | None) -> Iterator[tuple[Sequence[Word], bool]]:
    joined = len(_unlinked(fact.read.words, article.table)) < len(fact.read.words)
    if clause and not clause.speaker and clause.opener not in article.table["subordinators"]:
        comma = (
            (Word(",", ",", clause.lead[-1].end, clause.lead[-1].end + 1, False, True),)
            if clause.lead and clause.comma
            else ()
        )
        yield (*clause.lead, *comma, *clause.subject, *clause.predicate), not joined
    kept = without_brackets(fact.read.words, fact.answer)
    if kept is not None:
        yield kept, clause is not None and clause.whole and not joined
    yield _window(fact), False
    if clause and clause.subject:
        yield (*clause.subject, *clause.predicate), False


def _window(fact: Fact) -> Sequence[Word]:
    """Of a very long sentence, the parts between commas around the answer."""
    words, answer = fact.read.words, fact.answer
    bounds = [0, *(at + 1 for at, word in enumerate(words) if word.text in {",", ";", ":"}), len(words)]
    parts = [words[start:end] for start, end in pairwise(bounds) if end > start]
    place = next(
        (at for at, part in enumerate(parts) if any(answer.start <= word.start < answer.end for word in part)), 0
    )
    first, last = place, place
    while True:
        size = sum(len(part) for part in parts[first : last + 1])
        if first > 0 and size + len(parts[first - 1]) <= LONGEST - 4:
            first -= 1
        elif last + 1 < len(parts) and size + len(parts[last + 1]) <= LONGEST - 4:
            last += 1
        else:
            break
    return [word for part in parts[first : last + 1] for word in part]


def _blanked(words: Sequence[Word], fact: Fact, article: Article) -> str | None:
    words = _unlinked(words, article.table)
    if not words:
        return None
    before, after = cut(words, fact.answer)
    count = sum(not word.mark for word in (*before, *after))
    if not 4 <= count <= LONGEST or len(before) + len(after) == len(words):
        return None
    head, tail = render(before), render(after)
    if fact.read.text[fact.answer.end : fact.answer.end + 2] in {"'s", "’s"}:
        tail = f"'s {tail}"
    joint = "" if head.endswith(("(", "“", '"')) or not head else " "
    gap = "" if not tail or tail[0] in ",.;:!?)”\"%'’" else " "
    text = f"{head}{joint}{BLANK}{gap}{tail}".rstrip(" ,;:-–.")
    text = re.sub(r"\s+([,.;:?!])", r"\1", text)
    if any(text.count(left) != text.count(right) for left, right in ("()", "“”", "[]")) or text.count('"') % 2:
        return None
    return text[0].upper() + text[1:] + "."


def _unlinked(words: Sequence[Word], table: Tables) -> Sequence[Word]:
    """The words without what ties them to the sentence before: "But", "For example,", "Dengan demikian,"."""
    while words:
        phrase = next((size for size in (4, 3, 2) if " ".join(w.small for w in words[:size]) in table["links"]), 0)
        if not phrase and not words[0].mark and words[0].small not in _joining(table) | _RELATIVE:
            break
        words = words[phrase or 1 :]
    return words


_RELATIVE = frozenset(("that", "which", "who", "yang", "bahwa"))


def _joining(table: Tables) -> frozenset[str]:
    """Words that tie a sentence to another; "since" and "for" lead to a date as well, and stay."""
    return table["connectives"] - table["prepositions"]
