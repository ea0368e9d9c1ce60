"""Answers with weights and remarks, as other quiz programs keep them, in our terms."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.bank.foreign import CannotTake, Import, Question, typed
from bot.items.options import fold

_PRAISE = re.compile(
    r"(?:yes|very|correct|right|well done|good|great|excellent|awesome|perfect|exactly|bravo|nice|ok|benar|betul|tepat|"
    r"bagus|hebat|ya|that'?s right|wrong|incorrect|no|sorry|salah|kurang tepat|"
    r"try again|coba lagi|not quite|false|true)\b",
    re.IGNORECASE,
)
_FULL = Decimal(100)
# Nobody reads more options, nor writes more spellings.
MOST_ANSWERS = 200
# The largest number that can be compared without losing digits.
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, how much of the mark it is worth, in percent, and what is said to who gives it."""

    text: str
    weight: Decimal = _FULL
    remark: str = ""

    @property
    def is_right(self) -> bool:
        return self.weight >= _FULL

    @property
    def is_wrong(self) -> bool:
        return self.weight <= 0


@dataclass(frozen=True, slots=True)
class Range:
    """A number that is right, and how far off is still right."""

    value: Decimal
    margin: Decimal = Decimal(0)
    weight: Decimal = _FULL
    remark: str = ""


