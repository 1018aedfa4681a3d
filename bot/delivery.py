"""The outbox at work: claims rows, keeps the limits, sends, and writes down what became of each.

A row is committed as `sending` before its first byte, so a crash leaves it uncertain and never unknown. Within a lane a
chat's rows go out in order, one at a time. Whether a push goes out is asked here, when it is claimed, and nowhere else.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.channels.base import Channel, Outgoing, SendError, Sent
from bot.limits import DRAIN_S, IN_FLIGHT_MAX, OUTBOX_SLICE, SEND_RETRY_DELAYS_S, SEND_TRIES_MAX
from bot.outgoing import addressed, pack, unpack
from bot.pace import PACES, UNLIMITED, Limiter, Pace
from bot.render import render
from db import outbox, people
from db.engine import Row
from db.outbox import Queued
from db.unit import Unit
from db.writer import Writer
from domain.contact import (
    LANES,
    OWN_TURN_MINUTES,
    AsItIs,
    Later,
    MessageClass,
    Neutral,
    Never,
    OnUncertain,
    PhoneUse,
    Push,
    Reason,
    Receiver,
    Urgency,
    decide_push,
    on_uncertain,
)
from handlers.neutral import NEUTRAL

log = logging.getLogger(__name__)

LANE_NUMBERS = tuple(sorted(set(LANES.values())))


class Delivery:
    """Sends for all channels of the program."""

    def __init__(self, writer: Writer, channels: Mapping[str, Channel], monotonic: Callable[[], float]) -> None:
        self._lines = {
            name: _Line(writer, channel, monotonic, PACES.get(name, UNLIMITED)) for name, channel in channels.items()
        }
        self._writer = writer

    async def start(self) -> None:
        """Settle what a crash left half sent, then begin."""
        await self._writer.run(_settle_interrupted)
        for line in self._lines.values():
            line.start()

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
    policy = on_uncertain(MessageClass(row.kind), repeated=row.repeats > 0)
    if policy is OnUncertain.STOP:
        outbox.settle(unit, row.id, "uncertain", fault)
        return False
    outbox.retry(unit, row.id, due_ms, fault, repeat=True)
    return True


class _Line:
    """One channel's queue and its sender."""

    def __init__(self, writer: Writer, channel: Channel, monotonic: Callable[[], float], pace: Pace) -> None:
        self._writer = writer
        self._channel = channel
        self._now = monotonic
        self._limiter = Limiter(pace)
        self._lanes: dict[int, dict[int, deque[Queued]]] = {lane: {} for lane in LANE_NUMBERS}
        self._known: set[int] = set()
        self._busy: set[int] = set()
        self._not_before: dict[int, float] = {}
        self._more: set[int] = set(LANE_NUMBERS)
        self._loading: int | None = None
        self._cursor: dict[int, int] = dict.fromkeys(LANE_NUMBERS, 0)
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._sending: set[asyncio.Task[None]] = set()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self.counts = {"sent": 0, "rejected": 0, "uncertain": 0, "retry": 0}

    # -- rows come ----------------------------------------------------------------------------------------------

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name=f"delivery-{self._channel.name}")

    def add(self, row: Queued) -> None:
        """A fresh row; left in the database if its lane has more waiting there already, for the order."""
        lane = self._lanes[row.lane]
        if row.lane in self._more or row.lane == self._loading or len(lane) > OUTBOX_SLICE:
            self._more.add(row.lane)
        else:
            self._put(row)
        self._wake.set()

    def _put(self, row: Queued) -> None:
        if row.id not in self._known:
            self._known.add(row.id)
            self._lanes[row.lane].setdefault(row.account_id, deque()).append(row)

    def look_again(self) -> None:
        for lane in LANE_NUMBERS:
            self._more.add(lane)
            self._cursor[lane] = 0
        self._wake.set()

    async def _load(self) -> None:
        for lane in sorted(self._more):
            if len(self._lanes[lane]) > OUTBOX_SLICE // 2:
                continue

            async def read(unit: Unit, lane: int = lane) -> list[Queued]:
                return await outbox.list_due(
                    unit, self._channel.name, lane, unit.now_ms, self._cursor[lane], OUTBOX_SLICE
                )

            self._more.discard(lane)
            self._loading = lane  # what comes meanwhile is read in the next round, behind these
            try:
                rows = await self._writer.run(read)
            finally:
                self._loading = None
            for row in rows:
                self._put(row)
            if len(rows) == OUTBOX_SLICE:
                self._more.add(lane)
            if rows:
                self._cursor[lane] = rows[-1].id

    # -- rows go ------------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            await self._load()
            picked, wait_s = self._pick()
            if not picked:
                self._idle.set()
            if picked:
                await self._claim(picked)
            elif wait_s is None:
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
        for lane in LANE_NUMBERS:
            for account_id, rows in list(self._lanes[lane].items()):
                if len(self._sending) + len(picked) >= IN_FLIGHT_MAX:
                    return picked, None
                if account_id in self._busy:
                    continue
                ready = max(
                    self._limiter.channel_ready_at(),
                    self._limiter.chat_ready_at(self._chat(rows[0])),
                    self._not_before.get(rows[0].id, 0.0),
                )
                if ready > now:
                    soonest = ready if soonest is None else min(soonest, ready)
                    if self._limiter.channel_ready_at() > now:
                        return picked, soonest - now
                    continue
                picked.append(self._take(lane, account_id, now))
        return picked, None if soonest is None else soonest - now

    def _take(self, lane: int, account_id: int, now: float) -> Queued:
        rows = self._lanes[lane][account_id]
        row = rows.popleft()
        if not rows:
            del self._lanes[lane][account_id]
        self._busy.add(account_id)
        self._limiter.take(self._chat(row), now)
        return row

    def _chat(self, row: Queued) -> str:
        """What the pace is kept by: the account; groups are recognised by their address."""
        return f"-{row.account_id}" if b'"chat":"-' in row.body[:24] else str(row.account_id)

    async def _claim(self, picked: list[Queued]) -> None:
        async def claim(unit: Unit) -> list[Queued]:
            going = [await self._decide(unit, row) for row in picked]
            begun = await outbox.begin(unit, [row.id for row in going if row is not None])
            return [row for row in going if row is not None and row.id in begun]

        going = await self._writer.run(claim)
        chosen = {row.account_id for row in going}
        for row in picked:
            if row.account_id not in chosen:
                self._busy.discard(row.account_id)
            if all(row.id != other.id for other in going):
                self._known.discard(row.id)
        for row in going:
            task = asyncio.create_task(self._send(row))
            self._sending.add(task)
            task.add_done_callback(self._finished)

    def _finished(self, task: "asyncio.Task[None]") -> None:
        self._sending.discard(task)
        self._wake.set()
        if not task.cancelled() and task.exception() is not None:
            log.error("delivery failed: %s", type(task.exception()).__name__, exc_info=task.exception())

    # -- what may be pushed -------------------------------------------------------------------------------------

    async def _decide(self, unit: Unit, row: Queued) -> Queued | None:
        """The row to send (perhaps a neutral one in its place), or None if nothing goes out now."""
        made = datetime.fromtimestamp(row.made_ms / 1000, UTC)
        if not row.pushed and unit.now - made < timedelta(minutes=OWN_TURN_MINUTES):
            return row
        account = await people.get_receiver(unit, row.account_id)
        if row.neutral:
            return await self._decide_neutral(unit, row, account)
        push = Push(
            kind=MessageClass(row.kind),
            urgency=Urgency.TODAY if row.urgent else Urgency.WHEN_FREE,
            staff_call=row.kind == MessageClass.HELP,
            in_reply_to=None if row.pushed else made,
        )
        decision = decide_push(push, _receiver(account), unit.now)
        if isinstance(decision, AsItIs):
            return row
        if isinstance(decision, Neutral):
            return await self._neutral(unit, row, account, decision.urgency)
        if isinstance(decision, Later):
            outbox.postpone(unit, row.id, round(decision.at.timestamp() * 1000))
        elif isinstance(decision, Never):
            merged = decision.reason is Reason.NEUTRAL_WAITING
            outbox.settle(unit, row.id, "pull" if merged else "dropped", decision.reason.value)
        return None

    async def _decide_neutral(self, unit: Unit, row: Queued, account: Row) -> Queued | None:
        """A neutral notice that could not be sent at once: only the hours may still hold it."""
        push = Push(kind=MessageClass(row.kind), is_private=False, staff_call=row.kind == MessageClass.HELP)
        decision = decide_push(push, replace(_receiver(account), neutral_waiting=False), unit.now)
        if isinstance(decision, Later):
            outbox.postpone(unit, row.id, round(decision.at.timestamp() * 1000))
            return None
        if isinstance(decision, Never):
            outbox.settle(unit, row.id, "dropped", decision.reason.value)
            return None
        return row

    async def _neutral(self, unit: Unit, row: Queued, account: Row, urgency: Urgency) -> Queued:
        """The message waits until she looks; in its place goes the sentence that tells nothing."""
        outbox.settle(unit, row.id, "pull", "")
        people.mark_neutral_sent(unit, row.account_id)
        text = render(NEUTRAL[urgency], account["language"])
        outgoing = Outgoing(outbox_id="", chat=unpack(row.body, row.id).chat, text=text)
        notice = replace(
            row, id=unit.new_id(), body=pack(outgoing), neutral=True, tries=0, repeats=0, made_ms=unit.now_ms
        )
        outbox.add(unit, notice)
        return notice

    # -- the wire -----------------------------------------------------------------------------------------------

    async def _send(self, row: Queued) -> None:
        try:
            sent = await self._channel.send(unpack(row.body, row.id))
        except SendError as error:
            await self._not_sent(row, error)
        except Exception as fault:  # a bug in a channel must not stop the others, nor be tried for ever
            log.exception("channel %s broke: outbox=%d", self._channel.name, row.id)
            await self._not_sent(row, SendError(type(fault).__name__, uncertain=True))
        else:
            await self._sent(row, sent)
        self._busy.discard(row.account_id)

    async def _sent(self, row: Queued, sent: Sent) -> None:
        async def job(unit: Unit) -> None:
            outbox.sent(unit, row.id, sent.message_ref, unit.now_ms)

        await self._writer.run(job)
        self.counts["sent"] += 1
        self._known.discard(row.id)
        self._not_before.pop(row.id, None)

    async def _not_sent(self, row: Queued, error: SendError) -> None:
        again: list[Queued] = []

        async def job(unit: Unit) -> None:
            again.clear()
            again.extend(self._after_error(unit, row, error))

        await self._writer.run(job)
        if error.retry_after_s is not None and error.whole_channel:
            self._limiter.halt(self._now() + error.retry_after_s)
        for each in again:
            delay_s = self._delay_s(row, error)
            self._not_before[each.id] = self._now() + delay_s
            self._known.add(each.id)
            self._lanes[each.lane].setdefault(each.account_id, deque()).appendleft(each)
        if not again:
            self._known.discard(row.id)
            self._not_before.pop(row.id, None)

    def _after_error(self, unit: Unit, row: Queued, error: SendError) -> list[Queued]:
        """Write down what became of it; the row again if it is to be sent once more."""
        delay_ms = round(self._delay_s(row, error) * 1000)
        if error.unreachable:
            people.set_reachable(unit, row.account_id, False)
        if error.moved_to:
            people.move_account(unit, row.account_id, row.person_id, row.channel, error.moved_to)
            outbox.retry(unit, row.id, unit.now_ms, error.loggable)
            moved = addressed(unpack(row.body, row.id), error.moved_to)
            return [replace(row, body=pack(moved), tries=row.tries + 1)]
        if error.uncertain:
            self.counts["uncertain"] += 1
            repeat = _settle_uncertain(unit, row, error.loggable, unit.now_ms + delay_ms)
            return [replace(row, tries=row.tries + 1, repeats=row.repeats + 1)] if repeat else []
        if (error.retryable or error.retry_after_s is not None) and row.tries < SEND_TRIES_MAX:
            self.counts["retry"] += 1
            outbox.retry(unit, row.id, unit.now_ms + delay_ms, error.loggable)
            return [replace(row, tries=row.tries + 1)]
        self.counts["rejected"] += 1
        outbox.settle(unit, row.id, "rejected", error.loggable)
        log.warning("message rejected: outbox=%d channel=%s reason=%s", row.id, row.channel, error.loggable)
        return []

    def _delay_s(self, row: Queued, error: SendError) -> float:
        if error.retry_after_s is not None:
            return error.retry_after_s
        if error.moved_to:
            return 0.0
        return SEND_RETRY_DELAYS_S[min(row.tries, len(SEND_RETRY_DELAYS_S) - 1)]

    def _is_busy(self) -> bool:
        return bool(self._more or self._busy or self._loading is not None or any(self._lanes.values()))

    async def settle(self) -> None:
        while not self._stopping and self._is_busy():
            held = not self._more and not self._busy
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
            await self._task
        if self._sending:
            await asyncio.wait(self._sending, timeout=DRAIN_S)


def _receiver(account: Row) -> Receiver:
    safe_from, safe_to = account["safe_from_min"], account["safe_to_min"]
    hours = None if safe_from is None else ((time(*divmod(safe_from, 60)), time(*divmod(safe_to % 1440, 60))),)
    return Receiver(
        phone=PhoneUse(account["phone"]),
        may_write=bool(account["may_write"]),
        safe_hours=hours,
        zone=account["zone"],
        is_staff=bool(account["staff"]),
        reachable=bool(account["reachable"]),
        neutral_waiting=account["neutral_sent_ms"] > 0,
    )

