"""Question sets as plain strings, lists and mappings: what YAML, JSON and the database have in common."""

import re
import sys
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.bank.limits import Limits
from bot.bank.question_set import QuestionSet
from bot.grading.lexicon import Lexicon
from bot.items.about import About
from bot.items.field import TEXT, WORD, Field
from bot.items.fields import Fields
from bot.items.findings import Notebook, Severity
from bot.items.item import Item
from bot.items.item_types import NAMES, kind_of, read_item
from bot.items.known import Known
from bot.items.nodes import ListNode, MapNode, Node, Place, Scalar, plant
from bot.items.text import LANGUAGES, Text

HEAD: tuple[Field, ...] = (
    Field("id", WORD, "The short name of the set; else the name of the file.", ("kode",)),
    Field("title", TEXT, "What the set is called.", ("judul", "nama", "name")),
    Field("description", TEXT, "What it is about.", ("deskripsi", "keterangan")),
    Field("lang", {"enum": list(LANGUAGES)}, "Its language; else Indonesian.", ("bahasa", "language"), LANGUAGES),
    Field("author", {"type": "string"}, "Who wrote it.", ("penulis", "pengarang")),
    Field("licence", {"type": "string"}, "On what terms it may be used.", ("license", "lisensi")),
    Field("tags", {"$ref": "#/definitions/words"}, "Words to find it by.", ("tag", "label")),
    Field("defaults", {"$ref": "#/definitions/defaults"}, "What holds for every question.", ("bawaan",)),
    Field(
        "questions",
        {"$ref": "#/definitions/questions"},
        "The questions.",
        ("soal", "daftar_soal", "pertanyaan", "items"),
    ),
)

# What may stand under `defaults`.
DEFAULTS = ("typos", "points", "level", "tags", "source")

_HEAD_NAMES = {name: field.name for field in HEAD for name in (field.name, *field.also)}
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
# Long enough to tell questions apart, short enough to read in a list.
_SLUG_WORDS, _SLUG_LETTERS = 8, 48


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as it stands in its file: its number, and what was written."""

    number: int
    node: MapNode

    def place(self, field: str) -> Place:
        """Where the field stands, else where the question begins."""
        names = (name for name, _ in self.node.entries if NAMES.get(name.text.lower()) == field)
        name = next(names, None)
        return name.place if name else self.node.place


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: the set with every question that could be taken, where they stand, how many were written."""

    question_set: QuestionSet | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    count: int = 0


def read_tree(tree: Node | None, set_id: str, lexicon: Lexicon, limits: Limits, notebook: Notebook) -> Contents:
    """What a tree holds."""
    head, questions = _apart(tree, notebook)
    if questions is None:
        return Contents()
    if len(questions) > limits.questions:
        notebook.note("too-many-questions", questions[limits.questions].place, limit=limits.questions)
        return Contents(count=len(questions))
    question_set = _read_head(head, set_id)
    reader = _Questions(question_set.id, question_set.language, _defaults(head), lexicon, notebook)
    items = reader.read(questions)
    notebook.question = None
    question_set = replace(question_set, items=_acquainted(items, lexicon))
    return Contents(question_set, reader.entries, len(questions))


def to_plain(question_set: QuestionSet) -> dict[str, object]:
    """The set as strings, lists and mappings, in the order in which one writes them."""
    language = question_set.language
    description = question_set.description
    head = {
        "id": question_set.id,
        "title": question_set.title.written(language),
        "description": description.written(language) if description else None,
        "lang": language,
        "author": question_set.author,
        "licence": question_set.licence,
        "tags": list(question_set.tags),
    }
    items = [item_to_plain(item, language) for item in question_set.items]
    return {name: value for name, value in head.items() if value} | {"questions": items}


def item_to_plain(item: Item, language: str) -> dict[str, object]:
    """One question as a teacher writing in `language` would write it."""
    fields = {"q": item.question.written(language), **item.to_fields(language)}
    kind = {} if _is_plain_kind(item, fields, language) else {"type": item.kind}
    return {"id": item.id.partition("/")[2], **fields, **kind, **_about_to_plain(item.about, language)}


