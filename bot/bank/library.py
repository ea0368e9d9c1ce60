"""The built-in question sets, read from their folder."""

from collections.abc import Iterator
from pathlib import Path

from bot.bank.limits import FILES
from bot.bank.question_set import Bank
from bot.bank.reading import Reading
from bot.bank.yaml_format import read
from bot.grading.lexicon import Lexicon

SUFFIXES = (".yaml", ".yml")


def load_bank(folder: Path, lexicon: Lexicon) -> Bank:
    """All sets in `folder`, each with the questions that could be taken; `lint` says what is wrong with the others."""
    readings = (read_file(path, lexicon) for path in set_files(folder))
    return Bank.of(reading.question_set for reading in readings if reading.question_set)


def read_file(path: Path, lexicon: Lexicon) -> Reading:
    return read(path.read_bytes(), path.name.partition(".")[0], lexicon, FILES)


def set_files(folder: Path) -> Iterator[Path]:
    """The files of question sets in `folder`, in the order of their names."""
    return iter(sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.is_file()))
