"""YAML, JSON and TOML of other quiz programs, whatever their words for question, options and answer.

Where the same word means options here and spellings there, and nothing else tells, the question is left out.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from string import ascii_lowercase

from bot.bank import weighted
from bot.bank.foreign import CannotTake, Import, Question, short, started
from bot.bank.foreign_maps import (
    ALSO,
    ASKED,
    HINTS,
    NOT_HERE,
    OPTION_RIGHT,
    OPTION_TEXT,
    OPTIONS,
    POINTS,
    RIGHT,
    SOURCES,
    TAGS,
    WHY,
    WRONG,
    ForeignMap,
    Stray,
    in_one_language,
    leaves,
    questions_in,
    says_truth,
)
from bot.bank.limits import FILES, Limits
from bot.bank.markup import Form
from bot.bank.reading import Reading
from bot.bank.signs import COMMA_MISSING
from bot.bank.weighted import Answer, Range, alike
from bot.bank.yaml_tree import NotYaml, OverLimit, parse
from bot.grading.lexicon import Lexicon
from bot.items.findings import Notebook, Severity
from bot.items.nodes import ListNode, MapNode, Node, Place, Scalar, plant
from bot.items.true_false import KEYS

_MARKED = re.compile(r"\s*~([A-Z_]+)~\s*")
# An option that is marked in its own text.
_TICKED = re.compile(
    r"(?:\u2705|\u2714\ufe0f?|\u2611\ufe0f?|\u2713|[(\[](?:benar|right|correct)(?: answer)?[)\]])$", re.IGNORECASE
)
_STARRED = re.compile(r"\*[^*]+")
_BETWEEN_STARS = re.compile(r"\*([^*\n]+)\*")
_PAIR = 2
_SPELLING = re.compile(r"\s*<(plain|case_sens_plain|regex|case_sens_regex|sym_expr)>\s*(.*)", re.DOTALL)
_JINJA = re.compile(r"^[ \t]*\{%.*%\}[ \t]*$", re.MULTILINE)
_INCLUDE = re.compile(r"^([ \t]*(?:-[ \t]+)?)(\{\{.*\}\})[ \t]*$", re.MULTILINE)
_DASH = re.compile(r"^( *)- +[\w\"']")
_TYPED = re.compile(r"short|text|fill|free|blank|input|open|isian|match$|string|numeric", re.IGNORECASE)
_TABLE = re.compile(r"^[ \t]*\[\[[^\[\]\n]+\]\]", re.MULTILINE)
_DOCUMENTS = re.compile(r"^---[ \t]*$\n?", re.MULTILINE)
_BY_NAME = re.compile(r"(?:answer_?choice|answer|option|choice|opsi|pilihan)_?(?=[a-j\d]$)")
_LABEL = re.compile(r"[(]?([A-Ja-j])[.)]\s+(?=\S)")
_TRUTHS = ({"true", "false"}, {"benar", "salah"})
_CORRECT = re.compile(r"_(?:is_)?correct$", re.IGNORECASE)
_DEEPEST = 12
# Files that a program wrote have their commas.
_LONGEST_MENDED = 200_000


def read(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in a YAML or JSON file of another program. Whatever stands in it, a Reading comes back."""
    under_way, text = started(data, set_id, lexicon, limits)
    text = "\n".join(line.rstrip(" \t") for line in _INCLUDE.sub(_quoted, _JINJA.sub("", text)).split("\n"))
    notes = Notebook(text)
    try:
        trees = [parse(part, limits, notes, line) for line, part in _documents(text)]
    except OverLimit as over:
        under_way.notebook.note(over.code, over.place, Severity.ERROR, (), limit=over.limit)
        return under_way.reading()
    except NotYaml as broken:
        trees = _with_commas(under_way, text, limits, notes) or list(
            _block_by_block(under_way, text, limits, notes, broken)
        )
    signs = {finding.line: finding.values["sign"] for finding in notes.findings if "sign" in finding.values}
    return _reading(under_way, [tree for tree in trees if tree is not None], signs)


