"""What is worth a second look in a set that can be read: seen only beside other questions, or by a learner's eye."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date as day
from itertools import combinations

from bot.bank.amending import asking_back, with_field
from bot.bank.plain_form import Entry
from bot.bank.yaml_format import Reading
from bot.grading import dates
from bot.grading.judgement import Verdict
from bot.grading.lexicon import Lexicon
from bot.grading.normalise import clean
from bot.items.date import Date
from bot.items.findings import Finding, Mend, Notebook, Severity
from bot.items.item import Item, as_typed
from bot.items.multiple_choice import MultipleChoice, SeveralChoice
from bot.items.nodes import Place
from bot.items.numeric import Numeric
from bot.items.options import fold
from bot.items.short_answer import ShortAnswer
from bot.items.text import Text

# Longer than this nobody types with two thumbs.
LONGEST_TYPED = 80
# What a poll in a group and a caption under a picture hold (Bot API).
POLL_QUESTION, POLL_OPTION, CAPTION = 300, 100, 1024
# The right option stands out when it is half as long again as any other, and not just by a short word.
STANDS_OUT, STANDS_OUT_BY = 1.5, 12
# Preparing a key and trying it takes some milliseconds: in a larger set, too long for who waits for the findings.
MOST_JUDGED = 500
# Who asks so wants the day.
_ASKS_DAY = re.compile(r"\b(?:tanggal|hari|date|day)\b", re.IGNORECASE)
# What is asked back, in the language of the set.
_WHICH = {"id": "{name} yang mana?", "en": "Which {name}?"}
# Nobody's name is longer, and of those who share a part of it a few are enough to say so.
_LONGEST_NAME, _ENOUGH = 6, 4
# A shorter answer stands in many hints by chance.
SHORTEST_TOLD = 4


def check(reading: Reading, today: day) -> tuple[Finding, ...]:
    """Everything worth a second look, in the order of the file; all of it may be left as it is."""
    items = reading.question_set.items if reading.question_set else ()
    notebook = Notebook(reading.text)
    language = reading.question_set.language if reading.question_set else "id"
    pages = _Pages(reading.entries, notebook, language)
    for item in items:
        _check_item(item, today, pages)
    for item in items if len(items) <= MOST_JUDGED else ():
        _check_key(item, pages)
    _check_twins(items, pages)
    _check_shared_answers(items, pages)
    return tuple(sorted(notebook.findings, key=lambda finding: (finding.line, finding.column)))


class _Pages:
    """Notes suggestions at the places where the fields were written."""

    def __init__(self, entries: Mapping[str, Entry], notebook: Notebook, language: str) -> None:
        self.entries = entries
        self.notebook = notebook
        self.language = language

    def line(self, item: Item) -> int:
        return self.entries[item.id].node.place.line if item.id in self.entries else 0

    def adding(self, item: Item, name: str, value: str) -> tuple[Mend, ...]:
        """The mend that adds a field to the question."""
        there = self.entries.get(item.id)
        edit = with_field(there, self.notebook.text, name, value) if there else None
        return (Mend(f"{name}-{value}", (edit,)),) if edit else ()

    def asking_back(self, item: ShortAnswer, vague: str) -> tuple[Mend, ...]:
        """The mend that asks whom is meant, instead of accepting it."""
        remark = _WHICH[self.language].format(name=vague)
        there = self.entries.get(item.id)
        edits = asking_back(there, self.notebook.text, item.wordings, vague, remark) if there else ()
        return (Mend("ask-back", edits, values={"remark": remark}),) if edits else ()

    def suggest(self, item: Item, code: str, field: str, mends: tuple[Mend, ...] = (), **values: object) -> None:
        there = self.entries.get(item.id)
        self.notebook.question = there.number if there else None
        place = there.place(field) if there else Place()
        self.notebook.note(code, place, Severity.WARNING, mends, **values)


# One question.


def _check_item(item: Item, today: day, pages: _Pages) -> None:
    about = item.about
    if about.image and not about.alt:
        pages.suggest(item, "image-without-alt", "image")
    if about.image and _longest(item.question) > CAPTION:
        pages.suggest(item, "too-long-for-caption", "q", limit=CAPTION)
    if isinstance(item, MultipleChoice | SeveralChoice):
        _check_options(item, pages)
    if isinstance(item, ShortAnswer) and _longest(item.key) > LONGEST_TYPED:
        pages.suggest(item, "hard-to-type", "a", count=_longest(item.key), limit=LONGEST_TYPED)
    if isinstance(item, Date):
        _check_future(item, today, pages)
        _check_exactness(item, pages)
    if isinstance(item, ShortAnswer | Numeric | Date | MultipleChoice):
        _check_given_away(item, pages)


def _check_key(item: Item, pages: _Pages) -> None:
    """A key that its own question would refuse."""
    for sample in item.samples():
        if sample.verdict is Verdict.CORRECT and not item.judge(sample.response, sample.language).is_correct:
            pages.suggest(item, "key-refused", item.needs[0], text=as_typed(sample.response))
            return


def _check_options(item: MultipleChoice | SeveralChoice, pages: _Pages) -> None:
    right = (item.right,) if isinstance(item, MultipleChoice) else item.right
    longest_wrong = max(map(_longest, item.wrong))
    longest_right = max(map(_longest, right))
    if longest_right > max(STANDS_OUT * longest_wrong, longest_wrong + STANDS_OUT_BY):
        pages.suggest(item, "right-is-longest", "a" if isinstance(item, MultipleChoice) else "all")
    if max(longest_right, longest_wrong) > POLL_OPTION:
        pages.suggest(item, "too-long-for-poll", "wrong", limit=POLL_OPTION)
    elif _longest(item.question) > POLL_QUESTION:
        pages.suggest(item, "too-long-for-poll", "q", limit=POLL_QUESTION)


def _check_future(item: Date, today: day, pages: _Pages) -> None:
    for said in dates.find(clean(item.key.all[0])).dates:
        if said.year and (said.year, said.month or 1, said.day or 1) > (today.year, today.month, today.day):
            pages.suggest(item, "future-date", "a", text=item.key.all[0])
            return


def _check_exactness(item: Date, pages: _Pages) -> None:
    """A day, where the question does not say that the day is wanted: the month may be enough."""
    said = dates.find(clean(item.key.all[0])).dates
    whole = item.precision is None and len(said) == 1 and said[0].parts == 3
    if whole and not any(_ASKS_DAY.search(wording) for wording in item.question.all):
        pages.suggest(item, "day-or-month", "a", pages.adding(item, "precision", "month"), text=item.key.all[0])


def _check_given_away(item: Item, pages: _Pages) -> None:
    """A hint that says the answer, or a question that does."""
    told = [answer for answer in map(fold, item.answers()) if len(answer) >= SHORTEST_TOLD]
    for field, texts in (("hints", item.about.hints), ("q", () if _is_choice(item) else (item.question,))):
        readings = [f" {fold(wording)} " for text in texts for wording in text.all]
        said = next((answer for answer in told if any(f" {answer} " in reading for reading in readings)), None)
        if said:
            place = "hint" if field == "hints" and len(item.about.hints) == 1 else field
            pages.suggest(item, "hint-gives-away" if field == "hints" else "question-gives-away", place, text=said)


def _is_choice(item: Item) -> bool:
    # "Rusia atau Tiongkok?" names what can be chosen, and gives nothing away.
    return isinstance(item, MultipleChoice)


def _longest(text: Text) -> int:
    return max(map(len, text.all))


# Several questions.


def _check_twins(items: Sequence[Item], pages: _Pages) -> None:
    """The same question twice, though its words stand in another order."""
    first: dict[tuple[str, ...], Item] = {}
    for item in items:
        words = tuple(sorted(fold(item.question.all[0]).split()))
        twin = first.setdefault(words, item)
        if twin is not item and set(twin.answers()) & set(item.answers()) == set(item.answers()):
            pages.suggest(item, "twins", "q", first=pages.line(twin))


def _check_shared_answers(items: Sequence[Item], pages: _Pages) -> None:
    """An answer that is accepted here and is another question's own answer, or the name of several."""
    owners: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for answer in _own_answers(item):
            owners[fold(answer)].append(item)
    bearers = _bearers(items[0].known.lexicon) if items else {}
    named = _named_so(items)
    for item in items:
        if isinstance(item, ShortAnswer):
            for alias in item.wordings.accept:
                _check_alias(item, alias, owners, bearers, pages, named)


