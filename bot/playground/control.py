"""People and faults, driven from another process: one act, or a list of them, as JSON."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.bot_api import BotApi
from bot.playground.chats import Message, Person
from bot.playground.refusals import BotApiError, ConnectionDropped

Wish = Mapping[str, Any]


def perform(api: BotApi, wish: Wish) -> dict[str, Any]:
    """Do one act; `do` names it. What comes back are the ids of what was made."""
    return ACTS[wish["do"]](api, wish)


def describe_chat(api: BotApi, chat_id: int) -> dict[str, Any]:
    """What stands in a chat."""
    if chat_id not in api.chats:
        return {"messages": []}
    return {"messages": [_describe(message) for message in api.messages(chat_id)]}


def describe_calls(api: BotApi, method: str = "") -> dict[str, Any]:
    """What the bot has called, oldest first."""
    calls = [{"method": name, **given.given} for name, given in api.calls if method in ("", name)]
    return {"calls": calls, "pending": len(api.updates)}


def _describe(message: Message) -> dict[str, Any]:
    return {
        "message": message.id,
        "from": message.sender.id,
        "text": message.text,
        "buttons": message.buttons,
        "edited": message.edited is not None,
        "content": dict(message.content),
    }


def _person(api: BotApi, wish: Wish) -> Person:
    """Somebody who is not there yet comes in."""
    number = int(wish["person"])
    return api.people.get(number) or api.add_person(f"Person {number}", person_id=number)


def _chat(api: BotApi, wish: Wish) -> Person | int:
    return int(wish["chat"]) if "chat" in wish else _person(api, wish)


def _message(api: BotApi, wish: Wish) -> Message:
    """The message named, else the bot's newest."""
    chat = api.chat(_chat(api, wish))
    return chat.messages[int(wish["message"])] if "message" in wish else api.last(chat)


def _add_person(api: BotApi, wish: Wish) -> dict[str, Any]:
    person = api.add_person(wish["name"], wish.get("language", "id"), person_id=wish.get("person"))
    return {"person": person.id}


def _add_group(api: BotApi, wish: Wish) -> dict[str, Any]:
    owner, *members = [api.people[number] for number in wish["people"]]
    group = api.add_group(wish["title"], owner, *members, supergroup=wish.get("supergroup", True))
    api.add_bot(group, owner)
    return {"chat": group.id}


def _start(api: BotApi, wish: Wish) -> dict[str, Any]:
    return {"message": api.start(_person(api, wish), wish.get("payload", "")).id}


def _say(api: BotApi, wish: Wish) -> dict[str, Any]:
    chat = api.chat(_chat(api, wish))
    reply_to = chat.messages[wish["reply_to"]] if "reply_to" in wish else None
    return {"message": api.say(_person(api, wish), chat, wish["text"], reply_to).id}


def _edit(api: BotApi, wish: Wish) -> dict[str, Any]:
    return {"message": api.edit(_person(api, wish), _message(api, wish), wish["text"]).id}


def _press(api: BotApi, wish: Wish) -> dict[str, Any]:
    return {"press": api.press(_person(api, wish), _message(api, wish), wish["button"]).id}


def _callback(api: BotApi, wish: Wish) -> dict[str, Any]:
    return {"press": api.send_callback(_person(api, wish), _message(api, wish), wish["data"]).id}


def _vote(api: BotApi, wish: Wish) -> dict[str, Any]:
    api.vote(_person(api, wish), _message(api, wish), wish["options"])
    return {}


def _document(api: BotApi, wish: Wish) -> dict[str, Any]:
    content = b64decode(wish["content"])
    return {"message": api.send_document(_person(api, wish), _chat(api, wish), wish["name"], content).id}


def _sticker(api: BotApi, wish: Wish) -> dict[str, Any]:
    return {"message": api.send_sticker(_person(api, wish), _chat(api, wish)).id}


def _voice(api: BotApi, wish: Wish) -> dict[str, Any]:
    return {"message": api.send_voice(_person(api, wish), _chat(api, wish)).id}


def _block(api: BotApi, wish: Wish) -> dict[str, Any]:
    api.block(_person(api, wish))
    return {}


def _unblock(api: BotApi, wish: Wish) -> dict[str, Any]:
    api.unblock(_person(api, wish))
    return {}


def _fail(api: BotApi, wish: Wish) -> dict[str, Any]:
    parameters = {"retry_after": wish["retry_after"]} if "retry_after" in wish else {}
    refusal = BotApiError(wish["code"], wish["description"], parameters)
    api.fail_next(wish.get("method", ""), refusal, wish.get("times", 1))
    return {}


def _drop(api: BotApi, wish: Wish) -> dict[str, Any]:
    api.fail_next(wish.get("method", ""), ConnectionDropped(wish.get("after", False)), wish.get("times", 1))
    return {}


def _update(api: BotApi, wish: Wish) -> dict[str, Any]:
    api.updates.add_raw(wish["update"])
    return {}


def _delay(api: BotApi, wish: Wish) -> dict[str, Any]:
    api.latency = float(wish["seconds"])
    return {}


ACTS: Mapping[str, Callable[[BotApi, Wish], dict[str, Any]]] = {
    "person": _add_person,
    "group": _add_group,
    "start": _start,
    "say": _say,
    "edit": _edit,
    "press": _press,
    "callback": _callback,
    "vote": _vote,
    "document": _document,
    "sticker": _sticker,
    "voice": _voice,
    "block": _block,
    "unblock": _unblock,
    "fail": _fail,
    "drop": _drop,
    "update": _update,
    "delay": _delay,
}
