"""Which of the options shown is meant by typed words: its letter, its number, or its text, misspelt or not."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from string import ascii_lowercase

from bot.grading.answer_key import AnswerKey, KeyFields
from bot.grading.guards import is_no_answer
from bot.grading.judgement import Judgement, Verdict
from bot.grading.normalise import clean
from bot.items.item import Response
from bot.items.known import Known

# Typed where buttons are shown, this is an answer though none of them was named; after anything else the learner is
# asked again.
FIRM = frozenset(("no_answer", "hedged", "negated", "instruction", "too_long", "rejected", "polarity_differs"))

_ASCII_WORDS = re.compile(r"[a-z0-9+\-%<>=]+")
_BEFORE = "jawab\\w*|pilih\\w*|opsi|huruf|nomor|no|answer|option|letter|number|the|yang|is|adalah|saya|aku|i|choose"
_AROUND = re.compile(rf"^(?:(?:{_BEFORE})\b[ :.]*)+", re.IGNORECASE)
_LABEL = re.compile(r"[(\[]?([a-z]|\d{1,2})[)\].:]*")
_LABELLED = re.compile(r"[(\[]?([a-z]|\d{1,2})[)\].:]\s*(\S.*)")
# What people put between options, the surest first: an option may itself have a comma or an "and".
_SEPARATORS = tuple(
    re.compile(between, re.IGNORECASE)
    for between in (
        r"\s*\n\s*",
        r"\s*;\s*",
        r"\s*(?:->|=>|[>|→⇒])\s*",
        r"\s*,\s*",
        r"\s*(?:,|&|\b(?:dan|and|lalu|then)\b)[\s,]*",
    )
)


def unread(typed: Response, needed: int = 0) -> Judgement:
    """What is said of a response in which no option was recognised."""
    if isinstance(typed, str) and typed.strip() and is_no_answer(clean(typed)):
        return Judgement(Verdict.WRONG, 0.0, "no_answer", needed=needed)
    return Judgement(Verdict.PROMPT, 0.0, "not_an_option", needed=needed)


def fold(text: str) -> str:
    """`text` without case, accents, punctuation and superfluous space."""
    if text.isascii():  # nine texts of ten, ten times faster
        return " ".join(_ASCII_WORDS.findall(text.lower()))
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    kept = "".join(sign if sign.isalnum() or sign in "+-%<>=" else " " for sign in bare)
    return " ".join(kept.split())


def labelled(typed: str, count: int) -> int | None:
    """The place of the option that a letter or a number stands for: "B", "2", "jawaban b)"."""
    label = _LABEL.fullmatch(_AROUND.sub("", typed.strip().lower()).strip())
    if label is None:
        return None
    place = ascii_lowercase.index(label[1]) if label[1].isalpha() else int(label[1]) - 1
    return place if 0 <= place < count else None


def named(typed: str, options: Sequence[Sequence[str]]) -> int | None:
    """The place of the option whose text, in any language, stands there letter for letter."""
    wanted = fold(typed)
    places = [place for place, wordings in enumerate(options) if wanted and wanted in map(fold, wordings)]
    return places[0] if len(places) == 1 else None


def resembling(typed: str, options: Sequence[Sequence[str]], question: tuple[str, ...], known: Known) -> int | None:
    """The place of the one option that a lenient reader recognises."""
    texts = tuple(map(tuple, options))
    keys = (_option_key(wordings, texts, question, known) for wordings in texts)
    places = [place for place, key in enumerate(keys) if key.judge(typed).is_correct]
    return places[0] if len(places) == 1 else None


# Preparing a key costs a thousand times what judging by it does, and a question is answered by a class at once.
@lru_cache(maxsize=512)
def _option_key(
    option: tuple[str, ...], options: tuple[tuple[str, ...], ...], question: tuple[str, ...], known: Known
) -> AnswerKey:
    others = {text for other in options if other is not option for text in other}
    return AnswerKey.prepare(KeyFields(answer=option, type="text"), question, known.lexicon, others)


def one_of(
    typed: str, options: Sequence[Sequence[str]], labels: bool, question: tuple[str, ...], known: Known
) -> int | None:
    """The place of the option that is meant; `labels` if the learner sees letters and numbers beside the options."""
    place = named(typed, options)
    if place is None and labels:
        place = labelled(typed, len(options))
        told = _LABELLED.fullmatch(typed.strip().lower())
        if place is None and told and labelled(told[1], len(options)) is not None:
            # "b. Pyongyang": letter and text together have to agree.
            said = one_of(told[2], options, False, question, known)
            return said if said == labelled(told[1], len(options)) else None
    return resembling(typed, options, question, known) if place is None else place


def several_of(
    typed: str, options: Sequence[Sequence[str]], labels: bool, question: tuple[str, ...], known: Known
) -> tuple[int, ...] | None:
    """The places of the options that are meant, in the order they were typed; None if any part is not understood."""
    whole = named(typed, options)
    if whole is not None:
        return (whole,)
    for parts in _ways_to_part(typed, labels):
        places = tuple(one_of(part, options, labels, question, known) for part in parts)
        if None not in places:
            return tuple(place for place in places if place is not None)
    return None


def _ways_to_part(typed: str, labels: bool) -> Iterator[list[str]]:
    bare = _AROUND.sub("", typed.strip())
    if labels and re.fullmatch(r"[A-Z]{2,12}|[1-9]{2,9}", bare):
        yield list(bare)  # "CABD"
    words = re.findall(r"\w+", bare)
    if labels and len(words) > 1 and all(len(word) == 1 for word in words):
        yield words  # "C A B D", "3-1-2-4"
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(bare) if part]
        if len(parts) > 1:
            yield parts
    yield [bare]
