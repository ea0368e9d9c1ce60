"""Persons, places, organisations, dates and numbers in a sentence, by cues and tables."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.generation.places import places
from bot.generation.roots import is_common
from bot.generation.tables import Tables, tables
from bot.generation.words import Word
from bot.grading.lexicon import Lexicon
from bot.grading.words import GIVEN_NAMES

_TYPE_OF = {"person": "PERSON", "place": "PLACE", "country": "PLACE"}
_LINKS = frozenset("bin binti van von de der den da dos du la le al el ibn ter ap y & of the".split())
_GIVEN = frozenset(GIVEN_NAMES.split()) - frozenset("park li do rich dick dan".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a sentence that names or counts something."""

    start: int
    end: int
    text: str
    type: str  # PERSON TIME PLACE NUMBER THING
    kind: str  # full name office country city region named org thing acronym name · day month year … · amount count
    head: str = ""  # the noun of its kind where it begins with one: "kota", "PT"
    entity: str = ""  # its id in the lexicon
    title: str = ""  # the office written before a person


class Recogniser:
    """Finds the mentions of one article: what a name is in one sentence, it is in the others."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self.table = tables(language)
        self._gazetteer = _gazetteer(lexicon)
        self._dates, self._numbers = _date_pattern(language), _number_pattern(language)

    def mentions(self, text: str, words: Sequence[Word], common: frozenset[str]) -> list[Mention]:
        """The mentions of a sentence in order. `common` holds words that the article also writes small."""
        found = [*self._times(text)]
        found += [number for number in self._amounts(text) if not _overlaps(number, found)]
        taken = [*found]
        names = (self._name(run, words, text) for run in self._runs(words, taken, common))
        return sorted([*found, *(name for group in names for name in group)], key=lambda mention: mention.start)

    # -- dates and numbers ------------------------------------------------------------------

    def _times(self, text: str) -> Iterator[Mention]:
        for match in self._dates.finditer(text):
            answer = match["date"].strip(" ,()")
            start = text.index(answer, match.start("date"))
            yield Mention(start, start + len(answer), answer, "TIME", _precision(answer, self.table))

    def _amounts(self, text: str) -> Iterator[Mention]:
        for match in self._numbers.finditer(text):
            answer = match[0].strip()
            unit = match["unit"] or ""
            after = text[match.end() : match.end() + 1]
            if after in "/" and after:
                continue
            start = match.start() + match[0].index(answer)
            if unit and not self._is_unit(unit):
                answer, unit = text[start : match.start("unit")].rstrip(), ""
            kind = "amount" if unit or match["money"] or "%" in answer else "count"
            yield Mention(start, start + len(answer), answer, "NUMBER", kind, unit.lower())

    def _is_unit(self, word: str) -> bool:
        small = word.lower()
        if small in self.table["units"]:
            return True
        if (
            self.table.language == "id"
            and re.match(r"(?:di|me|ter|ber)\w{4}", small)
            and small not in self.table["verb_not"]
        ):
            return False
        return small not in self.table["function_words"] and word.islower() and len(small) > 2

    # -- names ------------------------------------------------------------------------------

    def _runs(self, words: Sequence[Word], taken: list[Mention], common: frozenset[str]) -> Iterator[tuple[int, int]]:
        """First and last-but-one place of every run of capitals."""
        at = 0
        while at < len(words):
            if not self._opens(words, at, taken, common):
                at += 1
                continue
            end = at + 1
            while end < len(words) and (step := self._continues(words, end, taken)):
                end += step
            yield at, end
            at = end

    def _opens(self, words: Sequence[Word], at: int, taken: list[Mention], common: frozenset[str]) -> bool:
        word = words[at]
        if word.mark or not word.capital or _covered(word, taken) or word.small in self.table["weekdays"]:
            return False
        first = at == 0 or words[at - 1].text in {'"', "“", ".", ":", "«", "‘", "•"}
        if not first:
            return word.small not in self.table["pronouns"]
        openers = self.table["passing"] | self.table["openers"]
        if word.small in self.table["function_words"] | self.table["connectives"] | self.table["pronouns"] | openers:
            return False
        following = words[at + 1] if at + 1 < len(words) else None
        alone = following is None or not following.capital or following.small in self.table["weekdays"]
        return not (alone and (word.small in common or is_common(word.small, self.table)))

    def _continues(self, words: Sequence[Word], at: int, taken: list[Mention]) -> int:
        """How many words carry the run on: none ends it."""
        word = words[at]
        if _covered(word, taken) or word.small in self.table["weekdays"] or _owns(words, at - 1, self.table):
            return 0
        if word.capital and not word.mark:
            return 1
        following = words[at + 1] if at + 1 < len(words) else None
        links = following is not None and following.capital and not following.mark and not _covered(following, taken)
        if not links or following is None:
            return 0
        if word.small in _LINKS and (self.table.language == "en" or word.small not in {"of", "the"}):
            return 2
        if (
            word.text == "."
            and len(words[at - 1].text) <= 2
            and words[at - 1].capital
            and words[at - 1].end == word.start
        ):
            return 2  # an initial
        return 2 if word.text == "." and words[at - 1].small in self.table["honorifics"] else 0

    def _name(self, run: tuple[int, int], words: Sequence[Word], text: str) -> list[Mention]:
        first, end = run
        known = self._known(words[first:end])
        if known and known[0] == 0 and known[1] == end - first:
            return [self._mention(words[first:end], text, *known[2:])]
        behind = self._body_before(words, first)
        if behind is not None:
            title = text[words[behind].start : words[first - 4].end].rstrip(" (")
            known = self._known(words[first:end])
            if known and known[0] == 0 and known[2] == "PLACE" and known[1] < end - first:
                title, first = f"{title} {text[words[first].start : words[first + known[1] - 1].end]}", first + known[1]
            return [
                replace(
                    self._mention(words[first:end], text, "PERSON", "full" if end - first > 1 else "short"), title=title
                )
            ]
        cut = self._after_title(words, first, end)
        if cut is not None and cut < end:
            title = text[words[self._title_start(words, first)].start : words[cut].start].strip(" ,")
            person = self._mention(words[cut:end], text, "PERSON", "full" if end - cut > 1 else "short")
            known = self._known(words[cut:end])
            entity = known[4] if known and known[1] == end - cut else ""
            office = self._known(words[first:cut])
            inner = [self._mention(words[first + office[0] : first + office[1]], text, *office[2:])] if office else []
            return [*inner, replace(person, title=title, entity=entity)]
        if cut is not None:
            return [self._mention(words[first:end], text, "PERSON", "office")]
        if known and known[2] == "PERSON" and known[1] == end - first:
            return [self._mention(words[first + known[0] : end], text, *known[2:])]
        return [self._typed(words, first, end, text)]

    def _known(self, words: Sequence[Word]) -> tuple[int, int, str, str, str] | None:
        """The longest known name within a run: from, to, type, kind, entity."""
        smalls = tuple(word.small for word in words)
        for length in range(min(len(smalls), 6), 0, -1):
            for start in range(len(smalls) - length + 1):
                hit = self._gazetteer.get(smalls[start : start + length])
                if hit and hit[1] != "demonym":
                    return start, start + length, *hit
        return None

    def _body_before(self, words: Sequence[Word], first: int) -> int | None:
        """Where "Ketua Umum Persatuan Sepak Takraw (PST)" begins right before a name, if it stands there."""
        if first < 6 or words[first - 1].text != ")" or words[first - 3].text != "(" or not words[first - 2].capital:
            return None
        at = first - 4
        while at >= 0 and (words[at].capital or words[at].small in {"dan", "of", "the", "and"}) and not words[at].mark:
            if words[at].small in self.table["titles"]:
                return self._title_start(words, at)
            at -= 1
        return None

    def _title_start(self, words: Sequence[Word], first: int) -> int:
        start = first
        titles = self.table["titles"] | self.table["title_rest"]
        while start > 0 and words[start - 1].small in titles:
            start -= 1
        while start < first and words[start].small not in self.table["titles"]:
            start += 1  # "dalam" is part of an office only behind "Menteri"
        return start

    def _after_title(self, words: Sequence[Word], first: int, end: int) -> int | None:
        """Where the name begins after its office, or None where no office is written."""
        titles, rest = self.table["titles"], self.table["title_rest"]
        at = first
        if self.table.language == "en":
            inside = [place for place in range(first, end) if words[place].small in titles]
            if inside:
                return inside[-1] + 1
        elif words[first].small in titles:
            while at < end and words[at].small in titles | rest:
                at += 1
        if at == first:
            if self._title_start(words, first) == first:
                return first if words[first].small in self.table["honorifics"] and end - first > 1 else None
            if words[first - 1].small in {"negara", "negeri", "badan"}:
                return None
        for length in range(min(4, end - at), 0, -1):
            hit = self._gazetteer.get(tuple(word.small for word in words[at : at + length]))
            if hit and hit[0] != "PERSON":
                return at + length
        if at < end and words[at].small in self.table["org_heads"] | self.table["place_heads"]:
            return self._after_body(words, at, end)
        return next((place for place in range(at + 1, end) if words[place].small in self.table["honorifics"]), at)

    def _after_body(self, words: Sequence[Word], at: int, end: int) -> int:
        """An office of some body: its name ends with the last place in it, or before an honorific."""
        for start in range(end - 1, at, -1):
            if words[start].small in self.table["honorifics"]:
                return start
            for length in range(min(3, end - start), 0, -1):
                hit = self._gazetteer.get(tuple(word.small for word in words[start : start + length]))
                if hit and hit[0] == "PLACE" and hit[1] != "demonym":
                    return start + length
        return end

    def _typed(self, words: Sequence[Word], first: int, end: int, text: str) -> Mention:
        run = words[first:end]
        head = run[0].small
        last = run[-1].small
        before = words[first - 1].small if first else ""
        after = words[end].small if end < len(words) else ""
        heads = (head, before) if self.table.language == "id" else (last, head)
        for kind, group in (("place", "place_heads"), ("org", "org_heads"), ("thing", "thing_heads")):
            for noun in heads:
                if noun in self.table[group] and (len(run) > 1 or noun != head):
                    return self._mention(run, text, "PLACE" if kind == "place" else "THING", kind, head=noun)
        if len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1:
            return self._mention(run, text, "THING", "acronym")
        if self._is_person(run, after) or self._is_called_person(words[end : end + 7]):
            return self._mention(run, text, "PERSON", "full" if len(run) > 1 else "short")
        if before in ({"di", "ke", "dari"} if self.table.language == "id" else {"in", "at", "near"}):
            return self._mention(run, text, "PLACE", "named")
        return self._mention(run, text, "THING", "name")

    def _is_called_person(self, behind: Sequence[Word]) -> bool:
        """ "... adalah seorang aktivis", "... was an American philosopher" """
        if not behind or behind[0].small not in self.table["copulas"]:
            return False
        nouns = self.table["person_nouns"] | self.table["titles"]
        if self.table.language == "id":
            rest = [word for word in behind[1:] if word.small not in {"salah", "satu", "sang"}]
            return bool(rest) and rest[0].small in nouns
        return behind[1:2] != [] and behind[1].small in {"a", "an"} and any(word.small in nouns for word in behind[2:5])

    def _is_person(self, run: Sequence[Word], after: str) -> bool:
        initials = any(len(word.text) == 1 for word in run[:-1])
        given = len(run) > 1 and run[0].small in _GIVEN
        return initials or given or run[0].small in self.table["honorifics"] or after in self.table["person_verbs"]

    def _mention(
        self, words: Sequence[Word], text: str, type: str, kind: str, entity: str = "", head: str = ""
    ) -> Mention:
        start, end = words[0].start, words[-1].end
        if text[end - 2 : end] in {"'s", "’s"}:
            end -= 2
        return Mention(start, end, text[start:end], type, kind, head, entity)


def same_everywhere(article: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Names take the type that the article gives them where it is clearest; a part of a person's name is the person."""
    types = _clearest(article)
    return [[_retyped(mention, types) for mention in sentence] for sentence in article]


