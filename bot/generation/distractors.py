"""Wrong answers of the same kind as the right one, none of which is right by the article or by the lexicon."""

import random
import re
from collections.abc import Iterator

from babel.dates import get_month_names

from bot.generation.article import Article
from bot.generation.entities import Mention
from bot.generation.facts import Fact
from bot.grading import dates
from bot.grading.lexicon import Lexicon

WANTED = 3
# The right option is often the longest; learners find that out sooner than anything about the subject.
_LENGTHS = 1.5
# Nearer to a rough number than this is hardly wrong.
_ROUGH = 0.25


def distractors(fact: Fact, question: str, article: Article, lexicon: Lexicon, dice: random.Random) -> tuple[str, ...]:
    """Three wrong answers, or none where three good ones cannot be had."""
    answer = fact.answer
    near = [*_numeric(fact, article, dice)] or [*_names(fact, article, lexicon, dice)]
    asked = {word for word in re.findall(r"\w{4,}", question) if word[0].isupper()}
    good: list[str] = []
    taken = _ids(answer.text, lexicon) | named_in(question, lexicon)
    for other in near:
        if (
            len(good) < WANTED
            and not any(other in option or option in other for option in good)
            and not _ids(other, lexicon) & taken
            and not _holds_one_another(other, answer, lexicon)
            and _is_wrong(other, fact, question, asked, article)
        ):
            good.append(other)
            taken |= _ids(other, lexicon)
    return tuple(good) if len(good) == WANTED else ()


def named_in(question: str, lexicon: Lexicon) -> frozenset[str]:
    """The entities that a question names, by whatever name."""
    words = tuple(re.findall(r"[\w'’-]+", question.replace("____", " ").lower()))
    return frozenset(entity for mention in lexicon.mentions(words) for entity in mention.ids)


def _holds_one_another(other: str, answer: Mention, lexicon: Lexicon) -> bool:
    """Whether one of the two places lies in the other: who came to a town came to its region as well."""
    ids, entity = _ids(other, lexicon), lexicon.entities.get(answer.entity)
    if entity is None:
        return False
    return bool(ids & {*entity.within}) or any(answer.entity in lexicon.entities[each].within for each in ids)


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


def _numeric(fact: Fact, article: Article, dice: random.Random) -> Iterator[str]:
    """Dates and numbers near the right one, in its own spelling."""
    answer = fact.answer
    years = [*re.finditer(r"(?<!\d)\d{4}(?!\d)", answer.text)]
    if answer.type == "TIME" and len(years) == 1 and re.fullmatch(r"[\w ,]+", answer.text):
        yield from _dates(answer.text, years[0], article, dice)
    whole = re.fullmatch(r"(?P<number>\d{1,3}(?:[.,]\d{3})*|\d+)(?P<rest> .+)?", answer.text)
    if answer.type == "NUMBER" and whole:
        yield from _scaled(whole["number"], whole["rest"] or "", dice, _is_rough(fact, article))


def _dates(text: str, year: re.Match[str], article: Article, dice: random.Random) -> Iterator[str]:
    """Some years off, every other one in another month; nothing later than the article itself."""
    months: dict[int, str] = dict(get_month_names("wide", locale=article.language))
    name = next((number for number in months if months[number] in text), None)
    day = re.match(r"(\d+) ", text)
    shifts = [-4, -3, -2, -1, 1, 2, 3, 4]
    dice.shuffle(shifts)
    latest = _latest(article)
    for at, shift in enumerate(shifts):
        moved, month = _shifted(text, year, shift), name or 0
        if name is not None and at % 2 and (day is None or int(day[1]) <= 28):
            month = (name + shift - 1) % 12 + 1
            moved = moved.replace(months[name], months[month])
        if (int(year[0]) + shift, month) <= latest:
            yield moved


def _latest(article: Article) -> tuple[int, int]:
    """The last year and month that the article names; a year alone does not reach into its months."""
    named = (dates.find(m.text.lower()).dates for read in article.sentences for m in read.mentions if m.type == "TIME")
    known = [(date.year, date.month or 0) for found in named for date in found if date.year and date.span == 1]
    return max(known, default=(0, 0))


def _is_rough(fact: Fact, article: Article) -> bool:
    before = fact.read.text[: fact.answer.start].split()[-1:]
    return bool(before) and before[0].lower() in article.table["about"]


def _shifted(text: str, year: re.Match[str], shift: int) -> str:
    return text[: year.start()] + str(int(year[0]) + shift) + text[year.end() :]


def _scaled(number: str, rest: str, dice: random.Random, rough: bool) -> Iterator[str]:
    """Numbers of the same size and as round; well apart where the right one is rough: about ten is about eleven."""
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
    if rough:
        moves = [move for move in moves if abs(move) > count * _ROUGH]
    dice.shuffle(moves)
    mark = next((sign for sign in number if sign in ".,"), "")
    for move in moves:
        written = f"{(count + move) * step:,}".replace(",", mark) if mark else str((count + move) * step)
        yield written + rest


def _names(fact: Fact, article: Article, lexicon: Lexicon, dice: random.Random) -> Iterator[str]:
    """Others of the same kind: from the article first, then those of the lexicon, but persons, whose times it ignores."""
    answer = fact.answer
    inside = {
        m.text for read in article.sentences for m in read.mentions if m.type == answer.type and _alike(m, answer)
    }
    full = answer.type != "PERSON"
    drawn = _drawn({name for name in inside if full or (" " in name) == (" " in answer.text)}, dice)
    entity = lexicon.entities.get(answer.entity)
    if entity and full:
        known = (other.called(article.language) for other in lexicon.entities.values() if other.type == entity.type)
        drawn += _drawn(set(known), dice)
    yield from (name for name in drawn if _was_there(name, fact, lexicon))


def _was_there(name: str, fact: Fact, lexicon: Lexicon) -> bool:
    """Whether a state stood in the year of the sentence; without a year, whether it stands today."""
    year = re.search(r"(?<!\d)[12]\d{3}(?!\d)", fact.read.text)
    told = int(year[0]) if year else _TODAY
    stood = (_STOOD.get(each, (0, _TODAY)) for each in lexicon.named(tuple(name.lower().split())))
    return all(first <= told <= last for first, last in stood)


_TODAY = 9999
# States that the lexicon knows and that have not always been, or are no more.
_STOOD = {
    "ussr": (1922, 1991), "russia": (1991, _TODAY), "dprk": (1948, _TODAY), "rok": (1948, _TODAY),
    "ukraine": (1991, _TODAY), "belarus": (1991, _TODAY), "eritrea": (1993, _TODAY),
}  # fmt: skip


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
