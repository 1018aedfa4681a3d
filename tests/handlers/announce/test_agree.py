"""To many, a second person agrees: she sees the very message, and her no is final."""

from db import announcements
from domain.announcements import State
from domain.roles import Role
from tests.handlers.announce.writing import ASKED, FOOTER, KINDS, SLOTS, WAITS, a_class, newest
from tests.handlers.training.classes import step
from tests.play import Play
from tests.world import KALTIM, World

WRITES = f"""
        Petugas: umumkan
        Bot: Untuk siapa? {KINDS}
        Petugas: peserta kelas
        Bot: Yang mana? [Kue kering]
        Petugas: 1
        Bot: {SLOTS} {ASKED}
        Petugas: Kelas libur besok.
        Bot: Kabar dari Dinas Sosial Kaltim: / Kelas libur besok. / {FOOTER}
"""


async def only_two(world: World) -> None:
    """From the first woman on a second person agrees, says the office's admin."""
    await world.add("Admin", Role.ADMIN)
    await step(world, "Admin", announcements.set_approve_over, world.offices[KALTIM], 0)


async def test_it_goes_out_when_a_second_person_says_yes(play: Play, world: World) -> None:
    await a_class(world, "Siti")
    await only_two(world)
    await play(f"""{WRITES}
        Bot: Untuk: peserta Kue kering. / 1 orang akan menerima. / ... Sebanyak ini perlu disetujui satu orang lagi. /
            ... Kirim untuk disetujui? [Minta disetujui] [Kirim nanti] [Ubah]
        Petugas: [Minta disetujui]
        Bot: Pengumuman ... menunggu disetujui. 1 orang sudah diberi tahu. / Belum ada yang dikirim. Nanti dikabari.
        Bot → Admin: Pengumuman ... menunggu disetujui, untuk 1 orang. Dari Dinas Sosial Kaltim. [Lihat]
        Admin: [Lihat]
        Bot: Kabar dari Dinas Sosial Kaltim: / Kelas libur besok. / {FOOTER}
        Bot: Pengumuman ... / Untuk: peserta Kue kering. / 1 orang akan menerima. / Kabar pelatihan. /
            ... Setuju dikirim? [Setuju] [Tidak setuju] [Nanti]
        Admin: [Setuju]
        Bot: Terima kasih. ... dikirim Selasa, 3 Februari 2026, jam ... WITA.
        {WAITS.replace("Bot:", "Bot → Petugas:")}
        Admin: pengumuman menunggu
        Bot: Tidak ada pengumuman yang menunggu disetujui.
    """)
    found, _words = await newest(world)
    assert (found.state, found.approved_size) == (State.WAITING, 1)


async def test_who_agrees_a_day_later_is_told_that_besok_has_become_another_day(
    play: Play, world: World
) -> None:
    await a_class(world, "Siti")
    await only_two(world)
    await play(f"""{WRITES}
        Bot: ... Kirim untuk disetujui? [...]
        Petugas: minta disetujui
        Bot: Pengumuman ... menunggu disetujui. ...
        Bot → Admin: Pengumuman ... menunggu disetujui, ... [Lihat]
        Admin: [Lihat]
        Bot: Kabar ...
        Bot: Pengumuman ... / Untuk: peserta Kue kering. / 1 orang akan menerima. / Kabar pelatihan. /
            Setuju dikirim? [...]
        Admin: nanti
        Bot: Baik, masih menunggu. ...
    """)
    await world.pass_time(86_400)
    await play("""
        Admin: pengumuman menunggu
        Bot: Kabar ...
        Bot: Pengumuman ... / Untuk: peserta Kue kering. / 1 orang akan menerima. / Kabar pelatihan. /
            Ini dibaca Rabu, 4 Februari 2026. Di dalamnya ada kata “besok”. /
            Ditulis untuk dibaca Selasa, 3 Februari 2026. / Setuju dikirim? [...]
    """)


async def test_a_no_is_told_with_its_reason_and_of_two_the_first_counts(play: Play, world: World) -> None:
    await a_class(world, "Siti")
    await only_two(world)
    await world.add("Kepala", Role.SUPERVISOR)
    await play(f"""{WRITES}
        Bot: ... Kirim untuk disetujui? [...]
        Petugas: minta disetujui
        Bot: Pengumuman ... menunggu disetujui. 2 orang sudah diberi tahu. / ...
        Bot → Admin: Pengumuman ... [Lihat]
        Bot → Kepala: Pengumuman ... [Lihat]
        Admin: [Lihat]
        Bot: Kabar ...
        Bot: ... Setuju dikirim? [...]
        Kepala: [Lihat]
        Bot: Kabar ...
        Bot: ... Setuju dikirim? [...]
        Kepala: [Tidak setuju]
        Bot: Kenapa tidak? Yang menulis akan membacanya. [Tanpa alasan]
        Kepala: Harinya salah.
        Bot: Baik. ... tidak dikirim. Yang menulis dikabari.
        Bot → Petugas: Pengumuman ... tidak disetujui: Harinya salah. / Tidak ada yang dikirim. [Perbaiki]
        Admin: [Setuju]
        Bot: Yang ini sudah dijawab orang lain, atau ditarik.
    """)
    assert await world.run(announcements.live) == []


async def test_where_nobody_else_may_agree_it_is_said_honestly(play: Play, world: World) -> None:
    await a_class(world, "Siti")
    await only_two(world)

    async def leave(unit: object) -> None:
        unit.write("UPDATE roles SET until_ms = $1 WHERE role = 'admin'", unit.now_ms)  # type: ignore[attr-defined]

    await world.run(leave)
    await play(f"""{WRITES}
        Bot: Untuk: peserta Kue kering. / 1 orang akan menerima. / ... /
            Sebanyak ini perlu disetujui orang lain. Di kantor ini belum ada. /
            Pilih penerima lebih sedikit, atau minta pengurus mengundang kepala petugas. / Mau diubah? [Ubah] [Tidak jadi]
    """)
