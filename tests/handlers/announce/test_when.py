"""Now, or later: what would be read in the night is said and asked."""

from datetime import date

import pytest

from conversation.questions import Said, Understood
from domain.roles import Role
from handlers.contact.day_ahead import DayAndHour
from tests.handlers.announce.writing import ASKED, FOOTER, SENT, SLOTS
from tests.play import Play
from tests.world import World


async def test_in_the_night_it_says_when_it_is_read_and_asks(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER)
    await world.add("Siti", Role.MEMBER)
    await play(f"""
        Lilis: umumkan
        Bot: {SLOTS} {ASKED}
        Lilis: Besok rapat.
        Bot: Kabar dari ... / {FOOTER}
        Bot: Untuk: ... Kirim? [...]
        Lilis: kirim nanti
        Bot: Kapan dikirim? Contoh: besok jam 9.
        Lilis: besok jam 9 malam
        Bot: Jam 21.00 WIB itu jam istirahat. Sampainya mulai jam 07.00 WIB. / Tetap dikirim jam itu? [Tetap begitu] [Pilih jam lain]
        Lilis: pilih jam lain
        Bot: Kapan dikirim? Contoh: besok jam 9.
        Lilis: besok jam 9 pagi
        Bot: Ini dibaca Rabu, 4 Februari 2026. Di dalamnya ada kata “Besok”. / Katanya masih benar? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, belum dikirim. Pilih Ubah untuk memperbaiki. / Untuk: ... Kirim? [...]
        Lilis: kirim nanti
        Bot: Kapan dikirim? Contoh: besok jam 9.
        Lilis: besok jam 9 pagi
        Bot: Ini dibaca ... / Katanya masih benar? [Ya] [Tidak]
        Lilis: ya
        {SENT}
        Bot: Pengumuman ... untuk 2 orang. / Dikirim Rabu, 4 Februari 2026, jam 09.00 WIB. Sebelum itu masih bisa ditarik. [Tarik]
    """)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("nanti malam jam 10", "2026-02-03 22:00"),
        ("besok sore jam 3", "2026-02-04 15:00"),
        ("besok malam pukul 7.30", "2026-02-04 19:30"),
        ("besok pagi jam 9", "2026-02-04 09:00"),
        ("besok jam 9 malam", "2026-02-04 21:00"),
        ("besok jam 9", "2026-02-04 09:00"),
    ],
)
def test_the_half_of_the_day_may_stand_before_the_hour(said: str, plain: str) -> None:
    assert DayAndHour(today=date(2026, 2, 3), context="future").read(Said(text=said)) == Understood(plain)


@pytest.mark.parametrize("said", ["foto", "besok", "kapan-kapan"])
def test_without_an_hour_none_is_made_up(said: str) -> None:
    reading = DayAndHour(today=date(2026, 2, 3), context="future").read(Said(text=said))
    assert not isinstance(reading, Understood) or " " not in str(reading.plain)
