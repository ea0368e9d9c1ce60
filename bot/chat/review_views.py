"""What a learner sees of reviews and reminders."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date

from bot.chat.buttons import Action, Button, Press
from bot.chat.message import Message, Rows
from bot.i18n.translator import Html
from bot.learning.pace import Pace
from bot.learning.reminder import Reminder, Sending
from bot.lessons.lesson import Lesson
from bot.services.reminding import Nudge
from bot.services.reviews import Target
from bot.services.study import Finished, Shown
from bot.services.today import Upcoming, Waiting

if TYPE_CHECKING:
    from bot.chat.views import Views

# Reading, thinking, typing and the explanation after it.
SECONDS_A_QUESTION = 24
HOURS = (7, 12, 19, 21)
OFFERED = (7, 19)
# The three zones of Indonesia have names that everybody uses.
NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
# Where else Indonesian is read, and some of the rest of the world.
ELSEWHERE = (
    "Asia/Kuala_Lumpur",
    "Asia/Singapore",
    "Asia/Seoul",
    "Asia/Tokyo",
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
)


def minutes(questions: int) -> int:
    return max(1, round(questions * SECONDS_A_QUESTION / 60))


def heading(views: "Views", shown: Shown) -> Html:
    """Where in the review, and how long ago this was last answered."""
    if shown.days_ago is None:
        return views.say("review.new")
    return views.say("review.days_ago", count=shown.days_ago) if shown.days_ago else views.say("review.today")


def comes_back(views: "Views", days: int) -> Html:
    return views.say("review.back_tomorrow") if days == 1 else views.say("review.back", count=days)


def finished(views: "Views", end: Finished) -> Html:
    """How much held, after how long, and what slipped."""
    tally, gap = end.tally, int(end.session.subject or 0)
    held = {"right": tally.right, "asked": tally.asked}
    lines = [Html(f"<b>{views.say('review.finished', asked=tally.asked, time=_time(views, end.took))}</b>")]
    if gap >= 7:
        lines.append(views.say("review.held_week", **held))
    else:
        lines.append(views.say("review.held_since", count=gap, **held) if gap else views.say("review.held", **held))
    if end.missed:
        lines.append(views.say("review.slipped", keys=", ".join(item.answer(views.language) for item in end.missed)))
    return Html("\n".join(lines))


def finished_rows(views: "Views", end: Finished) -> Rows:
    enough = Button(views.say("button.enough"), Press(Action.ENOUGH))
    if not end.missed:
        return ((views.button("button.study", Action.STUDY), enough),)
    again = Press(Action.REPEAT, argument=str(end.session.number))
    return ((Button(views.say("button.repeat", count=len(end.missed)), again), enough),)


def enough(views: "Views", waiting: Waiting) -> Message:
    """Until tomorrow, and what becomes of the backlog."""
    parts, spread = [views.say("review.enough")], waiting.queue.spread
    if spread:
        left = waiting.queue.waiting - (len(waiting.queue.items) - len(waiting.queue.new))
        parts.append(views.say("review.spread", count=spread.days, a_day=spread.a_day, waiting=left))
    return Message(Html(" ".join(parts)))


def nothing_due(views: "Views", upcoming: Upcoming | None, following: Lesson | None) -> Message:
    """Nothing today: when the next comes, and what to do meanwhile."""
    parts = [views.say("review.nothing" if following else "review.all_done")]
    if upcoming:
        parts.append(_upcoming(views, upcoming))
    rows: Rows = ((views.button("button.study", Action.STUDY),),) if following else ()
    return Message(Html(" ".join(parts)), rows)


def paused(views: "Views", until: datetime, pace: Pace, *, begun: bool = False) -> Message:
    key = "review.pause_begun" if begun else "review.paused"
    row = (views.button("button.end_pause", Action.END_PAUSE),)
    return Message(views.say(key, date=_date(views, until.astimezone(pace.place).date())), (row,))


def nudge(views: "Views", sent: Nudge) -> Message:
    """A reminder, or the last word of them."""
    if sent.sending is Sending.LAST_WORD:
        return views.sentence("reminder.last_word", ((views.button("button.study", Action.STUDY),),))
    text = views.say(f"reminder.{sent.reminder.wording}", count=sent.questions, minutes=minutes(sent.questions))
    row = (views.button("button.start", Action.REVIEW), views.button("button.later", Action.LATER))
    return Message(text, (row, (views.button("button.pause", Action.PAUSE),)))


def offer(views: "Views", upcoming: Upcoming) -> Message:
    """Once, at the end of a lesson: shall we remind you?"""
    hours = tuple(_hour_button(views, hour) for hour in OFFERED)
    no = Button(views.say("button.no_reminder"), Press(Action.REMIND, argument="no"))
    return Message(Html(f"{_upcoming(views, upcoming)} {views.say('reminder.ask')}"), ((*hours, no),))


def reminders(views: "Views", reminder: Reminder | None) -> Message:
    """What is set, the hours to choose from, and the way out."""
    hours = tuple(_hour_button(views, hour) for hour in HOURS)
    zones = Button(views.say("button.other_zone"), Press(Action.ZONE))
    if reminder is None or reminder.next_at is None:
        return Message(views.say("reminder.off"), (hours, (zones,)))
    off = Button(views.say("button.reminders_off"), Press(Action.REMIND, argument="no"))
    return Message(_when(views, "reminder.on", reminder), (hours, (zones,), (off,)))


def reminder_set(views: "Views", reminder: Reminder, *, first: bool) -> Message:
    """The hour as it is kept; the first time, with the zones it might be meant in."""
    text = _when(views, "reminder.set", reminder)
    if not first:
        return Message(text)
    others = tuple(
        Button(name, Press(Action.ZONE, argument=zone)) for zone, name in NAMES.items() if zone != reminder.zone
    )
    elsewhere = Button(views.say("button.other_zone"), Press(Action.ZONE))
    where = views.say("reminder.where", zone=zone_name(reminder.zone))
    return Message(Html(f"{text}\n{where}"), (others, (elsewhere,)))


def zones(views: "Views") -> Message:
    buttons = [Button(zone_name(zone), Press(Action.ZONE, argument=zone)) for zone in (*NAMES, *ELSEWHERE)]
    return views.sentence("reminder.zones", tuple(_in_rows(buttons, 3)))


def aims(views: "Views", targets: Sequence[Target], *, changed: bool) -> Message:
    """What may be aimed at, what each costs, and which it is."""
    lines = [views.say("aim.ask")]
    lines += [views.say(f"aim.{each.aim}", count=each.questions) for each in targets]
    lines += [
        views.say("aim.set" if changed else "aim.now", aim=views.say(f"button.aim.{each.aim}"))
        for each in targets
        if each.chosen
    ]
    row = tuple(Button(views.say(f"button.aim.{each.aim}"), Press(Action.AIM, argument=each.aim)) for each in targets)
    return Message(Html("\n".join(lines)), (row,))


def zone_name(zone: str) -> str:
    return NAMES.get(zone) or zone.rpartition("/")[2].replace("_", " ")


def _hour_button(views: "Views", hour: int) -> Button:
    return Button(_hour(views, hour), Press(Action.REMIND, argument=str(hour)))


def _hour(views: "Views", hour: int) -> str:
    # The places of a sentence are filled with escaped text: two digits are made here.
    return f"{hour:02d}.00" if views.language == "id" else f"{hour:02d}:00"


def _when(views: "Views", key: str, reminder: Reminder) -> Html:
    return views.say(key, hour=_hour(views, reminder.hour), zone=zone_name(reminder.zone))


def _upcoming(views: "Views", upcoming: Upcoming) -> Html:
    told = {"count": upcoming.questions, "minutes": minutes(upcoming.questions)}
    if upcoming.days == 1:
        return views.say("review.upcoming_tomorrow", **told)
    return views.say("review.upcoming", days=upcoming.days, **told)


def _time(views: "Views", took: timedelta) -> Html:
    whole, seconds = divmod(int(took.total_seconds()), 60)
    if not whole:
        return views.say("seconds", count=seconds)
    # After half an hour it was no longer one sitting; seconds would pretend to know.
    if whole >= 30 or not seconds:
        return views.say("minutes", count=whole)
    return views.say("minutes_seconds", minutes=whole, seconds=seconds)


def _date(views: "Views", day: date) -> str:
    return str(format_date(day, "EEEE, d MMMM", locale=views.language))


def _in_rows(buttons: Sequence[Button], width: int) -> Iterator[tuple[Button, ...]]:
    for start in range(0, len(buttons), width):
        yield tuple(buttons[start : start + width])
