"""The look of all pictures: dark ink on a light ground of its own, one accent, letters for a small phone."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

# 1080 dots wide, as Telegram shows them; on a phone of 390 points a letter of 13 is as large as the chat's own.
PIXELS_PER_INCH = 200
WIDTH = 5.4

GROUND = "#fbfaf6"
INK = "#1d2126"
SOFT = "#565d66"  # 6:1 on GROUND
ACCENT = "#5a3d86"  # no flag of the subject has it
LINE = "#b9b4a8"
LAND = "#ece7d9"
WATER = "#d3e3ea"

TITLE = 17
TEXT = 14
SMALL = 12

FONT = "DejaVu Sans"  # comes with matplotlib: the same picture on every machine


def page(height: float, title: str) -> tuple[Figure, Axes]:
    """An empty sheet with its title, measured in inches from the lower left."""
    figure = Figure(figsize=(WIDTH, height), facecolor=GROUND)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(0, height))
    axes.axis("off")
    write(axes, 0.25, height - 0.42, title, TITLE, weight="bold")
    return figure, axes


def write(axes: Axes, x: float, y: float, text: str, size: float = TEXT, **how: Any) -> None:
    style = {"color": INK, "ha": "left", "va": "center", "family": FONT, "linespacing": 1.15} | how
    axes.text(x, y, text, fontsize=size, **style)
