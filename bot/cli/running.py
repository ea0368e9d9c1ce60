"""`run`, `try` and `chat`: the bot on Telegram, in a browser, in this terminal."""

import argparse
import asyncio
import gc
import hmac
import logging
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter
from telegram.request import BaseRequest

from bot import bootstrap, logs, settings
from bot.bootstrap import Tumen
from bot.chat.intake import UPDATES, Polling
from bot.chat.introduction import introduce
from bot.chat.request import AiohttpRequest, asked_pause, call
from bot.cli.loading import collector_resting
from bot.errors import BadContent, BadSettings, OtherPoller, StorageUnavailable
from bot.i18n import translator
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.playground.bot_api import BotApi

logger = logging.getLogger(__name__)

# Docker and systemd wait ten seconds before they kill; we are gone in less than five: this long for what is being
# handled, 0.7 s to confirm it, 1.5 s for what is being sent.
LONGEST_DRAIN = 2.0
# By then we go as we are: what still hangs is a database or a Telegram that does not answer, and what was not committed
# comes again, as after a kill.
LONGEST_END = 4.5
# While Telegram or a shared database is away.
LONGEST_START_PAUSE = 2.0


_WAY_BACK = "tumen: `python -m bot doctor` says what is wrong, `python -m bot restore FILE` puts a backup back"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    if parser.prog.endswith(" run"):
        parser.add_argument("--webhook", action="store_true", help="receive updates over HTTP instead of polling")
    if not parser.prog.endswith(" chat"):
        parser.add_argument("--port", type=int, help="where to listen (PORT, else 8080)")


def run(args: argparse.Namespace) -> int:
    """Run until a signal; exit 2 on settings that cannot be used, 1 beside another poller."""
    needs: tuple[str, ...] = ("TELEGRAM_TOKEN",) if args.command == "run" else ()
    if getattr(args, "webhook", False):
        needs += ("WEBHOOK_URL", "WEBHOOK_SECRET")
    try:
        chosen = settings.read(os.environ, needs)
        if getattr(args, "port", None) is not None:
            chosen = replace(chosen, port=args.port)
        logs.start(chosen.log_level, chosen.log_format)
        return asyncio.run(_WAYS[args.command](chosen, args))
    except BadSettings as error:
        print("\n".join(f"tumen: {fault}" for fault in error.faults), file=sys.stderr)
        return 2
    except (BadContent, InvalidToken) as error:
        print(f"tumen: {logs.without_tokens(str(error))}", file=sys.stderr)
        return 2
    except BadRequest as error:
        print(f"tumen: Telegram refuses what it is told (is WEBHOOK_URL right?): {error}", file=sys.stderr)
        return 2
    except OtherPoller:
        print("tumen: somebody else is polling with this token; stop them first", file=sys.stderr)
        return 1
    except StorageUnavailable as error:
        print(f"tumen: the database cannot be used: {error}\n{_WAY_BACK}", file=sys.stderr)
        return 1


async def _on_telegram(chosen: Settings, args: argparse.Namespace) -> int:
    tumen = _put_together(chosen, AiohttpRequest())
    stopped = _stopped_by_signal()
    try:
        await _until_reached(tumen, stopped, tumen.start)
        if not stopped.is_set():
            await _serve(tumen, chosen, args, stopped)
    finally:
        await tumen.stop()
    return 0


def _put_together(chosen: Settings, request: BaseRequest) -> Tumen:
    with collector_resting():
        tumen = bootstrap.put_together(chosen, request, bootstrap.read_content())
    gc.freeze()  # all of it stays: no collection looks through it later, in the middle of an answer
    gc.set_threshold(10_000)  # what an answer leaves behind is gone by itself: looked for every 700, it costs 4 %
    return tumen


async def _until_reached(tumen: Tumen, stopped: asyncio.Event, work: Callable[[], Awaitable[object]]) -> None:
    """Do `work`, waiting for Telegram and a shared database to be reachable if need be."""
    while not stopped.is_set():
        pause = LONGEST_START_PAUSE
        try:
            return await _until(stopped, work())
        except (InvalidToken, BadRequest):  # network errors of PTB's by name only
            raise
        except RetryAfter as error:  # workers that start together all name the webhook
            away, pause = "Telegram asks to wait", asked_pause(error).total_seconds()
        except NetworkError as error:
            away = f"Telegram cannot be reached ({error})"
        except StorageUnavailable as error:
            if not tumen.storage.shared:
                raise
            away = f"the database cannot be reached ({error})"
        print(f"tumen: {logs.without_tokens(away)}; trying again", file=sys.stderr)
        with suppress(TimeoutError):
            await asyncio.wait_for(stopped.wait(), pause)
    return None


