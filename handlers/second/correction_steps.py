"""What a correction writes: the entry is taken back and the right one written, in one go or not at all.

Both keep the day and the meeting of the first, so that the meeting's message says "sudah dibetulkan"; where its month
is closed they are written today, without it (reliability.md C 13: corrections land in the open month).
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from conversation.text import Text, _
from db import consents, ledger, loans, meetings, members, permits
from db.approvals import Approval
from db.unit import PushButton, Unit
from domain.accounts import SAVINGS, Account, SavingKind, kind_of
from domain.disputes import Slip
from domain.ledger import Entry, EntryKind, SecondNeeded, reversal_of, saving
from domain.loan_refusals import LoanSettled
from domain.loans import State as LoanState
from domain.meetings import INSTALMENT
from domain.money import Rupiah
from domain.permits import Action
from handlers.loans.slip_lines import left_text
from handlers.meeting.kinds import INSTALMENT_LABEL
from handlers.names import SLIP
from handlers.second.entries import find_place, label_of, labels_in, may_alone, money_of, moved_by
from handlers.second.telling import tell

KIND = "correction"


@dataclass(frozen=True, kw_only=True, slots=True)
class Right:
    """What should stand there instead. kind: of saving, or INSTALMENT.

    to_savings: what is more than her loan takes becomes her sukarela.
    """

    member: int
    name: str
    kind: str
    label: Text | str
    amount: Rupiah
    to_savings: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a correction stands, and who decided it."""

    day: date
    meeting: int | None
    by: int
    second: int | None
    note: str


def body_of(*, entry: int, right: Right | None, reason: str, meeting: int, day: date) -> dict[str, Any]:
    """What is agreed to. entry: 0 where something was forgotten. right: None where nothing should stand there."""
    what = None
    if right is not None:
        what = {"member": right.member, "kind": right.kind, "amount": int(right.amount)}
        if right.to_savings:
            what["to_savings"] = True
    return {"entry": entry, "right": what, "reason": reason, "meeting": meeting, "day": day.isoformat()}


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """Two officers have agreed: it is put right, and the women concerned are told. Raises the ledger's refusals."""
    return await _correct(
        unit,
        approval.group_id,
        approval.body,
        by=approval.by,
        second=approval.second,
        key=f"approval/{approval.id}",
    )


