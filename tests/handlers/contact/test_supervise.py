"""Pantau pesan: load, what waits too long and figures, not a word of any woman; what waits is given to somebody."""

from bot.render import render
from db import matters
from db.unit import Unit
from domain.matters import Climbed, Matter
from domain.roles import Role
from handlers.contact.supervise import figures_in_words, late_in_words, load_in_words
from handlers.contact.supervise_steps import Figures, Late, Line
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.play import Play
from tests.world import World


async def people(world: World) -> None:
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await add_worker(world, "Ketut", Role.SUPERVISOR)
    await add_woman(world, "Wati")


async def late(world: World, matter: Matter) -> None:
    """It has waited until a supervisor was told, and she has heard of it."""

    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE matters SET climbed = $2, due_ms = 0 WHERE id = $1", matter.id, int(Climbed.SUPERVISOR)
        )

    await world.run(job)


async def holder_of(world: World, matter: Matter) -> int:
    async def job(unit: Unit) -> int:
        found = await matters.find(unit, matter.id)
        assert found is not None
        return found.holder_id

    return await world.run(job)


async def test_what_is_not_answered_climbs_to_who_leads_the_office_and_is_given_to_somebody(
    play: Play, world: World
) -> None:
    await people(world)
    matter = await write(world, "Wati", "bu saya mau tanya soal bantuan")
    world.next_message()
    world.phones.has_written("Ketut")  # WhatsApp lets us write for a day
    await play(
        """
        (jam +130 menit)
        Bot → Rina: 1 pesan warga belum dijawab, paling lama sejak 11.00. [Pesan warga]
        (jam +22 jam)
        Bot → Rina: Selamat pagi. Kabar kerja hari ini: /
            1 pesan warga belum dijawab, paling lama sejak Selasa 11.00. [Pesan warga]
        Bot → Dewi: 1 urusan bisa diambil. [Pesan warga]
        Bot → Dewi: Selamat pagi. Kabar kerja hari ini: / 1 urusan bisa diambil. [Pesan warga]
        Bot → Ketut: Selamat pagi. Kabar kerja hari ini: / 1 urusan bisa diambil. [Pesan warga]
        Bot → Ketut: 1 urusan terlalu lama belum dijawab. Tolong dipantau. [Pantau] [Pesan warga]
        Wati: menu
        Bot: ... [...]
        Dewi: menu
        Bot: ... [...]
        Ketut: pantau
        Bot: Dinas Sosial Kaltim: 1 urusan terbuka. / Rina: 1 urusan, 1 belum dijawab, paling lama 1 hari. /
            Dewi: tidak ada urusan. / Ketut: tidak ada urusan. /
            Mau lihat apa? [Yang lama menunggu] [Angka per bulan] [Selesai]
        Ketut: angka
        Bot: Bulan yang mana? [Bulan ini] [Bulan lalu] [2 bulan lalu]
        Ketut: bulan ini
        Bot: Belum bisa dihitung. Bulan itu kurang dari 5 pesan. / Mau lihat apa? [Yang lama menunggu] [Angka per bulan] [Selesai]
        Ketut: yang lama menunggu
        Bot: 1 terlalu lama menunggu. Pilih satu. [{code}, 1 hari] [Kembali]
        Ketut: {code}, 1 hari
        Bot: {code}: belum diberi topik, menunggu 1 hari. / Dipegang Rina. /
            Bagaimana? [Serahkan ke petugas] [Kembali]
        Ketut: serahkan
        Bot: Serahkan {code} ke siapa? [Dewi] [Ketut] [Kembali]
        Ketut: dewi
        Bot: {code} diserahkan ke Dewi. Pengirim diberi tahu. Benar? [Ya] [Tidak]
        Ketut: ya
        Bot: {code} sekarang dipegang Dewi. / Dinas Sosial Kaltim: 1 urusan terbuka. /
            Dewi: 1 urusan, 1 belum dijawab, ... / Rina: tidak ada urusan. / ... [...]
        Bot → Wati: Pesan Ibu sekarang dibaca Dewi, Dinas Sosial Kaltim.
        (jam +1 menit)
        Bot → Dewi: 1 pesan warga belum dijawab, paling lama sejak Selasa 11.00. [Pesan warga]
    """.replace("{code}", matter.code)
    )


async def test_who_thinks_better_of_it_changes_nothing(play: Play, world: World) -> None:
    await people(world)
    matter = await write(world, "Wati", "bu saya mau tanya soal bantuan")
    await late(world, matter)
    before = await holder_of(world, matter)
    await play(
        """
        Ketut: pantau pesan
        Bot: ... [...]
        Ketut: lama
        Bot: ... [...]
        Ketut: {lower}
        Bot: ... [Serahkan ke petugas] [Kembali]
        Ketut: serahkan
        Bot: ... [...]
        Ketut: dewi
        Bot: ... Benar? [Ya] [Tidak]
        Ketut: tidak
        Bot: Baik, tidak ada yang berubah. / ... [...]
    """.replace("{code}", matter.code).replace("{lower}", matter.code.lower())
    )
    assert await holder_of(world, matter) == before