def from_plain(plain: object, set_id: str, lexicon: Lexicon, limits: Limits) -> QuestionSet | None:
    """The set that `to_plain` wrote."""
    return read_tree(plant(plain), set_id, lexicon, limits, Notebook()).question_set


# Reading: the head.


def _apart(tree: Node | None, notebook: Notebook) -> tuple[Fields | None, tuple[Node, ...] | None]:
    """The head of the set, and its questions."""
    if isinstance(tree, ListNode):
        return None, tree.items
    if tree is None and notebook.errors:  # it has been said why nothing can be read
        return None, None
    if not isinstance(tree, MapNode):
        is_empty = tree is None or not tree.text.strip()
        notebook.note("empty-file" if is_empty else "not-a-question-set", tree.place if tree else Place())
        return None, None
    head = Fields(tree, _HEAD_NAMES, "id", notebook)
    questions = head.node("questions")
    if isinstance(questions, ListNode):
        return head, questions.items
    if "questions" in head or not head.misspelt:
        notebook.note("questions-missing", head.name_place("questions"))
    return None, None


def _read_head(head: Fields | None, set_id: str) -> QuestionSet:
    if head is None:
        return QuestionSet(id=set_id, title=Text.of(_named_after(set_id)))
    language = head.language = head.choice("lang", LANGUAGES, "id")
    written = head.word("id")
    if written and not _ID.fullmatch(written.lower()):
        head.note("bad-id", head.place_of("id"), text=written)
        written = None
    return QuestionSet(
        id=written.lower() if written else set_id,
        title=head.text("title") or Text.of(_named_after(set_id), language),
        language=language,
        description=head.text("description"),
        author=head.word("author"),
        licence=head.word("licence"),
        tags=head.words("tags"),
    )


def _named_after(set_id: str) -> str:
    return re.sub(r"[-_.]+", " ", set_id).strip().capitalize() or "?"


def _defaults(head: Fields | None) -> tuple[tuple[Scalar, Node], ...]:
    """What holds for every question that does not say otherwise."""
    node = head.node("defaults") if head else None
    if head is None or node is None:
        return ()
    if not isinstance(node, MapNode):
        head.note("not-a-text", node.place, field="defaults")
        return ()
    for name, _ in node.entries:
        if NAMES.get(name.text) not in DEFAULTS:
            head.note("unfit-default", name.place, field=name.text, allowed=", ".join(DEFAULTS))
    return tuple(entry for entry in node.entries if NAMES.get(entry[0].text) in DEFAULTS)


# Reading: the questions.


