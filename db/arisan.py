"""Rounds of arisan: who is in one, who has been drawn, and what of a woman's arisan money is hers to take.

Whether a place has been drawn is what the ledger says of its entry: one that was taken back is none.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from db import groups, ledger
from db.engine import Row
from db.unit import Unit
from domain.accounts import Account
from domain.arisan import (
    PLACES_MIN,
    ArisanRunning,
    HadHerTurn,
    PotNotFull,
    PotOnItsWay,
    Round,
    Turn,
    draw,
    unpaid,
)
from domain.money import Rupiah
from domain.refusals import Changed

_ROUNDS = "SELECT number, amount, started_day, state FROM arisan_rounds WHERE group_id = $1"
_TURNS = (
    "SELECT p.member, p.drawn_day, p.entry, r.number AS reversal FROM arisan_places p"
    " LEFT JOIN ledger_entries r ON r.group_id = p.group_id AND r.reverses = p.entry"
    " WHERE p.group_id = $1 AND p.round = $2 ORDER BY p.member"
)
# What went out to those who were drawn, since they were; what was taken back does not count.
_HANDED = (
    "SELECT e.member, CAST(sum(l.amount) AS BIGINT) AS handed FROM arisan_places p"
    " JOIN ledger_entries e ON e.group_id = p.group_id AND e.member = p.member AND e.number > p.entry"
    " AND e.kind = 'withdrawal'"
    " JOIN ledger_lines l ON l.group_id = e.group_id AND l.number = e.number AND l.member = e.member"
    " AND l.account = 'titipan_arisan' AND l.side = 1"
    " LEFT JOIN ledger_entries r ON r.group_id = e.group_id AND r.reverses = e.number"
    " WHERE p.group_id = $1 AND p.round = $2 AND r.number IS NULL GROUP BY e.member"
)


async def find_open(unit: Unit, group_id: int) -> Round | None:
    """The round that goes on; None if there is none."""
    row = await unit.fetch_one(_ROUNDS + " AND state = 'open'", group_id)
    return None if row is None else await _round(unit, group_id, row)


async def find_last(unit: Unit, group_id: int) -> Round | None:
    """The newest round, also one that has ended; None if there never was one."""
    row = await unit.fetch_one(_ROUNDS + " ORDER BY number DESC LIMIT 1", group_id)
    return None if row is None else await _round(unit, group_id, row)


async def _round(unit: Unit, group_id: int, row: Row) -> Round:
    rows = await unit.fetch(_TURNS, group_id, row["number"])
    return Round(
        group_id=group_id,
        number=row["number"],
        amount=Rupiah(row["amount"]),
        started=date.fromisoformat(row["started_day"]),
        is_open=row["state"] == "open",
        turns=tuple(_turn(each) for each in rows),
    )


def _turn(row: Row) -> Turn:
    if row["entry"] is None or row["reversal"] is not None:
        return Turn(member=row["member"])
    return Turn(member=row["member"], day=date.fromisoformat(row["drawn_day"]), entry=row["entry"])


async def due_of(unit: Unit, arisan: Round) -> dict[int, Rupiah]:
    """What each who was drawn has not been given yet, by member number; nobody else."""
    rows = await unit.fetch(_HANDED, arisan.group_id, arisan.number)
    handed = {row["member"]: row["handed"] for row in rows}
    left = {each.member: arisan.pot - handed.get(each.member, 0) for each in arisan.drawn}
    return {member: Rupiah(amount) for member, amount in left.items() if amount > 0}


async def list_unpaid(unit: Unit, arisan: Round) -> tuple[int, ...]:
    """Who has not paid for the turn that comes."""
    due = await due_of(unit, arisan)
    savings = await ledger.all_savings(unit, arisan.group_id)
    return unpaid(arisan, {member: _kept(savings, due, member) for member in savings})


def _kept(savings: Mapping[int, Mapping[Account, Rupiah]], due: Mapping[int, Rupiah], member: int) -> int:
    """Her arisan money without a pot that waits for her."""
    return savings[member].get(Account.ARISAN, 0) - due.get(member, 0)


async def free_for(unit: Unit, group_id: int, member: int, balance: int) -> Rupiah:
    """What of her arisan money may go out to her: her pot; what she pays for the others' turns stays.

    balance: all her arisan money. Who is in no open round may have it all.
    """
    arisan = await find_open(unit, group_id)
    if arisan is None or arisan.find(member) is None:
        return Rupiah(balance)
    return Rupiah(min(balance, (await due_of(unit, arisan)).get(member, 0)))


async def start(
    unit: Unit, group_id: int, *, amount: int, members: Sequence[int], day: date, by: int
) -> Round:
    """The round that has begun. Raises ArisanRunning; PotOnItsWay if somebody still waits for the last one's pot."""
    groups.lock(unit, group_id)
    last = await find_last(unit, group_id)
    if last is not None and last.is_open:
        raise ArisanRunning
    if last is not None and await due_of(unit, last):
        raise PotOnItsWay
    if len(set(members)) < PLACES_MIN or amount <= 0:
        raise Changed
    number = 1 if last is None else last.number + 1
    unit.write(
        "INSERT INTO arisan_rounds (group_id, number, amount, started_day, state, by_member, made_ms)"
        " VALUES ($1, $2, $3, $4, 'open', $5, $6)",
        group_id,
        number,
        int(amount),
        day.isoformat(),
        by,
        unit.now_ms,
    )
    unit.write_many(
        "INSERT INTO arisan_places (group_id, round, member) VALUES ($1, $2, $3)",
        [(group_id, number, member) for member in sorted(set(members))],
    )
    return Round(
        group_id=group_id,
        number=number,
        amount=Rupiah(amount),
        started=day,
        is_open=True,
        turns=tuple(Turn(member=member) for member in sorted(set(members))),
    )


