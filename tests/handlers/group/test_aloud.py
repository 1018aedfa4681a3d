"""Bacakan izin: who has no phone hears the words; her yes is kept with a witness who holds no office."""

from tests.handlers.group_people import write_in
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import World

MENU = "Anggota kelompok Mentari. Mau apa? [...]"
READ = "Bacakan ini dengan suara, lalu ketik jawaban lisannya: / Kelompok Mentari mau mencatat ... [Boleh] [Tidak]"


async def test_her_spoken_yes_is_kept_with_who_heard_it(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await write_in(world, "Siti Aminah", "Tati")
    await play(f"""
        Lilis: anggota
        Bot: {MENU}
        Lilis: bacakan izin
        Bot: Izin siapa yang dibacakan? [Siti Aminah] [Tati]
        Lilis: tati
        Bot: {READ}
        Lilis: boleh
        Bot: Siapa anggota yang ikut mendengar? [Siti Aminah]
        Lilis: 1
        Bot: Izin Tati sudah dicatat. Saksinya Siti Aminah. / {MENU}
        Lilis: bacakan izin
        Bot: Izin siapa yang dibacakan? [Siti Aminah]
        Lilis: 1
        Bot: {READ}
        Lilis: tidak
        Bot: Baik. Izinnya tidak dicatat. Bicarakan dengan ketua, ya. / {MENU}
    """)
    assert world.consents == ["? savings yes spoken oleh ?"]


async def test_without_anybody_but_officers_nobody_can_witness(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await write_in(world, "Tati")
    await play(f"""
        Lilis: anggota
        Bot: {MENU}
        Lilis: bacakan izin
        Bot: Izin siapa yang dibacakan? [Tati]
        Lilis: 1
        Bot: Perlu satu anggota yang bukan pengurus untuk ikut mendengar. / {MENU}
    """)
