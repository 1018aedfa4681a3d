"""Writing an instalment down: whose loans run, what is asked this time, the entry, and her receipt."""

from dataclasses import dataclass
from datetime import date

from conversation.text import Text, _
from db import groups, ledger, loans, meetings, members, permits
from db.loans import Loan
from db.unit import Unit
from domain.accounts import Account
from domain.ledger import income
from domain.loan_paying import asked_for, left_of
from domain.loan_refusals import LoanSettled, OwnInstalment
from domain.loan_rules import Method
from domain.loans import Standing, State
from domain.money import Rupiah
from domain.permits import Action
from domain.refusals import Changed
from domain.zones import local_date
from handlers.loans.words import next_lines
from handlers.savings.slips import tell_saving


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A loan that runs. number: of the loan; words: what else she is called."""

    number: int
    label: str
    words: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"l{self.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paying:
    """What is asked of her. usual: this time; payoff: what ends the loan today. lines: how it stands, in words."""

    name: str
    usual: Rupiah
    payoff: Rupiah
    method: Method
    lines: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """The entry, and what is left."""

    number: int
    lines: tuple[Text, ...]


async def list_running(unit: Unit, group_id: int) -> tuple[Row, ...]:
    """Whose loans run; no figure of anybody. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    named = {each.number: each for each in await members.list_members(unit, group_id, left=True)}
    return tuple(
        Row(
            number=each.number,
            label=named[each.member].shown,
            words=tuple(filter(None, (named[each.member].called, named[each.member].name))),
        )
        for each in await loans.list_loans(unit, group_id, State.RUNNING)
    )


async def look_into(unit: Unit, group_id: int, number: int) -> Paying:
    """How that loan stands; that her figures were read is written down.

    Raises NotAllowed, LoanSettled, OwnInstalment.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    loan = await loans.get(unit, group_id, number)
    if loan.state is State.SETTLED:
        raise LoanSettled
    day, meeting = await _place(unit, loan)
    await _check_beside(unit, loan, meeting)
    standing = await loans.standing(unit, loan, day)
    member = await members.get_member(unit, group_id, loan.member)
    unit.audit("read", "book", group_id, member.told_id, "loan")
    name = member.shown
    lines = [_("Sisa pinjaman {name} {left}.", name=name, left=left_of(standing)), *next_lines(standing, day)]
    lines.append(_("Kalau dilunasi hari ini {payoff}.", payoff=standing.payoff))
    return Paying(
        name=name,
        usual=asked_for(standing, day),
        payoff=standing.payoff,
        method=loan.terms.method,
        lines=tuple(lines),
    )


async def _check_beside(unit: Unit, loan: Loan, meeting: int | None) -> None:
    """Two padlocks (peers.md B2): outside of a meeting nobody sees the money that an officer says she has paid."""
    hers = await members.numbers_of(unit, loan.group_id, unit.actor.person_id)
    practice = (await groups.get(unit, loan.group_id)).practice_of
    if meeting is None and not practice and loan.member in hers:
        raise OwnInstalment


async def _place(unit: Unit, loan: Loan) -> tuple[date, int | None]:
    """On which day and in which meeting it is written now: today where the open meeting is older than the loan."""
    group = await groups.get_open(unit, loan.group_id)
    meeting = await meetings.find_open(unit, loan.group_id)
    plans = await loans.plans_of(unit, loan)
    if meeting is None or (plans and meeting.day < plans[0].start):
        return local_date(unit.now, group.zone), None
    return meeting.day, meeting.number


async def post_instalment(
    unit: Unit,
    group_id: int,
    number: int,
    amount: int,
    to_savings: bool,
    infak: int,
    key: str,
    payoff: int = 0,
) -> Receipt:
    """The entry's number and what is left; she gets a receipt. Dated today, or the open meeting's day.

    to_savings: what is more than the loan takes becomes her sukarela. payoff: what ended it when the officer looked, 0
    where she did not. Raises NotAllowed, OwnInstalment, what db.loans.pay raises; Changed if something else ends it by
    now: another officer has written an instalment, or a month has begun and "lunas" would not be true.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    loan = await loans.get(unit, group_id, number)
    her = await members.get_member(unit, group_id, loan.member)
    day, meeting = await _place(unit, loan)
    await _check_beside(unit, loan, meeting)
    if meeting is not None:
        await meetings.lock_open(unit, group_id, meeting)
    counted = await meetings.find_open(unit, group_id)
    if counted is not None:
        meetings.count_again(unit, group_id, counted.number)
    groups.lock(unit, group_id)
    seen = (await loans.standing(unit, loan, day)).payoff
    repaid = await loans.pay(
        unit,
        group_id,
        number,
        amount,
        day=day,
        by=me,
        meeting=meeting,
        key=f"instalment/{key}",
        excess_to_savings=to_savings,
    )
    if payoff not in (0, seen) and not repaid.again:
        raise Changed
    told = [repaid.number]
    if infak:
        gift = income(
            day=day, by=me, account=Account.SOSIAL, amount=infak, member=loan.member, meeting=meeting
        )
        told.append((await ledger.post(unit, group_id, gift, key=f"infak/{key}")).number)
    unit.audit("write", "book", group_id, her.person_id, "instalment")
    await tell_saving(unit, group_id, *told)
    standing = await loans.standing(unit, loan, day)
    return Receipt(number=repaid.number, lines=_left(her.shown, standing, day, settled=repaid.settled))


def _left(name: str, standing: Standing, day: date, *, settled: bool) -> tuple[Text, ...]:
    if settled:
        return (_("Pinjaman {name} sudah lunas.", name=name),)
    return (
        _("Sisa pinjaman {name} {left}.", name=name, left=left_of(standing)),
        *next_lines(standing, day),
    )
