"""The environment: read once, all faults at once."""

import pytest

from bot import settings
from bot.errors import BadSettings


def test_an_empty_environment_is_enough_to_try() -> None:
    chosen = settings.read({})
    assert chosen.database_url == "sqlite:///data/tumen.db"
    assert chosen.time_zone.key == "Asia/Jakarta"
    assert chosen.port == 8080


def test_what_is_set_is_read() -> None:
    chosen = settings.read(
        {
            "TELEGRAM_TOKEN": "123456:ABC-DEF",
            "DATABASE_URL": "postgres://tumen@db/tumen",
            "TEACHERS": "7, 8",
            "TELEGRAM_API_URL": "http://localhost:8081/",
            "LOG_FORMAT": "JSON",
        },
        needs=("TELEGRAM_TOKEN",),
    )
    assert chosen.database_url == "postgresql://tumen@db/tumen"
    assert chosen.teachers == {7, 8}
    assert chosen.telegram_api_url == "http://localhost:8081"
    assert chosen.log_format == "json"


def test_every_fault_is_named_at_once() -> None:
    environment = {
        "TELEGRAM_TOKEN": "nonsense",
        "DATABASE_URL": "mysql://x",
        "TEACHERS": "Bu Sari",
        "TZ_DEFAULT": "Jakarta",
        "LOG_LEVEL": "LOUD",
        "LOG_FORMAT": "xml",
        "PORT": "99999",
        "WEBHOOK_URL": "example.org",
        "WEBHOOK_SECRET": "short",
        "TELEGRAM_API_URL": "telegram",
    }
    with pytest.raises(BadSettings) as caught:
        settings.read(environment, needs=("TELEGRAM_TOKEN",))
    named = {fault.split()[0] for fault in caught.value.faults}
    assert named == set(environment)


@pytest.mark.parametrize(
    "address", ["sqlite:///a@b:c/d", "postgresql://u:se/c:ret@db:5432/t", "postgresql://u@[::1]/t"]
)
def test_an_address_of_a_database_may_hold_odd_signs(address: str) -> None:
    assert settings.read({"DATABASE_URL": address}).database_url == address


@pytest.mark.parametrize(
    ("name", "given"), [("PORT", "²"), ("TEACHERS", "³"), ("WEBHOOK_URL", "https://[x"), ("TELEGRAM_TOKEN", "²:ABC")]
)
def test_what_only_looks_like_a_number_or_an_address_is_a_fault_with_its_name(name: str, given: str) -> None:
    with pytest.raises(BadSettings, match=name):
        settings.read({name: given})


def test_what_is_needed_is_missed_by_name() -> None:
    with pytest.raises(BadSettings, match="WEBHOOK_SECRET is missing"):
        settings.read({}, needs=("TELEGRAM_TOKEN", "WEBHOOK_URL", "WEBHOOK_SECRET"))


def test_a_fault_never_prints_the_token() -> None:
    with pytest.raises(BadSettings) as caught:
        settings.read({"TELEGRAM_TOKEN": "123456-very-secret"})
    assert "very-secret" not in str(caught.value)
