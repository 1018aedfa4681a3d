"""Rows for the operator's export: what an office may take along, without anything of the safety store.

Requests for a talk with a person are left out: that somebody wanted to talk is nobody's statistics.
"""

from dataclasses import dataclass

from db import people
from db.lists import marks
from db.unit import Unit

SLICE = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestRow:
    """One request. person_id: a number that says nothing of her. name: "" unless names were asked for."""

    id: int
    code: str
    person_id: int
    name: str
    office: str
    kind: str
    state: str
    overall: str
    area: str
    made_ms: int
    changed_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionRow:
    """One step of an office in a request, without its words."""

    code: str
    state: str
    by_person: int
    at_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentRow:
    """One answer about consent."""

    id: int
    person_id: int
    office: str
    purpose: str
    version: str
    answer: str
    manner: str
    at_ms: int


async def list_requests(
    unit: Unit, after_id: int, *, organisation_id: int = 0, names: bool = False
) -> list[RequestRow]:
    """The next requests above `after_id`, of one office or of all. Reading names is noted for each of them."""
    rows = await unit.fetch(
        "SELECT r.id, r.code, r.person_id, o.name AS office, r.kind, r.state, r.overall, p.area, r.made_ms,"
        " r.changed_ms FROM requests r JOIN persons p ON p.id = r.person_id"
        " JOIN organisations o ON o.id = r.organisation_id WHERE r.id > $1 AND r.kind <> 'person'"
        " AND p.erased_ms = 0 AND (r.organisation_id = $2 OR $2 = 0) ORDER BY r.id LIMIT $3",
        after_id,
        organisation_id,
        SLICE,
    )
    known = await people.list_persons(unit, [row["person_id"] for row in rows]) if names else {}
    if names:
        for row in rows:
            unit.audit("read", "request", row["id"], row["person_id"], "export by the operator")
    return [
        RequestRow(
            id=row["id"],
            code=row["code"],
            person_id=row["person_id"],
            name=known[row["person_id"]].name if row["person_id"] in known else "",
            office=row["office"],
            kind=row["kind"],
            state=row["state"],
            overall=row["overall"],
            area=row["area"],
            made_ms=row["made_ms"],
            changed_ms=row["changed_ms"],
        )
        for row in rows
    ]


async def list_decisions(unit: Unit, request_ids: list[int]) -> list[DecisionRow]:
    """What the offices did in these requests (at most SLICE of them), in order."""
    if not request_ids:
        return []
    rows = await unit.fetch(
        "SELECT r.code, d.state, d.by_person, d.at_ms FROM decisions d JOIN requests r ON r.id = d.request_id"
        " WHERE d.request_id IN " + marks(len(request_ids)) + " ORDER BY d.id",
        *request_ids,
    )
    return [
        DecisionRow(code=row["code"], state=row["state"], by_person=row["by_person"], at_ms=row["at_ms"])
        for row in rows
    ]


async def list_consents(unit: Unit, after_id: int, *, organisation_id: int = 0) -> list[ConsentRow]:
    """The next answers about consent above `after_id`."""
    rows = await unit.fetch(
        "SELECT c.id, c.person_id, COALESCE(o.name, '') AS office, c.purpose, c.version, c.answer, c.manner, c.at_ms"
        " FROM consents c JOIN persons p ON p.id = c.person_id LEFT JOIN organisations o ON o.id = c.organisation_id"
        " WHERE c.id > $1 AND p.erased_ms = 0 AND (c.organisation_id = $2 OR $2 = 0) ORDER BY c.id LIMIT $3",
        after_id,
        organisation_id,
        SLICE,
    )
    return [
        ConsentRow(
            id=row["id"],
            person_id=row["person_id"],
            office=row["office"],
            purpose=row["purpose"],
            version=row["version"],
            answer=row["answer"],
            manner=row["manner"],
            at_ms=row["at_ms"],
        )
        for row in rows
    ]
