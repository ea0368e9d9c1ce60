"""A sketch of a map: land, water, a few names."""

from math import cos, radians
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from tools.pictures.style import ACCENT, GROUND, INK, LAND, SMALL, SOFT, TEXT, WATER, WIDTH, page, write

MARGIN = 0.2
RIVER = "#3f7f98"
WATER_INK = "#1f5266"  # 6:1 on WATER


def sketch_map(data: dict[str, Any], language: str) -> Figure:
    west, south, east, north = data["frame"]
    # A degree of longitude is shorter than one of latitude by this much.
    shrink = cos(radians((south + north) / 2))
    height = (WIDTH - 2 * MARGIN) * (north - south) / ((east - west) * shrink)
    figure, sheet = page(height + 1.25, data["title"][language])
    box = (MARGIN / WIDTH, 0.5 / (height + 1.25), 1 - 2 * MARGIN / WIDTH, height / (height + 1.25))
    axes = figure.add_axes(box, xlim=(west, east), ylim=(south, north), facecolor=WATER, xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set(color=SOFT, linewidth=1)
    _shapes(axes, data)
    _names(axes, data, language)
    write(sheet, MARGIN, 0.24, data["note"][language], SMALL - 1, color=SOFT)
    return figure


def _shapes(axes: Axes, data: dict[str, Any]) -> None:
    for points in data["land"]:
        axes.add_patch(Polygon(points, facecolor=LAND, edgecolor=SOFT, linewidth=1.2))
    for points in data.get("lakes", ()):
        axes.add_patch(Polygon(points, facecolor=WATER, edgecolor=SOFT, linewidth=1))
    for points in data.get("rivers", ()):
        axes.plot(*zip(*points, strict=True), color=RIVER, linewidth=4, solid_joinstyle="round")
    for points in data.get("borders", ()):
        axes.plot(*zip(*points, strict=True), color=INK, linewidth=1.4, linestyle=(0, (4, 2)))


def _names(axes: Axes, data: dict[str, Any], language: str) -> None:
    for area in data.get("areas", ()):
        write(axes, *area["at"], area["name"][language], TEXT, ha="center", color=SOFT, weight="bold")
    for water in data.get("waters", ()):
        _label(axes, water["at"], water["name"][language], water.get("side", "centre"), WATER_INK, style="italic")
    for place in data["places"]:
        side = place.get("side", "right")
        axes.plot(*zip(place["at"], place["label"], strict=True), color=INK, linewidth=1.2)
        axes.plot(*place["at"], "o", markersize=9, color=ACCENT, markeredgecolor=GROUND, markeredgewidth=1.5)
        _label(axes, place["label"], place["name"][language], side, INK, weight="bold")


_SIDES = {
    "right": ("left", "center"),
    "left": ("right", "center"),
    "top": ("center", "bottom"),
    "centre": ("center",) * 2,
}


def _label(axes: Axes, at: list[float], text: str, side: str, colour: str, **how: Any) -> None:
    across, along = _SIDES[side]
    # A space between the name and the line that leads to it.
    text = "\n".join({"right": f" {line}", "left": f"{line} "}.get(side, line) for line in text.split("\n"))
    halo = [withStroke(linewidth=3, foreground=GROUND)]
    write(axes, *at, text, TEXT, ha=across, va=along, color=colour, path_effects=halo, **how)
