"""The clock of a difference: officers hear of it once the day before, she hears on the day that she may ask further."""

import pytest

from domain.roles import Role
from tests.handlers.office_people import add_named
from tests.handlers.savings.test_differ import GENTLE, RAISED, count_open, meeting_without_neneng
from tests.play import Play
from tests.world import Way, World

# WhatsApp lets nothing through to who has not written for a day: there it waits (tests/handlers/test_news.py).
pytestmark = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)

WAITS = "Nomor <nomor> dari Neneng masih menunggu. Mohon dijawab paling lambat Selasa, 3 Maret 2026. [Lihat]"


async def test_officers_are_reminded_once_and_she_may_ask_further_on_the_day(
    play: Play, world: World
) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play(f"""
        (jam +26 hari)
        (jam +1 hari)
        Bot → Lilis: {WAITS}
        Bot → Cucu: {WAITS}
        (jam +32 jam)
        Bot → Neneng: Maaf, Bu. Soal nomor <nomor> belum dijawab. Ibu boleh minta pendamping ikut mengecek.
            [Minta pendamping]
        (jam +9 hari)
        Neneng: beda
        Bot: {GENTLE} Nomor <nomor>. Belum dijawab, maaf ya, Bu.
            [Ambil kembali] [Minta pendamping] [Ada yang lain] [Selesai]
        Neneng: minta pendamping
        Bot: Saya hubungkan ke petugas. Catatan kelompok tidak ikut dikirim. / ... Ibu tinggal di mana? [...]
    """)
    assert await count_open(world) == 1


async def test_the_pengawas_may_join_from_the_message_itself(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await add_named(world, "Tati", "Tati", Role.GROUP_SUPERVISOR)
    await play(RAISED.replace("minta pendamping ikut", "minta pengawas atau pendamping ikut"))
    await play(f"""
        (jam +27 hari)
        Bot → Lilis: {WAITS}
        Bot → Cucu: {WAITS}
        (jam +32 jam)
        Bot → Neneng: Maaf, Bu. Soal nomor <nomor> belum dijawab. Ibu boleh minta pengawas atau pendamping ikut
            mengecek. [Minta pengawas] [Minta pendamping]
        Neneng: [Minta pengawas]
        Bot: Pengawas sudah saya kabari. Dijawab paling lambat Jumat, 3 April 2026.
        Bot → Lilis: Neneng minta pengawas ikut mengecek, nomor <nomor>. {GENTLE} [Lihat]
        Bot → Cucu: Neneng minta pengawas ikut mengecek, nomor <nomor>. {GENTLE} [Lihat]
        Bot → Tati: Neneng minta pengawas ikut mengecek, nomor <nomor>. {GENTLE} [Lihat]
    """)


async def test_what_was_taken_back_is_not_reminded_of(play: Play, world: World) -> None:
    await meeting_without_neneng(play, world)
    await play(RAISED)
    await play("""
        Neneng: beda
        Bot: ... [...]
        Neneng: ambil kembali
        Bot: Sudah saya ambil kembali, Bu. Tidak apa-apa.
        Bot → Lilis: Neneng sudah mengambil kembali nomor <nomor>. Terima kasih.
        Bot → Cucu: Neneng sudah mengambil kembali nomor <nomor>. Terima kasih.
        (jam +60 hari)
    """)
