"""Numbers and units as people type them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.grading.affixes import is_indonesian
from bot.grading.english import NEIGHBOURS
from bot.grading.normalise import Token
from bot.grading.similarity import is_misspelling, nearest
from bot.grading.words import ABOUT, QUIET, these


def _values(lines: str) -> dict[str, float]:
    """A value for each word: every line begins with it."""
    rows = (line.split() for line in lines.strip().splitlines())
    return {word: float(value) for value, *words in rows for word in words}


_SMALL = _values(
    """
    0 nol kosong zero nought
    1 satu one
    2 dua two
    3 tiga three
    4 empat four
    5 lima five
    6 enam six
    7 tujuh seven
    8 delapan lapan eight
    9 sembilan nine
    10 sepuluh ten
    11 sebelas eleven
    12 twelve selusin
    13 thirteen
    14 fourteen
    15 fifteen
    16 sixteen
    17 seventeen
    18 eighteen
    19 nineteen
    20 twenty
    30 thirty
    40 forty fourty
    50 fifty
    60 sixty
    70 seventy
    80 eighty
    90 ninety
    """
)
_ORDINALS = _values(
    """
    1 pertama kesatu first
    2 kedua second
    3 ketiga third
    4 keempat fourth
    5 kelima fifth
    6 keenam sixth
    7 ketujuh seventh
    8 kedelapan eighth
    9 kesembilan ninth
    10 kesepuluh tenth
    11 kesebelas eleventh
    12 twelfth
    13 thirteenth
    14 fourteenth
    15 fifteenth
    16 sixteenth
    17 seventeenth
    18 eighteenth
    19 nineteenth
    20 twentieth
    """
)
_TENS = {"belas": 10, "puluh": 1}
SCALES = _values(
    """
    12 lusin dozen
    100 ratus hundred
    1e3 ribu rb thousand k
    1e6 juta jt million mn mio
    1e9 miliar milyar mlr milliar billion bn
    1e12 triliun trilyun trillion tn
    """
)
_POINT = these("koma point")
_HALF = these("setengah half")
_WHOLE = _values(
    """
    100 seratus
    1000 seribu
    1e6 sejuta
    1e9 semiliar
    1e12 setriliun
    """
)
# The words of numbers that are long enough to be told when a letter is off.
_NUMERALS = tuple(word for word in (*_SMALL, *_WHOLE, *SCALES, *_TENS) if len(word) > 3)
_KNOWN = frozenset({*_SMALL, *_ORDINALS, *_WHOLE, *SCALES, *_TENS})
_TWO_NUMERALS = re.compile("(dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(belas|puluh|ratus|ribu|juta)")
_BEGIN = frozenset({*_SMALL, *_ORDINALS, *_WHOLE, *_HALF, "ke", "a"})
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
# What a unit measures, and how many of the base unit it is.
_UNITS = """
    length 1000 km kilometer kilometers kilometre kilometres kms
    length 100 hm hektometer
    length 10 dam dekameter
    length 1 m meter meters metre metres mtr
    length 0.1 dm desimeter
    length 0.01 cm centimeter sentimeter centimeters centimetre centimetres senti
    length 0.001 mm milimeter millimeter millimetre millimetres millimeters
    length 1609.344 mi mile miles mil
    length 0.3048 ft feet foot kaki
    length 0.0254 inch inches inci in
    mass 1 kg kilogram kilograms kilo kilos
    mass 0.1 ons hg hektogram
    mass 0.01 dag dekagram
    mass 0.001 g gram grams gr
    mass 0.000001 mg miligram milligram milligrams
    mass 100 kuintal kwintal quintal
    mass 1000 ton tons tonne tonnes
    mass 0.45359237 lb lbs pound pounds pon
    time 1 detik second seconds sec secs dtk
    time 60 menit minute minutes min mins mnt
    time 3600 jam hour hours hr hrs
    time 86400 hari day days
    time 604800 minggu pekan week weeks
    time 2629800 bulan bln month months
    time 31557600 tahun thn year years yrs yr
    time 157788000 windu
    time 315576000 dekade decade decades dasawarsa
    time 3155760000 abad century centuries
    share 1 % persen percent pct
    usd 1 $ usd dolar dollar dollars
    eur 1 \u20ac euro euros eur
    gbp 1 \u00a3 gbp sterling
    rub 1 \u20bd rubel ruble rubles rouble roubles rub
    idr 1 rp idr rupiah
    krw 1 won krw
    cny 1 yuan rmb cny
    jpy 1 \u00a5 yen jpy
    angle 1 \u00b0 derajat degree degrees
    angle 57.29577951308232 rad radian radians
    celsius 1 celsius c
    fahrenheit 1 fahrenheit f
    kelvin 1 kelvin k
    reaumur 1 reamur reaumur r
    barrel 1 barel barrel barrels bbl
    volume 1 liter litre liters litres l
    volume 0.001 ml mililiter millilitre milliliter cc
    area 10000 hektar ha hectare hectares
    force 1 newton newtons n
    energy 1 joule joules j
    energy 1000 kj kilojoule kilojoules
    energy 4184 kkal kcal kilokalori
    energy 3600000 kwh
    power 1 watt watts w
    power 1000 kw kilowatt
    power 1000000 mw megawatt
    voltage 1 volt volts v
    resistance 1 ohm ohms
    current 1 ampere amperes amp amps
    frequency 1 hertz hz
    frequency 1000 khz kilohertz
    frequency 1000000 mhz megahertz
    pressure 1 pascal pa
    pressure 101325 atm
    data 1 gb gigabyte gigabytes
    data 0.001 mb megabyte megabytes
    data 1000 tb terabyte
    people 1 orang people person persons jiwa manusia
    times 1 kali times time x
    length/time 0.44704 mph
    length/time 0.2777777777777778 kmh kph kmj
