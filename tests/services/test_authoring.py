"""Who may do what with whose questions, and what saving keeps."""

import inspect
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.bank.question_set import Bank
from bot.errors import NotAllowed, StaleButton
from bot.grading.lexicon import Lexicon
from bot.services.authoring import INVITATION_HOLDS, Authoring
from bot.services.records import Records, Storage
from bot.services.set_records import Reach
from bot.services.shelf import Shelf
from bot.storage.transactions import storage_at

NOW = datetime(2026, 3, 2, tzinfo=UTC)
JOKO, RANI, SARI = 7, 8, 9
ONE = "- id: a\n  q: Apa ibu kota Korea Utara?\n  a: Pyongyang\n"
TWO = ONE + "- id: b\n  q: Sungai apa?\n  a: Tumen\n"


@pytest.fixture
def authoring() -> Authoring:
    numbers = iter(range(1, 1000))
    return Authoring(Shelf(Bank(), Lexicon.empty()), frozenset({JOKO}), lambda: f"x{next(numbers)}")


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    storage = storage_at("sqlite://")
    await storage.start()
    yield storage
    await storage.stop()


async def saved(storage: Storage, authoring: Authoring, owner: int = RANI, text: str = ONE) -> str:
    def work(records: Records) -> str:
        review = authoring.receive(records, owner, "minggu4", text, NOW)
        return authoring.save(records, owner, review.draft.number, NOW).id

    return await storage.run(work)


# Each of them takes (records, learner, set id), and only the owner may: by the name of the method, or of its use.
OWNERS: dict[str, Callable[[Authoring, Records, int, str], Any]] = {
    "one": lambda a, r, who, what: a.one(r, who, what),
    "file": lambda a, r, who, what: a.set_file(r, who, what),
    "share": lambda a, r, who, what: a.reach(r, who, what, Reach.LINK),
    "withdraw": lambda a, r, who, what: a.reach(r, who, what, Reach.PRIVATE),
    "rename": lambda a, r, who, what: a.rename(r, who, what, "Lain", NOW),
    "undo": lambda a, r, who, what: a.undo_save(r, who, what, 1, NOW),
    "delete": lambda a, r, who, what: a.delete(r, who, what),
}
OWNERS_ONLY = {"one", "set_file", "reach", "rename", "undo_save", "delete"}


