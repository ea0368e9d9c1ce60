"""Which update, which handler: one table; and the one way from an update to its effect."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.chat.buttons import Action
from bot.chat.incoming import Incoming, read, read_plain
from bot.chat.jobs import Jobs, jobs_of
from bot.chat.letters import letters
from bot.chat.menu_handlers import MenuHandlers
from bot.chat.message import Said, Toast
from bot.chat.outgoing import Outgoing
from bot.chat.parsing import parse
from bot.chat.privacy_handlers import PrivacyHandlers
from bot.chat.progress_handlers import ProgressHandlers
from bot.chat.reference_handlers import ReferenceHandlers
from bot.chat.review_handlers import ReviewHandlers
from bot.chat.study_handlers import StudyHandlers
from bot.chat.teaching_handlers import INVITATION, TeachingHandlers
from bot.services.records import Letter, Records, Storage
from bot.services.set_records import Job

Handler = Callable[[Records, Incoming], list[Said]]
Ptb = Application[Any, Any, Any, Any, Any, Any]

# What puts a question or a card in front of somebody: their next words are meant for that.
_OPENING = {Action.BEGIN, Action.LESSON, Action.QUIZ, Action.FRESH, Action.RESUME, Action.REPEAT}
_OPENING |= {Action.STUDY, Action.REVIEW}


@dataclass(frozen=True)
class Table:
    """The handlers of everything that can come in."""

    menu: MenuHandlers
    study: StudyHandlers
    teaching: TeachingHandlers
    reference: ReferenceHandlers
    reviews: ReviewHandlers
    privacy: PrivacyHandlers
    progress: ProgressHandlers

    @property
    def commands(self) -> Mapping[tuple[str, ...], Handler]:
        """The command's names, Indonesian first; what stands here is in the menu of `/`, in this order."""
        return {
            ("start",): self.leaving(self.start),
            ("belajar", "study"): self.leaving(self.reviews.study_next),
            ("ulang", "review"): self.leaving(self.reviews.review),
            ("pelajaran", "lessons"): self.study.lessons,
            ("kuis", "quiz"): self.leaving(self.study.quizzes),
            ("pengingat", "reminders"): self.reviews.reminders,
            ("kemajuan", "progress"): self.progress.progress,
            ("bahasa", "language"): self.menu.language,
            ("bantuan", "help"): self.menu.help,
            ("batal", "cancel"): self.leaving(self.study.stop),
            ("istilah", "glossary"): self.reference.terms,
            ("sumber", "sources"): self.reference.sources,
            ("buat", "create"): self.teaching.create,
            ("soalku", "mysets"): self.teaching.mine,
            ("undang", "invite"): self.teaching.invite,
            ("privasi", "privacy"): self.menu.privacy,
            ("data",): self.privacy.data,
            ("lupakan", "forget"): self.privacy.ask,
        }

    @property
    def presses(self) -> Mapping[Action, Handler]:
        return {
            Action.BEGIN: self.study.begin,
            Action.LESSON: self.study.begin,
            Action.QUIZ: self.study.begin,
            Action.FRESH: self.study.fresh,
            Action.LESSONS: self.study.lessons,
            Action.QUIZZES: self.study.quizzes,
            Action.RESUME: self.study.resume,
            Action.PICK: self.study.pick,
            Action.UNPICK: self.study.unpick,
            Action.HAND_IN: self.study.hand_in,
            Action.HINT: self.study.hint,
            Action.DONT_KNOW: self.study.give_up,
            Action.NEXT: self.study.go_on,
            Action.REPEAT: self.study.repeat,
            Action.REPORT: self.study.report,
            Action.LANGUAGE: self.menu.choose_language,
            Action.TERM: self.reference.term,
            Action.TERMS: self.reference.more_terms,
            Action.SURE: self.study.be_sure,
            Action.STUDY: self.reviews.study_next,
            Action.REVIEW: self.reviews.review,
            Action.ENOUGH: self.reviews.enough,
            Action.LATER: self.reviews.later,
            Action.PAUSE: self.reviews.pause,
            Action.END_PAUSE: self.reviews.end_pause,
            Action.REMIND: self.reviews.remind,
            Action.ZONE: self.reviews.zone,
            Action.AIM: self.reviews.aim,
            Action.FORGET: self.privacy.forget,
            Action.TEMPLATE: self.teaching.template,
            Action.MEND: self.teaching.mend,
            Action.MEND_ALL: self.teaching.mend_all,
            Action.DRAFT_SHOW: self.teaching.show,
            Action.DRAFT_LOOK: self.teaching.look,
            Action.DRAFT_TRY: self.teaching.try_next,
            Action.DRAFT_ANSWER: self.teaching.answer,
            Action.DRAFT_DENY: self.teaching.deny,
            Action.DRAFT_SAVE: self.teaching.save,
            Action.DRAFT_FILE: self.teaching.file,
            Action.DRAFT_KEEP: self.teaching.keep_one,
            Action.DRAFT_OMIT: self.teaching.drop_one,
            Action.DRAFT_CHANGE: self.teaching.ask_change,
            Action.DRAFT_DROP: self.teaching.drop,
            Action.SET: self.teaching.one,
            Action.SET_SHARE: self.teaching.share,
            Action.SET_LIST: self.teaching.list_it,
            Action.SET_WITHDRAW: self.teaching.withdraw,
            Action.SET_FILE: self.teaching.set_file,
            Action.SET_FORMATS: self.teaching.formats,
            Action.SET_EXPORT: self.teaching.export,
            Action.SET_RENAME: self.teaching.ask_title,
            Action.SET_DELETE: self.teaching.ask_delete,
            Action.SET_ERASE: self.teaching.delete,
            Action.SET_UNDO: self.teaching.undo,
        }

    def text(self, records: Records, incoming: Incoming) -> list[Said]:
        """Words: for the workshop where it waits for them, else a learner's."""
        said = self.teaching.text(records, incoming)
        return self.study.text(records, incoming) if said is None else said

    def start(self, records: Records, incoming: Incoming) -> list[Said]:
        """A link may carry an invitation; else it names what to learn."""
        invited = incoming.arguments.startswith(INVITATION)
        return (self.teaching.accept if invited else self.menu.start)(records, incoming)

    def pressed(self, records: Records, incoming: Incoming) -> list[Said]:
        """A button, by what it carries; one that is not ours any more gets a quiet word."""
        handler = self.presses.get(incoming.press.action) if incoming.press else None
        if handler and incoming.press and incoming.press.action in _OPENING:
            handler = self.leaving(handler)
        return (handler or self.menu.unknown_press)(records, incoming)

    def leaving(self, handler: Handler) -> Handler:
        """The same, and the workshop waits for nobody's words any more."""

        def handle(records: Records, incoming: Incoming) -> list[Said]:
            self.teaching.authoring.leave(records, incoming.learner_id)
            return handler(records, incoming)

        return handle


