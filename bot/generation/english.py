"""How English asks: question forms for a fact, each with the pattern it came from."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.generation.article import Article
from bot.generation.clauses import Clause, cut, holds, render
from bot.generation.facts import Fact
from bot.generation.forms import Form, names_another, stands_for, tells_of_a_place
from bot.generation.tables import tables
from bot.generation.words import Word

_TABLE = tables("en")
_BE = frozenset("is are was were".split())
_HAVE = frozenset("has have had".split())
_MODAL = frozenset("will would can could may might must should shall did does do".split())
_ARTICLES = frozenset("the a an this that these those its his her their our my your some any no every each".split())


_HELPING = _BE | _HAVE | _MODAL
# Behind one of these stands a noun or a participle, not a finite verb.
_BEFORE_NOUNS = _ARTICLES | _TABLE["prepositions"] | _BE | _HAVE | {"been", "being", "be", "and", "or"}


def is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a finite verb stands here: a helping verb, a past tense, or a third person with its object behind it."""
    word = words[at]
    if word.mark or word.capital:
        return False
    small = word.small
    if small in _HELPING:
        return True
    before = words[at - 1] if at else None
    if before is None or (before.small in _BEFORE_NOUNS and not before.mark):
        return False
    form = _verb_form(small)
    if form == "past":
        return not _reduced(words, at)
    if form == "third":
        following = words[at + 1] if at + 1 < len(words) else None
        leads_on = following is not None and (
            following.small in _ARTICLES | {"that", "to", "in", "on", "as", "from", "with", "into", "about"}
            or following.capital
        )
        return leads_on and not before.mark and (before.capital or before.small not in _TABLE["function_words"])
    return False


def _reduced(words: Sequence[Word], at: int) -> bool:
    """ "the treaty signed in 2000 was": a participle, because a finite verb comes later in the same stretch."""
    if words[at].small.endswith("ed") or _verb_form(words[at].small) == "past":
        following = words[at + 1].small if at + 1 < len(words) else ""
        if following not in {"by", "in", "as", "to", "from", "with", "on", "at", "for", "under"}:
            return False
        for word in words[at + 1 :]:
            if word.text in ",;:" or word.small in {"that", "which", "who", "and", "but", "when", "while", "because"}:
                return False
            if word.small in _HELPING:
                return True
    return False


@lru_cache(maxsize=50_000)
def _verb_form(small: str) -> str:
    """`past`, `third` or nothing; what is a noun as often as a verb counts as a noun."""
    if len(small) < 3 or small in _TABLE["function_words"] | _NEVER or small.endswith("ing"):
        return ""
    from lemminflect import getAllLemmas, getInflection  # noqa: PLC0415 - 50 MB that only English needs

    lemmas = getAllLemmas(small, upos="VERB").get("VERB", ())
    for lemma in lemmas:
        if lemma == small and small not in {"put", "set", "cut", "hit", "let", "read", "cost", "spread"}:
            continue
        if small in getInflection(lemma, "VBD"):
            return "past"
        if small in getInflection(lemma, "VBZ"):
            return "third"
    return ""


_NEVER = frozenset(
    """
    united left-wing based according born called named used related left advanced limited years times
    means species series lines lives states needs works
    """.split()
)


@lru_cache(maxsize=50_000)
def base_of(verb: str) -> str:
    """ "launched" -> "launch" """
    from lemminflect import getAllLemmas, getInflection  # noqa: PLC0415

    lemmas = getAllLemmas(verb, upos="VERB").get("VERB", ())
    fitting = [lemma for lemma in lemmas if verb in (*getInflection(lemma, "VBD"), *getInflection(lemma, "VBZ"))]
    preferred = {"found": "find", "saw": "see", "left": "leave", "lay": "lie", "fell": "fall", "felt": "feel"}
    return preferred.get(verb) or (fitting or list(lemmas) or [verb])[0]


def forms(fact: Fact, _article: Article, clause: Clause | None) -> Iterator[Form]:
    """The questions for a fact, the best first."""
    if fact.read.text[fact.answer.end : fact.answer.end + 2] in {"'s", "’s"}:
        return
    yield from _bracketed(fact)
    yield from _acronym(fact)
    yield from _apposition(fact)
    if clause is None or not _sound(clause):
        return
    prefix = _according(clause)
    if prefix is None:
        return
    for form in _of_clause(_adverbs_moved(clause)):
        question = prefix + (form.question[0].lower() + form.question[1:] if prefix else form.question)
        yield Form(" ".join(question.split()).replace(" ?", "?"), form.pattern)


