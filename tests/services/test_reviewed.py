"""What people said of the questions made from lessons still holds of the lessons as they are."""

from collections.abc import Iterator

import pytest

from bot.bootstrap import Content
from bot.generation.drafts import Draft
from bot.items.item import Item, Response
from bot.services.fresh import Fresh, id_of, key_of

LANGUAGES = ("id", "en")
FEWEST = 4


@pytest.fixture(scope="module")
def fresh(content: Content) -> Fresh:
    return Fresh(content.library, content.lexicon, content.reviewed, content.words.avoided)


@pytest.fixture(scope="module")
def made(content: Content, fresh: Fresh) -> dict[str, Draft]:
    """Every draft that the lessons give today, by its key."""
    return {
        key_of(each): each
        for lesson in content.library.course
        for language in LANGUAGES
        for each in fresh.drafts(lesson, language)
    }


def test_every_approved_question_is_still_made_from_a_lesson(content, made):
    gone = sorted(content.reviewed.approved - made.keys())
    assert not gone, f"content/reviewed.yaml approves what no lesson gives any more: {', '.join(gone)}"


def test_approval_was_needed_wherever_it_was_given(content, made):
    needless = sorted(key for key in content.reviewed.approved & made.keys() if made[key].trust != "B")
    assert not needless, f"content/reviewed.yaml approves what is not of class B: {', '.join(needless)}"


def test_nothing_is_both_approved_and_refused(content):
    both = sorted(content.reviewed.approved & content.reviewed.refused)
    assert not both, f"content/reviewed.yaml approves and refuses: {', '.join(both)}"


def test_every_lesson_has_fresh_questions_in_both_languages(content, fresh):
    for lesson in content.library.course:
        for language in LANGUAGES:
            question_set = fresh.find(id_of(lesson.id, language))
            count = len(question_set.items) if question_set else 0
            assert count >= FEWEST, f"{lesson.id} in {language}: {count}"


def test_the_answer_of_every_fresh_question_is_correct(content, fresh, made):
    for item, language in _asked(content, fresh):
        response = _response(made[item.id.partition("/")[2]])
        assert item.judge(response, language).is_correct, f"{item.id}: {response}"


def _asked(content: Content, fresh: Fresh) -> Iterator[tuple[Item, str]]:
    for lesson in content.library.course:
        for language in LANGUAGES:
            question_set = fresh.find(id_of(lesson.id, language))
            assert question_set is not None
            yield from ((item, language) for item in question_set.items)


def _response(made: Draft) -> Response:
    """The answer of the draft, as a learner would give it."""
    if made.kind == "cloze":
        return (made.answer,)
    if made.kind == "match":
        return tuple(office for _, office in made.pairs)
    return made.elements or made.answer
