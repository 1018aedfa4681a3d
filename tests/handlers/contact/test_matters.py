"""The list of who answers women: the longest unanswered first, and not a word of theirs in it."""

from db import people
from db.unit import Unit
from domain.matters import MessageKind
from domain.roles import Role
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.play import Play
from tests.world import BATU, World

HOUR_MS = 3_600_000


async def test_the_longest_unanswered_stands_first_and_one_tap_opens_it(play: Play, world: World) -> None:
    await add_worker(world)
    for name in ("Wati", "Siti", "Dewi"):
        await add_woman(world, name)
    await write(world, "Wati", "bu, bantuan saya sampai mana?")
    world.clock.passed_ms += 3 * HOUR_MS
    code = (await write(world, "Siti", "kapan kelasnya bu")).code
    await write(world, "Dewi", "saya tetangga Wati", holder="")
    await play(f"""
        Rina: menu
        Bot: Ada yang bisa saya bantu? [Pesan warga (3)] [Antrean] [...]
        Rina: [Pesan warga (3)]
        Bot: 2 belum dijawab, paling lama sejak 11.00. Pilih satu. [Wati, 3 jam] [Siti, 1 menit] [Bisa diambil (1)] [Keperluan lain]
        Rina: [Siti, 1 menit]
        Bot: Siti, Samarinda ({code}). Menunggu 1 menit. / Siti, 14.00: / kapan kelasnya bu /
            Untuk Siti ({code}): tulis langsung, atau pilih. [Balas] [Jawaban siap] [Lainnya]
    """)
    assert "Rina read matter Siti" in world.audit
    assert not [line for line in world.audit if line.startswith("Rina read") and "Wati" in line]


async def test_what_nobody_has_shows_code_topic_and_waiting_time_until_it_is_taken(
    play: Play, world: World
) -> None:
    await add_worker(world)
    await add_worker(world, "Budi")
    await add_woman(world, "Wati")
    code = (await write(world, "Wati", "bu, bantuan saya sampai mana?", holder="")).code
    await play(f"""
        Rina: pesan warga
        Bot: Belum ada pesan untuk akun ini. [Bisa diambil (1)] [Keperluan lain]
        Rina: [Bisa diambil (1)]
        Bot: 1 bisa diambil. Pilih satu. [{code}, 1 menit] [Ke daftar]
        Rina: 1
        Bot: Kode {code}, belum diberi topik. Menunggu 1 menit. / Mau apa? [Saya ambil] [Ke daftar]
        Budi: pesan warga
        Bot: ... [Bisa diambil (1)] [Keperluan lain]
        Budi: belum dipegang
        Bot: ... [...]
        Budi: {code}
        Bot: Kode {code}, ... / Mau apa? [Saya ambil] [Ke daftar]
        Rina: [Saya ambil]
        Bot: Urusan ini sekarang dipegang akun ini. / Wati, Samarinda ({code}). ... [...]
        Bot → Wati: Pesan Ibu sekarang dibaca Rina, Dinas Sosial Kaltim.
        Budi: [Saya ambil]
        Bot: Pesan ini sudah dipegang petugas lain.
        Budi: pesan warga
        Bot: Belum ada pesan untuk akun ini. [Keperluan lain]
    """)
    assert not [line for line in world.audit if line.startswith("Budi") and "Wati" in line]


async def test_who_asked_for_a_woman_is_not_shown_to_a_man(play: Play, world: World) -> None:
    await add_worker(world)
    person_id = await world.add("Budi", Role.WORKER, woman=False)

    async def job(unit: Unit) -> None:
        await people.set_details(unit, person_id, name="Budi")

    await world.run(job)
    await add_woman(world, "Wati")
    matter = await write(world, "Wati", "bu, saya mau cerita", holder="", women_only=True)
    await play(f"""
        Budi: pesan warga
        Bot: Belum ada pesan untuk akun ini. [Keperluan lain]
        Budi: keperluan lain
        Bot: ... [...]
        Budi: cari
        Bot: Tulis kodenya. Contoh: K7PM2A.
        Budi: {matter.code}
        Bot: Kode {matter.code}, belum diberi topik. Menunggu 1 menit. / Mau apa? [Saya ambil] [Ke daftar]
        Budi: saya ambil
        Bot: Ibu ini minta petugas perempuan.
        Rina: pesan warga
        Bot: ... [Bisa diambil (1)] [Keperluan lain]
    """)


