"""The yearly report's statements: the year at a glance, officers, neraca, hasil usaha. Every number is the ledger's.

The year before stands beside, where the group was at work then.
"""

# staff: officers give this paper to the yearly meeting; it keeps the words of the forms

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from bot.books import rat_words as rat
from bot.books.pages import OFFICES
from bot.books.rat_year import Tables, members_on, saved
from bot.books.table import Cell, Column, Sort, Table
from conversation.text import Text, _
from db.year_records import YearBook
from domain.accounts import MONEY, Account
from domain.money import Rupiah
from handlers import book_words as words

# One line of a statement: its words, this year, the year before, and whether it stands out.
Item = tuple[Text | str, int | None, int | None, bool]
_EMPTY: Item = ("", None, None, False)


class Statements(Tables):
    """Makes them."""

    # -- the year at a glance -----------------------------------------------------------------------------------

    def summary(self) -> Table:
        """Members, meetings, savings, loans and the result, beside those of the year before."""
        columns = [Column(self.say(words.WHAT), Sort.TEXT, 3.2), *self.years(1.6)]
        years = [each for each in (self.year.now, self.year.before) if each is not None]
        rows: list[tuple[Cell, ...]] = [
            (self.say(text), *[figure(each) for each in years]) for text, figure in self._figures()
        ]
        return self.table(rat.SUMMARY_TITLE, columns, rows)

    def _figures(self) -> list[tuple[Text, Callable[[YearBook], int]]]:
        return [
            (_("Anggota di awal tahun"), lambda each: members_on(each, date(each.year - 1, 12, 31))),
            (_("Anggota masuk"), _joined),
            (_("Anggota keluar"), _left),
            (_("Anggota di akhir tahun"), lambda each: members_on(each, each.day)),
            (_("Rapat"), lambda each: each.attendance.meetings),
            (_("Semua simpanan"), lambda each: int(saved(each))),
            (_("Sisa pinjaman anggota"), lambda each: int(each.balances[Account.PIUTANG])),
            (_("Uang kas, bank dan dompet"), _money),
            (_("Sisa hasil usaha tahun itu"), lambda each: each.end.result.surplus),
        ]

    def officers(self) -> Table:
        """Who holds which office now."""
        rows: list[tuple[Cell, ...]] = [
            (place, self.say(OFFICES[office]), each.name)
            for place, (office, each) in enumerate(
                (
                    (office, each)
                    for office in OFFICES
                    for each in self.year.now.members
                    if office in each.offices
                ),
                start=1,
            )
        ]
        columns = (
            Column(self.say(words.MEMBER_NUMBER), Sort.NUMBER, 0.4),
            Column(self.say(words.OFFICE), Sort.TEXT, 2),
            Column(self.say(words.NAME), Sort.TEXT, 3),
        )
        return self.table(rat.OFFICERS_TITLE, columns, rows)

    # -- neraca and result --------------------------------------------------------------------------------------

    def neraca(self) -> Table:
        """What the group has on the left, whose it is on the right; both sides are equal."""
        items = list(zip_longest(self._items("assets"), self._claims(), fillvalue=_EMPTY))
        years, width = self.years(1.35), len(self.years(1.35)) + 1
        before = self.year.before
        last = int(before.neraca.total) if before is not None else None
        sums = self._written((words.SUM, int(self.year.now.neraca.total), last, True))
        return self.table(
            rat.NERACA_TITLE,
            [
                Column(self.say(rat.ASSETS), Sort.TEXT, 2.3),
                *years,
                Column(self.say(rat.CLAIMS), Sort.TEXT, 2.3),
                *years,
            ],
            [(*self._written(left), *self._written(right)) for left, right in items],
            totals=(*sums, *sums),
            bold=frozenset(
                (row, side * width + column)
                for row, pair in enumerate(items)
                for side, item in enumerate(pair)
                for column in range(width)
                if item[3]
            ),
            divided=width,
        )

    def _claims(self) -> list[Item]:
        now = self.year.now.neraca
        before = self.year.before.neraca if self.year.before is not None else None
        owed = sum(now.liabilities.values())
        owed_before = sum(before.liabilities.values()) if before is not None else 0
        last = int(before.shu) if before is not None else None
        shu: Item = (words.OTHER_NAMES[Account.SHU], int(now.shu), last, False)
        own_before = before.total - owed_before if before is not None else None
        return [
            (rat.LIABILITIES, None, None, True),
            *self._items("liabilities"),
            (rat.SUM_LIABILITIES, owed, owed_before if before is not None else None, True),
            (rat.CAPITAL, None, None, True),
            *self._items("capital"),
            *([shu] if now.shu or last else []),
            (rat.SUM_CAPITAL, now.total - owed, own_before, True),
        ]

    def _items(self, part: str) -> list[Item]:
        """The accounts of one part of the neraca, as they stand in the chart."""
        now: Mapping[Account, Rupiah] = getattr(self.year.now.neraca, part)
        before: Mapping[Account, Rupiah] = getattr(self.year.before.neraca, part) if self.year.before else {}
        return [
            (
                words.account_name(account, self.names),
                int(now.get(account, 0)),
                int(before.get(account, 0)) if self.year.before else None,
                False,
            )
            for account in Account
            if account in now or account in before
        ]

    def result(self) -> Table:
        """What came in, what it cost, what is left."""
        now = self.year.now.end.result
        before = self.year.before.end.result if self.year.before else None
        incomes = self._moved(now.income, before.income if before else {})
        costs = self._moved(now.costs, before.costs if before else {})
        rows: list[Item] = [
            (rat.INCOME, None, None, True),
            *incomes,
            (rat.SUM_INCOME, *_sums(incomes, before is not None), True),
            (rat.COSTS, None, None, True),
            *costs,
            (rat.SUM_COSTS, *_sums(costs, before is not None), True),
        ]
        if now.carried or (before is not None and before.carried):
            rows.append((rat.CARRIED, now.carried, before.carried if before else None, False))
        last = before.available if before else None
        total: Item = (rat.SURPLUS if now.available >= 0 else rat.LOSS, now.available, last, True)
        return self.table(
            rat.RESULT_TITLE,
            [Column(self.say(words.WHAT), Sort.TEXT, 3.4), *self.years(1.6)],
            [self._written(each) for each in rows],
            totals=self._written(total),
            strong=frozenset(place for place, each in enumerate(rows) if each[3]),
        )

    def _moved(self, now: Mapping[Account, int], before: Mapping[Account, int]) -> list[Item]:
        return [
            (
                words.account_name(account, self.names),
                now.get(account, 0),
                before.get(account, 0) if self.year.before else None,
                False,
            )
            for account in Account
            if account in now or account in before
        ]

    def _written(self, item: Item) -> tuple[Cell, ...]:
        """Its cells; without the year before where there was none."""
        text, this, last, _strong = item
        return (self.say(text), this, last) if self.year.before is not None else (self.say(text), this)


def _joined(book: YearBook) -> int:
    return sum(each.joined_day.year == book.year for each in book.members)


def _left(book: YearBook) -> int:
    return sum(each.left_day is not None and each.left_day.year == book.year for each in book.members)


def _money(book: YearBook) -> int:
    return sum(int(book.balances[account]) for account in MONEY)


def _sums(items: Sequence[Item], both: bool) -> tuple[int, int | None]:
    return sum(each[1] or 0 for each in items), sum(each[2] or 0 for each in items) if both else None
