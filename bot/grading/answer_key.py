"""What is accepted, refused and asked back: the key of one question, ready to judge."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.grading import dates, guards, polarity
from bot.grading import words as table
from bot.grading.clock import ClockKey, is_time
from bot.grading.date_key import DateKey
from bot.grading.judgement import Judgement, Verdict
from bot.grading.lexicon import Lexicon
from bot.grading.list_key import ListKey, judge_blanks, pieces
from bot.grading.normalise import Token, clean, tidy, tokens
from bot.grading.number_key import NumberKey
from bot.grading.numerals import is_amount, numbers, quantities
from bot.grading.phrases import Asked, asked, called, initials, shapes
from bot.grading.reading import Reader
from bot.grading.similarity import is_misspelling
from bot.grading.text_key import TextKey
from bot.grading.words import these


@dataclass(frozen=True)
class KeyFields:
    """What a teacher wrote, as plain strings; several languages simply give several strings."""

    answer: tuple[str, ...]
    accept: tuple[str, ...] = ()
    reject: Mapping[str, str] = field(default_factory=dict)
    prompt: Mapping[str, str] = field(default_factory=dict)
    type: str | None = None
    tolerance: str | None = None
    unit: str | None = None
    precision: str | None = None
    typos: str = "normal"
    all: tuple[tuple[str, ...], ...] = ()
    need: int | None = None
    blanks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class AnswerKey:
    """A key with everything precomputed, so that judging takes microseconds."""

    shown: str
    accepted: Mapping[str, tuple[str, str]]  # what is looked up: the answer it stands for, and why
    rejected: Mapping[str, str] = field(default_factory=dict)
    prompted: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)  # names of what the key must not be taken for
    around: tuple[str, ...] = ()  # those of them that have a name of the key inside
    neighbours: Mapping[str, str] = field(default_factory=dict)
    typos: str = "normal"
    truth: tuple[bool, str] | None = None
    dates: DateKey | None = None
    clock: ClockKey | None = None
    numbers: NumberKey | None = None
    text: TextKey | None = None
    elements: ListKey | None = None
    blanks: tuple["AnswerKey", ...] = ()
    longest: int = 0
    denies: bool = False
    # the words of the question, and those of them that are no names; none where it leaves a choice of two
    asked: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    renames: bool = False  # the question asks for another name of what it names

    @classmethod
    def prepare(
        cls, fields: KeyFields, question: tuple[str, ...], lexicon: Lexicon, neighbours: Collection[str] = ()
    ) -> "AnswerKey":
        """`question`: its text in each language; `neighbours`: other known answers of the set."""
        if fields.blanks:
            keys = tuple(
                _single(KeyFields(blank, typos=fields.typos), question, lexicon, neighbours) for blank in fields.blanks
            )
            return cls(", ".join(key.shown for key in keys), {}, blanks=keys)
        if fields.all:
            return _listed(fields, question, lexicon)
        return _single(fields, question, lexicon, neighbours)

    def judge(self, response: str | Sequence[str], language: str = "id") -> Judgement:
        """Whether `response` is what was meant; a sequence is one text for each blank."""
        if self.blanks:
            return judge_blanks(self.blanks, response, language)
        text = response if isinstance(response, str) else ", ".join(response)
        if guards.is_too_long(text.strip(), self.longest):
            return Judgement(Verdict.WRONG, 0.0, "too_long")
        given = tokens(text)
        if not given:
            return Judgement(Verdict.WRONG, 0.0, "empty")
        if self.renames and self._repeats_question(given):
            return Judgement(Verdict.WRONG, 0.0, "echo")
        return self._looked_up(given) or self._none_of_them(given) or self._read(tidy(text), given, language)

    def _repeats_question(self, given: Sequence[Token]) -> bool:
        """ "PBB" where the question asks what PBB is short for."""
        said = [token.text for token in given if token.text not in table.QUIET]
        return bool(said) and self.asked[0].issuperset(said)

    def _looked_up(self, given: Sequence[Token]) -> Judgement | None:
        """What the teacher or the lexicon has word for word."""
        for said in _looks(given):
            if said in self.rejected:
                return Judgement(Verdict.WRONG, 0.0, "rejected", note=self.rejected[said] or None)
            if said in self.prompted:
                return Judgement(Verdict.PROMPT, 0.4, "teacher_prompt", note=self.prompted[said] or None)
            if said in self.accepted:
                shown, reason = self.accepted[said]
                note = shown if reason == "spelling" else None
                return Judgement(Verdict.CORRECT, 1.0, reason, shown, note=note)
            if said in self.others:
                return Judgement(Verdict.WRONG, 0.1, "other_thing", self.others[said])
            if said in self.neighbours and self.text:
                return Judgement(Verdict.WRONG, 0.1, "other_answer", self.neighbours[said])
        return self._looked_up_bare(given)

    def _none_of_them(self, given: Sequence[Token]) -> Judgement | None:
        """ "Tidak ada negara yang menolak" goes on in the words of the question, which itself denies nothing."""
        if _NONE[0] not in self.accepted or not self.asked[0].isdisjoint(table.NEGATORS):
            return None
        again = self.asked[0] | _OF_THEM
        said = [token.text for token in given]
        nothing = (end for end in range(1, len(said)) if " ".join(said[:end]) in _NONE)
        end = next((end for end in nothing if again.issuperset(said[end:])), None)
        return self._looked_up(given[:end]) if end else None

    def _looked_up_bare(self, given: Sequence[Token]) -> Judgement | None:
        """ "Chairman Mao" where "Mao" is known, "negara Cina" where the teacher has a word on "Cina"."""
        if self.rejected or self.prompted:
            named = " ".join(token.text for token in given if token.text not in table.PLACES)
            if named in self.rejected or named in self.prompted:
                return self._looked_up(tokens(named))
        if self.text and self.text.person:
            person = " ".join(token.text for token in given if token.text not in _HONOURS)
            if person in self.accepted:
                return Judgement(Verdict.CORRECT, 1.0, "alias", self.accepted[person][0])
        return None

    def _read(self, text: str, given: Sequence[Token], language: str) -> Judgement:
        if not guards.is_plain(given):
            refused = self._guarded(text)
            if refused:
                return refused
            text = guards.settled(text, self.denies, *self.asked)
            given = tokens(text)
            found = self._looked_up(given)
            if found:
                return found
        return self._heard(text, given, language)

    def _guarded(self, text: str) -> Judgement | None:
        """Refused whatever it is like."""
        if guards.is_no_answer(text):
            return Judgement(Verdict.WRONG, 0.0, "no_answer")
        if guards.is_instruction(text):
            return Judgement(Verdict.WRONG, 0.0, "instruction")
        if not self.denies and guards.denies(text):
            return Judgement(Verdict.WRONG, 0.0, "negated", self.shown)
        return None

    def _heard(self, text: str, given: Sequence[Token], language: str) -> Judgement:
        taught = self._counted_remark(given) or self._misspelled_remark(given)
        if taught:
            return taught
        if self.elements:
            return self.elements.judge(given, language)
        sides = guards.parted(given)
        if len(sides) > 1:
            return self._hedged(sides, language)
        return self._together(given, language) or self._side(given, text, language)

    def _together(self, given: Sequence[Token], language: str) -> Judgement | None:
        """Several right answers in one breath: "Jerry Leiber and Mike Stoller" where either is right."""
        if not any(token.text in table.AND for token in given) or len(self.accepted) < 2:
            return None
        for sides in (pieces(given, ""), pieces(given)):
            told = [self._one_of(side, language) for side in sides]
            if len(told) > 1 and all(judgement.is_correct for judgement in told):
                return told[0]
        return None

    def _hedged(self, sides: Sequence[Sequence[Token]], language: str) -> Judgement:
        """Several answers for one: right only if each of them is."""
        told = [self._one_of(side, language) for side in sides]
        if all(judgement.is_correct for judgement in told):
            return told[0]
        if any(judgement.verdict is not Verdict.WRONG for judgement in told):
            return Judgement(Verdict.WRONG, 0.2, "hedged", self.shown)
        return told[0]

    def _one_of(self, side: Sequence[Token], language: str) -> Judgement:
        return self._looked_up(side) or self._side(side, guards.words_of(side), language)

    def _side(self, given: Sequence[Token], text: str, language: str) -> Judgement:
        found = self._inside_other(given)
        if found:
            return found
        told = [judgement for judgement in self._by_kind(given, text, language) if judgement]
        return max(told, key=_rank, default=Judgement(Verdict.WRONG, 0.0, "different"))

    def _inside_other(self, given: Sequence[Token]) -> Judgement | None:
        """The key's name inside the name of something else, whatever stands around: "Republik Tiongkok (Taiwan)"."""
        if not self.around:
            return None
        whole = f" {guards.words_of(given)} "
        other = next((said for said in self.around if f" {said} " in whole), None)
        return Judgement(Verdict.WRONG, 0.1, "other_thing", self.others[other]) if other else None

    def _by_kind(self, given: Sequence[Token], text: str, language: str) -> list[Judgement | None]:
        truth = polarity.judge(*self.truth, given) if self.truth else None
        if truth and not truth.is_correct:
            return [truth]
        return [
            truth,
            self.dates.judge(text.lower()) if self.dates else None,
            self.clock.judge(text.lower()) if self.clock else None,
            self.numbers.judge(given, language) if self.numbers else None,
            self.text.judge(given, language) if self.text else None,
        ]

    def _counted_remark(self, given: Sequence[Token]) -> Judgement | None:
        """The teacher's word on "3" is meant for "Pasal 3" as well, unless that number is right."""
        if not (self.rejected or self.prompted):
            return None
        found = numbers(given)
        said = f"{found[0].value:.12g}" if len(found) == 1 else ""
        around = [token.text for at, token in enumerate(given) if not found or not found[0].start <= at < found[0].end]
        if said not in {**self.rejected, **self.prompted} or any(word not in _BESIDE_NUMBERS for word in around):
            return None
        right = {f"{number.value:.12g}" for text in self.accepted for number in numbers(tokens(text))}
        return None if said in right else self._looked_up(tokens(said))

    def _misspelled_remark(self, given: Sequence[Token]) -> Judgement | None:
        if not (self.rejected or self.prompted):
            return None
        said = _looks(given)[-1]
        for wrong, remark in self.rejected.items():
            if is_misspelling(said, wrong, self.typos) and not self._is_nearly_right(said):
                return Judgement(Verdict.WRONG, 0.0, "rejected", note=remark or None)
        for vague, remark in self.prompted.items():
            if is_misspelling(said, vague, self.typos) and not self._is_nearly_right(said):
                return Judgement(Verdict.PROMPT, 0.4, "teacher_prompt", note=remark or None)
        return None

    def _is_nearly_right(self, said: str) -> bool:
        return any(is_misspelling(said, right) for right in self.accepted)


