"""What a button carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import Action, Press, pack, unpack
from bot.learning.session import Ticket


@given(
    st.sampled_from(Action),
    st.none() | st.builds(Ticket, *(st.integers(0, 99_999) for _ in range(3))),
    st.text("abcdefghij-0123456789.", max_size=30),
)
def test_a_press_comes_back_as_it_was(action: Action, ticket: Ticket | None, argument: str) -> None:
    assert unpack(pack(Press(action, ticket, argument))) == Press(action, ticket, argument)


@given(st.text(max_size=80))
def test_any_data_is_a_press_or_none(data: str) -> None:
    press = unpack(data)
    assert press is None or press.action in Action


def test_more_than_telegram_carries_is_refused_when_it_is_packed() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        pack(Press(Action.QUIZ, argument="x" * 60))
