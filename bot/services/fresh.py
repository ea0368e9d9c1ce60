"""Fresh questions: made from a lesson's own text, so that asking again is not asking the same."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bot import own_yaml
from bot.bank.limits import FILES
from bot.bank.plain_form import from_plain
from bot.bank.question_set import QuestionSet
from bot.grading.lexicon import Lexicon
from bot.lessons.lesson import Edition, Lesson
from bot.lessons.library import Library

if TYPE_CHECKING:
    from bot.generation.drafts import Draft

PREFIX = "fresh"
# What a lesson of five minutes yields without asking the same thing twice.
MOST = 40
ASKED_AT_ONCE = 5
TITLES = {"id": "Soal segar: {title}", "en": "Fresh questions: {title}"}


@dataclass(frozen=True)
class Reviewed:
    """What people said of drafts: B drafts that may be asked, and any that may not."""

    approved: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    @classmethod
    def load(cls, path: Path) -> "Reviewed":
        table = own_yaml.read(path) or {}
        return cls(frozenset(table.get("approved") or ()), frozenset(table.get("refused") or ()))

    def allows(self, made: "Draft") -> bool:
        """Class A unless refused, class B when approved, class C never."""
        key = key_of(made)
        return key not in self.refused and (made.trust == "A" or (made.trust == "B" and key in self.approved))


@dataclass
class Fresh:
    """The questions that may be made from each lesson, in each language."""

    library: Library
    lexicon: Lexicon
    reviewed: Reviewed = Reviewed()
    _made: dict[str, QuestionSet | None] = field(default_factory=dict)

    def find(self, set_id: str) -> QuestionSet | None:
        """The set of that id, made when it is first asked for; None when there is no such lesson."""
        if set_id not in self._made:
            lesson, language = self._lesson(set_id)
            self._made[set_id] = self._make(set_id, lesson, language) if lesson else None
        return self._made[set_id]

    def today(
        self, lesson_id: str, language: str, learner_id: int, day: date, hidden: Collection[str]
    ) -> tuple[str, ...]:
        """The ids of today's questions of a lesson for one learner; tomorrow's are others."""
        question_set = self.find(id_of(lesson_id, language))
        ids = [item.id for item in question_set.items if item.id not in hidden] if question_set else []
        dice = Random(f"{learner_id}:{lesson_id}:{day}")  # noqa: S311 - an order, not a secret
        return tuple(dice.sample(ids, min(ASKED_AT_ONCE, len(ids))))

    def drafts(self, lesson: Lesson, language: str) -> "list[Draft]":
        """All that a lesson's text gives, before anybody has read it."""
        from bot.generation.drafts import draft  # noqa: PLC0415 - 0.2 s that no start needs

        return draft(_text(lesson.edition(language)), language, self.lexicon)

    def _lesson(self, set_id: str) -> tuple[Lesson | None, str]:
        prefix, _, rest = set_id.partition("-")
        name, _, language = rest.rpartition("-")
        lesson = self.library.lesson(name.upper()) if prefix == PREFIX else None
        return (lesson, language) if lesson and language in lesson.editions else (None, "")

    def _make(self, set_id: str, lesson: Lesson, language: str) -> QuestionSet | None:
        drafts = [each for each in self.drafts(lesson, language) if self.reviewed.allows(each)]
        from bot.generation.writing import fields, selection  # noqa: PLC0415 - as above

        questions = {key_of(each): fields(each, key_of(each)) for each in selection(drafts, MOST)}
        title = TITLES[language].format(title=lesson.edition(language).title)
        head = {"id": set_id, "title": title, "lang": language}
        return from_plain({**head, "questions": list(questions.values())}, set_id, self.lexicon, FILES)


def id_of(lesson_id: str, language: str) -> str:
    return f"{PREFIX}-{lesson_id.lower()}-{language}"


def key_of(made: "Draft") -> str:
    """A short name that stays as long as the question does."""
    return hashlib.sha256(f"{made.question}|{made.answer}".encode()).hexdigest()[:10]


def _text(edition: Edition) -> str:
    """The cards as an article: without marks, a paragraph each."""
    return "\n\n".join(card.body.replace("**", "").replace("*", "") for card in edition.cards)
