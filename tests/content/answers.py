"""Responses made from a hand-written key: itself, with a slip of the finger, and what it must not be taken for."""

from collections.abc import Iterator
from itertools import product

from bot.bootstrap import Content
from bot.grading.affixes import dictionary
from bot.grading.judgement import Verdict
from bot.grading.lexicon import Lexicon
from bot.grading.normalise import tokens
from bot.items.cloze import Cloze
from bot.items.date import Date
from bot.items.item import Item, Response
from bot.items.listing import Listing
from bot.items.multiple_choice import MultipleChoice
from bot.items.numeric import Numeric
from bot.items.short_answer import ShortAnswer
from bot.items.true_false import TrueFalse

LANGUAGES = ("id", "en")
# In a shorter word a slip may make another word; graders forgive none there.
SHORTEST_SLIPPED = 5


def right(item: Item) -> Iterator[Response]:
    """The key in both languages, and every other wording that is written to be right."""
    yield from (sample.response for sample in item.samples() if sample.verdict is Verdict.CORRECT)
    if isinstance(item, ShortAnswer):
        yield from item.answers()
    if isinstance(item, Listing | MultipleChoice | TrueFalse | Numeric | Cloze | Date):
        yield from (item.answer(language) for language in LANGUAGES)


def slipped(item: Item, lexicon: Lexicon) -> Iterator[Response]:
    """The key with two letters swapped, one left out, one doubled, in its longest word.

    A slip that makes another word of the dictionary is none: "Surah" is a chapter of the Quran and not Suriah.
    """
    if getattr(item, "typos", "normal") == "none" or not isinstance(item, ShortAnswer | Listing | Cloze | Date):
        return
    meant_otherwise = {text.casefold() for text in _confusable(item, lexicon)}
    for language in LANGUAGES:
        answer = item.answer(language)
        word = max((word for word in answer.split() if word.isalpha()), key=len, default="")
        if len(word) >= SHORTEST_SLIPPED:
            slips = (answer.replace(word, slip, 1) for slip in slips_of(word) if slip.casefold() not in dictionary())
            yield from (slip for slip in slips if slip.casefold() not in meant_otherwise)


def slips_of(word: str) -> Iterator[str]:
    """Three slips in the middle of a word; twins are not swapped, that would be no slip."""
    middle = len(word) // 2
    at = next((place for place in range(middle, 0, -1) if word[place] != word[place - 1]), middle)
    yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    yield word[:middle] + word[middle + 1 :]
    yield word[:middle] + word[middle] + word[middle:]


def wrong(item: Item, lexicon: Lexicon) -> Iterator[Response]:
    """What the set refuses, the other options, and what the lexicon says it is not."""
    refused = [sample.response for sample in item.samples() if sample.verdict is Verdict.WRONG]
    yield from refused
    # Small letters do not make a wrong answer right.
    yield from (response.lower() for response in refused if isinstance(response, str))
    yield from _confusable(item, lexicon)


def _confusable(item: Item, lexicon: Lexicon) -> Iterator[str]:
    if not isinstance(item, ShortAnswer):
        return
    accepted = {answer.casefold() for answer in item.answers()}
    for entity_id in {each for answer in item.key.all for each in lexicon.named(words(answer))}:
        entity = lexicon.entities.get(entity_id)
        others = (
            [lexicon.entities[other] for other in entity.confusables if other in lexicon.entities] if entity else []
        )
        names = [other.called(language) for other, language in product(others, LANGUAGES)]
        names += entity.not_forms if entity else ()
        yield from (name for name in dict.fromkeys(names) if name.casefold() not in accepted)


def words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(text))


def cases(content: Content) -> Iterator[tuple[str, str, str, Response]]:
    """Item id, what is wanted, the learner's language, and the response."""
    for item in content.bank.items.values():
        for language in LANGUAGES:
            for kind, responses in (
                ("right", right(item)),
                ("slip", slipped(item, content.lexicon)),
                ("wrong", wrong(item, content.lexicon)),
            ):
                for response in dict.fromkeys(responses):
                    yield item.id, kind, language, response
