"""Two people write to each other: the program is silent, nothing is lost, and nothing goes where it was not meant for."""

import pytest

from conversation.text import Text
from db.unit import PushButton, Told, Unit
from domain.contact import MessageClass
from handlers.names import MENU
from tests.handlers.contact.hers import answer, list_matters, list_words
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.handlers.test_profile import LOCKS
from tests.play import Play
from tests.world import Way, World

LINE = "Tulis saja di sini. Kalau sudah, pilih Selesai. [Selesai]"
ANSWERED = """
        (jam +1 detik)
        Bot → Siti: Rina, Dinas Sosial Kaltim: / Bu, KK-nya sudah ada? [Balas]
"""


async def _begun(world: World, *, phone: str = "own") -> None:
    await add_woman(world, "Siti", phone=phone)
    await add_worker(world, "Rina")
    await write(world, "Siti", "bu bantuan saya belum cair")
    await answer(world, "Bu, KK-nya sudah ada?")


async def test_what_follows_is_taken_without_a_word(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: bu
        Bot: Pesan Ibu sudah sampai ke petugas. ... [Selesai]
        Siti: saya mau tanya
        Siti: bantuan kemarin
        Siti: tolong
        Siti: makasih ya bu
        Siti: 2
        Siti: cukup sampai sini ceritanya
        Siti: (foto)
        Siti: (pesan suara)
        Siti: cukup
        Siti: selesai
        Bot: Baik, Bu. Kalau ada jawaban, Ibu saya kabari. / Mau menulis lagi? Ketik PETUGAS.
        Siti: makasih
        Bot: Sama-sama, Bu. / ... [...]
    """)
    assert await list_words(world, "Siti") == [
        "bu",
        "saya mau tanya",
        "bantuan kemarin",
        "tolong",
        "makasih ya bu",
        "2",
        "cukup sampai sini ceritanya",
        "",
        "",
        "cukup",
    ]
    assert await list_matters(world) == ["Siti dengan Rina: 10 pesan, menunggu"]


async def test_she_answers_by_simply_writing(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        Siti: sudah bu
        Bot: Terkirim ke Rina. / {LINE}
        Bot → Rina: Siti (<kode>), belum dipastikan: / sudah bu [Buka pesan]
        Siti: kartunya di rumah ibu saya
        (jam +1 menit)
        Bot → Rina: Siti (<kode>), belum dipastikan: / kartunya di rumah ibu saya [Buka pesan]
    """)
    assert await list_words(world, "Siti") == [
        "bu bantuan saya belum cair",
        "sudah bu",
        "kartunya di rumah ibu saya",
    ]


async def test_by_the_button_she_sees_who_reads_it(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        (jam +11 menit)
        Siti: [Balas]
        Bot: Yang membaca: Rina, Dinas Sosial Kaltim. / {LINE}
        Siti: sudah bu
        Bot: Terkirim ke Rina.
        Bot → Rina: ... sudah bu [Buka pesan]
        Siti: [Selesai]
        Bot: Baik, Bu. ...
    """)


async def test_a_photo_answers_too(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        Siti: (foto)
        Bot: Terkirim ke Rina. / {LINE}
    """)
    assert (await list_matters(world))[0].startswith("Siti dengan Rina: 3 pesan, menunggu")


@pytest.mark.parametrize("word", ["menu", "/jadwal", "petugas", "bantuan", "batal"])
async def test_a_command_is_never_passed_on(play: Play, world: World, word: str) -> None:
    await _begun(world)
    await play(
        f"""{ANSWERED}
        Siti: {word}
        Bot: ...
    """.rstrip()
        + ("" if word == "batal" else " [...]")
    )
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair"]


@pytest.mark.parametrize("word", ["data", "Jadwal", "skrining", "kabar", "menu", "/data"])
async def test_what_our_texts_tell_her_to_type_is_no_message(play: Play, world: World, word: str) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        Siti: [Balas]
        Bot: ... {LINE}
    """)
    world.next_message()
    await world.phones.write("Siti", word)
    await world.rest()
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair"]
    await world.read_books()
    assert "Siti obrolan open" not in world.talks


async def test_long_after_the_last_word_she_is_asked_first(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        (jam +31 menit)
        Siti: saya makan dulu
        Bot: Ini untuk Rina? [Kirim] [Bukan]
        Siti: bukan
        Bot: Baik, Bu. Tidak saya kirim. / Ada yang bisa saya bantu, Bu? [...]
    """)
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair"]


async def test_her_no_stands_also_if_an_answer_comes_meanwhile(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        (jam +31 menit)
        Siti: saya makan dulu
        Bot: Ini untuk Rina? [Kirim] [Bukan]
    """)
    await answer(world, "Bu, jadi?")
    await play("""
        (jam +1 detik)
        Bot → Siti: Rina, Dinas Sosial Kaltim: / Bu, jadi? [Balas]
        Siti: bukan
        Bot: Baik, Bu. Tidak saya kirim. ... [...]
    """)
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair"]


async def test_with_her_yes_it_goes(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        (jam +31 menit)
        Siti: sudah ada bu
        Bot: Ini untuk Rina? [Kirim] [Bukan]
        Siti: ya
        Bot: Terkirim ke Rina. / {LINE}
    """)
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair", "sudah ada bu"]


