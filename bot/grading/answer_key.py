"""What is accepted, refused and asked back: the key of one question, ready to judge."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.grading.judgement import Judgement, Verdict
from bot.grading.lexicon import Lexicon
from bot.grading.normalise import joined, tokens
from bot.grading.similarity import is_misspelling


@dataclass(frozen=True)
class KeyFields:
    """What a teacher wrote, as plain strings; several languages simply give several strings."""

    answer: tuple[str, ...]
    accept: tuple[str, ...] = ()
    reject: Mapping[str, str] = field(default_factory=dict)
    prompt: Mapping[str, str] = field(default_factory=dict)
    type: str | None = None
    tolerance: str | None = None
    unit: str | None = None
    precision: str | None = None
    typos: str = "normal"
    all: tuple[tuple[str, ...], ...] = ()
    need: int | None = None
    blanks: tuple[tuple[str, ...], ...] = ()


class AnswerKey:
    """A key with everything precomputed, so that judging takes microseconds."""

    def __init__(self, fields: KeyFields, lexicon: Lexicon) -> None:
        self.fields = fields
        self._accepted = {_look(text): text for text in (*reversed(fields.accept), *reversed(fields.answer))}
        for text in fields.answer:
            for entity_id in lexicon.named(tuple(_look(text).split())):
                entity = lexicon.entities[entity_id]
                for form in (*entity.forms, *entity.name.values()):
                    self._accepted.setdefault(_look(form), text)

    @classmethod
    def prepare(
        cls, fields: KeyFields, question: tuple[str, ...], lexicon: Lexicon, neighbours: Collection[str] = ()
    ) -> "AnswerKey":
        """`question`: its text in each language; `neighbours`: other known answers of the set."""
        return cls(fields, lexicon)

    def judge(self, response: str | Sequence[str], language: str = "id") -> Judgement:
        """Whether `response` is what was meant; a sequence is one text for each blank."""
        text = response if isinstance(response, str) else " ".join(response)
        given = _look(text)
        if given in self._accepted:
            return Judgement(Verdict.CORRECT, 1.0, "exact", self._accepted[given])
        for wanted, shown in self._accepted.items():
            if is_misspelling(given, wanted):
                return Judgement(Verdict.CORRECT, 0.9, "spelling", shown, note=shown)
        return Judgement(Verdict.WRONG, 0.0, "different")


def _look(text: str) -> str:
    return joined(tuple(token.text for token in tokens(text)))