def _bearers(lexicon: Lexicon) -> dict[str, set[str]]:
    """For each word of a person's name, who bears it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for person in lexicon.entities.values():
        for name in person.name.values() if person.type == "person" else ():
            for word in fold(name).split():
                bearers[word].add(person.id)
    return bearers


def _named_so(items: Sequence[Item]) -> dict[str, list[Text]]:
    """For each part of a name that is an answer of the set, a few of the answers that have it: "Kim", "Kim Jong"."""
    named: dict[str, list[Text]] = defaultdict(list)
    keys = [item.key for item in items if isinstance(item, ShortAnswer)]
    parts = ((part, key) for key in keys for answer in key.all for part in _parts(answer))
    for part, key in parts:
        if len(named[part]) < _ENOUGH and key not in named[part]:
            named[part].append(key)
    return named


def _parts(name: str) -> set[str]:
    """What a name can be shortened to: some of its words with capital letters, as they stand together."""
    words = name.split()
    if len(words) > _LONGEST_NAME:
        return set()
    runs = (words[start:end] for start, end in combinations(range(len(words) + 1), 2) if end - start < len(words))
    return {fold(" ".join(run)) for run in runs if all(word[:1].isupper() for word in run)}


def _is_shared(item: ShortAnswer, alias: str, named: Mapping[str, Sequence[Text]]) -> bool:
    """Whether an alias is a part of this answer and as much of another one's, who is not the same."""
    shortened = fold(alias)
    if not any(shortened in _parts(answer) for answer in item.key.all):
        return False
    own = {fold(answer) for answer in item.answers()}
    return any(not own & set(map(fold, other.all)) and not _are_one(item, other) for other in named.get(shortened, ()))


