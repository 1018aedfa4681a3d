"""Which courses are for her? What the rule of domain/course_fit.py has to know of her, read in few trips.

The law: an office's course reads her requests in that office alone, a group's course none. In practice only the
invented group's courses are there, outside of it never.
"""

from collections.abc import Sequence
from typing import Any

from db import courses, members, skills
from db.courses import COURSE_COLUMNS, SESSION_COLUMNS, read_course, read_session
from db.data_readers import list_selves
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.unit import Unit
from domain.course_fit import Fit, Standing, Why, is_for_everybody, judge
from domain.courses import Course, Session, Topic
from domain.criteria.schema import Overall
from domain.records import dataclass
from domain.requests import State as CaseState

# What a woman pages through; an office has a handful at a time.
LISTED_MAX = 40

_FITTING = (Overall.COCOK_AWAL.value, Overall.PERLU_DICEK.value)
_AIDED = frozenset({CaseState.DIUSULKAN.value, CaseState.DITETAPKAN.value})

# Open, and a session is still to come or goes on.
_OPEN = (
    f"SELECT {COURSE_COLUMNS} FROM courses c WHERE c.state = 'open' AND EXISTS (SELECT 1 FROM course_sessions s"
    " WHERE s.course_id = c.id AND s.state = 'planned' AND s.start_ms + s.length_min * 60000 > $1) AND "
)
_NEWEST = f") ORDER BY c.id DESC LIMIT {LISTED_MAX}"
_AT_THE_DOOR = (
    _OPEN + "c.organisation_id IN (SELECT organisation_id FROM organisation_areas WHERE area = $2" + _NEWEST
)
_NEXT = (
    f"SELECT {SESSION_COLUMNS} FROM course_sessions s WHERE s.state = 'planned'"
    " AND s.start_ms + s.length_min * 60000 > $1 AND s.n = (SELECT t.n FROM course_sessions t"
    " WHERE t.course_id = s.course_id AND t.state = 'planned' AND t.start_ms + t.length_min * 60000 > $1"
    " ORDER BY t.start_ms, t.n LIMIT 1) AND s.course_id IN "
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """An open course, its next session, how many have a place, and whether it is for her."""

    course: Course
    next: Session
    joined: int
    fit: Fit

    @property
    def is_full(self) -> bool:
        """Whether who comes now waits."""
        return bool(self.course.capacity) and self.joined >= self.course.capacity


async def fits(unit: Unit, person_id: int, course: Course, area: str = "") -> Fit:
    """Whether the course is for her now. area: where she says she lives, where nobody knows it yet."""
    if await courses.next_session(unit, course.id) is None:
        return Fit(Why.OVER)
    return judge(course, await standing_of(unit, person_id, area))


async def list_fitting(unit: Unit, person_id: int, area: str = "") -> list[Offered]:
    """The open courses that are for her and in which she is not yet, by their next session."""
    standing = await standing_of(unit, person_id, area)
    return [each for each in await list_within_reach(unit, person_id, standing) if each.fit.ok]


async def list_within_reach(unit: Unit, person_id: int, standing: Standing) -> list[Offered]:
    """The open courses she is to hear of and is not in, by their next session; also those that are not for her."""
    mine = padded(await list_selves(unit, person_id))
    offices, groups = padded(sorted(standing.offices)) or [0], padded(sorted(standing.groups)) or [0]
    at_groups = 2 + len(offices)
    sql = (
        _OPEN
        + "(c.organisation_id IN "
        + marks(len(offices), 2)
        + " OR c.group_id IN "
        + marks(len(groups), at_groups)
        # An office's course for her group, wherever that office is.
        + " OR EXISTS (SELECT 1 FROM groups g WHERE c.who LIKE '%' || CAST(g.id AS TEXT) || '%' AND g.id IN "
        + marks(len(groups), at_groups)
        + ")) AND NOT EXISTS (SELECT 1 FROM course_participants p WHERE p.course_id = c.id"
        " AND p.state IN ('joined', 'waiting') AND p.person_id IN "
        + marks(len(mine), at_groups + len(groups))
        + _NEWEST
    )
    rows = await unit.fetch(sql, unit.now_ms, *offices, *groups, *mine)
    return await _offered(unit, rows, standing)


async def list_for_everybody(unit: Unit, area: str) -> list[Offered]:
    """The open courses of the offices there that say nothing of who is in them: for a phone that is locked."""
    rows = await unit.fetch(_AT_THE_DOOR, unit.now_ms, area)
    offices = frozenset(row["organisation_id"] for row in rows)
    nobody = Standing(area=area, offices=offices, learned=frozenset(Topic))
    found = await _offered(unit, rows, nobody)
    return [each for each in found if each.fit.ok and is_for_everybody(each.course)]


async def _offered(unit: Unit, rows: Sequence[Row], standing: Standing) -> list[Offered]:
    found = [read_course(row) for row in rows]
    if not found:
        return []
    ids = padded([each.id for each in found])
    sessions, counts = await unit.fetch_all(
        Fetch(_NEXT + marks(len(ids), 2), (unit.now_ms, *ids)),
        Fetch(
            "SELECT course_id, count(*) AS n FROM course_participants WHERE state = 'joined' AND course_id IN "
            + marks(len(ids))
            + " GROUP BY course_id",
            ids,
        ),
    )
    coming = {row["course_id"]: read_session(row) for row in sessions}
    joined = {row["course_id"]: row["n"] for row in counts}
    offered = [
        Offered(course=each, next=coming[each.id], joined=joined.get(each.id, 0), fit=judge(each, standing))
        for each in found
    ]
    return sorted(offered, key=lambda each: (each.next.start_ms, each.course.id))


# -- what is known of her ---------------------------------------------------------------------------------------


async def standing_of(unit: Unit, person_id: int, area: str = "") -> Standing:
    """What a course may ask of her. area: where she says she lives, used only where nobody knows it yet."""
    groups = await _groups_of(unit, person_id)
    if unit.actor.practice:
        return Standing(groups=groups)
    mine = padded(await list_selves(unit, person_id))
    among = marks(len(mine))
    homes, cases, results, ended = await unit.fetch_all(
        Fetch("SELECT area FROM persons WHERE area <> '' AND id IN " + among + " ORDER BY id DESC", mine),
        Fetch(
            "SELECT organisation_id, state FROM requests WHERE state NOT IN ('izin_dicabut',"
            " 'dibatalkan_pemohon') AND person_id IN " + among,
            mine,
        ),
        Fetch(
            "SELECT r.organisation_id, s.set_id, s.overall FROM screenings s JOIN requests r ON r.id = s.request_id"
            " WHERE r.state NOT IN ('izin_dicabut', 'dibatalkan_pemohon') AND s.person_id IN "
            + among
            + " ORDER BY s.made_ms, s.id",
            mine,
        ),
        Fetch(
            "SELECT DISTINCT c.topic FROM course_participants p JOIN courses c ON c.id = p.course_id"
            " WHERE p.state = 'done' AND p.person_id IN " + among,
            mine,
        ),
    )
    home = homes[0]["area"] if homes else area
    serving = await unit.fetch("SELECT organisation_id FROM organisation_areas WHERE area = $1", home)
    learned = {Topic(row["topic"]) for row in ended} | await skills.topics_she_can(unit, mine)
    return Standing(
        area=home,
        offices=frozenset(row["organisation_id"] for row in (*serving, *cases)),
        groups=groups,
        results=_results(results),
        aided=frozenset(row["organisation_id"] for row in cases if row["state"] in _AIDED),
        learned=frozenset(learned),
    )


async def _groups_of(unit: Unit, person_id: int) -> frozenset[int]:
    """Her groups: in practice the invented one alone, outside of it the real ones."""
    practice = unit.actor.practice
    return frozenset(
        each.group_id
        for each in await members.find_own(unit, person_id)
        if (each.group_id == practice if practice else not each.practice_of)
    )


def _results(rows: Sequence[Any]) -> frozenset[tuple[int, str]]:
    """The newest result a set and office, where it fits."""
    newest = {(row["organisation_id"], row["set_id"]): row["overall"] for row in rows}
    return frozenset(key for key, overall in newest.items() if overall in _FITTING)
