"""How matters stand in their rows, and how one is looked up: nothing here asks whether somebody may see it.

The law: whoever changes a matter or its messages locks it first, so that of two changes at once neither is lost and
no number is given twice.
"""

from collections.abc import Sequence
from dataclasses import asdict

from db.engine import Row
from db.lists import marks, padded
from db.screenings import open_inside, seal_inside
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.matters import REOPEN_DAYS, Climbed, Face, Matter, State
from domain.refusals import NotAllowed
from domain.requests import Contact

CONTACT_PLACE = "matters.contact"

DAY_MS = 86_400_000

COLUMNS = (
    "m.id, m.code, m.person_id, m.organisation_id, m.state, m.complaint, m.about_id, m.topic, m.holder_id,"
    " m.held_ms, m.women_only, m.only_holder, m.sure, m.messages, m.shown_from, m.waiting_ms, m.due_ms, m.climbed,"
    " m.hers_ms, m.theirs_ms, m.answered_ms, m.line_ms, m.made_ms, m.closed_ms, m.result, m.face"
)
_MATTER = f"SELECT {COLUMNS} FROM matters m "
_OF_ID = _MATTER + "WHERE m.id = $1"
_OF_CODE = _MATTER + "WHERE m.code = $1"
_OPEN = (
    _MATTER + "WHERE m.person_id = $1 AND m.organisation_id = $2 AND m.complaint = $3 AND m.state = 'open'"
)
_CLOSED = (
    _MATTER + "WHERE m.person_id = $1 AND m.organisation_id = $2 AND m.complaint = $3 AND m.state = 'closed'"
    " AND m.closed_ms > $4 ORDER BY m.closed_ms DESC, m.id DESC LIMIT 1"
)
_OF_PERSON = " ORDER BY CASE m.state WHEN 'open' THEN 0 ELSE 1 END, m.id DESC LIMIT $1"

# She sees a page of hers at a time; more than these no woman writes in a year.
OWN_MAX = 30


def read_matter(row: Row) -> Matter:
    """The matter in a row of COLUMNS."""
    return Matter(
        id=row["id"],
        code=row["code"],
        person_id=row["person_id"],
        organisation_id=row["organisation_id"],
        state=State(row["state"]),
        complaint=bool(row["complaint"]),
        about_id=row["about_id"],
        topic=row["topic"],
        holder_id=row["holder_id"],
        held_ms=row["held_ms"],
        women_only=bool(row["women_only"]),
        only_holder=bool(row["only_holder"]),
        sure=bool(row["sure"]),
        messages=row["messages"],
        shown_from=row["shown_from"],
        waiting_ms=row["waiting_ms"],
        due_ms=row["due_ms"],
        climbed=Climbed(row["climbed"]),
        hers_ms=row["hers_ms"],
        theirs_ms=row["theirs_ms"],
        answered_ms=row["answered_ms"],
        line_ms=row["line_ms"],
        made_ms=row["made_ms"],
        closed_ms=row["closed_ms"],
        result=row["result"],
        face=Face(row["face"]),
    )


def matter_of(matter_id: int) -> str:
    """The matter of the buttons that lead to it (unit.tell, push_buttons)."""
    return f"contact:{matter_id}"


async def find(unit: Unit, matter_id: int) -> Matter | None:
    """That matter, whoever asks: for the program itself (clock, passing on). None if there is none."""
    row = await unit.fetch_one(_OF_ID, matter_id)
    return None if row is None else read_matter(row)


async def find_by_code(unit: Unit, code: str) -> Matter | None:
    """The matter of this code, whoever asks; `peek` it before anything of it is shown."""
    row = await unit.fetch_one(_OF_CODE, code.strip().upper())
    return None if row is None else read_matter(row)


async def lock(unit: Unit, matter_id: int) -> Matter:
    """That matter as it is now; nobody else changes it until this commits. Raises NotAllowed."""
    unit.write("UPDATE matters SET messages = messages WHERE id = $1", matter_id)
    found = await find(unit, matter_id)
    if found is None:
        raise NotAllowed
    return found


async def find_open(
    unit: Unit, person_id: int, organisation_id: int, complaint: bool = False
) -> Matter | None:
    """Her open matter (or open complaint) with that office; there is one at the most."""
    row = await unit.fetch_one(_OPEN, person_id, organisation_id, int(complaint))
    return None if row is None else read_matter(row)


async def find_closed(
    unit: Unit, person_id: int, organisation_id: int, complaint: bool = False
) -> Matter | None:
    """The one that was closed last, if what she writes now still opens it again."""
    since_ms = unit.now_ms - REOPEN_DAYS * DAY_MS
    row = await unit.fetch_one(_CLOSED, person_id, organisation_id, int(complaint), since_ms)
    return None if row is None else read_matter(row)


async def list_of(unit: Unit, person_ids: Sequence[int]) -> list[Matter]:
    """The matters of these records of hers, those that are open first, then the newest."""
    ids = padded(person_ids)
    rows = await unit.fetch(
        _MATTER + "WHERE m.person_id IN " + marks(len(ids), 2) + _OF_PERSON, OWN_MAX, *ids
    )
    return [read_matter(row) for row in rows]


# -- how she wants to be reached ----------------------------------------------------------------------------------


async def keep_contact(unit: Unit, matter: Matter, contact: Contact | None) -> None:
    """How she wants to be reached if not here, sealed with her key; None: not any more."""
    await unit.vault.have([owner_of(matter.person_id)])
    sealed = (
        None
        if contact is None
        else seal_inside(unit, matter.person_id, cell(CONTACT_PLACE, matter.id), asdict(contact))
    )
    unit.write("UPDATE matters SET contact = $2 WHERE id = $1", matter.id, sealed)


async def open_contact(unit: Unit, matter: Matter) -> Contact | None:
    """The same, opened, whoever asks; None if she left none."""
    row = await unit.fetch_one("SELECT contact FROM matters WHERE id = $1", matter.id)
    await unit.vault.have([owner_of(matter.person_id)])
    if row is None or not unit.vault.knows(owner_of(matter.person_id)):
        return None
    inside = open_inside(unit, matter.person_id, cell(CONTACT_PLACE, matter.id), row["contact"])
    return Contact(**inside) if inside else None
