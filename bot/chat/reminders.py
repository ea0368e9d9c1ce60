"""Reminders whose time has come: claimed from the database, written down, sent."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from bot.chat import review_views
from bot.chat.letters import letters
from bot.chat.outgoing import Outgoing
from bot.chat.views import Views
from bot.errors import StorageUnavailable
from bot.i18n.translator import Translator
from bot.learning.reminder import Sending
from bot.services.records import Letter, Records, Storage
from bot.services.reminding import Nudge, Reminding

logger = logging.getLogger(__name__)

# Telegram takes about thirty messages a second that nobody asked for; a hundred in five seconds leave room for answers.
EVERY = 5.0
AT_ONCE = 100
# So many to a transaction: each costs a third of what it costs alone, and nobody's answer waits longer for it.
TOGETHER = 25


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
        """Remind whoever is due, so many at most; how many were looked at."""
        now, looked = self._clock(), 0
        while looked < AT_ONCE and (some := await self._some(now)):
            looked += some
        return looked

    async def _some(self, now: datetime) -> int:
        try:
            return await self._remind(now, TOGETHER)
        except StorageUnavailable:
            raise
        except Exception:
            logger.exception("reminders.broken")
            return await self._one_by_one(now)

    async def _one_by_one(self, now: datetime) -> int:
        """A fault with one learner must not end the reminders of all: it is tried again tomorrow."""
        due = await self._storage.run(lambda records: records.reminders.due(now, TOGETHER))
        for learner_id in due:
            try:
                await self._remind(now, 1, learner_id)
            except StorageUnavailable:
                raise
            except Exception:
                logger.exception("reminder.put_off", extra={"learner": learner_id})
                await self._storage.run(partial(_put_off, learner_id, now + timedelta(days=1)))
        return len(due)

    async def _remind(self, now: datetime, most: int, only: int | None = None) -> int:
        looked, posted = await self._storage.run(partial(self._write, now, most, only))
        self._outgoing.post(posted)
        return looked

    def _write(self, now: datetime, most: int, only: int | None, records: Records) -> tuple[int, list[Letter]]:
        """Some learners, one transaction: the next time of each, and the letter, or neither."""
        nudges = self._reminding.come(records, now, most, only)
        posted = [letter for nudge in nudges for letter in self._letters(nudge, now)]
        records.outbox.put_each(posted)
        return len(nudges), posted

    def _letters(self, nudge: Nudge, now: datetime) -> list[Letter]:
        if nudge.sending is Sending.NOTHING:
            return []
        message = review_views.nudge(Views(self._translator, nudge.learner.language), nudge)
        # In a private chat the chat's number is the learner's.
        learner_id = nudge.learner.id
        return letters([message], learner_id, learner_id, f"reminder:{nudge.reminder.sent}", now)

    async def _turn_for_ever(self) -> None:
        while True:
            try:
                await self.turn()
            except StorageUnavailable:
                logger.warning("reminders.postponed")
            except Exception:  # there is a next time
                logger.exception("reminders.broken")
            await asyncio.sleep(EVERY)


def _put_off(learner_id: int, until: datetime, records: Records) -> None:
    records.reminders.put_off(learner_id, until)
