"""draft: questions from articles. A YAML set for a teacher, or JSON lines in and out."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.generation.drafts import Draft, draft
from bot.grading.lexicon import Lexicon

LEXICON = Path(__file__).parents[2] / "content" / "lexicon.yaml"
_FIELDS = ("question", "answer", "kind", "sentence", "qtype", "trust", "reasons", "options", "correction")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", help="articles: Markdown, plain text or HTML; standard input if left out")
    parser.add_argument("--jsonl", action="store_true", help="lines {id, lang, text} in, a line for each draft out")
    parser.add_argument("--lang", choices=("id", "en"), help="the language of the articles; told by their words if left out")
    parser.add_argument("--seed", type=int, default=0, help="another number gives other distractors and false statements")


def run(args: argparse.Namespace) -> int:
    lexicon = Lexicon.load(LEXICON)
    failed = False
    for line in json_lines(_lines(args.files), lexicon, args.seed):
        failed |= line.startswith('{"id": null, "line"') or '"error": {' in line
        print(line)
    return int(failed)


def json_lines(lines: Iterable[str], lexicon: Lexicon, seed: int = 0) -> Iterator[str]:
    """The drafts of each line's article; an unreadable line gives an error and the rest goes on."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = row["text"]
        except (ValueError, RecursionError, TypeError, KeyError) as problem:
            error = {"code": "unreadable-line", "message": f"a line must be an object with `text`: {problem}"}
            yield json.dumps({"id": None, "line": number, "error": error}, ensure_ascii=False)
            continue
        for made in draft(str(text), row.get("lang"), lexicon, seed):
            yield json.dumps({"id": row.get("id"), **_plain(made)}, ensure_ascii=False)


def _plain(made: Draft) -> dict[str, Any]:
    fields = asdict(made)
    return {name: fields[name] for name in _FIELDS if fields[name] not in (None, ())}


def _lines(files: list[str]) -> Iterator[str]:
    if not files:
        yield from sys.stdin
    for name in files:
        with Path(name).open(encoding="utf-8-sig") as file:
            yield from file
