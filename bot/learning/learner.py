"""Who is learning: no more of a person than the tutor needs."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Learner:
    """A person in a private chat; `id` is Telegram's. `language` is theirs to change with one tap."""

    id: int
    language: str
    since: datetime
    reachable: bool = True
