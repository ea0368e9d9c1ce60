"""A learner's own days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.learning.days import at_hour, day_of, next_time, week_of

JAKARTA, BERLIN = ZoneInfo("Asia/Jakarta"), ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]
).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


def test_late_evening_in_utc_is_the_next_day_in_jakarta():
    day = day_of(datetime(2026, 3, 2, 18, tzinfo=UTC), JAKARTA)
    assert day.date == date(2026, 3, 3)
    assert day.start == datetime(2026, 3, 2, 17, tzinfo=UTC)


def test_a_day_on_which_the_clocks_change_is_shorter_or_longer():
    spring = day_of(datetime(2026, 3, 29, 12, tzinfo=UTC), BERLIN)
    autumn = day_of(datetime(2026, 10, 25, 12, tzinfo=UTC), BERLIN)
    assert spring.end - spring.start == timedelta(hours=23)
    assert autumn.end - autumn.start == timedelta(hours=25)


def test_an_hour_left_out_by_the_clocks_strikes_when_they_have_moved():
    # From 02:00 the clocks in Berlin go to 03:00 on this day.
    assert at_hour(date(2026, 3, 29), 2, BERLIN) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_an_hour_that_comes_twice_strikes_once_the_first_time():
    first = next_time(2, BERLIN, datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert first == datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert next_time(2, BERLIN, first) == datetime(2026, 10, 26, 1, tzinfo=UTC)


@given(MOMENTS, ZONES)
def test_a_moment_lies_within_its_day(moment, zone):
    day = day_of(moment, zone)
    assert day.start <= moment < day.end


@given(MOMENTS, ZONES, st.integers(0, 23))
def test_the_next_time_is_soon_and_at_that_hour(moment, zone, hour):
    following = next_time(hour, zone, moment)
    assert moment < following <= moment + timedelta(hours=25)
    # An hour left out is struck at the next one.
    assert following.astimezone(zone).hour in (hour, hour + 1)


@given(MOMENTS, ZONES, st.integers(0, 23))
def test_hour_by_hour_no_date_is_struck_twice(moment, zone, hour):
    dates = []
    for _ in range(5):
        moment = next_time(hour, zone, moment)
        dates.append(moment.astimezone(zone).date())
    assert len(set(dates)) == 5


def test_the_week_knows_study_days_and_rest():
    wednesday = datetime(2026, 3, 4, 5, tzinfo=UTC)
    week = week_of([wednesday - timedelta(days=2), wednesday - timedelta(days=9)], wednesday, JAKARTA)
    assert week.days[0] == date(2026, 3, 2)
    assert week.studied == {date(2026, 3, 2)}
    assert (week.rested, week.rest_left) == (1, 1)


def test_rest_never_falls_below_nothing():
    sunday = datetime(2026, 3, 8, 5, tzinfo=UTC)
    assert week_of([], sunday, JAKARTA).rest_left == 0
