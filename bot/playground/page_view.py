"""What one person sees of the chats, as the page wants it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bot.playground.bot_api import BotApi
from bot.playground.cast import JOKO
from bot.playground.chats import Button, Chat, ChatKind, Member, Message, Person
from bot.playground.polls import Poll
from bot.playground.world import Profile

BUTTON_KINDS = {"callback_data": "press", "url": "link", "copy_text": "copy"}
SERVICE = {
    "new_chat_members": "joined",
    "left_chat_member": "left",
    "migrate_to_chat_id": "migrated",
    "migrate_from_chat_id": "migrated",
}


def everything(api: BotApi, person: Person) -> dict[str, Any]:
    """All that `person` sees, to begin with."""
    api.open_private(person)
    return {
        "me": person_view(person),
        "people": [person_view(other) for other in api.people.values()],
        "bot": bot_view(api, person),
        "chats": [chat_view(api, person, chat) for chat in chats_of(api, person)],
    }


def chats_of(api: BotApi, person: Person) -> list[Chat]:
    """The bot's own chat first, then the groups."""
    found = [chat for chat in api.chats.values() if chat.has(person) and not chat.moved_to]
    return sorted(found, key=lambda chat: not chat.is_private)


def person_view(person: Person) -> dict[str, Any]:
    role = "teacher" if person.id == JOKO else "learner"
    return {"id": person.id, "name": person.name, "language": (person.language_code or "en")[:2], "role": role}


def bot_view(api: BotApi, person: Person) -> dict[str, str]:
    """The bot's name and description in the person's language."""
    here, usual = (api.profiles.get(language, Profile()) for language in (person.language_code or "", ""))
    return {
        "id": str(api.bot.id),
        "name": here.name or usual.name or api.bot.first_name,
        "username": api.bot.username or "",
        "description": here.description or usual.description,
        "about": here.short_description or usual.short_description,
    }


def chat_view(api: BotApi, person: Person, chat: Chat) -> dict[str, Any]:
    return {
        "id": chat.id,
        "private": chat.is_private,
        "title": bot_view(api, person)["name"] if chat.is_private else chat.title,
        "members": [api.people[number].name for number in chat.members if number in api.people],
        "bot_is": chat.members.get(api.bot.id, Member.LEFT).value,
        "supergroup": chat.kind is ChatKind.SUPERGROUP,
        "commands": api.menus.seen_by(person, chat),
        "panel": dict(chat.panel),
        "messages": [message_view(api, person, message) for message in chat.messages.values()],
    }


def message_view(api: BotApi, person: Person, message: Message) -> dict[str, Any]:
    content = message.content
    view: dict[str, Any] = {
        "id": message.id,
        "chat": message.chat_id,
        "from": {"id": message.sender.id, "name": message.sender.name, "bot": message.sender.is_bot},
        "mine": message.sender == person,
        "date": message.date.timestamp(),
        "edited": message.edited is not None and "text" in content and not message.sender.is_bot,
        "text": content.get("text") or content.get("caption") or "",
        "entities": content.get("entities") or content.get("caption_entities") or [],
        "buttons": [[_button(button) for button in row] for row in message.keyboard],
        "reactions": Counter(emoji for chosen in message.reactions.values() for emoji in chosen),
        "reply": _reply(api, message),
        **_service(content),
    }
    if "poll" in content:
        view["poll"] = poll_view(api.polls.get(content["poll"]["id"]), content["poll"], person)
    return view | _attachments(content)


def _service(content: Mapping[str, Any]) -> dict[str, str]:
    """Who came, who went: what stands between the messages."""
    field = next((field for field in SERVICE if field in content), "")
    if not field:
        return {"service": ""}
    who = content[field] if isinstance(content[field], list) else [content[field]]
    names = [one["first_name"] for one in who if isinstance(one, dict)]
    return {"service": SERVICE[field], "who": ", ".join(names)}


def _button(button: Button) -> dict[str, str]:
    use = next((use for use in BUTTON_KINDS if use in button), "")
    value = button.get(use, "")
    value = value["text"] if use == "copy_text" else value
    return {
        "text": button["text"],
        "kind": BUTTON_KINDS.get(use, ""),
        "value": value,
        "style": button.get("style", ""),
    }


def _reply(api: BotApi, message: Message) -> dict[str, Any] | None:
    answered = api.chats[message.chat_id].messages.get(message.reply_to or 0)
    if answered is None:
        return None
    quote = message.content.get("quote", {}).get("text", "")
    return {"id": answered.id, "name": answered.sender.name, "text": quote or answered.text}


def _attachments(content: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "document" in content:
        document = content["document"]
        found["document"] = {"name": document["file_name"], "size": document["file_size"], "id": document["file_id"]}
    if "photo" in content:
        photo = content["photo"][-1]
        found["photo"] = {"id": photo["file_id"], "width": photo["width"], "height": photo["height"]}
    if "sticker" in content:
        found["sticker"] = content["sticker"].get("emoji", "")
    if "voice" in content:
        found["voice"] = content["voice"]["duration"]
    return found


def poll_view(poll: Poll | None, shown: Any, person: Person) -> dict[str, Any]:
    """A poll as `person` may see it: votes and key only after their own vote, or when it is over."""
    chosen = poll.votes.get(person.id, ()) if poll else ()
    closed = shown["is_closed"]
    results = closed or (bool(chosen) and not (poll and poll.hidden))
    right = shown.get("correct_option_ids", []) if results else []
    return {
        "question": shown["question"],
        "question_entities": shown.get("question_entities", []),
        "description": shown.get("description", ""),
        "description_entities": shown.get("description_entities", []),
        "quiz": shown["type"] == "quiz",
        "several": shown["allows_multiple_answers"],
        "anonymous": shown["is_anonymous"],
        "closed": closed,
        "voted": bool(chosen),
        "results": results,
        "total": shown["total_voter_count"],
        "closes": shown.get("close_date"),
        "explanation": shown.get("explanation", "") if results else "",
        "explanation_entities": shown.get("explanation_entities", []) if results else [],
        "options": [
            {
                "text": option["text"],
                "entities": option.get("text_entities", []),
                "votes": option["voter_count"] if results else None,
                "chosen": number in chosen,
                "right": number in right,
            }
            for number, option in enumerate(shown["options"])
        ],
    }
