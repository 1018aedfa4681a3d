"""Phones that look like WhatsApp tell what became of messages: delivered when they are on, read when they are seen."""

from pathlib import Path

import pytest

from bot.channels.base import IncomingKind, Outgoing, RawEvent, SendError
from bot.channels.simulator.channel import Simulator
from bot.channels.simulator.gestures import Refused, act
from bot.channels.simulator.platforms import Look
from bot.channels.simulator.told import READ, rise


class Room:
    """One simulator, the program's intake, and what it was told."""

    def __init__(self, folder: Path, look: Look) -> None:
        self.simulator = Simulator(folder, lambda: 5)
        self.simulator.add_phone("siti", look=look)
        self.taken: list[RawEvent] = []

    async def intake(self, events: list[RawEvent]) -> None:
        self.taken += events

    def do(self, **gesture: object) -> None:
        phone = self.simulator.chats.find_phone("siti")
        assert phone is not None
        act(self.simulator, phone, dict(gesture))

    async def send(self, outbox_id: str) -> str:
        return (
            await self.simulator.send(Outgoing(outbox_id=outbox_id, chat="siti", text="Halo"))
        ).message_ref

    @property
    def owed(self) -> list[tuple[str, str]]:
        """(status, our own number) of what the program is owed."""
        found = [self.simulator.decode(b"", each.body) for each in self.simulator.chats.list_owed("siti")]
        return [(each.status, each.status_ref) for each in found if each.kind is IncomingKind.STATUS]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    opened = Room(tmp_path, Look.WHATSAPP)
    opened.do(text="halo")
    return opened


async def test_a_message_is_delivered_at_once_and_read_when_the_page_shows_it(room: Room) -> None:
    ref = await room.send("41")
    assert room.owed == [("delivered", "41")]
    phone = room.simulator.chats.find_phone("siti")
    assert phone is not None
    for _twice in range(2):
        room.simulator.put(*rise(room.simulator.chats, phone, READ, 6, up_to=int(ref)))
    assert room.owed == [("delivered", "41"), ("read", "41")]


async def test_what_stands_below_what_she_sees_is_not_read(room: Room) -> None:
    ref = await room.send("41")
    await room.send("42")
    phone = room.simulator.chats.find_phone("siti")
    assert phone is not None
    room.simulator.put(*rise(room.simulator.chats, phone, READ, 6, up_to=int(ref)))
    assert ("read", "42") not in room.owed


async def test_whoever_writes_has_read(room: Room) -> None:
    await room.send("41")
    room.do(text="ya")
    assert room.owed == [("delivered", "41"), ("read", "41")]


async def test_while_the_phone_is_off_nothing_is_delivered_and_all_of_it_once_it_is_on(room: Room) -> None:
    room.do(off=True)
    await room.send("41")
    assert room.owed == []
    with pytest.raises(Refused):
        room.do(text="ya")
    room.do(off=False)
    assert room.owed == [("delivered", "41")]
    with pytest.raises(Refused):
        room.do(off=False)


async def test_on_telegram_a_message_is_sent_and_that_is_all_anybody_knows(tmp_path: Path) -> None:
    room = Room(tmp_path, Look.TELEGRAM)
    await room.send("41")
    room.do(text="ya")
    assert room.owed == []


async def test_the_program_is_told_by_itself_once_it_receives(room: Room) -> None:
    await room.simulator.run(room.intake)
    room.taken.clear()
    await room.send("41")
    await room.simulator.close()
    assert [room.simulator.decode(each.body).status for each in room.taken] == ["delivered"]
    assert room.owed == []


async def test_what_the_program_cannot_store_now_is_owed_on(room: Room) -> None:
    async def broken(events: list[RawEvent]) -> None:
        raise OSError

    await room.simulator.deliver("siti", room.intake)
    await room.simulator.run(broken)
    await room.send("41")
    await room.simulator.close()
    assert room.owed == [("delivered", "41")]


async def test_that_an_account_is_gone_is_told_only_when_somebody_writes_to_it(room: Room) -> None:
    owed = len(room.simulator.chats.list_owed("siti"))
    room.do(gone=True)
    assert len(room.simulator.chats.list_owed("siti")) == owed
    with pytest.raises(SendError) as refused:
        await room.send("41")
    assert refused.value.unreachable
    with pytest.raises(Refused):
        room.do(text="ya")
    room.do(gone=False)
    await room.send("42")
    assert room.owed == [("delivered", "42")]
