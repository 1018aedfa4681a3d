"""Who answers calls: sees how she may be contacted, takes the call, writes to her, keeps notes, closes it."""

from db import safety
from db.unit import Unit
from domain.roles import Role
from tests.play import Play
from tests.world import BATU, World

RING = "Bot → Petugas: Ada yang menunggu di Teman Mandiri. Buka /jaga. [Saya tangani] [Lihat dulu]"
CALLED = f"""
        Siti: saya dipukul suami
        Bot: Aman membaca ini sendirian sekarang? [...]
        {RING}
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: ... [...]
        Siti: perempuan
        Bot: ... [...]
        Siti: chat
        Bot: Petugas hanya menghubungi Ibu sesuai pilihan itu. / ...
"""


async def people_of(world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)


async def name_reader(world: World, name: str) -> None:
    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, name)
        office = unit.actor.organisations()[0]
        await safety.name_reader(unit, office, unit.actor.person_id)

    await world.run(job)


async def test_a_call_is_taken_she_hears_of_it_and_is_written_to(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{CALLED}
        Petugas: [Saya tangani]
        Bot: Panggilan ini sekarang dipegang akun ini. / Kode <kode>. Menunggu sejak ... / Tentang: tanda kekerasan. /
            Hanya petugas perempuan, lewat chat ini. / Mau apa? [Tulis ke Ibu] [Sudah selesai] [Kembali ke daftar]
        Bot → Siti: Petugas Dinas Sosial Kaltim sudah menerima pesan Ibu.
        Petugas: tulis
        Bot: Tulis pesan pendek. Sapa dengan Ibu. ...
        Petugas: Saya Rina dari Dinas Sosial, Ibu.
        Bot: Yang akan terbaca: / Saya Rina dari Dinas Sosial, Ibu. / Kirim? [Ya] [Tidak]
        Petugas: ya
        Bot: Pesan sudah diteruskan. / ... [...]
        Bot → Siti: Dari petugas: / Saya Rina dari Dinas Sosial, Ibu. [Balas petugas]
        Petugas: selesai
        Bot: Panggilan ini sudah selesai? [Ya] [Tidak]
        Petugas: ya
        Bot: Baik, panggilan ditutup.
        Petugas: /jaga
        Bot: Tidak ada panggilan yang menunggu.
        Petugas: [Lihat dulu]
        Bot: Maaf, tombol ini sudah tidak berlaku. / ... [...]
    """)


async def test_who_took_it_before_she_allowed_anything_hears_when_she_has_said_more(
    play: Play, world: World
) -> None:
    await people_of(world)
    await play(f"""
        Siti: saya dipukul suami
        Bot: Aman membaca ini sendirian sekarang? [...]
        {RING}
        Petugas: [Saya tangani]
        Bot: ... / Jangan hubungi dulu. Belum tentu aman membaca sendirian. / Mau apa? [Sudah selesai] [...]
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: Petugas Dinas Sosial Kaltim sudah menerima pesan Ibu. / ... [...]
        Siti: siapa saja
        Bot: ... [...]
        Siti: chat
        Bot: Petugas hanya menghubungi Ibu sesuai pilihan itu. / ...
        Bot → Petugas: Ada kabar baru pada panggilan di Teman Mandiri. Buka /jaga. [Lihat dulu]
        Petugas: [Lihat dulu]
        Bot: ... / Boleh dihubungi lewat chat ini. / Mau apa? [Tulis ke Ibu] [...]
    """)


async def test_who_comes_second_hears_that_somebody_has_it(play: Play, world: World) -> None:
    await people_of(world)
    await world.add("Rekan", Role.WORKER)
    await play(f"""{CALLED.replace(RING, RING + chr(10) + "        " + RING.replace("Petugas:", "Rekan:"))}
        Petugas: [Saya tangani]
        Bot: Panggilan ini sekarang dipegang akun ini. / ... [...]
        Bot → Siti: ...
        Rekan: [Saya tangani]
        Bot: Panggilan ini sudah dipegang petugas lain. / ... [...]
    """)


async def test_notes_are_for_those_who_are_named_and_leave_no_trace_in_her_list(
    play: Play, world: World
) -> None:
    await people_of(world)
    await name_reader(world, "Petugas")
    await play(f"""{CALLED}
        Petugas: jaga
        Bot: Panggilan yang mana? [...]
        Petugas: 1
        Bot: ... [Saya tangani] [Tulis catatan] [Baca catatan] [Kembali ke daftar]
        Petugas: tulis catatan
        Bot: Tulis catatannya. Hanya yang diberi izin bisa membaca. ...
        Petugas: Suaminya memukul, luka di tangan.
        Bot: Catatan disimpan. / ... [...]
        Petugas: baca catatan
        Bot: ..., ...: / Suaminya memukul, luka di tangan. / Catatan 1 dari 1. [Cukup]
        Petugas: cukup
        Bot: ... [...]
    """)
    assert not [line for line in world.audit if "safety" in line and "Siti" in line]
    assert [line for line in world.audit if line.startswith("Petugas write safety")]

    async def kept(unit: Unit) -> int:
        rows = await unit.fetch("SELECT count(*) AS n FROM safety_notes")
        return int(rows[0]["n"])

    assert await world.run(kept) == 1


async def test_a_worker_of_another_office_finds_nothing(play: Play, world: World) -> None:
    await people_of(world)
    await world.add("Jauh", Role.WORKER, office=BATU)
    await play(f"""{CALLED}
        Jauh: /jaga
        Bot: Tidak ada panggilan yang menunggu.
        Siti: /jaga
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)


async def test_a_colleague_takes_over_and_whoever_had_it_hears_of_it(play: Play, world: World) -> None:
    await people_of(world)
    await world.add("Yuli", Role.WORKER)
    await play(f"""{CALLED.replace("Siti: aman", "Bot → Yuli: Ada yang menunggu di Teman Mandiri. ... [...]%Siti: aman", 1).replace("%", chr(10) + "        ")}
        Petugas: [Saya tangani]
        Bot: ... [...]
        Bot → Siti: Petugas Dinas Sosial Kaltim sudah menerima pesan Ibu.
        Yuli: [Lihat dulu]
        Bot: Kode <kode>. ... / Hanya petugas perempuan, lewat chat ini. / Mau apa? [Ambil alih] [Kembali ke daftar]
        Yuli: ambil alih
        Bot: Panggilan ini dipegang petugas lain. Ambil alih? [Ya] [Tidak]
        Yuli: tidak
        Bot: ... / Mau apa? [Ambil alih] [Kembali ke daftar]
        Yuli: ambil alih
        Bot: Panggilan ini dipegang petugas lain. Ambil alih? [Ya] [Tidak]
        Yuli: ya
        Bot: Panggilan ini sekarang dipegang akun ini. / ... / Mau apa? [Tulis ke Ibu] [Sudah selesai] [...]
        Bot → Petugas: Panggilan <kode> sekarang dipegang petugas lain.
        Petugas: /jaga
        Bot: Panggilan yang mana? [...]
        Petugas: 1
        Bot: ... / Mau apa? [Ambil alih] [Kembali ke daftar]
    """)
