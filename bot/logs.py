"""Events and ids, never what a learner wrote, never a token."""

import json
import logging
import re
import sys
from typing import TextIO

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_TOKEN = re.compile(r"(?<!\d)\d{5,}:[A-Za-z0-9_-]{8,}")


def start(level: str, form: str, stream: TextIO = sys.stderr) -> None:
    """Send every log line to `stream`, as text or as JSON."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Json() if form == "json" else _Text())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    # At DEBUG it writes down whole updates: what learners say.
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLevelName(level)))
    logging.getLogger("alembic").setLevel(logging.WARNING)


def without_tokens(text: str) -> str:
    """`text` with every bot token hidden: addresses of the Bot API carry it."""
    return _TOKEN.sub("<token>", text)


def _extras(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        ids = " ".join(f"{name}={value}" for name, value in _extras(record).items())
        line = f"{self.formatTime(record)} {record.levelname} {record.getMessage()} {ids}".rstrip()
        if record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        return without_tokens(line)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {"at": self.formatTime(record), "level": record.levelname, "event": record.getMessage()}
        entry |= {name: str(value) for name, value in _extras(record).items()}
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return without_tokens(json.dumps(entry, ensure_ascii=False))
