"""Kelompok: what a woman may do in her group, by what she is there; what is not hers is not shown."""

from dataclasses import dataclass
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import approvals, enrolment, group_rules, groups, joinings, ledger, meetings, permits
from db.role_names import ROLE_NAMES
from db.unit import Unit
from domain.permits import Action, actions_of
from domain.roles import Role
from domain.zones import local_date
from handlers.group.doors import DOORS, page_of
from handlers.group.second_officer import say_second_code
from handlers.group.which import GroupHere, choose_group
from handlers.loans.decide_steps import count_requests
from handlers.names import (
    ADMIT,
    AGREE,
    DISPUTES,
    GROUP,
    IMPORT,
    ON_ITS_WAY,
    PUTUSKAN,
)

SECOND = "second"
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """What the group's page shows. next_meeting: None while it is a draft. waiting: who wants to come in.

    open_meeting: the day of one that goes on, for those who keep the book. is_empty: nothing stands in the book yet.
    to_agree, disputes, payouts, loans: how much of each waits for an officer.
    """

    next_meeting: date | None
    open_meeting: date | None
    allowed: tuple[Action, ...]
    waiting: int
    second: Role | None
    is_empty: bool
    to_agree: int
    disputes: int
    payouts: int
    loans: int


@conversation(
    GROUP,
    title=_("Kelompok"),
    words=("kelompok saya", "menu kelompok"),
    in_place=True,
    resumes=False,
    money=True,
)
async def run_group(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return None
    sight = await chat.look(look_around, group.id)
    page = page_of(
        sight.allowed,
        waiting_for(sight),
        is_open=sight.next_meeting is not None,
        practice=group.practice,
    )
    chosen = await chat.choose(heading(group, sight), (*page.rows, DONE))
    if chosen.key in page.behind:
        chosen = await chat.choose(_("Yang mana, Bu?"), (*page.behind[chosen.key], DONE))
    if chosen.key == SECOND:
        return await invite_second(chat, group, sight)
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, Bu. Ketik KELOMPOK kalau perlu lagi."))
    if any(door.name == chosen.key and door.asks for door in DOORS) or chosen.key == ADMIT:
        await chat.go(chosen.key)
    await chat.go(chosen.key, group.id)


def heading(group: GroupHere, sight: Sight) -> Text:
    """Where she is, and the meeting that goes on, or when the next one is."""
    if sight.next_meeting is None:
        return _("Kelompok {group}. Bukunya dibuka kalau pengurus kedua sudah masuk.", group=group.name)
    if sight.open_meeting is not None:
        return _(
            "Kelompok {group}, {place}.\nRapat {day} belum ditutup.",
            group=group.name,
            place=group.place,
            day=sight.open_meeting,
        )
    return _(
        "Kelompok {group}, {place}.\nRapat berikutnya: {day}.",
        group=group.name,
        place=group.place,
        day=sight.next_meeting,
    )


def waiting_for(sight: Sight) -> list[Choice]:
    """What waits for an officer stands first, each with how many there are."""
    found = []
    if sight.second is not None:
        found.append(Choice(SECOND, _("Undang pengurus"), words=("undang",)))
    if sight.waiting:
        found.append(Choice(ADMIT, n_("Mau bergabung ({n})", "Mau bergabung ({n})", sight.waiting)))
    if sight.is_empty:
        found.append(Choice(IMPORT, _("Isi buku awal"), words=("impor", "buku awal")))
    if sight.to_agree:
        found.append(Choice(AGREE, n_("Dicek berdua ({n})", "Dicek berdua ({n})", sight.to_agree)))
    if sight.loans:
        found.append(Choice(PUTUSKAN, n_("Minta pinjaman ({n})", "Minta pinjaman ({n})", sight.loans)))
    if sight.disputes:
        found.append(Choice(DISPUTES, n_("Yang beda ({n})", "Yang beda ({n})", sight.disputes)))
    if sight.payouts:
        found.append(Choice(ON_ITS_WAY, n_("Uang menunggu ({n})", "Uang menunggu ({n})", sight.payouts)))
    return found


async def invite_second(chat: Chat, group: GroupHere, sight: Sight) -> None:
    """A new code for the officer who is missing, if the first one was lost or too old."""
    role = await chat.run(make_second_code, group.id)
    assert sight.second is not None, "only then it is offered"
    await say_second_code(chat, ROLE_NAMES[sight.second], role)


# -- what is read and written -----------------------------------------------------------------------------------


async def look_around(unit: Unit, group_id: int) -> Sight:
    """What the actor may do in the group, and what waits there. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_TOTALS, group_id=group_id)
    group = await groups.get(unit, group_id)
    roles = [grant.role for grant in unit.actor.roles if grant.group_id == group_id]
    allowed = tuple(sorted(actions_of(roles)))
    keeps = Action.KEEP_MEMBERS in allowed
    is_open = group.state == groups.ACTIVE
    today = local_date(unit.now, group.zone)
    rules = await group_rules.rules_on(unit, group_id, today)
    still = await meetings.still_open(unit, group_id)
    held = await meetings.find_open(unit, group_id) if Action.WRITE_BOOK in allowed else None
    agrees = [group_id] if is_open and Action.AGREE in allowed else []
    return Sight(
        next_meeting=rules.next_meeting(today) if is_open else None,
        open_meeting=held.day if held is not None else None,
        allowed=allowed,
        waiting=await joinings.count_waiting(unit, group_id) if keeps and is_open else 0,
        second=None if is_open or not keeps else await enrolment.missing_officer(unit, group_id),
        is_empty=keeps and is_open and not (await ledger.head(unit, group_id)).number,
        to_agree=await approvals.count_waiting_for(unit, agrees, unit.actor.person_id),
        disputes=still.disputes if Action.ANSWER_DISPUTE in allowed else 0,
        payouts=still.payouts if Action.WRITE_BOOK in allowed else 0,
        loans=await count_requests(unit, group_id) if agrees else 0,
    )


async def make_second_code(unit: Unit, group_id: int) -> str:
    """A code for the office that the draft is missing. Raises NotAllowed, Changed once the books are open."""
    return await enrolment.invite_second(unit, group_id)
