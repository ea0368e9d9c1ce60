"""Which word on the command line runs what. Exit 0 clean, 1 findings, 2 misuse."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.cli.loading import certificates_unread, collector_resting

# word: (module of bot.cli, what it does); a module has add_arguments(parser) and run(args) -> exit code
COMMANDS = {
    "try": ("running", "the bot in a browser, without Telegram"),
    "chat": ("running", "the bot in this terminal, without Telegram"),
    "run": ("running", "the bot on Telegram: polling, or --webhook"),
    "migrate": ("database", "bring the database up to date; --to moves everything to another one"),
    "backup": ("database", "everything in the database, as one file"),
    "restore": ("database", "put a backup back"),
    "doctor": ("database", "what is wrong with this installation"),
    "lint": ("authoring", "what is wrong in question sets, and mend it: --fix"),
    "schema": ("authoring", "the JSON Schema of question sets, for editors"),
    "import": ("moving", "question sets from other formats, as YAML"),
    "export": ("moving", "a question set in another format: --to"),
    "grade": ("grading", "judge responses: JSON lines or CSV in, JSON lines out"),
    "rebuild": ("learning", "cards made again from the attempts; --check only compares"),
    "report": ("learning", "what reviewing was worth, and how good the forecasts were"),
    "draft": ("drafting", "questions from an article: a YAML set, or JSON lines with --jsonl"),
}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Tumen: a tutor that reads answers as a teacher would"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    words = sys.argv[1:] if argv is None else list(argv)
    for word, (module, about) in COMMANDS.items():
        command = commands.add_parser(word, help=about)
        if words[:1] == [word]:  # only what is run is imported: the others may be heavy
            with collector_resting(), certificates_unread():
                import_module(f"bot.cli.{module}").add_arguments(command)
    args = parser.parse_args(words)
    run = import_module(f"bot.cli.{COMMANDS[args.command][0]}").run
    return int(run(args))
