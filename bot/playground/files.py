"""Files that were sent, kept in memory, found by id or by path."""

import struct
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from bot.playground.limits import DOWNLOAD
from bot.playground.parameters import Upload
from bot.playground.refusals import bad_request

PNG, JPEG, GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"GIF8"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the server keeps it."""

    id: str
    path: str
    upload: Upload

    def to_wire(self, **more: Any) -> dict[str, Any]:
        # The unique id is the same for the same bytes, whoever sends them.
        unique = sha256(self.upload.content).hexdigest()[:16]
        return {"file_id": self.id, "file_unique_id": unique, "file_size": len(self.upload.content), **more}

    def as_document(self) -> dict[str, Any]:
        return self.to_wire(file_name=self.upload.name, mime_type=self.upload.mime)

    def as_photo(self) -> list[dict[str, Any]]:
        width, height = picture_size(self.upload.content)
        return [self.to_wire(width=width, height=height)]


class Files:
    """Everything that was uploaded."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}

    def keep(self, upload: Upload, folder: str = "documents") -> StoredFile:
        number = len(self._by_id) + 1
        stored = StoredFile(f"BQACAgUAAxkB{number:06}", f"{folder}/file_{number}{_ending(upload.name)}", upload)
        self._by_id[stored.id] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile:
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def by_path(self, path: str) -> StoredFile | None:
        return next((stored for stored in self._by_id.values() if stored.path == path), None)

    def describe(self, file_id: str) -> dict[str, Any]:
        """What getFile answers; a file beyond the limit can be seen but not fetched."""
        stored = self.by_id(file_id)
        if len(stored.upload.content) > DOWNLOAD:
            raise bad_request("file is too big")
        return stored.to_wire(file_path=stored.path)


def _ending(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return suffix if suffix[1:].isalnum() and suffix.isascii() else ""


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, JPEG or GIF picture, read from its head."""
    try:
        if content.startswith(PNG):
            width, height = struct.unpack(">II", content[16:24])
        elif content.startswith(GIF):
            width, height = struct.unpack("<HH", content[6:10])
        else:
            width, height = _jpeg_size(content)
    except (struct.error, IndexError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    # Telegram's rule: the sides together at most 10000, and not more than twenty times as long as wide.
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    if not content.startswith(JPEG):
        raise IndexError
    at = 2
    # A frame header (C0 to CF, three of them aside) holds the size; the other segments are stepped over.
    while not (0xC0 <= content[at + 1] <= 0xCF and content[at + 1] not in (0xC4, 0xC8, 0xCC)):
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    height, width = struct.unpack(">HH", content[at + 5 : at + 9])
    return width, height