async def test_a_complaint_is_nowhere_for_whom_it_is_about_and_for_colleagues(
    play: Play, world: World
) -> None:
    await add_worker(world)
    await add_worker(world, "Budi")
    await add_worker(world, "Sari", Role.SUPERVISOR)
    await add_woman(world, "Wati")
    matter = await write(world, "Wati", "dia minta potongan", holder="", complaint=True, about="Rina")
    for name in ("Rina", "Budi"):
        await play(f"""
            {name}: menu
            Bot: ... [Pesan warga] [Antrean] [...]
            {name}: pesan warga
            Bot: Belum ada pesan untuk akun ini. [Keperluan lain]
            {name}: keperluan lain
            Bot: ... [...]
            {name}: cari dengan kode
            Bot: ...
            {name}: {matter.code}
            Bot: Kode itu tidak ada di sini. / Keperluan apa? [...]
        """)
    await play(f"""
        Sari: pesan warga
        Bot: ... [Bisa diambil (1)] [Pantau pesan] [Keperluan lain]
        Sari: 1
        Bot: ... [{matter.code}, 2 menit] [Ke daftar]
        Sari: 1
        Bot: Kode {matter.code}, ... / Ini keluhan. Yang dikeluhkan tidak tahu. / Mau apa? [Saya ambil] [Ke daftar]
    """)


async def test_two_of_one_name_are_told_apart_by_their_codes(play: Play, world: World) -> None:
    await add_worker(world)
    codes = []
    for number in (1, 2):
        await add_woman(world, f"Wati{number}")

        async def job(unit: Unit, name: str = f"Wati{number}") -> None:
            await people.set_details(unit, (await world.actor(unit, name)).person_id, name="Wati")

        await world.run(job)
        codes.append((await write(world, f"Wati{number}", "halo")).code)
    await play(f"""
        Rina: pesan warga
        Bot: ... [{codes[0]} Wati, 1 menit] [{codes[1]} Wati, 1 menit] [Keperluan lain]
        Rina: {codes[1].lower()}
        Bot: Wati, Samarinda ({codes[1]}). ... [...]
    """)


async def test_with_sixty_waiting_the_oldest_are_a_tap_away_and_all_can_be_found(
    play: Play, world: World
) -> None:
    await add_worker(world)
    for number in range(12):
        await add_woman(world, f"Ibu{number}")
        await write(world, f"Ibu{number}", "bu, saya mau tanya")
        world.clock.passed_ms += 60_000
    await play("""
        Rina: pesan warga
        Bot: 12 belum dijawab, paling lama sejak 11.00. Pilih satu. [Ibu0, 12 menit] [Ibu1, 11 menit]
            [Ibu2, 10 menit] [Ibu3, 9 menit] [Ibu4, 8 menit] [Ibu5, 7 menit] [Ibu6, 6 menit] [Ibu7, 5 menit] [Semua (12)] [Keperluan lain]
        Rina: semua
        Bot: Yang paling lama menunggu ada di atas. Pilih satu. [Ibu0, 12 menit] [...] [Ibu8, 4 menit] [Ke daftar] [Lihat yang lain]
        Rina: lagi
        Bot: ... [Ibu9, 3 menit] [Ibu10, 2 menit] [Ibu11, 1 menit] [Lihat yang lain]
    """)


async def test_what_hangs_beside_the_list_goes_by_the_role(play: Play, world: World) -> None:
    await add_worker(world, "Cici", Role.COMPANION)
    await add_worker(world, "Sari", Role.SUPERVISOR)
    await add_worker(world, "Jauh", office=BATU)
    await add_woman(world, "Wati")
    matter = await write(world, "Wati", "halo", holder="Cici", kind=MessageKind.TEXT)
    await play(f"""
        Cici: pesan warga
        Bot: ... [Wati, 1 menit] [Keperluan lain]
        Cici: keperluan lain
        Bot: Keperluan apa? [Tugas saya] [Ditawarkan ke saya] [Cari dengan kode] [Ajak warga] [Cara dikabari] [Ke daftar]
        Cici: cari dengan kode
        Bot: Tulis kodenya. Contoh: K7PM2A.
        Cici: {matter.code.lower()}
        Bot: Wati, Samarinda ({matter.code}). ... [Balas] [Jawaban siap] [Lainnya]
        Sari: pesan warga
        Bot: Belum ada pesan untuk akun ini. [Pantau pesan] [Keperluan lain]
        Sari: keperluan lain
        Bot: Keperluan apa? [Tugas saya] [Ditawarkan ke saya] [Cari dengan kode] [Jawaban siap]
            [Buka urusan rekan] [Ajak warga] [Tempat rujukan] [Cara dikabari] [Ke daftar]
        Sari: cari dengan kode
        Bot: ...
        Sari: {matter.code}
        Bot: Kode {matter.code}, belum diberi topik. ... / Dipegang Cici. / Mau apa? [Buka dengan alasan] [Ke daftar]
        Jauh: pesan warga
        Bot: Belum ada pesan untuk akun ini. [Keperluan lain]
        Jauh: keperluan lain
        Bot: ... [...]
        Jauh: cari dengan kode
        Bot: ...
        Jauh: {matter.code}
        Bot: Kode itu tidak ada di sini. / ... [...]
    """)


async def test_a_woman_finds_nothing_there(play: Play, world: World) -> None:
    await add_woman(world, "Wati")
    await play("""
        Wati: pesan warga
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
