"""Sets are found by their words, and change their version with what is seen of them."""

from pathlib import Path

import pytest

from bot.bank.library import load_bank
from bot.bank.question_set import Bank, QuestionSet
from bot.bank.yaml_format import read
from bot.grading.lexicon import Lexicon

SET = "title: Sungai Tumen\ntags: [geografi]\nquestions:\n  - id: satu\n    q: Apa?\n    a: x\n"


def set_of(text: str, set_id: str = "tumen") -> QuestionSet:
    question_set = read(text, set_id, Lexicon.empty()).question_set
    assert question_set
    return question_set


def test_a_folder_becomes_a_bank(tmp_path: Path) -> None:
    (tmp_path / "tumen.yaml").write_text(SET)
    (tmp_path / "lain.yml").write_text("- q: Apa?\n  a: y\n")
    (tmp_path / "catatan.txt").write_text("bukan soal")
    (tmp_path / "rusak.yaml").write_text("halo")
    bank = load_bank(tmp_path, Lexicon.empty())
    assert set(bank.sets) == {"tumen", "lain"}
    assert set(bank.items) == {"tumen/satu", "lain/apa"}


def test_a_set_of_a_folder_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "tumen.yaml").write_text(SET)
    sets = load_bank(tmp_path, Lexicon.empty()).sets
    assert len(sets) == 1
    assert sets["tumen"] is sets["tumen"]


def test_an_item_is_found_by_its_set_and_slug() -> None:
    bank = Bank.of([set_of(SET)])
    assert bank.item("tumen/satu") == bank.items["tumen/satu"]
    assert [bank.item(item_id) for item_id in ("tumen/dua", "lain/satu", "satu", "")] == [None] * 4


@pytest.mark.parametrize("words", ["sungai", "TUMEN sungai", "geografi", "tumen"])
def test_a_set_is_found_by_words_of_its_title_id_and_tags(words: str) -> None:
    assert [found.id for found in Bank.of([set_of(SET)]).search(words)] == ["tumen"]


def test_a_set_is_not_found_by_other_words() -> None:
    assert Bank.of([set_of(SET)]).search("sungai volga") == ()


def test_the_version_changes_with_what_learners_see() -> None:
    same = [set_of(SET).version, set_of(SET.replace("Apa?", '"Apa?"')).version]
    other = [
        set_of(SET.replace("Apa?", "Apa itu?")).version,
        set_of(SET + "    hint: z\n").version,
        set_of(SET.replace("Sungai", "Kali")).version,
    ]
    assert len(set(same)) == 1
    assert len({*same, *other}) == 4


def test_items_know_the_answers_of_the_others() -> None:
    question_set = set_of("- q: Apa?\n  a: Moskwa\n- q: Dua?\n  a: Seoul\n")
    assert question_set.items[0].known.answers == {"Moskwa", "Seoul"}


def test_the_same_question_keeps_its_id_apart() -> None:
    question_set = set_of("- q: Apa?\n  a: x\n- q: Apa?\n  a: y\n- q: 평양\n  a: z\n")
    assert [item.id for item in question_set.items] == ["tumen/apa", "tumen/apa-2", "tumen/soal"]
