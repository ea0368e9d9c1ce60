"""A question that is answered with a date, a month, a year or a century."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as day
from functools import lru_cache
from typing import Self

from babel.dates import format_date

from bot.grading import dates
from bot.grading.answer_key import KeyFields
from bot.grading.normalise import clean, tokens
from bot.grading.numerals import is_amount
from bot.items.field import ACCEPT, ANSWER, PROMPT, REJECT, Field
from bot.items.fields import Fields, replace_by
from bot.items.typed import Typed
from bot.items.wordings import read_wordings

PRECISIONS = ("day", "month", "year", "decade", "century")
PRECISION = Field(
    "precision", {"enum": list(PRECISIONS)}, "How exact the answer has to be.", ("ketelitian",), PRECISIONS
)

_NUMBERS_ONLY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_SHOWN = {"day": "d MMMM y", "month": "MMMM y"}
_WORD = re.compile(r"[^\W\d_]{2,}")
_ASKS_WHEN = re.compile(r"\b(?:kapan|tahun|when|year)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Date(Typed):
    """`a: 2024-06-19`, as exact as it is written or as `precision` says."""

    kind = "date"
    fields = (ANSWER, PRECISION, ACCEPT, REJECT, PROMPT)
    needs = ("a",)

    precision: str | None = None

    @classmethod
    def fits(cls, fields: Fields) -> bool:
        if "tolerance" in fields or "unit" in fields:
            return False
        return "precision" in fields or _is_date(fields.plain("a"), fields.plain("q"))

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        key = fields.text("a")
        wordings = read_wordings(fields, key)
        precision = fields.choice("precision", PRECISIONS, "") or None
        if key is None or _is_faulty(fields, key.all[0]) or _is_too_coarse(fields, key.all[0], precision):
            return None
        return cls(**fields.head, key=key, precision=precision, wordings=wordings)

    def answer(self, language: str) -> str:
        """The key as people say it: "19 Juni 2024" where 2024-06-19 is written."""
        written = super().answer(language)
        if not _ISO.fullmatch(written):
            return written
        return format_date(
            day(*map(int, written.split("-"))), _SHOWN.get(self.precision or "day", "y"), locale=language
        )

    def to_fields(self, language: str) -> Mapping[str, object]:
        precision = {"precision": self.precision} if self.precision else {}
        return {"a": self.key.written(language), **precision, **self.wordings.to_fields(language)}

    def _key_fields(self, language: str) -> KeyFields:
        return KeyFields(
            answer=self.key.all,
            accept=self.wordings.accept,
            reject=self.wordings.spoken_reject(language),
            prompt=self.wordings.spoken_prompt(language),
            type="date",
            precision=self.precision,
        )


def _is_date(written: str, question: str) -> bool:
    """A full spelling of a date is one, though no calendar has it; a bare year only where the question asks for it."""
    if _ISO.fullmatch(written):
        return True
    first = _WORD.search(written)
    if first and not _may_be_in_a_date(first[0].lower()):
        return False
    found = dates.find(clean(written))
    if not found.only:
        return False
    is_bare_year = all(date.parts == 1 and date.span == 1 for date in found.dates) and is_amount(tokens(written))
    return not is_bare_year or bool(_ASKS_WHEN.search(question))


@lru_cache(maxsize=4096)
def _may_be_in_a_date(word: str) -> bool:
    """Looking for dates takes long; for most answers their first word says that there is none."""
    return (
        word in dates.AROUND
        or word in dates.WEEKDAYS
        or dates.month(word) is not None
        or is_amount(tokens(word)) is not None
    )


def _is_faulty(fields: Fields, written: str) -> bool:
    """Note a date that is none, that can be read in two ways, or that no calendar has."""
    return _is_ambiguous(fields, written) or _is_impossible(fields, written)


def _is_ambiguous(fields: Fields, written: str) -> bool:
    found = _NUMBERS_ONLY.fullmatch(written)
    if found is None:
        return False
    first, second, year = int(found[1]), int(found[3]), found[4]
    if first == second or max(first, second) > 12:
        return False
    ways = (f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}")
    mends = tuple(replace_by(fields.place_of("a"), way) for way in ways)
    fields.note("ambiguous-date", fields.place_of("a"), mends=mends, text=written, one=ways[0], other=ways[1])
    return True


def _is_impossible(fields: Fields, written: str) -> bool:
    found = dates.find(clean(written))
    if found.dates and all(map(_is_in_calendar, found.dates)) and (found.only or not _ISO.fullmatch(written)):
        return False
    fields.note("impossible-date" if found.dates else "no-date", fields.place_of("a"), text=written)
    return True


def _is_too_coarse(fields: Fields, written: str, precision: str | None) -> bool:
    """Note a date that says less than is asked."""
    needed = {"day": 3, "month": 2}.get(precision or "", 1)
    if any(date.parts >= needed or not date.year for date in dates.find(clean(written)).dates):
        return False
    fields.note("precision-too-fine", fields.place_of("precision"), text=written, precision=precision)
    return True


def _is_in_calendar(date: dates.Date) -> bool:
    try:
        # Where no year is said, 29 February is a day; the year 2000 has one.
        day(min(max(date.year or 2000, 1), 9999), date.month or 1, date.day or 1)
    except ValueError:
        return False
    return True
