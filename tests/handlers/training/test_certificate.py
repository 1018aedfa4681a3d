"""Sertifikat: given by the office, named by the woman herself, looked up by anybody without a name, never changed."""

from tests.handlers.papers import files_of
from tests.handlers.training.afterwards import WORKER, a_past_course, came, end, number_of, papers
from tests.play import Play
from tests.world import World

THANKS = "Kelas Kue kering sudah selesai. ... [Nilai kelas]"


async def over(world: World, play: Play, *, phone: str = "own") -> int:
    """Siti came to three sessions, Yuyun to one; the course is over and they were thanked."""
    course_id = await a_past_course(world, "Siti", "Yuyun", phone=phone)
    await came(world, course_id, "Siti", 1, 2, 4)
    await came(world, course_id, "Yuyun", 3)
    await end(world, course_id)
    if phone == "own":
        await play(f"""
            (jam +1 menit)
            Bot → Siti: {THANKS}
            Bot → Yuyun: {THANKS}
        """)
    else:
        await play("""
            (jam +1 menit)
            Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
            Bot → Yuyun: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        """)
    return course_id


GIVEN = f"""
        {WORKER}: beri sertifikat
        Bot: Sertifikat yang mana? [Beri sertifikat] [Cek nomor]
        {WORKER}: beri sertifikat
        Bot: Kelas Kue kering: 2 peserta, 4 pertemuan. Sudah diberi sertifikat: 0. /
            Mau apa? [Beri ke 1 orang] [Pilih orangnya] [Selesai]
        {WORKER}: beri
        Bot: Beri sertifikat ke 1 orang? Mereka dikabari dan menulis namanya sendiri. [Ya] [Tidak]
        {WORKER}: ya
        Bot: 1 sertifikat diberikan.
"""
TOLD = """
        Bot → Siti: Sertifikat kelas Kue kering sudah ada untuk Ibu. Tinggal tulis nama Ibu. [Tulis nama]
"""
NAMED = """
        Siti: [Tulis nama]
        Bot: Sertifikat kelas Kue kering dari Dinas Sosial Kaltim. /
            Nama Ibu mau ditulis bagaimana? Tulis lengkap, seperti di KTP.
        Siti: siti 2
        Bot: Tulis nama saja, tanpa angka. Contoh: Siti Aminah. / Nama Ibu mau ditulis ...
        Siti: siti aminah
        Bot: Di kertas tertulis: Siti Aminah. Benar? [Ya] [Tidak]
        Siti: ya
        Bot: Sertifikatnya jadi, Bu. Selamat! Nomornya <nomor>. /
            Mau apa? [Gambar] [Untuk dicetak (PDF)] [Namanya keliru] [Selesai]
"""


async def test_from_the_office_to_the_paper_on_her_phone(play: Play, world: World) -> None:
    await over(world, play)
    await play(
        GIVEN
        + TOLD
        + NAMED
        + """
        Siti: gambar
        Bot: Sertifikatnya saya kirim. Simpan baik-baik, ya, Bu.
        Bot → Siti: Sertifikat kelas Kue kering.
        Siti: sertifikat
        Bot: Sertifikat yang mana? [Kue kering] [Cek nomor]
        Siti: kue kering
        Bot: Sertifikat kelas Kue kering. Nama: Siti Aminah. / Nomornya <nomor>. Siapa pun boleh mengeceknya di sini. /
            Mau apa? [...]
        Siti: untuk dicetak
        Bot: Sertifikatnya saya kirim. Simpan baik-baik, ya, Bu.
        Bot → Siti: Sertifikat kelas Kue kering.
    """
    )
    picture, pdf = files_of(world, "Siti")
    assert picture.startswith(b"\x89PNG")
    assert pdf.startswith(b"%PDF-")
    assert await papers(world) == ["Siti valid Siti Aminah"]


