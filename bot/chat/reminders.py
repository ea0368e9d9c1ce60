"""Reminders whose time has come: claimed from the database, written down, sent."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.chat import review_views
from bot.chat.outgoing import Outgoing, letters
from bot.chat.views import Views
from bot.errors import StorageUnavailable
from bot.i18n.translator import Translator
from bot.services.records import Letter, Records, Storage
from bot.services.reminding import Reminding

logger = logging.getLogger(__name__)

# Telegram takes about thirty messages a second that nobody asked for; a hundred in five seconds leave room for answers.
EVERY = 5.0
AT_ONCE = 100


class Reminders:
    """Reminds those whose time has come. Several workers may do so at once: each learner is taken by one."""

    def __init__(
        self,
        storage: Storage,
        outgoing: Outgoing,
        reminding: Reminding,
        translator: Translator,
        clock: Callable[[], datetime],
    ) -> None:
        self._storage, self._outgoing, self._reminding = storage, outgoing, reminding
        self._translator, self._clock = translator, clock
        self._turning: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._turning = asyncio.create_task(self._turn_for_ever())

    async def stop(self) -> None:
        if self._turning:
            self._turning.cancel()
            await asyncio.gather(self._turning, return_exceptions=True)

    async def turn(self) -> int:
        """Remind whoever is due; how many were looked at."""
        now = self._clock()
        due = await self._storage.run(lambda records: records.reminders.due(now, AT_ONCE))
        for learner_id in due:
            self._outgoing.post(await self._storage.run(partial(self._remind, learner_id, now)))
        return len(due)

    def _remind(self, learner_id: int, now: datetime, records: Records) -> list[Letter]:
        """One learner, one transaction: the next time, and the letter, or neither."""
        nudge = self._reminding.come(records, learner_id, now)
        if nudge is None:
            return []
        message = review_views.nudge(Views(self._translator, nudge.learner.language), nudge)
        # In a private chat the chat's number is the learner's.
        posted = letters([message], learner_id, learner_id, f"reminder:{nudge.reminder.sent}", now)
        for letter in posted:
            records.outbox.put(letter)
        return posted

    async def _turn_for_ever(self) -> None:
        while True:
            try:
                await self.turn()
            except StorageUnavailable:
                logger.warning("reminders.postponed")
            except Exception:  # a fault with one learner must not end the reminders of all
                logger.exception("reminders.broken")
            await asyncio.sleep(EVERY)
