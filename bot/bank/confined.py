"""Strangers' files, read in a process of their own that has little memory, little time, and nothing to tell."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.bank import yaml_format
from bot.bank.checks import check
from bot.bank.limits import CHAT, Limits
from bot.bank.plain_form import from_plain, to_plain
from bot.bank.yaml_format import Reading
from bot.grading.lexicon import Lexicon
from bot.items.findings import Edit, Finding, Mend, Severity

ROOT = Path(__file__).parents[2]

# A set of two thousand questions takes a second and 150 MB; address space counts what libraries reserve, too.
MEMORY, SECONDS = 600_000_000, 8


def read_confined(
    data: bytes, set_id: str, today: date, lexicon: Lexicon, lexicon_file: Path | None = None, limits: Limits = CHAT
) -> Reading:
    """What `read` and `check` find, whatever the file does to the process that reads it."""
    if len(data) > limits.bytes:
        return yaml_format.read(data, set_id, lexicon, limits)
    ask = {
        "set_id": set_id,
        "today": today.isoformat(),
        "lexicon": str(lexicon_file) if lexicon_file else None,
        "limits": asdict(limits),
    }
    said = _ask(json.dumps(ask).encode() + b"\n" + data)
    return _reading(said, lexicon, limits) if said else _gave_up()


def _ask(message: bytes) -> dict[str, Any] | None:
    """What the other process answers; None if it was stopped, or said something else."""
    command = [sys.executable, "-m", "bot.bank.confined"]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter on our own module
            command, input=message, capture_output=True, timeout=SECONDS, check=True, env=environment, cwd=ROOT
        )
        said = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def _gave_up() -> Reading:
    return Reading(None, (Finding("too-hard", 1, 1, Severity.ERROR),))


def _reading(said: dict[str, Any], lexicon: Lexicon, limits: Limits) -> Reading:
    plain = said["question_set"]
    question_set = from_plain(plain, "", lexicon, limits) if plain else None
    return Reading(question_set, tuple(map(_finding, said["findings"])), said["written"], said["text"])


def _finding(plain: dict[str, Any]) -> Finding:
    mends = tuple(
        Mend(mend["code"], tuple(Edit(**edit) for edit in mend["edits"]), mend["safe"], mend["values"])
        for mend in plain["mends"]
    )
    return Finding(**{**plain, "severity": Severity(plain["severity"]), "mends": mends})


# In the other process.


def main() -> None:
    """Answer one question from standard input, within the limits."""
    _confine()
    ask = json.loads(sys.stdin.buffer.readline())
    lexicon = Lexicon.load(Path(ask["lexicon"])) if ask["lexicon"] else Lexicon.empty()
    reading = yaml_format.read(sys.stdin.buffer.read(), ask["set_id"], lexicon, Limits(**ask["limits"]))
    reading = replace(reading, findings=(*reading.findings, *check(reading, date.fromisoformat(ask["today"]))))
    json.dump(_plain(reading), sys.stdout)


def _confine() -> None:
    if sys.platform == "win32":  # there is no such thing; the time is limited all the same
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _plain(reading: Reading) -> dict[str, Any]:
    return {
        "question_set": to_plain(reading.question_set) if reading.question_set else None,
        "findings": [asdict(finding) for finding in reading.findings],
        "written": reading.written,
        "text": reading.text,
    }


if __name__ == "__main__":
    main()
