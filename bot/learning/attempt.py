"""One answer, as it was given and judged. Attempts are only ever added; every figure is counted from them."""

from dataclasses import dataclass
from datetime import datetime

from bot.grading.judgement import Verdict


@dataclass(frozen=True, slots=True)
class Attempt:
    """The key is (learner, session, position, try): a second record of the same answer cannot exist.

    `content` is the hash of the item as it was asked; `hints` counts the hints seen before; `chosen` says that options
    were shown as buttons; `closes` that the question was done with after it; `sure` that the learner said so before.
    """

    learner_id: int
    session: int
    position: int
    attempt: int
    item_id: str
    content: str
    response: str
    verdict: Verdict
    score: float
    reason: str
    at: datetime
    hints: int = 0
    chosen: bool = False
    closes: bool = True
    sure: bool = False
