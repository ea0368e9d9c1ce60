"""What every kind of question promises; a new kind is found by itself."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bank.plain_form import from_plain, item_to_plain
from bot.bank.yaml_format import FILES, read, write
from bot.grading.judgement import Verdict
from bot.grading.lexicon import Lexicon
from bot.i18n import translator
from bot.items.item import Item, Prompt, Reply
from bot.items.item_types import FIELDS, ITEM_TYPES, NAMES

ROOT = Path(__file__).parents[2]
EXAMPLES = Path(__file__).parent / "examples"

# Bot API: a message, and a button whose words can still be read on a phone.
MESSAGE, OPTION = 4096, 300


def files() -> Iterator[Path]:
    yield from sorted(EXAMPLES.glob("*.yaml"))
    yield from sorted((ROOT / "quizzes").glob("*.yaml"))


LEXICON = Lexicon.load(ROOT / "content" / "lexicon.yaml")
SETS = [read(path.read_bytes(), path.stem, LEXICON, FILES).question_set for path in files()]
ITEMS = [item for question_set in SETS if question_set for item in question_set.items]

every_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
every_kind = pytest.mark.parametrize("kind", ITEM_TYPES, ids=lambda kind: kind.kind)


def one_of(kind: type[Item]) -> Item:
    return next(item for item in ITEMS if type(item) is kind)


@every_kind
def test_has_an_example_for_itself(kind: type[Item]) -> None:
    text = (EXAMPLES / f"{kind.kind}.yaml").read_bytes()
    reading = read(text, kind.kind, LEXICON, FILES)
    assert reading.findings == ()
    assert reading.question_set
    assert {type(item) for item in reading.question_set.items} == {kind}


@every_kind
def test_says_of_each_field_what_it_is_for(kind: type[Item]) -> None:
    assert kind.kind
    assert kind.__doc__
    assert all(field.meaning.endswith(".") for field in kind.fields)
    assert set(kind.needs) <= {field.name for field in kind.fields}


def test_no_name_stands_for_two_fields() -> None:
    names = [name for field in FIELDS.values() for name in (field.name, *field.also)]
    assert sorted(names) == sorted(NAMES)


@every_item
def test_samples_are_judged_as_they_say(item: Item) -> None:
    for sample in item.samples():
        judged = item.judge(sample.response, sample.language)
        assert judged.verdict is sample.verdict, sample
        assert 0 <= judged.score <= 1


@every_item
def test_its_own_answer_is_right_in_both_languages(item: Item) -> None:
    for language in ("id", "en"):
        shown = item.prompt(language, Random(1))
        assert item.judge(right_response(item, language), language, shown).verdict is Verdict.CORRECT


@every_item
def test_tells_that_it_does_not_know_as_wrong(item: Item) -> None:
    judged = item.judge("tidak tahu", "id", item.prompt("id", Random(1)))
    assert judged.verdict is not Verdict.CORRECT


@every_item
@pytest.mark.parametrize("language", ["id", "en"])
def test_fits_into_a_message(item: Item, language: str) -> None:
    prompt = item.prompt(language, Random(7))
    assert len(prompt.text) > 0
    assert len(prompt.text) + sum(map(len, (*prompt.options, *prompt.partners))) <= MESSAGE
    assert all(0 < len(option) <= OPTION for option in (*prompt.options, *prompt.partners))
    assert len(set(prompt.options)) == len(prompt.options)


@every_item
def test_the_same_dice_give_the_same_prompt(item: Item) -> None:
    assert item.prompt("id", Random(3)) == item.prompt("id", Random(3))


@every_item
def test_typed_words_do_what_buttons_do(item: Item) -> None:
    for language in ("id", "en"):
        for seed in range(3):
            shown = item.prompt(language, Random(seed))
            for typed in ways_to_type(item, shown, language):
                assert item.judge(typed, language, shown).verdict is Verdict.CORRECT, (typed, shown)


@every_item
def test_a_button_pressed_wrong_is_not_right(item: Item) -> None:
    shown = item.prompt("id", Random(5))
    if shown.reply is Reply.PICK_ONE:
        for number, option in enumerate(shown.options, 1):
            pressed = item.judge((option,), "id", shown)
            assert item.judge(option, "id", shown).verdict is pressed.verdict
            assert item.judge(str(number), "id", shown).verdict is pressed.verdict
        assert sum(item.judge((option,), "id", shown).is_correct for option in shown.options) == 1


@every_item
def test_is_the_same_after_it_was_written_and_read_again(item: Item) -> None:
    question_set = next(each for each in SETS if each and item in each.items)
    again = read(write(question_set), question_set.id, LEXICON, FILES)
    assert again.findings == ()
    assert again.question_set == question_set


@every_item
def test_its_content_changes_with_what_is_asked_and_not_with_a_hint(item: Item) -> None:
    plain = item_to_plain(item, "id")
    hinted = reread({**plain, "hints": ["Pikirkan lagi."], "why": "Begitulah."})
    asked = {language: f"{item.question.speak(language)} (!)" for language in ("id", "en")}
    other = reread({**plain, "q": asked})
    assert reread(plain).content == hinted.content != other.content


@every_kind
@settings(max_examples=60, deadline=None)
@given(typed=st.text(max_size=80), seed=st.integers(0, 5), language=st.sampled_from(["id", "en", "ru"]))
def test_any_text_gets_a_verdict(kind: type[Item], typed: str, seed: int, language: str) -> None:
    item = one_of(kind)
    shown = item.prompt(language, Random(seed))
    for response in (typed, (typed,), tuple(typed), ()):
        for prompt in (None, shown):
            assert item.judge(response, language, prompt).verdict in Verdict


def right_response(item: Item, language: str) -> str | tuple[str, ...]:
    return next(sample.response for sample in item.samples() if sample.verdict is Verdict.CORRECT)


def ways_to_type(item: Item, shown: Prompt, language: str) -> Iterator[str]:
    """What a learner types who sees `shown` and knows the answer."""
    answer = item.answer(language)
    if shown.reply is Reply.PICK_ONE:
        number = shown.options.index(answer) + 1
        yield from (answer, answer.upper(), str(number), f"{number}.", f"nomor {number}")
        if item.kind != "truefalse":  # there "b" is "benar"
            letter = "ABCDEFGH"[number - 1]
            yield from (letter, letter.lower(), f"({letter})", f"jawabannya {letter}", f"{letter}. {answer}")
    elif shown.reply is Reply.PICK_MANY:
        letters = [letter for letter, option in zip("ABCDEFGH", shown.options, strict=False) if is_right(item, option)]
        yield from (", ".join(letters), " ".join(letters).lower(), " dan ".join(letters), answer)
    elif shown.reply is Reply.PUT_IN_ORDER:
        letters = ["ABCDEFGH"[shown.options.index(text)] for text in in_order(item, language)]
        numbers = [str("ABCDEFGH".index(letter) + 1) for letter in letters]
        yield from (" ".join(letters), "".join(letters), ", ".join(letters), " ".join(numbers), "-".join(numbers))
        yield from ("\n".join(in_order(item, language)), " -> ".join(in_order(item, language)))
    elif shown.reply is Reply.MATCH:
        pairs = [
            (number, "abcdefgh"[shown.partners.index(partner)])
            for number, partner in enumerate(partners(item, language), 1)
        ]
        yield " ".join(f"{number}{letter}" for number, letter in pairs)
        yield ", ".join(f"{number}-{letter.upper()}" for number, letter in pairs)
        yield "\n".join(f"{number} = {letter}" for number, letter in pairs)
        yield "\n".join(
            f"{option} = {partner}" for option, partner in zip(shown.options, partners(item, language), strict=True)
        )


def is_right(item: Item, option: str) -> bool:
    return option in set(item.answers())


def in_order(item: Item, language: str) -> list[str]:
    return [text.speak(language) for text in item.order]


def partners(item: Item, language: str) -> list[str]:
    return [right.speak(language) for _, right in item.pairs]


def reread(plain: dict[str, object]) -> Item:
    question_set = from_plain({"title": "x", "questions": [plain]}, "x", LEXICON, FILES)
    assert question_set
    (item,) = question_set.items
    return item


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_reason_of_a_kind_has_words(language: str) -> None:
    files = (ROOT / "bot" / "items").glob("*.py")
    reasons = {reason for path in files for reason in re.findall(r'Verdict\.\w+, [^"\n]*"([a-z_]+)"', path.read_text())}
    assert {"not_an_option", "order_differs"} <= reasons
    assert not reasons - {key.removeprefix("reason.") for key in translator.load().sentences[language]}


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("tidak tahu", "no_answer"),
        ("Seoul atau Pyongyang", "hedged"),
        ("seol", "other_option"),
        ("Moskwa", "not_an_option"),
        ("", "not_an_option"),
        ("Z", "not_an_option"),
    ],
)
def test_a_choice_knows_an_answer_from_what_has_to_be_asked_again(typed: str, reason: str) -> None:
    item = next(item for item in ITEMS if item.id == "choice/kota-apa-ibu-kota-korea-utara")
    assert item.judge(typed, "id", item.prompt("id", Random(1))).reason == reason
