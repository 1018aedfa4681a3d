"""A number is asked for only if she wants to be called, read in many spellings, and never insisted on."""

import pytest

from tests.handlers.contact.letters import add_worker
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
    await add_worker(world, "Petugas")
    await play(f"""
        Siti: petugas
        Bot: ... [...]
        Siti: minta ditelepon
        Bot: Petugas boleh menghubungi Ibu lewat apa? [Telepon] [Saya datang sendiri]
        Siti: telepon
        Bot: Jam berapa yang aman untuk ditelepon? [...]
        Siti: pagi
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: nanti saya kirim
        Bot: Maaf, nomornya belum terbaca. Tulis angkanya saja, mulai dari 08. [Tidak sekarang]
        Siti: {typed}
        Bot: Pesan Ibu sudah sampai ke petugas. ...
        Petugas: pesan warga
        Bot: 1 belum dijawab, ... [...]
        Petugas: 1
        Bot: ... Minta ditelepon jam 08.00-11.00 WITA saja. Nomor: {kept}. ... [...]
    """)