def percent(text: str) -> Decimal | None:
    """A weight as it is written; None if it is no number."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def choice(under_way: Import, answers: Sequence[Answer], several: bool) -> Question:
    """A question with options; `several` may be picked if the file says so."""
    if len(answers) > MOST_ANSWERS:
        raise CannotTake("too-many-options", count=len(answers), limit=MOST_ANSWERS)
    answers = _once(under_way, [answer for answer in answers if answer.text])
    if len(answers) < 2:
        raise CannotTake("too-few-options", count=len(answers))
    right = [answer for answer in answers if (answer.weight > 0 if several else answer.is_right)]
    wrong = [answer for answer in answers if answer not in right]
    if not right:
        right, wrong = _best(answers)
        under_way.warn("no-full-mark")
    if not wrong:
        raise CannotTake("no-wrong-option", count=len(right))
    _mind_weights(under_way, answers, right, several)
    if len(right) > 1:
        return _several(under_way, right, wrong, several)
    return {
        "a": right[0].text,
        "wrong": [answer.text for answer in wrong],
        "reject": {answer.text: answer.remark for answer in wrong if answer.remark},
        "why": said(right[0].remark),
    }


def written(under_way: Import, answers: Sequence[Answer]) -> Question:
    """A question that is answered with typed words."""
    answers = [answer for answer in _once(under_way, answers) if answer.text]
    right = [_without_stars(under_way, answer) for answer in answers if answer.is_right]
    for answer in answers:
        if answer.text.strip() == "*" and not answer.is_right and answer.remark:
            under_way.warn("remark-lost", text=answer.remark)
    rest = [answer for answer in answers if not answer.is_right and answer.text.strip() != "*"]
    whole = {fold(answer.text) for answer in right}
    if any(fold(answer.text.strip("* ")) in whole for answer in rest):
        under_way.warn("weights-lost")
        rest = [answer for answer in rest if fold(answer.text.strip("* ")) not in whole]
    if not right:
        raise CannotTake("no-right-answer")
    if any(not answer.text for answer in right):
        raise CannotTake("any-answer-right")
    half = {answer.text: answer.remark for answer in rest if answer.weight > 0}
    if half:
        under_way.warn("half-right", text=", ".join(half))
    return {
        "a": right[0].text,
        "accept": [answer.text for answer in right[1:]],
        "reject": _said({answer.text: answer.remark for answer in rest if answer.is_wrong}),
        "prompt": _said(half),
        "why": said(_joined(under_way, [answer.remark for answer in right])),
    }


def number(under_way: Import, ranges: Sequence[Range]) -> Question:
    """A question that is answered with a number."""
    right = [each for each in ranges if each.weight >= _FULL]
    if not right:
        raise CannotTake("no-right-answer")
    first, others = right[0], right[1:]
    if any(each.margin != first.margin for each in others):
        under_way.warn("margins-differ", text=figure(first.margin))
    half = {figure(each.value): each.remark for each in ranges if 0 < each.weight < _FULL and each.value != first.value}
    if any(each.value == first.value and 0 < each.weight < _FULL for each in ranges):
        under_way.warn("weights-lost")
    if half:
        under_way.warn("half-right", text=", ".join(half))
    wrong = {figure(each.value): each.remark for each in ranges if each.weight <= 0}
    return {
        "a": figure(first.value),
        "tolerance": figure(first.margin) if first.margin else "",
        "accept": [figure(each.value) for each in others],
        "reject": _said(wrong),
        "prompt": _said(half),
        "why": said(_joined(under_way, [each.remark for each in right])),
        "type": "number",
    }


def matching(under_way: Import, pairs: Sequence[tuple[str, str]]) -> Question:
    """A question in which partners are found; a partner without anything to be matched with is lost."""
    stray = [right for left, right in pairs if not left and right]
    if stray:
        under_way.warn("extra-partners", text=", ".join(stray))
    kept = list(dict.fromkeys((left, right) for left, right in pairs if left and right))
    if len(kept) < 2:
        raise CannotTake("too-few-pairs", count=len(kept))
    return {"pairs": [{"left": left, "right": right} for left, right in kept]}


def truth(under_way: Import, is_true: bool, when_wrong: str, when_right: str, why: str) -> Question:
    """A statement; what is said when it is misjudged usually explains, what is said when it is not usually praises."""
    if why or when_wrong:
        for remark in (when_right, when_wrong if why else ""):
            if said(remark) and remark != why:
                under_way.warn("remark-lost", text=remark)
    return {"a": "benar" if is_true else "salah", "why": why or said(when_wrong) or said(when_right)}


def blanks(under_way: Import, keys: Sequence[Sequence[Answer]]) -> list[list[str] | str]:
    """What belongs into each blank of a text."""
    spellings = []
    for answers in keys:
        right = [_without_stars(under_way, answer).text for answer in answers if answer.is_right and answer.text]
        if not right or not right[0]:
            raise CannotTake("no-right-answer")
        if any(0 < answer.weight < _FULL for answer in answers):
            under_way.warn("weights-lost")
        if any(said(answer.remark) for answer in answers):
            under_way.warn("remark-lost", text=next(answer.remark for answer in answers if said(answer.remark)))
        spellings.append(right if len(right) > 1 else right[0])
    return spellings


def with_why(question: Question, why: str) -> Question:
    """`question`, with what is said after any answer before what was said to the right one."""
    reasons = dict.fromkeys(part for part in (why, str(question.get("why") or "")) if part)
    return {**question, "why": "\n".join(reasons)}


def inferred(question: Question) -> Question:
    """A question with typed words, taken as a number or a date where it reads as one."""
    below_nought = decimal(str(question.get("a", ""))) is not None and str(question["a"]).strip()[:1] in "-\u2212"
    kind = {"type": "number"} if below_nought else {}
    return typed({name: value for name, value in question.items() if value} | kind)


def said(remark: str) -> str:
    """A remark, unless it is praise or blame alone: the bot has its own words for that."""
    few = len(remark.split()) <= 5
    return "" if few and _PRAISE.match(remark.strip(" \"'*!.,¡")) else remark


def figure(value: Decimal) -> str:
    """A number as it is written, so that no reader takes its decimals for thousands.

    >>> figure(Decimal("3.141")), figure(Decimal("1e3")), figure(Decimal("-0.50"))
    ('3.1410', '1000', '-0.5')
    """
    if value.adjusted() > _MOST_DIGITS or value.as_tuple().exponent < -_MOST_DIGITS * 2:  # type: ignore[operator]
        raise CannotTake("number-too-long")
    plain = f"{value.normalize():f}"
    whole, _, decimals = plain.partition(".")
    return f"{plain}0" if len(decimals) == 3 and whole.lstrip("-") != "0" else plain


def decimal(text: str) -> Decimal | None:
    """A number as programs write it; a comma before decimals is understood."""
    cleaned = text.strip().replace("\u2212", "-")
    if cleaned.count(",") == 1 and "." not in cleaned:
        cleaned = cleaned.replace(",", ".")
    if not re.fullmatch(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,2})?", cleaned):
        return None
    return Decimal(cleaned)


def _once(under_way: Import, answers: Iterable[Answer]) -> list[Answer]:
    """Each answer once; of two that are alike letter for letter the better one."""
    kept: dict[str, Answer] = {}
    for answer in answers:
        before = kept.get(answer.text)
        if before is not None and answer.text:
            under_way.warn("answer-twice", text=answer.text)
        if before is None or answer.weight > before.weight:
            kept[answer.text] = answer
    return list(kept.values())


def _best(answers: Sequence[Answer]) -> tuple[list[Answer], list[Answer]]:
    """Where nothing gets the whole mark, what gets most of it."""
    most = max(answer.weight for answer in answers)
    if most <= 0:
        raise CannotTake("no-right-answer")
    right = [answer for answer in answers if answer.weight == most]
    return right, [answer for answer in answers if answer.weight != most]


def _mind_weights(under_way: Import, answers: Sequence[Answer], right: Sequence[Answer], several: bool) -> None:
    """Say what is lost of weights that a question marked right or wrong cannot keep."""
    shares = {answer.weight for answer in right}
    costs = any(answer.weight < 0 for answer in answers)
    half = not several and any(0 < answer.weight < _FULL and answer not in right for answer in answers)
    if half or len(shares) > 1 or (costs and not several):
        under_way.warn("weights-lost")


def _several(under_way: Import, right: Sequence[Answer], wrong: Sequence[Answer], several: bool) -> Question:
    if not several:
        under_way.warn("several-right", count=len(right))
    remarks = [said(answer.remark) for answer in (*right, *wrong)]
    for remark in filter(None, remarks):
        under_way.warn("remark-lost", text=remark)
    return {"all": [answer.text for answer in right], "wrong": [answer.text for answer in wrong]}


def _without_stars(under_way: Import, answer: Answer) -> Answer:
    """`*` stands for any text there; here other words around the answer are forgiven anyway."""
    if "*" not in answer.text:
        return answer
    bare = answer.text.strip("* ").replace("\\*", "*")  # a star between two signs may as well multiply
    if bare != answer.text:
        under_way.warn("wildcard", text=answer.text)
    return Answer(bare, answer.weight, answer.remark)


def _joined(under_way: Import, remarks: Iterable[str]) -> str:
    different = list(dict.fromkeys(filter(None, map(said, remarks))))
    for remark in different[1:]:
        under_way.warn("remark-lost", text=remark)
    return different[0] if different else ""


def _said(remarks: dict[str, str]) -> dict[str, str] | list[str]:
    return remarks if any(remarks.values()) else list(remarks)


def alike(one: str, other: str) -> bool:
    """Whether two texts read alike."""
    return (fold(one) or one.strip()) == (fold(other) or other.strip())
