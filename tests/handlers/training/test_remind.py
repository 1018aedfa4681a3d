"""She is reminded once for each session and offset, asked once, and never of what has changed, whatever the clock does."""

import time as machine
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.compose import REPLY_CHARS_MAX
from bot.render import render
from db.course_reminders import About
from db.unit import Unit
from domain.courses import NOTE_CHARS_MAX, PLACE_CHARS_MAX, TITLE_CHARS_MAX, Kind, Reply
from domain.zones import WITA, local_time
from handlers.training.remind import reminder
from tests.handlers.training.classes import put_in
from tests.handlers.training.reminded import (
    leave,
    replies,
    rows,
    sent_at,
    settled,
    teach,
)
from tests.play import Play
from tests.world import Way, World

# WhatsApp lets nothing through to who has not written for a day: there it waits (tests/handlers/test_news.py).
OPENLY = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)
STEADY = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
WHATSAPP = pytest.mark.parametrize("way", [Way.WHATSAPP], indirect=True)

# Eight Tuesdays at nine in Samarinda from 10 February 2026 on; it is Tuesday, 3 February, 11.00 there.
WHEN = "Selasa, 10 Februari 2026, jam 09.00 WITA"
ASKED = f"Bu, saya ingatkan: Kue kering. / {WHEN}, di Balai Desa Contoh. / Bisa datang? [Bisa] [Belum tentu] [Tidak bisa]"
STATED = f"Bu, saya ingatkan: Kue kering. / {WHEN}, di Balai Desa Contoh."
NEUTRAL = "Ada kabar dari kelompok. Ketik MENU hari ini, ya."


async def a_class(world: World, *names: str, **fields: object) -> int:
    """These women have a place in it."""
    for name in names:
        await world.add(name, area="samarinda")
    course_id = await teach(world, **fields)  # type: ignore[arg-type]
    await put_in(world, course_id, *names)
    return course_id


@OPENLY
async def test_the_day_before_she_is_asked_and_two_hours_before_she_is_reminded(
    play: Play, world: World
) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play(f"""
        (jam +5 hari)
        (jam +21 jam)
        (jam +1 jam)
        Bot → Siti: {ASKED}
        (jam +21 jam)
        (jam +1 jam)
        Bot → Siti: {STATED}
        (jam +5 hari)
    """)


# -- when -------------------------------------------------------------------------------------------------------


@OPENLY
async def test_the_second_reminder_of_a_class_at_eight_comes_at_seven_the_evening_before(
    play: Play, world: World
) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)], start_min=8 * 60)
    asked, stated = ASKED.replace("09.00", "08.00"), STATED.replace("09.00", "08.00")
    await play(f"""
        (jam +5 hari)
        (jam +21 jam)
        Bot → Siti: {asked}
        (jam +10 jam)
        (jam +1 jam)
        Bot → Siti: {stated}
        (jam +1 hari)
    """)
    assert [f"{each:%d %H.%M}" for each in await sent_at(world, "Asia/Makassar")] == ["09 08.00", "09 19.00"]


@STEADY
async def test_a_session_around_midnight_is_reminded_of_by_day_and_before_it(
    play: Play, world: World
) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 11)], start_min=15)
    when = "Rabu, 11 Februari 2026, jam 00.15 WITA"
    await play(f"""
        (jam +7 hari)
        Bot → Siti: {ASKED.replace(WHEN, when)}
        (jam +4 hari)
        Bot → Siti: {STATED.replace(WHEN, when)}
    """)
    assert [f"{each:%d %H.%M}" for each in await sent_at(world, "Asia/Makassar")] == ["09 19.00", "10 19.00"]


