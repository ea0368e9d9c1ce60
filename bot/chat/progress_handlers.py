"""How a learner is doing: in words at once, and as a picture a moment later."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.dates import format_date

from bot.chat import progress_picture
from bot.chat.buttons import Action
from bot.chat.incoming import Incoming
from bot.chat.message import NOTHING, File, Message, Said, Work
from bot.chat.progress_picture import Words
from bot.chat.study_handlers import StudyHandlers
from bot.chat.views import Views
from bot.i18n.translator import Html
from bot.learning.learner import Learner
from bot.learning.session import Activity
from bot.learning.standing import Standing
from bot.services import standing
from bot.services.records import Records, Storage
from bot.services.set_records import Job

logger = logging.getLogger(__name__)

PICTURE = "progress"
# Sets named in the words; the picture has more.
MOST_NAMED = 3


@dataclass(frozen=True)
class ProgressHandlers:
    """What a learner is told about themselves."""

    study: StudyHandlers

    def progress(self, records: Records, incoming: Incoming) -> list[Said]:
        learner, views = self.study.meet(records, incoming)
        found = standing.of(records, self.study.study.today, learner, incoming.at)
        if not found.met:
            return [views.sentence("progress.nothing", ((views.button("button.study", Action.STUDY),),))]
        words = Html("\n".join(self._words(records, views, found)))
        rows = ((views.button("button.study", Action.STUDY),), (views.button("button.aim", Action.AIM),))
        return [Message(words, rows), Work(PICTURE, "")]

    def picture(self, records: Records, learner: Learner, now: datetime) -> Callable[[], bytes]:
        """What is to be drawn, read inside a transaction and drawn outside of it."""
        views = Views(self.study.translator, learner.language)
        found = standing.of(records, self.study.study.today, learner, now)
        sets = [(self._title(records, views, each.set_id), each.recall) for each in found.sets]
        dates = [found.week.today + timedelta(days=number) for number in range(1, len(found.ahead) + 1)]
        days = tuple(str(format_date(day, "EEEEEE\nd", locale=views.language)) for day in dates)
        words = Words(str(views.say("progress.memory")), str(views.say("progress.ahead")), days)
        return lambda: progress_picture.draw(words, sets, found.ahead)

    def _words(self, records: Records, views: Views, found: Standing) -> list[Html]:
        lines = [views.say("progress.holding", holding=found.holding, count=found.met)]
        if found.waiting:
            lines.append(views.say("progress.waiting", count=found.waiting))
        if found.slipped:
            lines.append(views.say("progress.slipped", count=found.slipped))
        lines += [NOTHING, self._week(views, found), views.say("progress.coming", count=sum(found.ahead))]
        lines += [NOTHING, views.say("progress.weakest")]
        for each in found.sets[:MOST_NAMED]:
            title = self._title(records, views, each.set_id)
            lines.append(views.say("progress.set", title=title, percent=round(100 * each.recall), count=each.met))
        if found.comparison.is_enough:
            lines += [NOTHING, self._comparison(views, found)]
        return lines

    def _week(self, views: Views, found: Standing) -> Html:
        named = [
            str(format_date(day, "EEE", locale=views.language)) for day in found.week.days if day in found.week.studied
        ]
        if not named:
            return views.say("progress.week_empty", count=found.week.rest_left)
        return views.say("progress.week", days=", ".join(named), count=len(named), rest=found.week.rest_left)

    def _comparison(self, views: Views, found: Standing) -> Html:
        seen, interval = found.comparison, found.comparison.interval
        told = views.say(
            "progress.comparison",
            reviewed=round(100 * seen.reviewed.value),
            held=round(100 * seen.held.value),
            n=seen.reviewed.of + seen.held.of,
            low=_signed(interval.low),
            high=_signed(interval.high),
        )
        return told if interval.low > 0 or interval.high < 0 else Html(f"{told} {views.say('progress.undecided')}")

    def _title(self, records: Records, views: Views, set_id: str) -> str:
        return self.study.study.title_of(records, Activity.QUIZ, set_id, views.language)


def _signed(part: float) -> str:
    return str(round(100 * part)).replace("-", "−")


@dataclass(frozen=True)
class Drawing:
    """The work behind the picture."""

    storage: Storage
    progress: ProgressHandlers
    clock: Callable[[], datetime]

    async def __call__(self, job: Job) -> Callable[[Records], list[Said]]:
        draw = await self.storage.run(lambda records: self._read(records, job))
        if draw is None:
            return lambda _: []
        try:
            picture = await asyncio.to_thread(draw)
        except ImportError:
            # Without the extra `charts` there are the words, which say the same.
            logger.info("picture.no_matplotlib")
            return lambda _: []
        return lambda _: [File("tumen.png", picture, photo=True)]

    def _read(self, records: Records, job: Job) -> Callable[[], bytes] | None:
        learner = records.learners.find(job.learner_id)
        return self.progress.picture(records, learner, self.clock()) if learner else None
