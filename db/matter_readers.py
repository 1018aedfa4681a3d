"""Who of an office may be named to a woman as the one who reads what she writes, and how many wait before her.

The law: whom a complaint is about counts for nothing in what others are told, and a complaint is never counted where
somebody might guess whose it is.
"""

from collections.abc import Sequence

from db import duty, requests
from db.data_readers import list_selves
from db.lists import marks, padded
from db.matter_rows import list_of, matter_of
from db.organisations import get
from db.people import list_persons, list_role_holders
from db.unit import Unit
from domain.matter_routing import Reader
from domain.matters import Matter
from domain.permits import Action, holders
from domain.roles import STAFF, Role
from domain.zones import local_date

# An office with more people than that has a list of its own; these are the longest-serving.
READERS_MAX = 50

# A supervisor answers where nobody else does: she is there for what the others cannot, and for complaints.
_FIRST = tuple(sorted(holders(Action.ANSWER_MATTERS) - {Role.SUPERVISOR}))

# The talk of the button below what somebody of an office writes to her (handlers/names.py).
LINE_TALK = "obrolan"

# Whom a group's money goes through.
_LEADING = (Role.CHAIR.value, Role.TREASURER.value, Role.SECRETARY.value)


async def list_readers(unit: Unit, organisation_id: int, *, complaints: bool = False) -> tuple[Reader, ...]:
    """Who may be named there, without herself. complaints: those who read complaints instead."""
    if complaints:
        ids = await list_role_holders(unit, organisation_id, sorted(holders(Action.READ_COMPLAINTS)))
    else:
        ids = await list_role_holders(unit, organisation_id, _FIRST)
        ids = ids or await list_role_holders(unit, organisation_id, (Role.SUPERVISOR,))
    return await _readers(unit, organisation_id, [each for each in ids if each != unit.actor.person_id])


async def _readers(unit: Unit, organisation_id: int, person_ids: Sequence[int]) -> tuple[Reader, ...]:
    ids = list(person_ids)[:READERS_MAX]
    if not ids:
        return ()
    office = (await get(unit, organisation_id)).office
    today = local_date(unit.now, office.zone)
    leaves = await duty.list_leaves(unit, organisation_id)
    away = {each.person_id for each in leaves if each.first <= today <= each.last}
    women = set(await duty.list_women(unit, ids))
    named = await list_persons(unit, ids)
    load = await _load(unit, ids)
    return tuple(
        Reader(
            person_id=each,
            name=named[each].name,
            woman=each in women,
            away=each in away,
            open_matters=load.get(each, 0),
        )
        for each in ids
        if each in named
    )


async def _load(unit: Unit, person_ids: Sequence[int]) -> dict[int, int]:
    """How many open matters each of them has, complaints apart."""
    wanted = padded(person_ids)
    rows = await unit.fetch(
        "SELECT holder_id, count(*) AS n FROM matters WHERE state = 'open' AND complaint = 0 AND holder_id IN "
        + marks(len(wanted))
        + " GROUP BY holder_id",
        *wanted,
    )
    return {row["holder_id"]: row["n"] for row in rows}


async def list_named(unit: Unit, organisation_id: int) -> tuple[Reader, ...]:
    """Everybody who works there and has a name, so that she can say whom a complaint is about."""
    ids = await list_role_holders(unit, organisation_id, sorted(STAFF))
    found = await _readers(unit, organisation_id, [each for each in ids if each != unit.actor.person_id])
    return tuple(each for each in found if each.name)


async def list_officers(unit: Unit) -> tuple[Reader, ...]:
    """Those who lead the groups she is in, for the same; away and open_matters say nothing of them."""
    rows = await unit.fetch(
        "SELECT r.person_id, min(r.id) AS first FROM roles r JOIN groups g ON g.id = r.group_id"
        " WHERE r.until_ms IS NULL AND g.practice_of = 0 AND r.person_id <> $1 AND r.role IN ($2, $3, $4)"
        " AND r.group_id IN (SELECT group_id FROM roles WHERE person_id = $1 AND until_ms IS NULL)"
        " GROUP BY r.person_id ORDER BY first LIMIT $5",
        unit.actor.person_id,
        *_LEADING,
        READERS_MAX,
    )
    named = await list_persons(unit, [row["person_id"] for row in rows])
    return tuple(
        Reader(person_id=each.id, name=each.name, woman=False, away=False, open_matters=0)
        for row in rows
        if (each := named.get(row["person_id"])) is not None and each.name
    )


async def find_last_holder(unit: Unit, person_id: int, organisation_id: int) -> int:
    """Who had what she wrote there last, open or closed; 0 for nobody."""
    row = await unit.fetch_one(
        "SELECT holder_id FROM matters WHERE person_id = $1 AND organisation_id = $2 AND complaint = 0"
        " AND holder_id > 0 ORDER BY id DESC LIMIT 1",
        person_id,
        organisation_id,
    )
    return 0 if row is None else int(row["holder_id"])


async def find_last_office(unit: Unit, person_id: int) -> int:
    """The office of the last thing she sent, a message or a request; 0 for none. Complaints lead nowhere."""
    found = await list_of(unit, await list_selves(unit, person_id))
    times = {max(each.made_ms, each.hers_ms): each.organisation_id for each in found if not each.complaint}
    request = await requests.find_latest(unit, person_id)
    if request is not None:
        times.setdefault(request.made_ms, request.organisation_id)
    return times[max(times)] if times else 0


async def count_before(unit: Unit, matter: Matter) -> int:
    """How many others have waited longer for the same one, or for anybody of the office where nobody has it yet.

    0 for a complaint: nobody learns how many there are.
    """
    if matter.complaint or not matter.waiting_ms:
        return 0
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM matters WHERE state = 'open' AND complaint = 0 AND organisation_id = $1"
        " AND holder_id = $2 AND waiting_ms > 0 AND waiting_ms < $3",
        matter.organisation_id,
        matter.holder_id,
        matter.waiting_ms,
    )
    return 0 if row is None else int(row["n"])


async def was_asked_elsewhere(unit: Unit, matter: Matter, since_ms: int) -> bool:
    """Whether something else has asked her since then and waits: a class, or somebody of another office.

    What may be passed on about her is asked for the one she writes to.
    """
    row = await unit.fetch_one(
        "SELECT matter, open, made_ms FROM push_buttons WHERE person_id = $1"
        " ORDER BY made_ms DESC, matter DESC LIMIT 1",
        unit.actor.person_id,
    )
    if row is None or not row["open"] or row["made_ms"] <= since_ms:
        return False
    return row["matter"] != matter_of(matter.id) and not row["matter"].startswith("move:")


async def find_written_last(unit: Unit, person_id: int) -> tuple[int, int]:
    """The matter of the last thing she was asked, if somebody of an office wrote it, and when; else 0 and 0."""
    row = await unit.fetch_one(
        "SELECT matter, talk, open, made_ms FROM push_buttons WHERE person_id = $1"
        " ORDER BY made_ms DESC, matter DESC LIMIT 1",
        person_id,
    )
    if row is None or not row["open"] or row["talk"] != LINE_TALK:
        return 0, 0
    return int(row["matter"].partition(":")[2]), int(row["made_ms"])
