"""GIFT, the format in which Moodle's teachers type their questions.

The rules are those of Moodle's own reader. Where that one loses a question that anybody can read, this one takes it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.bank import weighted
from bot.bank.foreign import CannotTake, Import, Question, short, started
from bot.bank.limits import FILES, Limits
from bot.bank.markup import Form, is_html, one_line
from bot.bank.question_set import QuestionSet
from bot.bank.reading import Reading
from bot.bank.weighted import Answer, Range
from bot.grading.lexicon import Lexicon
from bot.items.cloze import Cloze
from bot.items.date import Date
from bot.items.item import Item
from bot.items.matching import Matching
from bot.items.multiple_choice import MultipleChoice, SeveralChoice
from bot.items.numeric import Numeric
from bot.items.short_answer import ShortAnswer
from bot.items.text import Text
from bot.items.true_false import TrueFalse
from bot.items.wordings import Wordings

KINDS = ("text", "number", "date", "truefalse", "choice", "multi", "match", "cloze")

# Each escaped sign is a private letter while the text is taken apart, as in Moodle's reader.
_ESCAPED = {"\\": "\ue000", "~": "\ue001", "=": "\ue002", "#": "\ue003", "{": "\ue004", "}": "\ue005", ":": "\ue006"}
_ESCAPED |= {"n": "\ue007"}
_MEANT = str.maketrans({private: "\n" if sign == "n" else sign for sign, private in _ESCAPED.items()})
# In a formula whose backslash was not doubled, \neq is not a new line before "eq".
_ESCAPE = re.compile(
    r"\\([\\~=#{}:]|n(?!(?:eq|e|abla|u|ot|i|leq|geq|mid|parallel|earrow|warrow|ewline|subseteq|exists)\b))"
)

_FORMS = {"html": Form.HTML, "markdown": Form.MARKDOWN, "plain": Form.PLAIN, "moodle": Form.GUESS}
_FORM = re.compile(r"\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*([^\n]*)")
_NAME = re.compile(r"\s*::(.*?)::", re.DOTALL)
_MARK = re.compile(r"\[(id|tag):([^\]\n]{1,200})\]")
_WEIGHT = re.compile(r"\s*%\s*([+-]?\d{1,3}(?:[.,]\d{0,10})?)\s*%")
_CLOZE = re.compile(
    r"\s*(\d{0,3}):(SHORTANSWER_C|SHORTANSWER|SAC|SA|MWC|MW|MULTICHOICE_[A-Z]+|MULTICHOICE|MC[A-Z]*|"
    r"MULTIRESPONSE_?[A-Z]*|MR[A-Z]*|NUMERICAL|NM):(.*)",
    re.DOTALL,
)
_CLOZE_START = re.compile(r"\{\d{0,3}:[A-Z_]{2,20}:")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False, "BENAR": True, "SALAH": False}
_ANSWER_START = re.compile(r"\s*(?:[=~#]|$|(?:T|TRUE|F|FALSE|true|false|True|False)\s*(?:#|$)|\d{0,3}:[A-Z_]{2,}:)")
_CLOSERS = " .,;:!?)"
_GAP = "_____"
_GAPS = re.compile(r"_{3,}")
# As many braces in one question as anybody fills in.
_MOST_BLANKS = 100
# A question that was left open does not swallow the rest of the file.
_MOST_EMPTY_LINES, _LONGEST_OPEN = 20, 20_000
# Pictures may stand in a question, in letters; what is longer still was not exported by anybody.
_LONGEST_BLOCK = 300_000


def read(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in a GIFT file. Whatever stands in it, a Reading comes back."""
    under_way, text = started(data, set_id, lexicon, limits)
    reader = _Reader(under_way)
    for block in _blocks(text):
        if under_way.is_full:
            break
        reader.read(block)
    return under_way.reading(title=reader.title, tags=[])


