"""Was she in a Bimtek of this office, so that aid may be handed over to her?

The one thing that the handling of a request knows of courses, and only of the office's own: what a group does is not
read here.
"""

from db.course_rows import COURSE_COLUMNS, read_course
from db.data_readers import list_selves
from db.lists import marks, padded
from db.unit import Unit
from domain.courses import Kind
from domain.records import dataclass

_BIMTEK = (
    f"SELECT {COURSE_COLUMNS}, s.start_ms AS held_ms, a.came FROM courses c"
    " JOIN course_sessions s ON s.course_id = c.id AND s.state <> 'cancelled'"
    " LEFT JOIN course_attendance a ON a.session_id = s.id AND a.came = 1 AND a.person_id IN "
)
_HERS = " WHERE c.organisation_id = $1 AND c.id IN (SELECT p.course_id FROM course_participants p WHERE p.person_id IN "


@dataclass(frozen=True, kw_only=True, slots=True)
class Bimtek:
    """A Bimtek before aid in which she was: in so many of its sessions, the last time then."""

    came: int
    of: int
    last_ms: int


async def find_bimtek(unit: Unit, person_id: int, organisation_id: int) -> Bimtek | None:
    """The Bimtek of that office in which she was most often; None if she was in none.

    Source C: "Sebelum bantuan usaha diberikan maka terlebih dahulu dilakukan Bimbingan Teknis" (C19).
    """
    selves = padded(await list_selves(unit, person_id))
    rows = await unit.fetch(
        _BIMTEK + marks(len(selves), 2) + _HERS + marks(len(selves), 2) + ") ORDER BY c.id, s.start_ms",
        organisation_id,
        *selves,
    )
    found: dict[int, Bimtek] = {}
    for row in rows:
        course = read_course(row)
        if course.kind is not Kind.BIMTEK and not course.who.before_aid:
            continue
        before = found.get(course.id, Bimtek(came=0, of=0, last_ms=0))
        here = row["came"] is not None
        found[course.id] = Bimtek(
            came=before.came + here,
            of=before.of + 1,
            last_ms=row["held_ms"] if here else before.last_ms,
        )
    best = max(found.values(), key=lambda each: (each.came, each.last_ms), default=None)
    return best if best is not None and best.came else None


async def has_bimtek(unit: Unit, person_id: int, organisation_id: int) -> bool:
    """Whether she was in a Bimtek of that office, so that aid may be handed over."""
    return await find_bimtek(unit, person_id, organisation_id) is not None
