"""A post office for tests: real records, the real Delivery, a channel that answers as told, a clock driven by hand.

`time` is the monotonic clock; the clock on the wall goes with it.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.channels.base import Abilities, Incoming, Outgoing, SendError, Sent
from bot.delivery import Delivery
from bot.outgoing import pack
from db import outbox, people
from db.outbox import Queued
from db.people import Actor
from db.unit import Dates, Unit
from db.vault import person as owner_of
from domain.contact import LANES, MessageClass
from tests.db.desk import Desk, open_desk


class Taken(SendError):
    """The server took the message, and its answer was lost."""

    def __init__(self) -> None:
        super().__init__("no answer", retryable=True, uncertain=True)


class Wire:
    """A channel. `taken` is what its server took, in order, with the time: (seconds, chat, text).

    `answers` says how the next tries of a text end; `holds` keeps every try open until `let_go`.
    """

    def __init__(self, name: str, post: "Post") -> None:
        self.name = name
        self.tries: list[tuple[float, str, str]] = []
        self.taken: list[tuple[float, str, str]] = []
        self.messages: list[Outgoing] = []  # what was taken, whole
        self.answers: dict[str, deque[Exception | None]] = defaultdict(deque)
        self.always: Exception | None = None
        self.open = 0
        self.moved = asyncio.Event()
        self._post = post
        self._gate = asyncio.Event()
        self._gate.set()

    def abilities(self, chat: str) -> Abilities:
        return Abilities(buttons_max=3, button_label_max=20)

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        raise NotImplementedError

    async def send(self, outgoing: Outgoing) -> Sent:
        seen = (self._post.time, outgoing.chat, outgoing.text)
        self.tries.append(seen)
        self.open += 1
        self.moved.set()
        try:
            await self._gate.wait()
        finally:
            self.open -= 1
        script = self.answers[outgoing.text]
        answer = script.popleft() if script else self.always
        if answer is None or isinstance(answer, Taken):
            self.taken.append(seen)
            self.messages.append(outgoing)
        if answer is not None:
            raise answer
        return Sent(message_ref=f"ref of {outgoing.text}")

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None: ...

    async def typing(self, chat: str) -> None: ...

    async def run(self, intake: Any) -> None: ...

    async def close(self) -> None: ...

    def hold(self) -> None:
        """From now on no try comes to an end."""
        self._gate.clear()

    def let_go(self) -> None:
        """What is held ends, and nothing is held any more."""
        self._gate.set()

    @property
    def texts(self) -> list[str]:
        return [text for _time, _chat, text in self.taken]


class Post:
    """`queue` decides to say something, `rest` lets it go out."""

    def __init__(self, desk: Desk, channel: str) -> None:
        self.desk = desk
        self.time = 1_000.0
        self.wire = Wire(channel, self)
        self.delivery = self._new_delivery()

    def _new_delivery(self) -> Delivery:
        return Delivery(self.desk.storage.writer, {self.wire.name: self.wire}, lambda: self.time)

    # -- people and messages ----------------------------------------------------------------------------------------

    async def person(self, name: str, *, phone: str = "own", staff: bool = False, chat: str = "") -> Actor:
        async def job(unit: Unit) -> Actor:
            person_id, account_id = unit.new_id(), unit.new_id()
            await unit.vault.have([owner_of(person_id)], create=True)
            people.add_person(unit, person_id, unit.now_ms)
            people.add_account(
                unit,
                account_id=account_id,
                person_id=person_id,
                channel=self.wire.name,
                address=chat or name,
                now_ms=unit.now_ms,
            )
            people.set_phone(unit, account_id, phone)
            if staff:
                unit.write("UPDATE persons SET staff = 1 WHERE id = $1", person_id)
            return Actor(
                account_id=account_id,
                person_id=person_id,
                channel=chat or name,
                phone=phone,
                language="id",
                zone="Asia/Jakarta",
                staff=staff,
            )

        return await self.desk.run(job)

    async def queue(
        self,
        to: Actor,
        *texts: str,
        kind: MessageClass = MessageClass.ANSWER,
        pushed: bool = False,
        urgent: bool = False,
        hand_over: bool = True,
        dates: Dates | None = None,
    ) -> list[int]:
        """Messages for her, committed together; their ids."""

        async def job(unit: Unit) -> list[Queued]:
            await unit.vault.have([owner_of(to.person_id)])
            rows = [
                Queued(
                    id=unit.new_id(),
                    account_id=to.account_id,
                    person_id=to.person_id,
                    channel=self.wire.name,
                    kind=kind.value,
                    lane=LANES[kind],
                    due_ms=unit.now_ms,
                    urgent=urgent,
                    pushed=pushed,
                    body=pack(Outgoing(outbox_id="", chat=to.channel, text=text)),
                    made_ms=unit.now_ms,
                    dates=dates,
                )
                for text in texts
            ]
            for row in rows:
                outbox.add(unit, row)
            if hand_over:
                unit.after_commit(lambda: self.delivery.hand_over(rows))
            return rows

        return [row.id for row in await self.desk.run(job)]

    async def push(self, to: Actor, *texts: str, **more: Any) -> list[int]:
        return await self.queue(to, *texts, kind=more.pop("kind", MessageClass.RELAY), pushed=True, **more)

    # -- time -------------------------------------------------------------------------------------------------------

    async def rest(self) -> None:
        """Return when nothing more goes out now."""
        await asyncio.wait_for(self.delivery.settle(), 20)

    async def pass_s(self, seconds: float) -> None:
        """Time goes on; what has become due goes out."""
        self.time += seconds
        self.desk.now_ms += round(seconds * 1000)
        self.delivery.tick()
        await self.rest()

    async def until_open(self, count: int) -> None:
        """Return when so many messages are on their way at once."""
        async with asyncio.timeout(20):
            while self.wire.open < count:
                self.wire.moved.clear()
                await self.wire.moved.wait()

    async def crash(self) -> None:
        """The program ends in the middle of everything, and starts again."""
        for line in self.delivery._lines.values():
            tasks = [task for task in (line._task, *line._sending) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        self.delivery = self._new_delivery()
        await self.delivery.start()

    # -- what is written down ---------------------------------------------------------------------------------------

    async def rows(self, columns: str = "state") -> list[tuple[Any, ...]]:
        """These columns of every row, in order."""

        async def job(unit: Unit) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in await unit.fetch(f"SELECT {columns} FROM outbox ORDER BY id")]

        return await self.desk.run(job)

    async def states(self) -> list[str]:
        return [row[0] for row in await self.rows()]

    async def one(self, sql: str, *params: Any) -> Any:
        async def job(unit: Unit) -> Any:
            row = await unit.fetch_one(sql, *params)
            return row[0] if row is not None else None

        return await self.desk.run(job)


@asynccontextmanager
async def open_post(
    folder: Path, *, channel: str = "plain", people: Iterable[str] = ()
) -> AsyncIterator[Post]:
    """channel: "telegram" and "whatsapp" have their pace, "plain" has none."""
    async with open_desk(folder) as desk:
        post = Post(desk, channel)
        await post.delivery.start()
        try:
            yield post
        finally:
            post.wire.let_go()
            await asyncio.wait_for(post.delivery.stop(), 20)
