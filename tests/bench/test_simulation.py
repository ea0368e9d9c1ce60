"""The simulation, in its short form: fair, repeatable, and able to tell a good policy from a bad one."""

import json
from random import Random
from statistics import fmean

import pytest

from bench.grader_noise import Noise, confusion, measured
from bench.memory_models import MODELS
from bench.simulation import LIKE_OURS, MASSED, OTHERS, OURS, simulate, table


@pytest.fixture(scope="module")
def results():
    return {model: simulate(model, 1.0, 6, measured()[LIKE_OURS]) for model in MODELS}


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


def test_the_noise_counts_what_became_of_right_and_wrong_answers(tmp_path):
    rows = [("Pyongyang", "correct"), ("pyonyang", "correct"), ("Seoul", "wrong"), ("Pyongyang", "wrong")]
    key = {"lang": "en", "question": "Which city?", "key": {"a": "Pyongyang"}}
    lines = [json.dumps({**key, "response": response, "expect": expect}) for response, expect in rows]
    (tmp_path / "cities.jsonl").write_text("\n".join(lines), "utf-8")
    assert confusion(tmp_path / "cities.jsonl") == {
        "right": {"accepted": 2, "asked back": 0, "refused": 0},
        "wrong": {"accepted": 1, "asked back": 0, "refused": 1},
    }
