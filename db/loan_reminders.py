"""Which instalments is the clock to look at, what was asked about them, and what did she say?

One row an instalment of the newest plan; the clock plants them, whatever way the plan came into the records. When a row
is due is written in the transaction in which she is told. What is owed is never kept here: it is the book's.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from db import disputes
from db.engine import Row
from db.unit import Unit
from domain.disputes import State as Matter
from domain.loan_reminders import Answer, Asked, first_day, moment_ms
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date

# Rows one look of the clock takes up: each may become a message with three buttons.
SLICE = 50

# Plans one look plants: of at most 24 instalments each.
PLANTED_MAX = 20

_COLUMNS = (
    "SELECT r.group_id, r.loan, r.revision, r.n, r.told, r.told_ms, r.next_ms, r.answer, r.answered_ms, r.promised_day,"
    " r.dispute, i.due_day, g.zone, l.member FROM loan_reminders r"
    " JOIN loan_instalments i ON i.group_id = r.group_id AND i.loan = r.loan AND i.revision = r.revision AND i.n = r.n"
    " JOIN loans l ON l.group_id = r.group_id AND l.number = r.loan JOIN groups g ON g.id = r.group_id "
)
_DUE = _COLUMNS + f"WHERE r.next_ms <= $1 ORDER BY r.next_ms, r.group_id, r.loan, r.n LIMIT {SLICE}"
_OF = _COLUMNS + "WHERE r.group_id = $1 AND r.loan = $2 AND r.revision = $3 ORDER BY r.n"
_NEWEST_TOLD = (
    _COLUMNS + "WHERE r.group_id = $1 AND l.member = $2 AND l.state = 'running' AND r.told > 0"
    " ORDER BY r.told_ms DESC, r.n LIMIT 1"
)
_UNPLANTED = (
    "SELECT p.group_id, p.loan, p.revision, g.zone FROM loans l JOIN groups g ON g.id = l.group_id"
    " JOIN loan_plans p ON p.group_id = l.group_id AND p.loan = l.number"
    " WHERE l.state = 'running' AND g.state = 'active' AND g.practice_of = 0 AND NOT EXISTS (SELECT 1 FROM loan_plans n"
    " WHERE n.group_id = p.group_id AND n.loan = p.loan AND n.revision > p.revision)"
    " AND NOT EXISTS (SELECT 1 FROM loan_reminders r WHERE r.group_id = p.group_id AND r.loan = p.loan"
    f" AND r.revision = p.revision) ORDER BY p.group_id, p.loan LIMIT {PLANTED_MAX}"
)

# Two statements, so that each finds its rows by an index of the outbox.
_DROP_PULLED = (
    "UPDATE outbox SET state = 'dropped', fault = 'settled' WHERE person_id = $1 AND kind = 'reminder' AND made_ms = $2"
    " AND state = 'pull' AND account_id IN (SELECT id FROM accounts WHERE person_id = $1 OR owner_id = $1)"
)
_DROP_QUEUED = (
    "UPDATE outbox SET state = 'dropped', fault = 'settled' WHERE person_id = $1 AND kind = 'reminder' AND made_ms = $2"
    " AND state IN ('queued', 'retry')"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder:
    """One instalment and what there was about it. next_ms: when the clock looks, None for never. dispute: 0 for none.

    member: her number. answered_ms, told_ms: 0 for never.
    """

    group_id: int
    loan: int
    revision: int
    n: int
    member: int
    due: date
    zone: str
    told: int
    told_ms: int
    next_ms: int | None
    answer: Answer
    answered_ms: int
    promised: date | None
    dispute: int

    def asked(self, *, looked_for: bool = False) -> Asked:
        """The same as the rules know it. looked_for: nobody has answered yet that she has paid."""
        return Asked(
            n=self.n,
            due=self.due,
            told=self.told,
            told_day=_day(self.told_ms, self.zone),
            answer=self.answer,
            answered_day=_day(self.answered_ms, self.zone),
            promised=self.promised,
            looked_for=looked_for,
        )


def _day(moment_ms: int, zone: str) -> date | None:
    return local_date(datetime.fromtimestamp(moment_ms / 1000, UTC), zone) if moment_ms else None


# -- looking ----------------------------------------------------------------------------------------------------


async def list_due(unit: Unit) -> list[Reminder]:
    """What the clock is to look at now, the longest due first, at most SLICE."""
    return [_reminder(row) for row in await unit.fetch(_DUE, unit.now_ms)]


async def list_of(unit: Unit, group_id: int, loan: int, revision: int) -> list[Reminder]:
    """All instalments of that plan, the first one first."""
    return [_reminder(row) for row in await unit.fetch(_OF, group_id, loan, revision)]


async def get(unit: Unit, group_id: int, loan: int, revision: int, n: int) -> Reminder:
    """That one. Raises NotAllowed."""
    for each in await list_of(unit, group_id, loan, revision):
        if each.n == n:
            return each
    raise NotAllowed


async def find_newest(unit: Unit, group_id: int, member: int) -> Reminder | None:
    """What this member was asked about last, of a loan that runs; None if she never was."""
    rows = await unit.fetch(_NEWEST_TOLD, group_id, member)
    return _reminder(rows[0]) if rows else None


async def is_looked_for(unit: Unit, reminder: Reminder) -> bool:
    """Whether she has said that she has paid, and no officer has answered yet."""
    if reminder.answer is not Answer.PAID or not reminder.dispute:
        return False
    matter = await disputes.get(unit, reminder.dispute)
    return matter.state is Matter.OPEN and matter.answered is None


def _reminder(row: Row) -> Reminder:
    return Reminder(
        group_id=row["group_id"],
        loan=row["loan"],
        revision=row["revision"],
        n=row["n"],
        member=row["member"],
        due=date.fromisoformat(row["due_day"]),
        zone=row["zone"],
        told=row["told"],
        told_ms=row["told_ms"],
        next_ms=row["next_ms"],
        answer=Answer(row["answer"]),
        answered_ms=row["answered_ms"],
        promised=date.fromisoformat(row["promised_day"]) if row["promised_day"] else None,
        dispute=row["dispute"] or 0,
    )


# -- the clock --------------------------------------------------------------------------------------------------


async def plant(unit: Unit) -> int:
    """Plans that nobody looks after yet get their rows; how many plans, at most PLANTED_MAX."""
    plans = await unit.fetch(_UNPLANTED)
    for plan in plans:
        rows = await unit.fetch(
            "SELECT n, due_day FROM loan_instalments WHERE group_id = $1 AND loan = $2 AND revision = $3 ORDER BY n",
            plan["group_id"],
            plan["loan"],
            plan["revision"],
        )
        unit.write_many(
            "INSERT INTO loan_reminders (group_id, loan, revision, n, next_ms) VALUES ($1, $2, $3, $4, $5)",
            [
                (plan["group_id"], plan["loan"], plan["revision"], row["n"], _first_ms(row, plan["zone"]))
                for row in rows
            ],
        )
    return len(plans)


def _first_ms(row: Row, zone: str) -> int:
    return moment_ms(first_day(Asked(n=row["n"], due=date.fromisoformat(row["due_day"]))), zone)


async def tell(unit: Unit, reminder: Reminder, next_ms: int | None) -> bool:
    """She is told now, in this transaction; False, and nothing written, where another look was faster."""
    rows = await unit.fetch(
        "UPDATE loan_reminders SET told = told + 1, told_ms = $6, next_ms = $7"
        " WHERE group_id = $1 AND loan = $2 AND revision = $3 AND n = $4 AND told = $5 RETURNING n",
        *_key(reminder),
        reminder.told,
        unit.now_ms,
        next_ms,
    )
    return bool(rows)


def look_again(unit: Unit, reminders: Sequence[Reminder], next_ms: Sequence[int | None]) -> None:
    """When the clock looks at each of them again; None for never."""
    unit.write_many(
        "UPDATE loan_reminders SET next_ms = $5 WHERE group_id = $1 AND loan = $2 AND revision = $3 AND n = $4",
        [(*_key(each), moment) for each, moment in zip(reminders, next_ms, strict=True)],
    )


def wake(unit: Unit, group_id: int, loan: int) -> None:
    """Something was written on this loan: what was told, or left alone, is looked at again at the next tick."""
    unit.write(
        "UPDATE loan_reminders SET next_ms = $3 WHERE group_id = $1 AND loan = $2 AND (told > 0 OR next_ms IS NULL)",
        group_id,
        loan,
        unit.now_ms,
    )


def drop_unsent(unit: Unit, reminder: Reminder, person_id: int) -> None:
    """What was said about it last and is not on her phone yet need not be said any more."""
    unit.write(_DROP_PULLED, person_id, reminder.told_ms)
    unit.write(_DROP_QUEUED, person_id, reminder.told_ms)


async def next_due(unit: Unit, after_ms: int) -> int | None:
    """The first moment after `after_ms` at which an instalment is to be looked at."""
    if await unit.fetch(_UNPLANTED):
        return after_ms + 1
    row = await unit.fetch_one(
        "SELECT min(next_ms) AS due FROM loan_reminders WHERE next_ms IS NOT NULL AND next_ms > $1", after_ms
    )
    return row["due"] if row is not None else None


# -- what she says ----------------------------------------------------------------------------------------------


async def answer(
    unit: Unit, reminder: Reminder, said: Answer, *, promised: date | None = None, dispute: int = 0
) -> Reminder:
    """Her answer; the clock looks at it at the next tick, and is quiet as long as the rules say. Raises Changed.

    A day that she names stays named when she later says something else.
    """
    kept = promised or reminder.promised
    rows = await unit.fetch(
        "UPDATE loan_reminders SET answer = $5, answered_ms = $6, promised_day = $7, dispute = $8, next_ms = $6"
        " WHERE group_id = $1 AND loan = $2 AND revision = $3 AND n = $4 RETURNING n",
        *_key(reminder),
        said.value,
        unit.now_ms,
        kept.isoformat() if kept is not None else "",
        dispute or reminder.dispute or None,
    )
    if not rows:
        raise Changed
    return replace(
        reminder,
        answer=said,
        answered_ms=unit.now_ms,
        promised=kept,
        dispute=dispute or reminder.dispute,
        next_ms=unit.now_ms,
    )


def _key(reminder: Reminder) -> tuple[int, int, int, int]:
    return reminder.group_id, reminder.loan, reminder.revision, reminder.n
