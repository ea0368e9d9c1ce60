"""How much goes through: out to one chat, one group, and to all who have not asked for it; and in from one person."""

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
# So few need not be looked through.
MOST_KNOWN = 10_000


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

    def take(self) -> None:
        """Count one more, of which wait() has just said that it may go."""
        self.used += self.every

    def give_back(self) -> None:
        """Count one less."""
        self.used = max(timedelta(0), self.used - self.every)

    def _refill(self, now: datetime) -> None:
        # A clock that is set back gives nothing and takes nothing.
        passed = max(timedelta(0), now - self.seen) if self.seen else timedelta(0)
        self.used, self.seen = max(timedelta(0), self.used - passed), now


@dataclass(slots=True)
class Known:
    """The budgets of those who were there lately."""

    budgets: dict[int, Budget] = field(default_factory=dict)
    looked: datetime | None = None

    def of(self, number: int, now: datetime, burst: int, every: timedelta) -> Budget:
        """The budget of a chat or a person, a full one for whoever is new."""
        # Now and then only: to look through ten thousand at every message took longer than the answer.
        if len(self.budgets) > MOST_KNOWN and (self.looked is None or abs(now - self.looked) >= FORGOTTEN):
            there = [(who, each) for who, each in self.budgets.items() if each.seen and now - each.seen < FORGOTTEN]
            self.budgets, self.looked = dict(there), now
        if number not in self.budgets:
            self.budgets[number] = Budget(burst, every)
        return self.budgets[number]


@dataclass(slots=True)
class Budgets:
    """The budgets of one process. Several workers share Telegram's patience: 429 tells them where it ends."""

    unasked: Budget = field(default_factory=lambda: Budget(UNASKED_BURST, UNASKED_EVERY))
    chats: Known = field(default_factory=Known)

    def wait(self, letter: Letter, now: datetime) -> timedelta:
        """How long this letter has to wait; with nothing to wait for, it is counted as sent."""
        mine = self._of(letter, now)
        if wait := max(budget.wait(now) for budget in mine):
            return wait
        for budget in mine:
            budget.take()
        return timedelta(0)

    def _of(self, letter: Letter, now: datetime) -> list[Budget]:
        group = letter.chat_id < 0
        chat = self.chats.of(letter.chat_id, now, *((GROUP_BURST, GROUP_EVERY) if group else (CHAT_BURST, CHAT_EVERY)))
        return [chat, self.unasked] if letter.occasion.startswith(UNASKED) else [chat]


# Nobody types five messages a second for long; a program does.
PERSON_BURST, PERSON_EVERY = 60, timedelta(seconds=0.2)
# Who is told to slow down is not told again before this.
TOLD_EVERY = timedelta(minutes=1)


class Patience:
    """How much is heard from one person."""

    def __init__(self) -> None:
        self._people = Known()
        self._told: dict[int, datetime] = {}

    def hears(self, person: int, now: datetime) -> bool:
        """Whether this is still a pace that a person can have."""
        budget = self._people.of(person, now, PERSON_BURST, PERSON_EVERY)
        if budget.wait(now):
            return False
        budget.take()
        return True

    def forgives(self, person: int) -> None:
        """What was heard and could not be handled comes again: it counts once, however often it comes."""
        if budget := self._people.budgets.get(person):
            budget.give_back()

    def tells(self, person: int, now: datetime) -> bool:
        """Whether it is time for a word about it."""
        self._told = {who: when for who, when in self._told.items() if now - when < TOLD_EVERY}
        if person in self._told:
            return False
        self._told[person] = now
        return True
