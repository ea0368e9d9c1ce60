"""Which of the options shown is meant by typed words: its letter, its number, or its text, misspelt or not."""

import re
import unicodedata
from collections.abc import Sequence
from string import ascii_lowercase

from bot.grading.answer_key import AnswerKey, KeyFields
from bot.grading.guards import is_no_answer
from bot.grading.judgement import Judgement, Verdict
from bot.grading.normalise import clean
from bot.items.item import Response
from bot.items.known import Known

# Where buttons are shown, a text that was judged so says nothing about them: the learner is asked again.
NOT_READ = frozenset(("different", "other_answer", "other_thing", "too_general", "empty"))

_BEFORE = "jawab\\w*|pilih\\w*|opsi|huruf|nomor|no|answer|option|letter|number|the|yang|is|adalah|saya|aku|i|choose"
_AROUND = re.compile(rf"^(?:(?:{_BEFORE})\b[ :.]*)+", re.IGNORECASE)
_LABEL = re.compile(r"[(\[]?([a-z]|\d{1,2})[)\].:]*")
_LABELLED = re.compile(r"[(\[]?([a-z]|\d{1,2})[)\].:]\s*(\S.*)")
_SEPARATORS = re.compile(r"\s*(?:[,;|>\n→⇒]+|->|=>|\bdan\b|\band\b|&|\blalu\b|\bthen\b)\s*", re.IGNORECASE)


def unread(typed: Response, needed: int = 0) -> Judgement:
    """What is said of a response in which no option was recognised."""
    if isinstance(typed, str) and is_no_answer(clean(typed)):
        return Judgement(Verdict.WRONG, 0.0, "no_answer", needed=needed)
    return Judgement(Verdict.PROMPT, 0.0, "not_an_option", needed=needed)


def fold(text: str) -> str:
    """`text` without case, accents, punctuation and superfluous space."""
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
    places = []
    for place, wordings in enumerate(options):
        others = {text for other in options if other is not wordings for text in other}
        key = AnswerKey.prepare(KeyFields(answer=tuple(wordings), type="text"), question, known.lexicon, others)
        if key.judge(typed).is_correct:
            places.append(place)
    return places[0] if len(places) == 1 else None


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
    places = tuple(one_of(part, options, labels, question, known) for part in _parts(typed, labels))
    return None if not places or None in places else tuple(place for place in places if place is not None)


def _parts(typed: str, labels: bool) -> list[str]:
    bare = _AROUND.sub("", typed.strip())
    letters = re.fullmatch(r"[a-z\d](?:[\s.)-]*[a-z\d])*[.)]?", bare.lower())
    if labels and letters and all(len(word) == 1 for word in re.findall(r"\w+", bare)):
        return re.findall(r"\w", bare)  # "C A B D", "3-1-2-4"
    if labels and re.fullmatch(r"[A-Z]{2,12}|[1-9]{2,9}", bare):
        return list(bare)  # "CABD"
    return [part for part in _SEPARATORS.split(bare) if part]
