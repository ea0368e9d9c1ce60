"""What a learner sees: from what a service found to a message in their language."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path

from bot.bank.question_set import QuestionSet
from bot.chat import review_views
from bot.chat.buttons import Action, Button, Press
from bot.chat.markup import from_markdown
from bot.chat.message import Message, Picture, Rows
from bot.grading.judgement import Judgement
from bot.i18n.translator import LANGUAGES, Html, Translator, escape
from bot.items.item import Item, Prompt, Reply, Source
from bot.items.matching import Matching
from bot.items.ordering import Ordering
from bot.items.true_false import TrueFalse
from bot.learning.behaviour import Step
from bot.learning.session import Activity, Session, Stage, Ticket
from bot.lessons.glossary import Glossary
from bot.lessons.lesson import Card, KnownSource, Lesson
from bot.services.records import LessonPlace
from bot.services.set_records import StoredSet
from bot.services.study import Finished, Marked, Question, Shown

# A button on a small phone shows this many letters before it cuts; longer options stand in the text, under a letter.
BUTTON_LETTERS = 28
# "Right: 1948. Right, the number is right." says one thing twice.
_SAYS_ITSELF = frozenset({"exact", "different", "polarity", "number", "date", "list", "blanks", "choice"})
LETTERS = "ABCDEFGHIJKL"
# More buttons than this nobody reads on a phone.
MOST_LISTED = 20
# Numbers wide enough for a thumb.
NUMBERS_ABREAST = 5
MOST_TERMS = 2
# Two words of so many letters fit side by side under a card.
TERM_LETTERS = 12


class Views:
    """Messages for one learner, in their language."""

    def __init__(
        self,
        translator: Translator,
        language: str,
        sources: Mapping[str, KnownSource] | None = None,
        glossary: Glossary | None = None,
        pictures: Mapping[str, Path] | None = None,
    ) -> None:
        self._translator, self.language = translator, language
        self._sources, self._glossary, self._pictures = sources or {}, glossary or Glossary({}), pictures or {}

    def say(self, key: str, **values: object) -> Html:
        return self._translator.say(self.language, key, **values)

    def date(self, written: str) -> str:
        """A date of the fact sheet, as exact as it is: "2024-06-20", "2024-06" or "2024"; other text as it stands."""
        match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", written)
        if not match or not 1 <= int(match[2]) <= 12:
            return written
        month = self.say(f"month.{int(match[2])}")
        return f"{int(match[3])} {month} {match[1]}" if match[3] else f"{month} {match[1]}"

    def button(self, key: str, action: Action, ticket: Ticket | None = None, argument: str = "") -> Button:
        return Button(self.say(key), Press(action, ticket, argument))

    def sentence(self, key: str, rows: Rows = (), **values: object) -> Message:
        return Message(self.say(key, **values), rows)

    # Beginning

    def welcome(self, name: str, *, title: str = "", subject: str = "") -> Message:
        """The first words; `subject` is the lesson or set that a link has opened."""
        key = "start.subject" if subject else "start.welcome"
        other = "en" if self.language == "id" else "id"
        begin = self.button("button.begin", Action.BEGIN, argument=subject)
        switch = Button(
            self._translator.say(other, "language.own_name"), Press(Action.LANGUAGE, argument=f"{other}.{subject}")
        )
        return Message(self.say(key, name=name, title=title), ((begin, switch),))

    def welcome_back(self, name: str, shown: Shown | None, following: Lesson | None) -> Message:
        """A returning /start: what was left open can be taken up."""
        if shown is None:
            return Message(self.say("start.back", name=name), self._ways(following))
        place = self.say("study.place", number=shown.session.position + 1, total=len(shown.session.items))
        text = self.say("start.resume", name=name, title=shown.title, place=place)
        return Message(text, ((self.button("button.resume", Action.RESUME),), *self._ways(None)))

    def nothing_asked(self, following: Lesson | None) -> Message:
        """Words when no question is open get the one best way on."""
        return Message(self.say("study.nothing_asked"), self._ways(following))

    def _ways(self, following: Lesson | None) -> Rows:
        rows = []
        if following:
            title = following.edition(self.language).title
            rows.append((Button(self.say("button.next_lesson", title=title), _lesson(following)),))
        lists = (self.button("button.lessons", Action.LESSONS), self.button("button.quizzes", Action.QUIZZES))
        return (*rows, lists)

    # Choosing

    def lessons(
        self, lessons: Sequence[Lesson], places: Mapping[str, LessonPlace], following: Lesson | None
    ) -> Message:
        """The course as a path: what comes next first, then every lesson, each open to whoever wants it."""
        done = {lesson.id for lesson in lessons if self._state(lesson, places) == "done"}
        parts = [self.say("lessons.title", done=len(done), count=len(lessons))]
        rows: list[tuple[Button, ...]] = []
        if following:
            begun = self._state(following, places) == "under_way"
            parts.append(self._next_on_path(following, begun=begun))
            key = "button.go_on_with" if begun else "button.begin_lesson"
            rows.append((Button(self.say(key, number=following.order), _lesson(following)),))
        parts.append(Html("\n".join(self._on_path(lesson, lessons, places, done) for lesson in lessons)))
        if any(lesson.needs for lesson in lessons):
            parts.append(self.say("lessons.free"))
        numbers = [Button(f"{each.order} ✓" if each.id in done else f"{each.order}", _lesson(each)) for each in lessons]
        rows += [tuple(numbers[start : start + NUMBERS_ABREAST]) for start in range(0, len(numbers), NUMBERS_ABREAST)]
        return Message(_paragraphs(parts), tuple(rows))

    def _next_on_path(self, lesson: Lesson, *, begun: bool) -> Html:
        key = "lessons.go_on" if begun else "lessons.next"
        summary = lesson.edition(self.language).summary
        return self.say(key, number=lesson.order, title=self._title(lesson), minutes=lesson.minutes, summary=summary)

    def _on_path(
        self, lesson: Lesson, lessons: Sequence[Lesson], places: Mapping[str, LessonPlace], done: Set[str]
    ) -> Html:
        place, cards = places.get(lesson.id), len(lesson.edition(self.language).cards)
        line = self.say(
            f"lessons.{self._state(lesson, places)}",
            number=lesson.order,
            title=self._title(lesson),
            minutes=lesson.minutes,
            card=place.card + 1 if place else 0,
            cards=cards,
        )
        before = [str(each.order) for each in lessons if each.id in lesson.needs and each.id not in done]
        if place or not before:
            return line
        return Html(f"{line} · {self.say('lessons.advice', lessons=self._listed(before))}")

    def _state(self, lesson: Lesson, places: Mapping[str, LessonPlace]) -> str:
        return _state(places.get(lesson.id), len(lesson.edition(self.language).cards))

    def _title(self, lesson: Lesson) -> str:
        return lesson.edition(self.language).title

    def _listed(self, words: Sequence[str]) -> str:
        """ "3", "3 dan 6", "3, 6, dan 9"."""
        if len(words) < 3:
            return f" {self.say('and')} ".join(words)
        return f"{', '.join(words[:-1])}{self.say('and.last')} {words[-1]}"

    def quizzes(self, sets: Sequence[QuestionSet | StoredSet], words: str = "") -> Message:
        """The question sets to choose from, those whose title has `words`; when none has, all of them."""
        titled = [(self._set_title(each), each.id) for each in sets]
        named = [pair for pair in titled if words.casefold() in pair[0].casefold()]
        found = named or titled
        rows = tuple((Button(title, Press(Action.QUIZ, argument=set_id)),) for title, set_id in found[:MOST_LISTED])
        key = "quizzes.title" if len(found) <= MOST_LISTED else "quizzes.some"
        parts = [] if named else [self.say("quizzes.none", words=words)]
        return Message(_paragraphs([*parts, self.say(key, count=len(found), shown=len(rows))]), rows)

    def _set_title(self, question_set: QuestionSet | StoredSet) -> str:
        title = question_set.title
        return title if isinstance(title, str) else title.speak(self.language)

    def language_choice(self) -> Message:
        row = tuple(
            Button(self._translator.say(code, "language.own_name"), Press(Action.LANGUAGE, argument=f"{code}."))
            for code in ("id", "en")
        )
        return Message(self.say("language.choose"), (row,))

    # Studying

    def shown(self, shown: Shown) -> Message:
        """A card, its question, or a question of a quiz."""
        parts = self._above(shown)
        if shown.question:
            parts.append(self._question(shown.question, shown.session))
        rows = self._question_rows(shown) if shown.question else (self._next_row(shown.session),)
        rows = (*rows, *self._term_rows(shown.card))
        return Message(_paragraphs(parts), rows, picture=self._picture(shown))

    def _picture(self, shown: Shown) -> Picture | None:
        """The picture of the card, else of the question; it is not shown again when the question is."""
        session, prompt = shown.session, shown.question.prompt if shown.question else None
        if session.hints or session.attempt or session.picks:
            return None
        if shown.card and (path := self._pictures.get(shown.card.picture)):
            return Picture(path, escape(shown.card.alt))
        image, alt = (prompt.image or "", escape(prompt.alt or "")) if prompt else ("", escape(""))
        if path := self._pictures.get(image) or self._pictures.get(f"{image}.{self.language}.png"):
            return Picture(path, alt)
        return Picture(image, alt) if image.startswith("https://") else None

    def _term_rows(self, card: Card | None) -> Rows:
        """The terms that a card uses, one tap away."""
        # The opening has cards without a heading: there nothing may stand between a newcomer and the question.
        if not card or not card.heading:
            return ()
        terms = self._glossary.rarest_in(card.body, self.language, MOST_TERMS)
        names = [(term.called(self.language, card.body), term.id) for term in terms]
        row = tuple(Button(f"📖 {name}", Press(Action.TERM, argument=term_id)) for name, term_id in names)
        if any(len(name) > TERM_LETTERS for name, _ in names):
            return tuple((button,) for button in row)
        return (row,) if row else ()

    def waiting(self, shown: Shown) -> Message:
        """Words came where going on is next."""
        return Message(self.say("study.waiting"), (self._next_row(shown.session),))

    def marked(self, marked: Marked, *, question: bool = False) -> Message:
        """The verdict, why, and where it says so; with `question`, below the question that was pressed."""
        shown, session = marked.shown, marked.shown.session
        parts = [*self._above(shown), self._answered(marked)] if question else []
        parts.append(self._verdict(marked))
        if marked.step in (Step.RIGHT, Step.REVEAL):
            parts += self._background(marked.question.item)
        occasion = f"answer:{session.number}:{session.position}:{session.attempt}:{marked.step.value}"
        parts += self._comes_back(marked)
        if marked.finished:
            parts.append(self._tally(marked.finished))
            return Message(_paragraphs(parts), self._end_rows(marked.finished), occasion=occasion)
        return Message(_paragraphs(parts), self._marked_rows(marked), occasion=occasion)

    def finished(self, finished: Finished) -> Message:
        return Message(self._tally(finished), self._end_rows(finished))

    def _above(self, shown: Shown) -> list[Html]:
        parts = [self._heading(shown)]
        if shown.skipped:
            parts.append(self.say("study.skipped", count=shown.skipped))
        if shown.card and shown.card.body:
            parts.append(from_markdown(shown.card.body))
        return parts

    def _heading(self, shown: Shown) -> Html:
        place = self.say("study.place", number=shown.session.position + 1, total=len(shown.session.items))
        if shown.session.activity is Activity.REVIEW:
            return Html(f"<b>{place}</b> · {review_views.heading(self, shown)}")
        heading = (shown.card.heading if shown.card else "") or shown.title
        return Html(f"<b>{place}</b> · {escape(heading)}")

    def _question(self, question: Question, session: Session) -> Html:
        prompt = question.prompt
        parts = [Html(f"❓ <b>{escape(prompt.text)}</b>")]
        if _needs_letters(prompt) or prompt.reply is Reply.MATCH:
            parts.append(lettered(prompt.options))
        if prompt.partners and is_long(prompt.partners):
            parts.append(numbered(prompt.partners))
        parts += self._picks(prompt, session.picks)
        parts += [
            self.say("study.hint", hint=hint.speak(self.language))
            for hint in question.item.about.hints[: session.hints]
        ]
        parts.append(Html(f"<i>{self._how(prompt, session)}</i>"))
        return _paragraphs(parts)

    def _how(self, prompt: Prompt, session: Session) -> Html:
        if prompt.reply is Reply.MATCH and len(session.picks) < len(prompt.options):
            return self.say("how.match_one", option=prompt.options[len(session.picks)])
        return self.say(f"how.{prompt.reply.value}", count=prompt.blanks)

    def _picks(self, prompt: Prompt, picks: tuple[int, ...]) -> list[Html]:
        if not picks:
            return []
        if prompt.reply is Reply.PUT_IN_ORDER:
            return [numbered([prompt.options[pick] for pick in picks])]
        if prompt.reply is Reply.MATCH:
            pairs = zip(prompt.options, picks, strict=False)
            return [Html("\n".join(f"{escape(option)} → {escape(prompt.partners[pick])}" for option, pick in pairs))]
        return []

    def _question_rows(self, shown: Shown) -> Rows:
        assert shown.question  # noqa: S101 - the caller has looked
        session, prompt = shown.session, shown.question.prompt
        rows = list(_option_rows(prompt, session))
        if prompt.reply is Reply.PICK_MANY and session.picks:
            rows.append((self.button("button.hand_in", Action.HAND_IN, session.ticket),))
        if prompt.reply in (Reply.PUT_IN_ORDER, Reply.MATCH) and session.picks:
            rows.append((self.button("button.unpick", Action.UNPICK, session.ticket),))
        if shown.question.asks_sure:
            key = "button.is_sure" if session.sure else "button.sure"
            rows.append((self.button(key, Action.SURE, session.ticket),))
        return (*rows, self._help_row(shown.question, session))

    def _help_row(self, question: Question, session: Session) -> tuple[Button, ...]:
        last = "button.show_answer" if session.misses else "button.dont_know"
        row = (self.button(last, Action.DONT_KNOW, session.ticket),)
        if question.hidden:
            return (self.button("button.options", Action.HINT, session.ticket), *row)
        if session.hints >= len(question.item.about.hints):
            return row
        key = "button.another_hint" if session.hints else "button.hint"
        return (self.button(key, Action.HINT, session.ticket), *row)

    def _next_row(self, session: Session) -> tuple[Button, ...]:
        key = "button.finish" if session.is_last else "button.next"
        return (self.button(key, Action.NEXT, session.ticket),)

    def _answered(self, marked: Marked) -> Html:
        question = Html(f"❓ <b>{escape(marked.question.prompt.text)}</b>")
        # What is right and takes several lines stands below, in the verdict; twice would be a wall of words.
        if not marked.response or (marked.step is Step.RIGHT and _line_by_line(marked.question.item, self.language)):
            return question
        return Html(f"{question}\n{self.say('study.your_answer', answer=_given(marked))}")

    def _verdict(self, marked: Marked) -> Html:
        judgement = marked.judgement
        verdict = self._outcome(marked.step, marked.question.item, judgement)
        added = self._added(marked) if marked.step is Step.RIGHT else ()
        again = self.say("verdict.once_more") if marked.step is Step.TRY_AGAIN else Html("")
        # After lines a sentence begins one of its own.
        between = "\n" if "\n" in verdict else " "
        return Html(between.join(part for part in (verdict, *added, self.reason(judgement, verdict), again) if part))

    def _added(self, marked: Marked) -> Iterator[Html]:
        """What else there is to say of a right answer: that it had help, that it came in the other language."""
        item, hints = marked.question.item, marked.shown.session.hints
        if hints and item.about.hints:
            yield self.say("verdict.hinted", count=hints)
        matched, keys = marked.judgement.matched, {each: item.answer(each) for each in LANGUAGES}
        if matched != keys.pop(self.language) and matched in keys.values():
            yield self.say("verdict.other_language")

    def _outcome(self, step: Step, item: Item, judgement: Judgement) -> Html:
        # Nothing of it was found in the key: "Almost." would be untrue.
        if step is Step.ASK_BACK and not judgement.score:
            return Html("🟡")
        # "Right: False." would say two things at once of a statement that is not true.
        if isinstance(item, TrueFalse) and step in (Step.RIGHT, Step.REVEAL):
            return self.say(f"verdict.{step.value}_statement", answer=item.answer(self.language).lower())
        if step in (Step.RIGHT, Step.REVEAL) and (lines := _line_by_line(item, self.language)):
            return self.say(f"verdict.{step.value}_lines", answer=lines)
        return self.say(f"verdict.{step.value}", answer=item.answer(self.language))

    def reason(self, judgement: Judgement, beside: str = "") -> Html:
        """Why it was judged so, without what stands `beside` it; nothing where there are no words for it."""
        if judgement.reason in _SAYS_ITSELF or not self._translator.knows(f"reason.{judgement.reason}"):
            return Html("")
        told = f"reason.{judgement.reason}.told"
        is_new = judgement.note and escape(judgement.note) not in beside
        return self.say(
            told if is_new and self._translator.knows(told) else f"reason.{judgement.reason}",
            matched=judgement.matched or "",
            note=judgement.note or "",
            missing=max(judgement.needed - judgement.found, 0),
            found=judgement.found,
            needed=judgement.needed,
        )

    def _background(self, item: Item) -> list[Html]:
        about = item.about
        parts = [escape(about.why.speak(self.language))] if about.why else []
        if about.source and about.source.text:
            text = escape(about.source.text.speak(self.language))
            label = self._source(about.source)
            parts.append(Html(f"<blockquote expandable>{label}\n{text}</blockquote>"))
        return parts

    def _source(self, source: Source) -> Html:
        known = self._sources.get(source.article or "")
        if known is None:
            written = source.article or source.url
            return self.say("study.source", source=written) if written else self.say("study.sentence")
        # Who made it would sound like a page that was read.
        memory = self.say("sources.memory") if known.tier == "memory" else ""
        parts = (known.publisher[self.language], self.date(known.date), memory)
        return self.say("study.source", source=", ".join(part for part in parts if part))

    def _marked_rows(self, marked: Marked) -> Rows:
        session, question = marked.shown.session, marked.question
        if session.stage is Stage.ASKING:
            return (*_option_rows(question.prompt, session), self._help_row(question, session))
        report = self.button("button.report", Action.REPORT, session.ticket)
        return (self._next_row(session), (report,))

    def _comes_back(self, marked: Marked) -> list[Html]:
        """When what was not known straight away is asked again; the rest comes when it comes."""
        helped = marked.step is Step.REVEAL or marked.shown.session.attempt or marked.shown.session.hints
        return [review_views.comes_back(self, marked.back_in)] if helped and marked.back_in else []

    def _tally(self, finished: Finished) -> Html:
        if finished.session.activity is Activity.REVIEW:
            return review_views.finished(self, finished)
        tally = finished.tally
        lines = [self._score(finished)]
        kinds = (("at_once", tally.at_once), ("after_help", tally.after_help), ("by_choice", tally.by_choice))
        if told := [self.say(f"finished.{name}", count=count) for name, count in kinds if count]:
            lines.append(Html(", ".join(told) + "."))
        if finished.missed:
            lines.append(self.say("finished.missed"))
            lines += [self._miss(item) for item in finished.missed]
        return Html("\n".join(lines))

    def _score(self, finished: Finished) -> Html:
        tally, title = finished.tally, finished.title
        if not tally.asked:
            return self.say("finished.read", title=title)
        key = "lesson" if finished.session.activity is Activity.LESSON else "quiz"
        return self.say(f"finished.{key}", title=title, right=tally.right, asked=tally.asked)

    def _miss(self, item: Item) -> Html:
        return Html(f"• {escape(item.question.speak(self.language))} → <b>{escape(item.answer(self.language))}</b>")

    def _end_rows(self, finished: Finished) -> Rows:
        if finished.session.activity is Activity.REVIEW:
            return review_views.finished_rows(self, finished)
        rows = []
        if finished.missed:
            again = Press(Action.REPEAT, argument=str(finished.session.number))
            rows.append((Button(self.say("button.repeat", count=len(finished.missed)), again),))
        if finished.session.activity is Activity.LESSON:
            rows.append((self.button("button.fresh", Action.FRESH, argument=finished.session.subject),))
        return (*rows, *self._ways(finished.next_lesson))


def _lesson(lesson: Lesson) -> Press:
    return Press(Action.LESSON, argument=lesson.id)


def _state(place: LessonPlace | None, cards: int) -> str:
    if place is None:
        return "new"
    if place.finished and not 0 < place.card < cards:
        return "done"
    return "under_way"


def _paragraphs(parts: Iterable[Html]) -> Html:
    return Html("\n\n".join(part for part in parts if part))


def lettered(options: Sequence[str]) -> Html:
    return Html(
        "\n".join(f"<b>{letter}.</b> {escape(option)}" for letter, option in zip(LETTERS, options, strict=False))
    )


def _given(marked: Marked) -> str:
    response, prompt = marked.response, marked.question.prompt
    if isinstance(response, str):
        return response
    if prompt.reply is Reply.MATCH:
        return "\n" + _paired(zip(prompt.options, response, strict=False))
    return "\n" + _in_order(response) if prompt.reply is Reply.PUT_IN_ORDER else "; ".join(response)


def _line_by_line(item: Item, language: str) -> str:
    """The key of a question whose parts each take a line; nothing for the others."""
    if isinstance(item, Matching):
        return _paired((left.speak(language), right.speak(language)) for left, right in item.pairs)
    return _in_order(text.speak(language) for text in item.order) if isinstance(item, Ordering) else ""


def _in_order(parts: Iterable[str]) -> str:
    return "\n".join(f"{number}. {part}" for number, part in enumerate(parts, 1))


def _paired(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{left} → {right}" for left, right in pairs)


def numbered(options: Sequence[str]) -> Html:
    return Html("\n".join(f"<b>{number}.</b> {escape(option)}" for number, option in enumerate(options, 1)))


def is_long(options: Sequence[str]) -> bool:
    return any(len(option) > BUTTON_LETTERS for option in options)


def _needs_letters(prompt: Prompt) -> bool:
    return prompt.reply in (Reply.PICK_ONE, Reply.PICK_MANY, Reply.PUT_IN_ORDER) and is_long(prompt.options)


def _option_rows(prompt: Prompt, session: Session) -> Rows:
    choices = prompt.partners or prompt.options
    labels = _labels(prompt, choices)
    buttons = [
        Button(_tick(prompt, session, number) + label, Press(Action.PICK, session.ticket, str(number)))
        for number, label in enumerate(labels)
        if prompt.reply in (Reply.PICK_ONE, Reply.PICK_MANY) or number not in session.picks
    ]
    return abreast(buttons, choices)


def abreast(buttons: Sequence[Button], choices: Sequence[str]) -> Rows:
    """The buttons of `choices`, as many beside each other as can be read."""
    width = 4 if is_long(choices) else 2 if all(len(choice) <= 12 for choice in choices) else 1
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def _labels(prompt: Prompt, choices: Sequence[str]) -> Sequence[str]:
    if not is_long(choices):
        return choices
    return [str(number) for number in range(1, len(choices) + 1)] if prompt.partners else LETTERS[: len(choices)]


def _tick(prompt: Prompt, session: Session, number: int) -> str:
    if prompt.reply is not Reply.PICK_MANY:
        return ""
    return "☑ " if number in session.picks else "☐ "
