"""Every key in the sets that ship: right as written and with a slip of the finger, and never taken for its double."""

from collections import defaultdict

import pytest

from bot import bootstrap
from bot.grading.judgement import Verdict
from bot.items.item import Response
from tests.content.answers import cases

CONTENT = bootstrap.read_content()
CASES: dict[tuple[str, str], list[tuple[str, Response]]] = defaultdict(list)
for _item, _kind, _language, _response in cases(CONTENT):
    CASES[_item, _kind].append((_language, _response))


def verdict(item_id: str, language: str, response: Response) -> Verdict:
    return CONTENT.bank.items[item_id].judge(response, language).verdict


def of_kind(kind: str) -> list[str]:
    return [item_id for item_id, each in CASES if each == kind]


@pytest.mark.parametrize("item_id", of_kind("right"))
def test_a_key_is_right_in_either_language(item_id: str) -> None:
    for language, response in CASES[item_id, "right"]:
        assert verdict(item_id, language, response) is Verdict.CORRECT, (language, response)


@pytest.mark.parametrize("item_id", of_kind("slip"))
def test_a_slip_of_the_finger_is_forgiven(item_id: str) -> None:
    for language, response in CASES[item_id, "slip"]:
        assert verdict(item_id, language, response) is Verdict.CORRECT, (language, response)


@pytest.mark.parametrize("item_id", of_kind("wrong"))
def test_what_looks_like_the_key_and_is_not_is_not_right(item_id: str) -> None:
    for language, response in CASES[item_id, "wrong"]:
        assert verdict(item_id, language, response) is not Verdict.CORRECT, (language, response)


def test_every_question_that_is_typed_is_tried() -> None:
    tried = set(of_kind("right"))
    assert tried == set(CONTENT.bank.items)
    assert sum(map(len, CASES.values())) > 3_000


@pytest.mark.parametrize(("language", "said"), [("id", "19 Juni 2024"), ("en", "19 June 2024")])
def test_a_key_that_is_a_date_is_told_as_people_say_it(language: str, said: str) -> None:
    assert CONTENT.bank.items["l09-putin-in-pyongyang/signing-date"].answer(language) == said
