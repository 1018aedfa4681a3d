"""Places in a course on both engines: first come, first served, never one too many, never twice, nobody passed over."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.storage import engine_for
from db import course_places, courses
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.course_refusals import (
    AlreadyIn,
    CapacityTooSmall,
    CourseClosed,
    NotIn,
    TooManyCourses,
    WaitingListFull,
)
from domain.courses import (
    COURSES_OF_PERSON_MAX,
    PARTICIPANTS_MAX,
    Course,
    Part,
    SessionState,
    State,
)
from domain.facts import Facts
from domain.refusals import Refusal
from domain.roles import Role
from tests.db.course_world import DAY_MS, HOUR_MS, TOMORROW, WEEKLY, course_of, join, leave, sessions, weeks
from tests.db.desk import NOON_MS, open_desk
from tests.db.office_world import World, world
from tests.db.places_model import ModelCourse
from tests.db.places_model import swap as model_swap

__all__ = ["world"]


async def act(world: World, step: Callable[..., Awaitable[Any]], *args: Any, **fields: Any) -> Any:
    return await world.run(lambda unit: step(unit, *args, **fields))


async def offered(world: World, **fields: Any) -> Course:
    return await course_of(world, await world.staff(Role.WORKER), **fields)


async def parts(world: World, course: Course) -> tuple[list[int], list[int]]:
    """Who has a place, and who waits."""
    joined, waiting = [
        await act(world, course_places.participants, course.id, part) for part in (Part.JOINED, Part.WAITING)
    ]
    return [each.person_id for each in joined], [each.person_id for each in waiting]


async def test_who_comes_first_has_a_place_and_the_others_wait_in_their_order(world: World) -> None:
    course = await offered(world, capacity=1)
    siti, yuyun, neneng = [await world.woman() for _ in range(3)]
    joined = await join(world, course, siti, newcomer=True)
    assert (joined.part, joined.newcomer, joined.by_person) == (Part.JOINED, True, siti.person_id)
    assert joined.joined_ms == world.desk.now_ms
    for n, woman in enumerate((yuyun, neneng), start=1):
        waits = await join(world, course, woman)
        assert (waits.part, waits.joined_ms) == (Part.WAITING, 0)
        assert await act(world, course_places.waits_at, waits) == n
    assert await act(world, course_places.waits_at, joined) == 0
    assert await act(world, course_places.count, course.id) == course_places.Counts(joined=1, waiting=2)


async def test_a_free_place_goes_to_whoever_has_waited_longest_in_the_same_transaction(world: World) -> None:
    course = await offered(world, capacity=1)
    siti, yuyun, neneng = [await world.woman() for _ in range(3)]
    for woman in (siti, yuyun, neneng):
        await join(world, course, woman)
    moved = await leave(world, course, siti)
    assert moved is not None
    assert (moved.person_id, moved.part, moved.joined_ms) == (
        yuyun.person_id,
        Part.JOINED,
        world.desk.now_ms,
    )
    assert await parts(world, course) == ([yuyun.person_id], [neneng.person_id])
    assert await leave(world, course, neneng) is None
    assert await parts(world, course) == ([yuyun.person_id], [])


async def test_who_left_and_comes_back_comes_last(world: World) -> None:
    course = await offered(world, capacity=1)
    siti, yuyun, neneng = [await world.woman() for _ in range(3)]
    for woman in (siti, yuyun, neneng):
        await join(world, course, woman)
    await leave(world, course, yuyun, "tidak ada yang menjaga anak")
    await join(world, course, yuyun)
    assert await parts(world, course) == ([siti.person_id], [neneng.person_id, yuyun.person_id])


async def test_why_she_left_is_sealed_for_her_and_forgotten_when_she_comes_back(world: World) -> None:
    course, siti = await offered(world), await world.woman()
    await join(world, course, siti)
    await leave(world, course, siti, "pindah rumah")

    async def opened(unit: Unit) -> str:
        (row,) = await unit.fetch("SELECT note FROM course_participants WHERE course_id = $1", course.id)
        if row["note"] is None:
            return ""
        await unit.vault.have([owner_of(siti.person_id)])
        place = cell(course_places.NOTE_PLACE, f"{course.id}/{siti.person_id}")
        return unit.vault.unseal(owner_of(siti.person_id), place, bytes(row["note"])).decode()

    assert await world.run(opened) == "pindah rumah"
    await join(world, course, siti)
    assert await world.run(opened) == ""


async def test_nobody_is_in_it_twice_by_no_record_of_hers(world: World) -> None:
    course = await offered(world, capacity=1)
    siti, yuyun, other = [await world.woman() for _ in range(3)]

    async def same(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other.person_id, siti.person_id)

    await world.run(same)
    await join(world, course, siti)
    await join(world, course, yuyun)
    for woman in (siti, yuyun, other):
        with pytest.raises(AlreadyIn):
            await join(world, course, woman)
    assert await parts(world, course) == ([siti.person_id], [yuyun.person_id])


async def test_of_two_who_take_the_last_place_at_once_one_waits(world: World) -> None:
    course = await offered(world, capacity=3)
    women = [await world.woman() for _ in range(8)]
    found = await asyncio.gather(*(join(world, course, woman) for woman in women))
    assert sorted(each.part for each in found) == [Part.JOINED] * 3 + [Part.WAITING] * 5
    assert sorted(each.n for each in found) == list(range(1, 9))


async def test_of_two_who_leave_at_once_each_passes_her_place_on(world: World) -> None:
    course = await offered(world, capacity=2)
    women = [await world.woman() for _ in range(5)]
    for woman in women:
        await join(world, course, woman)
    moved = await asyncio.gather(*(leave(world, course, woman) for woman in women[:2]))
    assert sorted(each.person_id for each in moved if each) == [each.person_id for each in women[2:4]]
    assert await parts(world, course) == ([each.person_id for each in women[2:4]], [women[4].person_id])


@pytest.mark.postgres
async def test_where_turns_run_beside_each_other_each_place_is_still_given_once(
    postgres_url: str, tmp_path: Path
) -> None:
    """Each in a connection of its own, as later processes will: whoever locks the course first decides alone."""
    async with open_desk(tmp_path, postgres_url) as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        course = await offered(world, capacity=2)
        women = [await world.woman() for _ in range(6)]
        await join(world, course, women[0])
        facts = await world.run(_facts)

        async def beside(job: Callable[[Unit], Awaitable[Any]]) -> Any:
            engine = engine_for(postgres_url, exclusive=False)
            await engine.connect()
            try:
                unit = Unit(engine, desk.storage.vault, desk.storage.ids, desk.now_ms, facts)
                result = await job(unit)
                await unit.finish()
                return result
            finally:
                await engine.close()

        async def comes(unit: Unit, woman: int) -> Part:
            return (await course_places.join(unit, course, woman)).part

        async def goes(unit: Unit) -> Part | None:
            await course_places.leave(unit, course, women[0].person_id)
            moved = await course_places.move_up(unit, course)
            return None if moved is None else moved.part

        jobs = [partial(comes, woman=each.person_id) for each in women[1:]]
        found = await asyncio.gather(*(beside(job) for job in jobs))
        assert sorted(found) == [Part.JOINED] + [Part.WAITING] * 4
        late = await world.woman()
        await asyncio.gather(beside(goes), beside(partial(comes, woman=late.person_id)))
        joined, waiting = await parts(world, course)
        assert (len(joined), len(waiting), waiting[-1]) == (2, 4, late.person_id)


async def _facts(unit: Unit) -> Facts:
    return unit.facts


async def test_who_is_not_in_it_does_not_leave_it(world: World) -> None:
    course, siti = await offered(world), await world.woman()
    with pytest.raises(NotIn):
        await leave(world, course, siti)
    await join(world, course, siti)
    await leave(world, course, siti)
    with pytest.raises(NotIn):
        await leave(world, course, siti)


async def test_a_course_that_is_over_takes_nobody_and_lets_nobody_go(world: World) -> None:
    ended, cancelled, passed = [await offered(world) for _ in range(3)]
    siti = await world.woman()
    await join(world, ended, siti)
    await act(world, courses.end, ended)
    await act(world, courses.cancel, cancelled)
    for each in await sessions(world, passed):
        await act(world, courses.cancel_session, each)
    for course in (ended, cancelled, passed):
        with pytest.raises(CourseClosed):
            await join(world, course, await world.woman())
    with pytest.raises(CourseClosed):
        await leave(world, ended, siti)


async def test_in_its_last_hours_nobody_moves_up_and_nobody_begins_to_wait(world: World) -> None:
    course = await offered(world, capacity=1, days=weeks(1))
    siti, yuyun, neneng = [await world.woman() for _ in range(3)]
    await join(world, course, siti)
    await join(world, course, yuyun)
    world.pass_time(19 * 60 + 1)  # 7.01 on Wednesday: it begins at nine
    with pytest.raises(CourseClosed):
        await join(world, course, neneng)
    assert await leave(world, course, siti) is None
    # She who waits may still take what is free by her own word, like everybody.
    assert (await join(world, course, yuyun)).part is Part.JOINED
    await leave(world, course, yuyun)
    assert (await join(world, course, neneng)).part is Part.JOINED


async def test_nobody_is_put_out_by_fewer_places_and_more_let_the_next_ones_in(world: World) -> None:
    course = await offered(world, capacity=2)
    women = [await world.woman() for _ in range(6)]
    for woman in women:
        await join(world, course, woman)
    with pytest.raises(CapacityTooSmall) as refused:
        await act(world, course_places.set_capacity, course, 1)
    assert refused.value.fields == {"count": 2}
    changed, moved = await act(world, course_places.set_capacity, course, 4)
    assert (changed.capacity, [each.person_id for each in moved]) == (
        4,
        [each.person_id for each in women[2:4]],
    )
    changed, moved = await act(world, course_places.set_capacity, changed, 0)
    assert [each.person_id for each in moved] == [each.person_id for each in women[4:]]
    assert (await join(world, changed, await world.woman())).part is Part.JOINED


async def test_a_later_last_session_lets_those_who_wait_move_up_again(world: World) -> None:
    course = await offered(world, capacity=1, days=weeks(1))
    siti, yuyun = await world.woman(), await world.woman()
    await join(world, course, siti)
    await join(world, course, yuyun)
    world.pass_time(20 * 60)
    assert await leave(world, course, siti) is None

    async def one_more(unit: Unit) -> list[int]:
        await courses.add_session(unit, course, unit.now_ms + DAY_MS)
        return [each.person_id for each in await course_places.fill(unit, course)]

    assert await world.run(one_more) == [yuyun.person_id]


async def test_who_takes_part_in_many_is_asked_to_end_one_first(world: World) -> None:
    worker, siti = await world.staff(Role.WORKER), await world.woman()
    many = [await course_of(world, worker, days=weeks(1)) for _ in range(COURSES_OF_PERSON_MAX + 1)]
    for course in many[:-1]:
        await join(world, course, siti)
    with pytest.raises(TooManyCourses) as refused:
        await join(world, many[-1], siti)
    assert refused.value.fields == {"most": COURSES_OF_PERSON_MAX}
    swapped = await act(world, course_places.swap, many[0], many[-1], siti.person_id)
    assert swapped.part is Part.JOINED
    await act(world, courses.end, many[-1])
    await join(world, many[0], siti)


async def test_a_list_that_helps_nobody_takes_nobody(world: World) -> None:
    course = await offered(world, capacity=1)

    async def crowd(unit: Unit) -> None:
        ids = [unit.new_id() for _ in range(PARTICIPANTS_MAX)]
        unit.write_many("INSERT INTO persons (id, created_ms) VALUES ($1, 0)", [(each,) for each in ids])
        unit.write_many(
            "INSERT INTO course_participants (course_id, person_id, n, state, by_person, made_ms, changed_ms)"
            " VALUES ($1, $2, $3, $4, $2, 1, 1)",
            [(course.id, each, n, "waiting" if n > 1 else "joined") for n, each in enumerate(ids, start=1)],
        )

    await world.run(crowd)
    with pytest.raises(WaitingListFull):
        await join(world, course, await world.woman())


async def test_her_courses_are_told_with_how_she_takes_part(world: World) -> None:
    one, two, over = [await offered(world, capacity=1) for _ in range(3)]
    siti, other = await world.woman(), await world.woman()
    await join(world, two, other)
    for course in (one, two, over):
        await join(world, course, siti)
    await act(world, courses.end, over)
    hers = await act(world, course_places.of_person, siti.person_id)
    assert [(course, each.part) for course, each in hers] == [(one, Part.JOINED), (two, Part.WAITING)]
    hers = await act(world, course_places.of_person, siti.person_id, parts=(Part.DONE,), state=None)
    assert [(course.id, course.state) for course, _ in hers] == [(over.id, State.ENDED)]


async def test_what_is_at_the_same_time_is_named_with_both_sessions(world: World) -> None:
    worker, siti = await world.staff(Role.WORKER), await world.woman()
    mornings = await course_of(world, worker)
    await join(world, mornings, siti)
    later: dict[str, Any] = {
        "recurrence": WEEKLY,
        "days": weeks(2, TOMORROW + timedelta(weeks=1)),
        "title": "Menjahit",
    }
    wanted = await course_of(world, worker, **later)
    found = await act(world, course_places.clashes, siti.person_id, wanted)
    assert [(course.id, mine.n, new.n) for course, mine, new in found] == [
        (mornings.id, 2, 1),
        (mornings.id, 3, 2),
    ]
    second = (await sessions(world, mornings))[1]
    await act(world, courses.cancel_session, second)
    found = await act(world, course_places.clashes, siti.person_id, wanted)
    assert [mine.n for _, mine, _ in found] == [3]
    world.pass_time(14 * 24 * 60)
    assert await act(world, course_places.clashes, siti.person_id, mornings) == []


async def test_sessions_that_follow_each_other_do_not_clash(world: World) -> None:
    worker, siti = await world.staff(Role.WORKER), await world.woman()
    await join(world, await course_of(world, worker), siti)
    after = await course_of(world, worker)
    for each in await sessions(world, after):
        await act(world, courses.move_session, each, each.start_ms + 2 * HOUR_MS)
    assert await act(world, course_places.clashes, siti.person_id, after) == []
    third = (await sessions(world, after))[2]
    await act(world, courses.move_session, third, third.start_ms - 60_000)
    assert len(await act(world, course_places.clashes, siti.person_id, after)) == 1


async def test_who_swaps_gives_her_place_only_for_a_place(world: World) -> None:
    here, there = await offered(world), await offered(world, capacity=1)
    siti, yuyun = await world.woman(), await world.woman()
    await join(world, here, siti, newcomer=True)
    await join(world, there, yuyun)

    async def swap() -> Part:
        found = await world.run(lambda unit: course_places.swap(unit, here, there, siti.person_id), by=siti)
        assert found.newcomer
        return found.part

    assert await swap() is Part.WAITING
    assert (await parts(world, here))[0] == [siti.person_id]
    with pytest.raises(AlreadyIn):
        await swap()
    await leave(world, there, siti)
    await leave(world, there, yuyun)
    assert await swap() is Part.JOINED
    assert await parts(world, here) == ([], [])
    with pytest.raises(NotIn):
        await swap()


# -- against a model of two lists -------------------------------------------------------------------------------

WOMEN = 5
# Women come and go most of the time, workers change something now and then, and time passes.
KINDS = ["join"] * 14 + ["leave"] * 8 + ["swap"] * 2 + ["capacity", "more", "off", "wait", "near"]
VALUES: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(("join", "leave", "swap"), tuple(range(WOMEN))),
    "capacity": (1, 2, 0, 1, 3),
    "more": (3, 30, 200),  # hours from now
    "off": (0,),
    "wait": (1, 12, 24),  # hours
    "near": (121, 120, 119, 5, -30),  # minutes before the last session
}
MOVES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 1), st.integers(0, 59)), min_size=20, max_size=40
)
Move = tuple[str, int, int]


class Both:
    """The same done to two courses in the records and to two in the model."""

    def __init__(self, world: World, women: list[int]) -> None:
        self.world = world
        self.women = women
        self.courses: list[Course] = []
        self.models: list[ModelCourse] = []

    async def begin(self) -> None:
        self.world.desk.now_ms = NOON_MS
        worker = await self.world.staff(Role.WORKER)
        for capacity in (1, 1):
            made = await course_of(self.world, worker, capacity=capacity, days=weeks(2))
            self.courses.append(made)
            starts = [each.start_ms for each in await sessions(self.world, made)]
            length_ms = made.length_min * 60_000
            self.models.append(ModelCourse(capacity=capacity, starts=starts, length_ms=length_ms))

    async def play(self, moves: list[Move]) -> None:
        await self.begin()
        for kind, which, value in moves:
            chosen = VALUES[kind][value % len(VALUES[kind])]
            said, expected = await getattr(self, f"do_{kind}")(which, chosen)
            assert said == expected, (kind, which, chosen)
            await self.compare()

    async def step(self, job: Callable[[Unit], Awaitable[str]]) -> str:
        try:
            return await self.world.run(job)
        except Refusal as refused:
            return refused.code

    @property
    def now(self) -> int:
        return self.world.desk.now_ms

    async def do_join(self, which: int, woman: int) -> tuple[str, str]:
        async def job(unit: Unit) -> str:
            return (await course_places.join(unit, self.courses[which], self.women[woman])).part.value

        return await self.step(job), self.models[which].join(woman, self.now)

    async def do_leave(self, which: int, woman: int) -> tuple[str, str]:
        async def job(unit: Unit) -> str:
            await course_places.leave(unit, self.courses[which], self.women[woman])
            await course_places.fill(unit, self.courses[which])
            return "left"

        return await self.step(job), self.models[which].leave(woman, self.now)

    async def do_swap(self, which: int, woman: int) -> tuple[str, str]:
        here, there = self.courses[which], self.courses[1 - which]

        async def job(unit: Unit) -> str:
            found = await course_places.swap(unit, here, there, self.women[woman])
            await course_places.fill(unit, here)
            return found.part.value

        expected = model_swap(self.models[which], self.models[1 - which], woman, self.now)
        return await self.step(job), expected

    async def do_capacity(self, which: int, capacity: int) -> tuple[str, str]:
        async def job(unit: Unit) -> str:
            await course_places.set_capacity(unit, self.courses[which], capacity)
            return "changed"

        return await self.step(job), self.models[which].set_capacity(capacity, self.now)

    async def do_wait(self, _which: int, hours: int) -> tuple[str, str]:
        self.world.pass_time(hours * 60)
        return "", ""

    async def do_near(self, which: int, minutes: int) -> tuple[str, str]:
        """So many minutes before the last session, unless that is over."""
        starts = self.models[which].starts
        self.world.desk.now_ms = max(self.now, max(starts, default=0) - minutes * 60_000)
        return "", ""

    async def do_more(self, which: int, hours: int) -> tuple[str, str]:
        begins_ms = self.now + hours * HOUR_MS

        async def job(unit: Unit) -> str:
            await courses.add_session(unit, self.courses[which], begins_ms)
            await course_places.fill(unit, self.courses[which])
            return "more"

        self.models[which].starts.append(begins_ms)
        self.models[which].fill(self.now)
        return await self.step(job), "more"

    async def do_off(self, which: int, _value: int) -> tuple[str, str]:
        """The latest session that is not over is off."""
        model, course = self.models[which], self.courses[which]
        planned = [
            each
            for each in await sessions(self.world, course)
            if each.state is SessionState.PLANNED and each.start_ms + model.length_ms > self.now
        ]
        if not planned:
            return "", ""
        model.starts.remove(planned[-1].start_ms)

        async def job(unit: Unit) -> str:
            return (await courses.cancel_session(unit, planned[-1])).state.value

        return await self.step(job), "cancelled"

    async def compare(self) -> None:
        for course, model in zip(self.courses, self.models, strict=True):
            joined, waiting = await parts(self.world, course)
            assert sorted(joined) == sorted(self.women[each] for each in model.joined)
            assert waiting == [self.women[each] for each in model.waiting]
            assert not model.capacity or len(joined) <= model.capacity


def test_places_are_what_two_lists_say_under_whatever_women_and_workers_do(tmp_path: Path, url: str) -> None:
    with asyncio.Runner() as runner:

        async def open_world() -> tuple[Any, World, list[int]]:
            opening = open_desk(tmp_path, url)
            world = World(await opening.__aenter__())
            world.office = await world.add_office("Kantor Contoh", "samarinda")
            return opening, world, [(await world.woman()).person_id for _ in range(WOMEN)]

        opening, world, women = runner.run(open_world())
        try:

            @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
            @given(MOVES)
            def play(moves: list[Move]) -> None:
                async def clean_and_play() -> None:
                    both = Both(world, women)
                    await both.play(moves)
                    for course in both.courses:
                        await act(world, courses.cancel, course)

                runner.run(clean_and_play())

            play()
        finally:
            runner.run(opening.__aexit__(None, None, None))
