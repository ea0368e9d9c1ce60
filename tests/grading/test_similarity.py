"""How far a word may be misspelled."""

import pytest

from bot.grading.affixes import english_stems, indonesian_roots, voice
from bot.grading.similarity import closest, is_another_word, is_misspelling, nearest, slips_allowed, sound


@pytest.mark.parametrize(
    ("word", "typos", "slips"),
    [
        ("air", "normal", 0),
        ("kuda", "normal", 1),
        ("lavrov", "normal", 1),
        ("jantung", "normal", 2),
        ("kremlin", "normal", 2),
        ("pyongyan", "normal", 2),
        ("vladivostok", "normal", 2),
        ("vladivostoks", "normal", 3),
        ("kuda", "loose", 2),
        ("vladivostok", "loose", 3),
        ("air", "loose", 0),
        ("r2d2", "normal", 0),
        ("москва", "normal", 0),
    ],
)
def test_longer_words_may_be_further_off(word: str, typos: str, slips: int) -> None:
    assert slips_allowed(word, typos) == slips


@pytest.mark.parametrize(
    ("given", "wanted", "is_one"),
    [
        ("lavrof", "lavrov", True),
        ("lavorf", "lavrov", False),
        ("soeharto", "soekarno", False),
        ("rost", "ross", False),
        ("kuuda", "kuda", True),
        ("kufa", "kuda", True),
        ("kuba", "kuda", False),
        ("vladivostok", "vladivostok", False),
        ("wladiwostok", "vladivostok", True),
        ("pladivostuk", "vladivostok", False),
        ("fladivostuk", "vladivostok", False),
        ("seregi", "sergei", True),
        ("legal", "ilegal", False),
        ("antirusia", "rusia", False),
        ("1961", "1916", False),
        ("kim jong unn", "kim jong un", True),
        ("", "", False),
        ("y", "i", False),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_word(given: str, wanted: str, is_one: bool) -> None:
    assert is_misspelling(given, wanted) is is_one


def test_within_a_name_another_word_is_a_slip_too() -> None:
    assert not is_misspelling("bela", "bel")
    assert is_another_word("jagung", "jantung")
    assert not is_misspelling("belang", "belan")
    assert is_misspelling("belang", "belan", named=True)


def test_the_nearest_is_found_within_bounds() -> None:
    assert nearest("juni", ("juni", "juli"), 1) == ["juni"]
    assert nearest("jui", ("juni", "juli"), 1) == ["juni", "juli"]
    assert nearest("xxxx", ("juni", "juli"), 1) == []
    assert nearest("x", (), 1) == []
    assert closest("zzz", ["accept"]) is None


def test_sounds_written_in_several_ways_are_one() -> None:
    assert sound("sjahrir") == sound("syahrir") == sound("shahrir")
    assert sound("soekarno") == sound("sukarno")
    assert sound("khan") != sound("han")


def test_a_verb_says_its_voice_in_indonesian() -> None:
    assert voice("menulis") == "active"
    assert voice("ditulis") == "passive"
    assert voice("merah") is None
    assert voice("dia") is None
    assert voice("diam") is None


def test_what_words_are_built_on() -> None:
    assert "tulis" in indonesian_roots("menuliskan")
    assert "kerja" in indonesian_roots("dipekerjakan")
    assert indonesian_roots("perangkat") >= {"perangkat", "angkat"}
    assert indonesian_roots("xyzzy") == frozenset()
    assert {"stop", "stopp", "stopping"} <= english_stems("stopping")
    assert "treaty" in english_stems("treaties")
    assert english_stems("es") == {"es"}
    assert "jalan" in indonesian_roots("diberjalankan")


@pytest.mark.parametrize(
    ("given", "wanted", "is_one"),
    [
        ("prjnjn", "perjanjian", True),
        ("kmtrn", "kemitraan", True),
        ("komtrn", "kemitraan", False),
        ("kmtr", "kemitraan", False),
        ("mtrn", "kemitraan", False),
        ("kbn", "kebun", False),
    ],
)
def test_vowels_may_be_left_out_where_enough_consonants_tell(given: str, wanted: str, is_one: bool) -> None:
    assert is_misspelling(given, wanted) is is_one


@pytest.mark.parametrize(
    ("given", "wanted", "is_one"),
    [
        ("jogging", "logging", False),
        ("blogging", "logging", False),
        ("kogging", "logging", True),
        ("djoko", "joko", True),
        ("djakarta", "jakarta", True),
        ("habibe", "habibie", True),
        ("konperensi", "konferensi", True),
        ("fakta", "pakta", False),
    ],
)
def test_the_first_letter_is_seldom_a_slip(given: str, wanted: str, is_one: bool) -> None:
    assert is_misspelling(given, wanted) is is_one
