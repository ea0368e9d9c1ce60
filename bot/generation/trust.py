"""How far a draft can be trusted: A may be asked as it stands, B after one approval, C is a draft to work on."""

import re
from collections.abc import Iterator, Sequence

from bot.generation.article import Article
from bot.generation.clauses import Clause, holds
from bot.generation.facts import Fact
from bot.generation.tables import Tables
from bot.generation.words import Word

# The forms that ask for something definite and change little of the sentence.
_SURE = frozenset(("when", "by-whom", "acronym", "office", "lived", "cloze"))
# A full date in the question leaves one answer to these.
_SURE_WHEN_DATED = frozenset(("where", "who", "which-country"))
# The forms whose answer has many good wordings, or whose stem may fit something else as well.
_LOOSE = frozenset(("what-is", "who-is", "name-of", "what", "called", "with-what", "speaker", "equals", "in-place"))
_LONGEST = {"wh": 18, "cloze": 24}
_NAMED = frozenset(
    (
        "person",
        "full",
        "country",
        "organisation",
        "document",
        "event",
        "weapon",
        "city",
        "region",
        "place",
        "day",
        "month",
        "year",
        "amount",
    )
)
_PLACES = frozenset(("country", "city", "region", "place"))


def judged(
    question: str, pattern: str, fact: Fact, article: Article, clause: Clause | None
) -> tuple[str, tuple[str, ...]]:
    """The class of a draft and the reasons why it is not a better one. No clause: it was cut from a longer sentence."""
    work = tuple(_work(question, pattern, fact, article.table))
    if work:
        return "C", work
    doubts = tuple(_doubts(question, pattern, fact, article, clause))
    return ("B", doubts) if doubts else ("A", ())


def _work(question: str, pattern: str, fact: Fact, table: Tables) -> Iterator[str]:
    """What makes it a draft only."""
    said = _words(question)
    if said & table["hedges"]:
        yield "hedged"
    if said & table["negations"]:
        yield "negated"
    if re.search(r"[\"“”«»‘]", question):
        yield "quoted"
    if fact.read.resolved:
        yield "pronoun-resolved"
    if _points(question, fact, table):
        yield "points-elsewhere"
    if said & table["passing"]:
        yield "time-of-writing"
    if pattern in _LOOSE:
        yield "loose-form"
    if len(fact.answer.text.split()) > 6:
        yield "long-answer"
    if "?" in fact.read.text:
        yield "asks-itself"
    if _is_claimed(fact, table) and not said & (table["attributing"] | table["says"]):
        yield "claimed"
    if pattern not in {"acronym", "lived"} and not _has_other_name(question, fact):
        yield "no-name-in-it"


def _is_claimed(fact: Fact, table: Tables) -> bool:
    return any(word.small in table["attributing"] | table["says"] for word in fact.read.words)


def _points(question: str, fact: Fact, table: Tables) -> bool:
    """A word that points at something outside the stem; "its" is none where the sentence begins with its owner."""
    pointing = _words(question) & table["pointing"]
    if pointing and pointing <= {"its", "his", "her", "their"}:
        owner = next((m.text for m in fact.read.mentions if m.type in {"PERSON", "PLACE", "THING"}), "\n")
        return not 0 <= question.find(owner) < question.find(f" {pointing.pop()} ")
    return bool(pointing)


def _doubts(question: str, pattern: str, fact: Fact, article: Article, clause: Clause | None) -> Iterator[str]:
    """What a teacher should look at once."""
    table = article.table
    if pattern not in _SURE and not _pinned(question, pattern, fact, clause):
        yield "form-to-read"
    if _is_claimed(fact, table):
        yield "claimed"
    if pattern == "office":
        yield "office-changes-hands"
    if pattern == "lived" and not re.search(r" (?:[A-Z][\w.'-]+ )+[A-Z]", question):
        yield "name-unsure"  # one word of a longer name, as a rule
    if pattern in {"acronym", "lived"}:
        return
    yield from _of_the_clause(question, pattern, fact, clause, table)
    yield from _of_the_stem(question, clause, table)
    yield from _of_the_answer(pattern, fact, table)


def _of_the_clause(question: str, pattern: str, fact: Fact, clause: Clause | None, table: Tables) -> Iterator[str]:
    """Whether it stands by itself, says of whom, and leaves one answer."""
    answer = fact.answer
    told_further = clause is not None and not clause.whole and re.search(r"[:–—]", fact.read.text)
    if clause is None or clause.opener or clause.speaker or not clause.alone or told_further:
        yield "cut-from-longer"
        return
    verb = clause.predicate[clause.verb].small
    asks_subject = holds(clause.subject, answer)
    if not asks_subject and not _is_named(clause, fact):
        yield "subject-unnamed"
    elif clause.lead and not any(holds(clause.lead, mention) for mention in fact.read.mentions):
        yield "setting-unnamed"
    elif answer.type == "TIME" and _may_recur(question, clause, fact, table):
        yield "may-have-recurred"
    elif answer.type != "TIME" and asks_subject and _suits_others(verb, fact, table):
        yield "may-be-others"
    elif (pattern == "cloze" and verb in table["copulas"]) or (answer.type == "NUMBER" and verb in _HAVE):
        yield "describes"
    if verb in {"termasuk", "including"}:
        yield "no-verb"


def _suits_others(verb: str, fact: Fact, table: Tables) -> bool:
    """Many were born, stayed or travelled: without the day the subject is not the one answer."""
    if verb in table["stative"] | _LIVES:
        return True
    return verb in table["again"] and not any(mention.kind == "day" for mention in fact.read.mentions)


