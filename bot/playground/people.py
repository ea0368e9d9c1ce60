"""What people do: they write, press buttons, send files, vote, block the bot, gather in groups."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from mimetypes import guess_type
from typing import Any

from bot.errors import TumenError
from bot.playground.chats import Chat, ChatKind, Event, Happening, Member, Message, Person, Press
from bot.playground.formatting import put_right
from bot.playground.limits import check_text
from bot.playground.parameters import Upload
from bot.playground.polls import Poll
from bot.playground.refusals import bad_request
from bot.playground.world import FIRST_PERSON, World

Place = Chat | Person | int
# What a deep link may carry: https://core.telegram.org/bots/features#deep-linking
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class NoSuchButton(TumenError):
    """A button that nobody can press: the message does not show it."""

    def __init__(self, label: str, shown: Sequence[str]) -> None:
        super().__init__(f"no button {label!r}; there are {list(shown)}")
        self.label = label


class NothingSaid(TumenError):
    """A chat in which the bot has not said anything yet."""

    def __init__(self, chat_id: int) -> None:
        super().__init__(f"the bot has said nothing in chat {chat_id}")
        self.chat_id = chat_id


@dataclass(slots=True)
class People(World):
    """The people's side of the server."""

    # Who is there

    def add_person(
        self,
        first_name: str,
        language_code: str | None = "id",
        *,
        last_name: str | None = None,
        username: str | None = None,
        person_id: int | None = None,
    ) -> Person:
        number = person_id or FIRST_PERSON + len(self.people)
        self.people[number] = Person(number, first_name, language_code, last_name, username)
        return self.people[number]

    def chat(self, place: Place) -> Chat:
        """The chat meant: a person stands for the private chat with the bot."""
        if isinstance(place, Chat):
            return place
        number = place.id if isinstance(place, Person) else place
        return self.open_private(self.people[number]) if number in self.people else self.chats[number]

    def messages(self, place: Place) -> list[Message]:
        """What stands in a chat, oldest first."""
        return list(self.chat(place).messages.values())

    def last(self, place: Place) -> Message:
        """The bot's newest message in a chat."""
        said = [message for message in self.messages(place) if message.sender == self.bot]
        if not said:
            raise NothingSaid(self.chat(place).id)
        return said[-1]

    # Writing

    def start(self, person: Person, payload: str = "") -> Message:
        """Tap Start, or a deep link that carries `payload`; who had blocked the bot lets it in again."""
        if not PAYLOAD.fullmatch(payload):
            raise bad_request("START_PARAM_INVALID")
        self.unblock(person)
        return self.say(person, person, f"/start {payload}".rstrip())

    def say(self, person: Person, chat: Place, text: str, reply_to: Message | None = None) -> Message:
        content = check_text(put_right(text)).as_fields()
        return self.send(person, chat, content, reply_to)

    def edit(self, person: Person, message: Message, text: str) -> Message:
        content = check_text(put_right(text)).as_fields()
        kept = {name: value for name, value in message.content.items() if name not in ("text", "entities")}
        if message.sender != person:
            raise bad_request("MESSAGE_AUTHOR_REQUIRED")
        changed = self.change_message(self.message(message), content={**kept, **content}, edited=self.clock())
        self._tell_bot("edited_message", changed)
        return changed

    def erase(self, message: Message) -> None:
        """Delete for everybody: the bot hears nothing of it."""
        self.remove_message(message)

    def send(self, person: Person, chat: Place, content: Mapping[str, Any], reply_to: Message | None = None) -> Message:
        """Anything at all, as the wire has it: a location, a contact, a forwarded message …"""
        place = self.chat(chat)
        if place.is_private:
            self.unblock(person)
        message = self.put_message(place, person, content, reply_to=reply_to.id if reply_to else None)
        self._tell_bot("message", message)
        return message

    def send_document(self, person: Person, chat: Place, name: str, content: bytes, caption: str = "") -> Message:
        mime = guess_type(name)[0] or "application/octet-stream"
        stored = self.files.keep(Upload(name, content, mime))
        words = put_right(caption).as_fields("caption", "caption_entities")
        return self.send(person, chat, {"document": stored.as_document(), **words})

    def send_photo(self, person: Person, chat: Place, content: bytes, caption: str = "") -> Message:
        stored = self.files.keep(Upload("photo.jpg", content, "image/jpeg"), "photos")
        words = put_right(caption).as_fields("caption", "caption_entities")
        return self.send(person, chat, {"photo": stored.as_photo(), **words})

    def send_sticker(self, person: Person, chat: Place, emoji: str = "👍") -> Message:
        stored = self.files.keep(Upload("sticker.webp", b"RIFF", "image/webp"), "stickers")
        about = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self.send(person, chat, {"sticker": stored.to_wire(**about, emoji=emoji)})

    def send_voice(self, person: Person, chat: Place, seconds: int = 3) -> Message:
        stored = self.files.keep(Upload("voice.ogg", b"OggS", "audio/ogg"), "voice")
        return self.send(person, chat, {"voice": stored.to_wire(duration=seconds, mime_type="audio/ogg")})

    def forward_poll(self, person: Person, chat: Place, question: str, options: Sequence[str]) -> Message:
        """A poll of somebody else's, passed on."""
        texts = tuple(put_right(option) for option in options)
        poll = Poll(str(self.number()), 0, 0, put_right(question), texts, closed=True)
        when = int(self.clock().timestamp())
        origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": when}
        return self.send(person, chat, {"poll": poll.to_wire(), "forward_origin": origin})

    # Buttons and votes

    def press(self, person: Person, message: Message, label: str) -> Press:
        """Press the button that says `label` or carries it; one that an edit has just taken away still arrives."""
        shown = self.message(message)
        button = shown.button(label) or message.button(label)
        if button is None or "callback_data" not in button:
            raise NoSuchButton(label, shown.buttons)
        return self.send_callback(person, message, button["callback_data"])

    def send_callback(self, person: Person, message: Message, data: str) -> Press:
        """A press with data of any kind, also such as no button carries."""
        press = Press(str(self.number()), person, message.chat_id, message.id, data, self.clock())
        self.presses[press.id] = press
        about = {"id": press.id, "from": person.to_wire(), "chat_instance": str(message.chat_id), "data": data}
        self.updates.add("callback_query", {**about, "message": self._message_or_its_place(message)})
        return press

    def _message_or_its_place(self, message: Message) -> dict[str, Any]:
        chat = self.chats[message.chat_id]
        if message.id in chat.messages:
            return self.message_to_wire(chat.messages[message.id])
        return {"message_id": message.id, "chat": chat.to_wire(), "date": 0}

    def vote(self, person: Person, message: Message, options: Sequence[int]) -> None:
        """Vote in the poll of `message` for the options of these numbers."""
        self.close_polls()
        poll = self.polls.get(message.content.get("poll", {}).get("id", ""))
        if poll is None:
            raise bad_request("message with poll not found")
        poll.vote(person.id, options)
        self.refresh_poll(poll)
        if not poll.anonymous:
            self.updates.add("poll_answer", poll.answer_of(person.to_wire()))

    def react(self, person: Person, message: Message, *emoji: str) -> None:
        shown = self.message(message)
        before, after = shown.reactions.get(person.id, ()), emoji
        self.change_message(shown, reactions={**shown.reactions, person.id: after})
        chat = self.chats[message.chat_id]
        about = {"chat": chat.to_wire(), "message_id": message.id, "user": person.to_wire()}
        change = {"old_reaction": _reactions(before), "new_reaction": _reactions(after)}
        if chat.is_private or chat.members.get(self.bot.id) is Member.ADMINISTRATOR:
            self.updates.add("message_reaction", {**about, "date": int(self.clock().timestamp()), **change})

    # Blocking, and groups

    def block(self, person: Person) -> None:
        self._change_bot(self.chat(person), person, Member.KICKED)

    def unblock(self, person: Person) -> None:
        self._change_bot(self.chat(person), person, Member.MEMBER)

    def add_group(self, title: str, owner: Person, *members: Person, supergroup: bool = True) -> Chat:
        """A group without the bot, until somebody adds it."""
        kind = ChatKind.SUPERGROUP if supergroup else ChatKind.GROUP
        return self.open_group(kind, title, {**{m.id: Member.MEMBER for m in members}, owner.id: Member.OWNER})

    def add_bot(self, group: Chat, by: Person) -> None:
        self._change_bot(group, by, Member.MEMBER)
        self._service(group, by, {"new_chat_members": [self.bot.to_wire()]})

    def remove_bot(self, group: Chat, by: Person) -> None:
        self._change_bot(group, by, Member.KICKED)
        self.put_message(group, by, {"left_chat_member": self.bot.to_wire()})

    def promote_bot(self, group: Chat, by: Person) -> None:
        """As an administrator it hears everything that is said."""
        self._change_bot(group, by, Member.ADMINISTRATOR)

    def join(self, person: Person, group: Chat) -> None:
        group.members[person.id] = Member.MEMBER
        self._service(group, person, {"new_chat_members": [person.to_wire()]})

    def leave(self, person: Person, group: Chat) -> None:
        group.members[person.id] = Member.LEFT
        self._service(group, person, {"left_chat_member": person.to_wire()})

    def migrate(self, group: Chat, by: Person) -> Chat:
        """The group becomes a supergroup, with a new id."""
        larger = self.open_group(ChatKind.SUPERGROUP, group.title, group.members)
        self._service(group, by, {"migrate_to_chat_id": larger.id})
        group.moved_to = larger.id
        self._service(larger, by, {"migrate_from_chat_id": group.id})
        return larger

    def _service(self, chat: Chat, by: Person, content: Mapping[str, Any]) -> None:
        self._tell_bot("message", self.put_message(chat, by, content))
        self.tell(Event(Happening.CHAT, chat))

    def _change_bot(self, chat: Chat, by: Person, now: Member) -> None:
        before = chat.members.get(self.bot.id, Member.LEFT)
        if before is now:
            return
        chat.members[self.bot.id] = now
        about = {"chat": chat.to_wire(), "from": by.to_wire(), "date": int(self.clock().timestamp())}
        members = {"old_chat_member": self.member_to_wire(before), "new_chat_member": self.member_to_wire(now)}
        self.updates.add("my_chat_member", {**about, **members})
        self.tell(Event(Happening.CHAT, chat))

    def member_to_wire(self, status: Member, person: Person | None = None) -> dict[str, Any]:
        about: dict[str, Any] = {"status": status.value, "user": (person or self.bot).to_wire()}
        if status is Member.ADMINISTRATOR:
            about |= dict.fromkeys(ADMINISTRATOR_RIGHTS, True) | {"is_anonymous": False, "can_be_edited": False}
        if status is Member.OWNER:
            about["is_anonymous"] = False
        if status is Member.KICKED:
            about["until_date"] = 0
        return about

    # What the bot hears

    def _tell_bot(self, kind: str, message: Message) -> None:
        chat = self.chats[message.chat_id]
        if chat.has(self.bot) and (chat.is_private or self._is_meant(chat, message)):
            self.updates.add(kind, self.message_to_wire(message))

    def _is_meant(self, chat: Chat, message: Message) -> bool:
        """Privacy mode: unless it leads the group, a bot hears commands, replies to it, and who comes and goes."""
        if chat.members[self.bot.id] is Member.ADMINISTRATOR or any(key in message.content for key in SERVICE):
            return True
        answered = chat.messages.get(message.reply_to or 0)
        if answered and answered.sender == self.bot:
            return True
        commands = message.stretches("bot_command")
        return message.text.startswith("/") and bool(commands) and self._is_ours(commands[0])

    def _is_ours(self, command: str) -> bool:
        _, at, name = command.partition("@")
        return not at or name.lower() == (self.bot.username or "").lower()


SERVICE = ("new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id")
ADMINISTRATOR_RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
    *("can_delete_stories",),
)


def _reactions(emoji: Sequence[str]) -> list[dict[str, str]]:
    return [{"type": "emoji", "emoji": one} for one in emoji]
