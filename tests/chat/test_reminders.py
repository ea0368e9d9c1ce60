"""Reminders for many: what one learner's rows hold ends nobody else's, and nobody who is writing waits for them."""

from typing import Any

import asyncpg
from sqlalchemy import update

from bot.bootstrap import Content
from bot.playground.chats import Person
from bot.storage.tables import paces
from tests.playing import Clock, Playing
from tests.postgres import Server

# What is held back from some at random, to measure what reviews are worth, is asked after a week.
A_WEEK = 7


async def wants_to_be_reminded(playing: Playing, name: str) -> Person:
    person = playing.person(name)
    await playing.says(person, "/kuis rivers")
    await playing.says(person, "tidak tahu")
    await playing.says(person, "/pengingat 19")
    return person


async def told(playing: Playing, people: list[Person]) -> list[int]:
    """How many messages each gets from one turn of reminders."""
    before = [len(playing.api.messages(person)) for person in people]
    await playing.tumen.reminders.turn()
    await playing.tumen.outgoing.idle()
    return [len(playing.api.messages(person)) - old for person, old in zip(people, before, strict=True)]


async def test_a_learner_whose_rows_cannot_be_read_does_not_end_the_reminders_of_the_others(playing: Playing) -> None:
    people = [await wants_to_be_reminded(playing, name) for name in ("Ani", "Budi", "Citra")]

    def is_nowhere(records: Any) -> None:
        records.paces.connection.execute(update(paces).where(paces.c.learner_id == people[0].id).values(zone="Mars"))

    await playing.tumen.storage.run(is_nowhere)
    playing.clock.pass_by(days=A_WEEK, hours=12)  # where they live it is an hour after it struck
    for _ in range(2):
        playing.clock.pass_by(days=1)
        assert [await told(playing, people) for _ in range(2)] == [[0, 1, 1], [0, 0, 0]]


async def test_who_is_just_writing_is_reminded_the_next_time_and_makes_nobody_wait(
    small: Content, clock: Clock, postgres: Server
) -> None:
    database = postgres.database()
    async with Playing.on(small, clock, database) as playing:
        people = [await wants_to_be_reminded(playing, name) for name in ("Ani", "Budi")]
        clock.pass_by(days=A_WEEK, hours=12)
        elsewhere = await asyncpg.connect(database)
        async with elsewhere.transaction():
            await elsewhere.execute("SELECT FROM learners WHERE id = $1 FOR UPDATE", people[0].id)
            assert await told(playing, people) == [0, 1]
        await elsewhere.close()
        assert await told(playing, people) == [1, 0]
