"""Private notes about a woman, for her office alone: a table, a key and a module of their own (peers.md C9).

The law: a note is never a message. No module that sends imports this one (tests/tidy/test_notes_apart.py), and the key
that opens messages opens no note. A note stays with the office that wrote it, whoever has the matter later; what she
did not agree to pass on is not passed on by a note either.
"""

from collections.abc import Sequence

from db.engine import Row
from db.lists import marks, padded
from db.matter_rights import require_hold, require_read
from db.unit import Unit
from db.vault import cell
from domain.matters import LISTED_MAX, Matter, NoteKind
from domain.records import dataclass
from domain.refusals import NotAllowed, Refusal

NOTE_PLACE = "matter_notes.body"

# A note a week for four years; more is a diary.
NOTES_MAX = 200

# In her own copy.
OWN_MAX = 500

# What was written before the first message that the holder may see stays with its writer.
_VISIBLE = (
    " FROM matter_notes n WHERE n.matter_id = $1 AND n.organisation_id = $2 AND (n.by_person = $3 OR $4 <= 1"
    " OR n.made_ms >= (SELECT s.made_ms FROM matter_messages s WHERE s.matter_id = $1 AND s.n = $4))"
)
_LINES = "SELECT n.id, n.kind, n.by_person, n.made_ms" + _VISIBLE
_NEWEST = _LINES + " AND (n.id < $5 OR $5 = 0) ORDER BY n.id DESC LIMIT $6"
_ONE = "SELECT n.id, n.kind, n.by_person, n.made_ms, n.person_id, n.body" + _VISIBLE + " AND n.id = $5"


class NotesFull(Refusal):
    """There are as many notes in this matter as anybody reads. Field most."""

    code = "notes_full"


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteLine:
    """That there is a note. made_ms: UTC."""

    id: int
    kind: NoteKind
    by_person: int
    made_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A note, opened."""

    id: int
    kind: NoteKind
    by_person: int
    made_ms: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnNote:
    """A note as it stands in her own copy: who wrote it is not hers to have."""

    organisation_id: int
    kind: NoteKind
    made_ms: int
    text: str


def owner_of(person_id: int) -> str:
    """The owner of the key under which notes about her are sealed: another than that of her messages."""
    return f"m{person_id}"


async def add(unit: Unit, matter_id: int, kind: NoteKind, text: str) -> int:
    """Keep a note of whoever has the matter; its id. Raises NotAllowed, NotesFull."""
    matter = await require_hold(unit, matter_id)
    row = await unit.fetch_one("SELECT count(*) AS n FROM matter_notes WHERE matter_id = $1", matter.id)
    if row is not None and row["n"] >= NOTES_MAX:
        raise NotesFull(most=NOTES_MAX)
    owner = owner_of(matter.person_id)
    await unit.vault.have([owner], create=True)
    note_id = unit.new_id()
    unit.write(
        "INSERT INTO matter_notes (id, matter_id, person_id, organisation_id, by_person, kind, body, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        note_id,
        matter.id,
        matter.person_id,
        matter.organisation_id,
        unit.actor.person_id,
        kind.value,
        unit.vault.seal(owner, cell(NOTE_PLACE, note_id), text.encode()),
        unit.now_ms,
    )
    unit.audit("write", "matter_note", note_id, matter.person_id)
    return note_id


async def list_lines(unit: Unit, matter_id: int, before_id: int = 0) -> list[NoteLine]:
    """The newest notes whoever reads the matter may see, without a word of them, newest first. Raises NotAllowed.

    For queries: nothing is locked.
    """
    matter = await require_read(unit, matter_id, looking=True)
    rows = await unit.fetch(_NEWEST, *_seen_by(unit, matter), before_id, LISTED_MAX)
    return [
        NoteLine(id=row["id"], kind=NoteKind(row["kind"]), by_person=row["by_person"], made_ms=row["made_ms"])
        for row in rows
    ]


async def read(unit: Unit, matter_id: int, note_id: int) -> Note:
    """One of them, opened, for queries; `note_read` notes that it was read. Raises NotAllowed."""
    matter = await require_read(unit, matter_id, looking=True)
    row = await unit.fetch_one(_ONE, *_seen_by(unit, matter), note_id)
    if row is None:
        raise NotAllowed
    await unit.vault.have([owner_of(row["person_id"])])
    if not unit.vault.knows(owner_of(row["person_id"])):
        raise NotAllowed  # she was erased
    return Note(
        id=row["id"],
        kind=NoteKind(row["kind"]),
        by_person=row["by_person"],
        made_ms=row["made_ms"],
        text=_text(unit, row),
    )


async def note_read(unit: Unit, matter_id: int, note_id: int) -> None:
    """Whoever acts reads it. Raises NotAllowed."""
    matter = await require_read(unit, matter_id)
    await read(unit, matter_id, note_id)
    unit.audit("read", "matter_note", note_id, matter.person_id)


def _seen_by(unit: Unit, matter: Matter) -> tuple[int, int, int, int]:
    return (matter.id, matter.organisation_id, unit.actor.person_id, matter.shown_from)


def _text(unit: Unit, row: Row) -> str:
    owner, place = owner_of(row["person_id"]), cell(NOTE_PLACE, row["id"])
    return unit.vault.unseal(owner, place, bytes(row["body"])).decode()


# -- hers -------------------------------------------------------------------------------------------------------


async def list_own(
    unit: Unit, mine: Sequence[int], *, organisation_id: int | None = None
) -> tuple[OwnNote, ...]:
    """The notes about these records of hers, oldest first, of that office only if one is given: for her copy."""
    ids = padded(mine)
    rows = await unit.fetch(
        "SELECT id, person_id, organisation_id, kind, made_ms, body FROM matter_notes WHERE person_id IN "
        + marks(len(ids), 2)
        + " ORDER BY id LIMIT $1",
        OWN_MAX,
        *ids,
    )
    await unit.vault.have([owner_of(each) for each in mine])
    return tuple(
        OwnNote(
            organisation_id=row["organisation_id"],
            kind=NoteKind(row["kind"]),
            made_ms=row["made_ms"],
            text=_text(unit, row),
        )
        for row in rows
        if organisation_id in (None, row["organisation_id"]) and unit.vault.knows(owner_of(row["person_id"]))
    )


def forget(unit: Unit, person_id: int) -> str:
    """She is erased: no note about her is left. The owner whose key is destroyed after the commit."""
    unit.write("DELETE FROM matter_notes WHERE person_id = $1", person_id)
    return owner_of(person_id)
