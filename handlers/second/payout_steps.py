"""What money on its way reads and writes: decided, handed over, in the book once its receiver or a witness says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conversation.text import Text, _
from db import (
    arisan,
    groups,
    leaving,
    ledger,
    meetings,
    members,
    officers,
    payouts,
    permits,
    social,
)
from db.approvals import Approval
from db.free_cash import free_cash
from db.members import Member
from db.unit import PushButton, Unit
from domain.accounts import FUNDS, OWN_SAVINGS, Account, SavingKind, account_of, kind_of
from domain.ledger import (
    Draft,
    NotEnoughCash,
    NotEnoughSavings,
    SecondNeeded,
    cost,
    loan_out,
    settlement,
    withdrawal,
)
from domain.money import Rupiah
from domain.payouts import ANY_TIME, Kind, NoWitness, Payout, State, check_witness, needs_second
from domain.permits import OFFICERS, Action
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date
from handlers.loans import handing
from handlers.names import RECEIVED
from handlers.second.payout_words import question_for
from handlers.second.telling import name_of, tell

KIND = "payout"

YES, NOT_YET = "yes", "no"


@dataclass(frozen=True, kw_only=True, slots=True)
class Receiver:
    """Somebody who may get money. outsider: holds no office, so that she may be a witness.

    borrowed: what is for her goes to an officer's phone; then she counts as a woman without one.
    """

    number: int
    label: str
    has_phone: bool
    outsider: bool
    borrowed: bool = False

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Purse:
    """What can go out now, beside what is on its way already. savings: by kind; all: everything she has, on leaving."""

    savings: tuple[tuple[str, Rupiah], ...]
    all: Rupiah
    cash: Rupiah


# -- looking ----------------------------------------------------------------------------------------------------


async def list_receivers(unit: Unit, group_id: int) -> tuple[Receiver, ...]:
    """Everybody in the book. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    await groups.get_open(unit, group_id)
    return await _list_all(unit, group_id)


async def _list_all(unit: Unit, group_id: int) -> tuple[Receiver, ...]:
    everybody = await members.list_members(unit, group_id)
    borrowed = await officers.list_borrowed(unit, group_id, everybody)
    return tuple(_receiver(each, borrowed) for each in everybody)


def _receiver(each: Member, borrowed: frozenset[int]) -> Receiver:
    return Receiver(
        number=each.number,
        label=each.shown,
        has_phone=each.has_phone and each.number not in borrowed,
        outsider=not OFFICERS.intersection(each.offices) and each.number not in borrowed,
        borrowed=each.number in borrowed,
    )


async def look_into_purse(unit: Unit, group_id: int, number: int) -> Purse:
    """What that member can take out; that her figures were read is written down. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    member = await members.get_member(unit, group_id, number)
    unit.audit("read", "book", group_id, member.told_id, "withdrawal")
    return await _purse(unit, group_id, number)


async def find_cash(unit: Unit, group_id: int) -> Rupiah:
    """What of the box is not on its way to somebody. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    return await free_cash(unit, group_id)


async def is_for_two(unit: Unit, group_id: int, amount: int) -> bool:
    """Whether a cost of this much needs a second officer, with what one alone has spent today. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    return needs_second(Kind.COST, amount, alone=await payouts.sum_alone(unit, group_id))


async def _purse(unit: Unit, group_id: int, number: int) -> Purse:
    have = await ledger.member_balances(unit, group_id, number)
    hers = [
        each
        for each in await payouts.list_waiting(unit, group_id)
        if each.member == number and each.kind is Kind.WITHDRAWAL
    ]
    leaves = any(each.account is None for each in hers)
    takes = {kind: have[account_of(kind)] for kind in ANY_TIME}
    takes[SavingKind.ARISAN] = await arisan.free_for(unit, group_id, number, have[Account.ARISAN])
    left = {
        kind: amount - sum(each.amount for each in hers if each.account is account_of(kind))
        for kind, amount in takes.items()
    }
    return Purse(
        savings=tuple(
            (kind.value, Rupiah(amount)) for kind, amount in left.items() if amount > 0 and not leaves
        ),
        all=Rupiah(0 if hers else sum(have[account] for account in OWN_SAVINGS)),
        cash=await free_cash(unit, group_id),
    )


# -- deciding ---------------------------------------------------------------------------------------------------


def body_of(
    *, kind: Kind, account: Account | None, member: int, witness: int | None, amount: int, note: str
) -> dict[str, Any]:
    """What is agreed to."""
    return {
        "kind": kind.value,
        "account": account.value if account is not None else "",
        "member": member,
        "witness": witness,
        "amount": int(amount),
        "note": note,
    }


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """Two officers have decided: the money may be handed over, and she is asked whether she has it."""
    return await start_decided(unit, approval.group_id, approval.body, by=approval.by, second=approval.second)


async def start_decided(
    unit: Unit, group_id: int, body: Mapping[str, Any], *, by: int, second: int | None
) -> Text:
    """The same of what these two have decided; that they have, the caller has made sure of."""
    _made, done = await _start(unit, group_id, body, by=by, second=second)
    return done


async def start_alone(unit: Unit, group_id: int, body: dict[str, Any]) -> Text:
    """A small cost that one officer decides; what she spends herself counts at once. Raises SecondNeeded ..."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    groups.lock(unit, group_id)
    alone = await payouts.sum_alone(unit, group_id)
    if needs_second(Kind(body["kind"]), body["amount"], alone=alone) or body["account"] in FUNDS:
        raise SecondNeeded  # what was set aside for the officers no officer takes alone
    made, done = await _start(unit, group_id, body, by=me, second=None)
    hers_at_once = made.signer == me and (await payouts.get(unit, made.id)).state is State.WAITING
    return await receive(unit, made, signer=me) if hers_at_once else done


