"""How courses and their sessions stand in their rows, and how one is looked up.

The law: whoever changes a course, its sessions or its places locks it first, so that of two changes at once neither is
lost and no place is given twice.
"""

import json
from datetime import date

from db.engine import Row
from db.unit import Unit
from domain.courses import Course, Kind, Session, SessionState, Skips, State, Topic, Who
from domain.refusals import NotAllowed

COURSE_COLUMNS = (
    "c.id, c.code, c.organisation_id, c.group_id, c.kind, c.topic, c.title, c.place, c.zone, c.rule, c.skips,"
    " c.first_day, c.start_min, c.length_min, c.capacity, c.bring, c.childcare, c.transport, c.who, c.offsets,"
    " c.state, c.made_by"
)
SESSION_COLUMNS = (
    "s.id, s.course_id, s.n, s.start_ms, s.length_min, s.place, s.moves, s.state, s.reason,"
    " s.code, s.closed_ms"
)
_COURSE = f"SELECT {COURSE_COLUMNS} FROM courses c "
_OF_ID = _COURSE + "WHERE c.id = $1"
_OF_CODE = _COURSE + "WHERE c.code = $1"


def read_course(row: Row) -> Course:
    """The course in a row of COURSE_COLUMNS."""
    return Course(
        id=row["id"],
        code=row["code"],
        organisation_id=row["organisation_id"],
        group_id=row["group_id"],
        kind=Kind(row["kind"]),
        topic=Topic(row["topic"]),
        title=row["title"],
        place=row["place"],
        zone=row["zone"],
        rule=row["rule"],
        skips=Skips(row["skips"]),
        first_day=date.fromisoformat(row["first_day"]),
        start_min=row["start_min"],
        length_min=row["length_min"],
        capacity=row["capacity"],
        bring=row["bring"],
        childcare=row["childcare"],
        transport=row["transport"],
        who=read_who(row["who"]),
        offsets=tuple(json.loads(row["offsets"])),
        state=State(row["state"]),
        made_by=row["made_by"],
    )


def read_session(row: Row) -> Session:
    """The session in a row of SESSION_COLUMNS."""
    return Session(
        id=row["id"],
        course_id=row["course_id"],
        n=row["n"],
        start_ms=row["start_ms"],
        length_min=row["length_min"],
        place=row["place"],
        moves=row["moves"],
        state=SessionState(row["state"]),
        reason=row["reason"],
        code=row["code"],
        closed_ms=row["closed_ms"],
    )


def read_who(body: str) -> Who:
    """Who may join; what an older program did not know is as if nobody had said it."""
    kept = json.loads(body)
    return Who(
        areas=tuple(kept.get("areas", ())),
        groups=tuple(kept.get("groups", ())),
        sets=tuple(kept.get("sets", ())),
        before_aid=bool(kept.get("before_aid", False)),
        needs=tuple(Topic(each) for each in kept.get("needs", ())),
    )


def who_body(who: Who) -> str:
    """The same as it is kept."""
    return json.dumps(
        {
            "areas": list(who.areas),
            "groups": list(who.groups),
            "sets": list(who.sets),
            "before_aid": who.before_aid,
            "needs": [each.value for each in who.needs],
        }
    )


async def find(unit: Unit, course_id: int) -> Course | None:
    """That course, None if there is none."""
    row = await unit.fetch_one(_OF_ID, course_id)
    return None if row is None else read_course(row)


async def get(unit: Unit, course_id: int) -> Course:
    """That course, whoever asks. Raises NotAllowed: one that does not exist reads like a foreign one."""
    found = await find(unit, course_id)
    if found is None:
        raise NotAllowed
    return found


async def find_by_code(unit: Unit, code: str) -> Course | None:
    """The course people call by this code, None if there is none."""
    row = await unit.fetch_one(_OF_CODE, code.strip().upper())
    return None if row is None else read_course(row)


async def lock(unit: Unit, course_id: int) -> Course:
    """That course; nobody else changes it or its places until this commits. Raises NotAllowed."""
    unit.write("UPDATE courses SET state = state WHERE id = $1", course_id)
    return await get(unit, course_id)
