"""When a learner is reminded, and when that stops."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.learning.reminder import MOST_IGNORED, WORDINGS, Sending, answered, ask_for, come

JAKARTA = "Asia/Jakarta"
ZONES = st.sampled_from([JAKARTA, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago"])
# 15:00 in Jakarta.
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_the_first_comes_at_the_hour_that_was_chosen():
    assert ask_for(7, 19, JAKARTA, MONDAY).next_at == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert ask_for(7, 7, JAKARTA, MONDAY).next_at == datetime(2026, 3, 3, 0, tzinfo=UTC)


def test_one_a_day_each_worded_differently():
    reminder, wordings = ask_for(7, 19, JAKARTA, MONDAY), []
    for _ in range(WORDINGS):
        wordings.append(reminder.wording)
        sending, reminder = come(answered(reminder), reminder.next_at, waiting=3)
        assert sending is Sending.REMIND
    assert sorted(wordings) == list(range(WORDINGS))


def test_nothing_due_nothing_said_and_nothing_counted():
    reminder = ask_for(7, 19, JAKARTA, MONDAY)
    sending, after = come(reminder, reminder.next_at, waiting=0)
    assert sending is Sending.NOTHING
    assert (after.ignored, after.sent) == (0, 0)
    assert after.next_at == reminder.next_at + timedelta(days=1)


def test_after_five_ignored_one_last_word_and_silence():
    reminder, sent = ask_for(7, 19, JAKARTA, MONDAY), []
    while reminder.next_at:
        sending, reminder = come(reminder, reminder.next_at, waiting=3)
        sent.append(sending)
    assert sent == [Sending.REMIND] * MOST_IGNORED + [Sending.LAST_WORD]


def test_an_answer_begins_the_count_again():
    reminder = ask_for(7, 19, JAKARTA, MONDAY)
    for _ in range(4):
        _, reminder = come(reminder, reminder.next_at, waiting=3)
    assert answered(reminder).ignored == 0


def test_a_machine_that_slept_for_days_sends_one():
    reminder = ask_for(7, 19, JAKARTA, MONDAY)
    sending, after = come(reminder, reminder.next_at + timedelta(days=3, hours=1), waiting=3)
    assert sending is Sending.REMIND
    assert after.next_at == datetime(2026, 3, 6, 12, tzinfo=UTC)


def test_moving_to_another_zone_or_hour_brings_no_second_one_today():
    reminder = ask_for(7, 19, JAKARTA, MONDAY)
    now = reminder.next_at
    _, reminded = come(reminder, now, waiting=3)
    moved = ask_for(7, 23, JAKARTA, now, before=reminded)
    assert moved.next_at == datetime(2026, 3, 3, 16, tzinfo=UTC)


@given(ZONES, st.integers(0, 23), st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)))
def test_every_day_at_its_hour_also_when_the_clocks_change(zone, hour, now):
    reminder, days = ask_for(7, hour, zone, now), []
    for _ in range(60):
        at = reminder.next_at.astimezone(ZoneInfo(zone))
        sending, reminder = come(answered(reminder), reminder.next_at, waiting=1)
        assert sending is Sending.REMIND
        # An hour that the clocks leave out strikes when they have moved.
        assert at.hour in (hour, hour + 1)
        days.append(at.date().toordinal())
    assert days == list(range(days[0], days[0] + 60)), "once on every date, none left out"


@given(
    st.lists(st.tuples(st.integers(0, 23), st.sampled_from([JAKARTA, "Europe/Berlin", "America/New_York"])), min_size=1)
)
def test_whatever_is_chosen_no_date_has_two(choices):
    now, reminder, dates = MONDAY, None, []
    for hour, zone in choices:
        reminder = answered(ask_for(7, hour, zone, now, before=reminder))
        now = reminder.next_at
        sending, reminder = come(reminder, now, waiting=1)
        if sending is Sending.REMIND:
            dates.append(reminder.last_day)
    assert len(set(dates)) == len(dates) == len(choices)
