"""A class goes through random days: moved, cancelled, left, answered; the clock stands still, jumps, and goes back.

What was told is held against what a person would expect who looks at nothing but the class as it stands at that moment.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from db import course_places, course_reminders, course_sessions
from db.people import Actor
from db.unit import Told, Unit
from domain.courses import Course, Part, Reply, Session, SessionState
from domain.recurrence import Recurrence
from domain.roles import Role
from domain.zones import WIB, WIT, WITA, local_time
from handlers.training import remind
from handlers.training.tell import tell_cancelled, tell_moved
from tests.db.course_world import course_of, join
from tests.db.office_world import MINUTE_MS, World

ZONES = (WIB, WITA, WIT)
AROUND_MIDNIGHT = (23 * 60 + 30, 23 * 60 + 45, 0, 15, 30)
ANY_HOUR = (5 * 60, 6 * 60 + 30, 8 * 60, 9 * 60, 13 * 60, 16 * 60, 19 * 60)
OFFSETS = ((1440, 120), (120,), (2880, 1440, 60), (240, 180, 120), (45,))
SAFE_HOURS = (None, None, None, (600, 660), (1320, 60), (420, 1200), (0, 1380))


@dataclass
class Walk:
    """One class. told: (person, session, moves, offset) -> when."""

    world: World
    chance: Random
    course: Course
    women: list[Actor]
    worker: Actor
    told: Counter[tuple[int, int, int, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    # -- the clock ----------------------------------------------------------------------------------------------

    async def look(self) -> None:
        """As the clock does it once a minute."""
        left = True
        while left:
            left = await self.world.run(remind.look_around)
            await self._note(self.world.told)

    async def _note(self, told: list[Told]) -> None:
        for each in told:
            rows = await self.world.rows(
                "SELECT session_id, moves, offset_min, state FROM course_reminders WHERE outbox_id = $1",
                each.outbox_id,
            )
            row = rows[0]
            self.told[each.person_id, row["session_id"], row["moves"], row["offset_min"]] += 1
            if row["offset_min"] > 0:
                await self._check(each, row["session_id"], row["moves"], row["offset_min"])

    async def _check(self, told: Told, session_id: int, moves: int, offset_min: int) -> None:
        """Whether somebody who looks at the class now would remind her now."""
        now = datetime.fromtimestamp(self.world.desk.now_ms / 1000, UTC)

        async def read(unit: Unit) -> tuple[Session, Part | None, Reply | None]:
            session = await course_sessions.get_session(unit, session_id)
            found = await course_places.find(unit, self.course.id, told.person_id)
            said = await course_reminders.replies_of(unit, session)
            return session, found.part if found else None, said.get(told.person_id)

        session, part, said = await self.world.run(read)
        row = (await self.world.rows("SELECT * FROM persons WHERE id = $1", told.person_id))[0]
        wrong = [
            what
            for what, is_so in (
                ("of a time that is over", moves != session.moves),
                ("of a session that is off", session.state is not SessionState.PLANNED),
                ("to who has left", part is not Part.JOINED),
                ("after her no", said is Reply.NO),
                ("too late", now >= session.start - timedelta(minutes=30)),
                ("too early", now < session.start - timedelta(minutes=offset_min + 2 * 1440)),
                ("at night", not _may_ring(now, row)),
            )
            if is_so
        ]
        self.faults += [
            f"{each}: {told.person_id} {session_id}/{moves} {offset_min} at {now}" for each in wrong
        ]

    # -- what happens -------------------------------------------------------------------------------------------

    async def step(self) -> None:
        """Something happens, and perhaps the program was down meanwhile."""
        happens = self.chance.choices(
            (
                self._pass,
                self._sleep,
                self._jump_back,
                self._move,
                self._cancel,
                self._leave,
                self._join,
                self._reply,
            ),
            (40, 10, 5, 6, 2, 4, 6, 12),
        )[0]
        await happens()

    async def _pass(self) -> None:
        """The program is up and looks every quarter of an hour."""
        for _quarter in range(self.chance.choice((1, 4, 24, 40))):
            self.world.pass_time(15)
            await self.look()

    async def _sleep(self) -> None:
        self.world.pass_time(self.chance.choice((180, 180, 600, 2 * 1440)))
        await self.look()

    async def _jump_back(self) -> None:
        self.world.pass_time(-self.chance.choice((1, 60, 1440)))
        await self.look()

    async def _move(self) -> None:
        minutes = self.chance.choice((-120, -60, 0, 30, 60, 1440, 3 * 1440))

        async def job(unit: Unit) -> None:
            session = await self._next(unit)
            if session is None or session.start_ms + minutes * MINUTE_MS <= unit.now_ms:
                return
            moved = await course_sessions.move_session(unit, session, session.start_ms + minutes * MINUTE_MS)
            await tell_moved(unit, self.course, session, moved)

        await self.world.run(job, by=self.worker)
        await self._note(self.world.told)

    async def _cancel(self) -> None:
        async def job(unit: Unit) -> None:
            session = await self._next(unit)
            if session is not None:
                await tell_cancelled(unit, self.course, await course_sessions.cancel_session(unit, session))

        await self.world.run(job, by=self.worker)
        await self._note(self.world.told)

    async def _next(self, unit: Unit) -> Session | None:
        session = await course_sessions.next_session(unit, self.course.id)
        return session if session is not None and session.start_ms > unit.now_ms else None

    async def _leave(self) -> None:
        woman = self.chance.choice(self.women)

        async def job(unit: Unit) -> None:
            found = await course_places.find(unit, self.course.id, woman.person_id)
            if found is not None and found.part is Part.JOINED:
                await course_places.leave(unit, self.course, woman.person_id)
                course_reminders.drop_for_person(unit, self.course.id, woman.person_id)

        await self.world.run(job, by=woman)

    async def _join(self) -> None:
        woman = self.chance.choice(self.women)

        async def job(unit: Unit) -> bool:
            found = await course_places.find(unit, self.course.id, woman.person_id)
            last = await course_sessions.last_session(unit, self.course.id)
            return (found is None or found.part is Part.LEFT) and last is not None and last.end > unit.now

        if await self.world.run(job):
            await join(self.world, self.course, woman)

    async def _reply(self) -> None:
        woman, said = self.chance.choice(self.women), self.chance.choice(list(Reply))

        async def job(unit: Unit) -> None:
            session = await self._next(unit)
            if session is not None:
                course_reminders.reply(unit, session, woman.person_id, said)

        await self.world.run(job, by=woman)


def _may_ring(now: datetime, row: dict[str, Any]) -> bool:
    """By day, and in the hours that she has called safe."""
    local = local_time(now, str(row["zone"]))
    minute = local.hour * 60 + local.minute
    loud = 7 * 60 <= minute < 20 * 60
    if row["safe_from_min"] is None:
        return loud
    first, last = row["safe_from_min"], row["safe_to_min"]
    safe = first <= minute < last if first < last else minute >= first or minute < last
    never_both = first >= 1200 and last <= 420  # then what is safe wins
    return safe and (loud or never_both)


async def begin(world: World, number: int, *, zone: str = "", start_min: int | None = None) -> Walk:
    """A class of three women, made by its number alone, but for the clock by which it begins."""
    chance = Random(number)
    worker = await world.staff(Role.WORKER)
    today = local_time(datetime.fromtimestamp(world.desk.now_ms / 1000, UTC), WITA).date()
    first = today + timedelta(days=chance.choice((1, 2, 3, 5)))
    any_zone, any_start = chance.choice(ZONES), chance.choice(chance.choice((AROUND_MIDNIGHT, ANY_HOUR)))
    zone, start_min = zone or any_zone, any_start if start_min is None else start_min
    course = await course_of(
        world,
        worker,
        zone=zone,
        recurrence=Recurrence(rule="FREQ=DAILY", first=first, start_min=start_min, count=3),
        days=[first + timedelta(days=n) for n in range(3)],
        offsets=chance.choice(OFFSETS),
    )
    women = [await world.woman() for _woman in range(3)]
    for woman in women:
        await _live(world, woman, chance)
        await join(world, course, woman)
    return Walk(world=world, chance=chance, course=course, women=women, worker=worker)


async def _live(world: World, woman: Actor, chance: Random) -> None:
    zone, safe = chance.choice(ZONES), chance.choice(SAFE_HOURS)

    async def job(unit: Unit) -> None:
        unit.write(
            "UPDATE persons SET zone = $2, safe_from_min = $3, safe_to_min = $4 WHERE id = $1",
            woman.person_id,
            zone,
            *(safe or (None, None)),
        )

    await world.run(job)
