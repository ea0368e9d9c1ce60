"""What Telegram refuses to send, in its own words."""

from typing import Any

import pytest

from bot.playground.bot_api import BotApi
from bot.playground.chats import Person
from bot.playground.refusals import BotApiError


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [[button] for button in buttons]}


def with_key(times: int = 1, **button: Any) -> dict[str, Any]:
    return {"text": "a", "reply_markup": keyboard(*[{"text": "a", **button}] * times)}


def quiz(**changes: Any) -> dict[str, Any]:
    return {"question": "Ibu kota?", "options": ["a", "b"], "type": "quiz", "correct_option_ids": [0], **changes}


REFUSED = [
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": " \n "}, "message text is empty"),
    ("sendMessage", {"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
    ("sendMessage", {"text": "a" * 4097}, "message is too long"),
    ("sendMessage", {"text": "😀" * 2049}, "message is too long"),
    ("sendMessage", {"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
    ("sendMessage", with_key(callback_data=""), "BUTTON_DATA_INVALID"),
    ("sendMessage", with_key(callback_data="é" * 33), "BUTTON_DATA_INVALID"),
    ("sendMessage", with_key(), "Text buttons are unallowed in the inline keyboard"),
    ("sendMessage", with_key(text=" ", callback_data="a"), "button text must be non-empty"),
    ("sendMessage", with_key(url="nowhere"), "BUTTON_URL_INVALID"),
    ("sendMessage", with_key(101, callback_data="a"), "reply markup is too long"),
    ("sendMessage", {"text": "a", "reply_markup": "{"}, "can't parse reply markup JSON object"),
    ("sendMessage", {"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ("sendMessage", {"text": "a", "chat_id": ""}, "chat_id is empty"),
    ("sendMessage", {"text": "a", "chat_id": 12}, "chat not found"),
    ("sendMessage", {"text": "\ud800"}, "strings must be encoded in UTF-8"),
    ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
    ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response timeout expired"),
    ("editMessageText", {"text": "a", "message_id": 99}, "message to edit not found"),
    ("deleteMessage", {"message_id": 99}, "message to delete not found"),
    ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
    ("sendDocument", {}, "there is no document in the request"),
    ("sendPoll", quiz(question=""), "poll question must be non-empty"),
    ("sendPoll", quiz(question="a" * 301), "poll question length must not exceed 300"),
    ("sendPoll", quiz(options=["a"] * 13), "poll can't have more than 12 options"),
    ("sendPoll", quiz(options=["a", "b" * 101]), "poll options length must not exceed 100"),
    ("sendPoll", quiz(options=["a", ""]), "poll options must be non-empty"),
    ("sendPoll", quiz(correct_option_ids=[]), "quiz must have a correct answer"),
    ("sendPoll", quiz(correct_option_ids=[2]), "wrong correct option ID specified"),
    ("sendPoll", quiz(explanation="a" * 201), "message is too long"),
    ("sendPoll", quiz(explanation="a\nb\nc\nd"), "too many line feeds"),
    ("sendPoll", quiz(open_period=3), "open period"),
    ("setMyCommands", {"commands": [{"command": "Kuis", "description": "a"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "a"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "kuis", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyDescription", {"description": "a" * 513}, "too long"),
    ("setWebhook", {"url": "http://example.org"}, "An HTTPS URL must be provided for webhook"),
    ("setMessageReaction", {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "x"}]}, "REACTION_INVALID"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "wish", "reason"), REFUSED)
def test_what_is_refused(api: BotApi, rani: Person, method: str, wish: dict[str, Any], reason: str) -> None:
    api.start(rani)
    with pytest.raises(BotApiError) as refusal:
        api.call(method, {"chat_id": rani.id, **wish})
    assert (refusal.value.code, reason in refusal.value.description) == (400, True), refusal.value.description


ALLOWED = [
    ("sendMessage", {"text": "a" * 4096}),
    ("sendMessage", {"text": "<b>" * 500 + "a" * 4096 + "</b>" * 500, "parse_mode": "HTML"}),
    ("sendMessage", with_key(callback_data="a" * 64)),
    ("sendMessage", with_key(100, callback_data="a")),
    ("sendMessage", {"text": "a", "reply_parameters": {"message_id": 99, "allow_sending_without_reply": True}}),
    ("sendPoll", quiz(question="a" * 300, options=["a" * 100] * 12, explanation="a" * 198 + "\n\n")),
    ("sendPoll", quiz(options='[{"text": "a"}, {"text": "<b>b</b>", "text_parse_mode": "HTML"}]')),
]


@pytest.mark.parametrize(("method", "wish"), ALLOWED)
def test_what_just_fits(api: BotApi, rani: Person, method: str, wish: dict[str, Any]) -> None:
    api.start(rani)
    sent = api.call(method, {"chat_id": str(rani.id), **wish})
    assert sent["chat"]["id"] == rani.id


def test_an_unknown_method_is_not_found(api: BotApi) -> None:
    with pytest.raises(BotApiError) as refusal:
        api.call("sendTelepathy", {})
    assert (refusal.value.code, refusal.value.description) == (404, "Not Found")