class _Questions:
    """Reads the questions of one set, one after the other."""

    def __init__(
        self,
        set_id: str,
        language: str,
        defaults: tuple[tuple[Scalar, Node], ...],
        lexicon: Lexicon,
        notebook: Notebook,
    ) -> None:
        self.set_id = set_id
        self.language = language
        self.defaults = defaults
        self.known = Known(lexicon)
        self.notebook = notebook
        self.lines_of_ids: dict[str, int] = {}
        self.twins: Counter[str] = Counter()
        self.entries: dict[str, Entry] = {}
        self.broken = sorted(found.line for found in notebook.findings if found.severity is Severity.ERROR)

    def read(self, nodes: tuple[Node, ...]) -> list[Item]:
        lines = [*map(_line, nodes[1:]), sys.maxsize][: len(nodes)]
        numbered = enumerate(zip(nodes, lines, strict=True), 1)
        return [
            item
            for number, (node, next_line) in numbered
            if not self._is_broken(_line(node), next_line) and (item := self._read_one(number, node))
        ]

    def _is_broken(self, line: int, next_line: int) -> bool:
        """Whether the parser has already said what is wrong with the question."""
        place = bisect_left(self.broken, line)
        return place < len(self.broken) and self.broken[place] < next_line

    def _read_one(self, number: int, node: Node) -> Item | None:
        self.notebook.question = number
        if not isinstance(node, MapNode):
            self._note_no_question(node)
            return None
        errors = self.notebook.errors
        fields = Fields(self._with_defaults(node), NAMES, self.language, self.notebook)
        fields.place = node.place
        fields.known = self.known
        fields.id = f"{self.set_id}/{self._slug(fields)}"
        item = read_item(fields)
        if item is None or self.notebook.errors != errors:
            return None
        self.entries[fields.id] = Entry(number, node)  # of the others nothing is kept: a file may be nothing else
        return item

    def _note_no_question(self, node: Node) -> None:
        is_empty = isinstance(node, Scalar) and not node.text.strip()
        severity = Severity.WARNING if is_empty else Severity.ERROR
        self.notebook.note("empty-question" if is_empty else "not-a-question", node.place, severity)

    def _with_defaults(self, node: MapNode) -> MapNode:
        if not self.defaults:
            return node
        names = {NAMES.get(name.text) for name, _ in node.entries}
        missing = tuple(entry for entry in self.defaults if NAMES.get(entry[0].text) not in names)
        return MapNode(node.entries + missing, node.place)

    def _slug(self, fields: Fields) -> str:
        """The id that was given, else one made from the question."""
        written = fields.word("id")
        if written is not None:
            return self._given(written.lower(), fields)
        stem = made = slug(fields.plain("q"))
        while made in self.lines_of_ids:
            self.twins[stem] += 1
            made = f"{stem}-{self.twins[stem] + 1}"
        self.lines_of_ids[made] = fields.place.line
        return made

    def _given(self, written: str, fields: Fields) -> str:
        if not _ID.fullmatch(written):
            fields.note("bad-id", fields.place_of("id"), text=written)
        elif written in self.lines_of_ids:
            fields.note("same-id", fields.place_of("id"), text=written, first=self.lines_of_ids[written])
        else:
            self.lines_of_ids[written] = fields.place_of("id").line
        return written


def _line(node: Node) -> int:
    return node.line if isinstance(node, Scalar) else node.place.line


def slug(text: str) -> str:
    """A short name made of the words of `text`.

    >>> slug("Di kota mana perjanjian itu ditandatangani?")
    'di-kota-mana-perjanjian-itu-ditandatangani'
    """
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_text)[:_SLUG_WORDS]
    return "-".join(words)[:_SLUG_LETTERS].strip("-") or "soal"


def _acquainted(items: list[Item], lexicon: Lexicon) -> tuple[Item, ...]:
    """The items, each knowing the answers of all."""
    known = Known(lexicon, frozenset(answer for item in items for answer in item.answers()))
    return tuple(replace(item, known=known) for item in items)


# Writing.


def _is_plain_kind(item: Item, fields: Mapping[str, object], language: str) -> bool:
    """Whether the kind can be seen from the fields alone."""
    node = plant(dict(fields))
    read = Fields(node, NAMES, language, Notebook()) if isinstance(node, MapNode) else None
    kind = kind_of(read) if read else None
    return kind is not None and kind.kind == item.kind


def _about_to_plain(about: About, language: str) -> dict[str, object]:
    source = about.source
    written_source: object = None
    if source:
        text = source.text.written(language) if source.text else None
        places = {"text": text, "article": source.article, "url": source.url, "page": source.page}
        written_source = {name: value for name, value in places.items() if value}
        written_source = text if set(written_source) == {"text"} else written_source
    written = {
        "hints": [hint.written(language) for hint in about.hints],
        "why": about.why.written(language) if about.why else None,
        "source": written_source,
        "image": about.image,
        "alt": about.alt.written(language) if about.alt else None,
        "audio": about.audio,
        "tags": list(about.tags),
        "facts": list(about.facts),
        "level": about.level and str(about.level),
        "points": None if about.points == 1 else f"{about.points:g}",
    }
    return {name: value for name, value in written.items() if value}
