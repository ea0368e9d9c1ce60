"""Other ways to build the bot, each with a hole: the tests must find it, or they prove nothing."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.dialects.sqlite import insert

from bot.chat import letters, outgoing
from bot.chat.intake import Polling
from bot.learning.learner import Learner
from bot.learning.session import Session, Ticket
from bot.services.records import Records
from bot.services.study import Study
from bot.storage import tables
from bot.storage.sql_records import SqlInbox, SqlOutbox


def ours() -> None:
    """Nothing is changed."""


def ours_in_haste() -> None:
    """Leases are short, so that a test need not wait half a minute for what a dead worker held."""
    letters.LEASE = outgoing.LEASE = timedelta(seconds=2)  # type: ignore[attr-defined]
    outgoing.LONGEST_SEND, outgoing.SWEEP_EVERY = timedelta(seconds=1), 0.2  # type: ignore[attr-defined]


def naive() -> None:
    """Nothing remembers what was seen: an update that comes again has its effect again."""

    def first_time(self: SqlInbox, learner_id: int, update_id: int, at: datetime) -> bool:
        return True

    SqlInbox.first_time = first_time  # type: ignore[method-assign]
    SqlOutbox._PUT = insert(tables.outbox).on_conflict_do_nothing()  # type: ignore[assignment]
    update_id_only()


def update_id_only() -> None:
    """Buttons belong to whatever is open: the second tap of two answers the next question, or the next try."""
    asked = Study._asked

    def any_ticket(self: Study, records: Records, learner: Learner, ticket: Ticket | None) -> tuple[Session, Any]:
        session = records.sessions.lock(learner.id)
        return asked(self, records, learner, session.ticket if session and ticket else ticket)

    Study._asked = any_ticket  # type: ignore[method-assign]


def ack_first() -> None:
    """The offset moves when an update is taken, as libraries do it; the work follows."""

    def take(self: Polling, updates: list[Mapping[str, Any]]) -> None:
        for update in updates:
            asyncio.get_running_loop().create_task(self._dispatcher.take(update))
            self._offset = max(self._offset, update["update_id"] + 1)

    Polling._take = take  # type: ignore[method-assign]


def acknowledged_too_early() -> None:
    """The bot is ours; its database says a commit is on the disk when it is not yet."""
    ours_in_haste()


DESIGNS: Mapping[str, Callable[[], None]] = {
    "ours": ours,
    "ours in haste": ours_in_haste,
    "acknowledged too early": acknowledged_too_early,
    "naive": naive,
    "update-id-only": update_id_only,
    "ack-first": ack_first,
}
