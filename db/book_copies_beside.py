"""What stands beside a group's book, out and in again: its loans and their words, helps, households, arisan, year ends.

Of loans only those whose money went out: what was asked for and not paid is asked for again. Reminders and offers stay
behind. The words of a loan are sealed anew with the key that its member gets there.
"""

from collections.abc import Mapping
from typing import Any

from db import members
from db.engine import Fetch, Row
from db.loan_plans import WAIVER
from db.loan_rows import PURPOSE, open_words, seal_words
from db.unit import Unit
from db.vault import person as owner_of

Plain = dict[str, Any]

SELECT: Mapping[str, str] = {
    "loans": "SELECT number, code, member, asked_by, amount, months, terms, state, by_member, second_member, made_ms,"
    " decided_ms, entry, settled_day FROM loans WHERE group_id = $1 AND entry IS NOT NULL ORDER BY number",
    "loan_entries": "SELECT entry, loan FROM loan_entries WHERE group_id = $1 ORDER BY entry",
    "loan_plans": "SELECT loan, revision, start_day, after_entry, carried_fine, by_member, second_member, made_ms"
    " FROM loan_plans WHERE group_id = $1 ORDER BY loan, revision",
    "loan_instalments": "SELECT loan, revision, n, due_day, principal, jasa FROM loan_instalments WHERE group_id = $1"
    " ORDER BY loan, revision, n",
    "loan_waivers": "SELECT loan, n, revision, amount, by_member, second_member, made_ms FROM loan_waivers"
    " WHERE group_id = $1 ORDER BY loan, n",
    "loan_helps": "SELECT number, loan, entry, helper, amount, state, made_ms, settled_ms FROM loan_helps"
    " WHERE group_id = $1 ORDER BY number",
    "households": "SELECT member, other FROM households WHERE group_id = $1 ORDER BY member, other",
    "arisan_rounds": "SELECT number, amount, started_day, state, by_member, made_ms FROM arisan_rounds"
    " WHERE group_id = $1 ORDER BY number",
    "arisan_places": "SELECT round, member, drawn_day, entry FROM arisan_places WHERE group_id = $1"
    " ORDER BY round, member",
    "year_ends": "SELECT year, result, body, first_entry, last_entry, by_member, second_member, made_ms FROM year_ends"
    " WHERE group_id = $1 ORDER BY year",
}
INSERT: Mapping[str, str] = {
    "loan_entries": "INSERT INTO loan_entries (group_id, entry, loan) VALUES ($1, $2, $3)",
    "loan_plans": "INSERT INTO loan_plans (group_id, loan, revision, start_day, after_entry, carried_fine, by_member,"
    " second_member, made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    "loan_instalments": "INSERT INTO loan_instalments (group_id, loan, revision, n, due_day, principal, jasa)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
    "loan_helps": "INSERT INTO loan_helps (group_id, number, loan, entry, helper, amount, state, made_ms, settled_ms)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    "households": "INSERT INTO households (group_id, member, other) VALUES ($1, $2, $3)",
    "arisan_rounds": "INSERT INTO arisan_rounds (group_id, number, amount, started_day, state, by_member, made_ms)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)",
    "arisan_places": "INSERT INTO arisan_places (group_id, round, member, drawn_day, entry)"
    " VALUES ($1, $2, $3, $4, $5)",
    "year_ends": "INSERT INTO year_ends (group_id, year, result, body, first_entry, last_entry, by_member,"
    " second_member, made_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
}
# Rows without words, in the order in which they go in; a closed year takes no entry, so its end comes last.
UNSEALED = tuple(INSERT)

_INSERT_LOAN = (
    "INSERT INTO loans (group_id, number, code, member, asked_by, amount, months, terms, state, by_member,"
    " second_member, made_ms, decided_ms, entry, settled_day, purpose)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
)
_INSERT_WAIVER = (
    "INSERT INTO loan_waivers (group_id, loan, n, revision, amount, by_member, second_member, made_ms, reason)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
)
_WORDS = (
    "SELECT l.number, l.purpose AS sealed, m.person_id FROM loans l"
    " JOIN members m ON m.group_id = l.group_id AND m.number = l.member WHERE l.group_id = $1 ORDER BY l.number",
    "SELECT w.loan, w.n, w.reason AS sealed, m.person_id FROM loan_waivers w"
    " JOIN loans l ON l.group_id = w.group_id AND l.number = w.loan"
    " JOIN members m ON m.group_id = l.group_id AND m.number = l.member WHERE w.group_id = $1",
)


async def add_words(unit: Unit, group_id: int, book: Plain) -> None:
    """Open what each loan is for and why a fine was let go; "" where nothing was said or she was erased."""
    loans, waivers = await unit.fetch_all(*(Fetch(sql, (group_id,)) for sql in _WORDS))
    await unit.vault.have([owner_of(row["person_id"]) for row in (*loans, *waivers)])

    def opened(place: str, row: Row, cell: int | str) -> str:
        sealed = row["sealed"]
        return open_words(unit, place, group_id, cell, row["person_id"], sealed and bytes(sealed))

    purposes = {row["number"]: opened(PURPOSE, row, row["number"]) for row in loans}
    reasons = {(row["loan"], row["n"]): opened(WAIVER, row, f"{row['loan']}/{row['n']}") for row in waivers}
    for each in book["loans"]:
        each["purpose"] = purposes[each["number"]]
    for each in book["loan_waivers"]:
        each["reason"] = reasons[each["loan"], each["n"]]


async def words_in(unit: Unit, group_id: int, book: Mapping[str, Any]) -> None:
    """The loans and the fines let go, their words sealed for her who is that member here."""
    persons = {each.number: each.person_id for each in await members.list_members(unit, group_id, left=True)}
    hers = {each["number"]: persons[each["member"]] for each in book["loans"]}
    loans, waivers = [], []
    for each in book["loans"]:
        number = each["number"]
        sealed = await seal_words(unit, PURPOSE, group_id, number, hers[number], each["purpose"])
        loans.append((group_id, *_values("loans", each), sealed))
    for each in book["loan_waivers"]:
        place = f"{each['loan']}/{each['n']}"
        sealed = await seal_words(unit, WAIVER, group_id, place, hers[each["loan"]], each["reason"])
        waivers.append((group_id, *_values("loan_waivers", each), sealed))
    unit.write_many(_INSERT_LOAN, loans)
    unit.write_many(_INSERT_WAIVER, waivers)


def _values(part: str, each: Mapping[str, Any]) -> list[Any]:
    """The row's values in the order of its SELECT."""
    names = SELECT[part].removeprefix("SELECT ").partition(" FROM ")[0].split(",")
    return [each[name.strip()] for name in names]
