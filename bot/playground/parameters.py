"""The parameters of a call, as HTTP clients send them: everything a string, or a JSON value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.playground.formatting import Formatted, read_text
from bot.playground.refusals import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came along with a call."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Parameters:
    """What came with one call."""

    given: Mapping[str, Any]
    files: Mapping[str, Upload]

    def has(self, name: str) -> bool:
        return self.given.get(name) not in (None, "")

    def text(self, name: str, missing: str = "") -> str:
        value = self.given.get(name, missing)
        text = value if isinstance(value, str) else "" if value is None else json.dumps(value)
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise bad_request("strings must be encoded in UTF-8")
        return text

    def integer(self, name: str, missing: int = 0) -> int:
        try:
            return int(self.given.get(name, missing))
        except (TypeError, ValueError):
            return missing

    def flag(self, name: str, missing: bool = False) -> bool:
        value = self.given.get(name, missing)
        return value.lower() in ("true", "yes", "1") if isinstance(value, str) else bool(value)

    def json(self, name: str, missing: Any = None) -> Any:
        value = self.given.get(name)
        if not isinstance(value, str):
            return missing if value is None else value
        if not value:
            return missing
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def formatted(self, name: str, mode: str = "parse_mode", entities: str = "entities") -> Formatted:
        given = self.json(entities, []) if not self.text(mode) else []
        return read_text(self.text(name), self.text(mode), given)
