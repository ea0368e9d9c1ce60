"""Wrong answers of the same kind as the right one, none of which is right by the article or by the lexicon."""

import random
import re
from collections.abc import Iterator

from babel.dates import get_month_names

from bot.generation.article import Article
from bot.generation.entities import Mention
from bot.generation.facts import Fact
from bot.grading.lexicon import Lexicon

WANTED = 3
# The right option is often the longest; learners find that out sooner than anything about the subject.
_LENGTHS = 1.5


def distractors(fact: Fact, question: str, article: Article, lexicon: Lexicon, dice: random.Random) -> tuple[str, ...]:
    """Three wrong answers, or none where three good ones cannot be had."""
    answer = fact.answer
    near = [*_numeric(answer, article, dice)] or [*_names(answer, article, lexicon, dice)]
    asked = {word for word in re.findall(r"\w{4,}", question) if word[0].isupper()}
    good: list[str] = []
    taken = _ids(answer.text, lexicon) | _named_in(question, lexicon)
    for other in near:
        if (
            len(good) < WANTED
            and other not in good
            and not _ids(other, lexicon) & taken
            and _is_wrong(other, fact, question, asked, article)
        ):
            good.append(other)
            taken |= _ids(other, lexicon)
    return tuple(good) if len(good) == WANTED else ()


def _is_wrong(other: str, fact: Fact, question: str, asked: set[str], article: Article) -> bool:
    """Of the same shape, not in the question, and nowhere said of the same things."""
    answer = fact.answer.text
    longer, shorter = max(len(other), len(answer)), min(len(other), len(answer))
    if longer > _LENGTHS * shorter + 3:
        return False
    small, right = other.lower(), answer.lower()
    if small in right or right in small or small in question.lower() or small in fact.read.text.lower():
        return False
    return not _also_said(other, asked, article)


def _also_said(other: str, asked: set[str], article: Article) -> bool:
    """Whether another sentence says this of what the question names: it could be right then."""
    if other not in article.text:
        return False
    names = asked - {other}
    return any(other in read.text and sum(name in read.text for name in names) >= 2 for read in article.sentences)


def _ids(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The entities of a name; a state and the one that went before it count as one, for dates decide between them."""
    ids = lexicon.named(tuple(text.lower().split()))
    return ids | _SUCCESSORS if ids & _SUCCESSORS else ids


_SUCCESSORS = frozenset(("russia", "ussr"))


def _named_in(question: str, lexicon: Lexicon) -> frozenset[str]:
    words = tuple(re.findall(r"[\w'’-]+", question.lower()))
    return frozenset(entity for mention in lexicon.mentions(words) for entity in mention.ids)


def _numeric(answer: Mention, article: Article, dice: random.Random) -> Iterator[str]:
    """Dates and numbers near the right one, in its own spelling."""
    if answer.type not in {"TIME", "NUMBER"}:
        return
    years = [*re.finditer(r"(?<!\d)\d{4}(?!\d)", answer.text)]
    if answer.type == "TIME" and len(years) == 1 and re.fullmatch(r"[\w ,]+", answer.text):
        latest = max(int(year) for year in re.findall(r"(?<!\d)[12]\d{3}(?!\d)", article.text) or [years[0][0]])
        shifts = [
            shift for shift in (-4, -3, -2, -1, 1, 2, 3, 4) if int(years[0][0]) + shift <= latest
        ]  # nothing from the future
        dice.shuffle(shifts)
        months: dict[int, str] = dict(get_month_names("wide", locale=article.language))
        for at, shift in enumerate(shifts):
            moved = _shifted(answer.text, years[0], shift)
            name = next((number for number in months if months[number] in moved), None)
            day = re.match(r"(\d+) ", answer.text)
            if name is not None and at % 2 and (day is None or int(day[1]) <= 28):
                moved = moved.replace(months[name], months[(name + shift - 1) % 12 + 1])
            yield moved
    whole = re.fullmatch(r"(?P<number>\d{1,3}(?:[.,]\d{3})*|\d+)(?P<rest> .+)?", answer.text)
    if answer.type == "NUMBER" and whole:
        yield from _scaled(whole["number"], whole["rest"] or "", dice)


def _shifted(text: str, year: re.Match[str], shift: int) -> str:
    return text[: year.start()] + str(int(year[0]) + shift) + text[year.end() :]


def _scaled(number: str, rest: str, dice: random.Random) -> Iterator[str]:
    """Numbers of the same size and as round."""
    value = int(re.sub(r"\D", "", number))
    zeros = (
        len(number)
        - len(number.rstrip("0.,"))
        - number[len(number.rstrip("0.,")) :].count(".")
        - number[len(number.rstrip("0.,")) :].count(",")
    )
    step = 10**zeros
    count = value // step
    moves = (
        [move for move in (-3, -2, -1, 1, 2, 3, 4, 5) if count + move > 0] if count < 30 else [-12, -7, -4, 3, 6, 9, 14]
    )
    dice.shuffle(moves)
    mark = next((sign for sign in number if sign in ".,"), "")
    for move in moves:
        written = f"{(count + move) * step:,}".replace(",", mark) if mark else str((count + move) * step)
        yield written + rest


def _names(answer: Mention, article: Article, lexicon: Lexicon, dice: random.Random) -> Iterator[str]:
    """Others of the same kind: from the article first, then those of the lexicon."""
    inside = {
        m.text for read in article.sentences for m in read.mentions if m.type == answer.type and _alike(m, answer)
    }
    full = answer.type != "PERSON"
    yield from _drawn({name for name in inside if full or (" " in name) == (" " in answer.text)}, dice)
    entity = lexicon.entities.get(answer.entity)
    if entity:
        yield from _drawn(
            {other.called(article.language) for other in lexicon.entities.values() if other.type == entity.type}, dice
        )


def _drawn(names: set[str], dice: random.Random) -> list[str]:
    drawn = sorted(names)
    dice.shuffle(drawn)
    return drawn


def _alike(mention: Mention, answer: Mention) -> bool:
    full = {"full", "person"}
    same = mention.kind == answer.kind or {mention.kind, answer.kind} <= full
    return (
        same
        and mention.kind not in {"name", "short", "office", "noun", "phrase", "definition", "term"}
        and mention.head == answer.head
    )
