"""A group's year as its yearly meeting looks at it: what came in and went out, what it has and owes, how it shares.

Everything is derived from the entries by their days, also of a year that was closed long ago; only how that was shared
is kept (db/year_ends.py). Names are opened here: whoever calls it has asked for READ_BOOK, or shows sums alone.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from db import group_rules, groups, members
from db.engine import Fetch, Row
from db.ledger_sums import Pair, fetch_all_balances, fetch_balance, signed_of
from db.loan_plans import Course, courses_from, fetch_courses
from db.loan_terms import terms_of_json
from db.unit import Unit
from db.vault import KeyGone, cell
from db.vault import person as owner_of
from db.year_records import Attendance, LoanAtEnd, Look, YearBook, closed_of
from domain.accounts import COSTS, INCOMES, OWN_SAVINGS, Account
from domain.group_health import LoanAt, health_of
from domain.group_rules import Rules
from domain.loans import stand
from domain.money import Rupiah
from domain.movements import COUNTED, total_of
from domain.year_end import End, end_of, result_of
from domain.zones import local_date

NOTE_PLACE = "year_looks.note"

# What matters that are open are shown of; with more, nobody closes a year.
DISPUTES_MAX = 50

_NOMINAL = ", ".join(f"'{account.value}'" for account in (*INCOMES, *COSTS))
_SAVED = ", ".join(f"'{account.value}'" for account in COUNTED)

# What closes a year is none of its income or costs, on whichever day it was written.
_RESULT = (
    "SELECT l.account, e.member, CAST(sum(l.side * l.amount) AS BIGINT) AS signed FROM ledger_lines l"
    " JOIN ledger_entries e ON e.group_id = l.group_id AND e.number = l.number"
    f" WHERE l.group_id = $1 AND l.account IN ({_NOMINAL}) AND l.month >= $2 AND l.month <= $3"
    " AND e.kind <> 'year_end' GROUP BY l.account, e.member"
)
_SAVED_BEFORE = (
    "SELECT CAST(COALESCE(sum(-l.side * l.amount), 0) AS BIGINT) AS saved FROM ledger_lines l"
    f" WHERE l.group_id = $1 AND l.account IN ({_SAVED}) AND l.month < $2"
)
_CAME = (
    "SELECT a.status, count(*) AS n FROM meetings m JOIN attendance a"
    " ON a.group_id = m.group_id AND a.meeting = m.number"
    " WHERE m.group_id = $1 AND m.day >= $2 AND m.day <= $3 AND m.state = 'closed' GROUP BY a.status"
)
_HELD = (
    "SELECT COALESCE(sum(CASE WHEN state = 'closed' THEN 1 ELSE 0 END), 0) AS held,"
    " COALESCE(sum(CASE WHEN state = 'open' THEN 1 ELSE 0 END), 0) AS open FROM meetings"
    " WHERE group_id = $1 AND day >= $2 AND day <= $3"
)
_WAITING = "SELECT count(*) AS n FROM payouts WHERE group_id = $1 AND state = 'waiting'"
_DISPUTES = (
    "SELECT code, member FROM disputes WHERE group_id = $1 AND state = 'open' ORDER BY id"
    f" LIMIT {DISPUTES_MAX}"
)
_LOOKS = (
    "SELECT y.member, y.said, y.note, y.made_ms, m.person_id, (SELECT count(*) FROM ledger_entries e"
    " WHERE e.group_id = $1 AND e.month >= $3 AND e.month <= $4 AND e.number > y.entry AND e.kind <> 'year_end')"
    " AS since FROM year_looks y JOIN members m ON m.group_id = y.group_id AND m.number = y.member"
    " WHERE y.group_id = $1 AND y.year = $2 ORDER BY y.member"
)
_CLOSED = (
    "SELECT year, body, first_entry, last_entry, by_member, second_member, made_ms FROM year_ends"
    " WHERE group_id = $1 AND year = $2"
)
# Loans whose money was out and not all back on that day.
_OUT = " entry IS NOT NULL AND (settled_day = '' OR settled_day > '{day}')"
_LOANS = "SELECT number, member, terms FROM loans WHERE group_id = $1 AND"


def first_month(year: int) -> int:
    """January of the year as a number (domain.ledger.month_of)."""
    return year * 12


async def year_book(unit: Unit, group_id: int, year: int) -> YearBook:
    """The year, in few trips however many members and entries there are. Raises NotAllowed."""
    group = await groups.get(unit, group_id)
    today = local_date(unit.now, group.zone)
    day = min(date(year, 12, 31), today)
    rules = await group_rules.rules_on(unit, group_id, today)
    everybody = tuple(await members.list_members(unit, group_id, left=True))
    found = await unit.fetch_all(*_wanted(group_id, year, day))
    balances, (nominal, saved_before, came, held, waiting, disputes, looks, closed, loans) = (
        found[:4],
        found[4:13],
    )
    signed = signed_of(*balances[:2])
    moved = signed_of(nominal)
    closed_ = closed_of(closed[0]) if closed else None
    courses = courses_from(found[13:])
    owed = _of_members(signed, Account.PIUTANG)
    at_end = tuple(_loans(loans, courses, owed, day))
    attendance = _attendance(held[0]["held"], came)
    savings = _savings(signed)
    now = {Account.CADANGAN: -balances[2][0]["signed"], Account.SHU: -balances[3][0]["signed"]}
    totals = _totals(signed)
    claims = _claims(savings, moved)
    taking_part = {each.number for each in everybody if each.is_active}
    return YearBook(
        group=group,
        year=year,
        day=day,
        over=today > date(year, 12, 31),
        rules=rules,
        members=everybody,
        end=closed_.end if closed_ is not None else _end(year, moved, rules, claims, taking_part, now),
        closed=closed_,
        balances=totals,
        savings=savings,
        owed={number: Rupiah(amount) for number, amount in owed.items()},
        loans=at_end,
        attendance=attendance,
        health=health_of(
            present=attendance.present,
            awaited=attendance.awaited,
            loans=[
                LoanAt(outstanding=each.outstanding, overdue=each.overdue, days=each.days) for each in at_end
            ],
            saved_before=saved_before[0]["saved"],
            saved_after=sum(totals[account] for account in COUNTED),
        ),
        left_out=tuple(sorted(claims.keys() - taking_part)),
        meeting_open=held[0]["open"] > 0,
        waiting=waiting[0]["n"],
        disputes=tuple((row["code"], row["member"]) for row in disputes),
        looks=await _looks(unit, group_id, year, looks),
    )


def _wanted(group_id: int, year: int, day: date) -> list[Fetch]:
    first, last = first_month(year), first_month(year) + 11
    days = (group_id, date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat())
    out = _OUT.format(day=day.isoformat())
    return [
        *fetch_all_balances(group_id, last + 1),
        fetch_balance(group_id, Account.CADANGAN, None),
        fetch_balance(group_id, Account.SHU, None),
        Fetch(_RESULT, (group_id, first, last)),
        Fetch(_SAVED_BEFORE, (group_id, first)),
        Fetch(_CAME, days),
        Fetch(_HELD, days),
        Fetch(_WAITING, (group_id,)),
        Fetch(_DISPUTES, (group_id,)),
        Fetch(_LOOKS, (group_id, year, first, last)),
        Fetch(_CLOSED, (group_id, year)),
        Fetch(_LOANS + out + " ORDER BY number", (group_id,)),
        *fetch_courses(group_id, "SELECT number FROM loans WHERE group_id = $1 AND" + out),
    ]


# -- what the rows say ------------------------------------------------------------------------------------------


def _totals(signed: Mapping[Pair, int]) -> dict[Account, Rupiah]:
    sums = dict.fromkeys(Account, 0)
    for (account, _member), amount in signed.items():
        sums[account] += amount
    return {account: Rupiah(amount * account.normal_side) for account, amount in sums.items()}


def _of_members(signed: Mapping[Pair, int], account: Account) -> dict[int, int]:
    return {
        member: amount * account.normal_side
        for (of, member), amount in signed.items()
        if of is account and member is not None
    }


def _savings(signed: Mapping[Pair, int]) -> dict[int, dict[Account, Rupiah]]:
    found: dict[int, dict[Account, Rupiah]] = {}
    for account in OWN_SAVINGS:
        for member, amount in _of_members(signed, account).items():
            found.setdefault(member, {})[account] = Rupiah(amount)
    return found


def _claims(
    savings: Mapping[int, Mapping[Account, Rupiah]], moved: Mapping[Pair, int]
) -> dict[int, tuple[int, int]]:
    """What each has saved and paid in jasa, by number; of arisan money nobody has earned anything."""
    jasa = _jasa(moved)
    return {
        member: (total_of(savings.get(member, {})), jasa.get(member, 0))
        for member in {*savings, *jasa}
        if total_of(savings.get(member, {})) > 0 or jasa.get(member, 0) > 0
    }


def _jasa(moved: Mapping[Pair, int]) -> dict[int, int]:
    """By who has paid it: the account is the group's, its entries name her."""
    return {
        member: -amount
        for (account, member), amount in moved.items()
        if account is Account.PENDAPATAN_JASA and member is not None
    }


def _end(
    year: int,
    moved: Mapping[Pair, int],
    rules: Rules,
    claims: Mapping[int, tuple[int, int]],
    taking_part: set[int],
    now: Mapping[Account, int],
) -> End:
    """As it would be closed now: who has left has been paid out, and takes no part any more."""
    nominal: dict[Account, int] = {}
    for (account, _member), amount in moved.items():
        nominal[account] = nominal.get(account, 0) + amount
    sharing = {member: claims[member] for member in sorted(claims.keys() & taking_part)}
    return end_of(
        year,
        result_of(nominal, carried=now[Account.SHU]),
        rules.year,
        savings={member: savings for member, (savings, _paid) in sharing.items()},
        jasa={member: paid for member, (_savings, paid) in sharing.items()},
        reserve=now[Account.CADANGAN],
    )


def _loans(
    rows: Sequence[Row], courses: Mapping[int, Course], owed: Mapping[int, int], day: date
) -> list[LoanAtEnd]:
    """Each by the plan that counted on that day; what is owed is the ledger's."""
    found = []
    for row in rows:
        course = courses.get(row["number"])
        plans = [each for each in course.plans if each.start <= day] if course is not None else []
        outstanding = owed.get(row["member"], 0)
        if course is None or not plans or outstanding <= 0:
            continue
        terms = terms_of_json(row["terms"])
        paid = [each for each in course.moves.payments if each.day <= day]
        standing = stand(plans[-1], terms, paid, outstanding=outstanding, today=day)
        found.append(
            LoanAtEnd(
                member=row["member"],
                number=row["number"],
                outstanding=Rupiah(outstanding),
                overdue=standing.overdue,
                days=standing.days_behind,
                profile=terms.profile,
            )
        )
    return found


def _attendance(meetings: int, rows: Sequence[Row]) -> Attendance:
    came = {row["status"]: row["n"] for row in rows}
    return Attendance(
        meetings=meetings,
        present=came.get("present", 0),
        excused=came.get("excused", 0),
        absent=came.get("absent", 0),
    )


async def _looks(unit: Unit, group_id: int, year: int, rows: Sequence[Row]) -> tuple[Look, ...]:
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    return tuple(
        Look(
            member=row["member"],
            right=row["said"] == "right",
            note=_note(unit, note_cell(group_id, year, row["member"]), row),
            since=row["since"],
            made_ms=row["made_ms"],
        )
        for row in rows
    )


def note_cell(group_id: int, year: int, member: int) -> str:
    """Where the words of a pengawas are sealed for."""
    return cell(NOTE_PLACE, f"{group_id}/{year}/{member}")


def _note(unit: Unit, place: str, row: Row) -> str:
    if row["note"] is None:
        return ""
    try:
        return unit.vault.unseal(owner_of(row["person_id"]), place, bytes(row["note"])).decode()
    except KeyGone:
        return ""  # she was erased
