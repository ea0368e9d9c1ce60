"""Work that takes longer than a transaction: recorded in one, done outside, its result recorded in another."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.chat.failures import Failures
from bot.chat.incoming import Incoming
from bot.chat.letters import letters
from bot.chat.message import Said, Work
from bot.chat.outgoing import Outgoing
from bot.errors import StorageUnavailable
from bot.services.records import Letter, Records, Storage
from bot.services.set_records import Job

logger = logging.getLogger(__name__)

# A worker that has not finished by then is taken for dead; no work of ours takes a tenth of it.
LEASE = timedelta(minutes=2)
SWEEP_EVERY = 20.0
# Two at once leave a processor to those who are learning.
AT_ONCE = 2

# Does the work, and gives back what the second transaction records and says.
Worker = Callable[[Job], Awaitable[Callable[[Records], list[Said]]]]


def jobs_of(said: Sequence[Said], incoming: Incoming) -> list[Job]:
    """The work that was asked for, as rows."""
    until = incoming.at + LEASE
    return [
        Job(incoming.learner_id, incoming.update_id, incoming.chat_id, each.kind, each.payload, until)
        for each in said
        if isinstance(each, Work)
    ]


class Jobs:
    """Does what was recorded as work, and takes over what a dead worker left."""

    def __init__(
        self,
        storage: Storage,
        outgoing: Outgoing,
        workers: Mapping[str, Worker],
        clock: Callable[[], datetime],
        failures: Failures,
    ) -> None:
        self._storage, self._outgoing, self._workers = storage, outgoing, workers
        self._clock, self._failures = clock, failures
        self._tasks: set[asyncio.Task[None]] = set()
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._sweeping: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._sweeping = asyncio.create_task(self._sweep_for_ever())

    async def stop(self) -> None:
        """Leave what is under way: its lease ends, and whoever comes next does it."""
        tasks = [*self._tasks, *([self._sweeping] if self._sweeping else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def idle(self) -> None:
        """Wait until everything posted so far is done."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    def post(self, jobs: Sequence[Job]) -> None:
        """Begin work that is recorded."""
        for job in jobs:
            task = asyncio.create_task(self._do(job))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def sweep(self) -> None:
        now = self._clock()
        self.post(await self._storage.run(lambda records: records.jobs.claim(now, now + LEASE, AT_ONCE)))

    async def _do(self, job: Job) -> None:
        async def work() -> None:
            finish = await self._workers[job.kind](job)
            self._outgoing.post(await self._storage.run(lambda records: self._finish(records, job, finish)))

        async with self._at_once:
            await self._failures.guard_job(job, work)

    def _finish(self, records: Records, job: Job, finish: Callable[[Records], list[Said]]) -> list[Letter]:
        if not records.jobs.done(job):
            # Somebody took it over while it waited for its turn, or it was erased with whoever asked for it.
            return []
        said = finish(records)
        posted = letters(said, job.learner_id, job.chat_id, f"job:{job.number}", self._clock())
        for letter in posted:
            records.outbox.put(letter)
        return posted

    async def _sweep_for_ever(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_EVERY)
            try:
                await self.sweep()
            except StorageUnavailable:
                logger.warning("jobs.sweep_postponed")
            except Exception:  # whoever looks after what was left must outlive every fault
                logger.exception("jobs.sweep_broken")
