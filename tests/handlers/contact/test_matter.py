"""One matter as who answers sees it: whose, how it stands, what was written, and what may be done."""

from typing import Any

import pytest

from db import matter_moves, matters
from db.matter_moves import Where
from db.unit import Unit
from domain.matters import MessageKind, Passes
from domain.roles import Role
from handlers.contact.matter_steps import hand_files
from tests.handlers.contact.letters import add_woman, add_worker, arrive, said_in, write
from tests.play import Play
from tests.world import World

LETTER = "Bu, saya mau cerita. " + "Anak saya tiga orang, yang kecil masih menyusu. " * 9


async def one(world: World, text: str = "kapan kelasnya bu", **chosen: Any) -> str:
    """Rina has what Wati wrote; its code."""
    await add_worker(world)
    await add_woman(world, "Wati")
    return (await write(world, "Wati", text, **chosen)).code


async def test_the_page_says_for_whom_and_what_to_know_before_writing(play: Play, world: World) -> None:
    code = await one(world, sure=False, only_holder=True)
    await play(f"""
        Rina: pesan warga
        Bot: ... [Wati, 1 menit] [Keperluan lain]
        Rina: wati
        Bot: Wati, Samarinda ({code}). Menunggu 1 menit. / Belum dipastikan siapa yang menulis. /
            Pengirim tidak mau dibaca petugas lain. / Wati, 11.00: / kapan kelasnya bu /
            Untuk Wati ({code}): tulis langsung, atau pilih. [Balas] [Jawaban siap] [Lainnya]
        Rina: lainnya
        Bot: Wati ({code}): mau apa? [Tutup urusan] [Catatan] [Langkah berikutnya] [Pesan untuk nanti] [Serahkan]
            [Rujuk] [Topik] [Ke daftar]
    """)


async def test_a_long_letter_is_read_in_parts_and_may_be_answered_on_each(play: Play, world: World) -> None:
    code = await one(world, LETTER)
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: wati
        Bot: Wati, Samarinda ({code}). ... / Wati, 11.00: / Bu, saya mau cerita. ... /
            Untuk Wati ({code}): tulis langsung, atau pilih. [Lihat sisanya] [Balas] [Lainnya]
        Rina: lihat sisanya
        Bot: ... / Untuk Wati ({code}): tulis langsung, atau pilih. [...] [Lainnya]
        Rina: Terima kasih sudah cerita, Bu.
        Bot: Kirim ke Wati ({code})? / Terima kasih sudah cerita, Bu. [Kirim] [Jangan]
        Rina: kirim
        Bot: ... ke Wati ({code}). Semua sudah dijawab. [Tutup urusan] [Lihat urusan] [Tarik]
        Bot → Wati: Rina, Dinas Sosial Kaltim: / Terima kasih sudah cerita, Bu. [Balas]
    """)


async def test_a_long_letter_that_was_answered_does_not_push_what_is_new_off_the_screen(
    play: Play, world: World
) -> None:
    code = await one(world, LETTER)
    await play("""
        Rina: pesan warga
        Bot: ... [...]
        Rina: wati
        Bot: ... [...]
        Rina: Terima kasih sudah cerita, Bu.
        Bot: Kirim ke ... [Kirim] [Jangan]
        Rina: kirim
        Bot: ... [...]
        Bot → Wati: ... [Balas]
    """)
    await write(world, "Wati", "jadi besok jam berapa bu")
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: wati
        Bot: ... / Saya, ...: / Terima kasih sudah cerita, Bu. / Wati, ...: / jadi besok jam berapa bu /
            Untuk Wati ({code}): tulis langsung, atau pilih. [Balas] [Jawaban siap] [Lainnya]
        Rina: lainnya
        Bot: ... [...] [Pesan sebelumnya] [Lepaskan] [Ke daftar]
    """)