@STEADY
async def test_each_zone_has_its_own_evening_and_every_time_names_the_zone_of_the_class(
    play: Play, world: World
) -> None:
    for name, area in (("Siti", "kota-batu"), ("Yuyun", "samarinda")):
        await world.add(name, area=area)
    await world.add("Merry")

    async def in_the_east(unit: Unit) -> None:
        merry = (await world.actor(unit, "Merry")).person_id
        unit.write("UPDATE persons SET zone = 'Asia/Jayapura' WHERE id = $1", merry)

    await world.run(in_the_east)
    course_id = await teach(world, days=[date(2026, 2, 10)], start_min=8 * 60, offsets=(120,))
    await put_in(world, course_id, "Siti", "Yuyun", "Merry")
    stated = ASKED.replace("09.00", "08.00")
    await play(f"""
        (jam +8 hari)
        Bot → Merry: {stated}
        Bot → Yuyun: {stated}
        Bot → Siti: {stated}
    """)
    assert [f"{each:%d %H.%M}" for each in await sent_at(world, "Asia/Jakarta")] == [
        "09 18.00",  # 19.00 in Samarinda
        "09 19.00",
        "10 05.00",  # two hours before, 07.00 in Jayapura
    ]


@STEADY
async def test_her_safe_hour_comes_before_the_offset_and_never_after_the_session(
    play: Play, world: World
) -> None:
    await world.add("Siti", area="samarinda")

    async def only_at_ten(unit: Unit) -> None:
        siti = (await world.actor(unit, "Siti")).person_id
        unit.write("UPDATE persons SET safe_from_min = 600, safe_to_min = 660 WHERE id = $1", siti)

    await world.run(only_at_ten)
    course_id = await teach(world, days=[date(2026, 2, 10)])
    await put_in(world, course_id, "Siti")
    await play(f"""
        (jam +8 hari)
        Bot → Siti: {ASKED}
        Bot → Siti: {STATED}
    """)
    assert [f"{each:%d %H.%M}" for each in await sent_at(world, "Asia/Makassar")] == ["08 10.00", "09 10.00"]


@STEADY
async def test_who_joins_five_hours_before_is_asked_once_two_hours_before(play: Play, world: World) -> None:
    await a_class(world, days=[date(2026, 2, 10)])
    await play("(jam +6 hari)")
    course_id = (await rows(world, "SELECT id FROM courses"))[0]["id"]
    await world.add("Siti", area="samarinda")
    await play("(jam +17 jam)")
    await put_in(world, course_id, "Siti")
    await play(f"""
        (jam +2 jam)
        (jam +1 jam)
        Bot → Siti: {ASKED}
        (jam +1 hari)
    """)
    assert await settled(world) == [(0, 1440, "dropped", "heard"), (0, 120, "told", "")]


@STEADY
async def test_offsets_that_fall_on_the_same_evening_are_one_reminder(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)], start_min=8 * 60, offsets=(240, 180, 120))
    await play(f"""
        (jam +8 hari)
        Bot → Siti: {ASKED.replace("09.00", "08.00")}
    """)
    assert [(offset, why) for _moves, offset, _state, why in await settled(world)] == [
        (240, "merged"),
        (180, "merged"),
        (120, ""),
    ]


@STEADY
async def test_a_year_of_a_class_is_planted_only_a_few_days_ahead(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10) + timedelta(weeks=n) for n in range(52)])
    await play("(jam +6 hari)\nBot → Siti: ... [...]")
    assert len(await rows(world, "SELECT 1 AS n FROM course_reminders")) == 2


@STEADY
async def test_a_course_without_reminders_has_none(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)], offsets=())
    await play("(jam +8 hari)")


# -- what she has said ------------------------------------------------------------------------------------------


@OPENLY
async def test_insyaallah_is_an_answer_of_its_own_and_not_asked_again(play: Play, world: World) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Siti: {ASKED}
        Siti: Insya Allah bu
        Bot: Insyaallah, Bu. Semoga dimudahkan. Kue kering: {WHEN}.
        (jam +1 hari)
        Bot → Siti: {STATED}
    """)
    assert await replies(world, course_id) == [Reply.GOD_WILLING]


@OPENLY
async def test_who_cannot_come_hears_nothing_more_of_it(play: Play, world: World) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10), date(2026, 2, 17)])
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Siti: {ASKED}
        Siti: [Tidak bisa]
        Bot: Baik, Bu. Terima kasih kabarnya. Kue kering, {WHEN}: Ibu tidak datang.
            / Pertemuan berikutnya: Selasa, 17 Februari 2026, jam 09.00 WITA.
        (jam +2 hari)
    """)
    assert await replies(world, course_id) == [Reply.NO]
    assert (0, 120, "dropped", "said_no") in await settled(world)


