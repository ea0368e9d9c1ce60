"""Each judgement of the golden table in full, as it was approved: whatever changes is seen, and read before it stays.

python -m tests.grading.test_approved        writes approved.txt anew
"""

from collections.abc import Iterator
from pathlib import Path

from bot.cli.grading import known_names
from bot.grading.explanation import steps
from tests.grading.test_judgements import CASES, key_of, rows

APPROVED = Path(__file__).with_name("approved.txt")


def told() -> Iterator[str]:
    """For each case its key; for each response verdict, score and reason, what it matched and what lay nearest."""
    for case in CASES:
        key, language = key_of(case, known_names()), case.get("lang", "id")
        yield f"{case['q']} {key.shown}"
        for response, _, _ in rows(case):
            said = key.judge(response, language)
            beside = said.matched if said.matched != key.shown else "="
            nearest = [step.rpartition("(")[2] for step in steps(key, response, language) if step[:7] == "nearest"]
            how = ", ".join(nearest).replace("slips: ", "").replace("missing: ", "").rstrip(")")
            line = f"{response} -> {said.verdict[0]} {said.score:.2f} {said.reason} {beside} {said.note or ''} ({how})"
            yield f"    {' '.join(line.split())}"


def test_no_judgement_changes_unread() -> None:
    approved = APPROVED.read_text(encoding="utf-8").splitlines()
    assert [line for line in told() if line not in set(approved)] == []
    assert list(told()) == approved


if __name__ == "__main__":
    APPROVED.write_text("\n".join(told()) + "\n", encoding="utf-8")
