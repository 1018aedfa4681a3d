"""The outbox at work: claims rows, keeps the limits, sends, and writes down what became of each.

A row is committed as `sending` before its first byte, so a crash leaves it uncertain and never unknown. Within a lane a
chat's rows go out in order, one at a time (bot/lanes.py). Whether a push goes out is asked when it is claimed
(bot/pushing.py), and nowhere else. No fault of one row stops the others.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from math import ceil

from bot import halts
from bot.channels.base import Channel, SendError, Sent
from bot.lanes import CROWD, NUMBERS, Lanes, is_chatting, room
from bot.limits import DRAIN_S, FAULT_PAUSE_S, OUTBOX_SLICE, SEND_RETRY_DELAYS_S
from bot.pace import PACES, UNLIMITED, Limiter, Pace
from bot.papers import FetchFiles, Papers, ReadFile, no_files, nothing_to_fetch
from bot.pushing import claim
from bot.sendings import Outcome, delay_s, read_lane, settle_error, settle_interrupted
from bot.uploads import Uploads
from db import outbox
from db.engine import StorageUnavailable
from db.outbox import Queued
from db.unit import Unit
from db.writer import Writer

log = logging.getLogger(__name__)


class Delivery:
    """Sends for all channels of the program."""

    def __init__(
        self,
        writer: Writer,
        channels: Mapping[str, Channel],
        monotonic: Callable[[], float],
        read_file: ReadFile = no_files,
        fetch_files: FetchFiles = nothing_to_fetch,
        *,
        paces: Mapping[str, Pace] = PACES,
    ) -> None:
        papers = Papers(writer, read_file, fetch_files)
        self._lines = {
            name: _Line(writer, channel, monotonic, paces.get(name, UNLIMITED), papers)
            for name, channel in channels.items()
        }
        self._writer = writer

    async def start(self) -> None:
        """Settle what a crash left half sent, then begin."""
        try:
            await self._writer.run(settle_interrupted)
        except StorageUnavailable:
            raise
        except Exception:  # they stay `sending` for `check` to show: what is new must go out all the same
            log.exception("what a crash left half sent cannot be settled")
        for line in self._lines.values():
            await line.start()

    def hand_over(self, queued: list[Queued]) -> None:
        """Rows that a commit has just queued."""
        for row in queued:
            if (line := self._lines.get(row.channel)) is not None:
                line.add(row)

    def tick(self) -> None:
        """Look again at what may have become due."""
        for line in self._lines.values():
            line.look_again()

    async def settle(self) -> None:
        """Return when nothing that is due waits (unless the limits or the channel hold it)."""
        for line in self._lines.values():
            await line.settle()

    async def stop(self) -> None:
        """Send nothing new; wait for what is on its way."""
        await asyncio.gather(*(line.stop() for line in self._lines.values()))

    def rest_s(self, channel: str) -> float:
        """How long nothing at all may be asked of the channel, because it told us to wait; 0 if it may."""
        return max(0.0, line.rest_s) if (line := self._lines.get(channel)) is not None else 0.0

    def halt(self, channel: str, wait_s: float) -> None:
        """The channel told another part of the program to wait: nothing is sent meanwhile."""
        if (line := self._lines.get(channel)) is not None:
            line.halt(wait_s)

    def came(self, channel: str, count: int) -> None:
        """So many messages of people came in there: some channels count both ways together."""
        if (line := self._lines.get(channel)) is not None:
            line._limiter.came(count, line._now())

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """What became of messages since the start, by channel."""
        return {name: dict(line.counts) for name, line in self._lines.items()}


class _Line:
    """One channel's queue and its sender."""

    def __init__(
        self, writer: Writer, channel: Channel, monotonic: Callable[[], float], pace: Pace, papers: Papers
    ) -> None:
        self._writer = writer
        self._papers = papers
        self._uploads = Uploads()
        self._channel = channel
        self._now = monotonic
        self._limiter = Limiter(pace)
        self._lanes = Lanes(NUMBERS)
        self._busy: set[int] = set()
        self._not_before: dict[int, float] = {}
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._sending: dict[asyncio.Task[None], int] = {}
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self.counts = {"sent": 0, "rejected": 0, "uncertain": 0, "retry": 0}

    # -- rows come ----------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin; a stop that the channel asked for before a restart still holds."""
        halt_s = await self._writer.run(lambda unit: halts.read_rest_s(unit, self._channel.name))
        if halt_s > 0:
            self.halt(halt_s)
        self._task = asyncio.create_task(self._run(), name=f"delivery-{self._channel.name}")

    @property
    def rest_s(self) -> float:
        return self._limiter.halted_until - self._now()

    def halt(self, wait_s: float) -> None:
        self._limiter.halt(self._now() + wait_s)

    def add(self, row: Queued) -> None:
        """A row that was committed just now."""
        if is_chatting(row):
            self._limiter.heard(self._now())
        self._lanes.add(row)
        self._wake.set()

    def look_again(self) -> None:
        """Rows may have become due."""
        self._lanes.look_again()
        self._wake.set()

    async def _load(self) -> None:
        wanted = self._lanes.wanted()
        if not wanted:
            return

        async def read(unit: Unit) -> tuple[float, int, list[list[Queued]]]:
            until_ms = unit.now_ms + round(SEND_RETRY_DELAYS_S[-1] * 1000)
            found = [await read_lane(unit, self._channel.name, *each, until_ms) for each in wanted]
            return self._now(), unit.now_ms, found

        for lane, _after in wanted:
            self._lanes.begin_reading(lane)
        found: list[list[Queued]] | None = None
        try:
            now, now_ms, found = await self._writer.run(read)
        finally:
            for index, (lane, _after) in enumerate(wanted):
                if found is None:
                    self._lanes.end_reading(lane, ())
                    continue
                rows = found[index]
                cursor, last = rows[-1].id if rows else 0, len(rows) < OUTBOX_SLICE
                self._lanes.end_reading(lane, self._due(rows, now, now_ms), cursor=cursor, last=last)

    def _due(self, rows: list[Queued], now: float, now_ms: int) -> list[Queued]:
        """Those that may go now, and those that failed and wait for their next try: later ones wait behind them."""
        due = []
        for row in rows:
            if row.due_ms > now_ms and row.tries == 0:
                continue
            if row.due_ms > now_ms:
                self._not_before.setdefault(row.id, now + (row.due_ms - now_ms) / 1000)
            due.append(row)
        return due

    # -- rows go ------------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                await self._step()
            except StorageUnavailable:
                break  # the writer gives up only when the program stops
            except Exception:  # one fault must not silence the channel for ever
                log.exception("delivery of %s has a fault and goes on", self._channel.name)
                await self._sleep(FAULT_PAUSE_S)
        self._idle.set()

    async def _step(self) -> None:
        await self._load()
        picked, wait_s = self._pick()
        if picked:
            await self._claim(picked)
            return
        self._idle.set()
        if self._lanes.wanted():
            return
        if wait_s is None:
            await self._wake.wait()
        else:
            await self._sleep(wait_s)

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0.001)):
                await self._wake.wait()

    def _pick(self) -> tuple[list[Queued], float | None]:
        """Rows that may go now, and otherwise how long to wait (None: until something happens)."""
        now = self._now()
        picked: list[Queued] = []
        soonest: float | None = None
        for lane in self._lanes:
            on_their_way = [*self._sending.values(), *(row.lane for row in picked)]
            free = room(lane, on_their_way, self._limiter.in_flight)
            for row in self._lanes.heads(lane):
                if free <= 0:
                    break
                if row.account_id in self._busy or self._uploads.waits(row, now):
                    continue
                if self._limiter.channel_ready_at() > now:
                    return picked, self._limiter.channel_ready_at() - now
                if lane in CROWD and (gap_until := self._limiter.crowd_ready_at(now)) > now:
                    soonest = min(soonest or gap_until, gap_until)
                    break
                ready = max(self._limiter.chat_ready_at(self._chat(row)), self._not_before.get(row.id, 0.0))
                if ready <= now:
                    self._take(row, now)
                    picked.append(row)
                    free -= 1
                elif soonest is None or ready < soonest:
                    soonest = ready
        return picked, None if soonest is None else soonest - now

    def _take(self, row: Queued, now: float) -> None:
        self._lanes.take(row)
        self._busy.add(row.account_id)
        self._limiter.take(self._chat(row), now, crowd=row.lane in CROWD)
        self._uploads.take(row, now)
        if is_chatting(row):
            self._limiter.heard(now)

    def _chat(self, row: Queued) -> str:
        """What the pace is kept by: the account; groups are recognised by their address."""
        return f"-{row.account_id}" if b'"chat":"-' in row.body[:24] else str(row.account_id)

    async def _claim(self, picked: list[Queued]) -> None:
        """Commit what goes out as `sending`, then begin to send it."""
        try:
            going = await claim(self._writer, picked)
        except Exception as fault:
            if isinstance(fault, StorageUnavailable) or len(picked) == 1:
                await self._hold(picked, fault)
                return
            log.exception("%d messages cannot be claimed together", len(picked))
            for row in picked:
                await self._claim([row])
            return
        for row in picked:
            chosen = going.get(row.id)
            if chosen is None or chosen.id != row.id:
                self._let_go(row)
            if chosen is None:
                self._busy.discard(row.account_id)
            else:
                self._begin(chosen)

    def _let_go(self, row: Queued) -> None:
        """It waits in memory no more."""
        self._lanes.finish(row.id)
        self._not_before.pop(row.id, None)
        self._uploads.end(row)

    async def _hold(self, picked: list[Queued], fault: Exception) -> None:
        """They wait no more in memory; one that cannot be claimed even alone waits for a person."""
        for row in picked:
            self._let_go(row)
            self._busy.discard(row.account_id)
        if isinstance(fault, StorageUnavailable):
            raise fault

        async def job(unit: Unit) -> None:
            for row in picked:
                outbox.settle(unit, row.id, "held", type(fault).__name__)

        log.error("a message is held: outbox=%d", picked[0].id, exc_info=fault)
        await self._writer.run(job)

    # -- the wire -----------------------------------------------------------------------------------------------

    def _begin(self, row: Queued) -> None:
        task = asyncio.create_task(self._send(row))
        self._sending[task] = row.lane
        task.add_done_callback(self._finished)

    def _finished(self, task: "asyncio.Task[None]") -> None:
        self._sending.pop(task, None)
        self._wake.set()
        if not task.cancelled() and task.exception() is not None:
            log.error("delivery failed: %s", type(task.exception()).__name__, exc_info=task.exception())

    async def _send(self, row: Queued) -> None:
        try:
            outcome = await self._try(row)
            if isinstance(outcome, Sent):
                await self._sent(row, outcome)
            else:
                await self._not_sent(row, outcome)
        finally:
            self._busy.discard(row.account_id)
            self._uploads.end(row)

    async def _try(self, row: Queued) -> Sent | SendError:
        rest_s = self.rest_s
        if rest_s > 0:  # the channel asked for a stop after this row was claimed: not a byte goes out
            return SendError(
                "the channel asked to wait", retryable=True, retry_after_s=rest_s, whole_channel=True
            )
        outgoing = await self._papers.ready(row, self._uploads.find(row), self._channel.typing)
        if isinstance(outgoing, SendError):
            return outgoing
        try:
            sent = await self._channel.send(outgoing)
        except SendError as error:
            if outgoing.document_ref and self._uploads.is_lost(row, error):
                return SendError(error.loggable, retryable=True)
            return error
        except Exception as fault:  # a bug in a channel must not stop the others, nor be tried for ever
            log.exception("channel %s broke: outbox=%d", self._channel.name, row.id)
            return SendError(type(fault).__name__, uncertain=True)
        if outgoing.document is not None:
            self._uploads.sent(row, sent.file_ref, outgoing.document_mime)
        return sent

    async def _sent(self, row: Queued, sent: Sent) -> None:
        async def job(unit: Unit) -> None:
            outbox.sent(unit, row.id, sent.message_ref, unit.now_ms, may_stand_for_another=row.neutral)

        await self._writer.run(job)
        self.counts["sent"] += 1
        self._let_go(row)

    async def _not_sent(self, row: Queued, error: SendError) -> None:
        wait_s = delay_s(row, error)
        until = self._now() + wait_s
        if error.retry_after_s is not None:  # at once, before anything is awaited: nothing goes out earlier
            if error.whole_channel:
                halts.tell(self._channel.name, error.loggable, wait_s, before_s=self.rest_s)
                self._limiter.halt(until)
            else:
                self._limiter.halt_chat(self._chat(row), until)

        async def job(unit: Unit) -> Outcome:
            due_ms = unit.now_ms + ceil(wait_s * 1000)
            if error.retry_after_s is not None and error.whole_channel:
                halts.keep(unit, self._channel.name, wait_s)
            return await settle_error(unit, row, error, due_ms)

        outcome = await self._writer.run(job)
        self.counts[outcome.name] += 1
        if outcome.again is None:
            self._let_go(row)
        else:
            self._not_before[row.id] = until
            self._lanes.put_back(outcome.again)

    # -- coming to rest -----------------------------------------------------------------------------------------

    async def settle(self) -> None:
        while not self._stopping and (self._lanes.unread or self._busy or self._lanes.waiting):
            held = not self._lanes.unread and not self._busy
            self._idle.clear()
            self._wake.set()
            await self._idle.wait()
            if self._sending:
                await asyncio.wait(self._sending)
            elif held and not self._busy:
                return

    async def stop(self) -> None:
        self._stopping = True
        self._wake.set()
        if self._task is not None:
            # A task that waits for a storage that is away is left: what it claimed is settled at the next start.
            await asyncio.wait([self._task], timeout=DRAIN_S)
        if self._sending:
            await asyncio.wait(self._sending, timeout=DRAIN_S)
