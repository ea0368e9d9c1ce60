"""grade: a line out for each line in, whatever is wrong with the others."""

import io
import json
from pathlib import Path

import pytest

from bot.cli.grading import as_json_lines, grade
from bot.cli.main import main

ROW = {"id": 1, "lang": "id", "question": "Di mana?", "key": {"a": "Pyongyang"}, "response": "pyonyang"}


def judged(*rows: object, explain: bool = False) -> list[dict[str, object]]:
    return [json.loads(line) for line in grade((json.dumps(row) for row in rows), explain)]


def test_a_line_has_verdict_score_reason_and_what_was_matched() -> None:
    assert judged(ROW) == [{"id": 1, "verdict": "correct", "score": 1.0, "reason": "spelling", "matched": "Pyongyang"}]


def test_a_bad_line_is_named_and_the_others_pass() -> None:
    lines = ["{", "[]", "", json.dumps({"id": 7, "key": {}}), json.dumps(ROW)]
    said = [json.loads(line) for line in grade(lines)]
    assert [line.get("error", {}).get("code") for line in said] == ["not-json", "not-an-object", "no-key", None]
    assert [line.get("line") for line in said] == [1, 2, 4, None]


def test_a_response_must_be_text_or_a_list_of_texts() -> None:
    assert judged({**ROW, "response": 5})[0]["error"] == {
        "code": "bad-response",
        "message": "`response` must be text, or a list of texts",
    }
    assert judged({**ROW, "key": {"blanks": ["Moskow", "1961"]}, "response": ["moskow", 1961]})[0]["reason"] == "blanks"


def test_explain_shows_the_steps_and_a_sentence_in_both_languages() -> None:
    said = judged({**ROW, "response": "Moskow, eh Pyonyang"}, explain=True)[0]
    assert said["note"] == "Pyongyang"
    assert "what counts: Pyonyang" in said["steps"]
    assert "Pyongyang" in said["sentence"]["id"]
    assert said["sentence"]["en"].startswith("A small typo does not matter")


def test_a_blank_by_blank_response_can_be_explained() -> None:
    row = {**ROW, "key": {"blanks": ["Moskow", "1961"]}, "response": ["moskow", "1962"]}
    assert judged(row, explain=True)[0]["sentence"]["id"].endswith("1 yang perlu kamu lihat lagi.")


def test_every_field_of_a_key_is_read() -> None:
    key = {
        "a": {"id": "Korea Utara", "en": "North Korea"},
        "accept": ["Negeri Ginseng"],
        "reject": {"Korut": "Tulis lengkap"},
        "prompt": ["Korea"],
        "typos": "none",
    }
    verdicts = [
        judged({**ROW, "key": key, "response": text})[0]["verdict"] for text in ("negeri ginseng", "korut", "korea")
    ]
    assert verdicts == ["correct", "wrong", "prompt"]
    number = {"a": "10", "unit": "km", "tolerance": 1, "type": "number"}
    assert judged({**ROW, "key": number, "response": "11 km"})[0]["reason"] == "within_tolerance"
    listed = {"all": [["Rusia"], "Tiongkok"], "need": 1}
    assert judged({**ROW, "key": listed, "response": "rusia"})[0]["reason"] == "list"


def test_a_table_becomes_json_lines() -> None:
    table = [
        "id,lang,question,a,accept,response",
        'r1,id,Di mana?,Moskow,Moskwa|Moscow,"Moscow, kak"',
        ",,,Moskow,,Seoul",
    ]
    rows = [json.loads(line) for line in as_json_lines(table)]
    assert rows[0]["key"] == {"a": ["Moskow"], "accept": ["Moskwa", "Moscow"]}
    assert [row["id"] for row in rows] == ["r1", 2]
    assert [json.loads(line)["verdict"] for line in grade(as_json_lines(table))] == ["correct", "wrong"]


def test_files_and_standard_input_are_read_and_errors_set_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good, table = tmp_path / "rows.jsonl", tmp_path / "rows.csv"
    good.write_text(json.dumps(ROW), encoding="utf-8")
    table.write_text("id,lang,question,a,accept,response\n1,id,Di mana?,Moskow,,moskow\n", encoding="utf-8")
    assert main(["grade", str(good)]) == 0
    assert main(["grade", str(table), "--explain"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("{\n"))
    assert main(["grade"]) == 1
    assert capsys.readouterr().out.count("\n") == 3
