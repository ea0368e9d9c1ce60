"""A statement that is true or false."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Self

from bot.grading.answer_key import KeyFields
from bot.grading.judgement import Judgement, Verdict
from bot.items.field import ANSWER
from bot.items.fields import Fields
from bot.items.item import Item, Prompt, Reply, Response, Sample, as_typed
from bot.items.options import FIRM, labelled, unread

# What is written in a file, and on the buttons.
OPTIONS = {"id": ("Benar", "Salah"), "en": ("True", "False")}
KEYS = {"benar": True, "true": True, "salah": False, "false": False}


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
        typed = as_typed(response).strip()
        # Letters are words here: "b" is "benar".
        place = labelled(typed, 2) if shown and any(map(str.isdigit, typed)) else None
        if shown and place is not None:
            typed = shown.options[place]
        judged = self._key(language).judge(typed, language)
        return judged if judged.is_correct or judged.reason in FIRM else unread(typed)

    def answer(self, language: str) -> str:
        return _word(self.is_true, language)

    def answers(self) -> Iterable[str]:
        return ()

    def samples(self) -> Iterable[Sample]:
        for language in OPTIONS:
            yield Sample(_word(self.is_true, language), Verdict.CORRECT, language)
            yield Sample((_word(not self.is_true, language),), Verdict.WRONG, language)
        yield Sample("mungkin", Verdict.PROMPT)

    def to_fields(self, language: str) -> Mapping[str, object]:
        return {"a": "benar" if self.is_true else "salah"}

    def _key_fields(self, language: str) -> KeyFields:
        return KeyFields(answer=(_word(self.is_true, language),), type="truefalse")


def _word(truth: bool, language: str) -> str:
    return OPTIONS.get(language, OPTIONS["id"])[0 if truth else 1]
