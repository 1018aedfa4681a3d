"""Who waits in an office's queue, and how long. No names: a code, the area, and what the answers came to.

Every line that is shown leaves an audit row. Counts tell nothing of anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from db import permits
from db.engine import Fetch, Row
from db.queue_pings import note_look
from db.unit import Unit
from domain.permits import Action
from domain.requests import Kind, State


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One line of the queue: no name. area: its key. changed_ms: of the last change, for what is proposed already."""

    id: int
    code: str
    kind: Kind
    state: State
    overall: str
    area: str
    zone: str
    wants_person: bool
    seen: bool
    made_ms: int
    changed_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """waiting: how many stand in the queue, oldest_ms: since when the first of them (None if none), proposed: how many
    wait for money or an SK, granted: to how many aid is still to be handed over."""

    waiting: int
    wants_person: int
    proposed: int
    oldest_ms: int | None
    granted: int = 0


_WAITING = (
    "SELECT r.id, r.code, r.kind, r.state, r.overall, p.area, o.zone, r.wants_person, r.seen_ms, r.made_ms,"
    " r.changed_ms, r.person_id FROM requests r JOIN persons p ON p.id = r.person_id"
    " JOIN organisations o ON o.id = r.organisation_id WHERE r.organisation_id = $1 "
    # She wants her data left alone for a while: what domain.requests.is_resting says of it.
    "AND NOT (p.paused_ms > 0 AND r.kind = 'screening' AND r.wants_person = 0) "
)
_RESTING = (
    " AND NOT (kind = 'screening' AND wants_person = 0 AND person_id IN"
    " (SELECT id FROM persons WHERE paused_ms > 0))"
)


async def list_waiting(unit: Unit, organisation_ids: Sequence[int], most: int) -> tuple[Waiting, ...]:
    """The queue of these offices: first those who asked for a person, then the oldest. Raises NotAllowed."""
    rows = await _list_rows(
        unit,
        organisation_ids,
        _WAITING + "AND r.state IN ('menunggu', 'diperiksa')"
        " ORDER BY r.wants_person DESC, r.made_ms, r.id LIMIT $2",
        most,
    )
    rows.sort(key=lambda row: (-row["wants_person"], row["made_ms"], row["id"]))
    return _listed(unit, rows[:most])


async def list_proposed(unit: Unit, organisation_ids: Sequence[int], most: int) -> tuple[Waiting, ...]:
    """What waits for money or an SK, the longest first. Raises NotAllowed."""
    rows = await _list_rows(
        unit,
        organisation_ids,
        _WAITING + "AND r.state IN ('diusulkan', 'menunggu_anggaran') ORDER BY r.changed_ms, r.id LIMIT $2",
        most,
    )
    rows.sort(key=lambda row: (row["changed_ms"], row["id"]))
    return _listed(unit, rows[:most])


async def list_granted(unit: Unit, organisation_ids: Sequence[int], most: int) -> tuple[Waiting, ...]:
    """To whom aid is still to be handed over, the longest first. Raises NotAllowed."""
    rows = await _list_rows(
        unit,
        organisation_ids,
        _WAITING + "AND r.state = 'ditetapkan' ORDER BY r.changed_ms, r.id LIMIT $2",
        most,
    )
    rows.sort(key=lambda row: (row["changed_ms"], row["id"]))
    return _listed(unit, rows[:most])


async def _list_rows(unit: Unit, organisation_ids: Sequence[int], sql: str, most: int) -> list[Row]:
    await permits.require_everywhere(unit, Action.SEE_QUEUE, organisation_ids)
    if not organisation_ids:
        return []
    found = await unit.fetch_all(*[Fetch(sql, (each, most)) for each in organisation_ids])
    return [row for rows in found for row in rows]


def _listed(unit: Unit, rows: Sequence[Row]) -> tuple[Waiting, ...]:
    for row in rows:
        unit.audit("list", "request", row["id"], row["person_id"])
    note_look(unit, unit.actor.person_id)
    return tuple(
        Waiting(
            id=row["id"],
            code=row["code"],
            kind=Kind(row["kind"]),
            state=State(row["state"]),
            overall=row["overall"],
            area=row["area"],
            zone=row["zone"],
            wants_person=bool(row["wants_person"]),
            seen=row["seen_ms"] is not None,
            made_ms=row["made_ms"],
            changed_ms=row["changed_ms"],
        )
        for row in rows
    )


async def count(unit: Unit, organisation_ids: Sequence[int]) -> Counts:
    """How many wait in these offices together; tells nothing of anybody, so that everybody may ask."""
    wanted = [
        Fetch(
            "SELECT count(*) AS n, CAST(COALESCE(sum(wants_person), 0) AS BIGINT) AS wants_person,"
            " min(made_ms) AS oldest_ms, 0 AS proposed, 0 AS granted FROM requests"
            " WHERE organisation_id = $1 AND state IN ('menunggu', 'diperiksa')"
            + _RESTING
            + " UNION ALL SELECT 0, 0, NULL, count(*), 0 FROM requests"
            " WHERE organisation_id = $1 AND state IN ('diusulkan', 'menunggu_anggaran')"
            + _RESTING
            + " UNION ALL SELECT 0, 0, NULL, 0, count(*) FROM requests"
            " WHERE organisation_id = $1 AND state = 'ditetapkan'" + _RESTING,
            (each,),
        )
        for each in organisation_ids
    ]
    rows = [row for found in await unit.fetch_all(*wanted) for row in found] if wanted else []
    return Counts(
        waiting=sum(row["n"] for row in rows),
        wants_person=sum(row["wants_person"] for row in rows),
        proposed=sum(row["proposed"] for row in rows),
        granted=sum(row["granted"] for row in rows),
        oldest_ms=min((row["oldest_ms"] for row in rows if row["oldest_ms"] is not None), default=None),
    )
