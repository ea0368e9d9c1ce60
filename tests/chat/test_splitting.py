"""Long texts are cut where a reader pauses, and Telegram can read every part."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.splitting import MOST_UNITS, split
from bot.playground.html_text import parse_html
from bot.playground.utf16 import units


def words(html: str) -> str:
    return re.sub(r"\s+", "", parse_html(html)[0])


def test_a_short_text_is_left_alone() -> None:
    assert split("<b>satu</b>") == ["<b>satu</b>"]


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("satu dua\n\ntiga empat", ["satu dua", "tiga empat"]),
        ("satu dua\ntiga empat", ["satu dua", "tiga empat"]),
        ("<b>satu dua tiga</b>", ["<b>satu dua</b>", "<b>tiga</b>"]),
        ("<i><b>satu dua tiga</b> ya</i>", ["<i><b>satu dua</b></i>", "<i><b>tiga</b> ya</i>"]),
        (
            "<blockquote expandable>satu dua tiga</blockquote>",
            ["<blockquote expandable>satu dua</blockquote>", "<blockquote expandable>tiga</blockquote>"],
        ),
        (
            "&lt;&lt;&lt;&lt;&lt; &amp;&amp;&amp;&amp;&amp;&amp;&amp;",
            ["&lt;&lt;&lt;&lt;&lt;", "&amp;&amp;&amp;&amp;&amp;&amp;&amp;"],
        ),
        ("abcdefghijklmno", ["abcdefghijkl", "mno"]),
        ("😀😀😀😀😀😀😀", ["😀😀😀😀😀😀", "😀"]),
    ],
)
def test_it_is_cut_at_the_best_pause_and_its_markup_is_whole(html: str, parts: list[str]) -> None:
    assert split(html, most=12) == parts


TEXTS = st.lists(
    st.sampled_from(
        ["kata ", "satu. ", "\n", "\n\n", "😀", "&amp;", "<b>tebal </b>", "<i>miring <b>dua</b></i>", "x" * 40]
    ),
    min_size=1,
    max_size=300,
).map("".join)


@given(TEXTS, st.integers(20, 200))
def test_nothing_is_lost_and_no_part_is_too_long(html: str, most: int) -> None:
    parts = split(html, most)
    assert "".join(words(part) for part in parts) == words(html)
    assert all(units(parse_html(part)[0]) <= most for part in parts)


def test_what_telegram_takes_whole_is_not_cut() -> None:
    assert len(split("kata " * 819)) == 1
    assert len(split("kata " * 1700)) == 3
    assert MOST_UNITS == 4096
