"""Which facts are left alone for a week, so that what reviewing is worth can be measured."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from enum import Enum

# The part of a learner's facts that is not reviewed for a week after the first meeting, and an equal part that is
# reviewed as ever; both are asked on the seventh day, so that they differ in nothing but the reviewing.
SHARE = 0.15
LENGTH = timedelta(days=7)


class Arm(Enum):
    """What happens to a fact in its first week."""

    HELD = "held"  # not asked for seven days
    REVIEWED = "reviewed"  # reviewed when due, and asked on the seventh day like the held ones
    FREE = "free"  # reviewed when due, not measured


def topic(item_id: str, facts: Sequence[str]) -> str:
    """What an item is about: items with the same first fact are each other's rephrasing."""
    return facts[0] if facts else item_id


def arm(learner_id: int, subject: str) -> Arm:
    """The draw for one learner and one topic: the same for ever, and nobody's choice."""
    drawn = hashlib.blake2b(f"{learner_id}:{subject}".encode(), digest_size=8).digest()
    chance = int.from_bytes(drawn) / 2**64
    if chance < SHARE:
        return Arm.HELD
    return Arm.REVIEWED if chance < 2 * SHARE else Arm.FREE
