"""Who is there when somebody tries the bot: two learners, a teacher, and their class."""

from dataclasses import dataclass

from bot.playground.bot_api import BotApi
from bot.playground.chats import Chat, Person
from bot.playground.world import FIRST_PERSON

# Fixed, so that a setting may name the teacher before anybody is there.
RANI, SAM, JOKO = FIRST_PERSON, FIRST_PERSON + 1, FIRST_PERSON + 2


@dataclass(frozen=True, slots=True)
class Cast:
    """The people on stage."""

    rani: Person
    sam: Person
    joko: Person
    group: Chat


def populate(api: BotApi) -> Cast:
    """Bring everybody in, and the bot into their group."""
    rani = api.add_person("Rani", "id", username="rani", person_id=RANI)
    sam = api.add_person("Sam", "en", username="sam", person_id=SAM)
    joko = api.add_person("Pak Joko", "id", username="pak_joko", person_id=JOKO)
    group = api.add_group("Kelas 7B", joko, rani, sam)
    api.add_bot(group, joko)
    return Cast(rani, sam, joko, group)
