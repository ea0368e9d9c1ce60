"""People who answer as fast as they are asked, remember exactly what they did, and miss nothing that is owed to them."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from bot.chat.buttons import unpack
from bot.learning.session import Ticket
from bot.playground.bot_api import BotApi
from bot.playground.chats import Event, Happening, Message, Person

# A second tap may have changed the message once more before one looks at it.
SECOND_LOOK = 0.01


class Forgotten(AssertionError):
    """Somebody did something and never saw an answer."""


@dataclass
class Pupil:
    """One learner in a quiz that never ends. `answers` must be on record, and no others: ticket and words, if any.
    Who is asked the same again, because what was recorded is lost, has still given the first answer.

    A bot that was killed needs a moment to come back; who waits longer than `patience` was forgotten.
    """

    api: BotApi
    person: Person
    dice: Random
    subject: str
    patience: float
    answers: dict[Ticket, str | None] = field(default_factory=dict)
    replies: int = 0

    repeated: int = 0
    _last: Message = field(init=False)
    _shown: set[str] = field(default_factory=set)
    _news: "asyncio.Queue[Message]" = field(default_factory=asyncio.Queue)

    async def study(self, enough: asyncio.Event) -> None:
        """Answer and go on until it is enough; every act waits for its reply."""
        unsubscribe = self.api.subscribe(self._look)
        try:
            reply = await self._do(lambda: self.api.say(self.person, self.person, f"/kuis {self.subject}"))
            while not enough.is_set():
                reply = await self._respond(reply)
        finally:
            unsubscribe()

    async def _respond(self, message: Message) -> Message:
        on = _actions(message)
        if "n" in on:
            return await self._press(message, on["n"][:1])
        if picks := on.get("p"):
            self.answers.setdefault(_ticket(picks[0]))
            return await self._press(message, picks)
        if "k" in on:
            text = f"jawaban {self.person.id} nomor {len(self.answers)}"
            self.answers.setdefault(_ticket(on["k"][0]), text)
            return await self._do(lambda: self.api.say(self.person, self.person, text))
        return await self._do(lambda: self.api.say(self.person, self.person, f"/kuis {self.subject}"))

    async def _press(self, message: Message, choices: list[str]) -> Message:
        """Press one of several buttons: sometimes twice, sometimes another one from a second phone."""

        def press() -> None:
            for _ in range(self.dice.choice((1, 1, 2, 3))):
                self.api.send_callback(self.person, message, self.dice.choice(choices))

        await self._do(press)
        await asyncio.sleep(SECOND_LOOK)
        while not self._news.empty():
            self._last = self._news.get_nowait()
        return self._last

    async def _do(self, act: Callable[[], object]) -> Message:
        act()
        try:
            self._last = await asyncio.wait_for(self._news.get(), self.patience)
        except TimeoutError:
            raise Forgotten(f"{self.person.id} after {self.replies} replies") from None
        self.replies += 1
        return self._last

    def _look(self, event: Event) -> None:
        """Only what was not seen before is an answer: after a crash the bot may say the same again."""
        message = event.message
        said = event.kind in (Happening.SAID, Happening.EDITED) and message and message.sender == self.api.bot
        if not said or message is None or message.chat_id != self.person.id or not message.keyboard:
            return
        look = json.dumps([message.text, [list(row) for row in message.keyboard]])
        if look in self._shown:
            self.repeated += 1
            return
        self._shown.add(look)
        self._news.put_nowait(message)


def _actions(message: Message) -> dict[str, list[str]]:
    """What the buttons carry, by what it does."""
    found: dict[str, list[str]] = {}
    for row in message.keyboard:
        for button in row:
            data = str(button.get("callback_data", ""))
            found.setdefault(data.partition(":")[0], []).append(data)
    return found


def _ticket(data: str) -> Ticket:
    press = unpack(data)
    assert press
    assert press.ticket
    return press.ticket
