"""Grup chat: the bot stays in a chat of several only where an officer asked for it, and says only sums there."""

import pytest

from conversation.text import _
from db import group_chats
from db.unit import Unit
from domain.contact import MessageClass
from domain.roles import Role
from handlers import house
from handlers.group.chats import tell_chats
from tests.handlers.office_people import add_named, chair_and_treasurer
from tests.handlers.second.scenes import practise
from tests.phones import TelegramPhones
from tests.play import Play
from tests.world import MENTARI, Way, World

CHAT = -1_000_000_000_042
ASK = """
    Lilis: sambung grup
    Bot: Sesudah rapat, saya kirim jumlah uang dan angka cek ke grup. Tanpa nama. /
        Sambungkan grup Telegram kelompok Mentari? [Ya] [Tidak]
    Lilis: ya
    Bot: Sekarang masukkan saya ke grup itu, dalam 1 jam. / Ibu sendiri yang memasukkan, dari HP ini.
    Bot → Cucu: Lilis menyambungkan grup chat. Ringkasan rapat dikirim ke sana. Kalau keliru, ketik: sambung grup.
"""
LATER = """
    (jam +2 jam)
"""


@pytest.fixture
def way() -> Way:
    """Only Telegram has chats of several in which a program may be."""
    return Way.TELEGRAM


async def put_in(world: World, by: str) -> list[str]:
    """Somebody puts the bot into the chat; what it says there, and whether it has left."""
    phones = world.phones
    assert isinstance(phones, TelegramPhones)
    phones._api.adds_bot(CHAT, by=int(phones.address(by)))
    await phones._taken()
    await world.rest()
    return said_there(world)


def said_there(world: World) -> list[str]:
    phones = world.phones
    assert isinstance(phones, TelegramPhones)
    room = phones._api.world.room(CHAT)
    return [each.text for each in room.messages.values() if each.mine] + (
        ["(pergi)"] if room.state == "left" else []
    )


async def tell(world: World) -> None:
    async def job(unit: Unit) -> None:
        await tell_chats(unit, world.groups[MENTARI], _("Uang kas kelompok sudah dihitung."))
        told, unit.told = unit.told, []
        queued = await world.app.teller.queue(unit, told)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))

    await world.run(job)
    await world.rest()


HELLO = "Halo, Ibu-ibu. Sesudah rapat, jumlah dan angka cek kelompok Mentari saya kirim ke sini."


async def test_the_chat_an_officer_has_asked_for_gets_the_sums(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(ASK)
    assert await put_in(world, "Lilis") == [HELLO]
    await tell(world)
    assert said_there(world) == [HELLO, "Uang kas kelompok sudah dihitung."]


async def test_a_chat_nobody_asked_for_is_left(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    assert await put_in(world, "Lilis") == [house.NOT_INVITED.message, "(pergi)"]


async def test_somebody_else_cannot_use_what_an_officer_asked_for(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await add_named(world, "Siti", "Siti", Role.MEMBER)
    await play(ASK)
    assert await put_in(world, "Siti") == [house.NOT_INVITED.message, "(pergi)"]


async def test_after_an_hour_it_has_to_be_asked_again(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(ASK + LATER)
    assert await put_in(world, "Lilis") == [house.NOT_INVITED.message, "(pergi)"]


async def test_an_officer_stops_it_again(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(ASK)
    await put_in(world, "Lilis")
    await play("""
        Lilis: sambung grup
        Bot: Ringkasan rapat sudah dikirim ke grup chat. Mau apa? [Tambah grup] [Berhenti kirim] [Tetap begini]
        Lilis: berhenti kirim
        Bot: Baik. Ringkasan tidak dikirim ke grup lagi. / Saya boleh dikeluarkan dari grup itu.
    """)
    await tell(world)
    assert said_there(world) == [HELLO]
    assert MessageClass.RECEIPT.value not in " ".join(world.pushes)


async def test_what_is_only_practised_goes_to_no_chat(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await practise(world)
    await play("""
        Lilis: sambung grup
        Bot: Ini kelompok latihan. Tidak ada yang dikirim ke luar.
    """)

    async def ask(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Lilis")
        group_chats.ask(unit, world.groups[MENTARI])

    await world.run(ask)
    assert await put_in(world, "Lilis") == [house.NOT_INVITED.message, "(pergi)"]
