"""Files that others wrote, where they are at hand: all are read, and GIFT as its grammar's own tests say."""

import html
import json
import os
import re
from pathlib import Path

import pytest

from bot.bank.formats import FORMATS, export, format_of
from bot.bank.limits import FILES as LARGEST
from bot.bank.plain_form import item_to_plain
from bot.bank.reading import Reading
from bot.i18n import translator
from bot.items.findings import Severity
from bot.items.item import Item

FOLDER = Path(os.environ.get("TUMEN_CASES", Path(__file__).parents[3] / "shared" / "cases")) / "import"
FILES = sorted(path for path in FOLDER.glob("*/*") if path.parent.name in FORMATS) if FOLDER.exists() else []
GIFT = [path for path in FILES if path.parent.name == "gift"]
WANTED = {path: FOLDER / "gift_expected" / f"{path.stem}.json" for path in GIFT}
EXPECTED = [(path, expected) for path, expected in WANTED.items() if expected.exists()]
READ = sorted({path.parent.name for path in FILES})

pytestmark = pytest.mark.skipif(not FILES, reason="the third-party files are not here")

# Differences in substance, all on purpose: several options marked as wholly right have all to be picked; a short answer
# with a gap in its text is a cloze; essays and descriptions are listed, categories become titles and tags.
KINDS = {
    "MC": {"choice", "multi"},
    "TF": {"truefalse"},
    "Short": {"text", "number", "date", "cloze"},
    "Numerical": {"number"},
    "Matching": {"match"},
}
NOT_TAKEN = {"Essay": "essay", "Description": "description"}


def read(path: Path) -> Reading:
    reader = FORMATS[path.parent.name].read
    assert reader
    return reader(path.read_bytes(), "moved", None, LARGEST)


def short_name(path: Path) -> str:
    return path.name.rpartition("__")[2]


@pytest.mark.parametrize("path", FILES, ids=short_name)
def test_every_file_is_read_and_every_finding_can_be_said(path: Path) -> None:
    reading = read(path)
    taken = len(reading.question_set.items) if reading.question_set else 0
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    assert taken + len(errors) >= reading.written
    assert all(translator.load().say("id", finding.sentence, **finding.values) for finding in reading.findings)


@pytest.mark.parametrize("name", READ)
def test_of_most_files_of_a_format_something_is_taken(name: str) -> None:
    """Half of text2qti's are there to be refused."""
    taken = [read(path).question_set is not None for path in FILES if path.parent.name == name]
    assert 2 * sum(taken) >= len(taken)


def test_most_files_in_gift_come_with_what_their_grammar_makes_of_them() -> None:
    assert 2 * len(EXPECTED) > len(GIFT)


@pytest.mark.parametrize("path", FILES, ids=short_name)
def test_the_suffix_or_the_signs_of_a_file_never_mislead(path: Path) -> None:
    found = format_of(path.name, path.read_bytes())
    assert found is None or found.name == path.parent.name


@pytest.mark.parametrize("path", GIFT, ids=short_name)
def test_gift_that_was_read_and_written_is_read_as_the_same(path: Path) -> None:
    reading = read(path)
    once = reading.question_set
    if once is None:  # essays, descriptions, grammar that is no question: each with its reason
        assert any(finding.severity is Severity.ERROR for finding in reading.findings)
        return
    reader = FORMATS["gift"].read
    assert reader
    again = reader(export(once, FORMATS["gift"]).data, "moved", None, LARGEST).question_set
    language = once.language
    expressible = [item for item in once.items if item.kind in FORMATS["gift"].kinds]
    assert [item_to_plain(item, language) for item in expressible] == [
        item_to_plain(item, language) for item in (again.items if again else ())
    ]


@pytest.mark.parametrize(("path", "expected"), EXPECTED, ids=[short_name(path) for path, _ in EXPECTED])
def test_gift_is_read_as_its_grammar_expects(path: Path, expected: Path) -> None:
    reading = read(path)
    wanted = [each for each in json.loads(expected.read_text("utf-8")) if each["type"] != "Category"]
    items = iter(reading.question_set.items if reading.question_set else ())
    errors = iter([finding.code for finding in reading.findings if finding.severity is Severity.ERROR])
    assert reading.written >= len(wanted)
    for each in wanted:
        if each["type"] in NOT_TAKEN:
            assert next(errors) == NOT_TAKEN[each["type"]]
        else:
            agrees(next(items), each)


def agrees(item: Item, wanted: dict) -> None:  # type: ignore[type-arg]
    """Whether an item is in substance what the grammar's own parser makes of the question."""
    assert item.kind in KINDS[wanted["type"]]
    assert bare(item.question.all[0]) == bare(wanted["stem"]["text"])
    fields = item_to_plain(item, "en") | item_to_plain(item, "id")
    texts = bare(json.dumps(fields, ensure_ascii=False))
    if wanted["type"] == "TF":
        assert item.is_true is wanted["isTrue"]  # type: ignore[attr-defined]
    elif wanted["type"] == "Matching":
        pairs = [pair for pair in wanted["matchPairs"] if pair["subquestion"]["text"]]
        assert all(bare(pair["subquestion"]["text"]) in texts and bare(pair["subanswer"]) in texts for pair in pairs)
    elif wanted["type"] == "Numerical":
        assert_number(item, wanted["choices"])
    else:
        right = [bare(each["text"]["text"]) for each in filter(is_whole, wanted["choices"])]
        assert all(any(text == bare(answer) for answer in item.answers()) for text in right)
        assert all(bare(each["text"]["text"]) in texts for each in wanted["choices"] if each["text"]["text"] != "*")


def assert_number(item: Item, wanted: object) -> None:
    first = wanted if isinstance(wanted, dict) else next(filter(is_whole, wanted))["text"]  # type: ignore[attr-defined]
    key, margin = float(item.answer("en")), float(item.tolerance or 0)  # type: ignore[attr-defined]
    if first["type"] == "high-low":
        assert (key - margin, key + margin) == pytest.approx((first["numberLow"], first["numberHigh"]))
    else:
        assert (key, margin) == pytest.approx((first["number"], first.get("range") or 0))


def is_whole(choice: dict) -> bool:  # type: ignore[type-arg]
    return choice["isCorrect"] and choice["weight"] in (None, 100)


def bare(text: str) -> str:
    """Letters and digits alone: markup, gaps and spaces are shown otherwise here, and mean the same."""
    without_tags = re.sub(r"<!--.*?-->|<[^<>]+>", "", html.unescape(text).replace("\\n", " "), flags=re.DOTALL)
    return "".join(sign for sign in without_tags.lower() if sign.isalnum())
