"""Dates as people type them, with their precision."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.grading.normalise import Token, tokens
from bot.grading.numerals import Number, numbers, roman
from bot.grading.similarity import nearest
from bot.grading.words import these

_MONTHS = """
    januari january jan januar
    februari february feb pebruari
    maret march mar mrt
    april apr
    mei may
    juni june jun
    juli july jul
    agustus august agu aug ags agt agust
    september sep sept
    oktober october okt oct
    november nov nopember nop
    desember december des dec
"""
MONTHS = {word: number for number, line in enumerate(_MONTHS.split("\n")) for word in line.split()}
_FULL_MONTHS = tuple(word for word in MONTHS if len(word) > 3)
WEEKDAYS = these("""senin selasa rabu kamis jumat jum'at sabtu minggu ahad
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun""")
# Words that may stand around a date and say nothing else.
AROUND = these("""
    tanggal tgl bulan tahun thn th bln hari pada di sejak mulai dari sampai hingga antara dan sekitar kira awal akhir
    pertengahan on in the year month day date of since from to until between and around about circa c ca by during
    early late mid s an ke abad century bc bce ad ce sm m masehi sebelum st nd rd th
""")
_GAP = r"\s*[-/.,]?\s*(?:bulan|of|tahun|thn|th)?\s*"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_TH = r"(?:st|nd|rd|th)?"
_NAME = r"(?<![a-z])(?P<name>[a-z]{3,10})"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_PART = r"\s?[-/. ]\s?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?<!\d)(?P<year>\d{4})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<day>\d{1,2})(?!\d)"
        r"(?:[t ]\d\d:\d\d(?::\d\d)?z?)?",  # 2024-06-19
        _DAY + _PART + r"(?P<month>\d{1,2})" + _PART + _YEAR + r"(?!\d)",  # 19/6/24
        _DAY + r"\s*,?\s*(?:bulan|bln) (?:ke\s?-?\s?)?(?P<month>\d{1,2})\s*,?\s*(?:(?:tahun|thn|th)\s)?"
        r"(?P<year>\d{4})(?!\d)",  # 19 bulan 6 tahun 2024
        _DAY + _TH + _GAP + r"(?P<name>[a-z]{3,10})" + _GAP + "'?" + _YEAR + r"(?!\d|\s*%)",  # 19 June 2024
        _NAME
        + r"\.?\s*(?P<day>\d{1,2})"
        + _TH
        + r"\s*,?\s*(?:tahun |thn )?'?(?P<year>\d{4}|(?<=')\d{2})(?!\d)",  # June 19, 2024
        _DAY + _PART + r"(?P<roman>x[i]{0,2}|ix|iv|v?i{1,3}|v)" + _PART + _YEAR + r"(?!\d)",  # 19-VI-2024
        r"(?<!\d)(?P<month>\d{1,2})\s?[-/]\s?(?P<year>\d{4})(?!\d)",  # 6/2024
        r"(?<![\d/.,])(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})(?![\d/]|[.,]\d)",  # 19/6
        _NAME + _GAP + r"'?(?P<year>\d{4}|(?<=')\d{2})(?!\d)",  # June 2024
        _DAY + _TH + _GAP + r"(?P<name>[a-z]{3,10})(?![a-z])",  # 19 June
        _NAME + r"\.?\s+(?:the )?(?P<day>\d{1,2})" + _TH + r"(?!\d|[.,]\d)",  # June the 19th
        _DAY + r"\s+bulan\s+(?P<month>\d{1,2})(?:\s+tahun)?\s+" + _YEAR + r"(?!\d)",  # 19 bulan 6 tahun 2024
        r"(?<![\d.,])(?:(?P<decade>[12]\d{2}0)|(?P<tens>[2-9]0))(?:\s?-?\s?an\b|'?s\b)",  # 1980s
        r"(?<!\d)(?P<century>\d{1,2})" + _TH + r"\s+century|abad\s+(?:ke\s?-?\s?)?(?P<abad>\d{1,2}|[xvi]+)(?!\d)",
        r"\bad\s?(?P<anno>\d{1,4})(?!\d)|(?<!\d)(?P<era>\d{1,4})(?=\s?(?:ad|bc|bce|ce|sm|masehi)\b)",  # AD 628
        r"(?<![\d.,])(?P<year>[12]\d{3})(?![\d%]|[.,]\d)",  # 2024
        r"(?:(?<=tahun )|(?<=thn )|(?<=year )|(?<=th ))'?(?P<year>\d{2})(?!\d)|(?<![a-z0-9])'(?P<short>\d{2})(?!\d)",
        _NAME + r"(?![a-z])",  # June
        r"(?:(?<=tanggal )|(?<=tgl ))(?P<day>\d{1,2})(?!\d)",
    )
)
_DATELIKE = re.compile(r"\d|\babad\b|(?<![a-z])(?:" + "|".join(sorted(MONTHS)) + r")(?![a-z])")
_SHORT_END = re.compile(r"(?<![\d/.-])(\d\d)(\d\d)\s?[-/]\s?(\d\d)(?![\d/-])")  # 1914-18
_BEFORE_CHRIST = re.compile(r"\b(?:bce?|sm|sebelum masehi)\b")


@dataclass(frozen=True, slots=True)
class Date:
    """As much of a date as was said. `span` counts the years where only a decade or a century was."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    span: int = 1
    short: bool = False  # the year had two digits

    @property
    def parts(self) -> int:
        return sum(part is not None for part in (self.year, self.month, self.day))

    def limited(self, precision: str) -> "Date":
        """The date at the asked precision: `year`, `month` or `day`."""
        if precision == "year":
            return Date(self.year, span=self.span)
        return Date(self.year, self.month) if precision == "month" else self


