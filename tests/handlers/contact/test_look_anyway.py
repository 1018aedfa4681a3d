"""A colleague's matter, opened with a reason: an hour, its worker and the supervisor hear of it, she can see it."""

from domain.matters import LOOK_MINUTES
from tests.handlers.contact.letters import add_woman, write
from tests.handlers.contact.referring import HANDS_OVER, SECRET, people_of
from tests.play import Play
from tests.world import World

REASON = "Petugasnya sakit dan Ibu menunggu"


def opens(code: str, who: str = "Yuli") -> str:
    return f"""
        {who}: buka urusan
        Bot: Apa kode urusannya?
        {who}: {code}
        Bot: Urusan {code} dipegang Rina. / Kalau dibuka, Rina dan kepala petugas dikabari. Pengirim bisa melihatnya juga. /
            Buka hanya kalau perlu sekali. [Buka] [Tidak jadi]
        {who}: buka
        Bot: Kenapa perlu dibuka sekarang? Tulis satu kalimat.
        {who}: perlu
        Bot: Tulis sebabnya dalam satu kalimat pendek.
        {who}: {REASON}
        Bot: Urusan {code} terbuka {LOOK_MINUTES} menit. / ... {SECRET} / Mau apa? [...]
    """


async def test_it_is_read_for_an_hour_and_everybody_whom_it_concerns_knows(play: Play, world: World) -> None:
    matter = await people_of(world)
    told = f"Yuli membuka urusan {matter.code}. Sebabnya tercatat. [Lihat sebabnya]"
    await play(f"""{opens(matter.code)}
        Bot → Rina: {told}
        Bot → Bos: {told}
        Rina: [Lihat sebabnya]
        Bot: {matter.code}, Yuli, Selasa, 3 Februari 2026 jam 11.00: {REASON} / Kalau ada yang janggal, sampaikan ke kepala petugas.
        Bos: [Lihat sebabnya]
        Bot: {matter.code}, Yuli, Selasa, 3 Februari 2026 jam 11.00: {REASON} / ...
        Yuli: (kutip {SECRET}) Halo, Bu
        Bot: Balasan itu tidak dikirim. / ...
        Siti: siapa melihat data saya
        Bot: ... Petugas Dinas Sosial Kaltim melihat pesan Ibu, dengan alasan, 1 kali. ...
    """)
    assert not any(SECRET in text for text in world.said["Bos"])


async def test_what_is_not_there_and_what_is_of_another_office_read_alike(play: Play, world: World) -> None:
    matter = await people_of(world)
    for code in (matter.code, "AAAAAA"):
        await play(f"""
            Dewi: buka urusan
            Bot: Apa kode urusannya?
            Dewi: {code}
            Bot: Maaf, itu tidak ada di sini.
        """)


async def test_whom_she_wants_alone_is_the_only_one_who_reads(play: Play, world: World) -> None:
    matter = await people_of(world)
    await write(world, "Siti", "Hanya untuk Rina", only_holder=True)
    await play(f"""
        Yuli: buka urusan
        Bot: Apa kode urusannya?
        Yuli: {matter.code}
        Bot: Ibu minta hanya satu petugas yang membaca. Tidak bisa dibuka.
    """)


async def test_who_has_handed_it_over_gives_no_reason_that_opens_it_again(play: Play, world: World) -> None:
    matter = await people_of(world)
    await play(f"""{HANDS_OVER}
        Bot → Siti: ... [...]
        Siti: [Boleh, semua pesan]
        Bot: ...
        Yuli: urusan ditawarkan
        Bot: ... [...]
        Yuli: 1
        Bot: ... [...]
        Yuli: terima
        Bot: ... [...]
        Bot → Siti: ... [...]
        Rina: buka urusan
        Bot: Apa kode urusannya?
        Rina: {matter.code}
        Bot: Urusan ini sudah diserahkan. Tidak bisa dibuka lagi dari akun ini.
    """)


async def test_one_s_own_is_simply_opened_and_one_of_nobody_is_taken_instead(
    play: Play, world: World
) -> None:
    matter = await people_of(world)
    await add_woman(world, "Wati")
    free = await write(world, "Wati", "Kapan kantor buka?", holder="")
    await play(f"""
        Rina: buka urusan
        Bot: Apa kode urusannya?
        Rina: {matter.code}
        Bot: Siti, Samarinda ({matter.code}). ... [...]
        Yuli: buka urusan
        Bot: Apa kode urusannya?
        Yuli: {free.code}
        Bot: Urusan ini belum dipegang siapa pun. Bisa diambil dari daftar. / ... [...]
    """)
