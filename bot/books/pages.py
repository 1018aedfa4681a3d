"""The pages of a group's books, as tables: which columns, rows and last line. Spreadsheet and print share them."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from bot.books.heading import Say, headed
from bot.books.loan_pages import LoanPages
from bot.books.table import Cell, Column, Sort, Table
from bot.render import render
from conversation.text import Text, _
from db.books import Book, Gathering
from db.members import Member
from domain.accounts import MONEY, OWN_SAVINGS, Account
from domain.books import CashRow, SavingsRow, SavingsSum, cash_book, savings_book, savings_sums
from domain.ledger import EntryKind
from domain.money import Rupiah
from domain.roles import Role
from handlers import book_words as words
from handlers.savings.words import names_by

# Meetings beside each other on one page of who came.
MEETINGS_A_PAGE = 12

OFFICES = {
    Role.CHAIR: words.CHAIR,
    Role.TREASURER: words.TREASURER,
    Role.SECRETARY: _("Sekretaris"),
    Role.GROUP_SUPERVISOR: _("Pengawas"),
}


class Pages:
    """Makes the pages of one book in one language."""

    def __init__(self, book: Book, language: str) -> None:
        self._book = book
        self._say: Say = partial(render, language=language)
        self._kinds: dict[Account, Text | str] = dict(names_by(book.rules))
        self._rows = savings_book(book.entries, book.before)
        self._sums = savings_sums(self._rows, book.before)
        self._loans = LoanPages(book, language)

    def cash(self) -> list[Table]:
        """Buku kas; and one each for bank and wallet, where there is or was something in them."""
        books = [self._money(account) for account in MONEY]
        return [books[0], *(each for each in books[1:] if len(each.rows) > 1 or each.rows[0][4])]

    def savings(self) -> list[Table]:
        """Who has how much of what, and every saving in its order."""
        return [self._savings_sums(), self._savings_rows()]

    def loans(self) -> list[Table]:
        """Who has borrowed, paid and still has how much, and every entry of it in its order."""
        return [self._loans.sums(), self._loans.entries()]

    def cards(self) -> list[Table]:
        """One page for each member, as the book she holds herself; her loan stands below her savings."""
        return [table for each in self._book.members for table in self.card(each.number)]

    def card(self, number: int) -> list[Table]:
        """The page of one member."""
        member = next(each for each in self._book.members if each.number == number)
        borrowed = [self._loans.card(member)] if number in self._loans.borrowers else []
        return [self._card(member, signed=not borrowed), *borrowed]

    def attendance(self) -> list[Table]:
        """Who came; a year of weekly meetings on several pages."""
        held = self._book.meetings
        parts = [held[at : at + MEETINGS_A_PAGE] for at in range(0, len(held), MEETINGS_A_PAGE)] or [()]
        return [self._came(part) for part in parts]

    def members(self) -> list[Table]:
        """Buku daftar anggota."""
        columns = (
            Column(self._say(words.MEMBER_NUMBER), Sort.NUMBER, 0.5),
            Column(self._say(words.NAME), Sort.TEXT, 3),
            Column(self._say(words.OFFICE), Sort.TEXT, 2),
            Column(self._say(words.JOINED), Sort.DAY, 1.3),
            Column(self._say(words.LEFT), Sort.DAY, 1.3),
        )
        rows = [
            (each.number, each.name, self._offices(each), each.joined_day, each.left_day)
            for each in self._book.members
        ]
        return [self._table(words.MEMBER_LIST, columns, rows)]

    def all(self) -> list[Table]:
        """Every book, the lists first."""
        loans = self.loans() if self._loans.borrowers else []
        return [*self.members(), *self.cash(), *self.savings(), *loans, *self.cards(), *self.attendance()]

    # -- one page each ------------------------------------------------------------------------------------------

    def _money(self, account: Account) -> Table:
        before = self._book.money[account]
        rows = cash_book(self._book.entries, account=account, before=before)
        opening: tuple[Cell, ...] = (self._book.from_day, self._say(words.BEFORE), None, None, before, None)
        last = rows[-1].balance if rows else Rupiah(before)
        return self._table(
            words.MONEY_BOOKS[account],
            self._money_columns(words.WHAT),
            [opening, *(self._cash_row(row) for row in rows)],
            totals=(
                None,
                self._say(words.SUM),
                sum(row.received for row in rows),
                sum(row.paid for row in rows),
                last,
                None,
            ),
            signed=True,
        )

    def _cash_row(self, row: CashRow) -> tuple[Cell, ...]:
        name = self._book.names.get(row.member, "") if row.member is not None else ""
        note = "" if Account.SOSIAL in row.others else self._book.notes.get(row.number, "")
        what = self._say(words.purpose(row, name, self._kinds, note))
        return (row.day, what, row.received or None, row.paid or None, row.balance, row.number)

    def _money_columns(self, what: Text) -> tuple[Column, ...]:
        return (
            Column(self._say(words.DAY), Sort.DAY, 1.3),
            Column(self._say(what), Sort.TEXT, 3.6),
            Column(self._say(words.RECEIVED), Sort.MONEY, 1.4),
            Column(self._say(words.PAID), Sort.MONEY, 1.4),
            Column(self._say(words.BALANCE), Sort.MONEY, 1.6),
            Column(self._say(words.PROOF), Sort.NUMBER, 0.9),
        )

    def _savings_sums(self) -> Table:
        kinds = [each for each in OWN_SAVINGS if any(account is each for _number, account in self._sums)]
        columns = (
            Column(self._say(words.MEMBER_NUMBER), Sort.NUMBER, 0.5),
            Column(self._say(words.NAME), Sort.TEXT, 2.4),
            *(Column(self._name(each), Sort.MONEY, 1.5) for each in kinds),
            Column(self._say(words.SUM), Sort.MONEY, 1.6),
        )
        rows: list[Sequence[Cell]] = []
        sums = [0] * (len(kinds) + 1)
        for member in self._book.members:
            after = [int(self._after(member.number, each)) for each in kinds]
            after.append(sum(after))
            rows.append((member.number, member.shown, *after))
            sums = [so_far + more for so_far, more in zip(sums, after, strict=True)]
        return self._table(
            words.SAVINGS_SUMS, columns, rows, totals=(None, self._say(words.SUM), *sums), signed=True
        )

    def _after(self, number: int, account: Account) -> Rupiah:
        nothing = SavingsSum(before=Rupiah(0), received=Rupiah(0), paid=Rupiah(0))
        return self._sums.get((number, account), nothing).after

    def _savings_rows(self) -> Table:
        columns = (
            Column(self._say(words.DAY), Sort.DAY, 1.3),
            Column(self._say(words.MEMBER_NUMBER), Sort.NUMBER, 0.5),
            Column(self._say(words.NAME), Sort.TEXT, 2),
            Column(self._say(words.KIND), Sort.TEXT, 2.2),
            Column(self._say(words.RECEIVED), Sort.MONEY, 1.3),
            Column(self._say(words.PAID), Sort.MONEY, 1.3),
            Column(self._say(words.PROOF), Sort.NUMBER, 0.9),
        )
        names = self._book.names
        rows = [
            (
                row.day,
                row.member,
                names.get(row.member, ""),
                self._kind(row),
                row.received or None,
                row.paid or None,
                row.number,
            )
            for row in self._rows
        ]
        received, paid = sum(row.received for row in self._rows), sum(row.paid for row in self._rows)
        return self._table(
            words.SAVINGS_BOOK,
            columns,
            rows,
            totals=(None, None, self._say(words.SUM), None, received, paid, None),
            signed=True,
        )

    def _card(self, member: Member, *, signed: bool) -> Table:
        """Her savings of all kinds in one column of balances, as on the printed card."""
        before = {
            account: amount
            for (number, account), amount in self._book.before.items()
            if number == member.number
        }
        balance = sum(before.values())
        rows: list[Sequence[Cell]] = [
            (self._book.from_day, self._say(words.BEFORE), None, None, balance, None)
        ]
        mine = [row for row in self._rows if row.member == member.number]
        for row in mine:
            balance += row.received - row.paid
            rows.append(
                (row.day, self._kind(row), row.received or None, row.paid or None, balance, row.number)
            )
        return self._table(
            words.MEMBER_CARD,
            self._money_columns(words.KIND),
            rows,
            lines=[
                self._say(_("{name}, anggota nomor {number}", name=member.name, number=member.number)),
            ],
            totals=(
                None,
                self._say(words.SUM),
                sum(row.received for row in mine),
                sum(row.paid for row in mine),
                balance,
                None,
            ),
            signed=signed,
        )

    def _kind(self, row: SavingsRow) -> str:
        name = self._name(row.account)
        if row.reverses is not None:
            return self._say(_("{kind}, No. {number} dibatalkan", kind=name, number=row.reverses))
        return self._say(words.SHARED) if row.kind is EntryKind.SHARE else name

    def _came(self, held: Sequence[Gathering]) -> Table:
        columns = (
            Column(self._say(words.MEMBER_NUMBER), Sort.NUMBER, 0.6),
            Column(self._say(words.NAME), Sort.TEXT, 3),
            *(Column(f"{each.day.day}/{each.day.month}", Sort.MARK, 0.8) for each in held),
        )
        rows: list[Sequence[Cell]] = [
            (member.number, member.shown, *(self._mark(each, member) for each in held))
            for member in self._book.members
        ]
        return self._table(words.ATTENDANCE, columns, rows, note=words.MARKS_NOTE, signed=True)

    def _mark(self, held: Gathering, member: Member) -> str:
        status = held.marks.get(member.number)
        return self._say(words.MARKS[status]) if status else ""

    # -- what all have in common --------------------------------------------------------------------------------

    def _table(
        self,
        title: Text,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        lines: Sequence[str] = (),
        totals: Sequence[Cell] = (),
        note: Text | None = None,
        signed: bool = False,
    ) -> Table:
        return headed(
            self._book,
            self._say,
            title,
            columns=columns,
            rows=rows,
            lines=lines,
            totals=totals,
            note=note,
            signed=signed,
        )

    def _name(self, account: Account) -> str:
        return self._say(words.account_name(account, self._kinds))

    def _offices(self, member: Member) -> str:
        return ", ".join(self._say(OFFICES[each]) for each in member.offices if each in OFFICES)


def period_of(year: int, month: int = 0) -> tuple[date, date]:
    """First and last day of the year, or of its month."""
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    last = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), date.fromordinal(last.toordinal() - 1)
