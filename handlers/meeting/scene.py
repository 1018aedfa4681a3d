"""What whoever writes the book sees of the group and of its open meeting; read afresh in each turn."""

from dataclasses import dataclass
from datetime import date

from conversation.questions import Choice
from conversation.text import Text
from db import group_rules, groups, ledger, loans, meetings, members, permits
from db.unit import Unit
from domain.accounts import MONEY, SAVINGS, Account, SavingKind, kind_of
from domain.ledger import Entry, EntryKind
from domain.loan_paying import asked_for, is_repayment
from domain.loan_rules import Method
from domain.meetings import INFAK, INSTALMENT, Meeting, Status, Written
from domain.money import Rupiah
from domain.permits import Action
from domain.zones import local_date
from handlers.meeting.kinds import BESIDE, Kind, kinds_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Woman:
    """A member. name: unlike anybody else's in the group. aliases: what else she is called."""

    number: int
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.number}"

    @property
    def label(self) -> str:
        """What is shown."""
        return self.name

    @property
    def words(self) -> tuple[str, ...]:
        """What else may be typed."""
        return self.aliases


def number_of(key: str) -> int:
    """The member's number behind the key of a Woman, which is the reader's too."""
    return int(key[1:])


@dataclass(frozen=True, kw_only=True, slots=True)
class Borrower:
    """A member who pays a loan back. usual: what is asked of her this time. payoff: what ends the loan today.

    gives: whether the group lends without jasa and asks for an infak.
    """

    member: int
    loan: int
    usual: Rupiah
    payoff: Rupiah
    gives: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """me: the officer's own number. meeting: the open one. came: who came. saved: what members put in.

    borrowers: whose loans run, whoever is present.
    """

    group_id: int
    name: str
    today: date
    me: int
    women: tuple[Woman, ...]
    kinds: tuple[Kind, ...]
    ask_again_over: Rupiah
    meeting: Meeting | None = None
    came: tuple[tuple[int, Status], ...] = ()
    saved: tuple[Written, ...] = ()
    borrowers: tuple[Borrower, ...] = ()

    @property
    def day(self) -> date:
        """What is written belongs to this day: the open meeting's, else today."""
        return self.meeting.day if self.meeting is not None else self.today

    @property
    def names(self) -> dict[int, str]:
        """By number."""
        return {each.number: each.name for each in self.women}

    @property
    def statuses(self) -> dict[int, Status]:
        """Who came, by number."""
        return dict(self.came)

    @property
    def awaits_social(self) -> bool:
        """Whether the group has a social fund, and nothing of it is written at this meeting."""
        kind = SavingKind.SOSIAL
        return any(each.kind is kind for each in self.kinds) and not any(
            each.kind == kind.value for each in self.saved
        )

    @property
    def waiting_borrowers(self) -> tuple[Borrower, ...]:
        """Whose instalment is not written at this meeting; who is said to be away is not waited for."""
        paid = {each.member for each in self.saved if each.kind == INSTALMENT}
        return tuple(
            each
            for each in self.borrowers
            if each.member not in paid and self.statuses.get(each.member, Status.PRESENT) is Status.PRESENT
        )

    def borrower(self, member: int) -> Borrower | None:
        """Her loan that runs; None if she has none."""
        return next((each for each in self.borrowers if each.member == member), None)

    def label(self, kind: str) -> Text | str:
        """What a line of that kind is called."""
        return BESIDE[kind] if kind in BESIDE else self.kind(SavingKind(kind)).label

    def kind(self, kind: SavingKind) -> Kind:
        """The kind as the group has it; what it has no rule for is free."""
        found = next((each for each in self.kinds if each.kind is kind), None)
        return found or Kind(kind=kind, usual=None, own="")

    def women_choices(self) -> tuple[Choice, ...]:
        """The members to choose from."""
        return tuple(Choice(each.key, each.name, words=each.aliases) for each in self.women)


