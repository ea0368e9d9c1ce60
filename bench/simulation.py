"""What our schedule is worth against others at equal numbers of answers, for learners of three kinds.

    python -m bench.simulation [--learners 100]

Whoever is simulated remembers by a law that the scheduler does not know (`memory_models.py`). Every policy is given the
same lessons, the same days and the same number of answers; only the choice of what to ask differs. That people learn it
cannot show; it shows how far a policy depends on being right about memory.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from math import sqrt
from random import Random
from statistics import fmean, stdev
from zoneinfo import ZoneInfo

from bench.grader_noise import Noise, measured
from bench.memory_models import MODELS, Memory
from bot.grading.judgement import Verdict
from bot.learning import queue
from bot.learning.attempt import Attempt
from bot.learning.card import Card
from bot.learning.days import day_of
from bot.learning.scheduler import Scheduler

ITEMS, NEW_A_DAY = 40, 4
TRAINING = 28
TESTS = (7, 30)
FORGETTING = (0.5, 1.0, 2.0)
SKIPPED_DAYS, SLIPS, GUESSES = 0.2, 0.03, 0.05
# An evening: the hour at which everybody studies.
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Jakarta")
BOXES = (1, 2, 4, 8, 16)


# Whose answers are as short as what learners type, and whose keys hold their aliases as ours do.
LIKE_OURS = "evouna_nq_fid"


@dataclass(frozen=True)
class Outcome:
    """What the grader made of an answer; `asked_back` says that it came right on being asked to say more."""

    right: bool
    asked_back: bool = False


class Learner:
    """Somebody with a memory of each item, who answers and is shown the key. A lapse of memory runs `faster` times."""

    def __init__(self, number: int, model: str, faster: float, noise: Noise) -> None:
        self.number, self.faster, self.noise = number, faster, noise
        self.dice = Random(f"{model}:{faster}:{number}")
        make = MODELS[model](self.dice)
        self.memories: list[Memory] = [make() for _ in range(ITEMS)]
        self.answers = 0

    def answer(self, item: int, day: float) -> Outcome:
        """What the grader makes of the answer to `item`."""
        memory, at = self.memories[item], day * self.faster
        knows = self.dice.random() < memory.recall(at)
        right = self.dice.random() < (1 - SLIPS if knows else GUESSES)
        memory.practise(at, right=right)
        self.answers += 1
        chance = self.dice.random()
        if not right:
            return Outcome(chance < self.noise.accepted)
        asked_back = self.noise.refused <= chance < self.noise.refused + self.noise.asked_back
        return Outcome(chance >= self.noise.refused, asked_back)

    def recall(self, day: float) -> float:
        return fmean(memory.recall(day * self.faster) for memory in self.memories)


class Policy:
    """Waits so many days after a review, by the number of reviews: what is most overdue comes first."""

    def __init__(self, gaps: Sequence[int], dice: Random) -> None:
        self.gaps, self.dice = gaps, dice
        self.due: dict[int, float] = {}
        self.step: dict[int, int] = {}

    def met(self, item: int, day: int, outcome: Outcome) -> None:
        self.step[item] = self._next(self.step.get(item, -1), right=outcome.right)
        self.due[item] = day + self.gaps[self.step[item]]

    def choose(self, day: int, number: int) -> list[int]:
        """The `number` most overdue; where fewer are due, those that will be soonest."""
        return sorted(self.due, key=lambda item: (self.due[item], item))[:number]

    def _next(self, step: int, *, right: bool) -> int:
        return min(step + 1, len(self.gaps) - 1)


class Leitner(Policy):
    """A box further after a success, back to the first after a miss."""

    def _next(self, step: int, *, right: bool) -> int:
        return super()._next(step, right=right) if right else 0


class ByChance(Policy):
    """Any item met so far."""

    def choose(self, day: int, number: int) -> list[int]:
        return self.dice.sample(sorted(self.due), min(number, len(self.due)))


class Tumen:
    """The schedule and the queue as they are in the bot, with what it holds back to measure itself."""

    def __init__(self, number: int) -> None:
        self.scheduler, self.plan = Scheduler(), queue.Plan(number, {})
        self.cards: dict[str, Card] = {}

    def met(self, item: int, day: int, outcome: Outcome) -> None:
        verdict = Verdict.CORRECT if outcome.right else Verdict.WRONG
        at = START + timedelta(days=day, seconds=len(self.cards))
        attempt = Attempt(self.plan.learner_id, day, 0, 0, str(item), "", "", verdict, float(outcome.right), "", at)
        vague = replace(attempt, verdict=Verdict.PROMPT, closes=False)
        question = [vague, replace(attempt, attempt=1)] if outcome.asked_back else [attempt]
        self.cards[str(item)] = self.scheduler.review(self.cards.get(str(item)), question)

    def choose(self, day: int) -> list[int]:
        today = day_of(START + timedelta(days=day), ZONE)
        return [int(item) for item in queue.build(self.cards.values(), today, self.plan).items]


@dataclass
class Result:
    """Mean recall of each learner after each of TESTS, and the answers it took."""

    recall: dict[int, list[float]] = field(default_factory=lambda: {test: [] for test in TESTS})
    answers: list[int] = field(default_factory=list)

    def note(self, learner: Learner) -> None:
        self.answers.append(learner.answers)
        for test in TESTS:
            self.recall[test].append(learner.recall(TRAINING - 1 + test))


OTHERS: dict[str, Callable[[Random], Policy]] = {
    "random": lambda dice: ByChance((1,), dice),
    "in turn": lambda dice: Policy((1,), dice),
    "2/4/6 days": lambda dice: Policy((2, 4, 6), dice),
    "Leitner": lambda dice: Leitner(BOXES, dice),
}
OURS, MASSED = "Tumen", "massed"


def simulate(model: str, faster: float, learners: int, noise: Noise, *, others: bool = True) -> dict[str, Result]:
    """Every policy on the same learners, each with as many answers as ours took; or ours alone."""
    results: dict[str, Result] = defaultdict(Result)
    for number in range(learners):
        days = _days_of_study(number)
        learner, budget = Learner(number, model, faster, noise), {}
        ours = Tumen(number)
        for day in days:
            chosen = ours.choose(day)
            budget[day] = len(chosen)
            for item in chosen:
                ours.met(item, day, learner.answer(item, day))
            for item in _lesson(days, day):
                ours.met(item, day, learner.answer(item, day))
        results[OURS].note(learner)
        if not others:
            continue
        for name, make in OTHERS.items():
            results[name].note(_taught(Learner(number, model, faster, noise), make(Random(number)), days, budget))
        results[MASSED].note(_crammed(Learner(number, model, faster, noise), days, sum(budget.values())))
    return results


def _days_of_study(number: int) -> list[int]:
    dice = Random(f"days:{number}")
    return [day for day in range(TRAINING) if day == 0 or dice.random() >= SKIPPED_DAYS]


def _lesson(days: Sequence[int], day: int) -> range:
    """The items that are new on `day`: a lesson on each of the first days of study."""
    begin = days.index(day) * NEW_A_DAY
    return range(min(begin, ITEMS), min(begin + NEW_A_DAY, ITEMS))


def _taught(learner: Learner, policy: Policy, days: Sequence[int], budget: dict[int, int]) -> Learner:
    for day in days:
        for item in policy.choose(day, budget[day]):
            policy.met(item, day, learner.answer(item, day))
        for item in _lesson(days, day):
            policy.met(item, day, learner.answer(item, day))
    # Where fewer items were known than were to be asked, the answers left over are given at the end.
    left = sum(budget.values()) + ITEMS - learner.answers
    for item in policy.choose(days[-1], left):
        learner.answer(item, days[-1])
    return learner


def _crammed(learner: Learner, days: Sequence[int], answers: int) -> Learner:
    for day in days:
        for item in _lesson(days, day):
            learner.answer(item, day)
            for turn in range(answers // ITEMS + (item < answers % ITEMS)):
                learner.answer(item, day + (turn + 1) / 1440)
    return learner


def table(learners: int, noise: Noise) -> str:
    """Mean recall in per cent for every model, and how far each policy lies from ours (paired, 95 %)."""
    names = [OURS, *OTHERS, MASSED]
    lines = [
        f"| learners remember by | forgetting | answers | after | {' | '.join(names)} |",
        "|---" * (4 + len(names)) + "|",
    ]
    for model in MODELS:
        for faster in FORGETTING:
            results = simulate(model, faster, learners, noise)
            answers = fmean(results[OURS].answers)
            for test in TESTS:
                cells = " | ".join(_cell(results[name], results[OURS], test) for name in names)
                lines.append(f"| {model} | ×{faster:g} | {answers:.0f} | {test} days | {cells} |")
    return "\n".join(lines)


def _cell(result: Result, ours: Result, test: int) -> str:
    mean = f"{100 * fmean(result.recall[test]):.0f}"
    if result is ours:
        return f"**{mean}**"
    apart = [100 * (a - b) for a, b in zip(result.recall[test], ours.recall[test], strict=True)]
    return f"{mean} ({fmean(apart):+.1f} ± {1.96 * stdev(apart) / sqrt(len(apart)):.1f})"


def noise_table(learners: int, noises: Mapping[str, Noise]) -> str:
    """What the grader's mistakes cost our schedule."""
    lines = [
        "| learners remember by | answers judged as in | right refused, asked back; wrong accepted | answers "
        "| after 7 days | after 30 days |",
        "|---" * 6 + "|",
    ]
    for model in MODELS:
        for name, noise in noises.items():
            ours = simulate(model, 1.0, learners, noise, others=False)[OURS]
            recall = " | ".join(f"{100 * fmean(ours.recall[test]):.1f} %" for test in TESTS)
            lines.append(f"| {model} | {name} | {noise} | {fmean(ours.answers):.0f} | {recall} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Our schedule against others, by simulated learners.")
    parser.add_argument("--learners", type=int, default=100, help="in each row of the table")
    learners, noises = parser.parse_args(arguments).learners, measured()
    began = time.process_time()
    print(table(learners, noises[LIKE_OURS]))
    print()
    print(noise_table(learners, {"no mistakes": Noise(), **noises}))
    print(f"\n{learners} learners a row, {time.process_time() - began:.0f} s of the processor", file=sys.stderr)


if __name__ == "__main__":
    main()
