"""What a bot changes: edits, deletions, reactions, the answer to a press, and that it leaves."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from telegram.constants import ReactionEmoji

from bot.playground.chats import Event, Happening, Keyboard, Member, Message
from bot.playground.limits import (
    CALLBACK_ANSWER,
    check_text,
)
from bot.playground.parameters import Parameters
from bot.playground.people import People
from bot.playground.refusals import bad_request
from bot.playground.sending import caption_of, file_of, keyboard_of
from bot.playground.utf16 import units

# A bot may delete what is not older than this, and answer a press while the client still waits.
DELETABLE = timedelta(hours=48)
ANSWERABLE = timedelta(minutes=15)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def edit_message_text(people: People, given: Parameters) -> Any:
    text = check_text(given.formatted("text"), too_long="MESSAGE_TOO_LONG")
    message = _own_message(people, given, "edit")
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(people, given, message, text.as_fields())


def edit_message_caption(people: People, given: Parameters) -> Any:
    caption = caption_of(given)
    message = _own_message(people, given, "edit")
    if not {"document", "photo"} & message.content.keys():
        raise bad_request("there is no caption in the message to edit")
    kept = {name: message.content[name] for name in ("document", "photo") if name in message.content}
    return _edit(people, given, message, {**kept, **caption})


def edit_message_media(people: People, given: Parameters) -> Any:
    media = given.json("media", {})
    kind = media.get("type")
    if kind not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: media type must be photo or document here")
    caption = caption_of(Parameters(media, given.files))
    message = _own_message(people, given, "edit")
    stored = file_of(people, given, media.get("media", "attach://media"), f"{kind}s")
    shown = stored.as_photo() if kind == "photo" else stored.as_document()
    return _edit(people, given, message, {kind: shown, **caption})


def edit_message_reply_markup(people: People, given: Parameters) -> Any:
    message = _own_message(people, given, "edit")
    return _edit(people, given, message, message.content)


def delete_message(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    leads = chat.members.get(people.bot.id) is Member.ADMINISTRATOR
    if not (message.sender == people.bot or chat.is_private or leads):
        raise bad_request("message can't be deleted")
    if people.clock() - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    people.remove_message(message)
    return True


def delete_messages(people: People, given: Parameters) -> Any:
    """Those that cannot be found are passed over."""
    chat = people.chat_of_bot(given.text("chat_id"))
    for number in given.json("message_ids", []):
        if number in chat.messages:
            delete_message(people, Parameters({**given.given, "message_id": number}, {}))
    return True


def set_message_reaction(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    emoji = tuple(str(one.get("emoji")) for one in given.json("reaction", []))
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not set(emoji) <= set(ReactionEmoji):
        raise bad_request("REACTION_INVALID")
    people.change_message(message, reactions={**message.reactions, people.bot.id: emoji})
    return True


def stop_poll(people: People, given: Parameters) -> Any:
    message = _own_message(people, given, "poll")
    poll = people.polls.get(message.content.get("poll", {}).get("id", ""))
    if poll is None:
        raise bad_request("message with poll to stop not found")
    if poll.closed:
        raise bad_request("poll has already been closed")
    poll.closed = True
    people.change_message(message, keyboard=keyboard_of(given))
    people.refresh_poll(poll)
    return poll.to_wire()


def _own_message(people: People, given: Parameters, purpose: str) -> Message:
    if given.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = people.chat_of_bot(given.text("chat_id"))
    if not given.has("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(given.integer("message_id"))
    if message is None:
        wanted = "message with poll to stop" if purpose == "poll" else "message to edit"
        raise bad_request(f"{wanted} not found")
    if message.sender != people.bot:
        raise bad_request("message can't be edited")
    return message


def _edit(people: People, given: Parameters, message: Message, content: Mapping[str, Any]) -> Any:
    keyboard = keyboard_of(given)
    kept = {name: message.content[name] for name in ("quote", "has_protected_content") if name in message.content}
    content = {**content, **kept}
    if _same(message, content, keyboard):
        raise bad_request(NOT_MODIFIED)
    changed = people.change_message(message, content=content, keyboard=keyboard, edited=people.clock())
    return people.message_to_wire(changed)


def _same(message: Message, content: Mapping[str, Any], keyboard: Keyboard) -> bool:
    return dict(message.content) == dict(content) and message.keyboard == keyboard


def answer_callback_query(people: People, given: Parameters) -> Any:
    press = people.presses.get(given.text("callback_query_id"))
    if press is None or people.clock() - press.when > ANSWERABLE:
        raise bad_request(QUERY_TOO_OLD)
    if units(given.text("text")) > CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered, press.text, press.alert = True, given.text("text"), given.flag("show_alert")
    people.tell(Event(Happening.ANSWERED, people.chats[press.chat_id], press=press))
    return True


def leave_chat(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[people.bot.id] = Member.LEFT
    people.tell(Event(Happening.CHAT, chat))
    return True
