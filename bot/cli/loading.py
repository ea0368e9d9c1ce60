"""Loading what stays: a tenth of a start was the garbage collector's."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Nothing that is made meanwhile is garbage: the collector would look through it again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
