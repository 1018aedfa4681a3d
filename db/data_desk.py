"""What the officers of an office or a group do with requests about data: see what waits, read one, close it.

Who may is read again in the very step; a foreign request reads exactly like a missing one.
"""

from conversation.text import Text, _
from db import erasure_asking, people, permits
from db.data_requests import ANSWER_PLACE, COLUMNS, DataRequest, get_row, matter_of, opened
from db.engine import Fetch
from db.push_buttons import close_matter
from db.screenings import seal_inside
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.contact import MessageClass
from domain.permits import Action, places
from domain.refusals import Changed, NotAllowed
from domain.requests import OwnRequest
from domain.rights import Kind, State, check_ground

_OF_OFFICE = (
    COLUMNS + "WHERE d.state = 'open' AND d.organisation_id = $1 AND d.person_id <> $3"
    " ORDER BY d.due_ms, d.id LIMIT $2"
)
_OF_GROUP = (
    COLUMNS
    + "WHERE d.state = 'open' AND d.group_id = $1 AND d.person_id <> $3 ORDER BY d.due_ms, d.id LIMIT $2"
)

_COUNT_OF_OFFICE = (
    "SELECT count(*) AS n FROM data_requests WHERE state = 'open' AND organisation_id = $1"
    " AND person_id <> $2"
)
_COUNT_OF_GROUP = (
    "SELECT count(*) AS n FROM data_requests WHERE state = 'open' AND group_id = $1 AND person_id <> $2"
)


async def list_waiting(unit: Unit, most: int) -> tuple[DataRequest, ...]:
    """The open requests the actor answers for, the most urgent first, without words; every line is audited."""
    grants = await people.list_roles(unit, unit.actor.person_id)
    offices = () if unit.actor.locked else places(grants, Action.HANDLE_DATA)
    of_groups = () if unit.actor.locked else places(grants, Action.HANDLE_GROUP_DATA)
    wanted = [Fetch(_OF_OFFICE, (each, most, unit.actor.person_id)) for each in offices]
    wanted += [Fetch(_OF_GROUP, (each, most, unit.actor.person_id)) for each in of_groups]
    rows = [row for found in (await unit.fetch_all(*wanted) if wanted else []) for row in found]
    rows.sort(key=lambda row: (row["due_ms"], row["id"]))
    for row in rows[:most]:
        unit.audit("list", "data_request", row["id"], row["person_id"])
    return tuple(opened(unit, {**dict(row), "words": None, "answer": None}) for row in rows[:most])


async def count_waiting(unit: Unit) -> int:
    """How many open requests wait for the actor; no read at all for who answers for none. Tells nothing of anybody."""
    roles = () if unit.actor.locked else unit.actor.roles
    offices, of_groups = places(roles, Action.HANDLE_DATA), places(roles, Action.HANDLE_GROUP_DATA)
    wanted = [Fetch(_COUNT_OF_OFFICE, (each, unit.actor.person_id)) for each in offices]
    wanted += [Fetch(_COUNT_OF_GROUP, (each, unit.actor.person_id)) for each in of_groups]
    return sum(rows[0]["n"] for rows in (await unit.fetch_all(*wanted) if wanted else []))


async def get_for_officer(unit: Unit, request_id: int, *, looking: bool = True) -> DataRequest:
    """The request with her words and her name, for one who answers for it. Raises NotAllowed. `note_opened` audits."""
    row = await get_row(unit, request_id)
    action = Action.HANDLE_DATA if row["organisation_id"] is not None else Action.HANDLE_GROUP_DATA
    held = (await unit.fetch_all(permits.fetch_roles(unit, looking=looking)))[0]
    permits.check(unit, held, action, organisation_id=row["organisation_id"], group_id=row["group_id"])
    if row["person_id"] == unit.actor.person_id:
        raise OwnRequest()
    persons = await people.list_persons(unit, [row["person_id"]])
    person = persons.get(row["person_id"])
    if person is None:  # erased meanwhile
        raise NotAllowed()
    return opened(unit, row, name=person.name, area=person.area)


async def note_opened(unit: Unit, request_id: int) -> DataRequest:
    """The same, and it is noted who has read it. Raises NotAllowed."""
    found = await get_for_officer(unit, request_id, looking=False)
    unit.audit("read", "data_request", request_id, found.person_id)
    return found


async def note_copy(unit: Unit, request_id: int) -> DataRequest:
    """The officer takes her copy to hand it over: noted as a reading of all of it. Raises NotAllowed."""
    found = await get_for_officer(unit, request_id, looking=False)
    if found.kind is not Kind.COPY or found.state is not State.OPEN:
        raise NotAllowed()
    # The copy holds her answers: whoever may not read those does not hand it over either.
    await permits.require(unit, Action.READ_ANSWERS, organisation_id=found.organisation_id)
    unit.audit("read", "copy", request_id, found.person_id, "handed over")
    return found


async def close(unit: Unit, request_id: int, *, done: bool, ground: str = "", answer: str) -> State:
    """The officer's word, once, and she is told; what it is now. An erasure that is granted goes to the clock.

    Raises NotAllowed, OwnRequest, NeedsGround, Changed if it is closed already, LastOfRole.
    """
    found = await get_for_officer(unit, request_id, looking=False)
    if not done:
        check_ground(found.kind, ground)
    granted = done and found.kind is Kind.ERASURE
    state = State.REFUSED if not done else State.ERASING if granted else State.DONE
    await unit.vault.have([owner_of(found.person_id)])
    closed = await unit.fetch_one(
        "UPDATE data_requests SET state = $2, ground = $3, answer = $4, closed_ms = $5, closed_by = $6, next_ms = NULL"
        " WHERE id = $1 AND state = 'open' RETURNING id",
        request_id,
        state.value,
        "" if done else ground,
        seal_inside(unit, found.person_id, cell(ANSWER_PLACE, request_id), {"answer": answer}),
        unit.now_ms,
        unit.actor.person_id,
    )
    if closed is None:
        raise Changed()
    unit.audit("decide", "data_request", request_id, found.person_id, state.value)
    close_matter(unit, matter_of(request_id))
    unit.tell(found.person_id, _said(found, state, answer), MessageClass.RELAY.value)
    if granted:
        await erasure_asking.ask(unit, found.person_id)
    return state


def _said(found: DataRequest, state: State, answer: str) -> Text:
    """What she reads."""
    if state is State.REFUSED:
        return _(
            "Permintaan data {code} belum bisa dipenuhi {place}. Sebabnya: {answer}",
            code=found.code,
            place=found.place,
            answer=answer,
        )
    return _(
        "Permintaan data {code} sudah dikerjakan {place}. Katanya: {answer}",
        code=found.code,
        place=found.place,
        answer=answer,
    )
