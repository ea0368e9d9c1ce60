"""A Bot API server that costs next to nothing: it hands out messages, takes replies, and looks at the clock.

    python -m bench.telegram_stub LATENCY [FIRST]

Its messages are numbered from FIRST. It reads one line of JSON from standard input for each run, and answers with one:
{"send": [[user, text], …], "per_second": 0 or a rate, "workers": 0 or how many} → {"seconds": …, "delays": […],
"lost": …, "doubled": …}: when every message has been replied to, how long it took from handing out the first, how long
each one waited, how many had none, and how many replies were one too many.

It waits for so many workers to name their webhook, and then brings them the messages over as many connections as
Telegram opens, every tenth one twice.
"""

import asyncio
import json
import sys
from collections import deque
from contextlib import suppress
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "1234567:throughput"
BOT = {"id": 1234567, "is_bot": True, "first_name": "Bot", "username": "bench_bot", "can_join_groups": True}
REPLIES = ("sendMessage", "editMessageText")
# How many Telegram opens to a webhook where nothing else is asked for.
CONNECTIONS = 40
TWICE_EVERY = 10
# What comes after the last reply that was due is one too many (seconds).
SETTLING = 1
# What has no reply by then is lost (seconds).
LONGEST = 60


class Stub:
    """The server's side of one bot."""

    def __init__(self, latency: float, first: int = 0) -> None:
        self.latency = latency
        self.waiting: deque[dict[str, Any]] = deque()
        self.came: dict[int, deque[float]] = {}
        self.delays: list[float] = []
        self.number = first
        self.due = self.doubled = 0
        self.news, self.done = asyncio.Event(), asyncio.Event()
        self.hooks: list[tuple[str, str]] = []
        self.hooked = asyncio.Event()
        self.to_bring: asyncio.Queue[bytes] = asyncio.Queue()
        self.connections: set[asyncio.Task[None]] = set()

    def message(self, user: int, text: str) -> dict[str, Any]:
        self.number += 1
        who = {"id": user, "is_bot": False, "first_name": "Murid", "language_code": "id"}
        command = (
            [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text[0] == "/" else []
        )
        body = {
            "message_id": self.number,
            "date": 1_772_400_000,
            "text": text,
            "from": who,
            "chat": {"id": user, "type": "private", "first_name": "Murid"},
            **({"entities": command} if command else {}),
        }
        return {"update_id": self.number, "message": body}

    def hand_out(self, user: int, text: str) -> None:
        update = self.message(user, text)
        self.came.setdefault(user, deque()).append(perf_counter())
        if not self.hooks:
            self.waiting.append(update)
            self.news.set()
            return
        for _ in range(2 if self.number % TWICE_EVERY == 0 else 1):
            self.to_bring.put_nowait(json.dumps(update).encode())

    async def call(self, method: str, params: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self.updates(int(params.get("offset") or 0), float(params.get("timeout") or 0))
        if self.latency:
            await asyncio.sleep(self.latency)
        if method in REPLIES:
            self.replied(int(params["chat_id"]))
            self.number += 1
            chat = {"id": int(params["chat_id"]), "type": "private"}
            return {"message_id": self.number, "date": 1_772_400_000, "chat": chat, "from": BOT, "text": "."}
        if method == "setWebhook":
            self.hooks.append((params["url"], params["secret_token"]))
            self.hooked.set()
        return {"getMe": BOT, "getMyCommands": [], "getWebhookInfo": {"url": ""}}.get(method, True)

    async def updates(self, offset: int, timeout: float) -> list[dict[str, Any]]:
        while self.waiting and self.waiting[0]["update_id"] < offset:
            self.waiting.popleft()
        if not self.waiting and timeout:
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), timeout)
            except TimeoutError:
                return []
        if self.latency:
            await asyncio.sleep(self.latency)
        return [self.waiting[place] for place in range(min(100, len(self.waiting)))]

    def replied(self, user: int) -> None:
        if came := self.came.get(user):
            self.delays.append(perf_counter() - came.popleft())
            self.due -= 1
            if self.due == 0:
                self.done.set()
        else:
            self.doubled += 1

    async def until_hooked(self, workers: int) -> None:
        while len(self.hooks) < workers:
            self.hooked.clear()
            await self.hooked.wait()
        if workers and not self.connections:
            self.connections = {asyncio.create_task(self.bring(*self.hooks[0])) for _ in range(CONNECTIONS)}

    async def bring(self, address: str, secret: str) -> None:
        """One connection to the webhook: what was not taken is brought again."""
        place = urlsplit(address)
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        head = f"POST {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\nX-Telegram-Bot-Api-Secret-Token: {secret}\r\n"
        while update := await self.to_bring.get():
            writer.write(f"{head}Content-Length: {len(update)}\r\n\r\n".encode() + update)
            answer = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(answer.lower().partition(b"content-length:")[2].split(maxsplit=1)[0]))
            if answer.split(maxsplit=2)[1] != b"200":
                self.to_bring.put_nowait(update)

    async def play(self, send: list[tuple[int, str]], per_second: float, workers: int) -> dict[str, Any]:
        await self.until_hooked(workers)
        self.due, self.delays, self.doubled = len(send), [], 0
        self.done.clear()
        begun = perf_counter()
        for place, (user, text) in enumerate(send):
            if per_second and (early := begun + place / per_second - perf_counter()) > 0:
                await asyncio.sleep(early)
            self.hand_out(user, text)
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                await self.done.wait()
        seconds = perf_counter() - begun
        if workers:
            await asyncio.sleep(SETTLING)
        return {"seconds": seconds, "delays": self.delays, "lost": self.due, "doubled": self.doubled}


class Connection(asyncio.Protocol):
    """Just enough HTTP/1.1 for the clients that come here."""

    def __init__(self, stub: Stub) -> None:
        self.stub, self.buffer = stub, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].decode("latin-1")
            fields = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head.split("\r\n")[1:])}
            if fields.get("transfer-encoding") == "chunked":
                raise ValueError("a body in chunks, which no client here sends")
            length = int(fields.get("content-length", 0))
            if len(self.buffer) < end + 4 + length:
                if fields.get("expect"):
                    self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                return
            body, self.buffer = self.buffer[end + 4 : end + 4 + length], self.buffer[end + 4 + length :]
            path = head.split(" ", 2)[1]
            asyncio.ensure_future(self.answer(path, body, fields.get("content-type", "")))

    async def answer(self, path: str, body: bytes, kind: str) -> None:
        address, _, query = path.partition("?")
        params = _params(body, kind) | {name: values[0] for name, values in parse_qs(query).items()}
        result = await self.stub.call(address.rpartition("/")[2], params)
        said = json.dumps({"ok": True, "result": result}).encode()
        if not self.transport.is_closing():
            self.transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(said) + said
            )


def _params(body: bytes, kind: str) -> dict[str, Any]:
    if kind.startswith("application/json"):
        return dict(json.loads(body or b"{}"))
    if kind.startswith("multipart/form-data"):
        boundary = b"--" + kind.partition("boundary=")[2].strip('"').encode()
        parts = [part.partition(b"\r\n\r\n") for part in body.split(boundary)[1:-1]]
        return {head.partition(b'name="')[2].partition(b'"')[0].decode(): text[:-2].decode() for head, _, text in parts}
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


async def serve(latency: float, first: int) -> None:
    loop, stub = asyncio.get_running_loop(), Stub(latency, first)
    server = await loop.create_server(lambda: Connection(stub), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(await stub.play(**json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