"""
UNITS = {
    word: (measure, float(factor))
    for measure, factor, *words in (line.split() for line in _UNITS.strip().splitlines())
    for word in words
}
_POWERS = {"2": 2, "persegi": 2, "kuadrat": 2, "square": 2, "sq": 2, "3": 3, "kubik": 3, "cubic": 3}
_SOLID = {2: ("area", 1.0), 3: ("volume", 1000.0)}  # a cubic metre is so many litres
_CLOCK = {"s": ("time", 1.0), "h": ("time", 3600.0)}  # units only where something is counted per hour or second
_MIXED = these("length mass time")
_MONEY = these("usd eur gbp rub idr krw cny jpy")
_ENGLISH_SCALES = these("million billion trillion bn mn tn")
_LONGEST_EXPONENT = 2
_LARGEST_BASE = 1000
_LONGEST_PART = 3  # of a fraction: "2015/16" is a season
_SIGNS = frozenset("%$\u20ac\u00a3\u00a5\u20bd\u00b0")
_TIMES = these("x kali times")
_OF_AMERICA = these("us as amerika")
_JOINED_ORDINALS = frozenset({"st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it stands, and what it is worth."""

    start: int
    end: int
    value: float
    ordinal: bool = False
    written: str = ""  # its digits, when it was typed in digits
    scaled: bool = False  # with a word like "million"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, if one is known."""

    value: float
    measure: str | None = None
    factor: float = 1.0
    about: bool = False
    scaled: bool = False
    written: str = ""
    start: int = 0
    end: int = 0
    ordinal: bool = False
    unit: str = field(default="", compare=False)  # the word for it, as it was said

    @property
    def base(self) -> float:
        return self.value * self.factor


def is_rate(over: str, under: str) -> bool:
    """Whether a stroke between two words parts what is counted from the time it takes: "km/jam".

    >>> is_rate("km", "jam"), is_rate("kota", "desa")
    (True, False)
    """
    return over in UNITS and UNITS[over][0] != "time" and _seconds(under) is not None


def _seconds(word: str) -> float | None:
    """How long a unit of time is that something may be counted per."""
    measure, factor = UNITS.get(word) or _CLOCK.get(word, ("", 1.0))
    return factor if measure == "time" else None


def numbers(tokens: Sequence[Token]) -> list[Number]:
    """Every number in the text, in digits or in words."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]  # most words say at once that no number begins with them
        may_begin = token.text in _BEGIN or token.upper or token.text[-1].isdecimal()
        number = _number_at(tokens, at) if may_begin and not _is_twice(tokens, at) else None
        if number:
            number = _with_decimals(tokens, _signed(tokens, number))
            found.append(number)
        at = number.end if number else at + 1
    return found


def as_spelled(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words with the slips in numerals mended: "delapn hari", "duabelas"; "lama" is a word of its own."""
    words = [_numerals(token.text) for token in tokens]
    if all(said == (token.text,) for said, token in zip(words, tokens, strict=True)):
        return tokens
    spelled = []
    for token, (first, *more) in zip(tokens, words, strict=True):
        spelled += [token._replace(text=first), *(Token(word) for word in more)]
    return spelled


