"""However many learners there are, a learner's day reads only rows of their own: no statement looks through a table."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.bootstrap import Content
from bot.services import people, standing
from bot.services.reminding import Reminding
from bot.services.reviews import Reviews
from bot.services.shelf import Shelf
from bot.services.study import Study
from bot.services.today import Today
from bot.storage import migrations
from bot.storage.sql_records import SqlRecords
from bot.storage.sqlite import engine_at
from tests.past import Answered, live

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_days_questions_are_found_by_their_keys(content: Content) -> None:
    shelf = Shelf(content.bank, content.lexicon)
    reviews = Reviews(Study(content.library, shelf, Today(content.library, shelf, ZoneInfo("Asia/Jakarta"))))
    engine = engine_at("sqlite://")
    with engine.connect() as connection:
        migrations.bring_up_to_date(connection)
        with connection.begin():
            records = SqlRecords(connection)
            live(records, 7, [Answered(item_id, 3) for item_id in list(content.bank.items)[:20]], NOW)
            asked: list[str] = []
            driver = connection.connection.driver_connection
            assert driver
            driver.set_trace_callback(asked.append)
            _a_day(records, reviews)
            driver.set_trace_callback(None)
            read = [statement for statement in asked if statement.startswith(("SELECT", "UPDATE", "DELETE"))]
            plans = {statement: _plan(driver, statement) for statement in read}
    engine.dispose()
    assert len(read) > 30
    assert not {statement: plan for statement, plan in plans.items() if any("SCAN" in step for step in plan)}


def _a_day(records: SqlRecords, reviews: Reviews) -> None:
    learner = people.meet(records, 7, "id", NOW)[0]
    reminding = Reminding(reviews.today)
    reminding.ask_for(records, learner, 12, NOW)
    reminding.come(records, NOW + timedelta(days=2), 25)
    records.reminders.due(NOW, 100)
    reviews.study_next(records, learner, NOW)
    reviews.study.give_up(records, learner, NOW)
    reviews.study.go_on(records, learner, NOW)
    reviews.targets(records, learner, NOW)
    reviews.pause(records, learner, NOW)
    standing.of(records, reviews.today, learner, NOW)


def _plan(driver: object, statement: str) -> list[str]:
    return [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}")]  # type: ignore[attr-defined]
