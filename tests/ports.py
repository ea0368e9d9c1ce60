"""Ports on this machine that stay free until whoever was told of one listens there."""

import socket
from random import SystemRandom

# Below those that the system gives away by itself, to whoever asks for any or connects to somebody: one of those may be
# taken before our server is up, or while it is down.
_OURS = range(20_000, 32_000)


def free_port(together: int = 1) -> int:
    """A free port of loopback; with `together` the first of so many in a row."""
    while True:
        first = SystemRandom().choice(_OURS)
        if all(map(_is_free, range(first, first + together))):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as listening:
        try:
            listening.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
