"""Files that people send and ask for: read and written where they can do no harm, between the chat and the workshop."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from telegram import Bot

from bot.bank.confined import export_confined, read_confined
from bot.bank.limits import CHAT
from bot.chat.drafting import draft_confined
from bot.chat.incoming import Incoming
from bot.chat.message import Said
from bot.chat.request import call
from bot.chat.teaching_handlers import PASTED, PASTED_NAME, TeachingHandlers
from bot.grading.lexicon import Lexicon
from bot.lessons.checks import Avoided
from bot.services.records import Records, Storage
from bot.services.set_records import Job


@dataclass(frozen=True)
class QuestionFiles:
    """The work behind a file of questions."""

    bot: Bot
    teaching: TeachingHandlers
    clock: Callable[[], datetime]

    async def __call__(self, job: Job) -> Callable[[Records], list[Said]]:
        """The payload is a file's id and its name, or what was pasted."""
        first, _, name = job.payload.partition("\n")
        if job.kind == PASTED:
            data, name = job.payload.encode("utf-8", "replace"), ""
        else:
            data = await fetch(self.bot, first, CHAT.bytes)
        at = self.clock()
        sent = await asyncio.to_thread(read_confined, data, name, at.date())
        incoming = Incoming(job.number, job.learner_id, job.chat_id, private=True, at=at, language="", name="")
        return lambda records: self.teaching.sent(records, incoming, PurePath(name).stem or PASTED_NAME, sent)


@dataclass(frozen=True)
class Exports:
    """The work behind a set in another format."""

    storage: Storage
    teaching: TeachingHandlers
    clock: Callable[[], datetime]

    async def __call__(self, job: Job) -> Callable[[Records], list[Said]]:
        """The payload is the set's id and the name of the format."""
        set_id, _, to = job.payload.partition("\n")
        text = await self.storage.run(lambda records: self.teaching.text_of(records, job.learner_id, set_id))
        writing = await asyncio.to_thread(export_confined, text, set_id, to) if text else None
        incoming = Incoming(job.number, job.learner_id, job.chat_id, True, self.clock(), "", "")
        return lambda records: self.teaching.exported(records, incoming, set_id, to, writing)


@dataclass(frozen=True)
class Articles:
    """The work behind an article: questions are made from it while others go on learning."""

    bot: Bot
    teaching: TeachingHandlers
    lexicon: Lexicon
    avoided: Collection[Avoided]
    clock: Callable[[], datetime]

    async def __call__(self, job: Job) -> Callable[[Records], list[Said]]:
        """The payload is a name and the text, or for a file its id and a name."""
        first, _, rest = job.payload.partition("\n")
        if job.kind == "article_file":
            name, text = rest, (await fetch(self.bot, first, CHAT.bytes)).decode("utf-8-sig", "replace")
        else:
            name, text = first, rest
        questions = await asyncio.to_thread(draft_confined, name, text, self.lexicon, self.avoided)
        incoming = Incoming(job.number, job.learner_id, job.chat_id, True, self.clock(), "", "")
        return lambda records: self.teaching.drafted(records, incoming, name, questions)


async def fetch(bot: Bot, file_id: str, most: int) -> bytes:
    """The bytes of a file that somebody sent, no more than `most` and one."""
    place = await call(bot, "getFile", {"file_id": file_id})
    data = await bot.request.retrieve(f"{bot.base_file_url}/{place['file_path']}")
    return bytes(data[: most + 1])
