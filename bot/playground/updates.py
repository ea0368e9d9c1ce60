"""What the bot has yet to hear: kept until it is confirmed."""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from bot.playground.refusals import conflict

# What Telegram leaves out unless it is asked for by name.
ONLY_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """A queue that one listener empties by confirming."""

    def __init__(self, first_id: int) -> None:
        self._next_id = first_id
        self._pending: deque[Mapping[str, Any]] = deque()
        self._allowed: frozenset[str] = frozenset()
        self._waiting: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._pending)

    def allow(self, kinds: Iterable[str]) -> None:
        """Which kinds the bot wants from now on; none named means the usual ones."""
        self._allowed = frozenset(kinds)

    def add(self, kind: str, body: Mapping[str, Any]) -> None:
        if kind in self._allowed if self._allowed else kind not in ONLY_ON_REQUEST:
            self.add_raw({kind: body})

    def add_raw(self, update: Mapping[str, Any]) -> None:
        """Give out `update` as it is, however odd; it only gets a number."""
        self._pending.append({"update_id": self._next_id, **update})
        self._next_id += 1
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)

    def repeat(self, update: Mapping[str, Any]) -> None:
        """Give out an update once more under its old number, as Telegram may."""
        self._pending.appendleft(update)

    def pending(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(self._pending)

    def take(self, offset: int = 0, limit: int = 100) -> list[Mapping[str, Any]]:
        """Forget everything below `offset`, and show what comes next; below zero it counts from the end."""
        if offset < 0:
            offset = self._next_id + offset
        while offset and self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        return list(islice(self._pending, limit if 1 <= limit <= 100 else 100))

    def forget(self) -> None:
        self._pending.clear()

    def interrupt(self) -> None:
        """A newer listener has come: whoever waits is told to go."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(conflict(OTHER_POLLER))

    def done(self, update_id: int) -> None:
        """One update has been heard, whatever came before it."""
        self._pending = deque(update for update in self._pending if update["update_id"] != update_id)

    async def wait(self, seconds: float) -> None:
        """Until there is something, or the time is over."""
        if not self._pending:
            await self.wait_for_more(seconds)

    async def wait_for_more(self, seconds: float) -> None:
        """Until something new is there, or the time is over."""
        self._waiting = mine = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait([mine], timeout=seconds)
        finally:
            # Who no longer waits is neither woken nor sent away.
            self._waiting = None if self._waiting is mine else self._waiting
        if mine.done():
            mine.result()
