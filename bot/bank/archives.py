"""Archives as they are sent, broken ones among them."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import TypeVar

from bot.bank.foreign import Import
from bot.items.nodes import Place

T = TypeVar("T")

# What the library says of an archive that is torn, locked or packed in a way it does not know.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, ValueError, RuntimeError, EOFError, LookupError, OverflowError),
)


def unpacked(data: bytes, under_way: Import, code: str, take: Callable[[zipfile.ZipFile], T]) -> T | None:
    """What `take` takes out of the archive; where that turns out to be broken, None, and `code` is noted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return take(archive)
    except _BROKEN:
        under_way.notebook.note(code, Place())
        return None