def _adverbs_moved(clause: Clause) -> Clause:
    """ "Putin also | visited": the adverb belongs to the verb."""
    subject = clause.subject
    moved = 0
    while len(subject) - moved > 1 and (
        subject[-1 - moved].small in _ADVERBS or subject[-1 - moved].small.endswith("ly")
    ):
        moved += 1
    if not moved:
        return clause
    place = len(subject) - moved
    return Clause(
        clause.read,
        clause.answer,
        clause.lead,
        subject[:place],
        (*subject[place:], *clause.predicate),
        clause.verb + moved,
        clause.opener,
        clause.speaker,
        clause.alone,
        clause.whole,
        clause.comma,
    )


_ADVERBS = frozenset("also later first then often still now never soon once even again eventually finally both".split())


def _sound(clause: Clause) -> bool:
    subject = clause.subject
    if not subject or len(subject) > 12:
        return False
    first = subject[0].small
    if first in _TABLE["pronouns"] - {"one"} | _TABLE["prepositions"] | _TABLE["connectives"] | {
        "there",
        "what",
        "which",
    }:
        return False
    if any(word.small in {"it", "he", "she", "they", "who", "this", "these", "those", "which"} for word in subject):
        return False
    return sum(word.text in {'"', "“", "”"} for word in clause.words) % 2 == 0


def _according(clause: Clause) -> str | None:
    if not clause.speaker:
        return None if clause.opener in {"if", "unless", "whether"} else ""
    first = clause.speaker[0]
    if first.small in _TABLE["pronouns"] | _TABLE["connectives"] | _TABLE["prepositions"] or len(clause.speaker) > 7:
        return None
    return f"According to {_inside(clause.speaker)}, "


def _of_clause(clause: Clause) -> Iterator[Form]:
    answer = clause.answer
    if holds(clause.subject, answer):
        yield from _subject(clause)
    elif answer.type == "TIME":
        yield from _when(clause)
    elif answer.type == "NUMBER":
        yield from _how_many(clause)
    elif answer.kind == "definition":
        yield from _what_is(clause)
    elif answer.kind == "term":
        yield from _called(clause)
    else:
        yield from _by_whom(clause)
        yield from _where(clause)
        yield from _object(clause)


# -- without a clause ---------------------------------------------------------------------------

_BORN = re.compile(r"\((?:[^()]*?[;,] )?born(?: in [A-Z][\w ,]+)?,? ?(?:on )?(?P<born>[^();–-]*?\d{4})")
_DAY = r"(?:[A-Z][a-z]+ \d{1,2}, |\d{1,2} [A-Z][a-z]+ )?\d{4}"
_SPAN = re.compile(rf"\((?:[^()]*?[;,] )?(?P<born>{_DAY}) ?[-–—] ?(?P<died>{_DAY})\)")
_LIFE = {"born": "When was {} born?", "died": "When did {} die?"}


def _bracketed(fact: Fact) -> Iterator[Form]:
    text, answer = fact.read.text, fact.answer
    if answer.type != "TIME":
        return
    for shape in (_BORN, _SPAN):
        for match in shape.finditer(text):
            name = next(
                (m for m in fact.read.mentions if m.type == "PERSON" and m.end <= match.start() <= m.end + 1), None
            )
            for group in match.groupdict() if name else ():
                if name and match.start(group) <= answer.start and answer.end <= match.end(group):
                    yield Form(_LIFE[group].format(name.text), "lived")


def _acronym(fact: Fact) -> Iterator[Form]:
    match = re.match(r" \((?:the |or )?(?P<short>[A-Z][A-Za-z]{1,9})\)", fact.read.text[fact.answer.end :])
    if match and fact.answer.type == "THING" and stands_for(match["short"], fact.answer.text):
        yield Form(f"What does {match['short']} stand for?", "acronym")


