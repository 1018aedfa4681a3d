"""What is seen of another plan before anybody agrees: what is not paid, what it would cost, and what waits for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversation.text import Text
from db import approvals, groups, loan_offers, loans, members, permits
from db.loans import Loan
from db.unit import Unit
from domain.loan_agreements import (
    Figures,
    OfferOver,
    Proposal,
    Wish,
    check_still,
    most_months,
    propose,
    wish_of,
)
from domain.loan_refusals import LoanNotRunning
from domain.loans import State
from domain.money import Rupiah
from domain.permits import Action
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date
from handlers.loans.deciders import find_deciders
from handlers.loans.replan_words import beside_text, figures_text, plan_text, whole_text
from handlers.savings.own import get_mine
from handlers.second.payout_steps import Receiver, list_receivers
from handlers.second.telling import name_of

KIND = "loan_plan"


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A plan before anybody agrees. lines: what is said first. question: what is said yes to. whole: in one text."""

    lines: tuple[Text, ...]
    question: Text
    whole: Text
    body: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A plan in mind. n: its number. state: of domain.loan_agreements. preview: in words."""

    n: int
    state: str
    preview: Preview


@dataclass(frozen=True, kw_only=True, slots=True)
class Hers:
    """Her loan as she looks at it. most: months she may choose. over: what waited is not what is owed any more."""

    most: int
    waiting: Waiting | None
    over: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """A loan as an officer looks at it. never: who has no part in it. approval: what waits for a second, or 0."""

    receiver: Receiver
    most: int
    never: tuple[int, ...]
    approval: int
    waiting: Waiting | None
    over: bool


# -- looking ----------------------------------------------------------------------------------------------------


async def get_running(unit: Unit, group_id: int, number: int) -> Loan:
    """A loan that runs. Raises NotAllowed, LoanNotRunning."""
    loan = await loans.get(unit, group_id, number)
    if loan.state is not State.RUNNING:
        raise LoanNotRunning
    return loan


async def _today(unit: Unit, group_id: int) -> date:
    return local_date(unit.now, (await groups.get(unit, group_id)).zone)


async def propose_now(unit: Unit, loan: Loan, wish: Wish) -> Proposal:
    """What that wish comes to now. Raises OfferOver where it asks for what is no plan any more."""
    standing = await loans.standing(unit, loan, wish.day)
    if wish.months > most_months(standing.outstanding):
        raise OfferOver
    return propose(await loans.plan_of(unit, loan), loan.terms, standing, wish)


async def look_at_hers(unit: Unit, group_id: int, number: int) -> Hers:
    """Her own loan. Raises NotAllowed, LoanNotRunning, Practising."""
    loan = await loans.get(unit, group_id, number)
    await get_mine(unit, group_id, loan.member)
    loan = await get_running(unit, group_id, number)
    standing = await loans.standing(unit, loan, await _today(unit, group_id))
    waiting, over = await find_waiting(unit, loan)
    return Hers(most=most_months(standing.outstanding), waiting=waiting, over=over)


async def open_one(unit: Unit, group_id: int, number: int) -> Desk:
    """The loan an officer looks at; that she did is written down. Raises NotAllowed, NotForOwn, NoThirdOfficer ..."""
    loan, _me, never = await for_officer(unit, group_id, number)
    unit.audit("read", "loan", loan.number, loan.told_id, "plan")
    standing = await loans.standing(unit, loan, await _today(unit, group_id))
    listed = await list_receivers(unit, group_id)
    receiver = next((each for each in listed if each.number == loan.member), None)
    if receiver is None:
        raise Changed
    waiting, over = await find_waiting(unit, loan)
    return Desk(
        receiver=receiver,
        most=most_months(standing.outstanding),
        never=never,
        approval=await _find_approval(unit, group_id, number),
        waiting=waiting,
        over=over,
    )


async def for_officer(unit: Unit, group_id: int, number: int) -> tuple[Loan, int, tuple[int, ...]]:
    """A running loan, the number of the officer who acts, and who has no part in it. In practice everybody may.

    Raises NotAllowed, LoanNotRunning, NotForOwn, NoThirdOfficer.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    loan = await get_running(unit, group_id, number)
    if (await groups.get_open(unit, group_id)).practice_of:
        return loan, me, ()
    deciders = await find_deciders(unit, group_id, loan.member)
    deciders.require(me)
    return loan, me, deciders.barred


async def _find_approval(unit: Unit, group_id: int, number: int) -> int:
    for each in await approvals.list_waiting(unit, group_id):
        if (each.kind, each.subject) == (KIND, number):
            return each.id
    return 0


async def find_waiting(unit: Unit, loan: Loan) -> tuple[Waiting | None, bool]:
    """What waits and is still true; else None, and whether something waits that is not."""
    offer = await loan_offers.find_open(unit, loan.group_id, loan.number)
    if offer is None:
        return None, False
    try:
        await check_true(unit, loan, offer.wish, offer.figures, offer.made_ms)
        proposal = await propose_now(unit, loan, offer.wish)
    except OfferOver:
        return None, True
    name = await name_of(unit, loan.group_id, loan.member)
    preview = _preview(name, loan, proposal, witness=offer.witness, asked=offer.n)
    return Waiting(n=offer.n, state=offer.state.value, preview=preview), False


async def preview(unit: Unit, group_id: int, number: int, months: int, pause: int) -> Preview:
    """What so many months from then on come to, for her or an officer. Raises NotAllowed, LoanNotRunning."""
    loan = await get_running(unit, group_id, number)
    await _require_concerned(unit, loan)
    proposal = await propose_now(unit, loan, wish_of(await _today(unit, group_id), months, pause))
    return _preview(await name_of(unit, group_id, loan.member), loan, proposal, witness=None, asked=0)


async def _require_concerned(unit: Unit, loan: Loan) -> None:
    """She herself, or an officer who keeps the book. Raises NotAllowed."""
    try:
        await get_mine(unit, loan.group_id, loan.member)
    except NotAllowed:
        await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=loan.group_id)


def _preview(name: str, loan: Loan, proposal: Proposal, *, witness: int | None, asked: int) -> Preview:
    figures, wish = proposal.figures, proposal.wish
    return Preview(
        lines=(figures_text(figures), beside_text(proposal)),
        question=plan_text(proposal),
        whole=whole_text(name, proposal),
        body={
            "loan": loan.number,
            "day": wish.day.isoformat(),
            "start": wish.start.isoformat(),
            "months": wish.months,
            "owed": int(figures.owed),
            "jasa": int(figures.jasa),
            "fine": int(figures.fine),
            "witness": witness,
            "asked": asked,
        },
    )


# -- as JSON holds it -----------------------------------------------------------------------------------------------


def wish_in(body: Mapping[str, Any]) -> Wish:
    return Wish(
        day=date.fromisoformat(body["day"]), start=date.fromisoformat(body["start"]), months=body["months"]
    )


def figures_in(body: Mapping[str, Any]) -> Figures:
    return Figures(owed=Rupiah(body["owed"]), jasa=Rupiah(body["jasa"]), fine=Rupiah(body["fine"]))


async def check_true(unit: Unit, loan: Loan, wish: Wish, agreed: Figures, made_ms: int) -> None:
    """Raises OfferOver unless that is what is owed still."""
    standing = await loans.standing(unit, loan, wish.day)
    check_still(agreed, standing, made_ms=made_ms, now_ms=unit.now_ms)
