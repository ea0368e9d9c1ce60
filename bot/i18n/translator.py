"""From a key to a sentence in somebody's language."""

import html
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot import own_yaml

LANGUAGES = ("id", "en")


class Html(str):
    """Text that is already Telegram's HTML and is not escaped again."""

    __slots__ = ()


def escape(text: object) -> Html:
    """`text` as HTML that shows it letter by letter."""
    return text if isinstance(text, Html) else Html(html.escape(str(text), quote=False))


class Translator:
    """The sentences of every language; a sentence with `one` and `other` chooses by `count`."""

    def __init__(self, sentences: Mapping[str, Mapping[str, str | Mapping[str, str]]]) -> None:
        self.sentences = sentences

    def say(self, language: str, key: str, /, **values: object) -> Html:
        """The sentence as HTML, `values` escaped. An unknown key is a KeyError: a test holds every key."""
        sentence = self.sentences[language][key]
        if not isinstance(sentence, str):
            sentence = sentence["one" if values["count"] == 1 and "one" in sentence else "other"]
        return Html(sentence.format(**{name: escape(value) for name, value in values.items()}))

    def knows(self, key: str) -> bool:
        return all(key in self.sentences[language] for language in LANGUAGES)

    def everywhere(self, key: str) -> frozenset[str]:
        """A short text in each language, for recognising it when it is typed."""
        return frozenset(str(self.sentences[language][key]).casefold() for language in LANGUAGES)


@cache
def load() -> Translator:
    """The translator over `*.id.yaml` and `*.en.yaml` beside this file."""
    folder = Path(__file__).parent
    return Translator({language: _read(folder, language) for language in LANGUAGES})


def _read(folder: Path, language: str) -> dict[str, str | Mapping[str, str]]:
    sentences: dict[str, str | Mapping[str, str]] = {}
    for path in sorted([*folder.glob(f"*.{language}.yaml"), folder / f"{language}.yaml"]):
        sentences.update(own_yaml.read(path) or {})
    return sentences