def _apposition(fact: Fact) -> Iterator[Form]:
    """ "James Hutton, the first modern geologist,": who was he?"""
    answer = fact.answer
    if answer.type != "PERSON":
        return
    after = re.match(
        r", (?P<what>(?:the|a|an) [^,.;:()]{8,70}|[a-z]+ (?:of|and) [^,.;:()]{5,60})(?=[,.])",
        fact.read.text[answer.end :],
    )
    if (
        after
        and not re.search(
            r"\b(?:he|she|it|they|this|who|which|that|his|her|its|their|had|was|were|is|are)\b", after["what"]
        )
        and not _has_verb(after["what"])
        and not names_another(fact, answer.end + after.start("what"), answer.end + after.end("what"))
    ):
        what = after["what"]
        if what.split()[0] in {"the"} or what.split()[0] in _TABLE["offices"]:
            yield Form(
                f"Who {'is' if _is_present(fact) else 'was'} {what if what.startswith('the') else 'the ' + what}?",
                "apposition",
            )


def _has_verb(text: str) -> bool:
    return any(_verb_form(word) for word in text.split()[2:])


def _is_present(fact: Fact) -> bool:
    return any(word.small in {"is", "are", "has"} for word in fact.read.words)


# -- forms of a clause --------------------------------------------------------------------------


def _subject(clause: Clause) -> Iterator[Form]:
    answer = clause.answer
    before, after = cut(clause.subject, answer)
    rest = _said(clause)
    if answer.type == "NUMBER":
        counted = [word for word in before if word.small not in _TABLE["about"]]
        unit = _unit(clause)
        if not counted and unit:
            tail = render(after)
            what = "What percentage" if unit == "percent" else f"How many {unit}"
            yield Form(f"{what}{' ' + tail if tail else ''} {rest}?", "how-many-subject")
        return
    plain = not before or render(before).lower() in {"the", "a", "an"}
    if after or answer.type == "TIME" or "and" in {word.small for word in clause.subject}:
        if answer.type == "PERSON" and not before and [word.small for word in after[:1]] == [","]:
            yield Form(f"Who {rest}?", "who")
        return
    if answer.type == "PERSON" and (plain or answer.title):
        yield Form(f"Who {rest}?", "who")
    elif answer.kind == "country" and plain:
        yield Form(f"Which country {rest}?", "which-country")
    elif plain:
        noun = _TABLE.maps["ask_noun"].get(answer.head)
        if noun:
            yield Form(f"Which {noun} {rest}?", "which")
        elif answer.type == "THING":
            yield Form(f"What {rest}?", "what")


def _unit(clause: Clause) -> str:
    text = clause.answer.text
    if "percent" in text or "%" in text:
        return "percent"
    return clause.answer.head


def _said(clause: Clause) -> str:
    text = render(clause.predicate)
    if clause.lead and not holds(clause.lead, clause.answer):
        text += " " + _inside(clause.lead)
    return text


def _inside(words: Sequence[Word]) -> str:
    """The words within a sentence: the first keeps its capital only in a name."""
    text = render(words)
    first = words[0]
    if (
        (first.text.isupper() and len(first.text) > 1)
        or not _is_plain(first.small)
        or (len(words) > 1 and words[1].capital and first.small not in _TABLE["function_words"])
    ):
        return text
    return text[0].lower() + text[1:]


@lru_cache(maxsize=20_000)
def _is_plain(small: str) -> bool:
    if small in _TABLE["function_words"]:
        return True
    from lemminflect import getAllLemmas  # noqa: PLC0415

    return bool(getAllLemmas(small))


def asked(clause: Clause, rest: Sequence[Word]) -> str | None:
    """The clause turned into a question: "did Putin visit Pyongyang", with `rest` for its predicate."""
    words = list(rest)
    lead_adverbs: list[Word] = []
    while words and not is_finite(words[0]) and (words[0].small in _ADVERBS or words[0].small.endswith("ly")):
        lead_adverbs.append(words.pop(0))
    if not words:
        return None
    verb, tail = words[0], words[1:]
    subject = _inside(clause.subject)
    behind = render([*lead_adverbs, *tail]) if lead_adverbs else render(tail)
    if verb.small in _BE | _MODAL or (verb.small in _HAVE and _participle_follows(tail)):
        return f"{verb.small} {subject} {behind}".strip()
    form = _verb_form(verb.small)
    if verb.small in _HAVE:
        base, helper = "have", {"had": "did", "has": "does", "have": "do"}[verb.small]
    elif form == "past":
        base, helper = base_of(verb.small), "did"
    elif form == "third":
        base, helper = base_of(verb.small), "does"
    else:
        return None
    return f"{helper} {subject} {render(lead_adverbs) + ' ' if lead_adverbs else ''}{base} {render(tail)}".strip()


