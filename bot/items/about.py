"""What any question may carry beside its key: hints, why, source, picture, tags."""

from dataclasses import dataclass

from bot.items.text import Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where the key comes from: a sentence, and the place it stands in."""

    text: Text | None = None
    article: str | None = None
    url: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What any question may carry beside its key."""

    hints: tuple[Text, ...] = ()
    why: Text | None = None
    source: Source | None = None
    image: str | None = None
    audio: str | None = None
    alt: Text | None = None
    tags: tuple[str, ...] = ()
    level: int | None = None
    points: float = 1.0
    facts: tuple[str, ...] = ()
