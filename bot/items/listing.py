"""A question that is answered with several things, in any order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Self

from bot.grading.answer_key import KeyFields
from bot.grading.judgement import Judgement, Verdict
from bot.grading.similarity import closest
from bot.items.element import Element
from bot.items.field import ACCEPT, ALL, TYPOS, Field
from bot.items.fields import WORTH_SUGGESTING, Fields, replace_by
from bot.items.item import Item, Prompt, Reply, Response, Sample, as_typed
from bot.items.nodes import MapNode
from bot.items.options import fold
from bot.items.text import Text

NEED = Field("need", {"type": "integer", "minimum": 1}, "How many of `all` are enough.", ("perlu", "minimal"))


@dataclass(frozen=True, kw_only=True)
class Listing(Item):
    """`all` of them, or `need` of them."""

    kind = "list"
    fields = (ALL, NEED, ACCEPT, TYPOS)
    needs = ("all",)

    elements: tuple[Element, ...]
    need: int | None = None
    typos: str = "normal"

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        texts = fields.texts("all")
        typos = fields.choice("typos", TYPOS.values, "normal")
        need = fields.whole("need", 1, 1_000)
        if need is not None and texts and need > len(texts):
            fields.note("need-too-large", fields.place_of("need"), need=need, count=len(texts))
        if not texts or _stands_twice(fields, texts):
            return None
        accept = _accept_by_element(fields, texts)
        elements = tuple(Element(text, accept.get(place, ())) for place, text in enumerate(texts))
        return cls(**fields.head, elements=elements, need=need, typos=typos)

    @property
    def needed(self) -> int:
        return self.need or len(self.elements)

    def prompt(self, language: str, dice: Random) -> Prompt:
        return self._show(language, Reply.TYPE)

    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        return self._key(language).judge(as_typed(response), language)

    def answer(self, language: str) -> str:
        return ", ".join(element.text.speak(language) for element in self.elements)

    def answers(self) -> Iterable[str]:
        return (spelling for element in self.elements for spelling in element.spellings)

    def samples(self) -> Iterable[Sample]:
        texts = [element.text.all[0] for element in self.elements]
        yield Sample(", ".join(texts), Verdict.CORRECT)
        yield Sample("\n".join(reversed(texts)), Verdict.CORRECT)
        yield Sample(", ".join(element.spellings[-1] for element in self.elements[: self.needed]), Verdict.CORRECT)
        if self.needed > 1:
            yield Sample(texts[0], Verdict.PROMPT)

    def to_fields(self, language: str) -> Mapping[str, object]:
        texts = [element.text.written(language) for element in self.elements]
        accept = {element.text.all[0]: list(element.accept) for element in self.elements if element.accept}
        written = {"all": texts, "need": self.need and str(self.need), "accept": accept}
        typos = {} if self.typos == "normal" else {"typos": self.typos}
        return {name: value for name, value in written.items() if value} | typos

    def _key_fields(self, language: str) -> KeyFields:
        spellings = tuple(element.spellings for element in self.elements)
        return KeyFields(answer=(), all=spellings, need=self.needed, typos=self.typos, type="list")


def _stands_twice(fields: Fields, texts: tuple[Text, ...]) -> bool:
    seen: set[str] = set()
    for text in texts:
        folded = fold(text.all[0]) or text.all[0]
        if folded in seen:
            fields.note("same-twice", fields.place_of("all"), text=text.all[0])
            return True
        seen.add(folded)
    return False


def _accept_by_element(fields: Fields, texts: tuple[Text, ...]) -> dict[int, tuple[str, ...]]:
    """The other spellings of each element, by its place in the list."""
    node = fields.node("accept")
    if node is None:
        return {}
    if not isinstance(node, MapNode):
        fields.note("accept-by-element", fields.name_place("accept"), element=texts[0].all[0])
        return {}
    places = {fold(wording): place for place, text in enumerate(texts) for wording in text.all}
    accept: dict[int, tuple[str, ...]] = {}
    for name, value in node.entries:
        place = places.get(fold(name.text))
        if place is not None:
            accept[place] = fields.spellings("accept", value)
            continue
        near = closest(name.text, [text.all[0] for text in texts], WORTH_SUGGESTING)
        mends = (replace_by(name.place, near),) if near else ()
        fields.note("unknown-element", name.place, mends=mends, text=name.text, near=near or "")
    return accept
