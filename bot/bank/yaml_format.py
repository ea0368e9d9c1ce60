"""Question sets as YAML."""

from dataclasses import dataclass

from bot.bank.decoding import decode
from bot.bank.limits import CHAT as CHAT
from bot.bank.limits import FILES as FILES
from bot.bank.limits import Limits
from bot.bank.plain_form import read_tree, to_plain
from bot.bank.question_set import QuestionSet
from bot.bank.yaml_tree import NotYaml, OverLimit, parse
from bot.bank.yaml_writing import to_yaml
from bot.grading.lexicon import Lexicon
from bot.items.findings import Finding, Notebook


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the set with every question that could be taken, and what is wrong with the file."""

    question_set: QuestionSet | None
    findings: tuple[Finding, ...]
    written: int = 0  # how many questions stand in the file
    text: str = ""  # the file as it was understood; the edits of mends count in it


def read(data: str | bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = CHAT) -> Reading:
    """Read a file as a teacher sent it. Whatever stands in it, a Reading comes back."""
    notebook = Notebook()
    text = decode(data, limits, notebook)
    if text is None:
        return Reading(None, tuple(notebook.findings))
    try:
        tree = parse(text, limits, notebook)
    except OverLimit as over:
        notebook.note(over.code, over.place, limit=over.limit)
        return Reading(None, tuple(notebook.findings), text=notebook.text)
    except NotYaml as problem:
        notebook.note("not-yaml", problem.place, problem=problem.problem)
        return Reading(None, tuple(notebook.findings), text=notebook.text)
    question_set, written = read_tree(tree, set_id, lexicon or Lexicon.empty(), limits, notebook)
    findings = sorted(notebook.findings, key=lambda finding: (finding.line, finding.column))
    return Reading(question_set, tuple(findings), written, notebook.text)


def write(question_set: QuestionSet) -> str:
    """The set as a teacher would write it, in English field names."""
    return to_yaml(to_plain(question_set))
