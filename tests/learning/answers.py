"""Attempts and cards as the tests need them."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from bot.grading.judgement import Verdict
from bot.learning.attempt import Attempt
from bot.learning.card import Card

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def attempt(verdict=Verdict.CORRECT, *, number=0, position=0, item="set/one", at=MONDAY, **others):
    return Attempt(
        learner_id=7,
        session=1,
        position=position,
        attempt=number,
        item_id=item,
        content="c",
        response="…",
        verdict=verdict,
        score=1.0 if verdict is Verdict.CORRECT else 0.0,
        reason="exact",
        at=at,
        **others,
    )


def question(*verdicts, at=MONDAY, position=0, item="set/one", **others):
    """One question: an answer for each verdict, the last of which closes it."""
    last = len(verdicts) - 1
    return tuple(
        attempt(verdict, number=number, at=at, position=position, item=item, closes=number == last, **others)
        for number, verdict in enumerate(verdicts)
    )


def card(item="set/one", *, due=MONDAY, last=None, first=None, stability=3.0, learner=7, **others):
    last = last or due - 3 * DAY
    # First met long ago, so that the week of the trial is over, unless a test says otherwise.
    return Card(learner, item, stability, 5.0, first or last - 60 * DAY, last, due, **others)


@st.composite
def histories(draw, items=3, most=12):
    """Attempts of one learner over some weeks, as the bot records them: in order, each question closed or left."""
    attempts, at = [], MONDAY
    for position in range(draw(st.integers(1, most))):
        at += timedelta(minutes=draw(st.integers(1, 60 * 24 * 20)))
        item = f"set/{draw(st.integers(0, items - 1))}"
        tries = draw(st.integers(1, 3))
        for number in range(tries):
            is_last = number == tries - 1
            verdict = draw(st.sampled_from(list(Verdict) if is_last else [Verdict.PROMPT, Verdict.WRONG]))
            attempts.append(
                attempt(
                    verdict,
                    number=number,
                    position=position,
                    item=item,
                    at=at + timedelta(seconds=number),
                    hints=draw(st.integers(0, 2)),
                    chosen=draw(st.booleans()),
                    sure=draw(st.booleans()),
                    closes=is_last and (verdict is Verdict.CORRECT or draw(st.booleans())),
                )
            )
    return attempts
