"""Grup chat: the bot stays in a chat of several only where an officer asked for it, and says only sums there."""

from types import MappingProxyType

import pytest

from conversation.text import _
from db import announcement_rows, group_chats, outbox
from db.unit import Unit
from domain.announcements import Audience, Content, NewsKind, Part, PartKind
from domain.contact import LANES, MessageClass
from domain.roles import Role
from handlers import house
from handlers.group.chats import tell_chats
from tests.announced import plant
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
        Bot: Ringkasan rapat sudah dikirim ke grup chat. Mau apa? [Tambah grup]
            [Tambah kabar kantor] [Berhenti kirim] [Tetap begini]
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


# -- announcements --------------------------------------------------------------------------------------------------

WANTS_NEWS = """
    Lilis: sambung grup
    Bot: Ringkasan rapat sudah dikirim ke grup chat. Mau apa? [Tambah grup]
        [Tambah kabar kantor] [Berhenti kirim] [Tetap begini]
    Lilis: tambah kabar kantor
    Bot: Kabar kantor untuk kelompok Mentari juga masuk ke grup. Tanpa nama anggota. /
        Semua yang ada di grup bisa membacanya. Setuju? [Ya] [Tidak]
    Lilis: ya
    Bot: Baik. Kabar kantor dikirim ke grup juga.
    Bot → Cucu: Lilis: kabar kantor juga dikirim ke grup chat. Kalau keliru, ketik: sambung grup.
"""
NOW_NEWS = "Ibu-ibu, kabar dari kantor sekarang juga masuk ke grup ini."
SAID = "Kabar dari Dinas Sosial Kaltim:\n\nIbu-ibu, besok kumpul di balai."


async def announce(
    world: World,
    *,
    own: bool = False,
    chats: bool = False,
    without: tuple[Part, ...] = (),
    those: tuple[Part, ...] = (),
    text: str = "{panggilan} {nama}, besok kumpul di balai.",
    choices: tuple[str, ...] = (),
    times: int = 2,
) -> int:
    """It is put into the chats, as often as the clock may come by; its id."""
    group_id = world.groups[MENTARI]
    whole = Part(kind=PartKind.GROUP, id=group_id)

    async def job(unit: Unit) -> int:
        lilis = await world.actor(unit, "Lilis")
        content = Content(
            texts=MappingProxyType({"id": text}),
            choices=choices,
            sender="Kelompok Mentari" if own else "Dinas Sosial Kaltim",
            news=NewsKind.GROUP,
            code=f"K{unit.new_id()}",
        )
        announcement_id = await plant(
            unit,
            [lilis.person_id],
            content,
            organisation_id=None if own else next(iter(world.offices.values())),
            group_id=group_id if own else None,
            audience=Audience(those=those or (whole,), without=without),
            chats=chats,
        )
        unit.write("UPDATE outbox SET state = 'sent' WHERE notice_id = $1", announcement_id)
        announcement = await announcement_rows.find(unit, announcement_id)
        assert announcement is not None
        for _again in range(times):
            await group_chats.announce(unit, announcement)
        lane = LANES[MessageClass.BROADCAST]
        queued = await outbox.list_due(unit, world.phones.channel, lane, unit.now_ms, 0, 9)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))
        return announcement_id

    found = await world.run(job)
    await world.rest()
    return found


async def linked(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(ASK)
    await put_in(world, "Lilis")


async def test_what_an_office_announces_stands_in_the_chat_only_where_the_group_has_said_so(
    play: Play, world: World
) -> None:
    await linked(play, world)
    await announce(world)
    assert said_there(world) == [HELLO]
    await play(WANTS_NEWS)
    await announce(world)
    assert said_there(world) == [HELLO, NOW_NEWS, SAID]


async def test_an_officer_takes_it_back(play: Play, world: World) -> None:
    await linked(play, world)
    await play(WANTS_NEWS)
    await play("""
        Cucu: sambung grup
        Bot: Ringkasan rapat dan kabar kantor dikirim ke grup chat. Mau apa? [Tambah grup]
            [Tanpa kabar kantor] [Berhenti kirim] [Tetap begini]
        Cucu: tanpa kabar kantor
        Bot: Baik. Kabar kantor tidak dikirim ke grup lagi.
    """)
    await announce(world)
    assert said_there(world) == [HELLO, NOW_NEWS]


async def test_who_thinks_better_of_it_has_changed_nothing(play: Play, world: World) -> None:
    await linked(play, world)
    await play("""
        Lilis: sambung grup
        Bot: ... [...]
        Lilis: kabar kantor
        Bot: ... Setuju? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, tidak ada yang berubah.
    """)
    await announce(world)
    assert said_there(world) == [HELLO]


async def test_one_that_leaves_somebody_of_the_group_out_is_not_read_there(play: Play, world: World) -> None:
    await linked(play, world)
    await play(WANTS_NEWS)
    await announce(world, without=(Part(kind=PartKind.ANSWERED, id=1, value="1"),))
    await announce(world, those=(Part(kind=PartKind.AREA, value="samarinda"),))
    assert said_there(world) == [HELLO, NOW_NEWS]


async def test_the_groups_own_goes_there_where_its_writer_wants_it_and_is_answered_in_private(
    play: Play, world: World
) -> None:
    await linked(play, world)
    await announce(world, own=True)
    assert said_there(world) == [HELLO]
    await announce(world, own=True, chats=True, text="Besok jadi?", choices=("Jadi", "Tidak"))
    asked = "Kabar dari Kelompok Mentari:\n\nBesok jadi?\n\nJawab lewat chat pribadi dengan saya."
    assert said_there(world) == [HELLO, asked]
    phones = world.phones
    assert isinstance(phones, TelegramPhones)
    assert not any(each.markup for each in phones._api.world.room(CHAT).messages.values())


async def test_a_correction_goes_where_the_mistake_went(play: Play, world: World) -> None:
    await linked(play, world)
    await play(WANTS_NEWS)
    wrong = await announce(world)
    await announce(world, those=(Part(kind=PartKind.GOT, id=wrong),), text="Maaf, kumpulnya lusa.")
    right = "Kabar dari Dinas Sosial Kaltim:\n\nMaaf, kumpulnya lusa."
    assert said_there(world) == [HELLO, NOW_NEWS, SAID, right]
