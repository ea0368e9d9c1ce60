"""From day to day through the real services and the real tables."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.bootstrap import Content
from bot.learning.learner import Learner
from bot.learning.pace import Aim
from bot.learning.queue import MOST_A_DAY
from bot.learning.reminder import Sending
from bot.learning.session import Stage
from bot.services import memory, people, standing
from bot.services import today as today_module
from bot.services.records import Records
from bot.services.reminding import Reminding
from bot.services.reviews import Reviews
from bot.services.shelf import Shelf
from bot.services.study import Finished, Marked, Study
from bot.services.today import Today
from bot.storage import migrations
from bot.storage.sql_records import SqlRecords
from bot.storage.sqlite import engine_at
from tests.past import Answered, live

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
JAKARTA = ZoneInfo("Asia/Jakarta")
ZONES = ("Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin")


@pytest.fixture
def records() -> Iterator[Records]:
    engine = engine_at("sqlite://")
    with engine.connect() as connection:
        migrations.bring_up_to_date(connection)
        with connection.begin():
            yield SqlRecords(connection)
    engine.dispose()


@pytest.fixture
def reviews(content: Content) -> Reviews:
    shelf = Shelf(content.bank, content.lexicon)
    return Reviews(Study(content.library, shelf, Today(content.library, shelf, JAKARTA)))


def learner_of(records: Records, number: int = 7) -> Learner:
    return people.meet(records, number, "id", MONDAY)[0]


def answer(records: Records, reviews: Reviews, learner: Learner, now: datetime, *, right: bool) -> Marked:
    """Answer the open question with its own key, or give it up."""
    shown = reviews.study.current(records, learner)
    assert shown
    assert shown.question
    if not right:
        return reviews.study.give_up(records, learner, now)
    sample = next(each for each in shown.question.item.samples() if each.verdict.value == "correct")
    return reviews.study.answer(records, learner, sample.response, now)


def go_through(
    records: Records, reviews: Reviews, learner: Learner, now: datetime, knows: Callable[[], bool]
) -> list[str]:
    """Answer everything that is due now; the items asked, in order."""
    asked: list[str] = []
    shown: Any = reviews.begin(records, learner, now)
    while shown is not None and not isinstance(shown, Finished):
        asked.append(shown.session.item_id)
        marked = answer(records, reviews, learner, now, right=knows())
        while marked.shown.session.stage is Stage.ASKING:
            marked = reviews.study.give_up(records, learner, now)
        shown = marked.finished or reviews.study.go_on(records, learner, now)
    return asked


def test_every_closed_question_leaves_the_card_that_a_replay_gives(records: Records, reviews: Reviews) -> None:
    learner, dice = learner_of(records), Random(5)
    reviews.study.begin_quiz(records, learner, "l09-putin-in-pyongyang", MONDAY)
    shown: Any = True
    while not isinstance(shown, Finished):
        marked = answer(records, reviews, learner, MONDAY, right=dice.random() < 0.7)
        shown = marked.finished or reviews.study.go_on(records, learner, MONDAY)
    for number in range(1, 30):
        go_through(records, reviews, learner, MONDAY + number * DAY, lambda: dice.random() < 0.7)
    kept = {card.item_id: card for card in records.cards.of_learner(learner.id)}
    assert len(kept) >= 10  # a measured fact may be asked in other words
    assert {card.item_id: card for card in memory.rebuild(records, learner.id)} == kept


@pytest.mark.parametrize("number", range(4))
def test_two_months_of_a_learner_keep_what_was_promised(records: Records, reviews: Reviews, number: int) -> None:
    learner, dice = learner_of(records, 100 + number), Random(number)
    facts = reviews.today.facts
    past = [Answered(item_id, 1 + n % 7) for n, item_id in enumerate(list(facts)[number * 30 : number * 30 + 60])]
    live(records, learner.id, past, MONDAY)
    for day in range(60):
        now = MONDAY + day * DAY + timedelta(minutes=dice.randrange(-300, 300))
        if dice.random() < 0.2:
            continue
        asked = go_through(records, reviews, learner, now, lambda: dice.random() < 0.8)
        assert len(asked) <= MOST_A_DAY
        named = [fact for item_id in asked for fact in facts[item_id] or (item_id,)]
        assert len(set(named)) == len(named)
        for card in records.cards.some(learner.id, asked):
            assert card.last == now.replace(microsecond=now.microsecond // 1000 * 1000)
            assert now < card.due <= now + 181 * DAY
        assert not go_through(records, reviews, learner, now, lambda: True), "nothing is asked twice on a day"


def test_stopping_half_way_loses_nothing(records: Records, reviews: Reviews) -> None:
    learner = learner_of(records)
    live(records, learner.id, [Answered(item_id, 5) for item_id in list(reviews.today.facts)[:20]], MONDAY)
    first = reviews.begin(records, learner, MONDAY)
    assert first
    answer(records, reviews, learner, MONDAY, right=True)
    reviews.study.stop(records, learner)
    again = reviews.begin(records, learner, MONDAY)
    assert again
    assert again.session.items == first.session.items[1:]


def test_a_pause_moves_everything_and_ending_it_moves_it_back(records: Records, reviews: Reviews) -> None:
    learner = learner_of(records)
    live(records, learner.id, [Answered(item_id, 3) for item_id in list(reviews.today.facts)[:5]], MONDAY)
    before = reviews.today.waiting(records, learner, MONDAY).items
    until = reviews.pause(records, learner, MONDAY)
    assert until == MONDAY + 7 * DAY
    assert reviews.pause(records, learner, MONDAY + DAY) == until, "a second press is the same pause"
    assert reviews.begin(records, learner, MONDAY + 6 * DAY) is None
    assert set(reviews.today.waiting(records, learner, until).items) == set(before)
    reviews.end_pause(records, learner, MONDAY + 2 * DAY)
    assert set(reviews.today.waiting(records, learner, MONDAY + 4 * DAY).items) >= set(before)


def test_who_aims_higher_is_asked_sooner(records: Records, reviews: Reviews) -> None:
    learner = learner_of(records)
    live(records, learner.id, [Answered(item_id, 1) for item_id in list(reviews.today.facts)[:5]], MONDAY)
    before = {card.item_id: card.due for card in records.cards.of_learner(learner.id)}
    costs = [each.questions for each in reviews.targets(records, learner, MONDAY)]
    assert costs == sorted(costs)
    reviews.aim_at(records, learner, Aim.THOROUGH)
    after = {card.item_id: card for card in records.cards.of_learner(learner.id)}
    assert all(after[item_id].due < before[item_id] for item_id in before)
    assert [each.aim for each in reviews.targets(records, learner, MONDAY) if each.chosen] == [Aim.THOROUGH]
    assert {card.item_id: card for card in memory.rebuild(records, learner.id)} == after


def test_items_of_a_finished_lesson_join_the_reviews(records: Records, reviews: Reviews) -> None:
    learner = learner_of(records)
    lesson = reviews.study.library.course[0]
    records.lessons.finished(learner.id, lesson.id, MONDAY)
    queue = reviews.today.waiting(records, learner, MONDAY + DAY).queue
    assert queue.new
    assert set(queue.items) == queue.new


def test_what_keeps_slipping_comes_with_its_first_hint(records: Records, reviews: Reviews) -> None:
    learner = learner_of(records)
    item_id = "l09-putin-in-pyongyang/next-stop"
    slips = [Answered(item_id, 40 - n, right=n % 2 == 0) for n in range(8)]
    live(records, learner.id, slips, MONDAY)
    shown = reviews.begin(records, learner, MONDAY)
    assert shown
    assert shown.session.hints == 1


def test_one_worker_reminds_and_the_other_finds_nothing(records: Records, reviews: Reviews) -> None:
    learner = learner_of(records)
    live(records, learner.id, [Answered("l09-putin-in-pyongyang/next-stop", 3, right=False)], MONDAY)
    reminding = Reminding(reviews.today)
    wanted = reminding.ask_for(records, learner, 20, MONDAY)
    assert wanted.next_at
    assert records.reminders.due(wanted.next_at - timedelta(seconds=1), 10) == []
    assert records.reminders.due(wanted.next_at, 10) == [learner.id]
    assert [each.questions for each in reminding.come(records, wanted.next_at, 10)] == [1]
    assert reminding.come(records, wanted.next_at, 10) == []
    assert records.reminders.due(wanted.next_at, 10) == []


def test_who_has_blocked_us_is_left_alone(records: Records, reviews: Reviews) -> None:
    learner = learner_of(records)
    reminding = Reminding(reviews.today)
    wanted = reminding.ask_for(records, learner, 20, MONDAY)
    assert wanted.next_at
    people.lose(records, learner.id)
    assert [each.sending for each in reminding.come(records, wanted.next_at, 10)] == [Sending.NOTHING]
    assert records.reminders.due(wanted.next_at + 30 * DAY, 10) == []


@pytest.mark.parametrize("considered", [20, 400])
def test_what_is_chosen_for_many_together_is_what_each_would_get_alone(
    records: Records, reviews: Reviews, considered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large backlogs, finished lessons, pauses, three zones, and some who have begun their day already."""
    dice, ids, today = Random(4), list(reviews.today.facts), reviews.today
    people_there = [learner_of(records, number) for number in range(1, 25)]
    monkeypatch.setattr(today_module, "MOST_CONSIDERED", considered)
    begun = set()
    for learner in people_there:
        past = dice.sample(ids, dice.choice((1, 5, 60)))
        live(records, learner.id, [Answered(i, dice.uniform(0.1, 40), right=dice.random() < 0.7) for i in past], MONDAY)
        records.paces.keep(replace(today.pace(records, learner), zone=dice.choice(ZONES), most=dice.choice((3, 20))))
        if dice.random() < 0.3:
            reviews.pause(records, learner, MONDAY)
        if dice.random() < 0.5:
            records.lessons.finished(learner.id, dice.choice(today.library.course).id, MONDAY)
        if dice.random() < 0.3:
            begun.add(learner.id)
            reviews.study_next(records, learner, MONDAY)
            reviews.study.give_up(records, learner, MONDAY)
    paces = [today.pace(records, learner) for learner in people_there]
    together = today.waiting_for_each(records, paces, MONDAY)
    kept = [records.queues.find(learner.id) for learner in people_there]
    for learner in people_there:
        if learner.id not in begun:
            records.queues.remove(learner.id)
    alone = [today.waiting(records, learner, MONDAY) for learner in people_there]
    assert [len(each.items) for each in alone] == [together[learner.id] for learner in people_there]
    assert [each.queue for each in alone] == kept


def test_the_standing_counts_what_holds_what_waits_and_what_slipped(records: Records, reviews: Reviews) -> None:
    learner = learner_of(records)
    ids = list(reviews.today.facts)
    past = [
        *(Answered(each, 1) for each in ids[:3]),
        *(Answered(each, 9) for each in ids[3:5]),
        Answered(ids[5], 1, right=False),
    ]
    live(records, learner.id, past, MONDAY)
    found = standing.of(records, reviews.today, learner, MONDAY)
    assert (found.holding, found.waiting, found.slipped, found.met) == (3, 2, 1, 6)
    assert sum(each.met for each in found.sets) == 6
    assert len(found.ahead) == standing.AHEAD
