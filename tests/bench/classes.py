"""Classes for everybody in a bench's database, and the work of the clock when all are to be reminded at once.

Courses, places and rows are written as the program writes them; the reminding is the program's own, slice by slice,
each in a transaction of its own, with its messages sealed and queued.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.storage import Storage
from bot.telling import Teller
from db import course_planting, courses, organisations
from db.unit import Unit
from domain.courses import Course, Kind, Skips, State, Topic, Who
from domain.recurrence import Recurrence
from domain.zones import WIB
from handlers.training import remind

WOMEN_A_CLASS = 200
DAY_MIN = 24 * 60
WRITTEN_AT_ONCE = 500


async def fill(storage: Storage) -> int:
    """A class of two hundred for every two hundred people known, and all rows planted; how many are due now."""

    async def list_people(unit: Unit) -> list[int]:
        return [row["id"] for row in await unit.fetch("SELECT id FROM persons ORDER BY id")]

    women = await storage.writer.run(list_people)
    office = await storage.writer.run(add_office)
    for first in range(0, len(women), WOMEN_A_CLASS):
        some = women[first : first + WOMEN_A_CLASS]

        async def one(unit: Unit, some: Sequence[int] = some) -> None:
            begins = unit.now + timedelta(minutes=DAY_MIN) - timedelta(seconds=30)
            give_places(unit, await plan_class(unit, office, begins, weeks=1), some)

        await storage.writer.run(one)
    while await storage.writer.run(course_planting.plant):
        pass

    async def count_due(unit: Unit) -> int:
        (row,) = await unit.fetch(
            "SELECT count(*) AS n FROM course_reminders WHERE state = 'waiting' AND due_ms <= $1", unit.now_ms
        )
        return int(row["n"])

    return await storage.writer.run(count_due)


async def add_office(unit: Unit) -> int:
    """An office that gives classes."""
    return organisations.add(unit, name="Kantor Contoh", zone=WIB, areas=(), demo=True)


async def plan_class(unit: Unit, office: int, begins: datetime, *, weeks: int) -> Course:
    """A weekly class from that moment on, its days found and its sessions written."""
    local = begins.astimezone(UTC) + timedelta(hours=7)
    recurrence = Recurrence(
        rule="FREQ=WEEKLY",
        first=local.date(),
        start_min=local.hour * 60 + local.minute,
        skips=Skips.NONE,
        count=weeks,
    )
    course = Course(
        id=unit.new_id(),
        code=f"B{unit.new_id()}",
        organisation_id=office,
        group_id=None,
        kind=Kind.SKILL,
        topic=Topic.COOKIES,
        title="Kue kering",
        place="Balai desa",
        zone=WIB,
        rule=recurrence.rule,
        skips=recurrence.skips,
        first_day=recurrence.first,
        start_min=recurrence.start_min,
        length_min=recurrence.length_min,
        capacity=WOMEN_A_CLASS,
        bring="celemek",
        childcare="boleh ikut",
        transport="",
        who=Who(),
        offsets=(DAY_MIN, 120),
        state=State.OPEN,
        made_by=0,
    )
    courses.add(unit, course, unit.facts.calendar.plan(recurrence).days)
    return course


def give_places(unit: Unit, course: Course, women: Sequence[int]) -> None:
    """All of these have a place, and have had it for days."""
    long_ago = unit.now_ms - 5 * DAY_MIN * 60_000
    rows = [(course.id, each, n, long_ago) for n, each in enumerate(women, start=1)]
    for first in range(0, len(rows), WRITTEN_AT_ONCE):
        unit.write_many(
            "INSERT INTO course_participants (course_id, person_id, n, state, by_person, joined_ms, made_ms, changed_ms)"
            " VALUES ($1, $2, $3, 'joined', $2, $4, $4, $4)",
            rows[first : first + WRITTEN_AT_ONCE],
        )


async def remind_all(storage: Storage, teller: Teller) -> int:
    """Slice by slice, as bot/housekeeping.py does it, until nothing is due; how many messages were queued."""
    left = True

    async def look(unit: Unit) -> int:
        nonlocal left
        left = await remind.look_around(unit)
        told, unit.told = unit.told, []
        return len(await teller.queue(unit, told))

    queued = 0
    while left:
        queued += await storage.writer.run(look)
    return queued
