"""text2qti, the plain text from which quizzes for Canvas are made; and the package for Canvas itself.

Each question is read by the library for itself, so that one it refuses costs no other. Code blocks are never run,
and no picture is ever fetched or opened.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from bot.bank import weighted
from bot.bank.foreign import CannotTake, Import, Question, short, started
from bot.bank.limits import FILES, Limits
from bot.bank.markup import Form
from bot.bank.question_set import QuestionSet
from bot.bank.reading import Reading
from bot.bank.weighted import Answer, Range
from bot.grading.lexicon import Lexicon
from bot.items.date import Date
from bot.items.item import Item
from bot.items.multiple_choice import MultipleChoice, SeveralChoice
from bot.items.numeric import Numeric
from bot.items.short_answer import ShortAnswer
from bot.items.true_false import KEYS, OPTIONS, TrueFalse

KINDS = ("text", "number", "date", "truefalse", "choice", "multi")

# What the package for Canvas keeps of a question.
KEEPS = ("q", "a", "accept", "wrong", "all", "tolerance", "why", "points")

_QUESTION = re.compile(r"\d+\.[ \t]")
_BEFORE = re.compile(r"(?:Title|Points):", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:quiz (?:title|description)|shuffle answers|show correct answers|one question at a time|can't go back|"
    r"feedback is solution|solutions (?:sample|randomize) groups|pick|solutions pick|points per question):(.*)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"quiz title:\s*(.*)", re.IGNORECASE)
_PICK = re.compile(r"pick:\s*\d", re.IGNORECASE)
_GROUP = re.compile(r"(?:END_)?GROUP\s*$")
_TEXT = re.compile(r"text(?: title)?:\s*(.*)", re.IGNORECASE)
_CODE = re.compile(r"`{3,}\s*\{.*\.run\b")
_FENCE = re.compile(r"`{3,}")
_SAID_LINE = re.compile(r"In [^\n]{1,80} on line (\d+):\s*", re.DOTALL)
# What the library would open as a file, or turn into a formula's picture, is shut from it.
_SHUT = (("$", "\ue011"), ("<", "\ue012"), ("[", "\ue013"))
_SHUT_OPTION = re.compile("^(?:\ue013[ *]?\\]|=[ \t]*\ue013)", re.MULTILINE)
# No question is longer; and the library takes so many times as long for one as other readers do.
_LONGEST, _SLOWER = 8_000, 4
_MARKUP = re.compile(r"([\\`*_\[\]#$!~|{}])")


@dataclass
class _Block:
    line: int
    kind: str = "question"
    lines: list[str] = field(default_factory=list)


def read(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in a text2qti file. Whatever stands in it, a Reading comes back."""
    under_way, text = started(data, set_id, lexicon, replace(limits, questions=limits.questions // _SLOWER))
    for line in (number for number, line in enumerate(text.split("\n"), 1) if _PICK.match(line)):
        under_way.warn("group-lost", line)
    title = next((found[1] for line in text.split("\n") if (found := _TITLE.match(line))), "")
    for block in _blocks(text):
        if under_way.is_full:
            break
        _take(under_way, block)
    return under_way.reading(title=title.strip())


def write(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    language = question_set.language
    head = f"Quiz title: {' '.join(question_set.title.speak(language).split())}\n"
    return "\n".join([head, *(_written(item, number, language) for number, item in enumerate(items, 1))]).encode()


def write_canvas(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    """The package (QTI 1.2) that Canvas imports."""
    from text2qti.config import Config  # noqa: PLC0415 - an extra
    from text2qti.qti import QTI  # noqa: PLC0415 - an extra
    from text2qti.quiz import Quiz  # noqa: PLC0415 - an extra

    package: bytes = QTI(Quiz(write(question_set, items).decode(), config=Config(), source_name="quiz")).zip_bytes()
    return package


# Reading.


def _blocks(text: str) -> Iterator[_Block]:
    block: _Block | None = None
    for number, line in _without_comments(text):
        kind = _kind_of(line, block)
        if kind is not None:
            if block:
                yield block
            block = _Block(number, kind) if kind else None
        if block is None and line.strip() and kind != "":
            block = _Block(number, "stray")
        if block:
            block.lines.append(line)
    if block:
        yield block


def _kind_of(line: str, block: _Block | None) -> str | None:
    """What begins with this line; empty if it only closes what was before it, None if it goes on."""
    if block and block.kind == "code":
        return "" if _FENCE.match(line) and not line.strip("` \t") and len(block.lines) > 0 else None
    if _CODE.match(line):
        return "code"
    if _QUESTION.match(line):
        waiting = (
            block is not None
            and block.kind == "question"
            and all(_BEFORE.match(each) or not each.strip() for each in block.lines)
        )
        return None if waiting else "question"
    if _BEFORE.match(line):
        waiting = block is not None and block.kind == "question" and all(_BEFORE.match(each) for each in block.lines)
        return None if waiting else "question"
    if _TEXT.match(line):
        return None if block and block.kind == "text" and len(block.lines) == 1 else "text"
    if _HEAD.match(line):
        return "head"
    return "" if _GROUP.match(line) else None


def _without_comments(text: str) -> Iterator[tuple[int, str]]:
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() == "COMMENT":
            inside = True
        elif line.strip() == "END_COMMENT":
            inside = False
        elif not inside and not line.startswith("%"):
            yield number, line


def _take(under_way: Import, block: _Block) -> None:
    if block.kind == "question":
        under_way.question(block.line, lambda: _question(under_way, block))
    elif block.kind == "code":
        under_way.leave(block.line, "code-refused")
    elif block.kind in ("text", "stray"):
        text = short(" ".join(line.partition(":")[2] if _TEXT.match(line) else line for line in block.lines))
        under_way.leave(block.line, "description" if block.kind == "text" else "not-text2qti", text=text, problem=text)


def _question(under_way: Import, block: _Block) -> Question:
    text = "\n".join(block.lines).rstrip()
    if len(text) > _LONGEST:
        raise CannotTake("too-long-text", limit=_LONGEST)
    asked = _parsed(text)
    question = _Question(under_way, asked)
    return question.read()


def _parsed(text: str) -> Any:
    """The question as the library understands it."""
    from text2qti.config import Config  # noqa: PLC0415 - an extra
    from text2qti.quiz import Question as Asked  # noqa: PLC0415 - an extra
    from text2qti.quiz import Quiz  # noqa: PLC0415 - an extra

    for sign, shut in _SHUT:
        text = text.replace(sign, shut)
    text = _SHUT_OPTION.sub(lambda found: _opened(found[0]), text)
    try:
        quiz = Quiz(text, config=Config(), source_name="file")
    except Exception as problem:  # besides its own errors, those of the Markdown beneath it
        said = _SAID_LINE.sub("", str(problem)).strip().partition("\n")[0]
        raise CannotTake("not-text2qti", problem=_opened(said), text=short(_opened(text))) from None
    questions = [each for each in quiz.questions_and_delims if isinstance(each, Asked)]
    if len(questions) != 1:
        raise CannotTake("no-question-there")
    return questions[0]


def _opened(text: str) -> str:
    for sign, shut in _SHUT:
        text = text.replace(shut, sign)
    return text


class _Question:
    """One question of the library in our terms."""

    def __init__(self, under_way: Import, asked: Any) -> None:
        self.under_way, self.asked = under_way, asked
        self.about: Question = {}

    def read(self) -> Question:
        stem = self.said("question_raw")
        kind = self.asked.type
        if kind in ("essay_question", "file_upload_question"):
            raise CannotTake("essay" if kind.startswith("essay") else "upload", text=short(stem))
        title, points = getattr(self.asked, "title_raw", None) or "", self.asked.points_possible_raw
        self.about |= {"id": _opened(title), "points": "" if str(points) in ("1", "None", "0") else str(points)}
        key = self._key(kind, stem)
        return {"q": stem, **self.about, **weighted.with_why(key, self._why())}

    def said(self, name: str, of: Any = None) -> str:
        written = getattr(of if of is not None else self.asked, name, None)
        return self.under_way.plain(_opened(written), Form.MARKDOWN, self.about) if written else ""

    def _why(self) -> str:
        general, right, wrong = (self.said(f"{name}feedback_raw") for name in ("", "correct_", "incorrect_"))
        solution = self.said("solution")
        kept = general or solution or weighted.said(right) or weighted.said(wrong)
        for remark in (right, wrong, solution if general else ""):
            if weighted.said(remark) and remark != kept:
                self.under_way.warn("remark-lost", text=remark)
        return kept

    def _key(self, kind: str, stem: str) -> Question:
        if kind == "numerical_question":
            return weighted.number(self.under_way, [self._range()])
        answers = [
            Answer(self.said("choice_raw", each), Decimal(100 if each.correct else 0), self.said("feedback_raw", each))
            for each in self.asked.choices
        ]
        if kind == "short_answer_question":
            answers = [Answer(answer.text.replace("*", "\\*")) for answer in answers]
            key = weighted.written(self.under_way, answers)
            return {**key, "type": weighted.inferred({"q": stem, **key}).get("type")}
        words = {answer.text.lower(): answer for answer in answers}
        if words.keys() in ({"true", "false"}, {"benar", "salah"}):
            right = next((word for word, answer in words.items() if answer.is_right), "")
            wrong = next(answer.remark for answer in answers if not answer.is_right)
            return weighted.truth(self.under_way, KEYS[right], wrong, words[right].remark, "")
        return weighted.choice(self.under_way, answers, several=kind == "multiple_answers_question")

    def _range(self) -> Range:
        low, high = Decimal(str(self.asked.numerical_min)), Decimal(str(self.asked.numerical_max))
        written = str(self.asked.numerical_raw).partition("+-")
        exact = weighted.decimal(written[0])
        if exact is None:
            return Range((low + high) / 2, (high - low) / 2)
        share = re.fullmatch(r"\s*([\d.]+)\s*%\s*", written[2])
        margin = abs(exact) * Decimal(share[1]) / 100 if share else weighted.decimal(written[2] or "0")
        return Range(exact, margin if margin is not None else high - exact)


# Writing.


def _written(item: Item, number: int, language: str) -> str:
    slug = item.id.partition("/")[2]
    points = [f"Points: {item.about.points:g}"] if item.about.points != 1 else []
    why = [_line("...", item.about.why.speak(language))] if item.about.why else []
    asked = _line(f"{number}.", item.question.speak(language))
    return "\n".join([f"Title: {slug}", *points, asked, *why, *_answers(item, language), ""])


def _answers(item: Item, language: str) -> list[str]:
    match item:
        case TrueFalse():
            words = OPTIONS.get(language, OPTIONS["id"])
            return [
                _line(f"{'*' * (item.is_true is yes)}{letter})", word)
                for letter, yes, word in zip("ab", (True, False), words, strict=True)
            ]
        case MultipleChoice():
            remarks = item.wordings.spoken_reject(language)
            wrong = [(option.speak(language), remarks.get(option.speak(language), "")) for option in item.wrong]
            lines = [_line("*a)", item.right.speak(language))]
            for letter, (option, remark) in zip("bcdefghijklmnopqrstuvwxyz", wrong, strict=False):
                lines += [_line(f"{letter})", option), *([_line("...", remark)] if remark else [])]
            return lines
        case SeveralChoice():
            right = [_line("[*]", text.speak(language)) for text in item.right]
            return [*right, *(_line("[ ]", text.speak(language)) for text in item.wrong)]
        case Numeric() if number := _number(item, language):
            return [number]
        case Numeric() | Date() | ShortAnswer():
            spellings = dict.fromkeys((item.key.speak(language), *item.wordings.accept))
            return [f"* {_escaped(' '.join(text.split()))}" for text in spellings]
    raise AssertionError(f"asked to write {item.kind} as text2qti, which formats.export refuses first")


def _number(item: Numeric, language: str) -> str:
    """A number with its margin; the library takes a whole number alone as it is, and decimals only with a margin."""
    value, margin = weighted.decimal(item.key.speak(language)), weighted.decimal(item.tolerance or "0")
    if value is None or margin is None or item.unit or item.wordings.accept:
        return ""
    if margin:
        return f"= {value:f} +- {margin:f}"
    return f"= {value:f}" if value == int(value) else ""


def _line(sign: str, text: str) -> str:
    """A text after its sign, its further lines indented as the first is."""
    first = f"{sign} " if len(sign) > 2 else f"{sign:<4}"
    lines = _escaped(text).split("\n")
    return "\n".join([f"{first}{lines[0]}", *(f"{' ' * len(first)}{line}" if line else "" for line in lines[1:])])


def _escaped(text: str) -> str:
    return (
        _MARKUP.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")
        if _MARKUP.search(text) or "<" in text or "&" in text
        else text
    )
