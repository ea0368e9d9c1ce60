"""What a bot asks about: chats, who is in them, and files."""

from typing import Any

from bot.playground.chats import PRESENT, Member
from bot.playground.parameters import Parameters
from bot.playground.people import People
from bot.playground.refusals import bad_request


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
