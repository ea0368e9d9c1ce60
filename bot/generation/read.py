"""A sentence as it was read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.generation.entities import Mention
from bot.generation.sentences import Sentence
from bot.generation.words import Word


@dataclass(frozen=True)
class Read:
    """A sentence with its words and the mentions in it."""

    sentence: Sentence
    words: Sequence[Word]
    mentions: Sequence[Mention]
    resolved: str = ""  # the name that stands for its pronoun

    @property
    def text(self) -> str:
        return self.sentence.text