async def _serve(tumen: Tumen, chosen: Settings, args: argparse.Namespace, stopped: asyncio.Event) -> None:
    introducing = asyncio.create_task(introduce(tumen.application.bot, translator.load()))
    try:
        await (_webhook if args.webhook else _poll)(tumen, chosen, stopped)
    finally:
        introducing.cancel()


async def _poll(tumen: Tumen, _: Settings, stopped: asyncio.Event) -> None:
    bot = tumen.application.bot
    await _until_reached(tumen, stopped, lambda: call(bot, "deleteWebhook", {}))
    polling = Polling(bot, tumen.dispatcher)
    await _until(stopped, polling.run())
    await polling.drain(LONGEST_DRAIN)


async def _webhook(tumen: Tumen, chosen: Settings, stopped: asyncio.Event) -> None:
    from aiohttp import web  # noqa: PLC0415 - a server, which a bot that polls has none of

    from bot.chat.webhook import Watch, Webhook  # noqa: PLC0415 - as above

    # The path is a guess nobody makes, the secret a header nobody else can send.
    # All workers behind one address have the same.
    path = f"/telegram/{hmac.digest(chosen.webhook_secret.encode(), b'path', 'sha256').hex()[:32]}"
    watch = Watch(tumen.storage, tumen.outgoing, tumen.figures)
    server = Webhook(tumen.dispatcher, chosen.webhook_secret, watch).application(path)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=LONGEST_DRAIN)
    await runner.setup()
    # Workers on one machine may share the port: the system spreads what comes in.
    await web.TCPSite(runner, port=chosen.port, reuse_port=hasattr(socket, "SO_REUSEPORT") or None).start()
    params = {"url": chosen.webhook_url + path, "secret_token": chosen.webhook_secret, "allowed_updates": list(UPDATES)}
    await _until_reached(tumen, stopped, lambda: call(tumen.application.bot, "setWebhook", params))
    await stopped.wait()
    await runner.cleanup()


async def _in_browser(chosen: Settings, _: argparse.Namespace) -> int:
    from bot.playground.bot_api import BotApi  # noqa: PLC0415 - the page is not for a bot on Telegram
    from bot.playground.browser import serve  # noqa: PLC0415 - as above

    api = BotApi()
    runner, address = await serve(api, chosen.port)
    print(f"Tumen: {address}  (Ctrl-C stops it)", flush=True)
    try:
        await _in_playground(chosen, api, _stopped_by_signal())
    finally:
        await runner.cleanup()
    return 0


async def _in_terminal(chosen: Settings, _: argparse.Namespace) -> int:
    from bot.playground.bot_api import BotApi  # noqa: PLC0415 - the terminal is not for a bot on Telegram
    from bot.playground.cast import populate  # noqa: PLC0415 - as above
    from bot.playground.terminal import converse, lines_of, write_line  # noqa: PLC0415 - as above

    api, stopped = BotApi(), _stopped_by_signal()
    playing = asyncio.create_task(_in_playground(chosen, api, stopped))
    await converse(api, populate(api).rani, lines_of(sys.stdin), write_line)
    stopped.set()
    await playing
    return 0


async def _in_playground(chosen: Settings, api: "BotApi", stopped: asyncio.Event) -> None:
    """The whole bot against the playground, with a database that lasts as long as it runs."""
    from bot.playground.cast import JOKO  # noqa: PLC0415 - as above
    from bot.playground.loopback import Loopback  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory(prefix="tumen-") as folder:
        database = f"sqlite:///{folder}/tumen.db"
        teachers = chosen.teachers | {JOKO}
        own = replace(chosen, telegram_token=api.token, database_url=database, teachers=teachers)
        tumen = _put_together(own, Loopback(api))
        await tumen.start()
        await introduce(tumen.application.bot, translator.load())
        await _poll(tumen, own, stopped)
        await tumen.stop()


def _stopped_by_signal() -> asyncio.Event:
    """Set by SIGTERM or SIGINT: uvicorn and PTB lose updates when they handle signals themselves; we stop in order."""
    stopped = asyncio.Event()

    def stop() -> None:
        if not stopped.is_set():
            stopped.set()
            _end_soon()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    return stopped


def _end_soon() -> None:
    """See to it that we end, whatever hangs: in a thread, for the loop may be what hangs, or over already."""

    def leave() -> None:
        logger.warning("end.in_haste")
        os._exit(0)

    timer = threading.Timer(LONGEST_END, leave)
    timer.daemon = True
    timer.start()


async def _until(stopped: asyncio.Event, work: Awaitable[object]) -> None:
    """Do `work` until `stopped`; raises what it raises."""
    working, waiting = asyncio.ensure_future(work), asyncio.create_task(stopped.wait())
    await asyncio.wait([working, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if working.done():
        working.result()
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working


_WAYS = {"run": _on_telegram, "try": _in_browser, "chat": _in_terminal}
