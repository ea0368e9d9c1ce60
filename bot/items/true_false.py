"""A statement that is true or false."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Self

from bot.grading.judgement import Judgement, Verdict
from bot.items.field import ANSWER
from bot.items.fields import Fields
from bot.items.item import Item, Prompt, Reply, Response, Sample, as_typed
from bot.items.options import fold, labelled

# What is written in a file, and on the buttons.
OPTIONS = {"id": ("Benar", "Salah"), "en": ("True", "False")}
KEYS = {"benar": True, "true": True, "salah": False, "false": False}

# What learners type.
_TRUE = frozenset("benar betul bener ya iya yup tepat setuju true t yes y right correct b 1 v".split())  # noqa: SIM905
_NOT = frozenset("tidak bukan not isnt gak nggak enggak ngga ga tdk kurang tak".split())  # noqa: SIM905
_FALSE = _NOT - {"kurang"} | frozenset("salah keliru false f no n wrong incorrect s x 0".split())  # noqa: SIM905
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, kw_only=True)
class TrueFalse(Item):
    """`a: benar` or `a: salah`."""

    kind = "truefalse"
    fields = (ANSWER,)
    needs = ("a",)

    is_true: bool

    @classmethod
    def fits(cls, fields: Fields) -> bool:
        return fields.plain("a").lower() in KEYS

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        word = fields.text("a")
        if word is None:
            return None
        key = KEYS.get(word.all[0].lower())
        if key is None:
            fields.not_one_of("a", word.all[0], tuple(KEYS))
            return None
        return cls(**fields.head, is_true=key)

    def prompt(self, language: str, dice: Random) -> Prompt:
        # The order is never shuffled: a learner's thumb knows where "true" is.
        return self._show(language, Reply.PICK_ONE, OPTIONS.get(language, OPTIONS["id"]))

    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        said = _said(as_typed(response), shown is not None)
        if said is None:
            return Judgement(Verdict.PROMPT, 0.0, "not_an_option")
        if said is self.is_true:
            return Judgement(Verdict.CORRECT, 1.0, "exact", matched=self.answer(language))
        return Judgement(Verdict.WRONG, 0.0, "other_option", matched=_word(said, language))

    def answer(self, language: str) -> str:
        return _word(self.is_true, language)

    def answers(self) -> Iterable[str]:
        return ()

    def samples(self) -> Iterable[Sample]:
        for language in OPTIONS:
            yield Sample(_word(self.is_true, language), Verdict.CORRECT, language)
            yield Sample((_word(not self.is_true, language),), Verdict.WRONG, language)
        yield Sample("entahlah", Verdict.PROMPT)

    def to_fields(self, language: str) -> Mapping[str, object]:
        return {"a": "benar" if self.is_true else "salah"}


def _word(truth: bool, language: str) -> str:
    return OPTIONS.get(language, OPTIONS["id"])[0 if truth else 1]


def _said(typed: str, labels: bool) -> bool | None:
    """Whether "benar" or "salah" was said; None if neither, or both."""
    words = _WORDS.findall(fold(typed))
    if len(words) == 1 and words[0] in _TRUE | _FALSE:
        return words[0] in _TRUE
    if labels and (place := labelled(typed, 2)) is not None:
        return place == 0
    return _polarity(words)


def _polarity(words: list[str]) -> bool | None:
    """The one word that says true or false, turned round by a "not" before it."""
    said = []
    for before, word in zip(["", *words], words, strict=False):
        if word in _NOT and word is not words[-1]:
            continue
        if len(word) > 1 and word in _TRUE | _FALSE:
            said.append((word in _TRUE) is (before not in _NOT))
    return said[0] if len(set(said)) == 1 else None
