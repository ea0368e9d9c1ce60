"""Lessons and quizzes: what is asked, what is said of an answer, and how it went."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bot.bank.question_set import QuestionSet
from bot.errors import NoSuchSubject, NothingAsked, StaleButton
from bot.grading.judgement import Judgement, Verdict
from bot.items.item import Item, Prompt, Reply, Response
from bot.learning import behaviour, difficulty, progress, queue
from bot.learning.attempt import Attempt
from bot.learning.behaviour import Step
from bot.learning.card import Card as MemoryCard
from bot.learning.difficulty import Form
from bot.learning.learner import Learner
from bot.learning.progress import Tally
from bot.learning.rating import SUCCESSES_BEFORE_EASY
from bot.learning.session import Activity, Session, Stage, Ticket
from bot.lessons.lesson import Card, Lesson
from bot.lessons.library import Library
from bot.services import memory
from bot.services.fresh import id_of
from bot.services.records import LessonPlace, Records
from bot.services.set_records import Reach, StoredSet
from bot.services.shelf import Shelf
from bot.services.today import Today, Upcoming

QUIZ_LENGTH = 10
# A longer key could be put in too many ways to be typed where options were offered before.
MOST_TYPED_WORDS = 2
# Beside five fresh questions: enough to meet the lesson's own again.
BY_HAND = 2

DONT_KNOW = Judgement(Verdict.WRONG, 0.0, "dont_know")


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a lesson, a quiz or a review; `missed` are the questions that can be repeated.

    `upcoming` is the next day with something due, at the end of a lesson for those who have not yet said whether to be
    reminded.
    """

    session: Session
    title: str
    tally: Tally
    missed: tuple[Item, ...]
    next_lesson: Lesson | None
    took: timedelta = timedelta()
    upcoming: Upcoming | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """An item, and how it is put to this learner.

    `hidden` says that its options wait behind the hint; `asks_sure` that being sure means something by now.
    """

    item: Item
    prompt: Prompt
    hidden: bool = False
    asks_sure: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a learner has in front of them: a card, a question, or both.

    `skipped` questions have left the set; `days_ago` is when a question under review was answered last.
    """

    session: Session
    title: str
    card: Card | None
    question: Question | None
    skipped: int = 0
    days_ago: int | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """What is said of a response to the question that `shown` has; and the end, where it was the last.

    `back_in` is the number of days after which a closed question is asked again.
    """

    shown: Shown
    question: Question
    response: Response
    judgement: Judgement
    step: Step
    finished: Finished | None = None
    back_in: int | None = None


@dataclass(frozen=True)
class Study:
    """Learning alone, in a private chat. Every method is one transaction, or part of one."""

    library: Library
    shelf: Shelf
    today: Today

    def begin_lesson(self, records: Records, learner: Learner, lesson_id: str, now: datetime) -> Shown:
        """Open a lesson where it was left; a finished one starts again."""
        if (lesson := self.library.lesson(lesson_id)) is None:
            raise NoSuchSubject(lesson_id)
        items = tuple(question if self.shelf.item(records, question) else "" for question in lesson.questions)
        place = records.lessons.places(learner.id).get(lesson_id, LessonPlace(0, finished=False))
        start = place.card if place.card < len(items) else 0
        return self._begin(records, learner, Activity.LESSON, lesson_id, items, now, start)

    def begin_quiz(self, records: Records, learner: Learner, set_id: str, now: datetime) -> Shown:
        """Ask ten questions of a set, or all of a smaller one, in an order of this learner's own."""
        if (question_set := self.shelf.find(records, set_id)) is None:
            raise NoSuchSubject(set_id)
        ids = [item.id for item in question_set.items]
        dice = Random(f"{learner.id}:{set_id}:{now.timestamp()}")  # noqa: S311 - an order, not a secret
        items = tuple(dice.sample(ids, min(QUIZ_LENGTH, len(ids))))
        stored = records.sets.find(set_id) if set_id not in self.shelf.bank.sets else None
        version = stored.version if stored else 0
        return self._begin(records, learner, Activity.QUIZ, set_id, items, now, version=version)

    def begin_review(self, records: Records, learner: Learner, items: tuple[str, ...], now: datetime) -> Shown:
        """Ask again, in this order, what the learner has met before."""
        gaps = [(now - card.last).days for card in records.cards.some(learner.id, items)]
        return self._begin(records, learner, Activity.REVIEW, str(min(gaps, default=0)), items, now)

    def begin_fresh(self, records: Records, learner: Learner, lesson_id: str, now: datetime) -> Shown:
        """Questions made from a lesson's text, others tomorrow, and two of its set by hand between them."""
        fresh, lesson = self.shelf.fresh, self.library.lesson(lesson_id)
        hidden = records.reports.of(learner.id)
        made = fresh.today(lesson_id, learner.language, learner.id, now.date(), hidden) if fresh else ()
        if lesson is None or not made:
            raise NoSuchSubject(lesson_id)
        dice = Random(f"{learner.id}:{lesson_id}:{now.date()}:by hand")  # noqa: S311 - an order, not a secret
        by_hand = [each for each in lesson.questions if each and each not in hidden]
        items = [*made, *dice.sample(by_hand, min(BY_HAND, len(by_hand)))]
        dice.shuffle(items)
        subject = id_of(lesson_id, learner.language)
        return self._begin(records, learner, Activity.QUIZ, subject, tuple(items), now)

    def repeat_misses(self, records: Records, learner: Learner, session: int, now: datetime) -> Shown:
        """Ask again what was missed in `session`, the learner's latest."""
        current = records.sessions.lock(learner.id)
        missed = self._tally(records, learner, session).missed
        if current is None or current.number != session or not missed:
            raise StaleButton
        activity = Activity.REVIEW if current.activity is Activity.REVIEW else Activity.QUIZ
        return self._begin(records, learner, activity, current.subject, missed, now, version=current.version)

    def current(self, records: Records, learner: Learner) -> Shown | None:
        """What is open."""
        session = records.sessions.lock(learner.id)
        if session is None or session.stage is Stage.ENDED or not self._exists(records, session):
            return None
        return self._shown(records, session, learner)

    def last(self, records: Records, learner: Learner) -> Shown | None:
        """What is open, or was last."""
        session = records.sessions.lock(learner.id)
        return self._shown(records, session, learner) if session and self._exists(records, session) else None

    def resume(self, records: Records, learner: Learner, now: datetime) -> Shown | Finished | None:
        """What is open, or what follows it when it has been answered."""
        shown = self.current(records, learner)
        if shown is None or shown.session.stage is Stage.ASKING or shown.question is None:
            return shown
        return self.go_on(records, learner, now)

    def answer(
        self, records: Records, learner: Learner, response: Response, now: datetime, ticket: Ticket | None = None
    ) -> Marked:
        """Judge a response to the open question and record it."""
        session, question = self._asked(records, learner, ticket)
        judgement = question.item.judge(response, learner.language, question.prompt)
        return self._mark(records, learner, session, question, response, judgement, now, tapped=ticket is not None)

    def pick(self, records: Records, learner: Learner, option: int, now: datetime, ticket: Ticket) -> Shown | Marked:
        """Tap one option: the answer where one is enough, else one more of the picks."""
        session, question = self._asked(records, learner, ticket)
        if not 0 <= option < len(question.prompt.partners or question.prompt.options):
            raise StaleButton
        picks = _picked(question.prompt, session.picks, option)
        if _is_whole(question.prompt, picks):
            return self.answer(records, learner, _response(question.prompt, picks), now, ticket)
        return self._keep(records, learner, replace(session, picks=picks))

    def unpick(self, records: Records, learner: Learner, ticket: Ticket) -> Shown:
        """Begin the picks of this question again."""
        session, _ = self._asked(records, learner, ticket)
        return self._keep(records, learner, replace(session, picks=()))

    def hand_in(self, records: Records, learner: Learner, now: datetime, ticket: Ticket) -> Marked:
        """The options picked so far are the answer."""
        session, question = self._asked(records, learner, ticket)
        return self.answer(records, learner, _response(question.prompt, session.picks), now, ticket)

    def give_up(self, records: Records, learner: Learner, now: datetime, ticket: Ticket | None = None) -> Marked:
        """Not knowing, or wanting to see it: the key is shown."""
        session, question = self._asked(records, learner, ticket)
        return self._mark(records, learner, session, question, "", DONT_KNOW, now, tapped=False)

    def hint(self, records: Records, learner: Learner, ticket: Ticket | None = None) -> Shown:
        """One hint more of the open question; after the last there is no other."""
        session, question = self._asked(records, learner, ticket)
        hints = min(session.hints + 1, max(len(question.item.about.hints), int(question.hidden)))
        return self._keep(records, learner, replace(session, hints=hints))

    def be_sure(self, records: Records, learner: Learner, ticket: Ticket) -> Shown:
        """Say so before answering, or take it back."""
        session, question = self._asked(records, learner, ticket)
        if not question.asks_sure:
            raise StaleButton
        return self._keep(records, learner, replace(session, sure=not session.sure))

    def go_on(
        self, records: Records, learner: Learner, now: datetime, ticket: Ticket | None = None
    ) -> Shown | Finished:
        """The next card or question, or the end."""
        session = self._session(records, learner, ticket)
        if session.stage is not Stage.SHOWN:
            raise StaleButton
        if session.is_last:
            return self._finish(records, learner, session, now)
        return self._show(records, learner, session.at(session.position + 1), now)

    def stop(self, records: Records, learner: Learner) -> Session | None:
        """Leave what is open; a lesson stays where it is."""
        session = records.sessions.lock(learner.id)
        if session is None or session.stage is Stage.ENDED:
            return None
        records.sessions.keep(session.ended())
        return session

    def report(self, records: Records, learner: Learner, session: int, position: int, now: datetime) -> bool:
        """Note that the learner found this question odd."""
        current = records.sessions.lock(learner.id)
        if current is None or current.number != session or not 0 <= position < len(current.items):
            return False
        item = self.shelf.item(records, current.items[position], current.version)
        if item is not None:
            records.reports.add(learner.id, item.id, item.content, now)
        return item is not None

    def activity_of(self, records: Records, learner: Learner, subject: str) -> Activity | None:
        """Whether `subject` is a lesson, or a set that this learner may open; None when it is neither."""
        if self.library.lesson(subject):
            return Activity.LESSON
        if subject in self.shelf.bank.sets:
            return Activity.QUIZ
        stored = records.sets.find(subject) if subject else None
        return Activity.QUIZ if stored and _may_open(stored, learner) else None

    def title_of(self, records: Records, activity: Activity, subject: str, language: str) -> str:
        """What a lesson or a set is called; its id when it is gone; a review has no name."""
        if activity is Activity.REVIEW:
            return ""
        if activity is Activity.LESSON and (lesson := self.library.lesson(subject)):
            return lesson.edition(language).title
        question_set = self.shelf.find(records, subject)
        return question_set.title.speak(language) if question_set else subject

    def sets(self, records: Records) -> tuple[QuestionSet | StoredSet, ...]:
        """The sets to choose from: those that ship but for the opening's, then those that teachers have listed."""
        opening = self.library.opening
        hidden = {question.partition("/")[0] for question in opening.questions} if opening else set()
        built_in = (each for set_id, each in self.shelf.bank.sets.items() if set_id not in hidden)
        return (*built_in, *records.sets.listed())

    def next_lesson(self, records: Records, learner: Learner, after: str = "") -> Lesson | None:
        """The lesson to go on with, other than `after`: one that was begun, else the first that was not."""
        places = records.lessons.places(learner.id)
        left = [each for each in self.library.course if _is_open(each, places) and each.id != after]
        return min(left, key=lambda each: each.id not in places, default=None)

    def _begin(
        self,
        records: Records,
        learner: Learner,
        activity: Activity,
        subject: str,
        items: tuple[str, ...],
        now: datetime,
        start: int = 0,
        version: int = 0,
    ) -> Shown:
        before = records.sessions.lock(learner.id)
        number = before.number + 1 if before else 1
        session = Session(learner.id, number, activity, subject, items, now, version=version)
        return self._show(records, learner, session.at(start), now)

    def _show(self, records: Records, learner: Learner, session: Session, now: datetime) -> Shown:
        start = session.position
        while not self._exists(records, session) and not session.is_last:
            session = session.at(session.position + 1)
        if not self._exists(records, session):
            session = replace(session, stage=Stage.SHOWN)
        session = self._helped(records, session)
        records.sessions.keep(session)
        if session.activity is Activity.LESSON:
            records.lessons.reached(learner.id, session.subject, session.position, now)
        return replace(self._shown(records, session, learner), skipped=session.position - start)

    def _helped(self, records: Records, session: Session) -> Session:
        """What keeps slipping in spite of reviews comes with its first hint."""
        item = self._item(records, session) if session.activity is Activity.REVIEW else None
        card = records.cards.find(session.learner_id, session.item_id) if item and item.about.hints else None
        return replace(session, hints=1) if card and card.is_leech else session

    def _exists(self, records: Records, session: Session) -> bool:
        return session.activity is Activity.LESSON or self._item(records, session) is not None

    def _shown(self, records: Records, session: Session, learner: Learner) -> Shown:
        return self._with(records, session, learner, self._question(records, session, learner))

    def _with(self, records: Records, session: Session, learner: Learner, question: Question | None) -> Shown:
        title = self.title_of(records, session.activity, session.subject, learner.language)
        days_ago = _days_ago(records, session) if session.activity is Activity.REVIEW else None
        return Shown(session, title, self._card(session, learner), question, days_ago=days_ago)

    def _question(self, records: Records, session: Session, learner: Learner) -> Question | None:
        item = self._item(records, session)
        if item is None:
            return None
        question = Question(item, item.prompt(learner.language, _dice(session)))
        if session.activity is not Activity.REVIEW or session.hints:
            return question
        card = records.cards.find(session.learner_id, session.item_id)
        return _recalled(question, card, item.answer(learner.language))

    def _item(self, records: Records, session: Session) -> Item | None:
        return self.shelf.item(records, session.item_id, session.version) if session.item_id else None

    def _card(self, session: Session, learner: Learner) -> Card | None:
        lesson = self.library.lesson(session.subject) if session.activity is Activity.LESSON else None
        return lesson.edition(learner.language).cards[session.position] if lesson else None

    def _session(self, records: Records, learner: Learner, ticket: Ticket | None) -> Session:
        session = records.sessions.lock(learner.id)
        if ticket is not None and (session is None or session.ticket != ticket or session.stage is Stage.ENDED):
            raise StaleButton
        if session is None or session.stage is Stage.ENDED:
            raise NothingAsked
        return session

    def _asked(self, records: Records, learner: Learner, ticket: Ticket | None) -> tuple[Session, Question]:
        session = self._session(records, learner, ticket)
        question = self._question(records, session, learner)
        if session.stage is not Stage.ASKING or question is None:
            raise StaleButton if ticket else NothingAsked
        return session, question

    def _keep(self, records: Records, learner: Learner, session: Session) -> Shown:
        records.sessions.keep(session)
        return self._shown(records, session, learner)

    def _mark(
        self,
        records: Records,
        learner: Learner,
        session: Session,
        question: Question,
        response: Response,
        judgement: Judgement,
        now: datetime,
        *,
        tapped: bool,
    ) -> Marked:
        step = behaviour.step(judgement, session.misses, session.asked_back, len(question.prompt.options))
        chosen = tapped or bool(question.prompt.options)
        card = memory.remember(records, _attempt(session, question.item, response, judgement, now, step, chosen=chosen))
        back_in = queue.days_until_asked(card, question.item.about.facts) if card else None
        after, finished = _after(session, step), None
        if after.stage is Stage.SHOWN and after.is_last:
            finished = self._finish(records, learner, after, now)
        else:
            self._keep_place(records, after, now)
        # The question as it was answered: a card that has just changed may ask it in another form next time.
        shown = self._with(records, after, learner, question)
        return Marked(shown, question, response, judgement, step, finished, back_in)

    def _keep_place(self, records: Records, session: Session, now: datetime) -> None:
        """Keep the session; a lesson left here goes on behind the question that was answered."""
        records.sessions.keep(session)
        if session.activity is Activity.LESSON and session.stage is Stage.SHOWN:
            records.lessons.reached(session.learner_id, session.subject, session.position + 1, now)

    def _finish(self, records: Records, learner: Learner, session: Session, now: datetime) -> Finished:
        ended = session.ended()
        records.sessions.keep(ended)
        if session.activity is Activity.LESSON:
            records.lessons.finished(learner.id, session.subject, now)
        tally = self._tally(records, learner, session.number)
        found = (self.shelf.item(records, item_id, session.version) for item_id in tally.missed)
        missed = tuple(item for item in found if item)
        following = self.next_lesson(records, learner, after=session.subject)
        title = self.title_of(records, session.activity, session.subject, learner.language)
        took = now - session.started
        return Finished(ended, title, tally, missed, following, took, self._to_offer(records, learner, session, now))

    def _to_offer(self, records: Records, learner: Learner, session: Session, now: datetime) -> Upcoming | None:
        if session.activity is not Activity.LESSON or records.reminders.find(learner.id) is not None:
            return None
        return self.today.upcoming(records, learner, now)

    def _tally(self, records: Records, learner: Learner, session: int) -> Tally:
        return progress.tally(records.attempts.of_session(learner.id, session))


