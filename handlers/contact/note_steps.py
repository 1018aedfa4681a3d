"""What is read and written about private notes. None of it reaches a woman's phone, whoever asks.

Their words are looked up in every turn and never come to rest in a worker's journal, which another key opens: only that
they were read is written, once.
"""

from datetime import date

from db import matter_notes, matters, people
from db.matter_rights import require_read
from db.organisations import get as get_office
from db.unit import Unit
from domain.matters import NoteKind, State
from domain.records import dataclass
from handlers.contact.matter_words import moment


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteRow:
    """A row of the list: what kind, of which day on the office's clock."""

    id: int
    kind: NoteKind
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class NotesPage:
    """A page of the notes of a matter, without their words. may_write: its holder looks. is_open: the matter is.

    before_id: for older ones, or 0.
    """

    name: str
    code: str
    office: str
    may_write: bool
    is_open: bool
    rows: tuple[NoteRow, ...]
    before_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteSeen:
    """One of them, opened. by: who wrote it, "" for whoever reads."""

    kind: NoteKind
    day: date
    by: str
    text: str


# As many as one page of a list holds beside what may be done.
ROWS_MAX = 7


async def find_notes(unit: Unit, matter_id: int, before_id: int) -> NotesPage:
    """The notes, newest first. Raises NotAllowed."""
    matter = await require_read(unit, matter_id, looking=True)
    office = (await get_office(unit, matter.organisation_id)).office
    lines = await matter_notes.list_lines(unit, matter.id, before_id)
    rows = tuple(
        NoteRow(id=each.id, kind=each.kind, day=moment(each.made_ms, office.zone).date())
        for each in lines[:ROWS_MAX]
    )
    alias = (await matters.alias(unit, [matter.person_id]))[matter.person_id]
    return NotesPage(
        name=alias.name,
        code=matter.code,
        office=office.name,
        may_write=matter.holder_id == unit.actor.person_id,
        is_open=matter.state is State.OPEN,
        rows=rows,
        before_id=rows[-1].id if len(lines) > len(rows) else 0,
    )


async def note_reading(unit: Unit, matter_id: int, note_id: int) -> None:
    """The actor reads it. Raises NotAllowed."""
    await matter_notes.note_read(unit, matter_id, note_id)


async def find_note(unit: Unit, matter_id: int, note_id: int) -> NoteSeen:
    """One of them, opened. Raises NotAllowed."""
    note = await matter_notes.read(unit, matter_id, note_id)
    matter = await require_read(unit, matter_id, looking=True)
    office = (await get_office(unit, matter.organisation_id)).office
    own = note.by_person == unit.actor.person_id
    writer = {} if own else await people.list_persons(unit, [note.by_person])
    return NoteSeen(
        kind=note.kind,
        day=moment(note.made_ms, office.zone).date(),
        by=writer[note.by_person].name if note.by_person in writer else "",
        text=note.text,
    )


async def write_note(unit: Unit, matter_id: int, kind: str, text: str) -> None:
    """Keep it. Raises NotAllowed, NotesFull."""
    await matter_notes.add(unit, matter_id, NoteKind(kind), text)
