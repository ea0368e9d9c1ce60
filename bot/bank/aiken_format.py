"""Aiken, the plainest format there is: a question, its options, and `ANSWER: B`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from string import ascii_uppercase

from bot.bank.foreign import CannotTake, Import, Question, started
from bot.bank.lettered import TICK, unrolled
from bot.bank.limits import FILES, Limits
from bot.bank.markup import one_line
from bot.bank.question_set import QuestionSet
from bot.bank.reading import Reading
from bot.bank.weighted import alike
from bot.grading.lexicon import Lexicon
from bot.items.item import Item
from bot.items.multiple_choice import MultipleChoice
from bot.items.true_false import KEYS, OPTIONS, TrueFalse

KINDS = ("choice", "truefalse")

_OPTION = re.compile(r"\*?[(\[]?([A-Za-z]) ?([.):\]])\s*(.*)")
# Behind the option that is right, or before its letter.
_TICK = re.compile(rf"(?:(?<=\s)\*|{TICK})$", re.IGNORECASE)
# What Respondus and ExamView write above a question, and their remarks below it.
_ABOVE = re.compile(r"(?:Type|Title|Points|Folder)\s*:", re.IGNORECASE)
_BELOW = re.compile(r"[~@]\s+(.*)")
_ANSWER = re.compile(r"(?:ANSWERS?|CORRECT ANSWERS?|JAWABAN|KUNCI(?: JAWABAN)?)\s*[:=]\s*(.*)", re.IGNORECASE)
_REMARK = re.compile(
    r"(RESPONSE|FEEDBACK|EXPLANATION|PEMBAHASAN|PENJELASAN|LINKS?|TAGS?|POINTS?)\s*:\s*(.*)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:(?:Question|Soal) ?)?\d{1,4} ?[.):]\s+(?=\S)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z](?: ?(?:[,;& ]|and|dan) ?[A-Za-z])*")
_TOGETHER = re.compile(r"[A-J]{2,10}")
# The answers of all questions together, below them: "Kunci jawaban:", "1. B", "2. A"; or "1-B, 2-A".
_KEY_LIST = re.compile(
    r"^[ \t]*(?:ANSWERS?(?: KEYS?)?|KUNCI(?: JAWABAN)?|JAWABAN)[ \t]*[:=]?[ \t]*"
    r"(?P<key>(?:\s*\d{1,3}[ \t]*[.):=-]?[ \t]*[A-J]\b[ \t]*[.,;]?)+)\s*\Z",
    re.IGNORECASE | re.MULTILINE,
)
_KEYED = re.compile(r"(\d{1,3})[ \t]*[.):=-]?[ \t]*([A-J])\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
# A dozen letters for each of hundreds of questions.
_LONGEST_KEY = 8_000


@dataclass
class _Block:
    """One question as far as it goes."""

    line: int
    stem: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  # the numbers of the lines of the stem
    options: list[str] = field(default_factory=list)
    ticked: list[int] = field(default_factory=list)  # the options that are marked as right
    answer: str | None = None
    remarks: list[tuple[str, str]] = field(default_factory=list)


def read(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in an Aiken file. Whatever stands in it, a Reading comes back."""
    under_way, text = started(data, set_id, lexicon, limits)
    text, key = _without_key(text)
    for number, block in enumerate(_without_heading(_blocks(text)), 1):
        if block.answer is None:
            letters = "".join(ascii_uppercase[place] for place in block.ticked)
            block.answer = key.get(_number_of(block) or number) or ", ".join(letters) or None
        if under_way.is_full:
            break
        under_way.question(block.line, lambda block=block: _question(under_way, block))  # type: ignore[misc]
    return under_way.reading()


