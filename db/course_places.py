"""Who has a place in a course and who waits for one: first come, first served, and nobody is passed over.

The law: never more have a place than the course takes, nobody is in it twice, and a place that becomes free goes to
whoever has waited longest, in the same transaction. Every change first locks the course. Nothing is decided by
silence: who moves up has the place until she gives it back.
"""

from collections.abc import Sequence

from db import courses
from db.data_readers import list_selves
from db.engine import Row
from db.lists import marks, padded
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
    CAPACITY_MAX,
    COURSES_OF_PERSON_MAX,
    PARTICIPANTS_MAX,
    Course,
    Part,
    Participant,
    Session,
    State,
)
from domain.records import dataclass

NOTE_PLACE = "course_participants.note"

# Who moves up later than this before the last session has nothing left to come to.
LAST_MOVE_MS = 2 * 3_600_000

_COLUMNS = (
    "SELECT p.course_id, p.person_id, p.n, p.state AS part, p.newcomer, p.by_person, p.joined_ms, p.changed_ms"
    " FROM course_participants p "
)
_OF_PERSON = (
    f"SELECT {courses.COURSE_COLUMNS}, p.course_id, p.person_id, p.n, p.state AS part, p.newcomer, p.by_person,"
    " p.joined_ms, p.changed_ms FROM course_participants p JOIN courses c ON c.id = p.course_id"
    " WHERE p.person_id = $1 AND p.state IN "
)
_COMING = (
    f"SELECT {courses.SESSION_COLUMNS} FROM course_sessions s WHERE s.state = 'planned'"
    " AND s.start_ms + s.length_min * 60000 > $1 AND s.course_id IN "
)
_IN = (Part.JOINED, Part.WAITING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many have a place, and how many wait for one."""

    joined: int
    waiting: int


def read_participant(row: Row) -> Participant:
    """The participant in a row; part: the column of her state."""
    return Participant(
        course_id=row["course_id"],
        person_id=row["person_id"],
        n=row["n"],
        part=Part(row["part"]),
        newcomer=bool(row["newcomer"]),
        by_person=row["by_person"],
        joined_ms=row["joined_ms"],
        changed_ms=row["changed_ms"],
    )


# -- looking ----------------------------------------------------------------------------------------------------


async def find(unit: Unit, course_id: int, person_id: int) -> Participant | None:
    """How she takes part, also when she has left; None if she never did."""
    row = await unit.fetch_one(_COLUMNS + "WHERE p.course_id = $1 AND p.person_id = $2", course_id, person_id)
    return None if row is None else read_participant(row)


async def participants(unit: Unit, course_id: int, *parts: Part) -> list[Participant]:
    """Those who take part in one of these ways, in the order in which they came; without parts: who has a place."""
    wanted = [each.value for each in parts or (Part.JOINED,)]
    rows = await unit.fetch(
        _COLUMNS + "WHERE p.course_id = $1 AND p.state IN " + marks(len(wanted), 2) + " ORDER BY p.n",
        course_id,
        *wanted,
    )
    return [read_participant(row) for row in rows]


async def count(unit: Unit, course_id: int) -> Counts:
    """How many have a place and how many wait, at this moment of the transaction."""
    rows = await unit.fetch(
        "SELECT state, count(*) AS n FROM course_participants WHERE course_id = $1 GROUP BY state", course_id
    )
    found = {row["state"]: int(row["n"]) for row in rows}
    return Counts(joined=found.get("joined", 0), waiting=found.get("waiting", 0))


async def waits_at(unit: Unit, participant: Participant) -> int:
    """The how-manieth she is of those who wait, 1 for the first; 0 if she does not wait."""
    if participant.part is not Part.WAITING:
        return 0
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM course_participants WHERE course_id = $1 AND state = 'waiting' AND n <= $2",
        participant.course_id,
        participant.n,
    )
    return int(row["n"]) if row is not None else 0


async def of_person(
    unit: Unit, person_id: int, *, parts: Sequence[Part] = _IN, state: State | None = State.OPEN
) -> list[tuple[Course, Participant]]:
    """The courses in which she takes part so, the oldest first. state None: whatever became of them."""
    wanted = [each.value for each in parts]
    rows = await unit.fetch(
        _OF_PERSON + marks(len(wanted), 3) + " AND (c.state = $2 OR $2 = '') ORDER BY p.made_ms, c.id",
        person_id,
        "" if state is None else state.value,
        *wanted,
    )
    return [(courses.read_course(row), read_participant(row)) for row in rows]


async def clashes(unit: Unit, person_id: int, course: Course) -> list[tuple[Course, Session, Session]]:
    """What she could not be in beside it: her course, its session, and the session of this one at the same time."""
    hers = {
        other.id: other
        for other, _ in await of_person(unit, person_id, parts=(Part.JOINED,))
        if other.id != course.id
    }
    if not hers:
        return []
    wanted = padded(list(hers))
    rows = await unit.fetch(
        _COMING + marks(len(wanted) + 1, 2) + " ORDER BY s.start_ms, s.id",
        unit.now_ms,
        course.id,
        *wanted,
    )
    sessions = [courses.read_session(row) for row in rows]
    new = [each for each in sessions if each.course_id == course.id]
    return [
        (hers[each.course_id], each, other)
        for each in sessions
        if each.course_id != course.id
        for other in new
        if each.overlaps(other)
    ]


# -- a place ----------------------------------------------------------------------------------------------------


async def join(unit: Unit, course: Course, person_id: int, *, newcomer: bool = False) -> Participant:
    """She takes part: with a place, or waiting for one where none is free.

    Whether it is for her is asked before (db/course_fit.py). Raises AlreadyIn, CourseClosed, TooManyCourses,
    WaitingListFull.
    """
    return await _join(unit, course, person_id, newcomer=newcomer, most=COURSES_OF_PERSON_MAX)


async def _join(unit: Unit, course: Course, person_id: int, *, newcomer: bool, most: int) -> Participant:
    """most: in how many courses she may be before it."""
    course = await courses.lock(unit, course.id)
    last_ms = await _check_open(unit, course)
    before = await _find_self(unit, course, person_id)
    counts = await count(unit, course.id)
    has_room = _has_room(course, counts)
    if before is not None and (before.part is Part.JOINED or not has_room or before.person_id != person_id):
        raise AlreadyIn
    if before is None and len(await of_person(unit, person_id)) >= most:
        raise TooManyCourses(most=COURSES_OF_PERSON_MAX)
    if not has_room and unit.now_ms > last_ms - LAST_MOVE_MS:
        raise CourseClosed
    if counts.joined + counts.waiting >= PARTICIPANTS_MAX:
        raise WaitingListFull
    await _write_down(
        unit, course, person_id, part=Part.JOINED if has_room else Part.WAITING, newcomer=newcomer
    )
    return await _get(unit, course.id, person_id)


async def leave(unit: Unit, course: Course, person_id: int, note: str = "") -> Participant:
    """Her place, or her turn in waiting, is free again; as she was before. note: why, if she said so.

    Whoever calls lets the next one move up in the same transaction (move_up). Raises NotIn, CourseClosed.
    """
    course = await courses.lock(unit, course.id)
    if course.state is not State.OPEN:
        raise CourseClosed
    before = await find(unit, course.id, person_id)
    if before is None or before.part not in _IN:
        raise NotIn
    sealed = None
    if note:
        await unit.vault.have([owner_of(person_id)])
        place = cell(NOTE_PLACE, f"{course.id}/{person_id}")
        sealed = unit.vault.seal(owner_of(person_id), place, note.encode())
    unit.write(
        "UPDATE course_participants SET state = 'left', note = $3, changed_ms = $4"
        " WHERE course_id = $1 AND person_id = $2",
        course.id,
        person_id,
        sealed,
        unit.now_ms,
    )
    return before


async def swap(unit: Unit, from_course: Course, to_course: Course, person_id: int) -> Participant:
    """She takes a place in the other course and gives back hers; where none is free she waits and keeps hers.

    Raises what `join` and `leave` do. Whoever calls lets the next one move up in the course she left.
    """
    for course_id in sorted((from_course.id, to_course.id)):
        await courses.lock(unit, course_id)
    before = await find(unit, from_course.id, person_id)
    if before is None or before.part not in _IN:
        raise NotIn
    joined = await _join(unit, to_course, person_id, newcomer=before.newcomer, most=COURSES_OF_PERSON_MAX + 1)
    if joined.part is Part.JOINED or before.part is Part.WAITING:
        await leave(unit, from_course, person_id)
    return joined


async def move_up(unit: Unit, course: Course) -> Participant | None:
    """Whoever has waited longest, with the place that is free now; None if none is free or nobody waits.

    Nobody moves up in the last two hours before the last session, nor in a course that is over.
    """
    course = await courses.lock(unit, course.id)
    last = await courses.last_session(unit, course.id)
    if course.state is not State.OPEN or last is None or unit.now_ms > last.start_ms - LAST_MOVE_MS:
        return None
    counts = await count(unit, course.id)
    if not counts.waiting or not _has_room(course, counts):
        return None
    first = (await participants(unit, course.id, Part.WAITING))[0]
    unit.write(
        "UPDATE course_participants SET state = 'joined', joined_ms = $3, changed_ms = $3"
        " WHERE course_id = $1 AND person_id = $2",
        course.id,
        first.person_id,
        unit.now_ms,
    )
    return await _get(unit, course.id, first.person_id)


async def set_capacity(unit: Unit, course: Course, capacity: int) -> tuple[Course, list[Participant]]:
    """The course, which takes so many from now on (0: as many as come), and who has moved up by that.

    Raises CourseClosed, CapacityTooSmall where more have a place already: nobody is put out.
    """
    assert 0 <= capacity <= CAPACITY_MAX, "asked within its limits"
    if (await courses.lock(unit, course.id)).state is not State.OPEN:
        raise CourseClosed
    counts = await count(unit, course.id)
    if 0 < capacity < counts.joined:
        raise CapacityTooSmall(count=counts.joined)
    unit.write("UPDATE courses SET capacity = $2 WHERE id = $1", course.id, capacity)
    return await courses.get(unit, course.id), await fill(unit, course)


async def fill(unit: Unit, course: Course) -> list[Participant]:
    """All who move up now: after a course takes more, or has a later last session than before."""
    moved: list[Participant] = []
    while (each := await move_up(unit, course)) is not None:
        moved.append(each)
    return moved


def _has_room(course: Course, counts: Counts) -> bool:
    return counts.joined < (course.capacity or PARTICIPANTS_MAX)


async def _check_open(unit: Unit, course: Course) -> int:
    """When its last session begins, UTC milliseconds. Raises CourseClosed."""
    last = await courses.last_session(unit, course.id)
    if course.state is not State.OPEN or last is None or last.end <= unit.now:
        raise CourseClosed
    return last.start_ms


async def _find_self(unit: Unit, course: Course, person_id: int) -> Participant | None:
    """How she, or another record that she has said is hers, is in it now."""
    for each in await list_selves(unit, person_id):
        found = await find(unit, course.id, each)
        if found is not None and found.part in _IN:
            return found
    return None


async def _write_down(unit: Unit, course: Course, person_id: int, *, part: Part, newcomer: bool) -> None:
    """She comes last, also when she was in it before."""
    unit.write(
        "INSERT INTO course_participants (course_id, person_id, n, state, newcomer, by_person, joined_ms, made_ms,"
        " changed_ms) VALUES ($1, $2, (SELECT COALESCE(max(n), 0) + 1 FROM course_participants WHERE course_id = $1),"
        " $3, $4, $5, $6, $7, $7) ON CONFLICT (course_id, person_id) DO UPDATE SET n = EXCLUDED.n,"
        " state = EXCLUDED.state, newcomer = EXCLUDED.newcomer, by_person = EXCLUDED.by_person,"
        " joined_ms = EXCLUDED.joined_ms, note = NULL, changed_ms = EXCLUDED.changed_ms",
        course.id,
        person_id,
        part.value,
        int(newcomer),
        unit.actor.person_id if hasattr(unit, "actor") else person_id,
        unit.now_ms if part is Part.JOINED else 0,
        unit.now_ms,
    )


async def _get(unit: Unit, course_id: int, person_id: int) -> Participant:
    found = await find(unit, course_id, person_id)
    assert found is not None, "it was written a statement ago"
    return found
