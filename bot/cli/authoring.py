"""`lint` and `schema`: what is wrong in question sets, and how they are written."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from html import unescape
from pathlib import Path

from bot.bank.checks import check
from bot.bank.library import load_bank, read_file, set_files
from bot.bank.question_set import Bank
from bot.bank.schema import schema
from bot.grading.lexicon import Lexicon
from bot.i18n import translator
from bot.items.findings import Finding, Severity, mended
from bot.items.item import Item
from bot.lessons import checks as lesson_checks

LEXICON = Path(__file__).parents[2] / "content" / "lexicon.yaml"
# A mend may bring to light what the slip hid; after so many rounds a file is as good as it gets.
MOST_ROUNDS = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    if parser.prog.endswith(" lint"):
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="question sets, folders of them, content"
        )
        against = "a text that lessons must not have sentences from"
        parser.add_argument("--against", action="append", default=[], type=Path, metavar="FILE", help=against)
        parser.add_argument("--fix", action="store_true", help="mend in place what is safe to mend")
        parser.add_argument("--json", action="store_true", help="one JSON object for each finding, for editors")
        parser.add_argument("--lang", choices=translator.LANGUAGES, default="en", help="language of the sentences")


def run(args: argparse.Namespace) -> int:
    return run_lint(args) if args.command == "lint" else run_schema()


def run_schema() -> int:
    print(json.dumps(schema(), ensure_ascii=False, indent=2))
    return 0


def run_lint(args: argparse.Namespace) -> int:
    """Findings as `file:line:col: code: message`; 1 if a file has to be changed, 2 if there is none to read."""
    missing = [path for path in (*args.paths, *args.against) if not path.exists()]
    for path in missing:
        print(f"tumen: there is no {path}", file=sys.stderr)
    failed = False
    for path, finding in _found(args):
        failed |= finding.severity is not Severity.WARNING
        print(_as_json(path, finding, args.lang) if args.json else _as_line(path, finding, args.lang))
    return 2 if missing else int(failed)


def _found(args: argparse.Namespace) -> Iterator[tuple[Path, Finding]]:
    foreign = "\n".join(path.read_text("utf-8") for path in args.against if path.exists())
    for folder in filter(_is_content, args.paths):
        yield from ((fault.path, fault.finding) for fault in lesson_checks.check(folder, _sets_beside(folder), foreign))
    for path in _files(path for path in args.paths if path.exists() and not _is_content(path)):
        if args.fix:
            _fix(path)
        yield from ((path, finding) for finding in _findings(path))


def _is_content(path: Path) -> bool:
    return (path / "lessons").is_dir()


def _sets_beside(folder: Path) -> dict[Path, tuple[Item, ...]]:
    """The question sets that lessons ask from."""
    quizzes = folder.parent / "quizzes"
    bank = load_bank(quizzes, _lexicon()) if quizzes.is_dir() else Bank()
    return {quizzes / f"{each.id}.yaml": each.items for each in bank.sets.values()}


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from set_files(path) if path.is_dir() else (path,)


def _findings(path: Path) -> list[Finding]:
    reading = read_file(path, _lexicon())
    found = (*reading.findings, *check(reading, date.today()))
    return sorted(found, key=lambda finding: (finding.line, finding.column))


def _lexicon() -> Lexicon:
    return Lexicon.load(LEXICON) if LEXICON.exists() else Lexicon.empty()


def _fix(path: Path) -> None:
    """Make every safe mend, until there is none left."""
    for _ in range(MOST_ROUNDS):
        reading = read_file(path, Lexicon.empty())
        safe = [mend for finding in reading.findings for mend in finding.mends[:1] if mend.safe]
        text = mended(reading.text, safe)
        if not safe or text == reading.text:
            return
        # A file is replaced whole or not at all: it may be the only copy.
        fresh = path.with_name(f"{path.name}.new")
        fresh.write_bytes(text.encode("utf-8"))
        fresh.replace(path)


def _as_line(path: Path, finding: Finding, language: str) -> str:
    said = unescape(translator.load().say(language, finding.sentence, **finding.values))
    level = "" if finding.severity is not Severity.WARNING else "suggestion: "
    return f"{path}:{finding.line}:{finding.column}: {finding.code}: {level}{said}"


def _as_json(path: Path, finding: Finding, language: str) -> str:
    said = unescape(translator.load().say(language, finding.sentence, **finding.values))
    return json.dumps({"file": str(path), "message": said, **asdict(finding)}, ensure_ascii=False)