def write(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    """The items in GIFT, each under its name; the title of the set is the category."""
    language = question_set.language
    blocks = [_written(item, language) for item in items]
    title = _escaped(question_set.title.speak(language)).replace("/", "//").replace("\\n", " ")
    return "\n\n".join([f"$CATEGORY: $course$/top/{title}", *blocks, ""]).encode()


# Reading: blocks.


@dataclass
class _Block:
    """What stands between two empty lines."""

    line: int
    text: str = ""
    marks: str = ""  # what comments say: [id:7] [tag:week 3]
    lines: list[int] = field(default_factory=list)


def _blocks(text: str) -> Iterator[_Block]:
    """The blocks of a file, an empty line between braces not counting."""
    waiting: _Block | None = None
    for block in _separated(text):
        block.text = block.text[:_LONGEST_BLOCK]  # what is longer is found too long anyway
        if waiting is not None and _belongs(waiting, block):
            waiting = _together(waiting, block)
            continue
        if waiting is not None:
            yield from _apart(waiting)
        waiting = block
    if waiting is not None:
        yield from _apart(waiting)


def _separated(text: str) -> Iterator[_Block]:
    marks, first = "", 0
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        bare = line.strip()
        if bare.startswith("//"):
            marks += bare if "[" in bare else ""
        elif bare:
            if not lines:
                first = number
            lines.append((number, line))
        elif lines:
            yield _Block(first, "\n".join(line for _, line in lines), marks, [number for number, _ in lines])
            marks, lines = "", []
        if not bare and not lines:
            marks = ""


def _belongs(block: _Block, following: _Block) -> bool:
    """Whether a block goes on after an empty line: its braces are open, or the following is nothing but answers."""
    if following.text.lstrip().startswith(("::", "$CATEGORY")):
        return False
    if block.lines.count(0) > _MOST_EMPTY_LINES or len(block.text) > _LONGEST_OPEN:
        return False
    open_braces = _depth(block.text)
    if open_braces > 0:
        before_brace = _protected(following.text).partition("{")[0]
        return "}" in before_brace or "{" not in _protected(following.text)
    bare = _protected(following.text).strip()
    only_answers = bare.startswith("{") and bare.endswith("}") and bare.count("{") == 1 == bare.count("}")
    return only_answers and open_braces == 0 and "{" not in _protected(block.text) and not _CATEGORY.match(block.text)


def _together(block: _Block, following: _Block) -> _Block:
    text = f"{block.text}\n\n{following.text}"
    return _Block(block.line, text, block.marks + following.marks, [*block.lines, 0, *following.lines])


def _depth(text: str) -> int:
    bare = _protected(text)
    return bare.count("{") - bare.count("}")


def _apart(block: _Block) -> Iterator[_Block]:
    """Questions that somebody wrote without an empty line between them."""
    lines = block.text.split("\n")
    starts = [0]
    depth = 0
    for place, line in enumerate(lines):
        category = line.lstrip().startswith("$CATEGORY:")
        named = depth == 0 and line.lstrip().startswith("::") and "::" in line.lstrip()[2:]
        after_category = place > 0 and lines[place - 1].lstrip().startswith("$CATEGORY:")
        if place > starts[-1] and (category or after_category or (named and place > 0)):
            starts.append(place)
        depth = max(0, depth + _depth(line))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = "\n".join(lines[start:end])
        if part.strip():
            number = block.lines[start] if start < len(block.lines) else block.line
            yield from _unspaced(_Block(number or block.line, part, block.marks if start == 0 else ""))


def _unspaced(block: _Block) -> Iterator[_Block]:
    """The questions of a block, each of which ends with its own braces.

    Where all stand on one line each, or one has options, these are no blanks of one text.
    """
    parts = _closed_parts(block.text.split("\n"))
    has_options = any("~" in _protected(part) and not _CLOZE_START.search(part) for _, part in parts)
    apart = len(parts) > 1 and all(_is_whole(part) for _, part in parts)
    if apart and (has_options or all("\n" not in part for _, part in parts)):
        for place, part in parts:
            yield _Block(block.line + place, part, block.marks if place == 0 else "")
        return
    yield block


def _closed_parts(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The lines up to each that closes what was open, with the place of the first."""
    parts: list[tuple[int, str]] = []
    start = depth = 0
    for place, line in enumerate(lines):
        depth = max(0, depth + _depth(line))
        if (depth == 0 and "}" in line) or place == len(lines) - 1:
            parts.append((start, "\n".join(lines[start : place + 1])))
            start = place + 1
    return parts


def _is_whole(part: str) -> bool:
    """Whether a part is a question with its answers."""
    bare = _protected(part).strip().rstrip(".?!")
    return bare.endswith("}") and bare.count("{") == 1 == bare.count("}") and not bare.startswith("{")


def _protected(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text) if "\\" in text else text


# Reading: one block.


class _Reader:
    def __init__(self, under_way: Import) -> None:
        self.under_way = under_way
        self.title = ""
        self.tags: list[str] = []

    def read(self, block: _Block) -> None:
        category = _CATEGORY.match(block.text)
        if category:
            self._enter(category[1])
        else:
            self.under_way.question(block.line, lambda: self._question(block))

    def _enter(self, path: str) -> None:
        """A category: the first, before any question, names the set; what follows in another is tagged with its."""
        names = re.split(r"(?<!/)/(?!/)", _meant(_protected(path.strip())))
        name = names[-1].replace("//", "/").strip()
        if not self.title and not self.under_way.written and name not in ("top", "$course$", ""):
            self.title, self.tags = name, []
        else:
            self.tags = [name] if name and name != self.title else []

    def _question(self, block: _Block) -> Question:
        text = _protected(block.text)
        name = _NAME.match(text)
        about: Question = {"id": _identifier(block.marks, name[1] if name else ""), "tags": self._tags(block.marks)}
        rest = text[name.end() :] if name else text
        question = _Body(self.under_way, about).read(rest)
        return {**about, **question}

    def _tags(self, marks: str) -> list[str]:
        own = [_meant(_protected(mark[2])).strip() for mark in _MARK.finditer(marks) if mark[1] == "tag"]
        return list(dict.fromkeys(tag for tag in (*self.tags, *own) if tag))


def _identifier(marks: str, name: str) -> str:
    ids = [mark[2] for mark in _MARK.finditer(marks) if mark[1] == "id"]
    return _meant(name).strip() or (ids[0] if ids else "")


class _Body:
    """What follows the name of a question."""

    def __init__(self, under_way: Import, about: Question) -> None:
        self.under_way = under_way
        self.about = about
        self.form = Form.GUESS

    def read(self, text: str) -> Question:
        groups = _groups(text)
        if not groups:
            self._no_answers(text)
        if len(groups) > _MOST_BLANKS:
            raise CannotTake("too-many-blanks", count=len(groups))
        if len(groups) > 1 or _CLOZE.match(text[groups[0][0] + 1 : groups[0][1]]):
            return self._several_blanks(text, groups)
        start, end = groups[0]
        before, inside, after = text[:start], text[start + 1 : end], text[end + 1 :]
        return self._one_answer(before, inside, after)

    def _no_answers(self, text: str) -> None:
        if "{" in text or "}" in text:
            raise CannotTake("brace-missing", sign="{" if text.count("{") < text.count("}") else "}")
        raise CannotTake("description", text=short(self._asked(text)))

    def _one_answer(self, before: str, inside: str, after: str) -> Question:
        if inside.count("~") > weighted.MOST_ANSWERS:
            raise CannotTake("too-many-options", count=inside.count("~"), limit=weighted.MOST_ANSWERS)
        inside, _, general = inside.rpartition("####") if "####" in inside else (inside, "", "")
        stem = self._stem(before, after)
        kind = _kind_of(inside)
        if kind == "essay":
            raise CannotTake("essay", text=short(stem))
        key = self._key(kind, inside, stem, general)
        return {"q": stem, **weighted.with_why(key, self._said(general))}

    def _stem(self, before: str, after: str) -> str:
        before, after = self._asked(before), self._text_of(_lines_tidied(after), self.form)
        if not after.strip(_CLOSERS) and (not after.strip() or before.rstrip().endswith(tuple(".?!:"))):
            return before if before else after
        return f"{before} {_GAP}{'' if after[:1] in _CLOSERS else ' '}{after}".strip()

    def _key(self, kind: str, inside: str, stem: str, general: str) -> Question:
        if kind == "number":
            return weighted.number(self.under_way, list(self._ranges(inside.strip()[1:])))
        if kind == "truth":
            return self._truth(inside, self._said(general))
        answers = [self._answer(part) for part in _parts(inside)]
        if kind == "choice":
            weights = {answer.weight for answer in answers}
            return weighted.choice(
                self.under_way, answers, several="\ue008" not in _right_signs(inside) and len(weights) > 0
            )
        if kind == "match":
            return weighted.matching(self.under_way, list(self._pairs(inside)))
        return self._typed(answers, stem)

    def _typed(self, answers: Sequence[Answer], stem: str) -> Question:
        question = weighted.written(self.under_way, answers)
        if _GAP in stem and len(_GAPS.findall(stem)) == 1 and not question["reject"] and not question["prompt"]:
            accept = question["accept"]
            spellings = [question["a"], *accept] if isinstance(accept, list) and accept else question["a"]
            return {"q": _GAPS.sub("___", stem), "blanks": [spellings], "why": question["why"]}
        kind = weighted.inferred({"q": stem, **question}).get("type")
        return {**question, "type": kind}

    def _truth(self, inside: str, general: str) -> Question:
        word, *remarks = inside.split("#")
        when_wrong, when_right = [self._said(remark) for remark in [*remarks, "", ""][:2]]
        return weighted.truth(self.under_way, _TRUTHS[word.strip().upper()], when_wrong, when_right, general)

    def _ranges(self, inside: str) -> Iterator[Range]:
        parts = _parts(inside) if re.match(r"\s*[=~]", inside) else [("=", inside.replace("~", "\ue008~"))]
        if len(parts) == 1 and "\ue008~" in parts[0][1]:
            first, *others = parts[0][1].split("\ue008~")
            parts = [("=", first), *(("~", other) for other in others)]
        for sign, part in parts:
            written, _, remark = part.partition("#")
            weight, written = _weight(written)
            if not written.strip(" *"):
                if self._said(remark):
                    self.under_way.warn("remark-lost", text=self._said(remark))
                continue
            value, margin = _range(written)
            share = weight if weight is not None else Decimal(100 if sign == "=" else 0)
            yield Range(value, margin, share, self._said(remark))

    def _pairs(self, inside: str) -> Iterator[tuple[str, str]]:
        for _, part in _parts(inside):
            left, arrow, right = _weight(part)[1].partition("->")
            if not arrow:
                raise CannotTake("pair-broken", text=_meant(part).strip())
            yield self._option(left), self._option(right.partition("#")[0])

    def _answer(self, part: tuple[str, str]) -> Answer:
        sign, text = part
        written, _, remark = text.partition("#")
        weight, written = _weight(written)
        share = weight if weight is not None else Decimal(100 if sign == "=" else 0)
        return Answer(self._option(written), share, self._said(remark))

    def _several_blanks(self, text: str, groups: Sequence[tuple[int, int]]) -> Question:
        """A text with several pairs of braces: Moodle reads the first alone, people mean all of them."""
        keys, parts, at = [], [], 0
        for start, end in groups:
            inside = text[start + 1 : end].rpartition("####")[0] or text[start + 1 : end]
            keys.append(self._blank(inside))
            parts.append(text[at:start])
            at = end + 1
        stem = self._asked("___".join([*parts, text[at:]]))
        if len(_GAPS.findall(stem)) != len(keys):
            stem = _GAPS.sub("…", self._asked("\ue00a".join([*parts, text[at:]]))).replace("\ue00a", "___")
        return {"q": stem, "blanks": weighted.blanks(self.under_way, keys)}

    def _blank(self, inside: str) -> list[Answer]:
        cloze = _CLOZE.match(inside)
        kind = cloze[2] if cloze else ""
        inside = cloze[3] if cloze else inside
        if kind.startswith(("MULTIR", "MR")):
            raise CannotTake("blank-of-several", text=_meant(inside))
        if kind in ("NUMERICAL", "NM") or inside.lstrip().startswith("#"):
            ranges = list(self._ranges(inside.strip().removeprefix("#")))
            return [Answer(weighted.figure(each.value), each.weight, each.remark) for each in ranges]
        if inside.strip().upper() in _TRUTHS or not inside.strip():
            raise CannotTake("brace-of-another-kind", text=_meant(inside).strip())
        if "~" in inside and kind not in ("SA", "SHORTANSWER", "SAC", "SHORTANSWER_C", "MW", "MWC"):
            self.under_way.warn("options-lost")
        return [self._answer(part) for part in _parts(inside)]

    # Texts.

    def _asked(self, text: str) -> str:
        """The text of the question, whose form the answers inherit."""
        form, text = _form(_lines_tidied(text), self.form)
        self.form = form
        return self._text_of(text, form)

    def _option(self, text: str) -> str:
        return self._part(text, collapse=True)

    def _said(self, text: str) -> str:
        return self._part(text, collapse=True)

    def _part(self, text: str, collapse: bool) -> str:
        form, text = _form(text.strip(), self.form)
        if collapse and form is not Form.MARKDOWN:
            text = one_line(text)
        return self._text_of(text.strip(), form)

    def _text_of(self, text: str, form: Form) -> str:
        return self.under_way.plain(_meant(text), form, self.about).strip()


def _groups(text: str) -> list[tuple[int, int]]:
    """Where the braces stand that hold answers, not formulas."""
    if text.count("{") > _MOST_BLANKS * 10:
        raise CannotTake("too-many-blanks", count=text.count("{"))
    pairs, depth, start = [], 0, -1
    for place in (found.start() for found in re.finditer("[{}]", text)):
        if text[place] == "{":
            start = place if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                pairs.append((start, place))
    if depth and "}" in text[start:]:  # never closed: the first that closes is meant, as in Moodle
        pairs.append((start, text.index("}", start)))
    groups = [pair for pair in pairs if _ANSWER_START.match(text[pair[0] + 1 : pair[1]])]
    if groups and len(groups) < len(pairs):
        empty = [pair for pair in groups if not text[pair[0] + 1 : pair[1]].strip()]
        groups = [pair for pair in groups if pair not in empty] or groups
    if groups:
        return groups
    spaced = [pair for pair in pairs if pair[0] == 0 or text[pair[0] - 1].isspace() or text[pair[0] - 1] in "?.:_"]
    return spaced[-1:] if len(pairs) == 1 or spaced else pairs[:1]


def _kind_of(inside: str) -> str:
    bare = inside.strip()
    if not bare:
        return "essay"
    if bare.startswith("#"):
        return "number"
    word = bare.partition("#")[0].strip()
    if word in _TRUTHS or word.lower() in ("true", "false", "benar", "salah"):
        return "truth"
    if "~" in bare:
        return "choice"
    keys = [part.partition("#")[0] for _, part in _parts(bare)]
    return "match" if "=" in bare and len(keys) > 1 and any("->" in key for key in keys) else "text"


def _parts(inside: str) -> list[tuple[str, str]]:
    """The answers between the braces, each with its sign; `~=` is one sign, and the answer is right."""
    cut = re.split(r"(~\s*=|[=~])", inside)
    first = [("=", cut[0])] if cut[0].strip() else []
    signs = ("=" if sign.endswith("=") else "~" for sign in cut[1::2])
    pairs = [*first, *zip(signs, cut[2::2], strict=True)]
    return [(sign, part) for sign, part in pairs if part.strip()]


def _right_signs(inside: str) -> str:
    """A private letter if any answer is marked as the whole truth: then only one may be picked."""
    whole = any(sign == "=" and _weight(part)[0] in (None, Decimal(100)) for sign, part in _parts(inside))
    return "\ue008" if whole else ""


def _weight(text: str) -> tuple[Decimal | None, str]:
    found = _WEIGHT.match(text)
    return (weighted.percent(found[1]), text[found.end() :]) if found else (None, text)


def _range(text: str) -> tuple[Decimal, Decimal]:
    """`1822`, `1822:5` or `1817..1827`: the middle, and how far off is right."""
    text = _meant(text).strip()
    if ".." in text:
        low, high = (weighted.decimal(part) for part in text.split("..", 1))
        if low is not None and high is not None and low <= high:
            return (low + high) / 2, (high - low) / 2
    else:
        value, colon, margin = text.partition(":")
        number, off = weighted.decimal(value), weighted.decimal(margin) if colon else Decimal(0)
        if number is not None and off is not None:
            return number, abs(off)
    raise CannotTake("no-number-there", text=text)


def _form(text: str, inherited: Form) -> tuple[Form, str]:
    found = _FORM.match(text.lstrip())
    return (_FORMS[found[1].lower()], text.lstrip()[found.end() :]) if found else (inherited, text)


def _lines_tidied(text: str) -> str:
    """A question may go over several lines; how far they are indented means nothing, unless it is code."""
    if "<pre" in text or "```" in text:
        return text.strip()
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def _meant(text: str) -> str:
    return text.translate(_MEANT)


# Writing.


def _written(item: Item, language: str) -> str:
    """One question. Texts that look marked up are said to be plain."""
    stem, key = _stem_and_key(item, language)
    why = item.about.why.speak(language) if item.about.why else ""
    answers = [*key, f"####{_escaped(why)}"] if why else key
    form = "[plain]" if any(is_html(text) or _FORM.match(text) for text in (stem, why, *map(_meant_raw, key))) else ""
    slug = item.id.partition("/")[2]
    marks = " ".join(f"[tag:{tag.replace(']', ')')}]" for tag in item.about.tags)
    lines = [f"// {marks}"] if marks else []
    first = f"::{_escaped(slug)}::{form}{_escaped(stem)}"
    if isinstance(item, TrueFalse):
        return "\n".join([*lines, f"{first}{{{''.join(answers)}}}"])
    inside = "".join(f"\n\t{answer}" for answer in answers)
    return "\n".join([*lines, f"{first}{{{inside}\n}}"])


def _meant_raw(answer: str) -> str:
    return _meant(_protected(answer))[1:]


def _stem_and_key(item: Item, language: str) -> tuple[str, list[str]]:
    stem = item.question.speak(language)
    match item:
        case TrueFalse():
            return stem, ["TRUE" if item.is_true else "FALSE"]
        case MultipleChoice():
            remarks = item.wordings.spoken_reject(language)
            return stem, [_answer("=", item.right, language), *_options(item.wrong, language, remarks)]
        case SeveralChoice():
            share = Decimal(100) / len(item.right)
            right = [f"~%{share:.5f}%{_escaped(text.speak(language))}" for text in item.right]
            wrong = [f"~%-100%{_escaped(text.speak(language))}" for text in item.wrong]
            return stem, [*right, *wrong]
        case Matching():
            sides = ((left.speak(language), right.speak(language)) for left, right in item.pairs)
            return stem, [f"={_escaped(left)} -> {_escaped(right)}" for left, right in sides]
        case Cloze():
            if len(item.blanks) > 1:
                raise CannotTake("one-blank-only")
            return _GAPS.sub(_GAP, stem), [f"={_escaped(each)}" for each in item.blanks[0].spellings]
        case Numeric() if number := _number(item, language):
            return stem, ["#", *number]
        case Numeric() | Date() | ShortAnswer():
            return stem, list(_words(item.key, item.wordings, language))
    raise AssertionError(f"asked to write {item.kind} as GIFT, which formats.export refuses first")


def _number(item: Numeric, language: str) -> list[str]:
    """A number without a unit; one with a unit is typed, and its margin lost."""
    value = weighted.decimal(item.key.speak(language))
    margin = weighted.decimal(item.tolerance or "0")
    others = [weighted.decimal(text) for text in item.wordings.accept]
    if value is None or margin is None or item.unit or None in others or item.wordings.prompt:
        return []
    written = [f"={value:f}:{margin:f}", *(f"={other:f}:{margin:f}" for other in others)]
    wrong = ((weighted.decimal(text), remark) for text, remark in item.wordings.spoken_reject(language).items())
    return [*written, *(f"=%0%{value:f}:0{_remark(remark)}" for value, remark in wrong if value is not None)]


def _words(key: Text, wordings: Wordings, language: str) -> Iterator[str]:
    yield _answer("=", key, language)
    yield from (f"=%100%{_escaped(text)}" for text in wordings.accept)
    half, wrong = wordings.spoken_prompt(language), wordings.spoken_reject(language)
    yield from (f"=%50%{_escaped(text)}{_remark(remark)}" for text, remark in half.items())
    yield from (f"=%0%{_escaped(text)}{_remark(remark)}" for text, remark in wrong.items())


def _options(options: Iterable[Text], language: str, remarks: dict[str, str]) -> Iterator[str]:
    for option in options:
        remark = next((remarks[wording] for wording in option.all if remarks.get(wording)), "")
        yield _answer("~", option, language) + _remark(remark)


def _answer(sign: str, text: Text, language: str) -> str:
    spoken = text.speak(language)
    weight = "%100%" if sign == "=" else "%0%"
    return f"{sign}{weight if spoken.startswith('%') else ''}{_escaped(spoken)}"


def _remark(remark: str) -> str:
    return f"#{_escaped(remark)}" if remark else ""


def _escaped(text: str) -> str:
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", "\\n")
