"""What a woman sends to an office: her request, its results (db/screenings.py), and how she may be contacted.

Her side only: what the office does with it is db/casework.py, and PERIKSA LAGI db/rechecks.py. One open request a woman
and office: what she sends meanwhile joins it.
"""

from collections.abc import Sequence
from dataclasses import asdict

from db import duplicates
from db.engine import Row
from db.ids import new_code
from db.queue_pings import ping
from db.screenings import SetResult, add_answers, add_result, seal_inside
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.records import dataclass
from domain.requests import Contact, Kind, State, best_overall, joined_kind, joins

__all__ = [
    "Contact",
    "Latest",
    "SetResult",
    "Submitted",
    "add_answers",
    "find_latest",
    "find_to_recheck",
    "submit",
]

CONTACT_PLACE = "requests.contact"

# Six of 31 signs: short enough to read out, and a guess hits one of a million requests once in 900 tries; a code
# alone opens nothing.
CODE_CHARS = 6

# Sets of one screening: an area has two or three.
RESULTS_MAX = 10


@dataclass(frozen=True, slots=True)
class Submitted:
    """The request and the code she may say to the office."""

    request_id: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Latest:
    """Her newest request, with the office it went to."""

    id: int
    code: str
    kind: Kind
    state: State
    wants_person: bool
    organisation_id: int
    office: str
    zone: str
    made_ms: int


_LATEST = (
    "SELECT r.id, r.code, r.kind, r.state, r.wants_person, r.organisation_id, r.made_ms, o.name AS office, o.zone"
    " FROM requests r JOIN organisations o ON o.id = r.organisation_id WHERE r.person_id = $1 "
)


async def submit(
    unit: Unit,
    *,
    person_id: int,
    organisation_id: int,
    kind: str,
    wants_person: bool,
    contact: Contact | None,
    results: Sequence[SetResult] = (),
    helper_id: int | None = None,
) -> Submitted:
    """Put her into the office's queue and tell its workers; her code.

    What she sends while something of hers is open there joins it and keeps its place: earlier results stay as history,
    a wish for a person is never lost.
    """
    if len(results) > RESULTS_MAX:
        raise ValueError(f"{len(results)} results; {RESULTS_MAX} is the limit")
    await unit.vault.have([owner_of(person_id)])
    waiting = await _find_joined(unit, person_id, organisation_id, Kind(kind))
    request_id = unit.new_id() if waiting is None else waiting["id"]
    sealed = (
        None
        if contact is None
        else seal_inside(unit, person_id, cell(CONTACT_PLACE, request_id), asdict(contact))
    )
    if waiting is None:
        code = await _new_code(unit)
        unit.write(
            "INSERT INTO requests (id, code, person_id, organisation_id, kind, state, wants_person, priority, overall,"
            " contact, helper_id, made_ms, changed_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
            request_id,
            code,
            person_id,
            organisation_id,
            Kind(kind).value,
            State.MENUNGGU.value,
            int(wants_person),
            _priority(results),
            best_overall(result.overall for result in results),
            sealed,
            helper_id,
            unit.now_ms,
        )
    else:
        code = waiting["code"]
        _join(unit, waiting, Kind(kind), wants_person, sealed, results, helper_id)
    await duplicates.note_number(unit, person_id, contact.phone if contact else "")
    for result in results:
        add_result(unit, request_id, person_id, result)
    unit.audit("write", "request", request_id, person_id, f"sent: {kind}")
    newly_wanted = wants_person and not (waiting is not None and waiting["wants_person"])
    await ping(
        unit,
        organisation_id=organisation_id,
        request_id=request_id,
        person_id=person_id,
        urgent=newly_wanted,
    )
    return Submitted(request_id, code)


async def _new_code(unit: Unit) -> str:
    while True:
        code = new_code(CODE_CHARS)
        if await unit.fetch_one("SELECT id FROM requests WHERE code = $1", code) is None:
            return code


async def _find_joined(unit: Unit, person_id: int, organisation_id: int, kind: Kind) -> Row | None:
    rows = await unit.fetch(
        "SELECT id, code, kind, wants_person, priority, overall FROM requests WHERE person_id = $1"
        " AND organisation_id = $2 AND state IN ('menunggu', 'diperiksa') ORDER BY id DESC",
        person_id,
        organisation_id,
    )
    return next((row for row in rows if joins(kind, Kind(row["kind"]))), None)


def _join(
    unit: Unit,
    waiting: Row,
    kind: Kind,
    wants_person: bool,
    contact: bytes | None,
    results: Sequence[SetResult],
    helper_id: int | None,
) -> None:
    """Add to the request that waits; it counts as unseen again, whoever has taken it."""
    unit.write(
        "UPDATE requests SET kind = $2, wants_person = $3, priority = $4, overall = $5,"
        " contact = COALESCE($6, contact), helper_id = COALESCE($7, helper_id), changed_ms = $8,"
        " seen_ms = NULL, seen_by = NULL WHERE id = $1",
        waiting["id"],
        joined_kind(kind, Kind(waiting["kind"])).value,
        int(wants_person or waiting["wants_person"]),
        _priority(results) if results else waiting["priority"],
        best_overall(result.overall for result in results) if results else waiting["overall"],
        contact,
        helper_id,
        unit.now_ms,
    )


def _priority(results: Sequence[SetResult]) -> int:
    return max((result.priority for result in results), default=0)


async def find_latest(unit: Unit, person_id: int) -> Latest | None:
    """Her newest request, None if she never sent one."""
    row = await unit.fetch_one(_LATEST + "ORDER BY r.id DESC LIMIT 1", person_id)
    return None if row is None else _latest(row)


async def find_to_recheck(unit: Unit, person_id: int) -> Latest | None:
    """What PERIKSA LAGI is about: her newest answers, else her newest request; None if she never sent one."""
    row = await unit.fetch_one(
        _LATEST + "ORDER BY CASE WHEN r.kind = 'screening' THEN 0 ELSE 1 END, r.id DESC LIMIT 1", person_id
    )
    return None if row is None else _latest(row)


def _latest(row: Row) -> Latest:
    return Latest(
        id=row["id"],
        code=row["code"],
        kind=Kind(row["kind"]),
        state=State(row["state"]),
        wants_person=bool(row["wants_person"]),
        organisation_id=row["organisation_id"],
        office=row["office"],
        zone=row["zone"],
        made_ms=row["made_ms"],
    )
