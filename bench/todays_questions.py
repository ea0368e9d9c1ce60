"""How long it takes to choose a day's questions and to ask the next of them, among few learners and among a million.

    python -m bench.todays_questions [--learners 1000 1000000] [--database postgresql://…/EMPTY …]

For each number of learners a database on disk (SQLite in a temporary folder, or the given empty ones, one for each
number): everybody has twelve cards, a pace and the queue of another day, and three have 100,000 cards. Processor time
on SQLite, so that a busy machine tells the same; the clock on PostgreSQL, whose work is another process's.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CTE, BigInteger, Connection, Insert, String, cast, insert, literal, select

from bot import bootstrap
from bot.items.item import Item
from bot.learning.card import Card
from bot.learning.learner import Learner
from bot.services.records import Records, Storage
from bot.services.reviews import Reviews
from bot.services.shelf import Shelf
from bot.services.study import Study
from bot.services.today import Today
from bot.storage.rows import to_number
from bot.storage.tables import cards, learners, paces, review_queues
from bot.storage.transactions import storage_at

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MANY, FEW, TURNS, SAMPLE = 100_000, 12, 3, 200
# The number of a learner with many cards, and the days between which these are due; the others come behind.
BIG = {1: (0, 300), 2: (-300, 300), 3: (-300, 0)}
FIRST = 10
# Rows are added for so many learners in a transaction.
AT_ONCE = 50_000


class EverythingIsThere(Shelf):
    """A question for every id: 100,000 real ones would take longer to make than to ask."""

    def item(self, records: Records, item_id: str, version: int = 0) -> Item:
        return next(iter(self.bank.items.values()))


async def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Choosing a day's questions, and asking the next of them.")
    parser.add_argument("--learners", type=int, nargs="+", default=[1000])
    parser.add_argument("--database", nargs="+", default=[], help="an empty one for each number of learners")
    args = parser.parse_args(arguments)
    content = bootstrap.read_content()
    shelf = EverythingIsThere(content.bank, content.lexicon)
    reviews = Reviews(Study(content.library, shelf, Today(content.library, shelf, ZoneInfo("Asia/Jakarta"))))
    for place, learners_there in enumerate(args.learners):
        with tempfile.TemporaryDirectory() as folder:
            url = args.database[place] if args.database else f"sqlite:///{folder}/tumen.db"
            await measure(storage_at(url), reviews, learners_there)


async def measure(storage: Storage, reviews: Reviews, number: int) -> None:
    """Fill an empty database and tell how long its learners wait."""
    await storage.start()
    for learner_id in BIG:
        await storage.run(lambda records, who=learner_id: records.cards.keep(many_cards(who)))  # type: ignore[misc]
    for first in range(FIRST, FIRST + number, AT_ONCE):
        last = min(first + AT_ONCE, FIRST + number) - 1
        await storage.run(lambda records, ends=(first, last): fill(connection_of(records), *ends))  # type: ignore[misc]
    await storage.run(lambda records: connection_of(records).exec_driver_sql("ANALYZE"))
    print(f"{number} learners with {FEW} cards, {len(BIG)} with {MANY}; milliseconds")
    for learner_id, (first, last) in BIG.items():
        took = await storage.run(lambda records, who=learner_id: timed(records, reviews, who))  # type: ignore[misc]
        print(f"  {MANY} cards due from day {first:4} to {last:3}: {took}")
    drawn = Random(number).sample(range(FIRST, FIRST + number), min(SAMPLE, number))
    found = [await storage.run(lambda records, who=each: timed(records, reviews, who)) for each in drawn]  # type: ignore[misc]
    middle = Took(*(median(getattr(each, field.name) for each in found) for field in fields(Took)))
    print(f"  {FEW} cards, median of {len(drawn)} learners:   {middle}")
    sys.stdout.flush()
    await storage.stop()


def connection_of(records: Records) -> Connection:
    return records.cards.connection  # type: ignore[attr-defined,no-any-return]


@dataclass(frozen=True)
class Took:
    """Milliseconds, each the best of some turns: what disturbs only adds."""

    choosing: float
    beginning: float
    answering: float

    def __str__(self) -> str:
        asking = f"first question {self.beginning:5.2f}, answer and next {self.answering:5.2f}"
        return f"choosing {self.choosing:6.2f}, {asking}"


def timed(records: Records, reviews: Reviews, learner_id: int) -> Took:
    """How long one learner waits: for the day to be chosen, for its first question, and from an answer to the next."""
    learner, study = Learner(learner_id, "id", NOW), reviews.study
    clock = time.process_time if connection_of(records).dialect.name == "sqlite" else time.perf_counter

    def choose() -> None:
        records.queues.remove(learner.id)
        reviews.today.waiting(records, learner, NOW)

    def answer() -> None:
        study.give_up(records, learner, NOW)
        study.go_on(records, learner, NOW)

    acts: tuple[Callable[[], object], ...] = (choose, lambda: reviews.begin(records, learner, NOW), answer)
    return Took(*(best(act, clock) for act in acts))


def best(act: Callable[[], object], clock: Callable[[], float]) -> float:
    took = []
    for _ in range(TURNS):
        began = clock()
        act()
        took.append(1000 * (clock() - began))
    return min(took)


def many_cards(learner_id: int) -> Iterator[Card]:
    dice, (first, last) = Random(learner_id), BIG[learner_id]
    for number in range(MANY):
        due = NOW + dice.randint(first, last) * DAY
        asked = min(due, NOW) - dice.randint(2, 60) * DAY
        met = asked - dice.randint(20, 100) * DAY
        item_id = f"set-{number // 500}/item-{number:06d}"
        yield Card(learner_id, item_id, 30 * dice.random() + 1, 5.0, met, asked, due, 3, 2, 1, 0)


def fill(connection: Connection, first: int, last: int) -> None:
    """Rows for the learners from `first` to `last`, made inside the database: twelve million by hand take too long."""
    who, what = numbers("who", first, last), numbers("what", 10, 9 + FEW)
    day, now = to_number(NOW + DAY) - to_number(NOW), to_number(NOW)
    drawn = (who.c.n * 7919 + what.c.n * 104_729) % 20
    asked = now - (1 + drawn) * day  # and due a day ago: a full day for everybody
    card = {
        "item_id": literal("set-1/item-") + cast(what.c.n, String),
        "stability": literal(5.0) + drawn,
        "difficulty": literal(5.0),
        "first": asked - 30 * day,
        "last": asked,
        "due": asked + drawn * day,
        "reviews": literal(3),
        "right": literal(2),
        "streak": literal(1),
        "lapses": literal(0),
    }
    connection.execute(_insert(cards, who, card, what))
    connection.execute(_insert(learners, who, {"language": "id", "since": now, "reachable": True}))
    pace = {"zone": "Asia/Jakarta", "retention": 0.9, "most": 10, "pauses": "[]"}
    connection.execute(_insert(paces, who, pace))
    queue = {"day": "2026-02-20", "items": "[]", "new": "[]", "waiting": 0, "ahead": "[]", "most": 10}
    connection.execute(_insert(review_queues, who, queue))


def numbers(name: str, first: int, last: int) -> CTE:
    begun = select(literal(first, BigInteger).label("n")).cte(name, recursive=True)
    return begun.union_all(select(begun.c.n + 1).where(begun.c.n < last))


def _insert(table: Any, who: CTE, values: dict[str, Any], *beside: CTE) -> Insert:
    key = "id" if table is learners else "learner_id"
    given = [value if hasattr(value, "label") else literal(value) for value in values.values()]
    rows = select(who.c.n, *given).select_from(who)
    for each in beside:
        rows = rows.join(each, literal(True))
    return insert(table).from_select([key, *values], rows)


if __name__ == "__main__":
    asyncio.run(main())
