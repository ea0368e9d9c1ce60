"""On its way to Telegram: in order within a chat, many chats at once, and again after a fault."""

import asyncio
import json
import logging
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.chat.buttons import pack
from bot.chat.message import Message, Rows, Said, Unbutton
from bot.chat.request import call
from bot.errors import StorageUnavailable
from bot.services import people
from bot.services.records import Letter, Records, Storage

logger = logging.getLogger(__name__)

# A send that could outlive its lease is not begun: without this rule half of the replies were shown twice after a kill.
LEASE = timedelta(seconds=60)
LONGEST_SEND = timedelta(seconds=25)
SWEEP_EVERY = 5.0
FORGET_EVERY = 720  # sweeps: once an hour
MARK_EVERY = 0.05
# Telegram repeats an update for a day at most; what was sent is of no use any more after two.
KEPT = timedelta(days=2)


def to_call(said: Message | Unbutton, chat_id: int) -> dict[str, Any]:
    """The Bot API method and its parameters."""
    if isinstance(said, Unbutton):
        return {"method": "editMessageReplyMarkup", "params": {"chat_id": chat_id, "message_id": said.message_id}}
    params: dict[str, Any] = {"chat_id": chat_id, "text": said.text, "parse_mode": "HTML"}
    if said.buttons:
        params["reply_markup"] = {"inline_keyboard": _keyboard(said.buttons)}
    if said.edits is None:
        return {"method": "sendMessage", "params": params}
    return {"method": "editMessageText", "params": params | {"message_id": said.edits}}


def _keyboard(rows: Rows) -> list[list[dict[str, str]]]:
    return [[{"text": button.label, "callback_data": pack(button.press)} for button in row] for row in rows]


def letters(said: Sequence[Said], learner_id: int, chat_id: int, occasion: str, now: datetime) -> list[Letter]:
    """What was said as letters for the outbox, leased to whoever wrote them."""
    messages = [each for each in said if isinstance(each, Message | Unbutton)]
    named = next((each.occasion for each in messages if isinstance(each, Message) and each.occasion), occasion)
    until = now + LEASE
    calls = [json.dumps(to_call(each, chat_id), ensure_ascii=False) for each in messages]
    return [Letter(learner_id, named, place, chat_id, one, until) for place, one in enumerate(calls)]


class Outgoing:
    """Sends what the outbox holds."""

    def __init__(self, bot: Bot, storage: Storage, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._bot, self._storage, self._clock = bot, storage, clock
        self._waiting: dict[int, deque[Letter]] = defaultdict(deque)
        self._tasks: set[asyncio.Task[None]] = set()
        self._sent: list[tuple[Letter, int | None]] = []
        self._marking: asyncio.Task[None] | None = None
        self._sweeping: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._sweeping = asyncio.create_task(self._sweep_for_ever())

    async def stop(self, deadline: float = 2.0) -> None:
        """Send what can be sent before `deadline` (seconds); the rest is in the outbox."""
        if self._sweeping:
            self._sweeping.cancel()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=deadline)
            for task in late:
                task.cancel()
        await self._mark()

    async def idle(self) -> None:
        """Wait until everything posted so far has been sent or put back, and is marked."""
        while self._tasks:
            await asyncio.gather(*self._tasks)
        await self._mark()

    def post(self, posted: Sequence[Letter]) -> None:
        """Send committed letters, in order within their chat."""
        for letter in posted:
            queue = self._waiting[letter.chat_id]
            queue.append(letter)
            if len(queue) == 1:
                self._start(self._send_chat(letter.chat_id))

    def toast(self, callback_id: str, text: str) -> None:
        """Answer a button; nothing is lost when it fails, Telegram only shows its little clock longer."""
        self._start(self._toast(callback_id, text))

    async def sweep(self) -> int:
        """Take over what another worker, or this one, left unsent."""
        now = self._clock()

        def claim(records: Records) -> list[Letter]:
            return records.outbox.claim(now, now + LEASE, most=100)

        claimed = await self._storage.run(claim)
        self.post(claimed)
        return len(claimed)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _toast(self, callback_id: str, text: str) -> None:
        params = {"callback_query_id": callback_id} | ({"text": text} if text else {})
        try:
            await call(self._bot, "answerCallbackQuery", params)
        except TelegramError as error:
            logger.info("toast.failed", extra={"cause": type(error).__name__})

    async def _send_chat(self, chat_id: int) -> None:
        queue = self._waiting[chat_id]
        while queue:
            pause = await self._send(queue[0])
            if pause is None:
                queue.popleft()
            elif self._clock() + pause + LONGEST_SEND < queue[0].leased_until:
                await asyncio.sleep(pause.total_seconds())
            else:
                await self._put_back(queue, self._clock() + pause)
        del self._waiting[chat_id]

    async def _send(self, letter: Letter) -> timedelta | None:
        """Send one letter; how long to wait before trying it again, None when it is done with."""
        if self._clock() + LONGEST_SEND > letter.leased_until:
            return timedelta(0)
        envelope = json.loads(letter.call)
        try:
            result = await call(self._bot, envelope["method"], envelope["params"])
        except RetryAfter as error:
            return _seconds(error.retry_after)
        except (Forbidden, BadRequest, ChatMigrated) as error:
            await self._refused(letter, error)
        except NetworkError as error:
            logger.warning("send.failed", extra={"learner": letter.learner_id, "cause": type(error).__name__})
            return timedelta(seconds=1)
        else:
            self._done(letter, result.get("message_id") if isinstance(result, dict) else None)
        return None

    async def _refused(self, letter: Letter, error: TelegramError) -> None:
        """A refusal is final: repeating it would be refused again."""
        self._done(letter, None)
        if isinstance(error, Forbidden):
            await self._storage.run(lambda records: people.lose(records, letter.learner_id))
        if "not modified" not in error.message:
            logger.warning("send.refused", extra={"learner": letter.learner_id, "cause": error.message[:120]})

    async def _put_back(self, queue: deque[Letter], until: datetime) -> None:
        """Leave a whole chat to the sweeper, so that its letters keep their order."""
        left = list(queue)
        queue.clear()

        def release(records: Records) -> None:
            for letter in left:
                records.outbox.release(letter, until)

        await self._storage.run(release)

    def _done(self, letter: Letter, message_id: int | None) -> None:
        self._sent.append((letter, message_id))
        if self._marking is None or self._marking.done():
            self._marking = asyncio.create_task(self._mark_soon())

    async def _mark_soon(self) -> None:
        await asyncio.sleep(MARK_EVERY)
        await self._mark()

    async def _mark(self) -> None:
        sent, self._sent = self._sent, []
        if sent:
            now = self._clock()
            await self._storage.run(lambda records: records.outbox.sent(sent, now))

    async def _sweep_for_ever(self) -> None:
        for turn in count():
            try:
                await self.sweep()
                if turn % FORGET_EVERY == 0:
                    await self._storage.run(_forgetting(self._clock() - KEPT))
            except StorageUnavailable:
                logger.warning("sweep.postponed")
            await asyncio.sleep(SWEEP_EVERY)


def _forgetting(before: datetime) -> Callable[[Records], None]:
    return lambda records: records.outbox.forget(before)


def _seconds(given: int | timedelta) -> timedelta:
    return given if isinstance(given, timedelta) else timedelta(seconds=given)
