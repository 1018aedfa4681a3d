"""Tarik and Hentikan: in the first minute it is taken back whole; a second tap changes nothing."""

import pytest

from bot.render import render
from db import announcement_receivers
from db.unit import Unit
from domain.announcements import Announcement, Reached, State
from domain.roles import Role
from handlers.announce.take_back import Standing, gone_out, how_it_ended, stop_now
from tests.handlers.announce.announced import add_known, add_worker, announce
from tests.handlers.announce.writing import ASKED, FOOTER, SENT, SLOTS, WAITS
from tests.play import Play
from tests.world import World

WRITES = f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Besok rapat.
        Bot: Kabar dari Kelompok Mentari: / Besok rapat. / {FOOTER}
        Bot: Untuk: ... Kirim? [...]
        Lilis: kirim
        {SENT}
        {WAITS}
"""


async def reached(world: World, announcement: Announcement) -> dict[Reached, int]:
    """How many it has become what of."""

    async def job(unit: Unit) -> dict[Reached, int]:
        return dict((await announcement_receivers.tally(unit, announcement.id)).counts)

    return await world.run(job)


async def test_in_its_minute_it_is_taken_back_by_a_word_too_and_twice_is_once(
    play: Play, world: World
) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""{WRITES}
        Lilis: tarik pengumuman
        Bot: Pengumuman ... ditarik. Tidak ada yang dikirim. / Mau diperbaiki lalu dikirim? [Perbaiki] [Tidak]
        Lilis: tidak
        Bot: Baik. Kalau perlu, ketik: pengumuman.
        Lilis: tarik pengumuman
        Bot: Tidak ada pengumuman yang berjalan.
        Lilis: hentikan pengumuman
        Bot: Tidak ada pengumuman yang berjalan.
    """)


async def test_the_word_on_the_button_said_twice_is_not_about_savings(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""{WRITES}
        Lilis: tarik
        Bot: Pengumuman ... ditarik. Tidak ada yang dikirim. / Mau diperbaiki lalu dikirim? [Perbaiki] [Tidak]
        Lilis: tarik
        Bot: ... Mau diperbaiki lalu dikirim? [Perbaiki] [Tidak]
        Lilis: tidak
        Bot: Baik. Kalau perlu, ketik: pengumuman.
        Lilis: tarik
        Bot: Siapa yang mau mengambil simpanan? [...]
    """)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.CALLED_BACK, "Pengumuman AAAAAA sudah ditarik. Tidak ada yang dikirim."),
        (State.STOPPED, "Pengumuman AAAAAA sudah dihentikan."),
        (State.REFUSED, "Pengumuman AAAAAA tidak disetujui. Tidak ada yang dikirim."),
        (State.DONE, "Pengumuman AAAAAA sudah selesai dikirim."),
    ],
)
def test_why_nothing_can_be_taken_back_is_said(state: State, said: str) -> None:
    assert render(how_it_ended(Standing(id=1, code="AAAAAA", state=state, gone=0))) == said


def test_what_has_gone_out_is_said_and_nothing_is_called_sent_that_was_not() -> None:
    assert render(gone_out(0)) == "Belum ada yang dikirim."
    assert render(gone_out(12)) == "12 orang sudah dikirimi."


async def test_a_colleague_and_the_admin_stop_what_another_sends_by_the_word_alone(
    play: Play, world: World
) -> None:
    """Whoever sees a fraud go out from a stolen account does not know its code."""
    await add_known(world, "Wati", "Siti")
    await add_worker(world)
    await world.add("Admin", Role.ADMIN)
    await announce(world, size=2)
    await play("""
        Admin: hentikan pengumuman
        Bot: Pengumuman petugas lain. Hentikan yang mana? [...]
        Admin: tidak jadi
        Bot: Tidak ada yang saya hentikan.
        Admin: hentikan pengumuman
        Bot: ... [...]
        Admin: 1
        Bot: Pengumuman ... dihentikan. / Belum ada yang dikirim.
        Bot → Rina: Pengumuman ... dihentikan petugas lain.
    """)
    await world.pass_time(61)
    assert not [each for each in world.phones.screen("Wati") if "Kabar dari" in each.text]


async def test_what_only_waits_to_be_opened_is_stopped_too_and_not_called_sent(world: World) -> None:
    await add_known(world, "Wati", "Siti")
    await add_known(world, "Neneng", phone="shared")
    await add_worker(world)

    async def later(unit: Unit) -> None:
        siti = (await world.actor(unit, "Siti")).person_id
        unit.write("UPDATE persons SET safe_from_min = 1020, safe_to_min = 1080 WHERE id = $1", siti)

    await world.run(later)
    announcement = await announce(world, size=3)
    await world.pass_time(63)
    assert await reached(world, announcement) == {Reached.SENT: 1, Reached.WAITING: 1, Reached.QUEUED: 1}

    async def stops(unit: Unit) -> int:
        unit.actor = await world.actor(unit, "Rina")
        return (await stop_now(unit, announcement.id)).gone

    assert await world.run(stops) == 1
    await world.pass_time(5)
    assert await reached(world, announcement) == {Reached.SENT: 1, Reached.STOPPED: 2}


async def test_who_may_only_agree_finds_the_stop_on_its_page(play: Play, world: World) -> None:
    await add_known(world, "Wati")
    await add_worker(world)
    await world.add("Admin", Role.ADMIN)
    announcement = await announce(world)
    await play(f"""
        Admin: pengumuman
        Bot: ... [...]
        Admin: {announcement.code}
        Bot: ... [Tarik] [...]
        Admin: tarik
        Bot: Pengumuman {announcement.code} ditarik. Tidak ada yang dikirim.
        Bot → Rina: Pengumuman {announcement.code} ditarik. Tidak ada yang dikirim.
    """)


async def test_who_stops_her_own_in_its_minute_takes_it_back_and_mends_it(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""{WRITES}
        Lilis: hentikan pengumuman
        Bot: Pengumuman ... ditarik. Tidak ada yang dikirim. / Mau diperbaiki lalu dikirim? [Perbaiki] [Tidak]
        Lilis: perbaiki
        Bot: Kabar dari Kelompok Mentari: / Besok rapat. / {FOOTER}
        Bot: Untuk: anggota Mentari. / ... Kirim? [...]
        Lilis: ubah
        Bot: Apa yang diubah? [...]
        Lilis: tulisan
        Bot: Tulis kabarnya.
        Lilis: Lusa rapat.
        Bot: Kabar dari Kelompok Mentari: / Lusa rapat. / {FOOTER}
        Bot: Untuk: anggota Mentari. / ... Kirim? [...]
        Lilis: kirim
        {SENT}
        {WAITS}
    """)
