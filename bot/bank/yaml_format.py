"""Question sets as YAML."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from bot.bank.decoding import decode
from bot.bank.limits import CHAT, FILES, Limits
from bot.bank.plain_form import Contents, read_tree, to_plain
from bot.bank.question_set import QuestionSet
from bot.bank.reading import Reading
from bot.bank.yaml_tree import NotYaml, OverLimit, parse
from bot.grading.lexicon import Lexicon
from bot.items.findings import Notebook
from bot.items.item_types import NAMES
from bot.items.nodes import ListNode, MapNode, Node, Scalar

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
    if _is_suspect(tree) or any(finding.code == "several-documents" for finding in attempt.findings):
        return _recovered(text, limits, notebook)
    notebook.adopt(attempt.findings)
    return tree


def _is_suspect(tree: Node | None) -> bool:
    """Whether a tree, though it is YAML, was hardly meant so: `-q: …`, `q:…`, questions without dashes."""
    if isinstance(tree, Scalar):
        return ":" in tree.text
    if isinstance(tree, ListNode):
        return any(isinstance(each, Scalar) and ":" in each.text for each in tree.items)
    if isinstance(tree, MapNode):
        names = [name.text for name, _ in tree.entries]
        questions = [name for name, value in tree.entries if _is_bare_question(name, value)]
        listed = any(isinstance(value, ListNode) and _is_suspect(value) for _, value in tree.entries)
        return listed or bool(questions) or any(name.startswith("-") for name in names)
    return False


def _is_bare_question(name: Scalar, value: Node) -> bool:
    return NAMES.get(name.text.lower()) == "q" and not isinstance(value, ListNode)


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
