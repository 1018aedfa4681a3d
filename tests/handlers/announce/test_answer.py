"""What she answers to an announcement: by its button or in words, once or anew, on her own phone or on one of several."""

import pytest

from db.unit import Unit
from domain.announcements import NewsKind
from domain.refusals import Changed
from handlers.announce.answer import Question, find_question, keep_answer
from tests.announced import announce, answers
from tests.handlers.test_profile import LOCKS, OUTSIDE, goes_in
from tests.play import Play
from tests.world import Way, World

ASKS = "Sabtu jam 9 kumpul di balai. Ibu bisa datang?"
CHOICES = ("Bisa", "Tidak bisa", "Belum tahu")
OFFICE = "Dinas Sosial Kaltim"
COMES = f"""
    (jam +1 menit)
    Bot → Siti: Kabar dari {OFFICE}: / {ASKS} / Jawaban Ibu dibaca {OFFICE}. /
        Tidak mau kabar seperti ini? Ketik PILIH KABAR. [Bisa] [Tidak bisa] [Belum tahu]
"""
ENDS = f"Yang membaca: {OFFICE}. / Kalau berubah, ketik jawaban yang baru."
YES = f"Terima kasih, Bu. Jawaban Ibu: Bisa. / {ENDS}"
NO = f"Terima kasih, Bu. Jawaban Ibu: Tidak bisa. / {ENDS}"


async def asked(world: World, play: Play, phone: str = "own") -> tuple[int, str]:
    """Siti has it on her phone."""
    siti = await world.add("Siti", phone=phone, area="samarinda")
    code = await announce(world, [siti], text=ASKS, choices=CHOICES)
    if phone == "own":
        await play(COMES)
    return siti, code


async def test_a_tap_is_counted_once_and_takes_the_buttons_away(play: Play, world: World) -> None:
    siti, code = await asked(world, play)
    edited = world.way is not Way.WHATSAPP
    await play(f"""
        Siti: [Bisa]
        Bot: {YES}
    """)
    assert await answers(world, code) == {siti: 1}
    shown = [bubble for bubble in world.phones.screen("Siti") if ASKS in bubble.text]
    assert [bool(bubble.buttons) for bubble in shown] == [not edited]
    assert shown[0].text.endswith("✔ Bisa") is edited


async def test_the_same_tap_again_says_the_same_and_changes_nothing(play: Play, world: World) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: [Bisa]
        Bot: {YES}
        Siti: [Bisa] lagi
        Bot: {YES}
    """)
    assert await answers(world, code) == {siti: 1}


@pytest.mark.parametrize("typed", ["insyaallah", "insyaallah bisa bu"])
async def test_insyaallah_is_asked_about_and_no_answer_by_itself(
    play: Play, world: World, typed: str
) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: {typed}
        Bot: Ibu menjawab kabar dari {OFFICE}? [Bisa] [Tidak bisa] [Belum tahu] [Bukan itu]
    """)
    assert await answers(world, code) == {}
    await play(f"""
        Siti: bisa
        Bot: {YES}
    """)
    assert await answers(world, code) == {siti: 1}


async def test_she_thinks_again_and_types_the_other_answer(play: Play, world: World) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: [Bisa]
        Bot: {YES}
        Siti: tidak bisa
        Bot: {NO}
    """)
    assert await answers(world, code) == {siti: 2}
    if world.way is not Way.WHATSAPP:
        assert any(bubble.text.endswith("✔ Tidak bisa") for bubble in world.phones.screen("Siti"))


async def test_yes_where_the_button_says_no_more_than_that_changes_a_no(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    code = await announce(world, [siti], text="Besok kumpul. Setuju?", choices=("Ya", "Tidak"))
    await play(f"""
        (jam +1 menit)
        Bot → Siti: ... Besok kumpul. Setuju? ... [Ya] [Tidak]
        Siti: tidak bu
        Bot: Terima kasih, Bu. Jawaban Ibu: Tidak. / {ENDS}
        Siti: ya
        Bot: Terima kasih, Bu. Jawaban Ibu: Ya. / {ENDS}
    """)
    assert await answers(world, code) == {siti: 1}


@pytest.mark.parametrize("typed", ["tidak", "ga jadi", "tidak jadi bu", "suami saya tidak bisa"])
async def test_she_thinks_again_in_words_that_could_answer_anything_and_is_asked(
    play: Play, world: World, typed: str
) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: [Bisa]
        Bot: {YES}
        Siti: {typed}
        Bot: Ibu menjawab kabar dari {OFFICE}? [Bisa] [Tidak bisa] [Belum tahu] [Bukan itu]
    """)
    assert await answers(world, code) == {siti: 1}
    await play(f"""
        Siti: tidak bisa
        Bot: {NO}
    """)
    assert await answers(world, code) == {siti: 2}


