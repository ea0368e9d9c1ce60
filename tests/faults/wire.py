"""A wire between a bot and its database that can be cut: what goes through it hangs, or is torn off."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Wire:
    """Carries bytes between whoever connects here and `port` on this machine, while it is whole."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._whole = asyncio.Event()
        self._whole.set()
        self._ends: set[asyncio.StreamWriter] = set()

    def hang(self) -> None:
        """Nothing arrives any more, and nobody is told."""
        self._whole.clear()

    def tear(self) -> None:
        """Every connection breaks at once; new ones hang."""
        self._whole.clear()
        for end in self._ends:
            end.transport.abort()

    def mend(self) -> None:
        self._whole.set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._ends.add(writer)
        try:
            await self._whole.wait()
            there, back = await asyncio.open_connection("127.0.0.1", self._port)
            self._ends.add(back)
            try:
                await asyncio.gather(self._one_way(reader, back), self._one_way(there, writer))
            finally:
                self._ends.discard(back)
                back.close()
        except OSError:
            pass
        finally:
            self._ends.discard(writer)
            writer.close()

    async def _one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                await self._whole.wait()
                writer.write(data)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def wire_to(url: str) -> AsyncIterator[tuple[Wire, str]]:
    """A wire to a database, and its address at the near end."""
    place, _, name = url.rpartition("/")
    host, _, port = place.rpartition(":")
    wire = Wire(int(port))
    server = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
    try:
        yield wire, f"{host}:{server.sockets[0].getsockname()[1]}/{name}"
    finally:
        wire.tear()
        wire.mend()
        server.close()
        await asyncio.sleep(0)
