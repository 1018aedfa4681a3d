"""What a group's book must be, said a second time and as simply as can be: no SQL, no chain, every sum from the start.

Independent of domain/ and db/ on purpose: the accounts with a floor, the rules and the order of months stand here again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

MONEY = {"kas", "bank", "dompet_digital"}
HERS = {"simpanan_pokok", "simpanan_wajib", "simpanan_sukarela", "simpanan_khusus", "titipan_arisan"}
OWED = "piutang_anggota"
COSTS = {"biaya_rapat", "biaya_atk", "biaya_transport", "biaya_lain"}
FLOOR = MONEY | HERS | {OWED, "dana_sosial", "dana_pengurus", "dana_pendidikan"}
GROWS_BY_DEBIT = MONEY | COSTS | {OWED, "selisih_kas", "inventaris"}
KEPT = {"simpanan_pokok", "simpanan_wajib"}
MOST = 10**15


@dataclass
class Written:
    """An entry. lines: (account, side, amount, member)."""

    kind: str
    day: date
    lines: list[tuple[str, int, int, int | None]]
    by: int
    second: int | None
    member: int | None
    meeting: int | None
    reverses: int | None
    note: str
    written_on: date


@dataclass
class Model:
    """today, members (number -> still there), meetings (number -> (day, open)), entries, closed month and year."""

    today: date
    members: dict[int, bool]
    entries: list[Written] = field(default_factory=list)
    meetings: dict[int, tuple[date, bool]] = field(default_factory=dict)
    closed: tuple[int, int] | None = None
    year_closed: int = 0

    def balance(
        self, account: str, member: int | None = None, on: date = date.max, more: Iterable[Written] = ()
    ) -> int:
        sign = 1 if account in GROWS_BY_DEBIT else -1
        return sign * sum(
            side * amount
            for entry in (*self.entries, *more)
            if entry.day <= on
            for name, side, amount, whose in entry.lines
            if name == account and member in (None, whose)
        )

    def refusals(self, batch: Sequence[Written]) -> set[str]:
        """All reasons why the batch cannot be written; none if it can."""
        found = {reason for entry in batch for reason in self._of_entry(entry)}
        back = [entry.reverses for entry in batch if entry.reverses is not None]
        if len(back) != len(set(back)):
            found.add("already_reversed")
        return found | self._of_sums(batch)

    def _of_entry(self, entry: Written) -> Iterable[str]:
        if any(not 0 < amount <= MOST for _account, _side, amount, _member in entry.lines):
            yield "amount_out_of_range"
        if entry.day > self.today:
            yield "future_day"
        if entry.day.year < 2000:
            yield "day_too_old"
        if self.closed is not None and (entry.day.year, entry.day.month) <= self.closed:
            yield "month_closed"
        if entry.day.year <= self.year_closed:
            yield "month_closed"
        if entry.meeting is not None and entry.meeting not in self.meetings:
            yield "not_allowed"
        yield from self._of_people(entry)
        if entry.reverses is not None:
            yield from self._of_reversal(entry, entry.reverses)

    def _of_people(self, entry: Written) -> Iterable[str]:
        if entry.second == entry.by:
            yield "second_is_same"
        writers = {entry.by, entry.second} - {None}
        hers = {member for _account, _side, _amount, member in entry.lines}
        about = ({entry.member} | hers) - {None}
        if not writers | about <= self.members.keys():
            yield "unknown_member"
        if any(not self.members.get(each, True) for each in writers if each):
            yield "member_left"
        left = {each for each in about if each and not self.members.get(each, True)}
        if entry.member in left and hers == {None}:
            yield "member_left"
        if any(member in left and _grows(account, side) for account, side, _amount, member in entry.lines):
            yield "member_left"

    def _of_reversal(self, entry: Written, number: int) -> Iterable[str]:
        if not 0 < number <= len(self.entries):
            yield "not_allowed"
            return
        if any(each.reverses == number for each in self.entries):
            yield "already_reversed"
        first = self.entries[number - 1]
        if first.kind in ("year_end", "share"):
            yield "year_entry_stays"
        alone = first.written_on == self.today if first.meeting is None else self.meetings[first.meeting][1]
        if entry.second is None and not alone:
            yield "second_needed"

    def _of_sums(self, batch: Sequence[Written]) -> set[str]:
        found = set()
        lines = [(entry, *line) for entry in batch for line in entry.lines]
        days = {entry.day for entry in (*self.entries, *batch)}
        since = min(entry.day for entry in batch)
        for entry, account, side, _amount, member in lines:
            down = not _grows(account, side)
            sums = [
                self.balance(account, member, day, batch) for day in days if day >= since and account in FLOOR
            ]
            if down and sums and min(sums) < 0:
                found.add(
                    "not_owed"
                    if account == OWED
                    else "not_enough_cash"
                    if account in MONEY
                    else "not_enough_savings"
                )
            if account in MONEY and self.balance(account, None, date.max, batch) > MOST:
                found.add("amount_out_of_range")
            goes = down and account in KEPT and entry.kind == "withdrawal"
            if goes and any(self.balance(each, member, date.max, batch) for each in HERS):
                found.add("only_on_leaving")
        return found

    def next_month(self) -> tuple[int, int] | None:
        """The month that is closed next."""
        if self.closed is not None:
            return following(self.closed)
        return min(((entry.day.year, entry.day.month) for entry in self.entries), default=None)

    def refusals_to_close(self, month: tuple[int, int], by: int, second: int | None) -> set[str]:
        """All reasons why the month cannot be closed."""
        after = date(*following(month), 1)
        checks = {
            "month_order": month != self.next_month(),
            "month_not_over": self.today < after,
            "meeting_still_open": any(is_open and day < after for day, is_open in self.meetings.values()),
            "second_is_same": by == second,
            "unknown_member": not all(self.members.get(each, False) for each in (by, second) if each),
        }
        return {code for code, wrong in checks.items() if wrong}


def _grows(account: str, side: int) -> bool:
    return (side == 1) == (account in GROWS_BY_DEBIT)


def following(month: tuple[int, int]) -> tuple[int, int]:
    """The month after this one."""
    last = date(*month, 28) + timedelta(days=5)
    return last.year, last.month
