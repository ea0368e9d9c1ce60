"""A question that is answered in the learner's own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Self

from bot.grading.answer_key import KeyFields
from bot.grading.judgement import Judgement, Verdict
from bot.items.field import ACCEPT, ANSWER, PROMPT, REJECT, TYPOS
from bot.items.fields import Fields
from bot.items.item import Item, Prompt, Reply, Response, Sample, as_typed
from bot.items.text import Text
from bot.items.wordings import Wordings, read_wordings


@dataclass(frozen=True, kw_only=True)
class ShortAnswer(Item):
    """`a`, with what else is right (`accept`), what only looks right (`reject`), and what is half-right (`prompt`)."""

    kind = "text"
    fields = (ANSWER, ACCEPT, REJECT, PROMPT, TYPOS)
    needs = ("a",)

    key: Text
    wordings: Wordings = field(default_factory=Wordings)
    typos: str = "normal"

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        key = fields.text("a")
        wordings = read_wordings(fields, key)
        typos = fields.choice("typos", TYPOS.values, "normal")
        return cls(**fields.head, key=key, wordings=wordings, typos=typos) if key else None

    def prompt(self, language: str, dice: Random) -> Prompt:
        return self._show(language, Reply.TYPE)

    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        return self._key(language).judge(as_typed(response), language)

    def answer(self, language: str) -> str:
        return self.key.speak(language)

    def answers(self) -> Iterable[str]:
        return (*self.key.all, *self.wordings.accept)

    def samples(self) -> Iterable[Sample]:
        for right in self.answers():
            yield Sample(right, Verdict.CORRECT)
        yield from self.wordings.samples()

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
