"""She writes of danger, anywhere: believed, asked whether she is alone, never answered with a menu or an error."""

import pytest

from db import people
from db.unit import Unit
from domain.roles import Role
from tests.handlers.test_profile import LOCKS, OUTSIDE
from tests.play import Play
from tests.world import World

FIRST = "Aman membaca ini sendirian sekarang? [Aman] [Tidak]"
DUTY = (
    "Kalau Ibu bercerita tentang kekerasan seksual, petugas bisa wajib melapor ke polisi."
    " Petugas akan jelaskan dulu."
)
NUMBERS = "Kalau sekarang bahaya: telepon 110 atau 129. WhatsApp 08111-129-129."
RING = "Bot → Petugas: Ada yang menunggu di Teman Mandiri. Buka /jaga. [Saya tangani] [Lihat dulu]"
NOT_ALONE = "Baik, Bu. Kita lanjut hal lain. Ketik PETUGAS kapan saja kalau perlu."


async def test_who_is_beaten_is_believed_and_somebody_is_called(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: Saya percaya Ibu. Ini bukan salah Ibu. Ibu tidak sendirian. / Ibu tidak perlu cerita di sini. / {DUTY} /
            Apakah sekarang Ibu aman? [Aman] [Tidak aman]
        Siti: tidak aman
        Bot: Kalau bisa, pergi ke tempat yang ada orang. Telepon 110 atau 129. Bisa juga WhatsApp 08111-129-129. /
            Petugas jaga sudah saya kabari. /
            Siapa yang boleh menghubungi Ibu? [Petugas perempuan] [Petugas siapa saja] [Jangan hubungi]
        Siti: perempuan
        Bot: Petugas boleh menghubungi Ibu lewat apa? [...]
        Siti: telepon
        Bot: Jam berapa yang aman untuk ditelepon? [...]
        Siti: siang
        Bot: Nomor HP mana yang aman ditelepon? [Tidak sekarang]
        Siti: 0812 0000 0000
        Bot: Petugas hanya menelepon di jam itu. Kalau bukan Ibu yang mengangkat, petugas bilang dari pelatihan. / Ibu boleh hapus pesan ini. Bisa juga ketik: bersihkan chat. /
            Nomor tadi: 110, 129, atau 119 lalu tekan 8.
    """)
    assert world.requests == []
    assert world.talks == []


async def test_in_the_middle_of_screening_her_words_are_no_answer_and_the_question_waits(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: ... [...]
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: [Tidak]
        Bot: {NOT_ALONE} / Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti. / ... [...]
    """)
    assert world.talks == ["Siti skrining open"]


async def test_after_the_door_she_may_go_on_where_she_was(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: panggilan
        Bot: Mau dipanggil apa? [...]
        Siti: ibu
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: Saya percaya Ibu. ... [Aman] [Tidak aman]
        Siti: aman
        Bot: Petugas jaga sudah saya kabari. / {NUMBERS} / Siapa yang boleh menghubungi Ibu? [...]
        Siti: jangan hubungi
        Bot: Baik, Bu. Petugas tidak menghubungi Ibu. Ibu boleh datang atau ketik PETUGAS. /
            Ibu boleh hapus pesan ini. Bisa juga ketik: bersihkan chat. /
            Yang tadi saya simpan. Ketik LANJUT untuk meneruskan.
        Siti: lanjut
        Bot: Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti. / Nama panggilannya siapa? [Lewati]
        Siti: Siti
        Bot: Baik, sudah saya ingat.
    """)

    async def name(unit: Unit) -> str:
        actor = await world.actor(unit, "Siti")
        return (await people.get_person(unit, actor.person_id)).name

    assert await world.run(name) == "Siti"


async def test_a_wish_to_die_has_words_of_its_own(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya mau bunuh diri saja
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: Terima kasih sudah bilang, Bu. Ibu penting. Tolong jangan sendirian dulu. /
            Telepon 119, lalu tekan 8. Kadang harus menunggu. Bisa juga hubungi keluarga yang Ibu percaya. /
            Apakah sekarang Ibu aman? [Aman] [Tidak aman]
        Siti: aman
        Bot: Petugas jaga sudah saya kabari. / {NUMBERS} / Siapa yang boleh menghubungi Ibu? [...]
        Siti: jangan hubungi
        Bot: Baik, Bu. Petugas tidak menghubungi Ibu. Ibu boleh datang atau ketik PETUGAS. /
            Ibu boleh hapus pesan ini. Bisa juga ketik: bersihkan chat. /
            Nomor tadi: 110, 129, atau 119 lalu tekan 8.
    """)


