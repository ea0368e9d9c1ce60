"""Workers that do nothing but claim reminders and write their letters down: forked, one for each line."""

import asyncio
import sys

from bot import bootstrap
from bot.bootstrap import Content
from bot.playground.bot_api import BotApi
from bot.playground.loopback import Loopback
from bot.settings import Settings
from tests.faults.killing import ROOT
from tests.faults.nursery import fork_for_each_line
from tests.faults.test_reminders import NOW
from tests.playing import Clock


async def claim_all(database: str, content: Content) -> None:
    api, clock = BotApi(), Clock(NOW)
    settings = Settings(telegram_token=api.token, database_url=database)
    worker = bootstrap.put_together(settings, Loopback(api), content, clock, clock.pause)
    # Telegram takes thirty of these a second: what is measured is how soon they are in the outbox.
    worker.outgoing.post = lambda _: None  # type: ignore[method-assign]
    await worker.storage.start()
    while await worker.reminders.turn() or await worker.storage.run(lambda records: records.reminders.due(NOW, 1)):
        pass
    await worker.storage.stop()


def tend(database: str) -> None:
    content = bootstrap.read_content(ROOT / "tests" / "small")
    fork_for_each_line(lambda: asyncio.run(claim_all(database, content)) or 0)


if __name__ == "__main__":
    tend(sys.argv[1])
