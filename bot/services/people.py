"""Who is there, and which language they want."""

from dataclasses import replace
from datetime import datetime

from bot.learning.learner import Learner
from bot.services.records import Records


def meet(records: Records, learner_id: int, language: str, now: datetime) -> tuple[Learner, bool]:
    """The learner, and whether they are new; writing to us makes somebody reachable again."""
    known = records.learners.find(learner_id)
    if known is not None and known.reachable:
        return known, False
    learner = replace(known, reachable=True) if known else Learner(learner_id, language, now)
    records.learners.keep(learner)
    return learner, known is None


def speak(records: Records, learner: Learner, language: str) -> Learner:
    """Use `language` with this learner from now on."""
    changed = replace(learner, language=language)
    records.learners.keep(changed)
    return changed


def lose(records: Records, learner_id: int) -> None:
    """The learner has blocked the bot: nothing more is sent on our own account."""
    if (learner := records.learners.find(learner_id)) is not None:
        records.learners.keep(replace(learner, reachable=False))