def _rank(judgement: Judgement) -> tuple[int, float]:
    return (("wrong", "prompt", "correct").index(judgement.verdict), judgement.score)


@lru_cache(maxsize=8)
def _reader(lexicon: Lexicon) -> Reader:
    return Reader(lexicon)


def _listed(fields: KeyFields, question: tuple[str, ...], lexicon: Lexicon) -> AnswerKey:
    keys = tuple(_single(KeyFields(texts, typos=fields.typos), question, lexicon, ()) for texts in fields.all)
    elements = ListKey(keys, fields.need or len(keys), asked(question, _reader(lexicon)))
    shown = fields.answer[0] if fields.answer else ", ".join(key.shown for key in keys)
    longest = sum(key.longest for key in keys) + len(shown)
    own = frozenset(known for key in keys if key.text for known in key.text.ids)
    rejected, prompted = (_remarks(each, own, lexicon) for each in (fields.reject, fields.prompt))
    return AnswerKey(shown, {}, rejected, prompted, elements=elements, longest=longest)


def _without_articles(text: str) -> tuple[str, ...]:
    """ "the Soviet Union" beside "Soviet Union" is no other answer."""
    return tuple(word.text for word in tokens(text) if word.text not in table.ARTICLES)


def _single(fields: KeyFields, question: tuple[str, ...], lexicon: Lexicon, neighbours: Collection[str]) -> AnswerKey:
    reader = _reader(lexicon)
    asks = asked(question, reader)
    texts = tuple(text for text in (*fields.answer, *fields.accept) if tokens(text)) or ("",)
    shown = fields.answer[0] if fields.answer else texts[0]
    when = _WHEN if fields.type == "date" else asks.words & _WHEN
    timed = [text for text in texts if fields.type is None and not fields.tolerance and is_time(text, question)]
    dated = [text for text in texts if fields.type in {None, "date"} and text not in timed and _is_date(text, when)]
    known = [*timed, *dated]
    counted = [
        text for text in texts if fields.type in {None, "number"} and text not in known and _is_number(text, fields)
    ]
    worded = [text for text in texts if text not in known and text not in counted and tokens(text)]
    own = {_without_articles(text) for text in texts}
    others = [text for text in neighbours if _without_articles(text) not in own]
    said = [polarity.polarity(text) for text in texts]
    truth = next(((yes, text) for yes, text in zip(said, texts, strict=True) if yes is not None), None)
    text_key = TextKey.prepare(worded, question, asks, reader, fields.typos, others) if worded else None
    not_forms = _not_forms(text_key, reader)
    return AnswerKey(
        shown=shown,
        accepted=_accepted(texts, text_key, reader, asks) | _nothing(counted),
        rejected=_remarks(fields.reject, text_key.ids if text_key else frozenset(), lexicon),
        prompted=_remarks(fields.prompt, text_key.ids if text_key else frozenset(), lexicon),
        others=not_forms,
        around=tuple(said for said in not_forms if _has_inside(said, text_key)),
        neighbours={_looks(tokens(text))[-1]: text for text in others if tokens(text)},
        typos=fields.typos,
        truth=truth,
        dates=DateKey.prepare(dated, fields.precision, question) if dated else None,
        clock=ClockKey.prepare(timed, question) if timed else None,
        numbers=NumberKey.prepare(counted, fields.unit, fields.tolerance, question) if counted else None,
        text=text_key,
        longest=max(len(text) for text in texts),
        denies=any(token.text in table.NEGATORS for text in texts for token in tokens(text)),
        asked=_words_asked(question),
        renames=_renames(texts, asks),
    )


