"""Anki: its text files with their headers, and its packages, in which a question always keeps its card."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from random import Random
from typing import Any

from bot.bank.archives import unpacked
from bot.bank.columns import Columns, columns_of, question_of, row_of
from bot.bank.foreign import CannotTake, Import, Question, started
from bot.bank.limits import FILES, Limits
from bot.bank.markup import Form
from bot.bank.plain_form import item_to_plain
from bot.bank.question_set import QuestionSet
from bot.bank.reading import Reading
from bot.bank.weighted import inferred
from bot.grading.lexicon import Lexicon
from bot.items.date import Date
from bot.items.item import Item
from bot.items.nodes import Place

KINDS = ("text", "number", "date", "truefalse")
KINDS_IN_PACKAGE = ("text", "number", "date", "truefalse", "choice", "multi", "list", "order", "match", "cloze")

_HEADER = re.compile(r"#([a-z ]{1,30}):(.*)")
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_CLOZE = re.compile(r"\{\{c(\d{1,3})::((?:(?!\}\}|::).){0,2000})(?:::((?:(?!\}\}).){0,500}))?\}\}", re.DOTALL)
_SOUND = re.compile(r"\[sound:[^\]\n]{0,300}\]|\[anki:play:[^\]\n]{0,100}\]")
_LATEX = re.compile(r"\[/?(?:latex|\$\$?)\]")
# How a back of ours looks: the answer, what else is right, and after an empty line why.
_ALSO = " · "
_BACK = re.compile(r"([^\n]+)(?:\n= ([^\n]+))?(?:\n\n(.+))?", re.DOTALL)

# Anki knows a note type and a deck by these numbers; with others, a second import would double every card.
MODEL_ID, DECK_ID = 1_748_200_611, 1_748_200_612
_COLUMNS = (
    *(
        "q",
        "a",
        "accept",
        "wrong",
        "all",
        "need",
        "order",
        "pairs",
        "blanks",
        "reject",
        "prompt",
        "why",
        "source",
        "hints",
    ),
    *(
        "level",
        "points",
        "type",
        "tolerance",
        "unit",
        "precision",
        "typos",
        "image",
        "alt",
        "audio",
        "facts",
        "tags",
        "id",
    ),
)
_FRONT, _BACK_FIELD = "Card front", "Card back"
# What a collection may unfold to, in files as large as one may be.
_UNPACKED = 5
# Steps of SQLite, by the hundred thousand: enough for any collection within the limits, and the end of a query without.
_MOST_STEPS = 300
# No note is longer.
_LONGEST_ROW = 200_000


@dataclass(frozen=True)
class _Note:
    fields: list[str]
    names: list[str]
    tags: list[str]
    guid: str = ""


def read(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in a text file exported from Anki. Whatever stands in it, a Reading comes back."""
    under_way, text = started(data, set_id, lexicon, limits)
    headers, first, body = _headers(text)
    title = headers.get("deck", "").split("::")[-1].strip()
    form = Form.HTML if headers.get("html", "").lower() == "true" else Form.GUESS
    reader = _Rows(headers, _separator(headers, body))
    for line, note in reader.notes(under_way, body, first):
        if under_way.is_full:
            break
        under_way.question(line, _taking(under_way, note, form))
    return under_way.reading(title=title)


