"""What Telegram answers when it will not do what was asked, in its own words."""

from collections.abc import Mapping
from typing import Any

from bot.errors import TumenError


class BotApiError(TumenError):
    """A call that Telegram refuses."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})


class ConnectionDropped(TumenError):
    """The line went dead: before the call was heard, or `after` it was done and before the answer arrived."""

    def __init__(self, after: bool = False) -> None:
        super().__init__("the connection was dropped")
        self.after = after


def bad_request(reason: str, **parameters: Any) -> BotApiError:
    return BotApiError(400, f"Bad Request: {reason}", parameters)


def forbidden(reason: str) -> BotApiError:
    return BotApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> BotApiError:
    return BotApiError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> BotApiError:
    return BotApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def bad_gateway() -> BotApiError:
    return BotApiError(502, "Bad Gateway")


def unauthorized() -> BotApiError:
    return BotApiError(401, "Unauthorized")


def not_found() -> BotApiError:
    return BotApiError(404, "Not Found")
