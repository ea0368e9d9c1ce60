"""The clause around an answer: who does what, with what goes before it and what was cut away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.generation.entities import Mention
from bot.generation.read import Read
from bot.generation.tables import Tables, tables
from bot.generation.words import Word

_BREAKS = frozenset(",;:–—")
_HARD = frozenset(";:–—")
_BRACKETS = frozenset("()[]")
_ENDS = frozenset('.!?"”')
_CLOSING = frozenset(",.;:!?)]}”’»%")
_OPENING = frozenset("([{“‘«")

IsVerb = Callable[[Sequence[Word], int], bool]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between two commas, or from a conjunction on."""

    words: tuple[Word, ...]
    opener: str  # the conjunction it begins with, in small letters
    mark: str  # what divides it from the one before: "," ";" or nothing
    verb: int  # where its first verb stands, or -1


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject and what is said of it, the words of the answer among them."""

    read: Read
    answer: Mention
    lead: tuple[Word, ...]  # "Pada 12 Oktober 1948": what stands before the subject, its comma cut
    subject: tuple[Word, ...]
    predicate: tuple[Word, ...]  # from the first helping word or verb on
    verb: int  # where in the predicate its main verb stands
    opener: str  # the conjunction that joined it to another clause
    speaker: tuple[Word, ...]  # who said it, where somebody did
    alone: bool  # the sentence begins with it, and a mark ends it
    whole: bool  # and nothing of the sentence was cut but brackets
    comma: bool = True  # a comma divides lead and subject

    @property
    def words(self) -> tuple[Word, ...]:
        return (*self.lead, *self.subject, *self.predicate)


def clause_of(read: Read, answer: Mention, table: Tables, is_verb: IsVerb) -> Clause | None:
    """The clause that holds the answer, or None where its bounds cannot be told."""
    kept = without_brackets(read.words, answer)
    if kept is None:
        return None
    segments = _segments(kept, table.language, is_verb)
    if not segments:
        return None
    place = next((at for at, part in enumerate(segments) if holds(part.words, answer)), None)
    if place is None:
        return None
    first, last = _extent(segments, place, table)
    speaker = _speaker(segments, first, table)
    lead, body = _lead(segments[first : last + 1], table)
    alone = first == 0 and (last + 1 == len(segments) or bool(segments[last + 1].mark))
    comma = bool(lead)
    if not lead:
        lead, body = _dated(body, read, table)
    verb = _main_verb(body, table, is_verb)
    if verb is None:
        return None
    begin = verb
    while begin > 0 and body[begin - 1].small in table["auxiliaries"] | table["negations"]:
        begin -= 1
    opener = segments[first].opener
    whole = first == 0 and last == len(segments) - 1 and len(lead) + len(body) >= len(kept) - 3
    return Clause(read, answer, lead, body[:begin], body[begin:], verb - begin, opener, speaker, alone, whole, comma)


def holds(words: Sequence[Word], answer: Mention) -> bool:
    return any(answer.start <= word.start < answer.end for word in words)


def cut(words: Sequence[Word], answer: Mention) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """What stands before the answer and what stands after it."""
    return (
        tuple(word for word in words if word.start < answer.start),
        tuple(word for word in words if word.start >= answer.end),
    )


def render(words: Sequence[Word]) -> str:
    """The words as text again, with spaces where they belong."""
    out: list[str] = []
    before: Word | None = None
    for word in words:
        tight = before is None or word.text in _CLOSING or before.text in _OPENING or word.start == before.end
        out.append(word.text if tight else " " + word.text)
        before = word
    return "".join(out).strip()


def without_brackets(words: Sequence[Word], answer: Mention) -> tuple[Word, ...] | None:
    """The words outside brackets; None where the answer stands inside, or brackets do not match."""
    if not any(word.text in _BRACKETS for word in words):
        end = len(words)
        while end and words[end - 1].text in _ENDS:
            end -= 1
        return tuple(words[:end])
    kept: list[Word] = []
    depth = 0
    dated = {at for at, word in enumerate(words) if answer.type == "TIME" and _brackets(words, at, answer)}
    for at, word in enumerate(words):
        if at in dated:
            continue
        if word.text in {"(", "["}:
            depth += 1
        elif word.text in {")", "]"}:
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0:
            kept.append(word)
        elif answer.start <= word.start < answer.end:
            return None
    while kept and kept[-1].text in _ENDS:
        kept.pop()
    return tuple(kept) if depth == 0 else None


def _brackets(words: Sequence[Word], at: int, answer: Mention) -> bool:
    """Whether the bracket here holds nothing but the answer: "Rabu (7/9)"."""
    if words[at].text == "(":
        return words[at].end == answer.start
    return words[at].text == ")" and words[at].start == answer.end and _opened(words, at, answer)


def _opened(words: Sequence[Word], at: int, answer: Mention) -> bool:
    return any(word.text == "(" and word.end == answer.start for word in words[:at])


@lru_cache(maxsize=256)  # the facts of one sentence follow each other
def _segments(words: tuple[Word, ...], language: str, is_verb: IsVerb) -> tuple[Segment, ...]:
    table = tables(language)
    parts: list[Segment] = []
    start, mark, opener = 0, "", ""
    for at in range(len(words) + 1):
        ends = at == len(words)
        breaks = not ends and words[at].text in _BREAKS and not _inside_name(words, at)
        opens = not ends and at > start and _subordinates(words, at, table)
        if not (ends or breaks or opens):
            continue
        if at > start:
            verb = next((place for place in range(start, at) if is_verb(words, place)), -1)
            parts.append(Segment(tuple(words[start:at]), opener, mark, verb - start if verb >= 0 else -1))
        if ends:
            break
        start = at + 1 if breaks else at
        mark = words[at].text if breaks else ""
        joins = start < len(words) and (_subordinates(words, start, table) or words[start].small in _JOINERS)
        opener = words[start].small if joins else ""
    return tuple(parts)


def _subordinates(words: Sequence[Word], at: int, table: Tables) -> bool:
    """Whether a clause begins here: "since he came", but not "since 1959" or "more than three weeks"."""
    word = words[at]
    if word.small not in table["subordinators"] or at + 1 == len(words):
        return word.small in table["subordinators"]
    following = words[at + 1]
    if word.small == "than" or (word.small == "as" and following.small == "of"):
        return False
    dated = following.text[0].isdigit() or following.small in table["months"] | {"tahun", "tanggal", "awal", "akhir"}
    return not (dated and word.small in table["prepositions"] | _UNTIL)


_UNTIL = frozenset(("hingga", "until", "since"))


_JOINERS = frozenset(("yang", "dan", "atau", "serta", "and", "or", "but", "which", "who", "where", "that"))


def _inside_name(words: Sequence[Word], at: int) -> bool:
    """A dash within "2002–2007" divides nothing."""
    tight = 0 < at < len(words) - 1 and words[at - 1].end == words[at].start and words[at + 1].start == words[at].end
    return words[at].text in "–—" and tight


def _extent(segments: Sequence[Segment], place: int, table: Tables) -> tuple[int, int]:
    """From which segment to which the clause of the answer goes."""
    first = place
    while first > 0 and not _begins_clause(segments[first]) and segments[first].mark not in _HARD:
        first -= 1
    if first > 0 and not segments[first].opener and segments[first].verb > 0 and segments[first].mark == ",":
        # "Pada 12 Oktober 1948, Uni Soviet menjalin ...": what stands before the comma is an adverbial of this clause
        before = segments[first - 1]
        if (
            before.verb < 0
            and before.words[0].small in table["prepositions"]
            and (first == 1 or segments[first - 1].mark in _HARD)
        ):
            first -= 1
    last = place
    if segments[first].verb < 0 and first == place and place + 1 < len(segments):
        last = place + 1  # the answer stands in the adverbial, the clause comes after it
        while last + 1 < len(segments) and (segments[last].verb < 0 or segments[last].opener in table["subordinators"]):
            last += 1
    while last + 1 < len(segments) and _goes_on(segments[last + 1], table):
        last += 1
    return first, last


def _begins_clause(segment: Segment) -> bool:
    """Whether a subject and a verb of its own stand in it."""
    if segment.opener in {"yang", "which", "who", "that", "where"}:
        return False
    return segment.verb > (1 if segment.opener else 0)


def _goes_on(segment: Segment, table: Tables) -> bool:
    return segment.verb < 0 and segment.mark not in _HARD and segment.opener not in table["subordinators"]


def _speaker(segments: Sequence[Segment], first: int, table: Tables) -> tuple[Word, ...]:
    """Whose words the clause reports: the subject before "mengatakan bahwa"."""
    if first == 0:
        return ()
    before = segments[first - 1]
    if before.verb > 0 and before.words[before.verb].small in table["says"]:
        return before.words[: before.verb]
    return ()


def _lead(segments: Sequence[Segment], table: Tables) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The adverbial before the subject, and the rest with its commas. A clause within the adverbial is dropped."""
    parts = list(segments)
    before: list[Segment] = []
    opens = parts[0].words[0].small in table["prepositions"] or parts[0].words[0].text[0].isdigit()
    if len(parts) > 1 and parts[0].verb < 0 and opens:
        before.append(parts.pop(0))
        while len(parts) > 1 and (parts[0].verb < 0 or parts[0].opener in table["subordinators"]):
            part = parts.pop(0)
            if part.opener not in table["subordinators"]:
                before.append(part)
            elif not part.mark and len(before) > 1:
                before.pop()  # "sekitar sebulan" of "sekitar sebulan setelah RDRK lahir"
    return _together(before), _together(parts)


