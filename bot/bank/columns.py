"""Questions in columns: what each column holds, told by its name, and a row as a question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from bot.bank import weighted
from bot.bank.foreign import CannotTake, Import, Question
from bot.bank.markup import Form
from bot.bank.weighted import Answer, alike
from bot.items.item_types import BY_KIND, NAMES
from bot.items.text import LANGUAGES
from bot.items.true_false import KEYS

# What stands in every table of ours; further columns only where a question needs them.
ALWAYS = ("q", "a", "accept", "wrong", "why", "source", "tags", "level")
# Several values in one cell, and what belongs to one of them.
BETWEEN, WITH = " | ", " => "
WITH_REMARKS = ("reject", "prompt")
MOST_COLUMNS = 80
# A spreadsheet takes what begins so for a formula. An apostrophe before it keeps it a text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_PROTECTED = re.compile(r"'+[=+\-@\t\r]")

# What other programs call their columns, without case, signs and what stands in brackets.
_ELSEWHERE: tuple[tuple[str, str], ...] = (
    (r"(?:question|item|soal|quiz) ?(?:text|title|stem|content|prompt|body)", "q"),
    (r"front|term|prompt|stem|statement|pernyataan|text|teks(?: soal)?|enunciado|pregunta|frage", "q"),
    (r"back|definition|response|respuesta|antwort|meaning|arti|definisi|jawaban benar|right answers?|answer text", "a"),
    (r"(?:answer|option|choice|alternative|opsi|pilihan|jawaban) ?(?:text )?(?:\d{1,2}|[a-j])|[a-j]", "option"),
    (r"(?:respuesta|opci[oó]n|antwort) ?(?:\d{1,2}|[a-j])", "option"),
    (r"true (?:or|/) false|true/false|t/f|benar (?:atau|/) salah|benar/salah", "a"),
    (r"option|choice|alternative|opsi|pilihan", "option"),
    (r"(?:correct )?(?:answer|option|choice)?[ _]?index", "index"),
    (
        r"correct ?alternatives?|correct ?answers?(?: ?number)?|correct|correct ?options?|correct ?choice|answer ?key",
        "correct",
    ),
    (r"key|solution|right|kunci(?: jawaban)?|benar|jawaban", "correct"),
    (r"(?:incorrect|not correct|wrong|distractor|salah|pengecoh)(?: ?answers?| ?options?)? ?\d{0,2}", "wrong"),
    (r"distractors|(?:jawaban|pilihan|opsi) (?:yang )?salah ?\d{0,2}", "wrong"),
    (r"explanations?|answer explanation|feedback|general feedback|comments?|rationale|notes?", "why"),
    (r"penjelasan|pembahasan", "why"),
    (r"categor(?:y|ies)|topics?|subjects?|deck|kategori|topik|tags?|chapter|bab", "tags"),
    (r"image(?: link| url)?|picture|gambar", "image"),
    (r"alternative ?answers?|alternatives|also ?accepted?|synonyms|aliases", "accept"),
    (r"(?:question )?(?:type|kind|jenis)(?: soal)?", "form"),
    (r"time(?: limit)?(?: in)?(?: seconds?| sec)?|durations?|waktu|timer|seconds", "time"),
    (r"(?:question )?(?:no|nr|number|nomor|row)|", "nothing"),
    (r"guid|identifier|code|kode", "id"),
    (r"score|marks?|poin|value", "points"),
    (r"title", "title"),
)
_PATTERNS = tuple((re.compile(pattern), role) for pattern, role in _ELSEWHERE)
_LABEL = re.compile(r"^(?:option|answer|choice|opsi|pilihan|jawaban)[ _]?(?=[A-Ja-j\d]$)", re.IGNORECASE)
_KEYS = ("a", "correct", "option", "all", "order", "pairs", "blanks")
_NOT_HERE = (
    (re.compile(r"essay|open.?ended|esai|uraian|long answer", re.IGNORECASE), "essay"),
    (re.compile(r"survey|poll|word ?cloud|survei", re.IGNORECASE), "survey"),
    (re.compile(r"slide|section|info", re.IGNORECASE), "description"),
)
# Where nothing says what is right, these are asked in ways that are not here.
_ELSEWAYS = re.compile(r"draw|match|label|hotspot|categor|drag|drop|graph|math|video|audio", re.IGNORECASE)
# The mark of the right option where no column names it; two of them are bold letters.
_STARRED = re.compile(r"\s*\*(?!\*)\s*(?=[^*]*$)")
_ORDERED = re.compile(r"re-?order|order(?:ing)?|urut(?:kan|an)?|sequence|ranking|puzzle|jumble", re.IGNORECASE)
# The row below the header in which a template says what belongs into each column.
_TOLD = re.compile(r"(?:text (?:of|for) (?:the )?(?:question|option)|.*\((?:optional|opsional|default))", re.IGNORECASE)
_TYPED = re.compile(r"fill|short|type ?answer|isian|blank", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """What stands in each column; None where nobody can tell, or nothing of use."""

    roles: tuple[str | None, ...]
    counted: bool = False  # right answers are named by their number, whatever they look like
    form: Form = Form.GUESS

    def cells(self, row: Sequence[str], role: str) -> list[str]:
        return [cell for cell, each in zip(row, self.roles, strict=False) if each == role]

    def cell(self, row: Sequence[str], role: str) -> str:
        return next((cell for cell in self.cells(row, role) if cell), "")


def columns_of(header: Sequence[str], form: Form = Form.GUESS) -> Columns | None:
    """The columns under `header`; None if this is no header of questions."""
    names = [name.strip().lower() for name in header[:MOST_COLUMNS]]
    roles = ["option" if name == "a" and "b" in names else _role(name) for name in names]
    if roles.count("q") > 1:  # "Question #" beside "Question text"
        roles = [None if role == "q" and "#" in name else role for role, name in zip(roles, names, strict=True)]
    if "q" not in roles:
        roles = ["q" if role == "title" else role for role in roles]
    if "option" in roles:
        roles = ["correct" if role == "a" else role for role in roles]
    elif "a" not in roles:
        roles = ["a" if role == "correct" else role for role in roles]
    if "q" not in roles or not any(key in roles for key in _KEYS):
        return None
    return Columns(tuple(roles), counted="time" in roles, form=form)


def columns_without_header(rows: Sequence[Sequence[str]], form: Form = Form.GUESS) -> Columns | None:
    """What columns that have no names probably hold; None if nobody can tell."""
    width = max((len(_trimmed(row)) for row in rows), default=0)
    if width == 2:
        return Columns(("q", "a"), form=form)
    full = [row for row in map(_trimmed, rows) if len(row) == width]
    if width < 4 or not full or not all(_is_place(row[-1], len(row) - 2) for row in full):
        return None
    return Columns(("q", *["option"] * (width - 2), "correct"), form=form)


def question_of(under_way: Import, columns: Columns, row: Sequence[str]) -> Question:
    """The question that stands in a row."""
    about = _about(columns, row)
    cells = _Cells(under_way, columns, row, about)
    asked = cells.said("q")
    form = columns.cell(row, "form").strip()
    if not asked:
        raise CannotTake("question-empty")
    for pattern, code in _NOT_HERE:
        if pattern.search(form):
            raise CannotTake(code, text=asked)
    if _ELSEWAYS.search(form) and form.lower() not in BY_KIND and not cells.written("correct"):
        raise CannotTake("kind-unknown", text=asked, kind=form)
    question = {"q": asked, **_key(cells, form), **about}
    if form.lower() in BY_KIND and "type" not in question:
        question["type"] = form.lower()
    return question


def explains(row: Sequence[str]) -> bool:
    """Whether a row only says what belongs into the columns."""
    return sum(1 for cell in row if _TOLD.match(cell.strip())) > 1


def header_of(questions: Iterable[Mapping[str, object]]) -> list[str]:
    """The columns that a table of these questions needs."""
    used = {name for question in questions for name in question}
    others = [name for name in dict.fromkeys(NAMES.values()) if name in used and name not in (*ALWAYS, "id")]
    return [*ALWAYS, *others, "id"]


def row_of(question: Mapping[str, object], header: Sequence[str], language: str) -> list[str]:
    """A question, as `item_to_plain` gives it, in the cells of a row."""
    return [protected(_cell(question.get(name, ""), name, language)) for name in header]


def protected(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unprotected(cell: str) -> str:
    return cell[1:] if _PROTECTED.match(cell) else cell


def split(cell: str, between: str = BETWEEN) -> list[str]:
    """The values of a cell; `\\|` is a stroke that stands in a value."""
    if between != BETWEEN:
        return [part.strip() for part in cell.split(between.strip()) if part.strip()]
    parts = re.split(r"(?<!\\)\|", cell)
    return [part.strip().replace("\\|", "|") for part in parts if part.strip()]


# Reading.


def _role(name: str) -> str | None:
    lowered = " ".join(name[:200].lower().split())
    bare = re.sub(r"\s*(?:\(.*|\[.*|[-–—:]\s.*)$", "", lowered).strip(" #.*?:_-").replace("_", " ").replace("-", " ")
    own = NAMES.get(lowered.replace(" ", "_")) or NAMES.get(bare.replace(" ", "_"))
    if own and own not in ("a", "type", "options", "unit"):
        return own
    role = next((role for pattern, role in _PATTERNS if pattern.fullmatch(bare)), None)
    if lowered == "answer" or own == "options":
        return "a" if own == "a" else "options"
    if lowered == "unit":
        return "unit"
    return ("form" if own == "type" else own) or role


def _trimmed(row: Sequence[str]) -> list[str]:
    kept = list(row)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _is_place(cell: str, count: int) -> bool:
    parts = [part.strip() for part in re.split(r"[,;|&]", cell)]
    return bool(parts) and all(_place(part, count) is not None for part in parts)


def _place(part: str, count: int) -> int | None:
    """The place that a number from 1 or a letter from A names."""
    if part.isascii() and part.isdigit() and 1 <= int(part[:4]) <= count:
        return int(part) - 1
    if len(part) == 1 and part.upper() in ascii_uppercase[:count]:
        return ascii_uppercase.index(part.upper())
    return None


class _Cells:
    """The cells of one row, read as what their column holds."""

    def __init__(self, under_way: Import, columns: Columns, row: Sequence[str], about: Question) -> None:
        self.under_way, self.columns, self.row, self.about = under_way, columns, row, about

    def said(self, role: str) -> str:
        return self.plain(self.columns.cell(self.row, role))

    def plain(self, cell: str) -> str:
        return self.under_way.plain(unprotected(cell.strip()), self.columns.form, self.about)

    def list(self, role: str) -> list[str]:
        return [self.plain(each) for cell in self.columns.cells(self.row, role) for each in split(cell)]

    def written(self, role: str) -> str:
        return unprotected(self.columns.cell(self.row, role).strip())


def _about(columns: Columns, row: Sequence[str]) -> Question:
    """What stands beside the key, as it was written."""
    about: Question = {"id": columns.cell(row, "id").strip()}
    for name in ("why", "level", "alt", "audio", "image", "hint", "points"):
        about[name] = unprotected(columns.cell(row, name).strip())
    for name in ("hints", "tags", "facts"):
        about[name] = [unprotected(each) for cell in columns.cells(row, name) for each in split(cell)]
    if not re.fullmatch(r"[1-5]", str(about["level"])):
        about.pop("level")
    if not re.fullmatch(r"\d{1,3}(?:[.,]\d{1,3})?", str(about["points"])) or not str(about["points"]).strip("0.,"):
        about.pop("points")
    source = unprotected(columns.cell(row, "source").strip())
    places = dict(split(part, WITH)[:2] for part in split(source) if len(split(part, WITH)) == 2)
    about["source"] = places if places and set(places) <= {"text", "article", "url", "page"} else source
    return {name: value for name, value in about.items() if value}


def _key(cells: _Cells, form: str) -> Question:
    for name in ("all", "order", "pairs", "blanks"):
        if cells.written(name):
            return _own_key(cells, name)
    raw = cells.columns.cells(cells.row, "option")
    starred = [place for place, cell in enumerate(raw) if _STARRED.match(cell)]
    if starred and not cells.written("correct"):
        options = [cells.plain(_STARRED.sub("", cell)) for cell in raw]
        return _chosen(cells, options, starred)
    options = [cells.plain(cell) for cell in raw] or _in_one_cell(cells)
    if not any(options):
        return _without_options(cells)
    if _ORDERED.fullmatch(form) and not cells.written("correct"):
        return {"order": [option for option in options if option]}
    if _TYPED.search(form) and not cells.written("correct"):
        return _typed_key(cells, [option for option in options if option])
    return _with_options(cells, options)


def _in_one_cell(cells: _Cells) -> list[str]:
    """Options that stand in one cell, parted by strokes as we write them, else by lines or semicolons."""
    options = cells.list("options")
    parts = re.split(r"\s*[\n;]\s*", options[0]) if len(options) == 1 else []
    return [part for part in parts if part] if len(parts) > 1 else options


def _own_key(cells: _Cells, name: str) -> Question:
    """A key that only our own tables write."""
    question: Question = {name: cells.list(name)}
    parts = [split(part, WITH) for part in split(cells.written(name))]
    if name == "blanks":
        question[name] = [part if len(part) > 1 else part[0] for part in parts if part]
    elif name == "pairs":
        if any(len(part) != 2 for part in parts):
            raise CannotTake("pair-broken", text=cells.written(name))
        question[name] = [{"left": left, "right": right} for left, right in parts]
    elif name == "all" and cells.written("accept"):
        also = [split(part, WITH) for part in split(cells.written("accept"))]
        question["accept"] = {part[0]: part[1:] for part in also if len(part) > 1}
    question |= {each: cells.written(each) for each in ("need", "typos") if cells.written(each)}
    return {**question, "wrong": cells.list("wrong")}


def _without_options(cells: _Cells) -> Question:
    right, wrong = cells.said("a") or cells.said("correct"), cells.list("wrong")
    if not right:
        raise CannotTake("answer-cell-empty")
    own = {name: cells.written(name) for name in ("tolerance", "unit", "precision", "typos") if cells.written(name)}
    remarks = {name: _remarks(cells, name) for name in WITH_REMARKS}
    question: Question = {
        "a": right,
        "accept": cells.list("accept"),
        "wrong": list(dict.fromkeys(wrong)),
        **remarks,
        **own,
    }
    if cells.written("form").lower() in BY_KIND:
        return {**question, "type": cells.written("form").lower()}
    if wrong or own or right.lower() in KEYS:
        return question
    asked = {"q": cells.said("q"), **{name: value for name, value in question.items() if value}}
    return {**question, "type": weighted.inferred(asked).get("type")}


def _remarks(cells: _Cells, role: str) -> dict[str, str] | list[str]:
    parts = [split(part, WITH) for part in split(cells.written(role))]
    said = {part[0]: part[1] if len(part) > 1 else "" for part in parts if part}
    return said if any(said.values()) else list(said)


def _typed_key(cells: _Cells, answers: Sequence[str]) -> Question:
    key = weighted.written(cells.under_way, [Answer(answer) for answer in answers])
    return {**key, "type": weighted.inferred({"q": cells.said("q"), **key}).get("type")}


def _with_options(cells: _Cells, options: Sequence[str]) -> Question:
    if cells.written("index"):  # it may be counted from nought or from one
        raise CannotTake("index-ambiguous", text=cells.written("index"))
    correct = cells.written("correct") or cells.written("a")
    if not correct:
        raise CannotTake("answer-cell-empty")
    return _chosen(cells, options, _right(correct, options, cells.columns.counted))


def _chosen(cells: _Cells, options: Sequence[str], right: Sequence[int]) -> Question:
    shown = [option for option in options if option]
    if {option.lower() for option in shown} in ({"true", "false"}, {"benar", "salah"}) and len(right) == 1:
        return {"a": "benar" if KEYS[options[right[0]].lower()] else "salah"}
    chosen = list(dict.fromkeys(options[place] for place in right))
    wrong = [option for option in dict.fromkeys(shown) if option not in chosen]
    wrong += [option for option in cells.list("wrong") if option not in (*chosen, *wrong)]
    if not wrong:
        # Kahoot's "type answer": every option is a spelling of what is right.
        return _typed_key(cells, chosen)
    return {"all": chosen, "wrong": wrong} if len(chosen) > 1 else {"a": chosen[0], "wrong": wrong}


def _right(correct: str, options: Sequence[str], counted: bool) -> list[int]:
    """The places of the right options, named by number, by letter, or in full."""
    whole = [place for place, option in enumerate(options) if option and alike(option, correct)]
    parts = [part.strip() for part in re.split(r"[,;|&]", correct) if part.strip()]
    parts = [_LABEL.sub("", part) or part for part in parts]
    numbered = [_place(re.sub(r"^(\d+)\.0$", r"\1", part), len(options)) for part in parts]
    places = sorted({place for place in numbered if place is not None and options[place]})
    named = bool(places) and len(places) == len(set(parts))
    if named and not counted and len(whole) == 1 and places != whole:
        raise CannotTake("correct-ambiguous", text=correct)
    if named and (counted or not whole):
        return places
    if len(whole) == 1:
        return whole
    listed = [place for part in parts for place, option in enumerate(options) if option and alike(option, part)]
    if len(listed) == len(parts) and len(set(listed)) == len(listed):
        return sorted(listed)
    raise CannotTake("answer-not-an-option", text=correct)


# Writing.


def _cell(value: object, name: str, language: str) -> str:
    if isinstance(value, Mapping) and value and set(value) <= set(LANGUAGES):
        return _cell(value.get(language) or next(iter(value.values())), name, language)
    if isinstance(value, Mapping):
        return BETWEEN.join(_joined([each, value[each]], language) for each in value)
    if isinstance(value, list):
        return BETWEEN.join(_value(each, language) for each in value)
    return str(value)


def _value(value: object, language: str) -> str:
    if isinstance(value, Mapping) and set(value) == {"left", "right"}:
        return _joined([value["left"], value["right"]], language)
    return _joined(value, language) if isinstance(value, list) else _escaped(value, language)


def _joined(values: Iterable[object], language: str) -> str:
    flat = [part for value in values for part in (value if isinstance(value, list) else [value])]
    return WITH.join(text for part in flat if (text := _escaped(part, language)))


def _escaped(value: object, language: str) -> str:
    return _cell(value, "", language).replace("|", "\\|")
