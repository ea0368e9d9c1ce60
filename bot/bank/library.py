"""The built-in question sets, read from their folder; each is named as its file."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.bank.limits import FILES
from bot.bank.question_set import Bank, QuestionSet
from bot.bank.reading import Reading
from bot.bank.yaml_format import read
from bot.grading.lexicon import Lexicon

SUFFIXES = (".yaml", ".yml")


def load_bank(folder: Path, lexicon: Lexicon) -> Bank:
    """All sets in `folder`, each with the questions that could be taken; `lint` says what is wrong with the others."""
    return Bank(_Sets({_set_id(path): path.read_bytes() for path in set_files(folder)}, lexicon))


def read_file(path: Path, lexicon: Lexicon) -> Reading:
    return read(path.read_bytes(), _set_id(path), lexicon, FILES)


def set_files(folder: Path) -> Iterator[Path]:
    """The files of question sets in `folder`, in the order of their names."""
    return iter(sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.is_file()))


def _set_id(path: Path) -> str:
    return path.name.partition(".")[0]


class _Sets(Mapping[str, QuestionSet]):
    """What stands in the files, understood when it is first asked for: all of it would be a tenth of every start."""

    def __init__(self, files: Mapping[str, bytes], lexicon: Lexicon) -> None:
        self._files = files
        self._read = cache(lambda set_id: read(files[set_id], set_id, lexicon, FILES).question_set)

    def __getitem__(self, set_id: str) -> QuestionSet:
        if set_id in self._files and (found := self._read(set_id)):
            return found
        raise KeyError(set_id)

    def __iter__(self) -> Iterator[str]:
        return (set_id for set_id in self._files if self._read(set_id))

    def __len__(self) -> int:
        return sum(1 for _ in self)
