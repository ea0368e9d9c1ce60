"""Keys that are a time of day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grading import dates
from bot.grading import words as table
from bot.grading.dates import MONTHS, in_digits
from bot.grading.judgement import Judgement, Verdict
from bot.grading.normalise import clean, tokens
from bot.grading.words import these

_HOUR, _HALF_DAY, _DAY = 60, 12 * 60, 24 * 60
# The hours that a word leaves possible: the first, and the first that is not. Beyond 24 they are the next day's.
_PARTS = {
    "dini hari": (0, 6), "subuh": (3, 7), "pagi": (0, 12), "siang": (10, 16), "sore": (14, 20), "petang": (14, 20),
    "tengah malam": (24, 25), "malam": (18, 28), "tengah hari": (12, 13), "am": (0, 12), "pm": (12, 24),
    "morning": (0, 12), "noon": (12, 13), "midday": (12, 13), "afternoon": (12, 19), "evening": (16, 24),
    "midnight": (24, 25), "night": (18, 28),
}  # fmt: skip
_PART = re.compile(r"(?<![a-z])(?:" + "|".join(_PARTS) + r")(?![a-z])")
_ALONE = {"tengah malam": 0, "midnight": 0, "tengah hari": _HALF_DAY, "noon": _HALF_DAY, "midday": _HALF_DAY}
_TIME = re.compile(
    r"(?<![\d.,:])(?:(?P<half>setengah)\s+|(?P<lead>half|(?:a )?quarter|\d{1,2}(?: minutes?)?)\s+(?P<way>past|to)\s+)?"
    r"(?P<hour>\d{1,2})(?:\s?[.: ]?(?P<minute>[0-5]\d))?(?![\d:]|[.,]\d)"
    r"(?:\s+(?P<over>lewat|lebih|kurang)\s+(?P<more>seperempat|\d{1,2})(?:\s+menit)?)?"
)
_ASKED = re.compile(r"\b(?:pukul|jam|pkl)\s+(?:berapa|berapakah|brp)\b|\b(?:what|which) (?:time|hour)\b")
_MARKED = re.compile(r"\b(?:pukul|pkl|jam|oclock|o'clock)\b|\b(?:am|pm|wib|wita|wit)\b")
_ZONE = re.compile(r"\b(?:wib|wita|wit|gmt|utc)\b")
_AROUND = these("pukul pkl jam tepat oclock o'clock waktu setempat local time sharp hari") | table.QUIET
_ASIDE = these("sebelum sesudah setelah before after until till hingga lewat")


@dataclass(frozen=True)
class Time:
    """The minutes of the day that a text may mean: two, where it does not say which half of the day."""

    minutes: frozenset[int]
    exact: bool = False  # written with its minutes, as clocks do


@dataclass(frozen=True)
class ClockKey:
    """Times that are right."""

    times: tuple[tuple[str, frozenset[int]], ...]
    parts: frozenset[str] = frozenset()  # what the question says of the part of the day

    @classmethod
    def prepare(cls, texts: Sequence[str], question: Sequence[str]) -> "ClockKey":
        parts = frozenset(part for text in question for part in _PART.findall(clean(text)))
        return cls(tuple((text, _meant(find(clean(text))[0], parts)) for text in texts), parts)

    def judge(self, text: str) -> Judgement | None:
        """`text` is cleaned already; None if it says no time."""
        found = {time.minutes for time in find(text)}
        shown = self.times[0][0]
        if not found:
            return None
        words = {token.text for token in tokens(_TIME.sub(" ", in_digits(text)))}
        if not words.isdisjoint(table.NEGATORS):
            return Judgement(Verdict.WRONG, 0.0, "negated", shown)
        if not words.isdisjoint(_ASIDE):
            return Judgement(Verdict.WRONG, 0.0, "other_claim", shown)
        if len(found) > 1:
            return Judgement(Verdict.WRONG, 0.0, "several_numbers", shown)
        told = [self._compare(text, shown, wanted, next(iter(found))) for shown, wanted in self.times]
        return max(told, key=lambda judgement: judgement.score)

    def _compare(self, text: str, shown: str, wanted: frozenset[int], said: frozenset[int]) -> Judgement:
        zones = _ZONE.findall(text), _ZONE.findall(shown.lower())
        if said.isdisjoint(wanted) or (all(zones) and zones[0] != zones[1]):
            return Judgement(Verdict.WRONG, 0.2, "number_differs", shown)
        said = _within(said, self.parts)
        if said <= wanted or any(_HOUR <= minute < _HALF_DAY + _HOUR for minute in said & wanted):
            return Judgement(Verdict.CORRECT, 1.0, "number", shown)  # at "10" few think of the night
        return Judgement(Verdict.PROMPT, 0.5, "too_general", shown)


def is_time(text: str, question: Sequence[str]) -> bool:
    """Whether a key is a time and nothing else, and its question asks for one or it says so itself.

    >>> is_time("pukul 10.00 WIB", ()), is_time("17.30", ("Jam berapa?",)), is_time("17.30", ("Berapa?",))
    (True, True, False)
    """
    said = clean(text)
    if not (_MARKED.search(said) or any(_ASKED.search(clean(each)) for each in question)) or len(find(said)) != 1:
        return False
    rest = _ZONE.sub(" ", _PART.sub(" ", _TIME.sub(" ", in_digits(said))))
    return all(token.text in _AROUND for token in tokens(rest))


def find(text: str) -> list[Time]:
    """The times in a cleaned text.

    >>> [sorted(time.minutes) for time in find("setengah delapan malam")]
    [[1170]]
    """
    said = in_digits(text)
    if not MONTHS.keys().isdisjoint(said.split()):
        said = dates.find(said).rest  # "10.00, 17 Agustus 1945"
    parts = frozenset(_PART.findall(said))
    found = list(_times(said, parts))
    alone = [_ALONE[part] for part in parts if part in _ALONE]
    return found or [Time(frozenset({minute})) for minute in alone]


def _times(said: str, parts: frozenset[str]) -> Iterator[Time]:
    for match in _TIME.finditer(said):
        hour = int(match["hour"])
        if hour > 24:
            continue
        minutes = hour % 24 * _HOUR + int(match["minute"] or 0) + _shift(match)
        sure = hour > 12 or match["hour"].startswith("0")
        either = {minutes % _DAY} if sure else {minutes % _HALF_DAY, minutes % _HALF_DAY + _HALF_DAY}
        yield Time(_within(frozenset(either), parts), match["minute"] is not None)


def _shift(match: re.Match[str]) -> int:
    """How many minutes are added or taken: "setengah enam", "half past five", "jam 6 kurang 15"."""
    if match["half"]:
        return -30
    if match["lead"]:
        lead = match["lead"].split()
        many = 30 if lead[0] == "half" else 15 if "quarter" in lead else int(lead[0])
        return many if match["way"] == "past" else -many
    many = 15 if match["more"] == "seperempat" else int(match["more"] or 0)
    return -many if match["over"] == "kurang" else many


def _within(minutes: frozenset[int], parts: frozenset[str]) -> frozenset[int]:
    """Those of them that lie in the part of the day that was said; all, where none does."""
    spans = [_PARTS[part] for part in parts]
    fit = {
        minute for minute in minutes for first, last in spans
        if any(first <= hour < last for hour in (minute // _HOUR, minute // _HOUR + 24))
    }  # fmt: skip
    return frozenset(fit) or minutes


def _meant(time: Time, parts: frozenset[str]) -> frozenset[int]:
    """What a key means: with its minutes it is the time on a clock of 24 hours, "10.00" in the morning."""
    minutes = _within(time.minutes, parts)
    return frozenset({min(minutes)}) if time.exact and not parts else minutes
