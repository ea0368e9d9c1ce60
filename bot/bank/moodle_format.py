"""Moodle XML, in which Moodle keeps all that it knows of a question.

Each question is parsed for itself: one that is broken costs no other, and no entity or DTD is ever read.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from decimal import Decimal
from html import escape
from xml.etree.ElementTree import Element

from bot.bank import embedded, weighted
from bot.bank.foreign import CannotTake, Import, Question, short, started
from bot.bank.limits import FILES, Limits
from bot.bank.markup import Form
from bot.bank.question_set import QuestionSet
from bot.bank.question_xml import NOT_XML, parsed
from bot.bank.reading import Reading
from bot.bank.weighted import Answer, Range
from bot.grading.lexicon import Lexicon
from bot.items.cloze import Cloze
from bot.items.date import Date
from bot.items.item import Item
from bot.items.matching import Matching
from bot.items.multiple_choice import MultipleChoice, SeveralChoice
from bot.items.nodes import Place
from bot.items.numeric import Numeric
from bot.items.ordering import Ordering
from bot.items.short_answer import ShortAnswer
from bot.items.true_false import TrueFalse
from bot.items.wordings import Wordings

KINDS = ("text", "number", "date", "truefalse", "choice", "multi", "match", "order", "cloze")

# Pictures stand in these files, in letters, and are passed over; a file with them may be so many times as large.
_PICTURES = 5

_START = re.compile(r"<question\b([^<>]{0,2000})>")
_END = "</question>"
_TYPE = re.compile(r"""\btype\s*=\s*["']([\w -]{0,60})["']""")
_FILE = re.compile(r"<file\b[^<>]{0,2000}>[^<]*</file>")
_FORMS = {"html": Form.HTML, "markdown": Form.MARKDOWN, "plain_text": Form.PLAIN, "moodle_auto_format": Form.GUESS}
_GAP = re.compile(r"\[\[(\d{1,3})\]\]")
_FULL = Decimal(100)


@dataclass(frozen=True)
class _Written:
    """One question as it stands in the file."""

    line: int
    kind: str
    xml: str


def read(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in a Moodle XML file. Whatever stands in it, a Reading comes back."""
    under_way, text = started(data, set_id, lexicon, replaced(limits, bytes=_PICTURES * limits.bytes))
    if text and "<quiz" not in text[:20_000]:
        under_way.notebook.note("not-moodle", Place())
        return under_way.reading()
    reader = _Reader(under_way)
    for written in _questions(under_way, text):
        reader.read(written)
    return under_way.reading(title=reader.title)


def write(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    language = question_set.language
    title = question_set.title.speak(language).replace("/", "//")
    category = f'<question type="category"><category>{_text(f"$course$/top/{title}")}</category></question>'
    parts = [_written(item, language) for item in items]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>", category, *parts, "</quiz>", ""]
    return NOT_XML.sub(" ", "\n".join(lines)).encode()


# Reading.


def _questions(under_way: Import, text: str) -> Iterator[_Written]:
    line, counted, at = 1, 0, 0
    while not under_way.is_full and (start := _START.search(text, at)):
        end = text.find(_END, start.end())
        line += text.count("\n", counted, start.start())
        counted = start.start()
        if end < 0:
            under_way.leave(line, "xml-broken", problem="</question>")
            return
        at = end + len(_END)
        kind = _TYPE.search(start[1])
        yield _Written(line, kind[1].strip() if kind else "", text[start.start() : at])


class _Reader:
    def __init__(self, under_way: Import) -> None:
        self.under_way = under_way
        self.title = ""
        self.tags: list[str] = []

    def read(self, written: _Written) -> None:
        if written.kind == "category":
            self._enter(written)
        else:
            self.under_way.question(written.line, lambda: self._question(written))

    def _enter(self, written: _Written) -> None:
        """A category: the first, before any question, names the set; what follows in another is tagged with its."""
        try:
            path = _plain_text(parsed(_FILE.sub("", written.xml)).find("category"))
        except CannotTake:
            return
        name = re.split(r"(?<!/)/(?!/)", path)[-1].replace("//", "/").strip()
        if not self.title and not self.under_way.written and name not in ("top", "$course$", ""):
            self.title, self.tags = name, []
        else:
            self.tags = [name] if name and name not in (self.title, "top") else []

    def _question(self, written: _Written) -> Question:
        make = _MAKERS.get(written.kind)
        xml = parsed(_FILE.sub("", written.xml))
        about: Question = {"id": _plain_text(xml.find("idnumber")) or _plain_text(xml.find("name"))}
        texts = _Texts(self.under_way, xml, about)
        asked = texts.asked
        if make is None:
            raise CannotTake(_WHY_NOT.get(written.kind, "kind-unknown"), kind=written.kind, text=short(asked))
        about |= {"tags": self._tags(xml), "hints": texts.all("hint"), "points": _points(xml)}
        key = make(texts)
        return {"q": asked, **about, **weighted.with_why(key, texts.of(xml.find("generalfeedback")))}

    def _tags(self, xml: Element) -> list[str]:
        own = [_plain_text(tag) for tag in xml.findall("tags/tag")]
        return list(dict.fromkeys(tag for tag in (*self.tags, *own) if tag))


def _plain_text(element: Element | None) -> str:
    """The text of an element, or of the `text` in it."""
    inner = element.find("text") if element is not None else None
    found = inner if inner is not None else element
    return (found.text or "").strip() if found is not None else ""


class _Texts:
    """The texts of one question, each in the form that is said of it."""

    def __init__(self, under_way: Import, xml: Element, about: Question) -> None:
        self.under_way, self.xml, self.about = under_way, xml, about
        self.asked = self.of(xml.find("questiontext"))

    def of(self, element: Element | None, form: Form = Form.GUESS) -> str:
        if element is None:
            return ""
        said = _FORMS.get(element.get("format", ""), form)
        return self.under_way.plain(_plain_text(element), said, self.about)

    def all(self, name: str) -> list[str]:
        return [text for each in self.xml.findall(name) if (text := self.of(each))]

    def answers(self) -> list[Answer]:
        return [self._answer(each) for each in self.xml.findall("answer")]

    def _answer(self, each: Element) -> Answer:
        return Answer(self.of(each), _share(each), self.of(each.find("feedback")))


def _share(answer: Element) -> Decimal:
    """How much of the mark an answer is worth; a third is written as 33.33333."""
    return weighted.percent(answer.get("fraction", "0")) or Decimal(0)


def _points(xml: Element) -> str:
    grade = weighted.decimal(_plain_text(xml.find("defaultgrade")) or "1")
    if grade is None or grade == 1 or not Decimal("0.01") <= grade <= 1000:
        return ""
    return f"{grade.normalize():f}"


def _choice(texts: _Texts) -> Question:
    single = _plain_text(texts.xml.find("single")).lower() in ("", "true", "1")
    return weighted.choice(texts.under_way, texts.answers(), several=not single)


def _truth(texts: _Texts) -> Question:
    answers = {answer.text.strip().lower(): answer for answer in texts.answers()}
    yes, no = answers.get("true"), answers.get("false")
    if yes is None or no is None:
        raise CannotTake("no-right-answer")
    is_true = yes.weight > no.weight
    wrong, right = (no, yes) if is_true else (yes, no)
    return weighted.truth(
        texts.under_way, is_true, wrong.remark, right.remark, texts.of(texts.xml.find("generalfeedback"))
    )


def _short(texts: _Texts) -> Question:
    key = weighted.written(texts.under_way, texts.answers())
    return {**key, "type": weighted.inferred({"q": texts.asked, **key}).get("type")}


def _number(texts: _Texts) -> Question:
    ranges = []
    for each in texts.xml.findall("answer"):
        value = _plain_text(each)
        if value == "*":
            continue
        number = weighted.decimal(value)
        margin = weighted.decimal(_plain_text(each.find("tolerance")) or "0")
        if number is None or margin is None:
            raise CannotTake("no-number-there", text=value)
        ranges.append(Range(number, abs(margin), _share(each), texts.of(each.find("feedback"))))
    unit = _plain_text(texts.xml.find("units/unit/unit_name"))
    return {**weighted.number(texts.under_way, ranges), "unit": unit}


def _matching(texts: _Texts) -> Question:
    pairs = [(texts.of(each), texts.of(each.find("answer"))) for each in texts.xml.findall("subquestion")]
    return weighted.matching(texts.under_way, pairs)


def _ordering(texts: _Texts) -> Question:
    return {"order": [answer.text for answer in texts.answers() if answer.text]}


def _cloze(texts: _Texts) -> Question:
    return embedded.question_of(texts.under_way, texts.asked)


def _gaps(texts: _Texts) -> Question:
    """Words to be dragged or picked into gaps: typed here."""
    tags = [*texts.xml.findall("dragbox"), *texts.xml.findall("selectoption")]
    words = [texts.of(tag) for tag in tags]
    places = [int(found) - 1 for found in _GAP.findall(texts.asked)]
    if not places or min(places) < 0 or max(places) >= len(words) or not all(words[place] for place in places):
        raise CannotTake("no-blanks")
    texts.under_way.warn("options-lost")
    return {"q": _GAP.sub("___", re.sub("_{3,}", "…", texts.asked)), "blanks": [words[place] for place in places]}


_MAKERS: Mapping[str, Callable[[_Texts], Question]] = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "ddwtos": _gaps,
    "gapselect": _gaps,
}
_WHY_NOT = {"essay": "essay", "description": "description"}


# Writing.


def _written(item: Item, language: str) -> str:
    kind, parts = _kind_and_key(item, language)
    slug = item.id.partition("/")[2]
    about = item.about
    lines = [
        f'<question type="{kind}">',
        f"<name>{_text(slug)}</name>",
        _asked(item, language),
        _marked("generalfeedback", about.why.speak(language) if about.why else ""),
        f"<defaultgrade>{about.points:g}</defaultgrade>",
        "<hidden>0</hidden>",
        f"<idnumber>{escape(slug)}</idnumber>",
        *parts,
        *(_marked("hint", hint.speak(language)) for hint in about.hints),
        *([f"<tags>{''.join(f'<tag>{_text(tag)}</tag>' for tag in about.tags)}</tags>"] if about.tags else []),
        "</question>",
    ]
    return "\n".join(lines)


def _asked(item: Item, language: str) -> str:
    text = item.question.speak(language)
    if isinstance(item, Cloze):
        spellings = iter([blank.spellings for blank in item.blanks])
        text = re.sub(r"_{3,}", lambda _: embedded.written(next(spellings)), text)
    image = item.about.image or ""
    if not image.startswith(("http://", "https://")):
        return _marked("questiontext", text)
    alt = item.about.alt.speak(language) if item.about.alt else ""
    page = f'<p>{escape(text)}</p><img src="{escape(image)}" alt="{escape(alt)}">'.replace("\n", "<br>")
    return f'<questiontext format="html">{_text(page)}</questiontext>'


def _kind_and_key(item: Item, language: str) -> tuple[str, list[str]]:
    match item:
        case TrueFalse():
            return "truefalse", [_answer("true", 100 * item.is_true), _answer("false", 100 * (not item.is_true))]
        case MultipleChoice():
            return "multichoice", [
                "<single>true</single>",
                "<shuffleanswers>true</shuffleanswers>",
                *_options(item, language),
            ]
        case SeveralChoice():
            share = f"{_FULL / len(item.right):.5f}"
            right = [_answer(text.speak(language), share) for text in item.right]
            wrong = [_answer(text.speak(language), -100) for text in item.wrong]
            return "multichoice", ["<single>false</single>", "<shuffleanswers>true</shuffleanswers>", *right, *wrong]
        case Matching():
            return "matching", [_pair(left.speak(language), right.speak(language)) for left, right in item.pairs]
        case Ordering():
            steps = [_answer(text.speak(language), 100) for text in item.order]
            return "ordering", ["<layouttype>VERTICAL</layouttype>", "<selecttype>ALL</selecttype>", *steps]
        case Cloze():
            return "cloze", []
        case Numeric() if number := _numbers(item, language):
            return "numerical", number
        case Numeric() | Date() | ShortAnswer():
            return "shortanswer", ["<usecase>0</usecase>", *_words(item.key.speak(language), item.wordings, language)]
    raise AssertionError(f"asked to write {item.kind} as Moodle XML, which formats.export refuses first")


def _options(item: MultipleChoice, language: str) -> Iterator[str]:
    remarks = item.wordings.spoken_reject(language)
    yield _answer(item.right.speak(language), 100)
    for option in item.wrong:
        remark = next((remarks[wording] for wording in option.all if remarks.get(wording)), "")
        yield _answer(option.speak(language), 0, remark)


def _numbers(item: Numeric, language: str) -> list[str]:
    value = weighted.decimal(item.key.speak(language))
    margin = weighted.decimal(item.tolerance or "0")
    others = [weighted.decimal(text) for text in item.wordings.accept]
    if value is None or margin is None or None in others:
        return []
    tolerance = f"<tolerance>{margin:f}</tolerance>"
    right = [_answer(f"{number:f}", 100, more=tolerance) for number in (value, *others) if number is not None]
    half, wrong = item.wordings.spoken_prompt(language), item.wordings.spoken_reject(language)
    rest = [*((each, 50, remark) for each, remark in half.items()), *((each, 0, said) for each, said in wrong.items())]
    unit = f"<units><unit><multiplier>1</multiplier><unit_name>{escape(item.unit or '')}</unit_name></unit></units>"
    numbers = [(weighted.decimal(text), share, remark) for text, share, remark in rest]
    others_written = [_answer(f"{number:f}", share, remark) for number, share, remark in numbers if number is not None]
    return [*right, *others_written, *([unit] if item.unit else [])]


def _words(key: str, wordings: Wordings, language: str) -> Iterator[str]:
    for right in (key, *wordings.accept):
        yield _answer(right.replace("*", "\\*"), 100)
    for half, remark in wordings.spoken_prompt(language).items():
        yield _answer(half, 50, remark)
    for wrong, remark in wordings.spoken_reject(language).items():
        yield _answer(wrong, 0, remark)


def _answer(text: str, share: int | str, remark: str = "", more: str = "") -> str:
    feedback = _marked("feedback", remark) if remark else ""
    return f'<answer fraction="{share}" format="plain_text">{_text(text)}{feedback}{more}</answer>'


def _pair(left: str, right: str) -> str:
    return f'<subquestion format="plain_text">{_text(left)}<answer>{_text(right)}</answer></subquestion>'


def _marked(name: str, text: str) -> str:
    return f'<{name} format="plain_text">{_text(text)}</{name}>'


def _text(text: str) -> str:
    return f"<text>{escape(text, quote=False)}</text>"
