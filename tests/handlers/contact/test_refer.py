"""A referral: read out to her, hers to refuse, accepted or not there; a slip for a place that is not here."""

from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.handlers.contact.referring import REFERS, SECRET, SHE_READS, TO_MORE, people_of
from tests.play import Play
from tests.world import World


async def test_the_second_worker_accepts_and_the_first_reads_nothing_more(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{REFERS}{SHE_READS}
        Siti: [Boleh, ini saja]
        Bot: Terima kasih, Bu. Hanya itu yang disampaikan ke Dinas Sosial Kota Batu. / Saya kabari kalau sudah diterima.
            Sampai saat itu, Rina tetap membantu. / Kalau berubah pikiran, ketik: jangan disampaikan.
        Dewi: urusan ditawarkan
        Bot: Urusan yang mana? [...]
        Dewi: 1
        Bot: Urusan <kode>. Dari Rina, Dinas Sosial Kaltim. / Sebabnya: Di sana ada psikolog. /
            Yang boleh disampaikan: “Ibu butuh teman bicara.” / Pengirim mengizinkan kata itu saja. Pesan lama tidak ikut. /
            Diterima? [Terima] [Belum bisa] [Nanti]
        Dewi: terima
        Bot: Diterima. Urusan <kode> sekarang di akun ini. / Pengirim sudah diberi tahu. / Mau menyapa sekarang?
            [Sapa sekarang] [Nanti]
        Bot → Siti: Dewi dari Dinas Sosial Kota Batu sekarang membantu Ibu. Rina tidak membaca pesan Ibu lagi.
            [Tulis pesan]
        Dewi: sapa ibu
        Bot: Siti, Samarinda (<kode>). ... Ibu butuh teman bicara. / Untuk Siti ... [...]
        Rina: pesan warga
        Bot: Belum ada pesan untuk akun ini. [...]
        Rina: urusan ditawarkan
        Bot: Tidak ada urusan yang ditawarkan. / Yang pernah diserahkan dari akun ini: / <kode>: diterima
            Dinas Sosial Kota Batu, Selasa, 3 Februari 2026.
        Rina: (kutip {SECRET}) Halo, Bu
        Bot: Balasan itu tidak dikirim. / ...
    """)
    assert not any(SECRET in text for text in world.said["Dewi"])


async def test_whoever_cannot_take_it_says_why_and_she_is_helped_all_the_same(
    play: Play, world: World
) -> None:
    await people_of(world)
    await play(f"""{REFERS}{SHE_READS}
        Siti: [Boleh, semua pesan]
        Bot: Terima kasih, Bu. Semua pesan Ibu sampai urusannya pindah boleh dibaca Dinas Sosial Kota Batu. / ...
        Dewi: urusan ditawarkan
        Bot: ... [...]
        Dewi: 1
        Bot: ... / Pengirim mengizinkan semua pesannya dibaca. / Diterima? [...]
        Dewi: belum bisa
        Bot: Apa sebabnya? Rina akan membacanya, pengirim tidak.
        Dewi: Petugas kami hanya dua orang
        Bot: Sudah dicatat. Urusannya tetap pada Rina.
        Bot → Siti: Bu, Dinas Sosial Kota Batu belum bisa menerima sekarang. Rina tetap membantu Ibu.
        Rina: urusan ditawarkan
        Bot: ... / <kode>: Dinas Sosial Kota Batu belum bisa, Selasa, 3 Februari 2026. Sebabnya: Petugas kami hanya dua orang
        Siti: siapa melihat data saya
        Bot: Petugas Dinas Sosial Kota Batu melihat pesan Ibu yang diteruskan, 1 kali. ...
    """)
    assert not any("hanya dua orang" in text for text in world.said["Siti"])


async def test_a_place_that_is_not_here_gets_a_slip_that_she_carries_and_can_see_again(
    play: Play, world: World
) -> None:
    await people_of(world)
    await play(f"""{TO_MORE}
        Rina: rujuk
        Bot: ... [...]
        Rina: LK3 Contoh
        Bot: ...
        Rina: Ada konselor keluarga
        Bot: ...
        Rina: Ibu mau bertanya soal anak.
        Bot: ... / Ibu dapat surat kecil tanpa nama. Isinya: / “Ibu mau bertanya soal anak.” / ... Tanyakan? [Ya] [Tidak]
        Rina: ya
        Bot: Siti sudah ditanya soal LK3 Contoh. / ... [Ke daftar] [Lihat urusan]
        Bot → Siti: Rina menyarankan Ibu ke LK3 Contoh. Sebabnya: Ada konselor keluarga. / Ibu dapat surat kecil tanpa nama.
            Isinya: / “Ibu mau bertanya soal anak.” / Boleh, Bu? Jangan juga boleh. [Boleh] [Jangan]
        Siti: boleh
        Bot: Surat Ibu untuk LK3 Contoh. Kode <surat>. / “Ibu mau bertanya soal anak.” / Tunjukkan di sana. Ibu boleh datang,
            boleh juga tidak. / Untuk melihat lagi, ketik: surat rujukan. [Sudah saya lihat]
        Siti: sudah
        Bot: Baik, Bu. Rina tetap membantu Ibu di sini.
    """)
    await play(f"""{TO_MORE}
        Rina: rujuk
        Bot: Siti setuju ke LK3 Contoh. Suratnya berkode <surat>. [Sudah diterima] [Belum bisa di sana] [Tunggu saja]
        Rina: sudah diterima
        Bot: Sudah dicatat. Urusan tetap di akun ini. / Lalu apa? [Ke daftar] [Lihat urusan]
    """)
    await play(f"""{TO_MORE}
        Rina: rujuk
        Bot: Rujukan ke LK3 Contoh sudah diterima di sana. [Sudah selesai] [Rujuk lagi] [Tunggu saja]
        Rina: sudah selesai
        Bot: Sudah dicatat. Urusan tetap di akun ini. / Lalu apa? [Ke daftar] [Lihat urusan]
        Siti: surat rujukan
        Bot: Surat Ibu untuk LK3 Contoh. Kode <surat>. / ... [...]
    """)


async def test_after_her_no_she_is_not_asked_again_about_that_place(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{REFERS}{SHE_READS}
        Siti: [Jangan]
        Bot: Baik, Bu. Tidak ada yang disampaikan. Rina tetap membantu Ibu.
    """)
    await play(f"""{TO_MORE}
        Rina: rujuk
        Bot: ... [...]
        Rina: UPTD PPA Contoh
        Bot: Pengirim sudah bilang jangan. Tanya lagi kalau ada pesan baru. / Lalu apa? [Ke daftar] [Lihat urusan]
    """)


async def test_without_partners_it_is_said_who_can_change_that(play: Play, world: World) -> None:
    await add_worker(world, "Rina")
    await add_woman(world, "Siti")
    await write(world, "Siti", SECRET)
    await play(f"""{TO_MORE}
        Rina: rujuk
        Bot: Daftar mitra kantor masih kosong. / Kepala petugas atau admin mengisinya. Caranya, ketik: mitra rujukan. / Lalu apa? [Ke daftar] [Lihat urusan]
    """)
