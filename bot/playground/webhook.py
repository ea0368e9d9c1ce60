"""Updates posted to the bot's own server, again and again until it says 200."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import aiohttp

from bot.playground.bot_api import BotApi
from bot.playground.refusals import BotApiError
from bot.playground.world import Webhook

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
# A server that fails is asked again after 1, 2, 4 … seconds, at most a minute, unless it names a time itself.
LONGEST_PAUSE = 60
PATIENCE = aiohttp.ClientTimeout(total=60)


@asynccontextmanager
async def delivering(api: BotApi) -> AsyncIterator[None]:
    """While this is open, updates go to the webhook that was set, if one was."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        postman = asyncio.create_task(_Postman(api, session).walk())
        try:
            yield
        finally:
            postman.cancel()
            with suppress(asyncio.CancelledError):
                await postman


class _Postman:
    """Carries every waiting update once at a time, several side by side."""

    def __init__(self, api: BotApi, session: aiohttp.ClientSession) -> None:
        self.api = api
        self.session = session
        self.under_way: dict[int, asyncio.Task[None]] = {}

    async def walk(self) -> None:
        try:
            while True:
                if self.api.webhook:
                    self._set_out(self.api.webhook)
                    with suppress(BotApiError):
                        await self.api.updates.wait_for_more(1)
                else:
                    # A poller may be waiting at the queue; nobody is to get in its way.
                    await asyncio.sleep(0.05)
        finally:
            for task in self.under_way.values():
                task.cancel()

    def _set_out(self, hook: Webhook) -> None:
        hands = asyncio.Semaphore(hook.connections)
        for update in self.api.updates.pending():
            number = update["update_id"]
            if number not in self.under_way:
                self.under_way[number] = asyncio.create_task(self._bring(hook, update, hands))
                self.under_way[number].add_done_callback(partial(self._come_home, number))

    def _come_home(self, number: int, _: asyncio.Task[None]) -> None:
        self.under_way.pop(number, None)

    async def _bring(self, hook: Webhook, update: Mapping[str, Any], hands: asyncio.Semaphore) -> None:
        pause = 1.0
        while self.api.webhook is hook:
            async with hands:
                wait = await self._post(hook, update)
            if wait is None:
                self.api.updates.done(update["update_id"])
                return
            await asyncio.sleep(pause if wait < 0 else wait)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _post(self, hook: Webhook, update: Mapping[str, Any]) -> float | None:
        """None when it was heard; else how long to wait, below zero when nothing was said of that."""
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            async with self.session.post(hook.url, json=update, headers=headers) as answer:
                body = await answer.read()
                if answer.ok:
                    self._do_what_it_says(body)
                    return None
                self._note(hook, f"Wrong response from the webhook: {answer.status} {answer.reason}")
                return float(answer.headers.get("Retry-After", "-1"))
        except (aiohttp.ClientError, TimeoutError, ValueError) as failure:
            self._note(hook, str(failure) or type(failure).__name__)
            return -1

    def _note(self, hook: Webhook, trouble: str) -> None:
        hook.last_error, hook.last_error_date = trouble, self.api.clock()

    def _do_what_it_says(self, body: bytes) -> None:
        """The answer may carry one call; its result is told to nobody."""
        with suppress(ValueError, BotApiError, AttributeError):
            call = json.loads(body)
            if method := call.pop("method", ""):
                self.api.call(method, call)
