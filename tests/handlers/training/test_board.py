"""On the board nobody has a name: two hear each other's when both have said yes, and danger leads to the door."""

import pytest

from db import board
from db.unit import Unit
from domain.roles import Role
from tests.handlers.office_people import add_named
from tests.handlers.savers import mentari
from tests.handlers.training.classes import put_in, step
from tests.handlers.training.company import a_course
from tests.play import Play
from tests.world import Way, World

OPENLY = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)

EMPTY = "Papan Kue kering: saling bantu, tanpa nama. / Mau apa, Bu? [Tulis] [Selesai]"
CAN = "Ibu bisa apa? Contoh: menjahit kebaya. Jangan tulis nama atau nomor HP."
NEEDS = "Butuh bantuan apa? Contoh: belajar pasang ritsleting. Jangan tulis nama atau nomor HP."

WRITE = f"""
        Siti: papan
        Bot: {EMPTY}
        Siti: tulis
        Bot: Mau menulis apa? [Saya bisa ...] [Saya butuh bantuan]
        Siti: saya bisa
        Bot: {CAN}
        Siti: menjahit kebaya
        Bot: Begini tulisannya: / “Saya bisa: menjahit kebaya” / Pasang 30 hari di papan Kue kering? [Ya] [Tidak]
        Siti: ya
        Bot: Sudah dipasang, tanpa nama. Kalau ada yang menjawab, Ibu saya kabari.
"""
READ = """
        Tati: papan
        Bot: Papan Kue kering: saling bantu, tanpa nama. / Mau apa, Bu? [Lihat (1)] [Tulis] [Selesai]
        Tati: lihat
        Bot: Tulisan 1 dari 1: / “Saya bisa: menjahit kebaya” [Saya mau] [Selesai] [Tidak pantas]
"""
WANTED = f"""{READ}
        Tati: saya mau
        Bot: Kalau dia juga mau, nama depan Ibu saya sampaikan ke dia. Lanjut? [Ya] [Tidak]
        Tati: ya
        Bot: Sudah saya sampaikan, tanpa nama. Nanti Ibu saya kabari.
        Bot → Siti: Ada yang menjawab tulisan Ibu di papan Kue kering: “menjahit kebaya”. [Lihat]
"""


async def posts(world: World) -> list[str]:
    """What stands there, whose it is, and how."""

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        rows = await unit.fetch("SELECT person_id, side, state FROM board_posts ORDER BY id")
        return [f"{names[row['person_id']]} {row['side']} {row['state']}" for row in rows]

    return await world.run(read)


async def links(world: World) -> list[str]:
    """Who has answered, and what became of it."""

    async def read(unit: Unit) -> list[str]:
        names = await world._names(unit)
        return [
            f"{names[row['person_id']]} {row['state']}"
            for row in await unit.fetch("SELECT person_id, state FROM board_links ORDER BY id")
        ]

    return await world.run(read)


@OPENLY
async def test_two_are_brought_together_when_both_have_said_yes(play: Play, world: World) -> None:
    await a_course(world, "Siti", "Tati", "Neneng")
    await play(WRITE)
    await play(WANTED)
    before = (world.said["Siti"], world.said["Tati"])
    assert "Tati" not in " ".join(before[0])
    assert "Siti" not in " ".join(before[1])
    await play("""
        Siti: [Lihat]
        Bot: “Saya bisa: menjahit kebaya” /
            Ada yang menjawab tulisan ini. Disambungkan? Nama depan Ibu saya sampaikan ke dia. [Mau] [Tidak]
        Siti: mau
        Bot: Ibu tersambung dengan Tati. Sapa dia waktu bertemu, ya. /
            Nomor HP tidak kami bagikan. Ibu sendiri yang memutuskan.
        Bot → Tati: Ibu tersambung dengan Siti dari Kue kering: “menjahit kebaya”. Sapa dia waktu bertemu, ya.
            Nomor HP tidak kami bagikan.
        Tati: papan
        Bot: ... [Lihat (1)] [Tulis] [Selesai]
        Tati: lihat
        Bot: Tulisan 1 dari 1: / Ibu sudah disambungkan untuk tulisan ini. / “Saya bisa: menjahit kebaya” [Selesai] [Tidak pantas]
        Tati: selesai
        Bot: Itu semua tulisan di papan ini.
    """)
    assert await links(world) == ["Tati linked"]


