"""What hand-over and referral have in common: too long is said, and what was to be done may be left."""

from tests.handlers.contact.referring import REFERS, SHE_READS, TO_MORE, people_of
from tests.play import Play
from tests.world import World


async def test_what_does_not_fit_one_screen_is_asked_for_shorter(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{TO_MORE}
        Rina: rujuk
        Bot: ... [...]
        Rina: LK3 Contoh
        Bot: Sebabnya, satu kalimat pendek. Ini dibacakan ke Siti.
        Rina: {"sebab " * 20}
        Bot: Itu terlalu panjang. Paling banyak 70 huruf. / ...
        Rina: dekat
        Bot: Apa yang perlu diketahui LK3 Contoh? ...
        Rina: {"kata " * 40}
        Bot: Itu terlalu panjang. Paling banyak 110 huruf. / ...
    """)


async def test_a_question_that_waits_is_shown_and_may_be_taken_back(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{REFERS}{SHE_READS}{TO_MORE}
        Rina: rujuk
        Bot: Siti (...) belum menjawab soal Dinas Sosial Kota Batu. [Tunggu saja] [Tarik lagi]
        Rina: tarik lagi
        Bot: Sudah ditarik. Urusan tetap di akun ini. / Lalu apa? [Ke daftar] [Lihat urusan]
        Siti: [Boleh, ini saja]
        Bot: Maaf, tombol ini sudah tidak berlaku. / ... [...]
    """)
