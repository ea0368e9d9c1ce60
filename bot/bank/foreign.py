"""What is found in a foreign file, made into a question set through the same plain form as YAML."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.bank.decoding import decode
from bot.bank.limits import FILES, Limits
from bot.bank.markup import Form, Plain, plain
from bot.bank.plain_form import Contents, read_tree, slug
from bot.bank.reading import Reading
from bot.errors import TumenError
from bot.grading.lexicon import Lexicon
from bot.items.date import Date
from bot.items.fields import Fields
from bot.items.findings import LONGEST_QUOTE, MOST_FINDINGS, Finding, Notebook, Severity
from bot.items.item_types import NAMES, kind_of, read_item
from bot.items.nodes import ListNode, MapNode, Node, Place, Scalar
from bot.items.numeric import Numeric
from bot.items.short_answer import ShortAnswer

# A question as strings, lists and mappings, under the names that YAML writes.
Question = dict[str, object]

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_ENGLISH = re.compile(r"\b(?:the|is|are|of|what|which|who|was|were|does|did|how|when|following|and)\b", re.IGNORECASE)
_INDONESIAN = re.compile(
    r"\b(?:yang|adalah|apa|siapa|di|dan|dari|manakah|berapa|kapan|berikut|tidak|dengan|untuk|dalam|mana)\b",
    re.IGNORECASE,
)
# Private letters by which readers mark places in a text; a file that has them itself must not be taken at its word.
PRIVATE = re.compile("[\ue000-\ue01f]")


class CannotTake(TumenError):
    """Why a question of a foreign file has no place in a question set."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class Import:
    """An import under way: questions one after the other, and what is left out of them."""

    def __init__(self, set_id: str, lexicon: Lexicon | None, limits: Limits) -> None:
        self.set_id = set_id
        self.lexicon = lexicon or Lexicon.empty()
        self.limits = limits
        self.notebook = Notebook()
        self.questions: list[tuple[int, int, Question]] = []  # number in the file, line, what stands there
        self.written = 0
        self.line = 1
        self._ids: dict[str, int] = {}  # each id that is taken, and how often it was wanted

    def question(self, line: int, make: Callable[[], Question]) -> None:
        """Take the question that begins at `line`; `make` raises CannotTake where it has to be left out."""
        if self.is_full:
            return
        self.written += 1
        if self.written > self.limits.questions:
            self.notebook.note("too-many-questions", Place(line), Severity.ERROR, (), limit=self.limits.questions)
            return
        self.notebook.question = self.written
        self.line = line
        noted = len(self.notebook.findings)
        try:
            self.questions.append((self.written, line, self._finished(make())))
        except CannotTake as reason:
            del self.notebook.findings[noted:]  # what is lost of a question that is lost does not matter
            self.notebook.note(reason.code, Place(line), Severity.ERROR, (), **reason.values)
        self.notebook.question = None

    @property
    def is_full(self) -> bool:
        """Whether there is one question more than is read: what follows need not be looked at."""
        return self.written > self.limits.questions

    def leave(self, line: int, code: str, **values: object) -> None:
        """Note what stands at `line` and is left out."""

        def cannot() -> Question:
            raise CannotTake(code, **values)

        self.question(line, cannot)

    def warn(self, code: str, line: int | None = None, **values: object) -> None:
        """Note what is lost of the question under way though it is taken; the same once a question."""
        same = (code, line or self.line, self.notebook.question)
        if same not in ((note.code, note.line, note.question) for note in self.notebook.findings[-20:]):
            self.notebook.note(code, Place(line or self.line), Severity.WARNING, (), **values)

    def plain(self, text: str, form: Form = Form.GUESS, about: Question | None = None) -> str:
        """`text` without markup; a picture goes into `about`, what is lost is noted."""
        read = plain(text, form)
        for code in read.lost:
            self.warn(code)
        if read.picture:
            self._keep_picture(read, about)
        if len(read.text) > self.limits.scalar:
            raise CannotTake("too-long-text", limit=self.limits.scalar)
        return read.text

    def reading(self, **head: object) -> Reading:
        """The set, made and checked as YAML is, with everything noted on the way."""
        notebook = Notebook(self.notebook.text)
        if not self.written and not self.notebook.findings:
            self.notebook.note("no-questions", Place())
        tree = self._tree({"lang": self._language(), **{name: value for name, value in head.items() if value}})
        contents = read_tree(tree, self.set_id, self.lexicon, self.limits, notebook) if self.questions else Contents()
        numbers = {place: number for place, (number, _, _) in enumerate(self.questions, 1)}
        found = (replace(each, question=numbers.get(each.question or 0)) for each in notebook.findings)
        findings = _sorted([*self.notebook.findings, *found])
        return Reading(contents.question_set, findings, self.written, self.notebook.text, contents.entries)

    def _keep_picture(self, read: Plain, about: Question | None) -> None:
        if about is None or "image" in about:
            self.warn("picture-lost")
            return
        about["image"] = read.picture
        if read.alt:
            about["alt"] = read.alt

    def _finished(self, question: Question) -> Question:
        kept = {name: value for name, value in question.items() if value not in (None, "", [], {}, ())}
        asked = kept.get("q")
        if not asked:
            raise CannotTake("picture-only" if "image" in kept else "question-empty")
        name = self._free(id_from(str(kept.pop("id", "") or "")) or slug(str(asked)))
        return {"id": name, **kept}

    def _free(self, name: str) -> str:
        free = name
        while free in self._ids:
            self._ids[name] += 1
            free = f"{name[:56]}-{self._ids[name]}"
        self._ids[free] = 1
        return free

    def _language(self) -> str:
        """English or Indonesian, by the little words: the two a set can be in."""
        asked = " ".join(str(question["q"])[:500] for _, _, question in self.questions[:200])
        return "en" if len(_ENGLISH.findall(asked)) > len(_INDONESIAN.findall(asked)) else "id"

    def _tree(self, head: Mapping[str, object]) -> Node:
        questions = ListNode(tuple(_rooted(question, Place(line)) for _, line, question in self.questions))
        entries = tuple((Scalar(name), _rooted(value, Place())) for name, value in head.items())
        return MapNode((*entries, (Scalar("questions"), questions)))


