"""What stands on the pages of a group's loan book: every loan paid out, every instalment, and what is left of each.

The law: derived from the entries alone, as all pages are (domain/books.py); the last column is the ledger's
(domain.md 3.4: buku pinjaman with pokok, jasa, sisa).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from domain.accounts import Account
from domain.books import in_order
from domain.ledger_records import Entry, EntryKind
from domain.money import Rupiah
from domain.records import dataclass

# What the end of a year moves between accounts is nobody's loan.
_NOT_LOANS = (EntryKind.YEAR_END, EntryKind.SHARE)


@dataclass(frozen=True, kw_only=True, slots=True)
class LoanRow:
    """One entry about somebody's loan. What a correction takes back stands below zero. left: of her pokok after it."""

    day: date
    number: int
    member: int
    reverses: int | None
    lent: int
    principal: int
    jasa: int
    fine: int
    left: Rupiah


@dataclass(frozen=True, kw_only=True, slots=True)
class LoanSum:
    """A member's loans over the time of the page. before: pokok not yet paid on its eve."""

    before: Rupiah
    lent: int = 0
    principal: int = 0
    jasa: int = 0
    fine: int = 0

    @property
    def left(self) -> Rupiah:
        """The pokok not yet paid at the end of it."""
        return Rupiah(self.before + self.lent - self.principal)


def loan_book(
    entries: Iterable[Entry], before: Mapping[int, int], *, member: int | None = None
) -> list[LoanRow]:
    """One row for every entry about a loan. before: what of her pokok each owed. member: hers alone."""
    rows: dict[int, LoanRow] = {}
    left = dict(before)
    for entry in in_order(entries):
        row = _row(entry, left, rows.get(entry.reverses or 0))
        if row is not None:
            left[row.member] = row.left
            rows[row.number] = row
    return [row for row in rows.values() if member in (None, row.member)]


def loan_sums(rows: Sequence[LoanRow], before: Mapping[int, int]) -> dict[int, LoanSum]:
    """For everybody who owed, borrowed or paid something, by number. rows: of `loan_book`."""
    hers: dict[int, list[LoanRow]] = {number: [] for number, amount in before.items() if amount}
    for row in rows:
        hers.setdefault(row.member, []).append(row)
    return {
        number: LoanSum(
            before=Rupiah(before.get(number, 0)),
            lent=sum(row.lent for row in own),
            principal=sum(row.principal for row in own),
            jasa=sum(row.jasa for row in own),
            fine=sum(row.fine for row in own),
        )
        for number, own in sorted(hers.items())
    }


def _row(entry: Entry, left: Mapping[int, int], undone: LoanRow | None) -> LoanRow | None:
    """The entry as a row; None where it is about no loan. undone: the row it takes back, if that is on the page."""
    owed = sum(line.signed for line in entry.lines if line.account is Account.PIUTANG)
    jasa = -sum(line.signed for line in entry.lines if line.account is Account.PENDAPATAN_JASA)
    lines = [line.member for line in entry.lines if line.account is Account.PIUTANG]
    whose = lines[0] if lines else entry.member
    about = owed or jasa or entry.kind is EntryKind.REPAYMENT or undone is not None
    if not about or whose is None or entry.kind in _NOT_LOANS:
        return None
    fund = -sum(line.signed for line in entry.lines if line.account is Account.SOSIAL)
    if undone is not None:
        is_lent = bool(undone.lent)
    else:  # what the correction of an earlier entry puts back on a loan was paid, and what it takes off was lent
        is_lent = owed < 0 if entry.reverses is not None else owed > 0
    return LoanRow(
        day=entry.day,
        number=entry.number,
        member=whose,
        reverses=entry.reverses,
        lent=owed if is_lent else 0,
        principal=0 if is_lent else -owed,
        jasa=jasa,
        fine=fund,
        left=Rupiah(left.get(whose, 0) + owed),
    )
