"""A correction after the meeting: two officers, on two phones or on one, and the woman concerned hears of it."""

from db import ledger
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import saving, withdrawal
from tests.handlers.book_keepers import book, rows
from tests.handlers.savers import TODAY, as_lilis, hold_meeting, mentari, number_of
from tests.handlers.second.numbers import chooses_number, is_asked
from tests.handlers.second.scenes import close_february, end_role, open_meeting
from tests.play import Play
from tests.world import MENTARI, Way, World

TOLD = """
    (jam +1 menit)
    Bot → Lilis: Rapat Mentari, ... [Benar] [Ada yang beda]
    Bot → Cucu: Rapat Mentari, ... [Benar] [Ada yang beda]
    Bot → Tati: Rapat Mentari, ... [Benar] [Ada yang beda]
"""

TOO_MUCH = """
    Lilis: betulkan
    Bot: Mau membetulkan apa? [Catatan yang keliru] [Yang lupa dicatat]
    Lilis: keliru
    Bot: Cari catatannya lewat apa? [Nama orangnya] [Angka catatannya]
    Lilis: nama
    Bot: Catatan siapa? [Lilis] [Cucu] [Tati]
    Lilis: tati
    Bot: Catatan Tati yang mana? [1 Simpanan wajib Rp20.000]
    Lilis: 1
    Bot: Nomor 1, Selasa, 3 Februari 2026: Tati, Simpanan wajib, Rp20.000. / Apanya yang keliru?
        [Jumlahnya] [Orangnya] [Jenis simpanannya] [Harusnya tidak ada]
    Lilis: jumlahnya
    Bot: Yang benar berapa, Bu?
    Lilis: 10rb
    Bot: Apa sebabnya? [Salah tulis] [...]
    Lilis: salah tulis
    Bot: Nomor 1, Selasa, 3 Februari 2026: Tati, Simpanan wajib, Rp20.000.
        Yang benar: Tati, Simpanan wajib, Rp10.000 (sepuluh ribu). Sebabnya: salah tulis.
        / Benar begitu? [Ya] [Tidak]
    Lilis: ya
    Bot: Tolong dicek berdua, ya. Pengurus satunya menjawab di mana? [Di HP-nya] [Di HP ini] [Nanti saja]
"""

CORRECTED = [
    "2026-02-03 saving Tati simpanan_wajib +20000",
    "2026-02-03 reversal Tati simpanan_wajib -20000",
    "2026-02-03 saving Tati simpanan_wajib +10000",
]


async def test_after_closing_the_chair_agrees_on_her_own_phone_and_tati_hears_of_it(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD)
    await play(TOO_MUCH)
    await play("""
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. Kalau sudah dijawab, Ibu saya kabari.
        Bot → Cucu: Lilis minta dicek berdua, ya: / Nomor 1, ... Rp20.000.
            Yang benar: Tati, Simpanan wajib, Rp10.000 (sepuluh ribu). Sebabnya: salah tulis. [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Permintaan Lilis: / Nomor 1, ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Sudah dibetulkan. Nomor barunya 3.
        Bot → Lilis: Cucu setuju. Sudah dibetulkan. Nomor barunya 3.
        Bot → Tati: Bu, catatan Ibu nomor 1 dibetulkan.
            Tadi: Simpanan wajib Rp20.000. Sekarang: Simpanan wajib Rp10.000.
            Sebabnya: salah tulis. [Benar] [Ada yang beda]
        Tati: catatan
        Bot: Rapat Mentari, ... ... dibetulkan: Rp10.000 (sepuluh ribu). ... [Benar] [Ada yang beda]
    """)
    assert await book(world) == CORRECTED


