"""What was written in a matter: numbered 1, 2, 3 in the order in which it came, sealed with her key, both sides alike.

The law: nothing has two numbers and no number is left out; a message waits until what its side wrote before it has been
passed on; an answer answers what its writer had been shown, and nothing that came meanwhile. Who reads leaves a trace.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from db import files, organisations
from db.data_readers import list_selves
from db.lists import marks, padded
from db.matter_message_rows import BODY_PLACE, COLUMNS, ONE, find_by_ref, find_one, find_opened, open_message
from db.matter_passing import mark_passed, mark_ready, unpassed
from db.matter_rights import require_contact, require_hold, require_key, require_own, require_read
from db.matter_rows import find, lock
from db.screenings import seal_inside
from db.unit import Unit
from db.vault import cell
from domain.files import SentFile, Wanted
from domain.matter_refusals import MatterClosed, MatterFull, NothingToTakeBack
from domain.matters import (
    LINE_MINUTES,
    MESSAGES_MAX,
    PAGE_MESSAGES,
    TEXT_CHARS_MAX,
    UNDO_MINUTES,
    Matter,
    Message,
    MessageKind,
    Side,
    State,
)
from domain.office_time import office_minutes
from domain.refusals import NotAllowed

__all__ = [
    "BODY_PLACE",
    "UNANSWERED",
    "add",
    "count_waiting",
    "edit",
    "find_by_ref",
    "find_one",
    "get",
    "has_answered",
    "mark_passed",
    "mark_ready",
    "own_page",
    "page",
    "take_back",
    "unpassed",
]

MINUTE_MS = 60_000

_OF_ID = COLUMNS + "WHERE x.id = $1"
_PAGE = COLUMNS + "WHERE x.matter_id = $1 AND x.n >= $2 AND x.n < $3 ORDER BY x.n DESC LIMIT $4"
_BY_REF = (
    "SELECT n FROM matter_messages WHERE account_id = $1 AND message_ref = $2 AND matter_id = $3"
    " ORDER BY n LIMIT 1"
)
# The first of hers that its holder has not been shown; what stays hidden from her is nothing she could answer.
_FIRST_UNSHOWN = (
    "SELECT min(n) AS n FROM matter_messages WHERE matter_id = $1 AND side = 'her' AND n >= $2 AND passed = 0"
    " AND taken_back_ms = 0"
)
# Since when something of hers has no answer: the oldest after what any answer that still stands has covered; what she
# changed after the last of them; and that she took it up again, or brought words from elsewhere, until somebody has
# answered at all.
UNANSWERED = (
    "SELECT CASE WHEN m.asked_ms > 0 AND NOT EXISTS (SELECT 1 FROM matter_messages a WHERE a.matter_id = m.id"
    " AND a.side = 'staff' AND a.taken_back_ms = 0 AND a.n > m.asked_n) THEN m.asked_ms END AS asked_ms,"
    " (SELECT min(x.made_ms) FROM matter_messages x WHERE x.matter_id = m.id AND x.side = 'her'"
    " AND x.taken_back_ms = 0 AND x.n > m.settled_n AND x.n > (SELECT COALESCE(max(a.covers), 0)"
    " FROM matter_messages a WHERE a.matter_id = m.id AND a.side = 'staff' AND a.taken_back_ms = 0)) AS wrote_ms,"
    " (SELECT min(x.edited_ms) FROM matter_messages x WHERE x.matter_id = m.id AND x.side = 'her'"
    " AND x.taken_back_ms = 0 AND x.n > m.settled_n AND x.edited_ms > (SELECT COALESCE(max(a.made_ms), 0)"
    " FROM matter_messages a WHERE a.matter_id = m.id AND a.side = 'staff' AND a.taken_back_ms = 0)) AS changed_ms"
    " FROM matters m WHERE m.id = $1"
)
_WANTED = {
    MessageKind.PHOTO: Wanted.PHOTO,
    MessageKind.VOICE: Wanted.VOICE,
    MessageKind.DOCUMENT: Wanted.PAPER,
}


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC)


def _seal(unit: Unit, person_id: int, message_id: int, text: str) -> bytes:
    return seal_inside(unit, person_id, cell(BODY_PLACE, message_id), {"text": text})


# -- written ------------------------------------------------------------------------------------------------------


async def add(
    unit: Unit,
    matter: Matter,
    side: Side,
    kind: MessageKind,
    text: str,
    *,
    sent_file: SentFile | None = None,
    sure: bool = True,
    account_id: int = 0,
    message_ref: str = "",
    answers_n: int = 0,
    by_clock: bool = False,
) -> int:
    """Its number in the matter. The same message of a chat (account, reference) is written down once.

    HER: who acts is she. STAFF: who acts holds it now. NOTE: of the program, to both. by_clock: written earlier, for
    this moment: it answers nothing, and its writer is not at her phone. Raises NotAllowed, NotHolder, MatterClosed,
    MatterFull, NotToBeContacted.
    """
    assert len(text) <= TEXT_CHARS_MAX, "asked within its limits"
    now = await _require_writer(unit, matter, side)
    if message_ref:
        known = await unit.fetch_one(_BY_REF, account_id, message_ref, now.id)
        if known is not None:
            return int(known["n"])
    if now.state is not State.OPEN:
        raise MatterClosed
    if now.messages >= MESSAGES_MAX:
        raise MatterFull
    if side is Side.STAFF:
        await require_contact(unit, now)
    n = now.messages + 1
    file_id = 0 if sent_file is None else files.want(unit, sent_file, _WANTED[kind])
    covers = await _shown_to(unit, now) if side is Side.STAFF and not by_clock else 0
    message_id = unit.new_id()
    unit.write(
        "INSERT INTO matter_messages (id, matter_id, person_id, n, side, by_person, kind, body, file_id, ready, sure,"
        " account_id, message_ref, answers_n, covers, made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
        " $12, $13, $14, $15, $16)",
        message_id,
        now.id,
        now.person_id,
        n,
        side.value,
        unit.actor.person_id if side is not Side.NOTE and hasattr(unit, "actor") else 0,
        kind.value,
        _seal(unit, now.person_id, message_id, text),
        file_id,
        int(not file_id),
        int(sure),
        account_id,
        message_ref,
        answers_n,
        covers,
        unit.now_ms,
    )
    await _note_written(unit, now, side, n, sure=sure, by_clock=by_clock)
    unit.audit("write", "matter", now.id, now.person_id, side.value)
    return n


async def _require_writer(unit: Unit, matter: Matter, side: Side) -> Matter:
    """The matter as it is now, locked, and whoever acts writes for that side."""
    if side is Side.STAFF:
        return await require_hold(unit, matter)
    if side is Side.HER:
        return await require_own(unit, matter)
    now = await lock(unit, matter.id)
    await require_key(unit, now)
    return now


async def _shown_to(unit: Unit, matter: Matter) -> int:
    """Up to which number everything of hers has been shown to the holder."""
    row = await unit.fetch_one(_FIRST_UNSHOWN, matter.id, matter.shown_from)
    return matter.messages if row is None or row["n"] is None else int(row["n"]) - 1


async def _note_written(
    unit: Unit, matter: Matter, side: Side, n: int, *, sure: bool, by_clock: bool = False
) -> None:
    """The matter's own numbers, of who wrote last and who waits for an answer."""
    unit.write("UPDATE matters SET messages = $2 WHERE id = $1", matter.id, n)
    line_ms = unit.now_ms + LINE_MINUTES * MINUTE_MS
    if side is Side.HER:
        unit.write(
            "UPDATE matters SET hers_ms = $2, sure = $3, line_ms = CASE WHEN line_ms > $2 THEN $4 ELSE line_ms END"
            " WHERE id = $1",
            matter.id,
            unit.now_ms,
            int(sure),
            line_ms,
        )
        await count_waiting(unit, matter)
    elif side is Side.STAFF and by_clock:
        unit.write("UPDATE matters SET theirs_ms = $2 WHERE id = $1", matter.id, unit.now_ms)
    elif side is Side.STAFF:
        unit.write(
            "UPDATE matters SET theirs_ms = $2, line_ms = $3, climbed = 0 WHERE id = $1",
            matter.id,
            unit.now_ms,
            line_ms,
        )
        if not matter.answered_ms:
            await _note_first_answer(unit, matter)
        await count_waiting(unit, matter, again=True)


