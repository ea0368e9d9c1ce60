"""`import` and `export`: question sets from and to other formats."""

import argparse
import sys
from html import unescape
from pathlib import Path

from bot.bank import yaml_format
from bot.bank.formats import FORMATS, export, format_of
from bot.bank.library import read_file
from bot.bank.limits import FILES
from bot.bank.plain_form import slug
from bot.bank.reading import Reading
from bot.grading.lexicon import Lexicon
from bot.i18n import translator
from bot.items.findings import Finding, Severity

LEXICON = Path(__file__).parents[2] / "content" / "lexicon.yaml"
# No file of questions is larger, pictures and all.
MOST_BYTES = 64_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=translator.LANGUAGES, default="en", help="language of the sentences")
    if parser.prog.endswith(" import"):
        readable = [each.name for each in FORMATS.values() if each.read]
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--from", dest="format", choices=readable, help="the format, where the file does not say")
        parser.add_argument(
            "-o", dest="folder", type=Path, metavar="FOLDER", help="where to write; else standard output"
        )
    else:
        writable = [each.name for each in FORMATS.values() if each.write]
        parser.add_argument("set", type=Path, metavar="SET", help="a question set in YAML")
        parser.add_argument("--to", dest="format", choices=writable, required=True)
        parser.add_argument("-o", dest="file", type=Path, metavar="FILE", help="else the name of the set")


def run(args: argparse.Namespace) -> int:
    return run_import(args) if args.command == "import" else run_export(args)


def run_import(args: argparse.Namespace) -> int:
    """Our YAML from other formats; what is left out is listed with its place, 1 if anything was."""
    if any(not path.is_file() for path in args.files):
        return _misuse(*(f"there is no file {path}" for path in args.files if not path.is_file()))
    if args.folder is None and len(args.files) > 1:
        return _misuse("several files need -o FOLDER")
    if args.folder is not None:
        args.folder.mkdir(parents=True, exist_ok=True)
    return max(_import(path, args) for path in args.files)


def run_export(args: argparse.Namespace) -> int:
    """A set in another format; what that has no words for is listed, 1 if anything is."""
    if not args.set.is_file():
        return _misuse(f"there is no file {args.set}")
    to = FORMATS[args.format]
    reading = read_file(args.set, _lexicon())
    _tell(args.set, [each for each in reading.findings if each.severity is Severity.ERROR], args.lang)
    if reading.question_set is None:
        return 1
    writing = export(reading.question_set, to)
    target = args.file or args.set.with_name(f"{reading.question_set.id}{to.suffixes[0]}")
    target.write_bytes(writing.data)
    _tell(args.set, writing.findings, args.lang, "question")
    left_out = sum(finding.severity is Severity.ERROR for finding in (*reading.findings, *writing.findings))
    print(f"{target}: {len(reading.question_set.items) - _errors(writing.findings)} questions")
    return int(left_out > 0)


def _import(path: Path, args: argparse.Namespace) -> int:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    source = FORMATS[args.format] if args.format else format_of(path.name, data)
    if source is None or source.read is None:
        return _misuse(f"{path}: say in which format it is: --from {'|'.join(FORMATS)}")
    reading = source.read(data, slug(path.name.partition(".")[0]), _lexicon(), FILES)
    _tell(path, reading.findings, args.lang)
    taken = len(reading.question_set.items) if reading.question_set else 0
    print(f"{path}: {taken} of {reading.written} questions taken ({source.name})", file=sys.stderr)
    if reading.question_set and taken:
        _write(yaml_format.write(reading.question_set), reading, args.folder)
    return int(_errors(reading.findings) > 0)


def _write(text: str, reading: Reading, folder: Path | None) -> None:
    if folder is None or reading.question_set is None:
        sys.stdout.write(text)
        return
    target = folder / f"{reading.question_set.id}.yaml"
    count = 2
    while target.exists():  # what a teacher has edited since is not written over
        target, count = folder / f"{reading.question_set.id}-{count}.yaml", count + 1
    target.write_text(text, "utf-8")
    print(target)


def _tell(path: Path, findings: list[Finding] | tuple[Finding, ...], language: str, unit: str = "") -> None:
    say = translator.load().say
    for finding in findings:
        said = unescape(say(language, finding.sentence, **finding.values))
        place = f"{path}:{unit} {finding.line}" if unit else f"{path}:{finding.line}:{finding.column}"
        level = "" if finding.severity is Severity.ERROR else "taken, but: "
        print(f"{place}: {finding.code}: {level}{said}", file=sys.stderr)


def _errors(findings: list[Finding] | tuple[Finding, ...]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _lexicon() -> Lexicon:
    return Lexicon.load(LEXICON) if LEXICON.exists() else Lexicon.empty()


def _misuse(*faults: str) -> int:
    for fault in faults:
        print(f"tumen: {fault}", file=sys.stderr)
    return 2
