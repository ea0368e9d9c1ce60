"""What a bot sends: text, files, pictures, polls, and that it is typing."""

from collections.abc import Mapping
from typing import Any

from telegram.constants import ChatAction

from bot.playground.chats import Chat, Event, Happening, Keyboard, Message
from bot.playground.limits import (
    PHOTO,
    check_caption,
    check_keyboard,
    check_size,
    check_text,
)
from bot.playground.parameters import Parameters
from bot.playground.people import People
from bot.playground.polls import read_poll
from bot.playground.refusals import bad_request
from bot.playground.utf16 import units


def send_message(people: People, given: Parameters) -> Any:
    text = check_text(given.formatted("text"))
    return _send(people, given, text.as_fields())


def send_document(people: People, given: Parameters) -> Any:
    caption = caption_of(given)
    stored = file_of(people, given, given.given.get("document") or "attach://document", "documents")
    return _send(people, given, {"document": stored.as_document(), **caption})


def send_photo(people: People, given: Parameters) -> Any:
    caption = caption_of(given)
    stored = file_of(people, given, given.given.get("photo") or "attach://photo", "photos")
    return _send(people, given, {"photo": stored.as_photo(), **caption})


def send_poll(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    poll = read_poll(given, str(10**15 + people.number()), chat.id, chat.last_id + 1, people.clock())
    people.polls[poll.id] = poll
    return _send(people, given, {"poll": poll.to_wire()})


def send_chat_action(people: People, given: Parameters) -> Any:
    if given.text("action") not in set(ChatAction):
        raise bad_request("wrong parameter action in request")
    chat = people.chat_of_bot(given.text("chat_id"))
    people.tell(Event(Happening.ACTION, chat, action=given.text("action")))
    return True


def _send(people: People, given: Parameters, content: Mapping[str, Any]) -> Any:
    markup = given.json("reply_markup", {})
    keyboard = keyboard_of(given)
    chat = people.chat_of_bot(given.text("chat_id"))
    reply_to, quote = _reply(chat, given)
    protected = {"has_protected_content": True} if given.flag("protect_content") else {}
    message = people.put_message(chat, people.bot, {**content, **quote, **protected}, keyboard, reply_to)
    if markup and "inline_keyboard" not in markup:
        chat.panel = {} if "remove_keyboard" in markup else {**markup, "message_id": message.id}
        people.tell(Event(Happening.PANEL, chat))
    return people.message_to_wire(message)


def keyboard_of(given: Parameters) -> Keyboard:
    markup = given.json("reply_markup", {})
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    return check_keyboard(markup["inline_keyboard"]) if "inline_keyboard" in markup else ()


def _reply(chat: Chat, given: Parameters) -> tuple[int | None, dict[str, Any]]:
    wish = given.json("reply_parameters") or {"message_id": given.integer("reply_to_message_id")}
    number = int(wish.get("message_id") or 0)
    if not number:
        return None, {}
    if number not in chat.messages:
        if wish.get("allow_sending_without_reply") or given.flag("allow_sending_without_reply"):
            return None, {}
        raise bad_request("message to be replied not found")
    return number, _quote(chat.messages[number], str(wish.get("quote", "")))


def _quote(message: Message, words: str) -> dict[str, Any]:
    if not words:
        return {}
    if words not in message.text:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = units(message.text[: message.text.index(words)])
    return {"quote": {"text": words, "position": position, "is_manual": True}}


def caption_of(given: Parameters) -> dict[str, Any]:
    caption = check_caption(given.formatted("caption", entities="caption_entities"))
    return caption.as_fields("caption", "caption_entities")


def file_of(people: People, given: Parameters, named: Any, folder: str) -> Any:
    """A file that is uploaded with the call, or one that the server has already."""
    name = str(named)
    if not name.startswith("attach://"):
        if "://" in name:
            raise bad_request("failed to get HTTP URL content")
        return people.files.by_id(name)
    upload = given.files.get(name.removeprefix("attach://"))
    if upload is None:
        raise bad_request(f"there is no {folder.removesuffix('s')} in the request")
    check_size(upload.content, PHOTO) if folder == "photos" else check_size(upload.content)
    return people.files.keep(upload, folder)
