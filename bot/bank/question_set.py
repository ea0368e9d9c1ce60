"""Question sets: items that belong together, and the shelf they stand on."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from bot.items.item import Item
from bot.items.text import Text


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """What a teacher writes in one file."""

    id: str
    title: Text
    language: str = "id"
    description: Text | None = None
    author: str | None = None
    licence: str | None = None
    tags: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Its items by `set/slug`."""
        return MappingProxyType({item.id: item for item in self.items})

    @cached_property
    def version(self) -> str:
        """A hash of everything that learners can come to see."""
        parts = (repr(part) for part in (self.title, self.description, *self.items))
        return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Bank:
    """All question sets, by id, and all their items, by `set/slug`."""

    sets: Mapping[str, QuestionSet] = field(default_factory=dict)

    @classmethod
    def of(cls, sets: Iterable[QuestionSet]) -> "Bank":
        return cls(MappingProxyType({each.id: each for each in sets}))

    @cached_property
    def items(self) -> Mapping[str, Item]:
        return MappingProxyType({item.id: item for each in self.sets.values() for item in each.items})

    def item(self, item_id: str) -> Item | None:
        """The one item, without looking at other sets than its own."""
        question_set = self.sets.get(item_id.partition("/")[0])
        return question_set.by_id.get(item_id) if question_set else None

    def search(self, words: str) -> tuple[QuestionSet, ...]:
        """The sets with all of `words` in their title, id, description or tags."""
        wanted = words.casefold().split()
        return tuple(each for each in self.sets.values() if all(word in _told(each) for word in wanted))


def _told(question_set: QuestionSet) -> str:
    description = question_set.description.all if question_set.description else ()
    return " ".join((question_set.id, *question_set.title.all, *description, *question_set.tags)).casefold()
