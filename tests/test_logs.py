"""Logs: events and ids, no tokens."""

import io
import json
import logging

import pytest

from bot import logs

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz0123"


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_token_is_hidden_wherever_it_stands(form: str) -> None:
    stream = io.StringIO()
    logs.start("INFO", form, stream)
    try:
        raise ConnectionError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    except ConnectionError:
        logging.getLogger("bot.test").exception("call.failed %s", TOKEN, extra={"url": TOKEN})
    assert TOKEN not in stream.getvalue()
    assert "<token>" in stream.getvalue()


def test_ids_stand_beside_the_event() -> None:
    stream = io.StringIO()
    logs.start("INFO", "json", stream)
    logging.getLogger("bot.test").info("answer.judged", extra={"learner": 7})
    entry = json.loads(stream.getvalue())
    assert (entry["event"], entry["learner"]) == ("answer.judged", "7")


def test_text_is_one_line_for_a_person() -> None:
    stream = io.StringIO()
    logs.start("INFO", "text", stream)
    logging.getLogger("bot.test").info("answer.judged", extra={"learner": 7})
    assert stream.getvalue().endswith("INFO answer.judged learner=7\n")
