"""The word tables of a language: what marks a title, a place, a hedge, a verb."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bot import own_yaml

LANGUAGES = ("id", "en")


@dataclass(frozen=True)
class Tables:
    """All word sets of one language by name, in small letters."""

    language: str
    sets: Mapping[str, frozenset[str]]
    maps: Mapping[str, Mapping[str, str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@lru_cache(maxsize=len(LANGUAGES))
def tables(language: str) -> Tables:
    """The tables of `language`; Indonesian where it has none."""
    known = language if language in LANGUAGES else "id"
    written: dict[str, Any] = own_yaml.parse(files(__package__).joinpath(f"{known}.yaml").read_text("utf-8"))
    sets = {name: _words(value) for name, value in written.items() if isinstance(value, str)}
    maps = {name: value for name, value in written.items() if isinstance(value, dict)}
    return Tables(known, sets, maps)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())
