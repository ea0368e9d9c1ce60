"""Raw updates made PTB's, whatever stands in them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from telegram import Bot, Chat, Message, Update, User

from bot.chat.failures import LARGEST, Unreadable

_ONE_MESSAGE = {"update_id", "message"}
# What a text has that is neither a command nor a reply nor marked up in any way.
_PLAIN = {"message_id", "date", "from", "chat", "text"}


def parse(update: Mapping[str, Any], bot: Bot) -> Update:
    """The update as PTB has it; raises Unreadable where it is not as Telegram promises."""
    try:
        parsed = _plain(update, bot) or Update.de_json(dict(update), bot)
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
    if update.keys() != _ONE_MESSAGE or not isinstance(said, dict) or said.keys() != _PLAIN:
        return None
    try:
        message = _text(said)
    except Exception:  # whatever is odd about it, PTB has the last word
        return None
    message.set_bot(bot)
    return Update(update["update_id"], message=message)


def _text(said: Mapping[str, Any]) -> Message:
    who, chat = said["from"], said["chat"]
    user = User(who["id"], who["first_name"], who["is_bot"], language_code=who.get("language_code"))
    at = datetime.fromtimestamp(said["date"], UTC)
    return Message(said["message_id"], at, Chat(chat["id"], chat["type"]), from_user=user, text=said["text"])


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