@dataclass(frozen=True, slots=True)
class Dated:
    """The dates in a text, and the words that are no part of one."""

    dates: tuple[Date, ...]
    rest: str

    @property
    def only(self) -> bool:
        """Whether the text is nothing but a date."""
        words = (
            self.rest.replace("-", " ").replace(",", " ").replace(".", " ").replace("'", " ").replace("/", " ").split()
        )
        return bool(self.dates) and all(word in AROUND or word in WEEKDAYS for word in words)


def find(text: str) -> Dated:
    """The dates in a cleaned text, in the order they stand.

    >>> find("rabu, 19 juni 2024").dates
    (Date(year=2024, month=6, day=19, span=1, short=False),)
    """
    text = _SHORT_END.sub(_in_full, in_digits(text))
    if not _DATELIKE.search(text):
        return Dated((), text)
    found: list[tuple[int, Date]] = []
    for shape in _SHAPES:
        text = shape.sub(lambda match: _take(match, found), text)
    if _BEFORE_CHRIST.search(text):
        found = [(at, _before_christ(date)) for at, date in found]
    dates = dict.fromkeys(date for _, date in sorted(found, key=lambda item: item[0]))
    return Dated(tuple(dates), " ".join(text.split()))


def agree(asked: Date, given: Date, known: Sequence[Date] = ()) -> str:
    """How a date that was given compares to the one asked: `same`, `fuller`, `coarser` or `different`.

    What the question itself says (`known`) need not be repeated.
    """
    if asked.span > 1 or given.span > 1:
        return _spans(asked, given)
    missing = False
    for part in ("year", "month", "day"):
        wanted, said = getattr(asked, part), getattr(given, part)
        if wanted is None:
            continue
        if said is None:
            missing |= not any(getattr(date, part) == wanted for date in known)
        elif said != wanted and not (part == "year" and given.short and said % 100 == wanted % 100):
            return "different"
    if missing:
        return "coarser"
    return "fuller" if given.parts > asked.parts else "same"


