"""What the bot sends: refused where the platform refuses, else shown; and nothing she did is lost on the way."""

from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Button, Channel, Edit, Layout, Media, Outgoing, RawEvent, SendError
from bot.channels.simulator.channel import Simulator, address_of
from bot.channels.simulator.gestures import act
from bot.channels.simulator.platforms import Look
from bot.channels.simulator.records import Message, Phone

HOUR_MS = 3_600_000


class World:
    """One phone, a clock in our hand, and a program that can be away."""

    def __init__(self, folder: Path, look: Look = Look.TELEGRAM) -> None:
        self.now_ms = 1_000 * HOUR_MS
        self.simulator = Simulator(folder, lambda: self.now_ms)
        self.simulator.add_phone("Siti", look=look)
        self.away = False
        self.taken: list[RawEvent] = []

    @property
    def phone(self) -> Phone:
        phone = self.simulator.chats.find_phone("siti")
        assert phone is not None
        return phone

    @property
    def messages(self) -> list[Message]:
        return self.simulator.chats.list_messages("siti")

    async def intake(self, events: list[RawEvent]) -> None:
        if self.away:
            raise OSError("away")
        self.taken += events

    async def says(self, **body: Any) -> int:
        number = act(self.simulator, self.phone, body)
        await self.simulator.deliver("siti", self.intake)
        return number

    async def sends(self, **fields: Any) -> str:
        return (await self.simulator.send(Outgoing(outbox_id="1", chat="siti", **fields))).message_ref

    async def refusal(self, **fields: Any) -> SendError:
        with pytest.raises(SendError) as refused:
            await self.sends(**fields)
        return refused.value


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def whatsapp(tmp_path: Path) -> World:
    return World(tmp_path, Look.WHATSAPP)


def test_it_is_a_channel(world: World) -> None:
    channel: Channel = world.simulator
    assert channel.name == "simulator"
    assert channel.abilities("siti").edits
    world.simulator.change_look(world.phone, Look.WHATSAPP)
    assert not channel.abilities("siti").edits


async def test_a_message_with_buttons_appears_on_the_phone(world: World) -> None:
    ref = await world.sends(
        text="Benar?", buttons=(Button(label="Ya", payload="y"),), layout=Layout.BUTTONS, protect=True
    )
    (message,) = world.messages
    assert (str(message.id), message.text, message.layout) == (ref, "Benar?", Layout.BUTTONS)
    assert (message.mine, message.state, message.protected) == (False, "delivered", True)


async def test_a_broken_limit_is_refused_for_good_and_shown_in_the_strip(world: World) -> None:
    error = await world.refusal(text="a" * 4097)
    assert (error.retryable, error.uncertain, error.unreachable) == (False, False, False)
    assert error.loggable == "telegram: text 4097 > 4096"
    assert world.messages == []
    assert [row["text"] for row in world.simulator.problems] == [
        "Teks pesan: 4097 huruf, paling banyak 4096."
    ]


async def test_a_refused_message_changes_nothing_of_what_is_there(world: World) -> None:
    ref = await world.sends(text="Benar?")
    await world.refusal(text="a" * 4097, edits=(Edit(message_ref=ref, text="Sudah"),), deletes=(ref,))
    assert [message.text for message in world.messages] == ["Benar?"]


async def test_an_unknown_or_blocked_phone_cannot_be_reached(world: World) -> None:
    with pytest.raises(SendError) as unknown:
        await world.simulator.send(Outgoing(outbox_id="1", chat="nobody", text="halo"))
    assert unknown.value.unreachable
    await world.says(block=True)
    assert (await world.refusal(text="halo")).unreachable


async def test_an_edit_twice_is_the_same_as_once(world: World) -> None:
    ref = await world.sends(text="Benar?", buttons=(Button(label="Ya", payload="y"),))
    for _ in range(2):
        assert await world.sends(edits=(Edit(message_ref=ref, text="Sudah dijawab"),)) == ""
    (message,) = world.messages
    assert (message.text, message.buttons, message.edited) == ("Sudah dijawab", (), True)


