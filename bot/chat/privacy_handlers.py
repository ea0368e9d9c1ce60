"""A learner's data: all of it in two files, or none of it any more."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.chat.buttons import Action, Button, Press
from bot.chat.incoming import Incoming
from bot.chat.message import File, Message, Said, Work
from bot.chat.request import call
from bot.chat.study_handlers import StudyHandlers
from bot.i18n.translator import Translator
from bot.services import privacy
from bot.services.records import Records
from bot.services.set_records import Job

FORGET = "forget"


@dataclass(frozen=True)
class PrivacyHandlers:
    """What a person may ask about themselves."""

    study: StudyHandlers

    def data(self, records: Records, incoming: Incoming) -> list[Said]:
        """Everything as JSON, and the answers once more as a table."""
        learner, views = self.study.meet(records, incoming)
        found = privacy.export(records, learner.id)
        return [
            File("tumen.json", found.everything, views.say("data.everything")),
            File("tumen.csv", found.answers, views.say("data.answers")),
        ]

    def ask(self, records: Records, incoming: Incoming) -> list[Said]:
        """One question, before what cannot be undone."""
        _, views = self.study.meet(records, incoming)
        yes = Button(views.say("button.forget"), Press(Action.FORGET, argument="yes"))
        no = Button(views.say("button.keep"), Press(Action.FORGET, argument="no"))
        return [Message(views.say("forget.ask"), ((yes,), (no,)))]

    def forget(self, records: Records, incoming: Incoming) -> list[Said]:
        """The farewell comes first: afterwards nobody knows any more whom to write to."""
        learner, views = self.study.meet(records, incoming)
        if incoming.press is None or incoming.press.argument != "yes":
            return [Message(views.say("forget.kept"), edits=incoming.message_id)]
        return [Work(FORGET, json.dumps({"message": incoming.message_id, "language": learner.language}))]


@dataclass(frozen=True)
class Forgetting:
    """The work behind it: say so, then erase, the row of this very work included."""

    bot: Bot
    translator: Translator
    clock: Callable[[], datetime]

    async def __call__(self, job: Job) -> Callable[[Records], list[Said]]:
        asked = json.loads(job.payload)
        text = self.translator.say(asked["language"], "forget.done")
        params = {"chat_id": job.chat_id, "message_id": asked["message"], "text": text, "parse_mode": "HTML"}
        # Said before a restart, or blocked since: erased all the same.
        with suppress(BadRequest, Forbidden):
            await call(self.bot, "editMessageText", params)
        return lambda records: self._erase(records, job)

    def _erase(self, records: Records, job: Job) -> list[Said]:
        privacy.forget(records, job.learner_id, self.clock())
        return []
