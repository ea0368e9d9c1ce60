"""What becomes of a text on its way into a message."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.formatting import put_right, read_text
from bot.playground.refusals import BotApiError
from bot.playground.utf16 import part, units


def stretches(html: str) -> list[tuple[str, str]]:
    read = read_text(html, "HTML")
    return [(found["type"], part(read.text, found["offset"], found["length"])) for found in read.entities]


SHOWN = [
    ("  <b> a </b>  ", [("bold", "a")]),
    ("<b>a</b><b>b</b>", [("bold", "ab")]),
    ("<b>a<b>b</b></b>", [("bold", "ab")]),
    ("<code><b>x</b></code>", [("code", "x")]),
    ("<b>a<code>x</code>c</b>", [("bold", "a"), ("code", "x"), ("bold", "c")]),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", [("blockquote", "ab")]),
    ("<blockquote><b>a</b></blockquote>", [("blockquote", "a"), ("bold", "a")]),
    ("<pre>/start https://example.org</pre>", [("pre", "/start https://example.org")]),
    ("<b>/start</b>", [("bold", "/start"), ("bot_command", "/start")]),
]


@pytest.mark.parametrize(("html", "shown"), SHOWN)
def test_entities_are_put_right(html: str, shown: list[tuple[str, str]]) -> None:
    assert stretches(html) == shown


FOUND: list[tuple[str, list[tuple[str, str]]]] = [
    ("/kuis", [("bot_command", "/kuis")]),
    ("/kuis@tumen_bot 10", [("bot_command", "/kuis@tumen_bot")]),
    ("coba /kuis, lalu /bahasa.", [("bot_command", "/kuis"), ("bot_command", "/bahasa")]),
    ("19/6/2024 dan/atau", []),
    ("baca https://example.org/a_b?c=1.", [("url", "https://example.org/a_b?c=1")]),
    ("tulis ke guru@example.org", [("email", "guru@example.org")]),
    ("halo @rani_7b", [("mention", "@rani_7b")]),
    ("#sejarah #7", [("hashtag", "#sejarah")]),
    ("😀 /kuis", [("bot_command", "/kuis")]),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_commands_links_and_names_are_found(text: str, found: list[tuple[str, str]]) -> None:
    read = put_right(text)
    assert [(one["type"], part(read.text, one["offset"], one["length"])) for one in read.entities] == found


def test_more_than_a_hundred_entities_are_dropped_without_a_word() -> None:
    assert len(read_text("<b>a</b> " * 150, "HTML").entities) == 100


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2", "xml"])
def test_another_parse_mode_than_html_is_refused(mode: str) -> None:
    with pytest.raises(BotApiError, match="unsupported parse_mode"):
        read_text("a", mode)


ENTITIES = st.builds(
    lambda kind, offset, length: {"type": kind, "offset": offset, "length": length},
    st.sampled_from(["bold", "code", "pre", "blockquote", "spoiler", "text_mention"]),
    st.integers(0, 30),
    st.integers(1, 30),
)


@given(st.text(max_size=30), st.lists(ENTITIES, max_size=6))
def test_whatever_is_given_entities_lie_within_the_text(text: str, entities: list[dict[str, Any]]) -> None:
    read = put_right(text, entities)
    for found in read.entities:
        assert found["offset"] >= 0
        assert 0 < found["length"] <= units(read.text) - found["offset"]
