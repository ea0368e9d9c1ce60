"""What files cost that were made to do harm, each read as a stranger's in a chat: `python -m bench.hostile [NAME]`."""

import io
import os
import resource
import sqlite3
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import date

from bot.bank import confined
from bot.bank.limits import CHAT

# What no file may cost: the readers are held to it, by a wide margin where the limit is not on what they may read.
SECONDS, MEGABYTES = 1.0, 100


def question(text: str) -> str:
    return f'<question type="shortanswer"><questiontext><text>{text}</text></questiontext></question>'


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
ENTITIES = '<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)
TRAPS = {
    "open braces": "{",
    "open braces with answers": "Q {=a ~b ",
    "open brackets": "[",
    "open parentheses": "![a](",
    "open tags": "<b ",
    "comments left open": "<!--",
    "colons": "::",
    "quotation marks": '"',
    "separators": ",;\t",
    "stars": "*a ",
    "underscores": "__a ",
    "blanks": " ",
    "line ends": "\n",
    "empty lines and braces": "\n\n{",
    "questions left open": "- q: [\n",
    "arrows": "=a->",
    "weights": "%50%",
    "dollars": "$a_",
    "backslashes": "\\",
    "entities": "&a",
    "anki blanks left open": "{{c1::",
    "embedded blanks left open": "{1:SA:=",
    "options": "A. x\n",
    "numbered lines": "1. x\n",
    "code left open": "```\n",
    "fences": "~~~a\n",
    "comments": "COMMENT\n",
    "answer lines": "ANSWER: A\n",
    "tags": "[html]",
    "maps": "{a: ",
    "dashes": "- ",
    "digits": "9",
}
TEXTS = ("a.yaml", "a.toml", "a.gift", "a.aiken", "a.csv", "t.txt", "n.txt", "m.xml", "q.xml")
# So that a trap stands where its reader looks for it.
BEFORE = {
    "t.txt": "1. Q\n*a) x\nb) ",
    "n.txt": "#separator:tab\n#html:true\n",
    "m.xml": "<quiz>",
    "q.xml": "<questestinterop><item>",
    "a.toml": "q = '",
}


LAUGHS = ENTITIES + f"]><quiz>{question('&a11;')}</quiz>"