async def find_scene(unit: Unit, group_id: int) -> Scene:
    """The group and its open meeting, for whoever may write its book. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    today = local_date(unit.now, group.zone)
    meeting = await meetings.find_open(unit, group_id)
    day = meeting.day if meeting is not None else today
    rules = await group_rules.rules_on(unit, group_id, day)
    came: tuple[tuple[int, Status], ...] = ()
    saved: tuple[Written, ...] = ()
    if meeting is not None:
        came = tuple((await meetings.attendance(unit, group_id, meeting.number)).items())
        saved = await list_saved(unit, group_id, meeting.number)
    return Scene(
        group_id=group_id,
        name=group.name,
        today=today,
        me=me,
        women=tuple(
            Woman(number=each.number, name=each.shown, aliases=_aliases(each))
            for each in await members.list_members(unit, group_id)
        ),
        kinds=kinds_of(rules),
        ask_again_over=rules.ask_again_over,
        meeting=meeting,
        came=came,
        saved=saved,
        borrowers=await list_borrowers(unit, group_id, day),
    )


async def list_borrowers(unit: Unit, group_id: int, day: date) -> tuple[Borrower, ...]:
    """Whose loans run, and what is asked of each on that day."""
    found = await loans.standings(unit, group_id, day)
    return tuple(
        Borrower(
            member=loan.member,
            loan=loan.number,
            usual=asked_for(standing, day),
            payoff=standing.payoff,
            gives=loan.terms.method is Method.INFAK,
        )
        for loan, _plan, standing in found.values()
    )


def _aliases(each: members.Member) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys((each.called, each.name)) if name and name != each.shown)


async def list_saved(unit: Unit, group_id: int, meeting: int) -> tuple[Written, ...]:
    """What each member has put in at the meeting, by kind; what was taken back does not count."""
    sums: dict[tuple[int, str], int] = {}
    savings: set[int] = set()
    instalments: set[int] = set()
    gifts: set[int] = set()
    for entry in await ledger.list_entries(unit, group_id, meeting=meeting):
        if entry.kind is EntryKind.SAVING:
            savings.add(entry.number)
        if is_infak(entry):
            gifts.add(entry.number)
        if entry.member is None:
            continue
        if is_repayment(entry, instalments):
            instalments.add(entry.number)
            _add(sums, entry.member, INSTALMENT, _money_of(entry))
        elif gifts.intersection((entry.number, entry.reverses)):
            _add(sums, entry.member, INFAK, _money_of(entry))
        elif savings.intersection((entry.number, entry.reverses)):
            for line in entry.lines:
                kind = kind_of(line.account) if line.account in SAVINGS else None
                if kind is not None:
                    _add(sums, entry.member, kind.value, -line.signed)
    return tuple(
        Written(member=member, kind=kind, amount=Rupiah(amount))
        for (member, kind), amount in sums.items()
        if amount > 0
    )


def is_infak(entry: Entry) -> bool:
    """Whether a member gave something to the social fund of her own will."""
    return (
        entry.kind is EntryKind.INCOME
        and entry.member is not None
        and any(line.account is Account.SOSIAL for line in entry.lines)
    )


def _add(sums: dict[tuple[int, str], int], member: int, kind: str, amount: int) -> None:
    sums[member, kind] = sums.get((member, kind), 0) + amount


def _money_of(entry: Entry) -> int:
    """What came in by an instalment, with what of it was kept as her saving."""
    return sum(line.signed for line in entry.lines if line.account in MONEY)


async def cash_in_book(unit: Unit, group_id: int) -> tuple[Rupiah, Rupiah]:
    """What should be in the box, and what of the book's cash has left it and waits for its receiver's word."""
    booked = await ledger.balance(unit, group_id, Account.KAS)
    waiting = min(await meetings.cash_on_its_way(unit, group_id), booked)
    return Rupiah(booked - waiting), Rupiah(waiting)
