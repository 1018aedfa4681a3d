"""A woman finds a course and takes part: with her yes, a clash told before, waiting told as what it is; and out again."""

import pytest

from db import course_places
from domain.courses import Topic
from domain.roles import Role
from tests.handlers.training.classes import NEXT_TUESDAY, NINE, put_in, roll, teach, weeks
from tests.play import Play
from tests.world import MENTARI, Way, World

CONSENT = """Dinas Sosial Kaltim mau mencatat pelatihan Ibu: nama panggilan, tempat tinggal, tanggal, dan hadir atau tidak. Gunanya: ...
            Yang membaca: petugas Dinas Sosial Kaltim. Disimpan 24 bulan. Ibu boleh menolak. Yang lain tidak berubah.
            Boleh saya catat? [Boleh] [Tidak]"""
KNOWS = (
    "Sudah kenal yang lain di kelas ini? Kalau belum, nanti ada yang menyapa Ibu. [Sudah] [Belum] [Lewati]"
)
CALLED = "Ibu biasa dipanggil siapa? Untuk daftar hadir."
WHEN = "Selasa, 10 Februari 2026, jam 09.00 WITA, di Balai Desa Contoh."
PAGE = f"Kue kering, Dinas Sosial Kaltim. {WHEN} / Ada 8 pertemuan, sampai Selasa, 31 Maret 2026."


async def join(play: Play, name: str, said: str, course: str = "kue kering", *, agrees: bool = True) -> None:
    """She goes all the way; `said`: the last answer."""
    asked = f"Bot: {CONSENT}\n        {name}: boleh\n        " if agrees else ""
    await play(f"""
        {name}: jadwal
        Bot: ... [...]
        {name}: {course}
        Bot: ... [...]
        {name}: 1
        {asked}Bot: {CALLED}
        {name}: Bu {name}
        Bot: {KNOWS}
        {name}: sudah
        Bot: {said}
    """)


async def test_she_sees_what_fits_and_joins_with_her_yes(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world, bring="celemek dan toples", childcare="Boleh bawa anak.")
    await play(f"""
        Siti: /jadwal
        Bot: Ada 1 kelas yang bisa Ibu ikuti. Mau lihat yang mana?
            [Kue kering] [Keterampilan saya] [...] [Punya kode kelas] [Selesai]
        Siti: kue kering
        Bot: {PAGE} / Tempatnya masih ada. / Bawa: celemek dan toples / Anak: Boleh bawa anak. / Mau apa, Bu?
            [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: {CONSENT}
        Siti: oke
        Bot: ... Ketik YA atau TIDAK, ya. / ... [Boleh] [Tidak]
        Siti: boleh
        Bot: {CALLED}
        Siti: Bu Siti
        Bot: {KNOWS}
        Siti: belum
        Bot: Ibu sudah terdaftar di Kue kering. {WHEN} /
            Bawa: celemek dan toples / Sebelumnya Ibu saya ingatkan. Kalau berubah, ketik KELAS.
        Siti: jadwal
        Bot: Kue kering: {WHEN} / Belum ada kelas baru untuk Ibu. Mau lihat yang mana? [Kue kering] [...]
    """)
    assert await roll(world, course) == ["Siti joined baru"]
    assert world.consents == ["Siti training yes typed"]


async def test_without_her_yes_nothing_is_written_and_the_schedule_stays(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world)
    await play(f"""
        Siti: jadwal
        Bot: ... [Kue kering] [...]
        Siti: kue kering
        Bot: {PAGE} / Tempatnya masih ada. / Mau apa, Bu? [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: {CONSENT}
        Siti: tidak
        Bot: Baik, Bu. Tidak ada yang dicatat. Mau lihat jadwal saja? Ketik JADWAL.
        Siti: jadwal
        Bot: Ada 1 kelas yang bisa Ibu ikuti. Mau lihat yang mana? [Kue kering] [...]
        Siti: kue kering
        Bot: {PAGE} / Tempatnya masih ada. / Mau apa, Bu? [Daftar] [Lihat jadwal]
        Siti: [Daftar]
        Bot: {CONSENT}
    """)
    assert await roll(world, course) == []
    assert world.consents == ["Siti training no typed"]


