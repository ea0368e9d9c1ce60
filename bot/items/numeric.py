"""A question that is answered with a number, with or without a unit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from bot.grading.answer_key import KeyFields
from bot.grading.normalise import tokens
from bot.grading.numerals import UNITS, is_amount, quantities
from bot.grading.words import ABOUT
from bot.items.field import ACCEPT, ANSWER, PROMPT, REJECT, Field
from bot.items.fields import Fields
from bot.items.typed import Typed
from bot.items.wordings import read_wordings

TOLERANCE = Field(
    "tolerance", {"type": ["number", "string"]}, "How far off is still right: 2, or 10%.", ("toleransi", "kira")
)
UNIT = Field("unit", {"type": "string"}, "The unit, if it does not stand in the answer.", ("satuan",))

_IN_A_NAME = re.compile(r"[^\W\d_]\d")  # S400
_FIRST_WORD = re.compile(r"[^\W\d_]{2,}(?!\w)")
# What is no number, and yet may stand at the beginning of one.
_BEFORE_NUMBERS = frozenset(("ke", "half", "setengah", "minus", "the", "us", "as", "amerika"))
_TOLERANCE = re.compile(r"(?:±|\+-|\+/-)?\s*\d+(?:[.,]\d+)?\s*%?")


@dataclass(frozen=True, kw_only=True)
class Numeric(Typed):
    """`a: 17 km`, forgiven within `tolerance`."""

    kind = "number"
    fields = (ANSWER, TOLERANCE, UNIT, ACCEPT, REJECT, PROMPT)
    needs = ("a",)

    tolerance: str | None = None
    unit: str | None = None

    @classmethod
    def fits(cls, fields: Fields) -> bool:
        written = fields.plain("a")
        measured = "tolerance" in fields or "unit" in fields
        return measured or (_may_be_amount(written) and _is_amount(written))

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        key = fields.text("a")
        wordings = read_wordings(fields, key)
        tolerance, unit = fields.word("tolerance"), fields.word("unit")
        stray = next((text for text in key.all if not _is_number(text)), None) if key else None
        if stray is not None:
            fields.note("no-number", fields.place_of("a"), text=stray)
            return None
        if tolerance and not _TOLERANCE.fullmatch(tolerance):
            fields.note("not-a-number", fields.place_of("tolerance"), field="tolerance", text=tolerance)
        return cls(**fields.head, key=key, tolerance=tolerance, unit=unit, wordings=wordings) if key else None

    def answer(self, language: str) -> str:
        return f"{self.key.speak(language)} {self.unit}" if self.unit else self.key.speak(language)

    def to_fields(self, language: str) -> Mapping[str, object]:
        measured = {"tolerance": self.tolerance, "unit": self.unit}
        written = {name: value for name, value in measured.items() if value}
        return {"a": self.key.written(language), **written, **self.wordings.to_fields(language)}

    def _key_fields(self, language: str) -> KeyFields:
        return KeyFields(
            answer=self.key.all,
            accept=self.wordings.accept,
            reject=self.wordings.spoken_reject(language),
            prompt=self.wordings.spoken_prompt(language),
            type="number",
            tolerance=self.tolerance,
            unit=self.unit,
        )


def _is_amount(written: str) -> bool:
    return is_amount(tokens(written)) is not None and not _IN_A_NAME.search(written)


def _may_be_amount(written: str) -> bool:
    """Reading a number takes long; of most answers the first word says that they are none."""
    first = _FIRST_WORD.match(written)
    return first is None or first[0].isupper() or _may_begin_amount(first[0].lower())


@lru_cache(maxsize=4096)
def _may_begin_amount(word: str) -> bool:
    return word in ABOUT or word in UNITS or word in _BEFORE_NUMBERS or bool(quantities(tokens(word)))


def _is_number(written: str) -> bool:
    """Whether it is a number, below nought too."""
    return is_amount(tokens(written.strip().lstrip("+-\u2212"))) is not None
