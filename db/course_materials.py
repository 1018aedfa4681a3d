"""What was shared of a session: kept with it, told once to those who were there, pulled by everybody with a place.

The law: nobody is told of what cannot be looked at yet (a photo is still being fetched), and of all that was given at
once there is one message. Whoever gave it can take it away again.
"""

from db import course_rows, files
from db.data_readers import list_selves
from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.course_materials import (
    KEPT_DAYS,
    MATERIALS_OF_SESSION_MAX,
    OF_FILES,
    TELL_AFTER_MIN,
    Form,
    Material,
    TooManyMaterials,
)
from domain.courses import Course, Session
from domain.files import SentFile, Wanted
from domain.records import dataclass
from domain.refusals import NotAllowed

# Women told in one look of the clock, and materials forgotten in one.
TOLD_SLICE, FORGOTTEN_SLICE = 100, 100

# Sessions she can look back at, the newest first.
SHELVES_MAX = 20

_AFTER_MS = TELL_AFTER_MIN * 60_000
_KEPT_MS = KEPT_DAYS * 86_400_000

_COLUMNS = "SELECT m.id, m.session_id, m.form, m.body, m.file_id, m.by_person FROM course_materials m "
_OF_SESSION = _COLUMNS + "WHERE m.session_id = $1 ORDER BY m.id"
# What can be looked at: words, and files of ours that have arrived.
_READY = (
    _COLUMNS + "LEFT JOIN files f ON f.id = m.file_id"
    " WHERE m.session_id = $1 AND (m.file_id IS NULL OR f.state = 'kept') ORDER BY m.id"
)
_SHELVES = (
    f"SELECT {course_rows.SESSION_COLUMNS}, c.title, c.zone, count(m.id) AS materials"
    " FROM course_participants p JOIN courses c ON c.id = p.course_id AND c.state <> 'cancelled'"
    " JOIN course_sessions s ON s.course_id = p.course_id JOIN course_materials m ON m.session_id = s.id"
    " LEFT JOIN files f ON f.id = m.file_id"
    " WHERE p.state IN ('joined', 'done') AND (m.file_id IS NULL OR f.state = 'kept')"
    " AND (c.id = $1 OR $1 = 0) AND p.person_id IN "
)
_SHELVED = (
    f" GROUP BY {course_rows.SESSION_COLUMNS}, c.title, c.zone"
    f" ORDER BY s.start_ms DESC, s.id LIMIT {SHELVES_MAX}"
)
# Sessions of which something is new, once nothing was added for a while and nothing is on its way.
_UNTOLD = (
    "SELECT m.session_id, max(m.told_to) AS told_to FROM course_materials m LEFT JOIN files f ON f.id = m.file_id"
    " WHERE m.told_ms = 0 GROUP BY m.session_id HAVING max(m.made_ms) <= $1"
    " AND max(CASE WHEN f.state = 'wanted' THEN 1 ELSE 0 END) = 0 ORDER BY m.session_id LIMIT 1"
)
_THERE = (
    "SELECT a.person_id FROM course_attendance a JOIN course_participants p ON p.course_id = $1"
    " AND p.person_id = a.person_id AND p.state IN ('joined', 'done')"
    f" WHERE a.session_id = $2 AND a.came = 1 AND a.person_id > $3 ORDER BY a.person_id LIMIT {TOLD_SLICE}"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """A session of hers of which something can be looked at; how many things."""

    session: Session
    title: str
    zone: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Untold:
    """A session of which something is new. told_to: up to which person it was told."""

    session_id: int
    told_to: int


# -- giving -----------------------------------------------------------------------------------------------------


async def add(
    unit: Unit, session: Session, form: Form, *, body: str = "", sent: SentFile | None = None
) -> Material:
    """What the actor shares of the session, who must be allowed to. sent: its file. Raises TooManyMaterials."""
    if len(await of_session(unit, session.id)) >= MATERIALS_OF_SESSION_MAX:
        raise TooManyMaterials(most=MATERIALS_OF_SESSION_MAX)
    assert (sent is not None) == (form in OF_FILES), "a file is what only a photo and a voice note have"
    file_id = None
    if sent is not None:
        file_id = files.want(unit, sent, Wanted.PHOTO if form is Form.PHOTO else Wanted.VOICE)
    material = Material(
        id=unit.new_id(),
        session_id=session.id,
        form=form,
        body=body,
        file_id=file_id,
        by_person=unit.actor.person_id,
    )
    unit.write(
        "INSERT INTO course_materials (id, session_id, form, body, file_id, by_person, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        material.id,
        session.id,
        form.value,
        body,
        file_id,
        material.by_person,
        unit.now_ms,
    )
    unit.audit("write", "material", material.id, material.by_person, form.value)
    return material


def remove(unit: Unit, material: Material) -> None:
    """It is shared no more, and its file is taken away."""
    if material.file_id is not None:
        files.drop(unit, material.file_id)
    unit.write("DELETE FROM course_materials WHERE id = $1", material.id)
    unit.audit("write", "material", material.id, material.by_person, "removed")


async def of_session(unit: Unit, session_id: int) -> list[Material]:
    """All that was given, in its order; also what is still on its way."""
    return [_material(row) for row in await unit.fetch(_OF_SESSION, session_id)]


def _material(row: Row) -> Material:
    return Material(
        id=row["id"],
        session_id=row["session_id"],
        form=Form(row["form"]),
        body=row["body"],
        file_id=row["file_id"],
        by_person=row["by_person"],
    )


# -- looking ----------------------------------------------------------------------------------------------------


async def list_ready(unit: Unit, session_id: int) -> list[Material]:
    """What can be looked at now, in its order."""
    return [_material(row) for row in await unit.fetch(_READY, session_id)]


async def list_shelves(unit: Unit, person_id: int, course_id: int = 0) -> list[Shelf]:
    """Her sessions of which something can be looked at, the newest first; of one course if it is named."""
    selves = padded(await list_selves(unit, person_id))
    rows = await unit.fetch(_SHELVES + marks(len(selves), 2) + _SHELVED, course_id, *selves)
    return [
        Shelf(
            session=course_rows.read_session(row),
            title=row["title"],
            zone=row["zone"],
            count=row["materials"],
        )
        for row in rows
    ]


async def find_hers(unit: Unit, person_id: int, material_id: int) -> Material | None:
    """That material, if it is of a course in which she has or had a place; None for any other."""
    row = await unit.fetch_one(_COLUMNS + "WHERE m.id = $1", material_id)
    if row is None:
        return None
    selves = padded(await list_selves(unit, person_id))
    place = await unit.fetch_one(
        "SELECT 1 AS found FROM course_sessions s JOIN course_participants p ON p.course_id = s.course_id"
        " WHERE s.id = $1 AND p.state IN ('joined', 'done') AND p.person_id IN "
        + marks(len(selves), 2)
        + " LIMIT 1",
        row["session_id"],
        *selves,
    )
    return None if place is None else _material(row)


async def get_file(unit: Unit, person_id: int, material_id: int) -> int:
    """The file of a material of hers, as far as it may be shown. Raises NotAllowed."""
    found = await find_hers(unit, person_id, material_id)
    if found is None or found.file_id is None:
        raise NotAllowed
    file = await files.find(unit, found.file_id)
    if file is None or file.state != "kept":
        raise NotAllowed
    return found.file_id


# -- the clock --------------------------------------------------------------------------------------------------


async def find_untold(unit: Unit) -> Untold | None:
    """A session of which something is new and complete; None if there is none."""
    row = await unit.fetch_one(_UNTOLD, unit.now_ms - _AFTER_MS)
    return None if row is None else Untold(session_id=row["session_id"], told_to=row["told_to"])


async def has_new(unit: Unit, session_id: int) -> bool:
    """Whether something of what is new can be looked at: a photo may have turned out to be none."""
    row = await unit.fetch_one(
        "SELECT 1 AS found FROM course_materials m LEFT JOIN files f ON f.id = m.file_id WHERE m.session_id = $1"
        " AND m.told_ms = 0 AND (m.file_id IS NULL OR f.state = 'kept') LIMIT 1",
        session_id,
    )
    return row is not None


async def list_there(unit: Unit, course: Course, session: Session, after_id: int) -> list[int]:
    """Who was there and still takes part, above that person: TOLD_SLICE at most."""
    rows = await unit.fetch(_THERE, course.id, session.id, after_id)
    return [row["person_id"] for row in rows]


def told(unit: Unit, session: Session, up_to: int, *, all_told: bool) -> None:
    """Those up to this person have heard of what is new."""
    unit.write(
        "UPDATE course_materials SET told_to = $2, told_ms = $3 WHERE session_id = $1 AND told_ms = 0",
        session.id,
        up_to,
        unit.now_ms if all_told else 0,
    )


async def forget_old(unit: Unit) -> int:
    """What was given two years ago is taken away, and its files; how many, FORGOTTEN_SLICE at most."""
    rows = await unit.fetch(
        _COLUMNS + "WHERE m.made_ms < $1 ORDER BY m.id LIMIT $2", unit.now_ms - _KEPT_MS, FORGOTTEN_SLICE
    )
    for row in rows:
        if row["file_id"] is not None:
            files.drop(unit, row["file_id"])
        unit.write("DELETE FROM course_materials WHERE id = $1", row["id"])
    return len(rows)


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which somebody may be told of something new."""
    row = await unit.fetch_one(
        "SELECT min(latest) AS latest FROM (SELECT max(made_ms) AS latest FROM course_materials WHERE told_ms = 0"
        " GROUP BY session_id) AS moments WHERE latest > $1",
        after_ms - _AFTER_MS,
    )
    return None if row is None or row["latest"] is None else int(row["latest"]) + _AFTER_MS
