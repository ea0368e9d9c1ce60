"""Questions pasted as lines: `T: …` and `J: …`, as people write them in a chat."""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from string import ascii_lowercase
from typing import NamedTuple

from bot.bank.forwarded import is_typed, unwrapped
from bot.bank.lettered import TICK, unrolled
from bot.bank.signs import NAMES_OF_THE_QUESTION
from bot.items.options import fold

# The letter or word before the colon, in both languages, and the field it stands for.
_MARKS = {
    "q": "t tanya soal pertanyaan q question",
    "a": "j jawab jawaban kunci a answer",
    "wrong": "s salah pengecoh w wrong",
    "hint": "p petunjuk h hint",
    "why": "k kenapa penjelasan pembahasan why explanation",
}
_FIELD = {word: field for field, words in _MARKS.items() for word in words.split()}
# "T:", "1. Soal:", "*Soal 1:*", "Q2 =".
_LINE = re.compile(
    r"^\s*[*_]*(?:\d{1,3}[.)]\s*)?[*_]*(?P<mark>[A-Za-z]{1,11})(?:\s*(?:no\.?\s*)?\d{1,3})?[*_]*\s*[:=：][*_]*"
    r"\s*(?P<text>.*?)\s*$"
)
_NUMBERED = re.compile(r"^\s*[*_]*\d{1,3}\s*[.)][*_]*\s*(?P<text>\S.*?)[*_]*\s*$")
_OPTION = re.compile(r"^\s*(?:[-•*]\s*)?[*_]*\(?(?P<letter>[A-Ja-j])[.)][*_]*\s*(?P<text>\S.*?)\s*$")
# A line that parts questions, or nothing at all.
_RULE = re.compile(r"[-–—=*_~.\s]*")
# Behind the option that is right.
_TICK = re.compile(rf"[\s*_]*(?:{TICK})[\s*_]*$", re.IGNORECASE)
# Without one of these nothing is answered, which most of what is typed shows at once.
_SIGN = re.compile(rf"[:=\uff1a]|{TICK}", re.IGNORECASE)
_LETTER = re.compile(r"\(?([A-Ja-j])(?:[.)]\s*\S.*|\)?\.?)")
# A dash before a field, or the head of a set: the teacher writes YAML already.
_YAML = re.compile(r"^\s*(?:-\s*\w+\s*:|questions\s*:|soal\s*:\s*$)", re.MULTILINE)
# So does who writes a name and puts what belongs to it below.
_ABOVE = re.compile(r"^\s*[\"']?(?P<name>\w[\w -]{0,40})[\"']?\s*:\s*$", re.MULTILINE)
_YAML_QUESTION = re.compile(rf"^\s*-\s*(?:{NAMES_OF_THE_QUESTION})\s*:")


class _Mark(NamedTuple):
    """A line, or several, that is one field; of an option whether it is ticked."""

    field: str
    text: str
    ticked: bool = False


def is_pasted(text: str) -> bool:
    """Whether a message is questions: a marked question and a marked answer below it, or YAML's `- q:`."""
    if not _SIGN.search(text):
        return False
    text = unwrapped(text)
    return any(_is_answered(marks) for marks in _questions(text)) or bool(_YAML_QUESTION.match(text))


def to_yaml(text: str) -> str:
    """Marked lines as the YAML that a teacher would write; text that is not marked stays as it is."""
    bare = unwrapped(text)
    questions = [] if not is_typed(bare) or _is_yaml(bare) else list(_questions(bare))
    return "".join(_written(marks) for marks in questions) if questions else bare


def _is_yaml(text: str) -> bool:
    names = (found["name"].strip().lower() for found in _ABOVE.finditer(text))
    return _YAML.search(text) is not None or any(_FIELD.get(name.partition(" ")[0]) is None for name in names)


def _questions(text: str) -> Iterator[list[_Mark]]:
    """The marks of each question."""
    marks = _marked(text)
    starts = [place for place, mark in enumerate(marks) if mark.field == "q"]
    for start, end in pairwise([*starts, len(marks)]):
        yield marks[start:end]


