"""How English asks: question forms for a fact, each with the pattern it came from."""

from collections.abc import Iterator, Sequence

from bot.generation.article import Article
from bot.generation.facts import Fact
from bot.generation.words import Word


def is_verb(words: Sequence[Word], at: int) -> bool:
    return False


def forms(fact: Fact, article: Article) -> Iterator[object]:
    return iter(())
