"""What a group keeps of one woman's loans, for her own copy: asked for and told, paid, agreed and answered.

Who decided, who stood in for her and who lives with her are other women, and are not in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.engine import Fetch, Row
from db.lists import marks, padded
from db.loan_people import household_of, list_helps_of
from db.loan_plans import WAIVER, courses_of
from db.loan_rows import COLUMNS, Loan, list_rows, open_words
from db.unit import Unit
from db.vault import person as owner_of
from db.year_books import NOTE_PLACE
from domain.ledger_records import day_of
from domain.loans import Payment, Plan, State
from domain.money import Rupiah

# More than anybody borrows in a lifetime.
LOANS_MAX = 100

_LOOKS = "SELECT year, said, note FROM year_looks WHERE group_id = $1 AND member = $2 ORDER BY year"
_PLACES = (
    "SELECT r.amount, p.drawn_day FROM arisan_places p JOIN arisan_rounds r ON r.group_id = p.group_id"
    " AND r.number = p.round WHERE p.group_id = $1 AND p.member = $2 ORDER BY p.round"
)
_WAIVED = "SELECT loan, n, amount, reason FROM loan_waivers WHERE group_id = $1 AND loan IN "
_ANSWERED = "SELECT loan, n, answer, promised_day FROM loan_reminders WHERE group_id = $1 AND answer <> '' AND loan IN "


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What she answered when she was asked about instalment n. day: her own, None if she named none."""

    n: int
    answer: str
    day: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnLoan:
    """One loan. day: she asked for it. helped: somebody typed for her. plans: the oldest first. waived: and why."""

    code: str
    day: date
    amount: Rupiah
    months: int
    method: str
    state: State
    purpose: str
    reason: str
    helped: bool
    outstanding: Rupiah
    plans: tuple[Plan, ...]
    payments: tuple[Payment, ...]
    waived: tuple[tuple[Rupiah, str], ...]
    answers: tuple[Answered, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnHelp:
    """One instalment that was helped with. given: by her; else for her. state: open, returned or forgiven."""

    amount: Rupiah
    given: bool
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnLook:
    """What she said of a year as its pengawas."""

    year: int
    right: bool
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnBeside:
    """All of it, of one group. household: how many live with her. arisan: amount, the day she drew (None: not yet)."""

    loans: tuple[OwnLoan, ...] = ()
    helps: tuple[OwnHelp, ...] = ()
    household: int = 0
    arisan: tuple[tuple[Rupiah, date | None], ...] = ()
    looks: tuple[OwnLook, ...] = ()


async def collect(unit: Unit, group_id: int, number: int, *, person_id: int, zone: str) -> OwnBeside:
    """What stands beside the group's book of this member, whose words person_id's key seals."""
    await unit.vault.have([owner_of(person_id)])
    helps = await list_helps_of(unit, group_id, number)
    looks, places = await unit.fetch_all(
        Fetch(_LOOKS, (group_id, number)), Fetch(_PLACES, (group_id, number))
    )
    return OwnBeside(
        loans=await _loans(unit, group_id, number, zone),
        helps=tuple(
            OwnHelp(amount=each.amount, given=each.helper == number, state=each.state) for each in helps
        ),
        household=len(await household_of(unit, group_id, number)),
        arisan=tuple((Rupiah(row["amount"]), _day(row["drawn_day"])) for row in places),
        looks=tuple(
            OwnLook(
                year=row["year"],
                right=row["said"] == "right",
                note=open_words(
                    unit, NOTE_PLACE, group_id, f"{row['year']}/{number}", person_id, row["note"]
                ),
            )
            for row in looks
        ),
    )


async def _loans(unit: Unit, group_id: int, number: int, zone: str) -> tuple[OwnLoan, ...]:
    found = (await list_rows(unit, COLUMNS + " AND l.member = $2 ORDER BY l.number", group_id, number))[
        -LOANS_MAX:
    ]
    if not found:
        return ()
    numbers = padded([each.number for each in found])
    courses = await courses_of(unit, group_id, numbers)
    among = marks(len(numbers), 2)
    waived, answered = await unit.fetch_all(
        Fetch(_WAIVED + among + " ORDER BY loan, n", (group_id, *numbers)),
        Fetch(_ANSWERED + among + " ORDER BY loan, revision, n", (group_id, *numbers)),
    )
    made = []
    for loan in found:
        course = courses.get(loan.number)
        made.append(
            OwnLoan(
                code=loan.code,
                day=day_of(loan.made_ms, zone),
                amount=loan.amount,
                months=loan.months,
                method=loan.terms.method.value,
                state=loan.state,
                purpose=loan.purpose,
                reason=loan.reason,
                helped=loan.asked_by != loan.member,
                outstanding=course.moves.outstanding if course is not None else Rupiah(0),
                plans=course.plans if course is not None else (),
                payments=course.moves.payments if course is not None else (),
                waived=_waived(unit, loan, waived),
                answers=_answers(loan, answered),
            )
        )
    return tuple(made)


def _waived(unit: Unit, loan: Loan, rows: Sequence[Row]) -> tuple[tuple[Rupiah, str], ...]:
    return tuple(
        (
            Rupiah(row["amount"]),
            open_words(
                unit, WAIVER, loan.group_id, f"{loan.number}/{row['n']}", loan.person_id, row["reason"]
            ),
        )
        for row in rows
        if row["loan"] == loan.number
    )


def _answers(loan: Loan, rows: Sequence[Row]) -> tuple[Answered, ...]:
    return tuple(
        Answered(n=row["n"], answer=row["answer"], day=_day(row["promised_day"]))
        for row in rows
        if row["loan"] == loan.number
    )


def _day(kept: str) -> date | None:
    return date.fromisoformat(kept) if kept else None
