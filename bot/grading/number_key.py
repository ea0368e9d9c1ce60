"""Keys that are an amount."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.grading import words as table
from bot.grading.judgement import Judgement, Verdict
from bot.grading.normalise import Token, tokens
from bot.grading.numerals import SCALES, UNITS, Quantity, as_spelled, digits, is_amount, quantities, roman, unit_at
from bot.grading.words import these

# A rounded answer keeps at least this many digits, and is said to be rounded or has a fraction or a scale.
_DIGITS_KEPT = 2
_PRECISE = 1e-9
_ABOUT = these("about approximately roughly around sekitar kira kurang-lebih")
_THOUSAND = 1000
_SHORTEST_ASKED = 2  # letters of a unit that a question names
_POINT = {"id": ","}
# Where water freezes in each unit of temperature, and how much of a kelvin one degree is.
_ZERO = {"celsius": (0.0, 1.0), "kelvin": (273.15, 1.0), "fahrenheit": (32.0, 5 / 9), "reaumur": (0.0, 1.25)}
_ASIDE = these("before after sebelum sesudah setelah below above")
# Before an amount they say that it is another one.
_BOUNDS = frozenset({"lebih dari", "kurang dari", "more than", "less than", "fewer than", "at least", "at most"})
_FRACTIONS = {
    "setengah": 1 / 2, "separuh": 1 / 2, "seperdua": 1 / 2, "half": 1 / 2, "a half": 1 / 2, "one half": 1 / 2,
    "sepertiga": 1 / 3, "a third": 1 / 3, "one third": 1 / 3, "dua pertiga": 2 / 3, "two thirds": 2 / 3,
    "seperempat": 1 / 4, "a quarter": 1 / 4, "one quarter": 1 / 4, "tiga perempat": 3 / 4, "three quarters": 3 / 4,
    "seperlima": 1 / 5, "one fifth": 1 / 5, "sepersepuluh": 1 / 10, "one tenth": 1 / 10,
}  # fmt: skip
# What people form or use: so many of them are more people, or none. Each line is one thing.
_BODIES = {
    word: line[0]
    for line in map(
        str.split,
        """
        keluarga family families
        rumah house houses households
        negara country countries
        kota city cities
        desa village villages
        kapal ship ships vessels
        tank tanks
        pesawat plane planes aircraft
        truk truck trucks
        kereta train trains
        brigade brigades
        divisi division divisions
        batalion battalion battalions
        resimen regiment regiments
        regu tim squad squads team teams
        kelompok group groups
        sekolah school schools
        pasang pasangan pair pairs couple couples
        """.strip().split("\n"),
    )
    for word in line
}
_ALMOST = these("hampir nyaris almost nearly")
_COUNTABLE = 100
_SMALLER = these("< >")
_ASKS_UNIT = these("berapa berapakah dalam many in")
_ENGLISH = these("how what which of the is was did")
# Units that are another one in passing: (measure, factor) in place of what the word is first of all.
_ALSO = {
    "id": {"kilo": ("length", 1000.0), "hr": ("time", 86400.0)},
    "en": {"kilos": ("length", 1000.0), "kilo": ("length", 1000.0)},
}


@dataclass(frozen=True)
class NumberKey:
    """Amounts that are right, how far off is still right, and what the question itself counts."""

    amounts: tuple[tuple[str, Quantity], ...]
    tolerance: float = 0.0
    relative: bool = False
    known: frozenset[float] = frozenset()
    counts: bool = False  # "how many": the third is not three
    bounds: frozenset[str] = frozenset()  # what makes it another amount and is neither in the key nor in the question
    echoes: frozenset[str] = frozenset()  # how the question writes its numbers
    turned: tuple[tuple[frozenset[str], ...], ...] = ()  # the converse of what the question counts, and that itself
    about: bool = False  # the question asks for a rounded amount
    bodies: frozenset[str] = frozenset()  # what is counted, as the question or the key says
    decimal: bool = False  # a point before three digits parts no thousands here

    @classmethod
    def prepare(
        cls, texts: Sequence[str], unit: str | None, tolerance: str | None, question: Sequence[str]
    ) -> "NumberKey":
        asked = tuple(tokens(text) for text in question)
        decimal = all(not _ENGLISH.isdisjoint(token.text for token in words) for words in asked)
        found = []
        for text in texts:
            parts = tokens(f"{text} {unit}" if unit and not _has_unit(text) else text)
            amount = is_amount(parts) or quantities(parts)[0]
            found += [(text, each) for each in _readings(amount, asked, decimal)]
        words = {token.text for said in asked for token in said}
        known = [quantity for said in asked for quantity in quantities(said)]
        said = " ".join(token.text for words in (*asked, *map(tokens, texts)) for token in words)
        return cls(
            amounts=tuple(found),
            tolerance=_tolerance(tolerance),
            relative=bool(tolerance) and any(mark in (tolerance or "") for mark in ("%", "persen", "percent")),
            known=frozenset(quantity.value for quantity in known),
            counts=_counts(question),
            bounds=frozenset(bound for bound in _BOUNDS if bound not in said),
            echoes=frozenset(quantity.written for quantity in known if "/" in quantity.written),
            turned=tuple(pair for pair in table.CONVERSES if words & pair[1] and not words & pair[0]),
            about=any(token.text in _ABOUT for words in asked for token in words),
            bodies=frozenset(_BODIES[word] for word in said.split() if word in _BODIES),
            decimal=decimal,
        )

    def judge(self, given: Sequence[Token], language: str) -> Judgement:
        given = as_spelled(given)
        found = _alone(given) or quantities(given)
        if not found:
            return Judgement(Verdict.WRONG, 0.0, "not_a_number", self.amounts[0][0])
        if any(token.text in table.NEGATORS for token in given):
            return Judgement(Verdict.WRONG, 0.0, "negated", self.amounts[0][0])
        if any(_is_short_of(given, quantity) for quantity in found):
            return Judgement(Verdict.WRONG, 0.2, "number_differs", self.amounts[0][0])
        if any(self._counts_bodies(given, quantity) for quantity in found):
            return Judgement(Verdict.WRONG, 0.2, "unit_differs", self.amounts[0][0])
        if any(token.text in _ASIDE for token in given) or self._is_bounded(given, found) or self._is_turned(given):
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

    def _is_bounded(self, given: Sequence[Token], found: Sequence[Quantity]) -> bool:
        """ "More than five" is not five."""
        before = (given[max(0, quantity.start - 2) : quantity.start] for quantity in found)
        return any(
            " ".join(token.text for token in pair) in self.bounds or {token.text for token in pair[-1:]} & _SMALLER
            for pair in before
        )

    def _counts_bodies(self, given: Sequence[Token], quantity: Quantity) -> bool:
        """ "300 families" where people are counted, "150 planes" where tanks are."""
        after = {_BODIES[token.text] for token in given[quantity.end : quantity.end + 1] if token.text in _BODIES}
        if any(amount.measure == "people" for _, amount in self.amounts):
            return bool(after)
        return bool(self.bodies) and not after <= self.bodies

    def _is_turned(self, given: Sequence[Token]) -> bool:
        """Whether other things are counted than those of the question: "13 menolak" where it asks who agreed."""
        words = {token.text for token in given} if self.turned else set()
        return any(words & this and not words & that for this, that in self.turned)

    def _told(self, given: Quantity, language: str) -> Judgement:
        if given.written in self.echoes and all(given.written != amount.written for _, amount in self.amounts):
            return Judgement(Verdict.WRONG, 0.1, "echo", self.amounts[0][0])
        told = (self._tell(each) for each in (given, *self._otherwise(given, language)))
        return max(told, key=lambda judgement: (judgement.is_correct, judgement.score))

    def _otherwise(self, given: Quantity, language: str) -> Iterator[Quantity]:
        """ "2,744 km" may be so many thousands, or in Indonesian less than three; "17 kilo" may be a distance."""
        mark = _POINT.get(language, ".")
        if _is_ambiguous(given) and (self.decimal or (given.measure and mark in given.written)):
            yield _as_decimal(given)
        if given.unit == "m" and any(
            amount.scaled and amount.measure in (None, "people") for _, amount in self.amounts
        ):
            yield replace(given, value=given.value * SCALES["million"], measure=None, scaled=True)  # "13.9m"
        if given.measure is None and 0 < given.value < 1 and (not given.written or "/" in given.written):
            yield from (replace(given, value=100 * given.value) for _, each in self.amounts if each.measure == "share")
        also = _ALSO.get(language, {}).get(given.unit)
        if also:
            yield replace(given, measure=also[0], factor=also[1])

    def _tell(self, given: Quantity) -> Judgement:
        return max(
            (self._compare(text, amount, given) for text, amount in self.amounts), key=lambda judgement: judgement.score
        )

    def _compare(self, text: str, wanted: Quantity, given: Quantity) -> Judgement:
        if wanted.measure in _ZERO:
            given = _as_warm(wanted, given)
        if wanted.measure and given.measure and wanted.measure != given.measure:
            same = abs(wanted.value - given.value) <= _PRECISE * abs(wanted.value)
            return Judgement(Verdict.WRONG, 0.3 if same else 0.1, "unit_differs" if same else "number_differs", text)
        if given.ordinal and not wanted.ordinal and self.counts:
            return Judgement(Verdict.WRONG, 0.1, "number_differs", text)
        both = bool(wanted.measure and given.measure)
        target, said = (wanted.base, given.base) if both else (wanted.value, given.value)
        off, unit = abs(target - said), wanted.factor if both else 1.0
        room = abs(target) * self.tolerance / 100 if self.relative else self.tolerance * unit
        if off <= max(room, _PRECISE * abs(target)):
            exact = off <= _PRECISE * abs(target)
            return Judgement(
                Verdict.CORRECT, 1.0 if exact else 0.95, _why(wanted, given) if exact else "within_tolerance", text
            )
        converted = both and wanted.factor != given.factor and _is_converted(target / given.factor, given)
        if converted or self._is_rounding(wanted, given, target / unit, said / unit):
            return Judgement(Verdict.CORRECT, 0.9, "rounded", text, note=text)
        if wanted.scaled and not given.scaled and not given.measure and _same_digits(wanted, given):
            return Judgement(Verdict.PROMPT, 0.5, "scale_missing", text)
        if both and wanted.factor != given.factor and wanted.value == given.value:
            return Judgement(Verdict.WRONG, 0.3, "unit_differs", text)
        return Judgement(Verdict.WRONG, 0.2, "number_differs", text)

    def _is_rounding(self, wanted: Quantity, given: Quantity, target: float, said: float) -> bool:
        """Whether one is the other with fewer digits, where the response or the question says so."""
        return _is_rounded(target, said, given) or (self.about and _is_finer(wanted, target, said))


def _readings(amount: Quantity, asked: Sequence[Sequence[Token]], decimal: bool) -> Iterator[Quantity]:
    """A key's amount with the unit that the question asks for, and in the scale it asks for: "berapa juta"."""
    if decimal and _is_ambiguous(amount) and "." in amount.written and not amount.written.endswith("0"):
        amount = _as_decimal(amount)
    unit, scale = _asked_unit(asked)
    if unit and not amount.measure:
        amount = replace(amount, measure=unit[0], factor=unit[1])
    yield amount
    if scale and not amount.scaled:
        yield replace(amount, value=amount.value * scale, scaled=True)


