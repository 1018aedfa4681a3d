"""Answering a woman: nothing goes to the wrong one, what was sent is named, and it may be taken back."""

from db import matters, people
from db.unit import Unit
from tests.handlers.contact.letters import add_woman, add_worker, said_in, write
from tests.handlers.contact.relayed import quotes
from tests.play import Play
from tests.world import World

OPEN = "Bot: ... [Balas] [Jawaban siap] [Lainnya]"


async def looks(world: World, *names: str) -> None:
    """These women looked at their phones a moment ago."""

    async def job(unit: Unit) -> None:
        for name in names:
            people.note_visit(unit, (await world.actor(unit, name)).account_id)

    await world.run(job)


async def two(world: World, *, phone: str = "own") -> tuple[str, str]:
    """Rina has what Wati wrote, and what Siti wrote later; their codes."""
    await add_worker(world)
    await add_woman(world, "Wati", phone=phone)
    await add_woman(world, "Siti")
    wati = await write(world, "Wati", "kapan kelasnya bu")
    world.clock.passed_ms += 60_000
    siti = await write(world, "Siti", "bantuan saya sampai mana")
    await looks(world, "Wati", "Siti")
    return wati.code, siti.code


async def test_the_oldest_is_answered_then_the_next_with_one_tap_each(play: Play, world: World) -> None:
    wati, siti = await two(world)
    await play(f"""
        Rina: pesan warga
        Bot: ... [Wati, 1 menit] [Siti, 1 menit] [Keperluan lain]
        Rina: 1
        {OPEN}
        Rina: [Balas]
        Bot: Tulis untuk Wati ({wati}). Bisa juga foto, suara, atau PDF. [Tidak jadi]
        Rina: Senin jam 9 pagi, Bu.
        Bot: Terkirim ke Wati ({wati}). Masih 1 menunggu. [Berikutnya] [Lihat urusan] [Tarik]
        Bot → Wati: Rina, Dinas Sosial Kaltim: / Senin jam 9 pagi, Bu. [Balas]
        Rina: [Berikutnya]
        Bot: Siti, Samarinda ({siti}). ... / bantuan saya sampai mana / Untuk Siti ({siti}): tulis langsung, atau pilih. [...]
        Rina: [Balas]
        Bot: Tulis untuk Siti ({siti}). ... [Tidak jadi]
        Rina: Terima kasih
        Bot: Terkirim ke Siti ({siti}). Semua sudah dijawab. [Tutup urusan] [Lihat urusan] [Tarik]
        Bot → Siti: Rina, Dinas Sosial Kaltim: / Terima kasih [Balas]
    """)


async def test_words_typed_without_being_asked_for_are_read_back_with_her_name(
    play: Play, world: World
) -> None:
    wati, _siti = await two(world)
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        {OPEN}
        Rina: Senin jam 9 pagi, Bu.
        Bot: Kirim ke Wati ({wati})? / Senin jam 9 pagi, Bu. [Kirim] [Jangan]
        Rina: jangan
        Bot: Baik, tidak dikirim. / Wati, Samarinda ({wati}). ... [...]
        Rina: Senin jam 10 pagi, Bu.
        Bot: Kirim ke Wati ({wati})? / Senin jam 10 pagi, Bu. [Kirim] [Jangan]
        Rina: ya
        Bot: Terkirim ke Wati ({wati}). ... [Berikutnya] [Lihat urusan] [Tarik]
        Bot → Wati: ... Senin jam 10 pagi, Bu. [Balas]
        Rina: bawa KTP ya
        Bot: Kirim ke Wati ({wati})? / bawa KTP ya [Kirim] [Jangan]
        Rina: kirim
        Bot: Terkirim ke Wati ({wati}). ... [...]
        Bot → Wati: ... bawa KTP ya [Balas]
    """)


async def test_when_another_woman_writes_in_between_it_is_asked_for_whom_it_is(
    play: Play, world: World
) -> None:
    wati, siti = await two(world)
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 2
        {OPEN}
        Rina: [Balas]
        Bot: Tulis untuk Siti ({siti}). ... [Tidak jadi]
        Rina: Sudah diperiksa, Bu.
        Bot: Terkirim ke Siti ({siti}). ... [...]
        Bot → Siti: ... [Balas]
        Rina: [Berikutnya]
        Bot: Wati, Samarinda ({wati}). ... [...]
        Rina: [Balas]
        Bot: Tulis untuk Wati ({wati}). ... [Tidak jadi]
        Siti: [Balas]
        Bot: ... [Selesai]
        Siti: jadi saya dapat bu?
        Bot → Rina: Siti ({siti}), belum dipastikan: / jadi saya dapat bu? [Buka pesan]
        Rina: Sudah dapat, Bu.
        Bot: Kirim ke Wati ({wati})? / Sudah dapat, Bu. [Kirim] [Jangan]
        Rina: jangan
        Bot: Baik, tidak dikirim. / Wati, Samarinda ({wati}). ... [...]
    """)
    assert await said_in(world, await matter_of(world, wati)) == ["her: kapan kelasnya bu"]