@OPENLY
async def test_after_a_no_neither_knows_the_other_and_nobody_is_pushed(play: Play, world: World) -> None:
    await a_course(world, "Siti", "Tati", "Neneng")
    await play(WRITE)
    await play(WANTED)
    await play("""
        Siti: papan
        Bot: ... [Tulis] [Punya saya (1)] [Selesai]
        Siti: punya saya
        Bot: “Saya bisa: menjahit kebaya” / Ada yang menjawab tulisan ini. ... [Mau] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Dia tidak tahu nama Ibu.
        Tati: papan
        Bot: ... [...]
        Tati: lihat
        Bot: Tulisan 1 dari 1: / Ibu sudah menjawab ini. Kali ini belum jadi. / ... [Selesai] [Tidak pantas]
        Tati: selesai
        Bot: ...
        Siti: [Lihat]
        Bot: Maaf, tombol ini sudah tidak berlaku. / ... [...]
    """)
    assert await links(world) == ["Tati refused"]
    assert "Siti" not in " ".join(world.said["Tati"])
    assert "Tati" not in " ".join(world.said["Siti"])


@pytest.mark.parametrize(
    "words, why",
    [
        ("jahit, hubungi 0812 0000 0000", "Jangan tulis nomor HP atau alamat internet, Bu. ..."),
        ("wa.me/62000 ya", "Jangan tulis nomor HP atau alamat internet, Bu. ..."),
        ("menjahit, rumah di RT 3 RW 5", "Jangan tulis alamat rumah, Bu. ..."),
        ("meminjamkan uang", "Soal uang dan pinjaman tidak lewat papan, Bu. ..."),
    ],
)
async def test_what_would_tell_who_she_is_or_where_money_is_is_asked_for_again(
    play: Play, world: World, words: str, why: str
) -> None:
    await a_course(world, "Siti", "Tati", "Neneng")
    await play(f"""
        Siti: papan
        Bot: {EMPTY}
        Siti: tulis
        Bot: ... [...]
        Siti: saya bisa
        Bot: {CAN}
        Siti: {words}
        Bot: {why} / Coba tulis lagi, ya.
        Siti: menjahit
        Bot: Begini tulisannya: / “Saya bisa: menjahit” / ... [Ya] [Tidak]
        Siti: tidak
        Bot: Baik, tidak saya pasang.
    """)
    assert await posts(world) == []


async def test_her_own_name_is_seen_and_a_word_that_is_only_like_it_may_stay(
    play: Play, world: World
) -> None:
    course = await a_course(world, "Tati", "Neneng")
    await add_named(world, "Bunga", "Bunga Lestari")
    await put_in(world, course, "Bunga")
    await play(f"""
        Bunga: papan
        Bot: {EMPTY}
        Bunga: tulis
        Bot: ... [...]
        Bunga: saya butuh bantuan
        Bot: {NEEDS}
        Bunga: membuat bunga kertas
        Bot: Di situ ada kata bunga. Kalau itu nama Ibu, orang jadi tahu siapa yang menulis. [Tulis lagi] [Itu bukan nama]
        Bunga: tulis lagi
        Bot: Coba tulis lagi, ya.
        Bunga: membuat bunga kertas
        Bot: Di situ ada kata bunga. ... [Tulis lagi] [Itu bukan nama]
        Bunga: itu bukan nama
        Bot: Begini tulisannya: / “Saya butuh bantuan: membuat bunga kertas” / ... [Ya] [Tidak]
        Bunga: ya
        Bot: Sudah dipasang, tanpa nama. ...
    """)
    assert await posts(world) == ["Bunga needs open"]


async def test_words_of_danger_lead_to_the_door_and_never_to_the_board(play: Play, world: World) -> None:
    await a_course(world, "Siti", "Tati", "Neneng")
    await play(f"""
        Siti: papan
        Bot: {EMPTY}
        Siti: tulis
        Bot: ... [...]
        Siti: saya butuh bantuan
        Bot: {NEEDS}
        Siti: saya dipukul suami tiap malam
        Bot: Aman membaca ini sendirian sekarang? [Aman] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Kita lanjut hal lain. ...
    """)
    assert await posts(world) == []


@OPENLY
async def test_what_one_finds_unkind_nobody_sees_until_it_was_looked_at(play: Play, world: World) -> None:
    await a_course(world, "Siti", "Tati", "Neneng")
    await play(WRITE)
    await play(f"""{READ}
        Tati: tidak pantas
        Bot: Tulisan ini saya tutup dulu. Yang memimpin di sini memeriksanya. Lanjut? [Ya] [Tidak]
        Tati: ya
        Bot: Terima kasih, Bu. Nama Ibu tidak saya sebut. / Kalau ada yang membuat Ibu takut, ketik PETUGAS.
        Bot → Pengajar Kaltim: Satu tulisan di papan Kue kering perlu dilihat. [Lihat]
        Neneng: papan
        Bot: {EMPTY}
        Siti: papan
        Bot: ... [Tulis] [Punya saya (1)] [Selesai]
        Siti: punya saya
        Bot: “Saya bisa: menjahit kebaya” / Tulisan ini sedang diperiksa yang memimpin di sini. /
            Turunkan dari papan? [Turunkan] [Biarkan]
        Siti: biarkan
        Bot: Baik, tulisannya tetap ada.
        Pengajar Kaltim: [Lihat]
        Bot: Ada yang merasa tulisan ini tidak pantas: / “Saya bisa: menjahit kebaya” /
            Tulisan ini bagaimana? [Tampilkan lagi] [Turunkan]
        Pengajar Kaltim: turunkan
        Bot: Tulisan itu sudah diturunkan. Penulisnya dikabari dengan baik-baik.
        Bot → Siti: Tulisan Ibu di papan Kue kering kami turunkan dulu. Ketik PETUGAS kalau mau bertanya.
        Pengajar Kaltim: [Lihat]
        Bot: Maaf, tombol ini sudah tidak berlaku. / ... [...]
    """)
    assert await posts(world) == ["Siti can closed"]
    assert "Siti" not in " ".join(world.said["Pengajar Kaltim"])


