"""Words for later: read back with day and hour, taken back until then, and never sent by who has the matter no more."""

from tests.handlers.contact.planned import DAY, HOUR, plan, said_in, step_states, to, wati_writes
from tests.play import Play
from tests.world import World

HERS = "her: bu saya mau tanya soal surat"


async def test_they_go_out_at_their_moment_in_the_name_of_who_wrote_them(play: Play, world: World) -> None:
    matter = await wati_writes(world)
    await play(f"""
        {to("pesan untuk nanti")}
        Bot: Tulis pesan untuk Wati ({matter.code}).
        Rina: Bu, besok bawa KK ya
        Bot: Kapan dikirim? Contoh: besok jam 9, atau Senin depan.
        Rina: hari ini
        Bot: Jam berapa? Contoh: jam 9 pagi.
        Rina: jam 9 pagi
        Bot: Jam itu sudah lewat. Kapan dikirim?
        Rina: hari ini jam 3
        Bot: Dikirim Selasa, 3 Februari 2026, jam 15.00 WITA. Kalau bukan jam aman, dikirim sesudahnya. / Untuk Wati.
            Benar? [Ya] [Tidak]
        Rina: ya
        Bot: Disimpan. Kalau urusan ini pindah atau ditutup, pesan tidak dikirim. / Lalu apa? [Pesan nanti lain]
            [Kembali ke pesan]
    """)
    await world.pass_time(3 * HOUR)
    assert await said_in(world, matter.id) == [HERS]
    await play("""
        (jam +1 jam)
        Bot → Wati: Rina, Dinas Sosial Kaltim: Bu, besok bawa KK ya [Balas]
        Bot → Rina: 1 pesan warga belum dijawab, ... [Pesan warga]
    """)
    assert await step_states(world) == ["later done"]
    await world.pass_time(DAY)
    assert await said_in(world, matter.id) == [HERS, "staff: Bu, besok bawa KK ya"]


async def test_they_answer_nothing_so_that_what_she_asked_still_waits(play: Play, world: World) -> None:
    matter = await wati_writes(world)
    await plan(world, matter, "Bu, besok bawa KK ya", days=0.01)
    await play("""
        Rina: pesan warga
        Bot: 1 belum dijawab, ... [...]
        Rina: 1
        Bot: ... bu saya mau tanya soal surat ... [...]
        (jam +1 jam)
        Bot → Wati: ... besok bawa KK ya [Balas]
        Rina: pesan warga
        Bot: 1 belum dijawab, ... [...]
    """)


async def test_until_then_they_are_taken_back(play: Play, world: World) -> None:
    matter = await wati_writes(world)
    await plan(world, matter, "Bu, besok bawa KK ya", days=1)
    await play(f"""
        {to("pesan untuk nanti")}
        Bot: Pesan yang menunggu untuk Wati ({matter.code}): [Tulis pesan nanti] [4/2 jam 11.00] [Kembali ke pesan]
        Rina: 2
        Bot: Dikirim Rabu, 4 Februari 2026, jam 11.00 WITA: / Bu, besok bawa KK ya / Tetap dikirim? [Biarkan] [Jangan kirim]
        Rina: biarkan
        Bot: Baik, tetap dikirim. / Pesan yang menunggu ... [...]
        Rina: 2
        Bot: Dikirim Rabu, ... [...]
        Rina: jangan kirim
        Bot: Tidak jadi dikirim. / Tulis pesan untuk Wati ({matter.code}).
    """)
    await world.pass_time(2 * DAY)
    assert await said_in(world, matter.id) == [HERS]
    assert await step_states(world) == ["later dropped taken_back"]
