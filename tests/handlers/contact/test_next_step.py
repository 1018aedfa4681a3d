"""A next step with a day typed as people say it; and a woman is reminded of it only by words of their own."""

import pytest

from domain.contact import Urgency
from handlers.neutral import NEUTRAL
from tests.handlers.contact.planned import DAY, HOUR, said_in, step_states, to, wati_writes
from tests.play import Play
from tests.world import Way, World


async def test_a_step_on_a_day_becomes_a_task_and_she_is_reminded_the_afternoon_before(
    play: Play, world: World
) -> None:
    matter = await wati_writes(world)
    await play(f"""
        {to("langkah berikutnya")}
        Bot: Apa langkah berikutnya untuk Wati ({matter.code})?
        Rina: telepon soal surat kenari
        Bot: Kapan? Contoh: Selasa depan, atau 3 hari lagi.
        Rina: Selasa depan
        Bot: Maksudnya Selasa, 10 Februari 2026? [Ya] [Tidak]
        Rina: ya
        Bot: Siapa yang diingatkan? [Saya saja] [Pengirim juga]
        Rina: pengirim juga
        Bot: Tulis kalimat untuk pengirim. Dikirim Senin, 9 Februari 2026, jam 16.00 WITA.
        Rina: Besok Rina telepon, Bu. Siapkan suratnya, ya.
        Bot: Selasa, 10 Februari 2026: telepon soal surat kenari. Benar? [Ya] [Tidak]
        Rina: ya
        Bot: Sudah dicatat di tugas saya. / Wati diingatkan Senin, 9 Februari 2026, jam 16.00 WITA, kalau itu jam amannya.
            / Lalu apa? [Kembali ke pesan] [Tugas saya]
        Rina: tugas saya
        Bot: 1 tugas. Hari ini tidak ada. [10/2: Wati] [Selesai]
    """)
    await world.pass_time(6 * DAY + 4 * HOUR)
    assert await said_in(world, matter.id) == ["her: bu saya mau tanya soal surat"]
    await world.pass_time(2 * HOUR)
    assert await said_in(world, matter.id) == [
        "her: bu saya mau tanya soal surat",
        "staff: Besok Rina telepon, Bu. Siapkan suratnya, ya.",
    ]
    shown = [bubble.text for bubble in world.phones.screen("Wati")]
    # WhatsApp takes nothing 24 hours after her last message; then it waits under "kabar".
    if world.way is not Way.WHATSAPP:
        assert shown[-1] == "Rina, Dinas Sosial Kaltim:\nBesok Rina telepon, Bu. Siapkan suratnya, ya."
    assert "kenari" not in "\n".join(shown)
    assert await step_states(world) == ["step waiting", "later done"]


async def test_on_a_phone_that_others_read_she_hears_a_neutral_sentence(play: Play, world: World) -> None:
    matter = await wati_writes(world, phone="shared")
    await play(f"""
        {to("langkah")}
        Bot: Apa langkah berikutnya untuk Wati ({matter.code})?
        Rina: kunjungan
        Bot: Kapan? ...
        Rina: 3 hari lagi
        Bot: Siapa yang diingatkan? [...]
        Rina: pengirim juga
        Bot: Tulis kalimat untuk pengirim. Dikirim Kamis, 5 Februari 2026, jam 16.00 WITA.
        Rina: Besok saya ke rumah Ibu
        Bot: Jumat, 6 Februari 2026: kunjungan. Benar? [...]
        Rina: ya
        Bot: Sudah dicatat di tugas saya. ... [...]
    """)
    await world.pass_time(3 * DAY)
    said = [] if world.way is Way.WHATSAPP else [NEUTRAL[Urgency.WHEN_FREE].message]
    assert [bubble.text for bubble in world.phones.screen("Wati")] == said
    assert await step_states(world) == ["step waiting", "later done"]


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("minggu depan", "Kira-kira tanggal berapa? Contoh jawaban: Selasa, 10 Februari 2026. / Kapan? ..."),
        ("3 Februari 2028", "Itu terlalu jauh. Paling lama 366 hari lagi."),
        ("kemarin", "Kira-kira tanggal berapa? ... / Kapan? ..."),
    ],
)
async def test_a_day_that_is_none_or_too_far_away_is_asked_for_again(
    play: Play, world: World, typed: str, reply: str
) -> None:
    await wati_writes(world)
    await play(f"""
        {to("langkah")}
        Bot: Apa langkah berikutnya ...
        Rina: kunjungan
        Bot: Kapan? ...
        Rina: {typed}
        Bot: {reply}
        Rina: hari ini
        Bot: Selasa, 3 Februari 2026: kunjungan. Benar? [Ya] [Tidak]
        Rina: tidak
        Bot: Baik, tidak dicatat. / ... [...]
    """)
    assert await step_states(world) == []
