"""`rebuild` and `report`: cards made again from the attempts, and what reviewing was worth."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from functools import partial

from bot import bootstrap, settings
from bot.errors import BadContent, BadSettings, StorageUnavailable
from bot.learning import measure
from bot.learning.measure import Bin, Comparison
from bot.services import memory, standing
from bot.services.records import Records, Storage
from bot.services.shelf import Shelf
from bot.services.today import Today
from bot.settings import Settings
from bot.storage.transactions import storage_at

# Learners read at a time: a transaction holds up whoever is answering.
AT_ONCE = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    if parser.prog.endswith(" rebuild"):
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a card would change")
    else:
        parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: argparse.Namespace) -> int:
    try:
        return asyncio.run(_with_storage(settings.read(os.environ), args))
    except (BadSettings, BadContent, StorageUnavailable) as error:
        print(f"tumen: {error}", file=sys.stderr)
        return 2


async def _with_storage(chosen: Settings, args: argparse.Namespace) -> int:
    storage = storage_at(chosen.database_url)
    await storage.start()
    try:
        return await (
            _rebuild(storage, check=args.check) if args.command == "rebuild" else _report(storage, chosen, args)
        )
    finally:
        await storage.stop()


async def _rebuild(storage: Storage, *, check: bool) -> int:
    """Every learner's cards from nothing but their attempts, each learner in a transaction of their own."""
    learners = cards = changed = 0

    async def one(learner_id: int) -> None:
        nonlocal learners, cards, changed
        made, differing = await storage.run(lambda records: _made_again(records, learner_id, keep=not check))
        learners, cards, changed = learners + 1, cards + made, changed + differing

    await _everyone(storage, one)
    print(f"{learners} learners, {cards} cards made again from the attempts, {changed} differed")
    return int(check and changed > 0)


def _made_again(records: Records, learner_id: int, *, keep: bool) -> tuple[int, int]:
    kept = {card.item_id: card for card in records.cards.of_learner(learner_id)}
    made = memory.scheduler_of(records, learner_id).replay(records.attempts.of_learner(learner_id))
    if keep:
        memory.rebuild(records, learner_id)
    return len(made), sum(kept.get(item_id) != made.get(item_id) for item_id in kept.keys() | made.keys())


@dataclass
class _Report:
    """What is counted over all learners."""

    learners: int = 0
    comparison: Comparison = Comparison()  # noqa: RUF009 - frozen


async def _report(storage: Storage, chosen: Settings, args: argparse.Namespace) -> int:
    content = bootstrap.read_content()
    today = Today(content.library, Shelf(content.bank, content.lexicon), chosen.time_zone)
    report, predictions = _Report(), list[tuple[float, bool]]()

    async def one(learner_id: int) -> None:
        compared, predicted = await storage.run(lambda records: standing.measured(records, today, learner_id))
        report.learners += 1
        report.comparison += compared
        predictions.extend(predicted)

    await _everyone(storage, one)
    bins = measure.calibration(predictions)
    print(_as_json(report, bins) if args.json else _as_text(report, bins))
    return 0


async def _everyone(storage: Storage, act: Callable[[int], Awaitable[None]]) -> None:
    last = 0
    while ids := await storage.run(partial(_ids, last)):
        for learner_id in ids:
            await act(learner_id)
        last = ids[-1]


def _ids(after: int, records: Records) -> list[int]:
    return records.learners.ids(after, AT_ONCE)


def _as_text(report: _Report, bins: tuple[Bin, ...]) -> str:
    seen = report.comparison
    lines = [
        f"learners: {report.learners}",
        "",
        "Recall of a fact on its 7th to 14th day, first answer without help:",
        f"  reviewed   {seen.reviewed.value:6.1%}  n = {seen.reviewed.of}",
        f"  held back  {seen.held.value:6.1%}  n = {seen.held.of}",
        f"  difference {_difference(seen)}",
        "",
        "Predicted recall against the recall seen, reviews on a later day:",
        *map(_bin, bins),
    ]
    error = f"root mean squared error over bins: {measure.calibration_error(bins):.3f}"
    return "\n".join([*lines, f"  {error if bins else 'no reviews yet'}"])


def _difference(seen: Comparison) -> str:
    if not seen.is_enough:
        return f"not told below {measure.ENOUGH} answers in each group"
    low, high = 100 * seen.interval.low, 100 * seen.interval.high
    return f"{100 * seen.difference:+.1f} points, 95 % interval {low:+.1f} to {high:+.1f}"


def _bin(each: Bin) -> str:
    inside = measure.wilson(each.seen)
    seen = f"seen {each.seen.value:6.1%} ({inside.low:.1%} to {inside.high:.1%})"
    return f"  {each.low:.1f}-{each.high:.1f}  predicted {each.predicted:6.1%}  {seen}  n = {each.seen.of}"


def _as_json(report: _Report, bins: tuple[Bin, ...]) -> str:
    comparison = asdict(report.comparison) | {
        "difference": report.comparison.difference,
        "interval": asdict(report.comparison.interval),
        "enough": report.comparison.is_enough,
    }
    calibration = {"bins": [asdict(each) for each in bins], "error": measure.calibration_error(bins)}
    return json.dumps({"learners": report.learners, "comparison": comparison, "calibration": calibration})
