"""Updates brought to us: a webhook, which says 200 only after their effect is on disk."""

import asyncio
import hmac
import json
import logging

from aiohttp import web

from bot.chat.dispatcher import Dispatcher
from bot.chat.failures import number_of
from bot.chat.figures import Figures
from bot.chat.outgoing import Outgoing
from bot.errors import StorageUnavailable
from bot.services.records import Storage

logger = logging.getLogger(__name__)

# An update carries at most a text of 4,096 characters: far below this.
LARGEST_BODY = 1024 * 1024
LONGEST_LOOK = 2.0


class Webhook:
    """Receives updates over HTTP: 200 after commit, 503 while the database is away, 403 for strangers."""

    def __init__(self, dispatcher: Dispatcher, secret: str, watch: "Watch") -> None:
        self._dispatcher, self._secret, self._watch = dispatcher, secret, watch

    def application(self, path: str) -> web.Application:
        application = web.Application(client_max_size=LARGEST_BODY)
        application.router.add_post(path, self._receive)
        application.router.add_get("/healthz", self._watch.alive)
        application.router.add_get("/readyz", self._watch.ready)
        application.router.add_get("/metrics", self._watch.figures)
        return application

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        # A header may hold any bytes; those that are no text have come as half letters.
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), self._secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            update = None
        if not isinstance(update, dict):
            # Who knows the secret is Telegram: refused, it would send the same again and hold back what follows.
            logger.error("webhook.unreadable")
            return web.Response()
        try:
            # Whoever hangs up meanwhile does not break it off half-way.
            await asyncio.shield(self._dispatcher.take(update))
        except StorageUnavailable:
            return web.Response(status=503, headers={"Retry-After": "2"})
        except Exception:
            logger.exception("update.given_back", extra={"update": number_of(update)})
            return web.Response(status=503, headers={"Retry-After": "2"})
        return web.Response()


class Watch:
    """What whoever watches over the service may ask: does it live, can it work, what has happened."""

    def __init__(self, storage: Storage, outgoing: Outgoing, figures: Figures) -> None:
        self._storage, self._outgoing, self._figures = storage, outgoing, figures

    async def alive(self, _: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def ready(self, _: web.Request) -> web.Response:
        """Whether the database answers: a load balancer sends nothing here while it does not."""
        try:
            async with asyncio.timeout(LONGEST_LOOK):
                await self._storage.run(lambda _: None)
        except (StorageUnavailable, TimeoutError):
            return web.json_response({"ok": False, "database": "away"}, status=503)
        return web.json_response({"ok": True})

    async def figures(self, _: web.Request) -> web.Response:
        return web.Response(text=self._figures.as_text(self._outgoing.waiting), content_type="text/plain")
