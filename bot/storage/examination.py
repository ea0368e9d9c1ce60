"""What is wrong with a database, found without changing it."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from bot.storage import migrations
from bot.storage.rows import to_number
from bot.storage.tables import attempts, dead_letters, learners, outbox, sessions

# A letter that could not be sent for so long is no passing fault.
STUCK = timedelta(minutes=10)


def examine(connection: Connection, now: datetime) -> list[str]:
    """Every fault in words; none is the usual answer."""
    if (revision := migrations.revision_of(connection)) != migrations.HEAD:
        return [f"its tables are of version {revision}, not {migrations.HEAD}: run `python -m bot migrate`"]
    with connection.begin():
        return [*_torn(connection), *_letters(connection, now), *_records(connection)]


def _torn(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(10)")]
    return [] if said == ["ok"] else [f"the file is torn: {line}" for line in said]


def _letters(connection: Connection, now: datetime) -> list[str]:
    stuck = (outbox.c.sent_at.is_(None), outbox.c.leased_until < to_number(now - STUCK))
    faults = {
        "{} messages could not be sent for ten minutes: is the bot running?": select(func.count()).where(*stuck),
        "{} updates could not be handled and lie in dead_letters": select(func.count()).select_from(dead_letters),
    }
    counted = {words: connection.execute(query).scalar_one() for words, query in faults.items()}
    return [words.format(number) for words, number in counted.items() if number]


def _records(connection: Connection) -> list[str]:
    """What must hold between the tables, whatever happened."""
    of = sessions.c.learner_id == attempts.c.learner_id
    ahead = select(func.count()).select_from(attempts).join(sessions, of, isouter=True)
    faults = {
        "{} answers belong to no session": ahead.where(
            sessions.c.learner_id.is_(None) | (attempts.c.session > sessions.c.number)
        ),
        "{} sessions belong to nobody": select(func.count())
        .select_from(sessions)
        .where(~select(learners.c.id).where(learners.c.id == sessions.c.learner_id).exists()),
    }
    counted = {words: connection.execute(query).scalar_one() for words, query in faults.items()}
    return [words.format(number) for words, number in counted.items() if number]
