"""Who is heard, and who is asked to slow down."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.chat.budgets import FORGOTTEN, PERSON_BURST, Patience
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


class Moment(datetime):
    """A time that counts how often another is taken from it."""

    taken = 0

    def __sub__(self, other: Any) -> Any:
        Moment.taken += 1
        return super().__sub__(other)


def test_however_many_are_there_nobody_is_looked_for_at_every_message() -> None:
    patience, begun = Patience(), Moment(2026, 3, 2, 1, 0, tzinfo=UTC)
    for person in range(10_010):
        patience.hears(person, begun)
    Moment.taken = 0
    for second in range(100):
        patience.hears(1, begun + timedelta(seconds=second))
    assert Moment.taken < 1_000
    patience.hears(1, begun + 2 * FORGOTTEN)
    Moment.taken = 0
    patience.hears(1, begun + 4 * FORGOTTEN)
    assert Moment.taken < 10  # the others have been forgotten meanwhile


def hold_first_text(playing: Playing) -> tuple[list[str], asyncio.Event]:
    """Let the first text be handled only when a test says so; the texts that came to be handled, in order."""
    handled, may_go_on = list[str](), asyncio.Event()
    handle = playing.tumen.dispatcher.handle

    async def held(update: Mapping[str, Any]) -> None:
        handled.append(update["message"]["text"])
        if len(handled) == 1:
            await may_go_on.wait()
        await handle(update)

    playing.tumen.dispatcher.handle = held
    return handled, may_go_on


async def test_a_text_that_is_not_heard_lets_no_later_one_overtake_an_earlier(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/start")
    handled, may_go_on = hold_first_text(playing)

    def say(number: int) -> asyncio.Task[None]:
        playing.api.say(rani, rani, str(number))
        return asyncio.create_task(playing.tumen.dispatcher.take(playing.api.updates.pending()[-1]))

    taken = [say(number) for number in range(PERSON_BURST + 5)]
    while playing.tumen.figures.of("updates", "too_many") < 5:
        await asyncio.sleep(0)
    playing.clock.pass_by(seconds=1)
    taken.append(say(PERSON_BURST + 5))
    await asyncio.wait(taken[-1:], timeout=0.05)
    assert handled == ["0"]
    may_go_on.set()
    await asyncio.gather(*taken)
    await playing.tumen.outgoing.idle()
    assert handled[-1] == str(PERSON_BURST + 5)
    assert handled == sorted(handled, key=int)
