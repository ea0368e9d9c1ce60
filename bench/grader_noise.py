"""How often our grader is wrong: answers that people have judged, judged again.

    python -m bench.grader_noise FILE.jsonl …

Each line has what `python -m bot grade` reads, and `expect`: "correct" or "wrong"; what people call too vague is left
out. The counts are kept beside this file, for the simulation.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli.grading import grade

KEPT = Path(__file__).with_suffix(".json")
# The verdicts, in the words of somebody who was right.
BECAME = {"correct": "accepted", "prompt": "asked back", "wrong": "refused"}


@dataclass(frozen=True)
class Noise:
    """What becomes of right and of wrong answers, in parts of them."""

    refused: float = 0.0  # of the right ones
    asked_back: float = 0.0  # of the right ones: asked to say more
    accepted: float = 0.0  # of the wrong ones

    def __str__(self) -> str:
        return f"{self.refused:.1%}, {self.asked_back:.1%}, {self.accepted:.1%}"


def measured() -> dict[str, Noise]:
    """The noise of each file that was measured, by its name."""
    return {name: _noise(counts) for name, counts in json.loads(KEPT.read_text("utf-8")).items()}


def confusion(path: Path) -> dict[str, dict[str, int]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    verdicts = [json.loads(line)["verdict"] for line in grade(json.dumps(row) for row in rows)]
    counts = Counter((row["expect"], verdict) for row, verdict in zip(rows, verdicts, strict=True))
    return {
        word: {became: counts[expect, verdict] for verdict, became in BECAME.items()}
        for word, expect in (("right", "correct"), ("wrong", "wrong"))
    }


def _noise(counts: dict[str, dict[str, int]]) -> Noise:
    right, wrong = counts["right"], counts["wrong"]
    of_right, of_wrong = sum(right.values()), sum(wrong.values())
    return Noise(right["refused"] / of_right, right["asked back"] / of_right, wrong["accepted"] / of_wrong)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="How often our grader is wrong.")
    parser.add_argument("files", nargs="+", type=Path)
    found = {path.stem: confusion(path) for path in parser.parse_args(arguments).files}
    KEPT.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    for name, noise in measured().items():
        right, wrong = (sum(found[name][word].values()) for word in ("right", "wrong"))
        print(f"{name}: of {right} right and {wrong} wrong answers refused, asked back, accepted: {noise}")


if __name__ == "__main__":
    main()
