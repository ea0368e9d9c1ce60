"""Questions of learning platforms in XML: IMS QTI 1.2, 2 and 3, in files or packages, and edX. They are read only."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from xml.etree.ElementTree import Element

from bot.bank import weighted
from bot.bank.archives import unpacked
from bot.bank.foreign import CannotTake, Import, Question, short, text_of
from bot.bank.limits import FILES, Limits
from bot.bank.markup import Form
from bot.bank.question_xml import parsed
from bot.bank.reading import Reading
from bot.bank.weighted import Answer, Range
from bot.grading.lexicon import Lexicon
from bot.items.nodes import Place
from bot.items.true_false import KEYS

_ITEM = re.compile(r"<(?:\w{1,20}:)?(item|assessmentItem|qti-assessment-item|problem)\b[^<>]{0,4000}>")
# Names are the same whatever stands for their schema; attributes of other schemas are not looked at.
_SCHEMA = re.compile(r"\s(?:xmlns(?::\w{1,20})?|\w{1,20}:\w{1,40})\s*=\s*(?:\"[^\"<]{0,2000}\"|'[^'<]{0,2000}')")
_PREFIX = re.compile(r"(</?)\w{1,20}:(?=\w)")
_HTML = frozenset(
    "p b i em strong u br sub sup div span ul ol li table tr td th pre code h1 h2 h3 h4 blockquote".split()
)
# What a package may unfold to, in files as large as one may be, and in how many parts; more is a bomb.
_UNFOLDED, _MOST_PARTS = 2, 3_000
# What stands in a question beside what is asked.
_ASIDE = (
    *("choiceinteraction", "modalfeedback", "feedbackblock", "feedbackinline", "rubricblock", "solution"),
    "choicegroup",
)
# Kinds of question that are not here, and the finding that says why.
_WHY_NOT = {
    **dict.fromkeys(("extendedtextinteraction", "essay_question", "short_answer_essay", "essay"), "essay"),
    **dict.fromkeys(("orderinteraction", "matchinteraction", "gapmatchinteraction"), "kind-unknown"),
    **dict.fromkeys(("hotspotinteraction", "inlinechoiceinteraction"), "kind-unknown"),
    **dict.fromkeys(("file_upload_question", "uploadinteraction"), "upload"),
    "text_only_question": "description",
}


def read(data: bytes, set_id: str, lexicon: Lexicon | None = None, limits: Limits = FILES) -> Reading:
    """The set in a file or package of QTI. Whatever stands in it, a Reading comes back."""
    under_way = Import(set_id, lexicon, limits)
    for text in _texts(under_way, data):
        for line, name, xml in _items(under_way, text):
            under_way.question(line, lambda xml=xml, name=name: _question(under_way, xml, name))  # type: ignore[misc]
    return under_way.reading()


def _texts(under_way: Import, data: bytes) -> Iterator[str]:
    if not data.startswith(b"PK"):
        yield text_of(data, under_way.notebook, under_way.limits) or ""
        return
    for part in unpacked(data, under_way, "not-a-package", lambda archive: _parts(under_way, archive)) or ():
        yield text_of(part, under_way.notebook, under_way.limits) or ""


def _parts(under_way: Import, archive: zipfile.ZipFile) -> list[bytes]:
    parts = archive.infolist()
    size, most = sum(part.file_size for part in parts), _UNFOLDED * under_way.limits.bytes
    if len(parts) > _MOST_PARTS or size > most:
        under_way.notebook.note("too-large", Place(), size=f"{size / 1e6:.0f}", limit=f"{most / 1e6:.0f}")
        return []
    names = sorted(part.filename for part in parts if part.filename.endswith(".xml"))
    return [archive.read(name) for name in names]


def _items(under_way: Import, text: str) -> Iterator[tuple[int, str, str]]:
    """The line, the name and the XML of each question."""
    line, counted, at = 1, 0, 0
    while not under_way.is_full and (start := _ITEM.search(text, at)):
        close = re.compile(rf"</(?:\w{{1,20}}:)?{start[1]}\s*>").search(text, start.end())
        line += text.count("\n", counted, start.start())
        counted = start.start()
        if close is None:
            under_way.leave(line, "xml-broken", problem=f"</{start[1]}>")
            return
        at = close.end()
        yield line, start[1], text[start.start() : at]


def _question(under_way: Import, xml: str, name: str) -> Question:
    item = parsed(_PREFIX.sub(r"\1", _SCHEMA.sub("", xml)))
    for each in item.iter():
        each.tag = each.tag.lower().removeprefix("qti-").replace("-", "")
        each.attrib = {key.lower().replace("-", ""): value for key, value in each.attrib.items()}
    about: Question = {"id": item.get("ident") or item.get("identifier") or item.get("url_name") or ""}
    read_it = {"item": _item, "problem": _problem}.get(name, _assessment)
    return {**about, **read_it(_Texts(under_way, item, about)), **{key: about[key] for key in about if key != "id"}}


class _Texts:
    """The texts of one question, without their markup."""

    def __init__(self, under_way: Import, item: Element, about: Question) -> None:
        self.under_way, self.item, self.about = under_way, item, about

    def of(self, element: Element | None, aside: Sequence[str] = (), gaps: str = "") -> str:
        written = "" if element is None else _inner(element, aside, gaps)
        return self.under_way.plain(written.strip(), Form.HTML, self.about)

    def all(self, path: str) -> list[Element]:
        return list(self.item.iter(path))

    def refuse(self, asked: str, kinds: Sequence[str]) -> None:
        """Say why a question of one of these kinds is left out, if it is of one that is not here."""
        for kind in kinds:
            if code := _WHY_NOT.get(kind):
                raise CannotTake(code, text=short(asked), kind=kind)

    def chosen(self, asked: str, options: Sequence[tuple[str, bool]]) -> Question:
        right = [text for text, is_right in options if is_right]
        if len(right) == 1 and {text.lower() for text, _ in options} in ({"true", "false"}, {"benar", "salah"}):
            return {"q": asked, "a": "benar" if KEYS[right[0].lower()] else "salah"}
        answers = [Answer(text, Decimal(100 * is_right)) for text, is_right in options]
        if not right:
            raise CannotTake("no-right-answer")
        return {"q": asked, **weighted.choice(self.under_way, answers, several=len(right) > 1)}

    def typed(self, asked: str, spellings: Sequence[str]) -> Question:
        key = weighted.written(self.under_way, [Answer(text.strip().replace("*", "\\*")) for text in spellings])
        return {"q": asked, **key, "type": weighted.inferred({"q": asked, **key}).get("type")}


def _inner(element: Element, aside: Sequence[str], gaps: str) -> str:
    """What stands in an element, as HTML, without what is put aside; a field to type in becomes a gap."""
    written = element.text or ""  # in `mattext` it is HTML already
    parts = [written if element.tag == "mattext" else escape(written, quote=False)]
    for child in element:
        if child.tag == gaps:
            parts.append("\ue00b")
        elif child.tag == "img":
            parts.append(f'<img src="{escape(child.get("src", ""))}" alt="{escape(child.get("alt", ""))}">')
        elif child.tag not in aside:
            inside = _inner(child, aside, gaps)
            parts.append(f"<{child.tag}>{inside}</{child.tag}>" if child.tag in _HTML else inside)
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def _item(texts: _Texts) -> Question:
    """QTI 1.2, as Canvas and Respondus write it."""
    shown = texts.item.find("presentation")
    stem = next((each for each in shown.iter("material")), None) if shown is not None else None
    asked = texts.of(stem)
    labels = {each.findtext("fieldlabel"): each.findtext("fieldentry") or "" for each in texts.all("qtimetadatafield")}
    texts.refuse(asked, [labels.get("question_type") or labels.get("qmd_itemtype") or ""])
    fields = [*texts.all("response_lid"), *texts.all("response_str"), *texts.all("response_num")]
    if len(fields) != 1:
        raise CannotTake("kind-unknown", text=short(asked), kind=labels.get("question_type") or "QTI 1.2")
    right = [value for each in texts.all("respcondition") if _is_scored(each) for value in _compared(each)]
    low, high = (_bound(texts, name) for name in ("vargte", "varlte"))
    if low is not None and high is not None:
        return {"q": asked, **weighted.number(texts.under_way, [Range((low + high) / 2, (high - low) / 2)])}
    options = list(fields[0].iter("response_label"))
    if fields[0].tag == "response_lid":
        return texts.chosen(asked, [(texts.of(each), each.get("ident") in right) for each in options])
    return texts.typed(asked, list(dict.fromkeys(right)))


def _bound(texts: _Texts, name: str) -> Decimal | None:
    found = texts.all(name)
    return weighted.decimal(found[0].text or "") if len(found) == 1 else None


def _is_scored(condition: Element) -> bool:
    points = [
        (each.text or "").strip() for each in condition.iter("setvar") if each.get("action", "Set") in ("Set", "Add")
    ]
    return any(text == "SCORE.max" or (weighted.decimal(text) or 0) > 0 for text in points)


def _compared(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == "varequal":
            yield (child.text or "").strip()
        elif child.tag != "not":
            yield from _compared(child)


def _assessment(texts: _Texts) -> Question:
    """QTI 2 and 3."""
    body = texts.item.find("itembody")
    inside = [each.tag for each in body.iter() if each.tag.endswith("interaction")] if body is not None else []
    prompts = [texts.of(each) for each in texts.all("prompt")]
    asked = "\n".join(filter(None, [texts.of(body, _ASIDE, "textentryinteraction").replace("\ue00b", "___"), *prompts]))
    texts.refuse(asked, inside)
    keys = {each.get("identifier", ""): _declared(each) for each in texts.all("responsedeclaration")}
    if inside == ["choiceinteraction"]:
        right = keys.get(texts.all("choiceinteraction")[0].get("responseidentifier", ""), [])
        options = texts.all("simplechoice")
        return texts.chosen(asked, [(texts.of(each, _ASIDE), each.get("identifier") in right) for each in options])
    if not inside or set(inside) != {"textentryinteraction"}:
        raise CannotTake("kind-unknown" if inside else "description", text=short(asked), kind=", ".join(inside)[:60])
    spellings = [keys.get(each.get("responseidentifier", ""), []) for each in texts.all("textentryinteraction")]
    margins = [each.get("tolerance", "").split() for each in texts.all("equal")]
    value = weighted.decimal(spellings[0][0]) if spellings[0] else None
    if len(spellings) == len(margins) == 1 and margins[0] and value is not None:
        margin = weighted.decimal(margins[0][0]) or Decimal(0)
        return {"q": asked.removesuffix("___").strip(), **weighted.number(texts.under_way, [Range(value, margin)])}
    if len(spellings) == 1 and asked.endswith("___"):
        return texts.typed(asked.removesuffix("___").strip(), spellings[0])
    answers = [[Answer(text) for text in each] for each in spellings]
    return {"q": asked, "blanks": weighted.blanks(texts.under_way, answers)}


def _declared(declaration: Element) -> list[str]:
    """What is right of one response; where spellings have points, those with most of them as well."""
    right = [(value.text or "").strip() for each in declaration.iter("correctresponse") for value in each.iter("value")]
    points = {
        each.get("mapkey", ""): weighted.decimal(each.get("mappedvalue", "")) or 0
        for each in declaration.iter("mapentry")
    }
    most = max(points.values(), default=0)
    if declaration.get("basetype") != "string" and right:
        return right
    return list(dict.fromkeys([*right, *(key for key, value in points.items() if value == most > 0)]))


_RESPONSES = ("multiplechoiceresponse", "choiceresponse", "stringresponse", "numericalresponse")
_BELOW = (
    *("choicegroup", "checkboxgroup", "solution", "demandhint", "textline", "formulaequationinput", "choicehint"),
    *("additional_answer", "stringequalhint", "correcthint", "responseparam", "description"),
)


def _problem(texts: _Texts) -> Question:
    """A problem of edX."""
    asked = texts.of(texts.item, _BELOW)
    if texts.all("script"):
        raise CannotTake("code-answer", text=short(asked))
    responses = [each for each in texts.item.iter() if each.tag.endswith("response")]
    if len(responses) != 1 or responses[0].tag not in _RESPONSES:
        kinds = ", ".join(each.tag for each in responses)[:60]
        raise CannotTake("kind-unknown" if responses else "description", text=short(asked), kind=kinds)
    response = responses[0]
    answer = response.get("answer", "")
    if response.tag == "stringresponse":
        if "regexp" in response.get("type", ""):
            raise CannotTake("rule-only", text=short(asked))
        return texts.typed(asked, [answer, *(each.get("answer", "") for each in texts.all("additional_answer"))])
    if response.tag == "numericalresponse":
        return _numerical(texts, asked, answer)
    options = [
        (texts.of(each, ("choicehint",)), each.get("correct", "").lower() == "true") for each in texts.all("choice")
    ]
    return texts.chosen(asked, options)


def _numerical(texts: _Texts, asked: str, answer: str) -> Question:
    value = weighted.decimal(answer)
    if value is None:
        raise CannotTake("rule-only", text=short(asked))
    told = next((each.get("default", "") for each in texts.all("responseparam")), "0")
    margin = weighted.decimal(told.strip().removesuffix("%")) or Decimal(0)
    margin = abs(value) * margin / 100 if told.strip().endswith("%") else margin
    return {"q": asked, **weighted.number(texts.under_way, [Range(value, margin)])}
