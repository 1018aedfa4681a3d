"""What has to go goes at once, is repeated after a crash, waits when the channel says so, and one chat stops no other."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Abilities, Incoming, IncomingKind, Outgoing, SendError, Sent
from bot.clearing import Clearing
from bot.delivery import Delivery
from bot.limits import CLEAR_RETRY_DELAYS_S
from db import outbox, people, removals
from db.outbox import CLEARED_MS, Queued
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from handlers.conversations import CONVERSATIONS
from tests.bot.room import TELEGRAM, WHATSAPP, open_room
from tests.db.desk import Desk, open_desk
from tests.quick_exit import Found, measure
from tests.world import Way, make_template, open_world

CHATS, CHATS_SOME = 200, 20


class Screens:
    """A channel that knows what is on its phones. `breaks` meets the next deletion in that chat."""

    name = "simulator"

    def __init__(self, abilities: Abilities = TELEGRAM) -> None:
        self.looks = abilities
        self.on: dict[str, list[str]] = {}
        self.asked: list[str] = []
        self._faults: dict[str, list[Exception]] = {}

    def breaks(self, chat: str, *faults: Exception) -> None:
        self._faults[chat] = list(faults)

    def abilities(self, chat: str) -> Abilities:
        return self.looks

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None:
        self.asked.append(chat)
        if faults := self._faults.get(chat):
            raise faults.pop(0)
        self.on[chat] = [ref for ref in self.on[chat] if ref not in message_refs]

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        raise NotImplementedError

    async def send(self, outgoing: Outgoing) -> Sent:
        raise NotImplementedError

    async def typing(self, chat: str) -> None: ...

    async def run(self, intake: Any) -> None: ...

    async def close(self) -> None: ...


class House:
    """Phones with messages on them, and the clearing over real records."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.time = 1_000.0
        self.screens = Screens()
        self.open()

    def open(self) -> None:
        writer, channels = self.desk.storage.writer, {self.screens.name: self.screens}
        self.delivery = Delivery(writer, channels, lambda: self.time)
        self.clearing = Clearing(writer, channels, self.delivery)

    async def woman(self, name: str, *refs: str, phone: str = "shared") -> Actor:
        """She has these messages of ours on her phone."""
        actor = await self.desk.person(name)
        self.screens.on[name] = list(refs)

        async def job(unit: Unit) -> None:
            people.set_phone(unit, actor.account_id, phone)
            await unit.vault.have([owner_of(actor.person_id)])
            for ref in refs:
                row = Queued(
                    id=unit.new_id(),
                    account_id=actor.account_id,
                    person_id=actor.person_id,
                    channel=self.screens.name,
                    kind="answer",
                    lane=1,
                    due_ms=0,
                    body=b"{}",
                )
                outbox.add(unit, row)
                outbox.sent(unit, row.id, ref, unit.now_ms)

        await self.desk.run(job)
        return actor

    async def asks(self, *women: Actor) -> None:
        async def job(unit: Unit) -> None:
            for each in women:
                await removals.ask(unit, each.account_id)

        await self.desk.run(job)

    async def pass_s(self, seconds: float) -> None:
        self.time += seconds
        self.desk.now_ms += round(seconds * 1000)
        await self.rest()

    async def rest(self) -> None:
        await asyncio.wait_for(self.clearing.settle(), 20)

    async def waiting(self) -> int:
        async def job(unit: Unit) -> int:
            row = await unit.fetch_one("SELECT count(*) AS n FROM removals")
            return row["n"] if row is not None else 0

        return await self.desk.run(job)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_desk(tmp_path) as desk:
        opened = House(desk)
        opened.clearing.start()
        try:
            yield opened
        finally:
            await asyncio.wait_for(opened.clearing.stop(), 20)


async def test_what_she_asked_to_clear_is_gone_and_the_clearing_is_forgotten(house: House) -> None:
    siti, _yuyun = await house.woman("demo siti", "1", "2"), await house.woman("demo yuyun", "3")
    await house.asks(siti)
    await house.rest()
    assert house.screens.on == {"demo siti": [], "demo yuyun": ["3"]}
    assert await house.waiting() == 0
    assert house.clearing.counts == {"deleted": 2, "failed": 0}


