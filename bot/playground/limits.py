"""Telegram's limits on what a bot may send, refused in Telegram's words."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.playground.formatting import Formatted
from bot.playground.refusals import bad_request
from bot.playground.utf16 import units

# All from https://core.telegram.org/bots/api; lengths are counted after parsing.
TEXT, CAPTION = 4096, 1024
BUTTONS, CALLBACK_DATA_BYTES, COPY_TEXT = 100, 64, 256
CALLBACK_ANSWER = 200
DOWNLOAD, UPLOAD, PHOTO = 20 * 2**20, 50 * 2**20, 10 * 2**20
COMMANDS, COMMAND, COMMAND_DESCRIPTION = 100, 32, 256
BUTTON_USES = (
    *("callback_data", "url", "copy_text", "switch_inline_query", "switch_inline_query_current_chat"),
    *("switch_inline_query_chosen_chat", "web_app", "login_url", "callback_game", "pay"),
)
STYLES = ("primary", "success", "danger")


def check_text(text: Formatted, too_long: str = "message is too long") -> Formatted:
    if not text.text:
        raise bad_request("message text is empty")
    if units(text.text) > TEXT:
        raise bad_request(too_long)
    return text


def check_caption(caption: Formatted) -> Formatted:
    if units(caption.text) > CAPTION:
        raise bad_request("message caption is too long")
    return caption


def check_keyboard(rows: Any) -> tuple[tuple[Mapping[str, Any], ...], ...]:
    """The rows of an inline keyboard, each button with one use."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: Array of Arrays expected")
    buttons = [button for row in rows for button in row]
    for button in buttons:
        _check_button(button)
    if len(buttons) > BUTTONS:
        raise bad_request("reply markup is too long")
    return tuple(tuple(row) for row in rows if row)


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or "text" not in button:
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not str(button["text"]).strip():
        raise bad_request("inline keyboard button text must be non-empty")
    uses = [use for use in BUTTON_USES if use in button]
    if not uses:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if uses[0] == "callback_data" and not 1 <= len(str(button["callback_data"]).encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if uses[0] == "url" and "." not in button["url"] and "://" not in button["url"]:
        raise bad_request("BUTTON_URL_INVALID")
    if uses[0] == "copy_text" and not 1 <= units(button["copy_text"].get("text", "")) <= COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.get("style", "primary") not in STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")


def check_commands(commands: Any) -> list[dict[str, str]]:
    if not isinstance(commands, list) or not all(isinstance(command, dict) for command in commands):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_checked_command(command) for command in commands]


def _checked_command(command: Mapping[str, Any]) -> dict[str, str]:
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", ""))
    letters = name.replace("_", "a")
    if not (1 <= len(name) <= COMMAND and letters.isascii() and letters.isalnum() and name == name.lower()):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= units(description) <= COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def check_size(content: bytes, most: int = UPLOAD) -> bytes:
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > most:
        raise bad_request("file is too big")
    return content


def check_options(correct: Iterable[int], options: int) -> None:
    if any(not 0 <= number < options for number in correct):
        raise bad_request("wrong correct option ID specified")
