"""`lint` and `schema`, as scripts and editors use them."""

import json
from pathlib import Path

import pytest

from bot.cli.main import main

FAULTY = "- q: Kim Jong Un: siapa dia?\n  a: pemimpin\n- q: Siapa?\n  anwser: Putin\n  image: a.jpg\n"
GOOD = "- q: Siapa presiden Rusia?\n  a: Putin\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "baik.yaml").write_text(GOOD)
    return tmp_path


def test_a_good_folder_is_silent(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(folder)]) == 0
    assert capsys.readouterr().out == ""


def test_findings_have_file_line_column_code_and_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "salah.yaml"
    path.write_text(FAULTY)
    assert main(["lint", str(folder), "--lang", "id"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{path}:1:17: colon-in-text: Ada titik dua (:) di dalam teks. Apit teksnya dengan tanda kutip.",
        f"{path}:4:3: unknown-field: Saya tidak kenal isian «anwser». Maksudnya «answer»?",
    ]


def test_a_suggestion_alone_is_no_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "baik.yaml").write_text(GOOD + "  image: a.jpg\n")
    assert main(["lint", str(folder)]) == 0
    assert "image-without-alt: suggestion: " in capsys.readouterr().out


def test_fix_mends_what_is_safe_and_leaves_the_rest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "salah.yaml"
    path.write_text(FAULTY + "- q: Dua?\n  a: [x, y]\n")
    assert main(["lint", str(path), "--fix"]) == 1
    assert path.read_text().startswith('- q: "Kim Jong Un: siapa dia?"\n  a: pemimpin\n- q: Siapa?\n  answer: Putin\n')
    assert "one-or-all" in capsys.readouterr().out
    assert (folder / "baik.yaml").read_text() == GOOD


def test_fix_leaves_a_good_file_as_it_is(folder: Path) -> None:
    path = folder / "baik.yaml"
    path.write_bytes(GOOD.replace("\n", "\r\n").encode())
    before = path.stat().st_mtime_ns
    assert main(["lint", str(path), "--fix"]) == 0
    assert path.read_bytes() == GOOD.replace("\n", "\r\n").encode()
    assert path.stat().st_mtime_ns == before


def test_json_is_one_object_a_line_with_the_mends(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "salah.yaml"
    path.write_text(FAULTY)
    assert main(["lint", str(path), "--json"]) == 1
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["file"], first["line"], first["column"], first["code"]) == (str(path), 1, 17, "colon-in-text")
    assert first["severity"] == "mended"
    assert first["mends"][0]["edits"] == [{"start": 5, "end": 28, "text": '"Kim Jong Un: siapa dia?"'}]


def test_a_path_that_is_not_there_is_misuse(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(folder / "tiada.yaml")]) == 2
    assert "tiada.yaml" in capsys.readouterr().err


def test_the_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"] == "http://json-schema.org/draft-07/schema#"