async def test_losing_only_its_buttons_is_no_edit_of_its_words(world: World) -> None:
    ref = await world.sends(text="Benar?", buttons=(Button(label="Ya", payload="y"),))
    await world.sends(edits=(Edit(message_ref=ref, text="Benar?"),))
    assert (world.messages[0].buttons, world.messages[0].edited) == ((), False)


async def test_replacing_edits_in_place_or_sends_anew_when_it_is_gone(world: World) -> None:
    ref = await world.sends(text="Menu lama")
    assert await world.sends(text="Menu baru", replaces=ref) == ref
    assert [message.text for message in world.messages] == ["Menu baru"]
    await world.sends(deletes=(ref,))
    assert await world.sends(text="Menu lagi", replaces=ref) != ref
    assert [message.text for message in world.messages] == ["", "Menu lagi"]


async def test_whatsapp_cannot_replace_and_gets_a_new_message(whatsapp: World) -> None:
    await whatsapp.says(text="halo")
    ref = await whatsapp.sends(text="Menu lama")
    assert await whatsapp.sends(text="Menu baru", replaces=ref) != ref
    assert [message.text for message in whatsapp.messages] == ["halo", "Menu lama", "Menu baru"]


async def test_a_deleted_message_leaves_nothing_to_read(world: World) -> None:
    number = await world.says(text="rahasia")
    for _ in range(2):
        await world.sends(deletes=(str(number),))
    (message,) = world.messages
    assert (message.deleted, message.text) == (True, "")


async def test_telegram_deletes_nothing_older_than_two_days(world: World) -> None:
    ref = await world.sends(text="lama")
    world.now_ms += 49 * HOUR_MS
    await world.sends(deletes=(ref,))
    assert world.messages[0].text == "lama"
    assert "48 jam" in world.simulator.problems[-1]["text"]


async def test_whatsapp_closes_its_window_a_day_after_her_last_message(whatsapp: World) -> None:
    assert "window" in (await whatsapp.refusal(text="Assalamualaikum")).loggable
    await whatsapp.says(text="halo")
    whatsapp.now_ms += 24 * HOUR_MS
    await whatsapp.sends(text="Halo, Bu.")
    whatsapp.now_ms += 1
    assert not (await whatsapp.refusal(text="Halo, Bu.")).retryable


async def test_a_document_can_be_fetched_and_is_gone_when_deleted(world: World) -> None:
    ref = await world.sends(
        text="Catatan", document=b"isi", document_name="a.pdf", document_mime="application/pdf"
    )
    file = world.messages[0].file
    assert file is not None
    media = Media(file_ref=file.ref)
    assert await world.simulator.fetch(media, 3) == b"isi"
    with pytest.raises(SendError, match="too large"):
        await world.simulator.fetch(media, 2)
    await world.sends(deletes=(ref,))
    with pytest.raises(SendError, match="gone"):
        await world.simulator.fetch(media, 3)


async def test_only_telegram_asks_for_the_number(world: World, tmp_path: Path) -> None:
    await world.sends(text="Boleh nomornya?", ask_contact=True)
    assert world.messages[-1].ask_contact
    world.simulator.change_look(world.phone, Look.WHATSAPP)
    await world.says(text="halo")
    await world.sends(text="Boleh nomornya?", ask_contact=True)
    assert not world.messages[-1].ask_contact


async def test_her_marks_go_from_sent_to_delivered_to_read(world: World) -> None:
    world.away = True
    with pytest.raises(OSError, match="away"):
        await world.says(text="halo")
    assert world.messages[0].state == "sent"
    world.away = False
    await world.simulator.deliver("siti", world.intake)
    assert world.messages[0].state == "delivered"
    await world.sends(text="Waalaikumsalam")
    assert world.messages[0].state == "read"


