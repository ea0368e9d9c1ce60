"""What a learner sees."""

import pytest

from bot.chat.views import Views
from bot.i18n import translator


@pytest.mark.parametrize(
    ("written", "language", "spoken"),
    [
        ("2024-06-20", "id", "20 Juni 2024"),
        ("2024-06-05", "en", "5 June 2024"),
        ("2024-06", "id", "Juni 2024"),
        ("2024", "en", "2024"),
        ("n.d.", "id", "n.d."),
        ("2024-13", "id", "2024-13"),
    ],
)
def test_a_date_is_spoken_as_exactly_as_it_is_known(written: str, language: str, spoken: str) -> None:
    assert Views(translator.load(), language).date(written) == spoken
