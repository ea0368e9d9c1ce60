"""What Telegram is told to be done is done; what is not done, it gives again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Bot
from telegram.error import InvalidToken

from bot.chat.intake import Polling
from bot.errors import OtherPoller, StorageUnavailable
from bot.playground.bot_api import BotApi
from bot.playground.chats import Person
from bot.playground.loopback import Loopback
from bot.playground.refusals import ConnectionDropped, bad_gateway, conflict, too_many_requests, unauthorized
from tests.playing import Clock


@dataclass
class Desk:
    """Stands where the dispatcher stands: a test says when an update is done, or that the database is away."""

    taken: list[int] = field(default_factory=list)
    stuck: dict[int, asyncio.Event] = field(default_factory=dict)
    away: int = 0

    async def take(self, update: Mapping[str, Any]) -> None:
        number = update["update_id"]
        self.taken.append(number)
        if number in self.stuck:
            await self.stuck[number].wait()
        if self.away:
            self.away -= 1
            raise StorageUnavailable("away")


@dataclass
class Office:
    """A poller at work."""

    api: BotApi
    bot: Bot
    desk: Desk
    clock: Clock
    person: Person

    def write(self, times: int = 1) -> list[int]:
        for _ in range(times):
            self.api.say(self.person, self.person, "halo")
        return self.waiting()[-times:]

    @asynccontextmanager
    async def polling(self) -> AsyncIterator[Polling]:
        polling = Polling(self.bot, self.desk, self.clock.pause)  # type: ignore[arg-type]
        running = asyncio.create_task(polling.run())
        try:
            yield polling
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    def waiting(self) -> list[int]:
        return [update["update_id"] for update in self.api.updates.pending()]


@pytest.fixture
async def office(clock: Clock) -> AsyncIterator[Office]:
    api = BotApi(clock=clock)
    async with Bot(api.token, request=Loopback(api), get_updates_request=Loopback(api)) as bot:
        yield Office(api, bot, Desk(), clock, api.add_person("Rani"))


async def until(holds: Callable[[], bool]) -> None:
    """Let everybody else go on until this holds; the poller itself looks up every quarter of a second."""
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.001)


async def test_what_is_done_is_confirmed(office: Office) -> None:
    numbers = office.write(3)
    async with office.polling():
        await until(lambda: not office.waiting())
    assert office.desk.taken == numbers


async def test_what_is_not_done_is_not_confirmed_and_holds_up_nothing_but_itself(office: Office) -> None:
    first, *_ = office.write(2)
    office.desk.stuck[first] = asyncio.Event()
    async with office.polling():
        await until(lambda: len(office.desk.taken) == 2)
        later = office.write()
        await until(lambda: later[0] in office.desk.taken)
        assert first in office.waiting()
        office.desk.stuck[first].set()
        await until(lambda: not office.waiting())
    assert sorted(office.desk.taken) == sorted(set(office.desk.taken))


async def test_while_one_half_of_much_is_handled_the_rest_is_asked_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.intake.LONGEST_WAIT", 60)
    numbers = office.write(150)
    office.desk.stuck[numbers[90]] = asyncio.Event()
    async with office.polling():
        await until(lambda: len(office.desk.taken) == 150)
        assert numbers[90] in office.waiting()
        office.desk.stuck[numbers[90]].set()
        await until(lambda: not office.waiting())
    assert office.desk.taken == numbers


@pytest.mark.parametrize("steps", range(10))
async def test_it_ends_when_told_even_while_an_update_is_just_done(office: Office, steps: int) -> None:
    (number,) = office.write()
    office.desk.stuck[number] = asyncio.Event()
    running = asyncio.create_task(Polling(office.bot, office.desk, office.clock.pause).run())  # type: ignore[arg-type]
    await until(lambda: office.desk.taken == [number])
    office.desk.stuck[number].set()
    for _ in range(steps):
        await asyncio.sleep(0)
    running.cancel()
    ended, _ = await asyncio.wait([running], timeout=60)
    running.cancel()
    assert ended


async def test_while_the_database_is_away_everything_is_asked_for_again_in_order(office: Office) -> None:
    office.desk.away = 4
    numbers = office.write(4)
    async with office.polling():
        await until(lambda: not office.waiting())
    assert office.desk.taken == numbers * 2


@pytest.mark.parametrize("fault", [bad_gateway(), ConnectionDropped(), too_many_requests(7)])
async def test_a_fault_on_the_way_only_takes_time(office: Office, fault: Exception) -> None:
    begun = office.clock.now
    office.api.fail_next("getUpdates", fault, times=3)  # type: ignore[arg-type]
    office.write()
    async with office.polling():
        await until(lambda: not office.waiting())
    assert office.clock.now > begun


async def test_beside_another_poller_it_stops(office: Office) -> None:
    office.api.fail_next("getUpdates", conflict("terminated by other getUpdates request"))
    with pytest.raises(OtherPoller):
        await Polling(office.bot, office.desk, office.clock.pause).run()  # type: ignore[arg-type]


async def test_with_a_token_that_was_taken_back_it_stops(office: Office) -> None:
    office.api.fail_next("getUpdates", unauthorized())
    with pytest.raises(InvalidToken):
        await Polling(office.bot, office.desk, office.clock.pause).run()  # type: ignore[arg-type]


async def test_at_the_end_what_is_done_is_confirmed_and_the_rest_comes_again(office: Office) -> None:
    done, stuck = office.write(2)
    office.desk.stuck[stuck] = asyncio.Event()
    async with office.polling() as polling:
        await until(lambda: len(office.desk.taken) == 2)
    await polling.drain(deadline=0.01)
    assert office.waiting() == [stuck]
    assert done in office.desk.taken


async def test_an_update_without_a_number_blocks_nothing(office: Office) -> None:
    office.api.updates._pending.append({"message": "?"})  # type: ignore[arg-type]
    office.desk.take = _ignore  # type: ignore[method-assign]
    polling = Polling(office.bot, office.desk, office.clock.pause)  # type: ignore[arg-type]
    polling._take([{"message": "?"}, {"update_id": "five"}, {"update_id": 5}])
    await polling._until_something_moves([])
    assert polling._offset in (0, 6)


async def _ignore(_: Mapping[str, Any]) -> None: ...
