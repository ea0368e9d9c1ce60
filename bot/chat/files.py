"""Files that people send: fetched, read where they can do no harm, and handed to the workshop."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot

from bot.bank.confined import read_confined
from bot.bank.limits import CHAT
from bot.chat.incoming import Incoming
from bot.chat.message import Said
from bot.chat.request import call
from bot.chat.teaching_handlers import TeachingHandlers
from bot.grading.lexicon import Lexicon
from bot.services.records import Records
from bot.services.set_records import Job


@dataclass(frozen=True)
class QuestionFiles:
    """The work behind a file of questions."""

    bot: Bot
    teaching: TeachingHandlers
    clock: Callable[[], datetime]

    async def __call__(self, job: Job) -> Callable[[Records], list[Said]]:
        file_id, _, name = job.payload.partition("\n")
        data = await fetch(self.bot, file_id, CHAT.bytes)
        at = self.clock()
        reading = await asyncio.to_thread(read_confined, data, name, at.date(), Lexicon.empty())
        incoming = Incoming(job.number, job.learner_id, job.chat_id, private=True, at=at, language="", name="")
        if not reading.text:
            return lambda records: self.teaching.unreadable(records, incoming, name, reading)
        return lambda records: self.teaching.received(records, incoming, name, reading.text)


async def fetch(bot: Bot, file_id: str, most: int) -> bytes:
    """The bytes of a file that somebody sent, no more than `most` and one."""
    place = await call(bot, "getFile", {"file_id": file_id})
    data = await bot.request.retrieve(f"{bot.base_file_url}/{place['file_path']}")
    return bytes(data[: most + 1])
