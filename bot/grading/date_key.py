"""Keys that are a date, or several that belong together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grading import dates
from bot.grading import words as table
from bot.grading.dates import Date
from bot.grading.judgement import Judgement, Verdict
from bot.grading.normalise import clean, tokens
from bot.grading.words import these

_YEAR_ASKED = these("tahun year")
_FIRST_SHORT = 1900  # years before are said in full
_MAY_BOUND = re.compile(r"\b(?P<bound>before|after|sebelum|sesudah|setelah|prior to|pra|pasca|not until)\b")
_BOUND = re.compile(
    _MAY_BOUND.pattern + r"[\s-]+"
    r"(?:(?:the|tahun|thn|th|tanggal|tgl|bulan|bln|hari|year)\s+)*"
    r"(?:\d+(?!\d|\s+(?:hari|minggu|bulan|tahun|jam|days?|weeks?|months?|years?|hours?)\b)"  # "after 2 days"
    r"|(?:" + "|".join(dates.MONTHS) + r")\b)"
)

_SIDES = {
    "": "", "before": "before", "sebelum": "before", "prior to": "before", "pra": "before", "not until": "after",
    "after": "after", "sesudah": "after", "setelah": "after", "pasca": "after",
}  # fmt: skip


@dataclass(frozen=True)
class DateKey:
    """The dates that are right, each perhaps a range, at the precision that is asked."""

    ranges: tuple[tuple[str, tuple[Date, ...]], ...]
    known: tuple[Date, ...] = ()
    said: str = ""  # the question
    bounds: frozenset[str] = frozenset()  # "before" or "after", where the keys say so

    @classmethod
    def prepare(cls, texts: Sequence[str], precision: str | None, question: Sequence[str]) -> "DateKey":
        precision = precision or _asked(question)
        found = []
        for text in texts:
            said = dates.find(clean(text)).dates
            found.append((text, tuple(date.limited(precision) for date in said)))
        known = tuple(date for text in question for date in dates.find(clean(text)).dates)
        bounds = frozenset(_SIDES[_bound(clean(text))] for text in texts)
        return cls(tuple((text, said) for text, said in found if said), known, clean(" ".join(question)), bounds)

    def judge(self, text: str) -> Judgement:
        """`text` is cleaned already."""
        found = dates.find(text)
        said = found.dates
        if not said:
            said = self._bare(text)
        if not said:
            return Judgement(Verdict.WRONG, 0.0, "not_a_date", self.ranges[0][0])
        if any(token.text in table.NEGATORS for token in tokens(found.rest)):
            return Judgement(Verdict.WRONG, 0.0, "negated", self.ranges[0][0])
        bound = _bound(text)
        if (not bound or bound not in self.said) and not self._is_bound_so(_SIDES[bound]):
            return Judgement(Verdict.WRONG, 0.1, "other_claim", self.ranges[0][0])
        best = max(
            (self._compare(shown, wanted, said) for shown, wanted in self.ranges), key=lambda judgement: judgement.score
        )
        return self._contradicted(said) or best if best.is_correct else best

    def _is_bound_so(self, side: str) -> bool:
        """Whether "before" or "after" is what a key says, or the question has said it for all of them."""
        asked = any(_SIDES[word] in self.bounds for word in _SIDES if word and word in self.said)
        return side in self.bounds or (not side and asked)

    def _bare(self, text: str) -> tuple[Date, ...]:
        """A number alone, where the question has said the rest: "19", or "6" for the month."""
        words = [word for word in tokens(dates.in_digits(text)) if word.text not in dates.AROUND]
        if len(words) != 1 or not words[0].text.isdecimal() or len(words[0].text) > 2:
            return ()
        number = int(words[0].text)
        wanted = self.ranges[0][1][0]
        if wanted.span == 100 and number:
            return (dates.century_of(number),)
        if wanted.parts == 1 and wanted.year is not None and wanted.year >= _FIRST_SHORT:
            return (Date(number, short=True),)  # "45" for 1945, as people say it
        if wanted.day is not None and 1 <= number <= 31:
            return (Date(day=number),)
        return (Date(month=number),) if wanted.month is not None and 1 <= number <= 12 else ()

    def _compare(self, shown: str, wanted: Sequence[Date], said: Sequence[Date]) -> Judgement:
        if len(wanted) > 1:
            return self._compare_range(shown, wanted, said)
        found = [dates.agree(wanted[0], date, self.known) for date in said]
        fresh = [how for how, date in zip(found, said, strict=True) if how != "different" or date not in self.known]
        if any(how in {"same", "fuller"} for how in fresh):
            if "different" in fresh:
                return Judgement(Verdict.WRONG, 0.1, "several_dates", shown)
            how = "fuller" if "fuller" in fresh and "same" not in fresh else "same"
            return Judgement(Verdict.CORRECT, 1.0, "date" if how == "same" else "date_fuller", shown)
        if fresh and all(how == "coarser" for how in fresh):
            return Judgement(Verdict.PROMPT, 0.5, "date_incomplete", shown)
        return Judgement(Verdict.WRONG, 0.0, "date_differs", shown)

    def _compare_range(self, shown: str, wanted: Sequence[Date], said: Sequence[Date]) -> Judgement:
        if len(said) == len(wanted):
            found = [dates.agree(date, other, (*self.known, *wanted)) for date, other in zip(wanted, said, strict=True)]
            if all(how in {"same", "fuller"} for how in found):
                return Judgement(Verdict.CORRECT, 1.0, "date", shown)
        if all(any(dates.agree(date, other, self.known) != "different" for date in wanted) for other in said):
            return Judgement(Verdict.PROMPT, 0.4, "date_incomplete", shown)
        return Judgement(Verdict.WRONG, 0.0, "date_differs", shown)

    def _contradicted(self, said: Sequence[Date]) -> Judgement | None:
        """What is finer than one key must not contradict a finer key within it."""
        if len(said) != 1:
            return None
        single = [(shown, wanted[0]) for shown, wanted in self.ranges if len(wanted) == 1]
        agreeing = [date for _, date in single if dates.agree(date, said[0], self.known) in {"same", "fuller"}]
        finest = max(agreeing, key=lambda date: date.parts, default=None)
        if finest is None or finest.year is None or said[0].parts <= finest.parts:
            return None
        within = [(shown, date) for shown, date in single if dates.agree(finest, date) == "fuller" and date.span == 1]
        finer = [shown for shown, date in within if dates.agree(date, said[0], self.known) == "different"]
        return Judgement(Verdict.WRONG, 0.1, "date_differs", finer[0]) if finer else None


def _bound(text: str) -> str:
    """The word that bounds a time: the "before" of "before 1961"; nothing where none does."""
    found = _MAY_BOUND.search(text) and _BOUND.search(dates.in_digits(text))
    return found["bound"] if found else ""


def _asked(question: Sequence[str]) -> str:
    """The precision that the question asks for: a year where it says so, else all that the key has."""
    words = {token.text for text in question for token in tokens(text)}
    asks_year = any(_asks_year(clean(text)) for text in question)
    return "year" if asks_year and not words & {"tanggal", "date", "day"} else "day"


def _asks_year(text: str) -> bool:
    return any(f"{word} {noun}" in text for noun in _YEAR_ASKED for word in ("which", "what")) or any(
        f"{noun} {word}" in text for noun in _YEAR_ASKED for word in ("berapa", "mana", "apa")
    )
