"""grade: judge responses from a file or from standard input, one line out for each line in."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot import own_yaml
from bot.grading.answer_key import AnswerKey, KeyFields
from bot.grading.explanation import steps
from bot.grading.judgement import Judgement
from bot.grading.lexicon import LANGUAGES, Lexicon

SENTENCES = Path(__file__).parents[1] / "i18n"
LEXICON = Path(__file__).parents[2] / "content" / "lexicon.yaml"


class Unreadable(ValueError):
    """A line that cannot be judged, and why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="JSON lines or .csv; standard input if left out")
    parser.add_argument("--explain", action="store_true", help="say how each judgement came about")


def run(args: argparse.Namespace) -> int:
    failed = False
    for line in _lines(args):
        failed |= '"error"' in line and "error" in json.loads(line)
        print(line, flush=False)
    return int(failed)


def _lines(args: argparse.Namespace) -> Iterator[str]:
    if args.file is None:
        yield from grade(sys.stdin, args.explain)
        return
    with Path(args.file).open(encoding="utf-8-sig", newline="") as file:
        lines = as_json_lines(file) if args.file.endswith(".csv") else file
        yield from grade(lines, args.explain)


def as_json_lines(file: Iterable[str]) -> Iterator[str]:
    """A teacher's table (columns id, lang, question, a, accept, response; `|` between values) as JSON lines."""
    for number, row in enumerate(csv.DictReader(file), 1):
        accept = [value.strip() for value in (row.get("accept") or "").split("|") if value.strip()]
        yield json.dumps(
            {
                "id": row.get("id") or number,
                "lang": row.get("lang") or "id",
                "question": row.get("question") or "",
                "key": {"a": (row.get("a") or "").split("|"), "accept": accept},
                "response": row.get("response") or "",
            }
        )


def grade(lines: Iterable[str], explain: bool = False) -> Iterator[str]:
    """A judgement for each line, in order, whatever is wrong with the others."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row_id = None
        try:
            row = _row(line)
            row_id = row.get("id")
            yield json.dumps({"id": row_id, **_judged(row, explain)}, ensure_ascii=False)
        except Unreadable as problem:
            error = {"code": problem.code, "message": str(problem)}
            yield json.dumps({"id": row_id, "line": number, "error": error}, ensure_ascii=False)


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise Unreadable("not-json", f"this line is not JSON: {problem}") from None
    if not isinstance(row, dict):
        raise Unreadable("not-an-object", "a line must be an object with `key` and `response`")
    return row


def _judged(row: Mapping[str, Any], explain: bool) -> dict[str, Any]:
    """What is said of one row."""
    response = row.get("response", "")
    if not isinstance(response, str | list):
        raise Unreadable("bad-response", "`response` must be text, or a list of texts")
    key = _prepared(json.dumps([row.get("key"), row.get("type"), row.get("question", "")], sort_keys=True))
    language = str(row.get("lang") or "id")
    given = response if isinstance(response, str) else [str(text) for text in response]
    judgement = key.judge(given, language)
    return {
        "verdict": judgement.verdict,
        "score": judgement.score,
        "reason": judgement.reason,
        "matched": judgement.matched,
        **(_explained(key, given, language, judgement) if explain else {}),
    }


def _explained(key: AnswerKey, given: str | list[str], language: str, judgement: Judgement) -> dict[str, Any]:
    text = given if isinstance(given, str) else ", ".join(given)
    return {
        "note": judgement.note,
        "steps": list(steps(key, text, language)),
        "sentence": {spoken: _sentence(spoken, _told_in(spoken, key, given, judgement)) for spoken in LANGUAGES},
    }


def _told_in(language: str, key: AnswerKey, given: str | list[str], judgement: Judgement) -> Judgement:
    """The same judgement with its names and notes in `language`."""
    told = key.judge(given, language)
    return told if told.reason == judgement.reason else judgement


def _sentence(language: str, judgement: Judgement) -> str:
    missing = judgement.needed - judgement.found
    sentences = _sentences(language)
    told = f"reason.{judgement.reason}.told" if judgement.note else ""
    words = sentences.get(told) or sentences[f"reason.{judgement.reason}"]
    return words.format(matched=judgement.matched or "", note=judgement.note or "", missing=missing).strip()


@lru_cache(maxsize=2)
def _sentences(language: str) -> dict[str, str]:
    return dict(own_yaml.read(SENTENCES / f"grading.{language}.yaml"))


@lru_cache(maxsize=4096)
def _prepared(content: str) -> AnswerKey:
    key, kind, question = json.loads(content)
    if not isinstance(key, dict) or not any(name in key for name in ("a", "all", "blanks")):
        raise Unreadable("no-key", "`key` must be an object with `a`, `all` or `blanks`")
    return AnswerKey.prepare(_fields(key, kind), _texts(question), known_names())


@lru_cache(maxsize=1)
def known_names() -> Lexicon:
    """The lexicon of the content that comes with the bot, loaded once."""
    return Lexicon.load(LEXICON)


def _fields(key: Mapping[str, Any], kind: str | None) -> KeyFields:
    return KeyFields(
        answer=_texts(key.get("a")),
        accept=_texts(key.get("accept")),
        reject=_remarks(key.get("reject")),
        prompt=_remarks(key.get("prompt")),
        type=kind or key.get("type"),
        tolerance=_text(key.get("tolerance")),
        unit=_text(key.get("unit")),
        precision=_text(key.get("precision")),
        typos=str(key.get("typos") or "normal"),
        all=tuple(_texts(element) for element in key.get("all") or ()),
        need=int(key["need"]) if str(key.get("need", "")).isdigit() else None,
        blanks=tuple(_texts(blank) for blank in key.get("blanks") or ()),
    )


def _texts(value: Any) -> tuple[str, ...]:
    """One text, a list of them, or a map by language or by element: always several strings."""
    if value is None:
        return ()
    if isinstance(value, Mapping):
        return tuple(text for part in value.values() for text in _texts(part))
    if isinstance(value, list):
        return tuple(text for part in value for text in _texts(part))
    return (str(value),)


def _remarks(value: Any) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {str(answer): str(remark or "") for answer, remark in value.items()}
    return dict.fromkeys(_texts(value), "")


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
