"""What is read and written about next steps and words for later: only by who has the matter now.

What was planned about a woman is looked up in every turn and never comes to rest in a worker's journal: only that it
was read is written, once.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from db import matter_steps, matters
from db.matter_lists import Alias
from db.matter_rights import require_hold, require_read, rights
from db.matter_steps import Kind, StepState, Why
from db.organisations import get as get_office
from db.unit import Unit
from domain.matter_refusals import MatterClosed, NotHolder
from domain.matters import LATER_DAYS_MAX, LISTED_MAX, STEP_DAYS_MAX, Matter, State
from domain.next_steps import begins_ms, milliseconds, moment_at, reminder_at
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date, local_time
from handlers.contact.matter_words import moment

UNSENT_DAYS = 7
DAY_MS = 86_400_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Whose:
    """For whom is planned: how she is called, and the day it is on the office's clock."""

    name: str
    code: str
    today: date
    zone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A step as its worker sees it. late: its day is over. hers: she is reminded of it too."""

    id: int
    matter_id: int
    name: str
    code: str
    words: str
    day: date
    is_today: bool
    late: bool
    hers: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Tasks:
    """A worker's, the nearest first. due: how many of these are for today or late. more: there are others after them.

    unsent: words for later that did not go out, by the matter's code and why.
    """

    rows: tuple[Task, ...]
    more: bool
    due: int
    unsent: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Waits:
    """Words for later. at: on the office's clock. of_step: they remind her of a step."""

    id: int
    words: str
    at: datetime
    of_step: bool


# -- planning ---------------------------------------------------------------------------------------------------


async def find_whose(unit: Unit, matter_id: int) -> Whose:
    """For whom the actor plans. Raises NotHolder, MatterClosed."""
    matter = await require_read(unit, matter_id, looking=True)
    if matter.holder_id != unit.actor.person_id:
        raise NotHolder
    if matter.state is not State.OPEN:
        raise MatterClosed
    zone = await _zone(unit, matter)
    return Whose(
        name=await _name(unit, matter),
        code=matter.code,
        today=local_date(unit.now, zone),
        zone=zone,
    )


async def find_reminder(unit: Unit, matter_id: int, day: date) -> datetime | None:
    """When she would be reminded of that day; None where it is too late for that. Raises NotAllowed."""
    matter = await require_read(unit, matter_id, looking=True)
    return reminder_at(day, await _zone(unit, matter), unit.now)


async def keep_step(unit: Unit, matter_id: int, words: str, day: date, to_her: str) -> datetime | None:
    """It is hers to do on that day; when the woman is reminded, by the words `to_her` ("" for not at all).

    Raises NotAllowed, MatterClosed, TooManySteps, Changed (the day is over by now).
    """
    matter = await _require_open(unit, matter_id)
    zone = await _zone(unit, matter)
    if not timedelta() <= day - local_date(unit.now, zone) <= timedelta(days=STEP_DAYS_MAX):
        raise Changed
    at = reminder_at(day, zone, unit.now) if to_her else None
    step_id = await matter_steps.add(
        unit, matter, Kind.STEP, words, begins_ms(day, zone), hers=at is not None
    )
    if at is not None:
        await matter_steps.add(unit, matter, Kind.LATER, to_her, milliseconds(at), of_step=step_id)
    return at


async def keep_later(unit: Unit, matter_id: int, words: str, day: date, hour: time) -> None:
    """These words go out then. Raises NotAllowed, MatterClosed, TooManySteps, Changed (the moment is over by now)."""
    matter = await _require_open(unit, matter_id)
    at = moment_at(day, hour, await _zone(unit, matter))
    if not timedelta() < at - unit.now <= timedelta(days=LATER_DAYS_MAX + 1):
        raise Changed
    await matter_steps.add(unit, matter, Kind.LATER, words, milliseconds(at))


async def _require_open(unit: Unit, matter_id: int) -> Matter:
    matter = await require_hold(unit, matter_id)
    if matter.state is not State.OPEN:
        raise MatterClosed
    return matter


# -- what there is to do ----------------------------------------------------------------------------------------


async def list_tasks(unit: Unit) -> Tasks:
    """What the actor is to do, the earliest day first. `note_listed` notes that it was read."""
    rows = await _tasks(unit, await matter_steps.list_held(unit, LISTED_MAX + 1))
    unsent = await matter_steps.list_unsent(unit, unit.now_ms - UNSENT_DAYS * DAY_MS)
    return Tasks(
        rows=tuple(rows[:LISTED_MAX]),
        more=len(rows) > LISTED_MAX,
        due=sum(each.is_today or each.late for each in rows[:LISTED_MAX]),
        unsent=tuple((each.code, each.why.value) for each in unsent),
    )


