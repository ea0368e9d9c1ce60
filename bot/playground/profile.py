"""What a bot is and says about itself: its name, its descriptions, its command menus."""

from collections.abc import Callable
from typing import Any

from bot.playground.chats import Event, Happening
from bot.playground.limits import (
    check_commands,
)
from bot.playground.parameters import Parameters
from bot.playground.people import People
from bot.playground.refusals import bad_request
from bot.playground.utf16 import units
from bot.playground.world import Profile


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


def profile_setter(part_of: str, most: int) -> Callable[[People, Parameters], Any]:
    def set_it(people: People, given: Parameters) -> Any:
        if units(given.text(part_of)) > most:
            raise bad_request(f"bot {part_of.replace('_', ' ')} is too long")
        setattr(_profile(people, given), part_of, given.text(part_of))
        return True

    return set_it


def profile_getter(part_of: str) -> Callable[[People, Parameters], Any]:
    def get_it(people: People, given: Parameters) -> Any:
        said = getattr(_profile(people, given), part_of)
        return {part_of: said or (people.bot.first_name if part_of == "name" else "")}

    return get_it


def _profile(people: People, given: Parameters) -> Profile:
    return people.profiles.setdefault(given.text("language_code"), Profile())