@OPENLY
async def test_what_was_held_may_be_shown_again(play: Play, world: World) -> None:
    await a_course(world, "Siti", "Tati", "Neneng")
    await play(WRITE)
    await play(f"""{READ}
        Tati: tidak pantas
        Bot: ... [Ya] [Tidak]
        Tati: ya
        Bot: ...
        Bot → Pengajar Kaltim: Satu tulisan di papan Kue kering perlu dilihat. [Lihat]
        Pengajar Kaltim: [Lihat]
        Bot: ... [Tampilkan lagi] [Turunkan]
        Pengajar Kaltim: tampilkan lagi
        Bot: Tulisan itu tampil lagi.
    """)
    assert await posts(world) == ["Siti can open"]


async def test_with_two_people_there_is_no_board_because_everybody_would_know(
    play: Play, world: World
) -> None:
    await a_course(world, "Siti", "Tati")
    await play("""
        Siti: papan
        Bot: Papan dibuka di kelas atau kelompok yang sudah 3 orang. Ketik JADWAL untuk melihat kelas.
    """)


async def test_who_is_not_in_the_course_reads_nothing_and_a_group_has_a_board_of_its_own(
    play: Play, world: World
) -> None:
    await a_course(world, "Siti", "Neneng", "Yuyun")
    await play(WRITE)
    await mentari(world, "Ani")
    await play("""
        Ani: papan
        Bot: Papan Mentari: saling bantu, tanpa nama. / Mau apa, Bu? [Tulis] [Selesai]
        Ani: tulis
        Bot: ... [...]
        Ani: saya butuh bantuan
        Bot: ...
        Ani: belajar membungkus kue
        Bot: ... [Ya] [Tidak]
        Ani: ya
        Bot: Sudah dipasang, tanpa nama. ...
        Lilis: papan
        Bot: Papan Mentari: saling bantu, tanpa nama. / Mau apa, Bu? [Lihat (1)] [Tulis] [Selesai]
        Lilis: lihat
        Bot: Tulisan 1 dari 1: / “Saya butuh bantuan: belajar membungkus kue” [Saya bisa bantu] [Selesai] [Tidak pantas]
        Lilis: tidak pantas
        Bot: ... [Ya] [Tidak]
        Lilis: ya
        Bot: ...
        Bot → Cucu: Satu tulisan di papan Mentari perlu dilihat. [Lihat]
        Cucu: [Lihat]
        Bot: ... [Tampilkan lagi] [Turunkan]
        Cucu: tampilkan lagi
        Bot: Tulisan itu tampil lagi.
    """)


@OPENLY
async def test_after_thirty_days_it_is_gone_and_after_thirty_more_its_words_are(
    play: Play, world: World
) -> None:
    course = await a_course(world, "Siti", "Tati", "Neneng")
    await play(WRITE)
    await world.pass_time(29 * 24 * 3600)
    for name in ("Siti", "Tati", "Neneng"):
        world.phones.screen(name)
    assert await seen_by(world, "Tati", course) == 1
    await world.pass_time(2 * 24 * 3600)
    assert await seen_by(world, "Tati", course) == 0
    assert len(await posts(world)) == 1
    await world.pass_time(31 * 24 * 3600)
    assert await posts(world) == []


async def seen_by(world: World, name: str, course_id: int) -> int:
    """How many posts she sees on the board of that course."""

    async def read(unit: Unit) -> int:
        return len(await board.list_posts(unit, await board.get_board(unit, f"c{course_id}")))

    return await step(world, name, read)


async def test_a_tester_finds_it_by_word_and_is_told_where_boards_are(play: Play, world: World) -> None:
    await world.add("Petugas", Role.WORKER)
    await play("""
        Petugas: papan bantuan
        Bot: Papan dibuka di kelas atau kelompok yang sudah 3 orang. ...
    """)
