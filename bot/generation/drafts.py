"""Questions from any article: drafts with their class and the reasons for it, best first."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.generation import english, indonesian
from bot.generation.article import Article, read_article
from bot.generation.checks import faults
from bot.generation.clauses import Clause, clause_of
from bot.generation.cloze import blanks
from bot.generation.facts import Fact, facts
from bot.generation.trust import judged
from bot.grading.lexicon import Lexicon

# Below the best facts only real questions are offered: gaps in every other sentence are work to reject.
GAPS_PER_100_WORDS = 6
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
    reasons: tuple[str, ...]  # why it is not a better class, as codes
    sentence: str  # the source sentence, verbatim
    pattern: str = ""  # the form it was made by
    options: tuple[str, ...] = ()
    correction: str | None = None  # of a false statement
    entity: str = ""  # the answer's id in the lexicon: its other names are accepted


def draft(text: str, language: str | None = None, lexicon: Lexicon = _NO_NAMES, seed: int = 0) -> list[Draft]:
    """The drafts for an article, best first. Any text gives a list; the same text and seed give the same one."""
    article = read_article(text, language, lexicon)
    return list(_drafts(article))


def _drafts(article: Article) -> Iterator[Draft]:
    grammar = _GRAMMARS[article.language]
    enough = max(2, round(GAPS_PER_100_WORDS * len(article.text.split()) / 100))
    asked: set[str] = set()
    offered = 0
    for fact in facts(article, grammar.is_verb):
        clause = clause_of(fact.read, fact.answer, article.table, grammar.is_verb)
        made = [*_questions(fact, article, clause, asked)]
        if offered < enough:
            made += _gaps(fact, article, clause, asked)
        asked |= {each.question for each in made}
        offered += bool(made)
        yield from made


def _questions(fact: Fact, article: Article, clause: Clause | None, asked: set[str]) -> list[Draft]:
    """The best question form of a fact, if any is sound."""
    for form in _GRAMMARS[article.language].forms(fact, article, clause):
        if form.question not in asked and not faults(form.question, fact.answer.text, "wh", article):
            return [_draft(form.question, "wh", form.pattern, fact, article, clause if form.whole else None)]
    return []


def _gaps(fact: Fact, article: Article, clause: Clause | None, asked: set[str]) -> list[Draft]:
    for gap in blanks(fact, article, clause):
        if gap.text not in asked and not faults(gap.text, fact.answer.text, "cloze", article):
            return [_draft(gap.text, "cloze", "cloze", fact, article, clause if gap.whole else None)]
    return []


def _draft(question: str, kind: str, pattern: str, fact: Fact, article: Article, clause: Clause | None) -> Draft:
    trust, reasons = judged(question, pattern, fact, article, clause)
    answer = fact.answer
    return Draft(question, answer.text, kind, answer.type, trust, reasons, fact.read.text, pattern, entity=answer.entity)
