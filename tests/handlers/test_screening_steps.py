"""The parts of screening: areas in pages, several answers one by one, the result that is never a decision."""

from bot.render import render
from handlers.screening_facts import Outcome
from handlers.screening_steps import summary
from tests.play import Play
from tests.world import World

OUTCOME = Outcome(
    set_id="x",
    title="Bantuan contoh",
    is_example=False,
    overall="perlu_dicek",
    text="Ada {n} hal yang perlu diperiksa.",
    limits="Tempat terbatas, belum tentu dapat.",
    aid_source="Dari contoh.",
    reasons=(),
    met=1,
    open=2,
    documents=(),
    routes=(),
)


def test_the_result_names_the_help_and_says_that_places_are_few() -> None:
    assert render(summary((OUTCOME,))) == (
        "Hasil awal: Bantuan contoh.\n\nAda 2 hal yang perlu diperiksa.\n\nTempat terbatas, belum tentu dapat."
    )


async def test_areas_come_in_pages_and_any_of_them_may_be_typed(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [Samarinda] [...] [Penajam Paser Utara] [Lihat yang lain] [Bicara dengan petugas]
        Siti: lagi
        Bot: Ibu tinggal di mana? [Junrejo, Kota Batu] [...] [Daerah lain] [Lihat yang lain] [Bicara dengan petugas]
        Siti: [Lihat yang lain]
        Bot: Ibu tinggal di mana? [Samarinda] [...] [Lihat yang lain] [Bicara dengan petugas]
        Siti: bumiaji
        Bot: ... Boleh saya catat? [...]
    """)


async def test_a_name_that_several_areas_share_is_asked_about(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: kutai
        Bot: Yang mana, ya? / Ibu tinggal di mana? [Kutai Kartanegara] [Kutai Timur] [Kutai Barat] [Bicara dengan petugas]
        Siti: 1
        Bot: ... Boleh saya catat? [...]
    """)


async def test_several_are_chosen_one_after_the_other(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: samarinda
        Bot: ... [...]
        Siti: boleh
        Bot: Pertanyaan 1 dari 8. ... [...]
        Siti: 35
        Bot: Pertanyaan 2 dari 8. ... [...]
        Siti: lewati
        Bot: Pertanyaan 3 dari 8. ... [...]
        Siti: lewati
        Bot: Pertanyaan 4 dari 8. ... [...]
        Siti: lewati
        Bot: Pertanyaan 5 dari 8. ... [...]
        Siti: lewati
        Bot: Pertanyaan 6 dari 8. ... [...]
        Siti: lewati
        Bot: Pertanyaan 7 dari 8. ... [...]
        Siti: lewati
        Bot: Pertanyaan 8 dari 8. ... [...]
        Siti: [Warung]
        Bot: Ada lagi, Bu? [Sudah, itu saja] [Memasak atau buat kue] [Jual makanan, minuman] [Menjahit] [...]
        Siti: [Menjahit]
        Bot: Ada lagi, Bu? [Sudah, itu saja] [Memasak atau buat kue] [...]
        Siti: sudah itu saja
        Bot: Hasil awal: ... [...]
    """)
