"""kill -9 at random moments: nothing is lost, nothing is recorded twice, every reply is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.classroom import times
from tests.faults.killing import Damage, kill_again_and_again
from tests.postgres import Server


async def test_a_bot_killed_again_and_again_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    kills = times(40, 1000)
    damage = await kill_again_and_again("ours", f"sqlite:///{tmp_path}/tumen.db", kills=kills)
    print(damage)
    assert damage.kills == kills
    assert (damage.lost, damage.doubled, damage.never_shown) == (0, 0, 0)


@pytest.mark.parametrize(("workers", "kills"), times([(2, 10)], [(2, 1000), (4, 300)]))
async def test_of_several_workers_on_one_database_any_may_die_at_any_moment(
    postgres: Server, workers: int, kills: int
) -> None:
    damage = await kill_again_and_again("ours in haste", postgres.database(), kills=kills, workers=workers)
    print(f"{workers} workers:", damage)
    assert damage.kills == kills
    assert (damage.lost, damage.doubled, damage.never_shown) == (0, 0, 0)


@pytest.mark.parametrize("design", ["naive", "update-id-only"])
async def test_the_same_test_finds_what_is_doubled_in_a_worse_design(tmp_path: Path, design: str) -> None:
    assert await is_found(design, tmp_path, lambda damage: damage.doubled > 0)


async def test_the_same_test_finds_what_is_lost_when_it_is_acknowledged_first(tmp_path: Path) -> None:
    assert await is_found("ack-first", tmp_path, lambda damage: damage.lost > 0)


async def is_found(design: str, folder: Path, what: Callable[[Damage], bool]) -> bool:
    """Whether some fifteen kills do it: chance may spare a bad design once, not four times."""
    for seed in range(1, 5):
        damage = await kill_again_and_again(design, f"sqlite:///{folder}/{seed}.db", kills=15, patience=10, seed=seed)
        print(f"{design}:", damage)
        if what(damage):
            return True
    return False