def _clearest(article: Sequence[Sequence[Mention]]) -> Mapping[str, tuple[str, str]]:
    types: dict[str, tuple[str, str]] = {}
    for mention in (mention for sentence in article for mention in sentence):
        if mention.type == "PERSON" and mention.kind in {"full", "short", "person"}:
            types[mention.text] = ("PERSON", mention.kind)
            for part in mention.text.split():
                if len(part) > 2 and part[0].isupper():
                    types.setdefault(part, ("PERSON", "short"))
        elif mention.kind in {"place", "named", "city", "country", "region"}:
            types.setdefault(mention.text, (mention.type, mention.kind))
    return types


def _retyped(mention: Mention, types: Mapping[str, tuple[str, str]]) -> Mention:
    if mention.kind not in {"name", "named", "short"} or mention.text not in types:
        return mention
    type, kind = types[mention.text]
    return replace(mention, type=type, kind=kind)


def _overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(mention.start < other.end and other.start < mention.end for other in others)


def _owns(words: Sequence[Word], at: int, table: Tables) -> bool:
    """ "China's Qing dynasty", "Russia's Primorsky Krai": two names; "King's College" is one."""
    small = words[at].small
    return table.language == "en" and small.endswith(("'s", "’s")) and (small[:-2],) in places()


def _covered(word: Word, mentions: Iterable[Mention]) -> bool:
    return any(mention.start <= word.start < mention.end for mention in mentions)


