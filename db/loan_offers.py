"""Another plan that somebody has in mind for a loan: asked for by her, or offered by two officers; one at a time.

Nothing here changes a loan: handlers/loans/replan_steps.py does, when the last of the three has agreed.
"""

from datetime import date

from db import groups
from db.engine import Row
from db.loan_moves import matter_of
from db.loans import Loan
from db.push_buttons import close_matter
from db.unit import Unit
from domain.loan_agreements import OFFER_MS, Figures, State, Wish
from domain.money import Rupiah
from domain.records import dataclass
from domain.refusals import Changed, NotAllowed

_OF_GROUP = (
    "SELECT group_id, loan, n, state, day, start_day, months, owed, jasa, fine, asked_by, witness, by_member,"
    " second_member, made_ms FROM loan_offers WHERE group_id = $1"
)
_COLUMNS = _OF_GROUP + " AND loan = $2"


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A plan in mind. asked_by: her number, or the officer's who proposed it. witness: who hears her yes, None where
    she says it herself. by, second: the officers who have agreed, None while they have not.
    """

    group_id: int
    loan: int
    n: int
    state: State
    wish: Wish
    figures: Figures
    asked_by: int
    witness: int | None
    by: int | None
    second: int | None
    made_ms: int

    @property
    def matter(self) -> str:
        """What the buttons about it hang on; those about the loan stay."""
        return matter_of_offer(self.group_id, self.loan)


def matter_of_offer(group_id: int, loan: int) -> str:
    """What the buttons about another plan of this loan hang on."""
    return f"{matter_of(group_id, loan)}:plan"


async def find_open(unit: Unit, group_id: int, loan: int) -> Offer | None:
    """The one that waits for somebody and is not too old; None if none does."""
    rows = await unit.fetch(
        _COLUMNS + " AND state IN ('asked', 'offered') AND made_ms > $3",
        group_id,
        loan,
        unit.now_ms - OFFER_MS,
    )
    return _offer(rows[0]) if rows else None


async def list_for_witness(unit: Unit, group_id: int, number: int) -> list[Offer]:
    """What waits for this member's word about another woman's yes."""
    rows = await unit.fetch(
        _OF_GROUP + " AND witness = $2 AND state = 'offered' AND made_ms > $3 ORDER BY loan",
        group_id,
        number,
        unit.now_ms - OFFER_MS,
    )
    return [_offer(row) for row in rows]


async def get(unit: Unit, group_id: int, loan: int, n: int) -> Offer:
    """That one. Raises NotAllowed."""
    rows = await unit.fetch(_COLUMNS + " AND n = $3", group_id, loan, n)
    if not rows:
        raise NotAllowed
    return _offer(rows[0])


async def add(
    unit: Unit,
    loan: Loan,
    wish: Wish,
    figures: Figures,
    *,
    state: State,
    asked_by: int,
    witness: int | None = None,
    by: int | None = None,
    second: int | None = None,
) -> Offer:
    """What now waits; what waited before is withdrawn, and its buttons are old."""
    groups.lock(unit, loan.group_id)
    close_open(unit, loan.group_id, loan.number)
    row = await unit.fetch_one(
        "SELECT coalesce(max(n), 0) AS n FROM loan_offers WHERE group_id = $1 AND loan = $2",
        loan.group_id,
        loan.number,
    )
    n = (row["n"] if row is not None else 0) + 1
    unit.write(
        "INSERT INTO loan_offers (group_id, loan, n, state, day, start_day, months, owed, jasa, fine, asked_by,"
        " witness, by_member, second_member, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        loan.group_id,
        loan.number,
        n,
        state.value,
        wish.day.isoformat(),
        wish.start.isoformat(),
        wish.months,
        int(figures.owed),
        int(figures.jasa),
        int(figures.fine),
        asked_by,
        witness,
        by,
        second,
        unit.now_ms,
    )
    return await get(unit, loan.group_id, loan.number, n)


def close_open(unit: Unit, group_id: int, loan: int) -> None:
    """Whatever waited for this loan waits no more."""
    unit.write(
        "UPDATE loan_offers SET state = 'withdrawn', settled_ms = $3 WHERE group_id = $1 AND loan = $2"
        " AND state IN ('asked', 'offered')",
        group_id,
        loan,
        unit.now_ms,
    )
    close_matter(unit, matter_of_offer(group_id, loan))


async def settle(
    unit: Unit, offer: Offer, state: State, *, by: int | None = None, second: int | None = None
) -> None:
    """It waits no more. by, second: officers who have agreed just now. Raises Changed if it waited no more."""
    rows = await unit.fetch(
        "UPDATE loan_offers SET state = $4, settled_ms = $5, by_member = coalesce($6, by_member),"
        " second_member = coalesce($7, second_member) WHERE group_id = $1 AND loan = $2 AND n = $3"
        " AND state IN ('asked', 'offered') RETURNING n",
        offer.group_id,
        offer.loan,
        offer.n,
        state.value,
        unit.now_ms,
        by,
        second,
    )
    if not rows:
        raise Changed
    close_matter(unit, offer.matter)


def _offer(row: Row) -> Offer:
    return Offer(
        group_id=row["group_id"],
        loan=row["loan"],
        n=row["n"],
        state=State(row["state"]),
        wish=Wish(
            day=date.fromisoformat(row["day"]),
            start=date.fromisoformat(row["start_day"]),
            months=row["months"],
        ),
        figures=Figures(owed=Rupiah(row["owed"]), jasa=Rupiah(row["jasa"]), fine=Rupiah(row["fine"])),
        asked_by=row["asked_by"],
        witness=row["witness"],
        by=row["by_member"],
        second=row["second_member"],
        made_ms=row["made_ms"],
    )
