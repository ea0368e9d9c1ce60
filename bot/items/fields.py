"""Typed reading of one question as it was written, noting every fault."""

import re
from collections.abc import Iterable, Mapping
from typing import TypedDict

from bot.grading.similarity import closest
from bot.items.about import About, Source
from bot.items.field import Field
from bot.items.findings import Edit, Mend, Notebook, Severity
from bot.items.known import NOTHING, Known
from bot.items.nodes import ListNode, MapNode, Node, Place, Scalar
from bot.items.text import LANGUAGES, Text

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_QUOTES = re.compile("[“„”]")
_NEXT_LINE = re.compile(r"\n([ ]*)(\w+)[ ]*:")
_BETWEEN = re.compile(r"; | \| |, ")
_HASHED = re.compile(r"#\S")
_NEEDS_QUOTES = re.compile(r"[,\[\]{}#\n]|: |:$|^[\s&*!|>'\"%@`?-]|\s$|^$")

# Below this likeness (0 to 1) a guess confuses more than it helps; from the second on it need not be confirmed.
WORTH_SUGGESTING = 0.6
SURELY_MEANT = 0.8


class Head(TypedDict):
    """What every item is made with, beside its key."""

    id: str
    question: Text
    about: About
    known: Known


class Fields:
    """The fields of one question. Each method reads one of them and notes what is wrong with it."""

    def __init__(self, node: MapNode, names: Mapping[str, str], language: str, notebook: Notebook) -> None:
        self.place = node.place
        self.language = language
        self.notebook = notebook
        self.id = ""
        self.question = Text.of("", language)
        self.about = About()
        self.known = NOTHING
        self.misspelt = False  # then a field that seems to be missing is not another fault
        self._names = names
        self._written: dict[str, tuple[Scalar, Node]] = {}  # by canonical name: as it stands there, and what it holds
        for name, value in node.entries:
            self._enter(name, value, names)

    def __contains__(self, name: str) -> bool:
        return name in self._written

    @property
    def head(self) -> Head:
        return Head(id=self.id, question=self.question, about=self.about, known=self.known)

    @property
    def names(self) -> Iterable[str]:
        return self._written.keys()

    def node(self, name: str) -> Node | None:
        written = self._written.get(name)
        return written[1] if written else None

    def place_of(self, name: str) -> Place:
        """Where the value of a field stands, else where the question begins."""
        written = self._written.get(name)
        return written[1].place if written else self.place

    def name_place(self, name: str) -> Place:
        written = self._written.get(name)
        return written[0].place if written else self.place

    def note(
        self, code: str, at: Place, severity: Severity = Severity.ERROR, mends: Iterable[Mend] = (), **values: object
    ) -> None:
        self.notebook.note(code, at, severity, mends, **values)

    # One field, read as what it should be; None or empty where it is absent or faulty.

    def text(self, name: str) -> Text | None:
        node = self.node(name)
        return None if node is None else self.as_text(name, node)

    def texts(self, name: str, least: int = 1) -> tuple[Text, ...]:
        """A list of at least so many texts; a single text is a list of one."""
        node = self.node(name)
        if node is None:
            return ()
        if isinstance(node, ListNode):
            if 0 < len(node.items) < least:
                self.note("too-few", self.name_place(name), field=name, least=least, count=len(node.items))
            if not node.items:
                self.note("empty-field", self.name_place(name), field=name)
            return tuple(text for each in node.items if (text := self.as_text(name, each)))
        if not self._has_commas(name, node, Severity.WARNING if least == 1 else Severity.ERROR) and least > 1:
            self.note("too-few", self.name_place(name), field=name, least=least, count=1)
        text = self.as_text(name, node)
        return (text,) if text else ()

    def words(self, name: str) -> tuple[str, ...]:
        """Words without language: tags, ids of facts."""
        return tuple(word for text in self.texts(name) for word in text.all)

    def word(self, name: str) -> str | None:
        """One word or text without language."""
        node = self.node(name)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.note("not-a-text", node.place, field=name)
            return None
        if not node.text.strip():
            self.note("empty-field", self.name_place(name), field=name)
            return None
        return node.text.strip()

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """One of a few words."""
        word = self.word(name)
        if word is None or word.lower() in allowed:
            return (word or default).lower()
        self.not_one_of(name, word, allowed)
        return default

    def not_one_of(self, name: str, word: str, allowed: tuple[str, ...]) -> None:
        near = closest(word, allowed, WORTH_SUGGESTING)
        place = self.place_of(name)
        mends = (replace_by(place, near),) if near else ()
        words = ", ".join(allowed)
        self.note("not-one-of", place, mends=mends, field=name, text=word, allowed=words, near=near or "")

    def number(self, name: str, least: float, most: float) -> float | None:
        word = self.word(name)
        if word is None:
            return None
        if not _NUMBER.fullmatch(word):
            self.note("not-a-number", self.place_of(name), field=name, text=word)
            return None
        number = float(word.replace(",", "."))
        if not least <= number <= most:
            self.note("out-of-range", self.place_of(name), field=name, text=word, least=f"{least:g}", most=f"{most:g}")
            return None
        return number

    def whole(self, name: str, least: int, most: int) -> int | None:
        number = self.number(name, least, most)
        if number is not None and number != int(number):
            self.note("not-a-number", self.place_of(name), field=name, text=f"{number:g}")
            return None
        return None if number is None else int(number)

    def answers(self, name: str) -> tuple[str, ...]:
        """Every spelling of a list, of one text, or of either by language."""
        node = self.node(name)
        if isinstance(node, MapNode) and _is_by_language(node):
            return tuple(answer for _, value in node.entries for answer in self.spellings(name, value))
        return () if node is None else self.spellings(name, node)

    def plain(self, name: str) -> str:
        """What a field holds if it is one text, without noting anything: for guessing the kind."""
        node = self.node(name)
        while isinstance(node, MapNode) and _is_by_language(node):
            node = node.entries[0][1]
        return node.text.strip() if isinstance(node, Scalar) else ""

    def spellings(self, name: str, node: Node) -> tuple[str, ...]:
        """Every spelling of one element: a text, a text by language, or a list of those."""
        if isinstance(node, ListNode):
            texts = [self.as_text(name, each) for each in node.items]
        else:
            self._has_commas(name, node)
            texts = [self.as_text(name, node)]
        return tuple(dict.fromkeys(wording for text in texts if text for wording in text.all))

    def messages(self, name: str) -> dict[str, Text | None]:
        """Answers, each with what to say to it; a list of answers has nothing to say."""
        node = self.node(name)
        if isinstance(node, MapNode):
            return {
                answer.text.strip(): self.as_text(name, value) if _is_something(value) else None
                for answer, value in node.entries
            }
        return dict.fromkeys(self.answers(name))

    def as_text(self, name: str, node: Node) -> Text | None:
        """The text of a node, in one language or several."""
        if isinstance(node, Scalar):
            if text := node.text.strip():
                return Text({self.language: text if node.quoted else self._unquoted(name, node, text)})
            self._note_empty(name, node)
        elif isinstance(node, MapNode) and _is_by_language(node):
            return self._by_language(name, node)
        elif isinstance(node, MapNode) and len(node.entries) == 1 and _is_something(node.entries[0][1]):
            self._note_colon(node)
        elif isinstance(node, MapNode) and any(key.text in LANGUAGES for key, _ in node.entries):
            stray = next(key for key, _ in node.entries if key.text not in LANGUAGES)
            mends = _without_others(node)
            self.note("unknown-language", stray.place, mends=mends, language=stray.text, allowed=", ".join(LANGUAGES))
        else:
            self.note("not-a-text", node.place, field=name)
        return None

    # What a field says that others decide.

    def missing(self, name: str, code: str) -> None:
        """Note that a field is missing, unless it is only misspelt."""
        if not self.misspelt:
            self.note(code, self.place, field=name)

    def unfit(self, kind: str, allowed: Iterable[str]) -> None:
        """Note the fields that this kind of question has no use for."""
        for name in self._written.keys() - set(allowed):
            place = self._written[name][0].place
            self.note("unfit-field", place, field=name, kind=kind)

    def _enter(self, name: Scalar, value: Node, names: Mapping[str, str]) -> None:
        canonical = names.get(name.text) or names.get(name.text.strip().lower().replace(" ", "_"))
        if canonical is None:
            self._note_unknown(name, names)
        elif canonical in self._written:
            first_name, first_value = self._written[canonical]
            same = isinstance(value, Scalar) and isinstance(first_value, Scalar) and value.text == first_value.text
            mends = (Mend("remove", (self._whole_lines(name, value),), safe=True),) if same else ()
            self.misspelt = True
            self.note("written-twice", name.place, mends=mends, field=name.text, first=first_name.line)
        else:
            self._written[canonical] = (name, value)

    def _whole_lines(self, name: Scalar, value: Node) -> Edit:
        """The edit that takes a field out, and its line with it if nothing else stands there."""
        text = self.notebook.text
        start, end = name.start, value.place.end
        line, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        alone = not text[line:start].strip() and not text[end : after if after >= 0 else None].strip()
        return Edit(line, after + 1 if after >= 0 else len(text), "") if alone else Edit(start, end, "")

    def _note_unknown(self, name: Scalar, names: Mapping[str, str]) -> None:
        self.misspelt = True
        if self.notebook.is_full:
            self.notebook.errors += 1  # counted, though not told: who writes eighty thousand of them should not wait
            return
        near = closest(name.text.lower(), list(names), WORTH_SUGGESTING)
        if near is None:
            self.note("unknown-field", name.place, field=name.text)
            return
        sure = closest(name.text.lower(), [near], SURELY_MEANT) is not None
        self.note("unknown-field", name.place, mends=(replace_by(name.place, near, sure),), field=name.text, near=near)

    def _by_language(self, name: str, node: MapNode) -> Text | None:
        texts = {key.text: self.as_text(name, value) for key, value in node.entries}
        spoken = {language: text.speak(language) for language, text in texts.items() if text}
        return Text(spoken) if spoken else None

    def _unquoted(self, name: str, node: Scalar, text: str) -> str:
        """A text without quotation marks, of which YAML may have read less or more than was meant."""
        if self.notebook.text[node.end : node.end + 2] == " #":
            self._note_hash(node)
        if node.end - node.start > len(node.text):
            self._note_swallowed(node)
        curly = text[0] in "“„”" and text[-1] in "“”" and not _QUOTES.search(text[1:-1])
        single = text[0] == "‘" and text[-1] == "’" and "‘" not in text[1:]
        if name != "text" and (curly or single):
            mend = Mend("quote", (Edit(node.start, node.end, in_quotes(text[1:-1])),), safe=True)
            self.note("smart-quotes", node.place, Severity.MENDED, (mend,))
            return text[1:-1].strip() or text
        return text

    def _note_empty(self, name: str, node: Scalar) -> None:
        """Nothing stands there, or only what is read as a remark because it begins with #."""
        end = self.notebook.text.find("\n", node.end)
        rest = self.notebook.text[node.end : end if end >= 0 else None].rstrip()
        remark = rest.lstrip()
        if node.quoted or not _HASHED.match(remark) or "\n" in self.notebook.text[node.start : node.end]:
            self.note("empty-field", self.name_place(name), field=name)
            return
        start = node.end + len(rest) - len(remark)
        mend = Mend("quote", (Edit(start, start + len(remark), in_quotes(remark)),), safe=True)
        self.note("hash-in-text", Place(node.line, node.column, start), mends=(mend,), lost=remark)

    def _note_hash(self, node: Scalar) -> None:
        """One space before # is a slip of the pen; two are a remark that is meant as one."""
        end = self.notebook.text.find("\n", node.end)
        whole = self.notebook.text[node.start : end if end >= 0 else None].rstrip()
        mend = Mend("quote", (Edit(node.start, node.start + len(whole), in_quotes(whole)),))
        lost = whole[node.end - node.start :].strip()
        self.note("hash-in-text", node.place, Severity.WARNING, (mend,), lost=lost)

    def _note_swallowed(self, node: Scalar) -> None:
        """A line that was meant as a field and went into the text before it, being indented further."""
        source = self.notebook.text[node.start : node.end]
        for found in _NEXT_LINE.finditer(source):
            if found[2].lower() in self._names:
                start = node.start + found.start(1)
                line = node.line + source.count("\n", 0, found.start(2))
                indent = " " * (self.place.column - 1)
                mend = Mend("indent", (Edit(start, start + len(found[1]), indent),))
                self.note("swallowed-line", Place(line, len(found[1]) + 1, start), mends=(mend,), field=found[2])
                self.misspelt = True

    def _note_colon(self, node: MapNode) -> None:
        name, value = node.entries[0]
        start, end = name.place.start, value.place.end
        whole = self.notebook.text[start:end] or name.text
        self.note("colon-in-text", name.place, mends=(Mend("quote", (Edit(start, end, in_quotes(whole)),), safe=True),))

    def _has_commas(self, name: str, node: Node, severity: Severity = Severity.WARNING) -> bool:
        """Note one text that looks like several."""
        if not isinstance(node, Scalar) or node.quoted or not (between := _BETWEEN.search(node.text)):
            return False
        parts = [part.strip() for part in node.text.split(between[0]) if part.strip()]
        listed = ", ".join(map(in_list, parts))
        mend = Mend("list", (Edit(node.start, node.end, f"[{listed}]"),))
        self.note("commas-in-one", node.place, severity, (mend,), field=name, text=node.text)
        return True


