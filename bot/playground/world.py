"""Everything that is there: people, chats, files, and the updates that the bot has yet to hear."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot.playground.chats import Chat, ChatKind, Event, Happening, Keyboard, Member, Message, Person, Press
from bot.playground.files import Files
from bot.playground.menus import Menus
from bot.playground.polls import Poll
from bot.playground.refusals import bad_request, forbidden
from bot.playground.updates import Updates

# Beyond 32 bits, as real ids are: who stores them too small finds out here.
FIRST_PERSON = 7_000_000_001
FIRST_GROUP, FIRST_SUPERGROUP = -4_100_000_001, -1_002_000_000_001
BOT_ID = 5_000_000_001

Clock = Callable[[], datetime]
Listener = Callable[[Event], None]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Webhook:
    """Where updates are posted to instead of being fetched."""

    url: str
    secret: str = ""
    connections: int = 40
    last_error: str = ""
    last_error_date: datetime | None = None


@dataclass(slots=True)
class Profile:
    """What the bot says about itself in one language."""

    name: str = ""
    description: str = ""
    short_description: str = ""


@dataclass(slots=True)
class World:
    """The state of a server that knows one bot."""

    clock: Clock = _now
    token: str = f"{BOT_ID}:playground"
    bot: Person = field(default_factory=lambda: Person(BOT_ID, "Tumen", username="tumen_bot", is_bot=True))
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    menus: Menus = field(default_factory=Menus)
    profiles: dict[str, Profile] = field(default_factory=dict)
    polls: dict[str, Poll] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    updates: Updates = field(init=False)
    webhook: Webhook | None = None
    _listeners: list[Listener] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        # Counted from the time of day one: who remembers update ids meets no old one after a restart.
        self.updates = Updates(int(self.clock().timestamp()))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` whatever happens, until the function that comes back is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, event: Event) -> None:
        for listener in tuple(self._listeners):
            listener(event)

    def number(self) -> int:
        return int(next(self._numbers))

    # Finding

    def chat_of_bot(self, chat_id: str) -> Chat:
        """The chat that the bot may write to, or why it may not."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        number = int(chat_id) if chat_id.lstrip("-").isdecimal() else 0
        chat = self.chats.get(number)
        if chat is None:
            known = number in self.people
            raise forbidden("bot can't initiate conversation with a user") if known else bad_request("chat not found")
        if chat.moved_to:
            reason = "group chat was upgraded to a supergroup chat"
            raise bad_request(reason, migrate_to_chat_id=chat.moved_to)
        if not chat.has(self.bot):
            raise forbidden(self._why_not_there(chat))
        return chat

    def _why_not_there(self, chat: Chat) -> str:
        if chat.is_private:
            return "bot was blocked by the user"
        kicked = chat.members.get(self.bot.id) is Member.KICKED
        return f"bot {'was kicked from' if kicked else 'is not a member of'} the {chat.kind.value} chat"

    def message(self, message: Message) -> Message:
        """`message` as it stands now; as it was last seen, if it is gone."""
        return self.chats[message.chat_id].messages.get(message.id, message)

    # Changing

    def open_private(self, person: Person) -> Chat:
        """The chat of `person` with the bot; it begins when the person first comes."""
        if person.id not in self.chats:
            both = {person.id: Member.MEMBER, self.bot.id: Member.MEMBER}
            self.chats[person.id] = Chat(person.id, ChatKind.PRIVATE, person.name, both, person=person)
        return self.chats[person.id]

    def open_group(self, kind: ChatKind, title: str, members: Mapping[int, Member]) -> Chat:
        number = self.number()
        chat_id = (FIRST_SUPERGROUP if kind is ChatKind.SUPERGROUP else FIRST_GROUP) - number
        self.chats[chat_id] = Chat(chat_id, kind, title, dict(members))
        return self.chats[chat_id]

    def put_message(
        self,
        chat: Chat,
        sender: Person,
        content: Mapping[str, Any],
        keyboard: Keyboard = (),
        reply_to: int | None = None,
    ) -> Message:
        chat.last_id += 1
        message = Message(chat.last_id, chat.id, sender, self.clock(), content, keyboard, reply_to)
        chat.messages[message.id] = message
        self.tell(Event(Happening.SAID, chat, message))
        return message

    def change_message(self, message: Message, **changes: Any) -> Message:
        changed = replace(message, **changes)
        chat = self.chats[message.chat_id]
        chat.messages[message.id] = changed
        self.tell(Event(Happening.EDITED, chat, changed))
        return changed

    def remove_message(self, message: Message) -> None:
        chat = self.chats[message.chat_id]
        chat.messages.pop(message.id, None)
        self.tell(Event(Happening.DELETED, chat, message))

    def refresh_poll(self, poll: Poll) -> None:
        """A vote or the end shows in the message, and the bot hears of it."""
        message = self.chats[poll.chat_id].messages.get(poll.message_id)
        if message:
            self.change_message(message, content={**message.content, "poll": poll.to_wire()})
        self.updates.add("poll", poll.to_wire())

    def close_polls(self) -> None:
        """End the polls whose time is over."""
        now = self.clock()
        for poll in self.polls.values():
            if poll.closes and not poll.closed and poll.closes <= now:
                poll.closed = True
                self.refresh_poll(poll)

    # As the wire has it

    def message_to_wire(self, message: Message, with_reply: bool = True) -> dict[str, Any]:
        chat = self.chats[message.chat_id]
        wire: dict[str, Any] = {
            "message_id": message.id,
            "from": message.sender.to_wire(),
            "chat": chat.to_wire(),
            "date": int(message.date.timestamp()),
        }
        if message.edited:
            wire["edit_date"] = int(message.edited.timestamp())
        if with_reply and message.reply_to in chat.messages:
            wire["reply_to_message"] = self.message_to_wire(chat.messages[message.reply_to], with_reply=False)
        wire.update(message.content)
        if message.keyboard:
            wire["reply_markup"] = {"inline_keyboard": [list(row) for row in message.keyboard]}
        return wire
