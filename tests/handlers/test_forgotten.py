"""She forgot her PIN: outside she only finds the office; a worker who met her hands her a code, and nobody else."""

from textwrap import dedent

from domain.roles import Role
from tests.handlers.chats import UNTIL_SENT
from tests.handlers.test_profile import INSIDE, LOCKS, NOT_THERE, OUTSIDE, goes_in
from tests.play import Play
from tests.world import Way, World

LEAVES = f"""
    Siti: kunci
    Bot: ... [...]
    Siti: kunci sekarang
    Bot: ... {OUTSIDE}
"""
GIVES = """
    Petugas: lupa nomor
    Bot: Berapa nomor permintaannya? Lihat di antrean atau di suratnya. [Belum ada nomor]
    Petugas: <kode>
    Bot: Orangnya ada di depan sekarang, dan sudah pasti dia sendiri? [Ya] [Tidak]
    Petugas: ya
    Bot: Kata pembukanya masih ingat? [Masih ingat] [Lupa juga]
"""
CHOOSES = """
    Bot: Pilih nomor rahasia, 6 angka. ...
    Siti: 550173
    Bot: Ketik nomor itu sekali lagi.
"""


async def _locked_out(play: Play, world: World) -> None:
    """She sent a request, locked her phone, and is outside."""
    await world.add("Siti", phone="own")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await play(LOCKS)
    await play(LEAVES)


def question(world: World) -> str:
    return "Angka ke-<satu> dan ke-<dua> nomornya?" if world.way is Way.WHATSAPP else "Nomornya berapa, Bu?"


async def _chooses(play: Play, world: World, begins: str) -> None:
    """She types the code, chooses a PIN, and is inside; nothing of hers was said before."""
    before = len(world.said["Siti"])
    await play(dedent(begins) + dedent(CHOOSES))
    said = " ".join(world.said["Siti"][before:]).casefold()
    assert not [leak for leak in ("siti", "permintaan", "kabar") if leak in said]
    stays = (
        "/ Pesan nomor tadi masih ada di HP ini. Tolong hapus sendiri, ya. "
        if world.way is Way.WHATSAPP
        else ""
    )
    await play(f"""
        Siti: 550173
        Bot: Baik, nomornya sudah diganti. {stays}/ HP ini sekarang untuk Siti. Ada yang bisa saya bantu? [Kabar baru (1)] [...]
        Siti: kabar
        Bot: Ini untuk Siti. / Kabar 1 dari 1: Petugas memberi kode untuk nomor baru. Kalau bukan Ibu yang minta,
            ketik PETUGAS. [...]
    """)


async def test_she_is_let_in_by_a_code_that_a_worker_hands_her(play: Play, world: World) -> None:
    await _locked_out(play, world)
    await play(f"""
        Siti: lupa nomor
        Bot: ... {OUTSIDE}
        Siti: petugas
        Bot: Ibu tinggal di mana? [Samarinda] [...]
        Siti: samarinda
        Bot: Dinas Sosial Kaltim, Samarinda. / ...
    """)
    await play(GIVES)
    await play(f"""
        Petugas: masih ingat
        Bot: Kodenya <rahasia>. Berlaku 60 menit, satu kali. / Di HP-nya, ketik kata pembuka, lalu kode ini. /
            Tunjukkan saja. Jangan kirim lewat chat atau telepon.
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: <rahasia>
        Bot: ... {OUTSIDE}
        Siti: nomor
        Bot: ... [...]
        Siti: <rahasia>
        Bot: {NOT_THERE}
    """)
    begins = f"""
        Siti: mawar
        Bot: {question(world)}
        Siti: <rahasia>
    """
    await _chooses(play, world, begins)
    await play(LEAVES)
    if world.way is not Way.WHATSAPP:
        await play(f"""
            Siti: mawar
            Bot: Nomornya berapa, Bu?
            Siti: <rahasia>
            Bot: {NOT_THERE}
            Siti: mawar
            Bot: Nomornya berapa, Bu?
            Siti: 550173
            Bot: ... {INSIDE}
        """)


async def test_who_forgot_her_door_word_too_chooses_both(play: Play, world: World) -> None:
    await _locked_out(play, world)
    await play(GIVES)
    await play("""
        Petugas: lupa juga
        Bot: Kodenya <rahasia>. Berlaku 60 menit, satu kali. / Di HP-nya, ketik kata nomor, lalu kode ini. / ...
        Bot → Siti: Ada kabar dari kelompok. ...
    """)
    begins = """
        Siti: nomor
        Bot: ... [...]
        Siti: <rahasia>
        Bot: Pilih satu kata pembuka, misalnya nama buah. Kata itu untuk masuk nanti.
        Siti: melati
    """
    await _chooses(play, world, begins)
    await play(LEAVES)
    await play(f"""
        Siti: melati
        Bot: {question(world)}
    """)


