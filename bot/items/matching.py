"""A question that is answered by finding for each thing its partner."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Self

from bot.grading.judgement import Judgement, Verdict
from bot.items.field import TEXT, Field
from bot.items.fields import Fields
from bot.items.item import Item, Prompt, Reply, Response, Sample
from bot.items.nodes import ListNode, MapNode, Node
from bot.items.options import fold, labelled, one_of, unread
from bot.items.text import Text

PAIRS = Field("pairs", {"$ref": "#/definitions/pairs"}, "What belongs together.", ("pasangan", "pasangkan"))
SIDES = (
    Field("left", TEXT, "One side of a pair.", ("kiri",)),
    Field("right", TEXT, "The other side of it.", ("kanan",)),
)

_SIDE_NAMES = {name: side.name for side in SIDES for name in (side.name, *side.also)}
_LABELS = re.compile(r"\b(\d{1,2})\s*[-=:.→>)]*\s*([a-z])\b|\b([a-z])\s*[-=:.→>)]*\s*(\d{1,2})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:=>|->|→|=|:|\s[-–—]\s)\s*")


@dataclass(frozen=True, kw_only=True)
class Matching(Item):
    """`pairs`: the left side is shown in its order, the right side shuffled."""

    kind = "match"
    fields = (PAIRS,)
    needs = ("pairs",)

    pairs: tuple[tuple[Text, Text], ...]

    @classmethod
    def read(cls, fields: Fields) -> Self | None:
        pairs = _read_pairs(fields)
        if len(pairs) == 1 == _written(fields.node("pairs")):
            fields.note("too-few", fields.name_place("pairs"), field="pairs", least=2, count=1)
        folded = [fold(left.all[0]) or left.all[0] for left, _ in pairs]
        twice = next((place for place, text in enumerate(folded) if text in folded[:place]), None)
        if twice is not None:
            fields.note("same-twice", fields.place_of("pairs"), text=pairs[twice][0].all[0])
        return None if len(pairs) < 2 or twice is not None else cls(**fields.head, pairs=pairs)

    def prompt(self, language: str, dice: Random) -> Prompt:
        options = tuple(left.speak(language) for left, _ in self.pairs)
        partners = list(dict.fromkeys(right.speak(language) for _, right in self.pairs))
        dice.shuffle(partners)
        return self._show(language, Reply.MATCH, options, tuple(partners))

    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        given = self._typed(response, shown) if isinstance(response, str) else self._picked(response)
        answered = [place for place in given if place is not None]
        needed = len(self.pairs)
        if not answered:
            return unread(response, needed)
        if len(answered) < needed:
            return Judgement(Verdict.PROMPT, 0.0, "incomplete", found=len(answered), needed=needed)
        found = sum(self._fits(pair, place) for pair, place in enumerate(answered))
        if found == needed:
            return Judgement(Verdict.CORRECT, 1.0, "exact", matched=self.answer(language), found=found, needed=needed)
        return Judgement(Verdict.WRONG, round(found / needed, 3), "pairs_differ", found=found, needed=needed)

    def answer(self, language: str) -> str:
        return "; ".join(f"{left.speak(language)} – {right.speak(language)}" for left, right in self.pairs)

    def answers(self) -> Iterable[str]:
        return ()

    def samples(self) -> Iterable[Sample]:
        partners = tuple(right.all[0] for _, right in self.pairs)
        yield Sample(partners, Verdict.CORRECT)
        yield Sample(tuple(right.all[-1] for _, right in self.pairs), Verdict.CORRECT)
        if len(set(partners)) > 1:
            yield Sample((*partners[1:], partners[0]), Verdict.WRONG)
        yield Sample(partners[:1], Verdict.PROMPT)

    def to_fields(self, language: str) -> Mapping[str, object]:
        plain = [(left.written(language), right.written(language)) for left, right in self.pairs]
        if all(isinstance(left, str) for left, _ in plain):
            return {"pairs": dict(plain)}
        return {"pairs": [{"left": left, "right": right} for left, right in plain]}

    def _fits(self, pair: int, partner: int) -> bool:
        # Two things may share one partner: then either of its places is right.
        return self.pairs[pair][1].all[0] == self.pairs[partner][1].all[0]

    def _picked(self, partners: Sequence[str]) -> list[int | None]:
        rights = [right.all for _, right in self.pairs]
        distinct = _distinct(rights)
        chosen = [one_of(text, distinct, False, self.question.all, self.known) for text in partners]
        return [None if place is None else rights.index(distinct[place]) for place in chosen]

    def _typed(self, typed: str, shown: Prompt | None) -> list[int | None]:
        given: list[int | None] = [None] * len(self.pairs)
        for option, partner in [*self._by_labels(typed, shown), *self._by_texts(typed, shown)]:
            if given[option] is None:
                given[option] = partner
        return given

    def _by_labels(self, typed: str, shown: Prompt | None) -> Iterable[tuple[int, int]]:
        """ "1b 2a 3c": the options are numbered, the partners lettered."""
        for found in _LABELS.finditer(typed) if shown else ():
            number, letter = (found[1], found[2]) if found[1] else (found[4], found[3])
            option = labelled(number, len(self.pairs))
            place = labelled(letter, len(shown.partners)) if shown else None
            if option is not None and place is not None and shown:
                partner = self._picked((shown.partners[place],))[0]
                if partner is not None:
                    yield option, partner

    def _by_texts(self, typed: str, shown: Prompt | None) -> Iterable[tuple[int, int]]:
        """ "Putin = Presiden Rusia; Lavrov = Menteri Luar Negeri"."""
        lefts = [left.all for left, _ in self.pairs]
        for part in typed.split("\n" if "\n" in typed else ";"):
            sides = _BETWEEN.split(part.strip(), maxsplit=1)
            if len(sides) == 2:
                option = one_of(sides[0], lefts, shown is not None, self.question.all, self.known)
                partner = self._picked((sides[1],))[0]
                if option is not None and partner is not None:
                    yield option, partner


def _written(node: Node | None) -> int:
    """How many pairs stand there, right or not."""
    return len(node.items if isinstance(node, ListNode) else node.entries if isinstance(node, MapNode) else ())


def _distinct(rights: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(rights))


def _read_pairs(fields: Fields) -> tuple[tuple[Text, Text], ...]:
    node = fields.node("pairs")
    if node is None:
        return ()
    if isinstance(node, MapNode):
        read = [(_left(fields, name), fields.as_text("pairs", value)) for name, value in node.entries]
    elif isinstance(node, ListNode):
        read = [_read_pair(fields, each) for each in node.items]
    else:
        fields.note("not-pairs", node.place)
        return ()
    return tuple((left, right) for left, right in read if left and right)


def _left(fields: Fields, name: Node) -> Text | None:
    return fields.as_text("pairs", name)


def _read_pair(fields: Fields, node: Node) -> tuple[Text | None, Text | None]:
    """A pair as `{left, right}`, or as one line `left: right`."""
    if not isinstance(node, MapNode):
        fields.note("not-pairs", node.place)
        return None, None
    if len(node.entries) == 1 and node.entries[0][0].text not in _SIDE_NAMES:
        name, value = node.entries[0]
        return fields.as_text("pairs", name), fields.as_text("pairs", value)
    pair = Fields(node, _SIDE_NAMES, fields.language, fields.notebook)
    for side in SIDES:
        if side.name not in pair:
            pair.missing(side.name, "pair-incomplete")
    return pair.text("left"), pair.text("right")
