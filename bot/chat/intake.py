"""Updates asked for: polling, confirmed only after their effect is on disk."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chat.dispatcher import Dispatcher
from bot.chat.failures import number_of
from bot.chat.outgoing import Pause
from bot.chat.request import asked_pause, call
from bot.errors import OtherPoller, StorageUnavailable

logger = logging.getLogger(__name__)

# Exactly what is used; the default would leave out my_chat_member.
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL = 25
# Telegram hands out no more at a time: so many mean that more is waiting.
MOST_AT_ONCE = 100
# While one update hangs, the newer ones are looked for this often (seconds).
LONGEST_WAIT = 0.25
# The database was away: so long until we ask again.
AWAY_PAUSE = 0.5
LONGEST_PAUSE = 30
LONGEST_CONFIRMING = 0.7


class Polling:
    """Asks Telegram for updates; the offset moves over those that are committed, and no further."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, pause: Pause = asyncio.sleep) -> None:
        self._bot, self._dispatcher, self._pause = bot, dispatcher, pause
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._uncommitted: set[int] = set()
        self._committed: set[int] = set()
        self._offset = 0
        self._given_back = False
        self._moved = asyncio.Event()

    async def run(self) -> None:
        """Poll until cancelled; raises OtherPoller when somebody else polls with this token."""
        while True:
            updates = await self._ask_until_answered()
            self._take(updates)
            await self._until_something_moves(updates)

    async def drain(self, deadline: float) -> None:
        """Wait at most `deadline` seconds for what is under way, then confirm what was committed."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=deadline)
        self._move_offset()
        if self._offset:
            try:
                async with asyncio.timeout(LONGEST_CONFIRMING):
                    await self._ask(wait=0, most=1)
            except (TelegramError, TimeoutError):
                logger.info("poll.unconfirmed")  # they come again, and are known

    async def _ask_until_answered(self) -> list[Mapping[str, Any]]:
        faults = 0
        while True:
            try:
                return await self._ask()
            except Conflict as error:
                raise OtherPoller from error
            except InvalidToken:
                raise
            except RetryAfter as error:
                await self._pause(asked_pause(error).total_seconds())
            except TelegramError as error:
                logger.warning("poll.failed", extra={"cause": type(error).__name__})
                await self._pause(min(2**faults, LONGEST_PAUSE))
                faults += 1

    async def _ask(self, wait: int = LONG_POLL, most: int = MOST_AT_ONCE) -> list[Mapping[str, Any]]:
        params = {"offset": self._offset, "timeout": wait, "limit": most, "allowed_updates": list(UPDATES)}
        updates = await call(self._bot, "getUpdates", params, read_timeout=wait + 10)
        return [update for update in updates if isinstance(update, dict)] if isinstance(updates, list) else []

    def _take(self, updates: list[Mapping[str, Any]]) -> None:
        for update in updates:
            number = number_of(update)
            if number not in self._under_way and number not in self._committed:
                self._uncommitted.add(number)
                self._under_way[number] = asyncio.create_task(self._one(number, self._dispatcher.take(update)))

    async def _one(self, number: int, taking: Coroutine[Any, Any, None]) -> None:
        try:
            await taking
        except StorageUnavailable:
            self._given_back = True  # not committed: Telegram gives it again
        except Exception:
            logger.exception("update.given_back", extra={"update": number})
            self._given_back = True
        else:
            self._uncommitted.discard(number)
            self._committed.add(number)
        finally:
            del self._under_way[number]
            self._moved.set()

    async def _until_something_moves(self, updates: list[Mapping[str, Any]]) -> None:
        """All of it committed is the usual end; one that hangs holds up nobody but itself.

        Where more is waiting, a quarter is enough: the next come while the others are handled.
        """
        if numbers := sorted(map(number_of, updates)):
            enough = numbers[len(numbers) // 4 if len(numbers) >= MOST_AT_ONCE else -1]
            # Python 3.11's wait_for() forgets that it was cancelled when what it waits for is just done: a bot that was
            # told to end went on for ever.
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST_WAIT):
                    await self._until_behind(enough)
        if self._given_back:
            # All must come to rest first, so that what comes again comes in order.
            await asyncio.gather(*self._under_way.values())
            self._given_back = False
            await self._pause(AWAY_PAUSE)
        self._move_offset()

    async def _until_behind(self, number: int) -> None:
        while not self._given_back and min(self._uncommitted, default=number + 1) <= number:
            self._moved.clear()
            await self._moved.wait()

    def _move_offset(self) -> None:
        """To the oldest update that is not committed, or behind the newest that is."""
        if self._committed:
            self._offset = min(self._uncommitted, default=max(self._committed) + 1)
            self._committed = {number for number in self._committed if number >= self._offset}
