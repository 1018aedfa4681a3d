"""What was put in goes into the book: shown in words, confirmed, and written once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from conversation.chat import Chat
from conversation.text import _, n_
from db import groups, ledger, loans, meetings, members, permits
from db.loans import Wanted
from db.unit import Unit
from domain.accounts import Account, SavingKind, account_of
from domain.ledger import Draft, Entry, EntryKind, income, reversal_of, saving
from domain.loan_paying import repayments_of
from domain.loan_refusals import LoanSettled
from domain.loans import State
from domain.meetings import INFAK, INSTALMENT, Status, Step, Written, total_of
from domain.money import Spelled
from domain.permits import Action
from domain.refusals import Changed
from domain.zones import local_date
from handlers.meeting.kinds import BESIDE
from handlers.meeting.scene import Scene, is_infak, list_saved


async def book(chat: Chat, scene: Scene, kind: str, lines: tuple[Written, ...]) -> bool:
    """Ask once with the sum in words, then write; whether she said yes. kind: of all these lines."""
    if not lines:
        return False
    asked = n_(
        "{kind} dari {n} orang, semuanya {amount}. Benar?",
        "{kind} dari {n} orang, semuanya {amount}. Benar?",
        len(lines),
        kind=scene.label(kind),
        amount=Spelled(total_of(lines)),
    )
    if not await chat.confirm(asked):
        await chat.say(_("Baik, tidak dicatat."))
        return False
    await write(chat, scene, lines)
    await chat.say(_("Sudah dicatat."))
    return True


async def write(
    chat: Chat,
    scene: Scene,
    lines: tuple[Written, ...],
    replacing: tuple[Written, ...] = (),
    statuses: Mapping[int, Status] | None = None,
    step: Step | None = None,
    once: bool = False,
) -> int:
    """Write what she has confirmed; how many lines were. replacing: what takes the place of something of this meeting.

    step: where the meeting goes on, None where it stays. once: what another officer has written meanwhile is not
    written again; a list is compared with the book as it is, one after another is not.
    """
    moment = await chat.now()
    number = scene.meeting.number if scene.meeting is not None else 0
    came = {member: status.value for member, status in (statuses or {}).items()}
    key = f"{scene.me}/{int(moment.timestamp() * 1000)}"
    then = "" if step is None else step.value
    return await chat.run(write_lines, scene.group_id, number, lines, replacing, came, key, then, once)


# -- what is written --------------------------------------------------------------------------------------------


async def write_lines(
    unit: Unit,
    group_id: int,
    meeting: int,
    lines: tuple[Written, ...],
    replacing: tuple[Written, ...],
    statuses: dict[int, str],
    key: str,
    step: str = "",
    once: bool = False,
) -> int:
    """How many lines were written, at the open meeting of that number (0: today, outside of a meeting).

    once: none of which the meeting has something already, of that member and that kind.
    Each of `replacing` takes the place of what the member had put in for that kind, and counts as a correction.
    Raises NotAllowed, Changed, and what db.ledger.post and db.loans.pay raise.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    day = local_date(unit.now, group.zone)
    if meeting:
        held = await meetings.lock_open(unit, group_id, meeting)
        day = held.day
        if step:
            await meetings.set_step(unit, group_id, meeting, Step(step), seen=held.step)
    persons = {each.number: each.person_id for each in await members.list_members(unit, group_id)}
    if any(each.member not in persons for each in (*lines, *replacing)):
        raise Changed
    if once and meeting:
        there = {(each.member, each.kind) for each in await list_saved(unit, group_id, meeting)}
        lines = tuple(each for each in lines if (each.member, each.kind) not in there)
    wrong = await find_replaced(unit, group_id, meeting, replacing) if replacing else []
    new = (*lines, *replacing)
    place: dict[str, Any] = {"day": day, "by": me, "meeting": meeting or None}
    corrected = last_instalments(wrong)
    others = [each for each in wrong if each.number not in corrected.values()]
    await ledger.post_many(unit, group_id, make_drafts(others, new, key=key, **place))
    for each in replacing:
        if each.kind == INSTALMENT:
            await correct_instalment(unit, group_id, corrected.get(each.member), each, key, place)
    wanted = await make_payments(unit, group_id, lines, key)
    if wanted:
        await loans.pay_many(unit, group_id, wanted, **place)
    if meeting:
        meetings.count_again(unit, group_id, meeting)
    if wrong:
        meetings.count_corrections(unit, group_id, meeting, len(wrong))
    if meeting and statuses:
        meetings.mark_attendance(
            unit,
            group_id,
            meeting,
            {member: Status(each) for member, each in statuses.items() if member in persons},
        )
    for member in dict.fromkeys(each.member for each in new):
        unit.audit("write", "book", group_id, persons[member], "meeting" if meeting else "saving")
    return len(new)


