"""Learning in a private chat: what is recorded, what is refused, what survives."""

import re

import pytest
from sqlalchemy import func, select

from bot.bootstrap import Content
from bot.chat.buttons import Action, Press, pack
from bot.playground.refusals import forbidden
from bot.services.records import Records
from bot.storage.sql_records import SqlRecords
from bot.storage.tables import attempts, reports
from tests.playing import Clock, Playing


async def test_a_whole_quiz_is_counted_from_its_attempts(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis rivers")
    for _ in range(2):
        wanted = "laut" if "bertemu" in playing.api.last(rani).text else "521"
        await playing.says(rani, wanted)
        if "Lanjut" in playing.buttons(rani):
            await playing.presses(rani, "Lanjut")
    assert "2 dari 2 benar" in playing.api.last(rani).text
    assert await rows(playing, attempts) == 2


async def test_matching_by_tapping_goes_through_the_options_one_by_one(playing: Playing) -> None:
    rani = playing.person()
    capitals = {"Prancis": "Paris", "Jepang": "Tokyo", "Italia": "Roma"}
    await playing.says(rani, "/kuis matching")
    for _ in capitals:
        asked = re.search(r"«(.+?)»", playing.api.last(rani).text)
        assert asked
        await playing.presses(rani, capitals[asked[1]])
    assert "1 dari 1 benar" in playing.api.last(rani).text


async def test_a_double_tap_is_one_answer_and_a_quiet_word(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis kinds")
    question = playing.api.last(rani)
    playing.api.press(rani, question, "Wonsan")
    playing.api.press(rani, question, "Wonsan")
    await playing.settle()
    assert await rows(playing, attempts) == 1
    assert playing.toasts() == ["Tombol itu milik soal yang sudah lewat."]


async def test_a_button_of_an_earlier_question_records_nothing(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis kinds")
    old = playing.api.last(rani)
    await playing.says(rani, "/kuis truth")
    playing.api.press(rani, old, "Pyongyang")
    await playing.settle()
    assert await rows(playing, attempts) == 0


async def test_data_that_no_button_carries_gets_a_quiet_word(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis kinds")
    for data in (
        "",
        "p:1.0.0:99",
        "p:1.0.0:-1",
        "p:x.y.z:0",
        "nonsense",
        "lesson::L99",
        "lang::xx",
        "again::7",
        "odd:9.9.9:",
    ):
        playing.api.send_callback(rani, playing.api.last(rani), data)
    await playing.settle()
    assert await rows(playing, attempts) == 0
    assert "Pyongyang" in playing.buttons(rani) or "sudah tidak ada" in playing.api.last(rani).text


@pytest.mark.parametrize(
    "data", ["odd:1.-99.0:", "odd:1.0:", "again::99999999999999999999", "quiz::a\0", "set::\ud800"]
)
async def test_data_that_no_button_of_ours_could_carry_is_a_quiet_word_and_no_fault(
    playing: Playing, data: str
) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis kinds")
    playing.api.send_callback(rani, playing.api.last(rani), data)
    assert "Maaf" not in " ".join(await playing.hears())
    assert playing.tumen.figures.of("updates", "buried") == 0


async def test_an_answer_in_lines_with_stars_is_an_answer_while_a_question_is_open(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis rivers")
    await playing.says(rani, "* laut\n* kali")
    assert await rows(playing, attempts) == 1


@pytest.mark.parametrize("left", ["Ganti nama", "Coba sebagai siswa"])
@pytest.mark.parametrize("begins", ["/kuis rivers", "a button"])
async def test_who_leaves_the_workshop_for_a_quiz_answers_the_quiz(playing: Playing, left: str, begins: str) -> None:
    joko = playing.person("Pak Joko")
    await playing.says(joko, "/kuis")
    playing.api.send_document(joko, joko, "soal.yaml", b"- q: Apa ibu kota Korea Utara?\n  a: Pyongyang\n")
    await playing.hears()
    if left == "Ganti nama":
        await playing.presses(joko, "Simpan")
    await playing.presses(joko, left)
    await (playing.presses(joko, "Sungai") if begins == "a button" else playing.says(joko, begins))
    await playing.says(joko, "tidak tahu sungainya")
    assert await rows(playing, attempts) == 1


async def test_the_same_update_twice_has_its_effect_once(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis truth")
    playing.api.say(rani, rani, "salah")
    update = playing.api.call("getUpdates", {"offset": playing.offset})[0]
    for _ in range(3):
        await playing.tumen.dispatcher.take(update)
    await playing.settle()
    assert await rows(playing, attempts) == 1


async def test_answers_are_understood_where_buttons_are_shown(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis kinds")
    said = await playing.says(rani, "pyongyang")
    assert "Benar: Pyongyang" in said[0]


async def test_two_learners_do_not_meet(playing: Playing) -> None:
    rani, sam = playing.person("Rani", "id"), playing.person("Sam", "en")
    await playing.says(rani, "/kuis kinds")
    await playing.says(sam, "/quiz truth")
    assert "Right" in (await playing.says(sam, "false"))[0]
    assert "Benar" in (await playing.says(rani, "Pyongyang"))[0]


async def test_a_report_is_kept_once(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis rivers")
    await playing.says(rani, "tidak tahu")
    await playing.presses(rani, "Soal ini aneh")
    await playing.presses(rani, "Soal ini aneh")
    assert await rows(playing, reports) == 1


async def test_what_is_not_text_gets_one_calm_sentence(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis rivers")
    for send in (playing.api.send_sticker, playing.api.send_voice):
        send(rani, rani)
        assert await playing.hears() == ["Aku baru bisa membaca teks. Ketik jawabanmu, ya."]
    playing.api.forward_poll(rani, rani, "Ya?", ["ya", "tidak"])
    assert await playing.hears() == ["Aku baru bisa membaca teks. Ketik jawabanmu, ya."]
    assert await rows(playing, attempts) == 0


async def test_an_edited_answer_is_not_judged_again(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis rivers")
    message = playing.api.say(rani, rani, "entahlah")
    await playing.settle()
    playing.api.edit(rani, message, "laut")
    assert (await playing.hears())[0].startswith("Jawaban yang disunting")
    assert await rows(playing, attempts) == 1


async def test_a_place_that_moves_is_not_an_answer_that_was_edited(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis rivers")
    place = {"latitude": 43.1, "longitude": 131.9, "live_period": 900}
    moved = playing.api.message_to_wire(playing.api.say(rani, rani, "x")) | {"edit_date": 1, "location": place}
    await playing.settle()
    del moved["text"]
    playing.api.updates.add("edited_message", moved)
    assert await playing.hears() == []


async def test_the_longest_message_and_strange_letters_are_answers_like_others(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis rivers")
    for text in ("x" * 4096, "\u202e\u200b<b>&amp;", "🜁" * 2000, "'; DROP TABLE attempts;--", "%s {0} {matched}"):
        assert await playing.says(rani, text), text
    assert "Halo" in (await playing.says(rani, "/start"))[0]


async def test_a_blocked_bot_keeps_quiet_and_comes_back(playing: Playing) -> None:
    rani = playing.person()
    await playing.says(rani, "/kuis rivers")
    playing.api.fail_next("sendMessage", forbidden("bot was blocked by the user"))
    await playing.says(rani, "laut")
    learner = await playing.tumen.storage.run(lambda records: records.learners.find(rani.id))
    assert learner
    assert not learner.reachable
    assert await playing.says(rani, "/start")


async def test_in_a_group_a_command_gets_one_sentence_and_talk_gets_none(playing: Playing) -> None:
    rani, sam = playing.person("Rani", "id"), playing.person("Sam", "en")
    group = playing.api.add_group("Kelas", rani, sam)
    playing.api.add_bot(group, rani)
    await playing.settle()
    playing.api.say(rani, group, "/kuis")
    assert await playing.hears() == [
        "Kuis bersama di grup belum ada. Untuk belajar, bukalah percakapan pribadi denganku."
    ]
    playing.api.say(sam, group, "halo semua")
    assert await playing.hears() == []
    playing.api.promote_bot(group, rani)
    playing.api.say(sam, group, "/help@some_other_bot")
    assert await playing.hears() == []


async def test_in_a_group_the_sentence_is_a_reply_and_so_stands_in_its_topic(playing: Playing) -> None:
    rani = playing.person()
    group = playing.api.add_group("Kelas", rani)
    playing.api.add_bot(group, rani)
    command = playing.api.say(rani, group, f"/kuis@{playing.tumen.application.bot.username}")
    await playing.settle()
    assert playing.api.last(group).reply_to == command.id


async def test_the_bot_says_at_most_ninety_words_before_the_first_answer(content, clock) -> None:  # type: ignore[no-untyped-def]
    for language, begin in (("id", "Mulai"), ("en", "Start")):
        async with Playing.on(content, clock) as playing:
            rani = playing.person("Rani", language)
            said = [*await playing.says(rani, "/start"), *(await playing.presses(rani, begin))[-1:]]
            assert sum(len(text.split()) for text in said) <= 90, said


async def test_of_a_question_made_from_a_lesson_the_sources_are_told_as_well(content: Content, clock: Clock) -> None:
    async with Playing.on(content, clock) as playing:
        rani = playing.person()
        await playing.says(rani, "/start")
        playing.api.send_callback(rani, playing.api.last(rani), pack(Press(Action.FRESH, argument="L08")))
        await playing.settle()
        assert "Soal segar" in playing.api.last(rani).text
        [said] = await playing.says(rani, "/sumber")
    assert said.startswith("Sumber")
    assert "•" in said


async def rows(playing: Playing, table) -> int:  # type: ignore[no-untyped-def]
    def count(records: Records) -> int:
        assert isinstance(records, SqlRecords)
        return records.attempts.connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[attr-defined]

    return await playing.tumen.storage.run(count)
