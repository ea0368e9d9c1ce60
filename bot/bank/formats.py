"""All formats that question sets are moved from and to: add yours here."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.bank import (
    aiken_format,
    anki_format,
    blackboard_format,
    foreign_yaml,
    gift_format,
    ims_format,
    moodle_format,
    qti_format,
    table_format,
    text2qti_format,
    yaml_format,
)
from bot.bank.decoding import encoding_of
from bot.bank.foreign import CannotTake
from bot.bank.limits import FILES, Limits
from bot.bank.plain_form import item_to_plain
from bot.bank.question_set import QuestionSet
from bot.bank.reading import Reading, Writing
from bot.grading.lexicon import Lexicon
from bot.items.findings import LONGEST_QUOTE, Notebook, Severity
from bot.items.item import Item
from bot.items.item_types import BY_KIND
from bot.items.nodes import Place


def _read_yaml(data: bytes, set_id: str, lexicon: Lexicon | None, limits: Limits) -> Reading:
    """Our own YAML, or that of another program: as which more of it can be taken."""
    own = yaml_format.read(data, set_id, lexicon, limits)
    if own.question_set and not any(finding.severity is Severity.ERROR for finding in own.findings):
        return own
    other = foreign_yaml.read(data, set_id, lexicon, limits)
    return other if _taken(other) > _taken(own) or (not _taken(own) and other.written) else own


def _write_yaml(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    return yaml_format.write(replace(question_set, items=tuple(items))).encode()


def _taken(reading: Reading) -> int:
    return len(reading.question_set.items) if reading.question_set else 0


# What only files of a format have.
_ANKI = r"\A#(?:separator|html|notetype|deck|columns|tags)\b[^\n]*:"
_AIKEN = (
    r"(?mi)^[ \t]*[*(\[]?[B-J][ \t]?[.):\]].*\n(?:.*\n){0,6}?"
    r"[ \t]*(?:ANSWERS?(?: KEYS?)?|CORRECT ANSWERS?|JAWABAN|KUNCI(?: JAWABAN)?)[ \t]*"
    r"(?:[:=]|\n\s*1[ \t]*[.):=-]?[ \t]*[A-J]\b)"
    r"|[ \t]b[.)].{1,300}[ \t]c[.)].*\n(?:[ \t]*\n)?[ \t]*(?:ANSWER|JAWABAN|KUNCI(?: JAWABAN)?)[ \t]*[:=]"
    r"|^[ \t]*[A-J][.)].*\n(?:[ \t]*\*[B-J]\.[ \t]|[ \t]*[B-J][.)].*[ \t]\*[ \t]*$)"
    r"|^[ \t]*\*A\..*\n[ \t]*B\.[ \t]|^[ \t]*A[.)].*[ \t]\*[ \t]*\n[ \t]*B[.)]"
)
_TEXT2QTI = r"(?mi)^(?:quiz title:|\*[a-z]\)\s|\[\*\]\s|_{4,}[ \t]*$|\^{4,}[ \t]*$|=[ \t]+[\d\[+-]|\*[ \t]+\S)"
_IMS = r"<(?:\w+:)?(?:questestinterop|assessmentItem|qti-assessment-item|problem)[\s>]"
_BLACKBOARD = r"\A(?:MC|MA|TF|FIB|FIB_PLUS|ESS|ORD|MAT|NUM|SR|FIL|OP|MULTIPLE_CHOICE)\t[^\t\n]"
# Lines with one tab each, and nothing else: a term and what it means, as Quizlet copies them.
_CARDS = r"\A(?:[^\t\n]+\t[^\t\n]+\n){1,3}(?:[^\t\n]+\t[^\t\n]+)?(?:\n|\Z)"
_GIFT = r"(?m)^[ \t]*::|^\$CATEGORY|\{[^{}=~#]{0,300}[=~#][^{}]{0,600}\}|\{[ \t]{0,9}(?:TRUE|FALSE|T|F)?[ \t]{0,9}\}"

Read = Callable[[bytes, str, Lexicon | None, Limits], Reading]
Write = Callable[[QuestionSet, Sequence[Item]], bytes]


@dataclass(frozen=True)
class Format:
    """A way to write questions; without `read` it is written only, and without `write` read only."""

    name: str
    suffixes: tuple[str, ...]  # the first is what a new file is called
    read: Read | None = None
    write: Write | None = None
    kinds: tuple[str, ...] = ()  # the kinds of question that it has words for
    keeps: tuple[str, ...] = ()  # without `read`: the fields that it keeps; else reading back tells
    sign: str = ""  # what only files of this format have, for a suffix that says nothing


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        # Where several share a suffix, the first whose sign is there; so the surest signs stand first.
        Format("anki", (".txt", ".tsv", ".csv"), anki_format.read, anki_format.write, anki_format.KINDS, sign=_ANKI),
        Format("blackboard", (".txt",), blackboard_format.read, sign=_BLACKBOARD),
        Format("aiken", (".txt", ".aiken"), aiken_format.read, aiken_format.write, aiken_format.KINDS, sign=_AIKEN),
        Format(
            "text2qti", (".txt",), text2qti_format.read, text2qti_format.write, text2qti_format.KINDS, sign=_TEXT2QTI
        ),
        Format("gift", (".gift", ".txt"), gift_format.read, gift_format.write, gift_format.KINDS, sign=_GIFT),
        Format("moodle", (".xml",), moodle_format.read, moodle_format.write, moodle_format.KINDS, sign=r"<quiz[\s>]"),
        Format("ims", (".xml", ".zip", ".qti"), ims_format.read, sign=_IMS),
        Format("csv", (".csv", ".tsv"), table_format.read, table_format.write, table_format.KINDS),
        Format("xlsx", (".xlsx", ".xlsm"), table_format.read_xlsx, table_format.write_xlsx, table_format.KINDS),
        Format("apkg", (".apkg",), anki_format.read_package, anki_format.write_package, anki_format.KINDS_IN_PACKAGE),
        Format("yaml", (".yaml", ".yml", ".json", ".jsonl"), _read_yaml, _write_yaml, tuple(BY_KIND)),
        Format("toml", (".toml",), foreign_yaml.read_toml),
        Format("canvas", (".zip",), None, text2qti_format.write_canvas, text2qti_format.KINDS, text2qti_format.KEEPS),
        Format("qti", (".zip",), None, qti_format.write, qti_format.KINDS, qti_format.KEEPS),
    )
}


def format_of(name: str, data: bytes) -> Format | None:
    """The format of a file: by its suffix, and where several share it, or none has it, by what stands in it."""
    readable = [each for each in FORMATS.values() if each.read]
    by_suffix = [each for each in readable if name.lower().endswith(each.suffixes)]
    text = data[:200_000].decode(encoding_of(data), "replace").replace("\r\n", "\n").removeprefix("\ufeff")
    signed = (each for each in by_suffix or readable if each.sign and re.search(each.sign, text))
    unsigned = (each for each in by_suffix if not each.sign or len(by_suffix) == 1)
    cards = FORMATS["csv"] if re.match(_CARDS, text) and not name.lower().endswith((".yaml", ".yml")) else None
    other = FORMATS["moodle"] if name.lower().endswith(".xml") else cards
    return next(signed, None) or next(unsigned, None) or other


def export(question_set: QuestionSet, to: Format) -> Writing:
    """The set in another format; what it has no words for is found by reading back what was written."""
    if to.write is None:
        return Writing(b"")
    notebook = Notebook()
    items = []
    for number, item in enumerate(question_set.items, 1):
        if item.kind not in to.kinds:
            _note(notebook, number, item, "kind-not-in-format", Severity.ERROR, kind=item.kind)
        elif (code := _refused(to.write, question_set, item)) is not None:
            _note(notebook, number, item, code, Severity.ERROR)
        else:
            items.append((number, item))
    written = [item for _, item in items]
    data = to.write(question_set, written)
    if to.read:
        again = to.read(data, question_set.id, None, FILES).question_set
        _note_losses(notebook, items, again, question_set.language)
    else:
        _note_unkept(notebook, items, to.keeps, question_set.language)
    return Writing(data, tuple(sorted(notebook.findings, key=lambda finding: finding.line)))


def _refused(write: Write, question_set: QuestionSet, item: Item) -> str | None:
    try:
        write(question_set, [item])
    except CannotTake as reason:
        return reason.code
    return None


def _note_losses(
    notebook: Notebook, items: Sequence[tuple[int, Item]], again: QuestionSet | None, language: str
) -> None:
    """Say of each question which of its fields came back otherwise."""
    read = list(again.items) if again else []
    by_slug = {item.id.partition("/")[2]: item for item in read}
    for place, (number, item) in enumerate(items):
        same = read[place] if len(read) == len(items) else by_slug.get(item.id.partition("/")[2])
        if same is None:
            _note(notebook, number, item, "lost-in-format", Severity.ERROR)
            continue
        here, there = item_to_plain(item, language), item_to_plain(same, again.language if again else language)
        lost = [name for name in here if name != "id" and here[name] != there.get(name)]
        if lost:
            _note(notebook, number, item, "fields-lost", Severity.WARNING, fields=", ".join(lost))


def _note_unkept(notebook: Notebook, items: Sequence[tuple[int, Item]], keeps: Sequence[str], language: str) -> None:
    for number, item in items:
        lost = [name for name in item_to_plain(item, language) if name not in ("id", "type", *keeps)]
        if lost:
            _note(notebook, number, item, "fields-lost", Severity.WARNING, fields=", ".join(lost))


def _note(notebook: Notebook, number: int, item: Item, code: str, severity: Severity, **values: object) -> None:
    notebook.question = number
    question = item.question.speak("")[:LONGEST_QUOTE]
    notebook.note(code, Place(number), severity, (), question=question, **values)