async def test_on_the_same_phone_she_agrees_with_her_own_number_and_reads_it_on_her_own_phone(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD)
    await chooses_number(play, world, "Cucu")
    await play(TOO_MUCH)
    await play("""
        Lilis: di hp ini
        Bot: HP-nya dikasih ke Cucu dulu, ya. / Nomor 1, ... Rp10.000 (sepuluh ribu). Sebabnya: salah tulis. /
            Cucu, setuju? [Ya] [Tidak]
    """)
    number = await is_asked(play, world, "Lilis", "ya")
    await play(f"""
        Lilis: {number}
        Bot: Terima kasih, Cucu. Sudah dibetulkan. Nomor barunya 3. / HP-nya boleh dikembalikan.
        Bot → Tati: Bu, catatan Ibu nomor 1 dibetulkan. ... [Benar] [Ada yang beda]
        Bot → Cucu: Tadi Ibu setuju, dengan angka tanda di HP Lilis: / Nomor 1, ...
    """)
    assert await book(world) == CORRECTED
    if world.way is not Way.WHATSAPP:
        assert number not in world.phones.typed("Lilis")


async def test_a_wrong_number_and_none_at_all_are_answered_alike_and_change_nothing(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD)
    wrong = "Angkanya belum cocok. Belum punya? Buat di HP sendiri, ketik: angka tanda. / Mau coba lagi? [Coba lagi] [Di HP-nya] [Nanti saja]"
    await play(TOO_MUCH)
    await play("""
        Lilis: di hp ini
        Bot: HP-nya dikasih ke Cucu dulu, ya. ... Cucu, setuju? [Ya] [Tidak]
    """)
    await is_asked(play, world, "Lilis", "ya")
    await play(f"""
        Lilis: 111222
        Bot: {wrong}
    """)
    await is_asked(play, world, "Lilis", "coba lagi")
    await play(f"""
        Lilis: boleh lah
        Bot: {wrong}
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. Kalau sudah dijawab, Ibu saya kabari.
        Bot → Cucu: Lilis minta dicek berdua, ya: / Nomor 1, ... [Lihat dan jawab]
    """)
    await chooses_number(play, world, "Cucu")
    await play("""
        Lilis: setujui
        Bot: Nomor 1, ... / Ini masih menunggu dijawab. [Biarkan] [Tarik kembali]
        Lilis: tarik kembali
        Bot: Baik, sudah ditarik kembali. Tidak ada yang diubah.
        Bot → Cucu: Lilis menarik kembali permintaannya. Tidak ada yang diubah.
    """)
    assert await book(world) == CORRECTED[:1]


async def test_the_second_officer_may_say_no_and_the_first_is_told(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD)
    await play(TOO_MUCH)
    await play("""
        Lilis: di hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: ... [Lihat dan jawab]
        Cucu: setujui
        Bot: Permintaan Lilis: ... Ibu setuju? [Ya] [Tidak]
        Cucu: nanti
        Bot: ... [Ya] [Tidak]
        Cucu: tidak
        Bot: Tidak setuju, atau nanti saja? [Tidak setuju] [Nanti saja]
        Cucu: tidak setuju
        Bot: Baik. Tidak ada yang diubah. Lilis saya kabari.
        Bot → Lilis: Cucu belum setuju. Coba dibicarakan berdua, ya: / Nomor 1, ...
        Cucu: [Lihat dan jawab]
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
    """)
    assert await book(world) == CORRECTED[:1]


async def test_a_forgotten_saving_of_the_last_meeting_is_added_by_two(play: Play, world: World) -> None:
    await mentari(world, "Tati", "Neneng")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD + "\n    Bot → Neneng: ... Belum ada setoran Ibu tercatat. ... [Benar] [Ada yang beda]")
    await play("""
        Lilis: betulkan
        Bot: Mau membetulkan apa? [...]
        Lilis: lupa
        Bot: Rapat terakhir Selasa, 3 Februari 2026. / Setoran siapa yang lupa dicatat? [...]
        Lilis: neneng
        Bot: Simpanan apa? [Simpanan wajib] [Simpanan sukarela] [Dana sosial] [Simpanan pokok]
        Lilis: 1
        Bot: Berapa, Bu?
        Lilis: 10rb
        Bot: Apa sebabnya? [...] [Tulis sendiri]
        Lilis: tulis sendiri
        Bot: Tulis sebabnya, pendek saja.
        Lilis: dititip lewat Yuyun
        Bot: Yang lupa dicatat di rapat Selasa, 3 Februari 2026: Neneng, Simpanan wajib, Rp10.000 (sepuluh ribu).
            Sebabnya: dititip lewat Yuyun. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [Di HP-nya] [Di HP ini] [Nanti saja]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: Lilis minta dicek berdua, ya: / Yang lupa dicatat ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: Permintaan Lilis: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Sudah dicatat. Nomornya 2.
        Bot → Lilis: Cucu setuju. Sudah dicatat. Nomornya 2.
        Bot → Neneng: Bu, ini baru dicatat untuk Ibu: Simpanan wajib Rp10.000. Nomornya 2.
            Sebabnya: dititip lewat Yuyun. [Benar] [Ada yang beda]
    """)
    assert await book(world) == [CORRECTED[0], "2026-02-03 saving Neneng simpanan_wajib +10000"]


