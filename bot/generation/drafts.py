"""Questions from any article: drafts with their class and the reasons for it, best first."""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from bot.generation import english, indonesian
from bot.generation.article import Article, read_article
from bot.generation.checks import faults
from bot.generation.clauses import Clause, clause_of
from bot.generation.cloze import blanks, turned
from bot.generation.distractors import distractors, named_in
from bot.generation.facts import Fact, facts
from bot.generation.forms import Form
from bot.generation.purposes import told
from bot.generation.series import in_order, offices
from bot.generation.statements import ASKED, VERDICTS, Statement, statement
from bot.generation.trust import judged
from bot.grading.lexicon import Lexicon
from bot.lessons.checks import Avoided

# Below the best facts only real questions are offered: gaps in every other sentence are work to reject.
GAPS_PER_100_WORDS = {"id": 5, "en": 8}
_NO_NAMES = Lexicon.empty()
ORDER = {"id": "Urutkan dari yang paling awal.", "en": "Put these in order, the earliest first."}
MATCH = {"id": "Pasangkan tokoh dengan jabatannya.", "en": "Match each person with the office."}
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
    elements: tuple[str, ...] = ()  # of an order, as it is right
    pairs: tuple[tuple[str, str], ...] = ()  # of a match


def draft(
    text: str,
    language: str | None = None,
    lexicon: Lexicon = _NO_NAMES,
    seed: int = 0,
    avoided: Collection[Avoided] = (),
) -> list[Draft]:
    """The drafts for an article, best first. Any text gives a list; the same text and seed give the same one.

    What says a word of `avoided` in our own voice is a draft only.
    """
    article = read_article(text, language, lexicon)
    made = (*_drafts(article, lexicon, seed), *_series(article), *_open(article))
    return [_weighed(each, avoided) for each in made]


def _weighed(made: Draft, avoided: Collection[Avoided]) -> Draft:
    said = "\n".join((made.question, made.answer, *made.options, *made.elements, *(title for _, title in made.pairs)))
    if not any(word.said_in(said) for word in avoided):
        return made
    return replace(made, trust="C", reasons=(*made.reasons, "avoided-word"))


def _series(article: Article) -> Iterator[Draft]:
    """An order and a match, where the article has enough for one. A teacher reads them once: B."""
    events = in_order(article, _GRAMMARS[article.language].is_verb)
    if events:
        elements = tuple(event.text for event in events)
        yield Draft(
            ORDER[article.language],
            elements[0],
            "order",
            "TIME",
            "B",
            ("form-to-read",),
            events[0].fact.read.text,
            "order",
            elements=elements,
        )
    held = offices(article)
    if held:
        name, title = held[0]
        source = next(read.text for read in article.sentences if name in read.text and title[1:] in read.text)
        yield Draft(
            MATCH[article.language], name, "match", "PERSON", "B", ("form-to-read",), source, "match", pairs=tuple(held)
        )


def _open(article: Article) -> Iterator[Draft]:
    """Why and how, last: a teacher has to say what counts as an answer."""
    grammar = _GRAMMARS[article.language]
    asked: set[str] = set()
    for each in told(article, grammar.is_verb):
        question = grammar.open_question(each.pattern, each.clause)
        if question and question not in asked and not faults(question, "wh", each.fact, article):
            asked.add(question)
            yield _draft(question, "wh", each.pattern, each.fact, article, None)


def _drafts(article: Article, lexicon: Lexicon, seed: int) -> Iterator[Draft]:
    enough = max(2, round(GAPS_PER_100_WORDS[article.language] * len(article.text.split()) / 100))
    asked: set[str] = set()
    stated: set[str] = set()
    offered = 0
    for fact, clause, forms in _ranked(article):
        made = [
            _draft(form.question, "wh", form.pattern, fact, article, clause if form.whole else None)
            for form in forms
            if form.question not in asked
        ][:1]
        if offered < enough:
            made += _gaps(fact, article, clause, asked)
        # "DPRK" tells North Korea.
        answer = lexicon.only(fact.answer.text)
        made = [each for each in made if not answer & named_in(each.question, lexicon)]
        asked |= {each.question for each in made}
        offered += bool(made)
        yield from _with_wrong_answers(fact, article, clause, lexicon, made, stated, seed)


