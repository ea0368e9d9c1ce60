"""A vote in the Security Council: fifteen seats around a table, each with the sign of its vote."""

from math import cos, pi, sin
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from tools.pictures.style import ACCENT, GROUND, INK, SMALL, TEXT, WIDTH, page, write

SEAT = 0.25
ACROSS, DEEP = 2.25, 2.7
CENTRE = (WIDTH / 2, 1.2)


def vote(data: dict[str, Any], language: str) -> Figure:
    figure, axes = page(5.2, data["title"][language])
    write(axes, 0.25, 4.4, data["subtitle"][language], TEXT)
    against, abstaining = data["against"], data["abstaining"]
    signs = _signs(data["for"]["count"], len(against["named"]), len(abstaining["named"]))
    for number, sign in enumerate(signs):
        _seat(axes, *_place(number, len(signs)), sign)
    rows = [
        ("✓", data["for"]["count"], data["for"]["word"][language]),
        ("✗", len(against["named"]), _told(against, language)),
        ("–", len(abstaining["named"]), _told(abstaining, language)),
    ]
    for number, (sign, count, words) in enumerate(rows):
        y = 2.65 - 0.6 * number
        _seat(axes, 1.6, y, sign)
        write(axes, 2.0, y, f"{count} {words}", TEXT, weight="bold")
    write(axes, WIDTH / 2, 0.45, data["result"][language], SMALL, ha="center")
    return figure


def _signs(in_favour: int, against: int, abstaining: int) -> str:
    half = in_favour // 2
    return "✓" * half + "✗" * against + "–" * abstaining + "✓" * (in_favour - half)


def _place(number: int, seats: int) -> tuple[float, float]:
    angle = pi - pi * number / (seats - 1)
    return CENTRE[0] + ACROSS * cos(angle), CENTRE[1] + DEEP * sin(angle)


def _told(side: dict[str, Any], language: str) -> str:
    return f"{side['word'][language]}: {', '.join(each[language] for each in side['named'])}"


def _seat(axes: Axes, x: float, y: float, sign: str) -> None:
    """Told apart by sign and by filling, not by colour alone."""
    filled = sign == "✗"
    axes.add_patch(Circle((x, y), SEAT * 0.8, facecolor=INK if filled else GROUND, edgecolor=INK, linewidth=2))
    write(
        axes, x, y, sign, TEXT, ha="center", color=GROUND if filled else (ACCENT if sign == "–" else INK), weight="bold"
    )
