"""A text with blanks to fill."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from random import Random
from typing import Self

from bot.grading.answer_key import KeyFields
from bot.grading.judgement import Judgement, Verdict
from bot.items.element import Element
from bot.items.field import TYPOS, Field
from bot.items.fields import Fields
from bot.items.item import Item, Prompt, Reply, Response, Sample
from bot.items.nodes import ListNode, MapNode, Node
from bot.items.text import LANGUAGES, Text

BLANKS = Field(
    "blanks",
    {"$ref": "#/definitions/blanks"},
    "What belongs into each ___ of the question, in their order.",
    ("isian", "rumpang"),
)

_GAP = re.compile(r"_{3,}")
_BETWEEN = (r"\n+", r"\s*;\s*", r"\s*[|/]\s*", r"\s*,\s*", r"\s+(?:dan|and)\s+")


@dataclass(frozen=True, kw_only=True)
class Cloze(Item):
    """`___` in the question, and `blanks`."""

    kind = "cloze"
    fields = (BLANKS, TYPOS)
    needs = ("blanks",)

    blanks: tuple[Element, ...]
    typos: str = "normal"

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        blanks = _read_blanks(fields)
        typos = fields.choice("typos", TYPOS.values, "normal")
        for wording in fields.question.all if blanks else ():
            gaps = len(_GAP.findall(wording))
            if gaps != len(blanks):
                fields.note("blanks-differ", fields.name_place("blanks"), gaps=gaps, blanks=len(blanks))
                return None
        return cls(**fields.head, blanks=blanks, typos=typos) if blanks else None

    def prompt(self, language: str, dice: Random) -> Prompt:
        return self._show(language, Reply.FILL_BLANKS, blanks=len(self.blanks))

    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        given = _split(response, len(self.blanks)) if isinstance(response, str) else response
        if len(given) != len(self.blanks):
            return Judgement(Verdict.PROMPT, 0.0, "blanks_missing", found=len(given), needed=len(self.blanks))
        return self._key(language).judge(given, language)

    def answer(self, language: str) -> str:
        return ", ".join(blank.text.speak(language) for blank in self.blanks)

    def answers(self) -> Iterable[str]:
        return (spelling for blank in self.blanks for spelling in blank.spellings)

    def samples(self) -> Iterable[Sample]:
        texts = tuple(blank.text.all[0] for blank in self.blanks)
        yield Sample(texts, Verdict.CORRECT)
        yield Sample("\n".join(texts), Verdict.CORRECT)
        yield Sample(tuple(blank.spellings[-1] for blank in self.blanks), Verdict.CORRECT)

    def to_fields(self, language: str) -> Mapping[str, object]:
        typos = {} if self.typos == "normal" else {"typos": self.typos}
        return {"blanks": [_written(blank, language) for blank in self.blanks], **typos}

    def _key_fields(self, language: str) -> KeyFields:
        spellings = tuple(blank.spellings for blank in self.blanks)
        return KeyFields(answer=(), blanks=spellings, typos=self.typos, type="cloze")


def _read_blanks(fields: Fields) -> tuple[Element, ...]:
    node = fields.node("blanks")
    if node is None:
        return ()
    if isinstance(node, MapNode) and all(key.text in LANGUAGES for key, _ in node.entries):
        by_language = {key.text: _elements(fields, value) for key, value in node.entries}
        return tuple(_merged(dict(zip(by_language, each, strict=True))) for each in zip_longest(*by_language.values()))
    return _elements(fields, node)


def _elements(fields: Fields, node: Node) -> tuple[Element, ...]:
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if not nodes:
        fields.note("empty-field", fields.name_place("blanks"), field="blanks")
    return tuple(element for each in nodes if (element := _element(fields, each)))


def _element(fields: Fields, node: Node) -> Element | None:
    parts = node.items if isinstance(node, ListNode) else (node,)
    texts = [text for part in parts if (text := fields.as_text("blanks", part))]
    return Element(texts[0], tuple(spelling for text in texts[1:] for spelling in text.all)) if texts else None


def _merged(parts: Mapping[str, Element | None]) -> Element:
    """The same blank in several languages as one."""
    there = {language: part for language, part in parts.items() if part}
    text = Text({language: part.text.all[0] for language, part in there.items()})
    return Element(text, tuple(spelling for part in there.values() for spelling in part.accept))


def _written(blank: Element, language: str) -> object:
    text = blank.text.written(language)
    return [text, *blank.accept] if blank.accept else text


def _split(typed: str, count: int) -> tuple[str, ...]:
    """One text for each blank, wherever there is a way to cut that gives their number."""
    if count == 1:
        return (typed,)
    for between in _BETWEEN:
        parts = tuple(part for part in re.split(between, typed.strip()) if part)
        if len(parts) == count:
            return parts
    words = tuple(typed.split())
    return words if len(words) == count else (typed,)
