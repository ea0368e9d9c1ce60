"""What a handler says back."""

from dataclasses import dataclass
from pathlib import Path

from bot.chat.buttons import Button
from bot.i18n.translator import Html

NOTHING = Html("")

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One of our own files, or an address on the web; `alt` says in words what it shows."""

    where: Path | str
    alt: Html = NOTHING


@dataclass(frozen=True, slots=True)
class Message:
    """A text with buttons; with `edits` it takes the place of that message. `occasion` names what it answers.

    A `picture` is shown above a new message; under one that is edited it stands already. What `replies_to` a message
    stands in its topic, where a group has topics.
    """

    text: Html
    buttons: Rows = ()
    edits: int | None = None
    occasion: str = ""
    picture: Picture | None = None
    replies_to: int | None = None


@dataclass(frozen=True, slots=True)
class Unbutton:
    """Take the buttons of a message away."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Toast:
    """A quiet word at the top of the screen, for the one who pressed."""

    text: Html


@dataclass(frozen=True, slots=True)
class File:
    """A document, or with `photo` a picture, with a caption."""

    name: str
    content: bytes
    caption: Html = NOTHING
    buttons: Rows = ()
    photo: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """Something that takes longer than a transaction: done after the commit, its result said later."""

    kind: str
    payload: str


Said = Message | Unbutton | Toast | File | Work