def _asked_unit(asked: Sequence[Sequence[Token]]) -> tuple[tuple[str, float] | None, float | None]:
    """ "Berapa meter", "in kilometres", "how many million people": the unit and the scale that are asked for."""
    units: list[tuple[str, float]] = []
    scales: list[float] = []
    for words in asked:
        for at in range(1, len(words)):
            word = words[at].text
            if words[at - 1].text not in _ASKS_UNIT or words[at].before or len(word) < _SHORTEST_ASKED:
                continue
            scale = SCALES.get(word.removesuffix("s"))
            unit = unit_at(words, at + bool(scale))
            scales += [scale] if scale else []
            units += [unit[:2]] if unit and unit[0] != "angle" else []
    return units[0] if units else None, scales[0] if scales else None


def _is_ambiguous(quantity: Quantity) -> bool:
    """Whether a mark before three digits may part thousands or decimals."""
    whole, rest = quantity.written[:-4], quantity.written[-3:]
    marked = quantity.written[-4:-3] in (".", ",") and whole.isdecimal() and rest.isdecimal()
    return marked and not quantity.scaled and quantity.value >= _THOUSAND


def _as_decimal(quantity: Quantity) -> Quantity:
    return replace(quantity, value=float(quantity.written.replace(",", ".")))


def _alone(given: Sequence[Token]) -> list[Quantity]:
    """A Roman numeral or a fraction in words, where it is all of the answer: "V", "tiga perempat"."""
    value: float | None = roman(given[0].text) if len(given) == 1 and given[0].upper else None
    value = value or _FRACTIONS.get(" ".join(token.text for token in given))
    return [Quantity(float(value), end=len(given))] if value else []


