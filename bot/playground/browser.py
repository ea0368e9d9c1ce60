"""The chat in a browser: a page on this machine, live, for everybody on stage."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.playground.bot_api import BotApi
from bot.playground.cast import populate
from bot.playground.chats import Event, Happening, Message, Person
from bot.playground.limits import UPLOAD
from bot.playground.page_view import chat_view, chats_of, everything, message_view
from bot.playground.people import NoSuchButton
from bot.playground.refusals import BotApiError

PAGE = Path(__file__).with_name("page")
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HERE = ("127.0.0.1", "localhost", "::1")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# A silent line is taken for dead by some browsers and proxies after half a minute.
HEARTBEAT = 15

API = web.AppKey("API", BotApi)
STREAMS = web.AppKey("STREAMS", set[asyncio.Queue[str | None]])
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def serve(api: BotApi, port: int = 0) -> tuple[web.AppRunner, str]:
    """Open the page on loopback; give its runner, to clean up, and its address."""
    runner = web.AppRunner(make_page(api), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/"


def make_page(api: BotApi) -> web.Application:
    """The page as an application; an empty stage gets its usual cast."""
    if not api.people:
        populate(api)
    app = web.Application(middlewares=[guard], client_max_size=UPLOAD)
    app[API] = api
    app[STREAMS] = set()
    app.router.add_get("/", page_file)
    app.router.add_get("/page/{name}", page_file)
    app.router.add_get("/events", events)
    app.router.add_get("/files/{id}", download)
    app.router.add_post("/act/{act}", act)
    app.router.add_post("/upload", upload)
    app.cleanup_ctx.append(end_polls)
    app.on_shutdown.append(end_streams)
    return app


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Nobody but the page itself may drive the chat: not another site, nor a name that points here."""
    name = urlsplit(f"//{request.host}").hostname
    origin = request.headers.get("Origin")
    foreign = request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin") and request.path != "/"
    if name not in HERE or foreign or (origin and urlsplit(origin).netloc != request.host):
        raise web.HTTPForbidden(text="This page answers only to itself.", headers=HEADERS)
    if request.method == "POST" and request.headers.get("X-Playground") != "1":
        raise web.HTTPForbidden(text="This page answers only to itself.", headers=HEADERS)
    response = await handler(request)
    if not response.prepared:
        response.headers.update({name: value for name, value in HEADERS.items() if name not in response.headers})
    return response


async def page_file(request: web.Request) -> web.Response:
    name = request.match_info.get("name", "index.html")
    known = {path.name: path for path in PAGE.iterdir()}
    if name not in known:
        raise web.HTTPNotFound
    kind = KINDS.get(known[name].suffix, "application/octet-stream")
    return web.Response(body=known[name].read_bytes(), content_type=kind, charset="utf-8")


async def download(request: web.Request) -> web.Response:
    """A file that was sent: pictures are shown, everything else is saved."""
    try:
        upload = request.app[API].files.by_id(request.match_info["id"]).upload
    except BotApiError:
        raise web.HTTPNotFound from None
    shown = upload.mime in ("image/png", "image/jpeg", "image/gif")
    how = "inline" if shown else "attachment"
    name = f"{how}; filename*=UTF-8''{quote(upload.name)}"
    kind = upload.mime if shown else "application/octet-stream"
    return web.Response(body=upload.content, content_type=kind, headers={"Content-Disposition": name})


# What people do


async def act(request: web.Request) -> web.Response:
    api = request.app[API]
    wish = await request.json()
    doing = ACTS.get(request.match_info["act"])
    if doing is None:
        raise web.HTTPNotFound
    try:
        return web.json_response(doing(api, _person(api, wish["as"]), wish) or {})
    except BotApiError as refusal:
        return web.json_response({"error": refusal.description}, status=400)
    except NoSuchButton:
        return web.json_response({"error": "button_gone"}, status=409)


async def upload(request: web.Request) -> web.Response:
    api = request.app[API]
    person = _person(api, request.query["as"])
    content = await request.read()
    if not content:
        return web.json_response({"error": "empty_file"}, status=400)
    api.send_document(person, int(request.query["chat"]), request.query["name"], content)
    return web.json_response({})


