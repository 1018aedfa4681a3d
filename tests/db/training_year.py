"""A year of an office with ten courses and sixty women in three zones, walked through at random by the program's own steps.

Whatever happens is written on the paper list too (training_model.py), and both are compared after each step.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from db import (
    course_planting,
    course_sessions,
    course_task_tellings,
    courses,
    organisations,
    outcomes,
    people,
    withdrawals,
)
from db.people import Actor
from db.unit import Told, Unit
from domain.contact import MessageClass
from domain.courses import Course, Kind, Reply, Topic
from domain.purposes import Controller, Purpose, Side
from domain.recurrence import Recurrence
from domain.refusals import Refusal
from domain.roles import Role
from domain.zones import local_time
from handlers.training import (
    ask_missed,
    change_steps,
    company_clock,
    evaluate_steps,
    join_steps,
    manage_steps,
    outcome_steps,
    over,
    remind,
)
from handlers.training.attendance_steps import save_list
from handlers.training.reply import keep_reply
from handlers.training.task_steps import finish, list_tasks
from tests.db.office_world import World
from tests.db.training_model import DAY, HOUR, MINUTE, OFFSET_OF_ZONE, Class, Meeting, Model

COURSES, WOMEN = 10, 60
OFFSETS = ((1440, 120), (1440, 120), (2880, 120), (1440,), (240, 180, 120), ())
HOURS = (0, 5 * 60, 7 * 60 + 30, 8 * 60, 9 * 60, 13 * 60, 16 * 60, 19 * 60 + 30, 23 * 60 + 45)
LOOKS = (
    remind.look_around,
    over.look_around,
    company_clock.look_around,
    ask_missed.look_around,
    evaluate_steps.look_around,
    outcome_steps.look_around,
)
CLOCKS = (course_planting, course_task_tellings, outcomes)


@dataclass
class Year:
    """The office. told: reminders by (session, moves, person, offset). asked: questions by (session, moves, person)."""

    world: World
    chance: Random
    worker: Actor
    women: list[Actor]
    model: Model
    told: Counter[tuple[int, int, int, int]] = field(default_factory=Counter)
    asked: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def now(self) -> int:
        return self.world.desk.now_ms

    # -- the clock ----------------------------------------------------------------------------------------------

    async def pass_to(self, moment: int) -> None:
        """The clock stops at whatever is due on the way."""
        while (due := await self._next_due()) is not None and due < moment:
            self.world.desk.now_ms = due
            await self.look()
        self.world.desk.now_ms = moment
        await self.look()

    async def _next_due(self) -> int | None:
        async def read(unit: Unit) -> int | None:
            moments = [await each.next_due(unit, self.now) for each in CLOCKS]
            return min((each for each in moments if each is not None), default=None)

        said, mine = await self.world.run(read), self.model.next_due(self.now)
        if mine is not None and (said is None or said > mine):
            self.faults.append(f"the clock would sleep until {said}, and somebody is due at {mine}")
            return mine
        return said

    async def look(self) -> None:
        """As the clock does it once a minute."""
        told: list[Told] = []
        for look in LOOKS:
            left = True
            while left:
                left = await self.world.run(look)
                told += self.world.told
        self.model.pass_to(self.now)
        await self._note(
            [each for each in told if each.kind == MessageClass.REMINDER.value and each.outbox_id]
        )

    async def _note(self, told: list[Told]) -> None:
        if not told:
            return
        numbers = ", ".join(str(each.outbox_id) for each in told)
        rows = await self.world.rows(
            "SELECT outbox_id, session_id, moves, person_id, offset_min FROM course_reminders"
            f" WHERE offset_min > 0 AND outbox_id IN ({numbers})"
        )
        by_number = {row["outbox_id"]: row for row in rows}
        for each in told:
            row = by_number[each.outbox_id]
            self.told[row["session_id"], row["moves"], row["person_id"], row["offset_min"]] += 1
            if each.buttons:
                self.asked[row["session_id"], row["moves"], row["person_id"]] += 1
            hour = self.now // HOUR + OFFSET_OF_ZONE[self.model.zones[each.person_id]]
            if not 7 <= hour % 24 < 20:
                self.faults.append(f"at night: {each.person_id} at {self.now}")

    # -- what happens -------------------------------------------------------------------------------------------

    async def step(self) -> None:
        """One thing happens; then the lists are compared."""
        happens = self.chance.choices(
            (
                self._join,
                self._leave,
                self._reply,
                self._attendance,
                self._move,
                self._call_off,
                self._withdraw,
                self._capacity,
                self._task,
                self._answer,
                self._change_offsets,
            ),
            (30, 10, 25, 15, 4, 2, 1, 2, 5, 6, 1),
        )[0]
        if await happens():
            self.steps[happens.__name__.lstrip("_")] += 1
        while sum(each.open for each in self.model.classes.values()) < COURSES:
            await self.begin_course()
        await self._compare()

    async def _try(self, job: Callable[[Unit], Awaitable[Any]], by: Actor) -> bool:
        """Whether it was done; a refusal has changed nothing."""
        try:
            await self.world.run(job, by=by)
        except Refusal:
            return False
        return True

    def _any(self) -> Class:
        return self.chance.choice([each for each in self.model.classes.values() if each.open])

    def _any_meeting(self) -> tuple[Class, Meeting] | None:
        """One that is to come soon."""
        found = [
            (of, each)
            for of in self.model.classes.values()
            for each in of.meetings.values()
            if of.open and each.state == "planned" and self.now < each.start < self.now + 8 * DAY
        ]
        return self.chance.choice(found) if found else None

    async def _join(self) -> bool:
        of, woman = self._any(), self.chance.choice(self.women)
        newcomer = self.chance.random() < 0.3
        done = await self._try(
            partial(join_steps.join_course, course_id=of.id, area="", newcomer=newcomer, said_yes=True), woman
        )
        if done:
            of.enter(woman.person_id, self.now)
        return done

    async def _leave(self) -> bool:
        of = self._any()
        inside = [*of.joined, *of.waiting]
        if not inside:
            return False
        woman = self._woman(self.chance.choice(inside))
        done = await self._try(partial(join_steps.leave_course, course_id=of.id, reason=""), woman)
        if done:
            of.go(woman.person_id, self.now)
        return done

    def _woman(self, person_id: int) -> Actor:
        return next(each for each in self.women if each.person_id == person_id)

    async def _reply(self) -> bool:
        found = self._any_meeting()
        if found is None or not found[0].joined:
            return False
        (of, meeting), said = found, self.chance.choice(list(Reply))
        woman = self._woman(self.chance.choice(list(of.joined)))
        job = partial(keep_reply, session_id=meeting.id, moves=meeting.moves, said=said.value)
        done = await self._try(job, woman)
        if done:
            (meeting.said_no.add if said is Reply.NO else meeting.said_no.discard)(woman.person_id)
        return done

    async def _attendance(self) -> bool:
        """Of the last session that has begun."""
        of = self._any()
        past = [each for each in of.meetings.values() if each.start <= self.now and each.state != "cancelled"]
        if not past or not of.joined:
            return False
        meeting = max(past, key=lambda each: each.start)
        came = tuple(each for each in of.joined if self.chance.random() < 0.7)
        job = partial(save_list, session_id=meeting.id, came=came, away=())
        done = await self._try(job, self.worker)
        if done:
            meeting.state = "held"
        return done

    async def _move(self) -> bool:
        found = self._any_meeting()
        if found is None:
            return False
        of, meeting = found
        course = await self.world.run(partial(courses.get, course_id=of.id))
        begins = local_time(datetime.fromtimestamp(meeting.start / 1000, UTC), course.zone)
        day, minute = (
            begins.date() + timedelta(days=self.chance.choice((0, 1, 2, 5))),
            self.chance.choice(HOURS),
        )
        job = partial(change_steps.move, session_id=meeting.id, moves=meeting.moves, day=day, minute=minute)
        done = await self._try(job, self.worker)
        if done:
            now = await self.world.run(partial(course_sessions.get_session, session_id=meeting.id))
            meeting.start, meeting.since, meeting.moves = now.start_ms, self.now, meeting.moves + 1
            meeting.said_no.clear()
            of.fill(self.now)
        return done

    async def _call_off(self) -> bool:
        found = self._any_meeting()
        if found is None:
            return False
        _of, meeting = found
        job = partial(change_steps.call_off, session_id=meeting.id, moves=meeting.moves, reason="")
        done = await self._try(job, self.worker)
        if done:
            meeting.state = "cancelled"
            await self.look()  # by this the course's last session may be long over
        return done

    async def _withdraw(self) -> bool:
        """She takes back her yes: she is in none of their courses any more."""
        woman = self.chance.choice(self.women)
        controller = Controller(side=Side.OFFICE, id=self.world.office, name="Kantor Contoh")
        job = partial(
            withdrawals.withdraw,
            person_id=woman.person_id,
            purpose=Purpose.TRAINING,
            controller=controller,
            version="1",
            text="",
        )
        done = await self._try(job, woman)
        for each in self.model.classes.values() if done else ():
            if each.open and (woman.person_id in each.joined or woman.person_id in each.waiting):
                each.go(woman.person_id, self.now)
        return done

    async def _capacity(self) -> bool:
        of, capacity = self._any(), self.chance.choice((0, 4, 6, 8, 12))
        done = await self._try(
            partial(manage_steps.set_capacity, course_id=of.id, capacity=capacity), self.worker
        )
        if done:
            of.capacity = capacity
            of.fill(self.now)
        return done

    async def _change_offsets(self) -> bool:
        """Before anybody was reminded of what comes next: what was told keeps its row."""
        of, offsets = self._any(), self.chance.choice(OFFSETS)
        near = any(0 < each.start - self.now < 4 * DAY for each in of.meetings.values())
        if near or not await self._try(
            partial(manage_steps.change, course_id=of.id, field="offsets", value=offsets), self.worker
        ):
            return False
        of.offsets = offsets
        return True

    async def _task(self) -> bool:
        tasks = await self.world.run(list_tasks, by=self.worker)
        if not tasks:
            return False
        return await self._try(partial(finish, task_id=tasks[0].task_id, note=""), self.worker)

    async def _answer(self) -> bool:
        """Somebody who was asked what became of it answers."""
        open_now = await self.world.rows(
            "SELECT course_id, person_id, month FROM outcomes WHERE state = 'told' ORDER BY person_id, course_id, month"
        )
        if not open_now:
            return False
        row = self.chance.choice(open_now)
        job = partial(
            outcome_steps.keep_answers,
            course_id=row["course_id"],
            month=row["month"],
            said={},
            wants_talk=False,
        )
        return await self._try(job, self._woman(row["person_id"]))

    async def begin_course(self) -> None:
        zone, start_min = self.chance.choice(list(OFFSET_OF_ZONE)), self.chance.choice(HOURS)
        first = local_time(datetime.fromtimestamp(self.now / 1000, UTC), zone).date()
        first += timedelta(days=self.chance.randint(2, 20))
        days = [first + timedelta(days=7 * n) for n in range(self.chance.randint(1, 10))]
        capacity, offsets = self.chance.choice((0, 3, 6, 10)), self.chance.choice(OFFSETS)
        course = await self.world.run(
            partial(
                _create,
                office=self.world.office,
                days=days,
                zone=zone,
                start_min=start_min,
                capacity=capacity,
                offsets=offsets,
            ),
            by=self.worker,
        )
        sessions = await self.world.run(partial(course_sessions.sessions_of, course_id=course.id))
        self.model.classes[course.id] = Class(
            id=course.id,
            capacity=capacity,
            offsets=offsets,
            meetings={
                each.id: Meeting(each.id, each.start_ms, each.length_min * MINUTE) for each in sessions
            },
        )

    # -- compared -----------------------------------------------------------------------------------------------

    async def _compare(self) -> None:
        rows = await self.world.rows(
            "SELECT p.course_id, p.person_id, p.state, c.state AS course FROM course_participants p"
            " JOIN courses c ON c.id = p.course_id WHERE p.state IN ('joined', 'waiting') ORDER BY p.n"
        )
        for each in self.model.classes.values():
            if each.open:
                await self._close_if_over(each)
        for each in self.model.classes.values():
            mine = [row for row in rows if row["course_id"] == each.id]
            joined = {row["person_id"] for row in mine if row["state"] == "joined"}
            waiting = [row["person_id"] for row in mine if row["state"] == "waiting"]
            if each.open and (joined, waiting) != (set(each.joined), each.waiting):
                self.faults.append(f"course {each.id} at {self.now}: {waiting} wait, expected {each.waiting}")
            if each.open and each.capacity and len(joined) > each.capacity:
                self.faults.append(f"course {each.id} has more people than places")
        twice = await self.world.rows(
            "SELECT person_id FROM outcomes WHERE state = 'told' GROUP BY person_id HAVING count(*) > 1"
        )
        self.faults += [f"two questions are open: {row['person_id']} at {self.now}" for row in twice]

    async def _close_if_over(self, each: Class) -> None:
        """Two weeks after its last session the clock ends it; the paper list follows."""
        kept = [one for one in each.meetings.values() if one.state != "cancelled"]
        over_at = max((one.start + one.length for one in kept), default=0)
        course = await self.world.run(partial(courses.get, course_id=each.id))
        is_over = bool(kept) and over_at <= self.now - 14 * DAY
        if (course.state.value != "open") != is_over:
            self.faults.append(f"course {each.id} is {course.state} at {self.now}")
        each.open = course.state.value == "open"


async def _create(
    unit: Unit,
    *,
    office: int,
    days: list[date],
    zone: str,
    start_min: int,
    capacity: int,
    offsets: tuple[int, ...],
) -> Course:
    return await courses.create(
        unit,
        organisation_id=office,
        kind=Kind.SKILL,
        topic=Topic.COOKIES,
        title="Kue kering",
        place="Balai desa",
        zone=zone,
        recurrence=Recurrence(rule="FREQ=WEEKLY", first=days[0], start_min=start_min, count=len(days)),
        days=days,
        capacity=capacity,
        offsets=offsets,
    )


async def begin(world: World, number: int) -> Year:
    """The office on the first day."""
    chance = Random(number)
    worker = await world.staff(Role.WORKER)
    women = [await world.woman() for _woman in range(WOMEN)]
    zones = {each.person_id: chance.choice(list(OFFSET_OF_ZONE)) for each in women}

    async def live(unit: Unit) -> None:
        for each in women:
            people.set_area(unit, each.person_id, "samarinda", zones[each.person_id])
            organisations.enrol(unit, each.person_id, woman=True, zone=zones[each.person_id])

    await world.run(live)
    year = Year(
        world=world, chance=chance, worker=worker, women=women, model=Model(zones, last=world.desk.now_ms)
    )
    for _course in range(COURSES):
        await year.begin_course()
    return year
