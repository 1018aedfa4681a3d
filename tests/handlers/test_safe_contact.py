"""Kontak: whether, when and how openly she is written to, and what a worker may say; and that it is kept."""

from conversation.text import _
from db import contact_wishes
from domain.contact import Urgency
from domain.contact_wishes import ContactWishes, Named
from domain.roles import Role
from handlers.neutral import NEUTRAL
from tests.play import Play
from tests.world import World

HOURS = "Jam berapa yang aman? [Kapan saja] [Pagi, 08.00-11.00] [Siang, 11.00-14.00] [Sore, 14.00-16.00] [Jam lain]"
OPENLY = 'Apa yang boleh kami tulis di HP ini? [Isi kabarnya] [Hanya "ada kabar"]'
NAMED = "Kalau bukan Ibu yang mengangkat, petugas boleh bilang dari mana? [Pelatihan] [Dinas Sosial] [Jangan bilang]"
NEUTRALLY = f"""
    Siti: cara dihubungi
    Bot: Boleh kami menulis ke HP ini, Bu? [Boleh] [Jangan]
    Siti: boleh
    Bot: {HOURS}
    Siti: kapan saja
    Bot: {OPENLY}
    Siti: hanya ada kabar
    Bot: {NAMED}
    Siti: pelatihan
    Bot: Sudah saya catat, Bu. / Kami hanya menulis bahwa ada kabar, kapan saja. /
        Kalau orang lain yang angkat telepon, petugas bilang dari pelatihan.
"""
NOT_AT_ALL = f"""
    Siti: cara dihubungi
    Bot: Boleh kami menulis ke HP ini, Bu? [Boleh] [Jangan]
    Siti: jangan
    Bot: {NAMED}
    Siti: jangan bilang apa-apa
    Bot: Sudah saya catat, Bu. / Kami tidak menulis lebih dulu ke Ibu. /
        Kalau Ibu menulis, tetap saya jawab. Kabar baru ada di menu. /
        Kalau orang lain yang angkat telepon, petugas tidak bilang apa-apa.
"""
# She writes of violence, is called for, and asks for the numbers by saying that she is not safe.
BEATEN = """
    Siti: saya dipukul suami
    Bot: ... [Aman] [Tidak]
    Bot → Petugas: Ada yang menunggu di Teman Mandiri. Buka /jaga. [Saya tangani] [Lihat dulu]
    Siti: aman
    Bot: ... Apakah sekarang Ibu aman? [Aman] [Tidak aman]
    Siti: tidak aman
    Bot: ... Telepon 110 atau 129. ... [...]
"""


async def wishes_of(world: World, person_id: int) -> ContactWishes:
    return await world.run(lambda unit: contact_wishes.find(unit, person_id))


