"""`rebuild` and `report` over a database with a past."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.services.records import Records
from bot.storage.transactions import storage_at
from tests.past import Answered, live

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'tumen.db'}"
    monkeypatch.setenv("DATABASE_URL", url)

    def past(records: Records) -> None:
        for learner_id in range(1, 9):
            first = [Answered(f"set/{number}", 20) for number in range(40)]
            second = [Answered(f"set/{number}", 13, right=number % 4 > 0) for number in range(40)]
            live(records, learner_id, [*first, *second], NOW)

    asyncio.run(_run(url, past))
    return url


async def _run(url: str, work) -> None:
    storage = storage_at(url)
    await storage.start()
    await storage.run(work)
    await storage.stop()


def test_cards_made_again_from_the_attempts_are_those_that_were_kept(database, capsys) -> None:
    assert main(["rebuild", "--check"]) == 0
    assert capsys.readouterr().out == "8 learners, 320 cards made again from the attempts, 0 differed\n"


def test_a_lost_card_is_found_and_made_again(database, capsys) -> None:
    asyncio.run(_run(database, lambda records: records.cards.remove(3)))
    assert main(["rebuild", "--check"]) == 1
    assert main(["rebuild"]) == 0
    assert main(["rebuild", "--check"]) == 0
    assert "40 differed" in capsys.readouterr().out


def test_the_report_tells_the_difference_with_n_and_an_interval(database, capsys) -> None:
    assert main(["report"]) == 0
    told = capsys.readouterr().out
    assert "learners: 8" in told
    assert "95 % interval" in told
    assert "n = 320" in told


def test_the_report_as_json(database, capsys) -> None:
    assert main(["report", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["comparison"]["enough"]
    assert told["comparison"]["reviewed"]["of"] + told["comparison"]["held"]["of"] < 320
    assert [each["seen"]["of"] for each in told["calibration"]["bins"]] == [320]
