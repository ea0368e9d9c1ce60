"""Plain words, which take the shortest way, are read as PTB itself would read them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Bot

from bot.chat.failures import Unreadable
from bot.chat.incoming import Incoming, read, read_plain
from bot.chat.parsing import parse

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BOT = Bot("1:plain")
SOUND: dict[str, Any] = {
    "update_id": 7,
    "message": {
        "message_id": 3,
        "date": 1_700_000_000,
        "from": {"id": 5, "is_bot": False, "first_name": "Rani", "last_name": "S", "language_code": "id"},
        "chat": {"id": 5, "type": "private", "first_name": "Rani"},
        "text": "Vladivostok",
    },
}
ODD: list[Any] = [None, True, False, -1, 0, 2**31, 2**63, 2**70, 1.5, float("nan"), "", "7", "\ud800", "\0", "group"]
ANYTHING = st.sampled_from([*ODD, [], {}, [[]], ["id"], {"id": 5}, {"id": "seven"}])
FIELDS = [
    *((name,) for name in ("update_id", "message")),
    *(("message", name) for name in ("message_id", "date", "from", "chat", "text")),
    *(("message", "from", name) for name in ("id", "is_bot", "first_name", "last_name", "language_code")),
    *(("message", "chat", name) for name in ("id", "type", "first_name")),
    ("callback_query",),
    ("edited_message",),
]
LEFT_OUT = object()
CHANGES = st.lists(st.tuples(st.sampled_from(FIELDS), ANYTHING | st.just(LEFT_OUT)), min_size=1, max_size=3)


def changed(whole: Any, path: tuple[str, ...], value: object) -> Any:
    """A copy in which `value` stands at the end of `path`, or nothing at all."""
    if not isinstance(whole, dict):
        return whole
    name, *rest = path
    if rest:
        return whole | {name: changed(whole.get(name), tuple(rest), value)}
    others = {each: inner for each, inner in whole.items() if each != name}
    return others if value is LEFT_OUT else others | {name: value}


def seen(update: Any) -> Incoming | None:
    """What the bot makes of it; None where it cannot be read."""
    try:
        return read(parse(update, BOT), NOW)
    except Unreadable:
        return None


@settings(max_examples=300, deadline=None)
@given(CHANGES)
def test_whatever_stands_in_a_field_the_short_way_reads_it_as_ptb_does_or_leaves_it_to_ptb(
    changes: list[tuple[tuple[str, ...], object]],
) -> None:
    update: Any = SOUND
    for path, value in changes:
        update = changed(update, path, value)
    assert read_plain(update, NOW) in (None, seen(update))


def test_words_and_nothing_else_in_a_private_chat_take_the_short_way() -> None:
    assert read_plain(SOUND, NOW) == seen(SOUND) is not None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("message", "entities"), [{"type": "bot_command", "offset": 0, "length": 5}]),
        (("message", "reply_to_message"), SOUND["message"]),
        (("message", "via_bot"), SOUND["message"]["from"]),
        (("message", "text"), ""),
        (("message", "chat", "type"), "supergroup"),
        (("edited_message",), SOUND["message"]),
    ],
    ids=str,
)
def test_whatever_is_more_than_plain_words_is_left_to_ptb(path: tuple[str, ...], value: object) -> None:
    assert read_plain(changed(SOUND, path, value), NOW) is None
