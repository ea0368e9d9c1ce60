"""Beginning, language, help, privacy, and words that no question asked for."""

from dataclasses import dataclass, replace

from bot.chat.incoming import Incoming
from bot.chat.message import Message, Said, Toast
from bot.chat.views import Views
from bot.i18n.translator import LANGUAGES, Translator
from bot.learning.learner import Learner
from bot.learning.session import Stage
from bot.services import people
from bot.services.records import Records
from bot.services.study import Study


@dataclass(frozen=True)
class MenuHandlers:
    """Everything around the learning itself."""

    study: Study
    translator: Translator

    def start(self, records: Records, incoming: Incoming) -> list[Said]:
        """The first words; a link may name a lesson or a set, a returning learner may resume."""
        learner, new = people.meet(records, incoming.learner_id, incoming.language, incoming.at)
        views = self._views(learner)
        if title := self._title(records, incoming.arguments, learner):
            return [views.welcome(incoming.name, title=title, subject=incoming.arguments)]
        said: list[Said] = [views.sentence("start.no_such_subject")] if incoming.arguments else []
        shown = self.study.current(records, learner)
        if new or (shown is None and not records.lessons.places(learner.id)):
            return [*said, views.welcome(incoming.name)]
        return [*said, views.welcome_back(incoming.name, shown, self.study.next_lesson(records, learner))]

    def language(self, records: Records, incoming: Incoming) -> list[Said]:
        return [self._views(self._learner(records, incoming)).language_choice()]

    def choose_language(self, records: Records, incoming: Incoming) -> list[Said]:
        """Speak another language from now on; on the first message its text changes in place."""
        learner = self._learner(records, incoming)
        language, _, subject = (incoming.press.argument if incoming.press else "").partition(".")
        if language not in LANGUAGES:
            return [Toast(self._views(learner).say("study.stale"))]
        learner = people.speak(records, learner, language)
        views = self._views(learner)
        if self.study.current(records, learner) is None and not records.lessons.places(learner.id):
            welcome = views.welcome(incoming.name, title=self._title(records, subject, learner), subject=subject)
            return [Message(welcome.text, welcome.buttons, edits=incoming.message_id)]
        chosen = views.sentence("language.chosen")
        shown = self.study.current(records, learner)
        again = [views.shown(shown)] if shown and shown.session.stage is Stage.ASKING else []
        return [Message(chosen.text, edits=incoming.message_id), *again]

    def help(self, records: Records, incoming: Incoming) -> list[Said]:
        return [self._views(self._learner(records, incoming)).sentence("help.text")]

    def privacy(self, records: Records, incoming: Incoming) -> list[Said]:
        return [self._views(self._learner(records, incoming)).sentence("privacy.text")]

    def only_text(self, records: Records, incoming: Incoming) -> list[Said]:
        """A sticker, a voice, a poll that was passed on: nothing we can read, nothing to blame."""
        return [self._views(self._learner(records, incoming)).sentence("study.only_text")]

    def edited(self, records: Records, incoming: Incoming) -> list[Said]:
        return [self._views(self._learner(records, incoming)).sentence("study.edited")]

    def in_group(self, records: Records, incoming: Incoming) -> list[Said]:
        """Groups come later; a command gets one sentence, in the language of whoever asked."""
        later = Views(self.translator, incoming.language).sentence("group.later")
        return [replace(later, replies_to=incoming.message_id)]

    def moved(self, records: Records, incoming: Incoming) -> list[Said]:
        """A group has a new number: whatever names the old one names the new one from here on."""
        if incoming.moved:
            records.outbox.move(incoming.moved.old, incoming.moved.new)
        return []

    def left(self, records: Records, incoming: Incoming) -> list[Said]:
        """The bot was blocked, or taken back: writing to it makes the learner reachable again."""
        people.lose(records, incoming.learner_id)
        return []

    def unknown_press(self, records: Records, incoming: Incoming) -> list[Said]:
        return [Toast(self._views(self._learner(records, incoming)).say("study.stale"))]

    def _learner(self, records: Records, incoming: Incoming) -> Learner:
        return people.meet(records, incoming.learner_id, incoming.language, incoming.at)[0]

    def _views(self, learner: Learner) -> Views:
        return Views(self.translator, learner.language)

    def _title(self, records: Records, subject: str, learner: Learner) -> str:
        activity = self.study.activity_of(records, learner, subject)
        return self.study.title_of(records, activity, subject, learner.language) if activity else ""
