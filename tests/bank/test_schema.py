"""The schema that editors use agrees with what the reader takes."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.bank.plain_form import HEAD
from bot.bank.schema import schema
from bot.bank.yaml_format import FILES, read, write
from bot.grading.lexicon import Lexicon
from bot.items.item_types import FIELDS, ITEM_TYPES

ROOT = Path(__file__).parents[2]
VALIDATOR = jsonschema.Draft7Validator(schema())
FILES_OF_QUESTIONS = sorted([*(ROOT / "quizzes").glob("*.yaml"), *(ROOT / "tests/items/examples").glob("*.yaml")])
FAULTS = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text("utf-8"))


def as_editors_read(text: str) -> Any:
    """The YAML of editors: 1.2 has numbers and truth values, and no dates."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader=loader)  # noqa: S506 - a safe one


def complaints(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(as_editors_read(text))]


def test_it_is_a_schema_of_draft_7() -> None:
    jsonschema.Draft7Validator.check_schema(schema())
    assert schema()["$schema"].endswith("draft-07/schema#")


@pytest.mark.parametrize("path", FILES_OF_QUESTIONS, ids=lambda path: path.stem)
def test_every_set_that_ships_passes(path: Path) -> None:
    assert complaints(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", FILES_OF_QUESTIONS, ids=lambda path: path.stem)
def test_what_we_write_passes(path: Path) -> None:
    reading = read(path.read_bytes(), path.stem, Lexicon.empty(), FILES)
    assert reading.question_set
    assert complaints(write(reading.question_set)) == []


def test_indonesian_names_pass() -> None:
    assert complaints("judul: Uji\nsoal:\n  - soal: Apa?\n    jawab: x\n    salah: [y]\n    petunjuk: z\n") == []


@pytest.mark.parametrize("field", [*FIELDS.values(), *HEAD], ids=lambda field: field.name)
def test_every_field_is_explained_under_every_name(field: Any) -> None:
    written = str(schema())
    for name in (field.name, *field.also):
        assert f"'{name}': {{'description': " in written


@pytest.mark.parametrize("kind", ITEM_TYPES, ids=lambda kind: kind.kind)
def test_a_question_without_what_its_kind_needs_does_not_pass(kind: Any) -> None:
    assert complaints(f"- q: Apa?\n  type: {kind.kind}\n") != []


@pytest.mark.parametrize(
    "name", ["a misspelt field is one fault, not two", "no answer", "no question", "a title alone"]
)
def test_what_is_refused_for_its_form_does_not_pass(name: str) -> None:
    (case,) = (case for case in FAULTS if case["case"] == name)
    assert complaints(case["written"]) != []