async def test_what_is_for_one_alone_is_given_to_nobody(play: Play, world: World) -> None:
    await people(world)
    matter = await write(world, "Wati", "bu saya mau tanya soal bantuan", only_holder=True)
    await late(world, matter)
    await play(
        """
        Ketut: pantau pesan
        Bot: ... [...]
        Ketut: lama
        Bot: ... [...]
        Ketut: {lower}
        Bot: {code}: ... / Dipegang Rina. / Pengirim hanya mau petugas itu. Izinnya sudah ditanyakan. / ... [...]
    """.replace("{code}", matter.code).replace("{lower}", matter.code.lower())
    )


async def test_a_complaint_is_seen_by_another_supervisor_and_never_by_whom_it_is_about(
    play: Play, world: World
) -> None:
    await people(world)
    await add_worker(world, "Agus", Role.SUPERVISOR)
    matter = await write(
        world, "Wati", "bu ketut minta potongan", holder="Agus", complaint=True, about="Ketut"
    )
    await late(world, matter)
    await play(
        """
        Ketut: pantau pesan
        Bot: Dinas Sosial Kaltim: 0 urusan terbuka. / Rina: tidak ada urusan. / Dewi: tidak ada urusan. /
            Ketut: tidak ada urusan. / Agus: tidak ada urusan. / Mau lihat apa? [...]
        Ketut: lama
        Bot: Tidak ada yang terlalu lama menunggu. / ... [...]
        Agus: pantau pesan
        Bot: Dinas Sosial Kaltim: 0 urusan terbuka. / ... [...]
        Agus: lama
        Bot: 1 terlalu lama menunggu. Pilih satu. [...]
        Agus: {lower}
        Bot: {code}: keluhan, menunggu ... / Dipegang Agus. / Bagaimana? [Serahkan ke petugas] [Kembali]
        Agus: serahkan
        Bot: Belum ada petugas lain yang boleh membacanya. / ... [...]
    """.replace("{code}", matter.code).replace("{lower}", matter.code.lower())
    )


async def test_who_leads_no_office_sees_nothing_of_it(play: Play, world: World) -> None:
    await people(world)
    await play("""
        Rina: pantau pesan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)


# -- words ----------------------------------------------------------------------------------------------------------


def test_who_is_away_and_what_nobody_has_stand_in_the_load() -> None:
    lines = (
        Line(name="Rina", nobody=False, away=True, open=3, unanswered=0, minutes=0),
        Line(name="", nobody=True, away=False, open=2, unanswered=2, minutes=130),
    )
    assert [render(each, "id") for each in load_in_words("Kantor Contoh", lines)] == [
        "Kantor Contoh: 5 urusan terbuka.",
        "Rina (cuti): 3 urusan, semua terjawab.",
        "Belum ada petugas: 2 urusan, 2 belum dijawab, paling lama 2 jam.",
    ]


def test_what_waits_says_who_is_away_and_that_she_wants_a_woman() -> None:
    one = Late(
        matter_id=1,
        code="AB12CD",
        topic="keluarga",
        complaint=False,
        minutes=600,
        holder="Rina",
        away=True,
        women_only=True,
        only_holder=False,
    )
    assert [render(each, "id") for each in late_in_words(one)] == [
        "AB12CD: Keluarga, menunggu 10 jam.",
        "Dipegang Rina, sedang cuti.",
        "Pengirim minta petugas perempuan.",
    ]


def test_figures_of_many_are_told_and_those_of_a_few_are_not() -> None:
    whole = Figures(total=20, in_time=10, later=5, not_yet=5, median_min=95)
    assert [render(each, "id") for each in figures_in_words(whole)] == [
        "20 urusan mulai di bulan itu.",
        "Jawaban pertama biasanya sesudah 2 jam kantor buka.",
        "Dijawab dalam 4 jam kantor: 10 dari 20.",
        "Dijawab sesudah itu: 5 dari 20.",
        "Belum dijawab: 5 dari 20.",
    ]
    partly = Figures(total=20, in_time=12, later=None, not_yet=None, median_min=None)
    assert [render(each, "id") for each in figures_in_words(partly)] == [
        "20 urusan mulai di bulan itu.",
        "Dijawab dalam 4 jam kantor: 12 dari 20.",
        "Jumlah di bawah 5 tidak ditulis.",
    ]
