"""What every kind of question can do."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from random import Random
from typing import ClassVar, Self

from bot.grading.answer_key import AnswerKey, KeyFields
from bot.grading.judgement import Judgement, Verdict
from bot.items.about import About, Source
from bot.items.field import Field
from bot.items.fields import Fields
from bot.items.known import NOTHING, Known
from bot.items.text import Text

__all__ = ["About", "Item", "Prompt", "Reply", "Response", "Sample", "Source", "as_typed"]


class Reply(Enum):
    """How a response is given. Closed: the chat draws each of them."""

    TYPE = "type"  # words, a number or a date, typed
    PICK_ONE = "pick_one"  # one of the options
    PICK_MANY = "pick_many"  # any number of the options, then done
    PUT_IN_ORDER = "put_in_order"  # every option once, in order
    MATCH = "match"  # for each option one of the partners
    FILL_BLANKS = "fill_blanks"  # one typed text for each blank


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question as it is put to one learner: the same dice give the same order of options."""

    text: str
    reply: Reply
    options: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()  # MATCH: what the options are matched with
    blanks: int = 0
    image: str | None = None
    alt: str | None = None
    audio: str | None = None


# What a learner gave: typed words, or the texts of the options chosen (in order; for MATCH the partner of each option).
Response = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A response whose verdict nobody disputes."""

    response: Response
    verdict: Verdict
    language: str = "id"


@dataclass(frozen=True, kw_only=True)
class Item(ABC):
    """A question with its key. `id` is `set/slug`, stable across edits."""

    kind: ClassVar[str]  # the word for `type:` in YAML
    fields: ClassVar[tuple[Field, ...]]  # what a teacher writes for this kind, beside `q` and what stands in `About`
    needs: ClassVar[tuple[str, ...]]  # the fields that it cannot do without

    id: str
    question: Text
    about: About = field(default_factory=About)
    known: Known = field(default=NOTHING, compare=False, repr=False)

    @classmethod
    def fits(cls, fields: Fields) -> bool:
        """Whether a question that was written so, without `type`, is of this kind."""
        return all(name in fields for name in cls.needs)

    @classmethod
    @abstractmethod
    def read(cls, fields: Fields) -> Self | None:
        """The item that a teacher wrote; None, and a finding noted, where it cannot be one."""

    @abstractmethod
    def prompt(self, language: str, dice: Random) -> Prompt:
        """The question as it is shown in `language`, options shuffled by `dice`."""

    @abstractmethod
    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        """Whether `response` is what was meant.

        Typed words are understood wherever buttons are shown; letters and numbers only mean the options of the prompt
        that was `shown`.
        """

    @abstractmethod
    def answer(self, language: str) -> str:
        """The key as it is shown to a learner."""

    @abstractmethod
    def answers(self) -> Iterable[str]:
        """Every spelling of what is right: to the other questions of the set, another known answer."""

    @abstractmethod
    def samples(self) -> Iterable[Sample]:
        """Responses whose verdict nobody disputes."""

    @abstractmethod
    def to_fields(self, language: str) -> Mapping[str, object]:
        """What a teacher writing in `language` would write for this kind: strings, lists and mappings."""

    @cached_property
    def content(self) -> str:
        """A hash of what is asked and judged; hints, reasons and pictures may change and it is the same question."""
        asked = [self.kind, self.question.written(""), self.to_fields("")]
        written = json.dumps(asked, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:16]

    def _show(
        self,
        language: str,
        reply: Reply,
        options: tuple[str, ...] = (),
        partners: tuple[str, ...] = (),
        blanks: int = 0,
    ) -> Prompt:
        about = self.about
        alt = about.alt.speak(language) if about.alt else None
        text = self.question.speak(language)
        return Prompt(text, reply, options, partners, blanks, about.image, alt, about.audio)

    def _key_fields(self, language: str) -> KeyFields:
        """What is judged by the words alone, with what is said to it in `language`."""
        raise AssertionError(f"{self.kind} is not judged by words alone")

    def _key(self, language: str) -> AnswerKey:
        """The answer key, prepared when it is first needed: a bank is read often and asked seldom."""
        keys: dict[str, AnswerKey] = self.__dict__.setdefault("_keys", {})
        if language not in keys:
            fields = self._key_fields(language)
            keys[language] = AnswerKey.prepare(fields, self.question.all, self.known.lexicon, self.known.answers)
        return keys[language]


def as_typed(response: Response) -> str:
    """What stands in a response, as one text."""
    return response if isinstance(response, str) else ", ".join(response)
