"""Why, what for and how: questions a teacher may work on, where a sentence says so in so many words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.generation.article import Article
from bot.generation.clauses import Clause, IsVerb, clause_of
from bot.generation.entities import Mention
from bot.generation.facts import Fact
from bot.generation.read import Read
from bot.generation.tables import Tables
from bot.generation.words import Word

# Fewer words say hardly why, more are a text.
_FEWEST, _MOST = 2, 18
# A longer stem mixes what is asked with what is told beside it.
_LONGEST = 9
_TYPES = {"why": "REASON", "what-for": "REASON", "how": "MANNER"}


@dataclass(frozen=True, slots=True)
class Told:
    """A clause, and behind it why, what for or how it was."""

    pattern: str  # why what-for how
    fact: Fact
    clause: Clause


def told(article: Article, is_verb: IsVerb) -> Iterator[Told]:
    """What the sentences give a reason, a purpose or a way for, in their order."""
    first = frozenset(marker.split()[0] for pattern in _TYPES for marker in article.table[pattern])
    for read in article.sentences:
        for at in range(3, len(read.words) - _FEWEST):
            for pattern in _TYPES if read.words[at].small in first else ():
                size = _marked(read.words, at, pattern, article.table, is_verb)
                found = _told(read, at, size, pattern, article.table, is_verb) if size else None
                if found:
                    yield found


def _marked(words: Sequence[Word], at: int, pattern: str, table: Tables, is_verb: IsVerb) -> int:
    """How many words mark it here: "karena", "in order to"; none where they mark nothing."""
    markers = table[pattern]
    size = next((size for size in (3, 2, 1) if " ".join(w.small for w in words[at : at + size]) in markers), 0)
    after = words[at + size] if size and at + size < len(words) else None
    if after is None:
        return 0
    if words[at].small == "untuk":  # "sepakat untuk bertemu" says what they agreed on
        return size * (is_verb(words, at + 1) and not is_verb(words, at - 1) and words[at - 1].text != ",")
    if words[at].small == "by":
        return size * (after.small.endswith("ing") and len(after.small) > 5)
    return size


def _told(read: Read, at: int, size: int, pattern: str, table: Tables, is_verb: IsVerb) -> Told | None:
    before = read.words[at - 1] if not read.words[at - 1].mark else read.words[at - 2]
    anchor = Mention(before.start, before.end, before.text, "THING", "phrase")
    clause = clause_of(read, anchor, table, is_verb)
    end = _end(read.words, at + size)
    if clause is None or not _FEWEST <= end - at - size <= _MOST:
        return None
    start = read.words[at].start
    predicate = tuple(word for word in clause.predicate if word.start < start)
    while predicate and predicate[-1].mark:
        predicate = predicate[:-1]
    if (
        len(predicate) <= clause.verb
        or len(predicate) - clause.verb > _LONGEST
        or any(word.start >= start for word in clause.subject)
    ):
        return None
    first, last = read.words[at + size].start, read.words[end - 1].end
    answer = Mention(first, last, read.text[first:last], _TYPES[pattern], "clause")
    kept = Clause(
        read, answer, clause.lead, clause.subject, predicate, clause.verb, clause.opener, clause.speaker, False, False
    )
    return Told(pattern, Fact(read, answer, 0.0), kept)


def _end(words: Sequence[Word], at: int) -> int:
    """Where what was said ends: at the next mark."""
    return next((place for place in range(at, len(words)) if words[place].text in ".,;:!?()–—"), len(words))
