"""The environment, read once, all faults named at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import BadSettings

TELEGRAM = "https://api.telegram.org"
OWN_DATABASE = "sqlite:///data/tumen.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person who runs the bot has decided."""

    telegram_token: str = ""
    telegram_api_url: str = TELEGRAM
    database_url: str = OWN_DATABASE
    teachers: frozenset[int] = frozenset()
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Jakarta"))
    log_level: str = "INFO"
    log_format: str = "text"
    port: int = 8080
    webhook_url: str = ""
    webhook_secret: str = ""


def read(environment: Mapping[str, str], needs: tuple[str, ...] = ()) -> Settings:
    """The settings in `environment`; raises BadSettings with every fault; `needs` may not be empty."""
    reader = _Reader(environment)
    for name in needs:
        reader.need(name)
    settings = Settings(
        telegram_token=reader.token("TELEGRAM_TOKEN"),
        telegram_api_url=reader.address("TELEGRAM_API_URL", TELEGRAM),
        database_url=reader.database("DATABASE_URL", OWN_DATABASE),
        teachers=reader.ids("TEACHERS"),
        time_zone=reader.zone("TZ_DEFAULT", "Asia/Jakarta"),
        log_level=reader.one_of("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
        log_format=reader.one_of("LOG_FORMAT", ("text", "json"), "text"),
        port=reader.port("PORT", 8080),
        webhook_url=reader.address("WEBHOOK_URL", ""),
        webhook_secret=reader.secret("WEBHOOK_SECRET"),
    )
    if reader.faults:
        raise BadSettings(reader.faults)
    return settings


class _Reader:
    """Reads one name after another and keeps every fault; a value at fault is replaced by its default."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.faults: list[str] = []

    def text(self, name: str) -> str:
        return self.environment.get(name, "").strip()

    def need(self, name: str) -> None:
        if not self.text(name):
            self.faults.append(f"{name} is missing")

    def token(self, name: str) -> str:
        given = self.text(name)
        number, colon, rest = given.partition(":")
        if given and not (colon and number.isdecimal() and len(rest) >= 3):
            self.faults.append(f"{name} is not a bot token: it looks like 123456:ABC-DEF, as BotFather gives it")
        return given

    def address(self, name: str, default: str) -> str:
        given = self.text(name) or default
        if given and not _is_web_address(given):
            self.faults.append(f"{name} is not an address: it begins with https:// (or http://), not {given[:40]!r}")
        return given.rstrip("/")

    def database(self, name: str, default: str) -> str:
        given = self.text(name) or default
        if given.partition(":")[0] not in ("sqlite", "postgres", "postgresql") or not _has_a_place(given):
            self.faults.append(f"{name} is neither sqlite:///FILE nor postgresql://USER@HOST/NAME")
        return given.replace("postgres://", "postgresql://", 1)

    def ids(self, name: str) -> frozenset[int]:
        parts = [part.strip() for part in self.text(name).split(",") if part.strip()]
        if wrong := [part for part in parts if not part.isdecimal()]:
            self.faults.append(f"{name} takes Telegram ids with commas between, not {', '.join(wrong)[:80]!r}")
        return frozenset(int(part) for part in parts if part.isdecimal())

    def zone(self, name: str, default: str) -> ZoneInfo:
        given = self.text(name) or default
        try:
            return ZoneInfo(given)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.faults.append(f"{name} is not a time zone: it looks like Asia/Jakarta, not {given[:40]!r}")
            return ZoneInfo(default)

    def one_of(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        given = self.text(name) or default
        for word in allowed:
            if word.casefold() == given.casefold():
                return word
        self.faults.append(f"{name} is one of {', '.join(allowed)}, not {given[:40]!r}")
        return default

    def port(self, name: str, default: int) -> int:
        given = self.text(name) or str(default)
        if not given.isdecimal() or not 0 <= int(given) <= 65535:
            self.faults.append(f"{name} is a number from 0 to 65535, not {given[:40]!r}")
            return default
        return int(given)

    def secret(self, name: str) -> str:
        given = self.text(name)
        allowed = given.replace("-", "").replace("_", "").isalnum() and given.isascii()
        if given and not (8 <= len(given) <= 256 and allowed):
            self.faults.append(f"{name} has 8 to 256 letters, digits, - or _ (Telegram allows no others)")
        return given


def _is_web_address(given: str) -> bool:
    try:
        place = urlsplit(given)
    except ValueError:  # half a bracket, as of an IPv6 address
        return False
    return place.scheme in ("http", "https") and bool(place.netloc)


def _has_a_place(address: str) -> bool:
    """Whether the port is a number, where a server is named; a password may hold any signs but @."""
    place = address.partition("://")[2].rpartition("@")[2]
    try:
        return address.startswith("sqlite") or urlsplit(f"//{place}").port != 0
    except ValueError:
        return False
