"""kill -9 at random moments: nothing is lost, nothing is recorded twice, every reply is shown."""

from pathlib import Path

import pytest

from tests.faults.killing import kill_again_and_again

# `make faults` does ten times as many.
KILLS = 100


async def test_a_bot_killed_again_and_again_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    damage = await kill_again_and_again(tmp_path, "ours", KILLS)
    print(damage)
    assert damage.kills == KILLS
    assert (damage.lost, damage.doubled, damage.never_shown) == (0, 0, 0)


@pytest.mark.parametrize("design", ["naive", "update-id-only"])
async def test_the_same_test_finds_what_is_doubled_in_a_worse_design(tmp_path: Path, design: str) -> None:
    damage = await kill_again_and_again(tmp_path, design, kills=15, patience=3)
    print(damage)
    assert damage.doubled


async def test_the_same_test_finds_what_is_lost_when_it_is_acknowledged_first(tmp_path: Path) -> None:
    damage = await kill_again_and_again(tmp_path, "ack-first", kills=15, patience=3)
    print(damage)
    assert damage.lost
