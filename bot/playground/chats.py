"""Who is there, where they talk, and what was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from bot.playground.utf16 import part

Button = Mapping[str, Any]
Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; the bot has one too."""

    id: int
    first_name: str
    language_code: str | None = None
    last_name: str | None = None
    username: str | None = None
    is_bot: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def to_wire(self) -> dict[str, Any]:
        known = {name: getattr(self, name) for name in ("last_name", "username", "language_code")}
        return {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            **{name: value for name, value in known.items() if value},
        }


class ChatKind(Enum):
    """The kinds of chat a bot of ours meets."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class Member(Enum):
    """What somebody is in a chat."""

    OWNER = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


PRESENT = (Member.OWNER, Member.ADMINISTRATOR, Member.MEMBER)


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands; an edit puts another in its place. `content` is as the wire has it."""

    id: int
    chat_id: int
    sender: Person
    date: datetime
    content: Mapping[str, Any]
    keyboard: Keyboard = ()
    reply_to: int | None = None
    edited: datetime | None = None
    reactions: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words of it: text, caption or the question of a poll."""
        poll = self.content.get("poll", {})
        return str(self.content.get("text") or self.content.get("caption") or poll.get("question", ""))

    @property
    def buttons(self) -> list[str]:
        """What stands on the buttons, row by row."""
        return [button["text"] for row in self.keyboard for button in row]

    def button(self, label: str) -> Button | None:
        """The button that says `label`, else the one that carries it as data."""
        all_of_them = [button for row in self.keyboard for button in row]
        for name in ("text", "callback_data"):
            for button in all_of_them:
                if button.get(name) == label:
                    return button
        return None

    def stretches(self, kind: str) -> list[str]:
        """The parts of the words that are marked as `kind`: bold, spoiler, …"""
        entities = [*self.content.get("entities", []), *self.content.get("caption_entities", [])]
        return [part(self.text, e["offset"], e["length"]) for e in entities if e["type"] == kind]


@dataclass(slots=True)
class Chat:
    """A private chat, whose id is the person's own, or a group."""

    id: int
    kind: ChatKind
    title: str
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    person: Person | None = None  # PRIVATE: who talks with the bot
    moved_to: int | None = None  # a group that became a supergroup
    last_id: int = 0
    panel: Mapping[str, Any] = field(default_factory=dict)  # the keyboard below the chat, or a reply asked for

    @property
    def is_private(self) -> bool:
        return self.kind is ChatKind.PRIVATE

    def has(self, person: Person) -> bool:
        return self.members.get(person.id) in PRESENT

    def to_wire(self) -> dict[str, Any]:
        about = {"id": self.id, "type": self.kind.value}
        if self.person is None:
            return {**about, "title": self.title}
        names = {"first_name", "last_name", "username"}
        return {**about, **{name: value for name, value in self.person.to_wire().items() if name in names}}


@dataclass(slots=True)
class Press:
    """A button that somebody pressed, and what the bot answered."""

    id: str
    person: Person
    chat_id: int
    message_id: int
    data: str
    when: datetime
    answered: bool = False
    text: str = ""
    alert: bool = False


class Happening(Enum):
    """What a live page wants to know."""

    SAID = "said"
    EDITED = "edited"
    DELETED = "deleted"
    ACTION = "action"
    ANSWERED = "answered"
    PANEL = "panel"
    MENU = "menu"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that just happened in a chat."""

    kind: Happening
    chat: Chat | None = None
    message: Message | None = None
    press: Press | None = None
    action: str = ""