async def test_what_she_may_skip_she_skips_and_kembali_takes_an_answer_back(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world)
    await play(f"""
        Siti: jadwal
        Bot: ... [Kue kering] [...]
        Siti: kue kering
        Bot: ... [Daftar] [Lihat jadwal]
        Siti: ikut
        Bot: {CONSENT}
        Siti: setuju
        Bot: {CALLED}
        Siti: kembali
        Bot: Baik, kita ulang pertanyaan tadi. / {CONSENT}
        Siti: ya
        Bot: {CALLED}
        Siti: Siti
        Bot: {KNOWS}
        Siti: lewati
        Bot: Ibu sudah terdaftar di Kue kering. ...
    """)
    assert await roll(world, course) == ["Siti joined"]


async def test_tapping_twice_joins_once(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world, capacity=5)
    await join(play, "Siti", "Ibu sudah terdaftar di Kue kering. ...")
    await play("""
        Siti: jadwal
        Bot: ... [Kue kering] [...]
        Siti: kue kering
        Bot: ... / Ibu sudah terdaftar. / Mau apa, Bu? [...] [Pindah kelas] [Tidak jadi ikut] [Lihat jadwal]
    """)
    assert await roll(world, course) == ["Siti joined"]


async def test_where_all_places_are_taken_she_waits_and_hears_her_number(play: Play, world: World) -> None:
    for name in ("Siti", "Yuyun", "Neneng"):
        await world.add(name, area="samarinda")
    course = await teach(world, capacity=1)
    await put_in(world, course, "Yuyun", "Neneng")
    await play(f"""
        Siti: jadwal
        Bot: ... [Kue kering] [...]
        Siti: kue kering
        Bot: {PAGE} / Tempatnya sudah penuh. 1 orang sudah menunggu. / Mau apa, Bu?
            [Masuk daftar tunggu] [Lihat jadwal]
        Siti: masuk daftar tunggu
        Bot: {CONSENT}
        Siti: boleh
        Bot: {CALLED}
        Siti: Bu Siti
        Bot: {KNOWS}
        Siti: sudah
        Bot: Ibu nomor 2 di daftar tunggu. / Kalau ada tempat, Ibu saya kabari. Belum tentu dapat, ya. / Tidak mau menunggu lagi? Ketik KELAS.
        Siti: jadwal
        Bot: Kue kering: Ibu nomor 2 di daftar tunggu. / Belum ada kelas baru untuk Ibu. Mau lihat yang mana? [...]
        Siti: kue kering
        Bot: {PAGE} / Ibu nomor 2 di daftar tunggu. Belum tentu dapat tempat. / Mau apa, Bu?
            [...] [Pindah kelas] [Berhenti menunggu] [Lihat jadwal]
        Siti: berhenti menunggu
        Bot: Berhenti menunggu kelas Kue kering? [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Tetap menunggu.
    """)
    assert await roll(world, course) == ["Yuyun joined", "Neneng waiting", "Siti waiting"]


async def test_who_moves_up_is_told_and_takes_the_place(play: Play, world: World) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    course = await teach(world, capacity=1, bring="celemek")
    await put_in(world, course, "Siti", "Yuyun")
    await play(f"""
        Siti: kelas
        Bot: ... [...] [Pindah kelas] [Tidak jadi ikut] [Lihat jadwal]
        Siti: tidak jadi ikut
        Bot: Ibu mau keluar dari kelas Kue kering? Tempatnya untuk yang menunggu. [Ya] [Tidak]
        Siti: ya
        Bot: Boleh tahu sebabnya? Supaya kelas berikutnya lebih pas. [Jamnya tidak pas] [Jauh, atau ongkosnya]
            [Anak atau keluarga] [Sedang sakit] [Sebab lain] [Lewati]
        Siti: jauh
        Bot: Sudah, Bu. Terima kasih sudah memberi tahu. Boleh ikut lagi kapan saja.
        Bot → Yuyun: Ada tempat untuk Ibu di kelas Kue kering. {WHEN} Ibu jadi ikut? [Saya ikut] [Tidak jadi]
        Yuyun: [Saya ikut]
        Bot: Baik, Bu. Ditunggu {WHEN} / Bawa: celemek
        Yuyun: [Tidak jadi]
        Bot: Maaf, tombol ini sudah tidak berlaku. / ... [...]
    """)
    assert await roll(world, course) == ["Siti left", "Yuyun joined"]
    assert world.pushes == ["Yuyun relay sent"]


