"""Numbered requests about her data, and their three-day clock (domain/rights.py): opened, reminded of, closed.

A request belongs to one controller, the office or the group that keeps the data; its officers alone see it. What she
and they write is sealed with her key. What the officers do is in db/data_desk.py.
"""

from datetime import UTC, datetime

from conversation.text import Text, _
from db import groups, people
from db.engine import Row
from db.ids import new_code
from db.push_buttons import close_matter
from db.screenings import open_inside, seal_inside
from db.unit import PushButton, Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.contact import MessageClass
from domain.permits import Action, holders
from domain.purposes import Controller
from domain.records import dataclass
from domain.refusals import NotAllowed
from domain.rights import (
    DUE_MS,
    OPEN_MAX,
    Kind,
    State,
    TooManyOpen,
    next_reminder_ms,
    reminders_due,
)
from domain.zones import local_time

WORDS_PLACE, ANSWER_PLACE = "data_requests.words", "data_requests.answer"
CODE_CHARS = 6
DESK = "permintaan_data"

# The ground of what she took back herself; no officer may give it.
TAKEN_BACK = "taken_back"

# Requests one look of the clock takes up: with their officers well under 500 rows.
SLICE = 50

# Officers told of one request; an office with more has its own way of sharing work.
OFFICERS_MAX = 5


def _news(row: Row, due: datetime, *, is_new: bool, overdue: bool) -> Text:
    """What its officers read: the number and the limit, never who or what."""
    if is_new:
        return _("Ada permintaan data {code}. Batasnya {due}.", code=row["code"], due=due)  # staff
    if overdue:
        return _(
            "Permintaan data {code} sudah lewat 3 hari. Tolong selesaikan hari ini.", code=row["code"]
        )  # staff
    return _("Permintaan data {code} masih menunggu. Batasnya {due}.", code=row["code"], due=due)  # staff


