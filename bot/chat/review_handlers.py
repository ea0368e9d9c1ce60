"""Reviews, whatever is best now, pauses, and when to be reminded."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.chat import review_views
from bot.chat.incoming import Incoming
from bot.chat.message import Message, Said, Unbutton
from bot.chat.study_handlers import StudyHandlers, view
from bot.chat.views import Views
from bot.learning.learner import Learner
from bot.learning.pace import Aim
from bot.services.records import Records
from bot.services.reminding import Reminding
from bot.services.reviews import Reviews
from bot.services.today import Waiting


@dataclass(frozen=True)
class ReviewHandlers:
    """What a learner does from day to day."""

    study: StudyHandlers
    reviews: Reviews
    reminding: Reminding

    def review(self, records: Records, incoming: Incoming) -> list[Said]:
        """What is due today; whatever else is open waits."""
        learner, views = self.study.meet(records, incoming)
        waiting = self._waiting(records, learner, incoming.at)
        if waiting.paused_until:
            return [review_views.paused(views, waiting.paused_until, self.reviews.today.pace(records, learner))]
        if shown := self.reviews.begin(records, learner, incoming.at):
            return [*_unbutton(incoming), views.shown(shown)]
        return [*_unbutton(incoming), self._nothing_due(records, learner, views, incoming.at)]

    def study_next(self, records: Records, incoming: Incoming) -> list[Said]:
        """One button that knows what is best now."""
        learner, views = self.study.meet(records, incoming)
        if step := self.reviews.study_next(records, learner, incoming.at):
            return [*_unbutton(incoming), *view(views, step)]
        return [*_unbutton(incoming), self._nothing_due(records, learner, views, incoming.at)]

    def enough(self, records: Records, incoming: Incoming) -> list[Said]:
        """The end of a review: the message stays, its buttons go, the backlog is told."""
        learner, views = self.study.meet(records, incoming)
        said = review_views.enough(views, self._waiting(records, learner, incoming.at))
        return [*_unbutton(incoming), said]

    def pause(self, records: Records, incoming: Incoming) -> list[Said]:
        learner, views = self.study.meet(records, incoming)
        until = self.reviews.pause(records, learner, incoming.at)
        pace = self.reviews.today.pace(records, learner)
        return [replace(review_views.paused(views, until, pace, begun=True), edits=incoming.message_id)]

    def end_pause(self, records: Records, incoming: Incoming) -> list[Said]:
        learner, views = self.study.meet(records, incoming)
        self.reviews.end_pause(records, learner, incoming.at)
        welcome = views.sentence("review.resumed")
        return [replace(welcome, edits=incoming.message_id), *self.study_next(records, _typed(incoming))]

    def later(self, records: Records, incoming: Incoming) -> list[Said]:
        _, views = self.study.meet(records, incoming)
        return [replace(views.sentence("review.later"), edits=incoming.message_id)]

    def reminders(self, records: Records, incoming: Incoming) -> list[Said]:
        """What is set; an hour or a zone may stand behind the command."""
        learner, views = self.study.meet(records, incoming)
        words = incoming.arguments.replace(":", ".").partition(".")[0]
        if words.isdecimal() and int(words) < 24:
            return [self._remind_at(records, learner, views, int(words), incoming.at)]
        if incoming.arguments:
            return [self._live_in(records, learner, views, incoming.arguments, incoming.at)]
        return [review_views.reminders(views, records.reminders.find(learner.id))]

    def remind(self, records: Records, incoming: Incoming) -> list[Said]:
        """An hour was chosen, or none."""
        learner, views = self.study.meet(records, incoming)
        argument = incoming.press.argument if incoming.press else ""
        if argument.isdecimal() and int(argument) < 24:
            said = self._remind_at(records, learner, views, int(argument), incoming.at)
        else:
            self.reminding.decline(records, learner, incoming.at)
            said = views.sentence("reminder.declined")
        return [replace(said, edits=incoming.message_id)]

    def zone(self, records: Records, incoming: Incoming) -> list[Said]:
        """The learner's clock is another one."""
        learner, views = self.study.meet(records, incoming)
        zone = incoming.press.argument if incoming.press else ""
        said = self._live_in(records, learner, views, zone, incoming.at) if zone else review_views.zones(views)
        return [replace(said, edits=incoming.message_id)]

    def aim(self, records: Records, incoming: Incoming) -> list[Said]:
        """What to aim at and what it costs; once chosen, every card is due accordingly."""
        learner, views = self.study.meet(records, incoming)
        chosen = incoming.press.argument if incoming.press else ""
        if chosen in set(Aim):
            self.reviews.aim_at(records, learner, Aim(chosen))
        said = review_views.aims(views, self.reviews.targets(records, learner, incoming.at), changed=bool(chosen))
        return [replace(said, edits=incoming.message_id) if chosen else said]

    def _remind_at(self, records: Records, learner: Learner, views: Views, hour: int, now: datetime) -> Message:
        first = records.paces.find(learner.id) is None
        return review_views.reminder_set(views, self.reminding.ask_for(records, learner, hour, now), first=first)

    def _live_in(self, records: Records, learner: Learner, views: Views, zone: str, now: datetime) -> Message:
        if (known := _zone(zone)) is None:
            return views.sentence("reminder.unknown")
        self.reviews.live_in(records, learner, known)
        moved = self.reminding.move(records, learner, now)
        if moved is None or moved.next_at is None:
            return review_views.reminders(views, moved)
        return review_views.reminder_set(views, moved, first=False)

    def _waiting(self, records: Records, learner: Learner, now: datetime) -> Waiting:
        return self.reviews.today.waiting(records, learner, now)

    def _nothing_due(self, records: Records, learner: Learner, views: Views, now: datetime) -> Message:
        upcoming = self.reviews.today.upcoming(records, learner, now)
        return review_views.nothing_due(views, upcoming, self.reviews.study.next_lesson(records, learner))


def _zone(name: str) -> str | None:
    try:
        return ZoneInfo(name.strip().replace(" ", "_")).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _typed(incoming: Incoming) -> Incoming:
    """The same wish without its message: that one has been edited already."""
    return replace(incoming, message_id=None)


def _unbutton(incoming: Incoming) -> list[Said]:
    return [Unbutton(incoming.message_id)] if incoming.press and incoming.message_id else []