async def test_nothing_is_decided_by_silence_and_only_her_own_no_passes_the_place_on(
    play: Play, world: World
) -> None:
    for name in ("Siti", "Yuyun", "Neneng"):
        await world.add(name, area="samarinda")
    course = await teach(world, capacity=1)
    await put_in(world, course, "Siti", "Yuyun", "Neneng")
    offered = f"Ada tempat untuk Ibu di kelas Kue kering. {WHEN} Ibu jadi ikut? [Saya ikut] [Tidak jadi]"
    await play(f"""
        Siti: kelas
        Bot: ... [...]
        Siti: tidak jadi ikut
        Bot: Ibu mau keluar ... [Ya] [Tidak]
        Siti: ya
        Bot: Boleh tahu ... [...]
        Siti: lewati
        Bot: Sudah, Bu. ...
        Bot → Yuyun: {offered}
        (jam +20 jam)
        Yuyun: [Tidak jadi]
        Bot: Ibu mau keluar dari kelas Kue kering? Tempatnya untuk yang menunggu. [Ya] [Tidak]
        Yuyun: tidak
        Bot: Baik, Bu. Tempatnya masih untuk Ibu.
        Yuyun: [Tidak jadi]
        Bot: Ibu mau keluar dari kelas Kue kering? Tempatnya untuk yang menunggu. [Ya] [Tidak]
        Yuyun: ya
        Bot: Sudah, Bu. Terima kasih sudah memberi tahu. Boleh ikut lagi kapan saja.
        Bot → Neneng: {offered}
    """)
    assert await roll(world, course) == ["Siti left", "Yuyun left", "Neneng joined"]


async def test_on_a_shared_phone_she_hears_that_there_is_news_and_finds_it_with_its_buttons(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Yuyun", area="samarinda", phone="shared")
    course = await teach(world, capacity=1)
    await put_in(world, course, "Siti", "Yuyun")
    await play(f"""
        Siti: kelas
        Bot: ... [...]
        Siti: tidak jadi ikut
        Bot: Ibu mau keluar ... [Ya] [Tidak]
        Siti: ya
        Bot: Boleh tahu ... [...]
        Siti: lewati
        Bot: Sudah, Bu. ...
        Bot → Yuyun: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Yuyun: kabar
        Bot: ... Ada tempat untuk Ibu di kelas Kue kering. {WHEN} Ibu jadi ikut?
            [Saya ikut] [Tidak jadi] [Sudah saya baca]
        Yuyun: [Saya ikut]
        Bot: Baik, Bu. Ditunggu {WHEN}
    """)
    assert await roll(world, course) == ["Siti left", "Yuyun joined"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("saya ikut", "Baik, Bu. Ditunggu ..."),
        ("iya bu", "Baik, Bu. Ditunggu ..."),
        ("mau", "Baik, Bu. Ditunggu ..."),
        ("tidak", "Ibu mau keluar dari kelas Kue kering? ... [Ya] [Tidak]"),
        ("ga jadi bu", "Ibu mau keluar dari kelas Kue kering? ... [Ya] [Tidak]"),
    ],
)
@pytest.mark.parametrize("phone", ["own", "shared"])
@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_who_moved_up_answers_in_her_own_words_also_what_she_has_pulled(
    play: Play, world: World, phone: str, said: str, answer: str
) -> None:
    await moved_up(play, world, phone)
    if phone == "shared":
        await play("""
            Yuyun: kabar
            Bot: ... [Saya ikut] [Tidak jadi] [Sudah saya baca]
        """)
    await play(f"""
        Yuyun: {said}
        Bot: {answer}
    """)


async def moved_up(play: Play, world: World, phone: str) -> None:
    """Yuyun waited, and has a place now."""
    await world.add("Siti", area="samarinda")
    await world.add("Yuyun", area="samarinda", phone=phone)
    course = await teach(world, capacity=1)
    await put_in(world, course, "Siti", "Yuyun")
    heard = "Ada tempat untuk Ibu ... [Saya ikut] [Tidak jadi]"
    if phone == "shared":
        heard = "Ada kabar dari kelompok. Ketik MENU kalau sudah senggang."
    await play(f"""
        Siti: kelas
        Bot: ... [...]
        Siti: tidak jadi ikut
        Bot: Ibu mau keluar ... [Ya] [Tidak]
        Siti: ya
        Bot: Boleh tahu ... [...]
        Siti: lewati
        Bot: Sudah, Bu. ...
        Bot → Yuyun: {heard}
    """)


