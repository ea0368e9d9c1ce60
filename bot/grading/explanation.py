"""How a judgement came about, step by step."""

from collections.abc import Iterator

from bot.grading import guards
from bot.grading.answer_key import AnswerKey
from bot.grading.normalise import tidy, tokens


def steps(key: AnswerKey, response: str, language: str = "id") -> tuple[str, ...]:
    """What was read, what of it counted, by which kinds of key it was judged, and what came out."""
    return tuple(_steps(key, response, language))


def _steps(key: AnswerKey, response: str, language: str) -> Iterator[str]:
    text = tidy(response)
    kept = guards.settled(text, key.denies)
    yield f"read: {text}"
    if kept.split() != text.split():
        yield f"what counts: {' '.join(kept.split())}"
    yield "judged as: " + ", ".join(_kinds(key))
    if key.text and (given := tokens(kept)):
        found, phrase = key.text.best(given, language, key.text.reader.read(given))
        names = [word.text for word in key.text.reader.read(given).words if word.ids]
        if names:
            yield "names: " + ", ".join(names)
        other = f", beside it: {found.other.text}" if found.other else ""
        how = f"{found.fit.name.lower()}, {found.reason}, slips: {found.slips}, missing: {found.missing}{other}"
        yield f"nearest: {phrase.shown} ({how})"
    judgement = key.judge(response, language)
    yield f"verdict: {judgement.verdict} ({judgement.reason})"


def _kinds(key: AnswerKey) -> list[str]:
    kinds = {
        "blanks": key.blanks,
        "list": key.elements,
        "yes or no": key.truth,
        "date": key.dates,
        "number": key.numbers,
        "words": key.text,
    }
    return [name for name, there in kinds.items() if there]
