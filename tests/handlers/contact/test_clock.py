"""The clock forgets nothing: reminded, asked of colleagues, known to who leads; by day, bundled, not a word of hers."""

from collections.abc import Awaitable, Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from bot.render import render
from db import contact_staff, duty, matters, office_hours
from db.matters import Chosen
from db.people import Actor
from db.unit import Told, Unit
from domain.matters import NOTICE_EVERY_MS, Climbed, Result, State
from domain.organisations import Opening
from domain.refusals import NotAllowed
from domain.roles import Role
from domain.safety import Leave
from handlers.contact import clock
from handlers.contact.others_may import allow, find_asked
from handlers.contact.passing import pass_on
from tests.db.matter_world import act, answer, end_role, held, now, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]

HOUR_MIN = 60


async def look(world: World) -> list[Told]:
    """The clock looks, as often as it wants to; whom it told what."""
    told: list[Told] = []
    left = True
    while left:
        left = await world.run(clock.look_around)
        told += world.told
    return told


async def after(world: World, minutes: int) -> list[Told]:
    """So much later the clock looks."""
    world.pass_time(minutes)
    return await look(world)


def said_to(told: list[Told], who: Actor) -> list[str]:
    return [words(each) for each in told if each.person_id == who.person_id]


def words(told: Told) -> str:
    """All sentences of it, without what is filled in."""

    def flat(text: Any) -> str:
        inside = [flat(each) for each in text.values.values() if hasattr(each, "message")]
        return " ".join([text.message, *inside])

    return flat(told.text)


async def quiet_morning(world: World) -> None:
    """The digest of the day has been told, and everybody has looked at it."""
    await look(world)

    async def job(unit: Unit) -> None:
        unit.write("UPDATE contact_staff SET looked_ms = $1, told_ms = 0", unit.now_ms)

    await world.run(job)


async def away(world: World, who: Actor, day: date) -> None:
    async def job(unit: Unit) -> None:
        duty.add_leave(unit, world.office, Leave(person_id=who.person_id, first=day, last=day))

    await world.run(job)