async def _start(
    unit: Unit, group_id: int, body: Mapping[str, Any], *, by: int, second: int | None
) -> tuple[Payout, Text]:
    kind, amount = Kind(body["kind"]), Rupiah(body["amount"])
    group = await groups.get_open(unit, group_id)
    groups.lock(unit, group_id)
    account = Account(body["account"]) if body["account"] else None
    member = await members.get_member(unit, group_id, body["member"])
    if not group.practice_of:
        await _check_witness(unit, group_id, member.number, body["witness"])
    await _check_money(unit, group_id, kind, account, member.number, amount)
    meeting = await meetings.find_open(unit, group_id)
    made = await payouts.add(
        unit,
        group_id,
        kind=kind,
        account=account,
        member=member.number,
        witness=body["witness"],
        amount=amount,
        day=meeting.day if meeting is not None else local_date(unit.now, group.zone),
        meeting=meeting.number if meeting is not None else None,
        note=body["note"],
        by=by,
        second=second,
    )
    unit.audit("write", "payout", made.id, member.told_id, kind.value)
    if meeting is not None:
        meetings.count_again(unit, group_id, meeting.number)  # it leaves the box now
    if group.practice_of:
        return made, await receive(unit, made, signer=made.signer)  # nobody there could answer
    if made.signer != by or second is not None:
        await ask_signer(unit, made)
    name = await name_of(unit, group_id, made.signer)
    if made.witness is not None:
        return made, _(
            "{amount} boleh diserahkan. Lalu tunggu kata {name}, saksinya.", amount=amount, name=name
        )
    return made, _(
        "{amount} boleh diserahkan. Lalu tunggu {name} bilang sudah terima.", amount=amount, name=name
    )


async def _check_witness(unit: Unit, group_id: int, number: int, witness: int | None) -> None:
    """Raises NoWitness; Changed if she has left."""
    found = {each.number: each for each in await _list_all(unit, group_id)}
    if number not in found:
        raise Changed
    check_witness(
        has_phone=found[number].has_phone,
        witness=witness,
        member=number,
        outsiders=frozenset(each.number for each in found.values() if each.outsider),
    )


async def _check_signer(unit: Unit, payout: Payout) -> None:
    """As it is now: the witness may have become an officer, her phone an officer's. Raises NoWitness."""
    signer = next(
        (each for each in await _list_all(unit, payout.group_id) if each.number == payout.signer), None
    )
    if payout.witness is not None and (signer is None or not signer.outsider):
        raise NoWitness
    if payout.witness is None and (signer is None or signer.borrowed):
        raise NoWitness


async def _check_money(
    unit: Unit, group_id: int, kind: Kind, account: Account | None, number: int, amount: Rupiah
) -> None:
    """Raises NotEnoughCash, NotEnoughSavings, FundTooSmall; Changed if she leaves and has another sum by now.

    For a loan what handing.require_decided refuses.
    """
    if kind is Kind.LOAN:
        cash = await free_cash(unit, group_id)
        await handing.require_decided(unit, group_id, number, amount)
    elif account in FUNDS:
        cash = await free_cash(unit, group_id)
        await social.check(unit, group_id, amount, account)
    elif kind is Kind.COST:
        cash = await free_cash(unit, group_id)
    else:
        purse = await _purse(unit, group_id, number)
        cash, have = purse.cash, dict(purse.savings)
        if account is None:
            await leaving.check_settled(unit, group_id, number)
            if purse.all != amount:
                raise Changed
        saved = kind_of(account) if account is not None else None
        if saved is not None and amount > have.get(saved.value, 0):
            raise NotEnoughSavings(amount=Rupiah(have.get(saved.value, 0)))
    if amount > cash:
        raise NotEnoughCash(amount=cash)