async def test_in_the_open_meeting_the_treasurer_corrects_alone_and_it_is_counted(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati", "Neneng")
    await open_meeting(world, Tati=20_000)
    await play("""
        Lilis: betulkan
        Bot: Mau membetulkan apa? [...]
        Lilis: keliru
        Bot: Cari catatannya lewat apa? [...]
        Lilis: angka
        Bot: Catatan nomor berapa? Lihat di pesan atau di buku.
        Lilis: 1
        Bot: Nomor 1, ... / Apanya yang keliru? [...]
        Lilis: orangnya
        Bot: Yang benar siapa? [Lilis] [Cucu] [Neneng]
        Lilis: neneng
        Bot: Apa sebabnya? [...]
        Lilis: tertukar
        Bot: Nomor 1, ... Yang benar: Neneng, Simpanan wajib, Rp20.000 (dua puluh ribu). Sebabnya: tertukar orang.
            / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. Nomor barunya 3. / ... [...]
    """)
    assert await book(world) == [
        "2026-02-03 saving Tati simpanan_wajib +20000",
        "2026-02-03 reversal Tati simpanan_wajib -20000",
        "2026-02-03 saving Neneng simpanan_wajib +20000",
    ]
    assert await rows(world, "SELECT corrections FROM meetings") == [(1,)]


async def test_a_correction_of_a_closed_month_lands_today_and_says_so(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD)
    await play("""
        (jam +30 hari)
        Cucu: menu
        Bot: ... [...]
        Tati: menu
        Bot: ... [...]
    """)
    await close_february(world)
    await play("""
        Lilis: betulkan
        Bot: Mau membetulkan apa? [...]
        Lilis: keliru
        Bot: Cari catatannya lewat apa? [...]
        Lilis: angka
        Bot: Catatan nomor berapa? Lihat di pesan atau di buku.
        Lilis: 1
        Bot: Nomor 1, ... / Apanya yang keliru? [...]
        Lilis: harusnya tidak ada
        Bot: Apa sebabnya? [...]
        Lilis: salah dengar
        Bot: Bulannya sudah ditutup. Jadi dibetulkan dengan tanggal hari ini. /
            Nomor 1, ... Ini seharusnya tidak ada. Sebabnya: salah dengar. / Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
        Lilis: hp-nya
        Bot: Sudah saya sampaikan. ...
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Sudah dibetulkan. Nomor barunya 2.
        Bot → Lilis: Cucu setuju. ...
        Bot → Tati: Bu, catatan Ibu nomor 1 dibatalkan: Simpanan wajib Rp20.000. Sebabnya: salah dengar. [Benar] [Ada yang beda]
    """)
    assert await book(world) == [CORRECTED[0], "2026-03-05 reversal Tati simpanan_wajib -20000"]


async def test_a_treasurer_without_another_officer_is_told_what_to_do(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD)
    await end_role(world, "Cucu")
    begun = TOO_MUCH.rsplit("Bot:", 1)[0]
    await play(f"""{begun}
    Bot: Ini perlu dicek berdua. Di kelompok ini belum ada pengurus lain yang bisa. /
        Minta ketua menambah satu pengurus. Atau ketik PETUGAS.
    """)
    assert await book(world) == CORRECTED[:1]


async def test_what_was_put_right_once_is_not_there_again(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await play("""
        Lilis: betulkan
        Bot: Mau membetulkan apa? [...]
        Lilis: keliru
        Bot: Cari catatannya lewat apa? [...]
        Lilis: angka
        Bot: Catatan nomor berapa? Lihat di pesan atau di buku.
        Lilis: 77
        Bot: Catatan itu tidak ada, atau sudah pernah dibetulkan.
        Lilis: betulkan
        Bot: Mau membetulkan apa? [...]
        Lilis: keliru
        Bot: Cari catatannya lewat apa? [...]
        Lilis: nama
        Bot: Catatan siapa? [...]
        Lilis: tati
        Bot: Catatan itu tidak ada, atau sudah pernah dibetulkan.
    """)


async def test_a_member_corrects_nothing(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await play("""
        Tati: betulkan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)


async def test_what_two_have_decided_one_does_not_take_back(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await open_meeting(world, Tati=20_000)
    lilis, cucu, tati = [await number_of(world, name) for name in ("Lilis", "Cucu", "Tati")]

    async def decided(unit: Unit) -> None:
        draft = withdrawal(
            day=TODAY, by=lilis, second=cucu, member=tati, kind=SavingKind.SUKARELA, amount=5_000, meeting=1
        )
        paid = saving(day=TODAY, by=lilis, member=tati, kind=SavingKind.SUKARELA, amount=9_000, meeting=1)
        await ledger.post_many(unit, world.groups[MENTARI], [("in", paid), ("out", draft)])

    await as_lilis(world, decided)
    await play("""
        Lilis: betulkan
        Bot: Mau membetulkan apa? [...]
        Lilis: keliru
        Bot: Cari catatannya lewat apa? [...]
        Lilis: angka
        Bot: Catatan nomor berapa? ...
        Lilis: 3
        Bot: Nomor 3, ... Tati, Uang keluar, Rp5.000. / Apanya yang keliru? [Harusnya tidak ada]
        Lilis: harusnya tidak ada
        Bot: Apa sebabnya? [...]
        Lilis: salah tulis
        Bot: Nomor 3, ... Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Tolong dicek berdua, ya. ... [...]
    """)


async def test_the_kind_may_be_the_wrong_one(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await open_meeting(world, Tati=20_000)
    await play("""
        Lilis: koreksi
        Bot: Mau membetulkan apa? [...]
        Lilis: keliru
        Bot: Cari catatannya lewat apa? [...]
        Lilis: nama
        Bot: Catatan siapa? [...]
        Lilis: tati
        Bot: Catatan Tati yang mana? [1 Simpanan wajib Rp20.000]
        Lilis: 1
        Bot: Nomor 1, ... Apanya yang keliru? [...]
        Lilis: jenisnya
        Bot: Yang benar simpanan apa? [Simpanan sukarela] [Dana sosial] [Simpanan pokok]
        Lilis: sukarela
        Bot: Apa sebabnya? [...]
        Lilis: dengar
        Bot: Nomor 1, ... Yang benar: Tati, Simpanan sukarela, Rp20.000 (dua puluh ribu). ... Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dibetulkan. Nomor barunya 3. / ... [...]
    """)
    assert (await book(world))[2] == "2026-02-03 saving Tati simpanan_sukarela +20000"


async def test_while_the_phone_is_handed_over_another_may_be_faster(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=20_000)
    await play(TOLD)
    await play(TOO_MUCH)
    await play("""
        Lilis: di hp ini
        Bot: HP-nya dikasih ke Cucu dulu, ya. ... Cucu, setuju? [Ya] [Tidak]
        Cucu: setujui
        Bot: Permintaan Lilis: ... Ibu setuju? [Ya] [Tidak]
        Cucu: ya
        Bot: Terima kasih, Bu. Sudah dibetulkan. Nomor barunya 3.
        Bot → Lilis: Cucu setuju. Sudah dibetulkan. Nomor barunya 3.
        Bot → Tati: Bu, catatan Ibu nomor 1 dibetulkan. ... [...]
        Lilis: ya
        Bot: Yang ini sudah dijawab. Terima kasih.
    """)
    assert await book(world) == CORRECTED
