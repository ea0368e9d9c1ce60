"""Work outside a transaction: what may pass by itself is done later, what cannot ends with a calm sentence."""

import pytest

from bot.bank import confined
from bot.chat.jobs import LEASE
from bot.playground.chats import Person
from bot.playground.refusals import bad_gateway, bad_request, too_many_requests
from bot.services import privacy
from bot.services.records import Records
from tests.playing import Playing

QUESTIONS = b"- q: Apa ibu kota Korea Utara?\n  a: Pyongyang\n"


async def sends_questions(playing: Playing, person: Person) -> list[str]:
    playing.api.send_document(person, person, "soal.yaml", QUESTIONS)
    return await playing.hears()


async def left(playing: Playing) -> int:
    """How many jobs wait for whoever comes when every lease has ended."""
    later = playing.clock.now + 2 * LEASE

    def count(records: Records) -> int:
        return len(records.jobs.claim(later, later, 100))

    return await playing.tumen.storage.run(count)


async def test_a_file_that_cannot_be_fetched_ends_with_a_calm_sentence(playing: Playing) -> None:
    joko = playing.person("Pak Joko")
    await playing.says(joko, "/start")
    playing.api.fail_next("getFile", bad_request("file is too big"))
    (said,) = await sends_questions(playing, joko)
    assert said.startswith("Maaf, ada yang keliru di pihakku.")
    assert await left(playing) == 0


async def test_a_file_whose_name_no_database_takes_is_read_like_any_other(playing: Playing) -> None:
    joko = playing.person("Pak Joko")
    await playing.says(joko, "/start")
    for name in ("so\0al.yaml", "so\ud800al.yaml"):
        playing.api.send_document(joko, joko, name, QUESTIONS)
        assert "1 soal siap" in (await playing.hears())[0]


async def test_an_article_that_was_written_to_take_hours_is_given_up(
    playing: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "PATIENCE", 2)
    joko = playing.person("Pak Joko")
    await sends_questions(playing, joko)
    playing.api.send_document(joko, joko, "berita.md", b"A, " * 20_000)
    assert "belum ada soal" in (await playing.hears())[-1]
    assert "1 soal" in (await playing.presses(joko, "Simpan"))[0]  # the draft before is as it was


async def test_a_fault_of_ours_ends_the_job_and_not_the_bot(playing: Playing) -> None:
    async def broken(_: object) -> None:
        raise ZeroDivisionError

    joko = playing.person("Pak Joko")
    await playing.says(joko, "/start")
    workers = playing.tumen.jobs._workers
    playing.tumen.jobs._workers = {**workers, "questions": broken}  # type: ignore[dict-item]
    (said,) = await sends_questions(playing, joko)
    assert said.startswith("Maaf")
    assert await left(playing) == 0
    playing.tumen.jobs._workers = workers
    assert "1 soal siap" in (await sends_questions(playing, joko))[0]


async def test_what_passes_by_itself_is_done_when_the_lease_has_ended(playing: Playing) -> None:
    joko = playing.person("Pak Joko")
    await playing.says(joko, "/start")
    for fault in (bad_gateway(), too_many_requests(5)):
        playing.api.fail_next("getFile", fault)
        assert await sends_questions(playing, joko) == []
        playing.clock.pass_by(seconds=LEASE.total_seconds() + 1)
        await playing.tumen.jobs.sweep()
        await playing.tumen.jobs.idle()
        await playing.settle()
        assert "1 soal siap" in playing.api.last(joko).text
        assert await left(playing) == 0


async def test_work_that_waits_longer_than_its_lease_and_is_taken_over_is_said_once(playing: Playing) -> None:
    joko, jobs = playing.person("Pak Joko"), playing.tumen.jobs
    await playing.says(joko, "/start")
    playing.api.send_document(joko, joko, "soal.yaml", QUESTIONS)
    async with jobs._at_once, jobs._at_once:  # others are at work
        await playing.take()
        playing.clock.pass_by(seconds=LEASE.total_seconds())
        await jobs.sweep()
    (said,) = await playing.hears()
    assert "1 soal siap" in said


async def test_what_somebody_sent_before_they_were_erased_does_not_come_back(playing: Playing) -> None:
    joko, jobs, storage = playing.person("Pak Joko"), playing.tumen.jobs, playing.tumen.storage
    await playing.says(joko, "/start")
    playing.api.send_document(joko, joko, "soal.yaml", QUESTIONS)
    async with jobs._at_once, jobs._at_once:
        await playing.take()
        await storage.run(lambda records: privacy.forget(records, joko.id, playing.clock.now))
        playing.api.say(joko, joko, "/start")
        await playing.take()
    assert not any("1 soal siap" in said for said in await playing.hears())
    assert await storage.run(lambda records: records.drafts.find(joko.id)) is None
