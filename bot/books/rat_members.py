"""The yearly report's tables by member: savings, loans, shares, who came. Every number is the ledger's.

In the report for the meeting nobody's money has a name; savings, loans and parts by member are the officers' copy's.
"""

# staff: officers give this paper to the yearly meeting; it keeps the words of the forms

from collections.abc import Sequence

from bot.books import rat_words as rat
from bot.books.rat_year import Tables, Year, column_sum
from bot.books.table import Cell, Column, Sort, Table
from bot.books.waiting import CLASSES
from conversation.text import _
from domain.accounts import Account
from domain.books import SavingsSum, savings_book, savings_sums
from domain.loan_books import LoanSum, loan_book, loan_sums
from domain.loan_classes import LoanClass, class_of, profile_of
from domain.money import Rupiah
from domain.movements import COUNTED
from handlers import book_words as words


class MemberTables(Tables):
    """Makes them."""

    def __init__(self, year: Year) -> None:
        super().__init__(year)
        book = year.book
        self._savings = savings_sums(savings_book(book.entries, book.before), book.before)
        self._loans = loan_sums(loan_book(book.entries, book.owed), book.owed)

    # -- savings ------------------------------------------------------------------------------------------------

    def savings(self) -> Table:
        """What each has at the end of the year, of which kind."""
        have = self.year.now.savings
        kinds = [account for account in COUNTED if any(hers.get(account) for hers in have.values())]
        rows: list[tuple[Cell, ...]] = []
        for each in self.year.now.members:
            hers = [int(have.get(each.number, {}).get(account, 0)) for account in kinds]
            if each.is_active or any(hers):
                rows.append((each.number, each.shown, *hers, sum(hers)))
        sums = [column_sum(rows, at) for at in range(2, len(kinds) + 3)]
        columns = (
            Column(self.say(words.MEMBER_NUMBER), Sort.NUMBER, 0.5),
            Column(self.say(words.NAME), Sort.TEXT, 2.2),
            *(Column(self.say(self.names[account]), Sort.MONEY, 1.4) for account in kinds),
            Column(self.say(words.SUM), Sort.MONEY, 1.5),
        )
        return self.table(rat.SAVINGS_TITLE, columns, rows, totals=(None, self.say(words.SUM), *sums))

    def moved(self) -> Table:
        """By kind: at the beginning, in, out, at the end."""
        sums: dict[Account, SavingsSum] = {}
        for (_member, account), each in self._savings.items():
            so_far = sums.get(account, SavingsSum(before=Rupiah(0), received=Rupiah(0), paid=Rupiah(0)))
            sums[account] = SavingsSum(
                before=Rupiah(so_far.before + each.before),
                received=Rupiah(so_far.received + each.received),
                paid=Rupiah(so_far.paid + each.paid),
            )
        rows = [
            (self.say(self.names[account]), *_plain_sum(sums[account]))
            for account in COUNTED
            if account in sums
        ]
        columns = (
            Column(self.say(words.KIND), Sort.TEXT, 2.4),
            Column(self.say(words.BEFORE), Sort.MONEY, 1.4),
            Column(self.say(words.RECEIVED), Sort.MONEY, 1.4),
            Column(self.say(words.PAID), Sort.MONEY, 1.4),
            Column(self.say(_("Saldo akhir")), Sort.MONEY, 1.4),
        )
        totals = [sum(cells) for cells in zip(*(row[1:] for row in rows), strict=True)] or [0] * 4
        return self.table(rat.MOVED_TITLE, columns, rows, totals=(self.say(words.SUM), *totals))

    # -- loans --------------------------------------------------------------------------------------------------

    def loans(self) -> Table:
        """All loans together: nobody is named where everybody reads."""
        whole = list(self._loans.values())
        rows: list[tuple[Cell, ...]] = [
            (self.say(_("Sisa pinjaman di awal tahun")), _sum(whole, "before")),
            (self.say(_("Dipinjamkan tahun ini")), _sum(whole, "lent")),
            (self.say(_("Dikurangi pokok yang kembali")), _sum(whole, "principal")),
        ]
        columns = (Column(self.say(words.WHAT), Sort.TEXT, 3.4), Column(self.say(words.SUM), Sort.MONEY, 1.6))
        return self.table(
            rat.LOANS_TITLE,
            columns,
            rows,
            totals=(self.say(_("Sisa pinjaman di akhir tahun")), _sum(whole, "left")),
        )

    @property
    def jasa(self) -> Rupiah:
        """What members paid for their loans."""
        return Rupiah(_sum(list(self._loans.values()), "jasa"))

    @property
    def lends(self) -> bool:
        """Whether anybody owed or borrowed in that year."""
        return bool(self._loans)

    def each_loan(self) -> Table:
        """For officers: every loan on the last day, with its class."""
        names, found = self.year.now.names, self.year.now.loans
        rows: list[tuple[Cell, ...]] = [
            (
                each.member,
                names.get(each.member, ""),
                int(each.outstanding),
                int(each.overdue) or None,
                each.days or None,
                self.say(CLASSES[self._class(each.profile, each.days)]),
            )
            for each in found
        ]
        columns = (
            Column(self.say(words.MEMBER_NUMBER), Sort.NUMBER, 0.5),
            Column(self.say(words.NAME), Sort.TEXT, 2.2),
            Column(self.say(words.LOAN_LEFT), Sort.MONEY, 1.4),
            Column(self.say(_("Belum masuk")), Sort.MONEY, 1.4),
            Column(self.say(_("Hari")), Sort.NUMBER, 0.7),
            Column(self.say(_("Golongan")), Sort.TEXT, 2),
        )
        owed, late = sum(each.outstanding for each in found), sum(each.overdue for each in found)
        return self.table(
            rat.EACH_LOAN_TITLE, columns, rows, totals=(None, self.say(words.SUM), owed, late, None, None)
        )

    def _class(self, profile: str, days: int) -> LoanClass:
        return class_of(profile_of(self.year.profiles, profile), days)

    # -- the shares ---------------------------------------------------------------------------------------------

    def shares(self) -> list[Table]:
        """By the percentages, for officers also to whom; of a loss, what covers it. None where nothing is decided."""
        end = self.year.now.end
        if end.covered is not None:
            return [self._loss()]
        if end.shares is None:
            return []
        return [self._percentages(), *([self._by_member()] if self.year.full else [])]

    def _loss(self) -> Table:
        covered = self.year.now.end.covered
        assert covered is not None, "a year with a loss"
        return self.table(
            rat.LOSS_TITLE,
            (Column(self.say(words.WHAT), Sort.TEXT, 3.4), Column(self.say(words.SUM), Sort.MONEY, 1.6)),
            [
                (self.say(rat.LOSS), int(covered.loss)),
                (self.say(_("Dikurangi yang ditutup dari dana cadangan")), int(covered.by_reserve)),
            ],
            totals=(self.say(_("Belum tertutup, menunggu tahun berikutnya")), int(covered.left)),
        )

    def _percentages(self) -> Table:
        end = self.year.now.end
        assert end.shares is not None, "a year that is shared"
        assert end.rules is not None, "what is shared is shared by rules"
        rows: list[tuple[Cell, ...]] = [
            (self.say(rat.FUNDS[fund]), f"{percent}%", int(end.shares.funds[fund]))
            for fund, percent in end.rules.shares.items()
        ]
        if end.shares.unshared:
            text = _("Dari bagian anggota, masuk dana cadangan: {amount}.", amount=end.shares.unshared)
            note = self.say(text)
        else:
            note = ""
        return self.table(
            rat.PERCENT_TITLE,
            (
                Column(self.say(_("Untuk")), Sort.TEXT, 3),
                Column(self.say(_("Bagian")), Sort.MARK, 0.8),
                Column(self.say(words.SUM), Sort.MONEY, 1.4),
            ),
            rows,
            totals=(self.say(words.SUM), "100%", int(end.shares.available)),
            note=note,
        )

    def _by_member(self) -> Table:
        shares, names = self.year.now.end.shares, self.year.now.names
        assert shares is not None, "a year that is shared"
        rows: list[tuple[Cell, ...]] = [
            (
                each.member,
                names.get(each.member, ""),
                int(each.savings),
                int(each.by_savings),
                int(each.jasa),
                int(each.by_jasa),
                int(each.total),
                None,
            )
            for each in shares.members
        ]
        sums = [column_sum(rows, at) for at in range(2, 7)]
        columns = (
            Column(self.say(words.MEMBER_NUMBER), Sort.NUMBER, 0.5),
            Column(self.say(words.NAME), Sort.TEXT, 2.1),
            Column(self.say(_("Simpanan")), Sort.MONEY, 1.3),
            Column(self.say(_("Bagian simpanan")), Sort.MONEY, 1.2),
            Column(self.say(_("Jasa dibayar")), Sort.MONEY, 1.2),
            Column(self.say(_("Bagian jasa")), Sort.MONEY, 1.1),
            Column(self.say(words.SUM), Sort.MONEY, 1.2),
            Column(self.say(_("Paraf")), Sort.TEXT, 1),
        )
        return self.table(
            rat.BY_MEMBER_TITLE,
            columns,
            rows,
            totals=(None, self.say(words.SUM), *sums, None),
            note=self.say(_("Bagian ini masuk ke simpanan sukarela tiap anggota.")),
        )

    # -- meetings -----------------------------------------------------------------------------------------------

    def meetings(self) -> Table:
        """How many came to each."""
        rows: list[tuple[Cell, ...]] = []
        for place, held in enumerate(self.year.book.meetings, start=1):
            came = [list(held.marks.values()).count(mark) for mark in ("present", "excused", "absent")]
            rows.append((place, held.day, *came, sum(came)))
        sums = [column_sum(rows, at) for at in range(2, 6)]
        columns = (
            Column(self.say(_("Rapat ke")), Sort.NUMBER, 0.8),
            Column(self.say(words.DAY), Sort.DAY, 1.4),
            Column(self.say(_("Hadir")), Sort.NUMBER, 1),
            Column(self.say(_("Izin")), Sort.NUMBER, 1),
            Column(self.say(_("Tidak datang")), Sort.NUMBER, 1.1),
            Column(self.say(_("Anggota")), Sort.NUMBER, 1),
        )
        return self.table(rat.MEETINGS_TITLE, columns, rows, totals=(None, self.say(words.SUM), *sums))

    def to_sign(self) -> Table:
        """Who comes to the yearly meeting, to be signed there."""
        here = [each for each in self.year.now.members if each.is_active]
        return self.table(
            rat.SIGNED_TITLE,
            (
                Column(self.say(words.MEMBER_NUMBER), Sort.NUMBER, 0.5),
                Column(self.say(words.NAME), Sort.TEXT, 3),
                Column(self.say(_("Tanda tangan")), Sort.TEXT, 3),
            ),
            [(each.number, each.name, None) for each in here],
        )


def _plain_sum(each: SavingsSum) -> tuple[int, int, int, int]:
    return int(each.before), int(each.received), int(each.paid), int(each.after)


def _sum(loans: Sequence[LoanSum], part: str) -> int:
    return sum(int(getattr(each, part)) for each in loans)
