"""QTI 2.1, the package that most learning platforms import. It is written only."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bot.bank import weighted
from bot.bank.question_set import QuestionSet
from bot.items.cloze import Cloze
from bot.items.date import Date
from bot.items.item import Item
from bot.items.matching import Matching
from bot.items.multiple_choice import MultipleChoice, SeveralChoice
from bot.items.numeric import Numeric
from bot.items.ordering import Ordering
from bot.items.short_answer import ShortAnswer
from bot.items.true_false import OPTIONS, TrueFalse

KINDS = ("text", "number", "date", "truefalse", "choice", "multi", "order", "match", "cloze")

# What the package keeps of a question.
KEEPS = ("q", "a", "accept", "wrong", "all", "order", "pairs", "blanks", "tolerance", "unit", "why")

_ITEM_SCHEMA = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE_SCHEMA = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
# Two packages of the same questions are the same file: no time of day stands in it.
_DATE = (2000, 1, 1, 0, 0, 0)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class _Body:
    """What is declared of the responses, what is shown, and how it is scored."""

    declarations: str
    shown: str
    scoring: str


def write(question_set: QuestionSet, items: Sequence[Item]) -> bytes:
    language = question_set.language
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        names = [f"{number:04d}-{item.id.partition('/')[2]}" for number, item in enumerate(items, 1)]
        _put(archive, "imsmanifest.xml", _manifest(question_set, names))
        for name, item in zip(names, items, strict=True):
            _put(archive, f"items/{name}.xml", _item(item, name, language))
    return file.getvalue()


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, _NOT_XML.sub(" ", text))


def _manifest(question_set: QuestionSet, names: Iterable[str]) -> str:
    title = escape(question_set.title.speak(question_set.language))
    resources = "".join(
        f'<resource identifier="R-{name}" type="imsqti_item_xmlv2p1" href="items/{name}.xml">'
        f'<file href="items/{name}.xml"/></resource>'
        for name in names
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest xmlns="{_PACKAGE_SCHEMA}" identifier="M-{question_set.id}">'
        "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>"
        f"<organizations/><!-- {title.replace('--', '- -')} --><resources>{resources}</resources></manifest>\n"
    )


def _item(item: Item, name: str, language: str) -> str:
    body = _body(item, language)
    title = escape(" ".join(item.question.speak(language).split())[:200])
    why = item.about.why.speak(language) if item.about.why else ""
    feedback = (
        '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="never" showHide="hide">'
        f"{_paragraphs(why)}</modalFeedback>"
        if why
        else ""
    )
    told = '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>' if why else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<assessmentItem xmlns="{_ITEM_SCHEMA}" identifier="I-{name}" title="{title}" xml:lang="{language}" '
        'adaptive="false" timeDependent="false">'
        f'{body.declarations}<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>{told}'
        f"<itemBody>{body.shown}</itemBody>{body.scoring}{feedback}</assessmentItem>\n"
    )


def _body(item: Item, language: str) -> _Body:
    stem = item.question.speak(language)
    match item:
        case TrueFalse():
            words = OPTIONS.get(language, OPTIONS["id"])
            return _choices(stem, words, [0 if item.is_true else 1], shuffled=False)
        case MultipleChoice():
            return _choices(stem, [each.speak(language) for each in (item.right, *item.wrong)], [0])
        case SeveralChoice():
            options = [each.speak(language) for each in (*item.right, *item.wrong)]
            return _choices(stem, options, list(range(len(item.right))), several=True)
        case Ordering():
            return _ordering(stem, [each.speak(language) for each in item.order])
        case Matching():
            return _matching(stem, [(left.speak(language), right.speak(language)) for left, right in item.pairs])
        case Cloze():
            return _blanks(stem, [blank.spellings for blank in item.blanks])
        case Numeric() if number := _number(item, stem, language):
            return number
        case Numeric() | Date() | ShortAnswer():
            half = dict.fromkeys(item.wordings.prompt, 0.5)
            spellings = dict.fromkeys((item.key.speak(language), *item.key.all, *item.wordings.accept), 1.0)
            shown = (
                f'{_paragraphs(stem)}<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="40"/></p>'
            )
            return _Body(
                _typed("RESPONSE", half | spellings, item.key.speak(language)), shown, _template("map_response")
            )
    raise AssertionError(f"asked to write {item.kind} as QTI, which formats.export refuses first")


def _choices(
    stem: str, options: Sequence[str], right: Sequence[int], several: bool = False, shuffled: bool = True
) -> _Body:
    cardinality = "multiple" if several else "single"
    values = "".join(f"<value>A{place}</value>" for place in right)
    declared = (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="identifier">'
        f"<correctResponse>{values}</correctResponse></responseDeclaration>"
    )
    choices = "".join(
        f'<simpleChoice identifier="A{place}">{_line(text)}</simpleChoice>' for place, text in enumerate(options)
    )
    shown = (
        f'{_paragraphs(stem)}<choiceInteraction responseIdentifier="RESPONSE" shuffle="{str(shuffled).lower()}" '
        f'maxChoices="{0 if several else 1}">{choices}</choiceInteraction>'
    )
    return _Body(declared, shown, _template("match_correct"))


def _ordering(stem: str, steps: Sequence[str]) -> _Body:
    values = "".join(f"<value>A{place}</value>" for place in range(len(steps)))
    declared = (
        '<responseDeclaration identifier="RESPONSE" cardinality="ordered" baseType="identifier">'
        f"<correctResponse>{values}</correctResponse></responseDeclaration>"
    )
    choices = "".join(
        f'<simpleChoice identifier="A{place}">{_line(text)}</simpleChoice>' for place, text in enumerate(steps)
    )
    shown = (
        f'{_paragraphs(stem)}<orderInteraction responseIdentifier="RESPONSE" shuffle="true">'
        f"{choices}</orderInteraction>"
    )
    return _Body(declared, shown, _template("match_correct"))


def _matching(stem: str, pairs: Sequence[tuple[str, str]]) -> _Body:
    partners = list(dict.fromkeys(right for _, right in pairs))
    together = [(place, partners.index(right)) for place, (_, right) in enumerate(pairs)]
    values = "".join(f"<value>L{left} R{right}</value>" for left, right in together)
    share = f"{1 / len(pairs):.5f}"
    entries = "".join(f'<mapEntry mapKey="L{left} R{right}" mappedValue="{share}"/>' for left, right in together)
    declared = (
        '<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="directedPair">'
        f'<correctResponse>{values}</correctResponse><mapping defaultValue="0">{entries}</mapping>'
        "</responseDeclaration>"
    )
    lefts = "".join(_associable(f"L{place}", left, 1) for place, (left, _) in enumerate(pairs))
    rights = "".join(_associable(f"R{place}", right, 0) for place, right in enumerate(partners))
    shown = (
        f'{_paragraphs(stem)}<matchInteraction responseIdentifier="RESPONSE" shuffle="true" '
        f'maxAssociations="{len(pairs)}">'
        f"<simpleMatchSet>{lefts}</simpleMatchSet><simpleMatchSet>{rights}</simpleMatchSet></matchInteraction>"
    )
    return _Body(declared, shown, _template("map_response"))


def _associable(name: str, text: str, most: int) -> str:
    return f'<simpleAssociableChoice identifier="{name}" matchMax="{most}">{_line(text)}</simpleAssociableChoice>'


def _blanks(stem: str, keys: Sequence[Sequence[str]]) -> _Body:
    """A text entry for each blank; the score is the share of them that are right."""
    names = [f"RESPONSE{number}" for number in range(1, len(keys) + 1)]
    share = 1 / len(keys)
    declared = "".join(
        _typed(name, dict.fromkeys(spellings, share), spellings[0]) for name, spellings in zip(names, keys, strict=True)
    )
    entries = iter(names)
    shown = re.sub(
        r"_{3,}",
        lambda _: f'<textEntryInteraction responseIdentifier="{next(entries)}" expectedLength="20"/>',
        _paragraphs(stem),
    )
    sums = "".join(f'<mapResponse identifier="{name}"/>' for name in names)
    scoring = f'<setOutcomeValue identifier="SCORE"><sum>{sums}</sum></setOutcomeValue>'
    return _Body(declared, shown, f"<responseProcessing>{scoring}</responseProcessing>")


def _number(item: Numeric, stem: str, language: str) -> _Body | None:
    """A number with its margin; one with a unit is compared as it is written."""
    value, margin = weighted.decimal(item.key.speak(language)), weighted.decimal(item.tolerance or "0")
    if value is None or margin is None:
        return None
    declared = (
        '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="float">'
        f"<correctResponse><value>{value:f}</value></correctResponse></responseDeclaration>"
    )
    unit = f" {escape(item.unit)}" if item.unit else ""
    shown = f'{_paragraphs(stem)}<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>{unit}</p>'
    compared = (
        f'<equal toleranceMode="absolute" tolerance="{margin:f} {margin:f}"><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></equal>'
    )
    scoring = (
        f'<responseProcessing><responseCondition><responseIf>{compared}<setOutcomeValue identifier="SCORE">'
        '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition>'
        "</responseProcessing>"
    )
    return _Body(declared, shown, scoring)


def _typed(name: str, spellings: dict[str, float], right: str) -> str:
    entries = "".join(
        f'<mapEntry mapKey="{escape(text)}" mappedValue="{value:.5f}" caseSensitive="false"/>'
        for text, value in spellings.items()
    )
    return (
        f'<responseDeclaration identifier="{name}" cardinality="single" baseType="string">'
        f"<correctResponse><value>{escape(right)}</value></correctResponse>"
        f'<mapping defaultValue="0">{entries}</mapping></responseDeclaration>'
    )


def _template(name: str) -> str:
    return f'<responseProcessing template="{_TEMPLATES}/{name}"/>'


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{_line(part)}</p>" for part in re.split(r"\n{2,}", text) if part.strip()) or "<p/>"


def _line(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")
