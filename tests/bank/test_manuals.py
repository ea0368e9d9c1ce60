"""The manuals of teachers say what the code does: every kind, field and finding."""

import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest
import yaml

from bot.bank.plain_form import HEAD
from bot.bank.schema import schema
from bot.bank.yaml_format import FILES, read
from bot.grading.judgement import Verdict
from bot.grading.lexicon import Lexicon
from bot.items import item_types
from bot.items.field import Field
from bot.items.fields import SOURCE_FIELDS
from bot.items.item import Item
from bot.items.item_types import BY_KIND, FIELDS
from bot.items.matching import SIDES

DOCS = Path(__file__).parents[2] / "docs"
MANUALS = ("question-sets.md", "soal.md")
SENTENCES = yaml.safe_load((DOCS.parent / "bot/i18n/findings.id.yaml").read_text("utf-8"))
CODES = sorted({key.split(".")[1] for key in SENTENCES if key.startswith("finding.")})
BLOCKS = [
    pytest.param(block, id=f"{name}-{number}")
    for name in MANUALS
    for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", (DOCS / name).read_text("utf-8"), re.DOTALL), 1)
]

every_manual = pytest.mark.parametrize("name", MANUALS)


def manual(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@every_manual
@pytest.mark.parametrize("code", CODES)
def test_every_finding_has_a_paragraph(name: str, code: str) -> None:
    assert re.search(rf"^\*\*`{code}`\*\* \*\(.+\)\* \S.{{20,}}$", manual(name), re.MULTILINE)


@every_manual
def test_no_paragraph_is_about_a_finding_that_is_gone(name: str) -> None:
    assert set(re.findall(r"^\*\*`([a-z0-9-]+)`\*\*", manual(name), re.MULTILINE)) == set(CODES)


@every_manual
@pytest.mark.parametrize("field", [*FIELDS.values(), *HEAD, *SOURCE_FIELDS, *SIDES], ids=lambda field: field.name)
def test_every_field_stands_there_under_every_name(name: str, field: Field) -> None:
    for word in (field.name, *field.also, *field.values):
        assert f"`{word}`" in manual(name)


@every_manual
@pytest.mark.parametrize("kind", BY_KIND)
def test_every_kind_has_a_section(name: str, kind: str) -> None:
    assert re.search(rf"^### .+\(`{kind}`\)$", manual(name), re.MULTILINE)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_example_is_read_without_a_finding(block: str) -> None:
    reading = read(block, "set", Lexicon.empty(), FILES)
    assert reading.findings == ()
    assert reading.question_set
    assert len(reading.question_set.items) == reading.written > 0


def test_the_schema_that_ships_is_the_schema_of_the_kinds() -> None:
    assert json.loads((DOCS / "kuis.schema.json").read_text("utf-8")) == schema()


def test_the_kind_that_is_added_in_the_manual_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (DOCS / "adding-a-question-type.md").read_text("utf-8")
    source, example = (
        re.search(r"```python\n(.*?)```", text, re.DOTALL),
        re.search(r"```text\n(.*?)```", text, re.DOTALL),
    )
    assert source
    assert example
    kind = _kind_of(source[1], tmp_path)
    monkeypatch.setattr(item_types, "ITEM_TYPES", (kind, *item_types.ITEM_TYPES))
    monkeypatch.setitem(item_types.BY_KIND, kind.kind, kind)
    for field in kind.fields:
        for name in (field.name, *field.also):
            monkeypatch.setitem(item_types.NAMES, name, field.name)
    reading = read(example[1], "set", Lexicon.empty(), FILES)
    assert reading.findings == ()
    assert reading.question_set
    (item,) = reading.question_set.items
    assert type(item) is kind
    assert item.judge("da", "id").verdict is Verdict.CORRECT
    assert all(item.judge(sample.response, sample.language).verdict is sample.verdict for sample in item.samples())


def _kind_of(source: str, folder: Path) -> type[Item]:
    path = folder / "word_of_letters.py"
    path.write_text(source, "utf-8")
    spec = importlib.util.spec_from_file_location("word_of_letters", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    kind = module.WordOfLetters
    assert issubclass(kind, Item)
    return kind
