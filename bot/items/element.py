"""One of several parts of a key, with the other ways to write it."""

from dataclasses import dataclass

from bot.items.text import Text


@dataclass(frozen=True, slots=True)
class Element:
    """A place in a list, or a blank."""

    text: Text
    accept: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.text.all, *self.accept)))
