"""Every path of screening: three areas, refusals, a minor, a shared phone, leaving and coming back, wrong words."""

from datetime import date

import pytest

from domain.roles import Role
from tests.handlers.chats import PKH_UNTIL_RESULT, UNTIL_RESULT, UNTIL_SENT
from tests.handlers.contact.hers import list_matters
from tests.handlers.ways import in_every_way_at_once
from tests.play import Play
from tests.world import BATU, KALTIM, PURWAKARTA, UEP, WRSE, World

# -- from the first word to the result ----------------------------------------------------------------------------


@in_every_way_at_once
async def test_a_woman_with_pkh_sees_why_it_does_not_fit_and_what_may(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await play(PKH_UNTIL_RESULT)
    await play("""
        Siti: kenapa
        Bot: 7 syarat sudah cocok. / Belum cocok: Bantuan ini untuk yang tidak menerima PKH. ... /
            Perlu dicek: Petugas akan mengecek nama Ibu di data pemerintah. ... / Mau lihat yang lain, Bu? [...]
        Siti: dari mana aturan ini
        Bot: Aturan ini dari keputusan Dinas Sosial Kalimantan Timur tahun 2023. ... / Ini masih contoh. ... [...]
        Siti: surat yang dibawa
        Bot: Yang perlu dibawa: / Surat permohonan. ... / Jangan kirim foto KTP atau KK di sini. / ... [...]
        Siti: bantuan lain
        Bot: Untuk penerima PKH ada program PENA dari Kementerian Sosial. ... / Pendataan perempuan yang perlu
            didampingi: ... Petugas yang memutuskan. / Mau lihat yang lain, Bu? [...]
        Siti: kirim ke petugas
        Bot: Petugas boleh menghubungi Ibu lewat apa? [Chat saja] [Telepon] [Saya datang sendiri]
        Siti: telepon
        Bot: Jam berapa yang aman untuk ditelepon? [Pagi, 08.00-11.00] [Siang, 11.00-14.00] [Sore, 14.00-16.00]
        Siti: pagi
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: nol delapan
        Bot: Maaf, nomornya belum terbaca. Tulis angkanya saja, mulai dari 08. [Tidak sekarang]
        Siti: tidak sekarang
        Bot: Sudah dikirim ke Dinas Sosial Kaltim. ... / Masih ada 2 pertanyaan supaya pas. Mau sekarang?
            [Sekarang] [Nanti saja]
        Bot → Petugas: Ada permintaan baru di antrean. [Lihat]
        Siti: sekarang
        Bot: Pertanyaan 1 dari 2. / Maaf, saya perlu bertanya sedikit tentang keluarga. Ibu boleh tidak menjawab. ... [...]
        Siti: cerai
        Bot: Pertanyaan 2 dari 2. / Sekarang Ibu sudah punya usaha sendiri? [Belum] [Sudah] [...]
        Siti: belum punya
        Bot: Terima kasih, Bu. Sudah saya tambahkan.
    """)
    assert world.requests == ["Siti screening menunggu cocok_awal"]
    assert world.consents == ["Siti screening yes typed"]
    assert world.answers == [
        "Siti kaltim-uep-2023 belum_sesuai: wilayah=samarinda, usia=35, status_keluarga=cerai, pencari_nafkah=saya,"
        " penghasilan_cukup=tidak_cukup, penerima_pkh=ya, penerima_kube=tidak, punya_usaha=belum, kemauan=mau,"
        " keterampilan=menjahit",
        "Siti prse-permensos-8-2012 cocok_awal: usia=35, status_keluarga=cerai, pencari_nafkah=saya,"
        " penghasilan_cukup=tidak_cukup",
    ]


async def test_kota_batu_on_a_shared_phone_with_the_family_left_to_a_worker(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER, office=BATU, woman=False)
    await world.add("Siti", phone="shared")
    await play("""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [Samarinda] [...]
        Siti: [Lihat yang lain]
        Bot: Ibu tinggal di mana? [Junrejo, Kota Batu] [Batu, Kota Batu] [...] [Lihat yang lain] [Bicara dengan petugas]
        Siti: batu
        Bot: Jadwal pendaftaran belum ada. Ibu tetap boleh dicatat. / ... [Boleh] [Tidak] [Bicara dengan petugas]
        Siti: [Boleh]
        Bot: HP ini dipakai bersama. Orang lain mungkin membaca jawaban Ibu. Pertanyaan keluarga bisa dijawab dengan
            petugas. Mau yang mana, Bu? [Jawab di sini] [Dengan petugas]
        Siti: dengan petugas
        Bot: Pertanyaan 1 dari 2. / Umur Ibu berapa tahun? [...]
        Siti: 40
        Bot: Pertanyaan 2 dari 2. / Siapa yang paling banyak mencari uang untuk keluarga Ibu? [...]
        Siti: saya dan orang lain
        Bot: Hasil awal: Pelatihan dan bantuan usaha untuk perempuan, Kota Batu (contoh). / Ada 3 hal ... [...]
        Siti: kirim
        Bot: Petugas boleh menghubungi Ibu lewat apa? [Chat saja] [Telepon] [Saya datang sendiri]
        Siti: saya datang
        Bot: Sudah dikirim ke Dinas Sosial Kota Batu. ... / Masih ada 6 pertanyaan supaya pas. Mau sekarang? [...]
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
        Siti: sekarang
        Bot: Pertanyaan 1 dari 6. / Berapa orang yang makan dan hidupnya Ibu tanggung? ... [...]
        Siti: 9
        Bot: Pertanyaan 2 dari 6. / Sekolah terakhir Ibu? [...]
        Siti: sd
        Bot: Pertanyaan 3 dari 6. / Sekarang Ibu bekerja apa? [...]
        Siti: dagang
        Bot: Pertanyaan 4 dari 6. / Bantuan apa yang pernah Ibu terima? ... [...]
        Siti: 1 dan 2
        Bot: Pertanyaan 5 dari 6. / Ibu ingin belajar apa? ... [...]
        Siti: menjahit sama memasak
        Bot: Pertanyaan 6 dari 6. / Apa yang paling menyulitkan Ibu sekarang? ... [...]
        Siti: [Tidak ada]
        Bot: Terima kasih, Bu. Sudah saya tambahkan.
    """)
    assert world.requests == ["Siti screening menunggu perlu_dicek minta bicara"]
    assert world.answers[0] == (
        "Siti kota-batu-wrse perlu_dicek: wilayah=batu, usia=40, pencari_nafkah=berdua, tanggungan=9, pendidikan=sd,"
        " pekerjaan=pedagang, bantuan_lain=beras+blt, minat_pelatihan=menjahit+memasak,"
        " hambatan=tidak_ada"
    )


async def test_where_only_data_is_gathered_not_knowing_never_counts_against_her(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [...]
        Siti: purwakarta
        Bot: Jadwal pendaftaran belum ada. Ibu tetap boleh dicatat. / ... [...]
        Siti: setuju
        Bot: Pertanyaan 1 dari 3. ... [...]
        Siti: ga tau
        Bot: Pertanyaan 2 dari 3. ... [...]
        Siti: lewati
        Bot: Pertanyaan 3 dari 3. ... [...]
        Siti: 0
        Bot: Hasil awal: Pendataan perempuan yang perlu didampingi (contoh). / Terima kasih, Bu. Ada 3 hal yang akan
            ditanyakan lagi oleh petugas. Ini bukan penolakan. ... [Kirim ke petugas] [...] [Selesai] [Bicara dengan petugas]
        Siti: lihat alasannya
        Bot: Perlu dicek: Petugas akan menanyakan umur Ibu. / ... [...]
        Siti: selesai
        Bot: Baik, Bu. Jawaban Ibu tidak dikirim dan tidak disimpan.
    """)
    assert (world.requests, world.answers, world.consents) == ([], [], [])


@pytest.mark.parametrize("place", ["kupang", "daerah lain"])
async def test_where_there_is_no_office_she_is_told_so_and_nothing_is_asked(
    play: Play, world: World, place: str
) -> None:
    await world.add("Siti")
    await play(f"""
        Siti: skrining
        Bot: ... [...]
        Siti: {place}
        Bot: Belum ada bantuan yang bisa dicek di daerah itu. Ketik PETUGAS untuk bertanya.
    """)
    assert world.consents == []


async def test_past_sixty_she_is_shown_another_way(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: purwakarta
        Bot: ... [...]
        Siti: boleh
        Bot: Pertanyaan 1 dari 3. ... [...]
        Siti: 65 tahun
        Bot: Pertanyaan 2 dari 3. ... [...]
        Siti: saya sendiri
        Bot: Pertanyaan 3 dari 3. ... [...]
        Siti: kadang-kadang cukup
        Bot: Hasil awal: ... Ada 1 syarat pendataan yang belum cocok. ... [...] [Bantuan lain] [Selesai] [Bicara dengan petugas]
        Siti: bantuan lain
        Bot: Untuk Ibu yang berumur 60 tahun ke atas, ada layanan lain. ... [...]
    """)


# -- whether registration is open -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "opens, closes, said",
    [
        (date(2026, 1, 1), date(2026, 2, 2), "sedang ditutup. Ibu tetap boleh dicatat."),
        (date(2026, 2, 10), None, "dibuka mulai Selasa, 10 Februari 2026."),
        (date(2026, 1, 1), None, "sedang dibuka."),
    ],
)
async def test_whether_registration_is_open_is_said_before_anything_is_asked(
    play: Play, world: World, opens: date, closes: date | None, said: str
) -> None:
    await world.add("Siti")
    await world.register(BATU, WRSE, opens, closes)
    await play(f"""
        Siti: skrining
        Bot: ... [...]
        Siti: junrejo
        Bot: Pendaftaran Pelatihan dan bantuan usaha untuk perempuan, Kota Batu {said} / ... Boleh saya catat? [...]
    """)


# -- saying no, and who is too young --------------------------------------------------------------------------------


async def test_only_a_clear_yes_is_a_consent_and_a_no_still_shows_the_conditions(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [...]
        Siti: terserah
        Bot: Maaf, saya perlu jawaban yang jelas. ... Boleh saya catat? [...]
        Siti: gapapa
        Bot: Maaf, saya perlu jawaban yang jelas. ... Boleh saya catat? [...]
        Siti: tidak
        Bot: Baik, Bu. Jawaban Ibu tidak dicatat. Ibu tetap bisa lihat syarat bantuan. / ... [...]
    """)
    assert world.consents == ["Siti screening no typed"]
    assert world.requests == []


async def test_who_has_consented_is_not_asked_again(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: samarinda
        Bot: Pendaftaran ... 20 Maret 2026. / Pertanyaan 1 dari 8. ... [...]
    """)
    assert world.consents == ["Siti screening yes typed"]


async def test_under_eighteen_nothing_is_kept_and_a_person_goes_on(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: samarinda
        Bot: ... [...]
        Siti: boleh
        Bot: Pertanyaan 1 dari 8. ... [...]
        Siti: 16
        Bot: Terima kasih sudah bercerita. Bantuan ini untuk umur 18 tahun ke atas. / Jawaban tadi tidak saya simpan.
            Petugas bisa menemani dan mencarikan jalan. / Mau dihubungkan ke petugas? [Ya] [Tidak]
        Siti: ya
        Bot: Petugas Dinas Sosial Kaltim sudah saya kabari. / Petugas membalas ... WITA.
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
    """)
    assert world.requests == ["Siti minor menunggu minta bicara"]
    assert (world.answers, world.consents, world.talks) == ([], [], [])


async def test_under_eighteen_who_wants_nobody_is_answered_too(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: junrejo
        Bot: ... [...]
        Siti: boleh
        Bot: Pertanyaan 1 dari 4. ... [...]
        Siti: 17 tahun
        Bot: ... Mau dihubungkan ke petugas? [Ya] [Tidak]
        Siti: tidak usah
        Bot: Baik. Kalau nanti perlu, ketik PETUGAS.
    """)
    assert world.requests == []


# -- leaving, coming back, taking back ------------------------------------------------------------------------------

UNTIL_SECOND_QUESTION = """
    Siti: skrining
    Bot: ... [...]
    Siti: samarinda
    Bot: ... [...]
    Siti: boleh
    Bot: Pertanyaan 1 dari 8. ... [...]
    Siti: 35
    Bot: Pertanyaan 2 dari 8. ... [...]
"""


async def test_she_takes_an_answer_back(play: Play, world: World) -> None:
    await world.add("Siti")
    await play(UNTIL_SECOND_QUESTION)
    await play("""
        Siti: kembali
        Bot: Baik, kita ulang pertanyaan tadi. / Pertanyaan 1 dari 8. / Umur Ibu berapa tahun? [...]
        Siti: kembali
        Bot: Baik, kita ulang pertanyaan tadi. / ... Boleh saya catat? [...]
        Siti: boleh
        Bot: Pertanyaan 1 dari 8. ... [...]
        Siti: 36
        Bot: Pertanyaan 2 dari 8. ... [...]
    """)


async def test_days_later_she_goes_on_where_she_was(play: Play, world: World) -> None:
    await world.add("Siti")
    await play(UNTIL_SECOND_QUESTION)
    await play("""
        Siti: menu
        Bot: Yang tadi saya simpan. Ketik LANJUT untuk meneruskan. / Ada yang bisa saya bantu, Bu? [...]
        (jam +3 hari)
        (mulai ulang)
        Siti: lanjut
        Bot: Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti. / Pertanyaan 2 dari 8. ... [...]
        (jam +9 hari)
        Siti: saya sendiri
        Bot: Pertanyaan 3 dari 8. ... [...]
        Siti: batal
        Bot: Baik. Kita berhenti di sini. Ketik MENU kalau mau mulai lagi.
        Siti: lanjut
        Bot: Tidak ada yang perlu dilanjutkan. / Ada yang bisa saya bantu, Bu? [...]
    """)
    assert world.talks == ["Siti menu open"]


async def test_help_and_a_person_in_the_middle_cost_no_answer(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SECOND_QUESTION)
    await play("""
        Siti: bantuan
        Bot: Yang tadi saya simpan. ... / Bantuan yang mana, ya? [Cari bantuan] [Cara memakai]
        Siti: cara memakai
        Bot: Boleh mengetik biasa, atau menekan tombol. ... PETUGAS: bicara dengan orang.
        Siti: lanjut
        Bot: Kita teruskan yang tadi, ya. ... / Pertanyaan 2 dari 8. ... [...]
        Siti: 9
        Bot: Yang tadi saya simpan. ... / Yang membaca pesan Ibu: satu petugas Dinas Sosial Kaltim. / ...
            [Tulis pesan] [Minta ditelepon] [Petugas perempuan] [Soal petugas]
        Siti: bu saya bingung mengisi ini
        Bot: Pesan Ibu sudah sampai ke petugas. ... / Kalau sekarang bahaya, telepon 110 atau 129. Bisa juga WhatsApp
            08111-129-129. / ... [Selesai]
        Siti: LANJUT
        Bot: Kita teruskan yang tadi, ya. ... / Pertanyaan 2 dari 8. ... [...]
    """)
    assert (world.requests, await list_matters(world)) == ([], ["Siti dengan siapa saja: 1 pesan, menunggu"])


async def test_beginning_again_takes_up_what_was_laid_aside(play: Play, world: World) -> None:
    await world.add("Siti")
    await play(UNTIL_SECOND_QUESTION)
    await play("""
        Siti: menu
        Bot: ... [Cari bantuan] [...]
        Siti: [Cari bantuan]
        Bot: Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti. / Pertanyaan 2 dari 8. ... [...]
    """)


# -- wrong words, kind words, late thumbs ---------------------------------------------------------------------------


async def test_after_three_prompts_a_person_is_offered_and_a_no_goes_on(play: Play, world: World) -> None:
    await world.add("Siti")
    await play(UNTIL_SECOND_QUESTION)
    await play("""
        Siti: hmm
        Bot: Maaf, saya belum mengerti. / Pilih salah satu, atau ketik PETUGAS. / Pertanyaan 2 dari 8. ... [...]
        Siti: (stiker)
        Bot: ... Pertanyaan 2 dari 8. ... [...]
        Siti: bla bla
        Bot: Maaf, saya masih belum mengerti. Mau dibantu petugas? [Ya] [Tidak]
        Siti: tidak
        Bot: Pertanyaan 2 dari 8. ... [...]
        Siti: apa ya
        Bot: Maaf, saya belum mengerti. ... [...]
        Siti: (pesan suara)
        Bot: Maaf, yang ini belum bisa saya baca. Tolong ketik jawabannya, ya. / Pertanyaan 2 dari 8. ... [...]
        Siti: (foto)
        Bot: Maaf, saya masih belum mengerti. Mau dibantu petugas? [Ya] [Tidak]
        Siti: ya
        Bot: Yang membaca pesan Ibu: satu petugas Dinas Sosial Kaltim. / ... Tulis saja, atau pilih. [Tulis pesan] [...]
    """)
    assert world.talks == ["Siti skrining parked", "Siti petugas open"]


async def test_kind_words_in_the_middle_are_answered_and_never_misunderstood(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: Assalamualaikum
        Bot: Waalaikumsalam, Bu. / Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [...]
        Siti: ini gratis kan bu?
        Bot: Ini gratis, Bu. Kami tidak pernah minta uang, PIN bank, atau kode OTP. / Saya mau catat ... [...]
        Siti: iya boleh
        Bot: Pertanyaan 1 dari 8. ... [...]
        Siti: makasih
        Bot: Sama-sama, Bu. / Pertanyaan 1 dari 8. ... [...]
        Siti: suwun mbak
        Bot: Sama-sama, Bu. / Pertanyaan 1 dari 8. ... [...]
    """)


async def test_a_repeated_tap_changes_nothing_and_an_old_button_is_politely_refused(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_RESULT)
    await play("""
        Siti: [Kirim ke petugas]
        Bot: ... [Chat saja] [Telepon] [Saya datang sendiri]
        Siti: [Telepon]
        Bot: Jam berapa yang aman untuk ditelepon? [...]
        Siti: [Pagi, 08.00-11.00]
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: [Telepon] lagi
        Bot: Maaf, tombol ini sudah tidak berlaku. / Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: [Tidak sekarang]
        Bot: Sudah dikirim ... Mau sekarang? [Sekarang] [Nanti saja]
        Bot → Petugas: Ada permintaan baru di antrean. [Lihat]
        Siti: [Nanti saja]
        Bot: Baik, Bu. Kapan saja boleh.
    """)
    # A button's small note says it where the channel has one; WhatsApp has none, so the first answer comes again.
    again = "Bot: Baik, Bu. Kapan saja boleh." if world.way == "whatsapp" else ""
    await play(f"""
        Siti: [Sekarang] lagi
        {again}
    """)
    assert world.requests == ["Siti screening menunggu cocok_awal"]


async def test_an_edited_message_is_no_answer(play: Play, world: World) -> None:
    if world.way == "whatsapp":
        pytest.skip("WhatsApp tells no bot of edits")
    await world.add("Siti")
    await play(UNTIL_SECOND_QUESTION)
    await play("""
        Siti: (ubah) 36
        Bot: Kalau mau mengubah jawaban, ketik KEMBALI, ya.
        Siti: saya sendiri
        Bot: Pertanyaan 3 dari 8. ... [...]
    """)


# -- what other offices see -----------------------------------------------------------------------------------------


async def test_only_the_office_of_her_area_hears_of_her(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER, office=KALTIM)
    await world.add("Ratna", Role.WORKER, office=PURWAKARTA)
    await play(UNTIL_SENT)
    assert world.pushes == ["Petugas relay sent"]


async def test_a_set_that_a_real_office_has_not_confirmed_is_offered_to_nobody(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await world.make_real(PURWAKARTA)
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: purwakarta
        Bot: Belum ada bantuan yang bisa dicek di daerah itu. Ketik PETUGAS untuk bertanya.
    """)
    assert UEP not in "".join(world.answers)