async def _note_first_answer(unit: Unit, matter: Matter) -> None:
    office = (await organisations.get(unit, matter.organisation_id)).office
    unit.write(
        "UPDATE matters SET answered_ms = $2, first_minutes = $3 WHERE id = $1",
        matter.id,
        unit.now_ms,
        office_minutes(office, _moment(matter.made_ms), unit.now),
    )


async def count_waiting(unit: Unit, matter: Matter, *, again: bool = False) -> None:
    """Look anew since when something of hers waits for an answer; the clock looks at once where that begins.

    again: an answer was given or taken back, so what still waits begins to wait with the clock anew.
    """
    row = await unit.fetch_one(UNANSWERED, matter.id)
    assert row is not None, "it was locked in this transaction"
    waiting_ms = min(
        (int(each) for each in (row["asked_ms"], row["wrote_ms"], row["changed_ms"]) if each), default=0
    )
    if waiting_ms == matter.waiting_ms and not again:
        return
    begins = waiting_ms and (again or not matter.waiting_ms)
    unit.write(
        "UPDATE matters SET waiting_ms = $2, due_ms = $3, climbed = CASE WHEN $4 = 1 THEN 0 ELSE climbed END"
        " WHERE id = $1 AND state = 'open'",
        matter.id,
        waiting_ms,
        unit.now_ms if begins else matter.due_ms if waiting_ms else 0,
        int(bool(begins) or not waiting_ms),
    )


# -- read ---------------------------------------------------------------------------------------------------------


