"""How long it takes to choose a day's questions from 100,000 cards, and to take the next of them.

    python -m bench.todays_questions

Processor time, so that a busy machine tells the same.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot import bootstrap
from bot.learning.card import Card
from bot.learning.learner import Learner
from bot.services.shelf import Shelf
from bot.services.today import Today
from bot.storage import migrations
from bot.storage.sql_records import SqlRecords
from bot.storage.sqlite import engine_at

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CARDS, TURNS = 100_000, 3
# Learner, and the days between which their cards are due.
LEARNERS = {1: (0, 300), 2: (-300, 300), 3: (-300, 0)}


def cards(learner_id: int, first: int, last: int) -> Iterator[Card]:
    dice = Random(learner_id)
    for number in range(CARDS):
        due = NOW + dice.randint(first, last) * DAY
        asked = min(due, NOW) - dice.randint(2, 60) * DAY
        met = asked - dice.randint(20, 100) * DAY
        item_id = f"set-{number // 500}/item-{number:06d}"
        yield Card(learner_id, item_id, 30 * dice.random() + 1, 5.0, met, asked, due, 3, 2, 1, 0)


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of the processor, the best of some turns: what disturbs only adds."""
    took = []
    for _ in range(TURNS):
        began = time.process_time()
        act()
        took.append(1000 * (time.process_time() - began))
    return min(took)


def main() -> None:
    content = bootstrap.read_content()
    today = Today(content.library, Shelf(content.bank, content.lexicon), ZoneInfo("Asia/Jakarta"))
    with tempfile.TemporaryDirectory() as folder:
        engine = engine_at(f"sqlite:///{folder}/tumen.db")
        with engine.connect() as connection:
            migrations.bring_up_to_date(connection)
            records = SqlRecords(connection)
            for learner_id, (first, last) in LEARNERS.items():
                with connection.begin():
                    records.cards.keep(cards(learner_id, first, last))
                with connection.begin():
                    measure(records, today, Learner(learner_id, "id", NOW))
        engine.dispose()


def measure(records: SqlRecords, today: Today, learner: Learner) -> None:
    def choose() -> None:
        records.queues.remove(learner.id)
        today.waiting(records, learner, NOW)

    choosing, taking = timed(choose), timed(lambda: today.waiting(records, learner, NOW))
    due = today.waiting(records, learner, NOW).queue.waiting
    print(f"{CARDS} cards, {due:6} due: choosing {choosing:5.1f} ms, taking the next {taking:4.2f} ms")


if __name__ == "__main__":
    main()