async def correct_alone(unit: Unit, group_id: int, body: dict[str, Any], key: str) -> Text:
    """In the open meeting, by her who keeps the book; the meeting counts it. Raises NotAllowed, SecondNeeded ..."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    entry = await ledger.get_entry(unit, group_id, body["entry"])
    if not await may_alone(unit, entry):
        raise SecondNeeded
    done = await _correct(
        unit, group_id, body, by=me, second=None, key=f"correct/{unit.actor.person_id}/{key}"
    )
    if entry.meeting is not None:
        meetings.count_corrections(unit, group_id, entry.meeting, 1)
    return done


async def _correct(
    unit: Unit, group_id: int, body: Mapping[str, Any], *, by: int, second: int | None, key: str
) -> Text:
    right, reason = body["right"], body["reason"]
    before = await ledger.get_entry(unit, group_id, body["entry"]) if body["entry"] else None
    meeting: int | None = before.meeting if before is not None else body["meeting"] or None
    day = before.day if before is not None else date.fromisoformat(body["day"])
    day, meeting = await find_place(unit, group_id, day, meeting)
    concerned = sorted(
        {each for each in (before and before.member, right["member"] if right is not None else None) if each}
    )
    persons = {each: await members.get_member(unit, group_id, each) for each in concerned}
    refusing = await consents.list_refusing(unit, group_id)
    refused = {number for number, person in persons.items() if person.told_id in refusing}
    note = "" if refused else reason  # the book stays true; words about her are not kept any more
    place = Place(day=day, meeting=meeting, by=by, second=second, note=note)
    box = await ledger.balance(unit, group_id, Account.KAS)
    number = await _write(unit, group_id, before, right, place, key)
    counted = await meetings.find_open(unit, group_id)
    if counted is not None and await ledger.balance(unit, group_id, Account.KAS) != box:
        meetings.count_again(unit, group_id, counted.number)
    for person in persons.values():
        unit.audit("write", "book", group_id, person.told_id, "correction")
    if second is not None or meeting is None:
        await _tell(unit, group_id, before, right, reason, number, refused)
    if before is None:
        return _("Sudah dicatat. Nomornya {number}.", number=number)
    return _("Sudah dibetulkan. Nomor barunya {number}.", number=number)


async def _write(
    unit: Unit,
    group_id: int,
    before: Entry | None,
    right: Mapping[str, Any] | None,
    place: Place,
    key: str,
) -> int:
    """The number of the entry that is right, else of the one that takes back."""
    values = asdict(place)
    back = [] if before is None else [(f"{key}/back", reversal_of(before, **values))]
    if right is None:
        return (await ledger.post_many(unit, group_id, back))[-1].number
    if right["kind"] != INSTALMENT:
        anew = saving(
            member=right["member"],
            kind=SavingKind(right["kind"]),
            amount=Rupiah(right["amount"]),
            cash=money_of(before),
            **values,
        )
        return (await ledger.post_many(unit, group_id, [*back, (f"{key}/anew", anew)]))[-1].number
    values |= {"excess_to_savings": bool(right.get("to_savings"))}
    if before is not None and _is_same_loan(before, right):
        repaid = await loans.correct(unit, group_id, before.number, right["amount"], key=key, **values)
        return repaid.number
    loan = await loans.find_open(unit, group_id, right["member"])
    if loan is None or loan.state is not LoanState.RUNNING:
        raise LoanSettled
    # What comes in first: the box may have been spent since, and is never below zero on the way.
    repaid = await loans.pay(unit, group_id, loan.number, right["amount"], key=f"{key}/anew", **values)
    await ledger.post_many(unit, group_id, back)
    return repaid.number


def _is_same_loan(before: Entry, right: Mapping[str, Any]) -> bool:
    return before.kind is EntryKind.REPAYMENT and before.member == right["member"]


async def _tell(
    unit: Unit,
    group_id: int,
    before: Entry | None,
    right: Mapping[str, Any] | None,
    reason: str,
    number: int,
    refused: Collection[int],
) -> None:
    """Each woman whose book has changed hears what was and what is, and may say that something is different."""
    labels = await labels_in(unit, group_id)
    told: dict[int, Text] = {}
    was = before.member if before is not None else None
    now = right["member"] if right is not None else None
    if before is not None and was is not None:
        what = label_of(before, labels)
        values = {"old": before.number, "what": what, "before": moved_by(before), "reason": reason}
        if was == now and right is not None:
            told[was] = _(
                "Bu, catatan Ibu nomor {old} dibetulkan.\nTadi: {what} {before}. Sekarang: {kind} {amount}.\nSebabnya:"
                " {reason}.",
                kind=_label(right, labels),
                amount=Rupiah(right["amount"]),
                **values,
            )
        else:
            told[was] = _(
                "Bu, catatan Ibu nomor {old} dibatalkan: {what} {before}.\nSebabnya: {reason}.", **values
            )
    if right is not None and now is not None and now != was:
        told[now] = _(
            "Bu, ini baru dicatat untuk Ibu: {kind} {amount}. Nomornya {number}.\nSebabnya: {reason}.",
            kind=_label(right, labels),
            amount=Rupiah(right["amount"]),
            number=number,
            reason=reason,
        )
    for member, text in told.items():
        if member in refused:
            continue
        if _is_on_loan(before, right):
            text = await left_text(unit, group_id, member, text)
        where = (group_id, member, 0, number)
        buttons = (
            PushButton(label=_("Benar"), talk=SLIP, args=(*where, Slip.RIGHT.value)),
            PushButton(label=_("Ada yang beda"), talk=SLIP, args=(*where, Slip.DIFFERENT.value)),
        )
        await tell(unit, group_id, [(member, text)], buttons=buttons, matter=f"entry:{group_id}:{number}")


def _is_on_loan(before: Entry | None, right: Mapping[str, Any] | None) -> bool:
    """Whether a loan has changed by it."""
    was = before is not None and before.kind is EntryKind.REPAYMENT
    return was or (right is not None and right["kind"] == INSTALMENT)


def _label(right: Mapping[str, Any], labels: Mapping[Account, Text | str]) -> Text | str:
    """What the right entry is called."""
    if right["kind"] == INSTALMENT:
        return INSTALMENT_LABEL
    kind = SavingKind(right["kind"])
    return labels[next(each for each in SAVINGS if kind_of(each) is kind)]
