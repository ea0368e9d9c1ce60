"""Telegram's server in memory: what a bot calls, what people do, and faults on demand."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.methods import METHODS
from bot.playground.parameters import Parameters, Upload
from bot.playground.people import People
from bot.playground.refusals import BotApiError, ConnectionDropped, not_found, unauthorized

Fault = BotApiError | ConnectionDropped
# Asked before each call; what it gives back happens instead of the call.
Rule = Callable[[str, Parameters], Fault | None]
# Telegram cuts a long poll off here, whatever was asked for.
LONGEST_POLL = 50


@dataclass(slots=True)
class BotApi(People):
    """A Bot API server for one bot, and the people who chat with it."""

    latency: float = 0.0  # seconds that every answer takes on its way
    rule: Rule | None = None
    calls: list[tuple[str, Parameters]] = field(default_factory=list)  # the newest calls, for a test to look at
    _faults: list[tuple[str, Fault]] = field(default_factory=list)

    def fail_next(self, method: str, fault: Fault, times: int = 1) -> None:
        """The next `times` calls of `method` (\"\" for any) meet `fault`."""
        self._faults += [(method.lower(), fault)] * times

    def call(self, method: str, params: Mapping[str, Any], files: Mapping[str, bytes | Upload] | None = None) -> Any:
        """The result of a call, or BotApiError as Telegram says it."""
        given = Parameters(params, _uploads(files or {}))
        if method.lower() not in METHODS:
            raise not_found()
        self._remember(method, given)
        fault = self._fault(method, given)
        if isinstance(fault, ConnectionDropped) and fault.after:
            METHODS[method.lower()](self, given)
        if fault:
            raise fault
        self.close_polls()
        return METHODS[method.lower()](self, given)

    async def respond(
        self, token: str, method: str, params: Mapping[str, Any], files: Mapping[str, bytes | Upload] | None = None
    ) -> tuple[int, bytes]:
        """The same over a wire: status and JSON. A long poll waits; only ConnectionDropped is raised."""
        if self.latency:
            await asyncio.sleep(self.latency)
        try:
            if token != self.token:
                raise unauthorized() if ":" in token else not_found()
            result = await self._answer(method, params, files)
        except BotApiError as refusal:
            return refusal.code, _failure(refusal)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def download(self, token: str, path: str) -> tuple[int, bytes]:
        """A file by the path that getFile gave."""
        if token != self.token:
            return 401, _failure(unauthorized())
        stored = self.files.by_path(path)
        return (200, stored.upload.content) if stored else (404, _failure(not_found()))

    async def _answer(self, method: str, params: Mapping[str, Any], files: Mapping[str, bytes | Upload] | None) -> Any:
        if method.lower() != "getupdates":
            return self.call(method, params, files)
        self.updates.interrupt()
        result = self.call(method, params, files)
        seconds = min(Parameters(params, {}).integer("timeout"), LONGEST_POLL)
        if result or seconds <= 0:
            return result
        await self.updates.wait(seconds)
        return METHODS["getupdates"](self, Parameters(params, {}))

    def _remember(self, method: str, given: Parameters) -> None:
        # Enough for any test; a server that runs for days keeps no more.
        if len(self.calls) >= 10_000:
            del self.calls[:5_000]
        self.calls.append((method, given))

    def _fault(self, method: str, given: Parameters) -> Fault | None:
        for planned in self._faults:
            if planned[0] in ("", method.lower()):
                self._faults.remove(planned)
                return planned[1]
        return self.rule(method, given) if self.rule else None


def _failure(refusal: BotApiError) -> bytes:
    more = {"parameters": refusal.parameters} if refusal.parameters else {}
    said = {"ok": False, "error_code": refusal.code, "description": refusal.description, **more}
    return json.dumps(said).encode()


def _uploads(files: Mapping[str, bytes | Upload]) -> dict[str, Upload]:
    """Files as they came along with a call; bare bytes get the name of their parameter."""
    return {name: file if isinstance(file, Upload) else Upload(name, file) for name, file in files.items()}