@STEADY
async def test_a_reminder_that_waits_in_the_night_is_taken_back_by_her_no(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)], start_min=8 * 60)
    await play(f"""
        (jam +5 hari)
        (jam +21 jam)
        Bot → Siti: {ASKED.replace("09.00", "08.00")}
        Siti: ga bisa bu
        Bot: Baik, Bu. Terima kasih kabarnya. ...
        (jam +1 hari)
    """)


@STEADY
async def test_who_does_not_answer_is_asked_once_and_not_nagged(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)], offsets=(1440, 300, 120))
    await play(f"""
        (jam +8 hari)
        Bot → Siti: {ASKED}
        Bot → Siti: {STATED}
        Bot → Siti: {STATED}
    """)


@STEADY
async def test_who_has_left_hears_nothing_and_what_she_has_not_read_is_gone(play: Play, world: World) -> None:
    course_id = await a_class(world, days=[date(2026, 2, 10)])
    await world.add("Siti", area="samarinda", phone="shared")
    await put_in(world, course_id, "Siti")
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Siti: {NEUTRAL}
    """)
    await leave(world, course_id, "Siti")
    await play("""
        Siti: kabar
        Bot: Belum ada kabar baru, Bu.
        (jam +2 hari)
    """)
    assert (0, 120, "dropped", "left") in await settled(world)


@STEADY
async def test_who_wants_to_be_left_alone_is(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)])

    async def pause(unit: Unit) -> None:
        siti = (await world.actor(unit, "Siti")).person_id
        unit.write("UPDATE persons SET paused_ms = 1 WHERE id = $1", siti)

    await world.run(pause)
    await play("(jam +8 hari)")
    assert {why for *_rest, why in await settled(world)} == {"paused"}


# -- on a phone that others read --------------------------------------------------------------------------------


@STEADY
async def test_a_shared_phone_hears_only_that_there_is_news_today(play: Play, world: World) -> None:
    course_id = await a_class(world, days=[date(2026, 2, 10)])
    await world.add("Siti", area="samarinda", phone="shared")
    await put_in(world, course_id, "Siti")
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Siti: {NEUTRAL}
        Siti: kabar
        Bot: Kabar 1 dari 1: / {STATED} / Bisa datang? [Bisa] [Belum tentu] [Tidak bisa] [Sudah saya baca]
        Siti: [Bisa]
        Bot: Terima kasih, Bu. Kue kering: {WHEN}, di Balai Desa Contoh.
        (jam +1 hari)
        Bot → Siti: {NEUTRAL}
    """)


@STEADY
async def test_what_is_over_is_no_news_any_more(play: Play, world: World) -> None:
    course_id = await a_class(world, days=[date(2026, 2, 10)])
    await world.add("Siti", area="samarinda", phone="shared")
    await put_in(world, course_id, "Siti")
    await play(f"""
        (jam +8 hari)
        Bot → Siti: {NEUTRAL}
        Siti: kabar
        Bot: Belum ada kabar baru, Bu.
    """)


@WHATSAPP
async def test_a_tap_days_after_the_reminder_is_answered_on_whatsapp_too(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)], offsets=(1440,))
    await play("(jam +5 hari)")
    world.phones.has_written("Siti")
    await play(f"""
        (jam +22 jam)
        Bot → Siti: {ASKED}
        (jam +3 hari)
        Siti: [Bisa]
        Bot: Pertemuan itu sudah lewat, Bu. Terima kasih.
    """)


