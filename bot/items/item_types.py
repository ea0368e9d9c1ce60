"""All kinds of question: add yours here."""

from collections.abc import Mapping
from random import Random

from bot.items.cloze import Cloze
from bot.items.date import Date
from bot.items.field import ABOUT, QUESTION, Field
from bot.items.fields import Fields, in_list, read_about
from bot.items.findings import Edit, Mend
from bot.items.item import Item
from bot.items.listing import Listing
from bot.items.matching import Matching
from bot.items.multiple_choice import MultipleChoice, SeveralChoice
from bot.items.nodes import ListNode, Scalar
from bot.items.numeric import Numeric
from bot.items.ordering import Ordering
from bot.items.short_answer import ShortAnswer
from bot.items.true_false import TrueFalse

# In the order in which a question is tried: the first kind whose fields are there, and which fits, is its kind.
ITEM_TYPES: tuple[type[Item], ...] = (
    Matching,
    Ordering,
    Cloze,
    SeveralChoice,
    Listing,
    MultipleChoice,
    TrueFalse,
    Date,
    Numeric,
    ShortAnswer,
)

# A message holds 4096 characters, among them what we say ourselves; a poll has twelve options, and who reads more?
LONGEST_QUESTION, LONGEST_OPTION, MOST_OPTIONS = 3_500, 300, 12

# How long a prompt is does not hang on its order.
_ANY_DICE = Random(0)  # noqa: S311

BY_KIND: Mapping[str, type[Item]] = {kind.kind: kind for kind in ITEM_TYPES}

FIELDS: Mapping[str, Field] = {
    field.name: field for kind in reversed(ITEM_TYPES) for field in (*ABOUT, QUESTION, *kind.fields)
}

# Every name a field is read by, with the name it is written by.
NAMES: Mapping[str, str] = {name: field.name for field in FIELDS.values() for name in (field.name, *field.also)}

# What may stand in any question though only some kinds have a use for it.
_HARMLESS = ("q", "typos", *(field.name for field in ABOUT))


def read_item(fields: Fields) -> Item | None:
    """The item that was written, or None with at least one finding noted."""
    errors = fields.notebook.errors
    question = fields.text("q")
    if "q" not in fields:
        fields.missing("q", "question-missing")
    kind = kind_of(fields)
    fields.about = read_about(fields)
    if question is None or kind is None:
        return None
    fields.question = question
    fields.unfit(kind.kind, (*_HARMLESS, *(field.name for field in kind.fields)))
    item = kind.read(fields)
    return item if item and fields.notebook.errors == errors and _is_showable(item, fields) else None


def kind_of(fields: Fields) -> type[Item] | None:
    """The kind that `type` names, else the first that fits what is written."""
    if isinstance(fields.node("a"), ListNode):
        _note_one_or_all(fields)
        return None
    named = fields.choice("type", tuple(BY_KIND), "")
    kind = BY_KIND.get(named) or next((kind for kind in ITEM_TYPES if kind.fits(fields)), None)
    lacking = next((name for name in kind.needs if name not in fields), None) if kind else "a"
    if lacking is None:
        return kind
    fields.missing(lacking, "answer-missing" if lacking == "a" else "field-missing")
    return None


def _is_showable(item: Item, fields: Fields) -> bool:
    """Whether a message can hold the question, with all its options."""
    if 0 < fields.place.end - fields.place.start < LONGEST_OPTION:
        return True
    for language in item.question.by_language:
        shown = item.prompt(language, _ANY_DICE)
        parts = (*shown.options, *shown.partners)
        if len(shown.options) > MOST_OPTIONS:
            fields.note("too-many-options", fields.place, count=len(shown.options), limit=MOST_OPTIONS)
            return False
        if any(len(part) > LONGEST_OPTION for part in parts):
            fields.note("option-too-long", fields.place, limit=LONGEST_OPTION)
            return False
        if len(shown.text) + sum(map(len, parts)) > LONGEST_QUESTION:
            fields.note("too-long-to-show", fields.place, limit=LONGEST_QUESTION)
            return False
    return True


def _note_one_or_all(fields: Fields) -> None:
    """Several answers under `a`: only the teacher knows whether one of them is enough."""
    name, answers = fields.name_place("a"), fields.node("a")
    if not isinstance(answers, ListNode):
        return
    texts = [each.text.strip() for each in answers.items if isinstance(each, Scalar)]
    mends: tuple[Mend, ...] = (Mend("every", (Edit(name.start, name.end, "all"),)),)
    if len(texts) == len(answers.items) > 0 and "accept" not in fields:
        indent = " " * (name.column - 1)
        rest = ", ".join(map(in_list, texts[1:]))
        lines = f"{in_list(texts[0])}\n{indent}accept: [{rest}]" if rest else in_list(texts[0])
        mends = (Mend("any", (Edit(answers.place.start, answers.place.end, lines),)), *mends)
    fields.note("one-or-all", answers.place, mends=mends, count=len(answers.items), texts=", ".join(texts))
