"""HTML as Telegram reads it; the refusals are worded as its server words them."""

from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.html_text import parse_html
from bot.playground.refusals import BotApiError
from bot.playground.utf16 import part, units


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


READ = [
    ("plain", "plain", []),
    ("<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
    ("<i>a</i> <em>b</em>", "a b", [entity("italic", 0, 1), entity("italic", 2, 1)]),
    ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
    ("<s>a</s><strike>b</strike><del>c</del>", "abc", [entity("strikethrough", n, 1) for n in range(3)]),
    ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
    ("<b>a<i>b</i></b>", "ab", [entity("italic", 1, 1), entity("bold", 0, 2)]),
    ("<code>x</code>", "x", [entity("code", 0, 1)]),
    ("<pre>x</pre>", "x", [entity("pre", 0, 1)]),
    ('<pre><code class="language-yaml">x</code></pre>', "x", [entity("pre", 0, 1, language="yaml")]),
    ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
    ('<a href="https://example.org">x</a>', "x", [entity("text_link", 0, 1, url="https://example.org")]),
    (
        "<a href='https://example.org/?a=1&amp;b'>x</a>",
        "x",
        [entity("text_link", 0, 1, url="https://example.org/?a=1&b")],
    ),
    ('<a href="nowhere">x</a>', "x", []),
    (
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
        "👍",
        [entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")],
    ),
    (
        '<tg-time unix="1647531900" format="wDT">soon</tg-time>',
        "soon",
        [entity("date_time", 0, 4, unix_time=1647531900, date_time_format="wDT")],
    ),
    ("<B>a</B>", "a", [entity("bold", 0, 1)]),
    ("<b>a</>", "a", [entity("bold", 0, 1)]),
    ("<b></b>x", "x", []),
    ("😀<b>a</b>", "😀a", [entity("bold", 2, 1)]),
    ("&lt;b&gt; &amp; &quot;", '<b> & "', []),
    ("&#233;&#x1F600;", "é😀", []),
    ("&nbsp; &copy; &unknown; &", "&nbsp; &copy; &unknown; &", []),
    ("&lt without its end", "< without its end", []),
    ("&#0; &#xD800;", "&#0; &#xD800;", []),
]


@pytest.mark.parametrize(("html", "text", "entities"), READ)
def test_what_is_read(html: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(html) == (text, tuple(entities))


REFUSED = [
    ("<br>", 'Unsupported start tag "br" at byte offset 0'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
    ("<b/>", 'Unsupported start tag "b/" at byte offset 0'),
    ("x <b", "Unclosed start tag at byte offset 2"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ('<a href="x"', "Unclosed start tag at byte offset 0"),
    ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
]


@pytest.mark.parametrize(("html", "reason"), REFUSED)
def test_what_is_refused(html: str, reason: str) -> None:
    with pytest.raises(BotApiError) as refusal:
        parse_html(html)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(escape(text)) == (text, ())


@given(st.text(st.sampled_from("<>/=\"'& ;#abi\n😀spanprecode-")))
def test_any_text_is_read_or_refused_and_entities_lie_within(html: str) -> None:
    try:
        text, entities = parse_html(html)
    except BotApiError as refusal:
        assert refusal.code == 400  # noqa: PT017
        return
    for found in entities:
        assert 0 < found["length"] <= units(text) - found["offset"]
        assert part(text, found["offset"], found["length"]) in text
