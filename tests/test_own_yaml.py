"""Our own YAML files are read as texts, and as the library reads them."""

from pathlib import Path

import pytest
import yaml

from bot import own_yaml

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "path", [*ROOT.glob("bot/**/*.yaml"), *ROOT.glob("content/*.yaml")], ids=lambda path: path.name
)
def test_a_file_says_what_the_library_reads_in_it(path: Path) -> None:
    assert own_yaml.read(path) == yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - ours


def test_nothing_is_taken_for_anything_but_text() -> None:
    assert own_yaml.parse("[no, 12:30, 2024-06-19, 1.10, ~]") == ["no", "12:30", "2024-06-19", "1.10", "~"]


def test_an_empty_file_says_nothing() -> None:
    assert own_yaml.parse("# nothing yet\n") is None


@pytest.mark.parametrize("text", ["a: [", "a: &x 1\nb: *x", "[a]: b"])
def test_what_is_not_as_we_write_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        own_yaml.parse(text)
    assert refused.value.problem_mark is not None
