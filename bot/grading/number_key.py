"""Keys that are an amount."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.grading import words as table
from bot.grading.judgement import Judgement, Verdict
from bot.grading.normalise import Token, tokens
from bot.grading.numerals import UNITS, Quantity, digits, is_amount, quantities
from bot.grading.words import these

# A rounded answer keeps at least this many digits, and is said to be rounded or has a fraction or a scale.
_DIGITS_KEPT = 2
_PRECISE = 1e-9
_POINT = {"id": ","}
# Where water freezes in each unit of temperature, and how much of a kelvin one degree is.
_ZERO = {"celsius": (0.0, 1.0), "kelvin": (273.15, 1.0), "fahrenheit": (32.0, 5 / 9)}
_ASIDE = these("before after sebelum sesudah setelah below above")


@dataclass(frozen=True)
class NumberKey:
    """Amounts that are right, how far off is still right, and what the question itself counts."""

    amounts: tuple[tuple[str, Quantity], ...]
    tolerance: float = 0.0
    relative: bool = False
    known: frozenset[float] = frozenset()
    counts: bool = False  # "how many": the third is not three

    @classmethod
    def prepare(
        cls, texts: Sequence[str], unit: str | None, tolerance: str | None, question: Sequence[str]
    ) -> "NumberKey":
        found = []
        for text in texts:
            parts = tokens(f"{text} {unit}" if unit and not _has_unit(text) else text)
            found.append((text, is_amount(parts) or quantities(parts)[0]))
        known = frozenset(quantity.value for text in question for quantity in quantities(tokens(text)))
        share = bool(tolerance) and any(mark in (tolerance or "") for mark in ("%", "persen", "percent"))
        return cls(tuple(found), _tolerance(tolerance), share, known, _counts(question))

    def judge(self, given: Sequence[Token], language: str) -> Judgement:
        found = quantities(given)
        if not found:
            return Judgement(Verdict.WRONG, 0.0, "not_a_number", self.amounts[0][0])
        if any(token.text in table.NEGATORS for token in given):
            return Judgement(Verdict.WRONG, 0.0, "negated", self.amounts[0][0])
        if any(token.text in _ASIDE for token in given):
            return Judgement(Verdict.WRONG, 0.0, "other_claim", self.amounts[0][0])
        told = [self._told(quantity, language) for quantity in found]
        right = [judgement for judgement in told if judgement.verdict is Verdict.CORRECT]
        others = [
            quantity
            for quantity, judgement in zip(found, told, strict=True)
            if judgement.verdict is not Verdict.CORRECT and quantity.value not in self.known
        ]
        if right:
            if others and not _apart(given, others):
                return Judgement(Verdict.WRONG, 0.0, "several_numbers", right[0].matched)
            return right[0]
        return max(told, key=lambda judgement: judgement.score)

    def _told(self, given: Quantity, language: str) -> Judgement:
        """ "2,744 km" may be so many thousands, or in Indonesian less than three."""
        judgement, (whole, mark, rest) = self._tell(given), given.written.partition(_POINT.get(language, "."))
        if judgement.is_correct or not mark or given.scaled or not given.measure or len(rest) != 3:
            return judgement
        other = self._tell(replace(given, value=float(f"{whole}.{rest}")))
        return other if other.is_correct else judgement

    def _tell(self, given: Quantity) -> Judgement:
        return max(
            (self._compare(text, amount, given) for text, amount in self.amounts), key=lambda judgement: judgement.score
        )

    def _compare(self, text: str, wanted: Quantity, given: Quantity) -> Judgement:
        if wanted.measure in _ZERO:
            given = _as_warm(wanted.measure, given)
        if wanted.measure and given.measure and wanted.measure != given.measure:
            same = abs(wanted.value - given.value) <= _PRECISE * abs(wanted.value)
            return Judgement(Verdict.WRONG, 0.3 if same else 0.1, "unit_differs" if same else "number_differs", text)
        if given.ordinal and not wanted.ordinal and self.counts:
            return Judgement(Verdict.WRONG, 0.1, "number_differs", text)
        both = bool(wanted.measure and given.measure)
        target, said = (wanted.base, given.base) if both else (wanted.value, given.value)
        off = abs(target - said)
        room = (
            abs(target) * self.tolerance / 100 if self.relative else self.tolerance * (wanted.factor if both else 1.0)
        )
        if off <= max(room, _PRECISE * abs(target)):
            exact = off <= _PRECISE * abs(target)
            return Judgement(
                Verdict.CORRECT, 1.0 if exact else 0.95, _why(wanted, given) if exact else "within_tolerance", text
            )
        if _is_rounded(target / (wanted.factor if both else 1.0), said / (wanted.factor if both else 1.0), given):
            return Judgement(Verdict.CORRECT, 0.9, "rounded", text, note=text)
        if wanted.scaled and not given.scaled and not given.measure and _same_digits(wanted, given):
            return Judgement(Verdict.PROMPT, 0.5, "scale_missing", text)
        if both and wanted.factor != given.factor and wanted.value == given.value:
            return Judgement(Verdict.WRONG, 0.3, "unit_differs", text)
        return Judgement(Verdict.WRONG, 0.2, "number_differs", text)


def _as_warm(measure: str, given: Quantity) -> Quantity:
    """A temperature in the unit that is asked; "5 derajat" is in it already."""
    if given.measure == "angle":
        return replace(given, measure=measure)
    if given.measure not in _ZERO or given.measure == measure:
        return given
    (zero, degree), (asked_zero, asked_degree) = _ZERO[given.measure], _ZERO[measure]
    value = (given.value - zero) * degree / asked_degree + asked_zero
    return replace(given, value=round(value, 6), measure=measure)


def _counts(question: Sequence[str]) -> bool:
    return any(
        mark in text.lower()
        for text in question
        for mark in ("how many", "berapa banyak", "berapa kali", "berapa orang")
    )


def _why(wanted: Quantity, given: Quantity) -> str:
    return "converted" if given.measure and given.factor != wanted.factor else "number"


def _is_rounded(target: float, said: float, given: Quantity) -> bool:
    """Whether `said` is `target` with fewer digits, and says so."""
    kept = len(f"{said:.10g}".lstrip("-0.").replace(".", "").rstrip("0"))
    if not given.written or kept < _DIGITS_KEPT or not (given.about or (kept > _DIGITS_KEPT and given.scaled)):
        return False
    return f"{target:.{kept - 1}e}" == f"{said:.{kept - 1}e}"


def _same_digits(wanted: Quantity, given: Quantity) -> bool:
    return bool(wanted.written) and abs(digits(wanted.written) - given.value) < _PRECISE * max(1.0, given.value)


def _apart(given: Sequence[Token], others: Sequence[Quantity]) -> bool:
    """Whether the other numbers only stand in brackets."""
    opened = next((at for at, token in enumerate(given) if "(" in token.before), len(given))
    return all(quantity.start >= opened for quantity in others)


def _has_unit(text: str) -> bool:
    return any(token.text in UNITS for token in tokens(text))


def _tolerance(text: str | None) -> float:
    found = quantities(tokens(text or ""))
    return abs(found[0].value) if found else 0.0
