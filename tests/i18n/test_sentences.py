"""Every sentence in both languages, with the same places to fill."""

import re
from string import Formatter

import pytest

from bot.bank.formats import FORMATS
from bot.bank.reading import OURS
from bot.bank.sent import OTHERS
from bot.i18n import translator
from bot.i18n.translator import Html, Translator, escape
from bot.learning.behaviour import Step
from bot.playground.html_text import parse_html

SENTENCES = translator.load().sentences


def _forms(language: str, key: str) -> list[str]:
    sentence = SENTENCES[language][key]
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def _fields(language: str, key: str) -> set[str]:
    return {name for form in _forms(language, key) for _, name, _, _ in Formatter().parse(form) if name}


def test_both_languages_have_the_same_sentences() -> None:
    assert set(SENTENCES["id"]) == set(SENTENCES["en"])


@pytest.mark.parametrize("key", sorted(SENTENCES["id"]))
def test_a_sentence_has_the_same_places_in_both_languages(key: str) -> None:
    assert _fields("id", key) == _fields("en", key)


@pytest.mark.parametrize("language", ["id", "en"])
def test_telegram_can_read_every_sentence(language: str) -> None:
    for key in SENTENCES[language]:
        for form in _forms(language, key):
            parse_html(form.format_map(_Anything()))


@pytest.mark.parametrize("step", Step)
def test_every_step_has_its_verdict(step: Step) -> None:
    assert translator.load().knows(f"verdict.{step.value}")


@pytest.mark.parametrize("name", sorted({*FORMATS, OTHERS} - {OURS}))
def test_every_format_of_other_programs_has_a_name(name: str) -> None:
    assert translator.load().knows(f"teach.format_{name}")


def test_values_are_escaped_and_html_is_not() -> None:
    said = Translator({"id": {"k": "{a} {b}"}}).say("id", "k", a="<b>", b=Html("<b>x</b>"))
    assert said == "&lt;b&gt; <b>x</b>"


def test_one_and_many_are_told_apart() -> None:
    sentences = Translator({"en": {"k": {"one": "{count} day", "other": "{count} days"}}})
    assert [sentences.say("en", "k", count=count) for count in (1, 2)] == ["1 day", "2 days"]


def test_learners_are_kamu_and_never_blamed() -> None:
    spoken = " ".join(form for key in SENTENCES["id"] for form in _forms("id", key) if not key.startswith("finding"))
    assert not re.search(r"\b(gagal|malas|memalukan|bodoh)\b", spoken, re.IGNORECASE)


def test_html_stays_html() -> None:
    assert escape(escape("a & b")) == "a &amp; b"


class _Anything(dict[str, int]):
    def __missing__(self, key: str) -> int:
        return 1
