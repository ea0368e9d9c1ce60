"""Strangers' files, read and written in a process of their own with little memory, little time, and nothing to tell."""

import base64
import gc
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bot.bank.limits import CHAT, Limits
from bot.bank.reading import Sent, Writing
from bot.items.findings import Edit, Finding, Mend, Severity

ROOT = Path(__file__).parents[2]

# What may be written to: the interpreter and our modules take 25 MB, and a set of two thousand questions 60 MB.
MEMORY = 80_000_000
# Such a set takes a second of the processor; the clock runs on while others have it.
SECONDS, PATIENCE = 4, 20


def read_confined(data: bytes, name: str, today: date, limits: Limits = CHAT) -> Sent:
    """What `sent.read` finds, whatever the file does to the process that reads it."""
    ask = {"name": name, "today": today.isoformat(), "limits": asdict(limits)}
    # One byte too many says that it is too large as well as all of them.
    said = said_elsewhere(__name__, json.dumps(ask).encode() + b"\n" + data)
    return _sent(said) if said else _gave_up()


def export_confined(text: str, set_id: str, to: str) -> Writing | None:
    """A set, as its YAML, in the format called `to`; None if that was too much."""
    said = said_elsewhere(__name__, json.dumps({"to": to, "set_id": set_id}).encode() + b"\n" + text.encode())
    return Writing(base64.b64decode(said["data"]), tuple(map(_finding, said["findings"]))) if said else None


def said_elsewhere(module: str, message: bytes) -> dict[str, Any] | None:
    """What `module` answers in a process of its own; None if it was stopped, or said something else."""
    command = [sys.executable, "-m", module]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # each would take its share of the memory
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter on our own module
            command, input=message, capture_output=True, timeout=PATIENCE, check=True, env=environment, cwd=ROOT
        )
        said = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def _gave_up() -> Sent:
    return Sent("", "", 0, 0, (Finding("too-hard", 1, 1, Severity.ERROR),))


def _sent(said: dict[str, Any]) -> Sent:
    return Sent(**{**said, "findings": tuple(map(_finding, said["findings"]))})


def _finding(plain: dict[str, Any]) -> Finding:
    mends = tuple(
        Mend(mend["code"], tuple(Edit(**edit) for edit in mend["edits"]), mend["safe"], mend["values"])
        for mend in plain["mends"]
    )
    return Finding(**{**plain, "severity": Severity(plain["severity"]), "mends": mends})


# In the other process.


def main() -> None:
    """Answer one question from standard input, within the limits."""
    confine()
    gc.disable()  # a process that ends in a second need not look for circles
    sys.modules["numpy"] = None  # type: ignore[assignment] # the reader of workbooks would take it along, and the memory
    from bot.bank import sent  # noqa: PLC0415 - its readers are wanted in the other process alone

    ask, data = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    if "to" in ask:
        json.dump(_written(ask, data), sys.stdout)
        return
    limits, today = Limits(**ask["limits"]), date.fromisoformat(ask["today"])
    json.dump(asdict(sent.read(data, ask["name"], today, limits)), sys.stdout)


def _written(ask: Mapping[str, str], data: bytes) -> dict[str, Any]:
    from bot.bank import yaml_format  # noqa: PLC0415 - as above
    from bot.bank.formats import FORMATS, export  # noqa: PLC0415 - as above

    question_set = yaml_format.read(data, ask["set_id"]).question_set
    assert question_set  # noqa: S101 - what was saved can be read
    writing = export(question_set, FORMATS[ask["to"]])
    return {
        "data": base64.b64encode(writing.data).decode(),
        "findings": [asdict(finding) for finding in writing.findings],
    }


def confine(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Give this process so much memory and time, and no more."""
    if sys.platform == "win32":  # there is no such thing; the time is limited all the same
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_AS, (10 * memory, 10 * memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
