"""Loading what stays: a tenth of a start was the garbage collector's."""

import gc
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Where click and rich are installed, httpx loads both for a command line of its own, at every start: 0.05 s.
# None here says that there is no such module, and httpx goes on without.
sys.modules["httpx._main"] = None  # type: ignore[assignment]


@contextmanager
def collector_resting() -> Iterator[None]:
    """Nothing that is made meanwhile is garbage: the collector would look through it again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def certificates_unread() -> Iterator[None]:
    """aiohttp reads those of all authorities twice while it is imported, 0.06 s; `AiohttpRequest` reads them itself."""
    ssl.SSLContext.set_default_verify_paths = lambda _: None  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # what it is derived from has the real one
