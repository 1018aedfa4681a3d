"""Looks with a reason into a colleague's matter: who, why, and until when. The reason is sealed by her key."""

from collections.abc import Sequence

from db.lists import marks, padded
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.matters import LOOK_MINUTES, Matter
from domain.records import dataclass

REASON_PLACE = "matter_looks.reason"
MATTERS_MAX = 20
SHOWN_MAX = 3
"""The latest, with their reasons; one screen."""

_LATEST = (
    "SELECT id, matter_id, by_person, reason, at_ms, until_ms FROM matter_looks WHERE matter_id = $1"
    " ORDER BY id DESC LIMIT $2"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One of them. Times in UTC milliseconds."""

    id: int
    matter_id: int
    by_person: int
    reason: str
    at_ms: int
    until_ms: int


async def open_one(unit: Unit, matter: Matter, reason: str) -> Look:
    """The actor may read this matter for LOOK_MINUTES; that she may, the caller has made sure of."""
    look_id = unit.new_id()
    until_ms = unit.now_ms + LOOK_MINUTES * 60_000
    owner = owner_of(matter.person_id)
    await unit.vault.have([owner])
    unit.write(
        "INSERT INTO matter_looks (id, matter_id, person_id, by_person, reason, at_ms, until_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        look_id,
        matter.id,
        matter.person_id,
        unit.actor.person_id,
        unit.vault.seal(owner, cell(REASON_PLACE, look_id), reason.encode()),
        unit.now_ms,
        until_ms,
    )
    unit.audit("read", "matter_look", matter.id, matter.person_id)
    return Look(
        id=look_id,
        matter_id=matter.id,
        by_person=unit.actor.person_id,
        reason=reason,
        at_ms=unit.now_ms,
        until_ms=until_ms,
    )


async def is_open(unit: Unit, matter_id: int, person_id: int) -> bool:
    """Whether this person's look into the matter lasts; whether she still works there is asked elsewhere."""
    row = await unit.fetch_one(
        "SELECT 1 AS one FROM matter_looks WHERE matter_id = $1 AND by_person = $2 AND until_ms > $3 LIMIT 1",
        matter_id,
        person_id,
        unit.now_ms,
    )
    return row is not None


async def list_lately(unit: Unit, organisation_ids: Sequence[int], since_ms: int) -> list[int]:
    """The matters of these offices into which somebody has looked since then, the latest first; MATTERS_MAX at most."""
    wanted = padded(organisation_ids)
    rows = await unit.fetch(
        "SELECT l.matter_id, max(l.id) AS last FROM matter_looks l JOIN matters m ON m.id = l.matter_id"
        " WHERE l.at_ms >= $1 AND m.organisation_id IN "
        + marks(len(wanted), 3)
        + " GROUP BY l.matter_id ORDER BY last DESC LIMIT $2",
        since_ms,
        MATTERS_MAX,
        *wanted,
    )
    return [row["matter_id"] for row in rows]


def end(unit: Unit, matter_id: int) -> None:
    """All looks into it end now: it has moved."""
    unit.write(
        "UPDATE matter_looks SET until_ms = $2 WHERE matter_id = $1 AND until_ms > $2", matter_id, unit.now_ms
    )


async def list_of(unit: Unit, matter: Matter) -> list[Look]:
    """The latest looks into it, the newest first; none once she was erased."""
    rows = await unit.fetch(_LATEST, matter.id, SHOWN_MAX)
    owner = owner_of(matter.person_id)
    await unit.vault.have([owner])
    if not unit.vault.knows(owner):
        return []
    return [
        Look(
            id=row["id"],
            matter_id=row["matter_id"],
            by_person=row["by_person"],
            reason=unit.vault.unseal(owner, cell(REASON_PLACE, row["id"]), bytes(row["reason"])).decode(),
            at_ms=row["at_ms"],
            until_ms=row["until_ms"],
        )
        for row in rows
    ]
