"""Answers that stand in the text itself, as Moodle's cloze questions have them: `{1:SA:=Tumen~Tuman}`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.bank import weighted
from bot.bank.foreign import CannotTake, Import, Question
from bot.bank.weighted import Answer

_TYPE = (
    "SHORTANSWER_C|SHORTANSWER|SAC|SA|MWC|MW|MULTICHOICE_[A-Z]{1,3}|MULTICHOICE|MC[A-Z]{0,3}|"
    "MULTIRESPONSE_[A-Z]{1,3}|MULTIRESPONSE|MR[A-Z]{0,3}|NUMERICAL|NM"
)
# Braces in an answer are escaped, or belong to a formula and are closed again.
EMBEDDED = re.compile(rf"\{{(\d{{0,3}}):({_TYPE}):((?:\\.|[^{{}}\\]|\{{[^{{}}]{{0,400}}\}})*)\}}", re.DOTALL)
_WEIGHT = re.compile(r"%\s*([+-]?\d{1,3}(?:[.,]\d{0,10})?)\s*%")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_GAPS = re.compile(r"_{3,}")


@dataclass(frozen=True, slots=True)
class Blank:
    """What is asked at one place of the text."""

    kind: str
    answers: tuple[Answer, ...]

    @property
    def has_options(self) -> bool:
        return self.kind.startswith("M") and self.kind not in ("MW", "MWC")


def question_of(under_way: Import, text: str) -> Question:
    """The question that a text with embedded answers is: one with options where these are all it asks."""
    found = list(EMBEDDED.finditer(text))
    if not found:
        raise CannotTake("no-blanks")
    blanks = [_blank(each[2], each[3]) for each in found]
    if len(blanks) == 1 and blanks[0].has_options:
        stem = EMBEDDED.sub("_____", text)
        several = blanks[0].kind.startswith(("MR", "MULTIR"))
        return {"q": stem.strip(), **weighted.choice(under_way, blanks[0].answers, several)}
    for blank, written_so in zip(blanks, found, strict=True):
        if blank.kind.startswith(("MR", "MULTIR")):
            raise CannotTake("blank-of-several", text=written_so[0])
    if any(blank.has_options for blank in blanks):
        under_way.warn("options-lost")
    stem = EMBEDDED.sub("\ue00a", _GAPS.sub("…", text)).replace("\ue00a", "___")
    return {"q": stem.strip(), "blanks": weighted.blanks(under_way, [blank.answers for blank in blanks])}


def written(spellings: Sequence[str]) -> str:
    """A blank, and what belongs into it."""
    return f"{{1:SHORTANSWER:{'~'.join(f'={_escaped(each)}' for each in spellings)}}}"


def _blank(kind: str, inside: str) -> Blank:
    protected = _ESCAPE.sub(lambda found: chr(0xE100 + ord(found[1])) if ord(found[1]) < 256 else found[0], inside)
    answers = [_answer(part) for part in protected.split("~") if part.strip()]
    if kind in ("NUMERICAL", "NM"):
        answers = [_number(answer) for answer in answers if answer.text.strip() != "*"]
    return Blank(kind, tuple(answers))


def _answer(part: str) -> Answer:
    written, _, remark = part.strip().partition("#")
    weight = Decimal(0)
    if written.startswith("="):
        written, weight = written[1:], Decimal(100)
    share = _WEIGHT.match(written)
    if share:
        written, weight = written[share.end() :], weighted.percent(share[1]) or Decimal(0)
    return Answer(_meant(written).strip(), weight, _meant(remark).strip())


def _number(answer: Answer) -> Answer:
    """A number with how far off is right; a blank compares as it stands."""
    value = weighted.decimal(answer.text.partition(":")[0])
    if value is None:
        raise CannotTake("no-number-there", text=answer.text)
    return Answer(weighted.figure(value), answer.weight, answer.remark)


def _meant(text: str) -> str:
    return re.sub("[\ue100-\ue1ff]", lambda found: chr(ord(found[0]) - 0xE100), text)


def _escaped(text: str) -> str:
    return re.sub(r'([\\~#{}"/])', r"\\\1", text)