async def test_what_is_unclear_is_asked_and_nobody_is_called_without_her_yes(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: bu saya takut pulang
        Bot: {FIRST}
        Siti: aman
        Bot: Terima kasih sudah bilang, Bu. Mungkin saya salah mengerti. /
            Kadang di rumah ada yang membuat kita takut atau sakit. Itu bukan salah Ibu. / {NUMBERS} / {DUTY} /
            Apakah Ibu ingin bicara dengan petugas perempuan tentang ini? [Ya] [Tidak sekarang]
        Siti: tidak sekarang
        Bot: Baik, Bu. Kapan saja boleh ketik PETUGAS.
    """)
    assert world.pushes == []


async def test_who_wants_nobody_now_goes_on_where_she_was_without_a_word_to_remember(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: panggilan
        Bot: Mau dipanggil apa? [...]
        Siti: ibu
        Bot: Nama panggilannya siapa? [Lewati]
        Siti: bu saya takut pulang
        Bot: {FIRST}
        Siti: aman
        Bot: ... Apakah Ibu ingin bicara dengan petugas perempuan tentang ini? [Ya] [Tidak sekarang]
        Siti: tidak
        Bot: Baik, Bu. Kapan saja boleh ketik PETUGAS. / Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti. /
            Nama panggilannya siapa? [Lewati]
        Siti: Siti
        Bot: Baik, sudah saya ingat.
    """)
    assert world.pushes == []
    assert world.talks == []


async def test_with_her_yes_somebody_is_called(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER, woman=False)
    await play(f"""
        Siti: bu saya takut pulang
        Bot: {FIRST}
        Siti: aman
        Bot: ... Apakah Ibu ingin bicara dengan petugas tentang ini? [...]
        Siti: ya
        Bot: Terima kasih sudah percaya, Bu. Tidak perlu cerita di sini. Petugas akan menghubungi Ibu. /
            Petugas jaga sudah saya kabari. / Siapa yang boleh menghubungi Ibu? [Petugas siapa saja] [Jangan hubungi]
        {RING}
        Siti: siapa saja
        Bot: Petugas boleh menghubungi Ibu lewat apa? [...]
        Siti: chat
        Bot: Petugas hanya menghubungi Ibu sesuai pilihan itu. / Ibu boleh hapus pesan ini. Bisa juga ketik: bersihkan chat.
    """)