class Delivery:
    """One transaction: seen before? handle it, write the replies down; after the commit, send them."""

    def __init__(self, storage: Storage, outgoing: Outgoing, jobs: Jobs, clock: Callable[[], datetime]) -> None:
        self._storage, self._outgoing, self._jobs, self.clock = storage, outgoing, jobs, clock

    def ptb_callback(self, handler: Handler) -> Callable[[Update, Any], Any]:
        async def callback(update: Update, _: Any) -> None:
            await self.deliver(handler, read(update, self.clock()))

        return callback

    async def deliver(self, handler: Handler, incoming: Incoming) -> None:
        done = await self._storage.run(lambda records: _transaction(records, handler, incoming))
        if incoming.callback_id:
            self._outgoing.toast(incoming.callback_id, done.toasts[0].text if done.toasts else "")
        self._outgoing.post(done.letters)
        self._jobs.post(done.jobs)


@dataclass(frozen=True, slots=True)
class _Done:
    """What a transaction left to do."""

    toasts: tuple[Toast, ...] = ()
    letters: tuple[Letter, ...] = ()
    jobs: tuple[Job, ...] = ()


def _transaction(records: Records, handler: Handler, incoming: Incoming) -> _Done:
    if not records.inbox.first_time(incoming.learner_id, incoming.update_id, incoming.at):
        return _Done()
    said = handler(records, incoming)
    occasion = f"update:{incoming.update_id}"
    posted = letters(said, incoming.learner_id, incoming.chat_id, occasion, incoming.at)
    for letter in posted:
        records.outbox.put(letter)
    work = jobs_of(said, incoming)
    for job in work:
        records.jobs.add(job)
    return _Done(tuple(each for each in said if isinstance(each, Toast)), tuple(posted), tuple(work))


