"""What agreeing on another plan writes: two officers and she, in whichever order, on the very same figures.

Whoever may not decide on her loan has no part in it. Where something was paid meanwhile nothing is written: it is
reckoned anew.
"""

from collections.abc import Mapping
from typing import Any

from conversation.text import Text, _
from db import approvals, groups, loan_offers, loan_reminders, loans, members, officers
from db.approvals import Approval
from db.loan_offers import Offer
from db.loans import Loan
from db.unit import PushButton, Unit
from domain.kind_words import check_kind
from domain.loan_agreements import Figures, Proposal, State, Wish
from domain.payouts import NoWitness, check_witness
from domain.refusals import Changed, NotAllowed
from handlers.loans.deciders import find_deciders
from handlers.loans.reasons import OTHER, reason_text
from handlers.loans.replan_view import (
    KIND,
    Waiting,
    check_true,
    figures_in,
    find_waiting,
    for_officer,
    get_running,
    propose_now,
    wish_in,
)
from handlers.loans.replan_words import own_text, whole_text
from handlers.names import ATUR_LAGI
from handlers.savings.own import get_mine
from handlers.second.payout_steps import list_receivers
from handlers.second.telling import name_of, tell

REASONS: Mapping[str, Text] = {
    "talk": _("Mari bicara dulu dengan bendahara."),
    "shorter": _("Coba pilih bulan yang lebih sedikit."),
    "meeting": _("Kita bicarakan di rapat berikutnya."),
}


# -- asked for by her -------------------------------------------------------------------------------------------


async def ask_for(unit: Unit, group_id: int, number: int, body: dict[str, Any]) -> None:
    """She would like this plan; those who may decide are told. Raises NotAllowed, NoWitness, OfferOver ..."""
    loan = await get_running(unit, group_id, number)
    await get_mine(unit, group_id, loan.member)
    await _require_own_voice(unit, group_id, loan.member)
    wish, figures = wish_in(body), figures_in(body)
    await check_true(unit, loan, wish, figures, unit.now_ms)
    await approvals.drop(unit, group_id, KIND, number)  # it was about another plan
    await loan_offers.add(unit, loan, wish, figures, state=State.ASKED, asked_by=loan.member)
    unit.audit("write", "loan", loan.number, loan.told_id, "plan asked")
    name = await name_of(unit, group_id, loan.member)
    text = _("{name} ingin cicilannya diatur lagi. Mari dilihat bersama.", name=name)
    may = (await find_deciders(unit, group_id, loan.member)).may
    await tell(
        unit, group_id, [(each.number, text) for each in may], buttons=(_button(loan),), matter=_matter(loan)
    )


def _button(loan: Loan) -> PushButton:
    return PushButton(label=_("Lihat"), talk=ATUR_LAGI, args=(loan.group_id, loan.number))


def _matter(loan: Loan) -> str:
    return loan_offers.matter_of_offer(loan.group_id, loan.number)


async def take_back(unit: Unit, group_id: int, number: int, n: int) -> None:
    """She does not want it any more. Raises NotAllowed, Changed."""
    loan = await loans.get(unit, group_id, number)
    await get_mine(unit, group_id, loan.member)
    offer = await loan_offers.get(unit, group_id, number, n)
    if offer.state is not State.ASKED:
        raise Changed
    await loan_offers.settle(unit, offer, State.WITHDRAWN)
    await approvals.drop(unit, group_id, KIND, number)
    unit.audit("write", "loan", loan.number, loan.told_id, "plan taken back")


async def say_not_yet(unit: Unit, group_id: int, number: int, n: int, why: str, words: str) -> bool:
    """An officer says why it cannot be so yet; whether she was told. Raises NotAllowed, NotForOwn, Changed ..."""
    loan, _me, _never = await for_officer(unit, group_id, number)
    if why == OTHER:
        check_kind(words)
    offer = await loan_offers.get(unit, group_id, number, n)
    if offer.state is not State.ASKED:
        raise Changed
    await loan_offers.settle(unit, offer, State.REFUSED)
    await approvals.drop(unit, group_id, KIND, number)
    unit.audit("decide", "loan", loan.number, loan.told_id, "plan refused")
    text = _(
        "Bu {name}, cicilannya belum bisa diatur seperti itu.\nKata pengurus: {reason}\nIbu boleh minta yang lain.",
        name=await name_of(unit, group_id, loan.member),
        reason=reason_text(REASONS, why, words),
    )
    listed = await list_receivers(unit, group_id)
    has_phone = any(each.has_phone for each in listed if each.number == loan.member)
    if has_phone:
        await tell(unit, group_id, [(loan.member, text)])
    return has_phone


async def withdraw_offer(unit: Unit, group_id: int, number: int, n: int) -> None:
    """The officers take back what they offered. Raises NotAllowed, NotForOwn, Changed."""
    loan, _me, _never = await for_officer(unit, group_id, number)
    await loan_offers.settle(unit, await loan_offers.get(unit, group_id, number, n), State.WITHDRAWN)
    unit.audit("decide", "loan", loan.number, loan.told_id, "plan withdrawn")


# -- two officers have agreed -----------------------------------------------------------------------------------


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """Both officers want it so: where she asked for exactly this it holds now, else she is asked.

    Raises OfferOver, LoanNotRunning, LoanSettled, NotForOwn, NoThirdOfficer, NoWitness.
    """
    body, group_id = approval.body, approval.group_id
    group = await groups.get_open(unit, group_id)
    loan = await get_running(unit, group_id, body["loan"])
    name = await name_of(unit, group_id, loan.member)
    wish, figures = wish_in(body), figures_in(body)
    await check_true(unit, loan, wish, figures, approval.made_ms)
    if group.practice_of:  # nobody there could answer
        await _replan(
            unit, loan, wish, figures, made_ms=approval.made_ms, by=approval.by, second=approval.second
        )
        return _("Cicilan {name} sudah diatur lagi.", name=name)
    deciders = await find_deciders(unit, group_id, loan.member)
    deciders.require(approval.by)
    assert approval.second is not None, "nothing is carried out before somebody has agreed"
    deciders.require(approval.second)
    asked = await loan_offers.find_open(unit, group_id, loan.number)
    if asked is not None and _is_hers(asked, body):
        await loan_offers.settle(unit, asked, State.AGREED, by=approval.by, second=approval.second)
        proposal = await _replan(
            unit, loan, wish, figures, made_ms=asked.made_ms, by=approval.by, second=approval.second
        )
        text = _("Pengurus setuju, Bu {name}.\n{whole}", name=name, whole=own_text(proposal))
        await tell(unit, group_id, [(loan.member, text)])
        return _("Cicilan {name} sudah diatur lagi.", name=name)
    return await _offer(unit, loan, name, approval, wish, figures)


def _is_hers(asked: Offer, body: Mapping[str, Any]) -> bool:
    """Whether she has asked for exactly this: then her yes is there already."""
    return (
        asked.state is State.ASKED
        and asked.n == body["asked"]
        and (asked.wish, asked.figures) == (wish_in(body), figures_in(body))
    )


async def _offer(unit: Unit, loan: Loan, name: str, approval: Approval, wish: Wish, figures: Figures) -> Text:
    witness = approval.body["witness"]
    await _check_witness(unit, loan, witness)
    offer = await loan_offers.add(
        unit,
        loan,
        wish,
        figures,
        state=State.OFFERED,
        asked_by=approval.by,
        witness=witness,
        by=approval.by,
        second=approval.second,
    )
    unit.audit("decide", "loan", loan.number, loan.told_id, "plan offered")
    proposal = await propose_now(unit, loan, wish)
    signer = loan.member if offer.witness is None else offer.witness
    button = PushButton(label=_("Lihat dan jawab"), talk=ATUR_LAGI, args=(loan.group_id, loan.number))
    await tell(
        unit,
        loan.group_id,
        [(signer, question_for(name, proposal, witness=offer.witness is not None))],
        buttons=(button,),
        matter=offer.matter,
    )
    asked = await name_of(unit, loan.group_id, signer)
    return _("Sekarang tunggu jawaban {name}. Kalau setuju, baru berlaku.", name=asked)


def question_for(name: str, proposal: Proposal, *, witness: bool) -> Text:
    """What she, or who hears it for her, is told."""
    if witness:
        return _("Ibu jadi saksi untuk {name}.\n{whole}", name=name, whole=whole_text(name, proposal))
    return _("Bu {name}, ini usul pengurus.\n{whole}", name=name, whole=own_text(proposal))


