"""The outbox at work: claims rows, keeps the limits, sends, and writes down what became of each.

A row is committed as `sending` before its first byte, so a crash leaves it uncertain and never unknown. Within a lane a
chat's rows go out in order, one at a time (bot/lanes.py). Whether a push goes out is asked when it is claimed
(bot/pushing.py), and nowhere else. No fault of one row stops the others.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.channels.base import Channel, SendError, Sent
from bot.lanes import Lanes
from bot.limits import (
    DRAIN_S,
    FAULT_PAUSE_S,
    HALT_S_MAX,
    IN_FLIGHT_FOR_HELP,
    IN_FLIGHT_LATER_MAX,
    IN_FLIGHT_MAX,
    MOVES_MAX,
    OUTBOX_SLICE,
    SEND_FOR_S,
    SEND_RETRY_DELAYS_S,
    SEND_TRIES_MAX,
)
from bot.outgoing import addressed, pack, unpack
from bot.pace import PACES, UNLIMITED, Limiter, Pace
from bot.pushing import decide
from db import meta, outbox, people
from db.engine import StorageUnavailable
from db.outbox import Queued
from db.unit import Unit
from db.writer import Writer
from domain.contact import LANES, MessageClass, OnUncertain, on_uncertain

log = logging.getLogger(__name__)

LANE_NUMBERS = tuple(sorted(set(LANES.values())))
HELP_LANE = LANES[MessageClass.HELP]
LATER_LANES = range(LANES[MessageClass.REMINDER], max(LANE_NUMBERS) + 1)


class Delivery:
    """Sends for all channels of the program."""

    def __init__(self, writer: Writer, channels: Mapping[str, Channel], monotonic: Callable[[], float]) -> None:
        self._lines = {
            name: _Line(writer, channel, monotonic, PACES.get(name, UNLIMITED)) for name, channel in channels.items()
        }
        self._writer = writer

    async def start(self) -> None:
        """Settle what a crash left half sent, then begin."""
        try:
            await self._writer.run(_settle_interrupted)
        except StorageUnavailable:
            raise
        except Exception:  # they stay `sending` for `check` to show: what is new must go out all the same
            log.exception("what a crash left half sent cannot be settled")
        for line in self._lines.values():
            await line.start()

    def hand_over(self, queued: list[Queued]) -> None:
        """Rows that a commit has just queued."""
        for row in queued:
            line = self._lines.get(row.channel)
            if line is not None:
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

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """What became of messages since the start, by channel."""
        return {name: dict(line.counts) for name, line in self._lines.items()}


async def _settle_interrupted(unit: Unit) -> None:
    """After a crash: rows in `sending` may or may not have arrived; the policy of their class decides."""
    for row in await outbox.list_interrupted(unit):
        _settle_uncertain(unit, row, "the program ended while sending", unit.now_ms)


def _settle_uncertain(unit: Unit, row: Queued, fault: str, due_ms: int) -> bool:
    """Whether it is sent once more."""
    kind = MessageClass(row.kind)
    if on_uncertain(kind, repeated=row.repeats > 0) is not OnUncertain.STOP:
        outbox.retry(unit, row.id, due_ms, fault, repeat=True)
        return True
    # A sensitive message is never sent again by itself; what was pushed she finds under "kabar".
    pulled = kind is MessageClass.SENSITIVE and row.pushed and not row.neutral
    outbox.settle(unit, row.id, "pull" if pulled else "uncertain", fault)
    return False


class _Line:
    """One channel's queue and its sender."""

    def __init__(self, writer: Writer, channel: Channel, monotonic: Callable[[], float], pace: Pace) -> None:
        self._writer = writer
        self._channel = channel
        self._now = monotonic
        self._limiter = Limiter(pace)
        self._lanes = Lanes(LANE_NUMBERS)
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

        async def read(unit: Unit) -> float:
            until_ms = int(await meta.read(unit, self._halt_name) or 0)
            return min((until_ms - unit.now_ms) / 1000, HALT_S_MAX)

        halt_s = await self._writer.run(read)
        if halt_s > 0:
            self._limiter.halt(self._now() + halt_s)
        self._task = asyncio.create_task(self._run(), name=f"delivery-{self._channel.name}")

    @property
    def _halt_name(self) -> str:
        return f"halted_until_ms:{self._channel.name}"

    def add(self, row: Queued) -> None:
        """A row that was committed just now."""
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

        async def read(unit: Unit) -> list[list[Queued]]:
            name, now_ms = self._channel.name, unit.now_ms
            return [await outbox.list_due(unit, name, lane, now_ms, after, OUTBOX_SLICE) for lane, after in wanted]

        for lane, _after in wanted:
            self._lanes.begin_reading(lane)
        found: list[list[Queued]] | None = None
        try:
            found = await self._writer.run(read)
        finally:
            for index, (lane, _after) in enumerate(wanted):
                rows = found[index] if found is not None else None
                self._lanes.end_reading(lane, rows, last=rows is not None and len(rows) < OUTBOX_SLICE)

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
        try:
            async with asyncio.timeout(max(seconds, 0.001)):
                await self._wake.wait()
        except TimeoutError:
            pass

    def _pick(self) -> tuple[list[Queued], float | None]:
        """Rows that may go now, and otherwise how long to wait (None: until something happens)."""
        now = self._now()
        picked: list[Queued] = []
        soonest: float | None = None
        for lane in self._lanes:
            for row in self._lanes.heads(lane):
                if not self._has_room(lane, picked):
                    break
                if row.account_id in self._busy:
                    continue
                if self._limiter.channel_ready_at() > now:
                    return picked, self._limiter.channel_ready_at() - now
                ready = max(self._limiter.chat_ready_at(self._chat(row)), self._not_before.get(row.id, 0.0))
                if ready <= now:
                    self._take(row, now)
                    picked.append(row)
                elif soonest is None or ready < soonest:
                    soonest = ready
        return picked, None if soonest is None else soonest - now

    def _has_room(self, lane: int, picked: list[Queued]) -> bool:
        """Whether one more of this lane may be on its way: the later lanes never take all there is."""
        lanes = [*self._sending.values(), *(row.lane for row in picked)]
        if lane == HELP_LANE:
            return len(lanes) < IN_FLIGHT_MAX
        if lane in LATER_LANES and sum(each in LATER_LANES for each in lanes) >= IN_FLIGHT_LATER_MAX:
            return False
        return len(lanes) < IN_FLIGHT_MAX - IN_FLIGHT_FOR_HELP

    def _take(self, row: Queued, now: float) -> None:
        self._lanes.take(row)
        self._busy.add(row.account_id)
        self._limiter.take(self._chat(row), now)

    def _chat(self, row: Queued) -> str:
        """What the pace is kept by: the account; groups are recognised by their address."""
        return f"-{row.account_id}" if b'"chat":"-' in row.body[:24] else str(row.account_id)

    async def _claim(self, picked: list[Queued]) -> None:
        """Commit what goes out as `sending`, then begin to send it."""
        going: dict[int, Queued] = {}  # by the id of the picked row: a neutral sentence may stand for it

        async def claim(unit: Unit) -> None:
            for row in picked:
                if unit.retrying and row.id in going and await outbox.begin(unit, [going[row.id].id]):
                    continue  # the commit whose outcome was not known has claimed it
                chosen = await self._decide(unit, row)
                if chosen is not None and await outbox.begin(unit, [chosen.id]):
                    going[row.id] = chosen
                else:
                    going.pop(row.id, None)

        try:
            await self._writer.run(claim)
        except Exception:
            for row in picked:  # read anew at the next look
                self._leave(row)
            raise
        for row in picked:
            if row.id in going:
                self._begin(going[row.id])
            if row.id not in going or going[row.id].id != row.id:
                self._lanes.finish(row.id)
                self._not_before.pop(row.id, None)
            if row.id not in going:
                self._busy.discard(row.account_id)

    def _leave(self, row: Queued) -> None:
        self._lanes.finish(row.id)
        self._not_before.pop(row.id, None)
        self._busy.discard(row.account_id)

    async def _decide(self, unit: Unit, row: Queued) -> Queued | None:
        """What goes out for this row. One that cannot be decided on is held for a person, and stops nobody."""
        try:
            async with unit.isolated():
                return await decide(unit, row)
        except StorageUnavailable:
            raise
        except Exception as fault:
            log.exception("nobody can tell whether this may be sent: outbox=%d", row.id)
            outbox.settle(unit, row.id, "held", type(fault).__name__)
            return None

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

    async def _try(self, row: Queued) -> Sent | SendError:
        rest_s = self._limiter.halted_until - self._now()
        if rest_s > 0:  # the channel asked for a stop after this row was claimed: not a byte goes out
            return SendError("the channel asked to wait", retryable=True, retry_after_s=rest_s, whole_channel=True)
        try:
            outgoing = unpack(row.body, row.id)
        except Exception as fault:
            log.exception("a message that cannot be read: outbox=%d", row.id)
            return SendError(f"unreadable: {type(fault).__name__}")
        try:
            return await self._channel.send(outgoing)
        except SendError as error:
            return error
        except Exception as fault:  # a bug in a channel must not stop the others, nor be tried for ever
            log.exception("channel %s broke: outbox=%d", self._channel.name, row.id)
            return SendError(type(fault).__name__, uncertain=True)

    async def _sent(self, row: Queued, sent: Sent) -> None:
        async def job(unit: Unit) -> None:
            outbox.sent(unit, row.id, sent.message_ref, unit.now_ms)

        await self._writer.run(job)
        self.counts["sent"] += 1
        self._lanes.finish(row.id)
        self._not_before.pop(row.id, None)

    async def _not_sent(self, row: Queued, error: SendError) -> None:
        delay_s = _delay_s(row, error)
        until = self._now() + delay_s
        if error.retry_after_s is not None:  # at once, before anything is awaited: nothing goes out earlier
            if error.whole_channel:
                self._limiter.halt(until)
            else:
                self._limiter.halt_chat(self._chat(row), until)

        async def job(unit: Unit) -> tuple[str, Queued | None]:
            return await self._after_error(unit, row, error, unit.now_ms + round(delay_s * 1000))

        outcome, again = await self._writer.run(job)
        self.counts[outcome] += 1
        if again is None:
            self._lanes.finish(row.id)
            self._not_before.pop(row.id, None)
        else:
            self._not_before[again.id] = until
            self._lanes.put_back(again)

    async def _after_error(
        self, unit: Unit, row: Queued, error: SendError, due_ms: int
    ) -> tuple[str, Queued | None]:
        """Write down what became of it: the outcome's name, and the row if it is to be sent once more."""
        tried = replace(row, tries=row.tries + 1)
        if error.unreachable:
            people.set_reachable(unit, row.account_id, False)
        if error.retry_after_s is not None and error.whole_channel:
            meta.store(unit, self._halt_name, str(due_ms))
        if error.moved_to and error.moved_to != unpack(row.body, row.id).chat and not _is_given_up(row, unit.now_ms):
            await _move(unit, row, error.moved_to)
            outbox.retry(unit, row.id, due_ms, error.loggable)
            return "retry", replace(tried, body=pack(addressed(unpack(row.body, row.id), error.moved_to)))
        if error.uncertain:
            repeat = _settle_uncertain(unit, row, error.loggable, due_ms)
            return "uncertain", replace(tried, repeats=row.repeats + 1) if repeat else None
        if _may_succeed(error) and not (_is_given_up(row, unit.now_ms) and not error.whole_channel):
            outbox.retry(unit, row.id, due_ms, error.loggable)
            return "retry", tried
        # Pushed to somebody who cannot be reached now: she finds it under "kabar" when she is back.
        pulled = error.unreachable and row.pushed and not row.neutral
        outbox.settle(unit, row.id, "pull" if pulled else "rejected", error.loggable)
        log.warning("message rejected: outbox=%d channel=%s reason=%s", row.id, row.channel, error.loggable)
        return "rejected", None

    # -- coming to rest -----------------------------------------------------------------------------------------

    def _is_busy(self) -> bool:
        return bool(self._lanes.unread or self._busy or self._lanes.waiting)

    async def settle(self) -> None:
        while not self._stopping and self._is_busy():
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


def _delay_s(row: Queued, error: SendError) -> float:
    if error.retry_after_s is not None:
        return error.retry_after_s
    if error.moved_to and row.tries < MOVES_MAX:
        return 0.0
    return SEND_RETRY_DELAYS_S[min(row.tries, len(SEND_RETRY_DELAYS_S) - 1)]


def _may_succeed(error: SendError) -> bool:
    return error.retryable or error.retry_after_s is not None


def _is_given_up(row: Queued, now_ms: int) -> bool:
    """Tried often enough, and for long enough: a channel that asks for a second's patience is not given up soon."""
    return row.tries + 1 >= SEND_TRIES_MAX and now_ms - row.made_ms >= SEND_FOR_S * 1000


async def _move(unit: Unit, row: Queued, address: str) -> None:
    """The chat lives at a new address; if that one is known already, only the message goes there."""
    states, _roles = await people.find_states(unit, [people.address_hash(unit, row.channel, address)])
    if not states:
        people.move_account(unit, row.account_id, row.person_id, row.channel, address)