def _ranked(article: Article) -> list[tuple[Fact, Clause | None, list[Form]]]:
    """The facts with their sound question forms, those that people would ask first in front."""
    grammar = _GRAMMARS[article.language]
    found = []
    for fact in facts(article, grammar.is_verb):
        clause = clause_of(fact.read, fact.answer, article.table, grammar.is_verb)
        forms = [
            form for form in grammar.forms(fact, article, clause) if not faults(form.question, "wh", fact, article)
        ]
        found.append(
            (
                fact.worth * (_FORM_WORTH.get(forms[0].pattern, 1.0) if forms else _NO_FORM[article.language]),
                fact,
                clause,
                forms,
            )
        )
    found.sort(key=lambda each: (-each[0], each[1].read.sentence.number, each[1].answer.start))
    return [(fact, clause, forms) for _, fact, clause, forms in found]


# What can be asked in these forms was asked by people more often than other facts, what in none of them less.
_FORM_WORTH = {
    "office": 2.0,
    "apposition": 1.5,
    "lived": 1.6,
    "measure": 1.6,
    "called": 1.2,
    "which-country": 0.6,
    "where": 0.9,
    "when": 1.15,
    "by-whom": 1.2,
    "name-of": 1.1,
}
_NO_FORM = {"id": 0.85, "en": 1.0}


def _with_wrong_answers(
    fact: Fact,
    article: Article,
    clause: Clause | None,
    lexicon: Lexicon,
    made: list[Draft],
    stated: set[str],
    seed: int,
) -> Iterator[Draft]:
    """The drafts of a fact, as choices where there are good distractors, and a statement to judge."""
    for each in made:
        dice = random.Random(f"{seed} {each.question}")  # noqa: S311 - for variety, not for secrets
        others = distractors(fact, each.question, article, lexicon, dice)
        if each.kind == "wh" and others:
            options = [each.answer, *others]
            dice.shuffle(options)
            yield replace(each, kind="mcq", options=tuple(options))
        else:
            yield each
        if each.kind == "cloze" and each.trust != "C" and each.sentence not in stated and _can_be_swapped(fact):
            gap = turned(fact, article, clause) or each.question
            if made_of_it := statement(gap, each.answer, others, each.sentence, dice):
                stated.add(each.sentence)
                yield _to_judge(each, made_of_it, article.language)


def _to_judge(draft: Draft, statement: Statement, language: str) -> Draft:
    """The draft as a statement that is true or false."""
    question, answer = ASKED[language].format(statement.text), VERDICTS[language][statement.true]
    asked = replace(draft, question=question, answer=answer, correction=statement.correction)
    return replace(asked, kind="tf", pattern="true-false", entity="")


def _gaps(fact: Fact, article: Article, clause: Clause | None, asked: set[str]) -> list[Draft]:
    for gap in blanks(fact, article, clause):
        if gap.text not in asked and not faults(gap.text, "cloze", fact, article):
            return [_draft(gap.text, "cloze", "cloze", fact, article, clause if gap.whole else None)]
    return []


def _draft(question: str, kind: str, pattern: str, fact: Fact, article: Article, clause: Clause | None) -> Draft:
    trust, reasons = judged(question, pattern, fact, article, clause)
    answer = fact.answer
    return Draft(
        question, answer.text, kind, answer.type, trust, reasons, fact.read.text, pattern, entity=answer.entity
    )


def _can_be_swapped(fact: Fact) -> bool:
    """Another date, number or country makes a plain falsehood; another person in an office makes nonsense."""
    return fact.answer.type in {"TIME", "NUMBER"} or fact.answer.kind == "country"