class _Application(Application[Any, Any, Any, Any, Any, Any]):
    """PTB's, but an error in a handler is raised to whoever gave the update, to be tried again."""

    async def process_error(self, update: object, error: Exception, *_: Any, **__: Any) -> bool:
        raise error


def build(token: str, request: BaseRequest, api_url: str) -> Ptb:
    """PTB's application with our transport; it neither polls nor keeps anything in memory."""
    return (
        ApplicationBuilder()
        .application_class(_Application)
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(request)
        .get_updates_request(request)
        .updater(None)
        .job_queue(None)
        .build()
    )


def way(application: Ptb, table: Table, delivery: Delivery) -> Callable[[Mapping[str, Any]], Awaitable[None]]:
    """From a raw update to its effect: plain words by the shortest way, everything else by PTB's handlers."""
    fill(application, table, delivery)

    async def handle(update: Mapping[str, Any]) -> None:
        if plain := read_plain(update, delivery.clock()):
            await delivery.deliver(table.text, plain)
        else:
            await application.process_update(parse(update, application.bot))

    return handle


def fill(application: Ptb, table: Table, delivery: Delivery) -> None:
    """Put the handlers in the order in which they are asked."""
    private = filters.ChatType.PRIVATE
    add, on = application.add_handler, delivery.ptb_callback
    for names, handler in table.commands.items():
        add(CommandHandler(list(names), on(handler), filters=filters.UpdateType.MESSAGE & private))
    add(CallbackQueryHandler(on(table.pressed)))
    # A place that is shared while one walks is edited every few seconds: nobody's answer.
    add(MessageHandler(filters.UpdateType.EDITED_MESSAGE & private & filters.TEXT, on(table.menu.edited)))
    add(MessageHandler(filters.UpdateType.MESSAGE & private & filters.COMMAND, on(table.menu.help)))
    # Words that are more than plain ones: marked up, or a reply to another message.
    add(MessageHandler(filters.UpdateType.MESSAGE & private & filters.TEXT, on(table.text)))
    add(MessageHandler(filters.UpdateType.MESSAGE & private & filters.Document.ALL, on(table.teaching.document)))
    add(MessageHandler(filters.UpdateType.MESSAGE & private & ~filters.StatusUpdate.ALL, on(table.menu.only_text)))
    in_group = filters.UpdateType.MESSAGE & filters.ChatType.GROUPS & filters.COMMAND
    add(MessageHandler(in_group, _unless_anothers(on(table.menu.in_group))))
    add(MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, on(table.menu.moved)))
    add(ChatMemberHandler(_left(on(table.menu.left)), ChatMemberHandler.MY_CHAT_MEMBER))


def _unless_anothers(callback: Callable[[Update, Any], Any]) -> Callable[[Update, Any], Any]:
    """Where the bot is an administrator it hears the commands of other bots, too."""

    async def unless_another_is_named(update: Update, context: Any) -> None:
        message = update.effective_message
        command = (message.text or "").split()[:1] if message else []
        named = "".join(command).partition("@")[2]
        if named.casefold() in ("", context.bot.username.casefold()):
            await callback(update, context)

    return unless_another_is_named


def _left(callback: Callable[[Update, Any], Any]) -> Callable[[Update, "CallbackContext[Any, Any, Any, Any]"], Any]:
    async def only_when_left(update: Update, context: Any) -> None:
        member = update.my_chat_member
        if member and member.chat.type == "private" and member.new_chat_member.status == "kicked":
            await callback(update, context)

    return only_when_left


def now() -> datetime:
    return datetime.now(UTC)
