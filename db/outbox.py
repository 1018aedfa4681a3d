"""The outbox: what the program has decided to say, from the turn's commit to the channel's answer.

queued -> sending (committed before the first byte) -> sent | retry | rejected | uncertain | held. Beside these: pull (a
private message waits until she looks) and dropped (too late, or taken back).
"""

from collections.abc import Sequence
from typing import Any

from db.engine import Fetch, Row
from db.lists import marks, padded
from db.shared_texts import ANNOUNCEMENT, addressed, list_called, open_notices
from db.unit import Dates, Unit
from db.vault import SealBroken, cell
from db.vault import person as owner_of
from domain.contact import OWN_TURN_MINUTES
from domain.records import dataclass

BODY_PLACE = "outbox.body"

# On a phone that others read, so long after it was sent a message goes; a sensitive screen (domain/contact.py).
CLEARED_MS = (24 * 60 - 30) * 60_000  # half an hour for the clock and a slow channel: a day is the promise
SENSITIVE_CLEARED_MS = OWN_TURN_MINUTES * 60_000

# Column `pushed`: 0 an answer in her own turn, 1 a push, 2 the neutral sentence that stands for a push.
NEUTRAL = 2

ADD_SQL = (
    "INSERT INTO outbox (id, inbox_id, n, account_id, person_id, channel, kind, lane, state, due_ms, urgent, pushed,"
    " notice_id, body, made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
)

_ADD_DATES = (
    "INSERT INTO outbox_dates (outbox_id, due_ms, begins_ms, useless_ms, over_ms, is_last)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
)

_COLUMNS = (
    "SELECT x.id, x.account_id, x.person_id, x.channel, x.kind, x.lane, x.state, x.due_ms, x.tries, x.repeats,"
    " x.urgent, x.pushed, x.n, x.notice_id, x.body, x.made_ms, a.address, a.owner_id, a.language, d.outbox_id AS dated,"
    " d.due_ms AS date_due_ms, d.begins_ms, d.useless_ms, d.over_ms, d.is_last FROM outbox x"
    " JOIN accounts a ON a.id = x.account_id LEFT JOIN outbox_dates d ON d.outbox_id = x.id "
)


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(kw_only=True, slots=True)
class Queued:
    """A row that is to be sent. body: opened JSON of an Outgoing. pushed: the receiver did not cause the turn.

    neutral: the sentence that tells nothing, in place of a push that waits until she looks. dates: of what belongs to
    a date. notice_id: of a text that is kept once for many, 0 for none. stands_for: of a neutral one, the row of an
    announcement that waits; kept in column `n`, which has no other use where nobody's turn said it.
    """

    id: int
    account_id: int
    person_id: int
    channel: str
    kind: str
    lane: int
    due_ms: int
    tries: int = 0
    repeats: int = 0
    urgent: bool = False
    pushed: bool = False
    neutral: bool = False
    body: bytes = b""
    made_ms: int = 0
    dates: Dates | None = None
    notice_id: int = 0
    stands_for: int = 0


def row_of(
    unit: Unit, queued: Queued, *, inbox_id: int | None, n: int, state: str = "queued"
) -> tuple[Any, ...]:
    """The parameters of ADD_SQL."""
    return (
        queued.id,
        inbox_id,
        queued.stands_for or n,
        queued.account_id,
        queued.person_id,
        queued.channel,
        queued.kind,
        queued.lane,
        state,
        queued.due_ms,
        int(queued.urgent),
        NEUTRAL if queued.neutral else int(queued.pushed),
        None,  # such rows are written in db/announcement_queueing.py
        unit.vault.seal(owner_of(queued.person_id), cell(BODY_PLACE, queued.id), queued.body),
        queued.made_ms,
    )


def add(
    unit: Unit, queued: Queued, *, inbox_id: int | None = None, n: int = 0, state: str = "queued"
) -> None:
    """Queue one message."""
    unit.write(ADD_SQL, *row_of(unit, queued, inbox_id=inbox_id, n=n, state=state))
    if queued.dates is not None:
        unit.write(_ADD_DATES, *_dates_of(queued.id, queued.dates))


