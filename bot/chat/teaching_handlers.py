"""Writing questions in a chat: send, mend, try, save, share."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from bot.bank import pasted
from bot.bank.limits import CHAT
from bot.bank.reading import Reading, Sent, Writing
from bot.bank.schema import schema
from bot.chat.incoming import Incoming
from bot.chat.message import File, Message, Said, Toast, Unbutton, Work
from bot.chat.teaching_views import EXPORTS, TeachingViews
from bot.errors import NotAllowed, StaleButton
from bot.i18n.translator import Translator
from bot.learning.learner import Learner
from bot.learning.session import Stage
from bot.services import people
from bot.services.authoring import Authoring, Review, Tried
from bot.services.records import Records
from bot.services.set_records import Awaited, Draft, Reach
from bot.services.study import Study

# Work that is done outside the transaction.
QUESTIONS, PASTED, EXPORT = "questions", "pasted", "export"
PASTED_NAME = "soal"
# What people send by mistake, and what to say of it.
FOREIGN = {".docx": "word", ".doc": "word", ".odt": "word", ".pdf": "pdf", ".jpg": "picture", ".png": "picture"}
FOREIGN |= {".xls": "table", ".ods": "table", ".numbers": "table", ".mbz": "moodle"}
RENAME = "rename"
CHANGE = "change"
# Shorter than three or four sentences there is little to ask about.
SHORTEST_ARTICLE = 400
# One of these stands in nearly every question of another program.
IN_NO_ANSWER = ("?", "{", "ANSWER:")
ARTICLES = frozenset({".md", ".markdown", ".html", ".htm"})
INVITATION = "guru-"
LONGEST_TITLE = 100
# What would be a link to this bot; the name is Telegram's to give.
LINK = "https://t.me/{username}?start={payload}"


@dataclass(frozen=True)
class TeachingHandlers:
    """What somebody who writes questions does."""

    authoring: Authoring
    study: Study
    translator: Translator
    username: Callable[[], str]

    # Sending

    def create(self, records: Records, incoming: Incoming) -> list[Said]:
        return [self._views(records, incoming).create()]

    def template(self, records: Records, incoming: Incoming) -> list[Said]:
        """A file to begin with, that opens in any editor."""
        views = self._views(records, incoming)
        text = views.say("teach.template_file").encode()
        name = "soal.yaml" if views.language == "id" else "questions.yaml"
        described = json.dumps(schema(), ensure_ascii=False, indent=1).encode()
        return [
            File(name, text, views.say("teach.template_caption")),
            File("kuis.schema.json", described, views.say("teach.schema_caption")),
        ]

    def document(self, records: Records, incoming: Incoming) -> list[Said]:
        """A file: fetched and read after this transaction, for that takes a moment."""
        views, sent = self._views(records, incoming), incoming.document
        assert sent  # noqa: S101 - the filter has looked
        suffix = PurePath(sent.name).suffix.lower()
        if suffix in ARTICLES and sent.size <= CHAT.bytes:
            return [views.sentence("teach.reading"), Work("article_file", f"{sent.id}\n{PurePath(sent.name).stem}")]
        if suffix not in _readable():
            return [views.sentence(f"teach.foreign_{FOREIGN.get(suffix, 'other')}")]
        if sent.size > CHAT.bytes:
            return [views.sentence("teach.too_large", count=CHAT.bytes // 1_000_000)]
        return [Work(QUESTIONS, f"{sent.id}\n{sent.name}")]

    def sent(self, records: Records, incoming: Incoming, name: str, sent: Sent) -> list[Said]:
        """What was in a file, in whatever format: of another one, first what did not come along."""
        views = self._views(records, incoming)
        if not sent.format or (sent.is_ours and not sent.draft):
            return self._unreadable(records, incoming, name, sent)
        moved = [] if sent.is_ours else views.moved(sent)
        return [*moved, *(self.received(records, incoming, name, sent.draft) if sent.draft else [])]

    def received(self, records: Records, incoming: Incoming, name: str, text: str) -> list[Said]:
        """Questions in our own YAML, or as marked lines."""
        learner = self._learner(records, incoming)
        review = self.authoring.receive(records, learner.id, name, text, incoming.at)
        return [self._views(records, incoming).received(review)]

    def text(self, records: Records, incoming: Incoming) -> list[Said] | None:
        """Words that are meant for the workshop; None when they are a learner's."""
        if awaited := records.awaited.take(incoming.learner_id):
            return self._awaited(records, incoming, awaited)
        if pasted.is_pasted(incoming.text):
            name = self._views(records, incoming).say("teach.pasted")
            return self.received(records, incoming, name, incoming.text)
        if _is_foreign(incoming.text) and not self._may_be_an_answer(records, incoming):
            return [Work(PASTED, incoming.text)]
        if tried := self.authoring.trying(records, incoming.learner_id):
            return self._judge(records, incoming, tried)
        if self._is_article(records, incoming):
            views = self._views(records, incoming)
            return [views.sentence("teach.reading"), Work("article", f"{views.say('teach.article')}\n{incoming.text}")]
        return None

    # An article's drafts, one after another

    def drafted(self, records: Records, incoming: Incoming, name: str, text: str) -> list[Said]:
        """The questions made from an article: the first of them, to be kept, changed or dropped."""
        views = self._views(records, incoming)
        if not text:
            return [views.sentence("teach.nothing_drafted")]
        review = self.authoring.receive(records, incoming.learner_id, name, text, incoming.at)
        offered = self.authoring.offer(records, incoming.learner_id, review.draft.number, 0)
        if offered is None:
            return [views.sentence("teach.nothing_drafted")]
        return [views.sentence("teach.drafted", count=offered.total), views.offered(offered)]

    def keep_one(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            number, place = _numbers(incoming, 2)
            return [self._offer(records, views, learner, number, place + 1)]

        return self._edited(records, incoming, act)

    def drop_one(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            number, place = _numbers(incoming, 2)
            review = self.authoring.drop_one(records, learner.id, number, place, incoming.at)
            return [self._offer(records, views, learner, review.draft.number, place)]

        return self._edited(records, incoming, act)

    def ask_change(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            number, place = _numbers(incoming, 2)
            offered = self.authoring.offer(records, learner.id, number, place)
            if offered is None:
                raise StaleButton
            records.awaited.keep(Awaited(learner.id, CHANGE, f"{number}.{place}"))
            question = offered.item.question.speak(views.language)
            return [views.sentence("teach.write_anew", question=question, answer=offered.item.answer(views.language))]

        return self._pressed(records, incoming, act)

    # The draft

    def mend(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            number, finding, mend = _numbers(incoming, 3)
            return [views.review(self.authoring.mend(records, learner.id, number, finding, mend, incoming.at))]

        return self._edited(records, incoming, act)

    def mend_all(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            (number,) = _numbers(incoming, 1)
            return [views.review(self.authoring.mend_all(records, learner.id, number, incoming.at))]

        return self._edited(records, incoming, act)

    def look(self, records: Records, incoming: Incoming) -> list[Said]:
        """A question as it stands in the file."""

        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            number, finding = _numbers(incoming, 2)
            return [views.looked(self.authoring.look(records, learner.id, number, finding))]

        return self._edited(records, incoming, act)

    def show(self, records: Records, incoming: Incoming) -> list[Said]:
        """Back from trying, or from one question."""

        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            (number,) = _numbers(incoming, 1)
            return [views.review(self.authoring.stop_trying(records, learner.id, number))]

        return self._edited(records, incoming, act)

    def try_next(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            (number,) = _numbers(incoming, 1)
            tried = self.authoring.try_next(records, learner.id, number)
            message = views.tried(tried) if tried else views.review(self.authoring.review(records, learner.id, number))
            return [*_unbutton(incoming), message]

        return self._pressed(records, incoming, act)

    def answer(self, records: Records, incoming: Incoming) -> list[Said]:
        """An option of the question that is being tried."""

        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            number, question, option = _numbers(incoming, 3)
            tried = self.authoring.trying(records, learner.id)
            options = tried.prompt(views.language).options if tried else ()
            if tried is None or (tried.draft.number, tried.number) != (number, question) or option >= len(options):
                raise StaleButton
            return [views.tried(tried.answered(options[option], views.language))]

        return self._edited(records, incoming, act)

    def deny(self, records: Records, incoming: Incoming) -> list[Said]:
        """What was accepted just now never is from here on."""

        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            number, _, response = _argument(incoming).partition(".")
            tried = self.authoring.deny(records, learner.id, _number(number), response, incoming.at)
            return [views.denied(tried.answered(response, views.language))]

        return self._edited(records, incoming, act)

    def save(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            (number,) = _numbers(incoming, 1)
            return [views.saved(self.authoring.save(records, learner.id, number, incoming.at))]

        return self._edited(records, incoming, act)

    def file(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, _: TeachingViews) -> list[Said]:
            (number,) = _numbers(incoming, 1)
            name, text = self.authoring.file(records, learner.id, number)
            return [File(name, text.encode())]

        return self._pressed(records, incoming, act)

    def drop(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            self.authoring.drop(records, learner.id)
            return [views.sentence("teach.dropped")]

        return self._edited(records, incoming, act)

    # Sets

    def mine(self, records: Records, incoming: Incoming) -> list[Said]:
        views = self._views(records, incoming)
        return [views.mine(self.authoring.mine(records, incoming.learner_id))]

    def one(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            return [self._one(records, views, learner, _argument(incoming))]

        return self._edited(records, incoming, act)

    def share(self, records: Records, incoming: Incoming) -> list[Said]:
        return self._reach(records, incoming, Reach.LINK)

    def list_it(self, records: Records, incoming: Incoming) -> list[Said]:
        return self._reach(records, incoming, Reach.LISTED)

    def withdraw(self, records: Records, incoming: Incoming) -> list[Said]:
        return self._reach(records, incoming, Reach.PRIVATE)

    def undo(self, records: Records, incoming: Incoming) -> list[Said]:
        """Back to the version before, or to the draft."""

        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            set_id, _, version = _argument(incoming).rpartition(".")
            back = self.authoring.undo_save(records, learner.id, set_id, _number(version), incoming.at)
            if back:
                return [views.undone(back)]
            draft = records.drafts.find(learner.id)
            assert draft  # noqa: S101 - undoing a first version gives the draft back
            return [views.review(self.authoring.review(records, learner.id, draft.number))]

        return self._edited(records, incoming, act)

    def set_file(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, _: TeachingViews) -> list[Said]:
            name, text = self.authoring.set_file(records, learner.id, _argument(incoming))
            return [File(name, text.encode())]

        return self._pressed(records, incoming, act)

    def formats(self, records: Records, incoming: Incoming) -> list[Said]:
        """The formats a set can be had in."""

        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            return [views.formats(self.authoring.one(records, learner.id, _argument(incoming)))]

        return self._edited(records, incoming, act)

    def export(self, records: Records, incoming: Incoming) -> list[Said]:
        """The set in another format: written after this transaction, for that takes a moment."""

        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            set_id, _, place = _argument(incoming).rpartition(".")
            stored = self.authoring.one(records, learner.id, set_id)
            if not 0 <= _number(place) < len(EXPORTS):
                raise StaleButton
            return [Toast(views.say("teach.writing")), Work(EXPORT, f"{stored.id}\n{list(EXPORTS)[_number(place)]}")]

        return self._pressed(records, incoming, act)

    def text_of(self, records: Records, learner_id: int, set_id: str) -> str:
        """The YAML of an own set; empty if it is not there any more."""
        try:
            return self.authoring.set_file(records, learner_id, set_id)[1]
        except NotAllowed:
            return ""

    def exported(
        self, records: Records, incoming: Incoming, set_id: str, to: str, writing: Writing | None
    ) -> list[Said]:
        """The file that was written, and what has no place in it."""
        views = self._views(records, incoming)
        if writing is None:
            return [views.sentence("teach.not_exported")]
        return views.exported(set_id, to, writing)

    def ask_title(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            stored = self.authoring.one(records, learner.id, _argument(incoming))
            records.awaited.keep(Awaited(learner.id, RENAME, stored.id))
            return [views.sentence("teach.new_title", title=stored.title)]

        return self._pressed(records, incoming, act)

    def ask_delete(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            return [views.confirm_delete(self.authoring.one(records, learner.id, _argument(incoming)))]

        return self._edited(records, incoming, act)

    def delete(self, records: Records, incoming: Incoming) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            self.authoring.delete(records, learner.id, _argument(incoming))
            return [views.sentence("teach.deleted")]

        return self._edited(records, incoming, act)

    # Teachers

    def invite(self, records: Records, incoming: Incoming) -> list[Said]:
        """A link that makes one person a teacher."""
        views = self._views(records, incoming)
        try:
            token = self.authoring.invite(records, incoming.learner_id, incoming.at)
        except NotAllowed:
            return [views.sentence("teach.not_a_teacher")]
        return [views.sentence("teach.invitation", link=self._link(INVITATION + token))]

    def accept(self, records: Records, incoming: Incoming) -> list[Said]:
        """An invitation link was opened."""
        learner, views = self._learner(records, incoming), self._views(records, incoming)
        token = incoming.arguments.removeprefix(INVITATION)
        known = self.authoring.accept_invitation(records, learner.id, token, incoming.at)
        return [views.sentence("teach.welcome" if known else "teach.invitation_over")]

    # Steps

    def _unreadable(self, records: Records, incoming: Incoming, name: str, sent: Sent) -> list[Said]:
        """A file of which not even the letters can be read."""
        draft = Draft(incoming.learner_id, 0, name, "", incoming.at)
        return [self._views(records, incoming).review(Review(draft, Reading(None, sent.findings), None))]

    def _is_article(self, records: Records, incoming: Incoming) -> bool:
        """A long text where no question is open: nobody's answer."""
        return len(incoming.text) >= SHORTEST_ARTICLE and not _is_asked(records, incoming)

    def _may_be_an_answer(self, records: Records, incoming: Incoming) -> bool:
        """Several things in lines with stars, where a question is open."""
        return not any(sign in incoming.text for sign in IN_NO_ANSWER) and _is_asked(records, incoming)

    def _offer(self, records: Records, views: TeachingViews, learner: Learner, number: int, place: int) -> Message:
        """The next question, or what is left when all were gone through."""
        offered = self.authoring.offer(records, learner.id, number, place)
        return views.offered(offered) if offered else views.review(self.authoring.review(records, learner.id, number))

    def _learner(self, records: Records, incoming: Incoming) -> Learner:
        return people.meet(records, incoming.learner_id, incoming.language, incoming.at)[0]

    def _views(self, records: Records, incoming: Incoming) -> TeachingViews:
        return TeachingViews(self.translator, self._learner(records, incoming).language)

    def _pressed(
        self, records: Records, incoming: Incoming, act: Callable[[Learner, TeachingViews], list[Said]]
    ) -> list[Said]:
        learner, views = self._learner(records, incoming), self._views(records, incoming)
        try:
            return act(learner, views)
        except StaleButton:
            return [Toast(views.say("teach.stale"))]
        except NotAllowed:
            return [Toast(views.say("teach.not_yours"))]

    def _edited(
        self, records: Records, incoming: Incoming, act: Callable[[Learner, TeachingViews], list[Said]]
    ) -> list[Said]:
        """The message that was pressed becomes what comes of it."""
        said = self._pressed(records, incoming, act)
        return [
            Message(each.text, each.buttons, edits=incoming.message_id) if isinstance(each, Message) else each
            for each in said
        ]

    def _reach(self, records: Records, incoming: Incoming, reach: Reach) -> list[Said]:
        def act(learner: Learner, views: TeachingViews) -> list[Said]:
            self.authoring.reach(records, learner.id, _argument(incoming), reach)
            return [self._one(records, views, learner, _argument(incoming))]

        return self._edited(records, incoming, act)

    def _one(self, records: Records, views: TeachingViews, learner: Learner, set_id: str) -> Message:
        stored = self.authoring.one(records, learner.id, set_id)
        teacher = self.authoring.is_teacher(records, learner.id)
        return views.one(stored, self._link(stored.id), teacher=teacher)

    def _link(self, payload: str) -> str:
        return LINK.format(username=self.username(), payload=payload)

    def _judge(self, records: Records, incoming: Incoming, tried: Tried) -> list[Said]:
        views = self._views(records, incoming)
        return [views.tried(tried.answered(incoming.text, views.language))]

    def _awaited(self, records: Records, incoming: Incoming, awaited: Awaited) -> list[Said] | None:
        learner, views = self._learner(records, incoming), self._views(records, incoming)
        if awaited.what == CHANGE:
            return self._changed(records, incoming, learner, views, awaited)
        if awaited.what != RENAME or not incoming.text.strip():
            return None
        title = " ".join(incoming.text.split())[:LONGEST_TITLE]
        try:
            self.authoring.rename(records, learner.id, awaited.about, title, incoming.at)
        except NotAllowed:
            return [views.sentence("teach.not_yours")]
        return [self._one(records, views, learner, awaited.about)]

    def _changed(
        self, records: Records, incoming: Incoming, learner: Learner, views: TeachingViews, awaited: Awaited
    ) -> list[Said]:
        number, place = (int(part) for part in awaited.about.split("."))
        try:
            review = self.authoring.change_one(records, learner.id, number, place, incoming.text, incoming.at)
        except StaleButton:
            return [views.sentence("teach.not_understood")]
        return [self._offer(records, views, learner, review.draft.number, place)]


def _is_asked(records: Records, incoming: Incoming) -> bool:
    session = records.sessions.lock(incoming.learner_id)
    return session is not None and session.stage is Stage.ASKING


def _readable() -> frozenset[str]:
    # Nine readers: 0.1 s of every start, and only teachers need them.
    from bot.bank.formats import FORMATS  # noqa: PLC0415

    return frozenset(suffix for each in FORMATS.values() if each.read for suffix in each.suffixes)


def _is_foreign(text: str) -> bool:
    """Whether a message is questions of another program, pasted."""
    if "\n" not in text:
        return False
    from bot.bank.sent import is_pasted  # noqa: PLC0415 - as above

    return is_pasted(text)


def _argument(incoming: Incoming) -> str:
    return incoming.press.argument if incoming.press else ""


def _numbers(incoming: Incoming, count: int) -> list[int]:
    numbers = [_number(part) for part in _argument(incoming).split(".")]
    if len(numbers) != count or min(numbers) < 0:
        raise StaleButton
    return numbers


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _unbutton(incoming: Incoming) -> list[Said]:
    return [Unbutton(incoming.message_id)] if incoming.message_id else []