def _dice(session: Session) -> Random:
    # The same question keeps its order of options for as long as it is open.
    return Random(f"{session.learner_id}:{session.number}:{session.position}")  # noqa: S311 - an order, not a secret


def _recalled(question: Question, card: MemoryCard | None, key: str) -> Question:
    """The question without the options that were recognised before; typed answers may be given as sure."""
    prompt, typed = question.prompt, question.prompt.reply is Reply.TYPE
    short = prompt.reply is Reply.PICK_ONE and len(key.split()) <= MOST_TYPED_WORDS
    hidden = short and difficulty.form(card, len(prompt.options)) is Form.RECALL
    if hidden:
        prompt = replace(prompt, reply=Reply.TYPE, options=())
    asks_sure = (typed or hidden) and card is not None and card.streak >= SUCCESSES_BEFORE_EASY
    return Question(question.item, prompt, hidden, asks_sure)


def _days_ago(records: Records, session: Session) -> int | None:
    card = records.cards.find(session.learner_id, session.item_id)
    return max(0, (session.started - card.last).days) if card else None


def _may_open(stored: StoredSet, learner: Learner) -> bool:
    return stored.reach in (Reach.LINK, Reach.LISTED) or (
        stored.owner_id == learner.id and stored.reach is Reach.PRIVATE
    )


