"""She wants a person: where she lives, how to reach her, and what is true about who answers when."""

import pytest

from domain.roles import Role
from tests.play import Play
from tests.world import BATU, World

DANGER = "Kalau sekarang bahaya, telepon 110 atau 129. Bisa juga WhatsApp 08111-129-129."


async def test_a_wish_to_talk_reaches_the_office_of_her_area(play: Play, world: World) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: petugas
        Bot: Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: Petugas Dinas Sosial Kaltim akan membantu Ibu. / Ada petugas perempuan. /
            Petugas boleh menghubungi Ibu lewat apa? [Chat saja] [Telepon] [Saya datang sendiri]
        Siti: telepon
        Bot: Jam berapa yang aman untuk ditelepon? [...]
        Siti: siang
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: 0812 0000 0000
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / Petugas membalas ... WITA. / {DANGER}
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
        Siti: petugas
        Bot: Pesan Ibu masih menunggu di Dinas Sosial Kaltim. Nomornya <kode>. [Sudah cukup] [Ubah cara hubungi]
        Siti: ubah
        Bot: Petugas Dinas Sosial Kaltim akan membantu Ibu. / ... [...]
        Siti: chat
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / ... {DANGER}
        Siti: petugas
        Bot: ... Nomornya <kode>. [Sudah cukup] [Ubah cara hubungi]
        Siti: sudah
        Bot: Petugas membalas ... WITA. / {DANGER}
    """)
    assert world.requests == ["Siti person menunggu minta bicara"]


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
        Bot: Yang tadi saya simpan. Ketik LANJUT untuk meneruskan. / Petugas Dinas Sosial Kaltim akan membantu Ibu. /
            Petugas boleh menghubungi Ibu lewat apa? [...]
        Siti: chat
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / ... {DANGER}
        Siti: lanjut
        Bot: Kita teruskan yang tadi, ya. ... / Pertanyaan 1 dari 8. ... [...]
    """)
    assert world.requests == ["Siti person menunggu minta bicara"]


async def test_on_a_shared_phone_she_is_told_that_little_will_be_said_there(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared", area="junrejo")
    await world.add("Petugas", Role.WORKER, office=BATU, woman=False)
    await play("""
        Siti: bicara dengan petugas
        Bot: Petugas Dinas Sosial Kota Batu akan membantu Ibu. / Petugas boleh menghubungi Ibu lewat apa? [...]
        Siti: chat
        Bot: ... / HP ini dipakai bersama. Nanti saya hanya bilang ada kabar. / ...
        Bot → Petugas: Ada warga yang minta dihubungi petugas. [Lihat]
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
    assert world.requests == []


async def test_somebody_of_an_office_is_led_to_the_queue(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await world.add("Admin", Role.ADMIN)
    await play("""
        Petugas: petugas
        Bot: Ini HP petugas. Yang minta dihubungi ada di antrean. / Antrean kosong. ...
        Admin: petugas
        Bot: Ini HP petugas. ... [Kantor] [...]
    """)


@pytest.mark.parametrize(
    "hours, said", [(10, "Sekarang kantor tutup. Petugas ada lagi Rabu, 4 Februari 2026, jam 08.00 WITA.")]
)
async def test_at_night_she_is_told_when_somebody_is_there_again(
    play: Play, world: World, hours: int, said: str
) -> None:
    await world.add("Siti", area="samarinda")
    await play(f"""
        (jam +{hours} jam)
        Siti: petugas
        Bot: ... [...]
        Siti: saya datang sendiri
        Bot: ... / {said} / {DANGER}
    """)


async def test_a_wish_nobody_opens_rings_again_and_she_is_told_the_truth(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: petugas
        Bot: ... [...]
        Siti: chat
        Bot: Pesan Ibu sudah sampai ke petugas. Nomornya <kode>. / ... {DANGER}
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


async def test_hubungi_saya_is_a_wish_for_a_person(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play("""
        Siti: hubungi saya
        Bot: Petugas Dinas Sosial Kaltim akan membantu Ibu. / ... [Chat saja] [Telepon] [Saya datang sendiri]
    """)