def _precision(text: str, table: Tables) -> str:
    small = text.lower()
    if re.search(r"abad|century|dekade|decade|\d0-?an|\d0s", small):
        return "era"
    if "/" in text or (re.search(r"(?<!\d)\d{1,2}(?!\d)", text) and any(month in small for month in table["months"])):
        return "day"
    if any(month in small for month in table["months"]):
        return "month"
    if re.search(r"\d{1,2}[.:]\d\d", small):
        return "hour"
    return "year" if re.search(r"\d{3}", text) else "day"


@lru_cache(maxsize=4)
def _gazetteer(lexicon: Lexicon) -> Mapping[tuple[str, ...], tuple[str, str, str]]:
    """The words of every known name: its type, kind and entity."""
    found = {words: ("PLACE", kind, "") for words, kind in places().items()}
    for entity in lexicon.entities.values():
        for name in (*entity.name.values(), *entity.forms):
            words = tuple(name.lower().split())
            kind = found.get(words, ("", "", ""))[1] if entity.type == "place" else entity.type
            found[words] = (_TYPE_OF.get(entity.type, "THING"), kind or entity.type, entity.id)
    return found


@lru_cache(maxsize=2)
def _date_pattern(language: str) -> re.Pattern[str]:
    table = tables(language)
    names = sorted(table["months"], key=len, reverse=True)
    month = "(?:" + "|".join(name.capitalize() for name in names) + ")"
    year = r"(?:1\d{3}|20\d{2})(?![\d%]|[.,]\d)"
    day = r"(?<![\d.,/])[0-3]?\d(?:st|nd|rd|th)?(?!\d)"
    span = rf"{day}(?:\s*[-–]\s*{day}|\s+(?:dan|hingga|sampai|to|and)\s+{day})?"
    shapes: tuple[str, ...]
    if language == "id":
        shapes = (
            rf"{span}\s+{month}\s*[-–]\s*{day}\s+{month}(?:\s+{year})?",
            rf"{span}\s+{month}(?:\s+(?:tahun\s+)?{year})?",
            r"(?<![\d/])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])",
            rf"{month}(?:\s*[-–]\s*{month})?\s+(?:tahun\s+)?{year}",
            r"[Aa]bad (?:ke-? ?)?(?:\d{1,2}|[XVI]+)(?: SM| Masehi| M)?\b",
            r"[Tt]ahun \d{2,4}(?:-?an)?(?: SM| Masehi| M\b)?",
            r"\b\d{4}-?an\b",
            r"\b\d{1,4} SM\b",
            rf"(?<![\d.,/-]){year}(?:\s*[-–]\s*(?:{year}))?(?! (?:orang|meter|km|buah|kursi|ton|hektar|jiwa|unit))",
            r"[Pp]ukul \d{1,2}[.:]\d{2}(?: WI[BT]A?| WITA)?",
            rf"(?:(?<=\b[Bb]ulan )|(?<=\b[Ss]ejak )|(?<=\b[Pp]ada )){month}\b(?! [A-Z])",
        )
    else:
        shapes = (
            rf"{month}\s+{span}(?:,?\s+{year})?",
            rf"{span}(?:\s+of)?\s+{month}(?:,?\s+{year})?",
            rf"{month}(?:,|\s+of)?\s+{year}",
            r"(?:the )?(?:early |mid-?|late )?(?:the )?\b\d{3}0s\b",
            r"(?:the )?(?:early |mid-?|late )?(?:\b\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:th|st)) century(?: BCE?| CE| AD)?",
            r"\b\d{1,4} (?:BCE?|AD|CE)\b",
            rf"(?<![\d.,/$£€-]){year}(?:\s*[-–]\s*(?:\d{{4}}|\d{{2}})\b)?(?! (?:people|met\w+|miles|men|students))",
            rf"(?<=\b[Ii]n ){month}\b(?! [A-Z])",
        )
    return re.compile("(?P<date>" + "|".join(shapes) + ")")


@lru_cache(maxsize=2)
def _number_pattern(language: str) -> re.Pattern[str]:
    table = tables(language)
    digits = r"(?<![\w.,/-])(?:\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    number = rf"{digits}(?:(?:km|cm|mm|kg|ha|m)[²³23]?(?!\w))?(?![\w/])%?"
    spelled = "|".join(sorted((re.escape(word) for word in table["number_words"]), key=len, reverse=True))
    scale = "|".join(sorted(table["scales"]))
    money = r"(?:Rp\.? ?|US\$ ?|USD ?|\$ ?|£ ?|€ ?|¥ ?)"
    core = (
        rf"(?:(?P<money>{money})?{number}(?:\s*[-–]\s*\d+(?:[.,]\d+)*|\s+(?:hingga|sampai|to)\s+\d+(?:[.,]\d+)*)?"
        rf"|\b(?:{spelled})(?:[ -](?:{spelled}))*\b)"
    )
    return re.compile(rf"{core}(?:\s+(?:{scale})\b)*(?:\s(?P<unit>[A-Za-z²³][\w²³/-]*)\b)?", re.IGNORECASE)