async def record_draw(
    unit: Unit,
    group_id: int,
    number: int,
    member: int,
    *,
    day: date,
    by: int,
    second: int | None,
    meeting: int | None,
) -> Round:
    """The round with the pot hers; the last draw ends it. Raises Changed, HadHerTurn, PotNotFull and the ledger's."""
    arisan = await _get_open(unit, group_id, number)
    turn = arisan.find(member)
    if turn is None or turn.entry is not None:
        raise HadHerTurn
    missing = await list_unpaid(unit, arisan)
    if missing:
        raise PotNotFull(count=len(missing))
    draft = draw(arisan, member, day=day, by=by, second=second, meeting=meeting)
    # A draw that was taken back leaves its key behind: the next of the same woman is another command.
    head = await ledger.head(unit, group_id)
    posted = await ledger.post(
        unit, group_id, draft, key=f"arisan/{group_id}/{number}/{member}/{head.number}"
    )
    unit.write(
        "UPDATE arisan_places SET drawn_day = $4, entry = $5 WHERE group_id = $1 AND round = $2 AND member = $3",
        group_id,
        number,
        member,
        day.isoformat(),
        posted.number,
    )
    if len(arisan.waiting) == 1:
        _set_state(unit, group_id, number, "ended")
    found = await find_last(unit, group_id)
    assert found is not None, "it was there a moment ago"
    return found


async def _get_open(unit: Unit, group_id: int, number: int) -> Round:
    """That round, if it still goes on. Raises Changed."""
    groups.lock(unit, group_id)
    arisan = await find_open(unit, group_id)
    if arisan is None or arisan.number != number:
        raise Changed
    return arisan


async def take_back(
    unit: Unit,
    group_id: int,
    number: int,
    member: int,
    *,
    day: date,
    by: int,
    second: int | None,
    meeting: int | None,
) -> None:
    """The wrong woman was written down: her place waits again. Raises Changed, PotOnItsWay and what the ledger does."""
    groups.lock(unit, group_id)
    arisan = await find_last(unit, group_id)
    turn = None if arisan is None or arisan.number != number else arisan.find(member)
    if arisan is None or turn is None or turn.entry is None:
        raise Changed
    if (await due_of(unit, arisan)).get(member, 0) != arisan.pot or await _is_waiting(unit, group_id, member):
        raise PotOnItsWay
    await ledger.reverse(
        unit,
        group_id,
        turn.entry,
        day=day,
        by=by,
        second=second,
        note="",
        meeting=meeting,
        key=f"arisan-back/{group_id}/{turn.entry}",
    )
    unit.write(
        "UPDATE arisan_places SET drawn_day = '', entry = NULL WHERE group_id = $1 AND round = $2 AND member = $3",
        group_id,
        number,
        member,
    )
    if not arisan.waiting:  # her draw had ended it; one that two officers have stopped stays so
        _set_state(unit, group_id, number, "open")


async def stop(unit: Unit, group_id: int, number: int) -> None:
    """The round ends before all have had their turn. Raises Changed if it has ended already."""
    await _get_open(unit, group_id, number)
    _set_state(unit, group_id, number, "ended")


def _set_state(unit: Unit, group_id: int, number: int, state: str) -> None:
    unit.write(
        "UPDATE arisan_rounds SET state = $3 WHERE group_id = $1 AND number = $2", group_id, number, state
    )


async def _is_waiting(unit: Unit, group_id: int, member: int) -> bool:
    """Whether arisan money is on its way to her."""
    row = await unit.fetch_one(
        "SELECT id FROM payouts WHERE group_id = $1 AND member = $2 AND account = 'titipan_arisan'"
        " AND state = 'waiting' LIMIT 1",
        group_id,
        member,
    )
    return row is not None
