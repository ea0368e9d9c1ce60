"""Bots that say back what they hear, as the manuals of two libraries show it: what ours is measured beside.

python bench/echo_bots.py ptb|aiogram SERVER TOKEN
"""

import asyncio
import sys


def ptb(server: str, token: str) -> None:
    """python-telegram-bot as it comes: sequential polling, httpx."""
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await update.message.reply_text(update.message.text)

    application = Application.builder().token(token).base_url(f"{server}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


def aiogram(server: str, token: str) -> None:
    """aiogram as it comes: polling, every update a task."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text)

    async def run() -> None:
        bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(server)))
        await dispatcher.start_polling(bot)

    asyncio.run(run())


if __name__ == "__main__":
    {"ptb": ptb, "aiogram": aiogram}[sys.argv[1]](*sys.argv[2:])
