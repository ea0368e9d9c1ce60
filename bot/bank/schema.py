"""The JSON Schema (draft-07) of question sets, made from the kinds of question: for editors that help while writing."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.bank.plain_form import DEFAULTS, HEAD
from bot.items.field import ABOUT, QUESTION, Field
from bot.items.fields import SOURCE_FIELDS
from bot.items.item_types import BY_KIND, FIELDS, ITEM_TYPES
from bot.items.matching import SIDES
from bot.items.text import LANGUAGES

Schema = dict[str, Any]

_SCALAR: Schema = {"type": ["string", "number", "boolean"]}


def schema() -> Schema:
    """What an editor needs to know; the reader itself is stricter, and knows why."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Tumen question set",
        "description": "A list of questions, or a title with questions below it.",
        "definitions": _definitions(),
        "anyOf": [{"$ref": "#/definitions/questions"}, _head()],
    }


def _definitions() -> Schema:
    text = {"$ref": "#/definitions/text"}
    one_or_more = {"anyOf": [text, {"$ref": "#/definitions/texts"}]}
    blanks = {"type": "array", "minItems": 1, "items": one_or_more}
    return {
        "scalar": _SCALAR,
        "text": {"anyOf": [{"$ref": "#/definitions/scalar"}, _by_language({"$ref": "#/definitions/scalar"})]},
        "texts": {"anyOf": [{"type": "array", "minItems": 1, "items": text}, text]},
        "words": {"anyOf": [{"type": "array", "items": _SCALAR}, _SCALAR]},
        "answers": {"anyOf": [one_or_more, {"type": "object", "additionalProperties": one_or_more}]},
        "messages": {"anyOf": [one_or_more, {"type": "object", "additionalProperties": _or_nothing(text)}]},
        "blanks": {"anyOf": [blanks, text, _by_language({"anyOf": [blanks, text]})]},
        "pairs": {"anyOf": [_pairs_as_lines(), {"type": "array", "minItems": 2, "items": _pair()}]},
        "source": {"anyOf": [text, _object(SOURCE_FIELDS)]},
        "defaults": _object(FIELDS[name] for name in DEFAULTS),
        "question": _question(),
        "questions": {"type": "array", "items": {"$ref": "#/definitions/question"}},
    }


def _question() -> Schema:
    """One question: the fields of every kind, and for each kind those it cannot do without."""
    fields = {field.name: field for field in (QUESTION, *FIELDS.values(), *ABOUT)}
    needs = {kind.needs for kind in ITEM_TYPES}
    return {
        **_object(fields.values(), type_={"enum": sorted(BY_KIND)}),
        "allOf": [_has("q")],
        "anyOf": [{"allOf": [_has(name) for name in names]} for names in sorted(needs)],
    }


def _has(name: str) -> Schema:
    """That a field is there, under any of its names."""
    return {"anyOf": [{"required": [each]} for each in _names(FIELDS[name])]}


def _head() -> Schema:
    questions = next(field for field in HEAD if field.name == "questions")
    return {**_object(HEAD), "anyOf": [{"required": [name]} for name in _names(questions)]}


def _object(fields: Iterable[Field], type_: Schema | None = None) -> Schema:
    properties: Schema = {}
    for field in fields:
        shape: Mapping[str, Any] = type_ if field.name == "type" and type_ else field.shape
        properties[field.name] = {"description": field.meaning, "allOf": [shape]}
        for name in field.also:
            properties[name] = {"description": f"{field.meaning} ({field.name})", "allOf": [shape]}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _names(field: Field) -> tuple[str, ...]:
    return (field.name, *field.also)


def _by_language(shape: Schema) -> Schema:
    languages = dict.fromkeys(LANGUAGES, shape)
    return {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": languages}


def _or_nothing(shape: Schema) -> Schema:
    return {"anyOf": [shape, {"type": "null"}]}


def _pair() -> Schema:
    line = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": _SCALAR}
    return {"anyOf": [{**_object(SIDES), "minProperties": 2}, line]}


def _pairs_as_lines() -> Schema:
    return {"type": "object", "minProperties": 2, "additionalProperties": {"$ref": "#/definitions/text"}}
