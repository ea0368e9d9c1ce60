"""Pictures above a card or a question."""

import json
from dataclasses import replace
from pathlib import Path

from bot.bootstrap import Content
from bot.chat.letters import letters, to_call
from bot.chat.message import Message, Picture
from bot.i18n.translator import Html
from tests.playing import Clock, Playing


def test_a_picture_on_the_web_is_sent_by_its_address() -> None:
    call = to_call(Picture("https://example.org/map.png", Html("A map.")))
    assert (call["method"], call["params"]["photo"]) == ("sendPhoto", "https://example.org/map.png")
    assert "A map." in call["params"]["caption"]


def test_our_own_pictures_do_not_fill_the_outbox(clock: Clock, content: Content) -> None:
    picture = Picture(max(content.library.pictures.values(), key=lambda path: path.stat().st_size), Html("A map."))
    photo, text = letters([Message(Html("Text."), picture=picture)], 1, 1, "x", clock.now)
    assert len(photo.call) < 500
    assert json.loads(text.call)["params"]["text"] == "Text."


def test_an_edited_message_gets_no_second_picture(clock: Clock) -> None:
    said = Message(Html("Text."), edits=7, picture=Picture("https://example.org/map.png"))
    assert len(letters([said], 1, 1, "x", clock.now)) == 1


async def test_words_come_through_when_a_picture_is_gone(small: Content, clock: Clock) -> None:
    nowhere = {"dot.id.png": Path("/nowhere/dot.id.png")}
    async with Playing.on(replace(small, library=replace(small.library, pictures=nowhere)), clock) as playing:
        rani = playing.person()
        await playing.says(rani, "/start pictured")
        assert any("Apa yang ada di titik itu?" in text for text in await playing.presses(rani, "Mulai"))
