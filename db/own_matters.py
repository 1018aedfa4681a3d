"""What is kept of one woman's letters with offices, for her own copy: hers, theirs, where they went, who looked, notes.

Nobody of an office is named. Words are in her own copy alone: in one that an office hands over stands no more than its
staff see in their lists, and no complaint, so that whoever hands it over learns nothing that was not written to her.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db import matter_looks, matter_moves, matter_notes, matter_steps
from db.engine import Fetch, Row
from db.lists import marks, padded
from db.matter_message_rows import BODY_PLACE
from db.matter_notes import OwnNote
from db.matter_rows import CONTACT_PLACE
from db.screenings import open_inside
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.matters import Face, MessageKind, MoveKind, MoveState, Passes, Side, State

# More than anybody writes to; and as many messages as a paper can hold, the newest.
MATTERS_MAX, MESSAGES_MAX, BESIDE_MAX = 100, 2_000, 500

_MATTERS = (
    "SELECT m.id, m.code, m.person_id, m.organisation_id, m.complaint, m.topic, m.state, m.result, m.face, m.contact,"
    " m.messages, m.made_ms, m.closed_ms, o.name AS office, o.zone FROM matters m JOIN organisations o"
    " ON o.id = m.organisation_id WHERE m.person_id IN "
)
_MESSAGES = (
    "SELECT id, matter_id, person_id, side, kind, body, edited_ms, taken_back_ms, made_ms FROM matter_messages"
    " WHERE person_id IN "
)
_MOVES = (
    "SELECT v.id, v.matter_id, v.person_id, v.kind, v.state, v.passes, v.body, v.made_ms,"
    " COALESCE(o.name, p.name, '') AS place FROM matter_moves v LEFT JOIN organisations o ON o.id = v.to_organisation"
    " LEFT JOIN partners p ON p.id = v.partner_id WHERE v.person_id IN "
)
_LOOKS = "SELECT id, matter_id, person_id, reason, at_ms FROM matter_looks WHERE person_id IN "
_STEPS = (
    "SELECT id, matter_id, person_id, body, due_ms FROM matter_steps WHERE kind = 'step' AND state <> 'dropped'"
    " AND person_id IN "
)
_CARDS = "SELECT area, made_ms FROM outreach_codes WHERE issuer_id IN "
_BY_ID = f" ORDER BY id LIMIT {BESIDE_MAX}"
_BY_MOVE = f" ORDER BY v.id LIMIT {BESIDE_MAX}"
_BY_MOMENT = f" ORDER BY made_ms LIMIT {BESIDE_MAX}"
_BY_MATTER = f" ORDER BY m.id LIMIT {MATTERS_MAX}"
_NEWEST = f" ORDER BY id DESC LIMIT {MESSAGES_MAX}"


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnMessage:
    """One message. text: "" where it was a file, or was taken back."""

    at_ms: int
    side: Side
    kind: MessageKind
    text: str
    edited: bool
    taken_back: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnMove:
    """Where it was to go. place: an office, "" for a colleague in the same one. words: what was to be passed on."""

    at_ms: int
    kind: MoveKind
    place: str
    state: MoveState
    passes: Passes | None
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnMatter:
    """One matter. closed_ms: 0 while it is open. looks: of colleagues, with their reason. steps: what was planned."""

    code: str
    office: str
    zone: str
    complaint: bool
    topic: str
    state: State
    result: str
    face: Face
    since_ms: int
    closed_ms: int
    count: int
    contact: dict[str, Any]
    messages: tuple[OwnMessage, ...] = ()
    moves: tuple[OwnMove, ...] = ()
    looks: tuple[tuple[int, str], ...] = ()
    steps: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnMatters:
    """All of it. notes: with the office that keeps them. older: messages that found no place in the copy.

    cards: of outreach that she gave out, with the area, and not to whom: nobody knows.
    """

    matters: tuple[OwnMatter, ...] = ()
    notes: tuple[tuple[str, OwnNote], ...] = ()
    older: int = 0
    cards: tuple[tuple[int, str], ...] = field(default=())


async def collect(unit: Unit, mine: Sequence[int], *, organisation_id: int | None = None) -> OwnMatters:
    """Everything of these records of hers; for an office that hands it over, what its lists say, and no complaint."""
    ids = padded(mine)
    if not ids:
        return OwnMatters()
    await unit.vault.have([owner_of(each) for each in ids])
    among = marks(len(ids))
    rows = await unit.fetch(_MATTERS + marks(len(ids)) + _BY_MATTER, *ids)
    if organisation_id is not None:
        return OwnMatters(
            matters=tuple(
                _matter(unit, row, {})
                for row in rows
                if row["organisation_id"] == organisation_id and not row["complaint"]
            )
        )
    messages, moves, looks, steps, cards = await unit.fetch_all(
        Fetch(_MESSAGES + among + _NEWEST, ids),
        Fetch(_MOVES + among + _BY_MOVE, ids),
        Fetch(_LOOKS + among + _BY_ID, ids),
        Fetch(_STEPS + among + _BY_ID, ids),
        Fetch(_CARDS + among + _BY_MOMENT, ids),
    )
    beside = {"messages": list(reversed(messages)), "moves": moves, "looks": looks, "steps": steps}
    return OwnMatters(
        matters=tuple(_matter(unit, row, beside) for row in rows),
        notes=await _notes(unit, mine),
        older=max(sum(row["messages"] for row in rows) - len(messages), 0),
        cards=tuple((row["made_ms"], row["area"]) for row in cards),
    )


async def _notes(unit: Unit, mine: Sequence[int]) -> tuple[tuple[str, OwnNote], ...]:
    found = await matter_notes.list_own(unit, mine)
    if not found:
        return ()
    offices = {row["id"]: row["name"] for row in await unit.fetch("SELECT id, name FROM organisations")}
    return tuple((offices.get(each.organisation_id, ""), each) for each in found)


def _matter(unit: Unit, row: Row, beside: Mapping[str, Sequence[Row]]) -> OwnMatter:
    def of(kind: str) -> list[Row]:
        return [each for each in beside.get(kind, ()) if each["matter_id"] == row["id"]]

    return OwnMatter(
        code=row["code"],
        office=row["office"],
        zone=row["zone"],
        complaint=bool(row["complaint"]),
        topic=row["topic"],
        state=State(row["state"]),
        result=row["result"],
        face=Face(row["face"]),
        since_ms=row["made_ms"],
        closed_ms=row["closed_ms"],
        count=row["messages"],
        contact=_inside(unit, row, CONTACT_PLACE, "contact") if beside else {},
        messages=tuple(_message(unit, each) for each in of("messages")),
        moves=tuple(_move(unit, each) for each in of("moves")),
        looks=tuple(
            (each["at_ms"], _words(unit, each, matter_looks.REASON_PLACE, "reason")) for each in of("looks")
        ),
        steps=tuple(
            (each["due_ms"], _words(unit, each, matter_steps.BODY_PLACE, "body")) for each in of("steps")
        ),
    )


def _message(unit: Unit, row: Row) -> OwnMessage:
    return OwnMessage(
        at_ms=row["made_ms"],
        side=Side(row["side"]),
        kind=MessageKind(row["kind"]),
        text=_inside(unit, row, BODY_PLACE, "body").get("text", ""),
        edited=row["edited_ms"] > 0,
        taken_back=row["taken_back_ms"] > 0,
    )


def _move(unit: Unit, row: Row) -> OwnMove:
    return OwnMove(
        at_ms=row["made_ms"],
        kind=MoveKind(row["kind"]),
        place=row["place"],
        state=MoveState(row["state"]),
        passes=Passes(row["passes"]) if row["passes"] else None,
        words=_inside(unit, row, matter_moves.BODY_PLACE, "body").get("words", ""),
    )


def _inside(unit: Unit, row: Row, place: str, column: str) -> dict[str, Any]:
    """What is sealed there; {} once her key is gone."""
    if not unit.vault.knows(owner_of(row["person_id"])):
        return {}
    return open_inside(unit, row["person_id"], cell(place, row["id"]), row[column])


def _words(unit: Unit, row: Row, place: str, column: str) -> str:
    owner = owner_of(row["person_id"])
    if not unit.vault.knows(owner):
        return ""
    return unit.vault.unseal(owner, cell(place, row["id"]), bytes(row[column])).decode()
