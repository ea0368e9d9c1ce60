"""draft: questions from articles. A YAML set for a teacher, or JSON lines in and out."""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from bot.generation.article import language_of
from bot.generation.drafts import Draft, draft
from bot.generation.sentences import plain
from bot.generation.writing import question_set, selection
from bot.grading.lexicon import Lexicon
from bot.i18n.translator import load
from bot.lessons.checks import Words

# The drafts of a text in a language, told by its words where it is None.
Drafting = Callable[[str, str | None], list[Draft]]
CONTENT = Path(__file__).parents[2] / "content"
# What a teacher goes through in one sitting.
MOST = 30
_FIELDS = ("question", "answer", "kind", "sentence", "qtype", "trust", "reasons", "options", "correction")
_KINDS = ("wh", "cloze", "mcq", "tf")  # the forms of one sentence; orders and matches are for YAML


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="Markdown, plain text or HTML; standard input if left out"
    )
    parser.add_argument("--jsonl", action="store_true", help="lines {id, lang, text} in, a line for each draft out")
    parser.add_argument("--lang", choices=("id", "en"), help="the article's language; told by its words if left out")
    parser.add_argument("--seed", type=int, default=0, help="another number: other distractors and false statements")
    parser.add_argument("--most", type=int, default=MOST, help=f"at most so many questions of an article ({MOST})")


def run(args: argparse.Namespace) -> int:
    lexicon, avoided = Lexicon.load(CONTENT / "lexicon.yaml"), Words.load(CONTENT / "words.yaml").avoided
    drafting = partial(draft, lexicon=lexicon, seed=args.seed, avoided=avoided)
    if not args.jsonl:
        return _write_sets(args, drafting)
    failed = False
    for line in json_lines(_lines(args.files), drafting):
        failed |= '"error"' in line and "error" in json.loads(line)
        print(line)
    return int(failed)


def json_lines(lines: Iterable[str], drafting: Drafting) -> Iterator[str]:
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
        for made in drafting(str(text), row.get("lang")):
            if made.kind in _KINDS:
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


def _write_sets(args: argparse.Namespace, drafting: Drafting) -> int:
    """A set for each article on standard output; how it went on standard error."""
    failed = False
    for name in args.files or ["-"]:
        try:
            text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as problem:
            print(load().say(args.lang or "id", "draft.unreadable", name=name, problem=problem), file=sys.stderr)
            failed = True
            continue
        print(_one_set(name, plain(text), args, drafting), end="")
    return int(failed)


def _one_set(name: str, text: str, args: argparse.Namespace, drafting: Drafting) -> str:
    language = args.lang or language_of(text)
    say = partial(load().say, language)
    chosen = selection(drafting(text, language), args.most)
    stem = "article" if name == "-" else Path(name).stem
    sure = sum(each.trust == "A" for each in chosen)
    print(say("draft.progress", name=name, count=len(chosen), a=sure), file=sys.stderr)
    set_id = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "article"
    return question_set(chosen, set_id[:60], str(say("draft.title", name=stem)), language, say)
