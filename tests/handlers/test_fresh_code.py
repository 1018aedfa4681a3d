"""A fresh code is shown in the very message that makes it, with how long it is good, and never again."""

from domain.roles import Role
from tests.handlers.office_people import two_admins
from tests.play import Play
from tests.world import World


async def test_a_code_is_told_once_in_two_lines(play: Play, world: World) -> None:
    await two_admins(world)
    await play("""
        Wati: undang
        Bot: ... [...]
        Wati: kader
        Bot: Buat kode untuk satu Kader baru? [Ya] [Tidak]
        Wati: ya
        Bot: Kirim dua baris ini hanya kepada orangnya: / Buka Teman Mandiri, lalu ketik ini: /start <undangan> /
            Berlaku 24 jam, untuk satu orang.
        Wati: kembali
        Bot: ... [...]
    """)
    code = world.said["Wati"][2].partition("/start ")[2].split()[0]
    assert code.startswith("inv-")
    assert [code in text for text in world.said["Wati"]] == [False, False, True, False]
    assert world.audit == [f"Wati invite organisation ? {Role.HELPER.value}"]