async def test_what_has_no_answer_is_shown_whole_and_what_came_before_is_a_tap_away(
    play: Play, world: World
) -> None:
    await one(world, "satu")
    for text in ("dua", "tiga", "empat", "lima", "enam"):
        world.clock.passed_ms += 300_000
        matter = await write(world, "Wati", text)
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: wati
        Bot: ... / Wati, 11.00: / satu / Wati, 11.05: / dua / ... / Wati, 11.25: / enam / Untuk ... [...]
        Rina: Baik, Bu.
        Bot: Kirim ke Wati ({matter.code})? / Baik, Bu. [Kirim] [Jangan]
        Rina: kirim
        Bot: ... [Tutup urusan] [Lihat urusan] [Tarik]
        Bot → Wati: ... [Balas]
        Rina: lihat urusan
        Bot: Wati, Samarinda ({matter.code}). Sudah dijawab. / Wati, 11.10: / tiga / ... / Saya, ...: / Baik, Bu. / ... [...]
        Rina: lainnya
        Bot: ... [...] [Pesan sebelumnya] [Tarik jawaban] [Ke daftar]
        Rina: pesan sebelumnya
        Bot: ... / Wati, 11.00: / satu / Wati, 11.05: / dua / Untuk ... [Balas] [Jawaban siap] [Lainnya]
    """)


async def test_photos_and_voice_notes_are_looked_at_on_a_tap(play: Play, world: World) -> None:
    code = await one(world, "ini suratnya bu")
    await write(world, "Wati", "", kind=MessageKind.PHOTO)
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: wati
        Bot: ... / ini suratnya bu / (foto) masih diambil / ... [Balas] [Jawaban siap] [Lainnya]
        Rina: foto
        Bot: Kirim ke Wati ({code})? / foto [Kirim] [Jangan]
        Rina: jangan
        Bot: Baik, tidak dikirim. / ... [...]
    """)
    await arrive(world)
    await play("""
        Rina: pesan warga
        Bot: ... [...]
        Rina: wati
        Bot: ... / ini suratnya bu / (foto) / ... [Balas] [Foto dan suara] [Jawaban siap] [Lainnya]
    """)


@pytest.mark.parametrize("state", ["kept", "gone"])
async def test_a_photo_is_handed_to_whoever_has_the_matter_with_her_name(world: World, state: str) -> None:
    code = await one(world, "ini suratnya bu")
    await write(world, "Wati", "", kind=MessageKind.PHOTO)
    await arrive(world, state)

    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Rina")
        handed = await hand_files(unit, await only_matter(unit), 0)
        assert (handed.count, handed.whom.code, handed.writes) == (int(state == "kept"), code, True)
        told = [(str(each.text.message), each.person_id, each.here) for each in unit.told]
        assert told == [("Dari {name} ({code}).", unit.actor.person_id, True)] * handed.count
        unit.told = []

    await world.run(job)


async def test_who_is_given_the_matter_meanwhile_reads_it_and_nobody_else(play: Play, world: World) -> None:
    code = await one(world)
    await add_worker(world, "Budi")
    await play("""
        Rina: pesan warga
        Bot: ... [...]
        Rina: wati
        Bot: ... [Balas] [Jawaban siap] [Lainnya]
    """)

    async def pass_to(unit: Unit) -> None:
        budi = (await world.actor(unit, "Budi")).person_id
        unit.actor = await world.actor(unit, "Rina")
        (matter,) = await matters.list_held(unit)
        await matters.set_holder(unit, await matters.peek(unit, matter.id), budi)

    await world.run(pass_to)
    await play(f"""
        Rina: Besok ya Bu.
        Bot: Urusan ini sudah tidak di akun ini. Tidak ada yang dikirim. / Belum ada pesan untuk akun ini. [Keperluan lain]
        Budi: pesan warga
        Bot: ... [Wati, 1 menit] [Keperluan lain]
        Budi: wati
        Bot: Wati, Samarinda ({code}). ... / kapan kelasnya bu / ... [...]
    """)


