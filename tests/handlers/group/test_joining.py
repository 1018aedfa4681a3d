"""Gabung: with the meeting's code and her own yes to the book; then she waits for two officers."""

from tests.handlers.group_people import CONSENT, PUSHED, book, code_of, write_in
from tests.handlers.office_people import chair_and_treasurer
from tests.play import Play
from tests.world import World


async def test_a_member_without_a_phone_is_linked_when_two_officers_have_confirmed(
    play: Play, world: World
) -> None:
    await chair_and_treasurer(world)
    await write_in(world, "Siti Aminah", "Yuyun")
    await world.add("Siti")
    code = await code_of(world, "Lilis")
    await play(f"""
        Siti: gabung
        Bot: Apa kode rapatnya? Tanyakan ke pengurus kelompok.
        Siti: {code.lower()[:3]} {code.lower()[3:]}
        Bot: {CONSENT}
        Siti: boleh
        Bot: Nama Ibu yang mana? [Siti Aminah] [Yuyun] [Nama saya belum ada]
        Siti: siti aminah
        Bot: Siti Aminah, kelompok Mentari. Benar? [Ya] [Tidak]
        Siti: ya
        Bot: Terima kasih, Bu. Dua pengurus akan memeriksa. Nanti saya kabari.
        Bot → Cucu: Siti Aminah {PUSHED}
        Bot → Lilis: Siti Aminah {PUSHED}
        Lilis: [Lihat]
        Bot: Siti Aminah mau pakai HP. Sampai sekarang tanpa HP. / Orangnya benar? [Benar, terima] [Belum bisa] [Nanti]
        Lilis: [Benar, terima]
        Bot: Sudah dicatat. Perlu satu pengurus lain lagi.
        Lilis: terima anggota
        Bot: ... / Sudah dibenarkan oleh Lilis. / Tinggal menunggu satu pengurus lain.
        Cucu: [Lihat]
        Bot: ... / Sudah dibenarkan oleh Lilis. / Orangnya benar? [Benar, terima] [Belum bisa] [Nanti]
        Cucu: [Benar, terima]
        Bot: Siti Aminah sudah masuk buku kelompok.
        Bot → Siti: Ibu sudah masuk buku kelompok Mentari. Ketik KELOMPOK untuk melihat.
        Siti: gabung
        Bot: Apa kode rapatnya? ...
        Siti: {code}
        Bot: Ibu sudah tercatat di kelompok Mentari. Ketik KELOMPOK untuk melihat.
    """)
    found = {each.name: each for each in await book(world)}
    assert found["Siti Aminah"].has_phone
    assert not found["Yuyun"].has_phone
    assert len(found) == 4
    assert "Siti savings yes typed" in world.consents
    assert "Cucu grant role Siti joined member" in world.audit


async def test_a_new_name_is_written_by_herself_and_a_no_to_the_book_writes_nothing(
    play: Play, world: World
) -> None:
    await chair_and_treasurer(world)
    code = await code_of(world, "Lilis")
    await world.add("Euis")
    await play(f"""
        Euis: gabung
        Bot: ...
        Euis: 1234
        Bot: Kode ini tidak bisa dipakai. Minta kode baru ke pengurus kelompok.
        Euis: gabung kelompok
        Bot: ...
        Euis: {code}
        Bot: {CONSENT}
        Euis: tidak
        Bot: Baik, Bu. Tidak ada yang dicatat. Uang Ibu di kelompok tidak berubah.
        Euis: gabung
        Bot: ...
        Euis: {code}
        Bot: {CONSENT}
        Euis: boleh
        Bot: Siapa nama Ibu di kelompok?
        Euis: Euis
        Bot: Euis, kelompok Mentari. Benar? [Ya] [Tidak]
        Euis: ya
        Bot: Terima kasih, Bu. ...
        Bot → Cucu: Euis {PUSHED}
        Bot → Lilis: Euis {PUSHED}
        Cucu: [Lihat]
        Bot: Euis mau masuk buku sebagai anggota baru. / Orangnya benar? [...]
        Cucu: [Nanti]
        Bot: Baik, tetap menunggu. ...
    """)
    assert world.consents == ["Euis savings no typed", "Euis savings yes typed"]
    assert [each.name for each in await book(world)] == ["Cucu", "Lilis"]


async def test_an_old_code_is_of_no_use(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    code = await code_of(world, "Lilis")
    await world.add("Euis")
    await world.pass_time(6 * 3600 + 1)
    await play(f"""
        Euis: gabung
        Bot: ...
        Euis: {code}
        Bot: Kode ini tidak bisa dipakai. Minta kode baru ke pengurus kelompok.
    """)
