"""What deciding on a loan reads and writes: what two officers see, their yes, bound to what they saw, or a kind no.

A yes promises the money (handlers/second/payout_steps.py); the loan begins when she says that she has it. Whoever may
not decide is asked again in the step that writes, and so are the box and her limit.
"""

# staff: officers of a group read most of this file's sentences; what a member is told is as plain

from dataclasses import dataclass
from typing import Any

from conversation.text import Text, _
from db import approvals, groups, ledger, loans, members, permits
from db.approvals import Approval
from db.free_cash import free_cash
from db.loan_requests import list_asked
from db.loan_terms import terms_to_json
from db.loans import Loan
from db.unit import Unit
from domain.accounts import Account
from domain.kind_words import check_kind
from domain.loan_refusals import NotForOwn, NoThirdOfficer
from domain.loans import State
from domain.movements import total_of
from domain.payouts import Kind
from domain.permits import Action
from domain.refusals import Changed
from handlers.loans.ask_steps import KIND
from handlers.loans.decide_words import OTHER, REASONS, lines_of, what_of
from handlers.loans.deciders import Deciders, find_deciders
from handlers.loans.limits import find_limit, find_loan_rules
from handlers.second import payout_steps
from handlers.second.payout_steps import Receiver, list_receivers
from handlers.second.telling import name_of, names_of, tell

PAIR = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A request in a list."""

    number: int
    label: Text

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"p{self.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What an officer decides on. lines: what she reads. what: what both agree to. body: what is carried out.

    never: who has no part in it. waiting: the approval that was asked for already, 0 for none. over: it is more than
    the limit of today.
    """

    receiver: Receiver
    lines: tuple[Text, ...]
    what: Text
    body: dict[str, Any]
    never: tuple[int, ...]
    waiting: int
    over: bool


# -- looking ----------------------------------------------------------------------------------------------------