async def test_what_came_after_it_is_what_she_answers(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        Siti: menu
        Bot: Ada yang bisa saya bantu, Bu? [...]
        Siti: sudah bu
        Bot: Maaf, saya belum mengerti. ... [...]
    """)
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair"]


async def test_a_quote_reaches_the_one_who_wrote_it(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        (jam +3 jam)
        Siti: menu
        Bot: ... [...]
        Siti: (kutip KK-nya) sudah bu
        Bot: Terkirim ke Rina. / {LINE}
    """)
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair", "sudah bu"]


async def test_she_takes_back_what_she_wrote_last_and_writes_on(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya malu
        Bot: ... [Selesai]
        Siti: salah kirim
        Siti: tarik
        Bot: Pesan terakhir sudah ditarik. Mungkin sudah sempat terbaca.
        Siti: bu saya mau tanya
        (jam +16 menit)
        Siti: tarik
        Bot: Pesan itu sudah tidak bisa ditarik, Bu.
    """)
    assert await list_words(world, "Siti") == ["bu saya malu", "", "bu saya mau tanya"]


async def test_what_cannot_be_passed_on_is_said_with_another_way(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        Siti: [Balas]
        Bot: ... {LINE}
        Siti: (lokasi)
        Bot: Lokasi tidak saya teruskan. Tulis saja tempatnya, ya. / {LINE}
        Siti: (nomor saya)
        Bot: Kontak tidak saya teruskan. Tulis saja yang perlu, ya. / {LINE}
    """)
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair"]


# -- danger -----------------------------------------------------------------------------------------------------------


async def test_a_sign_of_danger_is_the_doors_and_is_neither_kept_nor_passed_on(
    play: Play, world: World
) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        Siti: [Balas]
        Bot: ... {LINE}
        Siti: suami saya mukul saya lagi
        Bot: Aman membaca ini sendirian sekarang? [Aman] [Tidak]
        Bot → Rina: Ada yang menunggu di Teman Mandiri. Buka /jaga. [Saya tangani] [Lihat dulu]
        Siti: aman
        Bot: Saya percaya Ibu. ... / Kalimat tadi tidak saya simpan dan tidak saya kirim. / ... [Aman] [Tidak aman]
        Siti: aman
        Bot: ... [...]
        Siti: jangan
        Bot: ... Mau menulis lagi ke petugas? Ketik PETUGAS.
        Siti: petugas
        Bot: ... [...]
        Siti: bu sudah ada KK-nya
        Bot: Terkirim ke Rina. / ... [Selesai]
        Bot → Rina: ... bu sudah ada KK-nya [Buka pesan]
    """)
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair", "bu sudah ada KK-nya"]


async def test_where_she_is_not_alone_the_line_is_shut(play: Play, world: World) -> None:
    await add_woman(world, "Siti", phone="shared")
    await add_worker(world, "Rina")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya mau tanya
        Bot: ... [Selesai]
        Siti: dia mau pukul saya
        Bot: Aman membaca ini sendirian sekarang? [Aman] [Tidak]
        Bot → Rina: Ada yang menunggu di Teman Mandiri. ... [...]
        Siti: tidak
        Bot: Baik, Bu. Kita lanjut hal lain. Ketik PETUGAS kapan saja kalau perlu.
        Siti: siapa ini
        Bot: Maaf, saya belum mengerti. Ini yang bisa saya bantu. / ... [...]
    """)
    assert await list_words(world, "Siti") == ["bu saya mau tanya"]


# -- the husband holds the phone --------------------------------------------------------------------------------------


async def test_on_a_shared_phone_the_line_ends_when_she_may_have_gone(play: Play, world: World) -> None:
    await add_woman(world, "Siti", phone="shared")
    await add_worker(world, "Rina")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya mau tanya
        Bot: ... [Selesai]
        (jam +11 menit)
        Siti: siapa ini
        Bot: Maaf, saya belum mengerti. Ini yang bisa saya bantu. / Ada yang bisa saya bantu, Bu? [...]
    """)
    assert await list_words(world, "Siti") == ["bu saya mau tanya"]


async def test_on_a_shared_phone_nobody_answers_by_simply_writing(play: Play, world: World) -> None:
    await _begun(world, phone="shared")
    await play("""
        (jam +1 detik)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: kabar apa
        Bot: Maaf, saya belum mengerti. ... [...]
        Siti: kabar
        Bot: Kabar 1 dari 1: / Rina, Dinas Sosial Kaltim: / Bu, KK-nya sudah ada? [Balas] [...]
        Siti: balas
        Bot: Yang membaca: Rina, Dinas Sosial Kaltim. / Tulis saja di sini. ... [Selesai]
        Siti: sudah bu
        Bot → Rina: Siti (<kode>), belum dipastikan: / sudah bu [Buka pesan]
    """)
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair", "sudah bu"]


async def test_hapus_jejak_leaves_only_the_harmless_outside(play: Play, world: World) -> None:
    await add_woman(world, "Siti", phone="shared")
    await add_worker(world, "Rina")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya mau tanya
        Bot: ... [Selesai]
        Siti: hapus jejak
        Bot: ... Ada yang bisa saya bantu, Bu? [...]
        Siti: bu?
        Bot: ... [...]
    """)
    assert await list_words(world, "Siti") == ["bu saya mau tanya"]
    assert await list_matters(world) == ["Siti dengan Rina: 1 pesan, menunggu"]


