"""Who is heard, and who is asked to slow down."""

from bot.chat.budgets import PERSON_BURST
from bot.playground.chats import Person
from tests.playing import Playing

WORD = "Pelan-pelan"


async def flood(playing: Playing, person: Person, times: int) -> list[str]:
    for _ in range(times):
        playing.api.say(person, person, "halo")
    return await playing.hears()


async def test_a_flood_is_met_with_one_friendly_word_and_no_more(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/start")
    said = await flood(playing, rani, PERSON_BURST + 50)
    assert sum(WORD in each for each in said) == 1
    assert len(said) < PERSON_BURST + 20
    assert playing.tumen.figures.of("updates", "too_many") > 40


async def test_after_a_moment_everything_is_heard_again(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/start")
    await flood(playing, rani, PERSON_BURST + 50)
    playing.clock.pass_by(seconds=30)
    assert WORD not in (await playing.says(rani, "halo"))[0]


async def test_one_persons_flood_is_nobody_elses_trouble(playing: Playing) -> None:
    rani, sam = playing.person("Rani"), playing.person("Sam")
    for person in (rani, sam):
        await playing.says(person, "/start")
    await flood(playing, rani, PERSON_BURST + 50)
    assert WORD not in (await playing.says(sam, "halo"))[0]