@lru_cache(maxsize=8192)
def _numerals(word: str) -> tuple[str, ...]:
    """The words a numeral is made of; any other word is itself."""
    if len(word) < 4 or word in _KNOWN or word in QUIET or word in NEIGHBOURS or is_indonesian(word):
        return (word,)
    joined = _TWO_NUMERALS.fullmatch(word)
    if joined:
        return joined.groups()
    near = nearest(word, tuple(known for known in _NUMERALS if is_misspelling(word, known)), len(word))
    return (near[0],) if len(near) == 1 else (word,)


def quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """Every number with the unit that stands beside it."""
    found: list[Quantity] = []
    for number in numbers(tokens):
        if found and number.start < found[-1].end:
            continue  # the 2 of "cm2"
        quantity = _quantity(tokens, number)
        if found and _continues(tokens, found[-1], quantity):
            quantity = _together(found.pop(), quantity)
        found.append(quantity)
    return found


def _continues(tokens: Sequence[Token], first: Quantity, second: Quantity) -> bool:
    """Whether the smaller unit goes on where the larger one ended: "1 jam 48 menit"."""
    between = [token.text for token in tokens[first.end : second.start]]
    smaller = first.measure == second.measure in _MIXED and second.factor < first.factor
    return smaller and between in ([], ["and"], ["dan"]) and not (first.ordinal or second.ordinal)


def _together(first: Quantity, second: Quantity) -> Quantity:
    value = first.base / second.factor + second.value
    return replace(second, value=value, about=first.about, written="", start=first.start)


def roman(word: str) -> int | None:
    """The value of a small Roman numeral, as in articles and ordinals of kings.

    >>> roman("iv"), roman("di")
    (4, None)
    """
    if not _ROMAN.fullmatch(word):
        return None
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    for letter, following in zip(word, word[1:] + " ", strict=True):
        value = values[letter]
        total += -value if value < values.get(following, 0) else value
    return total


def digits(text: str) -> float:
    """What the digits say: a mark before exactly three of them parts thousands, else decimals.

    >>> digits("1.000"), digits("17,3"), digits("1,234.5"), digits("0.125")
    (1000.0, 17.3, 1234.5, 0.125)
    """
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return float(text)
    last = marks[-1]
    whole, _, rest = text.rpartition(last)
    grouped = len(rest) == 3 and whole[:1] not in ("", "0") and (len(set(marks)) == 1)
    if grouped or (len(marks) > 1 and len(set(marks)) == 1):
        return float(text.replace(".", "").replace(",", ""))
    return float(f"{whole.replace('.', '').replace(',', '')}.{rest}")


def is_amount(tokens: Sequence[Token]) -> Quantity | None:
    """The quantity, if the text is a number with at most a unit and nothing else."""
    found = quantities(tokens)
    if len(found) != 1 or not tokens:
        return None
    rest = [token.text for at, token in enumerate(tokens) if not found[0].start <= at < found[0].end]
    if rest and found[0].ordinal:
        return None  # "First sergeant" counts nothing
    rest = [word for word in rest if word not in ABOUT and word not in {"us", "as", "amerika", "the", "a"}]
    after_only = found[0].start == 0 or all(token.text in ABOUT for token in tokens[: found[0].start])
    return found[0] if not rest or (len(rest) == 1 and after_only and rest[0].isalpha()) else None


def _number_at(tokens: Sequence[Token], at: int) -> Number | None:
    token = tokens[at]
    if token.is_number:
        return _in_digits(tokens, at)
    if token.upper and (len(token.text) > 1 or _ends_name(tokens, at)) and (value := roman(token.text)):
        return Number(at, at + 1, float(value))
    if token.text in _HALF:
        return _half(tokens, at)
    if token.text == "a":  # "a hundred"
        one = [*tokens[:at], token._replace(text="one"), *tokens[at + 1 :]]
        return _in_words(one, at) if _is_scale(tokens, at + 1) else None
    if token.text in _ORDINALS and token.text[2:] in _SMALL:  # "kedua puluh"
        inner = _in_words([token._replace(text=token.text[2:]), *tokens[at + 1 :]], 0)
        return Number(at, at + inner.end, inner.value, ordinal=True) if inner else None
    if token.text in _ORDINALS:
        return Number(at, at + 1, float(_ORDINALS[token.text]), ordinal=True)
    if token.text == "ke" and at + 1 < len(tokens) and tokens[at + 1].text in _SMALL:
        inner = _in_words(tokens, at + 1)
        return Number(at, inner.end, inner.value, ordinal=True) if inner else None
    return _in_words(tokens, at)


