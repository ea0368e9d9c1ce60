"""What learners remember: cards, today's queue, paces, reminders"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_learner = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("attempts") as attempts:
        attempts.add_column(sa.Column("closes", sa.Boolean(), nullable=False, server_default=sa.true()))
        attempts.add_column(sa.Column("sure", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("sessions") as sessions:
        sessions.add_column(sa.Column("sure", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "cards",
        sa.Column("learner_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.String(length=256), nullable=False),
        sa.Column("stability", sa.Float(), nullable=False),
        sa.Column("difficulty", sa.Float(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("streak", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("learner_id", "item_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "review_queues",
        sa.Column("learner_id", _learner, autoincrement=False, nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("ahead", sa.Text(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("learner_id"),
    )
    op.create_table(
        "paces",
        sa.Column("learner_id", _learner, autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("retention", sa.Float(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("pauses", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner_id"),
    )
    op.create_table(
        "reminders",
        sa.Column("learner_id", _learner, autoincrement=False, nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("ignored", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("learner_id"),
    )
    wanted = sa.text("next_at IS NOT NULL")
    op.create_index("reminders_next", "reminders", ["next_at"], sqlite_where=wanted, postgresql_where=wanted)


def downgrade() -> None:
    op.drop_index("reminders_next", "reminders")
    op.drop_table("reminders")
    op.drop_table("paces")
    op.drop_table("review_queues")
    op.drop_table("cards")
    with op.batch_alter_table("sessions") as sessions:
        sessions.drop_column("sure")
    with op.batch_alter_table("attempts") as attempts:
        attempts.drop_column("sure")
        attempts.drop_column("closes")