async def test_what_the_program_could_not_take_comes_first_and_in_order_later(world: World) -> None:
    world.away = True
    for text in ("satu", "dua"):
        with pytest.raises(OSError, match="away"):
            await world.says(text=text)
    world.away = False
    await world.says(text="tiga")
    assert [world.simulator.decode(event.body).text for event in world.taken] == ["satu", "dua", "tiga"]
    assert len({event.key for event in world.taken}) == 3


async def test_a_restart_hands_over_what_a_crash_left(world: World, tmp_path: Path) -> None:
    act(world.simulator, world.phone, {"text": "halo"})
    again = World(tmp_path)
    await again.simulator.run(again.intake)
    (event,) = again.taken
    assert (event.channel, event.chat, again.simulator.decode(event.body).text) == (
        "simulator",
        "siti",
        "halo",
    )
    await again.simulator.run(again.intake)
    assert len(again.taken) == 1


async def test_a_restart_shows_the_same_phone(world: World, tmp_path: Path) -> None:
    await world.says(text="halo")
    await world.sends(text="Benar?", buttons=(Button(label="Ya", payload="y"),))
    again = World(tmp_path)
    assert again.messages == world.messages
    assert again.phone == world.phone


async def test_an_event_keeps_its_key_when_it_is_handed_over_again(world: World, tmp_path: Path) -> None:
    keys: list[str] = []

    async def dies_after_taking(events: list[RawEvent]) -> None:
        keys.extend(event.key for event in events)
        raise OSError("the answer was lost")

    act(world.simulator, world.phone, {"text": "halo"})
    with pytest.raises(OSError, match="lost"):
        await world.simulator.deliver("siti", dies_after_taking)
    again = World(tmp_path)
    await again.simulator.run(again.intake)
    assert [event.key for event in again.taken] == keys


def test_a_phone_s_address_is_a_plain_short_word() -> None:
    assert address_of("Bu Yuyun") == "bu-yuyun"
    assert address_of("  SITI a. ") == "siti-a"
    assert address_of("Sité") == "site"
    assert address_of("<b>😀</b>") == "b-b"
    assert address_of("😀") == ""
    assert len(address_of("a b" * 30)) <= 30


def test_a_phone_is_added_once_with_a_number_nobody_has(world: World) -> None:
    first = world.simulator.add_phone("Bu Yuyun", role="member", look=Look.WHATSAPP)
    assert world.simulator.add_phone("bu yuyun", role="admin") == first
    assert first.number.startswith("+620")
    with pytest.raises(ValueError, match="huruf"):
        world.simulator.add_phone("😀")


async def test_a_cleared_chat_shows_nothing_not_even_a_trace(world: World) -> None:
    number, deleted = str(await world.says(text="rahasia")), str(await world.says(text="hapus jejak"))
    ref = await world.sends(text="Pertanyaan", deletes=(deleted,))
    for _ in range(2):
        await world.simulator.delete(world.phone.name, [number, deleted, ref, "999", "x"])
    shown = [(message.cleared, message.deleted, message.text) for message in world.messages]
    assert shown == [(True, True, "")] * 3


async def test_clearing_leaves_what_is_older_than_two_days(world: World) -> None:
    ref = await world.sends(text="lama")
    world.now_ms += 49 * HOUR_MS
    await world.simulator.delete(world.phone.name, [ref])
    assert [message.text for message in world.messages] == ["lama"]


async def test_a_phone_with_the_look_of_whatsapp_cannot_be_cleared(whatsapp: World) -> None:
    number = str(await whatsapp.says(text="rahasia"))
    with pytest.raises(SendError, match="whatsapp cannot delete"):
        await whatsapp.simulator.delete(whatsapp.phone.name, [number])
    assert [message.text for message in whatsapp.messages] == ["rahasia"]


async def test_a_phone_that_is_gone_or_blocks_is_not_cleared(world: World) -> None:
    with pytest.raises(SendError) as gone:
        await world.simulator.delete("nobody", ["1"])
    assert gone.value.unreachable