async def note_listed(unit: Unit) -> None:
    """Whose tasks the actor has before her."""
    steps = await matter_steps.list_held(unit, LISTED_MAX)
    for person_id in dict.fromkeys(each.person_id for each in steps):
        unit.audit("list", "matter_step", 0, person_id)


async def find_task(unit: Unit, step_id: int) -> Task:
    """One of them. `note_read` notes that it was read. Raises NotAllowed."""
    found = await _tasks(unit, [await matter_steps.get(unit, step_id)])
    if not found:
        raise NotAllowed
    return found[0]


async def note_read(unit: Unit, step_id: int) -> None:
    """The actor reads it. Raises NotAllowed."""
    step = await matter_steps.get(unit, step_id)
    await require_hold(unit, step.matter_id)
    unit.audit("read", "matter_step", step.id, step.person_id)


async def _tasks(unit: Unit, steps: Sequence[matter_steps.Step]) -> list[Task]:
    """These steps as the actor sees them, those left out whose matter is not hers any more; in few trips."""
    held = await rights(unit, looking=True)
    found = {each: await matters.find(unit, each) for each in {step.matter_id for step in steps}}
    mine = {matter.id: matter for matter in found.values() if matter is not None and held.hold(matter)}
    zones = {
        each: (await get_office(unit, each)).office.zone
        for each in {matter.organisation_id for matter in mine.values()}
    }
    names = await matters.alias(unit, [matter.person_id for matter in mine.values()])
    return [
        _task(unit, step, matter, zones[matter.organisation_id], names.get(matter.person_id, Alias()).name)
        for step in steps
        if (matter := mine.get(step.matter_id)) is not None
    ]


def _task(unit: Unit, step: matter_steps.Step, matter: Matter, zone: str, name: str) -> Task:
    day, today = moment(step.due_ms, zone).date(), local_date(unit.now, zone)
    return Task(
        id=step.id,
        matter_id=matter.id,
        name=name,
        code=matter.code,
        words=step.words,
        day=day,
        is_today=day == today,
        late=day < today,
        hers=step.hers,
    )


async def find_today(unit: Unit, step_id: int) -> date:
    """The day it is where that step is to be done. Raises NotAllowed."""
    step = await matter_steps.get(unit, step_id)
    return local_date(unit.now, await _zone(unit, await require_read(unit, step.matter_id, looking=True)))


async def finish(unit: Unit, step_id: int) -> None:
    """It is done. Raises NotAllowed, Changed."""
    step = await matter_steps.get(unit, step_id)
    await require_hold(unit, step.matter_id)
    await matter_steps.settle(unit, step, StepState.DONE)


async def put_off(unit: Unit, step_id: int, day: date) -> bool:
    """It is for that day; whether she would have been reminded of the old one. Raises NotAllowed, Changed."""
    step = await matter_steps.get(unit, step_id)
    matter = await _require_open(unit, step.matter_id)
    zone = await _zone(unit, matter)
    if not timedelta() <= day - local_date(unit.now, zone) <= timedelta(days=STEP_DAYS_MAX):
        raise Changed
    return await matter_steps.put_off(unit, step, begins_ms(day, zone))


# -- words for later --------------------------------------------------------------------------------------------


async def list_waiting(unit: Unit, matter_id: int) -> tuple[Waits, ...]:
    """What the actor has written for later in this matter, the earliest first. Raises NotAllowed."""
    matter = await require_read(unit, matter_id, looking=True)
    zone = await _zone(unit, matter)
    return tuple(
        Waits(
            id=each.id,
            words=each.words,
            at=local_time(datetime.fromtimestamp(each.due_ms / 1000, UTC), zone),
            of_step=each.of_step > 0,
        )
        for each in await matter_steps.list_later(unit, matter.id)
    )


async def take_back(unit: Unit, step_id: int) -> None:
    """These words are never sent. Raises NotAllowed (also once they were), Changed."""
    later = await matter_steps.get_later(unit, step_id)
    await require_hold(unit, later.matter_id)
    await matter_steps.settle(unit, later, StepState.DROPPED, Why.TAKEN_BACK)


async def _zone(unit: Unit, matter: Matter) -> str:
    return (await get_office(unit, matter.organisation_id)).office.zone


async def _name(unit: Unit, matter: Matter) -> str:
    known = await matters.alias(unit, [matter.person_id])
    return known[matter.person_id].name if matter.person_id in known else ""
