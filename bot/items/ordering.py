"""A question that is answered by putting things in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import Self

from bot.grading.judgement import Judgement, Verdict
from bot.items.field import TEXTS, Field
from bot.items.fields import Fields
from bot.items.item import Item, Prompt, Reply, Response, Sample
from bot.items.options import fold, one_of, several_of, unread
from bot.items.text import Text

ORDER = Field("order", TEXTS, "What is to be put in order, in the right order.", ("urutan", "urutkan"))


@dataclass(frozen=True, kw_only=True)
class Ordering(Item):
    """`order`, written in the right order."""

    kind = "order"
    fields = (ORDER,)
    needs = ("order",)

    order: tuple[Text, ...]

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        order = fields.texts("order", 2)
        folded = [fold(text.all[0]) or text.all[0] for text in order]
        twice = next((text for place, text in enumerate(folded) if text in folded[:place]), None)
        if twice is not None:
            fields.note("same-twice", fields.place_of("order"), text=order[folded.index(twice)].all[0])
        return None if len(order) < 2 or twice is not None else cls(**fields.head, order=order)

    def prompt(self, language: str, dice: Random) -> Prompt:
        right = [text.speak(language) for text in self.order]
        options = list(right)
        for _ in range(20):
            dice.shuffle(options)
            if options != right:  # shown in the right order, it would ask nothing
                break
        return self._show(language, Reply.PUT_IN_ORDER, tuple(options))

    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        places = self._places(response, shown)
        if places is None:
            return unread(response, len(self.order))
        return _weighed(places, len(self.order), self.answer(language))

    def answer(self, language: str) -> str:
        return " → ".join(text.speak(language) for text in self.order)

    def answers(self) -> Iterable[str]:
        return ()

    def samples(self) -> Iterable[Sample]:
        texts = tuple(text.all[0] for text in self.order)
        yield Sample(texts, Verdict.CORRECT)
        yield Sample(tuple(text.all[-1] for text in self.order), Verdict.CORRECT)
        yield Sample(tuple(reversed(texts)), Verdict.WRONG)
        yield Sample(texts[:1], Verdict.PROMPT)

    def to_fields(self, language: str) -> Mapping[str, object]:
        return {"order": [text.written(language) for text in self.order]}

    def _places(self, response: Response, shown: Prompt | None) -> list[int] | None:
        """The places in the right order of what was given, in the order it was given."""
        right = [text.all for text in self.order]
        options = _as_shown(right, shown)
        if isinstance(response, str):
            given = several_of(response, options, shown is not None, self.question.all, self.known)
        else:
            found = [one_of(text, options, False, self.question.all, self.known) for text in response]
            given = None if None in found else tuple(place for place in found if place is not None)
        return None if given is None else [right.index(options[place]) for place in given]


def _as_shown(options: Sequence[tuple[str, ...]], shown: Prompt | None) -> list[tuple[str, ...]]:
    if shown is None:
        return list(options)
    by_wording = {wording: option for option in options for wording in option}
    return [by_wording[text] for text in shown.options if text in by_wording]


def _weighed(places: list[int], needed: int, answer: str) -> Judgement:
    found = sum(place == right for right, place in enumerate(places))
    if sorted(places) != list(range(needed)):
        return Judgement(Verdict.PROMPT, 0.0, "incomplete", found=len(set(places)), needed=needed)
    if found == needed:
        return Judgement(Verdict.CORRECT, 1.0, "exact", matched=answer, found=found, needed=needed)
    # What counts is which came before which: one thing out of place does not make all the others wrong.
    pairs = list(combinations(places, 2))
    score = sum(before < after for before, after in pairs) / len(pairs)
    return Judgement(Verdict.WRONG, round(score, 3), "order_differs", found=found, needed=needed)
