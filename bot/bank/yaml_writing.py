"""Strings, lists and mappings as YAML that a teacher would write."""

import json
import re
from collections.abc import Iterator, Mapping

# A list is written on one line while it fits on a phone held sideways.
_LINE = 80

# Characters that YAML readers drop, turn into line ends, or refuse.
_ODD = "\x00-\x1f\x7f-\xa0\u1680\u2007\u202f\u3000\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
# What can stand without quotation marks, and means itself to every YAML reader; in brackets a little less can.
_PLAIN = re.compile(rf"[^\W_](?:[^{_ODD}#:\"\\]|:(?=[^\s{_ODD}])|(?<=\S)#)*")
_PLAIN_IN_LIST = re.compile(rf"[^\W_][^{_ODD}#:,\[\]{{}}\"\\]*")
_UNSAFE_IN_QUOTES = re.compile("[\x7f-\xa0\u1680\u2007\u202f\u3000\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_BLOCK_LINE = re.compile(rf"(?:[^\s{_ODD}](?:[^{_ODD}]*[^\s{_ODD}])?)?")


def to_yaml(plain: Mapping[str, object]) -> str:
    """`plain` as YAML, with an empty line between the questions."""
    return "\n".join(_mapping(plain, 0)) + "\n"


def _mapping(plain: Mapping[str, object], depth: int) -> Iterator[str]:
    for name, value in plain.items():
        yield from _entry(f"{'  ' * depth}{_scalar(str(name))}:", value, depth)


def _entry(name: str, value: object, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield name
        yield from _mapping(value, depth + 1)
    elif isinstance(value, list) and value:
        line = f"{name} {_flow(value)}" if all(isinstance(each, str) for each in value) else ""
        if line and len(line) <= _LINE and "\n" not in line:
            yield line
        else:
            yield name
            yield from _list(value, depth + 1)
    elif isinstance(value, str) and _is_block(value):
        yield f"{name} |-"
        yield from ("  " * (depth + 1) + line if line else "" for line in value.split("\n"))
    else:
        yield f"{name} {_flow([]) if isinstance(value, list) else _scalar(str(value or ''))}"


def _list(values: list[object], depth: int) -> Iterator[str]:
    for number, value in enumerate(values):
        if isinstance(value, Mapping) and value:
            if number and depth == 1 and "q" in value:
                yield ""
            lines = list(_mapping(value, depth + 1))
            yield f"{'  ' * depth}- {lines[0].lstrip()}"
            yield from lines[1:]
        elif isinstance(value, list):
            yield f"{'  ' * depth}- {_flow(value)}"
        else:
            yield f"{'  ' * depth}- {_scalar(str(value))}"


def _flow(values: list[object]) -> str:
    return f"[{', '.join(_flow_value(value) for value in values)}]"


def _flow_value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_in_flow(str(name))}: {_flow_value(each)}" for name, each in value.items()) + "}"
    return _flow(value) if isinstance(value, list) else _in_flow(str(value))


def _in_flow(text: str) -> str:
    return text if _PLAIN_IN_LIST.fullmatch(text) and text == text.strip() else _quoted(text)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and text == text.strip() else _quoted(text)


def _quoted(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return _UNSAFE_IN_QUOTES.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _is_block(text: str) -> bool:
    """Whether a text of several lines can be written as it stands."""
    lines = text.split("\n")
    return len(lines) > 1 and bool(lines[0]) and bool(lines[-1]) and all(map(_BLOCK_LINE.fullmatch, lines))
