"""What a teacher says of other answers than the key: right too, wrong though alike, half-right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.grading.judgement import Verdict
from bot.items.fields import Fields
from bot.items.item import Sample
from bot.items.options import fold
from bot.items.text import Text

Messages = Mapping[str, Text | None]


@dataclass(frozen=True, slots=True)
class Wordings:
    """`accept`, `reject` and `prompt` of one question."""

    accept: tuple[str, ...] = ()
    reject: Messages = field(default_factory=dict)
    prompt: Messages = field(default_factory=dict)

    def spoken_reject(self, language: str) -> dict[str, str]:
        return _spoken(self.reject, language)

    def spoken_prompt(self, language: str) -> dict[str, str]:
        return _spoken(self.prompt, language)

    def samples(self) -> Iterable[Sample]:
        for wrong in self.reject:
            yield Sample(wrong, Verdict.WRONG)
        for half in self.prompt:
            yield Sample(half, Verdict.PROMPT)

    def to_fields(self, language: str) -> dict[str, object]:
        written = {
            "accept": list(self.accept),
            "reject": _written(self.reject, language),
            "prompt": _written(self.prompt, language),
        }
        return {name: value for name, value in written.items() if value}


def read_wordings(fields: Fields, key: Text | None) -> Wordings:
    """What stands there, and a note where the same answer is said to be right and not."""
    wordings = Wordings(fields.answers("accept"), fields.messages("reject"), fields.messages("prompt"))
    if not wordings.reject and not wordings.prompt:
        return wordings
    right = {_folded(answer) for answer in (*(key.all if key else ()), *wordings.accept)}
    for name, answers in (("reject", wordings.reject), ("prompt", wordings.prompt)):
        for answer in answers:
            if _folded(answer) in right:
                fields.note("right-and-not", fields.place_of(name), field=name, text=answer)
    return wordings


def _folded(answer: str) -> str:
    return fold(answer) or answer


def _spoken(messages: Messages, language: str) -> dict[str, str]:
    return {answer: text.speak(language) if text else "" for answer, text in messages.items()}


def _written(messages: Messages, language: str) -> list[str] | dict[str, object]:
    """A list where nothing is said to any of them."""
    if not any(messages.values()):
        return list(messages)
    return {answer: text.written(language) if text else "" for answer, text in messages.items()}
