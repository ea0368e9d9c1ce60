"""What came in, read once: who, where, and what they said or pressed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard

from telegram import MaybeInaccessibleMessage, Message, Update

from bot.chat.buttons import Press, unpack
from bot.chat.parsing import is_number
from bot.i18n.translator import LANGUAGES

_ONE_MESSAGE = {"update_id", "message"}
# What a text has that is neither a command nor a reply nor marked up in any way.
_PLAIN = {"message_id", "date", "from", "chat", "text"}
# The year 2242: what lies behind the calendar's end is left to PTB to refuse.
_LATEST = 2**33


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was sent, not yet fetched; `size` in bytes."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A group has become a supergroup: what was chat `old` is chat `new` from now on."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update, without Telegram. `arguments` are the words after a command; `language` is the app's, made ours."""

    update_id: int
    learner_id: int
    chat_id: int
    private: bool
    at: datetime
    language: str
    name: str
    text: str = ""
    arguments: str = ""
    press: Press | None = None
    message_id: int | None = None
    callback_id: str | None = None
    document: Document | None = None
    moved: Moved | None = None


def read(update: Update, at: datetime) -> Incoming:
    """The update as a handler needs it; the learner is 0 where nobody is named (a channel)."""
    user, chat, message, query = (
        update.effective_user,
        update.effective_chat,
        update.effective_message,
        update.callback_query,
    )
    text = _sound(message.text or "") if message and not query else ""
    return Incoming(
        update_id=update.update_id,
        learner_id=user.id if user else 0,
        chat_id=chat.id if chat else (user.id if user else 0),
        private=chat is None or chat.type == "private",
        at=at,
        language=language_of(user.language_code if user else None),
        name=_sound(user.first_name or "") if user else "",
        text=text,
        arguments=_arguments(text),
        press=unpack(_sound(query.data)) if query and query.data else None,
        message_id=message.message_id if message else None,
        callback_id=query.id if query else None,
        document=_document(message) if message and not query else None,
        moved=_moved(message) if message and not query else None,
    )


def read_plain(update: Mapping[str, Any], at: datetime) -> Incoming | None:
    """A text and nothing else from a private chat, which most updates are; None for all others: those PTB reads.

    PTB would look for ninety more fields and pass by every handler, at a seventh of an answer's whole price.
    """
    said, number = update.get("message"), update.get("update_id")
    if update.keys() != _ONE_MESSAGE or not is_number(number) or not _is_plain(said):
        return None
    who, text = said["from"], _sound(said["text"])
    return Incoming(
        update_id=number,
        learner_id=who["id"],
        chat_id=said["chat"]["id"],
        private=True,
        at=at,
        language=language_of(who.get("language_code")),
        name=_sound(who["first_name"]),
        text=text,
        arguments=_arguments(text),
        message_id=said["message_id"],
    )


def _is_plain(said: object) -> TypeGuard[dict[str, Any]]:
    """Whether it has all that we read of it, as Telegram promises."""
    if not isinstance(said, dict) or said.keys() != _PLAIN:
        return False
    who, chat, text = said["from"], said["chat"], said["text"]
    if not (isinstance(who, dict) and isinstance(chat, dict) and chat.get("type") == "private" and "is_bot" in who):
        return False
    dated = is_number(said["date"]) and 0 <= said["date"] < _LATEST
    named = isinstance(who.get("first_name"), str) and isinstance(who.get("language_code", ""), str)
    numbered = all(map(is_number, (said["message_id"], who.get("id"), chat.get("id"))))
    return dated and named and numbered and isinstance(text, str) and text != ""


def _arguments(text: str) -> str:
    return text.partition(" ")[2].strip() if text.startswith("/") else ""


def _sound(text: str) -> str:
    """Without half letters (lone surrogates) and zero bytes, which no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _document(message: MaybeInaccessibleMessage) -> Document | None:
    sent = message.document if isinstance(message, Message) else None
    return Document(sent.file_id, _sound(sent.file_name or ""), sent.file_size or 0) if sent else None


def _moved(message: MaybeInaccessibleMessage) -> Moved | None:
    """Telegram says it twice: in the old chat where to, and in the new one where from."""
    if not isinstance(message, Message):
        return None
    if message.migrate_to_chat_id:
        return Moved(message.chat.id, message.migrate_to_chat_id)
    return Moved(message.migrate_from_chat_id, message.chat.id) if message.migrate_from_chat_id else None


def language_of(code: str | None) -> str:
    """Our language for a language code of Telegram; Indonesian where none is given, English for those we lack."""
    if not code:
        return LANGUAGES[0]
    first = code.partition("-")[0].lower()
    # A reader of Malay is nearer to Indonesian than to English.
    return LANGUAGES[0] if first in ("id", "ms", "jv", "su") else "en"
