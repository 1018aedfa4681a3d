"""Kata aman: chosen once, told honestly what it can do here, and never kept or shown as it was typed."""

import pytest

from tests.play import Play
from tests.world import Way, World

CAN = "Pesan yang lebih dari 2 hari tidak bisa saya hapus. Itu Ibu hapus sendiri."
CANNOT = (
    "Di sini saya tidak bisa menghapus pesan. Saya hanya menutup obrolan. /"
    " Pesannya Ibu hapus sendiri: tekan nama di atas, lalu Bersihkan chat."
)


def told(world: World) -> str:
    return CANNOT if world.way is Way.WHATSAPP else CAN


def beginning(world: World) -> str:
    return f"""
        Siti: kata aman
        Bot: Kata aman membersihkan chat ini kapan saja. Catatan Ibu tetap ada. / {told(world)} /
            Pilih satu kata yang mudah diingat. Kata apa, Bu?
    """


async def test_she_chooses_a_word_and_it_works(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(
        beginning(world)
        + """
        Siti: kue lapis
        Bot: Sudah, Bu. Ketik kata itu saja kalau perlu. HAPUS JEJAK juga selalu bisa.
        Siti: KUE LAPIS
        Bot: ... [Pelatihan umum] [...]
    """
    )


@pytest.mark.parametrize(
    "word, said",
    [
        ("mangga", "Kata itu dipakai untuk hal lain, Bu. Coba kata yang jarang Ibu ketik."),
        ("kue", "Kata itu terlalu pendek, Bu. Paling sedikit 4 huruf."),
        ("aku pulang ke rumah ibuku", "Kata itu terlalu panjang, Bu. Satu atau dua kata saja."),
    ],
)
async def test_a_word_that_means_something_here_is_not_taken(
    play: Play, world: World, word: str, said: str
) -> None:
    await world.add("Siti", phone="shared")
    await play(
        beginning(world)
        + f"""
        Siti: {word}
        Bot: {said} / ...
    """
    )


async def test_she_may_change_it_keep_it_or_give_it_up(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared")
    await play(
        beginning(world)
        + f"""
        Siti: kue lapis
        Bot: Sudah, Bu. ...
        Siti: kata aman
        Bot: Ibu sudah punya kata aman. Mau diganti? [Ganti kata] [Jangan pakai lagi] [Sudah cukup]
        Siti: [Sudah cukup]
        Bot: Baik, Bu. Kata aman Ibu tetap.
        Siti: kata aman
        Bot: ... [...]
        Siti: [Ganti kata]
        Bot: Kata aman membersihkan ... {told(world)} / ...
        Siti: hujan gerimis
        Bot: Sudah, Bu. ...
        Siti: kata aman
        Bot: ... [...]
        Siti: [Jangan pakai lagi]
        Bot: Baik, Bu. Kata itu tidak dipakai lagi.
        Siti: hujan gerimis
        Bot: Maaf, saya belum mengerti. ... [...]
    """
    )