_LIVES = frozenset("lahir dilahirkan wafat meninggal tewas was died".split())
_HAVE = frozenset(("have", "has", "had", "punya"))
# "the treaty" without "of ..." or a name: which one only the article knows.
_WHICH = re.compile(
    r"\b[Tt]he (?!____)(?:[a-z]+ )?[a-z]+(?=[ ,.?]|$)"
    r"(?! (?:of|in|at|for|to|that|which|who|between|on|over|from|with|by|[A-Z]))"
)


def _of_the_stem(question: str, clause: Clause | None, table: Tables) -> Iterator[str]:
    if len(question.split()) > _LONGEST["cloze" if "____" in question else "wh"]:
        yield "long"
    if _WHICH.search(question):
        yield "which-one"
    if _words(question) & table["sweeping"]:
        yield "sweeping"
    owners = any(word.endswith("nya") and len(word) > 5 for word in _words(question))
    if owners and table.language == "id" and not _owned(clause):
        yield "owner-unnamed"


def _of_the_answer(pattern: str, fact: Fact, table: Tables) -> Iterator[str]:
    answer, text = fact.answer, fact.read.text
    if answer.kind not in _NAMED and not answer.entity:
        yield "answer-unsure"
    if answer.type == "TIME" and not re.search(r"\d{4}", answer.text):
        yield "date-unfinished"
    if answer.type == "TIME" and _SPAN.search(text[: answer.start]):
        yield "part-of-a-span"
    if text[answer.start - 1 : answer.start] == "(":
        yield "in-brackets"
    if _in_a_name(fact, table):
        yield "part-of-a-name"
    if any(mention.kind == "name" and " " in mention.text for mention in fact.read.mentions):
        yield "name-unsure"  # two names may have run together
    if answer.type in {"TIME", "NUMBER"} and sum(mention.type == answer.type for mention in fact.read.mentions) > 1:
        yield "two-of-its-kind"
    if answer.kind in _PLACES and pattern == "cloze" and not _after_preposition(fact):
        yield "place-as-actor"
    if answer.type == "NUMBER" and not re.search(r"\d\d|\d[.,]\d", answer.text):
        yield "small-number"


_SPAN = re.compile(r"(?:dari|sampai|hingga|antara|from|until|to|between|and|dan) (?:tahun |tanggal )?$")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w'-]+", text.replace("____", " ").lower()))


def _has_other_name(question: str, fact: Fact) -> bool:
    """Whether the stem names something full enough to know what it is about."""
    names = (
        m
        for m in fact.read.mentions
        if m.type in {"PERSON", "PLACE", "THING"} and m.kind not in {"office", "short", "name"}
    )
    return any(mention.text in question and mention.text != fact.answer.text for mention in names)


def _in_a_name(fact: Fact, table: Tables) -> bool:
    """ "Perjanjian 1961", "Windows 1.0": the number belongs to a name."""
    before = re.search(r"([A-Z]\w+)[ -]$", fact.read.text[: fact.answer.start])
    if not before or fact.answer.type not in {"TIME", "NUMBER"}:
        return False
    return before[1].lower() not in table["function_words"] | table["prepositions"] | table["about"] | table["weekdays"]


def _after_preposition(fact: Fact) -> bool:
    before = fact.read.text[: fact.answer.start].split()
    return bool(before) and before[-1].lower() in {"di", "ke", "dari", "in", "to", "from", "at"}


def _names(words: Sequence[Word], fact: Fact) -> int:
    """How many names stand in these words."""
    names = (
        m
        for m in fact.read.mentions
        if m.type in {"PERSON", "PLACE", "THING"}
        and (m.entity or " " in m.text or m.type == "PLACE")
        and m.kind != "office"
    )
    return sum(holds(words, mention) for mention in names)


def _is_named(clause: Clause, fact: Fact) -> bool:
    """Whether the subject has a name, or is introduced among names: "sebuah jembatan ... Khasan dengan Tumangang"."""
    if _names(clause.subject, fact):
        return True
    return (
        bool(clause.subject)
        and clause.subject[0].small in {"sebuah", "seorang", "a", "an"}
        and _names(clause.predicate, fact) > 1
    )


def _pinned(question: str, pattern: str, fact: Fact, clause: Clause | None) -> bool:
    """One answer only: a full date is in the question (to the day for a person), and no second place."""
    if pattern not in _SURE_WHEN_DATED or clause is None or not _is_dated(question):
        return False
    if pattern == "where":
        others = (
            m
            for m in fact.read.mentions
            if m.type == "PLACE" and m.text != fact.answer.text and holds(clause.predicate, m)
        )
        return all(m.start - fact.answer.end == 2 or fact.answer.start - m.end == 2 for m in others)
    return any(m.kind == "day" and m.text in question for m in fact.read.mentions)


def _is_dated(question: str) -> bool:
    return bool(re.search(r"[A-Z][a-z]+ [12]\d{3}\b|\b[A-Z][a-z]+ \d{1,2}, [12]\d{3}\b", question))


def _may_recur(question: str, clause: Clause, fact: Fact, table: Tables) -> bool:
    """Whether it lasted, or may have happened more than once: the date is then not the one answer."""
    small = _words(question) | {word.small for word in clause.predicate}
    verb = clause.predicate[clause.verb].small
    if verb in table["stative"] and not small & table["once"]:
        return True
    others = sum(
        m.text in question
        for m in fact.read.mentions
        if m.type in {"PERSON", "PLACE", "THING", "NUMBER"} and m.kind != "office"
    )
    if small & table["once"] and not small & table["again"]:
        return False
    return others < (3 if small & table["again"] else 2)


def _owned(clause: Clause | None) -> bool:
    """ "-nya" in what is said belongs to the subject; in the subject itself to nobody we know."""
    return clause is not None and not any(word.small.endswith("nya") for word in (*clause.subject, *clause.lead))
