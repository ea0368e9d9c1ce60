"""Tables of questions: CSV in any dialect, and Excel's XLSX; the templates of Kahoot, Quizizz and others among them."""

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from bot.bank.archives import unpacked
from bot.bank.columns import (
    MOST_COLUMNS,
    Columns,
    columns_of,
    columns_without_header,
    explains,
    header_of,
    question_of,
    row_of,
)
from bot.bank.foreign import Import, started
from bot.bank.limits import FILES, Limits
from bot.bank.plain_form import item_to_plain
from bot.bank.question_set import QuestionSet
from bot.bank.reading import Reading
from bot.grading.lexicon import Lexicon
from bot.items.findings import Severity
from bot.items.item import Item
from bot.items.nodes import Place

KINDS = ("text", "number", "date", "truefalse", "choice", "multi", "list", "order", "match", "cloze")

# Templates begin with some rows of instructions.
_HEADER_WITHIN = 30
# What a workbook may unfold to, in files as large as one may be: its sheets together, each other part, and everything.
# More is a bomb, or no table of questions.
_SHEETS, _PART, _WHOLE = 2, 1, 8
# Tags for each question: four for a cell and four for its text, in a dozen columns. Each costs some microseconds.
_TAGS = 100
_MOST_PARTS = 2_000
# Text folds to a tenth. What folds to less than a hundredth says the same over and over.
_FOLDS, _LARGE = 100, 1_000_000
# No row of a table is longer.
_LONGEST_ROW = 200_000
_DELIMITERS = ",;\t|"

Row = tuple[int, list[str]]  # the line it begins at, and its cells


