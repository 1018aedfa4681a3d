"""How it was for her: asked once, never needed; who was not helped is not sent away."""

import pytest

from db import matters
from db.unit import Unit
from domain.matters import Result
from domain.roles import Role
from handlers.contact.close_steps import close_matter
from tests.handlers.contact.hers import answer, list_matters
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.play import Play
from tests.world import World


async def _closed(world: World, *, phone: str = "own") -> None:
    await add_woman(world, "Siti", phone=phone)
    await add_worker(world, "Rina")
    await write(world, "Siti", "bu bantuan saya belum cair")
    await answer(world, "Sudah diurus, Bu.")

    async def close(unit: Unit) -> None:
        siti = (await world.actor(unit, "Siti")).person_id
        unit.actor = await world.actor(unit, "Rina")
        (matter,) = await matters.of_person(unit, siti)
        await close_matter(unit, matter.id, Result.HELPED.value, "", "", False, matter.messages)
        told, unit.told = unit.told, []
        queued = await world.app.teller.queue(unit, told)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))

    await world.run(close)
    await world.rest()


CLOSED = """
        (jam +1 detik)
        Bot → Siti: Rina, Dinas Sosial Kaltim: / Sudah diurus, Bu. [Balas]
        Bot → Siti: Pesan Ibu ke Rina, Dinas Sosial Kaltim, sudah selesai. ... [Baik] [Biasa saja] [Kurang]
"""


@pytest.mark.parametrize(("label", "face"), [("[Baik]", 1), ("[Biasa saja]", 2)])
async def test_a_tap_is_enough(play: Play, world: World, label: str, face: int) -> None:
    await _closed(world)
    await play(f"""{CLOSED}
        Siti: {label}
        Bot: Terima kasih, Bu. Masih perlu? Ketik PETUGAS.
        Siti: {label}
        Bot: Sudah dijawab, Bu. Terima kasih.
    """)
    assert await list_matters(world) == [f"Siti dengan Rina: 2 pesan, ditutup terbantu {face}"]


async def test_who_was_not_helped_may_have_it_taken_up_again(play: Play, world: World) -> None:
    await _closed(world)
    await play(f"""{CLOSED}
        Siti: [Kurang]
        Bot: Terima kasih sudah jujur, Bu. Maaf, itu belum baik. / Mau bagaimana, Bu? [Buka lagi] [Soal petugas] [Cukup]
        Siti: buka lagi
        Bot: Pesan Ibu sudah dibuka lagi. / Yang membaca: Rina, Dinas Sosial Kaltim. / Tulis saja di sini. ... [Selesai]
        Siti: belum cair bu
    """)
    assert (await list_matters(world))[0].startswith("Siti dengan Rina: 3 pesan, menunggu")


async def test_or_somebody_else_hears_of_it(play: Play, world: World) -> None:
    await _closed(world)
    await add_worker(world, "Ratna", Role.SUPERVISOR)
    await play(f"""{CLOSED}
        Siti: [Kurang]
        Bot: ... [Buka lagi] [Soal petugas] [Cukup]
        Siti: soal petugas
        Bot: Ini soal siapa, Bu? Orang itu tidak diberi tahu. [Rina] [Ratna] [...]
    """)
    assert await list_matters(world) == ["Siti dengan Rina: 2 pesan, ditutup terbantu 3"]


async def test_typed_it_is_asked_and_may_be_left(play: Play, world: World) -> None:
    await _closed(world)
    await play(f"""{CLOSED}
        Siti: nilai petugas
        Bot: Bagaimana Dinas Sosial Kaltim melayani Ibu? [Baik] [Biasa saja] [Kurang] [Tidak mau menjawab]
        Siti: lewati
        Bot: Baik, Bu. Tidak apa-apa.
        Siti: nilai petugas
        Bot: ... [...]
        Siti: biasa saja
        Bot: Terima kasih, Bu. ...
        Siti: nilai petugas
        Bot: Sudah dijawab, Bu. Terima kasih.
    """)
    assert await list_matters(world) == ["Siti dengan Rina: 2 pesan, ditutup terbantu 2"]


async def test_on_a_shared_phone_it_waits_until_she_looks(play: Play, world: World) -> None:
    await _closed(world, phone="shared")
    await play("""
        (jam +1 detik)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: kabar
        Bot: Kabar 1 dari 2: ... [...]
        Siti: berikutnya
        Bot: Kabar 2 dari 2: / Pesan Ibu ke Rina, Dinas Sosial Kaltim, sudah selesai. ... [Baik] [Biasa saja] [Kurang]
            [Sudah saya baca]
        Siti: baik
        Bot: Terima kasih, Bu. ...
    """)
    assert await list_matters(world) == ["Siti dengan Rina: 2 pesan, ditutup terbantu 1"]


async def test_who_has_nothing_closed_is_asked_nothing(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await play("""
        Siti: nilai petugas
        Bot: Belum ada yang perlu dinilai, Bu. Terima kasih.
    """)