async def test_what_opens_her_phone_goes_to_nobody_without_her_yes(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await add_worker(world, "Rina")
    await play(LOCKS)
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya mau tanya
        Bot: Pesan Ibu sudah sampai ke petugas. ... [Selesai]
        Siti: mawar
        Bot: Ini untuk Rina? [Kirim] [Bukan]
        Siti: bukan
        Bot: Baik, Bu. Tidak saya kirim. / ... [...]
        Siti: petugas
        Bot: ... Tulis saja, atau pilih. [...]
        Siti: Mawar
        Bot: Ini untuk Rina? [Kirim] [Bukan]
        Siti: kirim
        Bot: ... [Selesai]
        Siti: 271390
        Bot: Ini untuk Rina? [Kirim] [Bukan]
        Siti: bukan
        Bot: Baik, Bu. Tidak saya kirim. / ... [...]
    """)
    assert await list_words(world, "Siti") == ["bu saya mau tanya", "Mawar"]


async def test_on_a_shared_phone_tutup_shuts_the_chat_and_is_no_message(play: Play, world: World) -> None:
    await add_woman(world, "Siti", phone="shared")
    await add_worker(world, "Rina")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya mau tanya
        Bot: Pesan Ibu sudah sampai ke petugas. ... [Selesai]
        Siti: Tutup
        Bot: ... [Pelatihan umum] [...]
    """)
    assert await list_words(world, "Siti") == ["bu saya mau tanya"]


async def test_on_her_own_phone_tutup_is_a_word_like_any(play: Play, world: World) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        Siti: tutup
        Bot: Terkirim ke Rina. / {LINE}
        Bot → Rina: ... [...]
    """)
    assert await list_words(world, "Siti") == ["bu bantuan saya belum cair", "tutup"]


async def test_who_is_just_being_answered_reads_nothing_of_others_before_her(
    play: Play, world: World
) -> None:
    await add_woman(world, "Wati")
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await write(world, "Wati", "bu, saya dulu ya")
    await write(world, "Siti", "bu bantuan saya belum cair")
    await answer(world, "Bu, KK-nya sudah ada?")
    await play(f"""{ANSWERED}
        Siti: sudah bu
        Bot: Terkirim ke Rina. / {LINE}
        Bot → Rina: ... [...]
    """)


@pytest.mark.parametrize("way", [Way.WHATSAPP], indirect=True)  # where a window closes
async def test_what_came_after_a_day_of_silence_is_there_when_she_writes(play: Play, world: World) -> None:
    await add_woman(world, "Siti")
    await add_worker(world, "Rina")
    await play("""
        Siti: petugas
        Bot: ... [...]
        Siti: bu saya mau tanya
        Bot: Pesan Ibu sudah sampai ke petugas. ... [Selesai]
        (jam +25 jam)
        Bot → Rina: ... [...]
    """)
    await answer(world, "Bu, kelas mulai Senin.")
    await play("""
        Siti: bu?
        Bot: Terkirim ke Rina.
        (jam +1 detik)
        Bot → Siti: Rina, Dinas Sosial Kaltim: / Bu, kelas mulai Senin. [Balas]
    """)


async def _asks(world: World, name: str, text: str) -> None:
    """Something else of ours asks her, as a class does."""

    async def job(unit: Unit) -> None:
        siti = (await world.actor(unit, name)).person_id
        button = PushButton(label=Text("Bisa"), talk=MENU)
        told = Told(
            person_id=siti,
            text=Text(text),
            kind=MessageClass.RECEIPT.value,
            buttons=(button,),
            matter="elsewhere:1",
        )
        queued = await world.app.teller.queue(unit, [told])
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))

    await world.run(job)
    await world.rest()


async def test_where_something_else_has_asked_meanwhile_she_says_for_whom_it_is(
    play: Play, world: World
) -> None:
    await _begun(world)
    await play(f"""{ANSWERED}
        Siti: sudah bu
        Bot: Terkirim ke Rina. / {LINE}
        Bot → Rina: ... [...]
        (jam +1 detik)
    """)
    await _asks(world, "Siti", "Kelas besok. Bisa datang?")
    await play(f"""
        (jam +1 detik)
        Bot → Siti: Kelas besok. Bisa datang? [Bisa]
        Siti: bisa bu
        Bot: Ini untuk Rina? [Kirim] [Bukan]
        Siti: kirim
        Bot: {LINE}
        Siti: terima kasih
    """)
    assert await list_words(world, "Siti") == [
        "bu bantuan saya belum cair",
        "sudah bu",
        "bisa bu",
        "terima kasih",
    ]