async def test_yes_once_more_is_thanked_for_once_more(play: Play, world: World) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: [Bisa]
        Bot: {YES}
        Siti: iya bu
        Bot: {YES}
    """)
    assert await answers(world, code) == {siti: 1}


async def test_ga_jadi_is_asked_about_with_the_menu_open_too(play: Play, world: World) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: [Bisa]
        Bot: {YES}
        Siti: menu
        Bot: ... [...]
        Siti: ga jadi
        Bot: Ibu menjawab kabar dari {OFFICE}? [Bisa] [Tidak bisa] [Belum tahu] [Bukan itu]
        Siti: tidak bisa
        Bot: {NO}
    """)
    assert await answers(world, code) == {siti: 2}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("batal", "Tidak ada yang sedang berjalan. ..."),
        ("stop", "Mau menghentikan kabar, Bu? ... [...]"),
    ],
)
async def test_what_ends_a_talk_or_all_news_is_not_about_her_answer(
    play: Play, world: World, typed: str, said: str
) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: [Bisa]
        Bot: {YES}
        Siti: {typed}
        Bot: {said}
    """)
    assert await answers(world, code) == {siti: 1}


async def test_after_something_newer_ga_jadi_is_not_about_what_she_answered(play: Play, world: World) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: [Bisa]
        Bot: {YES}
    """)
    await announce(world, [siti], text="Besok kantor libur.", news=NewsKind.OTHER)
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Kabar dari {OFFICE}: / Besok kantor libur. / Tidak mau kabar seperti ini? Ketik PILIH KABAR.
        Siti: ga jadi
        Bot: Tidak ada yang sedang berjalan. ...
    """)
    assert await answers(world, code) == {siti: 1}


@pytest.mark.parametrize(
    ("typed", "number"),
    [("bisa", 1), ("2", 2), ("ya", 1), ("ga bisa bu", 2), ("belum tahu", 3), ("Tidak bisa", 2)],
)
async def test_in_words_it_counts_too(play: Play, world: World, typed: str, number: int) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: {typed}
        Bot: Terima kasih, Bu. Jawaban Ibu: {CHOICES[number - 1]}. / {ENDS}
    """)
    assert await answers(world, code) == {siti: number}


async def test_what_she_adds_is_not_lost_without_a_word(play: Play, world: World) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: tidak bisa, anak saya sakit
        Bot: {NO} / Sebabnya tidak saya catat. Mau bilang ke petugas? Ketik PETUGAS.
    """)
    assert await answers(world, code) == {siti: 2}


@pytest.mark.parametrize("typed", ["bisa datang jam berapa?", "halo bu", "makasih", "menu", "terserah"])
async def test_what_is_no_answer_is_none(play: Play, world: World, typed: str) -> None:
    _siti, code = await asked(world, play)
    await play(f"""
        Siti: {typed}
        Bot: ... [...]
    """)
    assert await answers(world, code) == {}


async def test_with_the_menu_open_a_number_is_the_menus(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    await play("""
        Siti: menu
        Bot: ... [...]
    """)
    code = await announce(world, [siti], text=ASKS, choices=CHOICES)
    await play(COMES)
    await play("""
        Siti: 2
        Bot: ... [...]
    """)
    assert await answers(world, code) == {}
    await play(f"""
        Siti: menu
        Bot: ... [...]
        Siti: belum tahu
        Bot: Terima kasih, Bu. Jawaban Ibu: Belum tahu. / {ENDS}
    """)
    assert await answers(world, code) == {siti: 3}


async def test_after_something_newer_a_bare_yes_is_asked_about(play: Play, world: World) -> None:
    siti, code = await asked(world, play)
    newer = await announce(world, [siti], text="Besok kantor libur.", news=NewsKind.OTHER)
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Kabar dari {OFFICE}: / Besok kantor libur. / Tidak mau kabar seperti ini? Ketik PILIH KABAR.
        Siti: ya
        Bot: Ibu menjawab kabar dari {OFFICE}? [Bisa] [Tidak bisa] [Belum tahu] [Bukan itu]
        Siti: bukan itu
        Bot: Baik, Bu. Tidak ada yang saya catat.
        Siti: belum tahu
        Bot: Terima kasih, Bu. Jawaban Ibu: Belum tahu. / {ENDS}
    """)
    assert await answers(world, code) == {siti: 3}
    assert await answers(world, newer) == {}


