"""Her answer: a no is one word, also among others; a yes is plain and the narrow one; nothing is said on a shared phone."""

import pytest

from tests.handlers.contact.referring import BUTTONS, OF_OFFICE, REFERS, SHE_READS, people_of
from tests.play import Play
from tests.world import Way, World

NOTHING = "Baik, Bu. Tidak ada yang disampaikan. Rina tetap membantu Ibu."


async def test_not_the_village_office_is_a_no_and_reaches_her_worker_if_she_wants(
    play: Play, world: World
) -> None:
    await people_of(world)
    await play(f"""{REFERS}{SHE_READS}
        Siti: jangan perangkat desa
        Bot: {NOTHING} / Kata Ibu: “jangan perangkat desa” / Mau saya sampaikan ke Rina? [Sampaikan] [Tidak usah]
        Siti: sampaikan
        Bot: Sudah saya sampaikan ke Rina.
        Rina: urusan ditawarkan
        Bot: ... / <kode>: pengirim bilang jangan ke Dinas Sosial Kota Batu, Selasa, 3 Februari 2026.
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... / jangan perangkat desa / ... [...]
    """)


async def test_what_she_says_beside_a_no_stays_hers_otherwise(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{REFERS}{SHE_READS}
        Siti: boleh, asal bukan pak lurah
        Bot: {NOTHING} / Kata Ibu: “boleh, asal bukan pak lurah” / ... [Sampaikan] [Tidak usah]
        Siti: tidak usah
        Bot: Baik, Bu, tidak saya sampaikan.
    """)
    assert not [line for line in world.audit if line == "Siti write matter Siti her"][1:]


async def test_a_plain_word_is_the_narrow_yes_and_she_may_take_it_back(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{REFERS}{SHE_READS}
        Siti: boleh
        Bot: Terima kasih, Bu. Hanya itu yang disampaikan ke Dinas Sosial Kota Batu. / ...
        Siti: jangan disampaikan
        Bot: {NOTHING}
        Dewi: urusan ditawarkan
        Bot: Tidak ada urusan yang ditawarkan.
        Siti: jangan disampaikan
        Bot: Tidak ada yang menunggu jawaban Ibu.
    """)


async def test_nothing_vague_is_a_yes_and_she_may_take_her_time(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{REFERS}{SHE_READS}
        Siti: menu
        Bot: ... [...]
        Siti: ya
        Bot: Maaf, saya belum mengerti. ... [...]
        Siti: boleh
        Bot: {OF_OFFICE} {BUTTONS}
        Siti: terserah
        Bot: Ketik BOLEH atau JANGAN, ya. Nanti juga boleh. / {OF_OFFICE} {BUTTONS}
        Siti: menu
        Bot: ... [...]
        Siti: jangan
        Bot: {NOTHING}
    """)


async def test_on_a_shared_phone_nothing_is_said_until_she_looks(play: Play, world: World) -> None:
    await people_of(world, phone="shared")
    await play(f"""{REFERS}
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: kabar
        Bot: Kabar 1 dari 1: / {OF_OFFICE} [Boleh, ini saja] [Boleh, semua pesan] [Jangan] [Sudah saya baca]
        Siti: jangan perangkat desa
        Bot: {NOTHING} / Kata Ibu: “jangan perangkat desa” / ... [...]
        Siti: tidak usah
        Bot: ...
    """)


async def test_who_thinks_again_too_late_hears_that_it_is_there(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""{REFERS}{SHE_READS}
        Siti: [Boleh, ini saja]
        Bot: ...
        Siti: surat rujukan
        Bot: Ibu sudah bilang boleh. Dinas Sosial Kota Batu belum menerima. [Biarkan] [Jangan jadi]
        Dewi: urusan ditawarkan
        Bot: ... [...]
        Dewi: 1
        Bot: ... [...]
        Dewi: terima
        Bot: ... [...]
        Bot → Siti: Dewi dari Dinas Sosial Kota Batu sekarang membantu Ibu. ... [...]
        Siti: [Jangan jadi]
        Bot: Itu sudah diterima Dinas Sosial Kota Batu, Bu. / Kalau ada yang ingin Ibu bilang, ketik PETUGAS.
    """)


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)  # where the whole number is typed
async def test_on_a_locked_phone_nobody_answers_for_her_and_inside_she_does(play: Play, world: World) -> None:
    await people_of(world, phone="shared")
    await play(f"""
        Siti: kunci
        Bot: ...
        Siti: mawar
        Bot: ...
        Siti: 271390
        Bot: ...
        Siti: 271390
        Bot: ...
        Siti: kunci
        Bot: ... [...]
        Siti: kunci sekarang
        Bot: ... [...]
        {REFERS.strip()}
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: jangan disampaikan
        Bot: Maaf, saya belum mengerti. ... [...]
        Siti: mawar
        Bot: ...
        Siti: 271390
        Bot: ... [...]
        Siti: kabar
        Bot: Ini untuk Siti. / Kabar 1 dari 1: / {OF_OFFICE} [Boleh, ini saja] [Boleh, semua pesan] [Jangan] [Sudah saya baca]
        Siti: boleh ini saja
        Bot: Terima kasih, Bu. Hanya itu yang disampaikan ke Dinas Sosial Kota Batu. / ...
    """)


async def test_in_the_middle_of_writing_with_her_worker_a_plain_answer_is_one(
    play: Play, world: World
) -> None:
    await people_of(world)
    await play(f"""
        Siti: petugas
        Bot: ... / Tulis saja, atau pilih. [...]
        Siti: [Tulis lagi]
        Bot: Yang membaca: Rina, ... [Selesai]
        {REFERS.strip()}{SHE_READS}
        Siti: boleh, ini saja
        Bot: Terima kasih, Bu. Hanya itu yang disampaikan ke Dinas Sosial Kota Batu. / ...
    """)


async def test_what_she_tells_her_worker_meanwhile_is_for_her_worker(play: Play, world: World) -> None:
    await people_of(world)
    await play(f"""
        Siti: petugas
        Bot: ... / Tulis saja, atau pilih. [...]
        Siti: [Tulis lagi]
        Bot: Yang membaca: Rina, ... [Selesai]
        {REFERS.strip()}{SHE_READS}
        Siti: belum punya akta bu
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... / belum punya akta bu / ... [...]
        Siti: jangan
        Bot: {NOTHING}
    """)
