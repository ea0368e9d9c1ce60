"""Writing questions: a file is read, mended by taps, tried, and saved as a version of a set."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random

from bot.bank import amending, pasted, yaml_format
from bot.bank.checks import check
from bot.bank.passage import Passage, passage
from bot.bank.plain_form import item_to_plain, slug
from bot.bank.question_set import QuestionSet
from bot.bank.yaml_format import Reading
from bot.errors import NotAllowed, StaleButton
from bot.grading.judgement import Judgement, Verdict
from bot.grading.lexicon import Lexicon
from bot.items.findings import Finding, Mend, Severity, mended
from bot.items.item import Item, Prompt
from bot.items.options import fold
from bot.items.text import Text
from bot.items.typed import Typed
from bot.services.records import Records
from bot.services.set_records import Draft, Reach, StoredSet
from bot.services.shelf import Shelf

INVITATION_HOLDS = timedelta(days=7)
# Readable in a link, and long enough that nobody guesses somebody's set.
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Change:
    """What saving would do to the set as learners know it."""

    changed: int
    new: int
    removed: int


@dataclass(frozen=True, slots=True)
class Review:
    """A draft as it reads now.

    `change` is None for a new set, `mended` the line that was mended just now, if any; `replaced` is the title of
    another draft, never saved, that this one has taken the place of.
    """

    draft: Draft
    reading: Reading
    change: Change | None
    mended: int | None = None
    replaced: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        return self.reading.question_set.items if self.reading.question_set else ()

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What keeps a question from being taken."""
        return tuple(each for each in self.reading.findings if each.severity is Severity.ERROR)

    @property
    def advice(self) -> tuple[Finding, ...]:
        """What was understood anyway, or is worth a look."""
        return tuple(each for each in self.reading.findings if each.severity is not Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Looked:
    """A question of a draft as it was written, and what is said of it."""

    review: Review
    passage: Passage
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A draft's question being tried as a learner would; `judgement` of the `response` once it has been answered."""

    draft: Draft
    item: Item
    number: int
    total: int
    response: str = ""
    judgement: Judgement | None = None

    def prompt(self, language: str) -> Prompt:
        """The question as it is put, its options in the same order every time."""
        return self.item.prompt(language, Random(self.item.id))  # noqa: S311 - an order, no secret

    def answered(self, response: str, language: str) -> "Tried":
        """What would be made of `response`."""
        judgement = self.item.judge(response, language, self.prompt(language))
        return replace(self, response=response, judgement=judgement)

    @property
    def may_be_denied(self) -> bool:
        """Whether the teacher may rule out an answer that was not refused: not one that is written in the key."""
        if self.judgement is None or self.judgement.verdict is Verdict.WRONG or not isinstance(self.item, Typed):
            return False
        return fold(self.response) not in map(fold, self.item.answers())


@dataclass(frozen=True, slots=True)
class Offered:
    """One question of a draft, to be kept, changed or dropped; `number` counts from 1."""

    draft: Draft
    item: Item
    number: int
    total: int


@dataclass(frozen=True)
class Authoring:
    """What those who write questions do. Everyone may keep sets; only teachers put them into everybody's list."""

    shelf: Shelf
    teachers: frozenset[int]  # from the settings
    token: Callable[[], str]  # random letters that nobody can guess

    # Rights: the one place where they are decided.

    def is_teacher(self, records: Records, learner_id: int) -> bool:
        return learner_id in self.teachers or records.teachers.is_teacher(learner_id)

    def _own(self, records: Records, learner_id: int, set_id: str) -> StoredSet:
        stored = records.sets.find(set_id)
        if stored is None or stored.owner_id != learner_id:
            raise NotAllowed(set_id)
        return stored

    # The draft

    def receive(self, records: Records, learner_id: int, name: str, text: str, now: datetime) -> Review:
        """Take a file or pasted lines as the draft; what is an own set already becomes its next version."""
        before = records.drafts.find(learner_id)
        number = before.number + 1 if before else 1
        draft = Draft(learner_id, number, slug(name) or "soal", pasted.to_yaml(text), now)
        review = self._review(records, draft)
        target = review.reading.question_set.id if review.reading.question_set else ""
        stored = records.sets.find(target) or self._own_alike(records, review)
        if stored and stored.owner_id == learner_id:
            draft = replace(draft, target=stored.id)
            review = self._review(records, draft)
        records.drafts.keep(draft)
        return replace(review, replaced=self._replaced(before, review))

    def review(self, records: Records, learner_id: int, number: int) -> Review:
        """The draft of that number as it reads now; raises StaleButton when it has changed since."""
        draft = records.drafts.find(learner_id)
        if draft is None or draft.number != number:
            raise StaleButton
        return self._review(records, draft)

    def look(self, records: Records, learner_id: int, number: int, finding: int) -> Looked:
        """The question that a finding is about, with everything that is said of it."""
        review = self.review(records, learner_id, number)
        if not 0 <= finding < len(review.reading.findings):
            raise StaleButton
        seen = passage(review.reading.text, review.reading.findings[finding].line)
        here = [each for each in review.reading.findings if seen.first <= each.line <= seen.last]
        return Looked(review, seen, tuple(here))

    def mend(self, records: Records, learner_id: int, number: int, finding: int, mend: int, now: datetime) -> Review:
        """Make one mend of one finding; the draft gets the next number, so that older buttons are stale."""
        review = self.review(records, learner_id, number)
        try:
            found = review.reading.findings[finding]
            chosen = found.mends[mend]
        except IndexError:
            raise StaleButton from None
        return replace(self._rewrite(records, review, mended(review.reading.text, [chosen]), now), mended=found.line)

    def mend_all(self, records: Records, learner_id: int, number: int, now: datetime) -> Review:
        """Make every mend that nobody needs to be asked about."""
        review = self.review(records, learner_id, number)
        safe = [mend for finding in review.reading.findings for mend in finding.mends[:1] if mend.safe]
        return self._rewrite(records, review, mended(review.reading.text, safe), now)

    def drop(self, records: Records, learner_id: int) -> None:
        records.drafts.remove(learner_id)

    def file(self, records: Records, learner_id: int, number: int) -> tuple[str, str]:
        """The draft as a file: its name, and the text as mended; in our own form once nothing is wrong with it."""
        review = self.review(records, learner_id, number)
        clean = review.reading.question_set if not review.problems else None
        return f"{review.draft.name}.yaml", yaml_format.write(clean) if clean else review.reading.text

    # One question after another, as an article's drafts are gone through

    def offer(self, records: Records, learner_id: int, number: int, place: int) -> Offered | None:
        """The question at `place` (from 0); None behind the last."""
        review = self.review(records, learner_id, number)
        if not 0 <= place < len(review.items):
            return None
        return Offered(review.draft, review.items[place], place + 1, len(review.items))

    def drop_one(self, records: Records, learner_id: int, number: int, place: int, now: datetime) -> Review:
        """The draft without the question at `place`."""
        review, question_set = self._whole(records, learner_id, number)
        items = tuple(item for at, item in enumerate(question_set.items) if at != place)
        return self._rewrite(records, review, yaml_format.write(replace(question_set, items=items)), now)

    def change_one(
        self, records: Records, learner_id: int, number: int, place: int, text: str, now: datetime
    ) -> Review:
        """The draft with the question at `place` as somebody has written it anew."""
        review, question_set = self._whole(records, learner_id, number)
        written = yaml_format.read(pasted.to_yaml(text), question_set.id, self.shelf.lexicon).question_set
        if written is None or not written.items or not 0 <= place < len(question_set.items):
            raise StaleButton
        before = question_set.items[place]
        anew = replace(written.items[0], id=before.id)
        items = (*question_set.items[:place], anew, *question_set.items[place + 1 :])
        return self._rewrite(records, review, yaml_format.write(replace(question_set, items=items)), now)

    # Trying

    def try_next(self, records: Records, learner_id: int, number: int) -> Tried | None:
        """The next question as a learner would meet it; None after the last."""
        review = self.review(records, learner_id, number)
        following = review.draft.trying + 1
        over = following >= len(review.items)
        draft = replace(review.draft, trying=-1 if over else following)
        records.drafts.keep(draft)
        return None if over else Tried(draft, review.items[following], following + 1, len(review.items))

    def trying(self, records: Records, learner_id: int) -> Tried | None:
        """The question that is being tried, if any."""
        draft = records.drafts.find(learner_id)
        if draft is None or draft.trying < 0:
            return None
        items = self._review(records, draft).items
        known = draft.trying < len(items)
        return Tried(draft, items[draft.trying], draft.trying + 1, len(items)) if known else None

    def deny(self, records: Records, learner_id: int, number: int, response: str, now: datetime) -> Tried:
        """The question that is being tried, with `response` among the answers that are never right."""
        review = self.review(records, learner_id, number)
        place, before = review.draft.trying, review.items
        if not 0 <= place < len(before):
            raise StaleButton
        edit = amending.rejecting(review.reading.entries[before[place].id], review.reading.text, response)
        text = mended(review.reading.text, [Mend("reject", (edit,))])
        draft = replace(review.draft, text=text, number=number + 1, at=now)
        items = self._review(records, draft).items
        if len(items) != len(before):
            raise StaleButton
        records.drafts.keep(draft)
        return Tried(draft, items[place], place + 1, len(items), response)

    def stop_trying(self, records: Records, learner_id: int, number: int) -> Review:
        review = self.review(records, learner_id, number)
        draft = replace(review.draft, trying=-1)
        records.drafts.keep(draft)
        return replace(review, draft=draft)

    def leave(self, records: Records, learner_id: int) -> None:
        """Whoever does something else neither tries the draft nor gives a set another name any more."""
        records.awaited.take(learner_id)
        draft = records.drafts.find(learner_id)
        if draft and draft.trying >= 0:
            records.drafts.keep(replace(draft, trying=-1))

    # Sets

    def save(self, records: Records, learner_id: int, number: int, now: datetime) -> StoredSet:
        """The draft becomes a version; learners keep their history by the items' ids."""
        review = self.review(records, learner_id, number)
        question_set = review.reading.question_set
        if question_set is None or not question_set.items:
            raise StaleButton
        before = records.sets.find(review.draft.target) if review.draft.target else None
        set_id = before.id if before else f"{_short(review.draft.name)}-{self.token()}"
        title = question_set.title
        if before and slug(title.speak(question_set.language)) == set_id:  # nobody wrote it: it is named after its id
            title = Text.of(before.title, question_set.language)
        version = self._next_version(records, set_id)
        text = yaml_format.write(replace(question_set, id=set_id, title=title))
        stored = StoredSet(
            id=set_id,
            owner_id=learner_id,
            title=title.speak(question_set.language),
            version=version,
            reach=before.reach if before else Reach.PRIVATE,
            questions=len(question_set.items),
            at=now,
            previous=before.version if before else 0,
        )
        records.sets.keep(stored)
        records.sets.add_version(set_id, version, text, now)
        records.drafts.remove(learner_id)
        return stored

    def undo_save(
        self, records: Records, learner_id: int, set_id: str, version: int, now: datetime
    ) -> StoredSet | None:
        """Back to the version before; a set that had none is gone, and its file is the draft again."""
        stored = self._own(records, learner_id, set_id)
        if stored.version != version:
            raise StaleButton
        before = self.shelf.find(records, set_id, stored.previous) if stored.previous else None
        if before is None:
            text = records.sets.text(set_id, version) or ""
            records.sets.remove(set_id)
            self.receive(records, learner_id, set_id.rpartition("-")[0], text, now)
            return None
        title = before.title.speak(before.language)
        count = len(before.items)
        back = replace(stored, version=stored.previous, previous=0, title=title, questions=count, at=now)
        records.sets.keep(back)
        return back

    def mine(self, records: Records, learner_id: int) -> list[StoredSet]:
        return records.sets.of_owner(learner_id)

    def one(self, records: Records, learner_id: int, set_id: str) -> StoredSet:
        return self._own(records, learner_id, set_id)

    def set_file(self, records: Records, learner_id: int, set_id: str) -> tuple[str, str]:
        stored = self._own(records, learner_id, set_id)
        return f"{stored.id}.yaml", records.sets.text(set_id, stored.version) or ""

    def reach(self, records: Records, learner_id: int, set_id: str, reach: Reach) -> StoredSet:
        """Share, withdraw or list a set; only a teacher's reaches everybody's list."""
        stored = self._own(records, learner_id, set_id)
        if reach is Reach.LISTED and not self.is_teacher(records, learner_id):
            raise NotAllowed(set_id)
        changed = replace(stored, reach=reach)
        records.sets.keep(changed)
        return changed

    def rename(self, records: Records, learner_id: int, set_id: str, title: str, now: datetime) -> StoredSet:
        """A new title is a new version, like every change that learners see."""
        stored = self._own(records, learner_id, set_id)
        question_set = self.shelf.find(records, set_id, stored.version)
        if question_set is None:
            raise NotAllowed(set_id)
        renamed = replace(question_set, title=Text.of(title, question_set.language))
        version = self._next_version(records, set_id)
        records.sets.add_version(set_id, version, yaml_format.write(renamed), now)
        changed = replace(stored, title=title, version=version, previous=stored.version, at=now)
        records.sets.keep(changed)
        return changed

    def delete(self, records: Records, learner_id: int, set_id: str) -> None:
        """The set and its versions; what learners answered stays theirs."""
        self._own(records, learner_id, set_id)
        records.sets.remove(set_id)

    # Teachers

    def invite(self, records: Records, learner_id: int, now: datetime) -> str:
        """A token for one person, for seven days; only its hash is kept."""
        if not self.is_teacher(records, learner_id):
            raise NotAllowed("invite")
        token = self.token() + self.token() + self.token()
        records.teachers.invite(_hashed(token), learner_id, now + INVITATION_HOLDS)
        return token

    def accept_invitation(self, records: Records, learner_id: int, token: str, now: datetime) -> bool:
        """Make this person a teacher, if the token is known, unused and not over."""
        inviter = records.teachers.use_invitation(_hashed(token), learner_id, now)
        if inviter is None:
            return False
        records.teachers.add(learner_id, inviter, now)
        return True

    # Steps

    def _review(self, records: Records, draft: Draft) -> Review:
        reading = _read(draft.text, draft.target or draft.name, self.shelf.lexicon, draft.at.date())
        return Review(draft, reading, self._change(records, draft, reading.question_set))

    def _replaced(self, before: Draft | None, review: Review) -> str:
        old = yaml_format.read(before.text, before.name, self.shelf.lexicon).question_set if before else None
        new = review.reading.question_set
        if old is None or (new and _contents(old).keys() & _contents(new).keys()):
            return ""
        return old.title.speak(old.language)

    def _change(self, records: Records, draft: Draft, new: QuestionSet | None) -> Change | None:
        old = self.shelf.find(records, draft.target) if draft.target else None
        if old is None or new is None:
            return None
        before, after = _contents(old), _contents(new)
        changed = sum(before[each] != after[each] for each in before.keys() & after.keys())
        return Change(changed, len(after.keys() - before.keys()), len(before.keys() - after.keys()))

    def _whole(self, records: Records, learner_id: int, number: int) -> tuple[Review, QuestionSet]:
        review = self.review(records, learner_id, number)
        if review.reading.question_set is None:
            raise StaleButton
        return review, review.reading.question_set

    def _rewrite(self, records: Records, review: Review, text: str, now: datetime) -> Review:
        draft = replace(review.draft, text=text, number=review.draft.number + 1, at=now, trying=-1)
        records.drafts.keep(draft)
        return self._review(records, draft)

    def _own_alike(self, records: Records, review: Review) -> StoredSet | None:
        """An own set of this name or title, with one of these questions: the same file again, mended or grown.

        All pasted lines and all templates have one name; without a question in common they are another set.
        """
        name, new = _short(review.draft.name), review.reading.question_set
        title = new.title.speak(new.language) if new else ""
        asked = set(_contents(new)) if new else set()
        for stored in records.sets.of_owner(review.draft.learner_id):
            if stored.title == title or stored.id.rpartition("-")[0] == name:
                kept = self.shelf.find(records, stored.id, stored.version)
                if kept and (not asked or asked & set(_contents(kept))):
                    return stored
        return None

    def _next_version(self, records: Records, set_id: str) -> int:
        stored = records.sets.find(set_id)
        version = stored.version + 1 if stored else 1
        while records.sets.text(set_id, version) is not None:  # one that was undone keeps its number
            version += 1
        return version


# A draft is gone through tap by tap: two thousand questions take half a second to read, and 5 MB to keep.
@lru_cache(maxsize=4)
def _read(text: str, set_id: str, lexicon: Lexicon, today: date) -> Reading:
    """A draft as it reads, with what would be better otherwise."""
    reading = yaml_format.read(text, set_id, lexicon)
    return replace(reading, findings=(*reading.findings, *check(reading, today)))


def _short(name: str) -> str:
    return name[:LONGEST_NAME].strip("-")


def _contents(question_set: QuestionSet) -> dict[str, object]:
    return {item.id.partition("/")[2]: item_to_plain(item, question_set.language) for item in question_set.items}


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
