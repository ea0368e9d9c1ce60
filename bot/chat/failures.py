"""What happens when handling an update fails: again, then a dead letter and a calm sentence."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.chat.message import Message
from bot.chat.outgoing import Outgoing, letters
from bot.errors import StorageUnavailable
from bot.i18n.translator import LANGUAGES, Translator
from bot.services.records import Letter, Records, Storage

logger = logging.getLogger(__name__)

MOST_TRIES = 5
LONGEST_TRYING = timedelta(seconds=60)


class Unreadable(Exception):
    """An update that is not as Telegram promises: trying again would change nothing."""


class Failures:
    """Tries an update again, and buries it when that does not help; the database being away is nobody's fault."""

    def __init__(
        self, storage: Storage, outgoing: Outgoing, translator: Translator, pause: Callable[[float], Awaitable[None]]
    ) -> None:
        self._storage, self._outgoing, self._translator, self._pause = storage, outgoing, translator, pause

    async def guard(self, update: Mapping[str, Any], chat_id: int, handle: Callable[[], Awaitable[None]]) -> None:
        """Run `handle` until it succeeds, five times at most; raises StorageUnavailable at once."""
        begun = datetime.now(UTC)
        for tried in range(1, MOST_TRIES + 1):
            try:
                await handle()
            except StorageUnavailable:
                raise
            except Exception as error:
                cause = error
            else:
                return
            number = number_of(update)
            logger.error("update.failed", exc_info=cause, extra={"update": number, "tried": tried})
            if isinstance(cause, Unreadable) or datetime.now(UTC) - begun > LONGEST_TRYING:
                break
            await self._pause(0.1 * 2**tried)
        await self._bury(update, chat_id, cause)

    async def _bury(self, update: Mapping[str, Any], chat_id: int, cause: Exception) -> None:
        now = datetime.now(UTC)
        text = json.dumps(update, ensure_ascii=False, default=repr)

        def work(records: Records) -> list[Letter]:
            records.inbox.bury(number_of(update), text, f"{type(cause).__name__}: {cause}", now)
            apology = [] if isinstance(cause, Unreadable) else self._apology(records, number_of(update), chat_id, now)
            for letter in apology:
                records.outbox.put(letter)
            return apology

        self._outgoing.post(await self._storage.run(work))

    def _apology(self, records: Records, number: int, chat_id: int, now: datetime) -> list[Letter]:
        learner = records.learners.find(chat_id)  # in a private chat the chat is the learner
        if chat_id <= 0 or learner is None:
            return []
        language = learner.language if learner.language in LANGUAGES else LANGUAGES[0]
        said = Message(self._translator.say(language, "failure.sorry"))
        return letters([said], chat_id, chat_id, f"sorry:{number}", now)


def number_of(update: Mapping[str, Any]) -> int:
    """The update's number, 0 where it has none."""
    given = update.get("update_id")
    return given if isinstance(given, int) and not isinstance(given, bool) else 0