async def test_she_says_it_all_and_it_is_kept_with_a_trace(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await play(f"""
        Siti: jam aman
        Bot: Boleh kami menulis ke HP ini, Bu? [Boleh] [Jangan]
        Siti: ya
        Bot: {HOURS}
        Siti: pagi
        Bot: {OPENLY}
        Siti: isi kabarnya
        Bot: {NAMED}
        Siti: dinsos
        Bot: Sudah saya catat, Bu. / Kami boleh menulis isi kabarnya, hanya jam 08.00-11.00. /
            Kalau orang lain yang angkat telepon, petugas bilang dari Dinas Sosial.
    """)
    assert await wishes_of(world, siti) == ContactWishes(from_min=480, to_min=660, named=Named.OFFICE)
    assert "Siti write person Siti contact" in world.audit


async def test_hours_of_her_own_and_the_same_hour_twice_is_asked_again(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await play(f"""
        Siti: /kontak
        Bot: Boleh kami menulis ke HP ini, Bu? [Boleh] [Jangan]
        Siti: boleh
        Bot: {HOURS}
        Siti: jam lain
        Bot: Mulai jam berapa yang aman?
        Siti: jam 9 pagi
        Bot: Sampai jam berapa yang aman?
        Siti: jam 9 pagi
        Bot: Itu jam yang sama, Bu. Sampai jam berapa yang aman?
        Siti: jam 3 sore
        Bot: {OPENLY}
        Siti: [Isi kabarnya]
        Bot: {NAMED}
        Siti: kembali
        Bot: Baik, kita ulang pertanyaan tadi. {OPENLY}
        Siti: [Isi kabarnya]
        Bot: {NAMED}
        Siti: [Pelatihan]
        Bot: Sudah saya catat, Bu. / Kami boleh menulis isi kabarnya, hanya jam 09.00-15.00. / ...
    """)
    assert await wishes_of(world, siti) == ContactWishes(from_min=540, to_min=900)


async def test_on_a_shared_phone_nobody_asks_how_openly_for_it_is_never_open(
    play: Play, world: World
) -> None:
    siti = await world.add("Siti", phone="shared")
    await play(f"""
        Siti: data saya
        Bot: ... [...]
        Siti: [Cara dihubungi]
        Bot: Boleh kami menulis ke HP ini, Bu? [Boleh] [Jangan]
        Siti: boleh
        Bot: {HOURS}
        Siti: siang
        Bot: {NAMED}
        Siti: pelatihan
        Bot: Sudah saya catat, Bu. / Kami hanya menulis bahwa ada kabar, hanya jam 11.00-14.00. / ...
    """)
    assert await wishes_of(world, siti) == ContactWishes(from_min=660, to_min=840)


async def test_before_the_last_answer_nothing_is_written(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await play(f"""
        Siti: kontak
        Bot: Boleh kami menulis ke HP ini, Bu? [Boleh] [Jangan]
        Siti: jangan
        Bot: {NAMED}
        Siti: batal
        Bot: ...
    """)
    assert await wishes_of(world, siti) == ContactWishes()


async def test_after_jangan_nothing_is_pushed_and_what_she_asks_for_is_answered(
    play: Play, world: World
) -> None:
    siti = await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(NOT_AT_ALL)
    before = len(world.phones.screen("Siti"))
    await world.tell(siti, _("Kabar dari kantor."))
    await world.pass_time(22 * 3600)
    assert len(world.phones.screen("Siti")) == before
    await play("""
        Siti: kabar
        Bot: Kabar 1 dari 1: / Kabar dari kantor. [Sudah saya baca]
        Siti: [Sudah saya baca]
        Bot: ...
    """)
    await play(BEATEN)
    before = len(world.phones.screen("Siti"))
    await world.pass_time(3600)  # nobody answers the call, and elsewhere she would be told so
    assert len(world.phones.screen("Siti")) == before
    assert "petugas belum menjawab" not in " ".join(world.said["Siti"]).lower()


async def test_who_has_said_nothing_is_told_that_nobody_answers(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(BEATEN)
    before = len(world.phones.screen("Siti"))
    await world.pass_time(3600)
    assert len(world.phones.screen("Siti")) > before


async def test_after_hanya_ada_kabar_her_own_phone_gets_only_neutral_sentences(
    play: Play, world: World
) -> None:
    siti = await world.add("Siti")
    await play(NEUTRALLY)
    before = len(world.phones.screen("Siti"))
    for text in (_("Simpanan Ibu: Rp25.000."), _("Kabar dari kantor.")):
        await world.tell(siti, text)
    await world.pass_time(22 * 3600)
    pushed = [bubble.text for bubble in world.phones.screen("Siti")[before:]]
    assert pushed == [NEUTRAL[Urgency.WHEN_FREE].message]


async def test_she_may_change_it_any_time_and_sees_what_holds_in_her_data(play: Play, world: World) -> None:
    siti = await world.add("Siti")
    await play(NEUTRALLY)
    await play(NOT_AT_ALL)
    await play("""
        Siti: data saya
        Bot: ... [...]
        Siti: lihat data saya
        Bot: ... / Kami tidak menulis lebih dulu ke Ibu. /
            Kalau orang lain yang angkat telepon, petugas tidak bilang apa-apa. / ... [...]
    """)
    assert await wishes_of(world, siti) == ContactWishes(may_write=False, is_open=False, named=Named.NOBODY)


async def test_the_worker_who_calls_reads_what_may_be_said(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(NOT_AT_ALL)
    await play("""
        Siti: saya dipukul suami
        Bot: ... [...]
        Bot → Petugas: Ada yang menunggu di Teman Mandiri. Buka /jaga. [Saya tangani] [Lihat dulu]
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: ... [...]
        Siti: siapa saja
        Bot: Petugas boleh menghubungi Ibu lewat apa? [...]
        Siti: telepon
        Bot: ... [...]
        Siti: pagi
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: 0812 0000 0000
        Bot: Petugas hanya menelepon di jam itu. Kalau bukan Ibu yang mengangkat, petugas tidak bilang apa-apa. / ...
        Petugas: [Lihat dulu]
        Bot: ... jam 08.00-11.00. / Kalau orang lain yang angkat, jangan bilang apa-apa. / ... [...]
    """)


async def test_a_worker_is_always_written_to_and_may_lift_what_held_before(play: Play, world: World) -> None:
    person_id = await world.add("Petugas", Role.WORKER)
    await play("""
        Petugas: kontak
        Bot: Kabar tugas selalu dikirim ke akun petugas.
    """)
    await world.run(lambda unit: contact_wishes.keep(unit, person_id, ContactWishes(may_write=False)))
    await play("""
        Petugas: kontak
        Bot: Akun ini masih dibatasi: tidak ditulisi atau jam tertentu. Hapus batas itu? [Ya] [Tidak]
        Petugas: tidak
        Bot: Baik. Tidak ada yang berubah.
        Petugas: kontak
        Bot: ... [Ya] [Tidak]
        Petugas: ya
        Bot: Batas itu sudah dihapus.
    """)
    assert await wishes_of(world, person_id) == ContactWishes()
