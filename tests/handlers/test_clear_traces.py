"""Hapus jejak: from any state, at once, nothing is lost of what is stored, and what is left is harmless."""

import pytest

from db import safe_words
from db.unit import Unit
from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.play import Play
from tests.world import Way, World

OUTSIDE = (
    "Ada yang bisa saya bantu, Bu? [Pelatihan umum] [Jadwal kelas] [Resep] [Syarat bantuan] [Alamat kantor]"
)
FULL = "Supaya HP tidak penuh, isi chat bisa dibersihkan. Tekan nama di atas, lalu Bersihkan chat. / "


def outside(world: World) -> str:
    """What she reads; where nothing can be deleted a tip about a full phone comes first."""
    return (FULL if world.way is Way.WHATSAPP else "") + OUTSIDE


def left(world: World, name: str) -> int:
    """How many messages of the program are still on her screen; on WhatsApp all stay."""
    return 1 if world.way is Way.WHATSAPP else len(world.phones.screen(name))


@pytest.mark.parametrize(
    "word", ["hapus jejak", "HAPUS JEJAK bu", "hpus jejak", "/hapus_jejak", "hapus chat"]
)
async def test_the_words_leave_only_the_harmless_outside(play: Play, world: World, word: str) -> None:
    await world.add("Siti", phone="shared")
    await play(f"""
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [...]
        Siti: petugas
        Bot: Ibu tinggal di mana? [...]
        Siti: {word}
        Bot: {outside(world)}
    """)
    assert left(world, "Siti") == 1


async def test_the_open_talk_is_closed_and_its_answers_are_kept(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(f"""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [Samarinda] [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [Boleh] [Tidak] [...]
        Siti: hapus jejak
        Bot: {outside(world)}
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [Lanjutkan yang tadi] [...]
        Siti: [Lanjutkan yang tadi]
        Bot: Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti. / ... Boleh saya catat? [...]
    """)


async def test_what_was_sent_to_the_office_stays_there(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    before = world.requests
    await play(f"""
        Siti: hapus jejak
        Bot: {outside(world)}
    """)
    assert world.requests == before == ["Siti screening menunggu cocok_awal"]
    assert left(world, "Siti") == 1
    assert len(world.phones.screen("Petugas")) == 1


async def test_a_stranger_may_clear_her_chat_too(play: Play, world: World) -> None:
    await play(f"""
        Siti: halo
        Bot: ... [...]
        Siti: hapus jejak
        Bot: {outside(world)}
    """)
    assert left(world, "Siti") == 1


async def test_the_menu_of_a_shared_phone_has_a_quick_button(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    label = "Tutup" if world.way is Way.WHATSAPP else "Bersihkan chat"
    await play(f"""
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [...] [{label}]
        Siti: [{label}]
        Bot: {outside(world)}
    """)
    assert left(world, "Siti") == 1


async def test_what_is_too_old_is_told_as_a_tip_about_a_full_phone(play: Play, world: World) -> None:
    await world.add("Siti")
    await play(f"""
        Siti: menu
        Bot: ... [...]
        (jam +50 jam)
        Siti: hapus jejak
        Bot: {FULL}{OUTSIDE}
    """)
    assert left(world, "Siti") == (1 if world.way is Way.WHATSAPP else 2)


async def test_a_word_of_her_own_clears_from_any_state(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")

    async def choose(unit: Unit) -> None:
        await safe_words.add(unit, (await world.actor(unit, "Siti")).account_id, "kuelapis")

    await world.run(choose)
    await play(f"""
        Siti: petugas
        Bot: Ibu tinggal di mana? [...]
        Siti: Kue lapis!
        Bot: {outside(world)}
        Siti: kue
        Bot: ... [...]
    """)
    bodies = await world.run(lambda unit: unit.fetch("SELECT body FROM inbox ORDER BY id"))
    forgotten = [row["body"] is None for row in bodies]
    if (
        world.way is Way.WHATSAPP
    ):  # what the channel tells of our messages stands between them, and is forgotten too
        assert forgotten.count(False) == 2
    else:
        assert forgotten == [False, True, False]


async def test_on_a_shared_phone_nothing_is_left_after_a_day(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play("""
        Siti: menu
        Bot: ... [...]
        (jam +24 jam)
    """)
    assert left(world, "Siti") == (1 if world.way is Way.WHATSAPP else 0)
    assert await her_refs(world) == 0


async def test_a_sensitive_screen_is_left_for_ten_minutes_only(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play("""
        Siti: menu
        Bot: ... [...]
        Siti: petugas
        Bot: Ibu tinggal di mana? [...]
        (jam +9 menit)
        (jam +2 menit)
    """)
    shown = [bubble.text for bubble in world.phones.screen("Siti")]
    assert [("tinggal di mana" in text) for text in shown] == (
        [False, True] if world.way is Way.WHATSAPP else [False]
    )


async def test_on_her_own_phone_everything_stays(play: Play, world: World) -> None:
    await world.add("Siti", phone="own")
    await play("""
        Siti: petugas
        Bot: Ibu tinggal di mana? [...]
        (jam +49 jam)
    """)
    assert len(world.phones.screen("Siti")) == 1
    assert await her_refs(world) == 0


async def her_refs(world: World) -> int:
    rows = await world.run(
        lambda unit: unit.fetch("SELECT id FROM inbox WHERE message_ref <> '' OR account_id <> 0")
    )
    return len(rows)
