"""One chat in order, many chats at once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from telegram import Bot, Chat, Message, Update, User
from telegram.ext import Application

from bot.chat.budgets import Patience
from bot.chat.failures import LARGEST, Failures, Unreadable
from bot.chat.figures import Figures
from bot.errors import StorageUnavailable

# Whether an update was handled, as soon as that is known.
_Handled = asyncio.Future[bool]
# What a text has that is neither a command nor a reply nor marked up in any way.
_PLAIN = {"message_id", "date", "from", "chat", "text"}


class Dispatcher:
    """Takes raw updates; each returns when its effect is durable, or it is a dead letter."""

    def __init__(
        self,
        application: "Application[Any, Any, Any, Any, Any, Any]",
        failures: Failures,
        figures: Figures,
        clock: Callable[[], datetime],
    ) -> None:
        self._application, self._failures, self._figures = application, failures, figures
        self._clock, self._patience = clock, Patience()
        self._last: dict[int, _Handled] = {}

    def take(self, update: Mapping[str, Any]) -> Coroutine[Any, Any, None]:
        """Let one update stand in line behind the earlier ones of its chat, and handle it when it is awaited.

        StorageUnavailable means: give it again.
        """
        chat_id = chat_of(update)
        earlier, handled = self._last.get(chat_id), asyncio.get_running_loop().create_future()
        self._last[chat_id] = handled
        return self._take(update, chat_id, earlier, handled)

    async def _take(self, update: Mapping[str, Any], chat_id: int, earlier: _Handled | None, handled: _Handled) -> None:
        try:
            if await self._is_heard(update, chat_id):
                await self._after(earlier, chat_id, update)
                self._figures.count("updates", "done")
            handled.set_result(True)
        except StorageUnavailable:
            self._figures.count("updates", "given_back")
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
        await self._failures.guard(update, chat_id, self._handling(update))

    async def _is_heard(self, update: Mapping[str, Any], chat_id: int) -> bool:
        """Whoever sends more than a person can is told so once, and not heard for a moment."""
        person, now = sender_of(update) or chat_id, self._clock()
        if self._patience.hears(person, now):
            return True
        self._figures.count("updates", "too_many")
        if chat_id > 0 and self._patience.tells(person, now):
            await self._failures.say(update, chat_id, "failure.slowly")
        return False

    def _handling(self, update: Mapping[str, Any]) -> Callable[[], Awaitable[None]]:
        async def handle() -> None:
            await self._application.process_update(_parse(update, self._application))

        return handle


def _parse(update: Mapping[str, Any], application: "Application[Any, Any, Any, Any, Any, Any]") -> Update:
    try:
        parsed = _plain(update, application.bot) or Update.de_json(dict(update), application.bot)
        sound = all(map(_is_number, _numbers(parsed))) and all(isinstance(text, str) for text in _texts(parsed))
    except Exception as error:
        # PTB raises TypeError, KeyError, OverflowError and others on what is not as Telegram promises.
        raise Unreadable(type(error).__name__) from error
    if not sound:
        # And takes whatever stands where a number or a text should: it would go as far as the database.
        raise Unreadable("a number or a text is none")
    return parsed


def _plain(update: Mapping[str, Any], bot: Bot) -> Update | None:
    """A text and nothing else, which most updates are: PTB would look for ninety more fields, at twice the price."""
    said = update.get("message")
    if not isinstance(said, dict) or said.keys() != _PLAIN:
        return None
    who, chat = said["from"], said["chat"]
    user = User(who["id"], who["first_name"], who["is_bot"], language_code=who.get("language_code"))
    at = datetime.fromtimestamp(said["date"], UTC)
    message = Message(said["message_id"], at, Chat(chat["id"], chat["type"]), from_user=user, text=said["text"])
    message.set_bot(bot)
    return Update(update["update_id"], message=message)


def _numbers(update: Update) -> Iterator[object]:
    """Everything that we use as a number."""
    yield update.update_id
    for who in (update.effective_user, update.effective_chat):
        if who:
            yield who.id
    message = update.effective_message
    if message:
        yield message.message_id
        yield from (number for number in (message.migrate_to_chat_id, message.migrate_from_chat_id) if number)


def _texts(update: Update) -> Iterator[object]:
    """Everything that we use as a text, where it is there."""
    user, message, query = update.effective_user, update.effective_message, update.callback_query
    given: list[object] = [
        user and user.first_name,
        user and user.language_code,
        message and message.text,
        query and query.data,
    ]
    document = message and message.document
    given += [query and query.id, document and document.file_id, document and document.file_name]
    return (text for text in given if text is not None)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST


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
