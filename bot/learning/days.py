"""A learner's own days: where they begin, what the week was like, when an hour strikes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Two days of rest a week belong to the plan: nothing breaks when a day is left out.
STUDY_DAYS_A_WEEK = 5


@dataclass(frozen=True, slots=True)
class Day:
    """A date where the learner lives, and the two instants that it lies between."""

    date: date
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Week:
    """The days from Monday to Sunday, and those on which anything was answered, up to today."""

    days: tuple[date, ...]
    studied: frozenset[date]
    today: date

    @property
    def rested(self) -> int:
        """Days gone by without an answer; today is still open."""
        return sum(day < self.today and day not in self.studied for day in self.days)

    @property
    def rest_left(self) -> int:
        return max(0, len(self.days) - STUDY_DAYS_A_WEEK - self.rested)


def day_of(moment: datetime, zone: ZoneInfo) -> Day:
    """The learner's day that `moment` falls on: 23 or 25 hours long where the clocks change."""
    today = moment.astimezone(zone).date()
    return Day(today, start_of(today, zone), start_of(today + timedelta(days=1), zone))


def start_of(day: date, zone: ZoneInfo) -> datetime:
    return at_hour(day, 0, zone)


def at_hour(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """The instant at which `hour` strikes on `day`; an hour that the clocks leave out strikes when they have moved."""
    # `fold=0` takes the first of two equal hours. Of an hour left out it takes the old offset, so that the way through
    # UTC lands after the gap.
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def next_time(hour: int, zone: ZoneInfo, after: datetime, not_before: date | None = None) -> datetime:
    """The first time that `hour` strikes later than `after`, on `not_before` or a later date."""
    day = after.astimezone(zone).date()
    if not_before is not None:
        day = max(day, not_before)
    moment = at_hour(day, hour, zone)
    return moment if moment > after else at_hour(day + timedelta(days=1), hour, zone)


def week_of(moments: Iterable[datetime], now: datetime, zone: ZoneInfo) -> Week:
    """This week, with the days on which something was answered at one of `moments`."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    days = tuple(monday + timedelta(days=number) for number in range(7))
    start = start_of(monday, zone)
    studied = {moment.astimezone(zone).date() for moment in moments if start <= moment <= now}
    return Week(days, frozenset(studied & set(days)), today)