def make_drafts(
    wrong: Iterable[Entry], new: Iterable[Written], *, day: date, by: int, meeting: int | None, key: str
) -> list[tuple[str, Draft]]:
    """What takes back the wrong entries and what is written, each with its own key, for one batch."""
    back = [
        (
            f"back/{key}/{each.number}",
            reversal_of(each, day=day, by=by, second=None, note="", meeting=meeting),
        )
        for each in wrong
    ]
    place: dict[str, Any] = {"day": day, "by": by, "meeting": meeting}
    return back + [
        (f"saving/{key}/{number}", make_draft(each, place))
        for number, each in enumerate(new)
        if each.kind != INSTALMENT
    ]


def make_draft(line: Written, place: dict[str, Any]) -> Draft:
    """A saving, or what she gives."""
    if line.kind == INFAK:
        return income(account=Account.SOSIAL, amount=line.amount, member=line.member, **place)
    return saving(member=line.member, kind=SavingKind(line.kind), amount=line.amount, **place)


def last_instalments(wrong: Iterable[Entry]) -> dict[int, int]:
    """The number of each woman's last instalment among them: it is corrected in one piece with the right one."""
    return {each.member: each.number for each in wrong if each.kind is EntryKind.REPAYMENT and each.member}


async def correct_instalment(
    unit: Unit, group_id: int, wrong: int | None, line: Written, key: str, place: dict[str, Any]
) -> None:
    """The instalment of that number gets the amount of the line. Raises Changed if there is none any more."""
    if wrong is None:
        raise Changed
    await loans.correct(
        unit,
        group_id,
        wrong,
        line.amount,
        second=None,
        note="",
        key=f"instalment/{key}/{wrong}",
        excess_to_savings=line.to_savings,
        **place,
    )


async def make_payments(unit: Unit, group_id: int, new: Iterable[Written], key: str) -> list[Wanted]:
    """The instalments among the lines, each on the loan that runs. Raises LoanSettled where she has none."""
    lines = [each for each in new if each.kind == INSTALMENT]
    if not lines:
        return []
    running = {each.member: each.number for each in await loans.list_loans(unit, group_id, State.RUNNING)}
    if any(each.member not in running for each in lines):
        raise LoanSettled
    return [
        Wanted(
            key=f"instalment/{key}/{number}",
            loan=running[each.member],
            amount=each.amount,
            saves_rest=each.to_savings,
        )
        for number, each in enumerate(lines)
    ]


async def find_replaced(
    unit: Unit, group_id: int, meeting: int, replacing: tuple[Written, ...]
) -> list[Entry]:
    """The entries of the open meeting that those lines take the place of. Raises Changed outside of a meeting."""
    if not meeting:
        raise Changed
    entries = await ledger.list_entries(unit, group_id, meeting=meeting)
    gone = {each.reverses for each in entries if each.reverses is not None}
    kinds = {(each.member, each.kind) for each in replacing}
    places = {(member, account_of(SavingKind(kind))) for member, kind in kinds if kind not in BESIDE}
    paid = {each.number for each in repayments_of(entries) if (each.member, INSTALMENT) in kinds}
    return [
        each
        for each in entries
        if each.number not in gone
        and (
            each.number in paid
            or (is_infak(each) and (each.member, INFAK) in kinds)
            or (
                each.kind is EntryKind.SAVING
                and any((each.member, line.account) in places for line in each.lines)
            )
        )
        and each.reverses is None
    ]
