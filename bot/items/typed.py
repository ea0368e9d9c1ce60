"""What the kinds have in common that are answered with one typed text: words, a number, a date."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from bot.grading.judgement import Judgement, Verdict
from bot.items.item import Item, Prompt, Reply, Response, Sample, as_typed
from bot.items.text import Text
from bot.items.wordings import Wordings


@dataclass(frozen=True, kw_only=True)
class Typed(Item):
    """A key, and the wordings that a teacher accepts, refuses or asks back on."""

    key: Text
    wordings: Wordings = field(default_factory=Wordings)

    def prompt(self, language: str, dice: Random) -> Prompt:
        return self._show(language, Reply.TYPE)

    def judge(self, response: Response, language: str, shown: Prompt | None = None) -> Judgement:
        return self._key(language).judge(as_typed(response), language)

    def answer(self, language: str) -> str:
        return self.key.speak(language)

    def answers(self) -> Iterable[str]:
        return (*self.key.all, *self.wordings.accept)

    def samples(self) -> Iterable[Sample]:
        for right in self.answers():
            yield Sample(right, Verdict.CORRECT)
        yield from self.wordings.samples()