@WHATSAPP
async def test_where_whatsapp_lets_nothing_through_the_reminder_is_found_when_she_looks(
    play: Play, world: World
) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play("(jam +5 hari)\n(jam +22 jam)")
    await play(f"""
        Siti: kabar
        Bot: Kabar 1 dari 1: / {STATED} / Bisa datang? [Bisa] [Belum tentu] [Tidak bisa] [Sudah saya baca]
        Siti: [Tidak bisa]
        Bot: Baik, Bu. Terima kasih kabarnya. ...
    """)
    assert await replies(world, course_id) == [Reply.NO]


# -- the program sleeps, the clock jumps ------------------------------------------------------------------------


@STEADY
async def test_down_for_three_hours_it_tells_what_is_late_while_it_is_of_use(
    play: Play, world: World
) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play("(jam +5 hari)")
    world.clock.passed_ms += 24 * 3_600_000  # 11.00 of the ninth: due at nine
    await play(f"""
        (jam +1 menit)
        Bot → Siti: {ASKED}
    """)
    world.clock.passed_ms += (19 * 60 + 40) * 60_000  # 06.41 of the tenth
    await play(f"""
        (jam +1 jam)
        Bot → Siti: {STATED}
    """)


@STEADY
async def test_what_is_late_until_half_an_hour_before_is_dropped(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)], offsets=(120,))
    await play("(jam +6 hari)")
    world.clock.passed_ms += (21 * 60 + 31) * 60_000  # 08.31 of the tenth
    await play("(jam +1 hari)")
    assert await settled(world) == [(0, 120, "dropped", "too_late")]


@STEADY
async def test_of_two_that_are_late_only_the_nearer_is_told_with_the_question(
    play: Play, world: World
) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play("(jam +5 hari)")
    world.clock.passed_ms += (45 * 60 + 15) * 60_000  # 08.15 of the tenth
    await play(f"""
        (jam +1 menit)
        Bot → Siti: {ASKED}
        (jam +1 hari)
    """)
    assert await settled(world) == [(0, 1440, "dropped", "next_due"), (0, 120, "told", "")]


@STEADY
async def test_down_for_two_days_it_says_nothing_of_what_is_over(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10), date(2026, 2, 14)])
    await play("(jam +5 hari)")
    world.clock.passed_ms += 3 * 86_400_000  # 11.00 of the eleventh
    saturday = "Sabtu, 14 Februari 2026, jam 09.00 WITA"
    await play(f"""
        (jam +5 hari)
        Bot → Siti: {ASKED.replace(WHEN, saturday)}
        Bot → Siti: {STATED.replace(WHEN, saturday)}
    """)


@STEADY
async def test_what_is_late_is_never_sent_at_night(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)], start_min=8 * 60, offsets=(120,))
    await play("(jam +6 hari)")
    world.clock.passed_ms += 12 * 3_600_000  # 23.00 of the ninth; it was due at 19.00
    await play(f"""
        (jam +7 jam)
        (jam +1 jam)
        Bot → Siti: {ASKED.replace("09.00", "08.00")}
    """)
    assert [f"{each:%d %H.%M}" for each in await sent_at(world, "Asia/Makassar")] == ["10 07.00"]


@STEADY
async def test_what_would_wait_for_the_morning_and_come_too_late_then_is_dropped(
    play: Play, world: World
) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)], start_min=7 * 60 + 15, offsets=(120,))
    await play("(jam +6 hari)")
    world.clock.passed_ms += 12 * 3_600_000  # 23.00 of the ninth
    await play("(jam +1 hari)")
    assert await settled(world) == [(0, 120, "dropped", "too_late")]


