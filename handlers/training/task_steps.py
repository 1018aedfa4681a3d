"""What is read and written about who is to be asked how she is; every name that is shown is noted."""

from db import contact_wishes, course_tasks, members, people
from db.unit import Unit
from domain.contact_wishes import Named
from domain.course_follow_up import Kind, Later, Task, named_in_audit
from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A line of the list. n: the day, for a newcomer."""

    task_id: int
    name: str
    title: str
    kind: Kind
    n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """One of them: why, and how she may be reached. from_min, to_min: of the day in her zone, None for any."""

    name: str
    title: str
    kind: Kind
    n: int
    may_write: bool
    from_min: int | None
    to_min: int | None
    named: Named
    last_note: str


async def list_tasks(unit: Unit, course_id: int = 0) -> tuple[Waiting, ...]:
    """What waits for whoever acts, in that course or, for 0, in all of hers; each name is noted."""
    waiting = await course_tasks.list_waiting(unit)
    tasks = [each for each in waiting if course_id in (0, each.course_id)]
    names = await _names(unit, tasks)
    for person_id in dict.fromkeys(each.person_id for each in tasks):
        unit.audit("list", "course_task", 0, person_id)
    return tuple(
        Waiting(
            task_id=each.id,
            name=names.get((each.group_id or 0, each.person_id)) or each.code,
            title=each.title,
            kind=each.kind,
            n=each.n,
        )
        for each in tasks
    )


async def open_task(unit: Unit, task_id: int) -> Seen:
    """One of them, noted. Raises NotAllowed, Changed."""
    task = await course_tasks.get(unit, task_id)
    names = await _names(unit, [task])
    wishes = await contact_wishes.find(unit, task.person_id)
    unit.audit("read", "course_task", task.id, task.person_id, named_in_audit(task.kind))
    return Seen(
        name=names.get((task.group_id or 0, task.person_id)) or task.code,
        title=task.title,
        kind=task.kind,
        n=task.n,
        may_write=wishes.may_write,
        from_min=wishes.from_min,
        to_min=wishes.to_min,
        named=wishes.named,
        last_note=await course_tasks.last_note(unit, task),
    )


async def finish(unit: Unit, task_id: int, note: str) -> None:
    """She was asked. Raises NotAllowed, Changed."""
    await course_tasks.done(unit, await course_tasks.get(unit, task_id), note)


async def put_off(unit: Unit, task_id: int, later: str) -> None:
    """It comes again some days later. Raises NotAllowed, Changed."""
    await course_tasks.lay_aside(unit, await course_tasks.get(unit, task_id), Later(later))


async def _names(unit: Unit, tasks: list[Task]) -> dict[tuple[int, int], str]:
    """How each of them is called, by group (0 for an office's course) and person."""
    persons = await people.list_persons(unit, [each.person_id for each in tasks])
    found = {
        (each.group_id or 0, each.person_id): persons[each.person_id].name
        for each in tasks
        if each.person_id in persons
    }
    for group_id in {each.group_id for each in tasks if each.group_id is not None}:
        for member in await members.list_members(unit, group_id):
            found.setdefault((group_id, member.person_id), "")
            for person_id in (member.person_id, member.linked_id):
                if person_id is not None and not found.get((group_id, person_id)):
                    found[group_id, person_id] = member.shown
    return found
