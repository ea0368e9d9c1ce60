"""Raw updates made PTB's, whatever stands in them."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from telegram import Bot, Update

from bot.chat.failures import LARGEST, Unreadable


def parse(update: Mapping[str, Any], bot: Bot) -> Update:
    """The update as PTB has it; raises Unreadable where it is not as Telegram promises."""
    try:
        parsed = Update.de_json(dict(update), bot)
        sound = all(map(is_number, _numbers(parsed))) and all(isinstance(text, str) for text in _texts(parsed))
    except Exception as error:
        # PTB raises TypeError, KeyError, OverflowError and others on what is not as Telegram promises.
        raise Unreadable(type(error).__name__) from error
    if not sound:
        # And takes whatever stands where a number or a text should: it would go as far as the database.
        raise Unreadable("a number or a text is none")
    return parsed


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


def is_number(value: object) -> TypeGuard[int]:
    """Whether it is one, and the database can hold it."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST
