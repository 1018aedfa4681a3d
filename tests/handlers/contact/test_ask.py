"""She wants a person: before she writes she knows who reads it, may choose, and hears what is true about the answer."""

import pytest

from db import matters, people
from db.unit import Unit
from domain.roles import Role
from tests.handlers.contact.hers import list_matters, list_words
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.handlers.old_wishes import wish_as_before
from tests.handlers.test_profile import LOCKS
from tests.play import Play
from tests.world import BATU, World

DANGER = "Kalau sekarang bahaya, telepon 110 atau 129. Bisa juga WhatsApp 08111-129-129."
CHOICES = "[Tulis pesan] [Minta ditelepon] [Petugas perempuan] [Soal petugas]"
AMONG = (
    "[Tulis pesan] [Minta ditelepon] [Hanya petugas ini] [Petugas lain] [Petugas perempuan] [Soal petugas]"
)
LINE = "Tulis saja di sini. Kalau sudah, pilih Selesai. [Selesai]"
SENT = f"Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / ... {DANGER} / {LINE}"


async def test_she_knows_who_reads_it_before_she_writes(play: Play, world: World) -> None:
    await world.add("Siti")
    await add_worker(world, "Rina")
    await play(f"""
        Siti: petugas
        Bot: Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: Yang membaca pesan Ibu: Rina, Dinas Sosial Kaltim. / Pesan dihapus 12 bulan sesudah selesai. /
            Tulis saja, atau pilih. {CHOICES}
        Siti: tulis pesan
        Bot: Tulis pesan Ibu di sini. Boleh juga foto atau suara. [Tidak jadi]
        Siti: bu bantuan saya belum cair
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / Petugas membalas ... WITA. / {DANGER} / {LINE}
        Siti: petugas
        Bot: Pesan Ibu ada di Rina, Dinas Sosial Kaltim. Nomornya <kode>. / Belum dijawab. / Petugas membalas ... WITA. /
            {DANGER} / Tulis saja, atau pilih. [Tulis lagi] [Baca lagi] [Minta ditelepon] [Petugas perempuan]
            [Tarik pesan terakhir] [Sudah beres] [Soal petugas] [Nanti saja]
        Siti: nanti saja
        Bot: Baik, Bu. Kalau ada jawaban, Ibu saya kabari.
    """)
    assert world.requests == []
    assert await list_matters(world) == ["Siti dengan Rina: 1 pesan, menunggu"]


@pytest.mark.parametrize(
    "first",
    [
        "bu saya mau tanya",
        "tolong",
        "saya bingung bu",
        "hanya mau bilang terima kasih",
        "ibu petugas saya mau cerai",
    ],
)
async def test_who_simply_writes_has_written(play: Play, world: World, first: str) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await play(f"""
        Siti: petugas
        Bot: ... Tulis saja, atau pilih. {CHOICES}
        Siti: {first}
        Bot: {SENT}
    """)
    assert await list_words(world, "Siti") == [first]


@pytest.mark.parametrize("word", ["ga jadi", "tidak jadi bu", "cukup", "batal", "keluar"])
async def test_who_wants_none_of_it_has_sent_nothing(play: Play, world: World, word: str) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await play(f"""
        Siti: petugas
        Bot: ... {CHOICES}
        Siti: {word}
        Bot: Baik...
    """)
    assert await list_matters(world) == []


