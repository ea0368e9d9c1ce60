"""The command menus of a bot, by scope and language, and what it says about itself."""

import json
from collections.abc import Mapping
from typing import Any

from bot.playground.chats import Chat, Member, Person
from bot.playground.refusals import bad_request

SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
Commands = list[dict[str, str]]


class Menus:
    """What setMyCommands laid down."""

    def __init__(self) -> None:
        self._menus: dict[tuple[str, str], Commands] = {}

    def put(self, scope: Mapping[str, Any], language: str, commands: Commands) -> None:
        self._menus[_key(scope), language] = commands

    def get(self, scope: Mapping[str, Any], language: str) -> Commands:
        return self._menus.get((_key(scope), language), [])

    def remove(self, scope: Mapping[str, Any], language: str) -> None:
        self._menus.pop((_key(scope), language), None)

    def seen_by(self, person: Person, chat: Chat) -> Commands:
        """The nearest menu there is: scope before language, as Telegram's clients look for it."""
        for scope in _scopes_for(person, chat):
            for language in (person.language_code or "", ""):
                if commands := self._menus.get((_key(scope), language)):
                    return commands
        return []


def _key(scope: Mapping[str, Any]) -> str:
    kind = scope.get("type", "default")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return json.dumps([kind, *(int(scope.get(name, 0)) for name in SCOPES[kind])])


def _scopes_for(person: Person, chat: Chat) -> list[Mapping[str, Any]]:
    here = {"chat_id": chat.id}
    if chat.is_private:
        return [{"type": "chat", **here}, {"type": "all_private_chats"}, {"type": "default"}]
    leads = chat.members.get(person.id) in (Member.OWNER, Member.ADMINISTRATOR)
    nearest: list[Mapping[str, Any]] = [{"type": "chat_member", **here, "user_id": person.id}]
    of_chat: list[Mapping[str, Any]] = [{"type": "chat_administrators", **here}] if leads else []
    of_all: list[Mapping[str, Any]] = [{"type": "all_chat_administrators"}] if leads else []
    return [*nearest, *of_chat, {"type": "chat", **here}, *of_all, {"type": "all_group_chats"}, {"type": "default"}]