def is_finite(word: Word) -> bool:
    return word.small in _BE | _HAVE | _MODAL or bool(_verb_form(word.small))


def _participle_follows(words: Sequence[Word]) -> bool:
    for word in words[:3]:
        if (
            word.small
            in {"been", "become", "begun", "done", "gone", "shown", "taken", "given", "written", "known", "grown"}
            or _verb_form(word.small) == "past"
        ):
            return True
        if word.small not in _ADVERBS | {"not"} and not word.small.endswith("ly"):
            return False
    return False


_BEFORE_DATE = frozenset(
    "in on during by around about of since until from after before at the year month early late".split()
)


def _when(clause: Clause) -> Iterator[Form]:
    in_lead = holds(clause.lead, clause.answer)
    before, after = cut(clause.lead if in_lead else clause.predicate, clause.answer)
    led = list(before)
    preposition = ""
    while led and (led[-1].small in _BEFORE_DATE | _TABLE["weekdays"] or led[-1].text == ","):
        preposition = led[-1].small if led[-1].small not in {"the", "year", ","} else preposition
        led.pop()
    if (after and after[0].small in {"and", "to", "-", "–", "or", "until"}) or preposition in {
        "of",
        "from",
        "after",
        "before",
        "",
    }:
        return
    question = {"since": "Since when", "until": "Until when"}.get(preposition, "When")
    if in_lead:
        if led or (after and after[0].text != ","):
            return
        inverted = asked(clause, clause.predicate)
    else:
        if any(word.small in {"that", "which", "who"} for word in before):
            return
        inverted = asked(clause, _tidy([*led, *after]))
    if inverted and len(inverted.split()) > 2:
        lead = " " + _inside(clause.lead) if clause.lead and not in_lead else ""
        yield Form(f"{question} {inverted}{lead}?", "when")


def _where(clause: Clause) -> Iterator[Form]:
    if clause.answer.type != "PLACE":
        return
    in_lead = holds(clause.lead, clause.answer)
    before, after = cut(clause.lead if in_lead else clause.predicate, clause.answer)
    led = list(before)
    while led and (
        led[-1].small
        in {"the", "city", "town", "of", "region", "village", "northern", "southern", "western", "eastern", "central"}
    ):
        led.pop()
    if not led or led[-1].small not in {"in", "at", "near", "to"} or (after and after[0].small in {"and", "or"}):
        return
    led.pop()
    if led and tells_of_a_place(clause, led[-1]):
        return
    question = "In which country" if clause.answer.kind == "country" and before[-1].small == "in" else "Where"
    rest = list(after)
    while len(rest) > 1 and rest[0].text == "," and rest[1].capital:
        rest = rest[2:]
        while rest and (rest[0].capital or rest[0].text == ","):
            rest = rest[1:]
    if any(word.small in {"that", "which", "who"} for word in before):
        return
    if in_lead:
        if led or rest:
            return
        inverted = asked(clause, clause.predicate)
    else:
        inverted = asked(clause, _tidy([*led, *rest]))
    if inverted and len(inverted.split()) > 2:
        lead = " " + _inside(clause.lead) if clause.lead and not in_lead else ""
        yield Form(f"{question} {inverted}{lead}?", "where")


def _by_whom(clause: Clause) -> Iterator[Form]:
    before, after = cut(clause.predicate, clause.answer)
    led = list(before)
    while led and (led[-1].small in {"the"} | _TABLE["titles"] or led[-1].capital):
        led.pop()
    if (
        not led
        or led[-1].small != "by"
        or (after and after[0].small in {"and", "or"})
        or clause.answer.type not in {"PERSON", "THING", "PLACE"}
    ):
        return
    led.pop()
    inverted = asked(clause, _tidy([*led, *after])) if len(led) > 1 and led[0].small in _BE else None
    if inverted:
        noun = _TABLE.maps["ask_noun"].get(clause.answer.head, "")
        whom = (
            "whom"
            if clause.answer.type == "PERSON"
            else f"which {noun or 'country'}"
            if noun or clause.answer.kind == "country"
            else "what"
        )
        lead = " " + _inside(clause.lead) if clause.lead else ""
        yield Form(f"By {whom} {inverted}{lead}?", "by-whom")


