"""How much Telegram lets through: to one chat, to one group, and in all where nobody has asked for it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.services.records import Letter

# "Avoid sending more than one message per second" to one chat: over a minute, for a lively minute is no flood.
CHAT_BURST, CHAT_EVERY = 60, timedelta(seconds=1)
# "Not able to send more than 20 messages per minute" to one group.
GROUP_BURST, GROUP_EVERY = 20, timedelta(seconds=3)
# "Not able to broadcast more than about 30 messages per second": what nobody asked for; answers are not held back.
UNASKED_BURST, UNASKED_EVERY = 30, timedelta(seconds=1) / 30
UNASKED = "reminder:"
# Whoever has been silent for so long has a full budget again, and need not be remembered.
FORGOTTEN = timedelta(minutes=2)


@dataclass(slots=True)
class Budget:
    """So many at once, then one every so often."""

    burst: int
    every: timedelta
    used: timedelta = timedelta(0)
    seen: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long until one more may go; nothing is taken."""
        self._refill(now)
        return max(timedelta(0), self.used - (self.burst - 1) * self.every)

    def take(self, now: datetime) -> None:
        self._refill(now)
        self.used += self.every

    def _refill(self, now: datetime) -> None:
        # A clock that is set back gives nothing and takes nothing.
        passed = max(timedelta(0), now - self.seen) if self.seen else timedelta(0)
        self.used, self.seen = max(timedelta(0), self.used - passed), now


@dataclass(slots=True)
class Budgets:
    """The budgets of one process. Several workers share Telegram's patience: 429 tells them where it ends."""

    unasked: Budget = field(default_factory=lambda: Budget(UNASKED_BURST, UNASKED_EVERY))
    chats: dict[int, Budget] = field(default_factory=dict)

    def wait(self, letter: Letter, now: datetime) -> timedelta:
        """How long this letter has to wait; with nothing to wait for, it is counted as sent."""
        mine = self._of(letter, now)
        if wait := max(budget.wait(now) for budget in mine):
            return wait
        for budget in mine:
            budget.take(now)
        return timedelta(0)

    def _of(self, letter: Letter, now: datetime) -> list[Budget]:
        if len(self.chats) > 10_000:
            self.chats = {chat: each for chat, each in self.chats.items() if each.seen and now - each.seen < FORGOTTEN}
        if letter.chat_id not in self.chats:
            group = letter.chat_id < 0
            self.chats[letter.chat_id] = Budget(*((GROUP_BURST, GROUP_EVERY) if group else (CHAT_BURST, CHAT_EVERY)))
        chat = self.chats[letter.chat_id]
        return [chat, self.unasked] if letter.occasion.startswith(UNASKED) else [chat]
