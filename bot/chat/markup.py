"""From a lesson's Markdown to Telegram's HTML."""

import re

from bot.i18n.translator import Html, escape

_RULES = (
    (re.compile(r"\*\*(.+?)\*\*", re.DOTALL), r"<b>\1</b>"),
    (re.compile(r"(?<![\w*])\*(?!\s)(.+?)(?<!\s)\*(?![\w*])", re.DOTALL), r"<i>\1</i>"),
    (re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"^[-*] ", re.MULTILINE), "• "),
)


def from_markdown(text: str) -> Html:
    """Bold, italic, links and lists; a single line break inside a paragraph is a space, as in Markdown."""
    html = escape(text)
    for pattern, replacement in _RULES:
        html = Html(pattern.sub(replacement, html))
    paragraphs = [re.sub(r"\n(?!• )", " ", part.strip()) for part in re.split(r"\n\s*\n", html)]
    return Html("\n\n".join(part for part in paragraphs if part))