def add_many(unit: Unit, queued: Sequence[Queued]) -> None:
    """Queue these messages; for many at once, where each statement of its own would take its time."""
    unit.write_many(ADD_SQL, [row_of(unit, each, inbox_id=None, n=0) for each in queued])
    unit.write_many(_ADD_DATES, [_dates_of(each.id, each.dates) for each in queued if each.dates is not None])


def _dates_of(outbox_id: int, dates: Dates) -> tuple[int, ...]:
    return (
        outbox_id,
        dates.due_ms,
        dates.begins_ms,
        dates.useless_ms,
        dates.over_ms,
        int(dates.is_last),
    )


async def _opened(unit: Unit, rows: Sequence[Row]) -> list[Queued]:
    """The rows, opened. One that can never be read again (she was erased) is dropped: it must not stop the others."""
    await unit.vault.have({owner_of(row[which]) for row in rows for which in ("person_id", "owner_id")})
    shared = [row for row in rows if row["notice_id"] is not None]
    notices = await open_notices(unit, {row["notice_id"] for row in shared})
    announced = {notice_id for notice_id, body in notices.items() if ANNOUNCEMENT in body}
    called = await list_called(unit, [row["person_id"] for row in shared if row["notice_id"] in announced])
    found = []
    for row in rows:
        body = (
            addressed(unit, row, notices, called) if row["notice_id"] is not None else _open_body(unit, row)
        )
        if body is None:
            settle(unit, row["id"], "dropped", "erased")
        else:
            found.append(_queued(row, body))
    return found


def _open_body(unit: Unit, row: Row) -> bytes | None:
    """None if it can never be read again: she was erased, or the bytes were changed."""
    owner = owner_of(row["person_id"])
    if row["body"] is None or not unit.vault.knows(owner):
        return None
    try:
        return unit.vault.unseal(owner, cell(BODY_PLACE, row["id"]), bytes(row["body"]))
    except SealBroken:
        return None


def _queued(row: Row, body: bytes) -> Queued:
    return Queued(
        id=row["id"],
        account_id=row["account_id"],
        person_id=row["person_id"],
        channel=row["channel"],
        kind=row["kind"],
        lane=row["lane"],
        due_ms=row["due_ms"],
        tries=row["tries"],
        repeats=row["repeats"],
        urgent=bool(row["urgent"]),
        pushed=bool(row["pushed"]),
        neutral=row["pushed"] == NEUTRAL,
        body=body,
        made_ms=row["made_ms"],
        dates=None if row["dated"] is None else _dates(row),
        notice_id=row["notice_id"] or 0,
        stands_for=row["n"] if row["pushed"] == NEUTRAL else 0,
    )


def _dates(row: Row) -> Dates:
    return Dates(
        due_ms=row["date_due_ms"],
        begins_ms=row["begins_ms"],
        useless_ms=row["useless_ms"],
        over_ms=row["over_ms"],
        is_last=bool(row["is_last"]),
    )


_DUE = (
    "WHERE x.channel = $1 AND x.lane = $2 AND x.state IN ('queued', 'retry') AND x.due_ms <= $3 AND x.id > $4"
    " ORDER BY x.id LIMIT $5"
)


async def list_due(unit: Unit, channel: str, lane: int, now_ms: int, after: int, most: int) -> list[Queued]:
    """Rows of one lane that may go out now, oldest first, with an id above `after`."""
    rows = await unit.fetch(_COLUMNS + _DUE, channel, lane, now_ms, after, most)
    return await _opened(unit, rows)


async def list_interrupted(unit: Unit) -> list[Queued]:
    """Rows that were being sent when the program ended: nobody knows whether they arrived."""
    return await _opened(unit, await unit.fetch(_COLUMNS + "WHERE x.state = 'sending' ORDER BY x.id"))


async def find_row(unit: Unit, outbox_id: int) -> Queued | None:
    """That row, opened; None if it is gone or can never be read again."""
    opened = await _opened(unit, await unit.fetch(_COLUMNS + "WHERE x.id = $1", outbox_id))
    return opened[0] if opened else None


