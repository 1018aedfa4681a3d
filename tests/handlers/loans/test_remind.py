"""She is asked kindly, in private, by the rules, whatever the clock does: every rule under a moved clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from db import consents, loan_reminders, members
from db.unit import Unit
from domain.purposes import Purpose
from domain.roles import Role
from domain.zones import WIB, local_time
from handlers.loans import remind
from tests.handlers.loans.hard_months import lend, pay_all, repay, take_back, told, write_in
from tests.handlers.office_people import add_named
from tests.handlers.savers import mentari
from tests.play import Play
from tests.world import MENTARI, Way, World

# WhatsApp lets nothing through to who has not written for a day: there it waits (tests/handlers/test_news.py).
OPENLY = pytest.mark.parametrize("way", [Way.STEADY, Way.RESTARTED, Way.TELEGRAM], indirect=True)
STEADY = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)

# Lent on 3 February: the first instalment is due on 3 March, and asked about from 6 March on.
ASKED = (
    "Bu Siti, cicilan bulan Maret Rp112.000 belum tercatat. Mungkin sudah dibayar dan belum kami catat? / Kalau sedang"
    " berat, tidak apa-apa. Kabari kami. Kita cari jalan bersama. [Sudah bayar] [Tanggal lain] [Bicara bendahara]"
)
APRIL = ASKED.replace("Maret", "April")


@OPENLY
async def test_three_days_after_its_day_she_is_asked_kindly_a_week_later_once_more_and_never_again(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play(f"""
        (jam +30 hari)
        (jam +23 jam)
        (jam +1 jam)
        Bot → Siti: {ASKED}
        (jam +6 hari)
        (jam +23 jam)
        (jam +1 jam)
        Bot → Siti: {ASKED}
        (jam +20 hari)
    """)
    assert await told(world) == [2, 0, 0, 0, 0, 0]


@OPENLY
async def test_every_month_is_asked_about_on_its_own_at_most_twice(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti", months=2, amount=200_000)
    march = ASKED.replace("Rp112.000", "Rp104.000")
    april = march.replace("Maret", "April")
    await play(f"""
        (jam +32 hari)
        Bot → Siti: {march}
        (jam +20 hari)
        Bot → Siti: {march}
        (jam +15 hari)
        Bot → Siti: {april}
        (jam +15 hari)
        Bot → Siti: {april}
        (jam +200 hari)
    """)
    assert await told(world) == [2, 2]


@OPENLY
async def test_who_has_paid_in_time_or_within_the_days_of_grace_hears_nothing(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    loan = await lend(world, "Siti")
    await play("(jam +30 hari)")
    await repay(world, loan, 112_000, date(2026, 3, 5))
    await play("(jam +25 hari)")
    assert await told(world) == [0] * 6


@OPENLY
async def test_what_was_paid_between_the_two_is_not_asked_about_again(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    loan = await lend(world, "Siti")
    await play(f"""
        (jam +31 hari)
        Bot → Siti: {ASKED}
    """)
    await repay(world, loan, 112_000, date(2026, 3, 6))
    await play("(jam +28 hari)")
    assert await told(world) == [1, 0, 0, 0, 0, 0]


@OPENLY
async def test_of_a_part_that_is_missing_only_that_part_is_asked_about(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    loan = await lend(world, "Siti")
    await repay(world, loan, 60_000, date(2026, 2, 3))
    await play("""
        (jam +31 hari)
        Bot → Siti: Bu Siti, dari cicilan bulan Maret, Rp52.000 belum tercatat. Mungkin ... [...]
    """)


@OPENLY
async def test_a_payment_that_was_taken_back_is_asked_about_like_one_that_never_was(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    loan = await lend(world, "Siti")
    entry = await repay(world, loan, 112_000, date(2026, 2, 3))
    await play("(jam +40 hari)")
    assert await told(world) == [0] * 6
    await take_back(world, entry, date(2026, 3, 15))
    await play(f"""
        (jam +1 hari)
        Bot → Siti: {ASKED}
        (jam +7 hari)
        Bot → Siti: {ASKED}
    """)


@STEADY
async def test_after_a_long_silence_of_the_program_she_gets_one_message_and_not_all_of_them(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    world.clock.passed_ms += int(timedelta(days=80).total_seconds() * 1000)  # nobody looked meanwhile
    await play(f"""
        (jam +1 jam)
        Bot → Siti: {APRIL}
        (jam +7 hari)
        Bot → Siti: {APRIL}
    """)


@STEADY
async def test_two_looks_at_the_same_moment_tell_her_once(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play(f"""
        (jam +31 hari)
        Bot → Siti: {ASKED}
    """)
    for _look in range(3):
        await world.app.housekeeping.run()
    await world.rest()
    assert await told(world) == [1, 0, 0, 0, 0, 0]
    await play("(jam +1 jam)")


@STEADY
async def test_what_is_late_by_a_night_waits_until_the_morning(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    world.clock.passed_ms += int(timedelta(days=33, hours=12).total_seconds() * 1000)  # 22.00 in her village
    await play(f"""
        (jam +10 jam)
        (jam +3 jam)
        Bot → Siti: {ASKED}
    """)


@STEADY
async def test_a_shared_phone_hears_that_there_is_news_and_what_was_paid_meanwhile_is_gone_from_it(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti", phone="shared")
    loan = await lend(world, "Siti")
    await play("""
        (jam +31 hari)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
    """)
    await repay(world, loan, 112_000, date(2026, 3, 6))
    await play("""
        (jam +1 menit)
        Siti: kabar
        Bot: Belum ada kabar baru, Bu.
    """)


@STEADY
async def test_on_a_shared_phone_she_finds_it_under_her_news_once(play: Play, world: World) -> None:
    await mentari(world, "Siti", phone="shared")
    await lend(world, "Siti")
    await play("""
        (jam +31 hari)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        (jam +8 hari)
        Siti: kabar
        Bot: Kabar 1 dari 1: / Bu Siti, cicilan bulan Maret Rp112.000 belum tercatat. ...
            [Sudah bayar] [Tanggal lain] [Bicara bendahara] [Sudah saya baca]
        Siti: sudah saya baca
        Bot: ...
    """)
    assert await told(world) == [2, 0, 0, 0, 0, 0]


@STEADY
async def test_the_group_and_the_officers_hear_nothing_of_it(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Tati")
    await add_named(world, "Neneng", "Neneng", Role.GROUP_SUPERVISOR)
    await lend(world, "Siti")
    await play(f"""
        (jam +31 hari)
        Bot → Siti: {ASKED}
        (jam +7 hari)
        Bot → Siti: {ASKED}
    """)


# -- who is not asked --------------------------------------------------------------------------------------------


@STEADY
async def test_what_is_paid_off_is_left_alone_and_its_last_message_is_gone_from_a_shared_phone(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti", phone="shared")
    loan = await lend(world, "Siti")
    await play("""
        (jam +31 hari)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
    """)
    await pay_all(world, loan, date(2026, 3, 6))
    await play("""
        (jam +1 menit)
        Siti: kabar
        Bot: Belum ada kabar baru, Bu.
        (jam +90 hari)
    """)
    assert await told(world) == [1, 0, 0, 0, 0, 0]


@STEADY
async def test_who_took_back_her_yes_to_the_group_hears_nothing(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")

    async def withdraw(unit: Unit) -> None:
        consents.record(
            unit,
            person_id=(await world.actor(unit, "Siti")).person_id,
            organisation_id=None,
            purpose=Purpose.SAVINGS.value,
            version="1",
            text="",
            answer=consents.WITHDRAWN,
            manner=consents.TYPED,
            group_id=world.groups[MENTARI],
        )

    await world.run(withdraw)
    await play("(jam +90 hari)")
    assert await told(world) == [0] * 6


@STEADY
async def test_who_wants_to_be_left_alone_for_a_while_is_asked_when_she_is_back(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")

    async def pause(unit: Unit) -> None:
        consents.set_paused(unit, (await world.actor(unit, "Siti")).person_id, True)

    async def go_on(unit: Unit) -> None:
        consents.set_paused(unit, (await world.actor(unit, "Siti")).person_id, False)

    await world.run(pause)
    await play("(jam +32 hari)")
    await world.run(go_on)
    await play(f"""
        (jam +7 hari)
        Bot → Siti: {ASKED}
    """)


@STEADY
async def test_of_a_woman_without_a_phone_nobody_else_is_told(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await write_in(world, "Onah")
    await lend(world, "Onah")
    await play("(jam +90 hari)")
    assert await told(world) == [0] * 6


@STEADY
async def test_who_is_in_two_groups_reads_in_which(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    other = await world.add_group("Onah")

    async def join(unit: Unit) -> None:
        unit.write("UPDATE groups SET name = 'Melati' WHERE id = $1", other)
        person_id = (await world.actor(unit, "Siti")).person_id
        await members.add(unit, other, person_id=person_id, joined_day=date(2026, 2, 3))

    await world.run(join)
    await play("""
        (jam +31 hari)
        Bot → Siti: Bu Siti, cicilan Mentari bulan Maret Rp112.000 belum tercatat. ... [...]
    """)


@STEADY
async def test_whenever_the_clock_looks_it_is_light_in_her_village(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    world.clock.passed_ms += 40 * 86_400_000
    asked_at: list[int] = []
    for _hour in range(24):
        await world.pass_time(3600)
        if sum(await told(world)) > len(asked_at):
            asked_at.append(local_time(datetime.fromtimestamp(world.clock.now_ms() / 1000, UTC), WIB).hour)
    assert len(asked_at) == 1
    assert 7 <= asked_at[0] < 20


# -- the claim --------------------------------------------------------------------------------------------------


class Crashed(Exception):
    """The program ends before the commit."""


@STEADY
async def test_a_crash_between_the_claim_and_the_message_leaves_neither(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await lend(world, "Siti")
    await play("(jam +1 jam)")
    world.clock.passed_ms += 32 * 86_400_000

    async def crash(unit: Unit) -> None:
        await remind.look_around(unit)
        assert [each.person_id for each in unit.told] == [(await world.actor(unit, "Siti")).person_id]
        raise Crashed

    with pytest.raises(Crashed):
        await world.app.telling(crash)
    assert await told(world) == [0] * 6
    await play(f"""
        (jam +1 jam)
        Bot → Siti: {ASKED}
    """)
    assert await told(world) == [1, 0, 0, 0, 0, 0]


@STEADY
async def test_many_are_looked_at_a_slice_at_a_time_until_nothing_is_due(world: World) -> None:
    await mentari(world)
    names = [f"Demo {number}" for number in range(30)]
    await write_in(world, *names)
    for name in names:
        await lend(world, name, months=2, amount=20_000)
    assert [await world.run(loan_reminders.plant) for _slice in range(3)] == [20, 10, 0]
    world.clock.passed_ms += 70 * 86_400_000
    looks: list[int] = []

    async def look(unit: Unit) -> None:
        looks.append(await remind.look_around(unit))
        rows = await unit.fetch("SELECT count(*) AS n FROM loan_reminders WHERE next_ms <= $1", unit.now_ms)
        looks.append(rows[0]["n"])

    for _slice in range(3):
        await world.run(look)
    assert looks == [True, 10, False, 0, False, 0]