async def test_a_child_in_danger_and_debt_collectors_have_words_of_their_own(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Wati", area="samarinda")
    await play(f"""
        Siti: anak saya dipukul bapaknya
        Bot: {FIRST}
        Siti: aman
        Bot: Terima kasih sudah bilang, Bu. Saya percaya Ibu. Ini bukan salah Ibu, bukan salah anak. /
            Kalau bisa, bawa anak ke tempat yang ada orang. / {NUMBERS} / {DUTY} /
            Apakah sekarang Ibu dan anak aman? [Aman] [Tidak aman]
        Wati: penagih mengancam mau bunuh saya
        Bot: {FIRST}
        Wati: aman
        Bot: Terima kasih sudah bilang, Bu. Ini bukan salah Ibu. Ibu tidak sendirian. /
            Penagih tidak boleh mengancam. Kalau diancam, Ibu boleh telepon 110. / Ibu tidak perlu cerita di sini. /
            Apakah sekarang Ibu aman? [...]
    """)


async def test_what_happens_to_somebody_else_is_not_taken_for_her_own(play: Play, world: World) -> None:
    await world.add("Lilis", Role.TREASURER, area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Lilis: Euis dipukul lakinya
        Bot: {FIRST}
        Lilis: aman
        Bot: Terima kasih sudah peduli, Bu. Cerita ini tidak dicatat di mana pun. /
            Itu bukan salah yang disakiti. Siapa saja boleh melapor. / {NUMBERS} / {DUTY} /
            Apakah Ibu ingin bicara dengan petugas perempuan tentang ini? [Ya] [Tidak sekarang]
        Lilis: tidak sekarang
        Bot: Baik, Bu. Kapan saja boleh ketik PETUGAS.
    """)
    assert world.pushes == []


async def test_a_stranger_is_heard_too(play: Play, world: World) -> None:
    await play(f"""
        Wati: tolong saya dipukul suami
        Bot: {FIRST}
        Wati: aman
        Bot: Saya percaya Ibu. ... Apakah sekarang Ibu aman? [...]
        Wati: aman
        Bot: Saya tanya tempat tinggal supaya petugas di sana bisa saya kabari. / Ibu tinggal di mana? [...]
        Wati: kabupaten kupang
        Bot: {NUMBERS}
    """)
    assert world.talks == []


async def test_in_the_door_more_words_are_heard_and_never_taken_for_an_answer(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        Siti: dia bilang aman tapi tadi malam saya dipukul lagi
        Bot: Saya baca, Bu. Ibu tidak perlu cerita di sini. / {FIRST}
        Siti: saya mau bunuh diri saja
        Bot: {FIRST}
        Siti: aman
        Bot: Terima kasih sudah bilang, Bu. Ibu penting. ... [...]
    """)


async def test_at_night_she_is_told_that_nobody_is_there_and_until_when(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        (jam +10 jam)
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: Sekarang belum ada petugas jaga. Petugas ada lagi Rabu, 4 Februari 2026, jam 08.00 WITA. / ... [...]
        (jam +5 menit)
        {RING}
        Bot → Siti: Petugas belum menjawab, Bu. Petugas jaga ada lagi Rabu, 4 Februari 2026, jam 08.00 WITA.
            Kalau bahaya: telepon 110 atau 129. ...
    """)


async def test_her_safe_hours_come_before_everything_also_before_the_truth(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)

    async def only_at_noon(unit: Unit) -> None:
        people.set_safe_hours(unit, siti, 12 * 60, 13 * 60)

    await world.run(only_at_noon)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: ... [...]
        (jam +5 menit)
        {RING}
    """)
    assert "Siti help queued" in world.pushes


async def test_without_an_answer_she_is_told_after_five_and_fifteen_minutes(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: ... [...]
        Siti: jangan hubungi
        Bot: ...
        (jam +5 menit)
        {RING}
        Bot → Siti: Petugas belum menjawab, Bu. Sudah saya panggil lagi. Kalau bahaya: telepon 110 atau 129.
            Bisa juga WhatsApp 08111-129-129. Kalau terasa terlalu berat: 119, lalu tekan 8.
        Petugas: [Saya tangani]
        Bot: Panggilan ini sekarang dipegang akun ini. / Kode <kode>. Menunggu sejak ... /
            Tentang: tanda kekerasan. / Jangan hubungi. Orangnya akan datang sendiri. / Mau apa? [...]
        Bot → Siti: Petugas Dinas Sosial Kaltim sudah menerima pesan Ibu.
        (jam +60 menit)
    """)


async def test_on_a_shared_phone_the_pushes_tell_nothing(play: Play, world: World) -> None:
    await world.add("Siti", phone="shared", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: ... [...]
        (jam +5 menit)
        {RING}
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU hari ini, ya.
    """)


async def test_while_she_is_not_alone_nothing_is_pushed_to_her(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: tidak
        Bot: {NOT_ALONE}
        (jam +5 menit)
        {RING}
        Petugas: [Lihat dulu]
        Bot: ... / Jangan hubungi dulu. Belum tentu aman membaca sendirian. / Mau apa? [...]
    """)


async def test_a_moment_later_she_is_not_asked_again_whether_she_is_alone(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: ... [...]
        Siti: jangan hubungi
        Bot: ...
        Siti: sekarang saya dipukul lagi
        Bot: Saya percaya Ibu. Ini bukan salah Ibu. ... / Apakah sekarang Ibu aman? [Aman] [Tidak aman]
    """)
    assert [line for line in world.pushes if line.startswith("Petugas")] == ["Petugas help sent"]


async def test_on_a_locked_phone_she_is_heard_and_the_harmless_outside_stands_there_again(
    play: Play, world: World
) -> None:
    await world.add("Siti", phone="shared", area="samarinda")
    await play(LOCKS)
    await play(f"""
        Siti: kunci
        Bot: ... [...]
        Siti: [Kunci sekarang]
        Bot: ... [Pelatihan umum] [...]
        Siti: saya dipukul suami
        Bot: {FIRST}
        Siti: tidak
        Bot: {NOT_ALONE}
        Siti: menu
        Bot: ... [Pelatihan umum] [...]
    """)


# What would tell of a lock, or of who is behind it.
TELLING = ("siti", "kunci", "pin", "rahasia", "pembuka", "simpan", "lanjut")


async def _outside(play: Play, world: World) -> int:
    """Her phone, locked ten minutes ago by itself; how much was said on it until then."""
    await world.add("Siti", phone="shared", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(LOCKS)
    await play(f"""
        (jam +11 menit)
        Siti: menu
        Bot: {OUTSIDE}
    """)
    return len(world.said["Siti"])


def _tells(world: World, before: int) -> list[str]:
    said = " ".join(world.said["Siti"][before:]).casefold()
    return [word for word in TELLING if word in said]


async def test_on_a_locked_phone_the_whole_door_tells_of_no_lock_and_no_name(
    play: Play, world: World
) -> None:
    before = await _outside(play, world)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        Siti: aman
        Bot: Saya percaya Ibu. ... / Apakah sekarang Ibu aman? [Aman] [Tidak aman]
        Siti: tidak aman
        Bot: Kalau bisa, pergi ke tempat yang ada orang. ... / Ibu tinggal di mana? [Samarinda] [...]
        Siti: samarinda
        {RING}
        Bot: Petugas jaga sudah saya kabari. / Siapa yang boleh menghubungi Ibu? [...]
        Siti: jangan hubungi
        Bot: Baik, Bu. Petugas tidak menghubungi Ibu. ...
        Siti: menu
        Bot: {OUTSIDE}
        Siti: kabar
        Bot: ... {OUTSIDE}
        Siti: lanjut
        Bot: {OUTSIDE}
    """)
    assert _tells(world, before) == []
    await play("""
        (jam +6 menit)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU hari ini, ya.
        Bot → Petugas: Ada yang menunggu di Teman Mandiri. Buka /jaga. [Saya tangani] [Lihat dulu]
    """)


@pytest.mark.parametrize(
    "word, shown", [("mawar", "..."), ("syarat bantuan", "... [...]"), ("resep", "... [...]")]
)
async def test_whatever_she_was_doing_outside_the_door_opens_and_the_outside_stays(
    play: Play, world: World, word: str, shown: str
) -> None:
    before = await _outside(play, world)
    await play(f"""
        Siti: {word}
        Bot: {shown}
        Siti: saya dipukul suami
        Bot: {FIRST}
        Siti: aman
        Bot: Saya percaya Ibu. ... / Apakah sekarang Ibu aman? [Aman] [Tidak aman]
        Siti: aman
        Bot: ... / Ibu tinggal di mana? [Samarinda] [...]
        Siti: samarinda
        {RING}
        Bot: ... Siapa yang boleh menghubungi Ibu? [...]
        Siti: jangan hubungi
        Bot: Baik, Bu. Petugas tidak menghubungi Ibu. Ibu boleh datang atau ketik PETUGAS. /
            Ibu boleh hapus pesan ini. Bisa juga ketik: bersihkan chat.
        Siti: menu
        Bot: {OUTSIDE}
    """)
    assert _tells(world, before) == []


@pytest.mark.parametrize("phone", ["own", "shared", "unknown"])
async def test_what_was_written_is_kept_nowhere(play: Play, world: World, phone: str) -> None:
    await world.add("Siti", phone=phone, area="samarinda")
    await play(f"""
        Siti: tadi malam saya dipukul suami di dapur
        Bot: {FIRST}
        Siti: aman
        Bot: ... [...]
    """)
    assert await world.run(_all_that_can_be_read) == []


async def _all_that_can_be_read(unit: Unit) -> list[str]:
    """Bodies of events, and every talk or message in which a word of hers stands, opened with her key."""
    found = [
        f"inbox {row['id']}"
        for row in await unit.fetch("SELECT id FROM inbox WHERE body IS NOT NULL AND state = 'done'")
    ]
    for talk in await unit.fetch("SELECT id, person_id, body FROM talks"):
        await unit.vault.have([f"p{talk['person_id']}"])
        opened = unit.vault.unseal(f"p{talk['person_id']}", f"talks.body#{talk['id']}", bytes(talk["body"]))
        found += ["talk"] if b"dapur" in opened else []
    for row in await unit.fetch("SELECT id, person_id, body FROM outbox"):
        await unit.vault.have([f"p{row['person_id']}"])
        opened = unit.vault.unseal(f"p{row['person_id']}", f"outbox.body#{row['id']}", bytes(row["body"]))
        found += ["outbox"] if b"dapur" in opened else []
    return found


async def test_that_all_is_well_is_no_yes_to_a_call(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya takut pulang
        Bot: {FIRST}
        Siti: aman
        Bot: Terima kasih sudah bilang, Bu. Mungkin saya salah mengerti. ... [Ya] [Tidak sekarang]
        Siti: aman
        Bot: Baik, Bu. Kapan saja boleh ketik PETUGAS.
    """)


async def test_the_numbers_are_not_said_twice_where_a_child_is_in_danger(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: anak saya ditampar bapaknya sampai berdarah
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: ... / {NUMBERS} / ... Apakah sekarang Ibu dan anak aman? [...]
        Siti: aman
        Bot: Petugas jaga sudah saya kabari. / Siapa yang boleh menghubungi Ibu? [...]
    """)


async def test_without_a_number_no_call_is_promised(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
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
        Siti: tidak sekarang
        Bot: Tanpa nomor, petugas hanya menulis di chat ini. / Ibu boleh hapus pesan ini. ...
        Petugas: [Lihat dulu]
        Bot: ... Boleh ditelepon, jam 08.00-11.00. / Kalau orang lain yang angkat, bilang dari pelatihan. / Nomornya terlihat sesudah Saya tangani. / ... [...]
        Petugas: [Saya tangani]
        Bot: ... Nomornya tidak diberi. Tulis lewat chat saja. / ... [...]
        Bot → Siti: Petugas Dinas Sosial Kaltim sudah menerima pesan Ibu.
    """)


async def test_the_second_time_nobody_has_answered_she_hears_it_in_other_words(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: ... [...]
        Siti: aman
        Bot: ... [...]
        Siti: jangan hubungi
        Bot: ...
        (jam +5 menit)
        {RING}
        Bot → Siti: Petugas belum menjawab, Bu. Sudah saya panggil lagi. ...
        (jam +10 menit)
        {RING}
        Bot → Siti: Maaf, Bu, petugas masih belum menjawab. Kalau bahaya, jangan menunggu: telepon 110 atau 129. ...
    """)


@pytest.mark.parametrize("way", ["steady", "telegram"], indirect=True)
async def test_a_question_of_the_door_asked_again_goes_and_what_it_told_stays(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play(f"""
        Siti: saya dipukul suami
        Bot: {FIRST}
        {RING}
        Siti: aman
        Bot: ... [Aman] [Tidak aman]
        Siti: hmm
        Bot: Maaf, saya belum mengerti. / ... Apakah sekarang Ibu aman? [Aman] [Tidak aman]
        Siti: itu bu
        Bot: Maaf, ... [...]
    """)
    first, told, last = world.phones.screen("Siti")
    assert first.text == "Sudah dijawab."
    assert (told.text.startswith("Saya percaya Ibu."), told.buttons) == (True, ())
    assert last.buttons
