"""A fine need not be paid: two officers say so, with a reason that she reads."""

import pytest

from domain.loan_rules import Method, Terms
from domain.money import Rupiah
from tests.handlers.loans.hard_months import lend, standing_on
from tests.handlers.savers import mentari
from tests.play import Play
from tests.world import Way, World

# WhatsApp lets nothing through to who has not written for a day; they write first.
FINED = Terms(method=Method.FLAT, rate=200, unit=Rupiah(1_000), fine=Rupiah(2_000), fine_cap=Rupiah(6_000))


async def fined(play: Play, world: World) -> None:
    """The first month has not come in for five days; a fine of Rp2.000 is open."""
    await mentari(world, "Siti")
    await lend(world, "Siti", terms=FINED)
    asked = (
        "" if world.way is Way.WHATSAPP else "Bot → Siti: Bu Siti, cicilan bulan Maret Rp112.000 ... [...]"
    )
    await play(f"""
        (jam +33 hari)
        {asked}
        Siti: menu
        Bot: ... [...]
        Cucu: menu
        Bot: ... [...]
    """)


BEGINS = """
    Lilis: ringankan denda
    Bot: Denda Siti Rp2.000. Diringankan berapa? [Rp2.000]
"""


async def test_two_officers_let_it_go_and_she_reads_why(play: Play, world: World) -> None:
    await fined(play, world)
    await play(BEGINS)
    await play("""
        Lilis: 5 ribu
        Bot: Dendanya Rp2.000. Tulis jumlah sampai segitu, ya. / Denda Siti Rp2.000. Diringankan berapa? [Rp2.000]
        Lilis: [Rp2.000]
        Bot: Apa sebabnya? Ini dibaca Siti. [Sakit] [Ada musibah] [Sepi usaha] [Salah catat] [Tulis sendiri]
        Lilis: sakit
        Bot: Denda Siti diringankan Rp2.000 (dua ribu). Karena sakit. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / Denda Siti diringankan Rp2.000. Karena sakit. [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Permintaan Lilis: / Denda Siti diringankan Rp2.000. Karena sakit. / Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Denda Siti sudah diringankan Rp2.000.
        Bot → Siti: Bu Siti, denda Rp2.000 tidak perlu dibayar. Karena sakit.
        Bot → Lilis: Cucu setuju. Denda Siti sudah diringankan Rp2.000.
    """)
    assert (await standing_on(world)).fine == 0
    await play("""
        Lilis: ringankan
        Bot: Tidak ada denda yang terbuka.
    """)


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_of_a_part_she_reads_what_is_left_and_the_reason_in_the_officers_own_kind_words(
    play: Play, world: World
) -> None:
    await fined(play, world)
    await play(BEGINS)
    await play("""
        Lilis: seribu lima ratus rupiah
        Bot: Apa sebabnya? Ini dibaca Siti. [...]
        Lilis: tulis sendiri
        Bot: Tulis sebabnya dalam satu kalimat pendek.
        Lilis: sakit
        Bot: Tulis sebabnya sedikit lebih panjang, ya.
        Lilis: Anaknya baru masuk rumah sakit.
        Bot: Denda Siti diringankan Rp1.500 (seribu lima ratus). Anaknya baru masuk rumah sakit. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. ...
        Bot → Siti: Bu Siti, denda Rp1.500 tidak perlu dibayar. Anaknya baru masuk rumah sakit. Denda yang masih ada: Rp500.
        Bot → Lilis: Cucu setuju. ...
    """)
    assert (await standing_on(world)).fine == 500


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_nobody_lets_her_own_fine_go(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Cucu", terms=FINED, by=("Lilis", "Lilis"))
    await play("""
        (jam +33 hari)
        Bot → Cucu: Bu Cucu, cicilan bulan Maret ... [...]
        Cucu: ringankan
        Bot: Pinjaman sendiri atau serumah diputuskan pengurus lain.
        Lilis: ringankan
        Bot: Perlu satu pengurus lagi, yang tidak serumah. Tambah dulu di rapat, ya.
    """)
