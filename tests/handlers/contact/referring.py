"""A woman whose worker has her matter, a colleague, a supervisor, another office and a place that is not here."""

from db import partners
from db.unit import Unit
from domain.matters import Matter, PartnerKind
from domain.roles import Role
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.world import BATU, KALTIM, World

SECRET = "Bu, suami saya tidak pernah pulang"
WHY = "Di sana ada psikolog"
WORDS = "Ibu butuh teman bicara."

# Up to what can be done with the one matter there is.
TO_MORE = """
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: lainnya
        Bot: ... [...]
"""
ASKED = (
    "Rina mau minta {to} membantu Ibu. Sebabnya: Di sana ada psikolog. /"
    " Yang disampaikan: nama dan daerah Ibu, dan ini: / “Ibu butuh teman bicara.” / {reads}"
    " bukan lagi Rina. / Boleh, Bu? Jangan juga boleh."
)
OF_OFFICE = ASKED.format(to="Dinas Sosial Kota Batu", reads="Satu petugas di sana yang membaca,")
OF_YULI = ASKED.format(to="Yuli", reads="Yuli yang membaca,")
BUTTONS = "[Boleh, ini saja] [Boleh, semua pesan] [Jangan]"

REFERS = f"""{TO_MORE}
        Rina: rujuk
        Bot: Siti (...) dirujuk ke mana? [...]
        Rina: UPTD PPA Contoh
        Bot: Sebabnya, satu kalimat pendek. Ini dibacakan ke Siti.
        Rina: {WHY}
        Bot: Apa yang perlu diketahui UPTD PPA Contoh? Tulis seperlunya. Ini juga dibacakan ke Siti.
        Rina: {WORDS}
        Bot: Siti (...) akan membaca: / {OF_OFFICE} / Tanyakan? [Ya] [Tidak]
        Rina: ya
        Bot: Siti sudah ditanya soal Dinas Sosial Kota Batu. / Sebelum ada izin, tidak ada yang disampaikan. Urusan
            tetap di akun ini. / Lalu apa? [Ke daftar] [Lihat urusan]
"""
SHE_READS = f"""
        Bot → Siti: {OF_OFFICE} {BUTTONS}
"""
HANDS_OVER = f"""{TO_MORE}
        Rina: serahkan
        Bot: Siti (...) diserahkan ke siapa? [Yuli] [Tidak jadi]
        Rina: 1
        Bot: Sebabnya, ...
        Rina: {WHY}
        Bot: Apa yang perlu diketahui Yuli? ...
        Rina: {WORDS}
        Bot: Siti (...) akan membaca: / {OF_YULI} / Tanyakan? [Ya] [Tidak]
        Rina: ya
        Bot: Siti sudah ditanya soal Yuli. / ... [Ke daftar] [Lihat urusan]
"""


async def people_of(world: World, *, phone: str = "own") -> Matter:
    """All of them; her matter, which Rina has."""
    await add_worker(world, "Rina")
    await add_worker(world, "Yuli")
    await add_worker(world, "Bos", Role.SUPERVISOR)
    await add_worker(world, "Dewi", office=BATU)
    await add_woman(world, "Siti", phone=phone)

    async def refer_to(unit: Unit) -> None:
        here = world.offices[KALTIM]
        await partners.add(
            unit,
            here,
            kind=PartnerKind.UPTD_PPA,
            name="UPTD PPA Contoh",
            partner_organisation=world.offices[BATU],
        )
        await partners.add(unit, here, kind=PartnerKind.LK3, name="LK3 Contoh")

    await world.run(refer_to)
    return await write(world, "Siti", SECRET)
