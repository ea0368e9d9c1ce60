"""From a data file to a picture for each language."""

import hashlib
from collections.abc import Callable, Collection
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from matplotlib.figure import Figure
from PIL import Image, PngImagePlugin

from tools.pictures.contacts import contacts
from tools.pictures.sketch_map import sketch_map
from tools.pictures.style import PIXELS_PER_INCH
from tools.pictures.timeline import timeline
from tools.pictures.vote import vote

FOLDER = Path(__file__).parents[2] / "content" / "pictures"
LANGUAGES = ("id", "en")
KINDS: dict[str, Callable[[dict[str, Any], str], Figure]] = {
    "timeline": timeline,
    "vote": vote,
    "contacts": contacts,
    "map": sketch_map,
}
# Few inks: a palette of this many makes files a third of the size and looks the same.
COLOURS = 64


def draw_all(names: Collection[str] = ()) -> None:
    for path in sorted(FOLDER.glob("*.yaml")):
        data = read(path)
        if data.get("kind") in KINDS and (not names or path.stem in names):
            for language in LANGUAGES:
                target = path.with_name(f"{path.stem}.{language}.png")
                target.write_bytes(png(KINDS[data["kind"]](data, language), fingerprint(path)))


def read(path: Path) -> dict[str, Any]:
    """A data file, with the coasts it borrows."""
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return _coast(data) | data


def fingerprint(path: Path) -> str:
    """What a picture was drawn from; it stands in the picture, so that a test can tell an old one."""
    text = path.read_bytes()
    coast = yaml.safe_load(text).get("coast")
    text += (FOLDER / coast).read_bytes() if coast else b""
    return hashlib.sha256(text).hexdigest()[:16]


def png(figure: Figure, drawn_from: str) -> bytes:
    raw, small = BytesIO(), BytesIO()
    figure.savefig(raw, format="png", dpi=PIXELS_PER_INCH)
    image = Image.open(raw).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    about = PngImagePlugin.PngInfo()
    about.add_text("Drawn-From", drawn_from)
    image.save(small, "png", optimize=True, pnginfo=about)
    return small.getvalue()


def _coast(data: dict[str, Any]) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / data["coast"]).read_text("utf-8")) if "coast" in data else {}
