"""When an answer can be expected is what is true of the office at this moment."""

import pytest

from tests.play import Play
from tests.world import World

SHUT_TONIGHT = "Sekarang kantor tutup. Petugas ada lagi Rabu, 4 Februari 2026, jam 08.00 WIB."
SHUT_ON_SATURDAY = "Sekarang kantor tutup. Petugas ada lagi Senin, 9 Februari 2026, jam 08.00 WIB."
OPEN = "Petugas membalas Senin sampai Jumat, jam 08.00-16.00 WIB."
NUMBERS = "Kalau sekarang bahaya, telepon 110 atau 129. Bisa juga WhatsApp 08111-129-129."


@pytest.mark.parametrize(
    "later, before, after",
    [
        ("1 menit", "", f"{OPEN} / {NUMBERS} / "),
        ("7 jam", f"{SHUT_TONIGHT} / {NUMBERS} / ", ""),
        ("4 hari", f"{SHUT_ON_SATURDAY} / {NUMBERS} / ", ""),
    ],
)
async def test_the_hours_are_said_as_they_are(
    play: Play, world: World, later: str, before: str, after: str
) -> None:
    """While the office is shut before she writes, else with what became of it; never twice on a phone of her own."""
    await world.add("Siti", area="junrejo")
    await play(f"""
        (jam +{later})
        Siti: petugas
        Bot: Yang membaca pesan Ibu: satu petugas Dinas Sosial Kota Batu. / Pesan dihapus 12 bulan sesudah selesai. /
            {before}Tulis saja, atau pilih. [...]
        Siti: bu saya mau tanya
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / {after}Tulis saja di sini. Kalau sudah, pilih Selesai.
            [Selesai]
    """)
