"""Boleh petugas lain: she is asked where nobody else may read, and both answers are good ones."""

from db.matter_rows import find
from db.unit import Unit
from domain.matters import Matter
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.play import Play
from tests.world import World

ASKED = "Maaf, Rina belum bisa membalas. Boleh petugas lain di Dinas Sosial Kaltim membaca?"


async def asked(world: World, play: Play) -> Matter:
    """She wrote to Rina alone, who has not answered for four hours of the office."""
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await add_woman(world, "Wati")
    matter = await write(world, "Wati", "bu rina saja ya", only_holder=True)
    await play(f"""
        (jam +130 menit)
        Bot → Rina: 1 pesan warga belum dijawab, paling lama sejak 11.00. [Pesan warga]
        (jam +2 jam)
        Bot → Wati: {ASKED} [Boleh] [Jangan dulu]
    """)
    return matter


async def is_for_one_alone(world: World, matter: Matter) -> bool:
    async def job(unit: Unit) -> bool:
        now = await find(unit, matter.id)
        assert now is not None
        return now.only_holder

    return await world.run(job)


async def test_who_says_yes_is_read_by_colleagues_and_they_hear_that_somebody_waits(
    play: Play, world: World
) -> None:
    matter = await asked(world, play)
    await play("""
        Wati: [Boleh]
        Bot: Baik, Bu. Petugas lain di Dinas Sosial Kaltim sekarang boleh membaca. /
            Begitu ada yang membalas, Ibu saya kabari.
        (jam +1 menit)
        Bot → Dewi: 1 urusan bisa diambil. [Pesan warga]
        Bot → Rina: 1 pesan warga belum dijawab, paling lama sejak 11.00. [Pesan warga]
    """)
    assert not await is_for_one_alone(world, matter)


async def test_who_says_not_yet_is_read_by_nobody_else_and_may_think_again(play: Play, world: World) -> None:
    matter = await asked(world, play)
    await play("""
        Wati: [Jangan dulu]
        Bot: Baik, Bu. Pesan Ibu tidak dibaca petugas lain. / Kalau berubah pikiran, ketik PETUGAS.
        (jam +1 menit)
    """)
    assert await is_for_one_alone(world, matter)


async def test_what_was_answered_meanwhile_needs_no_leave_any_more(play: Play, world: World) -> None:
    matter = await asked(world, play)

    async def answer(unit: Unit) -> None:
        unit.write("UPDATE matters SET waiting_ms = 0, due_ms = 0, climbed = 0 WHERE id = $1", matter.id)

    await world.run(answer)
    await play("""
        Wati: [Boleh]
        Bot: Tidak perlu lagi, Bu. Pesan Ibu sudah dibalas.
    """)
    assert await is_for_one_alone(world, matter)


async def test_on_a_shared_phone_only_a_neutral_sentence_comes_and_she_finds_the_question(
    play: Play, world: World
) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await add_woman(world, "Wati", phone="shared")
    await write(world, "Wati", "bu rina saja ya", only_holder=True)
    await play(f"""
        (jam +130 menit)
        Bot → Rina: 1 pesan warga belum dijawab, paling lama sejak 11.00. [Pesan warga]
        (jam +2 jam)
        Bot → Wati: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Wati: kabar
        Bot: Kabar 1 dari 1: {ASKED} [Boleh] [Jangan dulu] [Sudah saya baca]
    """)
