"""What a power cut leaves of SQLite's files.

A layer between SQLite and the disk (a "VFS", registered through ctypes) notes every write, truncation and sync. Whatever
was written before a file's last sync is on the disk; of what was written since, a cut leaves any part in any order:
some writes whole, some half, some not at all. That files exist, and the disk's keeping what it said it has synced, is taken
for granted: a disk that lies about its cache is not simulated.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

_POINTER = ctypes.c_void_p


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", _POINTER),
        ("zName", ctypes.c_char_p),
        ("pAppData", _POINTER),
        ("xOpen", _POINTER),
        *((f"x{number}", _POINTER) for number in range(14)),
    ]


class _Methods(ctypes.Structure):
    _fields_ = [
        ("iVersion", ctypes.c_int),
        *((name, _POINTER) for name in ("xClose", "xRead", "xWrite", "xTruncate", "xSync")),
        *((f"x{number}", _POINTER) for number in range(13)),
    ]


_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, _POINTER, ctypes.c_int, _POINTER)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_int)


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes that were written; `data` None: the file was cut off at `offset`, or all of it was synced at -1."""

    name: str
    offset: int
    data: bytes | None

    @property
    def is_sync(self) -> bool:
        return self.data is None and self.offset < 0


@dataclass
class Journal:
    """Everything that was asked of the disk, in order."""

    writes: list[Write] = field(default_factory=list)
    _kept: list[Any] = field(default_factory=list)  # what C code points to must not be collected

    def note(self, name: str, offset: int, data: bytes | None = None) -> None:
        self.writes.append(Write(name, offset, data))

    def watch(self, file: int, name: str) -> None:
        """Put our writing, truncating and syncing before the file's own."""
        place = ctypes.cast(file, ctypes.POINTER(_POINTER))
        own = ctypes.cast(place[0], ctypes.POINTER(_Methods)).contents
        write, truncate, sync = _WRITE(own.xWrite), _TRUNCATE(own.xTruncate), _SYNC(own.xSync)

        def noted_write(it: int, data: int, length: int, offset: int) -> int:
            self.note(name, offset, ctypes.string_at(data, length))
            return int(write(it, data, length, offset))

        def noted_truncate(it: int, size: int) -> int:
            self.note(name, size)
            return int(truncate(it, size))

        def noted_sync(it: int, flags: int) -> int:
            done = int(sync(it, flags))
            self.note(name, -1)
            return done

        ours, calls = _Methods(), (_WRITE(noted_write), _TRUNCATE(noted_truncate), _SYNC(noted_sync))
        ctypes.pointer(ours)[0] = own
        for field_name, one in zip(("xWrite", "xTruncate", "xSync"), calls, strict=True):
            setattr(ours, field_name, ctypes.cast(one, _POINTER))
        self._kept += [ours, *calls]
        place[0] = ctypes.addressof(ours)


@contextmanager
def noting() -> Iterator[Journal]:
    """While this is open, whatever SQLite opens in this process is noted."""
    library, journal = ctypes.CDLL("libsqlite3.so.0"), Journal()
    library.sqlite3_vfs_find.restype = _POINTER
    usual = library.sqlite3_vfs_find(None)
    theirs = ctypes.cast(usual, ctypes.POINTER(_Vfs)).contents
    really_open = _OPEN(theirs.xOpen)

    def open_noted(_: int, path: int | None, file: int, flags: int, out: int | None) -> int:
        code = int(really_open(usual, path, file, flags, out))
        if code == 0 and path:
            journal.watch(file, Path(ctypes.string_at(path).decode()).name)
        return code

    ours, call = _Vfs(), _OPEN(open_noted)
    ctypes.pointer(ours)[0] = theirs
    ours.zName, ours.pNext, ours.xOpen = b"noting", None, ctypes.cast(call, _POINTER)
    library.sqlite3_vfs_register(ctypes.byref(ours), 1)
    try:
        yield journal
    finally:
        library.sqlite3_vfs_register(_POINTER(usual), 1)
        library.sqlite3_vfs_unregister(ctypes.byref(ours))


def cuts(writes: list[Write], moments: list[int], dice: Random) -> Iterator[tuple[int, dict[str, bytes]]]:
    """For each of the ascending `moments`, what is on the disk when the power fails after so many writes."""
    on_disk: dict[str, bytearray] = {}
    pending: dict[str, list[Write]] = {}
    done = 0
    for moment in moments:
        for write in writes[done:moment]:
            if not write.is_sync:
                pending.setdefault(write.name, []).append(write)
                continue
            for each in pending.pop(write.name, []):
                _apply(on_disk, each)
        done = moment
        left = {name: bytearray(content) for name, content in on_disk.items()}
        for each in (each for several in pending.values() for each in several):
            if (part := _part(each, dice)) is not None:
                _apply(left, part)
        yield moment, {name: bytes(content) for name, content in left.items()}


def _part(write: Write, dice: Random) -> Write | None:
    """What reached the disk of a write that nobody waited for."""
    chance = dice.random()
    if chance < 0.4:
        return None
    if chance < 0.6 and write.data:
        return Write(write.name, write.offset, write.data[: dice.randrange(0, len(write.data), 512) or 512])
    return write


def _apply(files: dict[str, bytearray], write: Write) -> None:
    content = files.setdefault(write.name, bytearray())
    if write.data is None:
        del content[write.offset :]
        return
    if len(content) < write.offset:
        content.extend(bytes(write.offset - len(content)))
    content[write.offset : write.offset + len(write.data)] = write.data