@lru_cache(maxsize=4096)
def month(word: str) -> int | None:
    """The number of a month by its name in either language, a slip of the pen forgiven where only one month is meant.

    >>> month("jnui"), month("juli"), month("jui")
    (6, 7, None)
    """
    if word in MONTHS or len(word) < 4 or word in AROUND or word in WEEKDAYS:
        return MONTHS.get(word)
    near = {MONTHS[name] for name in nearest(word, _FULL_MONTHS, 1 if len(word) < 7 else 2)}
    return near.pop() if len(near) == 1 else None


def century_of(number: int) -> Date:
    return Date((number - 1) * 100 + 1, span=100)


def in_digits(text: str) -> str:
    """The text with its number words as digits: "dua ribu" is 2000, "nineteen forty-eight" is 1948."""
    words = tokens(text)
    spelled = [number for number in numbers(words) if not number.written]
    if not spelled:
        return text
    return " ".join(_spelled(words, spelled))


def _spelled(words: Sequence[Token], spelled: Sequence[Number]) -> Iterator[str]:
    values = {number.start: number for number in spelled}
    at = 0
    while at < len(words):
        number = values.get(at)
        if number is None:
            yield _written(words[at])
            at += 1
            continue
        value, at = int(number.value), number.end
        following = values.get(at + (at < len(words) and words[at].text == "-"))
        if following and 10 < value < 22 and following.value < 100:
            value, at = value * 100 + int(following.value), following.end  # "nineteen forty-eight"
        yield str(value)


def _written(token: Token) -> str:
    return f"{token.before.strip()}{'' if token.joined else ' '}{token.text}".strip() if token.before else token.text


def _in_full(match: re.Match[str]) -> str:
    """Both years of a period; "2004-06" may be a month, "1990-91" is a season."""
    century, first, last = match.groups()
    return f"{century}{first}-{century}{last}" if int(last) > max(int(first) + 1, 12) else match[0]


def _take(match: re.Match[str], found: list[tuple[int, Date]]) -> str:
    date = _date(match.groupdict())
    if date is None:
        return match[0]
    found.append((match.start(), date))
    return " " * len(match[0])


def _date(parts: dict[str, str | None]) -> Date | None:
    if parts.get("decade") or parts.get("tens"):
        return Date(int(parts["decade"] or f"19{parts['tens']}"), span=10)
    century = parts.get("century") or parts.get("abad")
    if century:
        number = int(century) if century.isdecimal() else roman(century)
        return century_of(number) if number else None
    era = parts.get("anno") or parts.get("era")
    if era:
        return Date(int(era))
    year_text = parts.get("year") or parts.get("short")
    month_number, day = _month(parts), int(parts.get("day") or 0) or None
    if "month" in parts or "name" in parts or "roman" in parts:
        if month_number is None:
            return None
        if month_number > 12 and day and day <= 12:
            month_number, day = day, month_number  # month first, where nothing else is possible
        if not 1 <= month_number <= 12 or (day is not None and not 1 <= day <= 31):
            return None
    elif day is not None and not 1 <= day <= 31:
        return None
    short = bool(year_text) and len(year_text or "") == 2
    year = None if not year_text else _full_year(int(year_text)) if short else int(year_text)
    return Date(year, month_number, day, short=short)


def _month(parts: dict[str, str | None]) -> int | None:
    if parts.get("name"):
        return month(parts["name"] or "")
    if parts.get("roman"):
        return roman(parts["roman"] or "")
    return int(parts["month"] or 0) if parts.get("month") else None


def _full_year(year: int) -> int:
    # Two digits are compared by their last two anyway; the century only serves to show them.
    return 2000 + year if year < 50 else 1900 + year


def _before_christ(date: Date) -> Date:
    return replace(date, year=-(date.year + date.span - 1)) if date.year else date


def _spans(asked: Date, given: Date) -> str:
    if asked.year is None or given.year is None:
        return "coarser"
    if (asked.year, asked.span) == (given.year, given.span):
        return "same"
    if asked.span >= given.span and asked.year <= given.year < asked.year + asked.span:
        return "fuller"
    return "coarser" if given.year <= asked.year < given.year + given.span else "different"
