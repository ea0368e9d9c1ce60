"""Questions from any article: drafts with their class and the reasons for it, best first."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.generation import english, indonesian
from bot.generation.article import Article, read_article
from bot.generation.checks import faults
from bot.generation.cloze import blanks
from bot.generation.facts import Fact, facts
from bot.grading.lexicon import Lexicon

# Below the best facts only real questions are offered: gaps in every other sentence are work to reject.
GAPS_PER_100_WORDS = 8
_NO_NAMES = Lexicon.empty()
_GRAMMARS = {"id": indonesian, "en": english}


@dataclass(frozen=True)
class Draft:
    """A question that a teacher may keep, edit or drop."""

    question: str
    answer: str
    kind: str  # wh cloze mcq tf order match
    qtype: str  # PERSON TIME PLACE NUMBER THING REASON MANNER
    trust: str  # A may be asked as it stands, B after one approval, C is a draft only
    reasons: tuple[str, ...]
    sentence: str  # the source sentence, verbatim
    pattern: str = ""
    options: tuple[str, ...] = ()
    correction: str | None = None


def draft(text: str, language: str | None = None, lexicon: Lexicon = _NO_NAMES, seed: int = 0) -> list[Draft]:
    """The drafts for an article, best first. Any text gives a list; the same text and seed give the same one."""
    article = read_article(text, language, lexicon)
    return list(_drafts(article))


def _drafts(article: Article) -> Iterator[Draft]:
    grammar = _GRAMMARS[article.language]
    asked: set[str] = set()
    enough = max(2, round(GAPS_PER_100_WORDS * len(article.text.split()) / 100))
    offered = 0
    for fact in facts(article, grammar.is_verb):
        before = len(asked)
        for form in grammar.forms(fact, article):
            answer = form.answer or fact.answer.text
            if form.question in asked or faults(form.question, answer, "wh", article):
                continue
            asked.add(form.question)
            yield Draft(form.question, answer, "wh", fact.answer.type, "B", (), fact.read.text, form.pattern)
            break
        if offered >= enough:
            continue
        for gap in blanks(fact, article, grammar.is_verb):
            if gap not in asked and not faults(gap, fact.answer.text, "cloze", article):
                asked.add(gap)
                yield Draft(gap, fact.answer.text, "cloze", fact.answer.type, "B", (), fact.read.text, "cloze")
                break
        offered += len(asked) > before