async def test_however_large_the_sets_only_so_many_questions_are_kept_in_memory(
    storage: Storage, authoring: Authoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.shelf.MOST_KEPT", 5)
    for owner in range(1, 5):
        set_id = await saved(storage, authoring, owner, TWO)
        assert await storage.run(lambda records, set_id=set_id: authoring.shelf.find(records, set_id))
    kept = authoring.shelf._read.values()
    assert 1 <= sum(len(each.items) for each in kept if each) <= 5


def test_whatever_is_done_to_a_set_is_in_the_table_of_who_may() -> None:
    methods = inspect.getmembers(Authoring, inspect.isfunction)
    on_a_set = {name for name, method in methods if "set_id" in inspect.signature(method).parameters}
    assert {name for name in on_a_set if not name.startswith("_")} == OWNERS_ONLY


@pytest.mark.parametrize("act", OWNERS.values(), ids=OWNERS)
@pytest.mark.parametrize("stranger", [JOKO, SARI], ids=["a teacher", "a learner"])
async def test_nobody_but_the_owner_touches_a_set(
    storage: Storage, authoring: Authoring, act: Callable[[Authoring, Records, int, str], Any], stranger: int
) -> None:
    set_id = await saved(storage, authoring)
    with pytest.raises(NotAllowed):
        await storage.run(lambda records: act(authoring, records, stranger, set_id))
    await storage.run(lambda records: act(authoring, records, RANI, set_id))


async def test_only_teachers_put_sets_into_everybodys_list(storage: Storage, authoring: Authoring) -> None:
    theirs, ours = await saved(storage, authoring, RANI), await saved(storage, authoring, JOKO)
    with pytest.raises(NotAllowed):
        await storage.run(lambda records: authoring.reach(records, RANI, theirs, Reach.LISTED))
    await storage.run(lambda records: authoring.reach(records, JOKO, ours, Reach.LISTED))
    assert [each.id for each in await storage.run(lambda records: records.sets.listed())] == [ours]


async def test_an_invitation_makes_one_person_a_teacher_once(storage: Storage, authoring: Authoring) -> None:
    token = await storage.run(lambda records: authoring.invite(records, JOKO, NOW))
    accept = authoring.accept_invitation
    assert await storage.run(lambda records: accept(records, SARI, token, NOW))
    assert await storage.run(lambda records: authoring.is_teacher(records, SARI))
    assert not await storage.run(lambda records: accept(records, RANI, token, NOW))


async def test_an_invitation_ends_after_seven_days_and_a_guess_is_none(storage: Storage, authoring: Authoring) -> None:
    token = await storage.run(lambda records: authoring.invite(records, JOKO, NOW))
    late = NOW + INVITATION_HOLDS + timedelta(seconds=1)
    assert not await storage.run(lambda records: authoring.accept_invitation(records, SARI, token, late))
    assert not await storage.run(lambda records: authoring.accept_invitation(records, SARI, "guess", NOW))
    with pytest.raises(NotAllowed):
        await storage.run(lambda records: authoring.invite(records, RANI, NOW))


async def test_the_same_file_again_is_the_next_version_and_says_what_changes(
    storage: Storage, authoring: Authoring
) -> None:
    set_id = await saved(storage, authoring)
    review = await storage.run(lambda records: authoring.receive(records, RANI, "minggu4", TWO, NOW))
    assert review.draft.target == set_id
    assert review.change
    assert (review.change.changed, review.change.new, review.change.removed) == (0, 1, 0)
    stored = await storage.run(lambda records: authoring.save(records, RANI, review.draft.number, NOW))
    assert (stored.id, stored.version) == (set_id, 2)
    back = await storage.run(lambda records: authoring.undo_save(records, RANI, set_id, 2, NOW))
    assert back
    assert (back.version, back.questions) == (1, 1)


async def test_a_version_that_was_undone_never_lends_its_number_to_another(
    storage: Storage, authoring: Authoring
) -> None:
    set_id = await saved(storage, authoring)
    await saved(storage, authoring, text=TWO)
    await storage.run(lambda records: authoring.undo_save(records, RANI, set_id, 2, NOW))
    await saved(storage, authoring, text=ONE.replace("Utara", "Selatan").replace("Pyongyang", "Seoul"))
    stored = await storage.run(lambda records: records.sets.find(set_id))
    assert stored
    assert stored.version == 3
    found = await storage.run(lambda records: authoring.shelf.find(records, set_id))
    assert found
    assert found.items[0].answer("id") == "Seoul"


async def test_a_button_of_an_earlier_state_is_stale(storage: Storage, authoring: Authoring) -> None:
    broken = "- q: Apa?\n  anwser: Ini\n"
    review = await storage.run(lambda records: authoring.receive(records, RANI, "x", broken, NOW))
    number = review.draft.number
    await storage.run(lambda records: authoring.mend(records, RANI, number, 0, 0, NOW))
    with pytest.raises(StaleButton):
        await storage.run(lambda records: authoring.mend(records, RANI, number, 0, 0, NOW))
    with pytest.raises(StaleButton):
        await storage.run(lambda records: authoring.save(records, RANI, number, NOW))


async def test_a_set_is_found_by_nobody_until_it_is_shared(storage: Storage, authoring: Authoring) -> None:
    set_id = await saved(storage, authoring)
    stored = await storage.run(lambda records: records.sets.find(set_id))
    assert stored
    assert stored.reach is Reach.PRIVATE
    assert set_id.startswith("minggu4-")


async def test_a_look_at_a_question_changes_nothing_and_only_the_newest_button_gives_it(
    storage: Storage, authoring: Authoring
) -> None:
    broken = "- q: Apa ibu kota Korea Utara?\n  a: Pyongyang\n\n- q: Apa?\n  anwser: Ini\n\n- q: Siapa?\n  a: Itu\n"
    review = await storage.run(lambda records: authoring.receive(records, RANI, "x", broken, NOW))
    number = review.draft.number
    looked = await storage.run(lambda records: authoring.look(records, RANI, number, 0))
    assert (looked.passage.first, looked.passage.lines) == (4, ("- q: Apa?", "  anwser: Ini"))
    assert [finding.code for finding in looked.findings] == ["unknown-field"]
    for who, which, place in ((RANI, number, 7), (RANI, number + 1, 0), (SARI, number, 0)):
        with pytest.raises(StaleButton):
            await storage.run(lambda records, a=who, b=which, c=place: authoring.look(records, a, b, c))  # type: ignore[misc]
    assert (await storage.run(lambda records: authoring.review(records, RANI, number))).draft == review.draft


async def test_a_draft_is_read_once_however_often_it_is_looked_at(storage: Storage, authoring: Authoring) -> None:
    first = await storage.run(lambda records: authoring.receive(records, RANI, "minggu4", TWO, NOW))
    again = await storage.run(lambda records: authoring.review(records, RANI, first.draft.number))
    changed = await storage.run(lambda records: authoring.receive(records, RANI, "minggu4", ONE, NOW))
    assert again.reading is first.reading
    assert changed.reading.question_set != first.reading.question_set
