"""A learner's standing as a picture for a phone: memory of each set, and the two weeks that come."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# 1080 pixels are the width of a phone at three pixels a point: letters stay sharp when Telegram scales it down. On a
# sheet of 4.3 inches those of 11 points are not much smaller there than the words of a chat.
WIDTH, DOTS = 4.32, 250
# A card of its own, readable on a light and on a dark ground; none of the colours carries a meaning alone.
PAPER, INK, QUIET, BAR, REST = "#FBFAF6", "#22303C", "#6B7783", "#2F6F8F", "#DDE5EA"
# More rows than these cannot be read on a phone.
MOST_SETS = 6
LETTERS = 34
# So many questions a day are little: the bars are drawn against no fewer.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Words:
    """What is written in the picture, in the learner's language."""

    memory: str
    ahead: str
    days: tuple[str, ...]


def draw(words: Words, sets: Sequence[tuple[str, float]], ahead: Sequence[int]) -> bytes:
    """A PNG; slow (half a second), so it is drawn outside of every transaction. `sets` are titles with their recall."""
    # Loaded on first use: it takes longer than the start of the whole bot.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    shown = list(sets[:MOST_SETS])
    height = 1.2 + 0.5 * len(shown) + 2.0
    figure = Figure(figsize=(WIDTH, height), dpi=DOTS, facecolor=PAPER)
    FigureCanvasAgg(figure)
    rows = figure.subplots(2, 1, height_ratios=[0.5 + 0.5 * len(shown), 1.7])
    _draw_memory(rows[0], words.memory, shown)
    _draw_ahead(rows[1], words, ahead)
    figure.subplots_adjust(left=0.06, right=0.94, top=1 - 0.5 / height, bottom=0.5 / height, hspace=0.9 / height * 2)
    written = io.BytesIO()
    figure.savefig(written, format="png", facecolor=PAPER)
    return written.getvalue()


def _draw_memory(axes: "Axes", title: str, sets: Sequence[tuple[str, float]]) -> None:
    _bare(axes, title)
    for row, (name, recall) in enumerate(sets):
        axes.barh(-row, 1.0, height=0.3, color=REST)
        axes.barh(-row, recall, height=0.3, color=BAR)
        axes.text(0, -row + 0.24, _cut(name), fontsize=11, color=INK, va="bottom")
        axes.text(
            1.0, -row + 0.24, f"{round(100 * recall)} %", fontsize=11, color=INK, va="bottom", ha="right", weight="bold"
        )
    axes.set_xlim(0, 1)
    axes.set_ylim(-len(sets) + 0.5, 0.8)
    axes.set_xticks([])


def _draw_ahead(axes: "Axes", words: Words, ahead: Sequence[int]) -> None:
    _bare(axes, words.ahead)
    places = range(len(ahead))
    axes.bar(places, ahead, width=0.7, color=BAR)
    for place, count in zip(places, ahead, strict=True):
        if count:
            axes.text(place, count, str(count), fontsize=10, color=INK, ha="center", va="bottom")
    axes.set_xlim(-0.5, len(ahead) - 0.5)
    # One question is a low bar, not a full one.
    axes.set_ylim(0, max([*ahead, FEWEST]) * 1.2)
    axes.set_xticks(list(places), list(words.days), fontsize=7.5, color=QUIET)


def _bare(axes: "Axes", title: str) -> None:
    axes.set_facecolor(PAPER)
    axes.set_title(title, loc="left", fontsize=13, color=INK, weight="bold", pad=8)
    axes.set_yticks([])
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _cut(name: str) -> str:
    if len(name) <= LETTERS:
        return name
    return f"{name[:LETTERS].rpartition(' ')[0].rstrip(' ,;:–')}…"
