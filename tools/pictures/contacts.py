"""Meetings by year: one sign for each, so that the empty years are seen too."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tools.pictures.style import ACCENT, GROUND, INK, LINE, SMALL, SOFT, page, write

ROW = 0.215
LEFT = 1.05
STEP = 0.3


def contacts(data: dict[str, Any], language: str) -> Figure:
    first, last = data["years"]
    years = range(first, last + 1)
    top = len(years) * ROW + 0.55
    figure, axes = page(top + 1.5, data["title"][language])
    for number, level in enumerate(("leaders", "ministers")):
        y = top + 0.62 - 0.29 * number
        _sign(axes, 0.38, y, level)
        write(axes, 0.6, y, data["legend"][level][language], SMALL)
    axes.plot([LEFT - 0.2] * 2, [0.5, top], color=LINE, linewidth=2)
    for number, year in enumerate(years):
        _row(
            axes,
            top - ROW * (number + 0.5),
            year,
            [each for each in data["contacts"] if each["date"].year == year],
            language,
        )
    write(axes, 0.25, 0.24, data["note"][language], SMALL - 1, color=SOFT)
    return figure


def _row(axes: Axes, y: float, year: int, meetings: list[dict[str, Any]], language: str) -> None:
    if meetings or year % 5 == 0:
        write(axes, LEFT - 0.32, y, str(year), SMALL, ha="right", weight="bold" if meetings else "normal", color=INK)
    for number, each in enumerate(meetings):
        _sign(axes, LEFT + STEP * number + 0.05, y, each["level"])
    places = [each["place"][language] for each in meetings if each["level"] == "leaders"]
    write(axes, LEFT + STEP * len(meetings) + 0.02, y, ", ".join(places), SMALL)


def _sign(axes: Axes, x: float, y: float, level: str) -> None:
    """A full disc or an open square: told apart without colour."""
    marker, face = ("o", ACCENT) if level == "leaders" else ("s", GROUND)
    axes.plot(x, y, marker, markersize=10, markerfacecolor=face, markeredgecolor=ACCENT, markeredgewidth=2)
