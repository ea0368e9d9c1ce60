"""Who was erased, so that an older backup does not bring them back; when a reply was written, so that order is kept"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mark"),
        sqlite_with_rowid=False,
    )
    op.add_column("outbox", sa.Column("written", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("outbox", "written")
    op.drop_table("erasures")
