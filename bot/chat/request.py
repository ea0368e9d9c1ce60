"""How the bot talks to Telegram's server: PTB's requests over aiohttp, and calls whose result stays raw."""

import json
import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

import aiohttp
from telegram import Bot, InputFile
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

# PTB then says how long to wait as a timedelta, as it soon will in any case.
os.environ.setdefault("PTB_TIMEDELTA", "true")

# Long enough for a slow phone network's upload, short enough that a dead connection is noticed.
TIMEOUT = 20.0


class AiohttpRequest(BaseRequest):
    """PTB's requests over one aiohttp session: the stock client falls to 88 calls a second with 100 under way."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return TIMEOUT

    async def initialize(self) -> None:
        if self._session is None:
            # Connections stay open between messages, or the first after a pause pays for a new TLS handshake.
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=75)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body; raises NetworkError and TimedOut as PTB expects them."""
        assert self._session is not None, "initialize() comes first"  # noqa: S101 - a broken promise of ours
        waiting = TIMEOUT if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        timeout = aiohttp.ClientTimeout(total=waiting)
        tls = self._trusted if url.startswith("https:") else True
        try:
            async with self._session.request(method, url, timeout=timeout, ssl=tls, **_body(request_data)) as response:
                # PTB takes what is too large for a fault that passes: it was sent again for ever, and nothing after it.
                status = 400 if response.status == 413 else response.status
                return status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        """Whom a connection believes: the authorities that the machine knows, read when the first is encrypted."""
        return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class _Plain:
    """As RequestData to whoever sends it, of values that are JSON already.

    PTB would look for objects of its own in each of them: a quarter of a call's time.
    """

    json_parameters: Mapping[str, Any]
    contains_files = False

    @property
    def json_payload(self) -> bytes:
        return json.dumps(self.json_parameters).encode()


def _body(request_data: RequestData | None) -> dict[str, Any]:
    """As JSON where there is no file: a form costs four times as much to write."""
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"data": request_data.json_payload, "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData(request_data.json_parameters)
    for name, (file_name, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return {"data": form}


async def call(bot: Bot, method: str, params: Mapping[str, Any], read_timeout: float = TIMEOUT) -> Any:
    """One call of the Bot API with its raw result; raises PTB's errors.

    PTB's own methods turn every result into objects that nobody here looks at, and refuse a whole batch of updates for
    one that they cannot read.
    """
    files = any(isinstance(value, InputFile) for value in params.values())
    data = RequestData([RequestParameter.from_input(*each) for each in params.items()]) if files else _Plain(params)
    url = f"{bot.base_url}/{method}"
    try:
        return await bot.request.post(url, data, read_timeout=read_timeout)  # type: ignore[arg-type]
    except KeyError as error:  # PTB takes the result without looking: whoever says 200 without one is not Telegram
        raise NetworkError("an answer without a result") from error


def asked_pause(error: RetryAfter) -> timedelta:
    """How long Telegram asks us to wait."""
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)