async def test_a_slip_of_the_finger_is_not_sent_unasked(play: Play, world: World) -> None:
    wati, _siti = await two(world)
    for slip in ("balas", "1", "Berikutnya"):
        await play(f"""
            Rina: pesan warga
            Bot: ... [...]
            Rina: 1
            {OPEN}
            Rina: [Balas]
            Bot: Tulis untuk Wati ({wati}). ... [Tidak jadi]
            Rina: {slip}
            Bot: Kirim ke Wati ({wati})? / {slip} [Kirim] [Jangan]
            Rina: [Jangan]
            Bot: Baik, tidak dikirim. / ... [...]
        """)
    await play(f"""
        Rina: [Balas]
        Bot: Tulis untuk Wati ({wati}). ... [Tidak jadi]
        Rina: [Tidak jadi]
        Bot: Wati, Samarinda ({wati}). ... [...]
    """)
    assert await said_in(world, await matter_of(world, wati)) == ["her: kapan kelasnya bu"]


async def test_an_answer_is_taken_back_and_what_it_answered_waits_again(play: Play, world: World) -> None:
    wati, _siti = await two(world)
    await play(f"""
        Rina: pesan warga
        Bot: 2 belum dijawab, ... [...]
        Rina: 1
        {OPEN}
        Rina: [Balas]
        Bot: ... [Tidak jadi]
        Rina: Ini untuk Siti
        Bot: Terkirim ke Wati ({wati}). Masih 1 menunggu. [...]
        Bot → Wati: ... Ini untuk Siti [Balas]
        Rina: [Tarik]
        Bot: Sudah ditarik. Kalau sudah terbaca, isinya mungkin sudah diketahui. /
            Wati, Samarinda ({wati}). Menunggu 1 menit. / ... / (ditarik lagi) / ... [...]
        Rina: lainnya
        Bot: ... [...] [Rujuk] [Topik] [Lepaskan] [Ke daftar]
    """)
    assert await said_in(world, await matter_of(world, wati)) == ["her: kapan kelasnya bu", "staff: "]


async def test_after_a_quarter_of_an_hour_nothing_is_taken_back(play: Play, world: World) -> None:
    wati, _siti = await two(world)
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        {OPEN}
        Rina: [Balas]
        Bot: ... [Tidak jadi]
        Rina: Senin, Bu.
        Bot: Terkirim ke Wati ({wati}). ... [...]
        Bot → Wati: ... [Balas]
    """)
    world.clock.passed_ms += 16 * 60_000
    await play("""
        Rina: [Tarik]
        Bot: Pesan itu sudah tidak bisa ditarik. / ... [...]
    """)


async def test_what_waits_on_a_shared_phone_is_never_called_sent(play: Play, world: World) -> None:
    wati, _siti = await two(world, phone="shared")
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        {OPEN}
        Rina: [Balas]
        Bot: ... [Tidak jadi]
        Rina: Senin jam 9 pagi, Bu.
        Bot: Belum terkirim ke Wati ({wati}). Menunggu dibuka di sana. Masih 1 menunggu. [...]
        Bot → Wati: Ada kabar ... Ketik MENU kalau sudah senggang.
        Rina: lihat urusan
        Bot: Wati, Samarinda ({wati}). Sudah dijawab. / Jawaban terakhir belum terkirim. / ... [...]
    """)


async def test_who_quotes_what_the_program_said_of_one_woman_answers_that_woman(world: World) -> None:
    wati, siti = await two(world)
    for text in ("pesan warga", "1", "pesan warga", "2"):
        world.next_message()
        await world.phones.write("Rina", text)
        await world.rest()
    await quotes(world, "Rina", f"({wati})", "Kelasnya hari Senin, Bu.")
    assert await said_in(world, await matter_of(world, wati)) == [
        "her: kapan kelasnya bu",
        "staff: Kelasnya hari Senin, Bu.",
    ]
    assert len(await said_in(world, await matter_of(world, siti))) == 1


async def matter_of(world: World, code: str) -> int:
    async def job(unit: Unit) -> int:
        found = await matters.find_by_code(unit, code)
        assert found is not None
        return found.id

    return await world.run(job)
