"""Which certificates of courses are there, whose are they, and is a number right?

The law: one that counts a woman and course. It is granted by who keeps the course and written with the name she says;
what is written is never changed, only withdrawn. Her name is sealed by her own key: who looks a number up is told of
course, year and office, and of nobody.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from db import groups, organisations
from db.course_sessions import sessions_of
from db.data_readers import list_selves
from db.engine import Row
from db.ids import new_code
from db.lists import marks, padded
from db.unit import Unit
from db.vault import KeyGone, cell
from db.vault import person as owner_of
from domain.certificates import (
    LOOKS_A_DAY_MAX,
    RANDOM_SIGNS,
    Body,
    Reason,
    State,
    TooManyLooks,
    number_of,
)
from domain.courses import Course, SessionState
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date

NAME_PLACE = "certificates.name"
DAY_MS = 24 * 3_600_000

# Of one course: as many as have a place in it, and more.
LISTED_MAX = 1_000

_COLUMNS = (
    "SELECT t.id, t.number, t.course_id, t.person_id, t.name, t.body, t.version, t.state, t.reason"
    " FROM certificates t "
)
_OF_ID = _COLUMNS + "WHERE t.id = $1"
_OF_COURSE = _COLUMNS + f"WHERE t.course_id = $1 AND t.state <> 'withdrawn' ORDER BY t.id LIMIT {LISTED_MAX}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """One paper. name: as it stands there, "" before she has said it. version: how often it was written. reason: ""."""

    id: int
    number: str
    course_id: int
    person_id: int
    name: str
    body: Body
    version: int
    state: State
    reason: str

    @property
    def matter(self) -> str:
        """What buttons about it belong to."""
        return f"certificate:{self.id}"


# -- given and written ------------------------------------------------------------------------------------------


async def grant(unit: Unit, course: Course, person_ids: Sequence[int]) -> list[Certificate]:
    """New ones for those who have none of this course that counts; who may give them is asked before."""
    body = await _body_of(unit, course)
    kept = {each.person_id for each in await list_of_course(unit, course.id)}
    granted = []
    for person_id in dict.fromkeys(person_ids):
        if person_id not in kept:
            granted.append(_add(unit, course.id, person_id, body, version=1))
    return granted


async def _body_of(unit: Unit, course: Course) -> Body:
    held = [each for each in await sessions_of(unit, course.id) if each.state is SessionState.HELD]
    days = [each.begins(course.zone).date() for each in held] or [course.first_day]
    giver, demo = await _giver_of(unit, course)
    return Body(
        title=course.title,
        kind=course.kind.value,
        topic=course.topic.value,
        place=course.place,
        giver=giver,
        first=days[0],
        last=days[-1],
        sessions=len(held),
        given=local_date(unit.now, course.zone),
        demo=demo,
    )


async def _giver_of(unit: Unit, course: Course) -> tuple[str, bool]:
    """Who gives it, and whether nothing there is real."""
    if course.group_id is not None:
        group = await groups.get(unit, course.group_id)
        return group.name, group.demo or bool(group.practice_of)
    assert course.organisation_id is not None, "a course belongs to an office or to a group"
    record = await organisations.get(unit, course.organisation_id)
    return record.office.name, record.demo


def _add(unit: Unit, course_id: int, person_id: int, body: Body, *, version: int) -> Certificate:
    certificate = Certificate(
        id=unit.new_id(),
        number=number_of(new_code(RANDOM_SIGNS)),
        course_id=course_id,
        person_id=person_id,
        name="",
        body=body,
        version=version,
        state=State.GRANTED,
        reason="",
    )
    unit.write(
        "INSERT INTO certificates (id, number, course_id, person_id, body, version, state, by_person, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, 'granted', $7, $8)",
        certificate.id,
        certificate.number,
        course_id,
        person_id,
        json.dumps(_plain(body)),
        version,
        unit.actor.person_id,
        unit.now_ms,
    )
    return certificate


async def write_name(unit: Unit, certificate: Certificate, name: str) -> None:
    """It counts from now on, with her name so. Raises Changed where it has one already, or was withdrawn."""
    await unit.vault.have([owner_of(certificate.person_id)])
    sealed = unit.vault.seal(owner_of(certificate.person_id), cell(NAME_PLACE, certificate.id), name.encode())
    rows = await unit.fetch(
        "UPDATE certificates SET name = $2, state = 'valid' WHERE id = $1 AND state = 'granted' RETURNING id",
        certificate.id,
        sealed,
    )
    if not rows:
        raise Changed


async def withdraw(unit: Unit, certificate: Certificate, reason: Reason) -> None:
    """It counts no more. Raises Changed where it did not count already."""
    rows = await unit.fetch(
        "UPDATE certificates SET state = 'withdrawn', reason = $2, withdrawn_ms = $3"
        " WHERE id = $1 AND state <> 'withdrawn' RETURNING id",
        certificate.id,
        reason.value,
        unit.now_ms,
    )
    if not rows:
        raise Changed


async def write_anew(unit: Unit, certificate: Certificate) -> Certificate:
    """Her name stands there wrongly: that number counts no more, and she has a new one to say her name for."""
    await withdraw(unit, certificate, Reason.NAME)
    return _add(
        unit,
        certificate.course_id,
        certificate.person_id,
        certificate.body,
        version=certificate.version + 1,
    )


# -- looked up --------------------------------------------------------------------------------------------------


async def list_own(unit: Unit, person_id: int) -> list[Certificate]:
    """Hers, on whichever of her records: those that count, the newest first."""
    mine = padded(await list_selves(unit, person_id))
    rows = await unit.fetch(
        _COLUMNS
        + "WHERE t.state <> 'withdrawn' AND t.person_id IN "
        + marks(len(mine))
        + " ORDER BY t.id DESC",
        *mine,
    )
    return await _opened(unit, rows)


async def get_own(unit: Unit, certificate_id: int, person_id: int) -> Certificate:
    """Hers, also one that counts no more. Raises NotAllowed."""
    found = await get(unit, certificate_id)
    if found.person_id not in await list_selves(unit, person_id):
        raise NotAllowed
    return found


async def get(unit: Unit, certificate_id: int) -> Certificate:
    """That one, whoever asks. Raises NotAllowed."""
    found = await _opened(unit, await unit.fetch(_OF_ID, certificate_id))
    if not found:
        raise NotAllowed
    return found[0]


async def list_of_course(unit: Unit, course_id: int) -> list[Certificate]:
    """Those of this course that count or wait for a name, in the order in which they were given."""
    return await _opened(unit, await unit.fetch(_OF_COURSE, course_id))


async def look_up(unit: Unit, number: str) -> tuple[State, Body] | None:
    """How it stands with this number, and of what it is: no name. None where there is none, or none written yet.

    Counts as a look of whoever acts. Raises TooManyLooks.
    """
    await _count_look(unit)
    row = await unit.fetch_one(
        "SELECT state, body FROM certificates WHERE number = $1 AND state <> 'granted'", number
    )
    return None if row is None else (State(row["state"]), _body(row["body"]))


async def _count_look(unit: Unit) -> None:
    day = unit.now_ms // DAY_MS
    rows = await unit.fetch(
        "INSERT INTO certificate_looks (person_id, day, looks) VALUES ($1, $2, 1) ON CONFLICT (person_id, day)"
        " DO UPDATE SET looks = certificate_looks.looks + 1 RETURNING looks",
        unit.actor.person_id,
        day,
    )
    unit.write("DELETE FROM certificate_looks WHERE day < $1", day)
    if rows[0]["looks"] > LOOKS_A_DAY_MAX:
        raise TooManyLooks


async def attendance(unit: Unit, course_id: int) -> tuple[int, Mapping[int, int]]:
    """How many sessions there were of which it is known who came, and to how many each person came."""
    rows = await unit.fetch(
        "SELECT a.person_id, sum(a.came) AS came FROM course_attendance a JOIN course_sessions s"
        " ON s.id = a.session_id WHERE s.course_id = $1 AND s.state <> 'cancelled' GROUP BY a.person_id",
        course_id,
    )
    counted = await unit.fetch_one(
        "SELECT count(DISTINCT s.id) AS n FROM course_sessions s JOIN course_attendance a ON a.session_id = s.id"
        " WHERE s.course_id = $1 AND s.state <> 'cancelled'",
        course_id,
    )
    return (int(counted["n"]) if counted is not None else 0), {
        row["person_id"]: int(row["came"]) for row in rows
    }


async def _opened(unit: Unit, rows: Sequence[Row]) -> list[Certificate]:
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    return [_certificate(unit, row) for row in rows]


def _certificate(unit: Unit, row: Row) -> Certificate:
    return Certificate(
        id=row["id"],
        number=row["number"],
        course_id=row["course_id"],
        person_id=row["person_id"],
        name=_name(unit, row),
        body=_body(row["body"]),
        version=row["version"],
        state=State(row["state"]),
        reason=row["reason"],
    )


def _name(unit: Unit, row: Row) -> str:
    if row["name"] is None:
        return ""
    try:
        place = cell(NAME_PLACE, row["id"])
        return unit.vault.unseal(owner_of(row["person_id"]), place, bytes(row["name"])).decode()
    except KeyGone:  # she is erased; the row goes with the next look of the clock
        return ""


def _plain(body: Body) -> dict[str, object]:
    return {
        "title": body.title,
        "kind": body.kind,
        "topic": body.topic,
        "place": body.place,
        "giver": body.giver,
        "first": body.first.isoformat(),
        "last": body.last.isoformat(),
        "sessions": body.sessions,
        "given": body.given.isoformat(),
        "demo": body.demo,
    }


def _body(kept: str) -> Body:
    plain = json.loads(kept)
    for name in ("first", "last", "given"):
        plain[name] = date.fromisoformat(plain[name])
    return Body(**plain)
