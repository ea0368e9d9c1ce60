"""Names of one thing in every language, and what it must not be taken for."""

from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from bot import own_yaml
from bot.grading.normalise import tokens
from bot.grading.words import FAMILY_FIRST, TITLES

LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Entity:
    """One person, place, state, organisation, document, event or thing, by all its names."""

    id: str
    type: str
    name: Mapping[str, str]
    forms: tuple[str, ...]
    misspellings: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    confusables: tuple[str, ...] = ()
    not_forms: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def said(self) -> tuple[str, ...]:
        """Every form that names it and nobody else: "Choe" or "Menlu Choe" could be anyone of the family."""
        forms = (*self.name.values(), *self.forms, *self.misspellings)
        return tuple(form for form in forms if self.type != "person" or not _is_family(form))

    def called(self, language: str) -> str:
        return self.name.get(language) or next(iter(self.name.values()))

    def told_apart(self, other: "Entity", language: str) -> str | None:
        """What `other` is to this one ("ayahnya"), or who or what it is at all."""
        return self.why.get(other.id, other.about).get(language)


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of words that names something: entities that share the form, or a meaning (`= …`) others have too."""

    start: int
    end: int
    ids: frozenset[str]


class Lexicon:
    """The entities, found by any of their forms, and the words that mean the same."""

    def __init__(self, entities: Iterable[Entity] = (), same: Iterable[Sequence[str]] = ()) -> None:
        self.entities: Mapping[str, Entity] = {entity.id: entity for entity in entities}
        self._groups = tuple(same)

    @classmethod
    def load(cls, path: Path) -> "Lexicon":
        return cls.of(own_yaml.read(path))

    @classmethod
    def of(cls, mapping: Mapping[str, Any]) -> "Lexicon":
        return cls((_entity(fields) for fields in mapping.get("entities", ())), mapping.get("same", ()))

    @classmethod
    def empty(cls) -> "Lexicon":
        return cls()

    def named(self, words: tuple[str, ...]) -> frozenset[str]:
        """The entities that these words name, all of them together."""
        return self._ids.get(words, frozenset())

    def only(self, form: str) -> frozenset[str]:
        """The one entity that a form names; none where it names several, or nothing."""
        ids = self.named(_words(form))
        return ids if len(ids) == 1 and ids <= self.entities.keys() else frozenset()

    @property
    def begin(self) -> KeysView[str]:
        """The words that a name can begin with."""
        return self._longest.keys()

    def mentions(self, words: tuple[str, ...]) -> Iterator[Mention]:
        """The names in `words`, the longest first where they overlap."""
        at = 0
        while at < len(words):
            for length in range(min(self._longest.get(words[at], 0), len(words) - at), 0, -1):
                ids = self._ids.get(words[at : at + length])
                if ids:
                    yield Mention(at, at + length, ids)
                    at += length - 1
                    break
            at += 1

    def same(self, words: Iterable[str]) -> frozenset[str]:
        """What these words mean, where several words mean it."""
        return frozenset(meaning for word in words for meaning in self._same.get(word, ()))

    # Made when a text is first read: no start waits for them.

    @cached_property
    def _ids(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """What each run of words names."""
        ids: dict[tuple[str, ...], frozenset[str]] = {}
        for words, each in self._named():
            ids[words] = ids.get(words, frozenset()) | {each}
        return ids

    def _named(self) -> Iterator[tuple[tuple[str, ...], str]]:
        together = ((word, f"= {group[0]}") for group in self._groups for word in group if " " in word)
        said = ((form, entity.id) for entity in self.entities.values() for form in entity.said)
        return ((words, each) for form, each in chain(together, said) if (words := _words(form)))

    @cached_property
    def inside(self) -> frozenset[str]:
        """Every word of a name."""
        return frozenset(word for words in self._ids for word in words)

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        """How many words a name has at most that begins with this one."""
        longest: dict[str, int] = {}
        for words in self._ids:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
        return longest

    @cached_property
    def _same(self) -> Mapping[str, set[str]]:
        """What each word means that shares its meaning with others."""
        same: dict[str, set[str]] = {}
        for group in self._groups:
            for word in group:
                if " " not in word:
                    same.setdefault(word, set()).add(f"= {group[0]}")
        return same


def _entity(fields: Mapping[str, Any]) -> Entity:
    return Entity(
        id=fields["id"],
        type=fields["type"],
        name=fields["name"],
        forms=tuple(form for forms in fields.get("forms", {}).values() for form in forms),
        misspellings=tuple(fields.get("misspellings", ())),
        metonyms=tuple(fields.get("metonyms", ())),
        confusables=tuple(fields.get("not", ())),
        not_forms=tuple(fields.get("not_forms", ())),
        within=tuple(fields.get("within", ())),
        about=fields.get("about", {}),
        why=fields.get("why", {}),
    )


def _is_family(form: str) -> bool:
    names = [word for word in _words(form) if word not in TITLES]
    return len(names) == 1 and names[0] in FAMILY_FIRST


def _words(form: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(form) if token.text != "-")
