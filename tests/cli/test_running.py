"""The bot as a process: how it starts, stops, and refuses."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.running import LONGEST_END
from bot.playground.bot_api import BotApi
from bot.playground.refusals import ConnectionDropped, bad_request, conflict, too_many_requests
from bot.playground.server import serve
from tests.faults.killing import free_port
from tests.postgres import Server

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
# Other databases, a web server, grammars, charts, formats, the playground: each costs more than an answer.
NOT_FOR_A_FIRST_ANSWER = {
    "aiohttp.web", "alembic", "asyncpg", "sqlalchemy.dialects.postgresql", "sqlalchemy.orm",
    "bot.bank.formats", "bot.bank.recovery", "bot.bank.yaml_writing", "bot.chat.webhook", "bot.generation.drafts",
    "bot.playground", "bot.storage.postgres", "lemminflect", "Sastrawi", "matplotlib", "numpy", "openpyxl", "rich",
}  # fmt: skip


@dataclass
class Town:
    """Telegram's server on loopback, and a folder for the database."""

    api: BotApi
    address: str
    folder: Path

    @asynccontextmanager
    async def bot(self, *words: str, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
        """`python -m bot run`, killed at the end if it still runs."""
        own = {
            "TELEGRAM_TOKEN": self.api.token,
            "TELEGRAM_API_URL": self.address,
            "DATABASE_URL": f"sqlite:///{self.folder}/tumen.db",
            **settings,
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *(words or ("run",))),
            cwd=ROOT,
            env={**os.environ, **own},
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    async def answered(self, times: int = 1) -> None:
        """Until the bot has said so much."""
        async with asyncio.timeout(PATIENCE):
            while sum(name == "sendMessage" for name, _ in self.api.calls) < times:
                await asyncio.sleep(0.005)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    api = BotApi()
    runner, address = await serve(api)
    yield Town(api, address, tmp_path)
    await runner.cleanup()


async def test_it_answers_and_ends_in_order_when_it_is_told_to(town: Town) -> None:
    town.api.start(town.api.add_person("Rani"))
    async with town.bot() as bot:
        await town.answered()
        begun = asyncio.get_running_loop().time()
        bot.send_signal(signal.SIGTERM)
        assert await bot.wait() == 0
        # Then Docker and systemd would kill it; that it takes five at most is measured by `make faults`.
        assert asyncio.get_running_loop().time() - begun < 10
    assert not town.api.updates.pending()


async def test_until_it_has_answered_it_loads_nothing_that_answering_does_not_need(town: Town) -> None:
    town.api.start(town.api.add_person("Rani"))
    async with town.bot(PYTHONPROFILEIMPORTTIME="1") as bot:
        listening = asyncio.create_task(bot.communicate())
        await town.answered()
        bot.send_signal(signal.SIGTERM)
        _, told = await listening
    loaded = {line.rpartition("|")[2].strip() for line in told.decode().splitlines()}
    assert "bot.chat.study_handlers" in loaded
    assert not loaded & NOT_FOR_A_FIRST_ANSWER


async def test_told_to_end_under_load_it_loses_nothing(town: Town) -> None:
    people = [town.api.add_person(f"Murid {number}") for number in range(300)]
    for person in people:
        town.api.start(person)
    async with town.bot() as bot:
        await town.answered(times=20)
        bot.send_signal(signal.SIGTERM)
        assert await bot.wait() == 0
    async with town.bot():
        await town.answered(times=300)
    assert all(len(town.api.messages(person)) == 2 for person in people)


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_told_to_end_while_the_database_does_not_answer_it_ends(town: Town, postgres: Server, way: str) -> None:
    if not postgres.process:
        pytest.skip("a PostgreSQL that is not ours to stop")
    town.api.start(town.api.add_person("Rani"))
    async with town.bot(*words(way), DATABASE_URL=postgres.database(), **settings(way)) as bot:
        await town.answered()
        with postgres.hanging():
            await ends(bot)


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_told_to_end_while_telegram_does_not_answer_it_ends(town: Town, way: str) -> None:
    town.api.start(town.api.add_person("Rani"))
    async with town.bot(*words(way), **settings(way)) as bot:
        await town.answered()
        town.api.latency = 60
        town.api.start(town.api.add_person("Sam"))
        await ends(bot)


async def test_told_to_end_while_telegram_has_never_answered_it_ends(town: Town) -> None:
    town.api.latency = 60
    async with town.bot(LOG_LEVEL="INFO") as bot:
        async with asyncio.timeout(PATIENCE):
            while not (town.folder / "tumen.db-wal").exists():  # the database comes first, then Telegram
                await asyncio.sleep(0.01)
        await ends(bot)


def words(way: str) -> list[str]:
    return ["run"] if way == "polling" else ["run", "--webhook"]


def settings(way: str) -> dict[str, str]:
    if way == "polling":
        return {}
    port = free_port()
    return {"PORT": str(port), "WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": "a-secret-of-the-house"}


async def ends(bot: asyncio.subprocess.Process) -> None:
    """In less than five seconds, on a machine that does nothing else."""
    bot.send_signal(signal.SIGTERM)
    async with asyncio.timeout(3 * LONGEST_END):
        assert await bot.wait() == 0


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_what_passes_by_itself_as_it_starts_is_waited_for(town: Town, way: str) -> None:
    first = "deleteWebhook" if way == "polling" else "setWebhook"
    for fault in (ConnectionDropped(), too_many_requests(1)):
        town.api.fail_next(first, fault)
    town.api.start(town.api.add_person("Rani"))
    async with town.bot(*words(way), **settings(way)) as bot:
        await town.answered()
        bot.send_signal(signal.SIGTERM)
        _, said = await bot.communicate()
    assert [name for name, _ in town.api.calls].count(first) == 3
    assert b"trying again" in said
    assert b"Traceback" not in said


async def test_a_webhook_that_telegram_refuses_ends_it_with_2_and_says_which_setting_to_look_at(town: Town) -> None:
    town.api.fail_next("setWebhook", bad_request("bad webhook: An HTTPS URL must be provided for webhook"))
    async with town.bot(*words("webhook"), **settings("webhook")) as bot:
        _, said = await bot.communicate()
    assert (bot.returncode, b"WEBHOOK_URL" in said, b"Traceback" in said) == (2, True, False)


async def test_beside_another_poller_it_ends_with_1(town: Town) -> None:
    town.api.fail_next("getUpdates", conflict("terminated by other getUpdates request"))
    async with town.bot() as bot:
        _, said = await bot.communicate()
    assert (bot.returncode, b"somebody else is polling" in said) == (1, True)


async def test_with_a_token_that_nobody_gave_it_ends_with_2_and_does_not_say_it(town: Town) -> None:
    token = "123456789:" + "wrong" * 7
    async with town.bot(TELEGRAM_TOKEN=token, LOG_LEVEL="DEBUG") as bot:
        _, said = await bot.communicate()
    assert bot.returncode == 2
    assert token.encode() not in said


async def test_all_faults_in_the_settings_are_named_at_once_and_it_ends_with_2(town: Town) -> None:
    async with town.bot("run", "--webhook", TELEGRAM_TOKEN="", PORT="high", DATABASE_URL="mysql://x") as bot:
        _, said = await bot.communicate()
    assert bot.returncode == 2
    for name in ("TELEGRAM_TOKEN", "PORT", "DATABASE_URL", "WEBHOOK_URL", "WEBHOOK_SECRET"):
        assert name.encode() in said


async def test_a_second_bot_on_the_same_database_ends_with_1_and_harms_nothing(town: Town) -> None:
    town.api.start(town.api.add_person("Rani"))
    async with town.bot():
        await town.answered()
        async with town.bot() as second:
            _, said = await second.communicate()
    assert (second.returncode, b"another bot" in said) == (1, True)


async def test_a_torn_database_is_refused_with_the_way_back(town: Town) -> None:
    (town.folder / "tumen.db").write_bytes(b"not a database, " * 1000)
    async with town.bot() as bot:
        _, said = await bot.communicate()
    assert bot.returncode == 1
    assert b"restore" in said


async def test_a_token_is_in_no_log_line(town: Town) -> None:
    town.api.fail_next("getUpdates", conflict("terminated by other getUpdates request"))
    async with town.bot(LOG_LEVEL="DEBUG") as bot:
        _, said = await bot.communicate()
    assert said
    assert town.api.token.encode() not in said
