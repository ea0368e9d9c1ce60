"""Every command, setting and chat command stands in the manual."""

import re
from pathlib import Path

import pytest

from bot.chat.introduction import COMMANDS as MENU
from bot.cli.main import COMMANDS
from bot.i18n import translator

ROOT = Path(__file__).resolve().parents[1]
RUNNING = (ROOT / "docs" / "running.md").read_text("utf-8")
TOLD = (ROOT / "docs" / "commands.md").read_text("utf-8")
SETTINGS = re.findall(
    r'reader\.(?:token|address|database|ids|zone|one_of|port|secret)\("([A-Z_]+)"',
    (ROOT / "bot" / "settings.py").read_text("utf-8"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_manual(command: str) -> None:
    assert f"python -m bot {command}" in TOLD


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_stands_in_the_manual_and_in_the_example(name: str) -> None:
    assert f"`{name}`" in RUNNING
    assert name in (ROOT / ".env.example").read_text("utf-8")


@pytest.mark.parametrize("language", ["id", "en"])
def test_help_names_the_commands_of_the_menu(language: str) -> None:
    told = translator.load().say(language, "help.text")
    for words, _ in MENU:
        if words["en"] not in ("start", "help"):
            assert f"/{words[language]}" in told, words


def test_every_chat_command_stands_in_the_manual() -> None:
    table = (ROOT / "bot" / "chat" / "application.py").read_text("utf-8")
    for names in re.findall(r"^            \(((?:\"[a-z]+\",? ?)+)\): self", table, re.MULTILINE):
        for name in re.findall(r"[a-z]+", names):
            assert f"`/{name}`" in TOLD, name