def _is_open(lesson: Lesson, places: Mapping[str, LessonPlace]) -> bool:
    return lesson.id not in places or not places[lesson.id].finished


def _after(session: Session, step: Step) -> Session:
    if step is Step.ASK_BACK:
        return replace(session, asked_back=session.asked_back + 1, picks=())
    if step is Step.TRY_AGAIN:
        return replace(session, misses=session.misses + 1, picks=())
    return replace(session, stage=Stage.SHOWN, picks=())


def _attempt(
    session: Session, item: Item, response: Response, judgement: Judgement, now: datetime, step: Step, *, chosen: bool
) -> Attempt:
    return Attempt(
        learner_id=session.learner_id,
        session=session.number,
        position=session.position,
        attempt=session.attempt,
        item_id=item.id,
        content=item.content,
        response=response if isinstance(response, str) else " | ".join(response),
        verdict=judgement.verdict,
        score=judgement.score,
        reason=judgement.reason,
        # As exact as the record keeps it: a card made again from the record is to be the same.
        at=now.replace(microsecond=now.microsecond // 1000 * 1000),
        hints=session.hints,
        chosen=chosen,
        closes=step in (Step.RIGHT, Step.REVEAL),
        sure=session.sure,
    )


def _is_whole(prompt: Prompt, picks: tuple[int, ...]) -> bool:
    if prompt.reply is Reply.PICK_MANY:
        return False
    return prompt.reply is Reply.PICK_ONE or len(picks) == len(prompt.options)


def _picked(prompt: Prompt, picks: tuple[int, ...], option: int) -> tuple[int, ...]:
    if prompt.reply is Reply.PICK_ONE:
        return (option,)
    if option not in picks:
        return (*picks, option)
    if prompt.reply is Reply.PICK_MANY:
        return tuple(pick for pick in picks if pick != option)
    return picks


def _response(prompt: Prompt, picks: tuple[int, ...]) -> Response:
    if prompt.reply is Reply.PICK_ONE:
        return prompt.options[picks[0]]
    return tuple((prompt.partners or prompt.options)[pick] for pick in picks)
