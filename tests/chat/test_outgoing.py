"""Replies reach Telegram in order, whatever it answers, and none is lost."""

import asyncio
import gc
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot

from bot.chat.buttons import Action, Button, Press
from bot.chat.letters import LEASE, LONGEST_SEND, letters
from bot.chat.message import Message
from bot.chat.outgoing import Outgoing, Pause
from bot.errors import StorageUnavailable
from bot.i18n.translator import Html
from bot.learning.learner import Learner
from bot.playground.bot_api import BotApi
from bot.playground.chats import Person
from bot.playground.loopback import Loopback
from bot.playground.refusals import (
    BotApiError,
    ConnectionDropped,
    bad_gateway,
    bad_request,
    forbidden,
    too_many_requests,
)
from bot.services.records import Letter, Records, Storage
from bot.storage.transactions import storage_at
from tests.playing import Clock, Playing


@dataclass
class Post:
    """An outbox, and what arrives."""

    api: BotApi
    bot: Bot
    storage: Storage
    clock: Clock
    outgoing: Outgoing
    number: int = 0

    async def write(self, person: Person, *texts: str, **more: object) -> list[Letter]:
        """Put texts into the outbox as one answer to this person."""
        self.number += 1
        params = [{"text": text, **more} for text in texts]
        method = "editMessageText" if "message_id" in more else "sendMessage"
        now, until, occasion = self.clock.now, self.clock.now + LEASE, f"update:{self.number}"
        calls = [json.dumps({"method": method, "params": each}) for each in params]
        letters = [Letter(person.id, occasion, place, person.id, call, until, now) for place, call in enumerate(calls)]
        await self.storage.run(lambda records: [records.outbox.put(letter) for letter in letters])
        return letters

    async def send(self, person: Person, *texts: str, **more: object) -> None:
        self.outgoing.post(await self.write(person, *texts, **more))
        await self.outgoing.idle()

    def arrived(self, person: Person) -> list[str]:
        return [message.text for message in self.api.messages(person)]

    async def unsent(self) -> int:
        later = self.clock.now + timedelta(days=1)
        return len(await self.storage.run(lambda records: records.outbox.claim(later, later + LEASE, 100)))


@pytest.fixture
async def post(clock: Clock, database: str) -> AsyncIterator[Post]:
    api, storage = BotApi(clock=clock), storage_at(database)
    await storage.start()
    async with Bot(api.token, request=Loopback(api), get_updates_request=Loopback(api)) as bot:
        yield Post(api, bot, storage, clock, Outgoing(bot, storage, clock, clock.pause))
    await storage.stop()


@pytest.fixture
def rani(post: Post) -> Person:
    return _somebody(post, "Rani")


@pytest.fixture
def sam(post: Post) -> Person:
    return _somebody(post, "Sam")


def _somebody(post: Post, name: str) -> Person:
    person = post.api.add_person(name)
    post.api.open_private(person)
    return person


def _once_answered(post: Post, person: Person) -> Pause:
    """Time passes only when this person has had an answer."""

    async def pause(seconds: float) -> None:
        while not post.arrived(person):
            await asyncio.sleep(0)
        post.clock.pass_by(seconds=seconds)

    return pause


async def test_letters_arrive_in_order_and_are_marked(post: Post, rani: Person) -> None:
    await post.send(rani, "satu", "dua", "tiga")
    assert post.arrived(rani) == ["satu", "dua", "tiga"]
    assert await post.unsent() == 0


@pytest.mark.parametrize("fault", [bad_gateway(), ConnectionDropped(), BotApiError(500, "Internal Server Error")])
async def test_a_passing_fault_is_tried_again_and_order_is_kept(
    post: Post, rani: Person, fault: BotApiError | ConnectionDropped
) -> None:
    post.api.fail_next("sendMessage", fault, times=3)
    await post.send(rani, "satu", "dua")
    assert post.arrived(rani) == ["satu", "dua"]
    assert await post.unsent() == 0


async def test_a_connection_dropped_after_the_send_may_show_it_twice_but_never_loses_it(
    post: Post, rani: Person
) -> None:
    post.api.fail_next("sendMessage", ConnectionDropped(after=True))
    await post.send(rani, "satu")
    assert set(post.arrived(rani)) == {"satu"}


