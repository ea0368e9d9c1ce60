"""`import` and `export` as somebody at a terminal meets them."""

from pathlib import Path

import pytest

from bot.bank import yaml_format
from bot.cli.main import main

GIFT = b"::kota::Kota apa ibu kota Korea Utara? {=Pyongyang ~Seoul}\n"


def test_a_clean_file_becomes_yaml_on_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "week one.gift"
    file.write_bytes(GIFT)
    assert main(["import", str(file)]) == 0
    reading = yaml_format.read(capsys.readouterr().out, "x")
    assert reading.question_set
    assert reading.question_set.items[0].answer("id") == "Pyongyang"


def test_what_is_left_out_is_listed_with_its_place_and_gives_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "week.gift"
    file.write_bytes(GIFT + b"\nJelaskan. {}\n")
    assert main(["import", str(file), "-o", str(tmp_path / "sets"), "--lang", "id"]) == 1
    assert f"{file}:3:1: essay: Soal uraian" in capsys.readouterr().err
    assert (tmp_path / "sets" / "week.yaml").exists()


def test_a_set_that_was_imported_before_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "week.gift"
    file.write_bytes(GIFT)
    for _ in range(2):
        assert main(["import", str(file), "-o", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.glob("*.yaml")} == {"week.yaml", "week-2.yaml"}


def test_a_file_that_does_not_say_its_format_is_asked_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "week.txt"
    file.write_text("Just a letter.")
    assert main(["import", str(file)]) == 2
    assert "--from" in capsys.readouterr().err


def test_several_files_need_a_folder_and_a_missing_file_is_misuse(tmp_path: Path) -> None:
    file = tmp_path / "week.gift"
    file.write_bytes(GIFT)
    assert main(["import", str(file), str(file)]) == 2
    assert main(["import", str(tmp_path / "none.gift")]) == 2
    assert main(["export", str(tmp_path / "none.yaml"), "--to", "gift"]) == 2


def test_a_set_is_exported_and_comes_back(tmp_path: Path) -> None:
    sets, there = tmp_path / "week.yaml", tmp_path / "week.csv"
    sets.write_text("- q: Kota?\n  a: Pyongyang\n  wrong: [Seoul]\n", "utf-8")
    assert main(["export", str(sets), "--to", "csv", "-o", str(there)]) == 0
    assert main(["import", str(there), "-o", str(tmp_path / "again")]) == 0


def test_what_a_format_has_no_words_for_is_listed_and_gives_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sets = tmp_path / "week.yaml"
    sets.write_text("- q: Urutkan.\n  order: [a, b]\n- q: Kota?\n  a: Pyongyang\n", "utf-8")
    assert main(["export", str(sets), "--to", "gift"]) == 1
    assert "kind-not-in-format" in capsys.readouterr().err
    assert b"Pyongyang" in (tmp_path / "week.gift").read_bytes()
