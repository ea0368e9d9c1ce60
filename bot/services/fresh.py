"""Fresh questions: made from a lesson's own text, so that asking again is not asking the same."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bot import own_yaml
from bot.bank.limits import FILES
from bot.bank.plain_form import from_plain
from bot.bank.question_set import QuestionSet
from bot.grading.lexicon import Lexicon
from bot.items.item import Item
from bot.lessons.checks import Avoided
from bot.lessons.lesson import Card, Lesson
from bot.lessons.library import Library

if TYPE_CHECKING:
    from bot.generation.drafts import Draft

PREFIX = "fresh"
# What a lesson of five minutes yields without asking the same thing twice.
MOST = 40
ASKED_AT_ONCE = 5
FEWEST = 3
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
        if refusal_of(made) in self.refused:
            return False
        return made.trust == "A" or (made.trust == "B" and key_of(made) in self.approved)


@dataclass
class Fresh:
    """The questions that may be made from each lesson, in each language.

    A card that tells a fact for background only gives none.
    """

    library: Library
    lexicon: Lexicon
    reviewed: Reviewed = Reviewed()
    avoided: Collection[Avoided] = ()
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
        items = [item for item in question_set.items if item.id not in hidden] if question_set else []
        dice = Random(f"{learner_id}:{lesson_id}:{day}")  # noqa: S311 - an order, not a secret
        drawn = dice.sample(items, len(items))
        # What one question of a sentence tells, another of it asks: they come together only where there are few.
        told = [item.about.source for item in drawn]
        again = [item for at, item in enumerate(drawn) if told[at] in told[:at]]
        first = [item for at, item in enumerate(drawn) if told[at] not in told[:at]]
        chosen = [*first[:ASKED_AT_ONCE], *again[: max(0, FEWEST - len(first))]]
        return tuple(item.id for item in chosen)

    def drafts(self, lesson: Lesson, language: str) -> "list[Draft]":
        """All that a lesson's text gives, before anybody has read it."""
        from bot.generation.drafts import draft  # noqa: PLC0415 - 0.2 s that no start needs

        cards = [card for card in lesson.edition(language).cards if "avoid" not in self._uses(card)]
        made = draft("\n\n".join(_text(card) for card in cards), language, self.lexicon, avoided=self.avoided)
        claims = " ".join(" ".join(_text(card).split()) for card in cards if "attributed" in self._uses(card))
        return [_as_claim(each) if each.sentence in claims else each for each in made]

    def facts_behind(self, item: Item) -> tuple[str, ...]:
        """The facts told on the card whose sentence a fresh question was made from; none of any other question."""
        lesson, language = self._lesson(item.id.partition("/")[0])
        if lesson is None or item.about.source is None or item.about.source.text is None:
            return ()
        sentence = item.about.source.text.speak(language)
        told = (card for card in lesson.edition(language).cards if sentence in " ".join(_text(card).split()))
        return tuple(fact for card in told for fact in card.facts)

    def _uses(self, card: Card) -> set[str]:
        """What may be done with the facts a card tells: `ok`, `attributed`, `avoid`."""
        return {known.quiz for fact in card.facts if (known := self.library.facts.get(fact))}

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
    """A short name that stays as long as the question, its answer and all that is chosen from do."""
    beside = (*made.elements, *(part for pair in made.pairs for part in pair))
    return _short("|".join((made.question, made.answer, *sorted(made.options), *beside)))


def refusal_of(made: "Draft") -> str:
    """The name under which a question is refused: whatever its options are."""
    return _short(f"{made.question}|{made.answer}")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _text(card: Card) -> str:
    """The card as a paragraph of an article, without marks."""
    return card.body.replace("**", "").replace("*", "")


def _as_claim(made: "Draft") -> "Draft":
    """Beside somebody's statements nothing is asked before it was read whose statement it is."""
    return made if made.trust != "A" else replace(made, trust="B", reasons=("claimed",))
