"""Loading what stays: a tenth of a start was the garbage collector's."""

import gc
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