async def test_the_clock_takes_what_others_might_read(house: House) -> None:
    await house.woman("demo siti", "1")
    await house.woman("demo yuyun", "2", phone="own")
    await house.pass_s(CLEARED_MS / 1000)
    assert house.screens.on == {"demo siti": [], "demo yuyun": ["2"]}


async def test_a_start_takes_up_what_a_crash_has_left(house: House) -> None:
    siti = await house.woman("demo siti", "1")
    await house.clearing.stop()
    await house.asks(siti)
    assert house.screens.on["demo siti"] == ["1"]
    house.open()
    house.clearing.start()
    await house.rest()
    assert house.screens.on["demo siti"] == []


async def test_a_stop_that_the_channel_asks_for_holds_for_everything(house: House) -> None:
    women = [await house.woman(f"demo {number}", "1") for number in range(3)]
    house.screens.breaks(
        "demo 0", SendError("too many", retryable=True, retry_after_s=7.0, whole_channel=True)
    )
    await house.asks(women[0])
    await house.rest()
    assert house.delivery.rest_s("simulator") == 7.0
    await house.asks(*women[1:])
    await house.pass_s(6.9)
    assert house.screens.asked == ["demo 0"]
    await house.pass_s(0.2)
    assert house.screens.on == {f"demo {number}": [] for number in range(3)}


async def test_a_chat_that_cannot_be_cleared_stops_no_other_and_is_tried_again(house: House) -> None:
    siti, yuyun = await house.woman("demo siti", "1"), await house.woman("demo yuyun", "2")
    house.screens.breaks("demo siti", SendError("gone wrong", retryable=True), RuntimeError("a bug"))
    await house.asks(siti, yuyun)
    await house.rest()
    assert house.screens.on == {"demo siti": ["1"], "demo yuyun": []}
    await house.pass_s(CLEAR_RETRY_DELAYS_S[0])
    assert house.screens.on["demo siti"] == ["1"]
    await house.pass_s(CLEAR_RETRY_DELAYS_S[1])
    assert (house.screens.on["demo siti"], await house.waiting()) == ([], 0)
    assert house.clearing.counts["failed"] == 2


async def test_a_channel_that_cannot_delete_is_never_asked(house: House) -> None:
    house.screens.looks = WHATSAPP
    siti = await house.woman("demo siti", "1")
    await house.asks(siti)
    await house.rest()
    await house.pass_s(CLEARED_MS / 1000)
    assert (house.screens.asked, await house.waiting()) == ([], 0)


async def test_messages_of_a_channel_that_is_switched_off_wait_for_it(house: House) -> None:
    siti = await house.woman("demo siti", "1")
    await house.clearing.stop()
    away = Clearing(house.desk.storage.writer, {}, house.delivery)
    away.start()
    await house.asks(siti)
    await away.settle()
    await away.stop()
    house.open()
    house.clearing.start()
    await house.pass_s(CLEAR_RETRY_DELAYS_S[-1])
    assert house.screens.on["demo siti"] == []


# -- the quick exit, on the whole program over a Bot API server -------------------------------------------------------


async def exits(tmp_path: Path, count: int, *, kill: bool, faults: bool) -> Found:
    await make_template(tmp_path / "template")
    async with open_world(tmp_path / "data", Way.TELEGRAM, template=tmp_path / "template") as world:
        return await measure(world, count, kill=kill, faults=faults)


@pytest.mark.parametrize(
    "kill, faults", [(False, False), (True, False), (False, True)], ids=["steady", "killed half-way", "torn"]
)
@pytest.mark.parametrize("count", [CHATS_SOME, pytest.param(CHATS, marks=pytest.mark.slow)])
async def test_after_random_chats_nothing_is_left_but_the_harmless_outside(
    tmp_path: Path, count: int, kill: bool, faults: bool
) -> None:
    found = await exits(tmp_path, count, kill=kill, faults=faults)
    assert found.messages > 3 * count
    assert found.left == ()


async def test_in_a_group_nobody_clears_anything(tmp_path: Path) -> None:
    async with open_room(tmp_path, CONVERSATIONS) as room:
        await room.knows("siti")
        assert await room.sends("siti", IncomingKind.GROUP_TEXT, text="hapus jejak") == ""
        assert await room.table("SELECT id FROM removals") == []
        assert "[Resep]" in await room.says("siti", "hapus jejak")
        assert await room.table("SELECT id FROM removals WHERE scope = 'chat'") != []