def read(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in a CSV file. Whatever stands in it, a Reading comes back."""
    under_way, text = started(data, set_id, lexicon, limits)
    return _reading(under_way, list(_rows(under_way, text)))


def read_xlsx(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in the first sheet of a workbook that holds questions."""
    under_way = Import(set_id, lexicon, limits)
    if not _is_workbook(under_way, data):
        return under_way.reading()
    try:
        sheets = _sheets(data, limits)
    except MemoryError:  # it is the reader that is at its limits, not the workbook that is broken
        raise
    except Exception:  # a broken workbook breaks its reader in ways that nobody has listed
        under_way.notebook.note("not-a-workbook", Place())
        return under_way.reading()
    return _reading(under_way, next((rows for rows in sheets if _header(rows)), max(sheets, key=len, default=[])))


def write(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    """CSV as Excel opens it by a double click: with its mark at the start, and without formulas."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(_table(question_set, items))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def write_xlsx(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and seldom needed

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Soal")
    for row in _table(question_set, items):
        sheet.append([_without_controls(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# Reading.


def _rows(under_way: Import, text: str) -> Iterator[Row]:
    text = text.removeprefix("sep=;\n").removeprefix("sep=,\n")
    line = 1
    if max(map(len, text.split("\n"))) > _LONGEST_ROW:
        under_way.leave(line, "row-unreadable")
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            under_way.leave(line, "row-unreadable")
            return
        yield line, row[:MOST_COLUMNS]
        line = reader.line_num + 1


def _delimiter(text: str) -> str:
    """What parts the cells: the sign that most lines have equally often."""
    lines = [line for line in text.split("\n")[:50] if line.strip()]

    def regular(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        most = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(most) if most else 0, most)

    header = lines[0] if lines else ""
    present = [sign for sign in _DELIMITERS if sign in header] or list(_DELIMITERS)
    named = [sign for sign in present if columns_of(_first_row(header, sign))]
    return max(named or present, key=regular)


def _first_row(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return []


def _reading(under_way: Import, rows: Sequence[Row]) -> Reading:
    found = _header(rows)
    columns, body = found if found else _without_header(under_way, rows)
    body = body[1:] if found and body and explains(body[0][1]) else body
    for line, row in body if columns else ():
        if under_way.is_full:
            break
        if columns and any(cell.strip() for cell in row) and not _is_only_number(columns, row):
            under_way.question(line, _asker(under_way, columns, row))
    return under_way.reading()


def _asker(under_way: Import, columns: Columns, row: list[str]) -> Callable[[], dict[str, object]]:
    return lambda: question_of(under_way, columns, row)


def _header(rows: Sequence[Row]) -> tuple[Columns, Sequence[Row]] | None:
    """The columns, and the rows below their names."""
    for place, (_, row) in enumerate(rows[:_HEADER_WITHIN]):
        columns = columns_of(row)
        if columns:
            return columns, rows[place + 1 :]
    return None


def _without_header(under_way: Import, rows: Sequence[Row]) -> tuple[Columns | None, Sequence[Row]]:
    full = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    columns = columns_without_header([row for _, row in full])
    if full and columns:
        under_way.notebook.note(
            "no-header", Place(full[0][0]), Severity.MENDED, columns=", ".join(map(str, columns.roles))
        )
    elif full:
        under_way.leave(full[0][0], "columns-unknown", text=", ".join(filter(None, full[0][1])))
    return columns, full


def _is_only_number(columns: Columns, row: Sequence[str]) -> bool:
    """Whether a template's row was numbered and left empty, but for a time perhaps."""
    told = [
        cell for cell, role in zip(row, columns.roles, strict=False) if role not in (None, "nothing", "time", "form")
    ]
    return not any(cell.strip() for cell in told)


def _is_workbook(under_way: Import, data: bytes) -> bool:
    unpacked(data, under_way, "not-a-workbook", lambda archive: _look_into(under_way, archive))
    return not under_way.notebook.errors


def _look_into(under_way: Import, archive: zipfile.ZipFile) -> None:
    """Note what makes a workbook larger than is read."""
    limits = under_way.limits
    if size := _too_large(archive.infolist(), limits.bytes):
        limit = f"{_SHEETS * limits.bytes / 1e6:.0f}"
        under_way.notebook.note("too-large", Place(), Severity.ERROR, (), size=f"{size / 1e6:.0f}", limit=limit)
    elif sum(archive.read(part).count(b"<") for part in archive.infolist()) > _TAGS * limits.questions:
        under_way.notebook.note("too-many-parts", Place(), limit=_TAGS * limits.questions)


def _too_large(parts: Sequence[zipfile.ZipInfo], most: int) -> int:
    """To how many bytes a workbook unfolds that is not to be read; else 0."""
    sheets = sum(part.file_size for part in parts if "/worksheets/" in part.filename)
    folded = any(part.file_size > max(_FOLDS * part.compress_size, _LARGE) for part in parts)
    largest = max((part.file_size for part in parts if "/worksheets/" not in part.filename), default=0)
    whole = sum(part.file_size for part in parts)
    small = sheets <= _SHEETS * most and largest <= _PART * most and whole <= _WHOLE * most
    return 0 if small and not folded and len(parts) <= _MOST_PARTS else max(whole, 1)


def _sheets(data: bytes, limits: Limits) -> list[list[Row]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and seldom needed

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of drawings and styles that it does not know, and we do not need
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return [_sheet_rows(sheet, limits) for sheet in book.worksheets[:20]]
        finally:
            book.close()


def _sheet_rows(sheet: object, limits: Limits) -> list[Row]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    rows: Iterable[Sequence[object]] = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)  # type: ignore[attr-defined]
    most = limits.questions + _HEADER_WITHIN + 1
    return [(line, list(map(_text, _trimmed(row)))) for line, row in enumerate(islice(rows, most), 1)]


def _trimmed(row: Sequence[object]) -> Sequence[object]:
    """The row up to its last cell with anything in it."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def _text(value: object) -> str:
    """A cell as it is seen."""
    if value is None:
        return ""
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)[: FILES.scalar + 1]


# Writing.


def _table(question_set: QuestionSet, items: Sequence[Item]) -> Iterator[list[str]]:
    questions = [item_to_plain(item, question_set.language) for item in items]
    header = header_of(questions)
    yield header
    for question in questions:
        yield row_of(question, header, question_set.language)


def _without_controls(cell: str) -> str:
    return "".join(sign for sign in cell if sign >= " " or sign in "\n\t")
