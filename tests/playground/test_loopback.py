"""A real PTB bot on the playground."""

import asyncio

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.playground.bot_api import BotApi
from bot.playground.chats import Person
from bot.playground.loopback import Loopback
from bot.playground.refusals import ConnectionDropped, bad_gateway, too_many_requests

START = InlineKeyboardMarkup([[InlineKeyboardButton("Mulai", callback_data="go")]])


async def test_what_the_bot_sends_stands_in_the_chat(api: BotApi, rani: Person, bot: telegram.Bot) -> None:
    api.start(rani)
    sent = await bot.send_message(rani.id, "Halo, <b>Rani</b>.", parse_mode="HTML", reply_markup=START)
    assert sent.text == "Halo, Rani."
    assert sent.reply_markup == START
    shown = api.last(rani)
    assert (shown.text, shown.stretches("bold"), shown.buttons) == ("Halo, Rani.", ["Rani"], ["Mulai"])


async def test_an_application_answers_words_commands_and_presses(api: BotApi, rani: Person) -> None:
    builder = Application.builder().token(api.token).request(Loopback(api)).get_updates_request(Loopback(api))
    application = builder.updater(None).build()
    application.add_handler(CommandHandler("start", greet))
    application.add_handler(CallbackQueryHandler(begin))
    application.add_handler(MessageHandler(filters.TEXT, repeat))
    async with application:
        api.start(rani, "kelas-7b")
        await process_all(application)
        assert api.last(rani).text == "Halo kelas-7b"
        press = api.press(rani, api.last(rani), "Mulai")
        await process_all(application)
        assert (api.last(rani).text, press.text) == ("1/3", "Mulai!")
        api.say(rani, rani, "pyonyang")
        await process_all(application)
        assert api.last(rani).text == "pyonyang?"


async def process_all(application: Application) -> None:  # type: ignore[type-arg]
    offset = 0
    while updates := await application.bot.get_updates(offset=offset, timeout=0):
        for update in updates:
            await application.process_update(update)
            offset = update.update_id + 1


async def greet(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(f"Halo {context.args[0]}", reply_markup=START)


async def begin(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer("Mulai!")
    await update.callback_query.edit_message_text("1/3")


async def repeat(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(f"{update.message.text}?")


async def test_a_long_poll_ends_when_something_is_said(api: BotApi, rani: Person, bot: telegram.Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0)
    api.say(rani, rani, "halo")
    (update,) = await polling
    assert update.message.text == "halo"


async def test_a_second_poller_sends_the_first_away(api: BotApi, rani: Person, bot: telegram.Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(telegram.error.Conflict, match="terminated by other getUpdates request"):
        await first
    api.say(rani, rani, "halo")
    assert len(await second) == 1


async def test_a_poller_that_gave_up_is_not_sent_away_any_more(api: BotApi, rani: Person, bot: telegram.Bot) -> None:
    first = asyncio.create_task(api.respond(api.token, "getUpdates", {"timeout": 30}))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait([first])
    second = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0)
    api.say(rani, rani, "halo")
    assert len(await second) == 1


async def test_documents_go_up_and_down(api: BotApi, rani: Person, bot: telegram.Bot) -> None:
    api.send_document(rani, rani, "kuis.yaml", b"- q: a\n")
    (update,) = await bot.get_updates()
    document = update.message.document
    assert (document.file_name, document.file_size) == ("kuis.yaml", 7)
    file = await document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"- q: a\n"
    sent = await bot.send_document(rani.id, b"- q: b\n", filename="baru.yaml", caption="<i>Baru</i>", parse_mode="HTML")
    assert (sent.document.file_name, sent.caption) == ("baru.yaml", "Baru")
    again = await bot.send_document(rani.id, sent.document.file_id)
    assert again.document.file_unique_id == sent.document.file_unique_id


async def test_faults_reach_the_bot_as_ptb_knows_them(
    api: BotApi, rani: Person, bot: telegram.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    api.start(rani)
    api.fail_next("sendMessage", too_many_requests(7))
    with pytest.raises(telegram.error.RetryAfter):
        await bot.send_message(rani.id, "a")
    api.fail_next("sendMessage", bad_gateway())
    with pytest.raises(telegram.error.NetworkError, match="Bad Gateway"):
        await bot.send_message(rani.id, "a")
    api.fail_next("sendMessage", ConnectionDropped(after=True))
    with pytest.raises(telegram.error.NetworkError):
        await bot.send_message(rani.id, "arrived")
    assert [message.text for message in api.messages(rani)] == ["/start", "arrived"]


async def test_a_wrong_token_is_unauthorized(api: BotApi) -> None:
    with pytest.raises(telegram.error.InvalidToken):
        await telegram.Bot("1:wrong", request=Loopback(api)).get_me()


async def test_a_person_who_blocks_the_bot_is_not_reached(api: BotApi, rani: Person, bot: telegram.Bot) -> None:
    api.start(rani)
    api.block(rani)
    with pytest.raises(telegram.error.Forbidden, match="bot was blocked by the user"):
        await bot.send_message(rani.id, "a")
    kinds = [update for update in await bot.get_updates() if update.my_chat_member]
    assert kinds[0].my_chat_member.new_chat_member.status == "kicked"
    api.start(rani)
    assert (await bot.send_message(rani.id, "a")).text == "a"


async def test_ptb_reads_everything_that_is_answered(api: BotApi, rani: Person, bot: telegram.Bot) -> None:
    group = api.add_group("Kelas 7B", rani)
    api.add_bot(group, rani)
    api.start(rani)
    assert (await bot.get_me()).username == "tumen_bot"
    assert (await bot.get_chat(rani.id)).first_name == "Rani"
    assert (await bot.get_chat(group.id)).title == "Kelas 7B"
    assert [member.status for member in await bot.get_chat_administrators(group.id)] == ["creator"]
    assert (await bot.get_chat_member(group.id, bot.id)).status == "member"
    api.promote_bot(group, rani)
    assert (await bot.get_chat_member(group.id, bot.id)).status == "administrator"
    await bot.set_my_commands([("kuis", "Sepuluh soal")], language_code="id")
    assert (await bot.get_my_commands(language_code="id"))[0].command == "kuis"
    await bot.set_my_name("Tumen", language_code="id")
    await bot.set_my_description("Belajar", language_code="id")
    await bot.set_my_short_description("Tutor", language_code="id")
    assert (await bot.get_my_description("id")).description == "Belajar"
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.send_chat_action(rani.id, "typing")
    message = api.say(rani, rani, "a")
    assert await bot.set_message_reaction(rani.id, message.id, "👍")
    poll = await bot.send_poll(rani.id, "Ya?", ["ya", "tidak"], type="quiz", correct_option_ids=[0], open_period=30)
    api.vote(rani, api.last(rani), [0])
    assert (await bot.stop_poll(rani.id, poll.message_id)).total_voter_count == 1
    assert await bot.delete_message(rani.id, message.id)
    kinds = ("my_chat_member", "message", "poll")
    heard = [next(kind for kind in kinds if getattr(update, kind)) for update in await bot.get_updates()]
    assert heard == ["my_chat_member", "message", "message", "my_chat_member", "message", "poll", "poll"]