def _is_answered(marks: Sequence[_Mark]) -> bool:
    return any(mark.field == "a" or mark.ticked for mark in marks)


def _marked(text: str) -> list[_Mark]:
    """Each marked line as field and value; a line without a mark goes on with the one before."""
    lines = [part for line in text.splitlines() for part in unrolled(line)]
    numbered = _asks_by_number(lines)
    found: list[_Mark] = []
    for line in lines:
        mark = _mark_of(line, found, numbered)
        if mark:
            found.append(mark)
        elif found and not _RULE.fullmatch(line):
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {line.strip()}".strip())
    return found


def _mark_of(line: str, before: Sequence[_Mark], numbered: bool) -> _Mark | None:
    match = _LINE.match(line)
    if match and (field := _FIELD.get(match["mark"].lower())):
        return _Mark(field, match["text"])
    if numbered and (asked := _NUMBERED.match(line)):
        return _Mark("q", asked["text"])
    if (option := _OPTION.match(line)) and _is_next(option["letter"], before):
        return _Mark("option", _TICK.sub("", option["text"]), bool(_TICK.search(option["text"])))
    return None


def _is_next(letter: str, before: Sequence[_Mark]) -> bool:
    """Whether an option follows on the question, or on the option before it in the alphabet."""
    count = next((place for place, mark in enumerate(reversed(before)) if mark.field != "option"), len(before))
    asked = count < len(before) and before[-1 - count].field == "q"
    return asked and letter.lower() == ascii_lowercase[count : count + 1]


def _asks_by_number(lines: Sequence[str]) -> bool:
    """Whether questions have numbers instead of marks. With options and an answer's letter it is Aiken, read there."""
    matches = [match for line in lines if (match := _LINE.match(line))]
    fields = {_FIELD.get(match["mark"].lower()) for match in matches}
    options = [option["text"] for line in lines if (option := _OPTION.match(line))]
    answered = any(map(_TICK.search, options)) or ("a" in fields and not options)
    return answered and "q" not in fields and any(map(_NUMBERED.match, lines))


def _written(marks: Sequence[_Mark]) -> str:
    """One question as YAML."""
    lines = [f"{'- ' if mark.field == 'q' else '  '}{_line(mark)}\n" for mark in _with_key(marks) if mark.text]
    return "".join(lines)


def _line(mark: _Mark) -> str:
    if mark.field in ("wrong", "options"):
        return f"{mark.field}: [{', '.join(_in_quotes(part) for part in re.split(r'[;|]', mark.text) if part.strip())}]"
    return f"{mark.field}: {_in_quotes(mark.text)}"


def _in_quotes(text: str) -> str:
    return json.dumps(text.strip(), ensure_ascii=False)


def _with_key(marks: Sequence[_Mark]) -> list[_Mark]:
    """The marks with what the letter of the answer stands for, and the other options as wrong ones."""
    options = [mark for mark in marks if mark.field == "option"]
    others = [mark for mark in marks if mark.field not in ("option", "a")]
    answers = [mark for mark in marks if mark.field == "a"]
    if not options:
        return list(marks)
    right = _right(options, answers[0].text if answers else "")
    if right is None:
        return [*others, *answers, _Mark("options", _joined(options))]
    wrong = [option for option in options if option is not right]
    return [*others, _Mark("a", right.text), _Mark("wrong", _joined(wrong))]


def _right(options: Sequence[_Mark], answer: str) -> _Mark | None:
    """The option that is ticked, or that the answer names by its letter or in full."""
    ticked = [option for option in options if option.ticked]
    same = [option for option in options if fold(option.text) == fold(answer)]
    letter = _LETTER.fullmatch(answer)
    place = ascii_lowercase.index(letter[1].lower()) if letter else len(options)
    meant = ticked or same or list(options[place : place + 1])
    return meant[0] if len(meant) == 1 else None


def _joined(options: Sequence[_Mark]) -> str:
    return "; ".join(re.sub(r"[;|]", ",", option.text) for option in options)
