"""What else is known when a response is judged: names of things, and the answers of the other questions."""

from dataclasses import dataclass, field

from bot.grading.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Known:
    """A response nearer to another known answer than to its own key is not a misspelling of the key."""

    lexicon: Lexicon = field(default_factory=Lexicon.empty)
    answers: frozenset[str] = frozenset()


NOTHING = Known()
