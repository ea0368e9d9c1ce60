"""What the page's server lets in, and what it tells the page."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.playground.bot_api import BotApi
from bot.playground.browser import serve
from bot.playground.cast import JOKO, RANI, SAM

MINE = {"X-Playground": "1"}


@pytest.fixture
async def address(api: BotApi) -> AsyncIterator[str]:
    runner, address = await serve(api)
    yield address
    await runner.cleanup()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


class Stream:
    """The events that one person's page receives."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def next(self) -> tuple[str, Any]:
        kind = (await self.answer.content.readline()).decode().removeprefix("event: ").strip()
        data = (await self.answer.content.readline()).decode().removeprefix("data: ")
        await self.answer.content.readline()
        return kind, json.loads(data)


async def act(session: aiohttp.ClientSession, address: str, act: str, person: int, **wish: Any) -> int:
    wish = {"as": person, "chat": person, **wish}
    async with session.post(f"{address}act/{act}", json=wish, headers=MINE) as answer:
        return answer.status


async def test_the_usual_cast_is_on_stage(api: BotApi, address: str) -> None:
    assert [person.name for person in api.people.values()] == ["Rani", "Sam", "Pak Joko"]
    assert [chat.title for chat in api.chats.values()] == ["Kelas 7B"]


async def test_a_page_is_told_everything_and_then_what_happens(
    api: BotApi, address: str, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{address}events?as={RANI}") as answer:
        stream = Stream(answer)
        kind, everything = await stream.next()
        assert (kind, everything["me"]["name"], everything["me"]["language"]) == ("everything", "Rani", "id")
        assert [chat["title"] for chat in everything["chats"]] == ["Tumen", "Kelas 7B"]
        assert await act(session, address, "say", RANI, text="halo") == 200
        kind, said = await stream.next()
        assert (kind, said["text"], said["mine"]) == ("said", "halo", True)
        api.say(api.people[SAM], SAM, "hello")
        assert await stream.next() == ("elsewhere", SAM)
        api.call("sendChatAction", {"chat_id": RANI, "action": "typing"})
        assert await stream.next() == ("action", {"chat": RANI, "action": "typing"})


async def test_the_answer_to_a_press_is_told_to_who_pressed(
    api: BotApi, address: str, session: aiohttp.ClientSession
) -> None:
    api.start(api.people[RANI])
    keys = {"inline_keyboard": [[{"text": "Mulai", "callback_data": "go"}]]}
    sent = api.call("sendMessage", {"chat_id": RANI, "text": "a", "reply_markup": keys})
    async with session.get(f"{address}events?as={RANI}") as answer:
        stream = Stream(answer)
        await stream.next()
        assert await act(session, address, "press", RANI, message=sent["message_id"], data="go") == 200
        (press,) = api.presses.values()
        api.call("answerCallbackQuery", {"callback_query_id": press.id, "text": "Baik"})
        assert await stream.next() == ("answered", {"press": press.id, "text": "Baik", "alert": False})
    assert await act(session, address, "press", RANI, message=sent["message_id"], data="gone") == 409


async def test_the_key_of_a_quiz_is_not_shown_before_the_vote(
    api: BotApi, address: str, session: aiohttp.ClientSession
) -> None:
    api.start(api.people[RANI])
    wish = {"question": "Ibu kota?", "options": ["Wonsan", "Pyongyang"], "type": "quiz", "correct_option_id": 1}
    sent = api.call("sendPoll", {"chat_id": RANI, **wish, "explanation": "Sebab."})
    async with session.get(f"{address}events?as={RANI}") as answer:
        stream = Stream(answer)
        before = (await stream.next())[1]["chats"][0]["messages"][-1]["poll"]
        assert ([option["right"] for option in before["options"]], before["explanation"]) == ([False, False], "")
        assert await act(session, address, "vote", RANI, message=sent["message_id"], options=[0]) == 200
        after = (await stream.next())[1]["poll"]
        assert ([option["right"] for option in after["options"]], after["explanation"]) == ([False, True], "Sebab.")


FOREIGN = [
    {"Origin": "https://example.org"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Host": "example.org"},
    {"X-Playground": ""},
]


@pytest.mark.parametrize("headers", FOREIGN)
async def test_another_site_cannot_drive_the_chat(
    api: BotApi, address: str, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    wish = {"as": RANI, "chat": RANI, "text": "halo"}
    async with session.post(f"{address}act/say", json=wish, headers={**MINE, **headers}) as answer:
        assert answer.status == 403
    assert RANI not in api.chats


async def test_the_page_and_nothing_beside_it_is_served(address: str, session: aiohttp.ClientSession) -> None:
    async with session.get(address) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "https://" not in (await answer.text())
    for path in ("page/page.js", "page/style.css"):
        async with session.get(address + path) as answer:
            assert answer.status == 200
    for path in ("page/..%2fbrowser.py", "page/none.js", "files/none"):
        async with session.get(address + path) as answer:
            assert answer.status == 404, path


async def test_a_file_is_sent_and_saved(api: BotApi, address: str, session: aiohttp.ClientSession) -> None:
    query = {"as": str(JOKO), "chat": str(JOKO), "name": "kuis minggu 3.html"}
    async with session.post(f"{address}upload", params=query, data=b"<script>", headers=MINE) as answer:
        assert answer.status == 200
    document = api.messages(JOKO)[0].content["document"]
    async with session.get(f"{address}files/{document['file_id']}") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.content_type == "application/octet-stream"
        assert await answer.read() == b"<script>"
