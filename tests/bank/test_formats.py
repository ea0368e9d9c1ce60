"""Every format: what is read, what is written, and that nothing breaks it."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.bank import yaml_format
from bot.bank.formats import FORMATS, export, format_of
from bot.bank.limits import FILES
from bot.bank.plain_form import item_to_plain
from bot.bank.question_set import QuestionSet
from bot.bank.reading import Reading
from bot.i18n import translator
from bot.items.findings import Finding, Severity
from tests.bank.foreign_samples import DIALECTS, Dialect

READABLE = [each.name for each in FORMATS.values() if each.read]
WRITABLE = [each.name for each in FORMATS.values() if each.write]
ROUND = [name for name in WRITABLE if FORMATS[name].read]

# What a format cannot say of questions whose kind it knows; everything else comes back as it went.
CANNOT_SAY = {
    "aiken": {"why", "reject", "tags"},
    "text2qti": {"reject", "prompt", "tags"},
    "anki": {"reject", "prompt", "tags", "tolerance"},
}
ONE_BLANK_ONLY = {"gift"}


def read(name: str, data: bytes) -> Reading:
    reader = FORMATS[name].read
    assert reader
    return reader(data, "moved", None, FILES)


def every_kind() -> QuestionSet:
    reading = yaml_format.read((Path(__file__).parent / "every_kind.yaml").read_bytes(), "every-kind")
    assert reading.question_set
    assert not reading.findings
    return reading.question_set


def left_out(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings if finding.severity is Severity.ERROR]


def plain(question_set: QuestionSet | None) -> list[dict[str, object]]:
    return [item_to_plain(item, question_set.language) for item in question_set.items] if question_set else []


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_dialect_is_taken_or_listed_with_its_reason(dialect: Dialect) -> None:
    reading = read(dialect.format, dialect.data)
    items = reading.question_set.items if reading.question_set else ()
    language = reading.question_set.language if reading.question_set else "id"
    assert [(item.kind, item.answer(language)) for item in items] == dialect.taken
    assert left_out(reading.findings) == list(dialect.left_out)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_finding_can_be_said_in_both_languages(dialect: Dialect) -> None:
    for finding in read(dialect.format, dialect.data).findings:
        assert all(translator.load().say(language, finding.sentence, **finding.values) for language in ("id", "en"))
        assert finding.line >= 1


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_what_is_taken_is_yaml_that_reads_without_a_fault(dialect: Dialect) -> None:
    question_set = read(dialect.format, dialect.data).question_set
    if question_set:
        again = yaml_format.read(yaml_format.write(question_set), "moved")
        assert not left_out(again.findings)
        assert plain(again.question_set) == plain(question_set)


@pytest.mark.parametrize("name", ROUND)
@pytest.mark.parametrize("item", every_kind().items, ids=lambda item: item.id)
def test_a_question_comes_back_as_it_went_or_is_declared_impossible(name: str, item: object) -> None:
    question_set = every_kind()
    there = export(
        QuestionSet(id="every-kind", title=question_set.title, items=(question_set.by_id[item.id],)), FORMATS[name]
    )  # type: ignore[attr-defined]
    sent = item_to_plain(question_set.by_id[item.id], "id")  # type: ignore[attr-defined]
    came = plain(read(name, there.data).question_set)
    if sent.get("blanks") and len(sent["blanks"]) > 1 and name in ONE_BLANK_ONLY:  # type: ignore[arg-type]
        assert left_out(there.findings) == ["one-blank-only"]
    elif question_set.by_id[item.id].kind not in FORMATS[name].kinds:  # type: ignore[attr-defined]
        assert left_out(there.findings) == ["kind-not-in-format"]
    else:
        unsaid = CANNOT_SAY.get(name, set()) | ({"id"} if name == "aiken" else set())
        assert {field: value for field, value in sent.items() if field not in unsaid} == {
            field: value for field, value in came[0].items() if field not in unsaid
        }
        told = {field for finding in there.findings for field in finding.values["fields"].split(", ")}
        assert told == {field for field in unsaid - {"id"} if field in sent and sent[field] != came[0].get(field)}


@pytest.mark.parametrize("name", ROUND)
def test_what_was_moved_twice_is_what_was_moved_once(name: str) -> None:
    for dialect in DIALECTS:
        once = read(dialect.format, dialect.data).question_set
        if once is None:
            continue
        first = read(name, export(once, FORMATS[name]).data).question_set
        if first is not None:
            second = read(name, export(first, FORMATS[name]).data).question_set
            assert [item.content for item in second.items if second] == [item.content for item in first.items]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", WRITABLE)
def test_writing_the_same_set_twice_gives_the_same_questions(name: str) -> None:
    question_set = every_kind()
    writing = export(question_set, FORMATS[name])
    assert writing.data
    kinds = {item.kind for item in question_set.items}
    refused = {finding.values["kind"] for finding in writing.findings if finding.code == "kind-not-in-format"}
    assert refused == kinds - set(FORMATS[name].kinds)


@pytest.mark.parametrize("name", READABLE)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read(name: str, data: bytes) -> None:
    assert read(name, data).findings or read(name, data).question_set


@pytest.mark.parametrize("name", READABLE)
@given(text=st.text(alphabet="aB1. \n\t{}=~#%*[]:<>/\\|,;\"'_-ANSWER&$", max_size=300))
def test_any_text_of_their_signs_is_read(name: str, text: str) -> None:
    assert isinstance(read(name, text.encode()), Reading)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=1000)
@given(data=st.data())
def test_a_thousand_files_with_slips_in_them_are_read(data: st.DataObject) -> None:
    dialect = data.draw(st.sampled_from(DIALECTS))
    dice = Random(data.draw(st.integers(0, 1 << 30)))
    broken = bytearray(dialect.data)
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(broken) or 1)
        cut = broken[place : place + dice.randint(0, 12)]
        broken[place : place + dice.randint(0, 12)] = dice.choice(
            [b"", b"{", b"}", b"\n", b"\x00", b"\xff", bytes(cut) * 3]
        )
    assert isinstance(read(dialect.format, bytes(broken)), Reading)


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.gift", b"", "gift"),
        ("a.xml", b"<quiz/>", "moodle"),
        ("a.yml", b"", "yaml"),
        ("a.txt", b"Q?\nA) x\nB) y\nANSWER: A\n", "aiken"),
        ("a.txt", b"1. Q?\n*a) x\nb) y\n", "text2qti"),
        ("a.txt", b"Q? {=a}\n", "gift"),
        ("a.txt", b"#separator:tab\nq\ta\n", "anki"),
        ("a.tsv", b"#separator:tab\nq\ta\n", "anki"),
        ("a.csv", b"q,a\nx,y\n", "csv"),
        ("a.txt", b"TF\tQ.\ttrue\n", "blackboard"),
        ("a.txt", b"Moskwa\tibu kota\nTumen\tsungai\n", "csv"),
        ("a.txt", b"Just a letter.\n", None),
        ("a.txt", b"Just\ta letter.\nWithout more.\n", None),
    ],
)
def test_a_file_says_its_format_by_its_suffix_or_by_its_signs(name: str, data: bytes, format: str | None) -> None:
    found = format_of(name, data)
    assert (found.name if found else None) == format


def test_no_code_in_an_import_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for dialect in DIALECTS:
        for name in READABLE:
            read(name, dialect.data)
    assert list(tmp_path.iterdir()) == []


def test_a_spreadsheet_gets_no_formula() -> None:
    text = "- q: Sum?\n  a: '=1+1'\n  wrong: ['@x', '+2']\n"
    question_set = yaml_format.read(text, "sums").question_set
    assert question_set
    table = export(question_set, FORMATS["csv"])
    assert b",'=1+1," in table.data
    assert plain(read("csv", table.data).question_set) == plain(question_set)


def test_a_second_package_updates_the_cards_of_the_first() -> None:
    question_set = every_kind()
    first, second = (export(question_set, FORMATS["apkg"]).data for _ in range(2))
    assert plain(read("apkg", first).question_set) == plain(read("apkg", second).question_set) == plain(question_set)


@pytest.mark.parametrize("package", ["qti", "canvas"])
def test_packages_that_are_written_for_other_platforms_are_read_with_the_same_keys(package: str) -> None:
    kinds = ("text", "number", "truefalse", "choice", "multi")
    items = tuple(item for item in every_kind().items if item.kind in kinds)
    question_set = QuestionSet(id="every-kind", title=every_kind().title, items=items)
    came = read("ims", export(question_set, FORMATS[package]).data).question_set
    assert came
    assert [item.answer("id") for item in came.items] == [item.answer("id") for item in items]


def test_the_manual_names_every_format_its_kinds_and_every_finding() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    assert all(f"`{name}`" in manual for name in FORMATS)
    sentences = (Path(translator.__file__).parent / "formats.en.yaml").read_text("utf-8")
    codes = [line.partition(":")[0].removeprefix("finding.") for line in sentences.split("\n") if ":" in line[:60]]
    assert all(f"- `{code}`: " in manual for code in codes if not code.startswith("#"))


@pytest.mark.parametrize(
    "module", sorted(Path(yaml_format.__file__).parent.glob("*_format.py")), ids=lambda path: path.stem
)
def test_formats_do_not_know_each_other(module: Path) -> None:
    others = {path.stem for path in module.parent.glob("*_format.py")} - {module.stem}
    imports = [line for line in module.read_text("utf-8").split("\n") if line.startswith(("from bot", "import bot"))]
    assert not [line for line in imports for other in others if other in line]
