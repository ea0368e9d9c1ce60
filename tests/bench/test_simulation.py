"""The simulation, in its short form: fair, repeatable, and able to tell a good policy from a bad one."""

from random import Random
from statistics import fmean

import pytest

from bench.memory_models import MODELS
from bench.simulation import MASSED, OTHERS, OURS, Noise, measured_noise, simulate, table


@pytest.fixture(scope="module")
def results():
    return {model: simulate(model, 1.0, 6, measured_noise()) for model in MODELS}


@pytest.mark.parametrize("model", MODELS)
def test_every_policy_has_as_many_answers(results, model):
    assert set(results[model]) == {OURS, MASSED, *OTHERS}
    assert len({tuple(result.answers) for result in results[model].values()}) == 1


@pytest.mark.parametrize("model", MODELS)
def test_spacing_beats_cramming_under_every_law_of_memory(results, model):
    for test in (7, 30):
        assert fmean(results[model][OURS].recall[test]) > fmean(results[model][MASSED].recall[test])


def test_the_same_seed_gives_the_same_table():
    assert table(2, Noise()) == table(2, Noise())


@pytest.mark.parametrize("model", MODELS)
def test_memories_fade_and_come_back_with_practice(model):
    memory = MODELS[model](Random(1))()
    assert memory.recall(0) == 0
    memory.practise(0, right=False)
    once = memory.recall(5)
    assert 0 < memory.recall(9) < once < memory.recall(1) <= 1
    memory.practise(2, right=True)
    assert memory.recall(5) > once
