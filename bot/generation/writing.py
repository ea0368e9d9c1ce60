"""Drafts as a question set that a teacher opens, reads and mends."""

import re
from collections.abc import Callable, Iterator, Sequence

from bot.bank.yaml_writing import to_yaml
from bot.generation.drafts import Draft

# From a reason's code to a sentence in the teacher's language.
Say = Callable[[str], str]


def selection(drafts: Sequence[Draft], most: int) -> list[Draft]:
    """The best drafts, each fact asked once and no answer more than twice; the surest class first."""
    asked: set[tuple[str, str]] = set()
    answers: dict[str, int] = {}
    chosen: list[Draft] = []
    for each in sorted(drafts, key=_order):  # stable: best first within a class
        fact = (each.sentence, each.answer)
        if fact in asked or (answers.get(each.answer, 0) == 2 and each.kind != "tf") or len(chosen) == most:
            continue
        asked.add(fact)
        answers[each.answer] = answers.get(each.answer, 0) + 1
        chosen.append(each)
    return chosen


def _order(made: Draft) -> tuple[str, bool]:
    """By class; what asks why and how before other drafts to work on: nothing else gives a teacher that."""
    return made.trust, made.qtype not in {"REASON", "MANNER"}


def question_set(drafts: Sequence[Draft], set_id: str, title: str, language: str, say: Say) -> str:
    """The drafts as YAML. Above each question stand its class and what a teacher should look at."""
    head = {"id": set_id, "title": title, "lang": language}
    lines = [to_yaml(head).rstrip("\n"), "questions:"]
    for number, each in enumerate(drafts, 1):
        item = to_yaml({"questions": [fields(each, f"d{number:02}")]}).split("\n", 1)[1].rstrip("\n")
        lines += [*(f"  # {comment}" for comment in _comments(each, say)), item, ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _comments(each: Draft, say: Say) -> Iterator[str]:
    yield say(f"draft.class-{each.trust.lower()}")
    for reason in each.reasons:
        yield f"- {say(f'draft.{reason}')}"


def fields(each: Draft, slug: str) -> dict[str, object]:
    """What a teacher would write of this question, in the order in which one writes it."""
    return {"id": slug, "q": re.sub("_{3,}", "____", each.question), **_key(each), **_beside(each)}


def _key(each: Draft) -> dict[str, object]:
    if each.kind == "order":
        return {"order": list(each.elements)}
    if each.kind == "match":
        return {"pairs": dict(each.pairs)}
    if each.kind == "mcq":
        return {"a": each.answer, "wrong": [option for option in each.options if option != each.answer]}
    if each.kind == "cloze":
        return {"blanks": [each.answer]}
    return {"a": each.answer.lower() if each.kind == "tf" else each.answer}


def _beside(each: Draft) -> dict[str, object]:
    why = {"why": each.correction} if each.correction else {}
    return {**why, "source": {"text": each.sentence}, "tags": [f"class-{each.trust.lower()}"]}