async def list_requests(unit: Unit, group_id: int) -> tuple[Row, ...]:
    """The requests on which the actor may decide. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.AGREE, group_id=group_id)
    named = await names_of(unit, group_id)
    return tuple(
        Row(number=each.number, label=_("{name} {amount}", name=named[each.member], amount=each.amount))
        for each in await _list_hers(unit, group_id)
    )


async def count_requests(unit: Unit, group_id: int) -> int:
    """On how many the actor may decide; that she is an officer there, the caller has made sure of."""
    return len(await _list_hers(unit, group_id))


async def _list_hers(unit: Unit, group_id: int) -> list[Loan]:
    asked = await list_asked(unit, group_id)
    if not asked or (await groups.get(unit, group_id)).practice_of:
        return asked
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    return [each for each in asked if me not in (await find_deciders(unit, group_id, each.member)).barred]


async def open_request(unit: Unit, group_id: int, number: int) -> Seen:
    """All that decides; that she read it is written down. Raises NotAllowed, NotForOwn, Changed."""
    loan, _me, deciders = await _get_asked(unit, group_id, number)
    unit.audit("read", "loan", loan.number, loan.told_id, "decide")
    listed = await list_receivers(unit, group_id)
    receiver = next((each for each in listed if each.number == loan.member), None)
    if receiver is None:
        raise Changed
    body, over = await _facts(unit, loan, receiver.label)
    return Seen(
        receiver=receiver,
        lines=lines_of(loan, body),
        what=what_of(loan, receiver.label),
        body=body,
        never=deciders.barred if deciders is not None else (),
        waiting=await _find_waiting(unit, group_id, loan.number),
        over=over,
    )


async def _get_asked(unit: Unit, group_id: int, number: int) -> tuple[Loan, int, Deciders | None]:
    """A request that waits, the actor's number, and who decides; None in practice, where everybody may.

    Raises NotAllowed, NotForOwn, Changed.
    """
    await permits.require(unit, Action.AGREE, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    loan = await loans.get(unit, group_id, number)
    if loan.state is not State.ASKED:
        raise Changed
    if (await groups.get_open(unit, group_id)).practice_of:
        return loan, me, None
    deciders = await find_deciders(unit, group_id, loan.member)
    if not any(me in each.numbers for each in deciders.may):
        raise NotForOwn
    return loan, me, deciders


async def _find_waiting(unit: Unit, group_id: int, number: int) -> int:
    for each in await approvals.list_waiting(unit, group_id):
        if (each.kind, each.subject) == (KIND, number):
            return each.id
    return 0


async def _facts(unit: Unit, loan: Loan, name: str) -> tuple[dict[str, Any], bool]:
    """What is agreed to, with what they see of the box and of her; and whether it is more than the limit of today."""
    rules, today = await find_loan_rules(unit, loan.group_id)
    over = True
    if rules is not None:
        limit = await find_limit(unit, loan.group_id, loan.member, rules, today)
        over = loan.amount > limit.amount
    received = [
        each
        for each in await loans.list_of(unit, loan.group_id, loan.member)
        if each.state in (State.RUNNING, State.SETTLED)
    ]
    body = {
        **_bound(loan),
        "name": name,
        "cash": int(await free_cash(unit, loan.group_id)),
        "savings": int(total_of(await ledger.member_balances(unit, loan.group_id, loan.member))),
        "received": len(received),
        "last": int(received[-1].amount) if received else 0,
        "worst": int(await loans.worst_class(unit, loan.group_id, loan.member, today)),
        "witness": None,
    }
    return body, over


def _bound(loan: Loan) -> dict[str, Any]:
    """What of the loan is agreed to; where one of these is another by now, nothing is."""
    return {
        "loan": loan.number,
        "member": loan.member,
        "amount": int(loan.amount),
        "months": loan.months,
        "terms": terms_to_json(loan.terms),
    }


# -- deciding ---------------------------------------------------------------------------------------------------


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """Two officers have said yes: the money is promised, and she is asked whether she has it.

    Raises Changed, NotForOwn, NoThirdOfficer, and what payout_steps.start_decided and handing.require_decided refuse.
    """
    body, group_id = approval.body, approval.group_id
    group = await groups.get_open(unit, group_id)
    groups.lock(unit, group_id)
    loan = await loans.get(unit, group_id, body["loan"])
    if loan.state is not State.ASKED or any(body[key] != value for key, value in _bound(loan).items()):
        raise Changed
    deciders = await find_deciders(unit, group_id, loan.member)
    by, second = approval.by, approval.second
    assert second is not None, "nothing is carried out before somebody has agreed"
    if group.practice_of:
        by, second = await _any_two(unit, group_id, deciders)
    else:
        deciders.require(by)
        deciders.require(second)
    await loans.approve(unit, loan, by=by, second=second)
    unit.audit("decide", "loan", loan.number, loan.told_id, "approved")
    payout = payout_steps.body_of(
        kind=Kind.LOAN,
        account=Account.PIUTANG,
        member=loan.member,
        witness=body["witness"],
        amount=loan.amount,
        note="",
    )
    return await payout_steps.start_decided(unit, group_id, payout, by=by, second=second)


async def _any_two(unit: Unit, group_id: int, deciders: Deciders) -> tuple[int, int]:
    """In practice any two of the others decide: all of them are invented. Raises NoThirdOfficer."""
    others = [
        each.number
        for each in await members.list_members(unit, group_id)
        if each.number not in deciders.barred
    ]
    if len(others) < PAIR:
        raise NoThirdOfficer
    return others[0], others[1]


async def say_no(unit: Unit, group_id: int, number: int, why: str, words: str) -> bool:
    """Not now, and why; whether she was told. why: of REASONS, or OTHER with an officer's own words.

    Raises NotAllowed, NotForOwn, Changed; NeedsReason, ReasonNotPlain for words that are too few, or would hurt.
    """
    loan, me, _deciders = await _get_asked(unit, group_id, number)
    if why == OTHER:
        check_kind(words)
    reason: Text | str = words if why == OTHER else REASONS[why]
    kept = words if why == OTHER else REASONS[why].message
    practice = bool((await groups.get(unit, group_id)).practice_of)
    await loans.refuse(unit, loan, by=await _any_one(unit, loan, me, practice=practice), reason=kept)
    await approvals.drop(unit, group_id, KIND, loan.number)
    unit.audit("decide", "loan", loan.number, loan.told_id, "refused")
    name = await name_of(unit, group_id, loan.member)
    to_her = _(
        "Maaf, Bu {name}. Pinjaman {amount} belum bisa sekarang.\nKata pengurus: {reason}\nIbu boleh minta lagi nanti.",
        name=name,
        amount=loan.amount,
        reason=reason,
    )
    officer = await name_of(unit, group_id, me)
    to_them = _("{officer} menjawab {name}: belum bisa.\n{reason}", officer=officer, name=name, reason=reason)
    others = [] if practice else (await find_deciders(unit, group_id, loan.member)).may
    receiver = next(each for each in await list_receivers(unit, group_id) if each.number == loan.member)
    told = [(each.number, to_them) for each in others]
    await tell(unit, group_id, [(loan.member, to_her), *told] if receiver.has_phone else told)
    return receiver.has_phone and not practice


async def _any_one(unit: Unit, loan: Loan, me: int, *, practice: bool) -> int:
    """Who says no: the actor; in practice, where she may be the borrower herself, one of the invented women."""
    if not practice:
        return me
    return (await _any_two(unit, loan.group_id, await find_deciders(unit, loan.group_id, loan.member)))[0]