def _how_many(clause: Clause) -> Iterator[Form]:
    if not holds(clause.predicate, clause.answer):
        return
    before, after = cut(clause.predicate, clause.answer)
    led = list(before)
    while led and led[-1].small in _TABLE["about"] | {
        "than",
        "more",
        "less",
        "at",
        "up",
        "to",
        "least",
        "total",
        "of",
        "a",
    }:
        led.pop()
    unit = _unit(clause)
    if not led or not unit or len(led) > 3 or (not is_finite(led[-1]) and _verb_form(led[-1].small) == ""):
        return
    rest = list(after)
    noun = [unit]
    while rest and not rest[0].mark and rest[0].small not in _TABLE["function_words"] and not is_finite(rest[0]):
        noun.append(rest.pop(0).text)
    while (
        len(rest) > 2
        and rest[0].small in {",", "and"}
        and (rest[1].text[0].isdigit() or rest[1].small in _TABLE["number_words"])
    ):
        rest = rest[3:]
    inverted = asked(clause, _tidy([*led, *rest]))
    if inverted and unit == "percent":
        yield (
            Form(f"What percentage {render(_tidy(rest))} {asked(clause, led)}?", "how-many")
            if rest and rest[0].small == "of"
            else Form(f"By what percentage {inverted}?", "how-many")
        )
    elif inverted:
        lead = " " + _inside(clause.lead) if clause.lead else ""
        yield Form(f"How many {' '.join(noun)} {inverted}{lead}?", "how-many")


def _what_is(clause: Clause) -> Iterator[Form]:
    if clause.predicate[0].small not in _BE or len(clause.subject) > 7 or "," in {word.text for word in clause.subject}:
        return
    person = any(
        m.type == "PERSON" and m.start <= clause.subject[0].start and clause.subject[-1].end <= m.end
        for m in clause.read.mentions
    )
    yield Form(
        f"{'Who' if person else 'What'} {clause.predicate[0].small} {_inside(clause.subject)}?",
        "who-is" if person else "what-is",
    )


def _called(clause: Clause) -> Iterator[Form]:
    before, _ = cut(clause.predicate, clause.answer)
    led = [word for word in before if word.small not in {"the", "a", "an", '"', "“"}]
    inverted = asked(clause, led)
    if inverted and len(led) < 7 and not any(word.small in {"that", "which", "who", ","} for word in led):
        yield Form(f"What {inverted}?", "called")


def _object(clause: Clause) -> Iterator[Form]:
    """ "Syria launched a surprise attack": what did Syria launch?"""
    before, after = cut(clause.predicate, clause.answer)
    led = list(before)
    while led and led[-1].small in {"the", "a", "an"} | _TABLE["titles"]:
        led.pop()
    if (
        not led
        or (not is_finite(led[-1]) and led[-1].small not in {"been"})
        or len(led) > 3
        or (after and after[0].small in {"and", "or"})
    ):
        return
    if led[-1].small in _BE and len(led) == 1:
        if len(clause.subject) > 1 and clause.subject[0].small in {"the", "its"} and not clause.lead:
            who = "Who" if clause.answer.type == "PERSON" else "What"
            yield Form(f"{who} {led[-1].small} {_inside(clause.subject)}?", "equals")
        return
    if led[-1].small in _BE | _MODAL or (led[-1].small in _HAVE and len(led) > 1):
        return
    if any(_verb_form(word.small) for word in led[:1]) or led[0].small in _HAVE:
        noun = _TABLE.maps["ask_noun"].get(clause.answer.head)
        what = (
            "Who"
            if clause.answer.type == "PERSON"
            else f"Which {noun}"
            if noun
            else "Which country"
            if clause.answer.kind == "country"
            else "What"
        )
        if clause.answer.type == "PLACE" and not noun and clause.answer.kind != "country":
            return
        kept = _tidy([*led, *(after if not after or after[0].text != "," else ())])
        inverted = asked(clause, kept)
        if inverted:
            lead = " " + _inside(clause.lead) if clause.lead else ""
            yield Form(f"{what} {inverted}{lead}?", "object")


def _tidy(words: Sequence[Word]) -> Sequence[Word]:
    kept: list[Word] = []
    for word in words:
        if word.text == "," and (not kept or kept[-1].text == ","):
            continue
        kept.append(word)
    while kept and ((kept[-1].mark and kept[-1].text in ",;:-–") or kept[-1].small in {"and", "or", "the", "a"}):
        kept.pop()
    return kept
