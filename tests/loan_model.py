"""What a loan must be, said a second time and as simply as can be: fractions, days counted one by one, sums from the start.

Independent of domain/ on purpose: the rules of domain.md 3.3 stand here again, in other words.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

UNITS = (1_000, 500, 100, 1)


@dataclass(frozen=True)
class Deal:
    """What a loan is made under. rate: hundredths of a percent a month."""

    method: str
    rate: int
    unit: int
    order: str
    fine: int
    cap: int


@dataclass(frozen=True)
class Month:
    due: date
    principal: int
    jasa: int


@dataclass
class Entry:
    """What the book has of the loan. back: the entry it takes back."""

    number: int
    day: date
    principal: int = 0
    jasa: int = 0
    fine: int = 0
    back: int | None = None


@dataclass
class Agreement:
    """months: what is asked by which day. after: the last entry before it. fine: what was open then. waived: since."""

    months: list[Month]
    principal: int
    carried: int
    after: int
    fine: int = 0
    waived: int = 0


@dataclass
class Loan:
    deal: Deal
    amount: int
    agreements: list[Agreement]
    entries: list[Entry] = field(default_factory=list)

    @property
    def newest(self) -> Agreement:
        return self.agreements[-1]

    # -- what the book says -------------------------------------------------------------------------------------

    def stands(self, entry: Entry) -> bool:
        return not any(other.back == entry.number and self.stands(other) for other in self.entries)

    def sign(self, entry: Entry) -> int:
        return 1 if entry.back is None else -self.sign(self.entries[entry.back - 1])

    def left(self) -> int:
        return self.amount - sum(self.sign(each) * each.principal for each in self.entries)

    def since(self) -> list[Entry]:
        """The entries under the newest agreement that nothing else under it takes back, or is taken back by."""
        found = [each for each in self.entries if each.number > self.newest.after]
        numbers = {each.number for each in found}
        while pair := next((each for each in reversed(found) if each.back in numbers), None):
            found = [each for each in found if each.number not in (pair.number, pair.back)]
            numbers = {each.number for each in found}
        return found

    def jasa_paid(self) -> int:
        return sum(self.sign(each) * each.jasa for each in self.entries if each.number > self.newest.after)

    # -- what is asked ------------------------------------------------------------------------------------------

    def open_months(self) -> list[tuple[int, int]]:
        """Pokok and jasa of each month that are not paid: each is paid from the first on, whatever the other is."""
        principal_paid = self.newest.principal - self.left()
        principal = _unpaid([each.principal for each in self.newest.months], principal_paid)
        jasa = _unpaid([each.jasa for each in self.newest.months], self.jasa_paid())
        return list(zip(principal, jasa, strict=True))

    def fine(self, today: date) -> int:
        """Each day that a month is late may bring one more fine: the fourth, and each thirtieth and one."""
        found = self.newest.fine - self.newest.waived
        found -= sum(self.sign(each) * each.fine for each in self.since())
        for place, month in enumerate(self.newest.months):
            of_month, day, late = 0, month.due, 0
            settled = self.paid_by(place)
            while day < today and (settled is None or day < settled):
                day, late = day + timedelta(days=1), late + 1
                if late == 4 or (late > 30 and late % 30 == 1):
                    of_month = min(self.deal.cap, of_month + self.deal.fine)
            found += of_month
        return max(0, found)

    def paid_by(self, place: int) -> date | None:
        """The day on which all until that month was paid; None while it is not."""
        months = self.newest.months[: place + 1]
        principal, jasa = sum(each.principal for each in months), sum(each.jasa for each in months)
        for entry in sorted(self.since(), key=lambda each: (each.day, each.number)):
            principal -= self.sign(entry) * entry.principal
            jasa -= self.sign(entry) * entry.jasa
            if principal <= 0 and jasa <= 0:
                return entry.day
        return None

    def behind(self, today: date) -> int:
        late = [
            (today - month.due).days
            for month, rest in zip(self.newest.months, self.open_months(), strict=True)
            if any(rest)
        ]
        return max(0, *late) if late else 0

    # -- what ends it -------------------------------------------------------------------------------------------

    def jasa_to_end(self, today: date) -> int:
        """By the rule, of the months that have begun; of what an agreement brought along all; less what is paid."""
        asked = self._jasa_of([place for place in self._places() if self._begins(place) <= today])
        return max(1 - self.left(), asked - self.jasa_paid())

    def to_end(self, today: date) -> int:
        return self.left() + self.jasa_to_end(today) + self.fine(today)

    def jasa_to_agree(self, today: date) -> int:
        """The same of the months that are over."""
        over = [place for place in self._places() if self.newest.months[place].due <= today]
        return self._jasa_of(over) - self.jasa_paid()

    def _places(self) -> range:
        return range(len(self.newest.months))

    def _begins(self, place: int) -> date:
        """The day after the one by which the month before it is to be paid; the first begins with the loan."""
        return self.newest.months[place - 1].due + timedelta(days=1) if place else date.min

    def _jasa_of(self, places: list[int]) -> int:
        agreed = self.newest
        own = jasa_of(self.deal, [each.principal for each in agreed.months])
        kept = [min(one, month.jasa) for one, month in zip(own, agreed.months, strict=True)]
        brought = sum(month.jasa for month in agreed.months) - sum(kept)
        return brought + sum(kept[place] for place in places)

    # -- paying and agreeing ------------------------------------------------------------------------------------

    def pays(self, amount: int, today: date) -> tuple[int, int, int, int]:
        """Fine, jasa, pokok and what is too much of a payment."""
        end = self.to_end(today)
        fine_open, jasa_open = self.fine(today), self.jasa_to_end(today)
        if amount >= end:
            return fine_open, jasa_open, self.left(), amount - end
        late: list[tuple[str, int]] = []
        later: list[tuple[str, int]] = []
        for month, (principal, jasa) in zip(self.newest.months, self.open_months(), strict=True):
            both = [("jasa", jasa), ("principal", principal)]
            (late if month.due < today else later).extend(
                both if self.deal.order == "fine_first" else reversed(both)
            )
        fine = [("fine", fine_open)]
        queue = fine + late + later if self.deal.order == "fine_first" else late + fine + later
        counts = {"fine": 0, "jasa": 0, "principal": 0}
        rest = amount
        for part, asked in queue:
            counts[part] += min(asked, rest)
            rest = max(0, rest - asked)
        if counts["principal"] == self.left():  # it would end with something owed: that comes first
            jasa = min(max(0, jasa_open), amount)
            fine_paid = min(fine_open, amount - jasa)
            return fine_paid, jasa, amount - jasa - fine_paid, 0
        return counts["fine"], counts["jasa"], counts["principal"], rest

    def write(self, day: date, *, fine: int, jasa: int, principal: int) -> Entry:
        entry = Entry(len(self.entries) + 1, day, principal, jasa, fine)
        self.entries.append(entry)
        return entry

    def take_back(self, entry: Entry, day: date) -> Entry:
        back = Entry(len(self.entries) + 1, day, entry.principal, entry.jasa, entry.fine, back=entry.number)
        self.entries.append(back)
        return back

    def agree(self, months: int, today: date) -> None:
        carried, left, fine = self.jasa_to_agree(today), self.left(), self.fine(today)
        self.agreements.append(
            Agreement(
                months=table(self.deal, left, months, today, carried),
                principal=left,
                carried=carried,
                after=len(self.entries),
                fine=fine,
            )
        )


def lend(deal: Deal, amount: int, months: int, start: date) -> Loan:
    return Loan(deal, amount, [Agreement(table(deal, amount, months, start), amount, 0, 0)])


def table(deal: Deal, amount: int, months: int, start: date, carried: int = 0) -> list[Month]:
    """By which days what is to be paid: the largest unit that leaves something for the last month."""
    for unit in (each for each in UNITS if each <= deal.unit):
        parts, jasa = _try(deal, amount, months, carried, lambda each, unit=unit: ceil(each / unit) * unit)
        if parts[-1] > 0:
            break
    else:
        parts, jasa = _try(deal, amount, months, carried, None)
    while deal.unit > 1 and not carried and jasa[-1] > 0 and (parts[-1] + jasa[-1]) % 100:
        jasa[-1] -= 1  # nobody has coins below Rp100
    return [
        Month(same_day(start, place + 1), part, one)
        for place, (part, one) in enumerate(zip(parts, jasa, strict=True))
    ]


def _try(deal: Deal, amount: int, months: int, carried: int, up) -> tuple[list[int], list[int]]:
    parts: list[int] = []
    found: list[int] = []
    ahead = max(0, -carried)
    brought = [floor(Fraction(max(0, carried) * (place + 1), months)) for place in range(months)]
    for place in range(months):
        own = jasa_of(deal, [*parts, amount - sum(parts)])[place]
        own, ahead = max(0, own - ahead), max(0, ahead - own)
        jasa = own + brought[place] - (brought[place - 1] if place else 0)
        part = up(Fraction(amount, months) + jasa) - jasa if up else amount // months
        parts.append(part if place + 1 < months else amount - sum(parts))
        found.append(jasa)
    return parts, found


def jasa_of(deal: Deal, parts: list[int]) -> list[int]:
    """The jasa of each month: what is not a whole rupiah waits for the next month, and the last rest is hers."""
    amount, asked = sum(parts), Fraction(0)
    found: list[int] = []
    for place in range(len(parts)):
        base = {"flat": amount, "declining": amount - sum(parts[:place])}.get(deal.method, 0)
        asked += Fraction(base * deal.rate, 10_000)
        found.append(floor(asked) - sum(found))
    return found


def same_day(start: date, months: int) -> date:
    """The same day so many months later; where that month is shorter, its last."""
    year, month = start.year, start.month
    for _each in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _unpaid(asked: list[int], paid: int) -> list[int]:
    """What of each is left if it is paid from the first on; what was paid less than nothing is asked with the first."""
    found = []
    for each in asked:
        counts = min(each, paid)
        found.append(each - counts)
        paid -= counts
    return found
