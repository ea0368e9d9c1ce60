"""The webhook lets Telegram in and nobody else, and says 200 for nothing that is not on disk."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from telegram import Bot

from bot.chat.figures import Figures
from bot.chat.outgoing import Outgoing
from bot.chat.webhook import LARGEST_BODY, Watch, Webhook
from bot.errors import StorageUnavailable
from bot.playground.bot_api import BotApi
from bot.playground.loopback import Loopback
from bot.services.records import Storage
from bot.storage.transactions import storage_at

SECRET = "a-secret-of-the-house"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Desk:
    """Stands where the dispatcher stands."""

    taken: list[Mapping[str, Any]] = field(default_factory=list)
    fails: Exception | None = None

    async def take(self, update: Mapping[str, Any]) -> None:
        if self.fails:
            raise self.fails
        await asyncio.sleep(0)
        self.taken.append(update)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def storage() -> AsyncIterator[Storage]:
    storage = storage_at("sqlite://")
    await storage.start()
    yield storage
    await storage.stop()


@pytest.fixture
async def client(desk: Desk, storage: Storage) -> AsyncIterator[Any]:
    api, figures = BotApi(), Figures()
    figures.count("updates", "done")
    outgoing = Outgoing(Bot(api.token, request=Loopback(api), get_updates_request=Loopback(api)), storage)
    webhook = Webhook(desk, SECRET, Watch(storage, outgoing, figures))  # type: ignore[arg-type]
    async with TestClient(TestServer(webhook.application("/telegram/path"))) as client:
        yield client


async def test_an_update_with_the_secret_is_taken(client: Any, desk: Desk) -> None:
    answer = await client.post("/telegram/path", json={"update_id": 1}, headers={HEADER: SECRET})
    assert (answer.status, desk.taken) == (200, [{"update_id": 1}])


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: SECRET[:-1]}, {HEADER: SECRET + "x"}, {HEADER: "é"}])
async def test_without_the_secret_nothing_is_even_read(client: Any, desk: Desk, headers: dict[str, str]) -> None:
    answer = await client.post("/telegram/path", data=b"{", headers=headers)
    assert (answer.status, desk.taken) == (403, [])


async def test_a_secret_that_is_no_text_is_a_wrong_one(client: Any, desk: Desk) -> None:
    reader, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(b"POST /telegram/path HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n%s: \xff\r\n\r\n" % HEADER.encode())
    assert (await reader.readline(), desk.taken) == (b"HTTP/1.1 403 Forbidden\r\n", [])
    writer.close()


async def test_the_wrong_path_is_no_place(client: Any) -> None:
    assert (await client.post("/telegram", json={"update_id": 1}, headers={HEADER: SECRET})).status == 404


async def test_while_the_database_is_away_telegram_is_asked_to_come_again_soon(client: Any, desk: Desk) -> None:
    desk.fails = StorageUnavailable("away")
    answer = await client.post("/telegram/path", json={"update_id": 1}, headers={HEADER: SECRET})
    assert (answer.status, answer.headers["Retry-After"]) == (503, "2")


async def test_a_fault_of_ours_is_never_a_200(client: Any, desk: Desk) -> None:
    desk.fails = ZeroDivisionError()
    answer = await client.post("/telegram/path", json={"update_id": 1}, headers={HEADER: SECRET})
    assert answer.status == 503


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b"[" * 100_000, b'"text"'])
async def test_what_is_no_update_is_swallowed_so_that_it_does_not_come_for_ever(
    client: Any, desk: Desk, body: bytes
) -> None:
    answer = await client.post("/telegram/path", data=body, headers={HEADER: SECRET})
    assert (answer.status, desk.taken) == (200, [])


async def test_a_body_larger_than_any_update_is_refused(client: Any, desk: Desk) -> None:
    answer = await client.post("/telegram/path", data=BytesIO(b" " * (LARGEST_BODY + 1)), headers={HEADER: SECRET})
    assert (answer.status, desk.taken) == (413, [])


async def test_without_its_database_it_is_alive_but_not_ready(client: Any, storage: Storage) -> None:
    before = [(await client.get(path)).status for path in ("/healthz", "/readyz")]
    await storage.stop()
    after = [(await client.get(path)).status for path in ("/healthz", "/readyz")]
    assert (before, after) == ([200, 200], [200, 503])


async def test_its_figures_are_numbers_and_nothing_else(client: Any) -> None:
    text = await (await client.get("/metrics")).text()
    assert 'tumen_updates_total{outcome="done"} 1' in text
    assert "tumen_letters_waiting 0" in text