async def test_where_an_open_question_can_make_nothing_of_it_its_words_are_an_answer(
    play: Play, world: World
) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: panggilan
        Bot: Mau dipanggil apa? [...]
        Siti: ya
        Bot: Maaf, saya belum mengerti. / ... [...]
        Siti: belum tahu
        Bot: Terima kasih, Bu. Jawaban Ibu: Belum tahu. / {ENDS}
    """)
    assert await answers(world, code) == {siti: 3}


async def test_who_quotes_it_answers_it_whatever_else_is_open(play: Play, world: World) -> None:
    siti, code = await asked(world, play)
    await play(f"""
        Siti: panggilan
        Bot: ... [...]
        Siti: (kutip Sabtu jam 9) tidak bisa
        Bot: {NO}
    """)
    assert await answers(world, code) == {siti: 2}


async def test_who_quotes_it_with_something_else_has_answered_nothing(play: Play, world: World) -> None:
    _siti, code = await asked(world, play)
    await play("""
        Siti: (kutip Sabtu jam 9) ini di mana ya bu
        Bot: ... [...]
    """)
    assert await answers(world, code) == {}


async def test_only_who_got_it_is_heard(play: Play, world: World) -> None:
    _siti, code = await asked(world, play)
    await world.add("Yuyun", area="samarinda")

    async def try_it(unit: Unit) -> tuple[Question | None, bool]:
        unit.actor = await world.actor(unit, "Yuyun")
        try:
            await keep_answer(unit, code, 1)
        except Changed:
            return await find_question(unit, code), False
        return None, True

    assert await world.run(try_it) == (None, False)
    assert await answers(world, code) == {}


async def test_two_weeks_later_it_is_too_late_and_she_is_told(play: Play, world: World) -> None:
    _siti, code = await asked(world, play)
    await play("""
        (jam +350 jam)
        Siti: [Bisa]
        Bot: Maaf, Bu. Waktu menjawabnya sudah lewat. Ketik PETUGAS kalau masih perlu.
    """)
    assert await answers(world, code) == {}


async def test_a_group_is_told_that_its_officers_read_it(play: Play, world: World) -> None:
    siti = await world.add("Siti", area="samarinda")
    code = await announce(
        world, [siti], text=ASKS, choices=("Ikut", "Tidak ikut"), news=NewsKind.GROUP, group=True
    )
    await play("""
        (jam +1 menit)
        Bot → Siti: Kabar dari Kelompok Mentari: / ... [Ikut] [Tidak ikut]
        Siti: iya
        Bot: Terima kasih, Bu. Jawaban Ibu: Ikut. / Yang membaca: pengurus Kelompok Mentari. /
            Kalau berubah, ketik jawaban yang baru.
        Siti: tidak ikut, badan sakit
        Bot: Terima kasih, Bu. Jawaban Ibu: Tidak ikut. / ... /
            Sebabnya tidak saya catat. Kabari pengurus langsung, ya.
    """)
    assert await answers(world, code) == {siti: 2}


# -- phones that others read ----------------------------------------------------------------------------------------


async def test_on_a_shared_phone_it_waits_and_is_answered_where_she_reads_it(
    play: Play, world: World
) -> None:
    siti, code = await asked(world, play, phone="shared")
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Ada kabar ...
        Siti: kabar
        Bot: Kabar 1 dari 1: / Kabar dari {OFFICE}: / {ASKS} / Jawaban Ibu dibaca {OFFICE}. /
            Tidak mau kabar seperti ini? Ketik PILIH KABAR. [Bisa] [Tidak bisa] [Belum tahu] [Sudah saya baca]
        Siti: [Tidak bisa]
        Bot: {NO}
    """)
    assert await answers(world, code) == {siti: 2}


async def test_a_bare_yes_on_a_shared_phone_counts_only_under_the_question(play: Play, world: World) -> None:
    siti, code = await asked(world, play, phone="shared")
    await play("""
        (jam +1 menit)
        Bot → Siti: Ada kabar ...
        Siti: ya
        Bot: ... [...]
    """)
    assert await answers(world, code) == {}
    await play(f"""
        Siti: kabar
        Bot: Kabar 1 dari 1: / ... [...]
        Siti: iya
        Bot: {YES}
    """)
    assert await answers(world, code) == {siti: 1}


async def test_behind_a_pin_it_is_the_answer_of_whoever_is_inside(play: Play, world: World) -> None:
    siti = await world.add("Siti", phone="shared", area="samarinda")
    await play(LOCKS)
    code = await announce(world, [siti], text=ASKS, choices=CHOICES)
    hers = await profile_person(world, "Siti")
    if hers != siti:
        code = await announce(world, [hers], text=ASKS, choices=CHOICES)
    await play(f"""
        (jam +11 menit)
        Bot → Siti: ...
        Siti: bisa
        Bot: Maaf, saya belum mengerti. ... {OUTSIDE}
    """)
    assert await answers(world, code) == {}
    await goes_in(play, world)
    await play("""
        Siti: kabar
        Bot: Ini untuk Siti. / Kabar 1 dari ... [...]
        Siti: bisa
        Bot: Ini untuk Siti. / Terima kasih, Bu. Jawaban Ibu: Bisa. / Ini jawaban dari Siti. / Yang membaca: ...
    """)
    assert await answers(world, code) == {hers: 1}


async def profile_person(world: World, name: str) -> int:
    """Who stands behind the PIN of this phone."""

    async def job(unit: Unit) -> int:
        row = await unit.fetch_one("SELECT person_id FROM profiles ORDER BY id DESC LIMIT 1")
        assert row is not None, name
        return int(row["person_id"])

    return await world.run(job)