async def _check_witness(unit: Unit, loan: Loan, witness: int | None) -> None:
    """Raises NoWitness; Changed if she has left."""
    listed = {each.number: each for each in await list_receivers(unit, loan.group_id)}
    if loan.member not in listed:
        raise Changed
    check_witness(
        has_phone=listed[loan.member].has_phone,
        witness=witness,
        member=loan.member,
        outsiders=frozenset(each.number for each in listed.values() if each.outsider),
    )


# -- her answer -------------------------------------------------------------------------------------------------


async def look_as_witness(unit: Unit, group_id: int, number: int) -> Waiting | None:
    """What she hears of another woman's plan, as the witness she was chosen to be. Raises NotAllowed."""
    loan = await loans.get(unit, group_id, number)
    offer = await loan_offers.find_open(unit, group_id, number)
    if offer is None or offer.witness is None:
        raise NotAllowed
    await get_mine(unit, group_id, offer.witness)
    return (await find_waiting(unit, loan))[0]


async def answer(unit: Unit, group_id: int, number: int, n: int, yes: bool) -> None:
    """She agrees, or her witness has heard that she does: it holds now; or she does not, and nothing changes.

    Raises NotAllowed, Changed, OfferOver, LoanNotRunning, LoanSettled.
    """
    loan = await loans.get(unit, group_id, number)
    offer = await loan_offers.get(unit, group_id, number, n)
    await _require_signer(unit, loan, offer)
    if offer.state is not State.OFFERED:
        raise Changed
    name = await name_of(unit, group_id, loan.member)
    if yes:
        await _replan(
            unit, loan, offer.wish, offer.figures, made_ms=offer.made_ms, by=offer.by, second=offer.second
        )
        text = _("{name} setuju. Cicilannya sudah diatur lagi.", name=name)
    else:
        text = _("{name} belum setuju cicilannya diatur begitu. Mari bicara lagi.", name=name)
    await loan_offers.settle(unit, offer, State.AGREED if yes else State.REFUSED)
    unit.audit("decide", "loan", loan.number, loan.told_id, "plan agreed" if yes else "plan refused")
    told = {each for each in (offer.by, offer.second) if each is not None}
    await tell(unit, group_id, [(each, text) for each in sorted(told)])


async def _require_signer(unit: Unit, loan: Loan, offer: Offer) -> None:
    """She herself, or the witness, who holds no office by now either. Raises NotAllowed, NoWitness."""
    signer = loan.member if offer.witness is None else offer.witness
    await get_mine(unit, loan.group_id, signer)
    await _require_own_voice(unit, loan.group_id, signer)
    if offer.witness is None:
        return
    if any(offer.witness in each.numbers for each in await officers.list_officers(unit, loan.group_id)):
        raise NotAllowed


async def _require_own_voice(unit: Unit, group_id: int, number: int) -> None:
    """Raises NoWitness where what is for her goes to an officer's phone: that officer must not say yes for her."""
    listed = await members.list_members(unit, group_id)
    if number in await officers.list_borrowed(unit, group_id, listed):
        raise NoWitness


# -- changing it ------------------------------------------------------------------------------------------------


async def _replan(
    unit: Unit,
    loan: Loan,
    wish: Wish,
    agreed: Figures,
    *,
    made_ms: int,
    by: int | None,
    second: int | None,
) -> Proposal:
    """The new plan holds from now on. Raises OfferOver, LoanSettled, LoanNotRunning, Changed."""
    await check_true(unit, loan, wish, agreed, made_ms)
    proposal = await propose_now(unit, loan, wish)
    assert by is not None, "no plan is offered without an officer"
    await loans.replan(
        unit,
        loan,
        instalments=proposal.instalments,
        start=wish.day,  # from here on nobody was late any more, also where the first month begins later
        carried_fine=agreed.fine,
        by=by,
        second=second,
    )
    loan_reminders.wake(unit, loan.group_id, loan.number)  # nobody is asked about the old months any more
    unit.audit("replan", "loan", loan.number, loan.told_id, f"{wish.months} months")
    return proposal