async def test_a_greeting_wakes_nobody_of_the_office(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await play(f"""
        Siti: petugas
        Bot: ... {CHOICES}
        Siti: assalamualaikum
        Bot: Waalaikumsalam, Bu. / Tulis saja, atau pilih. {CHOICES}
        Siti: 9
        Bot: Maaf, saya belum mengerti. / ... {CHOICES}
        Siti: tulis
        Bot: Tulis pesan Ibu di sini. ... [Tidak jadi]
        Siti: tidak jadi
        Bot: Baik, Bu. Tidak ada yang dikirim.
    """)
    assert await list_matters(world) == []


async def test_she_may_choose_another_or_nobody_but_this_one(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await play(f"""
        Siti: petugas
        Bot: Yang membaca pesan Ibu: Rina, Dinas Sosial Kaltim. / Kalau Rina tidak ada, petugas lain di kantor itu membantu. /
            Pesan dihapus 12 bulan sesudah selesai. / Tulis saja, atau pilih. {AMONG}
        Siti: yang lain saja
        Bot: Siapa yang boleh membaca, Bu? [Dewi] [Siapa saja]
        Siti: dewi
        Bot: Yang membaca pesan Ibu: Dewi, ... {AMONG}
        Siti: hanya petugas ini
        Bot: Yang membaca hanya Dewi, Dinas Sosial Kaltim. / Kalau Dewi tidak ada, jawabannya bisa lama. / ...
            [Tulis pesan] [Minta ditelepon] [Petugas lain] [Petugas perempuan] [Soal petugas]
        Siti: bu dewi, ini soal anak saya
        Bot: {SENT}
    """)
    assert await list_matters(world) == ["Siti dengan Dewi: 1 pesan, menunggu, hanya dia"]


async def test_anybody_of_the_office_is_nobody_in_particular(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await play(f"""
        Siti: petugas
        Bot: ... {AMONG}
        Siti: petugas lain
        Bot: ... [Dewi] [Siapa saja]
        Siti: terserah
        Bot: Yang membaca pesan Ibu: satu petugas Dinas Sosial Kaltim. / ... [...]
        Siti: bu saya mau tanya
        Bot: {SENT}
        Siti: petugas
        Bot: Pesan Ibu masih menunggu di Dinas Sosial Kaltim. Nomornya <kode>. / ... [...]
    """)
    assert await list_matters(world) == ["Siti dengan siapa saja: 1 pesan, menunggu"]


async def test_a_woman_is_named_where_one_is_wanted(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_man(world, "Joko")
    await add_worker(world, "Rina")
    await write(world, "Siti", "untuk pak joko", holder="Joko")
    await end_all(world)
    await play("""
        (jam +40 hari)
        Siti: petugas
        Bot: Yang membaca pesan Ibu: Joko, ... [...]
        Siti: petugas perempuan
        Bot: Yang membaca pesan Ibu: Rina, Dinas Sosial Kaltim. / Rina petugas perempuan. / Pesan dihapus ... /
            Tulis saja, atau pilih. [Tulis pesan] [Minta ditelepon] [Soal petugas]
        Siti: bu saya malu
        Bot: Pesan Ibu sudah sampai ke petugas. ... [Selesai]
    """)
    assert (await list_matters(world))[-1] == "Siti dengan Rina: 1 pesan, menunggu, perempuan"


async def test_where_no_woman_works_that_is_said(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_man(world, "Joko")
    await play(f"""
        Siti: petugas
        Bot: Yang membaca pesan Ibu: Joko, ... {CHOICES}
        Siti: perempuan
        Bot: Di kantor itu belum ada petugas perempuan, Bu. / Yang membaca pesan Ibu: Joko, ... {CHOICES}
    """)


async def test_whom_she_was_told_is_who_gets_it_whatever_others_do_meanwhile(
    play: Play, world: World
) -> None:
    await add_woman(world, "Siti")
    await add_woman(world, "Yuyun")
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await play(f"""
        Siti: petugas
        Bot: Yang membaca pesan Ibu: Rina, ... {AMONG}
    """)
    await write(world, "Yuyun", "halo", holder="Rina")  # now the other one has less to do
    await play("""
        Siti: bu saya mau tanya
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / Ada 1 orang lain yang lebih dulu. / ... [Selesai]
    """)
    assert "Siti dengan Rina: 1 pesan, menunggu" in await list_matters(world)


async def test_who_has_left_meanwhile_does_not_get_it_and_nothing_is_lost(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await play(f"""
        Siti: petugas
        Bot: Yang membaca pesan Ibu: Rina, ... {AMONG}
    """)
    await leave_office(world, "Rina")
    await play(f"""
        Siti: bu saya mau tanya
        Bot: {SENT}
    """)
    assert await list_matters(world) == ["Siti dengan siapa saja: 1 pesan, menunggu"]


async def test_where_only_that_one_was_to_read_it_she_is_asked_again(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: hanya petugas ini
        Bot: Yang membaca hanya Rina, ... [...]
    """)
    await leave_office(world, "Rina")
    await play("""
        Siti: bu saya mau tanya
        Bot: Petugas itu baru saja pindah, Bu. Pesan tadi belum dikirim. / Yang membaca pesan Ibu: satu petugas
            Dinas Sosial Kaltim. / ... [...]
    """)
    assert await list_matters(world) == []


async def test_she_asks_to_be_called_and_says_no_word_of_why(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await play(f"""
        Siti: petugas
        Bot: ... {CHOICES}
        Siti: telepon saya
        Bot: Petugas boleh menghubungi Ibu lewat apa? [Telepon] [Saya datang sendiri]
        Siti: telepon
        Bot: Jam berapa yang aman untuk ditelepon? [...]
        Siti: siang
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: 0812 0000 0000
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / Petugas membalas ... WITA. / {DANGER}
        Rina: pesan warga
        Bot: 1 belum dijawab, ... [...]
        Rina: 1
        Bot: ... Minta ditelepon jam 11.00-14.00 WITA saja. Nomor: 081200000000. / ... Saya minta ditelepon. ... [...]
    """)
    assert world.requests == []


async def test_in_the_middle_of_screening_she_is_not_asked_for_her_area_again(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="junrejo")
    await play(f"""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [...]
        Siti: boleh
        Bot: Pertanyaan 1 dari 8. ... [...]
        Siti: petugas
        Bot: Yang tadi saya simpan. Ketik LANJUT untuk meneruskan. / Yang membaca pesan Ibu: satu petugas
            Dinas Sosial Kaltim. / ... {CHOICES}
        Siti: umur saya tidak tahu bu
        Bot: {SENT}
        Siti: lanjut
        Bot: Kita teruskan yang tadi, ya. ... / Pertanyaan 1 dari 8. ... [...]
    """)
    assert await list_matters(world) == ["Siti dengan siapa saja: 1 pesan, menunggu"]


async def test_on_a_shared_phone_she_is_told_that_little_will_be_said_there(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared", area="junrejo")
    await add_worker(world, "Rina", office=BATU)
    await play("""
        Siti: bicara dengan petugas
        Bot: Yang membaca pesan Ibu: Rina, Dinas Sosial Kota Batu. / ... [...]
        Siti: bu saya mau tanya
        Bot: ... / Supaya aman, nanti saya hanya bilang ada kabar. / ... [Selesai]
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: balas
        Bot: ... [...]
        Rina: Silakan, Bu.
        Bot: Belum terkirim ke Warga (<kode>). ... [...]
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
    """)


async def test_where_no_office_is_the_numbers_for_everybody_are_shown(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: petugas
        Bot: Ibu tinggal di mana? [...]
        Siti: kabupaten kupang
        Bot: Maaf, Bu. Di daerah itu belum ada petugas kami. / ... Polisi: 110. / SAPA 129, ...
            Darurat: 112. Belum ada di semua daerah.
    """)
    assert await list_matters(world) == []


async def test_somebody_of_an_office_is_led_to_what_women_write(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await world.add("Admin", Role.ADMIN)
    await play("""
        Petugas: petugas
        Bot: Ini HP petugas. Pesan warga ada di sini. / ... [...]
        Admin: petugas
        Bot: Ini HP petugas. ... [Pengumuman] [Kantor] [...]
    """)


@pytest.mark.parametrize("phone", ["own", "shared"])
async def test_at_night_she_is_told_when_somebody_is_there_again_once_where_it_stands_on_her_screen(
    play: Play, world: World, phone: str
) -> None:
    await add_woman(world, "Siti", phone=phone)
    await add_worker(world, "Rina")
    shut = "Sekarang kantor tutup. Petugas ada lagi Rabu, 4 Februari 2026, jam 08.00 WITA."
    shared = "Supaya aman, nanti saya hanya bilang ada kabar."
    again = "" if phone == "own" else f"{shared} / {shut} / {DANGER} / "
    await play(f"""
        (jam +12 jam)
        Siti: petugas
        Bot: Yang membaca pesan Ibu: Rina, Dinas Sosial Kaltim. / Pesan dihapus 12 bulan sesudah selesai. / {shut} /
            {DANGER} / Tulis saja, atau pilih. {CHOICES}
        Siti: bu saya belum makan
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / {again}{LINE}
    """)


async def test_hubungi_saya_is_a_wish_for_a_person(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await play(f"""
        Siti: hubungi saya
        Bot: Yang membaca pesan Ibu: Rina, Dinas Sosial Kaltim. / ... {CHOICES}
    """)


async def test_a_wish_of_before_rings_again_and_she_is_told_the_truth(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await world.add("Petugas", Role.WORKER)
    await wish_as_before(world, "Siti")
    await play("""
        (jam +1 detik)
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
        (jam +5 menit)
        Bot → Petugas: Ada yang menunggu di Teman Mandiri. Buka /jaga. [Saya tangani] [Lihat dulu]
        Bot → Siti: Petugas belum menjawab, Bu. Sudah saya panggil lagi. ... 119, lalu tekan 8.
        Petugas: antrean
        Bot: ... [...]
        Petugas: 1
        Bot: ... [...]
        (jam +60 menit)
    """)
    assert world.requests == ["Siti person menunggu minta bicara"]


# -- when she has written before --------------------------------------------------------------------------------------


async def test_whom_she_knows_is_named_again(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await write(world, "Siti", "dulu", holder="Dewi")
    await end_all(world)
    await play(f"""
        (jam +40 hari)
        Siti: petugas
        Bot: Yang membaca pesan Ibu: Dewi, Dinas Sosial Kaltim. / ... {AMONG}
    """)


async def test_another_reads_what_she_wrote_before_only_with_her_yes(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Dewi")
    await write(world, "Siti", "hanya untuk rina")
    await play("""
        Siti: petugas
        Bot: Pesan Ibu ada di Rina, ... [...]
        Siti: petugas lain
        Bot: Siapa yang boleh membaca, Bu? [Dewi] [Siapa saja]
        Siti: dewi
        Bot: Yang membaca pesan Ibu: Dewi, ... [...]
        Siti: ini untuk bu dewi
        Bot: Boleh Dewi membaca pesan Ibu yang dulu juga? [Boleh] [Jangan]
        Siti: jangan
        Bot: Pesan Ibu sudah sampai ke petugas. ... [Selesai]
        Dewi: pesan warga
        Bot: ... [...]
        Dewi: 1
        Bot: Siti, Samarinda (<kode>). ... / Belum dipastikan siapa yang menulis. / Siti, <jam>: / ini untuk bu dewi /
            ... [...]
        Rina: pesan warga
        Bot: Belum ada pesan untuk akun ini. [...]
    """)
    assert await list_matters(world) == ["Siti dengan Dewi: 2 pesan, menunggu"]


async def test_a_closed_one_is_open_again_when_she_writes(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await write(world, "Siti", "dulu")
    await end_all(world)
    await play("""
        (jam +5 hari)
        Siti: petugas
        Bot: Pesan Ibu nomor <kode> selesai: Ibu bilang sudah beres. / Kalau Ibu menulis lagi, pesan itu dibuka lagi. /
            Tulis saja, atau pilih. [Tulis lagi] [Baca lagi] [Minta ditelepon] [Petugas perempuan] [Soal petugas]
            [Nanti saja]
        Siti: bu, ternyata belum beres
        Bot: Terkirim ke Rina. / ... [Selesai]
    """)
    assert await list_matters(world) == ["Siti dengan Rina: 2 pesan, menunggu"]


async def test_after_a_month_a_new_one_begins(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await write(world, "Siti", "dulu")
    await end_all(world)
    await play(f"""
        (jam +31 hari)
        Siti: petugas
        Bot: Yang membaca pesan Ibu: Rina, ... {CHOICES}
        Siti: bu, saya lagi
        Bot: Pesan Ibu sudah sampai ke petugas. ... [Selesai]
    """)
    assert len(await list_matters(world)) == 2


async def test_she_takes_back_what_she_wrote_last(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await write(world, "Siti", "jangan dibaca")
    await play(
        """
        Siti: petugas
        Bot: ... [...]
        Siti: tarik
        Bot: Pesan terakhir sudah ditarik. Mungkin sudah sempat terbaca.
        Siti: petugas
        Bot: ... [...]
        Siti: tarik
        Bot: Itu belum bisa sekarang, Bu. ... [...]
    """
    )
    assert await list_words(world, "Siti") == [""]
    assert await list_matters(world) == ["Siti dengan Rina: 1 pesan, terbuka, pasti"]


async def test_she_ends_it_herself_after_she_was_asked(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await write(world, "Siti", "halo")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: sudah beres
        Bot: Pesan Ibu sudah beres dan boleh ditutup? [Ya] [Tidak]
        Siti: nanti dulu
        Bot: ... [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Pesan Ibu tetap terbuka.
        Siti: petugas
        Bot: ... [...]
        Siti: beres
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: Baik, Bu. Pesan itu ditutup. Ketik PETUGAS kalau perlu lagi.
    """)
    assert await list_matters(world) == ["Siti dengan Rina: 1 pesan, ditutup diakhiri_ibu 0"]


async def test_with_two_offices_she_says_which_one_she_means(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Ratna", office=BATU)
    await write(world, "Siti", "di kaltim")
    await write(world, "Siti", "di batu", holder="Ratna", office=BATU)
    await play("""
        Siti: petugas
        Bot: Pesan yang mana, Bu? [Dinas Sosial Kota Batu] [Dinas Sosial Kaltim]
        Siti: kaltim
        Bot: Pesan Ibu ada di Rina, Dinas Sosial Kaltim. ... [...]
        Siti: bu rina, tambah lagi
        Bot: Terkirim ke Rina. / ... [Selesai]
    """)
    assert "Siti dengan Rina: 2 pesan, menunggu" in await list_matters(world)


async def test_whose_message_is_with_another_office_may_begin_at_her_own_too(
    play: Play, world: World
) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await add_worker(world, "Ratna", office=BATU)
    await write(world, "Siti", "di batu", holder="Ratna", office=BATU)
    await play(f"""
        Siti: petugas
        Bot: Pesan Ibu ada di Ratna, Dinas Sosial Kota Batu. ... [Tulis lagi] [Baca lagi] [Minta ditelepon]
            [Petugas perempuan] [Tarik pesan terakhir] [Sudah beres] [Kantor lain] [Soal petugas] [Nanti saja]
        Siti: kantor lain
        Bot: Yang membaca pesan Ibu: Rina, Dinas Sosial Kaltim. / ... {CHOICES}
        Siti: pkh saya belum cair
        Bot: Pesan Ibu sudah sampai ke petugas. ... [Selesai]
    """)
    assert "Siti dengan Rina: 1 pesan, menunggu" in await list_matters(world)


# -- the husband holds the phone --------------------------------------------------------------------------------------


async def test_on_a_shared_phone_nothing_is_shown_again_and_nobody_ends_it_for_her(
    play: Play, world: World
) -> None:
    await add_woman(world, "Siti", phone="shared")
    await add_worker(world, "Rina")
    await write(world, "Siti", "suami saya tidak boleh tahu")
    await play("""
        Siti: petugas
        Bot: Pesan Ibu masih menunggu di Dinas Sosial Kaltim. Nomornya <kode>. / ... [Tulis lagi] [Minta ditelepon]
            [Petugas perempuan] [Tarik pesan terakhir] [Soal petugas] [Nanti saja]
        Siti: baca lagi
        Bot: Itu belum bisa sekarang, Bu. / Tulis saja, atau pilih. [...]
        Siti: sudah beres
        Bot: Itu belum bisa sekarang, Bu. / Tulis saja, atau pilih. [...]
    """)
    assert not any("Rina" in text or "suami" in text for text in world.said["Siti"])
    assert await list_words(world, "Siti") == ["suami saya tidak boleh tahu"]


async def test_behind_her_number_it_is_surely_she_and_she_reads_it_again(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared", area="samarinda")
    await add_worker(world, "Rina")
    await play(LOCKS)
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya mau tanya
        Bot: ... [Selesai]
        Siti: petugas
        Bot: Pesan Ibu ada di Rina, ... [...]
        Siti: baca lagi
        Bot: ... bu saya mau tanya / Mau apa, Bu? [Tulis lagi] [Cukup]
        (jam +11 menit)
        Siti: siapa ini
        Bot: ... [Pelatihan umum] [...]
        Siti: petugas
        Bot: Ibu tinggal di mana? [...]
    """)
    assert await list_matters(world) == ["Siti dengan Rina: 1 pesan, menunggu, pasti"]


# -- who is there -----------------------------------------------------------------------------------------------------


async def add_man(world: World, name: str) -> None:
    person_id = await world.add(name, Role.WORKER, woman=False)

    async def job(unit: Unit) -> None:
        await people.set_details(unit, person_id, name=name)

    await world.run(job)


async def leave_office(world: World, name: str) -> None:
    async def job(unit: Unit) -> None:
        person_id = (await world.actor(unit, name)).person_id
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", person_id, unit.now_ms)

    await world.run(job)


async def end_all(world: World) -> None:
    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Siti")
        for matter in await matters.of_person(unit, unit.actor.person_id):
            await matters.end_own(unit, matter.id)

    await world.run(job)