def _is_short_of(given: Sequence[Token], quantity: Quantity) -> bool:
    """ "Almost 13" is 12: so few can be counted, where "almost 10,000 km" says the distance."""
    counted = quantity.measure in (None, "people", "times") and quantity.value < _COUNTABLE
    return counted and any(token.text in _ALMOST for token in given[max(0, quantity.start - 1) : quantity.start])


def _as_warm(wanted: Quantity, given: Quantity) -> Quantity:
    """A temperature in the unit that is asked; "5 derajat" is in it already, 373 K is 100 °C to the degree."""
    measure = wanted.measure or ""
    if given.measure == "angle":
        return replace(given, measure=measure)
    if given.measure not in _ZERO or given.measure == measure:
        return given
    (zero, degree), (asked_zero, asked_degree) = _ZERO[given.measure], _ZERO[measure]
    value = (given.value - zero) * degree / asked_degree + asked_zero
    near = given.written.isdecimal() and abs(value - wanted.value) <= degree / asked_degree / 2
    return replace(given, value=wanted.value if near else round(value, 6), measure=measure)


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


def _is_converted(target: float, given: Quantity) -> bool:
    """Whether another unit gives the amount to as many digits as were said: 17 km are 10.6 miles."""
    said = f"{given.value:.10g}".lstrip("-0.").replace(".", "")
    kept = len(said.rstrip("0") if given.about else said)
    return kept > _DIGITS_KEPT and f"{target:.{kept - 1}e}" == f"{given.value:.{kept - 1}e}"


def _is_finer(wanted: Quantity, target: float, said: float) -> bool:
    """Whether `said` rounded to the digits of the key is the key: 17.3 for about 17."""
    kept = len(wanted.written.replace(".", "").replace(",", "").strip("0"))
    return kept >= _DIGITS_KEPT and f"{target:.{kept - 1}e}" == f"{said:.{kept - 1}e}"


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