async def begin(unit: Unit, ids: Sequence[int]) -> set[int]:
    """These are being sent from the next commit on; those that still may.

    After a commit whose outcome was not known, rows that are `sending` already are ours: one process sends.
    """
    sql = (
        "UPDATE outbox SET state = 'sending', tries = tries + 1 WHERE id = $1 AND state IN ('queued', 'retry')"
        " RETURNING id"
    )
    begun = await _sending(unit, ids) if unit.retrying else set()
    results = await unit.fetch_all(*[Fetch(sql, (each,)) for each in ids])
    return begun | {rows[0]["id"] for rows in results if rows}


async def _sending(unit: Unit, ids: Sequence[int]) -> set[int]:
    wanted = padded(ids)
    rows = await unit.fetch(
        "SELECT id FROM outbox WHERE state = 'sending' AND id IN " + marks(len(wanted)), *wanted
    )
    return {row["id"] for row in rows}


# Something of the announcement has left to her, whenever she reads the rest of it.
_LEFT_FOR = (
    "UPDATE announcement_receivers SET sent_ms = $2 WHERE sent_ms = 0 AND outbox_id > 0"
    " AND outbox_id = (SELECT x.n FROM outbox x WHERE x.id = $1 AND x.pushed = 2)"
)


def sent(
    unit: Unit, outbox_id: int, message_ref: str, now_ms: int, *, may_stand_for_another: bool = False
) -> None:
    """The channel took it, or (message_ref "") she found it herself.

    From a phone that others read it goes again, unless it tells nothing (db/removals.py). may_stand_for_another: it may
    be the neutral sentence in place of an announcement's message.
    """
    if may_stand_for_another:
        unit.write(_LEFT_FOR, outbox_id, now_ms)
    unit.write(
        "UPDATE outbox SET state = 'sent', message_ref = CASE WHEN $2 = '' THEN message_ref ELSE $2 END,"
        " sent_ms = $3, fault = '', clear_ms = CASE"
        " WHEN $2 = '' OR pushed = 2 OR EXISTS (SELECT 1 FROM accounts a"
        " WHERE a.id = outbox.account_id AND a.phone = 'own' AND a.profiles = 0) THEN 0"
        " WHEN kind = 'sensitive' THEN CAST($4 AS BIGINT) ELSE CAST($5 AS BIGINT) END WHERE id = $1",
        outbox_id,
        message_ref,
        now_ms,
        now_ms + SENSITIVE_CLEARED_MS,
        now_ms + CLEARED_MS,
    )


def retry(unit: Unit, outbox_id: int, due_ms: int, fault: str, *, repeat: bool = False) -> None:
    """Certainly not taken (or, with `repeat`, sent once more although it may have been): again at `due_ms`."""
    unit.write(
        "UPDATE outbox SET state = 'retry', due_ms = $2, fault = $3, repeats = repeats + $4 WHERE id = $1",
        outbox_id,
        due_ms,
        fault,
        int(repeat),
    )


def settle(unit: Unit, outbox_id: int, state: str, fault: str) -> None:
    """The last word: rejected, uncertain, held, dropped or pull."""
    unit.write("UPDATE outbox SET state = $2, fault = $3 WHERE id = $1", outbox_id, state, fault)


def postpone(unit: Unit, outbox_id: int, due_ms: int) -> None:
    """Not now (quiet hours, her safe hours): due later."""
    unit.write("UPDATE outbox SET state = 'queued', due_ms = $2 WHERE id = $1", outbox_id, due_ms)


