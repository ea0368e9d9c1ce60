"""Lengths and places as Telegram counts them: in UTF-16 code units."""


def units(text: str) -> int:
    """How long `text` is.

    >>> units("aé한😀")
    5
    """
    return len(text) + sum(letter > "\uffff" for letter in text)


def part(text: str, offset: int, length: int) -> str:
    """What stands at `offset`, `length` units long."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def places(text: str) -> list[int]:
    """For each letter of `text` where it begins, and the end of the last."""
    begins = [0]
    for letter in text:
        begins.append(begins[-1] + (2 if letter > "\uffff" else 1))
    return begins
