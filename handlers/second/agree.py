"""Asking a second officer: on her own phone, by a message with a button, or on this one, by her own number.

Whoever calls this has nothing more to do: CARRY_OUT (handlers/second/kinds.py) does the thing when it is agreed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import approvals, groups, members, officers, permits
from db.approvals import Approval
from db.unit import PushButton, Unit
from domain.contact import MessageClass, is_quiet
from domain.permits import Action
from domain.refusals import NotAllowed
from handlers.group.which import GroupHere
from handlers.names import AGREE, SIGN
from handlers.second.kinds import CARRY_OUT, DETAILS
from handlers.second.telling import name_of

HERS = Choice("hers", _("Di HP-nya"), words=("hp-nya", "hpnya", "hp dia", "hp sendiri", "di sana"))
HERE = Choice("here", _("Di HP ini"), words=("hp ini", "di sini", "sini"))
NOT_NOW = Choice("later", _("Nanti saja"), words=("nanti", "tidak jadi"))

# What is signed on this phone, beside a payout (handlers/second/sign.py).
APPROVAL = "approval"


@dataclass(frozen=True, kw_only=True, slots=True)
class Second:
    """Somebody who may agree."""

    number: int
    label: str

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.number}"


async def ask_second(
    chat: Chat,
    group: GroupHere,
    *,
    what: Text,
    kind: str,
    subject: int,
    body: Mapping[str, Any],
    about: int | None = None,
    never: Sequence[int] = (),
) -> bool:
    """Whether it now waits for her. Where she agrees on this phone this never comes back: another talk goes on.

    what: all she agrees to, in words: amount, member, why. body: what CARRY_OUT[kind] does, as JSON can hold it.
    subject: the number of the thing in the group, 0 if it has none. about: the member whom alone it concerns.
    never: who has no part in it, also if nobody else is left (a loan: she, her selves, who lives with her).
    """
    if group.practice:
        await chat.say(_("Di kelompok sungguhan, ini dicek berdua."))
        await chat.say(await chat.run(practise, group.id, kind, subject, what, dict(body)))
        return False
    seconds = await chat.look(list_seconds, group.id, about, tuple(never))
    if not seconds and never:
        await chat.say(
            _("Perlu dua pengurus lain, yang tidak serumah dengannya. Tambah satu pengurus dulu, ya.")
        )
        return False
    if not seconds:
        await chat.say(_("Ini perlu dicek berdua. Di kelompok ini belum ada pengurus lain yang bisa."))
        await chat.say(_("Minta ketua menambah satu pengurus. Atau ketik PETUGAS."))
        return False
    where = await chat.choose(
        _("Tolong dicek berdua, ya. Pengurus satunya menjawab di mana?"), (HERS, HERE, NOT_NOW)
    )
    if where.key == NOT_NOW.key:
        await chat.say(_("Baik, belum ada yang diubah."))
        return False
    if where.key == HERE.key:
        second = seconds[0] if len(seconds) == 1 else await chat.choose(_("Siapa yang di sini?"), seconds)
        approval_id = await chat.run(ask_here, group.id, kind, subject, what, dict(body), about, tuple(never))
        await chat.go(SIGN, APPROVAL, approval_id, second.number)
    await chat.run(ask_there, group.id, kind, subject, what, dict(body), about, tuple(never))
    if is_quiet(await chat.now(), group.zone):
        await chat.say(_("Sudah saya catat. Sekarang malam, jadi baru sampai besok pagi."))
        await chat.say(_("Kalau perlu malam ini, minta pengurus satunya ketik SETUJUI."))
        return True
    await chat.say(_("Sudah saya sampaikan. Kalau sudah dijawab, Ibu saya kabari."))
    return True


# -- what is read and written -----------------------------------------------------------------------------------


async def list_seconds(
    unit: Unit, group_id: int, about: int | None, never: tuple[int, ...] = ()
) -> tuple[Second, ...]:
    """Who may be the second officer. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    found = await officers.list_seconds(unit, group_id, by=me, about=about, never=never)
    return tuple(Second(number=each.number, label=each.shown) for each in found)


async def ask_there(
    unit: Unit,
    group_id: int,
    kind: str,
    subject: int,
    what: Text,
    body: dict[str, Any],
    about: int | None,
    never: tuple[int, ...] = (),
) -> str:
    """It waits, and those who may agree are told; its code. Raises NotAllowed and what approvals.propose refuses."""
    made = await _propose(unit, group_id, kind, subject, what, body, about, never)
    await tell_seconds(unit, made)
    return made.code


async def tell_seconds(unit: Unit, approval: Approval) -> None:
    """Those who may agree hear what it is, and get the way to it."""
    name = await name_of(unit, approval.group_id, approval.by)
    seconds = await officers.list_seconds(
        unit, approval.group_id, by=approval.by, about=approval.about, never=approval.never
    )
    for each in seconds:
        unit.tell(
            each.person_id,
            _("{name} minta dicek berdua, ya:\n\n{what}", name=name, what=approval.words),
            MessageClass.RELAY.value,
            buttons=(PushButton(label=_("Lihat dan jawab"), talk=AGREE, args=(approval.id,)),),
            matter=approval.matter,
        )


async def ask_here(
    unit: Unit,
    group_id: int,
    kind: str,
    subject: int,
    what: Text,
    body: dict[str, Any],
    about: int | None,
    never: tuple[int, ...] = (),
) -> int:
    """It waits for her who is handed this phone. Raises NotAllowed and what approvals.propose refuses."""
    return (await _propose(unit, group_id, kind, subject, what, body, about, never)).id


async def _propose(
    unit: Unit,
    group_id: int,
    kind: str,
    subject: int,
    what: Text,
    body: dict[str, Any],
    about: int | None,
    never: tuple[int, ...],
) -> Approval:
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    assert kind in CARRY_OUT, "what nobody can carry out is not asked for"
    made = await approvals.propose(
        unit, group_id, by=me, kind=kind, subject=subject, words=what, body=body, about=about, never=never
    )
    unit.audit("propose", "approval", made.id, unit.actor.person_id, kind)
    return made


async def practise(
    unit: Unit, group_id: int, kind: str, subject: int, what: Text, body: dict[str, Any]
) -> Text:
    """In a group of practice it is carried out at once; nothing there is real. Raises NotAllowed elsewhere."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    if (await groups.get(unit, group_id)).practice_of != unit.actor.person_id:
        raise NotAllowed
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    others = [each.number for each in await members.list_members(unit, group_id) if each.number != me]
    played = approvals.played(
        unit,
        group_id,
        by=me,
        second=others[0] if others else None,
        kind=kind,
        subject=subject,
        words=what,
        body=body,
    )
    return await CARRY_OUT[kind](unit, played)


def details_of(approval: Approval) -> tuple[Text, ...]:
    """What she reads beside its words, line by line; nothing where they say it all."""
    found = DETAILS.get(approval.kind)
    return () if found is None else found(approval)


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """What has been agreed to happens now; it is written down who did it. Raises what the kind's step refuses."""
    unit.audit("agree", "approval", approval.id, unit.actor.person_id, approval.kind)
    return await CARRY_OUT[approval.kind](unit, approval)
