"""The history of a request, and PERIKSA LAGI: a person looks at it again, whatever was decided."""

from collections.abc import Mapping
from typing import Any

from db.push_buttons import close_matter
from db.queue_pings import matter_of, ping
from db.requests import find_to_recheck
from db.screenings import open_inside, seal_inside
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.refusals import Changed, NotAllowed
from domain.requests import DECIDED, IN_QUEUE, State, may_withdraw

DETAIL_PLACE = "decisions.detail"


def answer_matter_of(request_id: int) -> str:
    """The matter of the buttons under what the office told her about this request."""
    return f"answer:{request_id}"


async def ask_recheck(unit: Unit, person_id: int, what: str = "") -> str:
    """Her request waits for a person again, whatever was decided; its code. what: her own words, "" for none.

    What had been decided is kept beside it, so that a worker can answer "it stays". Raises NotAllowed if there is
    nothing to look at again.
    """
    latest = await find_to_recheck(unit, person_id)
    if latest is None:
        raise NotAllowed()
    await unit.vault.have([owner_of(person_id)])
    waited_on = latest.state in IN_QUEUE
    before = latest.state if latest.state in DECIDED else await find_state_before(unit, latest.id, person_id)
    add_decision(
        unit,
        latest.id,
        person_id,
        by=person_id,
        state=State.MENUNGGU,
        detail={"before": before.value if before else "", "what": what},
    )
    unit.write(
        "UPDATE requests SET state = 'menunggu', wants_person = 1, made_ms = $2, changed_ms = $3, seen_ms = NULL,"
        " seen_by = NULL WHERE id = $1",
        latest.id,
        latest.made_ms if waited_on else unit.now_ms,
        unit.now_ms,
    )
    unit.audit("write", "request", latest.id, person_id, "recheck")
    close_matter(unit, answer_matter_of(latest.id))
    asked_already = waited_on and latest.wants_person
    await ping(
        unit,
        organisation_id=latest.organisation_id,
        request_id=latest.id,
        person_id=person_id,
        urgent=not asked_already,
    )
    return latest.code


def add_decision(
    unit: Unit, request_id: int, person_id: int, *, by: int, state: State, detail: Mapping[str, Any]
) -> None:
    """One row of the request's history; `detail` is sealed with her key, which must be at hand."""
    decision_id = unit.new_id()
    unit.write(
        "INSERT INTO decisions (id, request_id, person_id, by_person, state, detail, at_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        decision_id,
        request_id,
        person_id,
        by,
        state.value,
        seal_inside(unit, person_id, cell(DETAIL_PLACE, decision_id), detail),
        unit.now_ms,
    )


async def find_recheck(unit: Unit, request_id: int, person_id: int) -> dict[str, Any]:
    """What she asked for with PERIKSA LAGI since the last decision: keys before and what; {} if she did not."""
    row = await unit.fetch_one(
        "SELECT d.id, d.state, d.detail FROM decisions d WHERE d.request_id = $1 AND d.person_id = $2"
        " AND d.state <> 'diperiksa' ORDER BY d.id DESC LIMIT 1",
        request_id,
        person_id,
    )
    if row is None or row["state"] != State.MENUNGGU:
        return {}
    return open_inside(unit, person_id, cell(DETAIL_PLACE, row["id"]), row["detail"])


async def find_state_before(unit: Unit, request_id: int, person_id: int) -> State | None:
    """What had been decided when she asked for another look; None if nothing had, or she did not ask."""
    before = (await find_recheck(unit, request_id, person_id)).get("before")
    return State(before) if before else None


async def withdraw(unit: Unit, request_id: int, person_id: int) -> None:
    """She takes it back. Raises NotAllowed if it is not hers or is over, Changed if it has just been decided."""
    row = await unit.fetch_one(
        "SELECT state FROM requests WHERE id = $1 AND person_id = $2", request_id, person_id
    )
    if row is None or not may_withdraw(State(row["state"])):
        raise NotAllowed()
    await unit.vault.have([owner_of(person_id)])
    moved = await unit.fetch_one(
        "UPDATE requests SET state = 'dibatalkan_pemohon', changed_ms = $3 WHERE id = $1 AND state = $2 RETURNING id",
        request_id,
        row["state"],
        unit.now_ms,
    )
    if moved is None:
        raise Changed()
    add_decision(unit, request_id, person_id, by=person_id, state=State.DIBATALKAN_PEMOHON, detail={})
    unit.audit("write", "request", request_id, person_id, "withdrawn")
    close_matter(unit, matter_of(request_id))
