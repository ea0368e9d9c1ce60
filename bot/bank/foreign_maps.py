"""Where the questions stand in a file of another program, and under which names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.items.nodes import ListNode, MapNode, Node, Scalar

# The words of other programs, the plainest first.
_ASKING = (
    *("question", "q", "prompt", "question_text", "questiontext", "text", "stem", "ask", "soal", "pertanyaan", "tanya"),
    *("statement", "front", "term", "exercise", "problem", "task", "query", "clue", "sentence", "kalimat"),
    *("question_title", "question_body", "question_stem", "butir_soal", "isi_soal", "teks_soal", "kata"),
)
# A name or a title asks where there is something to answer it with.
ASKED = (*_ASKING, "header", "name", "title", "content", "body")
OPTIONS = (
    *("options", "choices", "answers", "possible_answers", "variants", "responses", "answer_options"),
    *("alternatives", "pilihan", "opsi", "a"),
)
RIGHT = (
    *("correct_answer", "correct_answers", "answer_correct", "correct", "correct_option", "correct_options"),
    *("correct_index", "correctanswer", "correctindex", "right_answer", "right", "solution", "answer"),
    *("answer_index", "answer_key", "answerindex", "right_option", "expected", "rightanswer", "ans"),
    *("jawaban", "jawab", "kunci", "right_answers", "right_options", "correct_choice", "correct_choices"),
    *("correct_response", "correct_answer_index", "correct_option_id", "correct_option_index", "correct_ans"),
    *("jawaban_benar", "kunci_jawaban", "correct_value", "back", "definition", "answers", "key", "a"),
)
WRONG = (
    *("wrong_options", "incorrect_options", "false_answers", "decoys", "jawaban_salah"),
    *("wrong", "distractors", "incorrect", "incorrect_answers", "wrong_answers", "salah", "pengecoh"),
)
ALSO = ("accept", "alternatives", "aliases", "synonyms", "accepted", "terima")
WHY = (
    *("explanation", "answer_explanation", "n", "why", "context", "answer_comment", "rationale", "feedback", "comment"),
    *("note", "notes", "solution_text", "penjelasan", "pembahasan"),
)
HINTS = ("hint", "hints", "petunjuk")
SOURCES = ("source", "answer_source_accessible_url", "quotes", "quote", "reference", "references", "url", "sumber")
TAGS = ("tags", "category", "categories", "topic", "topics", "tag", "label")
POINTS = ("points", "value", "marks", "score", "poin")
OPTION_TEXT = (
    *("text", "answer_text", "option_text", "answer", "content", "option", "label", "value", "choice"),
    *("body", "title", "teks"),
)
OPTION_RIGHT = ("correct", "is_correct", "iscorrect", "valid", "right", "is_right", "isright", "true", "benar", "ok")

_CHOICE_NAME = re.compile(r"(?:answer_?)?(?:choice|option|answer|opsi|pilihan)_?([a-j]|\d)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ASKS = re.compile(r"\?[\s\"'\u201d\u00bb)]*$|_{3,}")
_STARRED = re.compile(r"H5P\.(?:Blanks|DragText|MarkTheWords)\b")
_LANGUAGES = frozenset(
    "id en de fr es it pt ru uk pl nl sv da fi cs sk hu ro bg el tr ar he fa hi bn ta th vi ms tl jv su zh ja ko "
    "en-us en-gb pt-br zh-cn zh-tw english indonesian indonesia bahasa german french spanish russian korean".split()
)
_SETTINGS = ("settings", "config", "rules", "metadata", "meta")
# Places, opinions and programs: there is a reason to say why such a question is left out.
NOT_HERE = (
    (re.compile(r"upload|^file$", re.IGNORECASE), "upload"),
    (re.compile(r"survey|poll|opinion", re.IGNORECASE), "survey"),
    (re.compile(r"essay|human.?graded", re.IGNORECASE), "essay"),
    (re.compile(r"code|python|tracing|program|checker|script", re.IGNORECASE), "code-answer"),
    (re.compile(r"^page$|^info", re.IGNORECASE), "description"),
)
_DEEPEST = 12
# Question, options and the right one; with its remark, and as many again.
_LONGEST_ROW = 8


def in_one_language(node: Node) -> Node:
    """The tree with every text by language as one text: English, Indonesian, else the first that is there."""
    if isinstance(node, ListNode):
        return ListNode(tuple(map(in_one_language, node.items)), node.place)
    if not isinstance(node, MapNode):
        return node
    spoken = {name.text.strip().lower(): value for name, value in node.entries if _is_language(name.text)}
    if len(spoken) == len(node.entries) > 1:
        return in_one_language(_in_first_language(spoken))
    entries = node.entries
    if len(spoken.keys() - {"id"}) > 1:  # beside other names `id` is no language
        others = [entry for entry in entries if entry[0].text.strip() == "id" or not _is_language(entry[0].text)]
        entries = (*others, (Scalar("text"), _in_first_language(spoken, "id")))
    return _with_values(node, entries)


def _with_values(node: MapNode, entries: tuple[tuple[Scalar, Node], ...]) -> MapNode:
    """A map of these, in one language; most maps have nothing to change, and stay the same."""
    if entries is node.entries and all(isinstance(value, Scalar) for _, value in entries):
        return node
    return MapNode(tuple((name, in_one_language(value)) for name, value in entries), node.place)


def _is_language(name: str) -> bool:
    return name.strip().lower() in _LANGUAGES


def _in_first_language(spoken: Mapping[str, Node], unless: str = "") -> Node:
    names = [name for name in ("en", "id", *spoken) if name in spoken and name != unless]
    return spoken[names[0]]


@dataclass(frozen=True)
class Stray:
    """What stands among questions, or as one, and cannot be taken: why, and its text."""

    line: int
    code: str
    text: str


def questions_in(node: Node, depth: int = 0) -> Iterator["ForeignMap | Stray"]:
    """The questions in a tree, and what stands there as a question without being one that can be read."""
    if depth > _DEEPEST:
        return
    if isinstance(node, ListNode):
        yield from _in_list(node, depth)
    elif isinstance(node, MapNode):
        entries = ForeignMap.of(node)
        if columns := _columns(node, entries):
            yield from columns
        elif entries.is_question:
            yield entries
        else:
            yield from _in_map(node, entries, depth)


def _in_list(node: ListNode, depth: int) -> Iterator["ForeignMap | Stray"]:
    if rows := _rows(node):
        yield from rows
        return
    inside = [list(questions_in(each, depth + 1)) for each in node.items]
    asked = any(any(isinstance(each, ForeignMap) for each in part) for part in inside)
    for each, part in zip(node.items, inside, strict=True):
        if isinstance(each, Scalar) and each.text.startswith("{{"):
            yield Stray(each.line, "included-elsewhere", each.text)
        elif asked and not part and (text := " ".join(leaves(each))):
            yield Stray(_line(each), "no-question-there", text)
        else:
            yield from part


def _rows(node: ListNode) -> list["ForeignMap | Stray"]:
    """Questions as lists of question and answer, told by the question marks: `[[Question?, answer], …]`."""
    rows = [each for each in node.items if isinstance(each, ListNode) and 2 <= len(each.items) <= _LONGEST_ROW]
    if len(rows) < len(node.items) or not rows:
        return []
    asking = [[isinstance(each, Scalar) and asks(each.text) for each in row.items] for row in rows]
    places = {place for row in asking for place, is_asked in enumerate(row) if is_asked}
    if not places:
        return []
    return [_row(row, min(places) if len(places) == 1 else -1) for row in rows]


def _row(row: ListNode, place: int) -> "ForeignMap | Stray":
    """One question that stands at `place` of its list, with the answer, or options and the right one, after it."""
    line, asked, rest = row.place.line, row.items[place], (*row.items[:place], *row.items[place + 1 :])
    names: dict[tuple[type, ...], tuple[str, ...]] = {
        (Scalar,): ("answer",),
        (ListNode, Scalar): ("options", "answer"),
        (ListNode,): ("options",),
    }
    named = names.get(tuple(map(type, rest)))
    if place < 0 or named is None:
        return Stray(line, "row-unclear", ", ".join(leaves(row)))
    return ForeignMap({"question": asked, **dict(zip(named, rest, strict=True))}, line)


def _columns(node: MapNode, entries: "ForeignMap") -> list["ForeignMap"]:
    """Questions of which each part stands in a list of its own, as a table of data has them."""
    lists = {name: _cells(value) for name, value in entries.entries.items()}
    asked = next((lists[name] for name in _ASKING if lists.get(name)), [])
    sizes = {len(cells) for cells in lists.values()}
    if len(lists) < 2 or sizes != {len(asked)} or len(asked) < 2 or not entries.has_key:
        return []
    if not all(isinstance(each, Scalar) and asks(each.text) for each in asked):
        return []
    rows = zip(*lists.values(), strict=True)
    return [ForeignMap(dict(zip(lists, row, strict=True)), node.place.line) for row in rows]


def _cells(node: Node) -> list[Node]:
    if isinstance(node, MapNode):
        return [value for _, value in node.entries]
    return list(node.items) if isinstance(node, ListNode) else []


def _in_map(node: MapNode, entries: "ForeignMap", depth: int) -> Iterator["ForeignMap | Stray"]:
    asking = any(asks(name.text) for name, _ in node.entries)
    for name, value in node.entries:
        if asks(name.text) or (asking and _is_sentence(name.text)):
            yield from _asked_by_name(name, value, depth)
        elif isinstance(value, MapNode) and not entries.is_settings(name.text):
            named = ForeignMap.of(value).asked_as(name.text) if _is_sentence(name.text) else None
            inside = list(questions_in(value, depth + 1))
            yield from [named] if named and named.has_key and not inside else inside
        elif not isinstance(value, Scalar):
            yield from questions_in(value, depth + 1)


def _asked_by_name(name: Scalar, value: Node, depth: int) -> Iterator["ForeignMap | Stray"]:
    """A question that is the name of its answer: `Apa ibu kota Rusia?: Moskwa`."""
    if isinstance(value, MapNode):
        inside = ForeignMap.of(value)
        if inside.is_question:
            yield inside
        elif inside.has_key:
            yield inside.asked_as(name.text)
        elif options := [each for each in value.entries if says_truth(each[1])]:
            yield ForeignMap({"question": name, "options": MapNode(tuple(options), value.place)}, name.line)
        else:
            yield from list(questions_in(value, depth + 1)) or [Stray(name.line, "row-unclear", name.text)]
    elif not list(leaves(value)):
        yield Stray(name.line, "no-right-answer", name.text)
    else:
        key = "answer" if isinstance(value, Scalar) else "options"
        yield ForeignMap({"question": name, key: value}, name.line)


def asks(text: str) -> bool:
    """Whether a text is a question by its sign, or has a gap to be filled."""
    return len(text) > 3 and _ASKS.search(text[-200:] if "___" not in text else text) is not None


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 2


def says_truth(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.strip().lower() in ("true", "false")


def _line(node: Node) -> int:
    return node.line if isinstance(node, Scalar) else node.place.line


@dataclass(frozen=True)
class ForeignMap:
    """A map whose names are found whatever their case and signs."""

    entries: Mapping[str, Node]
    line: int

    @classmethod
    def of(cls, node: MapNode) -> "ForeignMap":
        entries: dict[str, Node] = {}
        for name, value in node.entries:
            entries.setdefault(_plain_name(name.text), value)
        for outer in ("question", "properties"):
            within = entries.get(outer)
            inner = cls.of(within) if isinstance(within, MapNode) else None
            if inner and inner.has(*OPTIONS[:3]):
                del entries[outer]
                entries = {**inner.entries, **entries}
        return cls(_without_extracts(_without_stars(entries)), node.place.line)

    @property
    def is_question(self) -> bool:
        if not self._asks:
            return False
        if self.kind.lower().endswith("question") or self.kind.lower() == "page" or self._is_for_elsewhere:
            return True
        return self.has(*OPTIONS, *RIGHT, *WRONG, "checker", "pairs", "starred") or bool(self.lettered)

    @property
    def _asks(self) -> bool:
        if self.first(*_ASKING) is not None or (asks(self.text(*ASKED)) and self.has(*RIGHT)):
            return True
        if self.first(*ASKED) is not None and self.has(*OPTIONS[:6], *RIGHT[:2]):
            return True
        return (self.kind.lower() == "page" and self.has("content")) or (bool(self.kind) and self.has("header"))

    @property
    def _is_for_elsewhere(self) -> bool:
        """Whether it is of a kind that is not here, and is to be listed with the reason."""
        program = isinstance(self.entries.get("prompt"), MapNode)
        return program or (bool(self.kind) and any(pattern.search(self.kind) for pattern, _ in NOT_HERE))

    @property
    def kind(self) -> str:
        return self.text("type", "question_type", "kind", "jenis", "tipe")

    @property
    def lettered(self) -> list[tuple[str, Node]]:
        """Options that stand under names of their own: `answer_choice_a`, `option1`, or just `a`, `b`, `c`."""
        named = [(found[1], node) for name, node in self.entries.items() if (found := _CHOICE_NAME.fullmatch(name))]
        letters = [(letter, self.entries[letter]) for letter in "abcdefgh" if letter in self.entries]
        bare = letters if len(letters) > 1 and all(isinstance(node, Scalar) for _, node in letters) else []
        return named if len(named) > 1 else bare

    @property
    def has_key(self) -> bool:
        """Whether something in it answers a question that stands elsewhere."""
        return self.has(*OPTIONS[:2], "answers", *RIGHT)

    def is_settings(self, name: str) -> bool:
        return name.lower() in _SETTINGS

    def asked_as(self, text: str) -> "ForeignMap":
        return ForeignMap({**self.entries, "question": Scalar(text, self.line)}, self.line)

    def has(self, *names: str) -> bool:
        return any(name in self.entries for name in names)

    def first(self, *names: str) -> Node | None:
        return next((self.entries[name] for name in names if name in self.entries), None)

    def text(self, *names: str) -> str:
        return next((node.text.strip() for name in names if isinstance(node := self.entries.get(name), Scalar)), "")

    def texts(self, *names: str) -> list[str]:
        """Every text under the first of the names that is there."""
        return list(leaves(self.first(*names)))


def _without_stars(entries: dict[str, Node]) -> dict[str, Node]:
    """The blanks of H5P, whose answers stand between stars in the text itself."""
    library, inner = entries.get("library"), entries.get("params")
    if not isinstance(library, Scalar) or not isinstance(inner, MapNode) or not _STARRED.match(library.text):
        return entries
    params = ForeignMap.of(inner)
    return {"question": Scalar("\n".join(params.texts("questions", "text_field")), library.line), "starred": library}


def _without_extracts(entries: dict[str, Node]) -> dict[str, Node]:
    """Answers that stand in a text at a place that is told are no options."""
    answers = entries.get("answers")
    listed = answers.items if isinstance(answers, ListNode) else ()
    maps = [ForeignMap.of(each) for each in listed if isinstance(each, MapNode)]
    if not maps or not all(each.has("answer_start") for each in maps):
        return entries
    texts = dict.fromkeys(each.text("text") for each in maps)
    spelt = ListNode(tuple(Scalar(text, maps[0].line) for text in texts))
    return {**{name: node for name, node in entries.items() if name != "answers"}, "answer": spelt}


@lru_cache(1_000)  # a file has the same names in every question
def _plain_name(name: str) -> str:
    return re.sub(r"[\s-]+", "_", _CAMEL.sub("_", name.strip()).lower())


def leaves(node: Node | None) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield from [node.text.strip()] if node.text.strip() else []
    elif isinstance(node, ListNode):
        for each in node.items:
            yield from leaves(each)
    elif isinstance(node, MapNode):
        for _, value in node.entries:
            yield from leaves(value)
