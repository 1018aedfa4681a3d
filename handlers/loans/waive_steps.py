"""What letting a fine go reads and writes: how much, why, by two officers who may decide on her loan; she hears it."""

# staff: officers of a group read most of this file's sentences; what a member is told is as plain

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conversation.text import Text, _
from db import approvals, groups, loans, members, permits
from db.approvals import Approval
from db.loans import Loan
from db.unit import Unit
from domain.loan_refusals import LoanNotRunning, MoreThanOwed
from domain.loans import State
from domain.money import Rupiah
from domain.permits import Action
from domain.zones import local_date
from handlers.loans.deciders import find_deciders
from handlers.loans.reasons import OTHER, reason_text
from handlers.second.telling import name_of, names_of, tell

KIND = "loan_waiver"

REASONS: Mapping[str, Text] = {
    "sick": _("Karena sakit."),
    "trouble": _("Karena ada musibah."),
    "season": _("Karena sedang sepi usaha."),
    "mistake": _("Karena salah catat."),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A loan with a fine."""

    loan: int
    label: Text

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"f{self.loan}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fined:
    """A fine as an officer looks at it. never: who has no part in it. approval: what waits for a second one, or 0."""

    name: str
    member: int
    fine: Rupiah
    never: tuple[int, ...]
    approval: int


# -- looking ----------------------------------------------------------------------------------------------------


async def list_rows(unit: Unit, group_id: int) -> tuple[Row, ...]:
    """The loans on which a fine is open. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    today = local_date(unit.now, (await groups.get(unit, group_id)).zone)
    named = await names_of(unit, group_id)
    return tuple(
        Row(loan=loan.number, label=_("{name} {fine}", name=named[loan.member], fine=standing.fine))
        for loan, _plan, standing in (await loans.standings(unit, group_id, today)).values()
        if standing.fine
    )


async def open_one(unit: Unit, group_id: int, number: int) -> Fined:
    """The fine; that she looked is written down. Raises NotAllowed, LoanNotRunning, NotForOwn, NoThirdOfficer."""
    loan, never = await _get(unit, group_id, number)
    unit.audit("read", "loan", loan.number, loan.told_id, "fine")
    return Fined(
        name=await name_of(unit, group_id, loan.member),
        member=loan.member,
        fine=await _fine(unit, loan),
        never=never,
        approval=await _find_approval(unit, group_id, number),
    )


async def _get(unit: Unit, group_id: int, number: int) -> tuple[Loan, tuple[int, ...]]:
    """A running loan, and who has no part in it; in practice everybody may."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    loan = await loans.get(unit, group_id, number)
    if loan.state is not State.RUNNING:
        raise LoanNotRunning
    if (await groups.get_open(unit, group_id)).practice_of:
        return loan, ()
    deciders = await find_deciders(unit, group_id, loan.member)
    deciders.require(me)
    return loan, deciders.barred


async def _fine(unit: Unit, loan: Loan) -> Rupiah:
    today = local_date(unit.now, (await groups.get(unit, loan.group_id)).zone)
    return (await loans.standing(unit, loan, today)).fine


async def _find_approval(unit: Unit, group_id: int, number: int) -> int:
    for each in await approvals.list_waiting(unit, group_id):
        if (each.kind, each.subject) == (KIND, number):
            return each.id
    return 0


# -- letting it go ----------------------------------------------------------------------------------------------


def body_of(*, loan: int, amount: int, why: str, words: str) -> dict[str, Any]:
    """What is agreed to. why: of REASONS, or OTHER with an officer's own words."""
    return {"loan": loan, "amount": int(amount), "why": why, "words": words}


def in_words(name: str, amount: int, reason: Text | str) -> Text:
    """What both officers read."""
    return _("Denda {name} diringankan {amount}.\n{reason}", name=name, amount=Rupiah(amount), reason=reason)


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """So much of her fine is let go, and she hears why. Raises MoreThanOwed, LoanNotRunning, NotForOwn ..."""
    body, group_id = approval.body, approval.group_id
    group = await groups.get_open(unit, group_id)
    loan = await loans.get(unit, group_id, body["loan"])
    if loan.state is not State.RUNNING:
        raise LoanNotRunning
    if not group.practice_of:
        deciders = await find_deciders(unit, group_id, loan.member)
        deciders.require(approval.by)
        assert approval.second is not None, "nothing is carried out before somebody has agreed"
        deciders.require(approval.second)
    amount, fine = Rupiah(body["amount"]), await _fine(unit, loan)
    if amount > fine:
        raise MoreThanOwed(amount=fine)
    reason = reason_text(REASONS, body["why"], body["words"])
    kept = body["words"] if body["why"] == OTHER else REASONS[body["why"]].message
    await loans.waive(unit, loan, amount=amount, reason=kept, by=approval.by, second=approval.second)
    unit.audit("decide", "loan", loan.number, loan.told_id, "fine waived")
    name = await name_of(unit, group_id, loan.member)
    text = _(
        "Bu {name}, denda {amount} tidak perlu dibayar.\n{reason}\nDenda yang masih ada: {left}.",
        name=name,
        amount=amount,
        reason=reason,
        left=Rupiah(fine - amount),
    )
    if amount == fine:
        text = _(
            "Bu {name}, denda {amount} tidak perlu dibayar.\n{reason}",
            name=name,
            amount=amount,
            reason=reason,
        )
    await tell(unit, group_id, [(loan.member, text)])
    return _("Denda {name} sudah diringankan {amount}.", name=name, amount=amount)
