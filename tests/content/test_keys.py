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

# What the grader does not see yet: whoever mends one takes its line away.
NOT_YET: dict[tuple[str, Response], str] = {
    (
        "l08-closed-borders-open-doors/five-against",
        "Korea Utara, Belarus, Eritrea, Surah",
    ): "surah is a word of its own: what is another word is not forgiven",
}


def verdict(item_id: str, language: str, response: Response) -> Verdict:
    return CONTENT.bank.items[item_id].judge(response, language).verdict


def of_kind(kind: str) -> list[str]:
    return [item_id for item_id, each in CASES if each == kind]


def known(item_id: str, kind: str) -> list[tuple[str, Response]]:
    return [(language, response) for language, response in CASES[item_id, kind] if (item_id, response) not in NOT_YET]


@pytest.mark.parametrize("item_id", of_kind("right"))
def test_a_key_is_right_in_either_language(item_id: str) -> None:
    for language, response in known(item_id, "right"):
        assert verdict(item_id, language, response) is Verdict.CORRECT, (language, response)


@pytest.mark.parametrize("item_id", of_kind("slip"))
def test_a_slip_of_the_finger_is_forgiven(item_id: str) -> None:
    for language, response in known(item_id, "slip"):
        assert verdict(item_id, language, response) is Verdict.CORRECT, (language, response)


@pytest.mark.parametrize("item_id", of_kind("wrong"))
def test_what_looks_like_the_key_and_is_not_is_not_right(item_id: str) -> None:
    for language, response in known(item_id, "wrong"):
        assert verdict(item_id, language, response) is not Verdict.CORRECT, (language, response)


@pytest.mark.parametrize(("item_id", "response"), NOT_YET)
def test_what_is_not_seen_yet_is_still_asked(item_id: str, response: Response) -> None:
    asked = {each for kind in ("right", "slip", "wrong") for _, each in CASES[item_id, kind]}
    assert response in asked


def test_every_question_that_is_typed_is_tried() -> None:
    tried = set(of_kind("right"))
    assert tried == set(CONTENT.bank.items)
    assert sum(map(len, CASES.values())) > 3_000
