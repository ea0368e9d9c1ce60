"""From Markdown to Telegram's HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.markup import from_markdown
from bot.playground.html_text import parse_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**tebal** dan *miring*", "<b>tebal</b> dan <i>miring</i>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("satu\ndua\n\ntiga", "satu dua\n\ntiga"),
        ("- satu\n- dua", "• satu\n• dua"),
        ("[peta](https://example.org)", '<a href="https://example.org">peta</a>'),
    ],
)
def test_markdown_becomes_what_telegram_reads(markdown: str, html: str) -> None:
    assert from_markdown(markdown) == html


@given(st.text(max_size=200))
def test_whatever_is_written_telegram_can_read_it(text: str) -> None:
    parse_html(from_markdown(text))
