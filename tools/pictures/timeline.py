"""A timeline: from top to bottom, a day and what happened."""

from textwrap import wrap
from typing import Any

from matplotlib.figure import Figure

from tools.pictures.style import ACCENT, GROUND, INK, SMALL, TEXT, page, write

SPINE = 0.42
# Letters that fit beside the spine.
LINE_LETTERS = 40
LINE_HEIGHT = 0.25
GAP = 0.2


def timeline(data: dict[str, Any], language: str) -> Figure:
    texts = [(event["when"][language], _lines(event["what"][language])) for event in data["events"]]
    heights = [LINE_HEIGHT * (1 + len(lines)) + GAP for _, lines in texts]
    top = sum(heights) + 0.15
    figure, axes = page(top + 0.75, data["title"][language])
    places = [top - sum(heights[:number]) - LINE_HEIGHT / 2 for number in range(len(heights))]
    axes.plot([SPINE, SPINE], [places[0], places[-1]], color=ACCENT, linewidth=3, solid_capstyle="round")
    for y, (when, lines) in zip(places, texts, strict=True):
        axes.plot(SPINE, y, "o", markersize=11, markerfacecolor=GROUND, markeredgecolor=ACCENT, markeredgewidth=3)
        write(axes, SPINE + 0.28, y, when, SMALL, color=ACCENT, weight="bold")
        write(axes, SPINE + 0.28, y - 0.14, "\n".join(lines), TEXT, va="top", color=INK)
    return figure


def _lines(text: str) -> list[str]:
    """As few lines as hold it, as even as they can be."""
    fewest = len(wrap(text, LINE_LETTERS))
    evenest = next(letters for letters in range(1, LINE_LETTERS + 1) if len(wrap(text, letters)) == fewest)
    return wrap(text, evenest)