async def test_anybody_looks_a_number_up_and_hears_no_name(play: Play, world: World) -> None:
    await over(world, play)
    await world.add("Euis")
    await play(
        GIVEN
        + TOLD
        + NAMED
        + """
        Siti: selesai
        Bot: Baik, Bu. Kertasnya ada terus. Ketik: sertifikat.
        Euis: cek sertifikat
        Bot: Tulis nomor di kertasnya. Contoh: SM-7K4P-2K.
        Euis: SM-7K4P-2J
        Bot: Ada huruf atau angka yang belum pas. Coba lihat lagi kertasnya. / Tulis nomor ...
        Euis: nomornya <nomor> bu
        Bot: Nomor <nomor> benar. / Kelas Kue kering, Dinas Sosial Kaltim, sampai Selasa, 3 Februari 2026. /
            Nama pemiliknya tidak saya sebut. Lihat di kertasnya, ya. / Ini hanya contoh, bukan sertifikat sungguhan.
        Euis: sertifikat
        Bot: Tulis nomor ...
        Euis: SM-7K4P-2K
        Bot: Nomor SM-7K4P-2K tidak ada di catatan kami.
    """
    )
    assert not any("Aminah" in text or "Siti" in text for text in world.said["Euis"])


async def test_who_learns_and_has_no_paper_yet_hears_so_and_may_still_look_a_number_up(
    play: Play, world: World
) -> None:
    await a_past_course(world, "Siti")
    await play("""
        Siti: sertifikat
        Bot: Belum ada sertifikat untuk Ibu. Biasanya diberi sesudah kelas selesai.
            Mau cek nomor? [Cek nomor] [Selesai]
        Siti: selesai
        Bot: Baik, Bu. Kalau sudah ada, Ibu saya kabari.
        Siti: sertifikat
        Bot: ... [Cek nomor] [Selesai]
        Siti: cek nomor
        Bot: Tulis nomor ...
    """)


async def test_a_number_that_has_no_name_yet_is_none(play: Play, world: World) -> None:
    course_id = await over(world, play)
    await play(GIVEN + TOLD)
    number = await number_of(world, course_id)
    await world.add("Euis")
    await play(f"""
        Euis: sertifikat
        Bot: Tulis nomor ...
        Euis: {number}
        Bot: Nomor {number} tidak ada di catatan kami.
    """)


async def test_a_wrong_name_makes_a_new_paper_and_the_old_number_counts_no_more(
    play: Play, world: World
) -> None:
    await over(world, play)
    await play(
        GIVEN
        + TOLD
        + NAMED
        + """
        Siti: namanya keliru
        Bot: Ibu dapat kertas baru. Nomor <nomor> tidak berlaku lagi. Mau? [Ya] [Tidak]
        Siti: ya
        Bot: Nama Ibu mau ditulis bagaimana? ...
        Siti: SITI AMINAH BINTI ABDUL
        Bot: Di kertas tertulis: Siti Aminah binti Abdul. Benar? [Ya] [Tidak]
        Siti: tidak
        Bot: Nama Ibu mau ditulis bagaimana? ...
        Siti: Siti Aminah Abdul
        Bot: Di kertas tertulis: Siti Aminah Abdul. Benar? [Ya] [Tidak]
        Siti: ya
        Bot: Sertifikatnya jadi, Bu. Selamat! Nomornya <baru>. / Mau apa? [...]
        Siti: namanya keliru
        Bot: Ibu dapat kertas baru. ... [...]
        Siti: ya
        Bot: Nama Ibu mau ditulis bagaimana? ...
        Siti: Siti Aminah
        Bot: Di kertas tertulis: Siti Aminah. Benar? [Ya] [Tidak]
        Siti: ya
        Bot: Sertifikatnya jadi, ... [...]
        Siti: namanya keliru
        Bot: Namanya sudah beberapa kali diganti. Ketik PETUGAS, nanti dibantu.
        Yuyun: sertifikat
        Bot: Belum ada sertifikat untuk Ibu. ... [Cek nomor] [Selesai]
        Yuyun: cek
        Bot: Tulis nomor ...
        Yuyun: <nomor>
        Bot: Nomor <nomor> sudah tidak berlaku. / Ini hanya contoh, bukan sertifikat sungguhan.
    """
    )
    assert await papers(world) == [
        "Siti withdrawn Siti Aminah",
        "Siti withdrawn Siti Aminah Abdul",
        "Siti valid Siti Aminah",
    ]


