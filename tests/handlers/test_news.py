"""What waited until she looks is shown one at a time, once, with its buttons."""

import json
from types import MappingProxyType

import pytest

from bot.render import render
from conversation.questions import Narrowed, Said, Understood
from conversation.text import Text, _
from db.unit import Paper, Unit
from domain.announcements import Content, NewsKind
from handlers.names import ANSWER_NEWS
from handlers.news import Door, Item, announced, choices_of
from handlers.questions import OneOf
from tests.play import Play
from tests.world import Way, World


async def test_news_is_read_one_by_one_and_what_was_left_stays(play: Play, world: World) -> None:
    siti = await world.add("Siti", phone="shared")
    for text in (_("Satu."), _("Dua."), _("Tiga.")):
        await world.tell(siti, text)
    await play("""
        (jam +1 menit)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [Kabar baru (3)] [...]
        Siti: [Kabar baru (3)]
        Bot: Kabar 1 dari 3: / Satu. [Berikutnya] [Nanti saja]
        Siti: berikutnya
        Bot: Kabar 2 dari 3: / Dua. [Berikutnya] [Nanti saja]
        Siti: nanti saja
        Bot: Baik, Bu. Kabar yang lain tetap saya simpan.
        Siti: kabar
        Bot: Kabar 1 dari 1: / Tiga. [Sudah saya baca]
        Siti: sudah
        Bot: Baik, Bu. Itu semua kabarnya.
        Siti: kabar
        Bot: Belum ada kabar baru, Bu.
    """)
    assert world.audit == ["Siti read message Siti relay"] * 3


async def test_on_a_phone_of_her_own_nothing_waits(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await world.tell(siti, _("Satu."))
    await play("""
        (jam +1 menit)
        Bot → Siti: Satu.
        Siti: kabar
        Bot: Belum ada kabar baru, Bu.
    """)


async def test_at_night_the_neutral_sentence_waits_for_the_morning(play: Play, world: World) -> None:
    siti = await world.add("Siti", phone="shared")
    await world.pass_time(12 * 3600)
    await world.tell(siti, _("Satu."))
    await play("""
        (jam +8 jam)
        (jam +2 jam)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
    """)


@pytest.mark.parametrize("phone", ["own", "shared"])
async def test_who_looks_at_night_reads_what_waits_for_the_morning_and_is_not_told_again(
    play: Play, world: World, phone: str
) -> None:
    siti = await world.add("Siti", phone=phone)
    await world.pass_time(12 * 3600)
    await world.tell(siti, _("Satu."))
    await play("""
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [Kabar baru (1)] [...]
        Siti: kabar
        Bot: Kabar 1 dari 1: / Satu. [Sudah saya baca]
        Siti: sudah
        Bot: Baik, Bu. Itu semua kabarnya.
        (jam +12 jam)
    """)


@pytest.mark.parametrize("way", [Way.WHATSAPP], indirect=True)
async def test_what_whatsapp_does_not_let_through_waits_until_she_writes(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await world.pass_time(2 * 24 * 3600)
    await world.tell(siti, _("Satu."))
    await play("""
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [Kabar baru (1)] [...]
    """)


def test_a_bare_sudah_beside_her_own_answer_is_asked_about_and_loses_nothing() -> None:
    """She means "Sudah saya terima"; taken as a goodbye, the question about her money would be gone."""
    doors = (
        Door(label="Sudah saya terima", talk="terima", args=()),
        Door(label="Belum", talk="terima", args=()),
    )
    alone = choices_of(Item(text="", doors=doors, left=0))
    assert isinstance(OneOf(of=alone).read(Said(text="sudah")), Narrowed)
    assert OneOf(of=alone).read(Said(text="baca")) == Understood("read")
    followed = choices_of(Item(text="", doors=doors, left=1))
    assert OneOf(of=followed).read(Said(text="sudah")) == Understood("door0")


async def test_an_announcements_picture_comes_with_its_words(world: World) -> None:
    await world.add("Siti", phone="shared", language="su")
    content = Content(
        texts=MappingProxyType(
            {"id": "{panggilan} {nama}, besok libur.", "su": "{panggilan} {nama}, enjing libur."}
        ),
        choices=("Ya", "Tidak"),
        sender="Dinas Sosial",
        news=NewsKind.OTHER,
        code="K2345X",
        recipe="announcement/picture.jpg",
        recipe_args=(7,),
    )
    body = {
        **json.loads(content.pack()),
        "chat": "1",
        "salutation": "Teteh",
        "name": "Siti",
        "language": "su",
    }

    async def job(unit: Unit) -> tuple[Item, list[Paper | None]]:
        unit.actor = await world.actor(unit, "Siti")
        item = announced(unit, body, 2)
        told, unit.told = unit.told, []
        return item, [each.paper for each in told]

    item, papers = await world.run(job)
    assert isinstance(item.text, Text)
    assert "Teteh Siti, enjing libur." in render(item.text, "su")
    assert [(each.label, each.talk, each.args) for each in item.doors] == [
        ("Ya", ANSWER_NEWS, ("K2345X", 1)),
        ("Tidak", ANSWER_NEWS, ("K2345X", 2)),
    ]
    assert papers == [Paper("announcement/picture.jpg", (7,))]
    assert item.left == 2
