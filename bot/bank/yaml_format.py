"""Question sets as YAML."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from bot.bank.decoding import decode
from bot.bank.limits import CHAT, FILES, Limits
from bot.bank.plain_form import Contents, read_tree, to_plain
from bot.bank.question_set import QuestionSet
from bot.bank.reading import Reading
from bot.bank.signs import is_suspect
from bot.bank.yaml_tree import NotYaml, OverLimit, parse
from bot.grading.lexicon import Lexicon
from bot.items.findings import Notebook
from bot.items.nodes import Node

__all__ = ["CHAT", "FILES", "Reading", "read", "write"]


def read(data: str | bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = CHAT) -> Reading:
    """Read a file as a teacher sent it. Whatever stands in it, a Reading comes back."""
    notebook = Notebook()
    with _collecting_later():
        contents = _read(data, set_id, lexicon or Lexicon.empty(), limits, notebook)
    findings = sorted(notebook.findings, key=lambda finding: (finding.line, finding.column))
    return Reading(contents.question_set, tuple(findings), contents.count, notebook.text, contents.entries)


def write(question_set: QuestionSet) -> str:
    """The set as a teacher would write it, in English field names."""
    from bot.bank.yaml_writing import to_yaml  # noqa: PLC0415 - no start writes

    return to_yaml(to_plain(question_set))


def _read(data: str | bytes, set_id: str, lexicon: Lexicon, limits: Limits, notebook: Notebook) -> Contents:
    text = decode(data, limits, notebook)
    if text is None:
        return Contents()
    try:
        return read_tree(_tree(text, limits, notebook), set_id, lexicon, limits, notebook)
    except OverLimit as over:
        notebook.note(over.code, over.place, limit=over.limit)
    return Contents()


def _tree(text: str, limits: Limits, notebook: Notebook) -> Node | None:
    """The tree of the text as it stands, else as it was meant."""
    attempt = Notebook(notebook.text)
    try:
        tree = parse(text, limits, attempt)
    except NotYaml:
        return _recovered(text, limits, notebook)
    if is_suspect(tree) or any(finding.code == "several-documents" for finding in attempt.findings):
        return _recovered(text, limits, notebook)
    notebook.adopt(attempt.findings)
    return tree


def _recovered(text: str, limits: Limits, notebook: Notebook) -> Node | None:
    from bot.bank.recovery import recover  # noqa: PLC0415 - no start meets a file that is not YAML

    return recover(text, limits, notebook)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """A large bank is a million small objects without circles; looking for circles among them doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # what a running bot has frozen stays so
                # They join the old ones unseen: the next look at the young would be at all of them.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
