"""Files that nobody writes by hand: too large, too deep, no text, or made to do harm."""

from datetime import date

import pytest

from bot.bank.checks import check
from bot.bank.limits import Limits
from bot.bank.yaml_format import CHAT, FILES, Reading, read

QUESTION = "- q: Apa?\n  a: x\n"


def codes(data: str | bytes, limits: Limits = CHAT) -> list[str]:
    return [finding.code for finding in reading_of(data, limits).findings]


def reading_of(data: str | bytes, limits: Limits = CHAT) -> Reading:
    return read(data, "set", None, limits)


BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
MERGES = "- &a {q: x}\n" + "".join(f"- {{<<: [*a, *a], q{n}: x}}\n" for n in range(30))

HOSTILE = {
    "brackets": ("[" * 200_000, "too-deep"),
    "braces": ("{a: " * 50_000, "too-deep"),
    "dashes": ("- " * 100_000, "too-deep"),
    "a scalar of 20 MB": ("- q: " + "x" * 20_000_000, "too-large"),
    "a scalar of 1 MB": ("- q: " + "x" * 1_000_000 + "\n", "too-long-text"),
    "a million items": ("[" + "[x]," * 450_000 + "]", "too-many-parts"),
    "a million items in one place": ("[" + "x," * 900_000 + "]", "too-many-in-one"),
    "fields that nobody knows": (QUESTION + "".join(f"  k{n}: x\n" for n in range(25_000)), "too-many-in-one"),
    "line ends": ("\n" * 200_000, "too-many-lines"),
    "too many questions": (QUESTION * 2_001, "too-many-questions"),
    "billion laughs": (BOMB, "forbidden-sign"),
    "merge keys": (MERGES, "special-sign"),
    "an object of Python": ("!!python/object/apply:os.system ['ls']", "forbidden-sign"),
    "a zip": (b"PK\x03\x04" + b"\x00" * 1_000, "other-file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 1_000, "other-file"),
    "NUL": (b"- q: a\x00b\n", "not-text"),
    "UTF-16 that is cut short": ("- q: Apa?\n".encode("utf-16-le")[:-1], "not-text"),
    "bytes": (bytes(range(128, 256)) * 100, "not-utf8"),
    "colliding keys": ("{" + ",".join(f"{n * (2**61 - 1)}: 1" for n in range(10_000)) + "}", "unknown-field"),
    "anchors": ("- q: [" + ",".join(f"&a{n} x" for n in range(10_000)) + "]\n", "special-sign"),
    "quotation marks": ('- q: "' * 50_000, "not-yaml"),
    "colons": ("- q: a: b\n  a: c: d\n" * 1_500, "colon-in-text"),
    "tabs": ("\t" * 500_000 + "- q: x", "not-yaml"),
    "open flow in every question": ("- q: [\n" * 50_000, "not-yaml"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_finding(name: str) -> None:
    data, code = HOSTILE[name]
    assert code in codes(data)


def test_a_set_on_disk_may_be_larger_than_one_in_chat() -> None:
    reading = reading_of(QUESTION * 2_001, FILES)
    assert reading.question_set
    assert len(reading.question_set.items) == 2_001


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_unicode_file_is_read(encoding: str) -> None:
    reading = reading_of("- q: Apa 평양?\r\n  a: Pyongyang\r\n".encode(encoding))
    assert reading.findings == ()
    assert reading.question_set
    assert reading.question_set.items[0].question.speak("id") == "Apa 평양?"


def test_an_old_encoding_is_read_and_asked_about() -> None:
    reading = reading_of("- q: Apa?\n  a: café\n".encode("cp1252"))
    (finding,) = reading.findings
    assert (finding.code, finding.line, finding.column) == ("not-utf8", 2, 9)
    assert finding.quoted == "  a: café"
    assert reading.text.encode("utf-8").decode() == reading.text


def test_line_ends_of_all_systems_are_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        reading = reading_of(f"- q: Apa?{end}  a: x{end}  zzz: y{end}")
        assert [(finding.line, finding.code) for finding in reading.findings] == [(3, "unknown-field")]


def test_next_line_inside_a_text_does_not_split_it() -> None:
    assert codes("- q: Apa\x85 itu\u2028?\n  a: x\n") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"- q: {'panjang ' * 500}\n  a: x\n", "too-long-to-show"),
        (f"- q: Apa?\n  a: x\n  wrong: [y, {'panjang ' * 40}]\n", "option-too-long"),
        (f"- q: Apa?\n  a: x\n  wrong: [{', '.join(f'nomor {n}' for n in range(30))}]\n", "too-many-options"),
    ],
)
def test_what_no_message_can_hold_is_no_question(text: str, code: str) -> None:
    reading = reading_of(text)
    assert [finding.code for finding in reading.findings] == [code]
    assert reading.question_set
    assert reading.question_set.items == ()


def test_a_long_question_under_a_picture_is_pointed_out() -> None:
    reading = reading_of(f"- q: {'panjang ' * 150}\n  a: x\n  image: a.jpg\n  alt: b\n")
    assert [finding.code for finding in check(reading, date(2026, 1, 1))] == ["too-long-for-caption"]