COLUMNS = (
    "SELECT d.id, d.code, d.person_id, d.organisation_id, d.group_id, d.kind, d.state, d.purpose, d.ground, d.words,"
    " d.answer, d.made_ms, d.due_ms, d.closed_ms, COALESCE(o.name, g.name, '') AS place,"
    " COALESCE(o.zone, g.zone, 'Asia/Jakarta') AS zone FROM data_requests d"
    " LEFT JOIN organisations o ON o.id = d.organisation_id LEFT JOIN groups g ON g.id = d.group_id "
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DataRequest:
    """One request. place: the office's or group's name, "" for the program itself. words: hers; answer: theirs.

    name and area: as far as she has given them; only for the officer. purpose: of a withdrawal.
    """

    id: int
    code: str
    person_id: int
    organisation_id: int | None
    group_id: int | None
    kind: Kind
    state: State
    purpose: str
    ground: str
    words: str
    answer: str
    place: str
    zone: str
    made_ms: int
    due_ms: int
    closed_ms: int | None
    name: str = ""
    area: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """What she is told: the number, and until when it must be done."""

    id: int
    code: str
    due_ms: int


async def open_one(
    unit: Unit,
    person_id: int,
    kind: Kind,
    controller: Controller | None,
    *,
    words: str = "",
    purpose: str = "",
    state: State = State.OPEN,
) -> Opened:
    """Her request has a number and a clock from now on; its officers hear of it. Raises TooManyOpen.

    Asking twice for the same changes nothing. state: DONE for what was carried out at once, ERASING for what the clock
    carries out: those wait for nobody.
    """
    is_open = state is State.OPEN
    organisation_id = controller.organisation_id if controller else None
    group_id = controller.group_id if controller else None
    if is_open:
        same = await _find_same(unit, person_id, kind, organisation_id, group_id, words)
        if same is not None:
            return same
    await unit.vault.have([owner_of(person_id)])
    request_id, code = unit.new_id(), await _new_code(unit)
    unit.write(
        "INSERT INTO data_requests (id, code, person_id, organisation_id, group_id, kind, state, purpose, words,"
        " made_ms, due_ms, next_ms, closed_ms, closed_by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        request_id,
        code,
        person_id,
        organisation_id,
        group_id,
        kind.value,
        state.value,
        purpose,
        seal_inside(unit, person_id, cell(WORDS_PLACE, request_id), {"words": words}) if words else None,
        unit.now_ms,
        unit.now_ms + DUE_MS,
        next_reminder_ms(unit.now_ms, unit.now_ms) if is_open else None,
        unit.now_ms if state is State.DONE else None,
        person_id if state is State.DONE else None,
    )
    unit.audit("write", "data_request", request_id, person_id, f"{kind}: {state}")
    if is_open:
        await _tell_officers(unit, await get_row(unit, request_id), is_new=True)
    return Opened(id=request_id, code=code, due_ms=unit.now_ms + DUE_MS)


async def _find_same(
    unit: Unit, person_id: int, kind: Kind, organisation_id: int | None, group_id: int | None, words: str
) -> Opened | None:
    """The one that is open already; corrections with words are each their own. Raises TooManyOpen."""
    rows = await unit.fetch(
        "SELECT id, code, due_ms, kind, organisation_id, group_id FROM data_requests WHERE person_id = $1"
        " AND state = 'open' ORDER BY id",
        person_id,
    )
    for row in rows:
        place = (row["kind"], row["organisation_id"], row["group_id"])
        if not words and place == (kind, organisation_id, group_id):
            return Opened(id=row["id"], code=row["code"], due_ms=row["due_ms"])
    if len(rows) >= OPEN_MAX:
        raise TooManyOpen()
    return None


async def _new_code(unit: Unit) -> str:
    while True:
        code = new_code(CODE_CHARS)
        if await unit.fetch_one("SELECT id FROM data_requests WHERE code = $1", code) is None:
            return code


async def list_own(unit: Unit, person_id: int, most: int) -> tuple[DataRequest, ...]:
    """Her own requests, the newest first, with her words and the answers."""
    rows = await unit.fetch(COLUMNS + "WHERE d.person_id = $1 ORDER BY d.id DESC LIMIT $2", person_id, most)
    await unit.vault.have([owner_of(person_id)])
    return tuple(opened(unit, row) for row in rows)


def opened(unit: Unit, row: Row, *, name: str = "", area: str = "") -> DataRequest:
    """The request in a row of COLUMNS; her key must be at hand."""
    person_id, request_id = row["person_id"], row["id"]
    return DataRequest(
        id=request_id,
        code=row["code"],
        person_id=person_id,
        organisation_id=row["organisation_id"],
        group_id=row["group_id"],
        kind=Kind(row["kind"]),
        state=State(row["state"]),
        purpose=row["purpose"],
        ground=row["ground"],
        words=open_inside(unit, person_id, cell(WORDS_PLACE, request_id), row["words"]).get("words", ""),
        answer=open_inside(unit, person_id, cell(ANSWER_PLACE, request_id), row["answer"]).get("answer", ""),
        place=row["place"],
        zone=row["zone"],
        made_ms=row["made_ms"],
        due_ms=row["due_ms"],
        closed_ms=row["closed_ms"],
        name=name,
        area=area,
    )


async def is_erasing(unit: Unit, person_id: int) -> bool:
    """Whether the clock is about to erase her, and she may still take it back."""
    found = await unit.fetch_one(
        "SELECT id FROM erasures WHERE person_id = $1 AND state = 'asked'", person_id
    )
    return found is not None


async def list_waiting_erasures(unit: Unit, person_id: int) -> list[str]:
    """The numbers of her requests to be erased that wait for an officer."""
    rows = await unit.fetch(
        "SELECT code FROM data_requests WHERE person_id = $1 AND kind = $2 AND state = 'open' ORDER BY id",
        person_id,
        Kind.ERASURE.value,
    )
    return [row["code"] for row in rows]


async def take_back_erasures(unit: Unit, person_id: int) -> bool:
    """She keeps her data after all: no officer erases it any more. False if one has answered meanwhile."""
    rows = await unit.fetch(
        "UPDATE data_requests SET state = $3, ground = $4, closed_ms = $5, closed_by = $1, next_ms = NULL"
        " WHERE person_id = $1 AND kind = $2 AND state = 'open' RETURNING id",
        person_id,
        Kind.ERASURE.value,
        State.REFUSED.value,
        TAKEN_BACK,
        unit.now_ms,
    )
    for row in rows:
        close_matter(unit, matter_of(row["id"]))
        unit.audit("write", "data_request", row["id"], person_id, "taken back")
    return bool(rows)


async def get_row(unit: Unit, request_id: int) -> Row:
    """The row of COLUMNS. Raises NotAllowed: what does not exist reads like what is not theirs."""
    row = await unit.fetch_one(COLUMNS + "WHERE d.id = $1", request_id)
    if row is None:
        raise NotAllowed()
    return row


def matter_of(request_id: int) -> str:
    """The matter of the buttons that lead an officer to it."""
    return f"data_request:{request_id}"


# -- the clock ------------------------------------------------------------------------------------------------------


async def remind(unit: Unit) -> int:
    """Tell the officers of what still waits after 24, 48 and 72 hours; how many requests that were."""
    rows = await unit.fetch(
        COLUMNS + "WHERE d.next_ms <= $1 ORDER BY d.next_ms, d.id LIMIT $2", unit.now_ms, SLICE
    )
    for row in rows:
        await _tell_officers(unit, row)
        unit.write(
            "UPDATE data_requests SET next_ms = $2, reminded = $3 WHERE id = $1",
            row["id"],
            next_reminder_ms(row["made_ms"], unit.now_ms),
            reminders_due(row["made_ms"], unit.now_ms),
        )
    return len(rows)


async def look(unit: Unit) -> None:
    """What the clock does for all of this: reminders, and what an erasure has come to."""
    await remind(unit)
    settle_erased(unit)


def settle_erased(unit: Unit) -> None:
    """What asked for an erasure that is carried out is done; of one that was taken back or refused, nothing is left."""
    unit.write(
        "UPDATE data_requests SET state = 'done', closed_ms = $1, words = NULL, answer = NULL WHERE state = 'erasing'"
        " AND person_id IN (SELECT id FROM persons WHERE erased_ms > 0)",
        unit.now_ms,
    )
    unit.write(
        "UPDATE data_requests SET state = 'refused', ground = CASE WHEN person_id IN"
        " (SELECT person_id FROM erasures WHERE state = 'taken_back') THEN 'taken_back' ELSE '' END, closed_ms = $1"
        " WHERE state = 'erasing'"
        " AND person_id IN (SELECT person_id FROM erasures WHERE state IN ('refused', 'taken_back'))",
        unit.now_ms,
    )


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which an officer is to be reminded."""
    row = await unit.fetch_one(
        "SELECT min(next_ms) AS due FROM data_requests WHERE next_ms IS NOT NULL AND next_ms > $1", after_ms
    )
    return row["due"] if row is not None else None


async def _tell_officers(unit: Unit, row: Row, *, is_new: bool = False) -> None:
    """Everybody who answers for it; never herself."""
    due = local_time(datetime.fromtimestamp(row["due_ms"] / 1000, UTC), row["zone"])
    overdue = row["due_ms"] <= unit.now_ms
    for officer in await _list_officers(unit, row):
        unit.tell(
            officer,
            _news(row, due, is_new=is_new, overdue=overdue),
            MessageClass.RELAY.value,
            buttons=(PushButton(label=_("Buka"), talk=DESK, args=(row["id"],)),),
            matter=matter_of(row["id"]),
            urgent=overdue,
        )


async def _list_officers(unit: Unit, row: Row) -> list[int]:
    found: list[int] = []
    if row["organisation_id"] is not None:
        roles = sorted(holders(Action.HANDLE_DATA))
        found = await people.list_role_holders(unit, row["organisation_id"], roles)
    elif row["group_id"] is not None:
        for role in sorted(holders(Action.HANDLE_GROUP_DATA)):
            found += await groups.list_holders(unit, row["group_id"], role)
    return [each for each in dict.fromkeys(found) if each != row["person_id"]][:OFFICERS_MAX]