def read_package(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in an .apkg file. Only its notes are looked at; pictures and sounds stay where they are."""
    under_way = Import(set_id, lexicon, limits)
    collection = _collection(under_way, data)
    try:
        notes = list(_notes(collection, limits.questions + 1)) if collection else []
    except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        under_way.notebook.note("not-anki", Place())
        return under_way.reading()
    for number, note in enumerate(notes, 1):
        under_way.question(number, _taking(under_way, note, Form.HTML))
    return under_way.reading()


def write(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    """A text file that Anki imports into the notes of its own kind Basic."""
    language = question_set.language
    deck = " ".join(question_set.title.speak(language).split())
    heads = ["#separator:tab", "#html:true", "#notetype:Basic", f"#deck:{deck}", "#columns:guid\tFront\tBack\tTags"]
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter="\t", lineterminator="\n")
    for item in items:
        slug = item.id.partition("/")[2]
        rows.writerow([slug, _html(item.question.speak(language)), _html(_back(item, language)), _tags(item)])
    return "\n".join([*heads, "#guid column:1", "#tags column:4", file.getvalue()]).encode()


def write_package(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    """A package with its own kind of note, which also holds the question as a table of ours would."""
    import genanki  # noqa: PLC0415 - an extra

    language = question_set.language
    names = [{"name": name} for name in (_FRONT, _BACK_FIELD, *_COLUMNS)]
    faces = {"qfmt": f"{{{{{_FRONT}}}}}", "afmt": f"{{{{FrontSide}}}}<hr id=answer>{{{{{_BACK_FIELD}}}}}"}
    model = genanki.Model(MODEL_ID, "Tumen", fields=names, templates=[{"name": "Card", **faces}])
    deck = genanki.Deck(DECK_ID, question_set.title.speak(language))
    for item in items:
        cells = row_of(item_to_plain(item, language), _COLUMNS, language)
        fields = [_html(_front(item, language)), _html(_back(item, language)), *map(_html, cells)]
        tags = [tag.replace(" ", "_") for tag in item.about.tags]
        deck.add_note(genanki.Note(model, fields, guid=genanki.guid_for(item.id), tags=tags))
    file = io.BytesIO()
    genanki.Package(deck).write_to_file(file, timestamp=0.0)
    return file.getvalue()


# Reading: text.


def _headers(text: str) -> tuple[dict[str, str], int, str]:
    """What the file says of itself, the line after that, and the rest."""
    headers: dict[str, str] = {}
    lines = text.split("\n")
    first = 0
    while first < len(lines) and lines[first].startswith("#"):
        found = _HEADER.match(lines[first])
        if found:
            headers[found[1].strip().lower()] = found[2].strip("\r\n") if found[1] == "columns" else found[2].strip()
        first += 1
    return headers, first + 1, "\n".join(lines[first:])


def _separator(headers: dict[str, str], body: str) -> str:
    said = headers.get("separator", "")
    if said:
        return _SEPARATORS.get(said.lower(), said[0])
    start = body[:20_000]
    return max("\t;,|", key=lambda sign: (start.count(sign) > 0) * (sign == "\t") * 10 + min(start.count(sign), 1))


class _Rows:
    def __init__(self, headers: dict[str, str], separator: str) -> None:
        self.headers, self.separator = headers, separator
        self.tags = headers.get("tags", "").split()
        columns = headers.get("columns", "")
        self.names = (
            [name.strip() for name in columns.split(separator if separator in columns else "\t")] if columns else []
        )
        self.apart = {name: self._column(name) for name in ("tags", "guid", "deck", "notetype")}

    def notes(self, under_way: Import, body: str, first: int) -> Iterator[tuple[int, _Note]]:
        line = first
        if max(map(len, body.split("\n"))) > _LONGEST_ROW:
            under_way.leave(line, "row-unreadable")
            return
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=self.separator)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                under_way.leave(line, "row-unreadable")
                return
            if any(cell.strip() for cell in row):
                yield line, self._note(row)
            line = first + reader.line_num

    def _note(self, row: list[str]) -> _Note:
        taken = {place for place in self.apart.values() if place is not None}
        fields = [cell for place, cell in enumerate(row) if place not in taken]
        names = [name for place, name in enumerate(self.names) if place not in taken]
        return _Note(fields, names, [*self.tags, *self._cell(row, "tags").split()], self._cell(row, "guid"))

    def _column(self, name: str) -> int | None:
        said = self.headers.get(f"{name} column", "")
        return int(said) - 1 if said.isascii() and said.isdigit() and int(said[:4]) > 0 else None

    def _cell(self, row: list[str], name: str) -> str:
        place = self.apart[name]
        return row[place] if place is not None and place < len(row) else ""


def _taking(under_way: Import, note: _Note, form: Form) -> Callable[[], Question]:
    return lambda: _question(under_way, note, form)


def _question(under_way: Import, note: _Note, form: Form) -> Question:
    columns = columns_of(note.names, form) if note.names else None
    if _FRONT in note.names and columns:
        return question_of(under_way, Columns(columns.roles, columns.counted, Form.PLAIN), _shown(note.fields))
    about: Question = {"id": note.guid if re.fullmatch(r"[a-z0-9][a-z0-9._-]*", note.guid) else "", "tags": note.tags}
    fields = [_without_sound(under_way, field) for field in note.fields]
    cloze = next((field for field in fields if _CLOZE.search(field)), None)
    if cloze is not None:
        return {**about, **_cloze(under_way, cloze, form, about)}
    front, back = _sides(columns, fields)
    asked = under_way.plain(front, form, about)
    answer = under_way.plain(back, form, about)
    if not asked:
        raise CannotTake("picture-only" if front.strip() else "question-empty")
    if not answer:
        raise CannotTake("answer-cell-empty")
    extra = [text for field in fields if field not in (front, back) and (text := under_way.plain(field, form))]
    return {"q": asked, **about, **_key(asked, answer, extra)}


def _shown(fields: Sequence[str]) -> list[str]:
    """The cells of a package of ours, which stand in HTML though they are plain text."""
    return [unescape(field.replace("<br>", "\n")) for field in fields]


def _sides(columns: Columns | None, fields: Sequence[str]) -> tuple[str, str]:
    if columns:
        return columns.cell(fields, "q"), columns.cell(fields, "a")
    return (fields[0] if fields else ""), (fields[1] if len(fields) > 1 else "")


def _key(asked: str, back: str, extra: Sequence[str]) -> Question:
    """The first line is the answer if an empty line parts it from the rest; what else is right stands after `=`."""
    ours = _BACK.fullmatch(back)
    answer, also, why = (ours[1], ours[2] or "", ours[3] or "") if ours else (back, "", "")
    accept = [text.strip() for text in also.split(_ALSO) if text.strip()]
    if answer.strip().lower() in ("benar", "salah", "true", "false"):
        return {"a": answer.strip().lower(), "why": why}
    key = {"a": answer.strip(), "accept": accept}
    reason = "\n".join(dict.fromkeys(text for text in (why, *extra) if text))
    return {**key, "why": reason, "type": inferred({"q": asked, **key}).get("type")}


def _without_sound(under_way: Import, field: str) -> str:
    if _SOUND.search(field):
        under_way.warn("media-lost")
    if _LATEX.search(field):
        under_way.warn("formula")
    return _LATEX.sub("", _SOUND.sub("", field))


def _cloze(under_way: Import, field: str, form: Form, about: Question) -> Question:
    """{{c1::Tumen::sungai}}: every cloze of the note is a blank, what is said of it a hint."""
    keys = [under_way.plain(found[2], form) for found in _CLOZE.finditer(field)]
    hints = [under_way.plain(found[3], form) for found in _CLOZE.finditer(field) if found[3]]
    if not all(keys):
        raise CannotTake("no-right-answer")
    stem = under_way.plain(_CLOZE.sub("\ue00a", field), form, about)
    return {
        "q": re.sub(r"_{3,}", "…", stem).replace("\ue00a", "___"),
        "blanks": keys,
        "hints": list(dict.fromkeys(hints)),
    }


# Reading: packages.


def _collection(under_way: Import, data: bytes) -> bytes:
    """The database in a package; empty if it cannot be read, and why is noted."""
    return unpacked(data, under_way, "not-anki", lambda archive: _database(under_way, archive)) or b""


def _database(under_way: Import, archive: zipfile.ZipFile) -> bytes:
    names = {part.filename: part for part in archive.infolist()[:20_000]}
    part = names.get("collection.anki21") or names.get("collection.anki2")
    most = _UNPACKED * under_way.limits.bytes
    if "collection.anki21b" in names:
        under_way.notebook.note("anki-too-new", Place())
    elif part is None:
        under_way.notebook.note("not-anki", Place())
    elif part.file_size > most:
        under_way.notebook.note("too-large", Place(), size=f"{part.file_size / 1e6:.0f}", limit=f"{most / 1e6:.0f}")
    else:
        with archive.open(part) as file:
            return file.read(most)
    return b""


def _notes(collection: bytes, most: int) -> Iterator[_Note]:
    # A database that was written with a log beside it says so here, and would be refused in memory.
    collection = collection[:18] + b"\x01\x01" + collection[20:]
    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(collection)
        base.execute("PRAGMA trusted_schema = OFF")
        steps = iter(range(_MOST_STEPS))
        base.set_progress_handler(lambda: int(next(steps, None) is None), 100_000)
        models = _models(base)
        kinds = base.execute("SELECT type FROM sqlite_master WHERE name = 'notes'").fetchone()
        if kinds != ("table",):
            raise ValueError("notes")
        rows = base.execute("SELECT guid, mid, tags, flds FROM notes ORDER BY id LIMIT ?", (most,))
        seen: set[str] = set()  # Anki knows a note by its guid: the same again is the same note
        for guid, model, tags, fields in rows:
            if str(guid) in seen:
                continue
            seen.update([str(guid)] if guid else [])
            yield _Note(str(fields).split("\x1f"), models.get(str(model), []), str(tags).split(), str(guid))
    finally:
        base.close()


def _models(base: sqlite3.Connection) -> dict[str, list[str]]:
    """The names of the fields of each kind of note."""
    row = base.execute("SELECT models FROM col LIMIT 1").fetchone()
    models: dict[str, Any] = json.loads(str(row[0])) if row and row[0] else {}
    return {str(number): [str(field["name"]) for field in model["flds"]] for number, model in models.items()}


# Writing.


def _front(item: Item, language: str) -> str:
    """The question, with its options in an order that stays."""
    shown = item.prompt(language, Random(item.id))  # noqa: S311 - the order of options, no secret
    options = [f"• {option}" for option in shown.options]
    partners = [f"→ {partner}" for partner in shown.partners]
    return "\n".join([shown.text, *options, *partners])


def _back(item: Item, language: str) -> str:
    # A date is shown as one says it; here it has to come back as it was written.
    answer = item.key.speak(language) if isinstance(item, Date) else item.answer(language)
    also = [text for text in dict.fromkeys(item.answers()) if text != answer] if item.kind in KINDS else []
    why = item.about.why.speak(language) if item.about.why else ""
    return answer + (f"\n= {_ALSO.join(also)}" if also else "") + (f"\n\n{why}" if why else "")


def _html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _tags(item: Item) -> str:
    return " ".join(tag.replace(" ", "_") for tag in item.about.tags)