def files(size: int) -> Iterator[tuple[str, str, bytes]]:
    """The name of each, the name of the file, and what stands in it."""
    for trap, sign in TRAPS.items():
        for name in TEXTS:
            yield trap, name, trapped(sign, name, size)
    for name in TEXTS:
        yield "billion laughs (YAML)", name, BOMB.encode()
        yield "an object of Python", name, b"!!python/object/apply:os.system ['ls']\n" * 1_000
        yield "one text of 100 MB", name, b"- q: " + b"x" * 100_000_000
        yield "NUL", name, b"- q: a\x00b\n" * 1_000
        yield "UTF-16 without a mark", name, ("- q: Apa?\n  a: b\n" * 10_000).encode("utf-16-le")
        yield "bytes", name, bytes(range(128, 256)) * (size // 128)
        yield "a zip", name, zipped("x", b"\x00" * 100_000_000)
    for count in (25_000, 40_000, 60_000, 100_000):
        keys = "- q: a\n  a: b\n" + "".join(f"  k{n}: x\n" for n in range(count))
        yield f"{count} fields that nobody knows", "a.yaml", keys.encode()
    fields = "".join(f"  k{n}: x\n" for n in range(40))
    yield "fields that nobody knows in every question", "a.yaml", f"- q: a\n  a: b\n{fields}".encode() * 1_999
    yield "deep XML (QTI)", "q.xml", ("<questestinterop><item>" + "<b>" * 19_000 + "</b>" * 19_000 + "</item>").encode()
    yield "small questions (QTI)", "q.xml", b"<questestinterop>" + b"<item></item>" * 100_000
    yield "a package of noughts", "a.zip", zipped("a.xml", b"\x00" * 300_000_000)
    yield (
        "a package in pieces",
        "a.zip",
        zipped(*(part for n in range(5_000) for part in (f"{n}.xml", b"<item>"))),
    )
    yield "billion laughs (XML)", "a.xml", LAUGHS.encode()
    yield (
        "quadratic blow-up",
        "a.xml",
        f'<!DOCTYPE q [<!ENTITY a "{"x" * 500_000}">]><quiz>{question("&a;" * 9)}'.encode(),
    )
    yield "an entity from outside", "a.xml", b'<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>'
    yield "deep XML", "a.xml", ("<quiz>" + question("<b>" * 300_000)).encode()
    yield "wide XML", "a.xml", ("<quiz>" + question("<b/>" * 300_000)).encode()
    yield "questions left open (XML)", "a.xml", ("<quiz>" + '<question type="a">' * 100_000).encode()
    yield "small questions (XML)", "a.xml", ("<quiz>" + '<question type="a"></question>' * 60_000).encode()
    yield "CDATA left open", "a.xml", ("<quiz>" + question("<![CDATA[" * 100_000)).encode()
    yield from workbooks()
    yield from packages()


def trapped(sign: str, name: str, size: int) -> bytes:
    """`sign` over and over, where the reader of such a file looks for it."""
    before = BEFORE.get(name, "").encode()
    return before + (sign * (size // len(sign))).encode()[: size - len(before)]


def zipped(*parts: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in zip(parts[::2], parts[1::2], strict=True):
            archive.writestr(str(name), content)
    return file.getvalue()


WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats'
    '.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/>'
    "</Relationships>"
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="'
    '/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sharedStrings+xml"/></Types>'
)


def workbook(sheet: str, strings: str = "") -> bytes:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return zipped(
        *("[Content_Types].xml", TYPES, "xl/workbook.xml", WORKBOOK, "xl/_rels/workbook.xml.rels", RELATIONS),
        *("xl/worksheets/sheet1.xml", f"<worksheet {main}><sheetData>{sheet}</sheetData></worksheet>"),
        *("xl/sharedStrings.xml", f"<sst {main}>{strings}</sst>"),
    )


def workbooks() -> Iterator[tuple[str, str, bytes]]:
    cells = "".join(f'<c r="A{n}" t="inlineStr"><is><t>q</t></is></c>' for n in range(1, 3))
    yield "zip bomb: nothing but noughts", "a.xlsx", zipped("xl/workbook.xml", b"\x00" * 300_000_000)
    yield (
        "zip bomb: a long text",
        "a.xlsx",
        workbook(f'<row><c t="inlineStr"><is><t>{"x" * 90_000_000}</t></is></c></row>'),
    )
    yield "zip bomb: rows", "a.xlsx", workbook("<row><c><v>1</v></c></row>" * 3_000_000)
    yield "zip bomb: strings", "a.xlsx", workbook(cells, "<si><t>x</t></si>" * 4_000_000)
    yield "a million empty rows", "a.xlsx", workbook(f'<row r="1">{cells}</row><row r="1048576"><c><v>1</v></c></row>')
    yield "cells far to the right", "a.xlsx", workbook('<row><c r="XFD1"><v>1</v></c></row>' * 50_000)
    yield "a workbook in pieces", "a.xlsx", zipped(*(part for n in range(5_000) for part in (f"xl/{n}", b"x")))
    yield "rows within the limit", "a.xlsx", workbook(f"<row>{'<c><v>1</v></c>' * 18}</row>" * 1_900)
    yield "strings within the limit", "a.xlsx", workbook(cells, "<si><t>x</t></si>" * 37_000)
    yield "long rows", "a.xlsx", workbook(f"<row>{'<c><v>1</v></c>' * 90}</row>" * 1_900)


def packages() -> Iterator[tuple[str, str, bytes]]:
    yield "zip bomb: noughts", "a.apkg", zipped("collection.anki2", b"\x00" * 300_000_000)
    yield "an endless view", "a.apkg", zipped("collection.anki2", collection(ENDLESS))
    yield "a table that is a view", "a.apkg", zipped("collection.anki2", collection("CREATE VIEW notes AS SELECT 1"))
    yield "a note of 50 MB", "a.apkg", zipped("collection.anki2", collection(LONG))
    yield "notes that repeat", "a.apkg", zipped("collection.anki2", collection(MANY))


NOTES = "CREATE TABLE notes (id, guid, mid, tags, flds);"
ENDLESS = (
    NOTES + "ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS WITH RECURSIVE c(x) AS "
    "(SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS id, x AS guid, x AS mid, x AS tags, x AS flds FROM c;"
)
LONG = NOTES + "INSERT INTO notes VALUES (1, 'a', 1, '', hex(zeroblob(25000000)));"
MANY = NOTES + (
    "INSERT INTO notes WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 100000) "
    "SELECT x, 'a', 1, '', 'q' || char(31) || 'a' FROM c;"
)


def collection(script: str) -> bytes:
    base = sqlite3.connect(":memory:")
    base.executescript("CREATE TABLE col (models); INSERT INTO col VALUES ('{}');" + script)
    return base.serialize()


def cost(name: str, data: bytes) -> tuple[str, float, float]:
    """What the file was found to be, and the processor's seconds and the megabytes of the process that read it."""
    reading, writing = os.pipe()
    # A process between, so that what it says of its children is of this file alone.
    if (child := os.fork()) == 0:
        said = confined.read_confined(data, name, date(2026, 1, 1))
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        codes = ",".join(dict.fromkeys(finding.code for finding in said.findings[:50]))
        told = f"{said.format} {said.taken} of {said.written} {codes}"
        os.write(writing, f"{told[:200]}\n{used.ru_utime + used.ru_stime}\n{used.ru_maxrss / 1024}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    told, seconds, megabytes = os.read(reading, 1_000).decode().split("\n")
    os.close(reading)
    os.close(writing)
    return told, float(seconds), float(megabytes)


def main() -> None:
    wanted = sys.argv[1:]
    worst = (0.0, 0.0)
    started, count = time.monotonic(), 0
    for trap, name, data in files(CHAT.bytes):
        if wanted and not any(word in f"{trap} {name}" for word in wanted):
            continue
        # A process begun counts what its parent holds at that moment, so nothing is held that no reader gets.
        data = data[: CHAT.bytes + 1]  # noqa: PLW2901 - as above
        told, seconds, megabytes = cost(name, data)
        count += 1
        worst = max(worst[0], seconds), max(worst[1], megabytes)
        mark = "!" if seconds > SECONDS or megabytes > MEGABYTES else " "
        print(f"{mark} {seconds:5.2f} s {megabytes:5.0f} MB  {name:8} {trap:28} {told}", flush=True)
    own, spent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.monotonic() - started
    print(f"{count} files; at most {worst[0]:.2f} s and {worst[1]:.0f} MB of the reader; {spent:.0f} s")
    print(f"this process, which holds the files themselves: {own:.0f} MB")


if __name__ == "__main__":
    main()
