"""What was announced, the newest first, and the ways from there; an office and a group each see their own."""

from db import announcements
from db.unit import Unit
from domain.announcements import Announcement, Audience, Content, NewsKind, Part, PartKind
from domain.roles import Role
from tests.handlers.announce.announced import add_known, add_worker, announce
from tests.play import Play
from tests.world import MENTARI, World


async def announce_to_group(world: World, by: str, text: str) -> Announcement:
    async def job(unit: Unit) -> Announcement:
        unit.actor = await world.actor(unit, by)
        return await announcements.add(
            unit,
            content=Content(texts={"id": text}, sender="", news=NewsKind.GROUP, code=""),
            audience=Audience(those=(Part(kind=PartKind.GROUP, id=world.groups[MENTARI]),)),
            organisation_id=None,
            group_id=world.groups[MENTARI],
            size=1,
            due_ms=0,
        )

    return await world.run(job)


async def test_who_has_announced_nothing_yet_is_offered_to_begin(play: Play, world: World) -> None:
    await add_worker(world)
    await play("""
        Rina: menu
        Bot: ... [Pesan warga] [Antrean] [Kelola kelas] [Pengumuman] [...]
        Rina: [Pengumuman]
        Bot: Belum ada pengumuman. Mau apa? [Buat pengumuman]
    """)


async def test_the_newest_stand_first_and_older_ones_a_tap_away(play: Play, world: World) -> None:
    await add_worker(world)
    await add_known(world, "Wati")
    codes = []
    for number in range(7):
        codes.append((await announce(world, text=f"Kabar nomor {number} untuk {{nama}}.")).code)
        world.clock.passed_ms += 1_000
    newest = " ".join(f"[{code}, Belum dikirim]" for code in codes[:1:-1])
    oldest = " ".join(f"[{code}, Belum dikirim]" for code in codes[1::-1])
    await play(f"""
        Rina: pengumuman
        Bot: {codes[6]}, jam 11.00 WITA: Kabar nomor 6 untuk Ibu. ... Pilih satu pengumuman, atau buat baru. [Buat pengumuman] {newest} [Yang lebih lama] [Cari dengan kode]
        Rina: yang lebih lama
        Bot: {codes[1]}, ... Pilih satu pengumuman, atau buat baru. [Buat pengumuman] {oldest} [Yang terbaru] [Cari dengan kode]
        Rina: yang terbaru
        Bot: {codes[6]}, ... [...]
        Rina: cari
        Bot: Tulis kodenya. Contoh: K7PM2A.
        Rina: {codes[0].lower()}
        Bot: Pengumuman {codes[0]}, ... [...]
    """)


async def test_a_code_of_somebody_else_is_not_there(play: Play, world: World) -> None:
    await add_worker(world)
    await add_known(world, "Wati")
    await announce(world)
    await world.add("Lilis", Role.TREASURER)
    theirs = (await announce_to_group(world, "Lilis", "Rapat besok jam 9.")).code
    await play(f"""
        Rina: pengumuman
        Bot: ... [...]
        Rina: cari
        Bot: ...
        Rina: {theirs}
        Bot: Kode itu tidak ada di sini. / ... [...]
    """)


async def test_a_treasurer_finds_her_groups_own_from_its_page(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    code = (await announce_to_group(world, "Lilis", "Rapat besok jam 9.")).code
    await play(f"""
        Lilis: pengumuman
        Bot: {code}, jam 10.00 WIB: Rapat besok jam 9. / Pilih satu pengumuman, atau buat baru.
            [Buat pengumuman] [{code}, Belum dikirim] [Cari dengan kode]
        Lilis: 2
        Bot: Pengumuman {code}, Kelompok Mentari. Belum dikirim. / Ditulis ... Untuk: anggota Mentari. / ... [...]
    """)


async def test_who_agrees_sees_how_many_wait(play: Play, world: World) -> None:
    await add_worker(world)
    await add_worker(world, "Sari", Role.SUPERVISOR)
    await add_known(world, "Wati")
    code = (await announce(world, size=500)).code
    await play(f"""
        Sari: pengumuman
        Bot: ... [Perlu disetujui (1)] [Buat pengumuman] [{code}, Menunggu setuju] [Cari dengan kode]
        Sari: {code}
        Bot: Pengumuman {code}, ... Menunggu disetujui. / ... / Mau apa? [Periksa] [Isi pengumuman] [Tarik] [Ke daftar]
        Rina: pengumuman
        Bot: ... [Buat pengumuman] [{code}, Menunggu setuju] [Cari dengan kode]
    """)


async def test_what_stands_on_the_button_begins_a_new_one_typed_too(play: Play, world: World) -> None:
    await add_worker(world)
    await play("""
        Rina: buat pengumuman
        Bot: Untuk siapa? [...]
    """)