# -- handed over ------------------------------------------------------------------------------------------------


async def ask_signer(unit: Unit, payout: Payout) -> None:
    """She is asked whether it has arrived: by a message with two buttons."""
    sure = _("Ya, saya lihat") if payout.witness is not None else _("Sudah saya terima")
    buttons = (
        PushButton(label=sure, talk=RECEIVED, args=(payout.id, YES)),
        PushButton(label=_("Belum"), talk=RECEIVED, args=(payout.id, NOT_YET)),
    )
    question = await question_for(unit, payout)
    await tell(
        unit,
        payout.group_id,
        [(payout.signer, question)],
        buttons=buttons,
        matter=payouts.matter_of(payout.id),
    )


async def receive(unit: Unit, payout: Payout, *, signer: int, to_her: bool = False) -> Text:
    """It has arrived: it counts from now on. That she is she, the caller has made sure of. Raises NotWaiting ...

    to_her: what comes back is read by the signer on her own phone; of her own money it speaks to her, not of her.
    """
    if signer != payout.signer:
        raise NotAllowed
    if not (await groups.get(unit, payout.group_id)).practice_of:
        await _check_signer(unit, payout)
    if payout.kind is Kind.LOAN:
        await handing.get_decided(unit, payout.group_id, payout.member, payout.amount)
    draft = await _draft(unit, payout)
    posted = await ledger.post(unit, payout.group_id, draft, key=f"payout/{payout.group_id}/{payout.code}")
    await payouts.settle(unit, payout, State.RECEIVED, entry=posted.number)
    member = await members.get_member(unit, payout.group_id, payout.member)
    unit.audit("receive", "payout", payout.id, member.told_id, payout.kind.value)
    values = {"name": member.shown, "amount": payout.amount, "number": posted.number}
    text = _("{name} sudah menerima {amount}. Dicatat nomor {number}.", **values)
    who: Text | str = _("Ibu") if to_her and payout.witness is None else member.shown
    done = _("Sudah dicatat: {name} menerima {amount}. Nomornya {number}.", **{**values, "name": who})
    if payout.kind is Kind.LOAN:
        plan = await handing.begin(unit, payout, entry=posted.number, day=draft.day)
        begun = handing.begun_text(who, payout, posted.number, plan)
        # When she pays, and how much, is read by her; for a woman without a phone by the officers, not by the witness.
        text, done = (text, begun) if payout.witness is None else (begun, done)
    officers = {number for number in (payout.by, payout.second) if number is not None and number != signer}
    await tell(unit, payout.group_id, [(number, text) for number in sorted(officers)])
    return done


async def _draft(unit: Unit, payout: Payout) -> Draft:
    """Of the meeting it was handed over in, as long as that is open; else of today."""
    group = await groups.get(unit, payout.group_id)
    meeting = await meetings.find_open(unit, payout.group_id)
    inside = meeting is not None and meeting.number == payout.meeting
    values: dict[str, Any] = {
        "day": payout.day if inside else local_date(unit.now, group.zone),
        "by": payout.by,
        "second": payout.second,
        "member": payout.member,
        "cash": payout.cash,
        "meeting": payout.meeting if inside else None,
        "note": payout.note,
    }
    if payout.kind is Kind.LOAN:
        return loan_out(amount=payout.amount, **values)
    if payout.account is None:
        # Asked again: since two officers decided she may have borrowed, or stood in for somebody.
        await leaving.check_settled(unit, payout.group_id, payout.member)
        have = await ledger.member_balances(unit, payout.group_id, payout.member)
        draft = settlement(savings=have, **values)
        if sum(line.amount for line in draft.lines if line.account in OWN_SAVINGS) != payout.amount:
            raise Changed
        return draft
    if payout.kind is Kind.COST:
        return cost(account=payout.account, amount=payout.amount, **values)
    kind = kind_of(payout.account)
    assert isinstance(kind, SavingKind), "only savings are withdrawn"
    return withdrawal(kind=kind, amount=payout.amount, **values)


async def not_yet(unit: Unit, payout: Payout, *, signer: int) -> None:
    """It has not arrived; the officers hear it, and it goes on waiting."""
    if signer != payout.signer:
        raise NotAllowed
    name = await name_of(unit, payout.group_id, payout.member)
    text = _("{name} belum menerima {amount}. Coba dicek bersama, ya.", name=name, amount=payout.amount)
    officers = {number for number in (payout.by, payout.second) if number is not None}
    await tell(unit, payout.group_id, [(number, text) for number in sorted(officers)])
