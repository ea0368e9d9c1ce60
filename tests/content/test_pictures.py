"""The lessons' pictures: drawn from their data, shown, and to be read on any phone."""

import re
from pathlib import Path

import pytest
from PIL import Image

from bot.bootstrap import Content
from tests.conftest import ROOT
from tools.pictures import style
from tools.pictures.drawing import FOLDER, KINDS, LANGUAGES, fingerprint, read
from tools.pictures.sketch_map import WATER_INK

DRAWN = sorted(path for path in FOLDER.glob("*.yaml") if "kind" in read(path))


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_is_drawn_from_its_data_as_it_stands(path: Path, language: str) -> None:
    with Image.open(path.with_name(f"{path.stem}.{language}.png")) as image:
        assert image.info["Drawn-From"] == fingerprint(path), "run `make pictures`, and look at what it drew"
        assert image.width == 1080


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_a_picture_tells_known_facts(path: Path, content: Content) -> None:
    told = set(re.findall(r"\bL\d\d-\d\d\b", path.read_text("utf-8")))
    assert told
    assert told <= set(content.library.facts)


def test_every_picture_is_shown_and_every_one_shown_exists(content: Content) -> None:
    editions = [edition for lesson in content.library.lessons.values() for edition in lesson.editions.values()]
    shown = {card.picture for edition in editions for card in edition.cards} - {""}
    shown |= {
        f"{item.about.image}.{language}.png"
        for item in content.bank.items.values()
        if item.about.image
        for language in LANGUAGES
    }
    assert shown == set(content.library.pictures)


def test_every_date_of_a_timeline_is_its_facts(content: Content) -> None:
    """The year of a label is the year of a fact it tells."""
    for path in DRAWN:
        for event in read(path).get("events", ()):
            years = {content.library.facts[fact].date[:4] for fact in event["facts"]}
            for language in LANGUAGES:
                assert event["when"][language][-4:] in years, (path.name, event)


def test_every_meeting_in_the_chart_has_its_facts_date(content: Content) -> None:
    for meeting in read(FOLDER / "contacts.yaml")["contacts"]:
        days = [content.library.facts[fact].date for fact in meeting["facts"]]
        assert any(f"{meeting['date']}"[:7] in day for day in days), meeting


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (style.INK, style.GROUND),
        (style.SOFT, style.GROUND),
        (style.ACCENT, style.GROUND),
        (style.SOFT, style.LAND),
        (style.INK, style.LAND),
        (style.INK, style.WATER),
        (WATER_INK, style.WATER),
        (WATER_INK, style.LAND),
    ],
)
def test_letters_stand_out(ink: str, ground: str) -> None:
    lighter, darker = sorted((_light(ink), _light(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_every_kind_is_used() -> None:
    assert {read(path)["kind"] for path in DRAWN} == set(KINDS)


def test_letters_are_large_enough_on_a_small_phone() -> None:
    """The smallest letters, at the width of a phone of 390 points, in points."""
    pixels = (style.SMALL - 1) / 72 * style.PIXELS_PER_INCH
    assert pixels * 390 / (style.WIDTH * style.PIXELS_PER_INCH) >= 11


def _light(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_folder_holds_nothing_else() -> None:
    expected = {f"{path.stem}.{language}.png" for path in DRAWN for language in LANGUAGES}
    assert {path.name for path in (ROOT / "content" / "pictures").glob("*.png")} == expected
