"""What a sentence says that can be asked: the answer, its type, and how likely a person would ask it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.generation.article import Article
from bot.generation.clauses import IsVerb
from bot.generation.entities import Mention
from bot.generation.read import Read
from bot.generation.words import Word


@dataclass(frozen=True, slots=True)
class Fact:
    """An answer in its sentence. The higher `worth`, the sooner it is asked."""

    read: Read
    answer: Mention
    worth: float


# How often people asked for an answer of this kind that stood in the first sentence of a passage and nowhere else
# (500 Indonesian, 126 English passages). What stands later, or again, was asked less often by the factors below.
_WORTH = {
    "id": {
        "full": 0.35, "short": 0.22, "person": 0.35, "day": 0.52, "month": 0.35, "year": 0.37, "era": 0.35, "hour": 0.1,
        "city": 0.2, "place": 0.22, "region": 0.2, "named": 0.15, "country": 0.14, "amount": 0.22, "count": 0.07,
        "org": 0.25, "organisation": 0.25, "thing": 0.14, "acronym": 0.06, "name": 0.14,
        "definition": 0.3, "term": 0.3, "phrase": 0.08,
    },
    "en": {
        "full": 0.48, "short": 0.25, "person": 0.48, "day": 0.5, "month": 0.4, "year": 0.3, "era": 0.3, "hour": 0.1,
        "city": 0.16, "place": 0.25, "region": 0.18, "named": 0.18, "country": 0.1, "amount": 0.32, "count": 0.22,
        "org": 0.3, "organisation": 0.3, "thing": 0.2, "acronym": 0.12, "name": 0.2,
        "definition": 0.15, "term": 0.5, "phrase": 0.12, "noun": 0.24,
    },
}  # fmt: skip
_LATER = {"id": (1.0, 0.65, 0.4, 0.3, 0.2), "en": (1.0, 0.75, 0.5, 0.5, 0.4)}
_OTHER_KIND = 0.12


def facts(article: Article, is_verb: IsVerb) -> list[Fact]:
    """The facts of an article, those that people would ask first in front."""
    best: dict[tuple[int, int, int], Fact] = {}
    seen: set[str] = set()
    for read in article.sentences:
        for answer in answers(read, article, is_verb):
            fact = Fact(read, answer, _worth(read, answer, article, answer.text in seen))
            key = (read.sentence.number, answer.start, answer.end)
            if key not in best or fact.worth > best[key].worth:
                best[key] = fact
        seen |= {answer.text for answer in read.mentions}
    return sorted(best.values(), key=lambda fact: (-fact.worth, fact.read.sentence.number, fact.answer.start))


def _worth(read: Read, answer: Mention, article: Article, again: bool) -> float:
    language = article.language
    value = _WORTH[language].get(answer.kind, _OTHER_KIND)
    value *= _LATER[language][min(read.sentence.number, 4)]
    if again:
        value *= 0.2
    if answer.type in {"PERSON", "THING", "PLACE"} and answer.kind not in {"definition", "term", "phrase"}:
        value *= (1.0, 0.65, 0.45)[min(article.times_named(answer), 3) - 1] if not again else 1.0
        words = len(answer.text.split())
        value *= (0.55, 1.0, 1.3, 1.4)[min(words, 4) - 1]
    if read.text.count("(", 0, answer.start) > read.text.count(")", 0, answer.start) and answer.type != "TIME":
        value *= 0.6
    before = read.text[: answer.start].split()[-1:]
    value *= _BEFORE[language].get(before[0].lower() if before else "^", 1.0)
    return value


# A word right before the answer that makes it likelier to be asked, or less.
_BEFORE = {
    "id": {"adalah": 2.0, "bernama": 2.5, "dari": 1.2, "dan": 0.7, "bahasa": 0.1, "mencapai": 2.0, "ada": 1.8,
           "salah": 0.1, "oleh": 1.4, "menjadi": 0.8, "(": 0.6},
    "en": {"and": 0.7, "by": 1.5, "of": 1.1, "called": 2.0, "named": 2.0, "(": 0.5, "was": 1.2},
}  # fmt: skip


def answers(read: Read, article: Article, is_verb: IsVerb) -> Iterator[Mention]:
    for mention in read.mentions:
        if mention.kind == "office":
            continue
        whole = _with_its_noun(read, mention, article, is_verb) if article.language == "en" else mention
        if whole.kind != "demonym":
            yield whole
    if article.language == "en":
        yield from _objects(read, article, is_verb)
    yield from _definitions(read, article)
    yield from _terms(read, article)


def _with_its_noun(read: Read, mention: Mention, article: Article, is_verb: IsVerb) -> Mention:
    """ "Kuznets curve hypothesis", "German army": in English the name stands before the noun it belongs to."""
    if mention.kind not in {"name", "demonym", "country", "region", "acronym"}:
        return mention
    first = next((at for at, word in enumerate(read.words) if word.start == mention.start), None)
    at = next((at for at, word in enumerate(read.words) if word.start >= mention.end), None)
    if first is None or at is None or read.text[mention.end : mention.end + 1] != " ":
        return mention
    end = _noun_end(read.words, at, article, is_verb, 3)
    if end == at:
        return mention
    return replace(
        mention,
        end=read.words[end - 1].end,
        text=read.text[mention.start : read.words[end - 1].end],
        type="THING",
        kind="noun",
        entity="",
    )


def _noun_end(words: Sequence[Word], at: int, article: Article, is_verb: IsVerb, most: int) -> int:
    """Where the nouns that begin here end."""
    end = at
    while end < len(words) and end - at < most and words[end].small.isalpha() and not words[end].capital:
        small = words[end].small
        if small in article.table["function_words"] or is_verb(words, end) or small.endswith(("ed", "ing", "ly")):
            break
        end += 1
    return end


def _objects(read: Read, article: Article, is_verb: IsVerb) -> Iterator[Mention]:
    """What a verb has behind it, where it is more than one word: "a surprise attack"."""
    words = read.words
    for at in range(len(words) - 2):
        led = words[at].small in _LEAD_IN
        if not led and (not is_verb(words, at) or words[at].small in article.table["auxiliaries"]):
            continue
        start = at + 1
        while start < len(words) - 1 and words[start].small in _SKIPPED:
            start += 1
        end = _noun_end(words, start, article, is_verb, 4)
        if end - start >= 2 and words[start].start >= 0:
            yield _stretch(read, start, end, "phrase")


_LEAD_IN = frozenset("of for by as into from with to in on".split())


def _definitions(read: Read, article: Article) -> Iterator[Mention]:
    """What stands after "adalah" in a sentence that begins by naming a thing."""
    words = read.words
    for at, word in enumerate(words[:30]):
        if word.small in article.table["copulas"] and 0 < at < len(words) - 2:
            if words[at - 1].small in article.table["pronouns"]:
                return
            if article.language == "en" and words[at + 1].small not in {"a", "an", "the", "one"}:
                return
            start, end = _complement(words, at + 1)
            if 1 <= end - start <= 14 and not words[start].capital and not words[start].text[0].isdigit():
                yield _stretch(read, start, end, "definition")
            return


_SKIPPED = frozenset("sebuah seorang suatu salah satu a an the one seekor nama".split())
_STOPS = frozenset(
    "sehingga karena namun tetapi sementara sedangkan dengan pada ketika but because although while".split()
)


def _complement(words: Sequence[Word], at: int) -> tuple[int, int]:
    start = at
    while start < len(words) - 1 and words[start].small in _SKIPPED:
        start += 1
    end = start
    while end < len(words) and not words[end].mark and words[end].small not in _STOPS:
        end += 1
    return start, end


def _terms(read: Read, article: Article) -> Iterator[Mention]:
    """What follows "bernama", "disebut", "called"."""
    words, named = read.words, article.table["named_by"]
    for at, word in enumerate(words[:-1]):
        pair = f"{word.small} {words[at + 1].small}"
        step = 2 if pair in named else 1 if word.small in named else 0
        if not step:
            continue
        start = at + step
        while start < len(words) and (words[start].mark or words[start].small in _SKIPPED):
            start += 1
        end = start
        while (
            end < len(words)
            and not words[end].mark
            and words[end].small not in article.table["function_words"]
            and end - start < 5
        ):
            end += 1
        if end > start:
            yield _stretch(read, start, end, "term")


def _stretch(read: Read, start: int, end: int, kind: str) -> Mention:
    first, last = read.words[start].start, read.words[end - 1].end
    return Mention(first, last, read.text[first:last], "THING", kind)
