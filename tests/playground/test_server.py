"""The Bot API over real HTTP, in this process and in one of its own."""

import asyncio
import json
import sys
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import telegram
from aiohttp import web

from bot.playground.bot_api import BotApi
from bot.playground.chats import Person
from bot.playground.refusals import ConnectionDropped, too_many_requests
from bot.playground.server import serve
from bot.playground.webhook import SECRET_HEADER


@pytest.fixture
async def root(api: BotApi) -> AsyncIterator[str]:
    runner, address = await serve(api)
    yield address
    await runner.cleanup()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def bot_at(root: str, api: BotApi) -> telegram.Bot:
    return telegram.Bot(api.token, base_url=f"{root}/bot", base_file_url=f"{root}/file/bot")


async def test_a_ptb_bot_talks_over_http(api: BotApi, rani: Person, root: str) -> None:
    api.send_document(rani, rani, "kuis.yaml", b"- q: a\n")
    async with bot_at(root, api) as bot:
        (update,) = await bot.get_updates()
        file = await update.message.document.get_file()
        assert bytes(await file.download_as_bytearray()) == b"- q: a\n"
        sent = await bot.send_document(rani.id, b"- q: b\n", filename="baru.yaml")
        assert sent.document.file_size == 7
        with pytest.raises(telegram.error.BadRequest, match="Message text is empty"):
            await bot.send_message(rani.id, " ")


async def test_parameters_come_by_query_form_multipart_or_json(
    api: BotApi, rani: Person, root: str, session: aiohttp.ClientSession
) -> None:
    api.start(rani)
    wish = {"chat_id": str(rani.id), "text": "a"}
    url = f"{root}/bot{api.token}/sendMessage"
    multipart = aiohttp.FormData(wish, default_to_multipart=True)
    for way in ({"params": wish}, {"data": wish}, {"data": multipart}, {"json": wish}):
        async with session.post(url, **way) as answer:
            assert (await answer.json())["result"]["text"] == "a", way
    async with session.get(url, params=wish) as answer:
        assert answer.status == 200


async def test_refusals_have_status_description_and_parameters(
    api: BotApi, root: str, session: aiohttp.ClientSession
) -> None:
    api.fail_next("getMe", too_many_requests(5))
    async with session.get(f"{root}/bot{api.token}/getMe") as answer:
        assert answer.status == 429
        assert await answer.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 5",
            "parameters": {"retry_after": 5},
        }
    for url, status in (("/bot1:wrong/getMe", 401), ("/botwrong/getMe", 404), (f"/bot{api.token}/none", 404)):
        async with session.get(root + url) as answer:
            assert answer.status == status
    async with session.get(f"{root}/file/bot{api.token}/documents/none") as answer:
        assert answer.status == 404


async def test_a_dropped_connection_has_no_answer(api: BotApi, root: str, session: aiohttp.ClientSession) -> None:
    api.fail_next("getMe", ConnectionDropped())
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.post(f"{root}/bot{api.token}/getMe")


async def test_a_process_of_its_own_is_driven_by_control(session: aiohttp.ClientSession) -> None:
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.playground.server", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert server.stdout
        root = (await server.stdout.readline()).decode().strip()
        await drive(session, root)
    finally:
        server.terminate()
        await server.wait()


async def drive(session: aiohttp.ClientSession, root: str) -> None:
    async def control(*acts: dict[str, Any]) -> Any:
        async with session.post(f"{root}/control", json=list(acts)) as answer:
            return await answer.json()

    document = {"do": "document", "person": 8, "name": "a.yaml", "content": b64encode(b"- q: a").decode()}
    assert await control({"do": "say", "person": 7, "text": "halo"}, document) == [{"message": 1}, {"message": 1}]
    api = BotApi()
    async with bot_at(root, api) as bot:
        first, second = await bot.get_updates()
        assert (first.message.text, second.message.document.file_name) == ("halo", "a.yaml")
        key = telegram.InlineKeyboardButton("Mulai", callback_data="go")
        await bot.send_message(7, "Halo", reply_markup=telegram.InlineKeyboardMarkup([[key]]))
        await control({"do": "press", "person": 7, "button": "Mulai"})
        (pressed,) = await bot.get_updates(offset=second.update_id + 1)
        assert pressed.callback_query.data == "go"
        await control({"do": "fail", "method": "sendMessage", "code": 502, "description": "Bad Gateway"})
        with pytest.raises(telegram.error.NetworkError, match="Bad Gateway"):
            await bot.send_message(7, "a")
    async with session.get(f"{root}/control/chat", params={"chat": "7"}) as answer:
        assert [message["text"] for message in (await answer.json())["messages"]] == ["halo", "Halo"]
    async with session.get(f"{root}/control/calls", params={"method": "sendMessage"}) as answer:
        assert len((await answer.json())["calls"]) == 2
    assert "NoSuchButton" in (await control({"do": "press", "person": 7, "button": "x"}))["error"]


async def test_a_webhook_is_asked_again_until_it_says_yes(api: BotApi, rani: Person, root: str) -> None:
    hook = Hook(fail_first=2)
    async with hook as url:
        api.call("setWebhook", {"url": url, "secret_token": "rahasia"})
        api.say(rani, rani, "halo")
        await asyncio.wait_for(hook.heard.wait(), 60)
        await until_nothing_waits(api)
    assert [update["message"]["text"] for update in hook.updates] == ["halo"] * 3
    assert hook.secrets == {"rahasia"}
    assert "503" in api.call("getWebhookInfo", {})["last_error_message"]


async def test_a_webhook_may_answer_with_a_call(api: BotApi, rani: Person, root: str) -> None:
    hook = Hook(says={"method": "sendMessage", "chat_id": rani.id, "text": "lewat badan"})
    async with hook as url:
        api.call("setWebhook", {"url": url})
        api.say(rani, rani, "halo")
        await asyncio.wait_for(hook.heard.wait(), 60)
        await until_nothing_waits(api)
    assert api.last(rani).text == "lewat badan"


async def until_nothing_waits(api: BotApi) -> None:
    async with asyncio.timeout(60):
        while api.updates.pending():
            await asyncio.sleep(0)


class Hook:
    """A bot's own server: it fails a few times, then says yes."""

    def __init__(self, fail_first: int = 0, says: dict[str, Any] | None = None) -> None:
        self.left_to_fail = fail_first
        self.says = says
        self.updates: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()
        self.heard = asyncio.Event()

    async def __aenter__(self) -> str:
        app = web.Application()
        app.router.add_post("/hook", self.take)
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self.runner.addresses[0][1]}/hook"

    async def __aexit__(self, *_: object) -> None:
        await self.runner.cleanup()

    async def take(self, request: web.Request) -> web.Response:
        self.updates.append(json.loads(await request.read()))
        self.secrets.add(request.headers.get(SECRET_HEADER))
        if self.left_to_fail:
            self.left_to_fail -= 1
            return web.Response(status=503, headers={"Retry-After": "0"})
        self.heard.set()
        return web.json_response(self.says or {})
