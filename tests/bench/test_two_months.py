"""Two months of a few learners by the real services, in its short form."""

from bench.two_months import run


def test_nothing_that_was_promised_is_broken():
    count = run(learners=2, days=60)
    assert count.learners == 2
    assert count.answers > 100