async def test_too_many_requests_holds_up_one_chat_for_as_long_as_asked_and_no_other(
    post: Post, rani: Person, sam: Person
) -> None:
    begun = post.clock.now
    post.outgoing = Outgoing(post.bot, post.storage, post.clock, _once_answered(post, sam))
    post.api.fail_next("sendMessage", too_many_requests(300))
    post.outgoing.post(await post.write(rani, "satu", "dua"))
    post.outgoing.post(await post.write(sam, "one"))
    await post.outgoing.idle()
    first = {chat: post.api.messages(chat)[0].date for chat in (rani, sam)}
    assert post.arrived(rani) == ["satu", "dua"]
    assert first[rani] - begun >= timedelta(seconds=300)
    assert first[sam] == begun


async def test_while_one_waits_out_a_long_pause_nobody_else_sends_its_letters(post: Post, rani: Person) -> None:
    async def swept_meanwhile(seconds: float) -> None:
        post.clock.pass_by(seconds=seconds - 1)
        assert await post.outgoing.sweep() == 0
        post.clock.pass_by(seconds=1)

    post.outgoing = Outgoing(post.bot, post.storage, post.clock, swept_meanwhile)
    post.api.fail_next("sendMessage", too_many_requests(3000))
    await post.send(rani, "satu", "dua")
    assert post.arrived(rani) == ["satu", "dua"]


async def test_who_has_blocked_the_bot_is_unreachable_and_not_asked_again(post: Post, rani: Person) -> None:
    await post.storage.run(lambda records: records.learners.keep(Learner(rani.id, "id", post.clock.now)))
    post.api.fail_next("sendMessage", forbidden("bot was blocked by the user"))
    await post.send(rani, "satu")
    learner = await post.storage.run(lambda records: records.learners.find(rani.id))
    assert learner
    assert not learner.reachable
    assert await post.unsent() == 0


async def test_a_group_that_sent_the_bot_away_makes_no_learner_unreachable(post: Post, rani: Person) -> None:
    await post.storage.run(lambda records: records.learners.keep(Learner(rani.id, "id", post.clock.now)))
    group = post.api.add_group("Kelas", rani)
    until = post.clock.now + LEASE
    call = json.dumps({"method": "sendMessage", "params": {"text": "halo"}})
    letter = Letter(rani.id, "update:9", 0, group.id, call, until, post.clock.now)
    await post.storage.run(lambda records: records.outbox.put(letter))
    post.outgoing.post([letter])
    await post.outgoing.idle()
    learner = await post.storage.run(lambda records: records.learners.find(rani.id))
    assert learner
    assert learner.reachable


async def test_an_edit_that_changes_nothing_is_done(post: Post, rani: Person) -> None:
    await post.send(rani, "satu")
    await post.send(rani, "satu", message_id=post.api.last(rani).id)
    assert post.arrived(rani) == ["satu"]
    assert await post.unsent() == 0


async def test_what_cannot_be_edited_any_more_is_said_anew(post: Post, rani: Person) -> None:
    await post.send(rani, "satu")
    gone = post.api.last(rani)
    post.api.erase(gone)
    await post.send(rani, "dua", message_id=gone.id)
    assert post.arrived(rani) == ["dua"]


