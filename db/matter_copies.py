"""Which message of ours in somebody's chat stands for which message of a matter: for quotes, edits and taking back.

The law: a quote reaches the matter of that very message or nobody (peers.md C5). A bundle is one message of ours that
stands for several; a page that shows a matter stands for none of its messages (n = 0).
"""

from collections.abc import Sequence

from db.engine import Row
from db.lists import marks, padded
from db.unit import Unit
from domain.delivery_status import Status, merged
from domain.records import dataclass

# Not sent yet, or waiting until she looks: still ours alone.
UNSENT = "('queued', 'retry', 'pull', 'held')"

_NOTE = (
    "INSERT INTO matter_copies (outbox_id, matter_id, first_n, n, receiver_id, made_ms) VALUES ($1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (outbox_id) DO UPDATE SET matter_id = $2, first_n = $3, n = $4, receiver_id = $5"
)
# A message that was changed in place has had several rows; the newest says what stands there now.
_QUOTED = (
    "SELECT x.id, c.matter_id, c.n FROM outbox x LEFT JOIN matter_copies c ON c.outbox_id = x.id"
    " WHERE x.account_id = $1 AND x.message_ref = $2 AND x.message_ref <> '' ORDER BY x.id DESC LIMIT 1"
)
_OWN = (
    "SELECT matter_id, n FROM matter_messages WHERE account_id = $1 AND message_ref = $2 AND message_ref <> ''"
    " ORDER BY id DESC LIMIT 1"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """The place in a matter that was quoted. n: 0 for a page of the matter."""

    matter_id: int
    n: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OnPhone:
    """One message of ours that stands for the messages first_n to n. state: of its row in the outbox."""

    outbox_id: int
    receiver_id: int
    first_n: int
    n: int
    state: str


def note(unit: Unit, outbox_id: int, matter_id: int, n: int, receiver_id: int, *, first_n: int = 0) -> None:
    """This message of ours stands for message n of the matter (from first_n on, if it is a bundle)."""
    unit.write(_NOTE, outbox_id, matter_id, first_n or n, n, receiver_id, unit.now_ms)


async def shown_in(unit: Unit, outbox_id: int, answer_id: int) -> None:
    """What stands behind that row is shown by this answer now: a quote of it reaches the same matter."""
    row = await unit.fetch_one(
        "SELECT matter_id, receiver_id FROM matter_copies WHERE outbox_id = $1", outbox_id
    )
    if row is not None and answer_id:
        note(unit, answer_id, row["matter_id"], 0, row["receiver_id"])


async def find_quoted(unit: Unit, account_id: int, message_ref: str) -> Copy | None:
    """What stands behind that message of this chat, ours or the sender's own; None if it is of no matter."""
    if not message_ref:
        return None
    row = await unit.fetch_one(_QUOTED, account_id, message_ref)
    if row is None:
        row = await unit.fetch_one(_OWN, account_id, message_ref)
    if row is None or row["matter_id"] is None:
        return None
    return Copy(matter_id=row["matter_id"], n=row["n"])


async def find_row(unit: Unit, account_id: int, message_ref: str) -> int:
    """The newest row of ours that stands in that chat under this reference; 0 for none that we know."""
    row = await unit.fetch_one(_QUOTED, account_id, message_ref)
    return 0 if row is None else int(row["id"])


async def copies_of(unit: Unit, matter_id: int, n: int) -> list[OnPhone]:
    """Our messages, on whatever phone, in which message n of the matter stands; the oldest first."""
    rows = await unit.fetch(
        "SELECT c.outbox_id, c.receiver_id, c.first_n, c.n, x.state FROM matter_copies c JOIN outbox x"
        " ON x.id = c.outbox_id WHERE c.matter_id = $1 AND c.first_n <= $2 AND c.n >= $2 AND c.first_n > 0"
        " ORDER BY c.outbox_id",
        matter_id,
        n,
    )
    return [
        OnPhone(
            outbox_id=row["outbox_id"],
            receiver_id=row["receiver_id"],
            first_n=row["first_n"],
            n=row["n"],
            state=row["state"],
        )
        for row in rows
    ]


_POSTPONED = (
    "state = 'queued' AND due_ms > $3 AND id IN (SELECT outbox_id FROM matter_copies WHERE matter_id = $1"
    " AND receiver_id = $2)"
)


async def is_postponed(unit: Unit, matter_id: int, receiver_id: int) -> bool:
    """Whether something of the matter waits for a better hour on that person's way: nothing may overtake it."""
    row = await unit.fetch_one(
        "SELECT 1 AS one FROM outbox WHERE " + _POSTPONED + " LIMIT 1", matter_id, receiver_id, unit.now_ms
    )
    return row is not None


def bring_forward(unit: Unit, matter_id: int, receiver_id: int) -> None:
    """That person writes just now, on a phone that nobody else reads: what waited for a better hour goes at once.

    So does what her channel would not let us push (24 hours of silence on WhatsApp): nothing else tells her of it.
    """
    unit.write(
        "UPDATE outbox SET state = 'queued', due_ms = $3, made_ms = $3, pushed = 0 WHERE ("
        + _POSTPONED
        + " OR state = 'pull' AND kind = 'relay' AND id IN (SELECT outbox_id FROM matter_copies WHERE matter_id = $1"
        " AND receiver_id = $2)) AND EXISTS (SELECT 1 FROM accounts a JOIN persons p ON p.id = $2"
        " WHERE a.id = outbox.account_id AND a.phone = 'own' AND a.profiles = 0 AND (p.open = 1 OR p.staff = 1))",
        matter_id,
        receiver_id,
        unit.now_ms,
    )


async def find_place(unit: Unit, outbox_id: int) -> Row | None:
    """Where that message of ours stands: its state, its reference, the account with what addressing it needs."""
    return await unit.fetch_one(
        "SELECT x.id, x.state, x.message_ref, x.channel, x.account_id, x.person_id, a.address, a.owner_id, a.language"
        " FROM outbox x JOIN accounts a ON a.id = x.account_id WHERE x.id = $1",
        outbox_id,
    )


def withdraw(unit: Unit, matter_id: int, receiver_id: int) -> None:
    """This person has the matter no more: what was to go out, or waits until looked at, is not shown any more.

    Called with the change of the holder, in the same transaction; 0 stands for everybody of the office.
    """
    unit.write(
        "UPDATE outbox SET state = 'dropped', fault = 'matter moved', body = NULL WHERE state IN "
        + UNSENT
        + " AND id IN (SELECT outbox_id FROM matter_copies WHERE matter_id = $1 AND receiver_id = $2)",
        matter_id,
        receiver_id,
    )


_OF_HERS = (
    "(SELECT outbox_id FROM matter_copies WHERE matter_id IN (SELECT id FROM matters WHERE person_id = $1))"
)
_FORGET = (
    "UPDATE outbox SET state = 'dropped', fault = 'erased' WHERE state IN "
    + UNSENT
    + " AND id IN "
    + _OF_HERS,
    "UPDATE outbox SET body = NULL WHERE id IN " + _OF_HERS,
    "DELETE FROM matter_copies WHERE matter_id IN (SELECT id FROM matters WHERE person_id = $1)",
)


def forget(unit: Unit, person_id: int) -> None:
    """Her words are nowhere any more, also not in what went to somebody of an office; for erasure."""
    for sql in _FORGET:
        unit.write(sql, person_id)


async def statuses_of(
    unit: Unit, matter_id: int, numbers: Sequence[int], receiver_id: int
) -> dict[int, Status]:
    """What became of these messages on that person's phone; none for what was never passed on."""
    if not numbers:
        return {}
    from db import statuses  # only where somebody looks

    wanted = padded(numbers)
    rows = await unit.fetch(
        "SELECT outbox_id, n FROM matter_copies WHERE matter_id = $1 AND receiver_id = $2 AND first_n > 0 AND n IN "
        + marks(len(wanted), start=3),
        matter_id,
        receiver_id,
        *wanted,
    )
    known = await statuses.of_outbox(unit, [row["outbox_id"] for row in rows])
    found: dict[int, Status] = {}
    for row in rows:
        status = known.get(row["outbox_id"], Status.WAITING)
        found[row["n"]] = merged(found.get(row["n"], Status.WAITING), status)
    return found