async def test_a_matter_is_let_go_given_a_topic_and_taken_by_a_colleague(play: Play, world: World) -> None:
    code = await one(world)
    await add_worker(world, "Budi")
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: wati
        Bot: ... [...]
        Rina: lainnya
        Bot: ... [...] [Topik] [Lepaskan] [Ke daftar]
        Rina: topik
        Bot: Soal apa ini? [Bantuan] [Pelatihan] [Kelompok] [Keluarga] [Usaha] [Kesehatan] [Surat dan KTP] [Soal lain]
        Rina: kursus
        Bot: Topik sudah dicatat. / ... [...]
        Rina: lainnya
        Bot: ... [...]
        Rina: lepaskan
        Bot: Lepaskan Wati ({code})? Petugas lain di kantor bisa mengambilnya. [Ya] [Tidak]
        Rina: ya
        Bot: Sudah dilepas. Petugas lain bisa mengambilnya. / Belum ada pesan untuk akun ini. [Bisa diambil (1)] [Keperluan lain]
        Budi: pesan warga
        Bot: ... [Bisa diambil (1)] [Keperluan lain]
        Budi: 1
        Bot: ... [{code}, 1 menit] [Ke daftar]
        Budi: 1
        Bot: Kode {code}, Pelatihan. Menunggu 1 menit. / Mau apa? [Saya ambil] [Ke daftar]
    """)


async def test_a_helper_and_a_woman_open_no_matter(play: Play, world: World) -> None:
    await one(world)
    await add_worker(world, "Kader", Role.HELPER)
    await play("""
        Kader: /urusan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
        Wati: /urusan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / ... [...]
    """)
    assert len(await said_in(world, await world.run(only_matter))) == 1


async def only_matter(unit: Unit) -> int:
    rows = await unit.fetch("SELECT id FROM matters")
    assert len(rows) == 1
    return int(rows[0]["id"])


async def test_the_page_says_how_far_a_hand_over_has_come_and_the_list_that_one_is_offered(
    play: Play, world: World
) -> None:
    await one(world)
    await add_worker(world, "Yuli")
    page = """
        Rina: pesan warga
        Bot: ... [Wati, 1 menit] [Keperluan lain]
        Rina: wati
        Bot: Wati, ... / {said} / Wati, 11.00: / ... [...]
        Yuli: pesan warga
        Bot: Belum ada pesan untuk akun ini. {offered}[Keperluan lain]
    """

    async def ask(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Rina")
        matter = await matters.get(unit, await only_matter(unit))
        yuli = (await world.actor(unit, "Yuli")).person_id
        await matter_moves.ask(unit, matter, Where(to_person=yuli), words="Ibu mau usaha.", why="Saya cuti")

    async def say_yes(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Wati")
        move = await matter_moves.find_open(unit, await only_matter(unit))
        assert move is not None
        await matter_moves.answer(unit, move, Passes.WORDS)

    await world.run(ask)
    await play(page.format(said="Izin pengirim untuk diteruskan masih ditunggu.", offered=""))
    await world.run(say_yes)
    said = "Sudah boleh diteruskan. Menunggu diterima di sana."
    await play(page.format(said=said, offered="[Ditawarkan (1)] "))
    await play("""
        Yuli: [Ditawarkan (1)]
        Bot: Urusan yang mana? [...] [Cukup]
    """)


async def test_kembali_leads_from_a_matter_and_from_what_was_sent_to_the_list(
    play: Play, world: World
) -> None:
    await add_worker(world)
    await add_woman(world, "Wati")
    code = (await write(world, "Wati", "bu saya mau tanya soal surat")).code
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: Wati, Samarinda ({code}). ... [Balas] [Jawaban siap] [Lainnya]
        Rina: kembali
        Bot: 1 belum dijawab, ... [Wati, 1 menit] [Keperluan lain]
        Rina: 1
        Bot: Wati, Samarinda ({code}). ... [Balas] [Jawaban siap] [Lainnya]
        Rina: besok saya kabari ya bu
        Bot: Kirim ke Wati ({code})? / besok saya kabari ya bu [Kirim] [Jangan]
        Rina: kirim
        Bot: ... Wati ({code}). Semua sudah dijawab. [Tutup urusan] [Lihat urusan] [Tarik]
        Bot → Wati: ... besok saya kabari ya bu [Balas]
        Rina: kembali
        Bot: Semua sudah dijawab. Terima kasih. [Wati, dijawab] [Keperluan lain]
    """)
