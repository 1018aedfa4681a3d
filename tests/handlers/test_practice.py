"""Latihan: the same conversations on an invented group; every message says so, nobody is told, the real book is untouched."""

from domain.roles import Role
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import World

BEGIN = """
    Lilis: latihan
    Bot: Ini tempat mencoba. Kelompok, nama, dan uangnya bohongan. /
        Tidak ada yang dikirim ke orang lain. Salah pun tidak apa-apa. /
        Mulai latihan? [Ya] [Tidak]
    Lilis: ya
    Bot: Latihan dimulai. Coba ketik RAPAT, SETOR, atau CATAT. / Kalau sudah, ketik SELESAI LATIHAN.
"""
SAVE = """
    Lilis: setor
    Bot: LATIHAN. Uangnya bohongan. / ... [...]
    Lilis: melati
    Bot: LATIHAN. Uangnya bohongan. / ... [...]
    Lilis: wajib
    Bot: LATIHAN. Uangnya bohongan. / ... [...]
    Lilis: 10rb
    Bot: LATIHAN. Uangnya bohongan. / ... [Ya] [Tidak]
    Lilis: ya
    Bot: LATIHAN. Uangnya bohongan. / ...
"""

END = """
    Lilis: selesai latihan
    Bot: Ibu sedang latihan. Mau apa? [Lanjut latihan] [Mulai dari awal] [Selesai latihan]
    Lilis: selesai latihan
    Bot: Latihan selesai. Sekarang catatan Ibu sungguhan lagi.
"""
TOMORROW = """
    (jam +13 jam)
"""
REAL = """
    Lilis: setor
    Bot: Siapa yang menabung? ... [...]
"""


async def entries(world: World) -> list[str]:
    rows = await world.run(
        lambda unit: unit.fetch(
            "SELECT g.name, e.kind FROM ledger_entries e JOIN groups g ON g.id = e.group_id ORDER BY e.number"
        )
    )
    return [f"{row['name']} {row['kind']}" for row in rows]


async def test_what_is_tried_out_is_marked_and_goes_nowhere_else(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(BEGIN + SAVE)
    assert await entries(world) == ["Latihan saving"]
    assert not world.pushes


async def test_after_practice_the_real_group_is_meant_again(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(BEGIN + END + REAL)


async def test_a_forgotten_practice_is_over_the_next_day(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(BEGIN + TOMORROW + REAL)


async def test_whoever_is_in_no_group_may_try_it_out_too(play: Play, world: World) -> None:
    await world.add("Lilis", Role.HELPER)
    await play(BEGIN + SAVE)
    assert await entries(world) == ["Latihan saving"]