async def page(unit: Unit, matter: Matter, before_n: int = 0, most: int = PAGE_MESSAGES) -> list[Message]:
    """The last `most` messages before `before_n` (0: the newest), in their order; only in steps: reading is noted.

    What its holder is shown here counts as passed on to her. Raises NotAllowed.
    """
    now = await require_read(unit, matter)
    rows = await unit.fetch(_PAGE, now.id, now.shown_from, before_n or now.messages + 1, most)
    unit.audit("read", "matter", now.id, now.person_id)
    if rows and now.holder_id == unit.actor.person_id:
        unit.write(
            "UPDATE matter_messages SET passed = 1 WHERE matter_id = $1 AND side = 'her' AND passed = 0 AND n <= $2"
            " AND n < (SELECT COALESCE(min(e.n), $2 + 1) FROM matter_messages e WHERE e.matter_id = $1"
            " AND e.side = 'her' AND e.ready = 0 AND e.taken_back_ms = 0)",
            now.id,
            rows[0]["n"],
        )
    return [open_message(unit, row) for row in reversed(rows)]


async def own_page(unit: Unit, matter: Matter, before_n: int = 0, most: int = PAGE_MESSAGES) -> list[Message]:
    """The same for the woman herself: all of it, whatever its holder may see. For queries. Raises NotAllowed."""
    now = await require_own(unit, matter, looking=True)
    rows = await unit.fetch(_PAGE, now.id, 1, before_n or now.messages + 1, most)
    return [open_message(unit, row) for row in reversed(rows)]


async def get(unit: Unit, matter: Matter, n: int) -> Message:
    """That message, for its holder, for who looks with a reason, and for herself. For steps. Raises NotAllowed."""
    row = await unit.fetch_one(ONE, matter.id, n)
    if row is None:
        raise NotAllowed
    if row["person_id"] in await list_selves(unit, unit.actor.person_id):
        await require_own(unit, matter)
        return open_message(unit, row)
    now = await require_read(unit, matter)
    if n < now.shown_from:
        raise NotAllowed
    unit.audit("read", "matter", now.id, now.person_id)
    return open_message(unit, row)


async def has_answered(unit: Unit, matter: Matter, person_ids: Sequence[int]) -> bool:
    """Whether one of these has written to her in it, so has had it at some time."""
    wanted = padded(person_ids)
    row = await unit.fetch_one(
        "SELECT 1 AS one FROM matter_messages WHERE matter_id = $1 AND side = 'staff' AND by_person IN "
        + marks(len(wanted), 2)
        + " LIMIT 1",
        matter.id,
        *wanted,
    )
    return row is not None


# -- changed ------------------------------------------------------------------------------------------------------


async def edit(unit: Unit, message: Message, text: str) -> Message:
    """The message with other words, by who wrote it; what she changes after it was answered waits again.

    Raises NotAllowed, NotHolder, MatterClosed, NothingToTakeBack.
    """
    assert len(text) <= TEXT_CHARS_MAX, "asked within its limits"
    now = await _require_writer_of(unit, message)
    if now.state is not State.OPEN:
        raise MatterClosed
    unit.write(
        "UPDATE matter_messages SET body = $2, edited_ms = $3 WHERE id = $1",
        message.id,
        _seal(unit, now.person_id, message.id, text),
        unit.now_ms,
    )
    if message.side is Side.HER:
        await count_waiting(unit, now)
    unit.audit("write", "matter", now.id, now.person_id, "edited")
    return await _reread(unit, message)


async def take_back(unit: Unit, message: Message) -> Message:
    """The message without its words or file, by who wrote it, within UNDO_MINUTES. What it answered waits again.

    Raises NotAllowed, NotHolder, NothingToTakeBack.
    """
    now = await _require_writer_of(unit, message)
    if message.made_ms < unit.now_ms - UNDO_MINUTES * MINUTE_MS:
        raise NothingToTakeBack
    unit.write(
        "UPDATE matter_messages SET body = NULL, taken_back_ms = $2, ready = 1 WHERE id = $1",
        message.id,
        unit.now_ms,
    )
    if message.file_id:
        files.drop(unit, message.file_id)
    await count_waiting(unit, now, again=message.side is Side.STAFF)
    unit.audit("write", "matter", now.id, now.person_id, "taken back")
    return await _reread(unit, message)


async def _require_writer_of(unit: Unit, message: Message) -> Matter:
    """The matter, locked, if this message is of who acts and still stands."""
    matter = await find(unit, message.matter_id)
    if matter is None:
        raise NotAllowed
    now = await _require_writer(unit, matter, message.side)
    row = await unit.fetch_one(_OF_ID, message.id)
    mine = await list_selves(unit, unit.actor.person_id)
    if row is None or row["taken_back_ms"] or message.side is Side.NOTE or row["by_person"] not in mine:
        raise NothingToTakeBack
    return now


async def _reread(unit: Unit, message: Message) -> Message:
    found = await find_opened(unit, await unit.fetch_one(_OF_ID, message.id))
    assert found is not None, "it was changed a statement ago"
    return found
