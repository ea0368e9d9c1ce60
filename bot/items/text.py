"""A text in one language or several."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """What is said, by language; a language that is missing borrows from another."""

    by_language: Mapping[str, str]

    @classmethod
    def of(cls, text: str, language: str = "id") -> "Text":
        return cls({language: text})

    def speak(self, language: str) -> str:
        """The text in `language`, else in the first language it has."""
        return self.by_language.get(language) or next(iter(self.by_language.values()))

    @property
    def all(self) -> tuple[str, ...]:
        """Each different wording once, in the order of the languages."""
        return tuple(dict.fromkeys(self.by_language.values()))

    def written(self, language: str) -> str | dict[str, str]:
        """As it is written in a file in `language`: plain if it has that language alone."""
        return self.by_language[language] if self.by_language.keys() == {language} else dict(self.by_language)
