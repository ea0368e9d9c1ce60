"""What is loaded once and stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_for_good() -> Iterator[None]:
    """What is made meanwhile stays as long as the process.

    The garbage collector would look through it again and again, and find nothing: a tenth of a start, and later a
    pause in the middle of an answer.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
