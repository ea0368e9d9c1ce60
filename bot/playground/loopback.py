"""PTB's requests, answered by a BotApi in the same process."""

import re
from urllib.parse import unquote

from telegram._utils.types import ODVInput
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.playground.bot_api import BotApi
from bot.playground.parameters import Upload
from bot.playground.refusals import ConnectionDropped

ADDRESS = re.compile(r".*?(?P<file>/file)?/bot(?P<token>[^/]*)/(?P<rest>.+)")


class Loopback(BaseRequest):
    """The network between a bot and `api`, without a network."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = None,
        write_timeout: ODVInput[float] = None,
        connect_timeout: ODVInput[float] = None,
        pool_timeout: ODVInput[float] = None,
    ) -> tuple[int, bytes]:
        address = ADDRESS.fullmatch(unquote(url))
        if address is None:
            raise NetworkError(f"not an address of the Bot API: {url!r}")
        if address["file"]:
            return self._api.download(address["token"], address["rest"])
        parameters = request_data.json_parameters if request_data else {}
        try:
            return await self._api.respond(address["token"], address["rest"], parameters, _files(request_data))
        except ConnectionDropped as lost:
            raise NetworkError(str(lost)) from lost


def _files(data: RequestData | None) -> dict[str, Upload]:
    if data is None or not data.contains_files:
        return {}
    return {name: Upload(file[0], _content(file[1]), file[2]) for name, file in data.multipart_data.items()}


def _content(given: object) -> bytes:
    return given if isinstance(given, bytes) else bytes(given.read())  # type: ignore[attr-defined]
