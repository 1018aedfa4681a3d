"""How a loan stands in its row, and who may open what it is for.

The purpose and a refusal's reason are sealed for their row alone, under the key of her record in the book; once she is
erased they are empty.
"""

from datetime import date
from typing import Any

from db.engine import Row
from db.loan_moves import matter_of
from db.loan_terms import terms_of_json
from db.unit import Unit
from db.vault import KeyGone, cell
from db.vault import person as owner_of
from domain.loan_rules import Terms
from domain.loans import State
from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import NotAllowed

PURPOSE, REASON = "loans.purpose", "loans.reason"

COLUMNS = (
    "SELECT l.group_id, l.number, l.code, l.member, l.asked_by, l.amount, l.months, l.terms, l.purpose, l.reason,"
    " l.state, l.by_member, l.second_member, l.made_ms, l.decided_ms, l.entry, l.settled_day, m.person_id, m.linked_id"
    " FROM loans l JOIN members m ON m.group_id = l.group_id AND m.number = l.member WHERE l.group_id = $1"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Loan:
    """One loan. member, asked_by, by, second: numbers of members. reason: of a refusal. entry: once she has the money.

    person_id: whose key seals its words; told_id: who gets the messages that are for her.
    """

    group_id: int
    number: int
    code: str
    member: int
    asked_by: int
    amount: Rupiah
    months: int
    terms: Terms
    purpose: str
    reason: str
    state: State
    by: int | None
    second: int | None
    made_ms: int
    decided_ms: int
    entry: int | None
    settled_day: date | None
    person_id: int
    told_id: int

    @property
    def matter(self) -> str:
        """What its buttons hang on."""
        return matter_of(self.group_id, self.number)


async def get(unit: Unit, group_id: int, number: int) -> Loan:
    """That loan. Raises NotAllowed: what does not exist reads like what is not hers."""
    found = await find_one(unit, COLUMNS + " AND l.number = $2", group_id, number)
    if found is None:
        raise NotAllowed
    return found


async def find_one(unit: Unit, sql: str, *params: Any) -> Loan | None:
    """The first loan of those rows; None if there is none. sql: COLUMNS and a condition."""
    found = await list_rows(unit, sql, *params)
    return found[0] if found else None


async def list_rows(unit: Unit, sql: str, *params: Any) -> list[Loan]:
    """The loans of those rows in their order, their words opened. sql: COLUMNS, perhaps a condition, an order."""
    return await opened(unit, await unit.fetch(sql, *params))


async def opened(unit: Unit, rows: list[Row]) -> list[Loan]:
    """The records of these rows."""
    await unit.vault.have([owner_of(row["person_id"]) for row in rows])
    return [_loan(unit, row) for row in rows]


def _loan(unit: Unit, row: Row) -> Loan:
    return Loan(
        group_id=row["group_id"],
        number=row["number"],
        code=row["code"],
        member=row["member"],
        asked_by=row["asked_by"],
        amount=Rupiah(row["amount"]),
        months=row["months"],
        terms=terms_of_json(row["terms"]),
        purpose=_words(unit, PURPOSE, row, row["purpose"]),
        reason=_words(unit, REASON, row, row["reason"]),
        state=State(row["state"]),
        by=row["by_member"],
        second=row["second_member"],
        made_ms=row["made_ms"],
        decided_ms=row["decided_ms"],
        entry=row["entry"],
        settled_day=date.fromisoformat(row["settled_day"]) if row["settled_day"] else None,
        person_id=row["person_id"],
        told_id=row["linked_id"] or row["person_id"],
    )


# -- its words --------------------------------------------------------------------------------------------------


async def seal_words(
    unit: Unit, place: str, group_id: int, row: int | str, person_id: int, words: str
) -> bytes | None:
    """What is kept of these words in that place; None if there are none, or her key is gone."""
    owner = owner_of(person_id)
    await unit.vault.have([owner])
    if not words or not unit.vault.knows(owner):
        return None
    return unit.vault.seal(owner, cell(place, f"{group_id}/{row}"), words.encode())


def open_words(
    unit: Unit, place: str, group_id: int, row: int | str, person_id: int, sealed: bytes | None
) -> str:
    """The words again, `have` of her key done before; "" if there are none, or she was erased."""
    if sealed is None:
        return ""
    try:
        return unit.vault.unseal(
            owner_of(person_id), cell(place, f"{group_id}/{row}"), bytes(sealed)
        ).decode()
    except KeyGone:
        return ""


def _words(unit: Unit, place: str, row: Row, sealed: bytes | None) -> str:
    return open_words(unit, place, row["group_id"], row["number"], row["person_id"], sealed)
