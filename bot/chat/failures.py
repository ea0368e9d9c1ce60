"""What happens when handling an update fails: again, then a dead letter and a calm sentence."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.chat.figures import Figures
from bot.chat.letters import letters
from bot.chat.message import Message
from bot.chat.outgoing import Outgoing, Pause
from bot.errors import StorageUnavailable
from bot.i18n.translator import LANGUAGES, Translator
from bot.services.records import Letter, Records, Storage
from bot.services.set_records import Job

logger = logging.getLogger(__name__)

# Two workers that get in each other's way are past it in a moment; what fails five times is at fault itself, and its
# learner should not wait a second for it.
MOST_TRIES = 5
FIRST_PAUSE = 0.02
# What a database can hold as a number.
LARGEST = 2**63 - 1


class Unreadable(Exception):
    """An update that is not as Telegram promises: trying again would change nothing."""


class Failures:
    """Tries an update again, and buries it when that does not help; the database being away is nobody's fault."""

    def __init__(
        self,
        storage: Storage,
        outgoing: Outgoing,
        translator: Translator,
        clock: Callable[[], datetime],
        pause: Pause,
        figures: Figures,
    ) -> None:
        self._storage, self._outgoing, self._translator = storage, outgoing, translator
        self._clock, self._pause, self._figures = clock, pause, figures

    async def guard(
        self, update: Mapping[str, Any], chat_id: int, handle: Callable[[Mapping[str, Any]], Awaitable[None]]
    ) -> None:
        """Run `handle` until it succeeds, five times at most; raises StorageUnavailable at once."""
        for tried in range(MOST_TRIES):
            if tried:
                await self._pause(FIRST_PAUSE * 2**tried)
            try:
                return await handle(update)
            except StorageUnavailable:
                raise
            except Exception as error:
                cause = error
            extra = {"update": number_of(update), "tried": tried + 1, "cause": type(cause).__name__}
            if isinstance(cause, Unreadable):
                logger.warning("update.unreadable", extra=extra)
                break
            # An exception's text may hold what a learner wrote: only where it happened is logged.
            logger.error("update.failed at %s", _place(cause), extra=extra)
        return await self._bury(update, chat_id, cause)

    async def guard_job(self, job: Job, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` once: what may pass by itself is left to the sweeper, all else ends with a calm sentence."""
        try:
            return await work()
        except BadRequest as error:  # one of PTB's network errors by name only: asking again would be refused again
            cause: Exception = error
        except (StorageUnavailable, RetryAfter, NetworkError) as error:
            logger.warning("job.postponed", extra={"learner": job.learner_id, "cause": type(error).__name__})
            return None
        except Exception as error:
            cause = error
        extra = {"learner": job.learner_id, "kind": job.kind, "cause": type(cause).__name__}
        logger.error("job.failed at %s", _place(cause), extra=extra)
        self._figures.count("jobs", "failed")
        with suppress(StorageUnavailable):  # then its row is still there, and the sweeper comes by again
            await self._end(job)
        return None

    async def _end(self, job: Job) -> None:
        now = self._clock()

        def work(records: Records) -> list[Letter]:
            left = records.jobs.done(job)
            apology = self._sentence(records, job.number, job.chat_id, "failure.sorry", now) if left else []
            for letter in apology:
                records.outbox.put(letter)
            return apology

        self._outgoing.post(await self._storage.run(work))

    async def _bury(self, update: Mapping[str, Any], chat_id: int, cause: Exception) -> None:
        now, number = self._clock(), number_of(update)
        self._figures.count("updates", "buried")
        # As ASCII: half a letter (a lone surrogate) or a zero byte would be refused by the database.
        text = json.dumps(update, default=ascii)
        said = ascii(f"{type(cause).__name__} at {_place(cause)}: {cause}")[:500]

        def work(records: Records) -> list[Letter]:
            new = records.inbox.bury(number, text, said, now)
            sorry = new and not isinstance(cause, Unreadable)
            apology = self._sentence(records, number, chat_id, "failure.sorry", now) if sorry else []
            for letter in apology:
                records.outbox.put(letter)
            return apology

        self._outgoing.post(await self._storage.run(work))

    async def say(self, update: Mapping[str, Any], chat_id: int, key: str) -> None:
        """One sentence of ours to a learner, instead of what was asked for."""
        now, number = self._clock(), number_of(update)

        def work(records: Records) -> list[Letter]:
            new = 0 < chat_id <= LARGEST and records.inbox.first_time(chat_id, number, now)
            said = self._sentence(records, number, chat_id, key, now) if new else []
            for letter in said:
                records.outbox.put(letter)
            return said

        self._outgoing.post(await self._storage.run(work))

    def _sentence(self, records: Records, number: int, chat_id: int, key: str, now: datetime) -> list[Letter]:
        # In a private chat the chat is the learner.
        learner = records.learners.find(chat_id) if 0 < chat_id <= LARGEST else None
        if learner is None:
            return []
        language = learner.language if learner.language in LANGUAGES else LANGUAGES[0]
        said = Message(self._translator.say(language, key))
        return letters([said], chat_id, chat_id, f"{key}:{number}", now)


def number_of(update: Mapping[str, Any]) -> int:
    """The update's number, 0 where it has none that could be kept."""
    given = update.get("update_id")
    sound = isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= LARGEST
    return int(given) if sound and given is not None else 0


def _place(error: BaseException) -> str:
    """The innermost file and line."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/bot/')[2]}:{trace.tb_lineno}" if trace else "?"