def write(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    return "\n".join(_written(item, question_set.language) for item in items).encode()


def _without_key(text: str) -> tuple[str, dict[int, str]]:
    """The questions, and the letters of a list of answers that stands below them, by the numbers of the questions."""
    listed = _KEY_LIST.search(text, max(0, len(text) - _LONGEST_KEY))
    if listed is None:
        return text, {}
    return text[: listed.start()], {int(number): letter for number, letter in _KEYED.findall(listed["key"])}


def _without_heading(blocks: Iterator[_Block]) -> Iterator[_Block]:
    """The questions without what stands above the first number 1: a title, how to answer."""
    for place, block in enumerate(blocks):
        numbers = [_number(line) for line in block.stem]
        start = numbers.index(1) if place == 0 and 1 in numbers else 0
        points = [number for number in numbers[start + 1 :] if number]  # those of a list go on with 2
        yield _from(block, start if points[:1] != [2] else 0)


def _number_of(block: _Block) -> int | None:
    return _number(block.stem[0]) if block.stem else None


def _number(line: str) -> int | None:
    number = _NUMBER.match(line)
    return int("".join(filter(str.isdecimal, number[0]))) if number else None


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block(0)
    blank = False
    lines = ((number, part) for number, line in enumerate(text.split("\n"), 1) for part in unrolled(line.strip()))
    for number, line in lines:
        if not line:
            blank = True
            continue
        if _begins_another(block, line, blank):
            yield from _parted(block)
            block = _Block(0)
        block.line = block.line or number
        _enter(block, line, blank)
        block.lines += [number] * (len(block.stem) - len(block.lines))
        blank = False
    if block.line:
        yield from _parted(block)


def _parted(block: _Block) -> Iterator[_Block]:
    """A question without options shows no end of its own; what begins after it is another."""
    starts = [0, *_starts(block.stem)]
    for start, end in pairwise(starts):
        yield _Block(block.lines[start], block.stem[start:end], block.lines[start:end])
    yield _from(block, starts[-1])


def _from(block: _Block, start: int) -> _Block:
    """The question without the first lines of its stem."""
    line = block.lines[start] if start else block.line
    return replace(block, line=line, stem=block.stem[start:], lines=block.lines[start:])


def _starts(stem: Sequence[str]) -> Iterator[int]:
    """Where another question begins: both have their sign, or the first number after the first line's is the next."""
    first = None if not stem or stem[0].endswith(":") else _number(stem[0])
    before = ""
    for place, line in enumerate(stem):
        number = _number(line) if place and first is not None else None
        asked_twice = before.endswith("?") and stem[-1].endswith("?")
        if line and place and (asked_twice or (number is not None and number == (first or 0) + 1)):
            yield place
        first = first if number is None else None  # what comes after any other number are points of a list
        before = line or before


def _begins_another(block: _Block, line: str, blank: bool) -> bool:
    """Whether a line can no longer belong to the question before it."""
    if block.answer is not None:
        return _REMARK.match(line) is None
    if _ANSWER.match(line) or _is_next(block, line):
        return False
    option = _OPTION.match(line)
    if option and option[1].upper() == "A" and len(block.options) > 1:
        return True
    return bool(block.options) and (blank or _NUMBER.match(line) is not None)


def _is_next(block: _Block, line: str) -> bool:
    option = _OPTION.match(line)
    return bool(option) and len(block.options) < 26 and option[1].upper() == ascii_uppercase[len(block.options)]  # type: ignore[index]


def _enter(block: _Block, line: str, blank: bool) -> None:
    answer, remark, option = _ANSWER.match(line), _REMARK.match(line), _OPTION.match(line)
    if answer:
        block.answer = answer[1].strip()
    elif remark and (block.answer is not None or block.options):
        block.remarks.append((remark[1].upper().rstrip("S"), remark[2].strip()))
    elif option and _is_next(block, line) and (block.stem or block.options):
        _enter_option(block, line.startswith("*"), option[3].strip())
    elif (block.stem and _BELOW.match(line)) or (_ABOVE.match(line) and not block.stem):
        block.remarks.extend([("REMARK", found[1])] if (found := _BELOW.match(line)) else [])
    elif block.options:
        block.options[-1] = f"{block.options[-1]} {line.strip()}".strip()
    else:
        block.stem.extend([""] * (blank and bool(block.stem)))
        block.stem.append(line.strip())


def _enter_option(block: _Block, is_starred: bool, text: str) -> None:
    tick = _TICK.search(text)
    if is_starred or tick:
        block.ticked.append(len(block.options))
    block.options.append(text[: tick.start()].rstrip() if tick else text)


def _question(under_way: Import, block: _Block) -> Question:
    about: Question = {}
    asked = "\n".join(block.stem)
    number = _NUMBER.match(asked)
    stem = under_way.plain(asked[number.end() :] if number else asked, about=about)
    options = [under_way.plain(option, about=about) for option in block.options]
    if block.answer is None:
        raise CannotTake("answer-line-missing" if options else "no-question-there")
    if not stem:
        raise CannotTake("question-empty")
    if len(options) < 2:
        raise CannotTake("too-few-options", count=len(options))
    right = _right(block.answer, options)
    about |= _remarks(under_way, block.remarks)
    return {"q": stem, **_key(options, right), **about}


def _right(answer: str, options: Sequence[str]) -> list[int]:
    """The places of the options that an answer line names, by letter or in full."""
    bare = " ".join(answer.strip("([.)] ").split())
    labelled = re.match(r"([A-Za-z])\s*[.)]\s*\S", answer)
    if labelled:
        bare = labelled[1]
    if _LETTERS.fullmatch(bare):
        places = [ascii_uppercase.index(letter.upper()) for letter in re.findall(r"\b[A-Za-z]\b", bare)]
        if places and max(places) < len(options):
            return sorted(set(places))
    places = [place for place, option in enumerate(options) if alike(option, answer)]
    if not places and _TOGETHER.fullmatch(bare) and ascii_uppercase.index(max(bare)) < len(options):
        return sorted(set(map(ascii_uppercase.index, bare)))
    if len(places) != 1:
        raise CannotTake("answer-not-an-option", text=answer)
    return places


def _key(options: Sequence[str], right: Sequence[int]) -> Question:
    chosen = [options[place] for place in right]
    wrong = [option for place, option in enumerate(options) if place not in right]
    if not wrong:
        raise CannotTake("no-wrong-option", count=len(chosen))
    if len(chosen) > 1:
        return {"all": chosen, "wrong": wrong}
    if {option.lower() for option in options} in ({"true", "false"}, {"benar", "salah"}):
        return {"a": "benar" if KEYS[chosen[0].lower()] else "salah"}
    return {"a": chosen[0], "wrong": list(dict.fromkeys(wrong))}


def _remarks(under_way: Import, remarks: Sequence[tuple[str, str]]) -> Question:
    said: Question = {}
    for name, text in remarks:
        address = _ADDRESS.search(text)
        if name == "LINK" and address:
            said["source"] = {"url": address[0]}
        elif name == "TAG":
            said["tags"] = [tag.strip() for tag in text.split(",") if tag.strip()]
        elif name in ("POINT", "LINK", "REMARK"):
            under_way.warn("remark-lost", text=text)
        elif text:
            said["why"] = f"{said.get('why', '')}\n{text}".strip()
    return said


def _written(item: Item, language: str) -> str:
    stem = one_line(item.question.speak(language))
    if isinstance(item, TrueFalse):
        options, right = list(OPTIONS.get(language, OPTIONS["id"])), 0 if item.is_true else 1
    elif isinstance(item, MultipleChoice):
        texts = [item.right, *item.wrong]
        options = [one_line(text.speak(language)) for text in texts]
        # The right one is not always the first; where it stands depends on the question alone.
        right = int(item.content, 16) % len(options)
        options.insert(right, options.pop(0))
    else:
        raise AssertionError(f"asked to write {item.kind} as Aiken, which formats.export refuses first")
    lines = [f"{letter}. {option}" for letter, option in zip(ascii_uppercase, options, strict=False)]
    return "\n".join([stem, *lines, f"ANSWER: {ascii_uppercase[right]}", ""])