def text_of(data: bytes, notebook: Notebook, limits: Limits = FILES) -> str | None:
    """The text of a file, with line ends of one kind; None if it is none, and why is noted."""
    scratch = Notebook()
    text = decode(data, limits, scratch)
    notebook.text = scratch.text
    for finding in scratch.findings:
        if finding.code == "not-utf8":  # a guess, but every question can be looked at before it is used
            notebook.adopt([replace(finding, severity=Severity.MENDED, mends=())])
        elif finding.severity is Severity.ERROR:
            notebook.adopt([finding])
    return None if text is None else PRIVATE.sub("\ufffd", text.replace("\r\n", "\n"))


def started(data: bytes, set_id: str, lexicon: Lexicon | None, limits: Limits = FILES) -> tuple[Import, str]:
    """An import of a text file, and its text; empty if it is no text, which is noted."""
    under_way = Import(set_id, lexicon, limits)
    return under_way, text_of(data, under_way.notebook, limits) or ""


def id_from(name: str) -> str:
    """A short name for a question that has a name elsewhere; empty if it has none."""
    lowered = name.strip().lower()
    if _ID.fullmatch(lowered):
        return lowered
    made = slug(lowered)
    return "" if made == "soal" else made


def typed(question: Question) -> Question:
    """`question`, answered with typed words: as a number or a date where it reads as one, else as text."""
    tree = _rooted(question, Place())
    fields = Fields(tree, NAMES, "id", Notebook()) if isinstance(tree, MapNode) else None
    kind = kind_of(fields) if fields else None
    if kind is ShortAnswer:
        return question
    item = read_item(fields) if fields and kind in (Numeric, Date) else None
    return question if item else {**question, "type": "text"}


def _rooted(value: object, place: Place) -> Node:
    """The tree of strings, lists and mappings, all of it standing at `place`."""
    if isinstance(value, Mapping):
        entries = ((_scalar(str(name), place), _rooted(each, place)) for name, each in value.items())
        return MapNode(tuple(entries), place)
    if isinstance(value, list | tuple):
        return ListNode(tuple(_rooted(each, place) for each in value), place)
    return _scalar(str(value), place)


def _scalar(text: str, place: Place) -> Scalar:
    return Scalar(text, place.line, place.column, place.start, place.end, quoted=True)


def _sorted(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    in_order = sorted(findings, key=lambda finding: (finding.line, finding.column))
    return tuple(in_order[: MOST_FINDINGS * 2])


def short(text: str) -> str:
    """As much of a text as fits into a finding."""
    return " ".join(text[: LONGEST_QUOTE * 2].split())[:LONGEST_QUOTE]
