"""The Bot API over HTTP on this machine, for a bot in another process."""

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.errors import TumenError
from bot.playground.bot_api import BotApi
from bot.playground.control import describe_calls, describe_chat, perform
from bot.playground.limits import UPLOAD
from bot.playground.parameters import Upload
from bot.playground.refusals import ConnectionDropped
from bot.playground.webhook import delivering

API = web.AppKey("API", BotApi)


def make_server(api: BotApi) -> web.Application:
    """The server as an application; /control lets a test act as people."""
    # A little more than the largest file, for what stands around it.
    app = web.Application(client_max_size=UPLOAD + 2**20)
    app[API] = api
    app.router.add_route("*", "/bot{token}/{method}", answer)
    app.router.add_get("/file/bot{token}/{path:.+}", download)
    app.router.add_post("/control", control)
    app.router.add_get("/control/chat", chat)
    app.router.add_get("/control/calls", calls)
    app.cleanup_ctx.append(deliver)
    return app


async def serve(api: BotApi, port: int = 0) -> tuple[web.AppRunner, str]:
    """Open the server on loopback; give its runner, to clean up, and its root address."""
    runner = web.AppRunner(make_server(api), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


async def answer(request: web.Request) -> web.StreamResponse:
    api = request.app[API]
    parameters, files = await _read(request)
    try:
        status, body = await api.respond(request.match_info["token"], request.match_info["method"], parameters, files)
    except ConnectionDropped:
        if request.transport:
            request.transport.abort()
        return web.Response()
    return web.Response(status=status, body=body, content_type="application/json")


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters from wherever clients put them: the query, a form, or JSON."""
    parameters: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.read()
        with suppress(ValueError):
            parameters |= json.loads(body or b"{}")
        return parameters, {}
    files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            parameters[name] = value if isinstance(value, str) else bytes(value).decode(errors="replace")
    return parameters, files


async def download(request: web.Request) -> web.Response:
    status, body = request.app[API].download(request.match_info["token"], request.match_info["path"])
    kind = "application/octet-stream" if status == web.HTTPOk.status_code else "application/json"
    return web.Response(status=status, body=body, content_type=kind)


# Acting as people


async def control(request: web.Request) -> web.Response:
    wish = await request.json()
    try:
        if isinstance(wish, list):
            return web.json_response([perform(request.app[API], one) for one in wish])
        return web.json_response(perform(request.app[API], wish))
    except (TumenError, LookupError, TypeError, ValueError) as mistake:
        return web.json_response({"error": f"{type(mistake).__name__}: {mistake}"}, status=400)


async def chat(request: web.Request) -> web.Response:
    return web.json_response(describe_chat(request.app[API], int(request.query["chat"])))


async def calls(request: web.Request) -> web.Response:
    return web.json_response(describe_calls(request.app[API], request.query.get("method", "")))


async def deliver(app: web.Application) -> AsyncIterator[None]:
    async with delivering(app[API]):
        yield


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until stopped; the first line on standard output is the address."""
    parser = argparse.ArgumentParser(prog="python -m bot.playground.server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="where to listen (default: any free port)")
    parser.add_argument("--token", default=BotApi().token, help="the bot's token (default: %(default)s)")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds that every answer takes")
    chosen = parser.parse_args(arguments)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve_for_ever(BotApi(token=chosen.token, latency=chosen.latency), chosen.port))


async def _serve_for_ever(api: BotApi, port: int) -> None:
    runner, address = await serve(api, port)
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    main()
