"""Terms are found as people spell them, and in what they read."""

import pytest

from bot.bootstrap import Content


@pytest.mark.parametrize(
    ("words", "found"),
    [("hulu", ["source"]), ("Muara", ["mouth"]), ("hilr", ["mouth"]), ("mout", ["mouth"]), ("", []), ("xylophone", [])],
)
def test_a_term_is_looked_up_by_its_names_and_slips(small: Content, words: str, found: list[str]) -> None:
    assert [term.id for term in small.glossary.look_up(words)] == found


def test_an_exact_name_is_not_lost_among_the_names_that_contain_it(content: Content) -> None:
    assert [term.id for term in content.glossary.look_up("Perjanjian")] == ["treaty"]


def test_terms_are_found_in_a_text_in_their_order(small: Content) -> None:
    terms = small.glossary.named_in("Dari hilir kembali ke Hulu; penghuluan bukan.", "id")
    assert [term.id for term in terms] == ["mouth", "source"]


def test_the_term_that_the_course_names_least_is_offered_first(content: Content) -> None:
    text = "Perjanjian itu punya mukadimah dan 23 pasal."
    assert [term.id for term in content.glossary.rarest_in(text, "id", 1)] == ["preamble"]
    assert [term.id for term in content.glossary.rarest_in(text, "id", 2)] == ["preamble", "article"]


def test_a_term_is_called_as_the_text_has_it(content: Content) -> None:
    treaty = content.glossary.terms["treaty"]
    assert treaty.called("id", "Mereka mendukung Traktat ABM.") == "traktat"
    assert treaty.called("id") == "perjanjian"


def test_every_term_that_ships_is_whole_in_both_languages(content: Content) -> None:
    for term in content.glossary.terms.values():
        assert set(term.names) == set(term.meanings) == {"id", "en"}, term.id
