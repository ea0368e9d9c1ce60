"""What a file that is not YAML was meant to be: question by question, mended in memory where that is safe."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.bank.draft import Draft
from bot.bank.limits import LONGEST_LINE, Limits
from bot.bank.signs import ANY_NAME, BLOCK_START, BULLET, COMMA_MISSING, NAMES_OF_THE_QUESTION, block_starts
from bot.bank.yaml_tree import NotYaml, parse
from bot.items.fields import in_quotes
from bot.items.findings import Notebook, Severity
from bot.items.item_types import NAMES
from bot.items.nodes import ListNode, MapNode, Node, Place, Scalar

# No question is longer; what is, was not typed by a teacher and is not worth guessing at.
_LONGEST_BLOCK = 50_000
# Every guess is another parse: so many slips are mended in one question, and in one file.
_MOST_IN_BLOCK, _MOST_IN_FILE = 12, 400
# After so many questions that cannot be made out the others are not tried: this is no question set.
_MOST_LOST = 200

_TABS = re.compile(r"^ *\t[ \t]*")
_NO_COLON = re.compile(
    rf"^(\s*-\s*(?:{NAMES_OF_THE_QUESTION}))(?:\s*[;=\uff1a]\s*|\s+)(?=[^\s:;=\uff1a])|^(\s*(?:{ANY_NAME}))\s*[;=\uff1a]\s*(?=\S)",
    re.IGNORECASE,
)
_NO_COLON_AFTER_ANSWER = re.compile(r"^(\s*(?:a|answer|jawab|jawaban|kunci))[ \t]+(\S.*)$", re.IGNORECASE)
_ANSWER_LINE = re.compile(r"^\s*(?:a|answer|jawab|jawaban|kunci)\s*:", re.IGNORECASE)
_ANY_DASH = re.compile(r"^(\s*)-(?:\s|$)")
_NO_SPACE_AFTER_DASH = re.compile(rf"^(\s*-)(?=(?:{ANY_NAME})\s*:)", re.IGNORECASE)
_NO_SPACE_AFTER_COLON = re.compile(rf"^(\s*(?:-\s*)?(?:{ANY_NAME})\s*:)(?=[^\s/])", re.IGNORECASE)
_FIELD = re.compile(rf"^(\s*)((?:{ANY_NAME})\s*:.*)$", re.IGNORECASE)
_VALUE = re.compile(r"^(\s*(?:- +)?[^\s:#\"'\[{-][^:#\"]*?:[ \t]+|\s*-[ \t]+)(\S.*?)(\s*)$")
_QUESTIONS_LINE = re.compile(r"^(?:questions|soal|daftar_soal|pertanyaan)\s*:\s*$", re.MULTILINE | re.IGNORECASE)
_BARE_QUESTION = re.compile(rf"^(?:{NAMES_OF_THE_QUESTION})\s*:", re.IGNORECASE)


def recover(text: str, limits: Limits, notebook: Notebook) -> Node | None:
    """The tree of `text` with every question that can be made out; what was wrong is noted."""
    return _Recovery(limits, notebook).run(text)


@dataclass(frozen=True)
class _Slip:
    """A line as it may have been meant."""

    number: int
    line: str
    code: str
    mend: str
    column: int = 0
    sign: str = ""


class _Recovery:
    def __init__(self, limits: Limits, notebook: Notebook) -> None:
        self.limits = limits
        self.notebook = notebook
        self.guesses = 0
        self.lost = 0

    def run(self, text: str) -> Node | None:
        draft = Draft.of(text)
        if max(map(len, draft.lines)) > LONGEST_LINE:
            return self._block(draft)
        draft = self._with_dashes(self._without_bullets(self._without_tabs(draft)))
        starts = block_starts(draft.lines)
        if not starts:
            return self._block(draft)
        head, *blocks = draft.parts(starts)
        questions = [node for block in blocks for node in self._questions(block)]
        place = questions[0].place if questions else Place()
        return self._joined(head, ListNode(tuple(questions), place))

    # Slips that run through the whole file.

    def _without_tabs(self, draft: Draft) -> Draft:
        lines = {
            number: _TABS.sub(lambda found: found[0].replace("\t", "  "), line)
            for number, line in enumerate(draft.lines)
            if _TABS.match(line)
        }
        return self._told("tab-indent", draft, lines, "spaces", len(lines)) if lines else draft

    def _without_bullets(self, draft: Draft) -> Draft:
        """Questions that begin with a dot, a longer dash, a number or an emoji; other fields that do have none."""
        found = {number: each for number, line in enumerate(draft.lines) if (each := BULLET.match(line))}
        lines, indent = {}, 2
        for number, bullet in found.items():
            rest = draft.lines[number][bullet.end() :]
            if NAMES.get(bullet[3].lower()) == "q":
                indent = max(_indent(draft.lines[number + 1 : number + 2]), len(bullet[1]) + 2)
                lines[number] = f"{bullet[1]}-".ljust(indent) + rest
            else:
                lines[number] = " " * indent + rest
        asked = [number for number in lines if "-" in lines[number][:indent]]
        if not asked:
            return draft
        return self._told("odd-dash", draft, lines, "dashes", len(asked), sign=found[asked[0]][2])

    def _with_dashes(self, draft: Draft) -> Draft:
        """Questions that were written one after the other, without the dash each begins with."""
        bare = [number for number, line in enumerate(draft.lines) if _BARE_QUESTION.match(line)]
        if not bare or any(_ANY_DASH.match(line) for line in draft.lines[: bare[0]]):
            return draft
        if any(BLOCK_START.match(line) for line in draft.lines):
            return draft
        first = set(bare)
        lines = {
            number: ("- " if number in first else "  ") + line
            for number, line in enumerate(draft.lines)
            if number >= bare[0] and line.strip()
        }
        return self._told("dash-missing", draft, lines, "dashes", len(bare))

    def _told(self, code: str, draft: Draft, lines: Mapping[int, str], mend: str, count: int, sign: str = "") -> Draft:
        """The draft with these lines, and a note at the first of them."""
        draft = draft.with_lines(lines)
        mends = (draft.mend(lines, mend),)
        self.notebook.note(code, draft.place(next(iter(lines))), Severity.MENDED, mends, count=count, sign=sign)
        return draft

    # The parts of the file.

    def _joined(self, head: Draft, questions: ListNode) -> Node:
        if not any(line.strip() and not line.lstrip().startswith("#") for line in head.lines):
            return questions
        tree = self._block(head)
        if not isinstance(tree, MapNode):
            return questions
        if not any(_QUESTIONS_LINE.match(line) for line in head.lines):
            self._note_questions_line(head)
        entries = tuple(entry for entry in tree.entries if not _QUESTIONS_LINE.match(entry[0].text + ":"))
        return MapNode((*entries, (Scalar("questions"), questions)), tree.place)

    def _note_questions_line(self, head: Draft) -> None:
        draft = head.with_line(len(head.lines) - 1, f"{head.lines[-1]}\nquestions:")
        mend = draft.mend([len(head.lines) - 1], "insert")
        place = head.place(len(head.lines) - 1)
        self.notebook.note("questions-line-missing", place, Severity.MENDED, (mend,))

    def _questions(self, block: Draft) -> tuple[Node, ...]:
        tree = self._block(self._spaced(block))
        # A question that cannot be made out keeps its place, so that it is counted.
        return tree.items if isinstance(tree, ListNode) else (Scalar("", block.line + 1),)

    def _spaced(self, block: Draft) -> Draft:
        """The block with the colons after names, and the spaces that belong after a dash and after a colon."""
        for pattern, code, put, mended in (
            (_NO_COLON, "no-colon", r"\1\2: ", "colon"),
            (_NO_SPACE_AFTER_DASH, "no-space-after-dash", r"\1 ", "space"),
            (_NO_SPACE_AFTER_COLON, "no-space-after-colon", r"\1 ", "space"),
        ):
            for number, line in enumerate(block.lines):
                if found := pattern.match(line):
                    block = block.with_line(number, pattern.sub(put, line))
                    mend = block.mend([number], mended)
                    self.notebook.note(code, block.place(number, found.end()), Severity.MENDED, (mend,))
        return block

    # One block.

    def _block(self, draft: Draft) -> Node | None:
        """The tree of a block, mended slip by slip until it is YAML; None, and a finding, if it cannot be."""
        if self.lost > _MOST_LOST or max(map(len, draft.lines)) > LONGEST_LINE:
            self.notebook.note("not-yaml", draft.place(0), problem="")
            return None
        tree, problem = self._tried(draft)
        for _ in range(_MOST_IN_BLOCK):
            if problem is None:
                return tree
            slip = self._likeliest(draft, problem)
            if slip is None:
                break
            draft, tree, problem = self._mended(draft, slip)
        if problem is None:
            return tree
        self.lost += 1
        self.notebook.note("not-yaml", problem.place, problem=problem.problem)
        return None

    def _tried(self, draft: Draft) -> tuple[Node | None, NotYaml | None]:
        notebook = Notebook(self.notebook.text, self.notebook.question)
        try:
            tree = parse(draft.text, self.limits, notebook, draft.line, draft.start)
        except NotYaml as problem:
            return None, problem
        self.notebook.adopt(draft.restore_finding(finding) for finding in notebook.findings)
        return (draft.restore(tree) if tree is not None and draft.is_mended else tree), None

    def _likeliest(self, draft: Draft, problem: NotYaml) -> _Slip | None:
        """The slip whose mending lets the parser come further."""
        if self.guesses > _MOST_IN_FILE or len(draft.text) > _LONGEST_BLOCK:
            return None
        for slip in _slips(draft, problem):
            self.guesses += 1
            if self.guesses > _MOST_IN_FILE:
                return None
            further = self._problem(draft.with_line(slip.number, slip.line))
            if further is None or _is_further(further.place, problem.place, draft.line + slip.number + 1):
                return slip
        return None

    def _problem(self, draft: Draft) -> NotYaml | None:
        try:
            parse(draft.text, self.limits, Notebook(), draft.line, draft.start)
        except NotYaml as problem:
            return problem
        return None

    def _mended(self, draft: Draft, slip: _Slip) -> tuple[Draft, Node | None, NotYaml | None]:
        draft = draft.with_line(slip.number, slip.line)
        mend = draft.mend([slip.number], slip.mend)
        place = draft.place(slip.number, slip.column)
        self.notebook.note(slip.code, place, Severity.MENDED, (mend,), sign=slip.sign)
        return draft, *self._tried(draft)


def _is_further(place: Place, before: Place, mended_line: int) -> bool:
    return place.line > mended_line and (place.line, place.column) != (before.line, before.column)


def _slips(draft: Draft, problem: NotYaml) -> Iterator[_Slip]:
    """What may be wrong where the parser stopped, likeliest first."""
    stopped = problem.place.line - draft.line - 1
    began = problem.context.line - draft.line - 1
    numbers = dict.fromkeys((stopped, stopped - 1, began, began - 1))
    indent = _indent_of_fields(draft.lines)
    for number in numbers:
        if 0 <= number < len(draft.lines):
            line = draft.lines[number]
            yield from _without_comma(number, draft.lines)
            yield from _misplaced(number, line, indent)
            yield from _unquoted(number, line)
            yield from _apart(number, draft.lines, indent)


def _without_comma(number: int, lines: Sequence[str]) -> Iterator[_Slip]:
    """A line of JSON that has no comma, though another part follows."""
    below = next((f"\n{line}" for line in lines[number + 1 :] if line.strip()), "")
    both = COMMA_MISSING.sub(",", lines[number] + below)
    line = both[: len(both) - len(below)]
    if line != lines[number] and lines[0].lstrip()[:1] in ("[", "{"):
        yield _Slip(number, line, "comma-missing", "comma", len(lines[number].rstrip()))


def _indent_of_fields(lines: tuple[str, ...]) -> int:
    found = BLOCK_START.match(lines[0])
    return len(re.match(r"\s*-?\s*", lines[0])[0]) if found else 0  # type: ignore[index]


def _misplaced(number: int, line: str, indent: int) -> Iterator[_Slip]:
    """A field that does not stand under the others."""
    field = _FIELD.match(line)
    if field and number and len(field[1]) != indent:
        yield _Slip(number, " " * indent + field[2], "wrong-indent", "indent", len(field[1]))


def _apart(number: int, lines: Sequence[str], indent: int) -> Iterator[_Slip]:
    """A line that is no field: an answer without its colon, or the text above going on."""
    line = lines[number].rstrip()
    if not number or not line.strip() or _FIELD.match(line):
        return
    answer = _NO_COLON_AFTER_ANSWER.match(line)
    if answer and not any(map(_ANSWER_LINE.match, lines)):
        yield _Slip(number, f"{answer[1]}: {answer[2]}", "no-colon", "colon", len(answer[1]))
    yield _Slip(number, " " * (indent + 2) + line.strip(), "line-apart", "indent", len(line) - len(line.lstrip()))


def _indent(lines: Sequence[str]) -> int:
    return len(lines[0]) - len(lines[0].lstrip()) if lines else 0


def _unquoted(number: int, line: str) -> Iterator[_Slip]:
    """A text that needs quotation marks, or has them wrong."""
    found = _VALUE.match(line.rstrip("\r"))
    if found is None or found[2] in ("|", ">", "|-", ">-"):
        return
    before, text = found[1], found[2]
    if text.startswith("[") and "]" not in text:
        yield _Slip(number, f"{before}{text}]", "unclosed-bracket", "close", len(before))
    code, meant = _meant(text)
    column = len(before) + (max(text.find(": "), 0) if code == "colon-in-text" else 0)
    yield _Slip(number, before + in_quotes(meant), code, "quote", column, text[:1])


def _meant(text: str) -> tuple[str, str]:
    """Why a text needs quotation marks, and what stands between them."""
    first, last = text[0], text[-1]
    if first in "\"'":
        if len(text) > 1 and last == first and text[1:-1].strip():
            return "quote-in-text", text[1:-1]
        return ("quote-in-text", text) if text.find(first, 1) > 0 else ("unclosed-quote", text[1:])
    if first in "“„”" and last in "“”" and len(text) > 2:
        return "smart-quotes", text[1:-1]
    return ("special-sign" if first in "&*!%@`|>?,]}[{-" else "colon-in-text"), text
