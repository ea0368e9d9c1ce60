"""A question that is answered in the learner's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bot.grading.answer_key import KeyFields
from bot.items.field import ACCEPT, ANSWER, PROMPT, REJECT, TYPOS
from bot.items.fields import Fields
from bot.items.typed import Typed
from bot.items.wordings import read_wordings


@dataclass(frozen=True, kw_only=True)
class ShortAnswer(Typed):
    """`a`, with what else is right (`accept`), what only looks right (`reject`), and what is half-right (`prompt`)."""

    kind = "text"
    fields = (ANSWER, ACCEPT, REJECT, PROMPT, TYPOS)
    needs = ("a",)

    typos: str = "normal"

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        key = fields.text("a")
        wordings = read_wordings(fields, key)
        typos = fields.choice("typos", TYPOS.values, "normal")
        return cls(**fields.head, key=key, wordings=wordings, typos=typos) if key else None

    def to_fields(self, language: str) -> Mapping[str, object]:
        typos = {} if self.typos == "normal" else {"typos": self.typos}
        return {"a": self.key.written(language), **self.wordings.to_fields(language), **typos}

    def _key_fields(self, language: str) -> KeyFields:
        return KeyFields(
            answer=self.key.all,
            accept=self.wordings.accept,
            reject=self.wordings.spoken_reject(language),
            prompt=self.wordings.spoken_prompt(language),
            type="text",
            typos=self.typos,
        )
