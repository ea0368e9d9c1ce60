"""How the bot introduces itself: its command menu, name and description, in each language."""

import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.chat.request import call
from bot.i18n.translator import Translator

logger = logging.getLogger(__name__)

# The command's own word in each language, and the key of what is said of it, in the order of the menu.
COMMANDS = (
    ({"id": "start", "en": "start"}, "command.start"),
    ({"id": "belajar", "en": "study"}, "command.study"),
    ({"id": "ulang", "en": "review"}, "command.review"),
    ({"id": "pelajaran", "en": "lessons"}, "command.lessons"),
    ({"id": "kuis", "en": "quiz"}, "command.quiz"),
    ({"id": "kemajuan", "en": "progress"}, "command.progress"),
    ({"id": "pengingat", "en": "reminders"}, "command.reminders"),
    ({"id": "bahasa", "en": "language"}, "command.language"),
    ({"id": "bantuan", "en": "help"}, "command.help"),
    ({"id": "batal", "en": "cancel"}, "command.cancel"),
    ({"id": "istilah", "en": "glossary"}, "command.glossary"),
    ({"id": "sumber", "en": "sources"}, "command.sources"),
    ({"id": "buat", "en": "create"}, "command.create"),
    ({"id": "soalku", "en": "mysets"}, "command.mysets"),
    ({"id": "privasi", "en": "privacy"}, "command.privacy"),
    ({"id": "data", "en": "data"}, "command.data"),
    ({"id": "lupakan", "en": "forget"}, "command.forget"),
)
# Without a language code stands what everybody else sees.
LANGUAGE_CODES = (("", "id"), ("id", "id"), ("en", "en"))


async def introduce(bot: Bot, translator: Translator) -> None:
    """Tell Telegram what differs from what it shows; a failure is logged and changes nothing."""
    try:
        for code, language in LANGUAGE_CODES:
            await _commands(bot, translator, code, language)
            await _text(bot, "MyName", "name", code, translator.say(language, "bot.name"))
            await _text(bot, "MyDescription", "description", code, translator.say(language, "bot.description"))
            short = translator.say(language, "bot.short_description")
            await _text(bot, "MyShortDescription", "short_description", code, short)
    except TelegramError as error:
        logger.warning("introduction.failed", extra={"cause": type(error).__name__})


async def _commands(bot: Bot, translator: Translator, code: str, language: str) -> None:
    wanted = [{"command": word[language], "description": translator.say(language, key)} for word, key in COMMANDS]
    scope = {"type": "all_private_chats"}
    where = {"scope": scope} | ({"language_code": code} if code else {})
    if await call(bot, "getMyCommands", where) != wanted:
        await call(bot, "setMyCommands", where | {"commands": wanted})


async def _text(bot: Bot, method: str, field: str, code: str, wanted: str) -> None:
    where = {"language_code": code} if code else {}
    shown = await call(bot, f"get{method}", where)
    if not isinstance(shown, dict) or shown.get(field) != wanted:
        await call(bot, f"set{method}", where | {field: wanted})
