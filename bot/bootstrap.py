"""Where the parts are put together: once, in the order in which they lean on each other."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from telegram.request import BaseRequest

from bot.bank.library import load_bank
from bot.bank.question_set import Bank
from bot.chat import application as chat
from bot.chat.application import Delivery, Ptb, Table
from bot.chat.dispatcher import Dispatcher
from bot.chat.failures import Failures
from bot.chat.figures import Figures
from bot.chat.files import Articles, Exports, QuestionFiles
from bot.chat.jobs import Jobs, Worker
from bot.chat.menu_handlers import MenuHandlers
from bot.chat.outgoing import Outgoing, Pause
from bot.chat.privacy_handlers import FORGET, Forgetting, PrivacyHandlers
from bot.chat.progress_handlers import PICTURE, Drawing, ProgressHandlers
from bot.chat.reference_handlers import ReferenceHandlers
from bot.chat.reminders import Reminders
from bot.chat.review_handlers import ReviewHandlers
from bot.chat.study_handlers import StudyHandlers
from bot.chat.teaching_handlers import EXPORT, PASTED, QUESTIONS, TeachingHandlers
from bot.grading.lexicon import Lexicon
from bot.i18n import translator
from bot.lessons import library
from bot.lessons.checks import Words
from bot.lessons.glossary import Glossary
from bot.lessons.library import Library
from bot.services.authoring import Authoring
from bot.services.fresh import Fresh, Reviewed
from bot.services.records import Storage
from bot.services.reminding import Reminding
from bot.services.reviews import Reviews
from bot.services.shelf import Shelf
from bot.services.study import Study
from bot.services.today import Today
from bot.settings import Settings
from bot.storage.transactions import storage_at

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Content:
    """What ships with the bot: lessons, question sets, names and terms."""

    library: Library
    bank: Bank
    lexicon: Lexicon
    glossary: Glossary
    reviewed: Reviewed
    words: Words


def read_content(root: Path = ROOT) -> Content:
    """Read `content/` and `quizzes/`; raises BadContent."""
    lexicon = Lexicon.load(root / "content" / "lexicon.yaml")
    lessons = library.load(root / "content")
    glossary = Glossary.load(root / "content" / "glossary.yaml", lessons.told())
    reviewed = Reviewed.load(root / "content" / "reviewed.yaml")
    words = Words.load(root / "content" / "words.yaml")
    return Content(lessons, load_bank(root / "quizzes", lexicon), lexicon, glossary, reviewed, words)


@dataclass(frozen=True)
class Tumen:
    """The running bot, but for where its updates come from."""

    application: Ptb
    storage: Storage
    outgoing: Outgoing
    jobs: Jobs
    reminders: Reminders
    dispatcher: Dispatcher
    figures: Figures

    async def start(self) -> None:
        await self.storage.start()
        await self.application.initialize()
        await self.outgoing.start()
        self.jobs.start()
        self.reminders.start()

    async def stop(self) -> None:
        """Send what can be sent in a moment; everything else is in the outbox."""
        # At once: where the database does not answer, each takes its time to see that.
        await asyncio.gather(self.reminders.stop(), self.jobs.stop(), self.outgoing.stop())
        await self.storage.stop()
        await self.application.shutdown()


def put_together(
    settings: Settings,
    request: BaseRequest,
    content: Content,
    clock: Callable[[], datetime] = chat.now,
    pause: Pause = asyncio.sleep,
) -> Tumen:
    """Every part in its place, nothing started."""
    sentences = translator.load()
    application = chat.build(settings.telegram_token, request, settings.telegram_api_url)
    storage = storage_at(settings.database_url)
    figures = Figures()
    outgoing = Outgoing(application.bot, storage, clock, pause, figures)
    fresh = Fresh(content.library, content.lexicon, content.reviewed, content.words.avoided)
    shelf = Shelf(content.bank, content.lexicon, fresh)
    study = Study(content.library, shelf, Today(content.library, shelf, settings.time_zone))
    authoring = Authoring(shelf, settings.teachers, lambda: secrets.token_hex(4))
    teaching = TeachingHandlers(authoring, study, sentences, lambda: application.bot.username)
    reference = ReferenceHandlers(study, content.glossary, sentences)
    studying = StudyHandlers(study, sentences, content.glossary)
    reminding = Reminding(study.today)
    reviews = ReviewHandlers(studying, Reviews(study), reminding)
    progress = ProgressHandlers(studying)
    table = Table(
        MenuHandlers(study, sentences), studying, teaching, reference, reviews, PrivacyHandlers(studying), progress
    )
    articles = Articles(application.bot, teaching, content.lexicon, content.words.avoided, clock)
    question_files = QuestionFiles(application.bot, teaching, clock)
    workers: dict[str, Worker] = {
        QUESTIONS: question_files,
        PASTED: question_files,
        EXPORT: Exports(storage, teaching, clock),
        "article": articles,
        "article_file": articles,
        FORGET: Forgetting(application.bot, sentences, clock),
        PICTURE: Drawing(storage, progress, clock),
    }
    failures = Failures(storage, outgoing, sentences, clock, pause, figures)
    jobs = Jobs(storage, outgoing, workers, clock, failures)
    handle = chat.way(application, table, Delivery(storage, outgoing, jobs, clock))
    reminders = Reminders(storage, outgoing, reminding, sentences, clock)
    dispatcher = Dispatcher(handle, failures, figures, clock)
    return Tumen(application, storage, outgoing, jobs, reminders, dispatcher, figures)
