"""What was said, as calls of the Bot API: written into the outbox with the answer that it belongs to."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import InputFile

from bot.chat.buttons import pack
from bot.chat.message import File, Message, Picture, Rows, Said, Unbutton
from bot.chat.splitting import split
from bot.i18n.translator import Html
from bot.services.records import Letter

# A send that could outlive its lease is not begun: without this rule half of the replies were shown twice after a kill.
# So a lease is longer than the longest send, by as much as the clocks of two workers may differ; the rest is how long
# a learner waits for what a dead worker held.
LONGEST_SEND = timedelta(seconds=10)
LEASE = LONGEST_SEND + timedelta(seconds=4)


def letters(said: Sequence[Said], learner_id: int, chat_id: int, occasion: str, now: datetime) -> list[Letter]:
    """What was said as letters for the outbox, leased to whoever wrote them."""
    messages = [part for each in said if isinstance(each, Message | Unbutton | File) for part in _with_picture(each)]
    named = next((each.occasion for each in messages if isinstance(each, Message) and each.occasion), occasion)
    until = now + LEASE
    calls = [json.dumps(to_call(part)) for each in messages for part in _parts(each)]
    return [Letter(learner_id, named, place, chat_id, one, until, now) for place, one in enumerate(calls)]


def to_call(said: Message | Unbutton | File | Picture) -> dict[str, Any]:
    """The Bot API method and its parameters, but for the chat; a file's bytes are in base 64."""
    if isinstance(said, File):
        return _file_call(said)
    if isinstance(said, Picture):
        return _picture_call(said)
    if isinstance(said, Unbutton):
        return {"method": "editMessageReplyMarkup", "params": {"message_id": said.message_id}}
    params: dict[str, Any] = {"text": said.text, "parse_mode": "HTML"}
    if said.buttons:
        params["reply_markup"] = {"inline_keyboard": _keyboard(said.buttons)}
    if said.replies_to is not None:
        params["reply_parameters"] = {"message_id": said.replies_to, "allow_sending_without_reply": True}
    if said.edits is None:
        return {"method": "sendMessage", "params": params}
    return {"method": "editMessageText", "params": params | {"message_id": said.edits}}


def upload(file: Mapping[str, str]) -> dict[str, InputFile]:
    """The parameter that carries a letter's file."""
    if "path" in file:
        path = Path(file["path"])
        return {file["field"]: InputFile(path.read_bytes(), filename=path.name)}
    return {file["field"]: InputFile(base64.b64decode(file["content"]), filename=file["name"])}


def _parts(said: Message | Unbutton | File | Picture) -> Sequence[Message | Unbutton | File | Picture]:
    """A text that is too long, in several messages: the first in place of what it edits, the last with buttons."""
    if not isinstance(said, Message) or len(texts := split(said.text)) == 1:
        return (said,)
    first, *rest = [Message(Html(text)) for text in texts]
    *middle, last = rest
    return (replace(first, edits=said.edits), *middle, replace(last, buttons=said.buttons))


def _with_picture(said: Message | Unbutton | File) -> tuple[Message | Unbutton | File | Picture, ...]:
    if isinstance(said, Message) and said.picture and said.edits is None:
        return said.picture, said
    return (said,)


def _file_call(said: File) -> dict[str, Any]:
    params: dict[str, Any] = {"caption": said.caption, "parse_mode": "HTML"}
    if said.buttons:
        params["reply_markup"] = {"inline_keyboard": _keyboard(said.buttons)}
    field = "photo" if said.photo else "document"
    file = {"field": field, "name": said.name, "content": base64.b64encode(said.content).decode()}
    return {"method": f"send{field.capitalize()}", "params": params, "file": file}


def _picture_call(said: Picture) -> dict[str, Any]:
    """Telegram has no field for what a picture shows, so that the words stand below it, folded."""
    caption = f"<blockquote expandable>{said.alt}</blockquote>" if said.alt else ""
    params: dict[str, Any] = {"caption": caption, "parse_mode": "HTML"}
    if isinstance(said.where, str):
        return {"method": "sendPhoto", "params": params | {"photo": said.where}}
    # Our own pictures are read when they are sent: a class that reads a lesson must not fill the outbox with copies.
    return {"method": "sendPhoto", "params": params, "file": {"field": "photo", "path": str(said.where)}}


def _keyboard(rows: Rows) -> list[list[dict[str, str]]]:
    return [[{"text": button.label, "callback_data": pack(button.press)} for button in row] for row in rows]
