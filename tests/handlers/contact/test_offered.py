"""What is offered: left for later it stays, what the office has already goes on there, and of nothing that is said."""

from tests.handlers.contact.letters import add_worker, write
from tests.handlers.contact.referring import REFERS, SHE_READS, people_of
from tests.play import Play
from tests.world import BATU, World


async def test_left_for_later_it_is_still_there(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""
        Dewi: urusan ditawarkan
        Bot: Tidak ada urusan yang ditawarkan.
        {REFERS.strip()}{SHE_READS}
        Siti: [Boleh, ini saja]
        Bot: ...
        Dewi: urusan ditawarkan
        Bot: Urusan yang mana? [...]
        Dewi: cukup
        Bot: Baik, tawarannya masih ada.
        Dewi: urusan ditawarkan
        Bot: Urusan yang mana? [...]
        Dewi: 1
        Bot: ... Diterima? [...]
        Dewi: nanti
        Bot: Baik, tawarannya masih ada.
    """)


async def test_she_who_writes_there_already_goes_on_with_whom_she_has(play: Play, world: World) -> None:
    await people_of(world)
    await add_worker(world, "Tini", office=BATU)
    await write(world, "Siti", "Saya sudah lama di sini", holder="Tini", office=BATU)
    await play(f"""{REFERS}{SHE_READS}
        Siti: [Boleh, ini saja]
        Bot: ...
        Dewi: urusan ditawarkan
        Bot: ... [...]
        Dewi: 1
        Bot: ... [...]
        Dewi: terima
        Bot: Diterima. Pengirimnya sudah dibantu Tini di kantor ini. / Titipannya sudah diteruskan ke situ.
        Bot → Siti: Tini dari Dinas Sosial Kota Batu sekarang membantu Ibu. Rina tidak membaca pesan Ibu lagi. [Tulis pesan]
        Tini: pesan warga
        Bot: ... [...]
        Tini: 1
        Bot: ... Saya sudah lama di sini / ... Ibu butuh teman bicara. / ... [...]
    """)
    assert not any("sudah lama" in text for text in world.said["Dewi"] + world.said["Rina"])


async def test_what_the_one_before_answered_is_not_said_of_who_has_it_now(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: balas
        Bot: ... [...]
        Rina: Selamat siang, Bu.
        Bot: ... [...]
        Bot → Siti: Rina, Dinas Sosial Kaltim: / Selamat siang, Bu. [Balas]
        {REFERS.strip()}{SHE_READS}
        Siti: [Boleh, ini saja]
        Bot: ...
        Dewi: urusan ditawarkan
        Bot: ... [...]
        Dewi: 1
        Bot: ... [...]
        Dewi: terima
        Bot: ... [...]
        Bot → Siti: Dewi dari ... sekarang membantu Ibu. ... [Tulis pesan]
        Siti: [Tulis pesan]
        Bot: Pesan Ibu ada di Dewi, Dinas Sosial Kota Batu. Nomornya ... / Tulis saja, atau pilih. [...]
    """)