def _together(parts: Sequence[Segment]) -> tuple[Word, ...]:
    words: list[Word] = []
    for at, part in enumerate(parts):
        own = part.words[1:] if at == 0 and part.opener else part.words
        if at and part.mark and own:
            words.append(_comma(words[-1], part.mark))
        words.extend(own)
    return tuple(words)


def _comma(after: Word, mark: str = ",") -> Word:
    return Word(mark, mark, after.end, after.end + 1, False, True)


def _dated(words: tuple[Word, ...], read: Read, table: Tables) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """ "Tahun 1997 PT Angkasa Pura memperoleh ...": a date that stands first without a comma."""
    for date in read.mentions:
        if date.type not in {"TIME", "PLACE"} or not words:
            continue
        before, after = cut(words, date)
        led = all(word.small in table["prepositions"] | _DATE_WORDS | table["weekdays"] for word in before)
        if date.type == "PLACE" and not any(word.small in table["prepositions"] for word in before):
            continue
        if (
            led
            and len(before) < 4
            and len(after) > 2
            and after[0].small not in table["prepositions"]
            and after[0].text != ","
        ):
            return words[: len(words) - len(after)], after
    return (), words


_DATE_WORDS = frozenset("tahun tanggal bulan hari periode sekitar awal akhir mulai sejak early late the".split())


