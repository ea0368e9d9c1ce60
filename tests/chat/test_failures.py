"""A failing update is tried again, buried, and apologised for; the next one works."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.bootstrap import Content
from bot.chat.dispatcher import chat_of
from bot.chat.failures import LARGEST, number_of
from bot.chat.intake import AWAY_PAUSE
from bot.errors import StorageUnavailable
from bot.playground.chats import Person
from bot.services.records import Records
from bot.storage.sql_records import SqlRecords
from bot.storage.tables import dead_letters
from tests.playing import Clock, Playing, plain

_NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


async def buried(playing: Playing) -> list[Any]:
    def work(records: Records) -> list[Any]:
        assert isinstance(records, SqlRecords)
        return list(records.learners.connection.execute(select(dead_letters)).mappings())  # type: ignore[attr-defined]

    return await playing.tumen.storage.run(work)


def break_text(playing: Playing, times: int, error: Exception) -> list[int]:
    """Let the handling of what comes next fail a few times; the updates that were tried, in order."""
    handle, asked = playing.tumen.dispatcher.handle, list[int]()

    async def failing(update: Mapping[str, Any]) -> None:
        asked.append(update["update_id"])
        if len(asked) <= times:
            raise error
        await handle(update)

    playing.tumen.dispatcher.handle = failing
    return asked


async def test_what_fails_once_is_tried_again_and_nobody_notices(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/start")
    asked = break_text(playing, times=1, error=ZeroDivisionError())
    assert len(await playing.says(rani, "halo")) == 1
    assert (len(asked), await buried(playing)) == (2, [])


async def test_what_keeps_failing_is_buried_and_the_learner_hears_a_calm_word(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/start")
    asked = break_text(playing, times=5, error=ZeroDivisionError())
    said = await playing.says(rani, "halo")
    [dead] = await buried(playing)
    assert len(asked) == 5
    assert "aaf" in said[0]
    assert "ZeroDivisionError" in dead["cause"]
    assert len(await playing.says(rani, "halo")) == 1


async def test_the_same_dead_update_coming_again_is_not_apologised_for_twice(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/start")
    break_text(playing, times=10, error=ZeroDivisionError())
    playing.api.say(rani, rani, "halo")
    [update] = playing.api.updates.pending()
    await playing.settle()
    before = len(playing.api.messages(rani))
    await playing.tumen.dispatcher.take(update)
    await playing.tumen.outgoing.idle()
    assert len(playing.api.messages(rani)) == before


async def test_a_command_of_blanks_in_a_group_is_no_fault_of_ours(playing: Playing) -> None:
    who, group = {"id": 5, "is_bot": False, "first_name": "Rani"}, {"id": -9, "type": "supergroup", "title": "Kelas"}
    command = [{"type": "bot_command", "offset": 0, "length": 3}]
    message = {"message_id": 1, "date": 0, "from": who, "chat": group, "text": "   ", "entities": command}
    await playing.tumen.dispatcher.take({"update_id": 900, "message": message})
    assert await buried(playing) == []


async def test_what_a_learner_wrote_is_in_no_log(playing: Playing, caplog: pytest.LogCaptureFixture) -> None:
    rani = playing.person()
    await playing.says(rani, "/start")
    break_text(playing, times=5, error=ValueError("rahasia sekali"))
    await playing.says(rani, "rahasia sekali")
    assert "update.failed" in caplog.text
    assert "rahasia" not in caplog.text


async def test_while_the_database_is_away_nothing_is_buried_and_later_ones_wait_their_turn(playing: Playing) -> None:
    rani, sam = playing.person("Rani"), playing.person("Sam")
    for person in (rani, sam):
        await playing.says(person, "/start")
    break_text(playing, times=1, error=StorageUnavailable("away"))
    for person, text in ((rani, "satu"), (rani, "dua"), (sam, "one")):
        playing.api.say(person, person, text)
    updates = playing.api.updates.pending()
    ended = await asyncio.gather(*(playing.tumen.dispatcher.take(u) for u in updates), return_exceptions=True)
    assert [isinstance(end, StorageUnavailable) for end in ended] == [True, True, False]
    assert await buried(playing) == []
    assert await playing.hears()


async def test_however_long_the_database_is_away_what_comes_again_and_again_is_heard(playing: Playing) -> None:
    rani, turns = playing.person(), 40
    await playing.says(rani, "/start")
    asked = break_text(playing, times=turns, error=StorageUnavailable("away"))
    for number in range(10):
        playing.api.say(rani, rani, str(number))
    updates = playing.api.updates.pending()
    for _ in range(turns):
        playing.clock.pass_by(seconds=AWAY_PAUSE)
        await asyncio.gather(*(playing.tumen.dispatcher.take(u) for u in updates), return_exceptions=True)
    await playing.settle()
    assert asked[-10:] == [update["update_id"] for update in updates]
    assert playing.tumen.figures.of("updates", "too_many") == 0


async def test_one_chat_is_handled_in_order_however_many_come_at_once(small: Content, clock: Clock) -> None:
    texts = ("/start", "/kuis rivers", "jawaban satu", "/batal", "/bantuan", "/bahasa")
    async with Playing.on(small, clock) as playing:
        rani, sam = playing.person("Rani"), playing.person("Rani")
        for text in texts:
            playing.api.say(rani, rani, text)
        await playing.settle()
        for text in texts:
            await playing.says(sam, text)
        at_once, one_by_one = (_kinds(playing, person) for person in (rani, sam))
    assert at_once == one_by_one


def _kinds(playing: Playing, person: Person) -> list[list[str]]:
    """What the bot said, without the question, which is drawn by lot."""
    said = [message for message in playing.api.messages(person) if message.sender == playing.api.bot]
    return [[] if "Ujian" in each.text or "?" in each.text else [plain(each)] for each in said]


# Whatever Telegram sends

NUMBERS = st.integers() | st.sampled_from([0, -1, 2**63, 2**64, True])
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["message", "chat", "from", "text", "date", "id", "data", "type", "callback_query", "entities"])
UPDATES = st.dictionaries(
    st.sampled_from(["update_id", "message", "callback_query", "edited_message", "my_chat_member"]),
    ANYTHING | st.dictionaries(KEYS, ANYTHING | st.dictionaries(KEYS, ANYTHING, max_size=4), max_size=6),
    max_size=3,
)


@given(UPDATES)
def test_the_number_and_the_chat_of_anything_can_be_asked_for(update: dict[str, Any]) -> None:
    assert 0 <= number_of(update) <= LARGEST
    assert isinstance(chat_of(update), int)


@settings(max_examples=40, deadline=None)
@given(st.lists(UPDATES, min_size=1, max_size=5))
def test_no_update_is_unhandled_and_the_next_message_works(small: Content, updates: list[dict[str, Any]]) -> None:
    async def play() -> None:
        async with Playing.on(small, Clock(_NOW)) as playing:
            for number, update in enumerate(updates):
                await playing.tumen.dispatcher.take({"update_id": 900 + number, **update})
            rani = playing.person()
            assert await playing.says(rani, "/start")

    asyncio.run(play())
