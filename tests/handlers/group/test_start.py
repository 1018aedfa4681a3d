"""Buat kelompok: a draft with its rules, until a second officer has joined."""

import re
from datetime import date

from db import group_rules, groups
from db.unit import Unit
from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm
from domain.roles import Role
from handlers.group.start import begin
from tests.play import Play
from tests.world import World

UNTIL_OFFICE = """
        Yuyun: buat kelompok
        Bot: Kita buat buku kelompok. Hanya untuk anggota. Uangnya tetap kelompok yang pegang. / Apa nama kelompoknya?
        Yuyun: Melati
        Bot: Kelompoknya di daerah mana? ... [...]
        Yuyun: purwakarta
        Bot: Di desa atau kampung apa?
        Yuyun: Desa Nagrak
        Bot: Rapatnya tiap kapan? [Tiap minggu] [Tiap bulan] [Tiap 35 hari]
        Yuyun: tiap 35 hari
        Bot: Kapan rapat yang pertama dicatat?
        Yuyun: 10 februari 2026
        Bot: Ada simpanan pokok? Itu dibayar sekali, waktu masuk. [Ada] [Tidak ada]
        Yuyun: tidak
        Bot: Ada simpanan wajib? Itu dibayar tiap rapat, sama semua. [Ada] [Tidak ada]
        Yuyun: ada
        Bot: Simpanan wajib: berapa tiap orang?
        Yuyun: 10rb
        Bot: Ada simpanan sukarela? Itu boleh kapan saja. [Ada] [Tidak ada]
        Yuyun: ada
        Bot: Ada dana sosial? Itu uang kecil untuk yang sakit atau susah. [Ada] [Tidak ada]
        Yuyun: tidak ada
        Bot: Ibu jadi apa di kelompok? [Ketua] [Bendahara] [Sekretaris]
        Yuyun: bendahara
        Bot: Siapa nama Ibu di buku kelompok?
        Yuyun: Yuyun
        Bot: Aturan lain bisa ditambah nanti, kalau rapat memutuskan. /
            Simpanan wajib: Rp10.000 (sepuluh ribu) tiap rapat. / Simpanan sukarela: jumlahnya bebas. /
            Rapat: Tiap 35 hari, pertama Selasa, 10 Februari 2026. /
            Kelompok Melati, Desa Nagrak. Yuyun jadi Bendahara. Benar? [Ya] [Tidak]
"""


async def the_group(world: World) -> groups.Group:
    return (await world.run(groups.list_all))[-1]


async def test_a_group_begins_as_a_draft_and_opens_with_its_second_officer(play: Play, world: World) -> None:
    await world.add("Yuyun")
    await world.add("Cucu")
    await play(
        UNTIL_OFFICE
        + """
        Yuyun: ya
        Bot: Kelompok Melati sudah dicatat. Bukunya dibuka kalau pengurus kedua masuk. / Kode untuk Ketua: inv-... /
            Kirim ke orangnya. Di HP-nya, ketik UNDANGAN, lalu kode itu. Berlaku 24 jam.
        Yuyun: kode rapat
        Bot: Buku kelompok belum dibuka. Tunggu pengurus kedua masuk, ya.
    """
    )
    found = await the_group(world)
    assert (found.name, found.state, found.zone) == ("Melati", groups.DRAFT, "Asia/Jakarta")
    code = re.search(r"inv-\w+", " ".join(world.said["Yuyun"]))
    assert code is not None
    await play(f"""
        Cucu: undangan
        Bot: Apa kode undangannya?
        Cucu: {code[0]}
        Bot: Undangan sebagai Ketua di Melati. / Nama apa yang boleh dilihat orang lain?
        Cucu: Cucu
        Bot: Cucu, Ketua, Melati. Benar? [Ya] [Tidak]
        Cucu: ya
        Bot: Selamat bergabung, Cucu. ... [Boleh] [Tidak]
        Bot → Yuyun: Pengurus kedua sudah masuk. Buku kelompok sudah dibuka.
        Bot → Yuyun: Cucu sekarang Ketua di Melati. Kalau Ibu tidak kenal, bicarakan di rapat.
        Yuyun: kode rapat
        Bot: Kode rapat Melati: ...
    """)
    found = await the_group(world)
    assert found.state == groups.ACTIVE
    rules = await world.run(lambda unit: group_rules.rules_on(unit, found.id, date(2026, 2, 3)))
    assert (rules.rhythm, rules.meeting_day) == (Rhythm.SELAPAN, date(2026, 2, 10))
    assert [(each.kind, each.amount) for each in rules.kinds] == [
        (SavingKind.WAJIB, 10_000),
        (SavingKind.SUKARELA, None),
    ]


async def test_a_no_makes_nothing(play: Play, world: World) -> None:
    await world.add("Yuyun")
    await play(
        UNTIL_OFFICE
        + """
        Yuyun: tidak
        Bot: Mana yang mau diganti? [Nama dan tempat] [Waktu rapat] [Simpanan] [Belum jadi]
        Yuyun: belum jadi
        Bot: Baik, belum dibuat. Ketik BUAT KELOMPOK kalau mau mulai lagi.
    """
    )
    assert (await the_group(world)).name == "Mentari"


async def test_one_wrong_amount_is_said_again_and_the_rest_is_kept(play: Play, world: World) -> None:
    await world.add("Yuyun")
    await play(
        UNTIL_OFFICE
        + """
        Yuyun: tidak
        Bot: Mana yang mau diganti? [...]
        Yuyun: simpanan
        Bot: Ada simpanan pokok? Itu dibayar sekali, waktu masuk. [...]
        Yuyun: tidak
        Bot: Ada simpanan wajib? Itu dibayar tiap rapat, sama semua. [...]
        Yuyun: ada
        Bot: Simpanan wajib: berapa tiap orang?
        Yuyun: 12
        Bot: Maksud Ibu Rp12.000 (dua belas ribu)? [Ya] [Tidak]
        Yuyun: ya
        Bot: Ada simpanan sukarela? Itu boleh kapan saja. [...]
        Yuyun: tidak
        Bot: Ada dana sosial? Itu uang kecil untuk yang sakit atau susah. [...]
        Yuyun: tidak
        Bot: Simpanan wajib: Rp12.000 (dua belas ribu) tiap rapat. / Rapat: Tiap 35 hari, pertama Selasa, 10 Februari 2026. /
            Kelompok Melati, Desa Nagrak. Yuyun jadi Bendahara. Benar? [Ya] [Tidak]
        Yuyun: ya
        Bot: Kelompok Melati sudah dicatat. ...
    """
    )
    found = await the_group(world)
    rules = await world.run(lambda unit: group_rules.rules_on(unit, found.id, date(2026, 2, 3)))
    assert [(each.kind, each.amount) for each in rules.kinds] == [(SavingKind.WAJIB, 12_000)]


async def test_nobody_begins_a_third_group_while_two_wait(play: Play, world: World) -> None:
    await world.add("Yuyun")

    async def begin_two(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Yuyun")
        kinds = (KindRule(kind=SavingKind.SUKARELA),)
        for name in ("Melati", "Mawar"):
            await begin(
                unit,
                name,
                "Desa Nagrak",
                "purwakarta",
                "weekly",
                date(2026, 2, 10),
                kinds,
                Role.CHAIR,
                "Yuyun",
            )

    await world.run(begin_two)
    await play("""
        Yuyun: buat kelompok
        Bot: Masih ada kelompok Ibu yang menunggu pengurus kedua. Selesaikan itu dulu, ya.
    """)
