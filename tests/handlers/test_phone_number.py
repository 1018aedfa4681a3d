"""A number is asked for only if she wants to be called, read in many spellings, and never insisted on."""

import pytest

from domain.roles import Role
from tests.play import Play
from tests.world import World


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("0812 0000 0000", "081200000000"),
        ("+62 812-0000-0000", "081200000000"),
        ("62812 0000 0000", "081200000000"),
        ("[Tidak sekarang]", "belum diberi"),
    ],
)
async def test_a_number_is_read_however_it_is_written(
    play: Play, world: World, typed: str, kept: str
) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: petugas
        Bot: ... [...]
        Siti: telepon
        Bot: ... [...]
        Siti: pagi
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: nanti saya kirim
        Bot: Maaf, nomornya belum terbaca. Tulis angkanya saja, mulai dari 08. [Tidak sekarang]
        Siti: {typed}
        Bot: Pesan Ibu sudah sampai ke petugas. ...
        Bot → Petugas: ... [Lihat]
        Petugas: [Lihat]
        Bot: ... Nomor: {kept}. ... [...]
    """)