def _main_verb(words: Sequence[Word], table: Tables, is_verb: IsVerb) -> int | None:
    """The verb of the clause: the first that does not belong to a "yang" or "who" before it."""
    relative = False
    for at, word in enumerate(words):
        if word.small in {"yang", "who", "which", "that"}:
            relative = True
        elif word.text == ",":
            relative = False
        elif is_verb(words, at):
            if not relative:
                return at
            relative = _still_relative(words, at, table, is_verb)
    return None


def _still_relative(words: Sequence[Word], at: int, table: Tables, is_verb: IsVerb) -> bool:
    """After the verb of a relative clause the next one is the main verb, unless a preposition leads to it."""
    following = at + 1
    while following < len(words) and not is_verb(words, following):
        following += 1
    return following >= len(words) or words[following - 1].small in table["prepositions"] | {
        "dan",
        "atau",
        "and",
        "or",
        "to",
    }


def relative_of(clause: Clause, table: Tables, is_verb: IsVerb) -> Clause | None:
    """ "RRT adalah negara yang terletak di Asia": what follows "yang", with its subject where that is named."""
    words, answer = clause.predicate, clause.answer
    before = [at for at, word in enumerate(words) if word.small == "yang" and word.start < answer.start]
    at = before[-1] if before else -1
    if at < 1 or at + 2 >= len(words):
        return None
    verb = at + 1
    while verb < len(words) and words[verb].small in table["auxiliaries"] | table["negations"]:
        verb += 1
    if verb >= len(words) or not is_verb(words, verb) or words[verb].start > answer.start:
        return None
    subject = _described(clause, at, table, is_verb)
    if subject is None:
        return None
    ends = {",", "yang", "dan", "atau"}
    after = (place for place in range(verb, len(words)) if words[place].start >= answer.end)
    end = next((place for place in after if words[place].small in ends), len(words))
    predicate = words[at + 1 : end]
    return Clause(clause.read, answer, (), subject, predicate, verb - at - 1, "yang", clause.speaker, False, False)


def _described(clause: Clause, at: int, table: Tables, is_verb: IsVerb) -> tuple[Word, ...] | None:
    """What the "yang" at this place describes; None where no name says it."""
    words = clause.predicate
    if words[clause.verb].small in table["copulas"] and clause.verb == 0:
        return clause.subject
    apart = table["prepositions"] | {"dan", "atau"}
    start = at
    while start > 0 and not (words[start - 1].mark or is_verb(words, start - 1) or words[start - 1].small in apart):
        start -= 1
    subject = words[start:at]
    return subject if any(word.capital for word in subject) else None
