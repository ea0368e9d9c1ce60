"""What a bot may ask of Telegram: one function for each method of the Bot API."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from telegram.constants import ChatAction, ReactionEmoji

from bot.playground.chats import PRESENT, Chat, Event, Happening, Keyboard, Member, Message
from bot.playground.limits import (
    CALLBACK_ANSWER,
    PHOTO,
    check_caption,
    check_commands,
    check_keyboard,
    check_size,
    check_text,
)
from bot.playground.parameters import Parameters, Upload
from bot.playground.people import People
from bot.playground.polls import read_poll
from bot.playground.refusals import bad_request, conflict
from bot.playground.utf16 import units
from bot.playground.world import Profile, Webhook

Method = Callable[[People, Parameters], Any]

# A bot may delete what is not older than this, and answer a press while the client still waits.
DELETABLE = timedelta(hours=48)
ANSWERABLE = timedelta(minutes=15)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


# Updates


def get_updates(people: People, given: Parameters) -> Any:
    if people.webhook:
        raise conflict(WEBHOOK_ACTIVE)
    if given.has("allowed_updates"):
        people.updates.allow(given.json("allowed_updates"))
    return people.updates.take(given.integer("offset"), given.integer("limit", 100))


def set_webhook(people: People, given: Parameters) -> Any:
    url = given.text("url")
    if not url:
        return delete_webhook(people, given)
    if not url.startswith("https://") and not url.startswith(("http://127.0.0.1", "http://localhost")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if given.has("allowed_updates"):
        people.updates.allow(given.json("allowed_updates"))
    if given.flag("drop_pending_updates"):
        people.updates.forget()
    people.webhook = Webhook(url, given.text("secret_token"), given.integer("max_connections", 40))
    people.updates.interrupt()
    return True


def delete_webhook(people: People, given: Parameters) -> Any:
    if given.flag("drop_pending_updates"):
        people.updates.forget()
    people.webhook = None
    return True


def get_webhook_info(people: People, _given: Parameters) -> Any:
    hook = people.webhook
    waiting = {"has_custom_certificate": False, "pending_update_count": len(people.updates)}
    if hook is None:
        return {"url": "", **waiting}
    when = {"last_error_date": int(hook.last_error_date.timestamp())} if hook.last_error_date else {}
    trouble = {**when, "last_error_message": hook.last_error} if hook.last_error else {}
    return {"url": hook.url, **waiting, "max_connections": hook.connections, **trouble}


# Who the bot is


def get_me(people: People, _given: Parameters) -> Any:
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return {**people.bot.to_wire(), **abilities, "can_connect_to_business": False, "has_main_web_app": False}


def set_my_commands(people: People, given: Parameters) -> Any:
    commands = check_commands(given.json("commands", []))
    people.menus.put(given.json("scope", {}), given.text("language_code"), commands)
    people.tell(Event(Happening.MENU))
    return True


def get_my_commands(people: People, given: Parameters) -> Any:
    return people.menus.get(given.json("scope", {}), given.text("language_code"))


def delete_my_commands(people: People, given: Parameters) -> Any:
    people.menus.remove(given.json("scope", {}), given.text("language_code"))
    people.tell(Event(Happening.MENU))
    return True


def _profile_setter(part_of: str, most: int) -> Method:
    def set_it(people: People, given: Parameters) -> Any:
        if units(given.text(part_of)) > most:
            raise bad_request(f"bot {part_of.replace('_', ' ')} is too long")
        setattr(_profile(people, given), part_of, given.text(part_of))
        return True

    return set_it


def _profile_getter(part_of: str) -> Method:
    def get_it(people: People, given: Parameters) -> Any:
        said = getattr(_profile(people, given), part_of)
        return {part_of: said or (people.bot.first_name if part_of == "name" else "")}

    return get_it


def _profile(people: People, given: Parameters) -> Profile:
    return people.profiles.setdefault(given.text("language_code"), Profile())


# Sending


def send_message(people: People, given: Parameters) -> Any:
    text = check_text(given.formatted("text"))
    return _send(people, given, text.as_fields())


def send_document(people: People, given: Parameters) -> Any:
    caption = _caption(given)
    stored = _file(people, given, given.given.get("document") or "attach://document", "documents")
    return _send(people, given, {"document": stored.as_document(), **caption})


def send_photo(people: People, given: Parameters) -> Any:
    caption = _caption(given)
    stored = _file(people, given, given.given.get("photo") or "attach://photo", "photos")
    return _send(people, given, {"photo": stored.as_photo(), **caption})


def send_poll(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    poll = read_poll(given, str(10**15 + people.number()), chat.id, chat.last_id + 1, people.clock())
    people.polls[poll.id] = poll
    return _send(people, given, {"poll": poll.to_wire()})


def stop_poll(people: People, given: Parameters) -> Any:
    message = _own_message(people, given, "poll")
    poll = people.polls.get(message.content.get("poll", {}).get("id", ""))
    if poll is None:
        raise bad_request("message with poll to stop not found")
    if poll.closed:
        raise bad_request("poll has already been closed")
    poll.closed = True
    people.change_message(message, keyboard=_keyboard(given))
    people.refresh_poll(poll)
    return poll.to_wire()


def send_chat_action(people: People, given: Parameters) -> Any:
    if given.text("action") not in set(ChatAction):
        raise bad_request("wrong parameter action in request")
    chat = people.chat_of_bot(given.text("chat_id"))
    people.tell(Event(Happening.ACTION, chat, action=given.text("action")))
    return True


def _send(people: People, given: Parameters, content: Mapping[str, Any]) -> Any:
    markup = given.json("reply_markup", {})
    keyboard = _keyboard(given)
    chat = people.chat_of_bot(given.text("chat_id"))
    reply_to, quote = _reply(chat, given)
    protected = {"has_protected_content": True} if given.flag("protect_content") else {}
    message = people.put_message(chat, people.bot, {**content, **quote, **protected}, keyboard, reply_to)
    if markup and "inline_keyboard" not in markup:
        chat.panel = {} if "remove_keyboard" in markup else {**markup, "message_id": message.id}
        people.tell(Event(Happening.PANEL, chat))
    return people.message_to_wire(message)


def _keyboard(given: Parameters) -> Keyboard:
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


def _caption(given: Parameters) -> dict[str, Any]:
    caption = check_caption(given.formatted("caption", entities="caption_entities"))
    return caption.as_fields("caption", "caption_entities")


def _file(people: People, given: Parameters, named: Any, folder: str) -> Any:
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


# Changing what was sent


def edit_message_text(people: People, given: Parameters) -> Any:
    text = check_text(given.formatted("text"), too_long="MESSAGE_TOO_LONG")
    message = _own_message(people, given, "edit")
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(people, given, message, text.as_fields())


def edit_message_caption(people: People, given: Parameters) -> Any:
    caption = _caption(given)
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
    caption = _caption(Parameters(media, given.files))
    message = _own_message(people, given, "edit")
    stored = _file(people, given, media.get("media", "attach://media"), f"{kind}s")
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
    keyboard = _keyboard(given)
    kept = {name: message.content[name] for name in ("quote", "has_protected_content") if name in message.content}
    content = {**content, **kept}
    if _same(message, content, keyboard):
        raise bad_request(NOT_MODIFIED)
    changed = people.change_message(message, content=content, keyboard=keyboard, edited=people.clock())
    return people.message_to_wire(changed)


def _same(message: Message, content: Mapping[str, Any], keyboard: Keyboard) -> bool:
    return dict(message.content) == dict(content) and message.keyboard == keyboard


# Answering a press


def answer_callback_query(people: People, given: Parameters) -> Any:
    press = people.presses.get(given.text("callback_query_id"))
    if press is None or people.clock() - press.when > ANSWERABLE:
        raise bad_request(QUERY_TOO_OLD)
    if units(given.text("text")) > CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered, press.text, press.alert = True, given.text("text"), given.flag("show_alert")
    people.tell(Event(Happening.ANSWERED, people.chats[press.chat_id], press=press))
    return True


# Files and chats


def get_file(people: People, given: Parameters) -> Any:
    return people.files.describe(given.text("file_id"))


def get_chat(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    return {**chat.to_wire(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _no_gifts()}


def _no_gifts() -> dict[str, bool]:
    kinds = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return dict.fromkeys(kinds, False)


def get_chat_member(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    number = given.integer("user_id")
    person = people.bot if number == people.bot.id else people.people.get(number)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return people.member_to_wire(chat.members.get(number, Member.LEFT), person)


def get_chat_administrators(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    leaders = [n for n, status in chat.members.items() if status in (Member.OWNER, Member.ADMINISTRATOR)]
    return [people.member_to_wire(chat.members[n], people.people.get(n)) for n in leaders]


def get_chat_member_count(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    return sum(status in PRESENT for status in chat.members.values())


def leave_chat(people: People, given: Parameters) -> Any:
    chat = people.chat_of_bot(given.text("chat_id"))
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[people.bot.id] = Member.LEFT
    people.tell(Event(Happening.CHAT, chat))
    return True


def say_yes(_people: People, _given: Parameters) -> Any:
    return True


METHODS: Mapping[str, Method] = {
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "getme": get_me,
    "logout": say_yes,
    "close": say_yes,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    # The lengths are those of https://core.telegram.org/bots/api#setmyname and its neighbours.
    "setmyname": _profile_setter("name", 64),
    "setmydescription": _profile_setter("description", 512),
    "setmyshortdescription": _profile_setter("short_description", 120),
    "getmyname": _profile_getter("name"),
    "getmydescription": _profile_getter("description"),
    "getmyshortdescription": _profile_getter("short_description"),
    "sendmessage": send_message,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "sendpoll": send_poll,
    "stoppoll": stop_poll,
    "sendchataction": send_chat_action,
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagemedia": edit_message_media,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "setmessagereaction": set_message_reaction,
    "answercallbackquery": answer_callback_query,
    "getfile": get_file,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
}


def uploads(files: Mapping[str, bytes | Upload]) -> dict[str, Upload]:
    """Files as they came along with a call; bare bytes get the name of their parameter."""
    return {name: file if isinstance(file, Upload) else Upload(name, file) for name, file in files.items()}
