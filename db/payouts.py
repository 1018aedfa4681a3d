"""Money on its way: decided, handed over, and waiting for the word of her who gets it. Only then it is in the book.

The note is sealed by the group, and with it what was decided: a row that somebody changed by hand waits for nobody.
Nothing here posts; handlers/second/payout_steps.py does, in the same transaction.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from db.engine import Row
from db.ids import new_code
from db.lists import marks, padded
from db.push_buttons import take_back
from db.unit import Unit
from db.vault import cell
from db.vault import group as owner_of
from domain.accounts import Account
from domain.money import Rupiah
from domain.payouts import COST_ALONE_MS, WAITING_MAX, Kind, NotWaiting, Payout, State, TooManyPayouts
from domain.refusals import Changed, NotAllowed

NOTE_PLACE = "payouts.note"
CODE_LENGTH = 6

# What was decided, in the order in which it is sealed.
_TERMS = (
    "kind",
    "account",
    "cash",
    "member",
    "witness",
    "amount",
    "day",
    "meeting",
    "by_member",
    "second_member",
)

_COLUMNS = (
    "SELECT id, group_id, code, kind, account, cash, member, witness, amount, day, meeting, note, state, by_member,"
    " second_member, made_ms, entry FROM payouts"
)


def matter_of(payout_id: int) -> str:
    """The matter of the buttons that were pushed for it."""
    return f"payout:{payout_id}"


async def add(
    unit: Unit,
    group_id: int,
    *,
    kind: Kind,
    account: Account | None,
    member: int,
    witness: int | None,
    amount: Rupiah,
    day: date,
    meeting: int | None,
    note: str,
    by: int,
    second: int | None,
    cash: Account = Account.KAS,
) -> Payout:
    """What now waits for its receiver. Raises TooManyPayouts."""
    if len(await list_waiting(unit, group_id)) >= WAITING_MAX:
        raise TooManyPayouts
    payout_id = unit.new_id()
    terms = (
        kind.value,
        account.value if account is not None else "",
        cash.value,
        member,
        witness,
        int(amount),
        day.isoformat(),
        meeting,
        by,
        second,
    )
    await unit.vault.have([owner_of(group_id)], create=True)
    sealed = json.dumps({"note": note, "terms": terms}).encode()
    unit.write(
        "INSERT INTO payouts (kind, account, cash, member, witness, amount, day, meeting, by_member, second_member, id,"
        " group_id, code, note, state, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'waiting', $15)",
        *terms,
        payout_id,
        group_id,
        new_code(CODE_LENGTH),
        unit.vault.seal(owner_of(group_id), cell(NOTE_PLACE, payout_id), sealed),
        unit.now_ms,
    )
    return await get(unit, payout_id)


async def get(unit: Unit, payout_id: int) -> Payout:
    """That one. Raises NotAllowed if there is none, Changed if it waits and is not what was decided any more."""
    row = await unit.fetch_one(_COLUMNS + " WHERE id = $1", payout_id)
    if row is None:
        raise NotAllowed
    return await _opened(unit, row)


async def list_waiting(unit: Unit, group_id: int) -> list[Payout]:
    """What of the group's money is on its way, the oldest first; without what somebody changed in the records."""
    rows = await unit.fetch(_COLUMNS + " WHERE group_id = $1 AND state = 'waiting' ORDER BY id", group_id)
    return await _whole(unit, rows)


async def sum_alone(unit: Unit, group_id: int) -> Rupiah:
    """What went out, or is on its way, by one officer's word alone within COST_ALONE_MS."""
    row = await unit.fetch_one(
        "SELECT CAST(COALESCE(sum(amount), 0) AS BIGINT) AS spent FROM payouts WHERE group_id = $1"
        " AND second_member IS NULL AND state IN ('waiting', 'received') AND made_ms > $2",
        group_id,
        unit.now_ms - COST_ALONE_MS,
    )
    return Rupiah(row["spent"] if row is not None else 0)


async def list_for(unit: Unit, person_id: int) -> list[Payout]:
    """What waits for this person's word, in all her groups, the oldest first."""
    rows = await unit.fetch(
        "SELECT p.id FROM payouts p JOIN members m ON m.group_id = p.group_id"
        " AND m.number = coalesce(p.witness, p.member) WHERE p.state = 'waiting'"
        " AND coalesce(m.linked_id, m.person_id) = $1 ORDER BY p.id LIMIT $2",
        person_id,
        WAITING_MAX,
    )
    if not rows:
        return []
    wanted = padded([row["id"] for row in rows])
    found = await unit.fetch(_COLUMNS + " WHERE id IN " + marks(len(wanted)) + " ORDER BY id", *wanted)
    return await _whole(unit, found)


async def _whole(unit: Unit, rows: Iterable[Row]) -> list[Payout]:
    found = []
    for row in rows:
        try:
            found.append(await _opened(unit, row))
        except Changed:
            continue  # nobody can say that it arrived, and the others must be seen all the same
    return found


async def was_reminded(unit: Unit, payout: Payout) -> bool:
    """Whether her word was asked for a second time already; nobody is asked a third time."""
    row = await unit.fetch_one(
        "SELECT count(DISTINCT made_ms) AS n FROM push_buttons WHERE matter = $1", matter_of(payout.id)
    )
    return row is not None and row["n"] > 1


async def settle(unit: Unit, payout: Payout, state: State, *, entry: int | None = None) -> None:
    """It waits no more, and its note is gone: it stands in the book now. Raises NotWaiting if somebody was faster."""
    rows = await unit.fetch(
        "UPDATE payouts SET state = $2, settled_ms = $3, entry = $4, note = NULL"
        " WHERE id = $1 AND state = 'waiting' RETURNING id",
        payout.id,
        state.value,
        unit.now_ms,
        entry,
    )
    if not rows:
        raise NotWaiting
    take_back(unit, matter_of(payout.id))


async def _opened(unit: Unit, row: Row) -> Payout:
    note = ""
    if row["state"] == State.WAITING.value:
        note = _note(await _inside(unit, row), row)
    return Payout(
        id=row["id"],
        group_id=row["group_id"],
        code=row["code"],
        kind=Kind(row["kind"]),
        account=Account(row["account"]) if row["account"] else None,
        cash=Account(row["cash"]),
        member=row["member"],
        witness=row["witness"],
        amount=Rupiah(row["amount"]),
        day=date.fromisoformat(row["day"]),
        meeting=row["meeting"],
        note=note,
        state=State(row["state"]),
        by=row["by_member"],
        second=row["second_member"],
        made_ms=row["made_ms"],
        entry=row["entry"],
    )


async def _inside(unit: Unit, row: Row) -> dict[str, Any]:
    if row["note"] is None:
        raise Changed
    owner = owner_of(row["group_id"])
    await unit.vault.have([owner])
    found: dict[str, Any] = json.loads(
        unit.vault.unseal(owner, cell(NOTE_PLACE, row["id"]), bytes(row["note"]))
    )
    return found


def _note(inside: dict[str, Any], row: Row) -> str:
    """What it is for. Raises Changed where the row does not say what was decided."""
    if inside["terms"] != [row[name] for name in _TERMS]:
        raise Changed
    return str(inside["note"])