def in_quotes(text: str) -> str:
    """`text` between quotation marks, as YAML wants it."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def in_list(text: str) -> str:
    """`text` as it stands between the brackets of a list."""
    return in_quotes(text) if _NEEDS_QUOTES.search(text) else text


def replace_by(place: Place, text: str, safe: bool = False) -> Mend:
    """The mend that puts `text` at `place`."""
    return Mend("replace", (Edit(place.start, place.end, text),), safe, {"text": text})


def _is_by_language(node: MapNode) -> bool:
    return bool(node.entries) and all(key.text in LANGUAGES for key, _ in node.entries)


def _without_others(node: MapNode) -> tuple[Mend, ...]:
    """The mend that takes out the texts in languages that are not there, if one of ours stays."""
    ours = [key.text in LANGUAGES for key, _ in node.entries]
    if not all(isinstance(value, Scalar) for _, value in node.entries):
        return ()
    last = max(place for place, is_ours in enumerate(ours) if is_ours)
    edits = []
    for place, (key, value) in enumerate(node.entries):
        if not ours[place]:  # after the last of ours from the end of the one before, else up to the one after
            after = place > last
            start = node.entries[place - 1][1].place.end if after else key.start
            edits.append(Edit(start, value.place.end if after else node.entries[place + 1][0].start, ""))
    return (Mend("remove", tuple(edits)),)


def _is_something(node: Node) -> bool:
    return not isinstance(node, Scalar) or bool(node.text.strip())


def read_about(fields: Fields) -> About:
    """What stands beside the key."""
    level = fields.whole("level", 1, 5)
    # More than a thousand points is a slip, and would drown every other question.
    points = fields.number("points", 0.01, 1_000)
    return About(
        hints=(*_read_hints(fields, "hint"), *_read_hints(fields, "hints")),
        why=fields.text("why"),
        source=_read_source(fields),
        image=fields.word("image"),
        audio=fields.word("audio"),
        alt=fields.text("alt"),
        tags=fields.words("tags"),
        level=level,
        points=1.0 if points is None else points,
        facts=fields.words("facts"),
    )


def _read_hints(fields: Fields, name: str) -> tuple[Text, ...]:
    """One hint, commas and all, or a list of them."""
    if isinstance(fields.node(name), ListNode):
        return fields.texts(name)
    hint = fields.text(name)
    return (hint,) if hint else ()


SOURCE_FIELDS: tuple[Field, ...] = (
    Field("text", {"$ref": "#/definitions/text"}, "The sentence the answer stands in.", ("teks", "kalimat")),
    Field("article", {"$ref": "#/definitions/scalar"}, "The lesson or article.", ("artikel",)),
    Field("url", {"type": "string"}, "Its address.", ("alamat",)),
    Field("page", {"$ref": "#/definitions/scalar"}, "The page.", ("halaman",)),
)
_SOURCE_NAMES = {name: field.name for field in SOURCE_FIELDS for name in (field.name, *field.also)}


def _read_source(fields: Fields) -> Source | None:
    node = fields.node("source")
    if node is None:
        return None
    if not isinstance(node, MapNode) or _is_by_language(node):
        text = fields.text("source")
        return Source(text) if text else None
    inner = Fields(node, _SOURCE_NAMES, fields.language, fields.notebook)
    return Source(inner.text("text"), inner.word("article"), inner.word("url"), inner.word("page"))