def _is_scale(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text in SCALES and len(tokens[at].text) > 4 and not tokens[at].before


def _is_twice(tokens: Sequence[Token], at: int) -> bool:
    """Whether a 2 says that the word before it is said twice: "kira2 17 km"."""
    if tokens[at].text != "2" or not tokens[at].joined or not at:
        return False
    before = tokens[at - 1]
    return len(before.text) > 2 and before.text.isalpha() and not before.upper and before.text not in UNITS


def _ends_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether one letter counts what stands before it, as in "Nicholas I": "Putin I think" does not."""
    if not at or not tokens[at - 1].capital or tokens[at].before or len(tokens[at - 1].text) < 2:
        return False
    return at + 1 == len(tokens) or bool(tokens[at + 1].before) or tokens[at + 1].text == "of"


def _with_decimals(tokens: Sequence[Token], number: Number) -> Number:
    """ "Tiga koma lima juta", "twelve point five", "17 koma 3"."""
    if number.end + 1 >= len(tokens) or tokens[number.end].text not in _POINT:
        return number
    spelled, end = _decimals(tokens, number.end + 1)
    written = f"{number.value:.0f}.{spelled}"
    if not spelled or "inf" in written:  # "triliun" said thirty times is more than can be counted
        return number
    scale = SCALES.get(tokens[end].text) if end < len(tokens) else None
    value = float(written) * (scale or 1)
    return Number(number.start, end + bool(scale), value, scaled=bool(scale))


def _decimals(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The digits that are said there, and where they end: "satu empat", "empat belas" and "14" are one."""
    if tokens[at].text.isdecimal():
        return tokens[at].text, at + 1
    spelled, end = "", at
    while end < len(tokens) and _SMALL.get(tokens[end].text, 10) < 10 and not _is_ten(tokens, end + 1):
        spelled, end = f"{spelled}{_SMALL[tokens[end].text]:.0f}", end + 1
    more = _in_words(tokens, end) if end < len(tokens) and not _is_scale(tokens, end) else None
    return (f"{spelled}{more.value:.0f}", more.end) if more else (spelled, end)


def _is_ten(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text in _TENS


def _signed(tokens: Sequence[Token], number: Number) -> Number:
    return replace(number, start=number.start - 1, value=-number.value) if _is_less(tokens, number.start) else number


def _is_less(tokens: Sequence[Token], start: int) -> bool:
    """Whether a minus stands there, which parts nothing: not that of "1950-1953", nor the dash before an element."""
    if not start or tokens[start - 1].text == "minus":
        return start > 0
    return tokens[start - 1].text == "-" and tokens[start].joined and (start < 2 or not tokens[start - 1].joined)


def _in_digits(tokens: Sequence[Token], at: int) -> Number:
    text, end = _grouped(tokens, at)
    if part := _with_fraction(tokens, at, text, end):
        return part
    value, end = _raised(tokens, digits(text), end)
    if end < len(tokens) and tokens[end].joined and tokens[end].text in _JOINED_ORDINALS:
        return Number(at, end + 1, value, ordinal=True, written=text)
    return _scaled(tokens, Number(at, end, value, _is_counted(tokens, at), text))


def _grouped(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """All digits of a number, and where they end: 500 000, or "1, 776"."""
    text, end = tokens[at].text, at + 1
    while len(text) < 4 and end < len(tokens) and _is_group(tokens[end]):
        text += tokens[end].text
        end += 1
    return text, end


def _with_fraction(tokens: Sequence[Token], at: int, text: str, end: int) -> Number | None:
    """ "3/4" and "1 1/2"."""
    if alone := _fraction(tokens, at):
        return alone
    part = _fraction(tokens, end)
    if part and part.value < 1 and text.isdecimal() and not tokens[end].before:
        return replace(part, start=at, value=digits(text) + part.value)
    return None


def _is_counted(tokens: Sequence[Token], at: int) -> bool:
    """Whether "ke-" stands before it."""
    before = [token.text for token in tokens[max(0, at - 2) : at]]
    return before[-1:] == ["ke"] or before == ["ke", "-"]


def _scaled(tokens: Sequence[Token], number: Number) -> Number:
    """With the thousands or millions that follow."""
    text, value, end, scaled = number.written, number.value, number.end, False
    while end < len(tokens) and tokens[end].text in SCALES and not tokens[end].before:
        if tokens[end].text == "k" and not tokens[end].joined:
            break
        if tokens[end].text in _ENGLISH_SCALES and not scaled and text.count(".") == 1 and not text.endswith("00"):
            value = float(text.replace(",", ""))  # "2.187 billion": nobody counts thousands of billions
        value *= SCALES[tokens[end].text]
        end, scaled = end + 1, True
    return replace(number, end=end, value=value, scaled=scaled)


def _raised(tokens: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """ "10^3" and "3 x 10^8"."""
    base = end + (end < len(tokens) and tokens[end].text in _TIMES)
    ten = base < len(tokens) and tokens[base].text == "10"
    power = base + 1 if ten else end
    raised = power < len(tokens) and tokens[power].before == "^" and tokens[power].is_number
    if not raised or len(tokens[power].text) > _LONGEST_EXPONENT:
        return value, end
    exponent = digits(tokens[power].text)
    if not ten and value > _LARGEST_BASE:
        return value, end
    return (value * 10**exponent if ten else value**exponent), power + 1


def _fraction(tokens: Sequence[Token], at: int) -> Number | None:
    """ "3/4"; what has a third part is a date, what is as long as a year a season."""
    if at + 1 >= len(tokens) or tokens[at + 1].before != "/" or not tokens[at].text.isdecimal():
        return None
    over, under = tokens[at].text, tokens[at + 1].text
    strokes = "/" in tokens[at].before or (at + 2 < len(tokens) and "/" in tokens[at + 2].before)
    if strokes or not under.isdecimal() or not int(under) or len(over) > _LONGEST_PART or len(under) > _LONGEST_PART:
        return None
    return Number(at, at + 2, int(over) / int(under), written=f"{over}/{under}")


def _half(tokens: Sequence[Token], at: int) -> Number | None:
    """ "Setengah juta", "half a million"."""
    end = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == "a")
    scale = SCALES.get(tokens[end].text) if end < len(tokens) else None
    return Number(at, end + 1, scale / 2, scaled=True) if scale else None


def _is_group(token: Token) -> bool:
    return token.before in {"", ","} and not token.joined and token.text.isdecimal() and len(token.text) == 3


def _in_words(tokens: Sequence[Token], at: int) -> Number | None:
    said, end = _Said(), at
    while end < len(tokens) and (end == at or not tokens[end].before):
        word = tokens[end].text
        if said.is_ended_by(word):
            return Number(at, end + 1, said.value + _ORDINALS[word], ordinal=True)
        if not said.takes(word, tokens[end + 1].text if end + 1 < len(tokens) else ""):
            break
        end += 1
    return Number(at, end, said.value, scaled=said.scaled) if end > at else None


class _Said:
    """What number words have come to: after "dua ribu tiga ratus" `total` is 2,000 and `part` 300."""

    def __init__(self) -> None:
        self.total = self.part = 0.0
        self.begun = self.scaled = False

    @property
    def value(self) -> float:
        return self.total + self.part

    def is_ended_by(self, word: str) -> bool:
        """Whether it is "twenty" and `word` is "first"."""
        return word in _ORDINALS and self.part >= 20 and self.part % 10 == 0

    def takes(self, word: str, following: str) -> bool:
        """Whether `word` goes on with the number, which then has it."""
        if word in _SMALL and (not self.begun or _may_follow(self.part, _SMALL[word])):
            self.part += _SMALL[word]
        elif word in _WHOLE:
            self.part += _WHOLE[word]
        elif self.begun and word == "setengah":  # "satu setengah juta", "sejuta setengah"
            self.part += self.part / 2 if self.part in _WHOLE.values() else 0.5
        elif self.begun and word in _TENS:
            last = self.part % 10
            self.part += last * 9 if word == "puluh" else 10
        elif self.begun and word in SCALES and len(word) > 2:
            self._scale(SCALES[word])
        else:
            return self._is_linked(word, following)
        self.begun = True
        return True

    def _scale(self, scale: float) -> None:
        self.scaled = True
        if scale == 100:
            self.part += self.part % 10 * 99
        else:
            self.total, self.part = self.total + self.part * scale, 0.0

    def _is_linked(self, word: str, following: str) -> bool:
        """The stroke of "twenty-one", the "and" of "two hundred and one"."""
        if word == "-":
            return self.part % 100 >= 20 and (following in _SMALL or following in _ORDINALS)
        return word == "and" and following in _SMALL and (self.part >= 100 or self.total > 0)


def _may_follow(part: float, small: float) -> bool:
    # "twenty" may be followed by "four", "two hundred" by "thirty"; "nineteen" by nothing.
    return part % 100 == 0 if small >= 10 else part % 100 == 0 or (part % 10 == 0 and part % 100 >= 20)


def _quantity(tokens: Sequence[Token], number: Number) -> Quantity:
    start, unit = _unit_before(tokens, number.start)
    end, unit = _units_after(tokens, number.end, unit)
    negative = start < number.start and _is_less(tokens, start)  # "-$5"
    about = any(token.text in ABOUT for token in tokens[max(0, start - 2) : start])
    return Quantity(
        -number.value if negative else number.value, unit[0] if unit else None, unit[1] if unit else 1.0,
        about, number.scaled, number.written, start, end, number.ordinal, tokens[end - 1].text if unit else "",
    )  # fmt: skip


def _unit_before(tokens: Sequence[Token], start: int) -> tuple[int, tuple[str, float] | None]:
    """Where the quantity begins, and the unit that stands there: that of "$5" and "Rp 5"."""
    word = tokens[start - 1].text if start else ""
    if word in UNITS and (word in _SIGNS or UNITS[word][0] in _MONEY):
        return start - 1, UNITS[word]
    return start, None


def _units_after(
    tokens: Sequence[Token], end: int, unit: tuple[str, float] | None
) -> tuple[int, tuple[str, float] | None]:
    """Where the quantity ends, and its unit."""
    following = [token.text for token in tokens[end : end + 2]]
    if following == ["per", "cent"]:
        end, unit = end + 2, ("share", 1.0)
    while end < len(tokens) and not tokens[end].before:
        if _is_between_units(tokens, end, begun=unit is not None):
            end += 1
            continue
        found = unit_at(tokens, end)
        if not found or (unit and found[0] != unit[0] and unit[0] != "angle"):
            break
        unit, end = found[:2], found[2]
    return end, unit


def _is_between_units(tokens: Sequence[Token], at: int, *, begun: bool) -> bool:
    """The stroke of "5-km", the country of "5 US dollars"."""
    followed = at + 1 < len(tokens) and tokens[at + 1].text in UNITS
    word = tokens[at].text
    return (word == "-" and followed) or (word in _OF_AMERICA and (begun or followed))


def unit_at(tokens: Sequence[Token], at: int) -> tuple[str, float, int] | None:
    """What a unit measures, its size, and where it ends: "km", "cm2", "square miles", "km/jam"."""
    power = 1 if at >= len(tokens) or tokens[at].is_number else _POWERS.get(tokens[at].text, 1)
    end = at + (power > 1)
    unit = UNITS.get(tokens[end].text) if end < len(tokens) else None
    if unit is None:
        return None
    (measure, factor), end = unit, end + 1
    if power == 1:
        power, end = _power(tokens, end)
    if power > 1 and measure == "length":
        measure, litres = _SOLID[power]
        factor = factor**power * litres
    return _per_time(tokens, measure, factor, end)


def _power(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The square or cube that stands there, and where it ends."""
    if at < len(tokens) and tokens[at].text in _POWERS:
        raised = tokens[at].joined or tokens[at].before == "^" if tokens[at].is_number else not tokens[at].before
        if raised:
            return _POWERS[tokens[at].text], at + 1
    return 1, at


def _per_time(tokens: Sequence[Token], measure: str, factor: float, end: int) -> tuple[str, float, int]:
    """What is counted per hour or second."""
    at = end + (end < len(tokens) and tokens[end].text == "per")
    if at >= len(tokens) or (at == end and tokens[at].before != "/") or measure == "time":
        return measure, factor, end
    seconds = _seconds(tokens[at].text)
    if seconds is None:
        return measure, factor, end
    power, after = _power(tokens, at + 1)
    return f"{measure}/time{'' if power == 1 else power}", factor / seconds**power, after
