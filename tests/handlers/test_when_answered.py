"""When an answer can be expected is what is true of the office at this moment."""

import pytest

from tests.play import Play
from tests.world import World


@pytest.mark.parametrize(
    "later, said",
    [
        ("1 menit", "Petugas membalas Senin sampai Jumat, jam 08.00-16.00 WIB."),
        ("7 jam", "Sekarang kantor tutup. Petugas ada lagi Rabu, 4 Februari 2026, jam 08.00 WIB."),
        ("4 hari", "Sekarang kantor tutup. Petugas ada lagi Senin, 9 Februari 2026, jam 08.00 WIB."),
    ],
)
async def test_the_hours_are_said_as_they_are(play: Play, world: World, later: str, said: str) -> None:
    await world.add("Siti", area="junrejo")
    await play(f"""
        (jam +{later})
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya mau tanya
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / {said} / Kalau sekarang bahaya, ... [Selesai]
    """)
