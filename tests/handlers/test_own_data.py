"""/data: what is kept in plain words, the doors to her rights, and the pause."""

from db import consents
from db.unit import Unit
from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.handlers.training.classes import put_in, teach
from tests.play import Play
from tests.world import World

MENU = "[Lihat data saya] [Siapa yang melihat] [Minta salinan] [Betulkan data] [Izin saya] [Cara dihubungi] [Pilih kabar] [Jeda dulu] [Hapus data saya] [Selesai]"


async def test_she_sees_what_is_kept_in_plain_words(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await play(f"""
        Siti: /data
        Bot: Ini tentang data Ibu. Mau apa? {MENU}
        Siti: lihat data saya
        Bot: Ibu mulai menulis Selasa, 3 Februari 2026, jam ... WITA. / Nama: belum ada. / Tempat tinggal: Samarinda. /
            Chat yang dikenal: 1. / Jawaban yang sudah dikirim: 9. / Izin yang Ibu beri: 1. /
            Permintaan <kode> di Dinas Sosial Kaltim, Selasa, 3 Februari 2026: menunggu. / Isi lengkapnya ada di salinan. /
            Ini tentang data Ibu. Mau apa? {MENU}
        Siti: selesai
        Bot: Baik, Bu. Ketik DATA kalau perlu lagi.
    """)
    assert "Siti read person Siti own data" in world.audit


async def test_it_says_in_how_many_courses_she_is_and_what_her_copy_will_tell(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    await put_in(world, await teach(world), "Siti")
    await play("""
        Siti: data
        Bot: ... [...]
        Siti: lihat
        Bot: ... / Kelas yang Ibu ikuti: 1. / ... / Isi lengkapnya ada di salinan. / ... [...]
    """)


async def test_on_a_shared_phone_her_name_and_place_stay_off_the_screen(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared", area="samarinda")
    await play("""
        Siti: data saya
        Bot: Ini tentang data Ibu. Mau apa? [...]
        Siti: lihat
        Bot: Ibu mulai menulis ... / Nama dan tempat tidak saya tulis di HP bersama. / ... Mau apa? [...]
    """)
    assert "Samarinda" not in " ".join(world.said["Siti"])


async def test_a_pause_takes_her_answers_out_of_the_queue_and_back_in(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await play("""
        Siti: data
        Bot: ... [...]
        Siti: jeda dulu
        Bot: Kalau dijeda, petugas tidak memeriksa jawaban Ibu dulu. Urutan Ibu tetap. Pesan ke petugas tetap jalan.
            Kalau Ibu kirim jawaban baru, jalan lagi. Jeda sekarang? [Ya] [Tidak]
        Siti: ya
        Bot: Sudah dijeda, Bu. Pilih Jalan lagi kalau sudah siap. / Ini tentang data Ibu. Mau apa? [...]
        Petugas: antrean
        Bot: Antrean kosong. Terima kasih, semua sudah dibuka.
        Siti: jalan lagi
        Bot: Baik, Bu. Petugas boleh memeriksa lagi. / Ini tentang data Ibu. Mau apa? [...]
        Petugas: antrean
        Bot: 1 menunggu. ... [...]
    """)


async def test_who_sends_new_answers_goes_on(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await world.run(lambda unit: pause(unit, siti))
    await play(UNTIL_SENT)
    await play("""
        Petugas: antrean
        Bot: 1 menunggu. ... [...]
    """)


async def pause(unit: Unit, person_id: int) -> None:
    consents.set_paused(unit, person_id, True)
