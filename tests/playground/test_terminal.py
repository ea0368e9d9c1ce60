"""A chat in the terminal, with a real bot at the other end."""

import asyncio
import io
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.playground.bot_api import BotApi
from bot.playground.chats import Person
from bot.playground.loopback import Loopback
from bot.playground.terminal import converse, lines_of


@pytest.fixture
async def running(api: BotApi) -> AsyncIterator[None]:
    builder = Application.builder().token(api.token).request(Loopback(api)).get_updates_request(Loopback(api))
    application = builder.updater(None).build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CommandHandler("tanya", ask))
    application.add_handler(CallbackQueryHandler(begin))
    application.add_handler(MessageHandler(filters.Document.ALL, give_back))
    async with application:
        polling = asyncio.create_task(poll(application))
        yield
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling


async def poll(application: Application) -> None:  # type: ignore[type-arg]
    offset = 0
    while True:
        for update in await application.bot.get_updates(offset=offset, timeout=30):
            await application.process_update(update)
            offset = update.update_id + 1


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    keys = InlineKeyboardMarkup([[InlineKeyboardButton(word, callback_data=word) for word in ("Mulai", "English")]])
    await update.message.reply_html(
        'Halo, <b>Rani</b>. <tg-spoiler>Pyongyang</tg-spoiler> <a href="https://example.org/1">sumber</a>',
        reply_markup=keys,
    )


async def begin(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer("Baik")
    await update.callback_query.edit_message_text(f"Kamu memilih {update.callback_query.data}")


async def ask(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_poll("Ibu kota?", ["Wonsan", "Pyongyang"], type="quiz", correct_option_ids=[1])


async def give_back(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    file = await update.message.document.get_file()
    await update.message.reply_document(bytes(await file.download_as_bytearray()), filename="kembali.yaml")


async def talk(api: BotApi, person: Person, lines: Iterable[str]) -> str:
    left = iter(lines)

    async def read_line() -> str | None:
        return next(left, None)

    written: list[str] = []
    await converse(api, person, read_line, written.append)
    return "\n".join(written[1:])


async def test_words_buttons_and_answers(api: BotApi, rani: Person, running: None) -> None:
    said = await talk(api, rani, ["/start\n", ":lihat", ":2", ":9"])
    assert said == (
        "\nTumen: Halo, Rani. ▒▒▒▒▒▒▒▒▒ sumber (https://example.org/1)\n"
        "[1] Mulai  [2] English\n"
        "Halo, Rani. Pyongyang sumber (https://example.org/1)\n"
        "· Baik\n"
        "\nTumen (diubah): Kamu memilih English\n"
        "Tidak ada tombol dengan nomor itu."
    )


async def test_files_go_both_ways(api: BotApi, sam: Person, running: None, tmp_path: Path) -> None:
    (tmp_path / "quiz.yaml").write_text("- q: a\n")
    said = await talk(
        api, sam, [f":file {tmp_path / 'quiz.yaml'}", f":save {tmp_path / 'back.yaml'}", ":file none", ":x"]
    )
    assert "(file: kembali.yaml)" in said
    assert (tmp_path / "back.yaml").read_text() == "- q: a\n"
    assert said.endswith("That file cannot be read.\nI do not know that command. :help")


async def test_quit_ends_the_talk(api: BotApi, rani: Person) -> None:
    await talk(api, rani, [":quit", "after"])
    assert api.messages(rani) == []


async def test_polls_are_answered_by_number(api: BotApi, rani: Person, running: None) -> None:
    said = await talk(api, rani, ["/tanya", ":1"])
    assert said.splitlines()[1:] == [
        "Tumen: Ibu kota?",
        "[1] Wonsan  [2] Pyongyang",
        "",
        "Tumen (diubah): Ibu kota?",
        "[1] Wonsan (pilihanmu)  [2] Pyongyang (benar)",
    ]


async def test_a_message_that_telegram_refuses_is_said_so(api: BotApi, rani: Person) -> None:
    assert "message is too long" in await talk(api, rani, ["a" * 5000])


async def test_lines_come_from_a_pipe_until_it_ends(capsys: pytest.CaptureFixture[str]) -> None:
    read_line = lines_of(io.StringIO("satu\ndua\n"))
    assert [await read_line() for _ in range(3)] == ["satu\n", "dua\n", None]
    assert capsys.readouterr().out == "\n> satu\n\n> dua\n"


async def test_long_buttons_stand_one_below_the_other_and_their_going_is_no_news(api: BotApi, rani: Person) -> None:
    left = iter([""])

    async def send_then_take_away() -> str | None:
        keys = [[{"text": "a" * 40, "callback_data": "a"}], [{"text": "b" * 40, "callback_data": "b"}]]
        place = {"chat_id": rani.id, "text": "Pilih."}
        sent = api.call("sendMessage", {**place, "reply_markup": {"inline_keyboard": keys}})
        api.call("editMessageText", {**place, "message_id": sent["message_id"]})
        return next(left, None)

    api.open_private(rani)
    written: list[str] = []
    await converse(api, rani, send_then_take_away, written.append)
    assert written[1:3] == ["\nTumen: Pilih.", f"[1] {'a' * 40}\n[2] {'b' * 40}"]
    assert [line for line in written if "diubah" in line] == []