# Hers: also of a record of hers that was found to be the same woman's.
_HERS = (
    "x.account_id = $1 AND x.person_id IN (SELECT id FROM persons WHERE id = $2"
    " OR (same_as = $2 AND same_as <> 0))"
)
# What belonged to a date and is over tells her nothing any more.
_NOT_OVER = " AND NOT EXISTS (SELECT 1 FROM outbox_dates o WHERE o.outbox_id = x.id AND o.over_ms > 0 AND o.over_ms <= "
_PULLED = _COLUMNS + "WHERE " + _HERS + " AND x.state = 'pull'" + _NOT_OVER + "$4) ORDER BY x.id LIMIT $3"
# Put off to an hour at which she may be written to: she who looks now need not wait for it.
_LATER = " AND x.state = 'queued' AND x.pushed = 1 AND x.due_ms > "
_POSTPONED = _COLUMNS + "WHERE " + _HERS + _LATER + "$4 ORDER BY x.id LIMIT $3"
_COUNT = "SELECT count(*) AS n FROM outbox x WHERE "
_COUNT_PULLED = _COUNT + _HERS + " AND x.state = 'pull'" + _NOT_OVER + "$3)"
_COUNT_POSTPONED = _COUNT + _HERS + _LATER + "$3"


async def list_pulled(unit: Unit, account_id: int, person_id: int, most: int) -> list[Queued]:
    """This person's messages that wait on this account until she looks, or until a better hour; oldest first."""
    pulled, postponed = await unit.fetch_all(
        Fetch(_PULLED, (account_id, person_id, most, unit.now_ms)),
        Fetch(_POSTPONED, (account_id, person_id, most, unit.now_ms)),
    )
    rows = sorted([*pulled, *postponed], key=lambda row: row["id"])
    try:
        return (await _opened(unit, rows))[:most]
    except SealBroken:  # of a text for many that was changed: what is hers alone she reads all the same
        return (await _opened(unit, [row for row in rows if row["notice_id"] is None]))[:most]


async def count_pulled(unit: Unit, account_id: int, person_id: int) -> int:
    """How many messages of this person wait on this account until she looks, or until a better hour."""
    pulled, postponed = await unit.fetch_all(
        Fetch(_COUNT_PULLED, (account_id, person_id, unit.now_ms)),
        Fetch(_COUNT_POSTPONED, (account_id, person_id, unit.now_ms)),
    )
    return int(pulled[0]["n"]) + int(postponed[0]["n"])


async def count_states(unit: Unit) -> dict[str, int]:
    """How many rows are not at their end, or ended badly."""
    rows = await unit.fetch(
        "SELECT state, count(*) AS n FROM outbox WHERE state IN ('sending', 'uncertain', 'held', 'rejected')"
        " GROUP BY state UNION ALL"
        " SELECT 'queued' AS state, count(*) AS n FROM outbox WHERE state IN ('queued', 'retry')"
    )
    return {row["state"]: row["n"] for row in rows}


def hold_all(unit: Unit) -> None:
    """After a restore: nothing that was not sent goes out until a person releases it."""
    unit.write("UPDATE outbox SET state = 'held' WHERE state IN ('queued', 'retry', 'sending')")


def release_held(unit: Unit, now_ms: int) -> None:
    """A person has looked: what was held may go."""
    unit.write("UPDATE outbox SET state = 'queued', due_ms = $1 WHERE state = 'held'", now_ms)


async def find_answer(unit: Unit, outbox_id: int) -> tuple[bytes, str, int] | None:
    """The opened body of a row, its kind, and when it was sent (0: not yet); None if it is gone."""
    found = await find(unit, outbox_id)
    sent = await unit.fetch_one("SELECT sent_ms FROM outbox WHERE id = $1", outbox_id)
    return (found[0].body, found[0].kind, sent["sent_ms"]) if found and sent is not None else None


async def find(unit: Unit, outbox_id: int) -> tuple[Queued, str] | None:
    """A row with its state; None if it is gone, or can never be read again."""
    rows = await unit.fetch(_COLUMNS + "WHERE x.id = $1", outbox_id)
    try:
        opened = await _opened(unit, rows)
    except SealBroken:  # of a text for many that was changed
        return None
    return (opened[0], rows[0]["state"]) if opened else None


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which a waiting row may go out."""
    row = await unit.fetch_one(
        "SELECT min(due_ms) AS due FROM outbox WHERE state IN ('queued', 'retry') AND due_ms > $1", after_ms
    )
    return row["due"] if row is not None else None
