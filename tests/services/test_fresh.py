"""The fresh questions of a day: others for another learner and day, and none that tells what the next one asks."""

from datetime import date

import pytest

from bot.bootstrap import Content
from bot.services.fresh import ASKED_AT_ONCE, FEWEST, Fresh, id_of

DAY = date(2026, 1, 5)


@pytest.fixture(scope="module")
def fresh(content: Content) -> Fresh:
    return Fresh(content.library, content.lexicon, content.reviewed, content.words.avoided)


def test_the_same_learner_gets_the_same_questions_on_one_day(fresh):
    assert fresh.today("L08", "id", 7, DAY, ()) == fresh.today("L08", "id", 7, DAY, ())


def test_another_day_and_another_learner_get_others(fresh):
    drawn = {fresh.today("L08", "id", learner, DAY.replace(day=day), ()) for learner in (7, 8) for day in (5, 6, 7)}
    assert len(drawn) > 3


def test_a_hidden_question_does_not_come_back(fresh):
    first = fresh.today("L08", "id", 7, DAY, ())[0]
    assert first not in fresh.today("L08", "id", 7, DAY, (first,))


def test_no_sentence_is_asked_twice_where_there_are_enough(content, fresh):
    for lesson in content.library.course:
        for language in ("id", "en"):
            question_set = fresh.find(id_of(lesson.id, language))
            assert question_set is not None
            source = {item.id: item.about.source for item in question_set.items}
            chosen = [source[item] for item in fresh.today(lesson.id, language, 7, DAY, ())]
            told = sum(each in chosen[:at] for at, each in enumerate(chosen))
            assert FEWEST <= len(chosen) <= ASKED_AT_ONCE
            assert not told or len(chosen) == FEWEST


def test_a_card_for_background_only_gives_no_question(content, fresh):
    for lesson in content.library.course:
        for language in ("id", "en"):
            made = {each.sentence for each in fresh.drafts(lesson, language)}
            for card in lesson.edition(language).cards:
                kept_back = any(content.library.facts[fact].quiz == "avoid" for fact in card.facts)
                body = " ".join(card.body.replace("*", "").split())
                assert not kept_back or not any(sentence in body for sentence in made)


def test_beside_a_statement_of_somebody_nothing_is_asked_unread(content, fresh):
    for lesson in content.library.course:
        for language in ("id", "en"):
            claims = [
                " ".join(card.body.replace("*", "").split())
                for card in lesson.edition(language).cards
                if any(content.library.facts[fact].quiz == "attributed" for fact in card.facts)
            ]
            made = [each for each in fresh.drafts(lesson, language) if each.trust == "A"]
            assert not any(each.sentence in body for each in made for body in claims)


def test_of_every_question_the_facts_behind_it_are_known_and_with_them_its_sources(content, fresh):
    facts = content.library.facts
    for lesson in content.library.course:
        for language in ("id", "en"):
            for item in fresh.find(id_of(lesson.id, language)).items:
                assert any(facts[fact].sources for fact in fresh.facts_behind(item))


def test_behind_a_question_that_somebody_wrote_stand_its_own_facts_only(content, fresh):
    assert all(fresh.facts_behind(item) == () for item in content.bank.sets["opening"].items)