async def test_an_edit_and_what_is_said_in_its_place_take_no_longer_than_a_lease_allows(
    post: Post, rani: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, do_request = list[float](), Loopback.do_request

    async def timed(request: Loopback, *args: Any, read_timeout: Any, **more: Any) -> Any:
        asked.append(read_timeout)
        return await do_request(request, *args, read_timeout=read_timeout, **more)

    monkeypatch.setattr(Loopback, "do_request", timed)
    await post.send(rani, "dua", message_id=99)
    assert (post.arrived(rani), len(asked)) == (["dua"], 2)
    assert sum(asked) <= LONGEST_SEND.total_seconds()


async def test_of_several_edits_that_wait_only_the_last_is_sent(post: Post, rani: Person) -> None:
    await post.send(rani, "nol")
    shown = post.api.last(rani)
    written = [await post.write(rani, text, message_id=shown.id) for text in ("satu", "dua", "tiga")]
    for each in written:
        post.outgoing.post(each)
    await post.outgoing.idle()
    edits = [call for call, _ in post.api.calls if call == "editMessageText"]
    assert (post.arrived(rani), len(edits)) == (["tiga"], 1)
    assert await post.unsent() == 0


async def test_a_refused_message_is_given_up_and_the_next_one_sent(post: Post, rani: Person) -> None:
    post.api.fail_next("sendMessage", bad_request("can't parse entities"))
    await post.send(rani, "satu", "dua")
    assert post.arrived(rani) == ["dua"]
    assert await post.unsent() == 0


async def test_what_a_dead_worker_left_is_sent_when_its_lease_has_ended(post: Post, rani: Person) -> None:
    await post.write(rani, "satu", "dua")
    assert await post.outgoing.sweep() == 0
    post.clock.now += LEASE
    assert await post.outgoing.sweep() == 2
    await post.outgoing.idle()
    assert post.arrived(rani) == ["satu", "dua"]


async def test_alone_on_its_database_it_takes_over_at_once_and_beside_others_it_leaves_what_they_hold(
    post: Post, rani: Person
) -> None:
    await post.write(rani, "satu")
    await post.outgoing.start()
    await post.send(rani, "dua")
    await post.outgoing.stop()
    assert post.arrived(rani) == (["dua"] if post.storage.shared else ["satu", "dua"])


async def test_what_a_dead_worker_left_is_said_in_the_order_in_which_it_was_written(post: Post, rani: Person) -> None:
    await post.send(rani, "nol")
    shown = post.api.last(rani)
    for number in range(9, 12):  # the tenth comes after the ninth, though its name does not
        post.number = number
        post.clock.pass_by(seconds=1)
        await post.write(rani, f"nomor {number}", message_id=shown.id)
    await post.storage.run(lambda records: records.outbox.free(post.clock.now))
    await post.outgoing.sweep()
    await post.outgoing.idle()
    assert post.arrived(rani) == ["nomor 11"]


async def test_what_a_dead_worker_left_does_not_set_back_a_message_that_has_gone_on(post: Post, rani: Person) -> None:
    await post.send(rani, "soal 1")
    shown = post.api.last(rani)
    await post.write(rani, "benar", message_id=shown.id)  # by a worker that died before it was marked as sent
    post.clock.pass_by(seconds=1)
    await post.send(rani, "soal 2", message_id=shown.id)
    post.clock.now += LEASE
    await post.outgoing.sweep()
    await post.outgoing.idle()
    assert post.arrived(rani) == ["soal 2"]
    assert await post.unsent() == 0


async def test_a_letter_that_another_worker_took_over_is_left_to_it(post: Post, rani: Person) -> None:
    letters = await post.write(rani, "satu")
    post.clock.now += LEASE
    other = Outgoing(post.bot, post.storage, post.clock, post.clock.pause)
    await other.sweep()
    await other.idle()
    post.outgoing.post(letters)
    await post.outgoing.idle()
    assert post.arrived(rani) == ["satu"]


async def test_what_waits_for_its_turn_longer_than_its_lease_and_is_taken_over_is_said_once(
    post: Post, rani: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.outgoing.MOST_UNDER_WAY", 1)
    post.outgoing = Outgoing(post.bot, post.storage, post.clock, post.clock.pause)
    other = Outgoing(post.bot, post.storage, post.clock, post.clock.pause)
    for sweeper in (post.outgoing, other):
        async with post.outgoing._under_way:  # Telegram is slow to answer somebody else
            post.outgoing.post(await post.write(rani, "satu"))
            await asyncio.sleep(0)
            post.clock.now += LEASE
            assert await sweeper.sweep() == 1
        await other.idle()
        await post.outgoing.idle()
    assert post.arrived(rani) == ["satu", "satu"]


async def test_what_is_not_sent_before_the_end_is_free_for_the_next_at_once(post: Post, rani: Person) -> None:
    async def never(_: float) -> None:
        await asyncio.Event().wait()

    post.outgoing = Outgoing(post.bot, post.storage, post.clock, never)
    post.api.fail_next("sendMessage", too_many_requests(300))
    post.outgoing.post(await post.write(rani, "satu", "dua"))
    await post.outgoing.stop(deadline=0.01)
    heir = Outgoing(post.bot, post.storage, post.clock, post.clock.pause)
    assert await heir.sweep() == 2
    await heir.idle()
    assert post.arrived(rani) == ["satu", "dua"]


async def test_what_is_being_sent_when_the_end_comes_is_shown_once(post: Post, rani: Person) -> None:
    post.outgoing.post(await post.write(rani, "satu", "dua"))
    post.api.latency = 0.05
    await post.outgoing.stop(deadline=0.001)
    post.api.latency = 0
    assert post.arrived(rani) == ["satu"]
    heir = Outgoing(post.bot, post.storage, post.clock, post.clock.pause)
    assert await heir.sweep() == 1
    await heir.idle()
    assert post.arrived(rani) == ["satu", "dua"]


async def test_what_fails_to_be_sent_as_the_end_comes_is_free_for_the_next_and_no_fault(
    post: Post, rani: Person, caplog: pytest.LogCaptureFixture
) -> None:
    post.outgoing.post(await post.write(rani, "satu"))
    post.api.latency = 0.05
    post.api.fail_next("sendMessage", bad_gateway())
    await post.outgoing.stop(deadline=0.001)
    gc.collect()
    assert "never retrieved" not in caplog.text
    assert await post.unsent() == 1


async def test_what_is_being_leased_when_the_end_comes_is_free_for_the_next_too(post: Post, rani: Person) -> None:
    post.outgoing = Outgoing(post.bot, Dawdling(post.storage), post.clock, post.clock.pause)
    post.api.fail_next("sendMessage", too_many_requests(300))
    post.outgoing.post(await post.write(rani, "satu", "dua"))
    await post.outgoing.stop(deadline=0.001)
    heir = Outgoing(post.bot, post.storage, post.clock, post.clock.pause)
    await heir.sweep()
    await heir.idle()
    assert post.arrived(rani) == ["satu", "dua"]


async def test_what_is_being_taken_over_when_the_end_comes_is_free_for_the_next_too(post: Post, rani: Person) -> None:
    await post.write(rani, "satu", "dua")
    post.clock.now += LEASE
    dawdling = Outgoing(post.bot, Dawdling(post.storage), post.clock, post.clock.pause)
    await dawdling.start()
    await asyncio.sleep(0)
    await dawdling.stop(deadline=0)
    await post.outgoing.sweep()
    await post.outgoing.idle()
    assert post.arrived(rani) == ["satu", "dua"]


async def test_a_mark_that_the_database_refused_is_made_later(post: Post, rani: Person) -> None:
    storage = Sulking(post.storage, times=1)
    post.outgoing = Outgoing(post.bot, storage, post.clock, post.clock.pause)
    letters = await post.write(rani, "satu")
    post.outgoing.post(letters)
    with pytest.raises(StorageUnavailable):
        await post.outgoing.idle()
    await post.outgoing.idle()
    assert await post.unsent() == 0
    assert post.arrived(rani) == ["satu"]


async def test_what_was_sent_and_could_not_be_marked_in_time_is_not_sent_again(post: Post, rani: Person) -> None:
    post.outgoing = Outgoing(post.bot, Sulking(post.storage, times=1), post.clock, post.clock.pause)
    post.outgoing.post(await post.write(rani, "satu"))
    with pytest.raises(StorageUnavailable):
        await post.outgoing.idle()
    post.clock.now += LEASE
    await post.outgoing.sweep()
    await post.outgoing.idle()
    assert post.arrived(rani) == ["satu"]


# Telegram's limits


async def test_a_group_gets_at_most_20_in_any_minute(post: Post, rani: Person) -> None:
    group = post.api.add_group("Kelas", rani)
    post.api.add_bot(group, rani)
    await post.send(Person(group.id, "Kelas"), *[f"soal {number}" for number in range(50)])
    dates = [message.date for message in post.api.messages(group) if message.sender == post.api.bot]
    assert len(dates) == 50
    assert all(later - earlier >= timedelta(minutes=1) for earlier, later in zip(dates, dates[40:], strict=False))


async def test_reminders_go_out_at_30_a_second_and_hold_up_no_answer(post: Post, sam: Person) -> None:
    people = [_somebody(post, f"Murid {number}") for number in range(90)]
    post.outgoing = Outgoing(post.bot, post.storage, post.clock, _once_answered(post, sam))
    begun = post.clock.now
    until = begun + timedelta(hours=1)
    call = json.dumps({"method": "sendMessage", "params": {"text": "Ayo ulang"}})
    reminders = [
        Letter(person.id, f"reminder:{person.id}", 0, person.id, call, until, post.clock.now) for person in people
    ]
    await post.storage.run(lambda records: [records.outbox.put(letter) for letter in reminders])
    post.outgoing.post(reminders)
    await post.send(sam, "jawaban")
    assert post.api.messages(sam)[0].date == begun
    assert all(post.arrived(person) == ["Ayo ulang"] for person in people)
    assert timedelta(seconds=1) < post.clock.now - begun


async def test_a_text_longer_than_telegram_takes_comes_in_parts_with_the_buttons_on_the_last(
    post: Post, rani: Person
) -> None:
    button = Button("Lanjut", Press(Action.LESSONS))
    message = Message(Html("<b>" + "kata yang panjang. " * 400 + "</b>"), ((button,),))
    said = letters([message], rani.id, rani.id, "update:7", post.clock.now)
    await post.storage.run(lambda records: [records.outbox.put(letter) for letter in said])
    post.outgoing.post(said)
    await post.outgoing.idle()
    shown = post.api.messages(rani)
    assert [message.buttons for message in shown] == [[], ["Lanjut"]]
    assert all(message.stretches("bold") == [message.text] for message in shown)


async def test_a_group_that_got_a_new_number_is_written_to_there(post: Post, rani: Person) -> None:
    group = post.api.add_group("Kelas", rani, supergroup=False)
    post.api.add_bot(group, rani)
    larger = post.api.migrate(group, rani)
    await post.send(Person(group.id, "Kelas"), "satu", "dua")
    texts = [message.text for message in post.api.messages(larger) if message.sender == post.api.bot]
    assert texts == ["satu", "dua"]
    assert await post.unsent() == 0


@pytest.mark.parametrize("said_in", ["the old group", "the new one"])
async def test_a_group_that_says_it_has_moved_is_renamed_wherever_it_is_written(playing: Playing, said_in: str) -> None:
    rani = playing.person()
    group = playing.api.add_group("Kelas", rani, supergroup=False)
    playing.api.add_bot(group, rani)
    await playing.settle()
    until = playing.clock.now + timedelta(hours=1)
    call, now = json.dumps({"method": "sendMessage", "params": {}}), playing.clock.now
    waiting, others = (
        Letter(rani.id, "test:1", 0, group.id, call, until, now),
        Letter(rani.id, "test:2", 0, rani.id, call, until, now),
    )
    await playing.tumen.storage.run(lambda records: [records.outbox.put(each) for each in (waiting, others)])
    larger = playing.api.migrate(group, rani)
    told = playing.api.call("getUpdates", {"offset": playing.offset})
    assert ["migrate_to_chat_id" in told[0]["message"], "migrate_from_chat_id" in told[1]["message"]] == [True, True]
    update = told[0] if said_in == "the old group" else told[1]
    for again in (update, update):  # the second time changes nothing
        await playing.tumen.dispatcher.take(again)

    def free_and_claim(records: Records) -> list[Letter]:
        """Both at once: between them the bot's own sweeper might come by."""
        records.outbox.free(playing.clock.now)
        return records.outbox.claim(playing.clock.now, until, 10)

    found = await playing.tumen.storage.run(free_and_claim)
    assert sorted(letter.chat_id for letter in found) == sorted([larger.id, rani.id])


@dataclass
class Dawdling:
    """A storage that has long done what it was asked before it says so."""

    storage: Storage
    shared: bool = True

    async def run(self, work: object) -> object:
        result = await self.storage.run(work)  # type: ignore[arg-type]
        await asyncio.sleep(0.05)
        return result

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    def records(self) -> Records: ...  # type: ignore[empty-body]


@dataclass
class Sulking:
    """A storage that is away the first few times."""

    storage: Storage
    times: int
    shared: bool = False

    async def run(self, work: object) -> object:
        if self.times:
            self.times -= 1
            raise StorageUnavailable("away")
        return await self.storage.run(work)  # type: ignore[arg-type]

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    def records(self) -> Records: ...  # type: ignore[empty-body]
