"""A hand-over to a colleague: only to who may have it and is there, and with her yes; it can be taken back until then."""

from datetime import date

from db import duty
from db.unit import Unit
from domain.safety import Leave
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.handlers.contact.referring import BUTTONS, HANDS_OVER, OF_YULI, SECRET, TO_MORE, people_of
from tests.play import Play
from tests.world import KALTIM, World

SHE_READS = f"""
        Bot → Siti: {OF_YULI} {BUTTONS}
"""


async def test_the_colleague_has_it_after_her_yes_and_both_offices_lists_say_so(
    play: Play, world: World
) -> None:
    await people_of(world)
    await play(f"""{HANDS_OVER}{SHE_READS}
        Siti: [Boleh, semua pesan]
        Bot: Terima kasih, Bu. Semua pesan Ibu sampai urusannya pindah boleh dibaca Yuli. / ...
        Yuli: urusan ditawarkan
        Bot: Urusan yang mana? [...]
        Yuli: 1
        Bot: Urusan <kode>. Dari Rina, Dinas Sosial Kaltim. / ... [...]
        Yuli: terima
        Bot: Diterima. ... [...]
        Bot → Siti: Yuli dari Dinas Sosial Kaltim sekarang membantu Ibu. Rina tidak membaca pesan Ibu lagi. [Tulis pesan]
        Yuli: sapa ibu
        Bot: ... Siti, 11.00: / {SECRET} ... [...]
        Rina: pesan warga
        Bot: Belum ada pesan untuk akun ini. [...]
        Rina: (kutip {SECRET}) Halo, Bu
        Bot: Balasan itu tidak dikirim. / ...
    """)


async def test_who_asked_may_take_it_back_and_she_hears_that_only_after_a_yes(
    play: Play, world: World
) -> None:
    await people_of(world)
    await play(f"""{HANDS_OVER}{SHE_READS}{TO_MORE}
        Rina: serahkan
        Bot: Siti (...) belum menjawab soal Yuli. [Tunggu saja] [Tarik lagi]
        Rina: tunggu
        Bot: Baik, kita tunggu. / Lalu apa? [Ke daftar] [Lihat urusan]
        Siti: [Boleh, ini saja]
        Bot: ...
    """)
    await play(f"""{TO_MORE}
        Rina: serahkan
        Bot: Siti (...) setuju. Yuli belum menerima. [Tunggu saja] [Tarik lagi]
        Rina: tarik lagi
        Bot: Sudah ditarik. Urusan tetap di akun ini. / Lalu apa? [Ke daftar] [Lihat urusan]
        Bot → Siti: Tidak jadi ke Yuli, Bu. Petugas kami tetap membantu.
        Yuli: urusan ditawarkan
        Bot: Tidak ada urusan yang ditawarkan.
        Rina: urusan ditawarkan
        Bot: Tidak ada urusan yang ditawarkan.
    """)


async def test_nobody_who_is_away_and_no_man_is_offered_for_her_who_wants_a_woman(
    play: Play, world: World
) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Yuli")
    man = await world.add("Budi", office=KALTIM, woman=False)
    assert man
    await add_woman(world, "Siti")
    await write(world, "Siti", SECRET, women_only=True)
    yuli = await _person(world, "Yuli")

    async def leave(unit: Unit) -> None:
        away = Leave(person_id=yuli, first=date(2026, 2, 1), last=date(2026, 2, 28))
        duty.add_leave(unit, world.offices[KALTIM], away)

    await world.run(leave)
    await play(f"""{TO_MORE}
        Rina: serahkan
        Bot: Hari ini tidak ada rekan yang bisa menerima urusan ini. / Lalu apa? [Ke daftar] [Lihat urusan]
    """)


async def _person(world: World, name: str) -> int:
    async def job(unit: Unit) -> int:
        return (await world.actor(unit, name)).person_id

    return await world.run(job)


async def test_nothing_is_asked_where_the_worker_thinks_again(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{TO_MORE}
        Rina: serahkan
        Bot: ... [...]
        Rina: 1
        Bot: ...
        Rina: Saya cuti
        Bot: ...
        Rina: Ibu butuh teman bicara.
        Bot: Siti (...) akan membaca: ... Tanyakan? [Ya] [Tidak]
        Rina: tidak
        Bot: Baik, tidak ditanyakan. / Lalu apa? [Ke daftar] [Lihat urusan]
        Siti: kabar
        Bot: Belum ada kabar baru, Bu.
    """)
