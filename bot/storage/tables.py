"""The tables: learner first in every key of a learner's, times in milliseconds of UTC."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    true,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData()

# BIGINT PRIMARY KEY is no alias of SQLite's rowid and would cost a second index.
Id = BigInteger().with_variant(Integer, "sqlite")


def _table(name: str, *columns: SchemaItem) -> Table:
    return Table(name, metadata, *columns, sqlite_with_rowid=False)


learners = Table(
    "learners",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("language", String(8), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("reachable", Boolean, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("learner_id", Id, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("activity", String(16), nullable=False),
    Column("subject", String(128), nullable=False),
    Column("items", Text, nullable=False),
    Column("started", BigInteger, nullable=False),
    Column("position", Integer, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("asked_back", Integer, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("picks", String(256), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("sure", Boolean, nullable=False, server_default=false()),
)

attempts = _table(
    "attempts",
    Column("learner_id", BigInteger, primary_key=True),
    Column("session", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("attempt", Integer, primary_key=True),
    Column("item_id", String(256), nullable=False),
    Column("content", String(64), nullable=False),
    Column("response", Text, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("chosen", Boolean, nullable=False),
    Column("closes", Boolean, nullable=False, server_default=true()),
    Column("sure", Boolean, nullable=False, server_default=false()),
)

# Derived from the attempts: `python -m bot rebuild` makes them again.
cards = _table(
    "cards",
    Column("learner_id", BigInteger, primary_key=True),
    Column("item_id", String(256), primary_key=True),
    Column("stability", Float, nullable=False),
    Column("difficulty", Float, nullable=False),
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("streak", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
)

review_queues = Table(
    "review_queues",
    metadata,
    Column("learner_id", Id, primary_key=True, autoincrement=False),
    Column("day", String(10), nullable=False),
    Column("items", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("ahead", Text, nullable=False),
    Column("most", Integer, nullable=False),
)

paces = Table(
    "paces",
    metadata,
    Column("learner_id", Id, primary_key=True, autoincrement=False),
    Column("zone", String(64), nullable=False),
    Column("retention", Float, nullable=False),
    Column("most", Integer, nullable=False),
    Column("pauses", Text, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("learner_id", Id, primary_key=True, autoincrement=False),
    Column("hour", Integer, nullable=False),
    Column("next_at", BigInteger),
    Column("ignored", Integer, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("last_day", String(10)),
)

lesson_places = _table(
    "lesson_places",
    Column("learner_id", BigInteger, primary_key=True),
    Column("lesson_id", String(64), primary_key=True),
    Column("card", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("finished_at", BigInteger),
)

inbox = _table(
    "inbox",
    Column("learner_id", BigInteger, primary_key=True),
    Column("update_id", BigInteger, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

outbox = _table(
    "outbox",
    Column("learner_id", BigInteger, primary_key=True),
    Column("occasion", String(64), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("call", Text, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
    Column("sent_at", BigInteger),
    Column("message_id", BigInteger),
    Column("written", BigInteger, nullable=False, server_default="0"),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("update_id", Id, primary_key=True, autoincrement=False),
    Column("update", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

reports = _table(
    "reports",
    Column("learner_id", BigInteger, primary_key=True),
    Column("item_id", String(256), primary_key=True),
    Column("content", String(64), primary_key=True),
    Column("at", BigInteger, nullable=False),
)

question_sets = Table(
    "question_sets",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner_id", BigInteger, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reach", String(16), nullable=False),
    Column("questions", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("previous", Integer, nullable=False),
)

set_versions = _table(
    "set_versions",
    Column("set_id", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("learner_id", Id, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("target", String(64), nullable=False),
    Column("trying", Integer, nullable=False),
)

awaited = Table(
    "awaited",
    metadata,
    Column("learner_id", Id, primary_key=True, autoincrement=False),
    Column("what", String(32), nullable=False),
    Column("about", Text, nullable=False),
)

teachers = Table(
    "teachers",
    metadata,
    Column("learner_id", Id, primary_key=True, autoincrement=False),
    Column("invited_by", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("made_by", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("used_by", BigInteger),
    Column("used_at", BigInteger),
)

jobs = _table(
    "jobs",
    Column("learner_id", BigInteger, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    Column("leased_until", BigInteger, nullable=False),
)

# Nobody's number: a mark that only shows whether a number that somebody has is one that was erased.
erasures = _table(
    "erasures",
    Column("mark", String(32), primary_key=True),
    Column("at", BigInteger, nullable=False),
)

# Indexes of a few rows only, and of which. Said in SQLAlchemy's own way (`postgresql_where=`), this would load
# PostgreSQL's dialect at every start, also where there is none: 0.1 s.
PARTIAL = {
    # Those who want to be reminded.
    Index("reminders_next", reminders.c.next_at): reminders.c.next_at.is_not(None),
    # What waits: the sweeper looks here every few seconds.
    Index("outbox_waiting", outbox.c.leased_until): outbox.c.sent_at.is_(None),
}
