"""On its way to Telegram: in order within a chat, many chats at once, and again after a fault."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.chat.budgets import Budgets
from bot.chat.figures import Figures
from bot.chat.letters import LEASE, LONGEST_SEND, upload
from bot.chat.request import asked_pause, call
from bot.errors import StorageUnavailable
from bot.services import people
from bot.services.records import Letter, Records, Storage

logger = logging.getLogger(__name__)

# After a fault we wait twice as long each time, up to this many seconds.
LONGEST_PAUSE = 30
SWEEP_EVERY = 1.0
SWEPT_AT_ONCE = 100
FORGET_EVERY = 3600  # sweeps: once an hour
# What was sent and not yet marked when we are killed is shown twice.
MARK_EVERY = 0.01
# A database that is away is not asked a hundred times a second: each time is a line in the log.
AWAY_PAUSE = 0.5
# Telegram counts more than 1,000 requests under way as an attack.
MOST_UNDER_WAY = 200
# Telegram repeats an update for a day at most; what was sent is of no use any more after two.
KEPT = timedelta(days=2)
# Who is told to end waits this long (seconds) for the last transactions of a database that may not answer.
PATIENCE_AT_END = 1.0

Pause = Callable[[float], Awaitable[None]]
T = TypeVar("T")


class Outgoing:
    """Sends what the outbox holds."""

    def __init__(
        self,
        bot: Bot,
        storage: Storage,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pause: Pause = asyncio.sleep,
        figures: Figures | None = None,
    ) -> None:
        self._bot, self._storage, self._clock, self._pause = bot, storage, clock, pause
        self._figures = figures or Figures()
        self._waiting: dict[int, deque[Letter]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._budgets = Budgets()
        self._under_way = asyncio.Semaphore(MOST_UNDER_WAY)
        self._sent: list[tuple[Letter, int | None]] = []
        self._marking: asyncio.Task[None] | None = None
        self._mark_in_turn = asyncio.Lock()
        self._sweeping: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take over what a dead predecessor left, before anything new is said, and keep looking."""
        if not self._storage.shared:
            await self._take_over()
        self._sweeping = asyncio.create_task(self._sweep_for_ever())

    async def stop(self, deadline: float = 1.5) -> None:
        """Send what can be sent before `deadline` (seconds); the rest waits in the outbox for whoever comes next."""
        if self._sweeping:
            self._sweeping.cancel()
            await asyncio.wait([self._sweeping], timeout=PATIENCE_AT_END)
        if self._tasks:
            await self._break_off(deadline)
        if self._marking:
            self._marking.cancel()
            await asyncio.wait([self._marking], timeout=PATIENCE_AT_END)
        await self._at_the_end(self._mark())

    async def _break_off(self, deadline: float) -> None:
        _, late = await asyncio.wait(self._tasks, timeout=deadline)
        queues = list(self._waiting.values())
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=PATIENCE_AT_END)
        await self._at_the_end(self._leave([letter for queue in queues for letter in queue]))

    async def _at_the_end(self, work: Awaitable[object]) -> None:
        with suppress(StorageUnavailable, TimeoutError):
            async with asyncio.timeout(PATIENCE_AT_END):
                await work

    async def idle(self) -> None:
        """Wait until everything posted so far has been sent or put back, and is marked."""
        while self._tasks:
            await asyncio.gather(*self._tasks)
        await self._mark()

    def post(self, posted: Sequence[Letter]) -> None:
        """Send committed letters, in order within their chat."""
        for letter in posted:
            if (queue := self._waiting.get(letter.chat_id)) is not None:
                queue.append(letter)
            else:
                self._waiting[letter.chat_id] = deque([letter])
                self._start(self._send_chat(letter.chat_id))

    @property
    def waiting(self) -> int:
        """How many letters this process has yet to send."""
        return sum(len(queue) for queue in self._waiting.values())

    def toast(self, callback_id: str, text: str) -> None:
        """Answer a button; nothing is lost when it fails, Telegram only shows its little clock longer."""
        self._start(self._toast(callback_id, text))

    async def sweep(self) -> int:
        """Take over what another worker, or this one, left unsent."""
        return await _whole(self._sweep())

    async def _sweep(self) -> int:
        await self._mark()  # first of all, or what was sent while the database was away is taken for unsent
        now = self._clock()
        claimed = await self._storage.run(lambda records: _claim(records, now))
        self.post([letter for letter, overtaken in claimed if not overtaken])
        return len(claimed)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _toast(self, callback_id: str, text: str) -> None:
        params = {"callback_query_id": callback_id} | ({"text": text} if text else {})
        try:
            async with self._under_way:
                await call(self._bot, "answerCallbackQuery", params, LONGEST_SEND.total_seconds())
        except TelegramError as error:
            logger.info("toast.failed", extra={"cause": type(error).__name__})

    # One chat

    async def _send_chat(self, chat_id: int) -> None:
        """Everything that waits for one chat; what a fault of ours leaves behind is the sweeper's."""
        queue = self._waiting[chat_id]
        try:
            await self._empty(queue)
        except StorageUnavailable:
            logger.warning("send.left_to_sweeper", extra={"letters": len(queue)})
        except Exception:
            logger.exception("send.broken", extra={"letters": len(queue)})
        finally:
            del self._waiting[chat_id]

    async def _empty(self, queue: deque[Letter]) -> None:
        faults = 0
        while queue:
            if _is_superseded(queue):
                self._done(queue.popleft(), None)
                continue
            if not await self._hold(queue, self._clock() + LONGEST_SEND):
                continue
            if wait := self._budgets.wait(queue[0], self._clock()):
                await self._wait(queue, wait)
                continue
            try:
                async with self._under_way:
                    # Until it was our turn the lease may have ended, and somebody else may have sent it.
                    if await self._hold(queue, self._clock() + LONGEST_SEND):
                        await _whole(self._send_first(queue))
            except RetryAfter as error:
                self._figures.count("letters", "slowed_down")
                await self._wait(queue, asked_pause(error))
            except TelegramError as error:
                faults += 1
                self._figures.count("letters", "tried_again")
                logger.warning("send.failed", extra={"learner": queue[0].learner_id, "cause": type(error).__name__})
                await self._wait(queue, timedelta(seconds=min(2 ** (faults - 1), LONGEST_PAUSE)))
            else:
                faults = 0

    async def _wait(self, queue: deque[Letter], pause: timedelta) -> None:
        """Nothing more to this chat for so long; the others go on."""
        if await self._hold(queue, self._clock() + pause + LONGEST_SEND):
            await self._pause(pause.total_seconds())

    async def _hold(self, queue: deque[Letter], until: datetime) -> bool:
        """Make sure that nobody else sends these before `until`; False when some were taken over: look again."""
        if all(letter.leased_until >= until for letter in queue):
            return True
        return await _whole(self._lease(queue, until))

    async def _lease(self, queue: deque[Letter], until: datetime) -> bool:
        mine = list(queue)
        held = await self._storage.run(lambda records: records.outbox.lease(mine, until + LEASE))
        came_meanwhile = list(queue)[len(mine) :]
        queue.clear()
        queue.extend([*held, *came_meanwhile])
        return len(held) == len(mine)

    async def _send_first(self, queue: deque[Letter]) -> None:
        """Send one letter, which then leaves the queue: what an end leaves there is sent by whoever comes next."""
        await self._send(queue[0])
        queue.popleft()

    async def _send(self, letter: Letter) -> None:
        """Send one letter; raises what is worth trying again."""
        envelope = json.loads(letter.call)
        params = {"chat_id": letter.chat_id, **envelope["params"]}
        try:
            if "file" in envelope:
                params |= upload(envelope["file"])
            message_id = await self._deliver(envelope["method"], params)
        except Forbidden:
            self._figures.count("letters", "forbidden")
            logger.info("send.forbidden", extra={"learner": letter.learner_id})
            if letter.chat_id == letter.learner_id:
                await self._storage.run(lambda records: people.lose(records, letter.learner_id))
            message_id = None
        except ChatMigrated as error:
            await self._move(letter, error.new_chat_id)
            return
        except BadRequest as error:
            # A refusal is final: repeating it would be refused again.
            self._figures.count("letters", "refused")
            logger.warning("send.refused", extra={"learner": letter.learner_id, "cause": error.message[:120]})
            message_id = None
        except FileNotFoundError:
            # Another release has replaced the picture; the words that follow it stand without it.
            logger.warning("send.no_picture", extra={"learner": letter.learner_id})
            message_id = None
        else:
            self._figures.count("letters", "sent")
        self._done(letter, message_id)

    async def _deliver(self, method: str, params: dict[str, Any]) -> int | None:
        """The id of the message; what cannot be edited any more is said anew, within the time of one send."""
        longest = LONGEST_SEND / 2 if method == "editMessageText" else LONGEST_SEND
        try:
            result = await call(self._bot, method, params, longest.total_seconds())
        except BadRequest as error:
            if "not modified" in error.message:
                return int(params["message_id"])
            if method != "editMessageText":
                raise
            said = {name: value for name, value in params.items() if name != "message_id"}
            result = await call(self._bot, "sendMessage", said, longest.total_seconds())
        return result.get("message_id") if isinstance(result, dict) else None

    async def _move(self, letter: Letter, new: int) -> None:
        """A group has a new number: everything that knows the old one learns it, and what waits is sent there."""
        until = self._clock()

        def move(records: Records) -> None:
            records.outbox.lease(list(self._waiting[letter.chat_id]), until)
            records.outbox.move(letter.chat_id, new)

        await self._storage.run(move)
        self._waiting[letter.chat_id].clear()
        self._waiting[letter.chat_id].append(letter)  # the one under way is taken off when this returns
        logger.info("chat.moved", extra={"chat": letter.chat_id, "to": new})
        self._start(self._sweep_soon())

    async def _sweep_soon(self) -> None:
        await self._unless_away(self.sweep())

    # The outbox

    def _done(self, letter: Letter, message_id: int | None) -> None:
        self._sent.append((letter, message_id))
        if self._marking is None or self._marking.done():
            self._marking = asyncio.create_task(self._mark_soon())

    async def _mark_soon(self) -> None:
        while self._sent:
            await asyncio.sleep(MARK_EVERY)
            if not await self._unless_away(self._mark()):
                await asyncio.sleep(AWAY_PAUSE)

    async def _mark(self) -> bool:
        """True when everything that was sent before is marked, also what somebody else is just marking."""
        async with self._mark_in_turn:
            sent, self._sent = self._sent, []
            if not sent:
                return True
            now = self._clock()
            try:
                await self._storage.run(lambda records: records.outbox.sent(sent, now))
            except BaseException:
                self._sent = sent + self._sent
                raise
            return True

    async def _leave(self, left: Sequence[Letter]) -> None:
        now = self._clock()
        await self._storage.run(lambda records: records.outbox.lease(left, now))

    async def _sweep_for_ever(self) -> None:
        for turn in count():
            claimed = await self._unless_away(self.sweep())
            if turn % FORGET_EVERY == 0:
                await self._unless_away(self._forget())
            if claimed != SWEPT_AT_ONCE:
                await asyncio.sleep(SWEEP_EVERY)

    async def _take_over(self) -> None:
        """Nobody else writes here, so no lease can be alive."""
        now = self._clock()
        await self._storage.run(lambda records: records.outbox.free(now))
        while await self.sweep():
            pass

    async def _forget(self) -> None:
        before = self._clock() - KEPT
        await self._storage.run(lambda records: records.outbox.forget(before))

    async def _unless_away(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Whatever happens, there is a next time: who looks after what was left must outlive every fault."""
        try:
            return await work
        except StorageUnavailable:
            logger.warning("sweep.postponed")
        except Exception:
            logger.exception("sweep.broken")
        return None


async def _whole(work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`; told to end meanwhile, we end after it: half-way nobody knows who holds a letter."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.gather(asyncio.shield(task), return_exceptions=True)  # its fault is nobody's any more
        raise


def _claim(records: Records, now: datetime) -> list[tuple[Letter, bool]]:
    """What nobody holds, each with whether it was overtaken: a message that has gone on must not be set back."""
    claimed = records.outbox.claim(now, now + LEASE, SWEPT_AT_ONCE)
    looked = [(letter, _is_rewritten(letter, records.outbox.after(letter))) for letter in claimed]
    records.outbox.sent([(letter, None) for letter, overtaken in looked if overtaken], now)
    return looked


def _is_superseded(queue: deque[Letter]) -> bool:
    """Whether a later letter rewrites the same message whole, so that the first need not be shown at all."""
    return _is_rewritten(queue[0], [letter.call for letter in list(queue)[1:]])


def _is_rewritten(letter: Letter, later: Sequence[str]) -> bool:
    if not later or (message_id := json.loads(letter.call)["params"].get("message_id")) is None:
        return False
    return any(_rewrites(json.loads(call), message_id) for call in later)


def _rewrites(envelope: dict[str, Any], message_id: int) -> bool:
    return bool(envelope["method"] == "editMessageText" and envelope["params"]["message_id"] == message_id)
