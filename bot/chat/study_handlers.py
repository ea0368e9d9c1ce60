"""Lessons and quizzes: choosing, answering, helping, going on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.chat import review_views
from bot.chat.incoming import Incoming
from bot.chat.message import Said, Toast, Unbutton
from bot.chat.views import Views
from bot.errors import NoSuchSubject, NothingAsked, StaleButton
from bot.i18n.translator import Translator
from bot.learning.learner import Learner
from bot.learning.session import Activity, Ticket
from bot.lessons.glossary import Glossary
from bot.services import people
from bot.services.records import Records
from bot.services.study import Finished, Marked, Shown, Study

# Typed instead of pressed: the labels that a learner sees, in both languages.
_TYPED = {
    "button.next": "go_on",
    "button.finish": "go_on",
    "button.hint": "hint",
    "button.another_hint": "hint",
    "button.dont_know": "give_up",
    "button.show_answer": "give_up",
}


@dataclass(frozen=True)
class StudyHandlers:
    """What a learner does in a private chat."""

    study: Study
    translator: Translator
    glossary: Glossary

    # Choosing

    def lessons(self, records: Records, incoming: Incoming) -> list[Said]:
        learner, views = self.meet(records, incoming)
        following = self.study.next_lesson(records, learner)
        return [views.lessons(self.study.library.course, records.lessons.places(learner.id), following)]

    def quizzes(self, records: Records, incoming: Incoming) -> list[Said]:
        """The sets; a command may name one."""
        learner, views = self.meet(records, incoming)
        words = incoming.arguments
        if self.study.activity_of(records, learner, words) is Activity.QUIZ:
            return [views.shown(self.study.begin_quiz(records, learner, words, incoming.at))]
        return [views.quizzes(self.study.sets(records), words)]

    def begin(self, records: Records, incoming: Incoming) -> list[Said]:
        """Open what the first message offered: a lesson, a set, or the opening."""
        learner, views = self.meet(records, incoming)
        subject = _argument(incoming) or self._opening()
        try:
            shown = self._open(records, learner, subject, incoming)
        except NoSuchSubject:
            return [views.sentence("study.gone")]
        return [*_unbutton(incoming), views.shown(shown)]

    def fresh(self, records: Records, incoming: Incoming) -> list[Said]:
        """Questions made from the lesson just read."""
        learner, views = self.meet(records, incoming)
        try:
            shown = self.study.begin_fresh(records, learner, _argument(incoming), incoming.at)
        except NoSuchSubject:
            return [Toast(views.say("study.nothing_fresh"))]
        return [*_unbutton(incoming), views.shown(shown)]

    # Answering

    def text(self, records: Records, incoming: Incoming) -> list[Said]:
        """Typed words: a button's label, else an answer, else nothing was asked."""
        learner, views = self.meet(records, incoming)
        try:
            return self._typed(records, learner, views, incoming)
        except (NothingAsked, StaleButton):
            shown = self.study.current(records, learner)
            if shown is not None:
                return [views.waiting(shown)]
            return [views.nothing_asked(self.study.next_lesson(records, learner))]

    def pick(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, ticket: Ticket) -> Shown | Marked:
            return self.study.pick(records, learner, _number(incoming), incoming.at, ticket)

        return self._pressed(records, incoming, act)

    def unpick(self, records: Records, incoming: Incoming) -> list[Said]:
        return self._pressed(records, incoming, lambda learner, ticket: self.study.unpick(records, learner, ticket))

    def hand_in(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, ticket: Ticket) -> Marked:
            return self.study.hand_in(records, learner, incoming.at, ticket)

        return self._pressed(records, incoming, act)

    def hint(self, records: Records, incoming: Incoming) -> list[Said]:
        return self._pressed(records, incoming, lambda learner, ticket: self.study.hint(records, learner, ticket))

    def be_sure(self, records: Records, incoming: Incoming) -> list[Said]:
        return self._pressed(records, incoming, lambda learner, ticket: self.study.be_sure(records, learner, ticket))

    def give_up(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, ticket: Ticket) -> Marked:
            return self.study.give_up(records, learner, incoming.at, ticket)

        return self._pressed(records, incoming, act)

    # Going on

    def go_on(self, records: Records, incoming: Incoming) -> list[Said]:
        """The next card stands below; the message that was read keeps its words and loses its buttons."""
        learner, views = self.meet(records, incoming)
        try:
            step = self.study.go_on(records, learner, incoming.at, _ticket(incoming))
        except (NothingAsked, StaleButton):
            return [Toast(views.say("study.stale"))]
        return [*_unbutton(incoming), *view(views, step)]

    def resume(self, records: Records, incoming: Incoming) -> list[Said]:
        learner, views = self.meet(records, incoming)
        step = self.study.resume(records, learner, incoming.at)
        return [*_unbutton(incoming), *view(views, step)] if step else [Toast(views.say("study.stale"))]

    def repeat(self, records: Records, incoming: Incoming) -> list[Said]:
        learner, views = self.meet(records, incoming)
        try:
            shown = self.study.repeat_misses(records, learner, _number(incoming), incoming.at)
        except StaleButton:
            return [Toast(views.say("study.stale"))]
        return [*_unbutton(incoming), views.shown(shown)]

    def stop(self, records: Records, incoming: Incoming) -> list[Said]:
        learner, views = self.meet(records, incoming)
        session = self.study.stop(records, learner)
        if session is None:
            return [views.sentence("study.nothing_to_stop")]
        return [views.sentence("study.stopped_lesson" if session.activity is Activity.LESSON else "study.stopped")]

    def report(self, records: Records, incoming: Incoming) -> list[Said]:
        learner, views = self.meet(records, incoming)
        ticket = _ticket(incoming)
        known = self.study.report(records, learner, ticket.session, ticket.position, incoming.at)
        return [Toast(views.say("study.reported" if known else "study.stale"))]

    def meet(self, records: Records, incoming: Incoming) -> tuple[Learner, Views]:
        learner, _ = people.meet(records, incoming.learner_id, incoming.language, incoming.at)
        library = self.study.library
        return learner, Views(self.translator, learner.language, library.sources, self.glossary, library.pictures)

    def _opening(self) -> str:
        opening = self.study.library.opening
        return opening.id if opening else ""

    def _open(self, records: Records, learner: Learner, subject: str, incoming: Incoming) -> Shown:
        if self.study.activity_of(records, learner, subject) is Activity.QUIZ:
            return self.study.begin_quiz(records, learner, subject, incoming.at)
        return self.study.begin_lesson(records, learner, subject, incoming.at)

    def _typed(self, records: Records, learner: Learner, views: Views, incoming: Incoming) -> list[Said]:
        action = self._labels.get(incoming.text.strip().strip(".!").casefold())
        if action == "go_on":
            return view(views, self.study.go_on(records, learner, incoming.at))
        if action == "hint":
            return [views.shown(self.study.hint(records, learner))]
        if action == "give_up":
            return _told(views, self.study.give_up(records, learner, incoming.at))
        return _told(views, self.study.answer(records, learner, incoming.text, incoming.at))

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """What is meant by whoever types a button's label, in either language."""
        return {label: action for key, action in _TYPED.items() for label in self.translator.everywhere(key)}

    def _pressed(
        self, records: Records, incoming: Incoming, act: Callable[[Learner, Ticket], Shown | Marked]
    ) -> list[Said]:
        """A press changes the message it is under, so that a repeat after a crash shows nothing twice."""
        learner, views = self.meet(records, incoming)
        try:
            result = act(learner, _ticket(incoming))
        except (NothingAsked, StaleButton):
            return [Toast(views.say("study.stale"))]
        if isinstance(result, Shown):
            return [replace(views.shown(result), edits=incoming.message_id)]
        marked = views.marked(result, question=True)
        return [replace(marked, edits=incoming.message_id), *_offered(views, result.finished)]


def view(views: Views, step: Shown | Finished) -> list[Said]:
    """What follows, or the end and what is offered there."""
    return [views.shown(step)] if isinstance(step, Shown) else [views.finished(step), *_offered(views, step)]


def _told(views: Views, marked: Marked) -> list[Said]:
    return [views.marked(marked), *_offered(views, marked.finished)]


def _offered(views: Views, finished: Finished | None) -> list[Said]:
    """Whoever ends a lesson and has never been asked is asked whether to be reminded."""
    return [review_views.offer(views, finished.upcoming)] if finished and finished.upcoming else []


def _argument(incoming: Incoming) -> str:
    return incoming.press.argument if incoming.press else ""


def _number(incoming: Incoming) -> int:
    argument = _argument(incoming)
    return int(argument) if argument.isdecimal() and len(argument) < 10 else -1


def _ticket(incoming: Incoming) -> Ticket:
    ticket = incoming.press.ticket if incoming.press else None
    return ticket or Ticket(0, 0, 0)


def _unbutton(incoming: Incoming) -> list[Said]:
    return [Unbutton(incoming.message_id)] if incoming.message_id else []
