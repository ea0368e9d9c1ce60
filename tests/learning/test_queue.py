"""Today's questions of one learner."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.learning.days import day_of
from bot.learning.queue import NEW_A_DAY, Pause, Plan, build, due_time, spread
from bot.learning.trial import Arm, arm, topic
from tests.learning.answers import DAY, MONDAY, card

ZONE = ZoneInfo("Asia/Jakarta")
TODAY = day_of(MONDAY, ZONE)
PLAN = Plan(7, {})
# Between these the clocks change in spring and in autumn.
SPRING, AUTUMN = datetime(2026, 3, 1), datetime(2026, 11, 30)
ZONES = st.sampled_from(["Asia/Jayapura", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]).map(ZoneInfo)


def drawn(wanted, start=0):
    """The first item whose draw for learner 7 is `wanted`."""
    return next(f"set/{n}" for n in range(start, 10_000) if arm(7, f"set/{n}") is wanted)


def test_what_is_due_by_the_end_of_the_day_is_asked():
    due = [card("set/this-morning", due=TODAY.start), card("set/tonight", due=TODAY.end - timedelta(seconds=1))]
    queue = build([*due, card("set/tomorrow", due=TODAY.end)], TODAY, PLAN)
    assert set(queue.items) == {"set/this-morning", "set/tonight"}
    assert (queue.waiting, queue.ahead[0], queue.spread) == (2, 1, None)


def test_what_is_nearly_remembered_comes_before_what_is_long_gone():
    gone = card("set/gone", due=MONDAY - 30 * DAY)
    fading = card("set/fading", due=MONDAY)
    assert build([gone, fading], TODAY, PLAN).items == ("set/fading", "set/gone")


def test_on_a_full_day_what_has_waited_longest_has_its_places_too():
    fading = [card(f"fading/{n}", due=MONDAY) for n in range(20)]
    gone = replace(card("set/gone", due=MONDAY - 40 * DAY), stability=0.3)
    assert build([*fading, gone], TODAY, PLAN).items[:2] == ("fading/0", "set/gone")


def test_after_nine_days_away_ten_are_offered_and_the_rest_is_spread():
    cards = [card(f"set/{n}", due=MONDAY - (n % 9) * DAY) for n in range(61)]
    cards += [card(f"later/{n}", due=TODAY.end + (n % 12) * DAY, last=MONDAY - 9 * DAY) for n in range(60)]
    queue = build(cards, TODAY, PLAN)
    assert (len(queue.items), queue.waiting) == (10, 61)
    assert (queue.spread.days, queue.spread.a_day) == (11, 5)


def test_what_was_reviewed_today_counts_towards_the_day():
    cards = [card(f"set/{n}") for n in range(20)]
    reviewed = [card(f"done/{n}", last=MONDAY, due=MONDAY + 4 * DAY) for n in range(7)]
    assert len(build([*cards, *reviewed], TODAY, PLAN).items) == 3


def test_what_was_first_met_today_leaves_room_for_reviews():
    met = [card(f"met/{n}", first=MONDAY, last=MONDAY, due=MONDAY + 2 * DAY) for n in range(10)]
    assert build([card(), *met], TODAY, PLAN).items == ("set/one",)


def test_what_was_asked_in_other_words_today_counts_as_a_review():
    plan = Plan(7, {"set/a": ["F1"], "set/b": ["F1"]}, most=1)
    known = card("set/a", first=MONDAY - 8 * DAY, last=MONDAY - 8 * DAY, due=MONDAY + 9 * DAY)
    reworded = card("set/b", first=MONDAY, last=MONDAY, due=MONDAY + 2 * DAY)
    assert build([known, reworded, card("set/c")], TODAY, plan).items == ()


def test_two_questions_on_one_fact_do_not_come_on_one_day():
    plan = Plan(7, {"set/a": ["F1"], "set/b": ["F1", "F2"], "set/c": ["F2"], "set/d": ["F3"]})
    cards = [card(f"set/{letter}", due=MONDAY - number * DAY) for number, letter in enumerate("abcd")]
    assert build(cards, TODAY, plan).items == ("set/a", "set/d", "set/c")


def test_nor_after_its_sibling_was_asked_this_morning():
    plan = Plan(7, {"set/a": ["F1"], "set/b": ["F1"]})
    asked = card("set/a", last=MONDAY, due=MONDAY + 3 * DAY)
    assert build([asked, card("set/b")], TODAY, plan).items == ()


def test_new_items_are_mixed_in_where_there_is_room():
    cards = [card(f"set/{n}") for n in range(6)]
    queue = build(cards, TODAY, PLAN, new=[f"new/{n}" for n in range(9)])
    assert [item.startswith("new") for item in queue.items] == [
        False,
        False,
        False,
        True,
        False,
        False,
        False,
        True,
        True,
    ]
    assert len(queue.new) == NEW_A_DAY


def test_a_full_day_takes_nothing_new():
    queue = build([card(f"set/{n}") for n in range(10)], TODAY, PLAN, new=["new/1"])
    assert not queue.new


def test_a_week_of_pause_asks_nothing_and_moves_what_waits():
    pause = Pause(MONDAY, MONDAY + 7 * DAY)
    plan = replace(PLAN, pauses=(pause,))
    waiting = card(due=MONDAY - DAY)
    days = [day_of(MONDAY + number * DAY, ZONE) for number in range(8)]
    assert [len(build([waiting], day, plan).items) for day in days] == [0] * 7 + [1]
    assert due_time(waiting, plan.pauses) == MONDAY + 6 * DAY


def test_a_pause_does_not_move_what_was_asked_after_it():
    pause = Pause(MONDAY, MONDAY + 7 * DAY)
    later = card(last=MONDAY + 8 * DAY, due=MONDAY + 10 * DAY)
    assert due_time(later, (pause,)) == later.due


def test_some_facts_are_left_alone_for_a_week_and_asked_on_the_seventh_day():
    item = drawn(Arm.HELD)
    held = card(item, first=MONDAY, last=MONDAY, due=MONDAY + DAY)
    asked = [build([held], day_of(MONDAY + number * DAY, ZONE), PLAN).items for number in range(8)]
    assert asked == [()] * 7 + [(item,)]


def test_as_many_are_asked_on_the_seventh_day_for_comparison_though_not_due():
    item = drawn(Arm.REVIEWED)
    reviewed = card(item, first=MONDAY - 7 * DAY, last=MONDAY - 4 * DAY, due=MONDAY + 20 * DAY)
    assert build([reviewed], TODAY, PLAN).items == (item,)
    asked_today = replace(reviewed, last=MONDAY)
    assert build([asked_today], TODAY, PLAN).items == ()


def test_the_seventh_day_asks_in_other_words_and_once():
    fact = next(f"F{n}" for n in range(1000) if arm(7, f"F{n}") is Arm.HELD)
    facts = {"set/a": [fact], "set/b": [fact], "set/c": ["F-other"]}
    plan = Plan(7, facts, wordings={fact: ["set/a", "set/b"]})
    held = card("set/a", first=MONDAY - 7 * DAY, last=MONDAY - 7 * DAY, due=MONDAY - 5 * DAY)
    assert build([held], TODAY, plan).items == ("set/b",)
    reworded = card("set/b", first=MONDAY, last=MONDAY, due=MONDAY + 2 * DAY)
    tomorrow = day_of(MONDAY + DAY, ZONE)
    assert build([held, reworded], tomorrow, plan).items == ("set/a",), "the first wording is due, not measured again"


def test_two_facts_asked_in_other_words_do_not_meet_in_a_third():
    one, two = [f"F{n}" for n in range(1000) if arm(7, f"F{n}") is Arm.HELD][:2]
    facts = {"a/1": [one], "a/2": [one, "F-shared"], "b/1": [two], "b/2": [two, "F-shared"]}
    plan = Plan(7, facts, wordings={one: ["a/1", "a/2"], two: ["b/1", "b/2"]})
    met = MONDAY - 7 * DAY
    held = [card(item, first=met, last=met, due=met + 2 * DAY) for item in ("a/1", "b/1")]
    assert sorted(build(held, TODAY, plan).items) == ["a/2", "b/1"]


def test_other_words_never_bring_a_sibling_of_another_question():
    fact = next(f"F{n}" for n in range(1000) if arm(7, f"F{n}") is Arm.HELD)
    facts = {"set/a": [fact], "set/b": [fact, "F-other"], "set/c": ["F-other"]}
    plan = Plan(7, facts, wordings={fact: ["set/a", "set/b"]})
    held = card("set/a", first=MONDAY - 7 * DAY, last=MONDAY - 7 * DAY, due=MONDAY - 5 * DAY)
    earlier = card("set/c", last=MONDAY, due=MONDAY + DAY)
    assert build([held, earlier], TODAY, plan).items == ("set/a",)


def test_what_gives_way_to_other_words_leaves_its_other_facts_free():
    fact = next(f"F{n}" for n in range(1000) if arm(7, f"F{n}") is Arm.HELD)
    free = next(f"G{n}" for n in range(1000) if arm(7, f"G{n}") is Arm.FREE)
    facts = {"set/a": [fact, free], "set/b": [fact], "set/c": [free]}
    plan = Plan(7, facts, wordings={fact: ["set/a", "set/b"]})
    held = card("set/a", first=MONDAY - 7 * DAY, last=MONDAY - 7 * DAY, due=MONDAY - 5 * DAY)
    assert build([held, card("set/c")], TODAY, plan).items == ("set/b", "set/c")


def test_the_draw_takes_its_share_and_stays():
    arms = [arm(learner, f"F{n}") for learner in range(50) for n in range(200)]
    assert 0.14 < arms.count(Arm.HELD) / len(arms) < 0.16
    assert 0.14 < arms.count(Arm.REVIEWED) / len(arms) < 0.16
    assert arms == [arm(learner, f"F{n}") for learner in range(50) for n in range(200)]


CARDS = st.lists(
    st.builds(
        lambda number, due, gap, age: card(
            f"set/{number}",
            due=MONDAY + due * DAY,
            last=MONDAY + (due - gap) * DAY,
            first=MONDAY + (due - gap - age) * DAY,
        ),
        st.integers(0, 60),
        st.integers(-40, 40),
        st.integers(1, 40),
        st.integers(0, 40),
    ),
    max_size=80,
    unique_by=lambda each: each.item_id,
)
FACTS = st.dictionaries(
    st.integers(0, 60).map(lambda number: f"set/{number}"), st.lists(st.sampled_from("ABCDEF"), max_size=2)
)


@given(CARDS, FACTS, st.integers(0, 15))
def test_a_day_holds_what_was_promised(cards, facts, most):
    cards = [each for each in cards if each.last < MONDAY]
    plan = Plan(7, facts, most=most)
    queue = build(cards, TODAY, plan, new=["new/1", "new/2"])
    by_id = {each.item_id: each for each in cards}
    assert len(queue.items) <= most
    assert len(set(queue.items)) == len(queue.items)
    for fact in "ABCDEF":
        assert sum(fact in facts.get(item, ()) for item in queue.items) <= 1
    for item in queue.items:
        if item not in queue.new and arm(7, topic(item, facts.get(item, ()))) is Arm.HELD:
            assert by_id[item].first < TODAY.start - 6 * DAY, "it is left alone for a week"
    assert queue.spread is None or queue.spread.days * queue.spread.a_day >= queue.waiting - len(queue.items)


@given(
    CARDS, FACTS, st.integers(0, 15), st.datetimes(timezones=st.just(UTC), min_value=SPRING, max_value=AUTUMN), ZONES
)
def test_what_was_asked_and_what_is_asked_fit_into_the_day_wherever_it_is(cards, facts, most, now, zone):
    day, plan = day_of(now, zone), Plan(7, facts, most=most)
    moved = [replace(each, first=each.first + (now - MONDAY), last=each.last + (now - MONDAY)) for each in cards]
    queue = build([each for each in moved if each.last <= now], day, plan)
    reviewed = sum(each.first < day.start <= each.last <= now for each in moved)
    assert len(queue.items) <= max(0, most - reviewed)
    assert not {each.item_id for each in moved if day.start <= each.last <= now} & set(queue.items)


@given(CARDS, st.lists(st.builds(lambda n: Pause(MONDAY + n * DAY, MONDAY + (n + 7) * DAY), st.integers(-60, 0))))
def test_a_pause_only_ever_moves_to_later(cards, pauses):
    for each in cards:
        assert each.due <= due_time(each, pauses) <= each.due + 7 * DAY * len(pauses)
        assert due_time(each, ()) == each.due


@given(st.integers(1, 500), st.lists(st.integers(0, 20), min_size=1, max_size=60), st.integers(1, 20))
def test_a_backlog_is_spread_to_its_end(left, ahead, most):
    laid = spread(left, ahead, most)
    assert 1 <= laid.days <= len(ahead)
    assert laid.a_day * laid.days >= left > (laid.a_day - 1) * laid.days


@given(CARDS)
def test_the_same_cards_give_the_same_queue_in_any_order(cards):
    assert build(cards, TODAY, PLAN) == build(reversed(cards), TODAY, PLAN)
