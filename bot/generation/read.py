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
    resolved: bool = False  # its pronoun was replaced by a name

    @property
    def text(self) -> str:
        return self.sentence.text