def _person(api: BotApi, number: Any) -> Person:
    if person := api.people.get(int(number)):
        return person
    raise web.HTTPNotFound


def _message(api: BotApi, wish: Mapping[str, Any], name: str = "message") -> Message:
    """The message meant; one that has just been deleted is answered like a button that is gone."""
    message = api.chats[int(wish["chat"])].messages.get(int(wish[name]))
    if message is None:
        raise NoSuchButton("", [])
    return message


def _start(api: BotApi, person: Person, wish: Mapping[str, Any]) -> None:
    api.start(person, str(wish.get("payload", "")))


def _say(api: BotApi, person: Person, wish: Mapping[str, Any]) -> None:
    reply_to = _message(api, wish, "reply_to") if wish.get("reply_to") else None
    api.say(person, int(wish["chat"]), wish["text"], reply_to)


def _edit(api: BotApi, person: Person, wish: Mapping[str, Any]) -> None:
    api.edit(person, _message(api, wish), wish["text"])


def _press(api: BotApi, person: Person, wish: Mapping[str, Any]) -> dict[str, str]:
    return {"press": api.press(person, _message(api, wish), wish["data"]).id}


def _vote(api: BotApi, person: Person, wish: Mapping[str, Any]) -> None:
    api.vote(person, _message(api, wish), [int(number) for number in wish["options"]])


Act = Callable[[BotApi, Person, Mapping[str, Any]], Mapping[str, Any] | None]
ACTS: Mapping[str, Act] = {
    "start": _start,
    "say": _say,
    "edit": _edit,
    "press": _press,
    "vote": _vote,
}


# What they see


async def events(request: web.Request) -> web.StreamResponse:
    """Server-Sent Events: everything at first, then each thing that happens, for one person."""
    api = request.app[API]
    person = _person(api, request.query.get("as") or next(iter(api.people)))
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
    await response.prepare(request)
    request.app[STREAMS].add(lines)
    stop_listening = api.subscribe(lambda event: _note(lines, api, person, event))
    lines.put_nowait(_line("everything", everything(api, person)))
    try:
        await _stream(response, lines)
    finally:
        stop_listening()
        request.app[STREAMS].discard(lines)
    return response


async def _stream(response: web.StreamResponse, lines: asyncio.Queue[str | None]) -> None:
    with suppress(ConnectionResetError):
        while True:
            try:
                line = await asyncio.wait_for(lines.get(), HEARTBEAT)
            except TimeoutError:
                line = ":\n\n"
            if line is None:
                return
            await response.write(line.encode())


def _note(lines: asyncio.Queue[str | None], api: BotApi, person: Person, event: Event) -> None:
    for kind, data in seen(api, person, event):
        lines.put_nowait(_line(kind, data))


def seen(api: BotApi, person: Person, event: Event) -> list[tuple[str, Any]]:
    """What `person` notices of something that happened."""
    if event.kind is Happening.MENU or event.chat is None:
        return [("chat", chat_view(api, person, chat)) for chat in chats_of(api, person)]
    if not event.chat.has(person):
        elsewhere = event.kind is Happening.SAID and event.chat.person
        return [("elsewhere", event.chat.person.id)] if elsewhere and event.chat.person else []
    if event.message:
        return [(event.kind.value, message_view(api, person, event.message))]
    if event.press:
        press = event.press
        answer = {"press": press.id, "text": press.text, "alert": press.alert}
        return [("answered", answer)] if press.person == person else []
    if event.kind is Happening.ACTION:
        return [("action", {"chat": event.chat.id, "action": event.action})]
    return [("chat", chat_view(api, person, event.chat))]


def _line(kind: str, data: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"


# While the page is up


async def end_polls(app: web.Application) -> AsyncIterator[None]:
    """A poll that has a time ends when it is over, whether or not anybody does anything."""

    async def watch() -> None:
        while True:
            app[API].close_polls()
            await asyncio.sleep(1)

    watching = asyncio.create_task(watch())
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


async def end_streams(app: web.Application) -> None:
    for lines in app[STREAMS]:
        lines.put_nowait(None)