def _are_one(item: ShortAnswer, other: Text) -> bool:
    """Whether two answers name one person or place, perhaps one of them in full."""
    known = item.known.lexicon
    return any(
        _is_within(one, two) or bool(known.only(one) & known.only(two)) for one in item.key.all for two in other.all
    )


def _is_within(one: str, other: str) -> bool:
    """Whether one name is the other with some words more: "Putin" in full."""
    words, others = set(fold(one).split()), set(fold(other).split())
    return words <= others or others <= words


def _check_alias(
    item: ShortAnswer,
    alias: str,
    owners: Mapping[str, Sequence[Item]],
    bearers: Mapping[str, Collection[str]],
    pages: _Pages,
    named: Mapping[str, Sequence[Text]],
) -> None:
    own = {fold(answer) for answer in item.key.all}
    folded = fold(alias)
    other = next((each for each in owners.get(folded, ()) if each is not item), None)
    if other and folded not in own and not own & {fold(answer) for answer in _own_answers(other)}:
        pages.suggest(item, "answer-of-another", "accept", text=alias, other=pages.line(other))
    elif len(bearers.get(folded, ())) > 1 or _is_shared(item, alias, named):
        mends = () if folded in own else pages.asking_back(item, alias)
        pages.suggest(item, "name-of-several", "accept", mends, text=alias)


def _own_answers(item: Item) -> Iterable[str]:
    return item.key.all if isinstance(item, ShortAnswer) else ()