async def test_on_a_shared_phone_no_paper_is_sent_and_the_office_prints_it(play: Play, world: World) -> None:
    await over(world, play, phone="shared")
    await play(
        GIVEN
        + f"""
        Siti: sertifikat
        Bot: Sertifikat yang mana? [Kue kering] [Cek nomor]
        Siti: kue kering
        Bot: Sertifikat kelas Kue kering dari Dinas Sosial Kaltim. / Nama Ibu mau ditulis bagaimana? ...
        Siti: Siti Aminah
        Bot: Di kertas tertulis: Siti Aminah. Benar? [Ya] [Tidak]
        Siti: ya
        Bot: Sertifikatnya jadi, Bu. Selamat! Nomornya <nomor>. /
            HP ini dipakai bersama, jadi kertasnya tidak saya kirim ke sini. /
            Minta dicetak di Dinas Sosial Kaltim, ya. Sebut nomornya. / Mau apa? [Namanya keliru] [Selesai]
        {WORKER}: beri sertifikat
        Bot: ... [...]
        {WORKER}: beri sertifikat
        Bot: ... Sudah diberi sertifikat: 1. / Mau apa? [Pilih orangnya] [Cetak untuk peserta] [Tarik sertifikat] [Selesai]
        {WORKER}: cetak
        Bot: Cetak untuk siapa? [Siti]
        {WORKER}: siti
        Bot: Kertasnya saya kirim. Cetak, tanda tangani, beri cap.
        Bot → {WORKER}: Sertifikat Siti Aminah.
    """
    )
    assert files_of(world, "Siti") == []
    assert len(files_of(world, WORKER)) == 1
    assert f"{WORKER} read certificate Siti paper" in world.audit


async def test_what_was_given_by_mistake_is_withdrawn_and_she_is_told_whose_mistake_it_was(
    play: Play, world: World
) -> None:
    await over(world, play)
    await play(
        GIVEN
        + TOLD
        + f"""
        {WORKER}: beri sertifikat
        Bot: ... [...]
        {WORKER}: beri sertifikat
        Bot: ... [...]
        {WORKER}: tarik
        Bot: Sertifikat siapa yang ditarik? [Siti]
        {WORKER}: siti
        Bot: Sertifikat Siti tidak berlaku lagi, dan Siti dikabari. Tarik? [Ya] [Tidak]
        {WORKER}: ya
        Bot: Sudah ditarik. Siti kami kabari.
        Bot → Siti: Maaf, Bu. Sertifikat kelas Kue kering nomor <nomor> kami tarik. Ada yang keliru di catatan kami.
            Mau tanya? Ketik PETUGAS.
        Siti: [Tulis nama]
        Bot: Maaf, tombol ini sudah tidak berlaku. ... [...]
        Siti: sertifikat
        Bot: Belum ada sertifikat untuk Ibu. ... [Cek nomor] [Selesai]
        Siti: cek
        Bot: Tulis nomor ...
    """
    )
    assert await papers(world) == ["Siti withdrawn "]


async def test_so_many_numbers_a_day_and_no_more(play: Play, world: World) -> None:
    await world.add("Euis")
    for _look in range(20):
        await play("""
            Euis: cek sertifikat
            Bot: Tulis nomor ...
            Euis: SM-7K4P-2K
            Bot: Nomor SM-7K4P-2K tidak ada di catatan kami.
        """)
    await play("""
        Euis: cek sertifikat
        Bot: Tulis nomor ...
        Euis: SM-7K4P-2K
        Bot: Sudah banyak nomor yang dicek hari ini. Coba lagi besok, ya. ...
        (jam +1 hari)
        Euis: cek sertifikat
        Bot: Tulis nomor ...
        Euis: SM-7K4P-2K
        Bot: Nomor SM-7K4P-2K tidak ada di catatan kami.
    """)
