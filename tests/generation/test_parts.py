"""The parts that questions are made of: sentences, names, pronouns, verbs, distractors."""

import random

import pytest

from bot.generation.article import language_of, read_article
from bot.generation.english import base_of
from bot.generation.forms import stands_for
from bot.generation.indonesian_verbs import passive_of
from bot.generation.sentences import plain, sentences
from bot.generation.statements import statement
from bot.grading.lexicon import Lexicon


def mentions(text: str, language: str = "id") -> list[tuple[str, str]]:
    article = read_article(text, language, Lexicon.empty())
    return [(mention.text, mention.type) for read in article.sentences for mention in read.mentions]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ia tiba di St. Petersburg. Dr. Hasan menyambutnya.", 2),
        ("“Kami setuju. Kami tanda tangan.” Itu katanya.", 2),
        ("Satu. Dua! Tiga?", 3),
        ("Putin bertemu J. K. Rowling di London. Hujan turun.", 2),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(sentences(text, "id")) == count


def test_a_dateline_is_no_part_of_the_sentence() -> None:
    assert sentences("Caracas, Jumat - Presiden Hugo Chavez pulang.", "id")[0].text == "Presiden Hugo Chavez pulang."


def test_markdown_is_read_without_its_marks() -> None:
    text = "---\ntitle: X\n---\n## Judul\nPada **1945** perang *usai*.\n<!-- facts: L01 -->\n? set/slug\n"
    assert plain(text) == "Pada 1945 perang usai."


def test_html_is_read_without_menus_and_scripts() -> None:
    text = "<html><nav>Menu</nav><script>x()</script><p>Perang <b>usai</b>.</p><p>Damai.</p></html>"
    assert plain(text) == "Perang usai.\n\nDamai."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kemarin Presiden Venezuela Hugo Chavez pulang.", ("Hugo Chavez", "PERSON")),
        ("Ia lahir di Malang.", ("Malang", "PLACE")),
        ("Perjanjian diteken pada 19 Juni 2024.", ("19 Juni 2024", "TIME")),
        ("Pada 27–28 Februari 2019 mereka bertemu.", ("27–28 Februari 2019", "TIME")),
        ("Ada 1.320 hektar lahan.", ("1.320 hektar", "NUMBER")),
        ("Harganya Rp 228 miliar.", ("Rp 228 miliar", "NUMBER")),
        ("Luasnya 51.129km² saja.", ("51.129km²", "NUMBER")),
    ],
)
def test_names_dates_and_numbers_are_found(text: str, found: tuple[str, str]) -> None:
    assert found in mentions(text)


def test_a_word_of_an_office_is_none_without_its_title() -> None:
    assert ("Kejuaraan Asia", "PERSON") not in mentions("Ia menang dalam Kejuaraan Asia.")


def test_a_short_name_is_the_person_of_the_full_one() -> None:
    assert ("Chavez", "PERSON") in mentions("Presiden Hugo Chavez pulang. Kemudian Chavez tidur.")


@pytest.mark.parametrize(("verb", "passive"), [("menewaskan", "ditewaskan"), ("menulis", "ditulis"), ("lahir", None)])
def test_an_active_verb_becomes_passive_by_its_root(verb: str, passive: str | None) -> None:
    assert passive_of(verb) == passive


@pytest.mark.parametrize(
    ("verb", "base"), [("launched", "launch"), ("met", "meet"), ("found", "find"), ("agreed", "agree")]
)
def test_an_english_past_tense_has_its_base(verb: str, base: str) -> None:
    assert base_of(verb) == base


def test_letters_stand_for_words_in_their_order() -> None:
    assert stands_for("BNPB", "Badan Nasional Penanggulangan Bencana")
    assert not stands_for("PLTP", "proyek pengembangan Pembangkit Listrik Tenaga Panasbumi")


def test_a_statement_that_stands_in_the_article_is_never_offered_as_true() -> None:
    gap, source = "Perang usai pada ____.", "Perang usai pada 1945."
    for seed in range(20):
        made = statement(gap, "1945", ("1944",), source, random.Random(seed))
        assert made is not None
        assert not made.true


@pytest.mark.parametrize(
    ("text", "language"), [("The war ended in Korea.", "en"), ("Perang itu berakhir di Korea.", "id")]
)
def test_the_language_is_told_by_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language