def read_toml(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in a TOML file, as mdbook-quiz has them."""
    under_way, text = started(data, set_id, lexicon, limits)
    try:
        plain = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        line = re.search(r"line (\d+)", str(problem))
        under_way.leave(int(line[1]) if line else 1, "not-toml", problem=str(problem).partition(" (at")[0])
        return under_way.reading()
    lines = iter([text.count("\n", 0, found.start()) + 1 for found in _TABLE.finditer(text)])
    try:
        tree = _placed(plant(_as_written(plain, 0)), lines, 1)
    except CannotTake as reason:
        under_way.leave(1, reason.code, **reason.values)
        return under_way.reading()
    return _reading(under_way, [tree], {})


# From the file to maps that are questions.


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a file between its lines of dashes, with the number of lines before each."""
    line = 0
    starts = [0, *(found.end() for found in _DOCUMENTS.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        if text[start:end].strip():
            yield line, text[start:end].removesuffix("---\n")
        line += text.count("\n", start, end)


def _quoted(found: re.Match[str]) -> str:
    return f"{found[1]}'{found[2].replace(chr(39), chr(39) * 2)}'"


def _with_commas(under_way: Import, text: str, limits: Limits, notes: Notebook) -> list[Node | None]:
    """JSON in which commas were forgotten; nothing if it is something else."""
    mended = COMMA_MISSING.sub(",", text) if text.lstrip()[:1] in ("[", "{") else text
    if mended == text or len(text) > _LONGEST_MENDED:
        return []
    try:
        tree = parse(mended, limits, notes)
    except (NotYaml, OverLimit):
        return []
    under_way.warn("comma-missing")
    return [tree]


def _block_by_block(
    under_way: Import, text: str, limits: Limits, notes: Notebook, broken: NotYaml
) -> Iterator[Node | None]:
    """The list items of a text that is no YAML as a whole, each for itself."""
    lines = text.split("\n")
    if all(line.startswith("{") and line.endswith("}") for line in lines if line):
        yield from _line_by_line(under_way, lines, limits, notes)
        return
    dashes = [(number, len(found[1])) for number, line in enumerate(lines) if (found := _DASH.match(line))]
    if not dashes:
        under_way.leave(broken.place.line, "not-yaml")
        return
    indents = [indent for _, indent in dashes]
    most = max(set(indents), key=lambda indent: (indents.count(indent) > 1, -indent))
    starts = [number for number, indent in dashes if indent == most]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        try:
            yield parse("\n".join(lines[start:end]), limits, notes, start)
        except (NotYaml, OverLimit):
            under_way.leave(start + 1, "not-yaml")


def _line_by_line(under_way: Import, lines: Sequence[str], limits: Limits, notes: Notebook) -> Iterator[Node | None]:
    """A map on every line, as programs write them that only add to a file."""
    for number, line in enumerate(lines):
        try:
            yield parse(line, limits, notes, number) if line else None
        except (NotYaml, OverLimit):
            under_way.leave(number + 1, "not-yaml")


def _as_written(plain: object, depth: int) -> object:
    """Values of TOML as they would be written; true is a word there as elsewhere."""
    if depth > _DEEPEST:
        raise CannotTake("too-deep", limit=_DEEPEST)
    if isinstance(plain, dict):
        return {name: _as_written(value, depth + 1) for name, value in plain.items()}
    if isinstance(plain, list):
        return [_as_written(value, depth + 1) for value in plain]
    return str(plain).lower() if isinstance(plain, bool) else str(plain)


def _placed(node: Node, lines: Iterator[int], line: int) -> Node:
    """The tree with the lines where its tables begin."""
    if isinstance(node, ListNode):
        items = []
        for each in node.items:
            line = next(lines, line) if isinstance(each, MapNode) else line
            items.append(_placed(each, lines, line))
        return ListNode(tuple(items), Place(line))
    if isinstance(node, MapNode):
        return MapNode(tuple((name, _placed(value, lines, line)) for name, value in node.entries), Place(line))
    return node._replace(line=line)


def _reading(under_way: Import, trees: Sequence[Node], signs: Mapping[int, str]) -> Reading:
    found = [each for tree in trees for each in questions_in(in_one_language(tree))]
    indices = _IndexUse.of([each for each in found if isinstance(each, ForeignMap)])
    lines = [*(each.line for each in found), 1 << 60]
    for each, next_line in zip(found, lines[1:], strict=True):
        if under_way.is_full:
            break
        sign = next((signs[number] for number in signs if each.line <= number < next_line), None)
        if sign is not None:
            under_way.leave(each.line, "special-sign", sign=sign)
        elif isinstance(each, Stray):
            under_way.leave(each.line, each.code, text=short(each.text))
        else:
            under_way.question(each.line, _Taking(under_way, each, indices).question)
    top = next((ForeignMap.of(tree) for tree in trees if isinstance(tree, MapNode)), None)
    return under_way.reading(title=top.text("title", "quiz_title", "name", "judul") if top and found else "")


@dataclass(frozen=True)
class _IndexUse:
    """From where a file counts its options, if its questions give that away."""

    first: int | None

    @classmethod
    def of(cls, questions: Sequence[ForeignMap]) -> "_IndexUse":
        from_nought = from_one = False
        for question in questions:
            count = _count(question)
            for number in question.texts(*RIGHT) if count else ():
                if number.isascii() and number.isdigit():
                    from_nought |= int(number[:6]) == 0
                    from_one |= int(number[:6]) == count
        return cls(None if from_nought == from_one else 0 if from_nought else 1)


def _count(question: ForeignMap) -> int:
    """How many options are counted in a question: those of a list, or with numbers in their names."""
    options = question.first(*OPTIONS)
    if isinstance(options, ListNode):
        return len(options.items)
    return sum(name.isdigit() for name, _ in question.lettered) if options is None else 0


# One question.


class _Taking:
    """One question of another program in our terms."""

    def __init__(self, under_way: Import, found: ForeignMap, indices: _IndexUse) -> None:
        self.under_way, self.found, self.indices = under_way, found, indices
        self.about: Question = {}

    def question(self) -> Question:
        asked = self._asked()
        for pattern, code in NOT_HERE:
            if pattern.search(self.found.kind):
                raise CannotTake(code, text=short(asked), kind=self.found.kind)
        if self.found.has("checker"):
            raise CannotTake("code-answer", text=short(asked))
        if self.found.has("starred"):
            return self._starred()
        key = self._key(asked)
        self._tell_about(asked)
        why = self._said("\n".join(self.found.texts(*WHY)))
        return {"q": asked, **self.about, **weighted.with_why(key, why)}

    def _starred(self) -> Question:
        """The blanks of H5P: `Ibu kota Rusia adalah *Moskwa/Moskow:sebuah kota*.`"""
        text = self.under_way.plain(self.found.text("question"), Form.HTML, self.about)
        keys = [[Answer(each) for each in inside.split(":")[0].split("/")] for inside in _BETWEEN_STARS.findall(text)]
        if not keys:
            raise CannotTake("no-blanks")
        stem = _BETWEEN_STARS.sub("\ue00a", re.sub("_{3,}", "\u2026", text)).replace("\ue00a", "___")
        return {"q": stem.strip(), "blanks": weighted.blanks(self.under_way, keys), **self.about}

    def _said(self, text: str) -> str:
        return self.under_way.plain(text, Form.MARKDOWN, self.about)

    def _asked(self) -> str:
        said = [name for name in ASKED if name in self.found.entries and list(leaves(self.found.entries[name]))]
        if "title" in said and " " not in self.found.text("name"):  # beside a title, one word is a name for programs
            said = [name for name in said if name != "name"]
        node = self.found.first(*said)
        if isinstance(node, MapNode):
            inner = ForeignMap.of(node)
            texts = inner.texts(*(name for name in (*ASKED, "program", "en", "id") if inner.has(name)))
            return self._said("\n".join(texts[:1]))
        return self._said("\n".join(leaves(node)))

    def _tell_about(self, asked: str) -> None:
        found = self.found
        level = found.text("level", "difficulty", "tingkat")
        points = weighted.decimal(found.text(*POINTS))
        sources = found.texts(*SOURCES)
        address = next((text for text in sources if text.startswith(("http://", "https://"))), "")
        told = " ".join(text for text in sources if text != address)
        source = {"text": told, "url": address}
        self.about |= {
            "id": found.text("id", "uuid", "slug", "kode"),
            "hints": [self._said(hint) for hint in found.texts(*HINTS)],
            "tags": list(dict.fromkeys(found.texts(*TAGS))),
            "level": level if re.fullmatch("[1-5]", level) else "",
            "points": f"{points:f}" if points and 0 < points <= 1000 and points != 1 else "",
            "source": {name: text for name, text in source.items() if text},
            "image": self.about.get("image") or found.text("image", "gambar", "picture", "image_url"),
        }
        self.about["alt"] = self.about.get("alt") or (found.text("alt", "image_alt") if self.about["image"] else "")

    # The key.

    def _key(self, asked: str) -> Question:
        prompt, answer = self.found.entries.get("prompt"), self.found.entries.get("answer")
        if isinstance(answer, MapNode) or isinstance(prompt, MapNode):
            return self._nested(asked, prompt, answer)
        if isinstance(pairs := self.found.first("pairs", "matches", "pasangan"), MapNode):
            sides = [(self._said(name.text), self._said(" ".join(leaves(value)))) for name, value in pairs.entries]
            return weighted.matching(self.under_way, sides)
        options = self._options()
        wrong = [self._said(text) for text in self.found.texts(*WRONG)]
        if self._are_spellings(options):
            return self._spelt(asked, next(name for name in RIGHT if name in self.found.entries))
        if not options or (wrong and not any(option.marked for option in options)):
            return self._written(asked, wrong)
        if any(option.marked for option in options):
            return self._marked(options)
        return self._named(asked, options)

    def _are_spellings(self, options: Sequence["_Option"]) -> bool:
        """Whether `alternatives` are other ways to write the answer: then it does not stand among them."""
        if any(self.found.has(name) for name in OPTIONS if name != "alternatives") or not self.found.has(
            "alternatives"
        ):
            return False
        right = self.found.text(*RIGHT)
        named = right.isdigit() or len(right) == 1 or any(alike(option.text, right) for option in options)
        return bool(right) and not named and not any(option.marked for option in options)

    def _nested(self, asked: str, prompt: Node | None, answer: Node | None) -> Question:
        """mdbook-quiz: `prompt.distractors`, `answer.answer`, `answer.alternatives`."""
        inner = ForeignMap.of(prompt) if isinstance(prompt, MapNode) else ForeignMap({}, 0)
        key = ForeignMap.of(answer) if isinstance(answer, MapNode) else self.found
        right = [self._said(text) for text in key.texts("answer", *RIGHT)]
        wrong = [self._said(text) for text in (inner.texts(*WRONG) or key.texts(*WRONG) or self.found.texts(*WRONG))]
        if not right:
            raise CannotTake("no-right-answer")
        if wrong:
            answers = [*(Answer(text) for text in right), *(Answer(text, Decimal(0)) for text in wrong)]
            return weighted.choice(self.under_way, answers, several=len(right) > 1)
        return self._typed(asked, [*right, *(self._said(text) for text in key.texts(*ALSO))])

    def _options(self) -> list["_Option"]:
        """The options, as far as there are any: a list, a map by letter, or names of their own."""
        node = next(
            (each for name in OPTIONS if isinstance(each := self.found.entries.get(name), ListNode | MapNode)), None
        )
        if isinstance(node, ListNode) and _are_verdicts(node):
            return [self._verdict(each.entries[0]) for each in node.items if isinstance(each, MapNode)]
        if isinstance(node, ListNode):
            return _without_letters([self._option(each, str(place)) for place, each in enumerate(node.items)])
        if isinstance(node, MapNode):
            return [self._of_map(name.text, value) for name, value in node.entries if not _is_null(value)]
        return [_Option(self._said(" ".join(leaves(value))), name) for name, value in self.found.lettered]

    def _verdict(self, entry: tuple[Scalar, Node]) -> "_Option":
        name, value = entry
        return _Option(self._said(name.text), name.text, True, " ".join(leaves(value)).lower() == "true")

    def _of_map(self, name: str, value: Node) -> "_Option":
        """An option under a letter; or one that is the name, and whether it is right the value."""
        said = " ".join(leaves(value)).lower()
        if said in ("true", "false") and len(name) > 1:
            return _Option(self._said(name), name, True, said == "true")
        return _Option(self._said(" ".join(leaves(value))), name.strip().lower(), is_called=True)

    def _option(self, node: Node, name: str) -> "_Option":
        if isinstance(node, MapNode):
            return self._option_map(ForeignMap.of(node), node, name)
        if isinstance(node, ListNode) and len(node.items) == _PAIR and says_truth(node.items[1]):
            text, truth = map(" ".join, map(leaves, node.items))
            return _Option(self._said(text), name, True, truth.lower() == "true")
        text = " ".join(leaves(node)).strip()
        if mark := _MARKED.match(text):
            right = mark[1] in ("CORRECT", "ALWAYS_CORRECT")
            return _Option(self._said(text[mark.end() :]), name, True, right)
        tick = _TICKED.search(text)
        if (tick or _STARRED.fullmatch(text)) and not self.found.text(*RIGHT):  # what is said beside them is surer
            return _Option(self._said(text[: tick.start()] if tick else text[1:]), name, True, True)
        return _Option(self._said(text), name)

    def _option_map(self, option: ForeignMap, node: MapNode, name: str) -> "_Option":
        if len(node.entries) == 1:
            key, value = node.entries[0]
            word = key.text.strip().lower()
            if word in ("correct", "right", "benar", "x"):
                return _Option(self._said(" ".join(leaves(value))), name, True, True)
            if word in ("incorrect", "wrong", "salah", "o"):
                return _Option(self._said(" ".join(leaves(value))), name, True, False)
            return self._of_map(key.text, value)
        right = option.text(*OPTION_RIGHT).lower()
        remark = self._said(option.text("explanation", "feedback", "comment", "why"))
        text = self._said(option.text(*(each for each in OPTION_TEXT if option.has(each))))
        marked = option.has(*OPTION_RIGHT)
        called = option.text("id", "key", *(["label"] if option.has("text") else [])).lower()
        is_right = right in ("true", "yes", "1", "ya", "benar")
        return _Option(text, called or name, marked, is_right, remark, bool(called))

    def _marked(self, options: Sequence["_Option"]) -> Question:
        answers = [Answer(each.text, Decimal(100 if each.right else 0), each.remark) for each in options]
        right = [answer for answer in answers if answer.is_right]
        if not right:
            raise CannotTake("no-right-answer")
        return weighted.choice(self.under_way, answers, several=len(right) > 1)

    def _named(self, asked: str, options: Sequence["_Option"]) -> Question:
        """Options of which another field says which is right."""
        used = next(
            name for name in (*OPTIONS, "") if not name or isinstance(self.found.entries.get(name), ListNode | MapNode)
        )
        bare = not used and any(name == "a" for name, _ in self.found.lettered)
        names = [name for name in RIGHT if name != used and name in self.found.entries and not (bare and name == "a")]
        given = [text for name in names[:1] for text in _given(self.found.entries[name])]
        if not given:
            if _TYPED.search(self.found.kind) or any(_SPELLING.match(text) for text in self.found.texts(used)):
                return self._spelt(asked, used)
            raise CannotTake("answers-ambiguous", text=", ".join(option.text for option in options))
        node = self.found.entries[names[0]]
        quoted = isinstance(node, Scalar) and node.quoted
        right = {place for text in given for place in [self._place(text, options, quoted)]}
        answers = [
            Answer(each.text, Decimal(100 * (place in right)), each.remark) for place, each in enumerate(options)
        ]
        words = {answer.text.lower(): answer for answer in answers}
        if words.keys() in _TRUTHS and len(right) == 1:
            return {"a": "benar" if KEYS[answers[next(iter(right))].text.lower()] else "salah"}
        return weighted.choice(self.under_way, answers, several=len(right) > 1)

    def _place(self, given: str, options: Sequence["_Option"], quoted: bool) -> int:
        """The place of the option that is meant by its text, its letter or its number."""
        said = _LABEL.sub("", self._said(given)) if re.fullmatch("[a-j]", options[0].name) else self._said(given)
        same = [place for place, option in enumerate(options) if alike(option.text, said)]
        called = [place for place, option in enumerate(options) if option.is_called and option.name == given.strip()]
        if len(called) == 1 and same in ([], called):
            return called[0]
        if called and same and called != same:
            raise CannotTake("correct-ambiguous", text=given)
        if given.isascii() and given.isdigit():
            number = int(given[:6]) - (self.indices.first or 0)
            counts = self.indices.first is not None and 0 <= number < len(options)
            if len(same) == 1 and (quoted or not counts or same[0] == number):
                return same[0]
            if counts and not same:
                return number
            raise CannotTake("index-ambiguous", text=given)
        if len(same) == 1:
            return same[0]
        letter = given.strip().lower().rstrip(".)")
        bare = _BY_NAME.sub("", letter)
        by_name, letter = bare != letter, bare
        named = [
            place for place, option in enumerate(options) if letter in (option.name, _BY_NAME.sub("", option.name))
        ]
        if len(named) == 1 and (by_name or not letter.isdigit()):
            return named[0]
        if len(letter) == 1 and letter in ascii_lowercase[: len(options)]:
            return ascii_lowercase.index(letter)
        raise CannotTake("answer-not-an-option", text=given)

    def _written(self, asked: str, wrong: Sequence[str]) -> Question:
        """A question without options, or with wrong ones alone."""
        name = next((each for each in RIGHT if each in self.found.entries), "")
        if not name:
            raise CannotTake("no-right-answer")
        if not wrong:
            return self._spelt(asked, name)
        right = [self._said(text) for text in self.found.texts(name)]
        if {text.lower() for text in (*right, *wrong)} in _TRUTHS and len(right) == 1:
            return {"a": "benar" if KEYS[right[0].lower()] else "salah"}
        answers = [*(Answer(text) for text in right), *(Answer(text, Decimal(0)) for text in wrong)]
        return weighted.choice(self.under_way, answers, several=len(right) > 1)

    def _spelt(self, asked: str, name: str) -> Question:
        """A list of spellings, or of rules by which other programs compare."""
        node = self.found.entries[name]
        items = node.items if isinstance(node, ListNode) else (node,)
        spellings: list[str] = []
        numbers: list[Range] = []
        for each in items:
            rule = _SPELLING.match(each.text) if isinstance(each, Scalar) else None
            if isinstance(each, MapNode):
                numbers.extend(self._number(ForeignMap.of(each)))
            elif rule and rule[1].endswith("plain"):
                spellings.append(rule[2].strip())
            elif rule:
                self.under_way.warn("rule-lost", text=short(rule[0].strip()))
            else:
                spellings.extend(leaves(each))
        spellings += self.found.texts(*(each for each in ALSO if each != name))
        if numbers and not spellings:
            return weighted.number(self.under_way, numbers)
        if any(each.margin for each in numbers):
            self.under_way.warn("margin-lost")
        return self._typed(asked, [*spellings, *(weighted.figure(each.value) for each in numbers)])

    def _number(self, rule: ForeignMap) -> Iterator[Range]:
        value = weighted.decimal(rule.text("value", "answer"))
        if value is None:
            texts = rule.texts("value", "text", "answer")
            self.under_way.warn("rule-lost", text=short(" ".join(texts)))
            return
        share, margin = weighted.decimal(rule.text("rtol")), weighted.decimal(rule.text("atol", "tolerance"))
        yield Range(value, max(abs(value) * (share or 0), margin or Decimal(0)))

    def _typed(self, asked: str, spellings: Sequence[str]) -> Question:
        answers = [text for each in spellings if (text := self._said(each))]
        if not answers:
            raise CannotTake("rule-only" if self.found.texts(*RIGHT) else "no-right-answer", text=short(asked))
        if len(answers) == 1 and answers[0].lower() in KEYS:
            return {"a": answers[0].lower()}
        key = weighted.written(self.under_way, [Answer(text.replace("*", "\\*")) for text in answers])
        return {**key, "type": weighted.inferred({"q": asked, **key}).get("type")}


@dataclass(frozen=True)
class _Option:
    """One option: its text, the name it may be called by, and whether anything is said of its being right."""

    text: str
    name: str
    marked: bool = False
    right: bool = False
    remark: str = ""
    is_called: bool = False  # by this name in the file itself, not by its place alone


def _are_verdicts(node: ListNode) -> bool:
    """Whether every option is a name with nothing but true or false to it; `x` and `o` are marks of another program."""
    maps = [each for each in node.items if isinstance(each, MapNode) and len(each.entries) == 1]
    said = [(name.text.lower(), " ".join(leaves(value)).lower()) for each in maps for name, value in each.entries]
    names, verdicts = {name for name, _ in said}, {verdict for _, verdict in said}
    return len(said) == len(node.items) > 1 and verdicts == {"true", "false"} and not names <= {"x", "o"}


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.quoted and node.text.strip().lower() in ("null", "~", "")


def _given(node: Node) -> Iterator[str]:
    """What is said to be right; of a map that says true or false to each option, the names of the true ones."""
    said = (
        [(name.text, " ".join(leaves(value)).lower()) for name, value in node.entries]
        if isinstance(node, MapNode)
        else []
    )
    if said and {verdict for _, verdict in said} <= {"true", "false"}:
        yield from (_CORRECT.sub("", name) for name, verdict in said if verdict == "true")
    else:
        yield from leaves(node)


def _without_letters(options: list[_Option]) -> list[_Option]:
    """Options that begin with their letters, which are shuffled here."""
    labels = [_LABEL.match(option.text) for option in options]
    letters = "".join(label[1].lower() for label in labels if label)
    if len(letters) < max(len(options), 2) or letters != ascii_lowercase[: len(letters)]:
        return options
    bare = [option.text[label.end() :] for option, label in zip(options, labels, strict=True) if label]
    return [
        replace(option, text=text, name=letter) for option, text, letter in zip(options, bare, letters, strict=True)
    ]