def _nothing(counted: Sequence[str]) -> dict[str, tuple[str, str]]:
    """ "None" and "tidak ada", where the number asked for is zero."""
    zero = next((text for text in counted if quantities(tokens(text))[0].value == 0), None)
    return dict.fromkeys(_NONE, (zero, "number")) if zero else {}


def _renames(texts: Sequence[str], asks: Asked) -> bool:
    """Whether the question asks for a longer, shorter or foreign name, and does not say it itself."""
    said = any(asks.words.issuperset(token.text for token in tokens(text)) for text in texts)
    return not said and not asks.words.isdisjoint(_ASKS_NAME)


def _words_asked(question: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    asked = [token for text in question for token in tokens(text)]
    if any(token.text in table.OR for token in asked):
        return frozenset(), frozenset()
    return frozenset(token.text for token in asked), frozenset(token.text for token in asked if not token.capital)


def _accepted(texts: Sequence[str], key: TextKey | None, reader: Reader, asks: Asked) -> dict[str, tuple[str, str]]:
    """Everything that may be looked up, the teacher's own words last so that they win."""
    found: dict[str, tuple[str, str]] = {}
    for known in sorted(key.ids if key else ()):
        entity = reader.lexicon.entities[known]
        for form, reason in (
            *((form, "alias") for form in (*entity.forms, *entity.name.values())),
            *((form, "spelling") for form in entity.misspellings),
        ):
            for said in _looks(tokens(form)):
                if len(reader.lexicon.named(tuple(said.split()))) < 2:  # else it says nothing of who is meant
                    found.setdefault(said, (texts[0], reason))
        if _asks_government(asks):
            found |= {said: (texts[0], "alias") for form in entity.metonyms for said in _looks(tokens(form))}
    for text in texts:
        for short in called(text, asks):
            found |= dict.fromkeys(_looks(tokens(short)), (text, "short_form"))
    for text in reversed(texts):
        for shape in shapes(text):
            for said in _looks(tokens(shape)):
                found[said] = (text, "exact")
            for letters in initials(reader.read(shape, names=False)):
                found.setdefault(letters, (text, "alias"))
    return {said: answer for said, answer in found.items() if said}


def _not_forms(key: TextKey | None, reader: Reader) -> dict[str, str]:
    if key is None:
        return {}
    forms = [form for known in key.ids for form in reader.lexicon.entities[known].not_forms]
    return {_looks(tokens(form))[-1]: form for form in forms if not _is_part(form, key)}


def _is_part(form: str, key: TextKey) -> bool:
    """A word of the name itself, like "Kim" or "Korea", is vague rather than wrong."""
    words = {token.text for token in tokens(form)}
    names = [{word.text for word in each.reading.words} for each in key.phrases]
    # "Republik Tiongkok" has all of "Tiongkok" in it and is no part of "Republik Rakyat Tiongkok".
    return any(words < name for name in names) and not any(name <= words for name in names)


def _has_inside(form: str, key: TextKey | None) -> bool:
    names = [f" {' '.join(word.text for word in each.reading.words)} " for each in (key.phrases if key else ())]
    return any(name in f" {form} " for name in names)


def _remarks(remarks: Mapping[str, str], own: Collection[str], lexicon: Lexicon) -> dict[str, str]:
    """The teacher's remarks by what they are on; on a name that is not the key's own, by all its forms."""
    found = {said: remark for text, remark in remarks.items() for said in _looks(tokens(text)) if said}
    for text, remark in remarks.items():
        for known in lexicon.only(text) - frozenset(own):
            for form in lexicon.entities[known].said:
                if lexicon.only(form):
                    found.setdefault(_looks(tokens(form))[-1], remark)
    return found


def _looks(given: Sequence[Token]) -> tuple[str, ...]:
    """What to look up: the words as they are, and without what surrounds an answer."""
    said = [token.text for token in given]
    if _AROUND.isdisjoint(said):
        return (" ".join(said),)
    core = [token.text for token in given if token.text not in _AROUND or _is_decade(token)]
    return (" ".join(said), " ".join(core)) if 0 < len(core) < len(said) else (" ".join(said),)


def _is_decade(end: Token) -> bool:
    """Whether it makes ten years of one: the "an" of "1950an"."""
    return end.joined and end.text == "an"


def _asks_government(asks: Asked) -> bool:
    return bool(asks.keys & {"pemerintah", "government"})


def _is_date(text: str, when: Collection[str]) -> bool:
    """Whether it is one, where the question has these words that ask for a date."""
    found = dates.find(clean(text))
    if not found.only:
        return False
    counts = is_amount(tokens(text)) is not None
    if counts and "/" in text:
        return not _DAY_ASKED.isdisjoint(when)  # else 1/3 is a part, be it of a year
    bare_year = counts and all(date.parts == 1 and date.span == 1 for date in found.dates)
    return bool(when) or not bare_year


def _is_number(text: str, fields: KeyFields) -> bool:
    parts = tokens(text)
    return is_amount(parts) is not None or (fields.type == "number" and bool(quantities(parts)))


_HONOURS = (table.TITLES | table.ARTICLES) - table.RELATIONS
_AROUND = table.FILLER | table.ARTICLES
_NONE = (
    "none", "zero", "nil", "nobody", "no one", "none of them", "not one", "nothing", "tidak ada", "tak ada", "ga ada",
    "gak ada", "nggak ada", "gaada", "tdk ada", "nihil", "kosong", "tidak satupun", "tidak satu pun",
    "tidak ada satupun", "tidak ada satu pun",
)  # fmt: skip
_OF_THEM = these("of the them yang dari mereka")
_ASKS_NAME = these("""kepanjangan singkatan akronim resmi lengkap inggris inggrisnya terjemahan sebutan julukan sinonim
    persamaan antonim lawan arti artinya makna acronym abbreviation short stand stands official translation synonym
    antonym opposite mean means meaning""")
# What may stand beside a number and is not what is asked: "Pasal 3".
_BESIDE_NUMBERS = table.QUIET | table.KINDS
_DAY_ASKED = these("kapan kapankah when tanggal date")
_WHEN = _DAY_ASKED | these("tahun year bulan month hari day")
