"""A worker, and a treasurer for her own group, writes an announcement: one look, and off it goes."""

from db import announcements
from domain.announcements import NewsKind, Part, PartKind, State
from domain.roles import Role
from tests.handlers.announce.writing import (
    ANSWERS,
    ASKED,
    FOOTER,
    GROUP_PREVIEW,
    KINDS,
    SENT,
    SLOTS,
    WAITS,
    a_class,
    newest,
)
from tests.play import Play
from tests.world import World


async def test_a_moved_session_is_announced_with_four_taps_and_called_back(play: Play, world: World) -> None:
    await a_class(world, "Siti", "Yuyun")
    await play(f"""
        Petugas: umumkan
        Bot: Untuk siapa? {KINDS}
        Petugas: [Satu pertemuan kelas]
        Bot: Yang mana? [...]
        Petugas: 1
        Bot: {SLOTS} {ASKED}
        Petugas: Halo [nama], pertemuan {{tanggal}} pindah jam 10. Bisa datang?
        Bot: Tombol jawabannya apa? {ANSWERS}
        Petugas: [Bisa, Tidak bisa]
        Bot: Kabar dari Dinas Sosial Kaltim: /
            Halo Siti (contoh), pertemuan Selasa, 10 Februari 2026 pindah jam 10. Bisa datang? /
            Jawaban Ibu dibaca Dinas Sosial Kaltim. / {FOOTER} [Bisa] [Tidak bisa]
        Bot: Untuk: yang ditunggu di Kue kering, Selasa, 10 Februari 2026. / 2 orang akan menerima. / ... Kirim?
            [Kirim sekarang] [Kirim nanti] [Ubah]
        Petugas: kirim
        Bot: Baik. Perkembangannya saya kabari di bawah ini.
        Bot: Pengumuman ... untuk 2 orang. / Mulai dikirim jam .... Sebelum itu masih bisa ditarik. [Tarik]
    """)
    found, words = await newest(world)
    assert (found.state, found.news, found.size, found.choices) == (State.WAITING, NewsKind.TRAINING, 2, 2)
    assert words == "Halo {nama}, pertemuan {tanggal} pindah jam 10. Bisa datang?"
    await play("""
        Petugas: [Tarik]
        Bot: Pengumuman ... ditarik. Tidak ada yang dikirim. / Mau diperbaiki lalu dikirim? [Perbaiki] [Tidak]
    """)
    assert await world.run(announcements.live) == []


async def test_a_treasurer_writes_to_her_whole_group_with_two_messages(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await world.add("Yuyun", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Besok rapat jam 2 siang, [panggilan].
        Bot: {GROUP_PREVIEW}
        Bot: Untuk: anggota Mentari. / ... orang akan menerima. / ... Kirim? [Kirim sekarang] [Kirim nanti] [Ubah]
        Lilis: [Kirim sekarang]
        {SENT}
        {WAITS}
    """)
    found, _words = await newest(world)
    assert (found.group_id, found.news) == (world.groups["Mentari"], NewsKind.GROUP)
    assert found.audience.those == (Part(kind=PartKind.GROUP, id=world.groups["Mentari"]),)


async def test_two_who_write_at_once_do_not_meet(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Neneng", Role.CHAIR)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Neneng: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Dari Lilis.
        Bot: Kabar dari ...: / Dari Lilis. / {FOOTER}
        Bot: Untuk: ... Kirim? [...]
        Neneng: Dari Neneng.
        Bot: Kabar dari ...: / Dari Neneng. / {FOOTER}
        Bot: Untuk: ... Kirim? [...]
        Lilis: kirim
        {SENT}
        {WAITS}
        Neneng: kirim
        {SENT}
        {WAITS}
    """)
    assert len(await world.run(announcements.live)) == 2