async def test_it_climbs_from_her_worker_to_colleagues_to_who_leads_the_office(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    await quiet_morning(world)
    matter = await held(world, siti, worker)  # noon
    assert await after(world, 2 * HOUR_MIN - 1) == []
    told = await after(world, 1)
    assert [each.person_id for each in told] == [worker.person_id]
    assert "belum dijawab" in said_to(told, worker)[0]
    assert await after(world, 2 * HOUR_MIN) == []  # 16.00: the office has shut
    told = await after(world, 16 * HOUR_MIN)  # 08.00: with the digest
    assert {each.person_id for each in told} == {worker.person_id, other.person_id, boss.person_id}
    assert len(told) == 3
    assert (await now(world, matter)).climbed is Climbed.OFFERED
    assert "bisa diambil" in said_to(told, other)[0]
    told = await after(world, 4 * HOUR_MIN)
    assert [each.person_id for each in told] == [boss.person_id]
    assert (await now(world, matter)).climbed is Climbed.SUPERVISOR
    assert await after(world, 3 * HOUR_MIN) == []


async def test_nothing_of_it_holds_a_word_of_hers_or_her_name(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await worker_of(world), await worker_of(world, Role.SUPERVISOR)
    await held(world, siti, worker, "rahasia sekali")
    told = [each for hours in range(30) for each in await after(world, HOUR_MIN)]
    assert len(told) > 3
    for each in told:
        assert "rahasia" not in repr(each.text)
        assert "siti" not in repr(each.text)


async def test_who_was_answered_is_not_climbed_for(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await quiet_morning(world)
    matter = await held(world, siti, worker)
    world.pass_time(HOUR_MIN)
    await read(world, worker, matter)
    await answer(world, worker, matter)
    assert await after(world, HOUR_MIN) == []
    assert (await now(world, matter)).climbed is Climbed.NOT


async def test_after_days_of_silence_each_hears_once_and_the_next_morning_again(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    await quiet_morning(world)
    await held(world, siti, worker)
    told = await after(world, 2 * 24 * HOUR_MIN)  # it was down since Tuesday; Thursday at noon
    assert sorted(each.person_id for each in told) == sorted(
        [worker.person_id, other.person_id, boss.person_id]
    )
    assert await after(world, 1) == []


async def test_while_the_office_is_shut_nothing_climbs_even_if_it_was_due_long_before(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await quiet_morning(world)
    matter = await held(world, siti, worker)
    assert await after(world, 9 * HOUR_MIN) == []  # 21.00; it was down since noon
    assert (await now(world, matter)).climbed is Climbed.NOT
    told = await after(world, 11 * HOUR_MIN)
    assert len(said_to(told, worker)) == 1
    assert (await now(world, matter)).climbed >= Climbed.REMINDED


async def test_many_at_once_are_one_notice(world: World) -> None:
    worker = await worker_of(world)
    await quiet_morning(world)
    for number in range(25):
        await held(world, await world.woman(f"siti{number}"), worker)
    told = await after(world, 2 * HOUR_MIN)
    (notice,) = told
    assert notice.text.count == 25


async def test_many_who_climb_one_after_the_other_are_one_notice_an_hour(world: World) -> None:
    worker = await worker_of(world)
    await quiet_morning(world)
    for number in range(11):  # every ten minutes another one writes
        await held(world, await world.woman(f"w{number}"), worker)
        assert await after(world, 10) == []
    told = [len(said_to(await after(world, 10), worker)) for _number in range(11)]
    assert told == [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]


async def test_who_is_away_is_not_waited_for(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    await quiet_morning(world)
    matter = await held(world, siti, worker)
    await away(world, worker, date(2026, 2, 4))
    told = await after(world, 20 * HOUR_MIN)  # the next morning at eight
    assert (await now(world, matter)).climbed is Climbed.OFFERED
    assert said_to(told, worker) == []  # who is away is left in peace
    assert len(said_to(told, other)) == 1
    taken = await act(world, other, matters.take, matter.id)
    assert taken.holder_id == other.person_id


async def test_whose_role_ends_has_nothing_any_more_and_colleagues_are_asked_at_once(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    await quiet_morning(world)
    matter = await held(world, siti, worker)
    await end_role(world, worker)
    told = await after(world, 1)
    after_all = await now(world, matter)
    assert (after_all.holder_id, after_all.climbed) == (0, Climbed.OFFERED)
    assert [each.person_id for each in told] == [other.person_id]
    assert await after(world, 1) == []


async def test_whose_role_ends_leaves_nothing_behind_that_waits_for_no_answer(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    matter = await held(world, siti, worker)
    await read(world, worker, matter)
    await answer(world, worker, matter)
    await quiet_morning(world)
    await end_role(world, worker)
    assert await after(world, 1) == []
    assert (await now(world, matter)).holder_id == 0
    assert other.person_id


async def test_where_nobody_else_answers_the_supervisor_knows_at_once(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    await quiet_morning(world)
    matter = await held(world, siti, worker)
    await after(world, 2 * HOUR_MIN)
    told = await after(world, 18 * HOUR_MIN)
    assert (await now(world, matter)).climbed is Climbed.SUPERVISOR
    assert "Tolong dipantau" in said_to(told, boss)[0]


async def test_where_nobody_leads_who_keeps_its_people_hears_that_somebody_waits(world: World) -> None:
    siti, worker, admin = (
        await world.woman("siti"),
        await worker_of(world),
        await worker_of(world, Role.ADMIN),
    )
    await quiet_morning(world)
    await held(world, siti, worker)
    await after(world, 2 * HOUR_MIN)
    told = await after(world, 18 * HOUR_MIN)
    assert said_to(told, admin) == [clock.NOBODY_ANSWERS.message]


async def test_whoever_takes_it_has_time_of_her_own(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    await worker_of(world, Role.SUPERVISOR)
    await quiet_morning(world)
    matter = await held(world, siti, worker)
    await after(world, 2 * HOUR_MIN)
    await after(world, 18 * HOUR_MIN)  # Wednesday at eight: offered
    await act(world, other, matters.take, matter.id)
    await after(world, 119)
    assert (await now(world, matter)).climbed is Climbed.NOT
    told = await after(world, 1)
    assert [each.person_id for each in told] == [other.person_id]
    await after(world, 2 * HOUR_MIN - 1)
    assert (await now(world, matter)).climbed is Climbed.REMINDED


async def test_a_holiday_that_is_added_later_is_waited_out(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await quiet_morning(world)
    matter = await held(world, siti, worker)
    await look(world)
    await world.run(lambda unit: office_hours.add_holiday(unit, world.office, date(2026, 2, 3)))
    await after(world, 3 * HOUR_MIN)
    assert (await now(world, matter)).climbed is Climbed.NOT


async def test_an_office_without_hours_forgets_nobody_either(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await quiet_morning(world)
    no_hours: list[Opening] = []
    await world.run(lambda unit: office_hours.set_hours(unit, world.office, no_hours))
    matter = await held(world, siti, worker)
    told = await after(world, 2 * HOUR_MIN)
    assert [each.person_id for each in told] == [worker.person_id]
    assert (await now(world, matter)).climbed is Climbed.REMINDED


async def test_a_clock_that_jumps_back_climbs_nothing_twice(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    await quiet_morning(world)
    matter = await held(world, siti, worker)
    await after(world, 2 * HOUR_MIN)
    world.pass_time(-HOUR_MIN)
    assert await look(world) == []
    assert (await now(world, matter)).climbed is Climbed.REMINDED
    assert await after(world, HOUR_MIN) == []
    assert other.person_id


async def test_what_was_written_while_the_clock_was_wrong_is_not_forgotten_until_that_day(
    world: World,
) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await quiet_morning(world)
    world.pass_time(90 * 24 * HOUR_MIN)
    matter = await held(world, siti, worker)
    world.pass_time(-90 * 24 * HOUR_MIN)
    await look(world)
    told = await after(world, 2 * HOUR_MIN)
    assert [each.person_id for each in told] == [worker.person_id]
    assert (await now(world, matter)).climbed is Climbed.REMINDED


# -- she is asked ---------------------------------------------------------------------------------------------------


async def test_what_is_for_one_alone_is_offered_to_nobody_and_she_is_asked(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    await quiet_morning(world)
    chosen = Chosen(holder_id=worker.person_id, only_holder=True)
    matter = (await write(world, siti, chosen=chosen)).matter
    await after(world, 2 * HOUR_MIN)
    told = await after(world, 18 * HOUR_MIN)
    assert said_to(told, other) == []
    (asked,) = said_to(told, siti)
    assert "Boleh petugas lain" in asked
    assert said_to(await after(world, 5 * HOUR_MIN), siti) == []  # once
    assert (await now(world, matter)).climbed is Climbed.SUPERVISOR
    assert boss.person_id


async def test_where_whom_she_wants_has_left_nobody_else_has_it_before_her_yes(world: World) -> None:
    siti, worker, other = await world.woman("siti"), await worker_of(world), await worker_of(world)
    await quiet_morning(world)
    chosen = Chosen(holder_id=worker.person_id, only_holder=True)
    matter = (await write(world, siti, chosen=chosen)).matter
    await end_role(world, worker)
    told = await after(world, 1)
    assert "sudah tidak di" in said_to(told, siti)[0]
    assert said_to(told, other) == []
    with pytest.raises(NotAllowed):
        await act(world, other, matters.take, matter.id)
    await act(world, siti, allow, matter.id)
    told = await after(world, 4 * HOUR_MIN + 16 * HOUR_MIN)
    assert len(said_to(told, other)) == 1
    assert (await act(world, other, matters.take, matter.id)).holder_id == other.person_id


async def test_nobody_says_yes_for_another(world: World) -> None:
    siti, tati, worker = await world.woman("siti"), await world.woman("tati"), await worker_of(world)
    chosen = Chosen(holder_id=worker.person_id, only_holder=True)
    matter = (await write(world, siti, chosen=chosen)).matter
    for each in (tati, worker):
        with pytest.raises(NotAllowed):
            await act(world, each, allow, matter.id)
        with pytest.raises(NotAllowed):
            await act(world, each, find_asked, matter.id)
    assert (await now(world, matter)).only_holder


async def test_where_no_woman_is_left_she_is_asked_and_not_forgotten(world: World) -> None:
    siti, man = await world.woman("siti"), await worker_of(world)
    woman = await worker_of(world, woman=True)
    await quiet_morning(world)
    chosen = Chosen(holder_id=woman.person_id, women_only=True)
    await write(world, siti, chosen=chosen)
    await end_role(world, woman)
    told = await after(world, 1)
    assert said_to(told, man) == []
    assert "petugas perempuan" in said_to(told, siti)[0]


@pytest.mark.parametrize("women_only", [True, False])
async def test_where_nobody_else_works_she_is_not_asked_for_nothing(world: World, women_only: bool) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world, woman=True)
    await quiet_morning(world)
    chosen = Chosen(holder_id=worker.person_id, women_only=women_only, only_holder=not women_only)
    matter = (await write(world, siti, chosen=chosen)).matter
    await after(world, 2 * HOUR_MIN)
    told = await after(world, 18 * HOUR_MIN)
    assert said_to(told, siti) == []
    assert (await now(world, matter)).climbed is Climbed.SUPERVISOR


async def test_of_a_complaint_nobody_it_is_about_hears_however_long_it_waits(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    boss, other = await worker_of(world, Role.SUPERVISOR), await worker_of(world, Role.SUPERVISOR)
    await quiet_morning(world)
    await write(world, siti, chosen=Chosen(complaint=True, about_id=boss.person_id))
    told = [each for _hour in range(48) for each in await after(world, HOUR_MIN)]
    assert said_to(told, boss) == []
    assert said_to(told, worker) == []
    assert len(said_to(told, other)) >= 2


async def test_when_whoever_could_read_a_complaint_has_left_she_hears_the_truth_once(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    await quiet_morning(world)
    about = Chosen(complaint=True, about_id=worker.person_id, holder_id=boss.person_id)
    await write(world, siti, chosen=about)
    await end_role(world, boss)
    told = await after(world, 1)
    assert [each.person_id for each in told] == [siti.person_id]
    assert "Inspektorat" in said_to(told, siti)[0]
    assert said_to([each for _hour in range(30) for each in await after(world, HOUR_MIN)], siti) == []


# -- notices --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wished", [True, False])
async def test_what_could_not_be_told_at_once_is_told_in_the_next_minute_to_who_wants_that(
    world: World, wished: bool
) -> None:
    worker = await worker_of(world)
    siti, tati = await world.woman("siti"), await world.woman("tati")
    await quiet_morning(world)

    async def wish(unit: Unit) -> None:
        contact_staff.set_at_once(unit, worker.person_id, wished)
        contact_staff.note_told(unit, worker.person_id)
        unit.write("UPDATE contact_staff SET looked_ms = told_ms")

    await world.run(wish)
    await held(world, siti, worker)
    await held(world, tati, worker)
    await world.run(lambda unit: contact_staff.note_news(unit, worker.person_id))
    assert world.told == []
    assert await look(world) == []
    assert len(await after(world, 1)) == int(wished)
    assert await after(world, 1) == []


async def test_what_came_into_an_open_line_within_a_minute_comes_with_the_next_one_in_its_order(
    world: World,
) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)
    await quiet_morning(world)
    await read(world, worker, matter)
    await answer(world, worker, matter)
    heard = []
    for text in ("satu", "dua", "tiga"):
        await write(world, siti, text)
        await act(world, siti, pass_on, matter)
        heard += world.told_to(worker)
    assert len(heard) == 1
    assert await look(world) == []
    told = await after(world, 1)
    (words_of_both,) = [render(each.text, "id") for each in told if each.person_id == worker.person_id]
    assert words_of_both.index("dua") < words_of_both.index("tiga")
    assert "satu" not in words_of_both
    assert await after(world, 1) == []


async def test_notices_to_one_person_are_a_minute_apart_whatever_happens(world: World) -> None:
    """A day in which everything comes together: no two within a minute, none at night."""
    worker = await worker_of(world)
    await worker_of(world, Role.SUPERVISOR)

    async def wish(unit: Unit) -> None:
        contact_staff.set_at_once(unit, worker.person_id, True)

    await world.run(wish)
    told_at: list[int] = []
    for number in range(120):
        if number % 4 == 0:
            await held(world, await world.woman(f"siti{number}"), worker)
            await note(world, told_at, worker, lambda unit: contact_staff.note_news(unit, worker.person_id))
        world.desk.now_ms += 20_000 if number % 3 else 13 * 60_000
        await note(world, told_at, worker, clock.look_around)
    gaps = [later - earlier for earlier, later in pairwise(told_at)]
    assert len(told_at) > 5
    assert min(gaps) >= NOTICE_EVERY_MS


async def note(
    world: World, told_at: list[int], worker: Actor, job: Callable[[Unit], Awaitable[Any]]
) -> None:
    await world.run(job)
    told_at += [world.desk.now_ms for each in world.told if each.person_id == worker.person_id]


# -- what is silent for a year ----------------------------------------------------------------------------------------

YEAR_MIN = 366 * 24 * HOUR_MIN


async def test_where_nobody_wrote_for_a_year_it_is_over_and_she_hears_it_once(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)
    await read(world, worker, matter)
    await answer(world, worker, matter)
    assert said_to(await after(world, YEAR_MIN - 3 * 24 * HOUR_MIN), siti) == []
    assert (await now(world, matter)).state is State.OPEN
    (told,) = said_to(await after(world, 3 * 24 * HOUR_MIN), siti)
    assert "Setahun tidak ada kabar" in told
    ended = await now(world, matter)
    assert (ended.state, ended.result) == (State.CLOSED, Result.NO_WORD)
    assert said_to(await after(world, HOUR_MIN), siti) == []


async def test_where_the_office_was_silent_for_a_year_she_hears_the_truth(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    await held(world, siti, worker)
    (told,) = said_to(await after(world, YEAR_MIN), siti)
    assert "Maaf, Bu" in told
    assert "tidak dijawab" in told


async def test_what_she_takes_up_again_after_that_stays_open(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)
    await after(world, YEAR_MIN)
    await act(world, siti, matters.reopen, matter.id)
    assert said_to(await after(world, 1), siti) == []
    assert (await now(world, matter)).state is State.OPEN


async def test_a_step_that_is_still_to_come_keeps_it_open(world: World) -> None:
    siti, worker = await world.woman("siti"), await worker_of(world)
    matter = await held(world, siti, worker)

    async def plan(unit: Unit) -> None:
        unit.write(
            "INSERT INTO matter_steps (id, matter_id, person_id, by_person, kind, body, due_ms, state, made_ms)"
            " VALUES ($1, $2, $3, $4, 'step', $5, $6, 'waiting', $7)",
            unit.new_id(),
            matter.id,
            siti.person_id,
            worker.person_id,
            b"",
            unit.now_ms + 2 * YEAR_MIN * 60_000,
            unit.now_ms,
        )

    await world.run(plan)
    await after(world, YEAR_MIN)
    assert (await now(world, matter)).state is State.OPEN
