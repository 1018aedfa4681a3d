"""What asking for a loan reads and writes: her desk, the request, and taking it back. An officer types for a woman
without a phone; whatever is asked here is asked again when it is written.
"""

from dataclasses import dataclass

from conversation.text import Text, _
from db import approvals, groups, loans, members, payouts, permits
from db.loans import Loan
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.loan_limits import Limit
from domain.loan_refusals import NoThirdOfficer
from domain.loan_rules import LoanRules, LoansOff, Terms
from domain.loans import State
from domain.money import Rupiah
from domain.payouts import Kind
from domain.payouts import State as Money
from domain.permits import Action, places
from domain.refusals import Changed, NotAllowed
from handlers.loans.ask_words import open_line
from handlers.loans.deciders import find_deciders
from handlers.loans.limits import find_limit, find_loan_rules, require_within
from handlers.names import PUTUSKAN
from handlers.savings.own import list_mine
from handlers.second.payout_steps import Receiver, list_receivers
from handlers.second.telling import name_of, tell

# The kind under which two officers decide on it (handlers/second/kinds.py).
KIND = "loan"


@dataclass(frozen=True, kw_only=True, slots=True)
class Open:
    """Her loan that is not over. may_withdraw: nothing was handed over yet."""

    number: int
    text: Text
    running: bool

    @property
    def may_withdraw(self) -> bool:
        """Whether it can still be taken back."""
        return not self.running


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What asking depends on. rules: None while the meeting has decided nothing. deciders: whether two are left."""

    rules: LoanRules | None
    limit: Limit | None
    open: Open | None
    deciders: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What she asks for. terms: those she was shown."""

    amount: Rupiah
    months: int
    terms: Terms
    purpose: str


# -- looking ----------------------------------------------------------------------------------------------------


async def list_without_phone(unit: Unit, group_id: int) -> tuple[Receiver, ...]:
    """For whom the actor may type: members without a phone of their own; nobody where she is no officer."""
    if group_id not in places(unit.actor.roles, Action.WRITE_BOOK):
        return ()
    return tuple(each for each in await list_receivers(unit, group_id) if not each.has_phone)


async def look_at_own(unit: Unit, group_id: int, number: int) -> Desk:
    """Her own desk. Raises NotAllowed."""
    await _require_own(unit, group_id, number)
    return await _desk(unit, group_id, number)


async def look_for_her(unit: Unit, group_id: int, number: int) -> Desk:
    """The desk of a woman without a phone; that her figures were read is written down. Raises NotAllowed."""
    await _require_typing(unit, group_id, number)
    member = await members.get_member(unit, group_id, number)
    unit.audit("read", "loan", number, member.told_id, "ask")
    return await _desk(unit, group_id, number)


async def _desk(unit: Unit, group_id: int, number: int) -> Desk:
    rules, today = await find_loan_rules(unit, group_id)
    found = await loans.find_open(unit, group_id, number)
    group = await groups.get(unit, group_id)
    return Desk(
        rules=rules,
        limit=None if rules is None else await find_limit(unit, group_id, number, rules, today),
        open=None if found is None else _open(found),
        deciders=bool(group.practice_of) or (await find_deciders(unit, group_id, number)).are_two,
    )


def _open(loan: Loan) -> Open:
    return Open(number=loan.number, text=open_line(loan), running=loan.state is State.RUNNING)


async def _require_own(unit: Unit, group_id: int, number: int) -> None:
    permits.require_meant(unit, group_id)
    if not any((each.group_id, each.number) == (group_id, number) for each in await list_mine(unit)):
        raise NotAllowed


async def _require_typing(unit: Unit, group_id: int, number: int) -> int:
    """The number of the officer who types for a woman without a phone. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    if not any(each.number == number for each in await list_without_phone(unit, group_id)):
        raise NotAllowed
    return await members.number_of(unit, group_id, unit.actor.person_id)


async def _asked_by(unit: Unit, group_id: int, number: int) -> int:
    """Her own number, or the officer's who types for her. Raises NotAllowed."""
    if any((each.group_id, each.number) == (group_id, number) for each in await list_mine(unit)):
        permits.require_meant(unit, group_id)
        return number
    return await _require_typing(unit, group_id, number)


# -- writing ----------------------------------------------------------------------------------------------------


async def send(unit: Unit, group_id: int, number: int, wish: Wish) -> None:
    """It waits for two officers, who are told. Raises NotAllowed, LoansOff, TooMuchAsked, NoThirdOfficer, Changed
    where the rules are others by now, and what loans.ask refuses.
    """
    asked_by = await _asked_by(unit, group_id, number)
    group = await groups.get_open(unit, group_id)
    groups.lock(unit, group_id)
    await _require_rules(unit, group_id, wish)
    deciders = await find_deciders(unit, group_id, number)
    if not group.practice_of and not deciders.are_two:
        raise NoThirdOfficer
    await require_within(unit, group_id, number, wish.amount)
    loan = await loans.ask(
        unit,
        group_id,
        member=number,
        asked_by=asked_by,
        amount=wish.amount,
        months=wish.months,
        purpose=wish.purpose,
        terms=wish.terms,
    )
    unit.audit("ask", "loan", loan.number, loan.told_id, "")
    name = await name_of(unit, group_id, number)
    text = _(
        "{name} minta pinjam {amount}, {months} bulan. Tolong dilihat, ya.",
        name=name,
        amount=wish.amount,
        months=wish.months,
    )
    await tell(
        unit,
        group_id,
        [(each.number, text) for each in deciders.may],
        buttons=(PushButton(label=_("Lihat"), talk=PUTUSKAN, args=(group_id, loan.number)),),
        matter=loan.matter,
    )


async def _require_rules(unit: Unit, group_id: int, wish: Wish) -> None:
    """Raises LoansOff; Changed unless what she was shown is what holds."""
    rules, _today = await find_loan_rules(unit, group_id)
    if rules is None:
        raise LoansOff
    if wish.terms not in [rules.terms(each) for each in rules.methods] or wish.months > rules.months_max:
        raise Changed


async def withdraw(unit: Unit, group_id: int, number: int, loan_number: int) -> None:
    """She does not want it any more: who was to decide or to hand it over is told. Raises NotAllowed, Changed."""
    await _asked_by(unit, group_id, number)
    loan = await loans.get(unit, group_id, loan_number)
    if loan.member != number:
        raise NotAllowed
    groups.lock(unit, group_id)
    await loans.withdraw(unit, loan)
    await approvals.drop(unit, group_id, KIND, loan.number)
    for each in await payouts.list_waiting(unit, group_id):
        if each.kind is Kind.LOAN and each.member == number:
            await payouts.settle(unit, each, Money.CANCELLED)
    unit.audit("withdraw", "loan", loan.number, loan.told_id, "")
    text = _(
        "{name} tidak jadi pinjam {amount}.", name=await name_of(unit, group_id, number), amount=loan.amount
    )
    deciders = await find_deciders(unit, group_id, number)
    await tell(unit, group_id, [(each.number, text) for each in deciders.may], kind=MessageClass.RELAY)
