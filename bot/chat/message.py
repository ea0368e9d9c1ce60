"""What a handler says back."""

from dataclasses import dataclass

from bot.chat.buttons import Button
from bot.i18n.translator import Html

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A text with buttons; with `edits` it takes the place of that message. `occasion` names what it answers."""

    text: Html
    buttons: Rows = ()
    edits: int | None = None
    occasion: str = ""


@dataclass(frozen=True, slots=True)
class Unbutton:
    """Take the buttons of a message away."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Toast:
    """A quiet word at the top of the screen, for the one who pressed."""

    text: Html


Said = Message | Unbutton | Toast
