"""What the Procfile, the Dockerfile and the compose file promise."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import yaml

from bot.playground.bot_api import BotApi
from bot.playground.server import serve
from tests.ports import free_port
from tests.postgres import Server

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent


async def test_the_procfile_runs_two_workers_on_one_database(postgres: Server) -> None:
    api, database, port = BotApi(), postgres.database(), free_port(together=2)  # honcho gives each worker its own
    runner, address = await serve(api)
    own = {
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_API_URL": address,
        "DATABASE_URL": database.replace("postgresql://", "postgres://"),
        "WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "WEBHOOK_SECRET": "a-secret-of-the-house",
        "PATH": f"{TOOLS}:{os.environ['PATH']}",
    }
    environment = {**os.environ, **own}
    release = await asyncio.create_subprocess_exec("honcho", "run", "--", *_line("release"), cwd=ROOT, env=environment)
    assert await release.wait() == 0
    words = ["honcho", "start", "-p", str(port), "-c", "web=2", "web"]
    honcho = await asyncio.create_subprocess_exec(*words, cwd=ROOT, env=environment)
    try:
        people = [api.add_person(f"Murid {number}") for number in range(20)]
        for person in people:
            api.start(person)
        async with asyncio.timeout(180):
            while any(len(api.messages(person)) < 2 for person in people):
                await asyncio.sleep(0.01)
        honcho.send_signal(signal.SIGTERM)
        async with asyncio.timeout(60):
            await honcho.wait()
    finally:
        if honcho.returncode is None:
            honcho.kill()
            await honcho.wait()
        await runner.cleanup()


def test_the_dockerfile_has_nothing_that_a_linter_minds() -> None:
    found = subprocess.run([TOOLS / "hadolint", ROOT / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")


def test_the_compose_file_starts_what_the_procfile_starts() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    for name in ("release", "web"):
        assert ["python", "-m", "bot", *services[name]["command"]] == _line(name)


def _line(name: str) -> list[str]:
    found = re.search(rf"^{name}: (.*)$", (ROOT / "Procfile").read_text(), re.MULTILINE)
    assert found
    return found[1].split()