async def test_without_meeting_her_no_code_is_made(play: Play, world: World) -> None:
    await _locked_out(play, world)
    await play("""
        Petugas: lupa pin
        Bot: Berapa nomor permintaannya? ... [Belum ada nomor]
        Petugas: ABCDEF
        Bot: Maaf, itu tidak ada di sini.
        Petugas: lupa nomor
        Bot: Berapa nomor permintaannya? ... [Belum ada nomor]
        Petugas: <kode>
        Bot: Orangnya ada di depan sekarang, ... [Ya] [Tidak]
        Petugas: tidak
        Bot: Kode hanya diberikan saat bertemu. Belum dibuat.
    """)
    assert not [line for line in world.audit if "number_code" in line]


async def test_where_no_phone_is_locked_there_is_nothing_to_forget(play: Play, world: World) -> None:
    await world.add("Siti", phone="own")
    await world.add("Petugas", Role.WORKER)
    await play(UNTIL_SENT)
    await play("""
        Petugas: lupa nomor
        Bot: Berapa nomor permintaannya? ... [Belum ada nomor]
        Petugas: <kode>
        Bot: Untuk permintaan itu tidak ada HP dengan nomor rahasia.
    """)


ANEW = """
    Petugas: lupa nomor
    Bot: Berapa nomor permintaannya? Lihat di antrean atau di suratnya. [Belum ada nomor]
    Petugas: belum ada nomor
    Bot: Tanpa nomor permintaan, data lama tetap terkunci. Kode ini hanya untuk mulai baru. /
        Orangnya ada di depan sekarang, bersama HP-nya? [Ya] [Tidak]
"""


async def test_without_a_request_she_begins_anew_and_what_was_there_stays_locked(
    play: Play, world: World
) -> None:
    await world.add("Siti", phone="own")
    await world.add("Petugas", Role.WORKER)
    await play(LOCKS)
    await play(LEAVES)
    await play(ANEW)
    await play("""
        Petugas: ya
        Bot: Kodenya <rahasia>. Berlaku 60 menit, satu kali. / Di HP-nya, ketik kata nomor, lalu kode ini. / ...
        Siti: nomor
        Bot: ... [...]
        Siti: <rahasia>
        Bot: Mau dipanggil siapa di HP ini?
        Siti: Aminah
        Bot: Pilih satu kata pembuka, misalnya nama buah. ...
        Siti: delima
        Bot: Pilih nomor rahasia, 6 angka. ...
        Siti: 550173
        Bot: Ketik nomor itu sekali lagi.
        Siti: 550173
        Bot: Sudah, Bu. Untuk masuk lagi, ketik kata pembuka Ibu. ... HP ini sekarang untuk Aminah. ... [...]
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: /start
        Bot: HP ini sekarang untuk Aminah. Ada yang bisa saya bantu? [...]
        Siti: data saya
        Bot: ... [...]
        Siti: lihat data saya
        Bot: ... / Nama: Aminah. / ... [...]
    """)
    await play(f"""
        Siti: kunci
        Bot: ... [Kunci sekarang] [Ganti nomor] [Ganti kata pembuka] [Tambah orang]
        Siti: kunci sekarang
        Bot: ... {OUTSIDE}
    """)
    await goes_in(play, world)
    await play("""
        Siti: kabar
        Bot: Ini untuk Siti. / Kabar 1 dari 1: Ada nama baru di HP ini, dengan kode dari petugas. Kalau itu mengganggu,
            ketik PETUGAS. [...]
    """)


async def test_a_code_to_begin_anew_opens_nothing_of_the_worker_who_made_it(play: Play, world: World) -> None:
    """It is kept under the worker's number: behind her own door word it must be a wrong PIN like any."""
    await world.add("Siti", Role.WORKER, phone="own")
    await play(LOCKS)
    await play("""
        Siti: lupa nomor
        Bot: Berapa nomor permintaannya? ... [Belum ada nomor]
        Siti: belum ada nomor
        Bot: ... [Ya] [Tidak]
        Siti: ya
        Bot: Kodenya <rahasia>. ...
    """)
    await play(LEAVES)
    await play(f"""
        Siti: mawar
        Bot: ...
        Siti: <rahasia>
        Bot: {NOT_THERE}
    """)


async def test_a_code_to_begin_anew_is_for_who_stands_there(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await play(ANEW)
    await play("""
        Petugas: tidak
        Bot: Kode hanya diberikan saat bertemu. Belum dibuat.
    """)
    assert not [line for line in world.audit if "number_code" in line]
