"""Keys of several elements, and texts with blanks: each part judged as an answer of its own."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.grading import words as table
from bot.grading.judgement import Judgement, Verdict
from bot.grading.normalise import Token, tokens
from bot.grading.phrases import Asked

_APART = ",;/\n.()"
_BETWEEN = table.AND | {"-", "+"}

_NUMBERING = "abcdefghij"
_ABBREVIATED = 3  # letters of a word that a dot shortens
# Elements that nothing parts are looked for among this many words.
_LONGEST_ELEMENT = 7


class Judge(Protocol):
    """What judges one element."""

    @property
    def shown(self) -> str: ...

    def judge(self, response: str | Sequence[str], language: str = "id") -> Judgement: ...


@dataclass(frozen=True)
class ListKey:
    """Elements in any order, of which some number is needed."""

    elements: tuple[Judge, ...]
    need: int
    asks: Asked

    def judge(self, given: Sequence[Token], language: str) -> Judgement:
        found: dict[int, Judgement] = {}
        false: str | None = None
        for piece in pieces(given):
            named = self._named(piece, found, language)
            if not named and not self._says_nothing(piece):
                false = false or " ".join(token.text for token in piece)
            false = false or self._more(piece, named, language)
            found |= named
        shown = ", ".join(self.elements[at].shown for at in sorted(found)) or None
        verdict, score, reason = self._weighed(len(found), false)
        return Judgement(verdict, score, reason, false if found and false else shown, None, len(found), self.need)

    def _weighed(self, found: int, false: str | None) -> tuple[Verdict, float, str]:
        if not found:
            return Verdict.WRONG, 0.0, "different"
        if false:
            return Verdict.WRONG, 0.3 * min(1.0, found / self.need), "extra_element"
        if found >= self.need:
            return Verdict.CORRECT, 1.0, "list"
        return Verdict.PROMPT, 0.8 * found / self.need, "list_incomplete"

    def _named(self, piece: Sequence[Token], already: Collection[int], language: str) -> dict[int, Judgement]:
        """The elements that a piece names: several that nothing parts, or one, rather one that is new."""
        several = self._run_together(piece, frozenset(range(len(self.elements))), language)
        if several:
            return several
        right = self._right(piece, range(len(self.elements)), language)
        best = max(right, key=lambda at: (at not in already, right[at].score), default=None)
        return {} if best is None else {best: right[best]}

    def _right(self, piece: Sequence[Token], among: Iterable[int], language: str) -> dict[int, Judgement]:
        told = {at: self._judged(piece, at, language) for at in among}
        return {at: judgement for at, judgement in told.items() if judgement.is_correct}

    def _run_together(self, piece: Sequence[Token], left: frozenset[int], language: str) -> dict[int, Judgement]:
        """Two elements or more of those that are `left`, one after another, and nothing else."""
        for cut in range(1, min(len(piece), _LONGEST_ELEMENT)):
            for at, judgement in self._right(piece[:cut], left, language).items():
                others = left - {at}
                rest = self._run_together(piece[cut:], others, language) or self._right(piece[cut:], others, language)
                if rest:
                    return {at: judgement} | rest
        return {}

    def _more(self, piece: Sequence[Token], named: Collection[int], language: str) -> str | None:
        """The word that ends a row of elements and belongs to none: "merah kuning biru" where blue is none."""
        last = piece[-1:]
        if len(named) < 2 or self._says_nothing(last) or last[0].text in table.NAMERS:
            return None
        parts = (self._judged(last, at, language).verdict for at in named)
        if any(verdict is not Verdict.WRONG for verdict in parts):
            return None
        without = self._run_together(piece[:-1], frozenset(named), language)
        return last[0].text if without.keys() == set(named) else None

    def _judged(self, piece: Sequence[Token], at: int, language: str) -> Judgement:
        return self.elements[at].judge(" ".join(token.text for token in piece), language)

    def _says_nothing(self, piece: Sequence[Token]) -> bool:
        return all(token.text in table.QUIET or token.is_number or token.text in self.asks.keys for token in piece)


def _is_parted(given: Sequence[Token], at: int, apart: str) -> bool:
    """Whether something parts a word from the one before; the dot of "Drs." or "Moh." does not."""
    marks = given[at].before
    if at and given[at - 1].text.isalpha() and len(given[at - 1].text) <= _ABBREVIATED:
        marks = marks.replace(".", "", 1)
    return any(mark in apart for mark in marks)


def judge_blanks(keys: Sequence[Judge], response: str | Sequence[str], language: str) -> Judgement:
    """One text for each blank, in order; a single text is cut where it is parted."""
    texts = (
        _blanks(response)
        if isinstance(response, str) and len(keys) > 1
        else [response]
        if isinstance(response, str)
        else response
    )
    texts = [*texts, *[""] * len(keys)][: len(keys)]
    told = [key.judge(text, language) for key, text in zip(keys, texts, strict=True)]
    right = sum(judgement.is_correct for judgement in told)
    shown = ", ".join(key.shown for key in keys)
    if len(keys) == 1:
        return told[0]
    if right == len(keys):
        return Judgement(Verdict.CORRECT, 1.0, "blanks", shown, found=right, needed=right)
    if 2 * right >= len(keys):
        return Judgement(Verdict.PROMPT, 0.8 * right / len(keys), "blanks_incomplete", found=right, needed=len(keys))
    return Judgement(Verdict.WRONG, 0.3 * right / len(keys), "different", found=right, needed=len(keys))


def _blanks(response: str) -> list[str]:
    return [" ".join(token.text for token in piece) for piece in pieces(tokens(response))]


def pieces(given: Sequence[Token], apart: str = _APART) -> list[tuple[Token, ...]]:
    """The stretches between commas, line ends and every "and"."""
    pieces: list[list[Token]] = [[]]
    counted = 0
    for at, token in enumerate(given):
        following = given[at + 1] if at + 1 < len(given) else token
        count = token.is_number or token.text == _NUMBERING[counted : counted + 1]
        if count and following.before[:1] in {".", ")"}:
            counted += 1
            pieces.append([])  # "1) Latvia 2) Estonia", "a. Latvia b. Estonia"
            continue
        if token.text == "-" and token.joined and following.joined and pieces[-1]:
            pieces[-1].append(token)  # "Kim Jong-un"
            continue
        if (pieces[-1] and _is_parted(given, at, apart)) or token.text in _BETWEEN:
            pieces.append([])
        if token.text not in _BETWEEN:
            pieces[-1].append(token)
    return [tuple(piece) for piece in pieces if piece]
