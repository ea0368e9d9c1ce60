"""One chat in order, many chats at once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any

from bot.chat.budgets import Patience
from bot.chat.failures import Failures
from bot.chat.figures import Figures
from bot.errors import StorageUnavailable

# Whether an update was handled, as soon as that is known.
_Handled = asyncio.Future[bool]


class Dispatcher:
    """Takes raw updates; each returns when its effect is durable, or it is a dead letter."""

    def __init__(
        self,
        handle: Callable[[Mapping[str, Any]], Awaitable[None]],
        failures: Failures,
        figures: Figures,
        clock: Callable[[], datetime],
    ) -> None:
        self.handle, self._failures, self._figures = handle, failures, figures
        self._clock, self._patience = clock, Patience()
        self._last: dict[int, _Handled] = {}

    def take(self, update: Mapping[str, Any]) -> Coroutine[Any, Any, None]:
        """Let one update stand in line behind the earlier ones of its chat, and handle it when it is awaited.

        StorageUnavailable means: give it again.
        """
        chat_id = chat_of(update)
        person = sender_of(update) or chat_id
        if not self._patience.hears(person, self._clock()):
            return self._slow_down(update, chat_id, person)
        earlier, handled = self._last.get(chat_id), asyncio.get_running_loop().create_future()
        self._last[chat_id] = handled
        return self._in_turn(update, chat_id, person, earlier, handled)

    async def _slow_down(self, update: Mapping[str, Any], chat_id: int, person: int) -> None:
        """Whoever sends more than a person can is told so once, and not heard for a moment."""
        self._figures.count("updates", "too_many")
        if chat_id > 0 and self._patience.tells(person, self._clock()):
            await self._failures.say(update, chat_id, "failure.slowly")

    async def _in_turn(
        self, update: Mapping[str, Any], chat_id: int, person: int, earlier: _Handled | None, handled: _Handled
    ) -> None:
        try:
            await self._after(earlier, chat_id, update)
            self._figures.count("updates", "done")
            handled.set_result(True)
        except StorageUnavailable:
            self._figures.count("updates", "given_back")
            self._patience.forgives(person)
            raise
        finally:
            if not handled.done():
                handled.set_result(False)
            if self._last.get(chat_id) is handled:
                del self._last[chat_id]

    async def _after(self, earlier: _Handled | None, chat_id: int, update: Mapping[str, Any]) -> None:
        if earlier is not None and not await asyncio.shield(earlier):
            # The earlier one comes again: this one may not overtake it.
            raise StorageUnavailable("an earlier update of this chat comes first")
        await self._failures.guard(update, chat_id, self.handle)


def chat_of(update: Mapping[str, Any]) -> int:
    """The chat that an update belongs to, found without trusting its form; 0 where there is none."""
    for content in update.values():
        if isinstance(content, Mapping):
            inner = content.get("message")
            for holder in (inner, content):
                if (number := _id_in(holder)) is not None:
                    return number
    return 0


def sender_of(update: Mapping[str, Any]) -> int | None:
    """Who sent it, as far as it says so."""
    for content in update.values():
        for name in ("from", "user"):
            who = content.get(name) if isinstance(content, Mapping) else None
            if isinstance(who, Mapping) and isinstance(who.get("id"), int):
                return int(who["id"])
    return None


def _id_in(holder: object) -> int | None:
    for name in ("chat", "from", "user"):
        who = holder.get(name) if isinstance(holder, Mapping) else None
        if isinstance(who, Mapping) and isinstance(who.get("id"), int):
            return int(who["id"])
    return None
