"""The safety store: notes about women in danger, under keys of their own, with a list of readers of its own.

The law: nobody reads here because of another role (UU 12/2022 TPKS art. 67-70: secrecy). What is read and written
here is noted without naming her, so that no list of readers on her phone can give it away. Nothing here is joined
with requests, screenings or savings.
"""

from datetime import UTC, datetime

from db.people import list_roles
from db.unit import Unit
from db.vault import cell
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.roles import STAFF
from domain.safety import NOTES_MAX, READERS_MAX
from domain.zones import local_time

NOTE_PLACE = "safety_notes.body"


def owner_of(person_id: int) -> str:
    """The owner of the key under which her safety data is sealed: another than that of her other data."""
    return f"s{person_id}"


def note_act(unit: Unit, action: str, call_id: int) -> None:
    """The audit row: who, which call, never whom it is about; her "siapa melihat data saya" cannot list it."""
    unit.audit(action, "safety", call_id, 0)


# -- who may read -----------------------------------------------------------------------------------------------


async def list_readers(unit: Unit, organisation_id: int) -> list[int]:
    """Who was named for this office, the longest first."""
    rows = await unit.fetch(
        "SELECT person_id FROM safety_access WHERE organisation_id = $1 ORDER BY since_ms, person_id",
        organisation_id,
    )
    return [row["person_id"] for row in rows]


async def name_reader(unit: Unit, organisation_id: int, person_id: int) -> None:
    """From now on this person of the office reads and writes its safety notes. Raises NotAllowed for others."""
    roles = {
        grant.role for grant in await list_roles(unit, person_id) if grant.organisation_id == organisation_id
    }
    if not roles & STAFF or len(await list_readers(unit, organisation_id)) >= READERS_MAX:
        raise NotAllowed
    unit.write(
        "INSERT INTO safety_access (organisation_id, person_id, named_by, since_ms) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (organisation_id, person_id) DO NOTHING",
        organisation_id,
        person_id,
        unit.actor.person_id,
        unit.now_ms,
    )
    unit.audit("write", "safety_access", organisation_id, person_id, "named")


def unname_reader(unit: Unit, organisation_id: int, person_id: int) -> None:
    """From the next message on this person reads nothing here any more."""
    unit.write(
        "DELETE FROM safety_access WHERE organisation_id = $1 AND person_id = $2", organisation_id, person_id
    )
    unit.audit("write", "safety_access", organisation_id, person_id, "removed")


async def may_read(unit: Unit, organisation_id: int) -> bool:
    """Whether the actor is on the office's list, and still works there; read in this transaction."""
    row = await unit.fetch_one(
        "SELECT 1 AS one FROM safety_access s JOIN roles r ON r.person_id = s.person_id"
        " AND r.organisation_id = s.organisation_id AND r.until_ms IS NULL"
        " WHERE s.organisation_id = $1 AND s.person_id = $2 LIMIT 1",
        organisation_id,
        unit.actor.person_id,
    )
    return row is not None


# -- notes ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One note. made: on the clock of the zone that was asked for."""

    text: str
    by_person: int
    made: datetime


async def _get_call(unit: Unit, call_id: int) -> tuple[int, int]:
    """Whom the call is about and which office has it. Raises NotAllowed, also for one who may not read here."""
    row = await unit.fetch_one("SELECT person_id, organisation_id FROM calls WHERE id = $1", call_id)
    if row is None or not await may_read(unit, row["organisation_id"]):
        raise NotAllowed
    return row["person_id"], row["organisation_id"]


async def add_note(unit: Unit, call_id: int, text: str) -> None:
    """Keep a note about this call. Raises NotAllowed."""
    person_id, _organisation_id = await _get_call(unit, call_id)
    await unit.vault.have([owner_of(person_id)], create=True)
    note_id = unit.new_id()
    unit.write(
        "INSERT INTO safety_notes (id, call_id, person_id, by_person, made_ms, body)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        note_id,
        call_id,
        person_id,
        unit.actor.person_id,
        unit.now_ms,
        unit.vault.seal(owner_of(person_id), cell(NOTE_PLACE, note_id), text.encode()),
    )
    note_act(unit, "write", call_id)


async def list_notes(unit: Unit, call_id: int) -> list[Note]:
    """The newest notes about the woman of this call that this office made, oldest first. Raises NotAllowed."""
    person_id, organisation_id = await _get_call(unit, call_id)
    rows = await unit.fetch(
        "SELECT n.id, n.by_person, n.made_ms, n.body, o.zone FROM safety_notes n JOIN calls c ON c.id = n.call_id"
        " JOIN organisations o ON o.id = c.organisation_id"
        " WHERE n.person_id = $1 AND c.organisation_id = $2 ORDER BY n.id DESC LIMIT $3",
        person_id,
        organisation_id,
        NOTES_MAX,
    )
    note_act(unit, "read", call_id)
    await unit.vault.have([owner_of(person_id)])
    if not unit.vault.knows(owner_of(person_id)):
        return []
    return [
        Note(
            text=unit.vault.unseal(
                owner_of(person_id), cell(NOTE_PLACE, row["id"]), bytes(row["body"])
            ).decode(),
            by_person=row["by_person"],
            made=local_time(datetime.fromtimestamp(row["made_ms"] / 1000, UTC), row["zone"]),
        )
        for row in reversed(rows)
    ]
