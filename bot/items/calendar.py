"""Whether a key is meant as a date, by the way it is written and asked for."""

import re

_MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember".split()  # noqa: SIM905
_MONTHS += "january february march may june july august october december".split()  # noqa: SIM905
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_DATES = re.compile(
    rf"\d{{4}}-\d{{1,2}}(?:-\d{{1,2}})?|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}"
    rf"|(?:\d{{1,2}}\s+)?{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*,\s*\d{{4}})?|\d{{1,2}}\s+{_MONTH}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[12]\d{3}")
_ASKS_WHEN = re.compile(r"\b(?:kapan|tahun|when|year)\b", re.IGNORECASE)


def is_date(written: str, question: str) -> bool:
    """A full spelling of a date is one; a bare year only where the question asks for it."""
    if _YEAR.fullmatch(written):
        return bool(_ASKS_WHEN.search(question))
    return bool(_DATES.fullmatch(written))