@STEADY
async def test_a_clock_that_jumps_back_tells_nothing_twice(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Siti: {ASKED}
    """)
    world.clock.passed_ms -= 2 * 86_400_000
    await play(f"""
        (jam +2 hari)
        (jam +23 jam)
        Bot → Siti: {STATED}
    """)
    world.clock.passed_ms -= 86_400_000
    await play("(jam +3 hari)")


@pytest.fixture
def machine_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """The machine's own clock is set to that zone."""

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        machine.tzset()

    yield move
    monkeypatch.undo()
    machine.tzset()


@STEADY
@pytest.mark.parametrize(
    ("zone", "night"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),  # from two to three
        ("Europe/Berlin", date(2026, 10, 25)),  # from three to two
        ("America/New_York", date(2026, 3, 8)),
        ("America/New_York", date(2026, 11, 1)),
    ],
)
async def test_the_summer_time_of_the_machine_s_own_zone_changes_nothing(
    play: Play, world: World, machine_in: Callable[[str], None], zone: str, night: date
) -> None:
    machine_in(zone)
    await a_class(world, "Siti", days=[night, night + timedelta(days=1)], start_min=9 * 60)
    asked = "Bot → Siti: Bu, saya ingatkan: Kue kering. / ... / Bisa datang? [...]"
    stated = "Bot → Siti: Bu, saya ingatkan: Kue kering. / ... jam 09.00 WITA, di Balai Desa Contoh."
    days = (night - date(2026, 2, 3)).days + 3
    await play(f"(jam +{days} hari)\n{asked}\n{stated}\n{asked}\n{stated}")
    before, after = night - timedelta(days=1), night + timedelta(days=1)
    assert [f"{each:%Y-%m-%d %H.%M}" for each in await sent_at(world, "Asia/Makassar")] == [
        f"{before} 09.00",
        f"{night} 07.00",
        f"{night} 09.00",
        f"{after} 07.00",
    ]


@STEADY
async def test_three_looks_at_the_same_moment_tell_her_once(play: Play, world: World) -> None:
    await a_class(world, "Siti", days=[date(2026, 2, 10)])
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Bot → Siti: {ASKED}
    """)
    for _look in range(3):
        await world.app.housekeeping.run()
    await world.rest()
    await play("(jam +1 menit)")


@STEADY
async def test_a_bimtek_says_that_it_comes_before_aid(play: Play, world: World) -> None:
    await a_class(
        world, "Siti", days=[date(2026, 2, 10)], kind=Kind.BIMTEK, bring="KTP", childcare="boleh bawa anak"
    )
    await play(f"""
        (jam +6 hari)
        Bot → Siti: Bu, saya ingatkan: Kue kering. / {WHEN}, di Balai Desa Contoh. / Bawa: KTP.
            / Ini perlu diikuti sebelum bantuan diberikan. / Anak: boleh bawa anak. / Bisa datang?
            [Bisa] [Belum tentu] [Tidak bisa]
    """)


@pytest.mark.parametrize("way", [Way.WHATSAPP], indirect=True)
async def test_where_nothing_may_be_pushed_she_finds_it_under_her_news_until_it_is_over(
    play: Play, world: World
) -> None:
    course_id = await a_class(world, "Siti", days=[date(2026, 2, 10), date(2026, 2, 17)], offsets=(1440,))
    await play(f"""
        (jam +5 hari)
        (jam +22 jam)
        Siti: kabar
        Bot: Kabar 1 dari 1: / {STATED} / Bisa datang? [Bisa] [Belum tentu] [Tidak bisa] [Sudah saya baca]
        Siti: insyaallah
        Bot: Insyaallah, Bu. Semoga dimudahkan. Kue kering: {WHEN}.
        (jam +2 hari)
        Siti: kabar
        Bot: Belum ada kabar baru, Bu.
    """)
    assert await replies(world, course_id) == [Reply.GOD_WILLING]


def test_the_longest_reminder_fits_one_message_and_what_to_bring_is_always_in_it() -> None:
    about = About(
        title="w" * TITLE_CHARS_MAX,
        place="w" * PLACE_CHARS_MAX,
        zone=WITA,
        kind=Kind.BIMTEK.value,
        bring="b" * NOTE_CHARS_MAX,
        childcare="c" * NOTE_CHARS_MAX,
        transport="t" * NOTE_CHARS_MAX,
    )
    begins = local_time(datetime(2026, 9, 27, 1, tzinfo=UTC), WITA)  # a Sunday in September: the longest day
    text = render(reminder(about, begins, ask=True))
    assert len(text) <= REPLY_CHARS_MAX
    assert about.bring in text
    assert text.endswith("Bisa datang?")
