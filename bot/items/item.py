"""What every kind of question can do."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from random import Random
from typing import ClassVar

from bot.grading.judgement import Judgement, Verdict
from bot.items.text import Text


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


@dataclass(frozen=True, slots=True)
class Source:
    """Where the key comes from: a sentence, and the place it stands in."""

    text: Text | None = None
    article: str | None = None
    url: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What any question may carry beside its key."""

    hints: tuple[Text, ...] = ()
    why: Text | None = None
    source: Source | None = None
    image: str | None = None
    alt: Text | None = None
    tags: tuple[str, ...] = ()
    level: int | None = None
    points: float = 1.0
    facts: tuple[str, ...] = ()


# What a learner gave: typed words, or the texts of the options chosen (in order; for MATCH the partner of each option).
Response = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A response whose verdict nobody disputes."""

    response: Response
    verdict: Verdict
    language: str = "id"


@dataclass(frozen=True)
class Item(ABC):
    """A question with its key. `id` is `set/slug`, stable across edits; `content` hashes what was asked."""

    kind: ClassVar[str]  # the word for `type:` in YAML

    id: str
    question: Text
    content: str = ""
    about: About = field(default_factory=About)

    @abstractmethod
    def prompt(self, language: str, dice: Random) -> Prompt:
        """The question as it is shown in `language`, options shuffled by `dice`."""

    @abstractmethod
    def judge(self, response: Response, language: str) -> Judgement:
        """Whether `response` is what was meant; typed words are understood wherever buttons are shown."""

    @abstractmethod
    def answer(self, language: str) -> str:
        """The key as it is shown to a learner."""

    @abstractmethod
    def samples(self) -> Iterable[Sample]:
        """Responses whose verdict nobody disputes."""

    @abstractmethod
    def to_fields(self) -> Mapping[str, object]:
        """What a teacher would write in YAML for this kind, beside what every kind has."""