async def test_two_courses_at_the_same_hour_are_told_before_she_joins(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    first = await teach(world)
    second = await teach(world, "Menjahit", topic=Topic.SEWING, start_min=NINE + 60)
    await put_in(world, first, "Siti")
    await play(f"""
        Siti: jadwal
        Bot: Kue kering: {WHEN} / Ada 1 kelas yang bisa Ibu ikuti. ... [Kue kering] [Menjahit] [...]
        Siti: menjahit
        Bot: ... [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: Jam itu Ibu juga ada kelas Kue kering, Selasa, 10 Februari 2026, jam 09.00 WITA. Tetap daftar? [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Belum saya daftarkan. Ketik JADWAL untuk kelas lain.
    """)
    assert await roll(world, second) == []


async def test_she_changes_to_another_day_and_the_next_one_moves_up(play: Play, world: World) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    tuesdays = await teach(world, capacity=1)
    thursdays = await teach(world, days=weeks(4, NEXT_TUESDAY.replace(day=12)))
    await teach(world, "Menjahit", topic=Topic.SEWING)
    await join(play, "Siti", "Ibu sudah terdaftar di Kue kering. ...", "selasa kue kering")
    await put_in(world, tuesdays, "Yuyun")
    await play(f"""
        Siti: kelas
        Bot: ... [...] [Pindah kelas] [Tidak jadi ikut] [Lihat jadwal]
        Siti: pindah
        Bot: Mau pindah ke kelas yang mana? [Kue kering]
        Siti: 1
        Bot: Kue kering, Kamis, 12 Februari 2026, jam 09.00 WITA, di Balai Desa Contoh. Pindah? [Ya] [Tidak]
        Siti: ya
        Bot: Sudah pindah, Bu. Kamis, 12 Februari 2026, jam 09.00 WITA, di Balai Desa Contoh.
        Bot → Yuyun: Ada tempat untuk Ibu di kelas Kue kering. {WHEN} Ibu jadi ikut? [Saya ikut] [Tidak jadi]
    """)
    assert await roll(world, tuesdays) == ["Siti left", "Yuyun joined"]
    assert await roll(world, thursdays) == ["Siti joined"]


async def test_where_the_other_day_is_full_she_waits_there_and_keeps_her_place(
    play: Play, world: World
) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    tuesdays = await teach(world)
    thursdays = await teach(world, days=weeks(4, NEXT_TUESDAY.replace(day=12)), capacity=1)
    await join(play, "Siti", "Ibu sudah terdaftar di Kue kering. ...", "selasa kue kering")
    await put_in(world, thursdays, "Yuyun")
    await play("""
        Siti: kelas
        Bot: ... [...]
        Siti: pindah
        Bot: Mau pindah ke kelas yang mana? [Kue kering]
        Siti: kue kering
        Bot: Kelas itu penuh. Ibu menunggu di sana, dan tetap di kelas yang sekarang. Mau? [Ya] [Tidak]
        Siti: ya
        Bot: Ibu nomor 1 di daftar tunggu. / Kalau ada tempat, Ibu saya kabari. Belum tentu dapat, ya. / Tidak mau menunggu lagi? Ketik KELAS.
    """)
    assert await roll(world, tuesdays) == ["Siti joined"]
    assert await roll(world, thursdays) == ["Yuyun joined", "Siti waiting"]


async def test_a_groups_own_course_is_asked_for_by_the_group(play: Play, world: World) -> None:
    await world.add("Siti", Role.MEMBER)
    course = await teach(world, "Tenun", group=MENTARI, topic=Topic.WEAVING)
    await play("""
        Siti: jadwal
        Bot: Ada 1 kelas yang bisa Ibu ikuti. Mau lihat yang mana? [Tenun] [...]
        Siti: tenun
        Bot: Tenun, Mentari. Selasa, 10 Februari 2026, jam 09.00 WIB, di Balai Desa Contoh. / ... [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: Kelompok Mentari mau mencatat kelas Ibu: nama panggilan, tanggal, dan hadir atau tidak. ... Yang membaca: pengurus kelompok.
            Disimpan 24 bulan. Ibu boleh menolak. Simpanan Ibu tidak berubah. Boleh saya catat? [Boleh] [Tidak]
        Siti: boleh
        Bot: Sudah kenal ... [Sudah] [Belum] [Lewati]
        Siti: sudah
        Bot: Ibu sudah terdaftar di Tenun. ...
    """)
    assert await roll(world, course) == ["Siti joined"]
    assert world.consents == ["Siti training yes typed"]


async def test_who_takes_back_her_yes_is_in_no_course_and_the_next_one_moves_up(
    play: Play, world: World
) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    course = await teach(world, capacity=1)
    await join(play, "Siti", "Ibu sudah terdaftar di Kue kering. ...")
    await put_in(world, course, "Yuyun")
    await play("""
        Siti: izin
        Bot: ... Pelatihan: boleh. ... [...]
        Siti: [Pelatihan]
        Bot: Ibu bilang boleh sejak Selasa, 3 Februari 2026. / Kalau dicabut, Ibu keluar dari kelasnya. Tempatnya untuk yang
            menunggu. Ibu boleh ikut lagi kapan saja. [Biarkan] [Cabut izin ini]
        Siti: cabut
        Bot: Izinnya sudah dicabut mulai sekarang. Nomornya <nomor>. / ... Pelatihan: dicabut. ... [...]
        Bot → Yuyun: Ada tempat untuk Ibu di kelas Kue kering. ... Ibu jadi ikut? [Saya ikut] [Tidak jadi]
    """)
    assert await roll(world, course) == ["Siti left", "Yuyun joined"]
    assert world.consents == ["Siti training yes typed", "Siti training withdrawn typed"]


async def test_who_has_left_is_reminded_no_more_not_even_of_what_waits_in_the_queue(
    play: Play, world: World
) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda", phone="shared")
    course = await teach(world, days=[NEXT_TUESDAY.replace(day=5)])
    await put_in(world, course, "Siti", "Yuyun")
    await play("""
        (jam +23 jam)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU hari ini, ya.
        Bot → Yuyun: Ada kabar dari kelompok. Ketik MENU hari ini, ya.
        Siti: kelas
        Bot: ... [...]
        Siti: tidak jadi ikut
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: ... [...]
        Siti: lewati
        Bot: Sudah, Bu. ...
        Siti: kabar
        Bot: Belum ada kabar baru...
        Yuyun: kabar
        Bot: Kabar 1 dari 1: ... Kue kering ... [...]
    """)


async def test_what_was_begun_waits_and_goes_on_where_it_was(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    course = await teach(world)
    await play(f"""
        Siti: jadwal
        Bot: ... [Kue kering] [...]
        Siti: kue kering
        Bot: ... [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: {CONSENT}
        Siti: menu
        Bot: Yang tadi saya simpan. Ketik LANJUT untuk meneruskan. / Ada yang bisa saya bantu, Bu? [...]
        (jam +20 jam)
        Siti: lanjut
        Bot: Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti. / {CONSENT}
        Siti: boleh
        Bot: {CALLED}
        Siti: Bu Siti
        Bot: {KNOWS}
        Siti: belum
        Bot: Ibu sudah terdaftar di Kue kering. ...
    """)
    assert await roll(world, course) == ["Siti joined baru"]


async def test_a_place_that_was_taken_meanwhile_makes_her_wait_and_says_so(play: Play, world: World) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    course = await teach(world, capacity=1)
    await play(f"""
        Siti: jadwal
        Bot: ... [Kue kering] [...]
        Siti: kue kering
        Bot: ... / Masih ada 1 tempat. / ... [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: {CONSENT}
        Siti: boleh
        Bot: {CALLED}
        Siti: Bu Siti
        Bot: {KNOWS}
    """)
    await put_in(world, course, "Yuyun")
    await play("""
        Siti: sudah
        Bot: Ibu nomor 1 di daftar tunggu. / Kalau ada tempat, Ibu saya kabari. Belum tentu dapat, ya. / Tidak mau menunggu lagi? Ketik KELAS.
    """)
    assert await roll(world, course) == ["Yuyun joined", "Siti waiting"]


async def test_without_a_button_her_words_count_as_long_as_the_place_is_not_settled(
    play: Play, world: World
) -> None:
    for name in ("Siti", "Yuyun", "Neneng"):
        await world.add(name, area="samarinda")
    course = await teach(world, capacity=1)
    await put_in(world, course, "Siti", "Yuyun", "Neneng")
    offered = f"Ada tempat untuk Ibu di kelas Kue kering. {WHEN} Ibu jadi ikut? [Saya ikut] [Tidak jadi]"
    await play(f"""
        Siti: kelas
        Bot: ... [...]
        Siti: tidak jadi ikut
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: ... [...]
        Siti: lewati
        Bot: Sudah, Bu. ...
        Bot → Yuyun: {offered}
        Yuyun: maaf bu gak jadi
        Bot: Ibu mau keluar dari kelas Kue kering? Tempatnya untuk yang menunggu. [Ya] [Tidak]
        Yuyun: ya
        Bot: Sudah, Bu. ...
        Bot → Neneng: {offered}
        Neneng: iya saya ikut
        Bot: Baik, Bu. Ditunggu {WHEN}
        Neneng: gak jadi
        Bot: Tidak ada yang sedang berjalan. Ketik MENU kalau perlu.
        Yuyun: gak jadi
        Bot: Tidak ada yang sedang berjalan. Ketik MENU kalau perlu.
    """)
    assert await roll(world, course) == ["Siti left", "Yuyun left", "Neneng joined"]


async def test_the_place_of_a_woman_who_is_erased_goes_to_the_next_one(play: Play, world: World) -> None:
    for name in ("Siti", "Yuyun"):
        await world.add(name, area="samarinda")
    course = await teach(world, capacity=1)
    await put_in(world, course, "Siti", "Yuyun")
    await play("""
        Siti: hapus data saya
        Bot: ... [Tidak jadi dihapus] [Ya, hapus]
        Siti: ya, hapus
        Bot: Baik, Bu. Sebentar lagi data Ibu dihapus. ...
    """)
    await world.pass_time(120)
    (bubble,) = world.phones.screen("Yuyun")
    assert bubble.text.startswith("Ada tempat untuk Ibu di kelas Kue kering.")
    counts = await world.run(lambda unit: course_places.count(unit, course))
    assert (counts.joined, counts.waiting) == (1, 0)


async def test_how_she_is_called_is_asked_once_and_stands_on_the_list(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Dewi", Role.WORKER)
    first = await teach(world)
    await teach(world, "Menjahit", topic=Topic.SEWING, start_min=NINE + 300)
    await play(f"""
        Siti: jadwal
        Bot: ... [Kue kering] [Menjahit] [...]
        Siti: kue kering
        Bot: ... [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: {CONSENT}
        Siti: boleh
        Bot: {CALLED}
        Siti: Dinas Sosial
        Bot: Nama itu dipakai kantor. Tolong pakai nama panggilan sendiri. / {CALLED}
        Siti: siti rohani
        Bot: {KNOWS}
        Siti: sudah
        Bot: Ibu sudah terdaftar di Kue kering. ...
        Siti: jadwal
        Bot: ... [Kue kering] [Menjahit] [...]
        Siti: menjahit
        Bot: ... [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: {KNOWS}
        Siti: sudah
        Bot: Ibu sudah terdaftar di Menjahit. ...
        Dewi: kelola kelas
        Bot: 2 kelas. ... [...]
        Dewi: kue kering
        Bot: ... [...]
        Dewi: peserta
        Bot: 1. Siti Rohani / ...
    """)
    assert await roll(world, first) == ["Siti joined"]


async def test_a_group_knows_its_members_by_the_names_of_its_book(play: Play, world: World) -> None:
    await world.add("Siti", Role.MEMBER)
    await teach(world, "Tenun", group=MENTARI, topic=Topic.WEAVING)
    await play("""
        Siti: jadwal
        Bot: ... [Tenun] [...]
        Siti: tenun
        Bot: ... [Daftar] [Lihat jadwal]
        Siti: daftar
        Bot: Kelompok Mentari mau mencatat kelas Ibu: ... [Boleh] [Tidak]
        Siti: boleh
        Bot: Sudah kenal ... [Sudah] [Belum] [Lewati]
        Siti: belum
        Bot: Ibu sudah terdaftar di Tenun. ...
        Ketua Mentari: kelola kelas
        Bot: ... [...]
        Ketua Mentari: tenun
        Bot: ... [...]
        Ketua Mentari: peserta
        Bot: 1. Siti, baru / ...
    """)
