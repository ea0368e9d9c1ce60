"""What a button carries: an action, the question it belongs to, and an argument, in 64 bytes."""

from dataclasses import dataclass
from enum import StrEnum

from bot.learning.session import Ticket

MOST_BYTES = 64


class Action(StrEnum):
    """What pressing it does."""

    BEGIN = "begin"
    LESSONS = "lessons"
    LESSON = "lesson"
    QUIZZES = "quizzes"
    QUIZ = "quiz"
    RESUME = "resume"
    PICK = "p"
    HAND_IN = "d"
    UNPICK = "u"
    HINT = "h"
    DONT_KNOW = "k"
    NEXT = "n"
    REPEAT = "again"
    REPORT = "odd"
    LANGUAGE = "lang"
    ENOUGH = "enough"
    FRESH = "fresh"
    TERM = "term"
    TERMS = "terms"
    STUDY = "study"
    SURE = "sure"
    REVIEW = "review"
    LATER = "later"
    PAUSE = "pause"
    END_PAUSE = "unpause"
    REMIND = "remind"
    ZONE = "zone"
    AIM = "aim"
    FORGET = "forget"
    TEMPLATE = "template"
    MEND = "mend"
    MEND_ALL = "mend_all"
    DRAFT_SHOW = "d_show"
    DRAFT_LOOK = "d_look"
    DRAFT_TRY = "d_try"
    DRAFT_ANSWER = "d_pick"
    DRAFT_DENY = "d_no"
    DRAFT_SAVE = "d_save"
    DRAFT_FILE = "d_file"
    DRAFT_KEEP = "d_keep"
    DRAFT_OMIT = "d_omit"
    DRAFT_CHANGE = "d_edit"
    DRAFT_DROP = "d_drop"
    SET = "set"
    SET_SHARE = "s_share"
    SET_LIST = "s_list"
    SET_WITHDRAW = "s_off"
    SET_FILE = "s_file"
    SET_FORMATS = "s_as"
    SET_EXPORT = "s_out"
    SET_RENAME = "s_name"
    SET_DELETE = "s_del"
    SET_ERASE = "s_erase"
    SET_UNDO = "s_undo"


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed."""

    action: Action
    ticket: Ticket | None = None
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: its label, and what it carries."""

    label: str
    press: Press


def pack(press: Press) -> str:
    """The press as callback data; raises ValueError when it does not fit."""
    ticket = press.ticket
    place = f"{ticket.session}.{ticket.position}.{ticket.attempt}" if ticket else ""
    data = f"{press.action}:{place}:{press.argument}"
    if len(data.encode()) > MOST_BYTES:
        raise ValueError(f"a button carries at most {MOST_BYTES} bytes: {data}")
    return data


def unpack(data: str) -> Press | None:
    """The press in callback data; None for data that is not ours."""
    action, _, rest = data.partition(":")
    place, _, argument = rest.partition(":")
    try:
        ticket = Ticket(*(int(number) for number in place.split("."))) if place else None
        return Press(Action(action), ticket, argument)
    except (ValueError, TypeError):
        return None
